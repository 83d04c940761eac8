//! Methods of str. Mirrors `Objects/unicodeobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`args`] | arguments, results, places in text |
//! | [`new`] | `str()`, `maketrans`, `translate` |
//! | [`search`], [`split`], [`pad`] | finding and replacing, splitting and joining, stripping and padding |
//! | [`case`] | case mappings and predicates |
//! | [`sequence`] | indexing, slicing, arithmetic, comparison |
//! | [`mod@format`], [`percent`] | `str.format`, `%` |

pub mod args;
pub mod case;
pub mod format;
pub mod join;
pub mod new;
pub mod pad;
pub mod percent;
pub mod search;
pub mod sequence;
pub mod split;
pub mod translate;

use crate::runtime::def::{TypeDef, method, slot, static_method};

/// What str offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Text: an immutable sequence of Unicode code points."),
    functions: &[
        static_method("__new__", "(cls, object='', encoding='utf-8', errors='strict')", new::new),
        slot("__repr__", "(self, /)", sequence::repr),
        slot("__hash__", "(self, /)", sequence::hash),
        slot("__str__", "(self, /)", sequence::str),
        slot("__lt__", "(self, value, /)", sequence::lt),
        slot("__le__", "(self, value, /)", sequence::le),
        slot("__eq__", "(self, value, /)", sequence::eq),
        slot("__ne__", "(self, value, /)", sequence::ne),
        slot("__gt__", "(self, value, /)", sequence::gt),
        slot("__ge__", "(self, value, /)", sequence::ge),
        slot("__iter__", "(self, /)", sequence::iter),
        slot("__mod__", "(self, value, /)", percent::modulo),
        slot("__rmod__", "(self, value, /)", percent::reflected),
        slot("__len__", "(self, /)", sequence::len),
        slot("__getitem__", "(self, key, /)", sequence::item),
        slot("__add__", "(self, value, /)", sequence::add),
        slot("__mul__", "(self, value, /)", sequence::mul),
        slot("__rmul__", "(self, value, /)", sequence::mul),
        slot("__contains__", "(self, key, /)", search::contains_method),
        method("__format__", "(self, format_spec, /)", format::format_method),
        method("__getnewargs__", "(self, /)", sequence::getnewargs),
        method("__sizeof__", "(self, /)", sequence::sizeof),
        method("capitalize", "(self, /)", case::capitalize),
        method("casefold", "(self, /)", case::casefold),
        method("center", "(self, width, fillchar=' ', /)", pad::center),
        method("count", "(self, sub, start=None, end=None, /)", search::count),
        method("encode", "(self, /, encoding='utf-8', errors='strict')", new::encode),
        method("endswith", "(self, suffix, start=None, end=None, /)", search::endswith),
        method("expandtabs", "(self, /, tabsize=8)", pad::expandtabs),
        method("find", "(self, sub, start=None, end=None, /)", search::find),
        method("format", "(self, /, *args, **kwargs)", format::format),
        method("format_map", "(self, mapping, /)", format::format_map),
        method("index", "(self, sub, start=None, end=None, /)", search::index),
        method("isalnum", "(self, /)", case::isalnum),
        method("isalpha", "(self, /)", case::isalpha),
        method("isascii", "(self, /)", case::isascii),
        method("isdecimal", "(self, /)", case::isdecimal),
        method("isdigit", "(self, /)", case::isdigit),
        method("isidentifier", "(self, /)", case::isidentifier),
        method("islower", "(self, /)", case::islower),
        method("isnumeric", "(self, /)", case::isnumeric),
        method("isprintable", "(self, /)", case::isprintable),
        method("isspace", "(self, /)", case::isspace),
        method("istitle", "(self, /)", case::istitle),
        method("isupper", "(self, /)", case::isupper),
        method("join", "(self, iterable, /)", join::join),
        method("ljust", "(self, width, fillchar=' ', /)", pad::ljust),
        method("lower", "(self, /)", case::lower),
        method("lstrip", "(self, chars=None, /)", pad::lstrip),
        static_method("maketrans", "(x, y=None, z=None, /)", translate::maketrans),
        method("partition", "(self, sep, /)", split::partition),
        method("removeprefix", "(self, prefix, /)", search::removeprefix),
        method("removesuffix", "(self, suffix, /)", search::removesuffix),
        method("replace", "(self, old, new, /, count=-1)", search::replace),
        method("rfind", "(self, sub, start=None, end=None, /)", search::rfind),
        method("rindex", "(self, sub, start=None, end=None, /)", search::rindex),
        method("rjust", "(self, width, fillchar=' ', /)", pad::rjust),
        method("rpartition", "(self, sep, /)", split::rpartition),
        method("rsplit", "(self, /, sep=None, maxsplit=-1)", split::rsplit),
        method("rstrip", "(self, chars=None, /)", pad::rstrip),
        method("split", "(self, /, sep=None, maxsplit=-1)", split::split),
        method("splitlines", "(self, /, keepends=False)", split::splitlines),
        method("startswith", "(self, prefix, start=None, end=None, /)", search::startswith),
        method("strip", "(self, chars=None, /)", pad::strip),
        method("swapcase", "(self, /)", case::swapcase),
        method("title", "(self, /)", case::title),
        method("translate", "(self, table, /)", translate::translate),
        method("upper", "(self, /)", case::upper),
        method("zfill", "(self, width, /)", pad::zfill),
    ],
    attributes: &[],
    absent: &[],
};
