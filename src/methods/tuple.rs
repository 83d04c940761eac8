//! Methods of tuple.

use crate::runtime::def::TypeDef;

/// What tuple offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
