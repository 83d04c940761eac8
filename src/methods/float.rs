//! Methods of float.

use crate::runtime::def::TypeDef;

/// What float offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
