//! Methods of frame.

use crate::runtime::def::TypeDef;

/// What frame offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
