//! floor, ceil and trunc: of floats, or by a special method.

use crate::num::int_float::f64_to_int;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;
use crate::vm::ops::special;

fn rounded<'gc>(ctx: Ctx<'gc>, value: f64) -> NativeResult<'gc> {
    Step::value(ctx.number(f64_to_int(value).map_err(|error| ctx.text_error(error))?))
}

fn round_by<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, method: &str, function: fn(f64) -> f64) -> NativeResult<'gc> {
    if let Value::Float(bits) = value {
        return rounded(ctx, function(f64::from_bits(bits)));
    }
    if matches!(value, Value::Int(_) | Value::BigInt(_)) {
        return Ok(Step::Return(value));
    }
    match special::call(ctx, value, ctx.intern(method), &[])? {
        Some(step) => Ok(step),
        None => rounded(ctx, function(ctx.float(value)?)),
    }
}

/// `math.floor`.
///
/// # Errors
/// What `__floor__` raises; for floats that are no numbers ValueError or OverflowError.
pub(super) fn floor<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    round_by(ctx, args.get(0), "__floor__", f64::floor)
}

/// `math.ceil`.
///
/// # Errors
/// As [`floor`].
pub(super) fn ceil<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    round_by(ctx, args.get(0), "__ceil__", f64::ceil)
}

/// `math.trunc`.
///
/// # Errors
/// As [`floor`]; TypeError for what has no `__trunc__`.
pub(super) fn trunc<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = args.get(0);
    if let Value::Float(bits) = value {
        return rounded(ctx, f64::from_bits(bits).trunc());
    }
    match special::call(ctx, value, ctx.names.trunc, &[])? {
        Some(step) => Ok(step),
        None => Err(ctx.type_error(format!("type {} doesn't define __trunc__ method", ctx.type_name(value)))),
    }
}
