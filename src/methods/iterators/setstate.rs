//! `__setstate__`: moves an iterator to an index.

use super::common::receiver;
use super::hint::bytes_len;
use crate::num::int_ops;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::IterState;
use crate::value::Value;
use crate::vm::ops;

/// `__setstate__`: positions outside are clipped; a finished iterator stays so.
///
/// # Errors
/// TypeError `an integer is required`, OverflowError.
pub fn setstate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let iter = receiver(ctx, args.get(0))?;
    let Some(wanted) = args.get(1).as_int() else { return Err(ctx.type_error("an integer is required")) };
    let big = matches!(&*iter.state.borrow(), IterState::BigRange { .. });
    let index = match wanted.to_i64() {
        Some(index) => index,
        None if big => 0,
        None => return Err(ctx.overflow_error("Python int too large to convert to C ssize_t")),
    };
    let reversed = match &*iter.state.borrow() {
        IterState::SequenceReversed { object, .. } => Some(*object),
        _ => None,
    };
    if let Some(object) = reversed {
        return ops::len(ctx, object)?.then(ctx, [args.get(0), Value::Int(index)], |ctx, len, [this, index]| {
            let last = len.as_i64().unwrap_or(0) - 1;
            let index = index.as_i64().unwrap_or(0).min(last).max(-1);
            if let IterState::SequenceReversed { next, .. } = &mut *receiver(ctx, this)?.state_mut(ctx.mc) {
                *next = index;
            }
            Step::value(())
        });
    }
    let at = |len: usize| usize::try_from(index).unwrap_or(0).min(len);
    match &mut *iter.state_mut(ctx.mc) {
        IterState::List { list, next } => *next = at(list.len()),
        IterState::ListReversed { list, left } => {
            *left = usize::try_from(index.saturating_add(1)).unwrap_or(0).min(list.len());
        }
        IterState::Tuple { tuple, next } => *next = at(tuple.as_slice().len()),
        IterState::Str { text, offset } => *offset = text.byte_offset(at(text.len())),
        IterState::Bytes { bytes, next } => *next = at(bytes_len(*bytes)),
        IterState::Sequence { next, .. } => *next = index.max(0),
        IterState::Range { next, step, left } => {
            let skip = u64::try_from(index).unwrap_or(0).min(*left);
            *next = next.wrapping_add(step.wrapping_mul(skip as i64));
            *left -= skip;
        }
        IterState::BigRange { next, step, left } => {
            if let (Some(from), Some(by), Some(count)) = (next.as_int(), step.as_int(), left.as_int())
                && !wanted.is_negative()
            {
                let skip = wanted.to_big().into_owned().min(count.to_big().into_owned());
                let moved = int_ops::add(from, &int_ops::mul(by, &skip));
                let fewer = int_ops::sub(count, &skip);
                (*next, *left) = (ctx.number(moved), ctx.number(fewer));
            }
        }
        _ => {}
    }
    Step::value(())
}
