//! Methods of coroutine.

use crate::runtime::def::TypeDef;

/// What coroutine offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
