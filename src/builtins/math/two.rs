//! Functions of several floats, and those that take a float apart.

use super::{domain_error, range_error};
use crate::num::float_ops;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;

fn pair<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<(f64, f64), Raise<'gc>> {
    Ok((ctx.float(args.get(0))?, ctx.float(args.get(1))?))
}

/// `math.atan2`.
///
/// # Errors
/// TypeError for what is no real number; so for all that follow.
pub(super) fn atan2<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (y, x) = pair(ctx, &args)?;
    Step::value(y.atan2(x))
}

/// `math.copysign`.
///
/// # Errors
/// As [`atan2`].
pub(super) fn copysign<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (x, y) = pair(ctx, &args)?;
    Step::value(x.copysign(y))
}

/// `math.fmod`.
///
/// # Errors
/// ValueError for an infinite x or a zero y.
pub(super) fn fmod<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (x, y) = pair(ctx, &args)?;
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(ctx, "", x));
    }
    Step::value(result)
}

/// `math.remainder`: to the nearest multiple, ties to the even one.
///
/// # Errors
/// ValueError for an infinite x or a zero y.
pub(super) fn remainder<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (x, y) = pair(ctx, &args)?;
    if x.is_nan() || y.is_nan() {
        return Step::value(if x.is_nan() { x } else { y });
    }
    if x.is_infinite() || y == 0.0 {
        return Err(domain_error(ctx, "", x));
    }
    if y.is_infinite() {
        return Step::value(x);
    }
    let (size, width) = (x.abs(), y.abs());
    let m = size % width;
    // `width - m` is exact where it decides.
    let c = width - m;
    let r = match m.partial_cmp(&c) {
        Some(std::cmp::Ordering::Less) => m,
        Some(std::cmp::Ordering::Greater) => -c,
        _ => m - 2.0 * ((0.5 * (size - m)) % width),
    };
    Step::value(1f64.copysign(x) * r)
}

/// `math.pow`.
///
/// # Errors
/// ValueError or OverflowError where the result is no finite number.
pub(super) fn pow<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (x, y) = pair(ctx, &args)?;
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() || (result.is_infinite() && x == 0.0) {
            return Err(domain_error(ctx, "", x));
        }
        if result.is_infinite() {
            return Err(range_error(ctx));
        }
    }
    Step::value(result)
}

/// `math.fma`.
///
/// # Errors
/// ValueError or OverflowError where the result is no finite number.
pub(super) fn fma<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (x, y) = pair(ctx, &args)?;
    let z = ctx.float(args.get(2))?;
    let result = x.mul_add(y, z);
    if result.is_nan() && ![x, y, z].into_iter().any(f64::is_nan) {
        return Err(ctx.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && [x, y, z].into_iter().all(f64::is_finite) {
        return Err(ctx.overflow_error("overflow in fma"));
    }
    Step::value(result)
}

/// `math.frexp`.
///
/// # Errors
/// As [`atan2`].
pub(super) fn frexp<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let x = ctx.float(args.get(0))?;
    let (mantissa, exponent) = if x == 0.0 || !x.is_finite() { (x, 0) } else { float_ops::frexp(x) };
    Step::value(ctx.tuple(&[Value::float(mantissa), Value::Int(i64::from(exponent))]))
}

/// `math.ldexp`.
///
/// # Errors
/// TypeError for an exponent that is no int, OverflowError for a result too large.
pub(super) fn ldexp<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let x = ctx.float(args.get(0))?;
    if args.get(1).as_int().is_none() {
        return Err(ctx.type_error("Expected an int as second argument to ldexp."));
    }
    let exponent = ctx.index_clipped(args.get(1))?;
    if x == 0.0 || !x.is_finite() {
        return Step::value(x);
    }
    // Far beyond the exponents of floats all are alike.
    let exponent = exponent.clamp(-10_000, 10_000);
    let result = libm::ldexp(x, i32::try_from(exponent).unwrap_or(0));
    if result.is_infinite() {
        return Err(range_error(ctx));
    }
    Step::value(result)
}

/// `math.modf`.
///
/// # Errors
/// As [`atan2`].
pub(super) fn modf<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let x = ctx.float(args.get(0))?;
    let whole = x.trunc();
    let part = if x.is_infinite() { 0f64.copysign(x) } else { (x - whole).copysign(x) };
    Step::value(ctx.tuple(&[Value::float(if x.is_nan() { x } else { part }), Value::float(whole)]))
}

/// `math.isclose`.
///
/// # Errors
/// ValueError for a negative tolerance.
pub(super) fn isclose<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (a, b) = pair(ctx, &args)?;
    let relative = args.opt(2).map_or(Ok(1e-9), |tolerance| ctx.float(tolerance))?;
    let absolute = args.opt(3).map_or(Ok(0.0), |tolerance| ctx.float(tolerance))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(ctx.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Step::value(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Step::value(false);
    }
    let difference = (b - a).abs();
    Step::value(difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute)
}

/// `math.nextafter`.
///
/// # Errors
/// ValueError for a negative number of steps.
pub(super) fn nextafter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (x, y) = pair(ctx, &args)?;
    let steps = match args.get(2) {
        Value::Null | Value::None => 1,
        steps => {
            let steps = ctx.index_clipped(steps)?;
            u64::try_from(steps).map_err(|_| ctx.value_error("steps must be a non-negative integer"))?
        }
    };
    if steps == 0 || x.is_nan() {
        return Step::value(x);
    }
    if y.is_nan() || x == y {
        return Step::value(y);
    }
    // Floats in order, as integers in order.
    let rank = |f: f64| {
        let bits = i128::from(f.abs().to_bits());
        if f.is_sign_negative() { -bits } else { bits }
    };
    let (from, to) = (rank(x), rank(y));
    let moved = if from < to { (from + i128::from(steps)).min(to) } else { (from - i128::from(steps)).max(to) };
    if moved == to {
        return Step::value(y);
    }
    let size = f64::from_bits(u64::try_from(moved.unsigned_abs()).unwrap_or(0));
    let negative = moved < 0 || (moved == 0 && x.is_sign_negative());
    Step::value(if negative { -size } else { size })
}

/// `math.ulp`.
///
/// # Errors
/// As [`atan2`].
pub(super) fn ulp<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let x = ctx.float(args.get(0))?.abs();
    if !x.is_finite() {
        return Step::value(x);
    }
    let above = x.next_up();
    Step::value(if above.is_infinite() { x - x.next_down() } else { above - x })
}
