//! Methods of frozenset; those that set has too are in [`set_common`](super::set_common).

use super::set_common::{algebra, shared};
use super::support::{at_most_one, same_init};
use super::{new_class, wrap};
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Dict, FrozenSet};
use crate::value::Value;
use crate::vm::ops;

/// What frozenset offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Build an immutable unordered collection of unique elements."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__repr__", "(self, /)", shared::repr),
        slot("__hash__", "(self, /)", hash),
        slot("__lt__", "(self, value, /)", shared::lt),
        slot("__le__", "(self, value, /)", shared::le),
        slot("__eq__", "(self, value, /)", shared::eq),
        slot("__ne__", "(self, value, /)", shared::ne),
        slot("__gt__", "(self, value, /)", shared::gt),
        slot("__ge__", "(self, value, /)", shared::ge),
        slot("__iter__", "(self, /)", shared::iter),
        slot("__sub__", "(self, value, /)", shared::sub),
        slot("__rsub__", "(self, value, /)", shared::rsub),
        slot("__and__", "(self, value, /)", shared::and),
        slot("__rand__", "(self, value, /)", shared::rand),
        slot("__xor__", "(self, value, /)", shared::xor),
        slot("__rxor__", "(self, value, /)", shared::rxor),
        slot("__or__", "(self, value, /)", shared::or),
        slot("__ror__", "(self, value, /)", shared::ror),
        slot("__len__", "(self, /)", shared::len),
        method("__contains__", "(self, object, /)", shared::contains).doc("x.__contains__(y) <==> y in x."),
        method("copy", "(self, /)", shared::copy).doc("Return a shallow copy of a set."),
        method("difference", "(self, /, *others)", shared::difference)
            .doc("Return a new set with elements in the set that are not in the others."),
        method("intersection", "(self, /, *others)", shared::intersection)
            .doc("Return a new set with elements common to the set and all others."),
        method("isdisjoint", "(self, other, /)", shared::isdisjoint)
            .doc("Return True if two sets have a null intersection."),
        method("issubset", "(self, other, /)", shared::issubset).doc("Report whether another set contains this set."),
        method("issuperset", "(self, other, /)", shared::issuperset)
            .doc("Report whether this set contains another set."),
        method("__reduce__", "(self, /)", shared::reduce).doc("Return state information for pickling."),
        method("__sizeof__", "(self, /)", shared::sizeof).doc("S.__sizeof__() -> size of S in memory, in bytes."),
        method("symmetric_difference", "(self, other, /)", shared::symmetric_difference)
            .doc("Return a new set with elements in either the set or other but not both."),
        method("union", "(self, /, *others)", shared::union)
            .doc("Return a new set with elements from the set and all others."),
    ],
    attributes: &[],
    absent: &[],
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.frozenset)?;
    let shown = class.name.get().lossy();
    let iterable = if same_init(ctx, class, ctx.types.frozenset) {
        at_most_one(ctx, &args, "frozenset", &shown)?
    } else {
        at_most_one(ctx, &Args::with_rest(args.rest()), "frozenset", &shown)?
    };
    let table = match iterable {
        None => Step::Return(Dict::new_set(ctx.mc).into()),
        Some(set @ Value::FrozenSet(_)) if class.is(ctx.types.frozenset) => return Step::value(set),
        Some(iterable) => algebra::collect(ctx, iterable)?,
    };
    table.then(ctx, [class.into()], |ctx, table, [class]| match (table, class) {
        (Value::Dict(table), Value::Class(class)) => {
            Step::value(wrap(ctx, class, FrozenSet::new(ctx.mc, table).into()))
        }
        _ => Err(ctx.internal_error("frozenset without a class")),
    })
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(0).as_frozenset() {
        Some(set) => ops::hash(ctx, set.into()),
        None => Err(ctx.internal_error("a frozenset method without a frozenset")),
    }
}
