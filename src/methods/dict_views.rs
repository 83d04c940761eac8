//! Methods of dict_keys, dict_values, dict_items.

use crate::runtime::def::TypeDef;

/// What dict_keys offers.
pub const DICT_KEYS: TypeDef = TypeDef::EMPTY;
/// What dict_values offers.
pub const DICT_VALUES: TypeDef = TypeDef::EMPTY;
/// What dict_items offers.
pub const DICT_ITEMS: TypeDef = TypeDef::EMPTY;
