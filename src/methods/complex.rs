//! Methods of complex.

use crate::runtime::def::TypeDef;

/// What complex offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
