//! Subscription of lists. Mirrors `list_subscript` and `list_ass_subscript`.

use super::receiver;
use crate::methods::support::index;
use crate::runtime::{Args, Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::types::{List, Slice};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::item::position;
use crate::vm::slicing::{self, SliceIndices};

/// A subscript: a position counted from either end, or a slice.
enum Key<'gc> {
    Index(i64),
    Slice(Slice<'gc>),
}

fn key<'gc>(ctx: Ctx<'gc>, key: Value<'gc>) -> Result<Key<'gc>, Raise<'gc>> {
    if let Value::Slice(slice) = key {
        return Ok(Key::Slice(slice));
    }
    match index(ctx, key)? {
        Some(index) => Ok(Key::Index(index)),
        None => {
            let got = ctx.type_name(key);
            Err(ctx.type_error(format!("list indices must be integers or slices, not {got}")))
        }
    }
}

/// Resolves a slice for the list as it is once the slice's parts are known.
fn resolve<'gc>(ctx: Ctx<'gc>, slice: Slice<'gc>, list: List<'gc>) -> Result<SliceIndices, Raise<'gc>> {
    Ok(slicing::unpack(ctx, slice)?.adjust(list.len()))
}

/// Where the parts of a slice of step 1 begin and end; an end before the
/// start is moved there.
fn span(found: SliceIndices) -> std::ops::Range<usize> {
    let start = usize::try_from(found.start).unwrap_or(0);
    start..start + found.count
}

pub(super) fn getitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    match key(ctx, args.get(1))? {
        Key::Index(index) => match position(index, list.len()).and_then(|position| list.get(position)) {
            Some(item) => Step::value(item),
            None => Err(ctx.index_error("list index out of range")),
        },
        Key::Slice(slice) => {
            let found = resolve(ctx, slice, list)?;
            let items = list.borrow();
            let chosen = match found.step {
                1 => items.get(span(found)).map(<[_]>::to_vec).unwrap_or_default(),
                _ => found.indices().filter_map(|index| items.get(index).copied()).collect(),
            };
            Step::value(ctx.list(chosen))
        }
    }
}

pub(super) fn setitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (list, value) = (receiver(ctx, &args)?, args.get(2));
    let slice = match key(ctx, args.get(1))? {
        Key::Slice(slice) => slice,
        Key::Index(index) => {
            let mut items = list.borrow_mut(ctx.mc);
            let place = position(index, items.len());
            return match place.and_then(|position| items.get_mut(position)) {
                Some(place) => {
                    *place = value;
                    Step::value(Value::None)
                }
                None => Err(ctx.index_error("list assignment index out of range")),
            };
        }
    };
    // A step of zero is an error before the value is looked at.
    slicing::unpack(ctx, slice)?;
    let items = then_input(ops::iter(ctx, value), ctx, [value], |ctx, input, [value]| match (input, value) {
        (Input::Raise(raise), _) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
            Err(ctx.type_error("must assign iterable to extended slice"))
        }
        (_, Value::List(_) | Value::Tuple(_)) => ops::collect(ctx, value),
        _ => ops::collect(ctx, input.value(ctx)?),
    })?;
    items.then(ctx, [list.into(), slice.into()], |ctx, items, [list, slice]| {
        let (Value::List(list), Value::Slice(slice), Value::List(items)) = (list, slice, items) else {
            return Err(ctx.internal_error("slice assignment without a list"));
        };
        assign(ctx, list, slice, items.to_vec())?;
        Step::value(Value::None)
    })
}

/// `list[slice] = items`.
fn assign<'gc>(ctx: Ctx<'gc>, list: List<'gc>, slice: Slice<'gc>, items: Vec<Value<'gc>>) -> Result<(), Raise<'gc>> {
    let found = resolve(ctx, slice, list)?;
    let mut target = list.borrow_mut(ctx.mc);
    if found.step == 1 {
        let span = span(found);
        if span.end <= target.len() {
            target.splice(span, items);
        }
        return Ok(());
    }
    if items.len() != found.count {
        return Err(ctx.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            found.count
        )));
    }
    for (index, item) in found.indices().zip(items) {
        if let Some(place) = target.get_mut(index) {
            *place = item;
        }
    }
    Ok(())
}

pub(super) fn delitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    match key(ctx, args.get(1))? {
        Key::Index(index) => {
            let mut items = list.borrow_mut(ctx.mc);
            match position(index, items.len()) {
                Some(position) => drop(items.remove(position)),
                None => return Err(ctx.index_error("list assignment index out of range")),
            }
        }
        Key::Slice(slice) => {
            let found = resolve(ctx, slice, list)?;
            let mut items = list.borrow_mut(ctx.mc);
            if found.step == 1 {
                let span = span(found);
                if span.end <= items.len() {
                    items.drain(span);
                }
            } else {
                let mut doomed = found.indices().collect::<Vec<_>>();
                doomed.sort_unstable();
                let mut doomed = doomed.into_iter().peekable();
                let mut index = 0;
                items.retain(|_| {
                    let keep = doomed.next_if_eq(&index).is_none();
                    index += 1;
                    keep
                });
            }
        }
    }
    Step::value(Value::None)
}
