//! Methods of list.

use crate::runtime::def::TypeDef;

/// What list offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
