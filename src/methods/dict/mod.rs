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
        method("__getitem__", "(self, key, /)", basic::getitem).doc("Return self[key]."),
        slot("__setitem__", "(self, key, value, /)", basic::setitem),
        slot("__delitem__", "(self, key, /)", basic::delitem),
        method("__contains__", "(self, key, /)", basic::contains_method)
            .doc("True if the dictionary has the specified key, else False."),
        method("__sizeof__", "(self, /)", basic::sizeof).doc("Return the size of the dict in memory, in bytes."),
        method("get", "(self, key, default=None, /)", basic::get)
            .doc("Return the value for key if key is in the dictionary, else default."),
        method("setdefault", "(self, key, default=None, /)", basic::setdefault).doc(
            "Insert key with a value of default if key is not in the dictionary.\n\n\
             Return the value for key if key is in the dictionary, else default.",
        ),
        method("pop", "(self, key, default=None, /)", basic::pop).doc(
            "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n\
             If the key is not found, return the default if given; otherwise,\n\
             raise a KeyError.",
        ),
        method("popitem", "(self, /)", basic::popitem).doc(
            "Remove and return a (key, value) pair as a 2-tuple.\n\n\
             Pairs are returned in LIFO (last-in, first-out) order.\n\
             Raises KeyError if the dict is empty.",
        ),
        method("keys", "(self, /)", basic::keys).doc("Return a set-like object providing a view on the dict's keys."),
        method("items", "(self, /)", basic::items)
            .doc("Return a set-like object providing a view on the dict's items."),
        method("values", "(self, /)", basic::values).doc("Return an object providing a view on the dict's values."),
        method("update", "(self, /, *args, **kwargs)", basic::update_method).doc(
            "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\n\
             If E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\n\
             If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n\
             In either case, this is followed by: for k in F:  D[k] = F[k]",
        ),
        class_method("fromkeys", "(cls, iterable, value=None, /)", basic::fromkeys)
            .doc("Create a new dictionary with keys from iterable and values set to value."),
        method("clear", "(self, /)", basic::clear).doc("Remove all items from the dict."),
        method("copy", "(self, /)", basic::copy).doc("Return a shallow copy of the dict."),
        method("__reversed__", "(self, /)", basic::reversed).doc("Return a reverse iterator over the dict keys."),
    ],
    attributes: &[],
    absent: &["__hash__"],
};
