//! Methods of int.

use crate::runtime::def::TypeDef;

/// What int offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
