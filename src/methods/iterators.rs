//! Methods of iterator, callable_iterator, list_iterator, list_reverseiterator, tuple_iterator, str_iterator, str_ascii_iterator, bytes_iterator, bytearray_iterator, range_iterator, longrange_iterator, set_iterator, dict_keyiterator, dict_valueiterator, dict_itemiterator, dict_reversekeyiterator, dict_reversevalueiterator, dict_reverseitemiterator, reversed, enumerate, zip, map, filter.

use crate::runtime::def::TypeDef;

/// What iterator offers.
pub const ITERATOR: TypeDef = TypeDef::EMPTY;
/// What callable_iterator offers.
pub const CALLABLE_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What list_iterator offers.
pub const LIST_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What list_reverseiterator offers.
pub const LIST_REVERSEITERATOR: TypeDef = TypeDef::EMPTY;
/// What tuple_iterator offers.
pub const TUPLE_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What str_iterator offers.
pub const STR_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What str_ascii_iterator offers.
pub const STR_ASCII_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What bytes_iterator offers.
pub const BYTES_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What bytearray_iterator offers.
pub const BYTEARRAY_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What range_iterator offers.
pub const RANGE_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What longrange_iterator offers.
pub const LONGRANGE_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What set_iterator offers.
pub const SET_ITERATOR: TypeDef = TypeDef::EMPTY;
/// What dict_keyiterator offers.
pub const DICT_KEYITERATOR: TypeDef = TypeDef::EMPTY;
/// What dict_valueiterator offers.
pub const DICT_VALUEITERATOR: TypeDef = TypeDef::EMPTY;
/// What dict_itemiterator offers.
pub const DICT_ITEMITERATOR: TypeDef = TypeDef::EMPTY;
/// What dict_reversekeyiterator offers.
pub const DICT_REVERSEKEYITERATOR: TypeDef = TypeDef::EMPTY;
/// What dict_reversevalueiterator offers.
pub const DICT_REVERSEVALUEITERATOR: TypeDef = TypeDef::EMPTY;
/// What dict_reverseitemiterator offers.
pub const DICT_REVERSEITEMITERATOR: TypeDef = TypeDef::EMPTY;
/// What reversed offers.
pub const REVERSED: TypeDef = TypeDef::EMPTY;
/// What enumerate offers.
pub const ENUMERATE: TypeDef = TypeDef::EMPTY;
/// What zip offers.
pub const ZIP: TypeDef = TypeDef::EMPTY;
/// What map offers.
pub const MAP: TypeDef = TypeDef::EMPTY;
/// What filter offers.
pub const FILTER: TypeDef = TypeDef::EMPTY;
