//! Unpacking for `a, b = value` and `a, *b = value`. Mirrors
//! `_PyEval_UnpackIterableStackRef` of `Python/ceval.c`.

use gc_arena::Collect;

use super::ops::{self, Advance};
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::value::Value;

/// The items of `value`, which must be exactly `count`: a tuple or list.
/// Of an iterator at most `count + 1` items are read.
///
/// # Errors
/// TypeError for what is not iterable, ValueError for another number of
/// items, or what iterating raises.
pub fn unpack<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, count: usize) -> NativeResult<'gc> {
    let len = match value {
        Value::Tuple(tuple) => Some(tuple.as_slice().len()),
        Value::List(list) => Some(list.len()),
        _ => None,
    };
    match len {
        Some(len) if len == count => return Ok(Step::Return(value)),
        Some(len) if len < count => return Err(too_few(ctx, count, len)),
        Some(_) => return Err(too_many(ctx, value, count)),
        None => {}
    }
    check_iterable(ctx, value)?;
    let count = Value::Int(i64::try_from(count).unwrap_or(i64::MAX));
    ops::iter(ctx, value)?.then(ctx, [value, count], |ctx, iterator, [value, count]| {
        let count = count.as_i64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        let mut unpack = Unpack { value, iterator, items: Vec::with_capacity(count), count };
        match unpack.resume(ctx, Input::Start)? {
            Flow::Done(step) => Ok(step),
            // Nothing was asked for yet: the continuation starts where this stopped.
            Flow::Await(_) => Ok(Step::run(unpack)),
        }
    })
}

/// The items of `value` for `a, *b, c = value`: a list of the first `before`
/// items, a list of those in between, and the last `after` items.
///
/// # Errors
/// As [`unpack`].
pub fn unpack_ex<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, before: usize, after: usize) -> NativeResult<'gc> {
    check_iterable(ctx, value)?;
    let number = |n: usize| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    ops::collect(ctx, value)?.then(ctx, [number(before), number(after)], |ctx, items, [before, after]| {
        let number = |n: Value<'_>| n.as_i64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let (before, after) = (number(before), number(after));
        let mut items = items.as_list().map(crate::types::List::to_vec).unwrap_or_default();
        let least = before + after;
        if items.len() < least {
            return Err(ctx
                .value_error(format!("not enough values to unpack (expected at least {least}, got {})", items.len())));
        }
        let last = items.split_off(items.len() - after);
        let rest = items.split_off(before);
        items.push(ctx.list(rest));
        items.extend(last);
        Step::value(ctx.list(items))
    })
}

/// TypeError unless the class of `value` says how to iterate over it.
fn check_iterable<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<(), Raise<'gc>> {
    if matches!(value, Value::Tuple(_) | Value::List(_) | Value::Dict(_) | Value::Iter(_) | Value::Generator(_))
        || ctx.lookup_special(value, ctx.names.iter).is_some()
        || ctx.lookup_special(value, ctx.names.getitem).is_some()
    {
        return Ok(());
    }
    Err(ctx.type_error(format!("cannot unpack non-iterable {} object", ctx.type_name(value))))
}

fn too_few<'gc>(ctx: Ctx<'gc>, count: usize, got: usize) -> Raise<'gc> {
    ctx.value_error(format!("not enough values to unpack (expected {count}, got {got})"))
}

/// The number of items is told where asking for it runs no code.
fn too_many<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, count: usize) -> Raise<'gc> {
    let len = match value {
        Value::Tuple(tuple) => tuple.as_slice().len(),
        Value::List(list) => list.len(),
        Value::Dict(dict) => dict.len(),
        _ => 0,
    };
    if len > count {
        ctx.value_error(format!("too many values to unpack (expected {count}, got {len})"))
    } else {
        ctx.value_error(format!("too many values to unpack (expected {count})"))
    }
}

/// Reads `count` items and looks whether there is another one.
#[derive(Collect)]
#[collect(no_drop)]
struct Unpack<'gc> {
    value: Value<'gc>,
    iterator: Value<'gc>,
    items: Vec<Value<'gc>>,
    #[collect(require_static)]
    count: usize,
}

impl<'gc> Unpack<'gc> {
    /// Takes an item, or its absence; the flow when that decides.
    fn take(&mut self, ctx: Ctx<'gc>, item: Option<Value<'gc>>) -> Result<Option<Flow<'gc>>, Raise<'gc>> {
        match item {
            Some(_) if self.items.len() == self.count => Err(too_many(ctx, self.value, self.count)),
            Some(item) => {
                self.items.push(item);
                Ok(None)
            }
            None if self.items.len() < self.count => Err(too_few(ctx, self.count, self.items.len())),
            None => Ok(Some(Flow::Done(Step::Return(ctx.tuple(&self.items))))),
        }
    }
}

impl<'gc> Continuation<'gc> for Unpack<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if !matches!(input, Input::Start) {
            let item = input.item()?;
            if let Some(flow) = self.take(ctx, item)? {
                return Ok(flow);
            }
        }
        loop {
            let item = match ops::advance(ctx, self.iterator)? {
                Advance::Item(item) => Some(item),
                Advance::End => None,
                Advance::Slow => return Ok(Flow::Await(Step::Next(self.iterator))),
            };
            if let Some(flow) = self.take(ctx, item)? {
                return Ok(flow);
            }
        }
    }
}
