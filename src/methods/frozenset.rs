//! Methods of frozenset.

use crate::runtime::def::TypeDef;

/// What frozenset offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
