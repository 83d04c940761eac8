//! deque: comparison, copies, `+` and `*`.

use std::collections::VecDeque;

use super::deque::{extend_right, receiver};
use crate::methods::support::{count, repetitions};
use crate::opcode::operands::CompareOp;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Deque;
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::repeat::repeat_items;
use crate::vm::slicing::is_index;

fn compare<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    let deque = receiver(ctx, args)?;
    match args.get(1).as_deque() {
        Some(other) => ops::compare(ctx, op, ctx.list(deque.to_vec()), ctx.list(other.to_vec())),
        None => Step::value(Value::NotImplemented),
    }
}

macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {
        $(
            /// A comparison with another deque.
            ///
            /// # Errors
            /// What comparing items raises.
            pub(super) fn $name<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
                compare(ctx, &args, CompareOp::$op)
            }
        )*
    };
}

comparisons! { lt Lt; le Le; eq Eq; ne Ne; gt Gt; ge Ge; }

/// `copy()`: of the same class, with the same bound.
///
/// # Errors
/// What the constructor of a subclass raises.
pub(super) fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    copy_of(ctx, args.get(0), receiver(ctx, &args)?)
}

fn copy_of<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, deque: Deque<'gc>) -> NativeResult<'gc> {
    if matches!(object, Value::Deque(_)) {
        return Step::value(Deque::new(ctx.mc, deque.borrow().clone(), deque.maxlen.get()));
    }
    let class = Value::Class(ctx.class_of(object));
    let maxlen = deque.maxlen.get();
    let copied = match maxlen {
        Some(maxlen) => Step::call(class, &[object, count(maxlen)]),
        None => Step::call(class, &[object]),
    };
    copied.then(ctx, [class], |ctx, copied, [class]| match copied.as_deque() {
        Some(_) => Ok(Step::Return(copied)),
        None => Err(ctx.type_error(format!(
            "{}() must return a deque, not {}",
            class.as_class().map(|class| class.name.get().lossy().into_owned()).unwrap_or_default(),
            ctx.type_name(copied)
        ))),
    })
}

/// `deque + deque`.
///
/// # Errors
/// TypeError for anything but a deque.
pub(super) fn add<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let other = args.get(1);
    if other.as_deque().is_none() {
        let got = ctx.type_name(other);
        return Err(ctx.type_error(format!("can only concatenate deque (not \"{got}\") to deque")));
    }
    copy_of(ctx, args.get(0), deque)?.then(ctx, [other], |ctx, copied, [other]| {
        let Some(deque) = copied.as_deque() else { return Ok(Step::Return(copied)) };
        extend_right(ctx, deque, other)?.then(ctx, [copied], |_, _, [copied]| Ok(Step::Return(copied)))
    })
}

/// `deque += iterable`.
///
/// # Errors
/// What iterating raises.
pub(super) fn iadd<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    extend_right(ctx, deque, args.get(1))?.then(ctx, [args.get(0)], |_, _, [this]| Ok(Step::Return(this)))
}

fn times<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<i64, Raise<'gc>> {
    if !is_index(ctx, value) {
        let got = ctx.type_name(value);
        return Err(ctx.type_error(format!("can't multiply sequence by non-int of type '{got}'")));
    }
    repetitions(ctx, value)
}

fn repeated<'gc>(ctx: Ctx<'gc>, deque: Deque<'gc>, by: Value<'gc>) -> Result<VecDeque<Value<'gc>>, Raise<'gc>> {
    let by = times(ctx, by)?;
    let items = deque.to_vec();
    let Some(maxlen) = deque.maxlen.get() else { return Ok(repeat_items(ctx, &items, by)?.into()) };
    // Only the last items count: no more repetitions than fill them.
    let enough = i64::try_from(maxlen / items.len().max(1)).map_or(i64::MAX, |n| n.saturating_add(1));
    let mut all: VecDeque<_> = repeat_items(ctx, &items, by.min(enough))?.into();
    while all.len() > maxlen {
        all.pop_front();
    }
    Ok(all)
}

/// `deque * n`.
///
/// # Errors
/// TypeError for what is no int, MemoryError for too many items.
pub(super) fn mul<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let by = Value::Int(times(ctx, args.get(1))?);
    copy_of(ctx, args.get(0), deque)?.then(ctx, [by], |ctx, copied, [by]| {
        if let Some(deque) = copied.as_deque() {
            let items = repeated(ctx, deque, by)?;
            *deque.change(ctx.mc) = items;
        }
        Ok(Step::Return(copied))
    })
}

/// `deque *= n`.
///
/// # Errors
/// As [`mul`].
pub(super) fn imul<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let items = repeated(ctx, deque, args.get(1))?;
    *deque.change(ctx.mc) = items;
    Ok(Step::Return(args.get(0)))
}
