//! Methods of cell.

use crate::runtime::def::TypeDef;

/// What cell offers.
pub const DEF: TypeDef = TypeDef::EMPTY;
