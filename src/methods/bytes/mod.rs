//! Methods of bytes and bytearray: one implementation for what they share.
//! Mirrors `Objects/bytesobject.c`, `bytearrayobject.c`, `bytes_methods.c`.
//!
//! | module | what |
//! |---|---|
//! | [`like`] | bytes-like objects as arguments, results |
//! | [`new`] | `bytes()`, `bytearray()` |
//! | [`search`], [`split`], [`pad`], [`case`] | as in str |
//! | [`hex`] | hexadecimal, tables of translation, decoding |
//! | [`sequence`] | indexing, arithmetic, comparison |
//! | [`mutate`], [`assign`] | what bytearray alone can do |

pub mod assign;
pub mod case;
pub mod hex;
pub mod like;
pub mod mutate;
pub mod new;
pub mod pad;
pub mod search;
pub mod sequence;
pub mod split;

use crate::runtime::def::{FunctionDef, TypeDef, class_method, method, slot, static_method};

/// What bytes and bytearray both offer.
const SHARED: [FunctionDef; 60] = [
    slot("__repr__", "(self, /)", sequence::repr),
    slot("__str__", "(self, /)", sequence::repr),
    slot("__lt__", "(self, value, /)", sequence::lt),
    slot("__le__", "(self, value, /)", sequence::le),
    slot("__eq__", "(self, value, /)", sequence::eq),
    slot("__ne__", "(self, value, /)", sequence::ne),
    slot("__gt__", "(self, value, /)", sequence::gt),
    slot("__ge__", "(self, value, /)", sequence::ge),
    slot("__iter__", "(self, /)", sequence::iter),
    slot("__mod__", "(self, value, /)", sequence::modulo),
    slot("__rmod__", "(self, value, /)", sequence::reflected_modulo),
    slot("__len__", "(self, /)", sequence::len),
    slot("__getitem__", "(self, key, /)", sequence::item),
    slot("__add__", "(self, value, /)", sequence::add),
    slot("__mul__", "(self, value, /)", sequence::mul),
    slot("__rmul__", "(self, value, /)", sequence::mul),
    slot("__contains__", "(self, key, /)", search::contains_method),
    method("capitalize", "(self, /)", case::capitalize),
    method("center", "(self, width, fillchar=b' ', /)", pad::center),
    method("count", "(self, sub, start=None, end=None, /)", search::count),
    method("decode", "(self, /, encoding='utf-8', errors='strict')", hex::decode),
    method("endswith", "(self, suffix, start=None, end=None, /)", search::endswith),
    method("expandtabs", "(self, /, tabsize=8)", pad::expandtabs),
    method("find", "(self, sub, start=None, end=None, /)", search::find),
    class_method("fromhex", "(type, string, /)", hex::fromhex),
    method("hex", "(self, /, sep=None, bytes_per_sep=1)", hex::hex),
    method("index", "(self, sub, start=None, end=None, /)", search::index),
    method("isalnum", "(self, /)", case::isalnum),
    method("isalpha", "(self, /)", case::isalpha),
    method("isascii", "(self, /)", case::isascii),
    method("isdigit", "(self, /)", case::isdigit),
    method("islower", "(self, /)", case::islower),
    method("isspace", "(self, /)", case::isspace),
    method("istitle", "(self, /)", case::istitle),
    method("isupper", "(self, /)", case::isupper),
    method("join", "(self, iterable_of_bytes, /)", split::join),
    method("ljust", "(self, width, fillchar=b' ', /)", pad::ljust),
    method("lower", "(self, /)", case::lower),
    method("lstrip", "(self, bytes=None, /)", pad::lstrip),
    static_method("maketrans", "(frm, to, /)", hex::maketrans),
    method("partition", "(self, sep, /)", split::partition),
    method("removeprefix", "(self, prefix, /)", search::removeprefix),
    method("removesuffix", "(self, suffix, /)", search::removesuffix),
    method("replace", "(self, old, new, count=-1, /)", search::replace),
    method("rfind", "(self, sub, start=None, end=None, /)", search::rfind),
    method("rindex", "(self, sub, start=None, end=None, /)", search::rindex),
    method("rjust", "(self, width, fillchar=b' ', /)", pad::rjust),
    method("rpartition", "(self, sep, /)", split::rpartition),
    method("rsplit", "(self, /, sep=None, maxsplit=-1)", split::rsplit),
    method("rstrip", "(self, bytes=None, /)", pad::rstrip),
    method("split", "(self, /, sep=None, maxsplit=-1)", split::split),
    method("splitlines", "(self, /, keepends=False)", split::splitlines),
    method("startswith", "(self, prefix, start=None, end=None, /)", search::startswith),
    method("strip", "(self, bytes=None, /)", pad::strip),
    method("swapcase", "(self, /)", case::swapcase),
    method("title", "(self, /)", case::title),
    method("translate", "(self, table, /, delete=b'')", hex::translate),
    method("upper", "(self, /)", case::upper),
    method("zfill", "(self, width, /)", pad::zfill),
    method("__sizeof__", "(self, /)", sequence::sizeof),
];

