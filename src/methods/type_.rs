//! Methods of type.

use crate::runtime::def::TypeDef;

/// What type offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
