//! The methods that change a list.

use super::receiver;
use crate::methods::each::for_each;
use crate::methods::sequence::Items;
use crate::methods::sequence::find::{Goal, find};
use crate::methods::support::{clipped, repetitions};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::List;
use crate::value::Value;
use crate::vm::ops::item::position;
use crate::vm::ops::iter::immediate_items;
use crate::vm::ops::repeat::repeat_items;

pub(super) fn append<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    receiver(ctx, &args)?.push(ctx.mc, args.get(1));
    Step::value(Value::None)
}

pub(super) fn insert<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    let index = ctx.index_i64(args.get(1))?;
    let mut items = list.borrow_mut(ctx.mc);
    let place = clipped(index, items.len());
    items.insert(place, args.get(2));
    Step::value(Value::None)
}

/// Appends what `iterable` gives, item by item; the result is None.
///
/// # Errors
/// TypeError for what is not iterable, or what iterating raises.
pub fn extend_with<'gc>(ctx: Ctx<'gc>, list: List<'gc>, iterable: Value<'gc>) -> NativeResult<'gc> {
    if let Some(items) = immediate_items(ctx, iterable) {
        list.borrow_mut(ctx.mc).extend_from_slice(&items);
        return Step::value(Value::None);
    }
    let extended = for_each(ctx, iterable, [list.into()], |ctx, item, [list]| {
        if let Value::List(list) = list {
            list.push(ctx.mc, item);
        }
        Ok(None)
    })?;
    extended.then(ctx, [], |_, _, []| Step::value(Value::None))
}

pub(super) fn extend<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    extend_with(ctx, receiver(ctx, &args)?, args.get(1))
}

pub(super) fn iadd<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    extend_with(ctx, list, args.get(1))?.then(ctx, [args.get(0)], |_, _, [object]| Step::value(object))
}

pub(super) fn imul<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    let times = repetitions(ctx, args.get(1))?;
    let items = repeat_items(ctx, &list.borrow(), times)?;
    *list.borrow_mut(ctx.mc) = items;
    Step::value(args.get(0))
}

pub(super) fn clear<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    *receiver(ctx, &args)?.borrow_mut(ctx.mc) = Vec::new();
    Step::value(Value::None)
}

pub(super) fn pop<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    let index = match args.get(1) {
        Value::Null => -1,
        index => match crate::methods::support::index(ctx, index)? {
            Some(index) => index,
            None => ctx.index_i64(index)?,
        },
    };
    let mut items = list.borrow_mut(ctx.mc);
    if items.is_empty() {
        return Err(ctx.index_error("pop from empty list"));
    }
    match position(index, items.len()) {
        Some(position) => Step::value(items.remove(position)),
        None => Err(ctx.index_error("pop index out of range")),
    }
}

pub(super) fn remove<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    find(ctx, Items::List(receiver(ctx, &args)?), args.get(1), (0, usize::MAX), Goal::Remove)
}

pub(super) fn reverse<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    receiver(ctx, &args)?.borrow_mut(ctx.mc).reverse();
    Step::value(Value::None)
}
