//! Methods of dict. Mirrors `Objects/dictobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`basic`] | making, keys, items, removal |
//! | [`update`] | filling from mappings and pairs |

pub mod basic;
pub mod update;

pub use basic::{contains, get_item};
pub use update::{Merge, from_pairs, merge, merge_tables};

use crate::runtime::def::{TypeDef, class_method, method, slot, static_method};

/// What dict offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some(
        "dict() -> new empty dictionary\n\
         dict(mapping) -> new dictionary initialized from a mapping object's\n    \
         (key, value) pairs\n\
         dict(iterable) -> new dictionary initialized as if via:\n    \
         d = {}\n    \
         for k, v in iterable:\n        \
         d[k] = v\n\
         dict(**kwargs) -> new dictionary initialized with the name=value pairs\n    \
         in the keyword argument list.  For example:  dict(one=1, two=2)",
    ),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", basic::new),
        slot("__repr__", "(self, /)", basic::repr),
        slot("__lt__", "(self, value, /)", basic::not_ordered),
        slot("__le__", "(self, value, /)", basic::not_ordered),
        slot("__eq__", "(self, value, /)", basic::eq),
        slot("__ne__", "(self, value, /)", basic::ne),
        slot("__gt__", "(self, value, /)", basic::not_ordered),
        slot("__ge__", "(self, value, /)", basic::not_ordered),
        slot("__iter__", "(self, /)", basic::iter),
        slot("__init__", "(self, /, *args, **kwargs)", basic::init),
        slot("__or__", "(self, value, /)", basic::or),
        slot("__ror__", "(self, value, /)", basic::ror),
        slot("__ior__", "(self, value, /)", basic::ior),
        slot("__len__", "(self, /)", basic::len),
        slot("__getitem__", "(self, key, /)", basic::getitem),
        slot("__setitem__", "(self, key, value, /)", basic::setitem),
        slot("__delitem__", "(self, key, /)", basic::delitem),
        method("__contains__", "(self, key, /)", basic::contains_method),
        method("__sizeof__", "(self, /)", basic::sizeof),
        method("get", "(self, key, default=None, /)", basic::get),
        method("setdefault", "(self, key, default=None, /)", basic::setdefault),
        method("pop", "(self, key, default=None, /)", basic::pop),
        method("popitem", "(self, /)", basic::popitem),
        method("keys", "(self, /)", basic::keys),
        method("items", "(self, /)", basic::items),
        method("values", "(self, /)", basic::values),
        method("update", "(self, /, *args, **kwargs)", basic::update_method),
        class_method("fromkeys", "(cls, iterable, value=None, /)", basic::fromkeys),
        method("clear", "(self, /)", basic::clear),
        method("copy", "(self, /)", basic::copy),
        method("__reversed__", "(self, /)", basic::reversed),
    ],
    attributes: &[],
    absent: &["__hash__"],
};
