//! Methods of slice.

use crate::runtime::def::TypeDef;

/// What slice offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
