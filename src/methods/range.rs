//! Methods of range.

use crate::runtime::def::TypeDef;

/// What range offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
