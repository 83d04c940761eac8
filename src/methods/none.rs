//! Methods of none_type, ellipsis, not_implemented_type.

use crate::runtime::def::TypeDef;

/// What none_type offers.
pub const NONE_TYPE: TypeDef = TypeDef::EMPTY;
/// What ellipsis offers.
pub const ELLIPSIS: TypeDef = TypeDef::EMPTY;
/// What not_implemented_type offers.
pub const NOT_IMPLEMENTED_TYPE: TypeDef = TypeDef::EMPTY;