/// What bytes alone offers.
const BYTES_ONLY: [FunctionDef; 4] = [
    static_method("__new__", "(cls, source=b'', encoding='utf-8', errors='strict')", new::new_bytes),
    slot("__hash__", "(self, /)", sequence::hash),
    method("__getnewargs__", "(self, /)", sequence::getnewargs),
    method("__bytes__", "(self, /)", sequence::to_bytes),
];

/// What bytearray alone offers.
const BYTEARRAY_ONLY: [FunctionDef; 18] = [
    static_method("__new__", "(cls, /, *args, **kwargs)", new::new_bytearray),
    slot("__init__", "(self, source=b'', encoding='utf-8', errors='strict')", new::init_bytearray),
    slot("__setitem__", "(self, key, value, /)", assign::set_item),
    slot("__delitem__", "(self, key, /)", assign::delete_item),
    slot("__iadd__", "(self, value, /)", mutate::add_in_place),
    slot("__imul__", "(self, value, /)", mutate::multiply_in_place),
    method("__alloc__", "(self, /)", mutate::alloc),
    method("__reduce__", "(self, /)", mutate::reduce),
    method("__reduce_ex__", "(self, proto=0, /)", mutate::reduce_ex),
    method("append", "(self, item, /)", mutate::append),
    method("clear", "(self, /)", mutate::clear),
    method("copy", "(self, /)", mutate::copy),
    method("extend", "(self, iterable_of_ints, /)", mutate::extend),
    method("insert", "(self, index, item, /)", mutate::insert),
    method("pop", "(self, index=-1, /)", mutate::pop),
    method("remove", "(self, value, /)", mutate::remove),
    method("resize", "(self, size, /)", mutate::resize),
    method("reverse", "(self, /)", mutate::reverse),
];

/// Both tables in one.
const fn joined<const N: usize>(a: &[FunctionDef], b: &[FunctionDef]) -> [FunctionDef; N] {
    let mut all = [a[0]; N];
    let mut index = 0;
    while index < N {
        all[index] = if index < a.len() { a[index] } else { b[index - a.len()] };
        index += 1;
    }
    all
}

static BYTES_FUNCTIONS: [FunctionDef; SHARED.len() + BYTES_ONLY.len()] = joined(&SHARED, &BYTES_ONLY);
static BYTEARRAY_FUNCTIONS: [FunctionDef; SHARED.len() + BYTEARRAY_ONLY.len()] = joined(&SHARED, &BYTEARRAY_ONLY);

/// What bytes offers.
pub static BYTES: TypeDef =
    TypeDef { doc: Some("An immutable sequence of bytes."), functions: &BYTES_FUNCTIONS, attributes: &[], absent: &[] };

/// What bytearray offers.
pub static BYTEARRAY: TypeDef = TypeDef {
    doc: Some("A mutable sequence of bytes."),
    functions: &BYTEARRAY_FUNCTIONS,
    attributes: &[],
    absent: &["__hash__"],
};
