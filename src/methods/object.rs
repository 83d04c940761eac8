//! Methods of object.

use crate::runtime::def::TypeDef;

/// What object offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
