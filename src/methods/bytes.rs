//! Methods of bytes.

use crate::runtime::def::TypeDef;

/// What bytes offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
