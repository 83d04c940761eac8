//! Methods of bytearray.

use crate::runtime::def::TypeDef;

/// What bytearray offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
