//! `__reduce__` of iterators over containers: a call of `iter` or `reversed`
//! that makes an equal one, and where it is.

use num_bigint::BigInt;

use super::common::receiver;
use super::hint::remaining;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Class, IterState, Range, RangeData, Str};
use crate::value::Value;

/// `__reduce__`.
///
/// # Errors
/// None.
pub fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let iter = receiver(ctx, args.get(0))?;
    let maker = ctx.get_name(ctx.builtins, "iter").unwrap_or(Value::None);
    let reversed = Value::Class(ctx.types.reversed);
    let state = iter.state.borrow().clone();
    let at = |maker: Value<'gc>, source: Value<'gc>, index: i64| {
        Step::value(ctx.tuple(&[maker, ctx.tuple(&[source]), Value::Int(index)]))
    };
    match state {
        IterState::Done(class) => {
            let maker =
                if class.is(ctx.types.list_reverseiterator) || class.is(ctx.types.reversed) { reversed } else { maker };
            Step::value(ctx.tuple(&[maker, ctx.tuple(&[nothing(ctx, class)])]))
        }
        IterState::List { list, next } => at(maker, list.into(), next as i64),
        IterState::ListReversed { list, left } => at(reversed, list.into(), left as i64 - 1),
        IterState::Tuple { tuple, next } => at(maker, tuple.into(), next as i64),
        IterState::Str { text, offset } => {
            let index = text.wtf8().get(..offset).map_or(0, |before| before.code_points().count());
            at(maker, text.into(), index as i64)
        }
        IterState::Bytes { bytes, next } => at(maker, bytes, next as i64),
        IterState::Sequence { object, next } => at(maker, object, next),
        IterState::SequenceReversed { object, next } => at(reversed, object, next),
        IterState::Range { next, step, left } => {
            range(ctx, maker, Value::Int(next), Value::Int(step), BigInt::from(left))
        }
        IterState::BigRange { next, step, left } => {
            let left = left.as_big().unwrap_or_default();
            range(ctx, maker, next, step, left)
        }
        IterState::Callable { callable, sentinel } => {
            Step::value(ctx.tuple(&[maker, ctx.tuple(&[callable, sentinel])]))
        }
        _ => {
            let items = ctx.list(remaining(ctx, &iter));
            Step::value(ctx.tuple(&[maker, ctx.tuple(&[items])]))
        }
    }
}

fn range<'gc>(
    ctx: Ctx<'gc>,
    maker: Value<'gc>,
    start: Value<'gc>,
    step: Value<'gc>,
    left: BigInt,
) -> NativeResult<'gc> {
    let stop = start.as_big().unwrap_or_default() + left * step.as_big().unwrap_or_default();
    let data = RangeData { start, stop: ctx.int(stop), step };
    let range = Value::Range(Range::alloc(ctx.mc, data));
    Step::value(ctx.tuple(&[maker, ctx.tuple(&[range]), Value::None]))
}

/// The empty container that stands for the one of a finished iterator.
fn nothing<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> Value<'gc> {
    let types = &ctx.state().types;
    let of = |classes: &[Class<'gc>]| classes.iter().any(|known| known.is(class));
    if of(&[types.str_iterator, types.str_ascii_iterator]) {
        Value::Str(Str::new(ctx.mc, ""))
    } else if of(&[
        types.tuple_iterator,
        types.bytes_iterator,
        types.bytearray_iterator,
        types.iterator,
        types.callable_iterator,
        types.reversed,
    ]) {
        ctx.tuple(&[])
    } else {
        ctx.list(Vec::new())
    }
}
