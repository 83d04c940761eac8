//! Methods of module.

use crate::runtime::def::TypeDef;

/// What module offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
