//! Methods of dict.

use crate::runtime::def::TypeDef;

/// What dict offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
