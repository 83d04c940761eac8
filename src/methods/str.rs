//! Methods of str.

use crate::runtime::def::TypeDef;

/// What str offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
