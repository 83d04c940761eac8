//! Methods of async_generator.

use crate::runtime::def::TypeDef;

/// What async_generator offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
