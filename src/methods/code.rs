//! Methods of code.

use crate::runtime::def::TypeDef;

/// What code offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
