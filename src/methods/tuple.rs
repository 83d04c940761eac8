//! Methods of tuple. Mirrors `Objects/tupleobject.c`.

use super::sequence::find::{Goal, find};
use super::sequence::{Items, search_range};
use super::support::{at_most_one, count, index, repetitions, same_init};
use super::{new_class, wrap};
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Iter, IterState, Tuple};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::compare::compare_sequences;
use crate::vm::ops::item::position;
use crate::vm::ops::repeat::{MAX_ITEMS, repeat_items, repeated_len};
use crate::vm::slicing;

/// What tuple offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some(
        "Built-in immutable sequence.\n\n\
         If no argument is given, the constructor returns an empty tuple.\n\
         If iterable is specified the tuple is initialized from iterable's items.\n\n\
         If the argument is a tuple, the return value is the same object.",
    ),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__repr__", "(self, /)", repr),
        slot("__hash__", "(self, /)", hash),
        slot("__lt__", "(self, value, /)", lt),
        slot("__le__", "(self, value, /)", le),
        slot("__eq__", "(self, value, /)", eq),
        slot("__ne__", "(self, value, /)", ne),
        slot("__gt__", "(self, value, /)", gt),
        slot("__ge__", "(self, value, /)", ge),
        slot("__iter__", "(self, /)", iter),
        slot("__len__", "(self, /)", len),
        slot("__getitem__", "(self, key, /)", getitem),
        slot("__add__", "(self, value, /)", add),
        slot("__mul__", "(self, value, /)", mul),
        slot("__rmul__", "(self, value, /)", mul),
        slot("__contains__", "(self, key, /)", contains),
        method("__getnewargs__", "(self, /)", getnewargs),
        method("index", "(self, value, start=0, stop=9223372036854775807, /)", index_method)
            .doc("Return first index of value.\n\nRaises ValueError if the value is not present."),
        method("count", "(self, value, /)", count_method).doc("Return number of occurrences of value."),
    ],
    attributes: &[],
    absent: &[],
};

fn receiver<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Tuple<'gc>, Raise<'gc>> {
    args.get(0).as_tuple().ok_or_else(|| ctx.internal_error("a tuple method without a tuple"))
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.tuple)?;
    let iterable = if same_init(ctx, class, ctx.types.tuple) {
        at_most_one(ctx, &args, "tuple", "tuple")?
    } else {
        at_most_one(ctx, &Args::with_rest(args.rest()), "tuple", "tuple")?
    };
    let items = match iterable {
        None => return Step::value(wrap(ctx, class, ctx.tuple(&[]))),
        Some(Value::Tuple(tuple)) => return Step::value(wrap(ctx, class, tuple.into())),
        Some(iterable) => ops::collect(ctx, iterable)?,
    };
    items.then(ctx, [class.into()], |ctx, items, [class]| {
        let items = items.as_list().map(|list| ctx.tuple(&list.borrow())).unwrap_or_else(|| ctx.tuple(&[]));
        match class {
            Value::Class(class) => Step::value(wrap(ctx, class, items)),
            _ => Ok(Step::Return(items)),
        }
    })
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let items = receiver(ctx, &args)?.as_slice();
    let close = if items.len() == 1 { ",)" } else { ")" };
    ops::repr::repr_items(ctx, args.get(0), items.to_vec(), "(", close, "(...)")
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::hash::hash_tuple(ctx, receiver(ctx, &args)?)
}

fn compare<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    match args.get(1).as_tuple() {
        Some(_) => compare_sequences(ctx, op, args.get(0), args.get(1)),
        None => Step::value(Value::NotImplemented),
    }
}

fn lt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Lt)
}

fn le<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Le)
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Eq)
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ne)
}

fn gt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Gt)
}

fn ge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ge)
}

fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let tuple = receiver(ctx, &args)?;
    Step::value(Iter::new(ctx.mc, IterState::Tuple { tuple, next: 0 }))
}

fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(count(receiver(ctx, &args)?.as_slice().len()))
}

fn getitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (tuple, key) = (receiver(ctx, &args)?, args.get(1));
    let items = tuple.as_slice();
    if let Some(index) = index(ctx, key)? {
        return match position(index, items.len()).and_then(|position| items.get(position)) {
            Some(&item) => Ok(Step::Return(item)),
            None => Err(ctx.index_error("tuple index out of range")),
        };
    }
    let Value::Slice(slice) = key else {
        let got = ctx.type_name(key);
        return Err(ctx.type_error(format!("tuple indices must be integers or slices, not {got}")));
    };
    let found = slicing::resolve(ctx, slice, items.len())?;
    if found.count == items.len() && found.step == 1 && matches!(args.get(0), Value::Tuple(_)) {
        return Step::value(tuple);
    }
    let chosen: Vec<_> = found.indices().filter_map(|index| items.get(index).copied()).collect();
    Step::value(ctx.tuple(&chosen))
}

fn add<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let tuple = receiver(ctx, &args)?;
    let Some(other) = args.get(1).as_tuple() else {
        let got = ctx.type_name(args.get(1));
        return Err(ctx.type_error(format!("can only concatenate tuple (not \"{got}\") to tuple")));
    };
    let (a, b) = (tuple.as_slice(), other.as_slice());
    repeated_len(ctx, a.len() + b.len(), 1, MAX_ITEMS)?;
    Step::value(ctx.tuple(&[a, b].concat()))
}

fn mul<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let tuple = receiver(ctx, &args)?;
    let times = repetitions(ctx, args.get(1))?;
    if times == 1 && matches!(args.get(0), Value::Tuple(_)) {
        return Step::value(tuple);
    }
    Step::value(ctx.tuple(&repeat_items(ctx, tuple.as_slice(), times)?))
}

fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::contains::sequence_contains(ctx, args.get(0), args.get(1))
}

fn getnewargs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let tuple = receiver(ctx, &args)?;
    Step::value(ctx.tuple(&[tuple.into()]))
}

fn index_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let tuple = receiver(ctx, &args)?;
    let range = search_range(ctx, args.get(2), args.get(3), tuple.as_slice().len())?;
    find(ctx, Items::Tuple(tuple), args.get(1), range, Goal::Index)
}

fn count_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    find(ctx, Items::Tuple(receiver(ctx, &args)?), args.get(1), (0, usize::MAX), Goal::Count)
}
