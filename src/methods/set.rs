//! Methods of set that change it; the others are in [`set_common`](super::set_common).

use super::set_common::{algebra, relation, shared, table_of};
use super::support::at_most_one;
use super::{new_class, wrap};
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, Set};
use crate::value::Value;

/// What set offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Build an unordered collection of unique elements."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__repr__", "(self, /)", shared::repr),
        slot("__lt__", "(self, value, /)", shared::lt),
        slot("__le__", "(self, value, /)", shared::le),
        slot("__eq__", "(self, value, /)", shared::eq),
        slot("__ne__", "(self, value, /)", shared::ne),
        slot("__gt__", "(self, value, /)", shared::gt),
        slot("__ge__", "(self, value, /)", shared::ge),
        slot("__iter__", "(self, /)", shared::iter),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__sub__", "(self, value, /)", shared::sub),
        slot("__rsub__", "(self, value, /)", shared::rsub),
        slot("__and__", "(self, value, /)", shared::and),
        slot("__rand__", "(self, value, /)", shared::rand),
        slot("__xor__", "(self, value, /)", shared::xor),
        slot("__rxor__", "(self, value, /)", shared::rxor),
        slot("__or__", "(self, value, /)", shared::or),
        slot("__ror__", "(self, value, /)", shared::ror),
        slot("__isub__", "(self, value, /)", isub),
        slot("__iand__", "(self, value, /)", iand),
        slot("__ixor__", "(self, value, /)", ixor),
        slot("__ior__", "(self, value, /)", ior),
        slot("__len__", "(self, /)", shared::len),
        method("__contains__", "(self, object, /)", shared::contains).doc("x.__contains__(y) <==> y in x."),
        method("add", "(self, object, /)", add)
            .doc("Add an element to a set.\n\nThis has no effect if the element is already present."),
        method("clear", "(self, /)", clear).doc("Remove all elements from this set."),
        method("copy", "(self, /)", shared::copy).doc("Return a shallow copy of a set."),
        method("discard", "(self, object, /)", discard).doc(
            "Remove an element from a set if it is a member.\n\n\
             Unlike set.remove(), the discard() method does not raise\n\
             an exception when an element is missing from the set.",
        ),
        method("difference", "(self, /, *others)", shared::difference)
            .doc("Return a new set with elements in the set that are not in the others."),
        method("difference_update", "(self, /, *others)", difference_update)
            .doc("Update the set, removing elements found in others."),
        method("intersection", "(self, /, *others)", shared::intersection)
            .doc("Return a new set with elements common to the set and all others."),
        method("intersection_update", "(self, /, *others)", intersection_update)
            .doc("Update the set, keeping only elements found in it and all others."),
        method("isdisjoint", "(self, other, /)", shared::isdisjoint)
            .doc("Return True if two sets have a null intersection."),
        method("issubset", "(self, other, /)", shared::issubset).doc("Report whether another set contains this set."),
        method("issuperset", "(self, other, /)", shared::issuperset)
            .doc("Report whether this set contains another set."),
        method("pop", "(self, /)", pop)
            .doc("Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."),
        method("__reduce__", "(self, /)", shared::reduce).doc("Return state information for pickling."),
        method("remove", "(self, object, /)", remove).doc(
            "Remove an element from a set; it must be a member.\n\n\
             If the element is not a member, raise a KeyError.",
        ),
        method("__sizeof__", "(self, /)", shared::sizeof).doc("S.__sizeof__() -> size of S in memory, in bytes."),
        method("symmetric_difference", "(self, other, /)", shared::symmetric_difference)
            .doc("Return a new set with elements in either the set or other but not both."),
        method("symmetric_difference_update", "(self, other, /)", symmetric_difference_update)
            .doc("Update the set, keeping only elements found in either set, but not in both."),
        method("union", "(self, /, *others)", shared::union)
            .doc("Return a new set with elements from the set and all others."),
        method("update", "(self, /, *others)", update).doc("Update the set, adding elements from all others."),
    ],
    attributes: &[],
    absent: &["__hash__"],
};

fn receiver<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Dict<'gc>, Raise<'gc>> {
    table_of(args.get(0)).ok_or_else(|| ctx.internal_error("a set method without a set"))
}

