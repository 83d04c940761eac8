//! `str.join`.

use rustpython_wtf8::Wtf8Buf;

use super::args::{result, this};
use super::sequence::check_room;
use crate::runtime::{Args, Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::types::Str;
use crate::value::Value;
use crate::vm::ops;

/// `str.join(iterable)`.
///
/// # Errors
/// TypeError for an item that is no str, or what the iteration raises.
pub fn join<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let separator = this(ctx, &args)?;
    collect_items(ctx, args.get(1), separator.into(), |ctx, items, [separator]| {
        let Some(separator) = separator.as_str() else { return Err(ctx.internal_error("join without separator")) };
        match items {
            Value::List(list) => Step::value(join_items(ctx, separator, &list.borrow())?),
            Value::Tuple(tuple) => Step::value(join_items(ctx, separator, tuple.as_slice())?),
            _ => Err(ctx.internal_error("join of no sequence")),
        }
    })
}

/// The items of an iterable as a list or tuple, for `then`.
///
/// # Errors
/// TypeError `can only join an iterable`, or what the iteration raises.
pub fn collect_items<'gc>(
    ctx: Ctx<'gc>,
    iterable: Value<'gc>,
    kept: Value<'gc>,
    then: crate::runtime::step::Then<1>,
) -> NativeResult<'gc> {
    if let Value::List(_) | Value::Tuple(_) = iterable {
        return then(ctx, iterable, [kept]);
    }
    let items = then_input(ops::iter(ctx, iterable), ctx, [], |ctx, input, []| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
            Err(ctx.type_error("can only join an iterable"))
        }
        input => ops::collect(ctx, input.value(ctx)?),
    })?;
    items.then(ctx, [kept], then)
}

/// Joins items that all have to be text.
///
/// # Errors
/// TypeError for one that is not, MemoryError for a result of absurd size.
pub fn join_items<'gc>(ctx: Ctx<'gc>, separator: Str<'gc>, items: &[Value<'gc>]) -> Result<Value<'gc>, Raise<'gc>> {
    if let [Value::Str(only)] = items {
        return Ok((*only).into());
    }
    let mut size = Some(separator.wtf8().len().saturating_mul(items.len().saturating_sub(1)));
    for (index, item) in items.iter().enumerate() {
        let Some(text) = item.as_str() else {
            let name = ctx.type_name(*item);
            return Err(ctx.type_error(format!("sequence item {index}: expected str instance, {name} found")));
        };
        size = size.and_then(|size| size.checked_add(text.wtf8().len()));
    }
    drop(check_room(ctx, size)?);
    let mut out = Wtf8Buf::with_capacity(size.unwrap_or(0));
    for (index, text) in items.iter().filter_map(|item| item.as_str()).enumerate() {
        if index > 0 {
            out.push_wtf8(separator.wtf8());
        }
        out.push_wtf8(text.wtf8());
    }
    Ok(result(ctx, out))
}
