//! `__length_hint__`: how many items an iterator still has to give.

use super::common::receiver;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Iter, IterState};
use crate::value::Value;
use crate::vm::ops;

/// `__length_hint__`.
///
/// # Errors
/// What the `__len__` of a sequence raises.
pub fn length_hint<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let iter = receiver(ctx, args.get(0))?;
    let state = iter.state.borrow().clone();
    let left = match state {
        IterState::List { list, next } => list.len().saturating_sub(next),
        IterState::ListReversed { list, left } if left <= list.len() => left,
        IterState::Tuple { tuple, next } => tuple.as_slice().len().saturating_sub(next),
        IterState::Str { text, offset } => text
            .wtf8()
            .get(offset..)
            .map_or(0, |rest| if text.is_ascii() { rest.len() } else { rest.code_points().count() }),
        IterState::Bytes { bytes, next } => bytes_len(bytes).saturating_sub(next),
        IterState::Range { left, .. } => return Step::value(ctx.int(left)),
        IterState::BigRange { left, .. } => return Ok(Step::Return(left)),
        IterState::Dict { dict, len, .. } | IterState::Set { dict, len, .. } if dict.len() == len => {
            remaining(ctx, &iter).len()
        }
        IterState::Sequence { object, next } => {
            if !ops::special::has(ctx, object, ctx.names.len) {
                return Ok(Step::Return(Value::NotImplemented));
            }
            return ops::len(ctx, object)?.then(ctx, [Value::Int(next)], |_, len, [next]| {
                let left = len.as_i64().unwrap_or(0).saturating_sub(next.as_i64().unwrap_or(0));
                Step::value(left.max(0))
            });
        }
        IterState::SequenceReversed { object, next } => {
            return ops::len(ctx, object)?.then(ctx, [Value::Int(next)], |_, len, [next]| {
                let left = next.as_i64().unwrap_or(-1).saturating_add(1);
                Step::value(if len.as_i64().unwrap_or(0) < left { 0 } else { left })
            });
        }
        _ => 0,
    };
    Step::value(left as i64)
}

/// The length of a bytes or bytearray value.
pub(super) fn bytes_len(bytes: Value<'_>) -> usize {
    match bytes.payload() {
        Value::Bytes(bytes) => bytes.as_slice().len(),
        Value::ByteArray(bytes) => bytes.data().0.borrow().len(),
        _ => 0,
    }
}

/// The items that an iterator over a table still has, without moving it.
pub(super) fn remaining<'gc>(ctx: Ctx<'gc>, iter: &Iter<'gc>) -> Vec<Value<'gc>> {
    let copy = Iter::new(ctx.mc, iter.state.borrow().clone());
    let mut items = Vec::new();
    while let Ok(ops::Advance::Item(item)) = ops::advance(ctx, copy.into()) {
        items.push(item);
    }
    items
}
