//! Methods of the built-in iterators.
//!
//! | module | types |
//! |---|---|
//! | [`common`] | `__iter__` and `__next__` of all |
//! | [`hint`], [`reduce`], [`setstate`] | `__length_hint__`, `__reduce__`, `__setstate__` of iterators over containers |
//! | [`enumerate`], [`reversed`], [`zip`], [`map`], [`filter`] | the classes that programs call |

use crate::runtime::def::{TypeDef, method, slot};

pub mod common;
pub mod enumerate;
pub mod filter;
pub mod hint;
pub mod map;
pub mod reduce;
pub mod reversed;
pub mod setstate;
pub mod zip;

pub use enumerate::ENUMERATE;
pub use filter::FILTER;
pub use map::MAP;
pub use reversed::REVERSED;
pub use zip::ZIP;

/// What an iterator over a sequence offers.
const SEQUENCE: TypeDef = TypeDef {
    functions: &[
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", common::next),
        method("__length_hint__", "(self, /)", hint::length_hint),
        method("__reduce__", "(self, /)", reduce::reduce),
        method("__setstate__", "(self, state, /)", setstate::setstate),
    ],
    ..TypeDef::EMPTY
};

/// What an iterator over a set or dict offers.
const TABLE: TypeDef = TypeDef {
    functions: &[
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", common::next),
        method("__length_hint__", "(self, /)", hint::length_hint),
        method("__reduce__", "(self, /)", reduce::reduce),
    ],
    ..TypeDef::EMPTY
};

/// What callable_iterator offers.
pub const CALLABLE_ITERATOR: TypeDef = TypeDef {
    functions: &[
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", common::next),
        method("__reduce__", "(self, /)", reduce::reduce),
    ],
    ..TypeDef::EMPTY
};

macro_rules! same {
    ($($name:ident $text:literal $def:ident;)*) => {
        $(#[doc = concat!("What ", $text, " offers.")] pub const $name: TypeDef = $def;)*
    };
}

same! {
    ITERATOR "iterator" SEQUENCE;
    LIST_ITERATOR "list_iterator" SEQUENCE;
    LIST_REVERSEITERATOR "list_reverseiterator" SEQUENCE;
    TUPLE_ITERATOR "tuple_iterator" SEQUENCE;
    STR_ITERATOR "str_iterator" SEQUENCE;
    STR_ASCII_ITERATOR "str_ascii_iterator" SEQUENCE;
    BYTES_ITERATOR "bytes_iterator" SEQUENCE;
    BYTEARRAY_ITERATOR "bytearray_iterator" SEQUENCE;
    RANGE_ITERATOR "range_iterator" SEQUENCE;
    LONGRANGE_ITERATOR "longrange_iterator" SEQUENCE;
    SET_ITERATOR "set_iterator" TABLE;
    DICT_KEYITERATOR "dict_keyiterator" TABLE;
    DICT_VALUEITERATOR "dict_valueiterator" TABLE;
    DICT_ITEMITERATOR "dict_itemiterator" TABLE;
    DICT_REVERSEKEYITERATOR "dict_reversekeyiterator" TABLE;
    DICT_REVERSEVALUEITERATOR "dict_reversevalueiterator" TABLE;
    DICT_REVERSEITEMITERATOR "dict_reverseitemiterator" TABLE;
}
