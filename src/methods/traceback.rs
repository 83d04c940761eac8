//! Methods of traceback.

use crate::runtime::def::TypeDef;

/// What traceback offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
