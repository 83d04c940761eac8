//! Methods of set.

use crate::runtime::def::TypeDef;

/// What set offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
