//! Methods of generator.

use crate::runtime::def::TypeDef;

/// What generator offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