/// `set.__new__(cls, ...)`: empty, whatever the arguments.
fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.set)?;
    Step::value(wrap(ctx, class, Set::new(ctx.mc, Dict::new_set(ctx.mc)).into()))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?;
    let name = ctx.type_name(args.get(0));
    let iterable = at_most_one(ctx, &args, "set", &name)?;
    let copied = match iterable {
        // The elements are needed after the set has been emptied.
        Some(iterable) if table_of(iterable).is_some_and(|other| other.is(table)) => return Step::value(Value::None),
        other => other,
    };
    table.borrow_mut(ctx.mc).clear();
    match copied {
        Some(iterable) => algebra::update(ctx, table, iterable),
        None => Step::value(Value::None),
    }
}

fn add<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ctx.set_add(receiver(ctx, &args)?, args.get(1))?;
    Step::value(Value::None)
}

fn clear<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    receiver(ctx, &args)?.borrow_mut(ctx.mc).clear();
    Step::value(Value::None)
}

fn discard<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?;
    if let Some(position) = relation::find(ctx, table, args.get(1))? {
        table.borrow_mut(ctx.mc).remove_at(position);
    }
    Step::value(Value::None)
}

fn remove<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?;
    match relation::find(ctx, table, args.get(1))? {
        Some(position) => {
            table.borrow_mut(ctx.mc).remove_at(position);
            Step::value(Value::None)
        }
        None => Err(ctx.key_error(args.get(1))),
    }
}

fn pop<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let popped = receiver(ctx, &args)?.borrow_mut(ctx.mc).pop_slot();
    match popped {
        Some(entry) => Step::value(entry.key),
        None => Err(ctx.key_error(ctx.str("pop from an empty set"))),
    }
}

/// The result of an in-place operator: the set itself.
fn itself<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, step: Step<'gc>) -> NativeResult<'gc> {
    step.then(ctx, [args.get(0)], |_, _, [set]| Step::value(set))
}

/// Whether the right operand of an in-place operator is a set.
fn fits(args: &Args<'_, '_>) -> bool {
    table_of(args.get(1)).is_some()
}

fn isub<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !fits(&args) {
        return Step::value(Value::NotImplemented);
    }
    let table = receiver(ctx, &args)?;
    itself(ctx, &args, algebra::difference_update(ctx, table, args.get(1))?)
}

fn iand<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !fits(&args) {
        return Step::value(Value::NotImplemented);
    }
    let table = receiver(ctx, &args)?;
    itself(ctx, &args, keep_common(ctx, table, &[args.get(1)])?)
}

fn ixor<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !fits(&args) {
        return Step::value(Value::NotImplemented);
    }
    let table = receiver(ctx, &args)?;
    itself(ctx, &args, algebra::symmetric_difference_update(ctx, table, args.get(1))?)
}

fn ior<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !fits(&args) {
        return Step::value(Value::NotImplemented);
    }
    let table = receiver(ctx, &args)?;
    itself(ctx, &args, algebra::update(ctx, table, args.get(1))?)
}

/// Keeps what is in all others; the set changes at the end.
fn keep_common<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, others: &[Value<'gc>]) -> NativeResult<'gc> {
    let kept = table.copy(ctx.mc);
    shared::fold(ctx, kept, others, shared::Fold::IntersectionUpdate)?.then(
        ctx,
        [table.into()],
        |ctx, kept, [table]| {
            if let (Value::Dict(table), Value::Dict(kept)) = (table, kept) {
                table.swap(ctx.mc, kept);
            }
            Step::value(Value::None)
        },
    )
}

fn none<'gc>(ctx: Ctx<'gc>, step: Step<'gc>) -> NativeResult<'gc> {
    step.then(ctx, [], |_, _, []| Step::value(Value::None))
}

fn update<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?;
    none(ctx, shared::fold(ctx, table, args.rest(), shared::Fold::Update)?)
}

fn difference_update<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?;
    none(ctx, shared::fold(ctx, table, args.rest(), shared::Fold::DifferenceUpdate)?)
}

fn intersection_update<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?;
    keep_common(ctx, table, args.rest())
}

fn symmetric_difference_update<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?;
    none(ctx, algebra::symmetric_difference_update(ctx, table, args.get(1))?)
}
