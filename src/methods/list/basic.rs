//! Making, showing and comparing lists, and what makes new ones of them.

use super::receiver;
use crate::methods::sequence::find::{Goal, find};
use crate::methods::sequence::{Items, search_range};
use crate::methods::support::{at_most_one, count, repetitions};
use crate::methods::{new_class, wrap};
use crate::opcode::operands::CompareOp;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Iter, IterState};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::compare::compare_sequences;
use crate::vm::ops::repeat::{MAX_ITEMS, repeat_items, repeated_len};

/// `list.__new__(cls, ...)`: empty, whatever the arguments.
pub(super) fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.list)?;
    Step::value(wrap(ctx, class, ctx.list(Vec::new())))
}

pub(super) fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    let iterable = at_most_one(ctx, &args, "list", "list")?;
    match iterable {
        Some(iterable) if iterable.is(list.into()) => {
            list.borrow_mut(ctx.mc).clear();
            Step::value(Value::None)
        }
        Some(iterable) => {
            list.borrow_mut(ctx.mc).clear();
            super::edit::extend_with(ctx, list, iterable)
        }
        None => {
            list.borrow_mut(ctx.mc).clear();
            Step::value(Value::None)
        }
    }
}

pub(super) fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::repr::repr_items(ctx, args.get(0), receiver(ctx, &args)?.to_vec(), "[", "]", "[...]")
}

fn compare<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    match args.get(1).as_list() {
        Some(_) => compare_sequences(ctx, op, args.get(0), args.get(1)),
        None => Step::value(Value::NotImplemented),
    }
}

pub(super) fn lt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Lt)
}

pub(super) fn le<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Le)
}

pub(super) fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Eq)
}

pub(super) fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ne)
}

pub(super) fn gt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Gt)
}

pub(super) fn ge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ge)
}

pub(super) fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    Step::value(Iter::new(ctx.mc, IterState::List { list, next: 0 }))
}

pub(super) fn reversed<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    Step::value(Iter::new(ctx.mc, IterState::ListReversed { list, left: list.len() }))
}

pub(super) fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(count(receiver(ctx, &args)?.len()))
}

pub(super) fn sizeof<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let capacity = receiver(ctx, &args)?.borrow().capacity();
    Step::value(count(size_of::<crate::types::ListData<'_>>() + capacity * size_of::<Value<'_>>()))
}

pub(super) fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::contains::sequence_contains(ctx, args.get(0), args.get(1))
}

pub(super) fn add<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    let Some(other) = args.get(1).as_list() else {
        let got = ctx.type_name(args.get(1));
        return Err(ctx.type_error(format!("can only concatenate list (not \"{got}\") to list")));
    };
    let (a, b) = (list.borrow(), other.borrow());
    repeated_len(ctx, a.len() + b.len(), 1, MAX_ITEMS)?;
    Step::value(ctx.list([a.as_slice(), b.as_slice()].concat()))
}

pub(super) fn mul<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    let times = repetitions(ctx, args.get(1))?;
    let items = repeat_items(ctx, &list.borrow(), times)?;
    Step::value(ctx.list(items))
}

pub(super) fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.list(receiver(ctx, &args)?.to_vec()))
}

pub(super) fn index<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    let range = search_range(ctx, args.get(2), args.get(3), list.len())?;
    find(ctx, Items::List(list), args.get(1), range, Goal::Index)
}

pub(super) fn count_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    find(ctx, Items::List(receiver(ctx, &args)?), args.get(1), (0, usize::MAX), Goal::Count)
}
