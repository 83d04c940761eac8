//! Methods of list. Mirrors `Objects/listobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`basic`] | making, showing, comparing, `+` and `*` |
//! | [`item`] | subscription, slices included |
//! | [`edit`], [`sort`] | the methods that change a list |

pub mod basic;
pub mod edit;
pub mod item;
pub mod sort;

use crate::runtime::def::{TypeDef, method, slot, static_method};

/// What list offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some(
        "Built-in mutable sequence.\n\n\
         If no argument is given, the constructor creates a new empty list.\n\
         The argument must be an iterable if specified.",
    ),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", basic::new),
        slot("__repr__", "(self, /)", basic::repr),
        slot("__lt__", "(self, value, /)", basic::lt),
        slot("__le__", "(self, value, /)", basic::le),
        slot("__eq__", "(self, value, /)", basic::eq),
        slot("__ne__", "(self, value, /)", basic::ne),
        slot("__gt__", "(self, value, /)", basic::gt),
        slot("__ge__", "(self, value, /)", basic::ge),
        slot("__iter__", "(self, /)", basic::iter),
        slot("__init__", "(self, /, *args, **kwargs)", basic::init),
        slot("__len__", "(self, /)", basic::len),
        method("__getitem__", "(self, index, /)", item::getitem).doc("Return self[index]."),
        slot("__setitem__", "(self, key, value, /)", item::setitem),
        slot("__delitem__", "(self, key, /)", item::delitem),
        slot("__add__", "(self, value, /)", basic::add),
        slot("__mul__", "(self, value, /)", basic::mul),
        slot("__rmul__", "(self, value, /)", basic::mul),
        slot("__contains__", "(self, key, /)", basic::contains),
        slot("__iadd__", "(self, value, /)", edit::iadd),
        slot("__imul__", "(self, value, /)", edit::imul),
        method("__reversed__", "(self, /)", basic::reversed).doc("Return a reverse iterator over the list."),
        method("__sizeof__", "(self, /)", basic::sizeof).doc("Return the size of the list in memory, in bytes."),
        method("clear", "(self, /)", edit::clear).doc("Remove all items from list."),
        method("copy", "(self, /)", basic::copy).doc("Return a shallow copy of the list."),
        method("append", "(self, object, /)", edit::append).doc("Append object to the end of the list."),
        method("insert", "(self, index, object, /)", edit::insert).doc("Insert object before index."),
        method("extend", "(self, iterable, /)", edit::extend)
            .doc("Extend list by appending elements from the iterable."),
        method("pop", "(self, index=-1, /)", edit::pop).doc(
            "Remove and return item at index (default last).\n\n\
             Raises IndexError if list is empty or index is out of range.",
        ),
        method("remove", "(self, value, /)", edit::remove)
            .doc("Remove first occurrence of value.\n\nRaises ValueError if the value is not present."),
        method("index", "(self, value, start=0, stop=9223372036854775807, /)", basic::index)
            .doc("Return first index of value.\n\nRaises ValueError if the value is not present."),
        method("count", "(self, value, /)", basic::count_method).doc("Return number of occurrences of value."),
        method("reverse", "(self, /)", edit::reverse).doc("Reverse *IN PLACE*."),
        method("sort", "(self, /, *, key=None, reverse=False)", sort::sort).doc(
            "Sort the list in ascending order and return None.\n\n\
             The sort is in-place (i.e. the list itself is modified) and stable (i.e. the\n\
             order of two equal elements is maintained).\n\n\
             If a key function is given, apply it once to each list item and sort them,\n\
             ascending or descending, according to their function values.\n\n\
             The reverse flag can be set to sort in descending order.",
        ),
    ],
    attributes: &[],
    absent: &["__hash__"],
};

use crate::runtime::{Args, Ctx, Raise};
use crate::types::List;

/// The list of the receiver.
fn receiver<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<List<'gc>, Raise<'gc>> {
    args.get(0).as_list().ok_or_else(|| ctx.internal_error("a list method without a list"))
}
