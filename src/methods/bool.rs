//! Methods of bool.

use crate::runtime::def::TypeDef;

/// What bool offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
