//! Functions of ints.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::num::int_ops;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;

/// `math.gcd`.
///
/// # Errors
/// TypeError for what is no int; so for all that follow.
pub(super) fn gcd<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut result = Value::Int(0);
    for &arg in args.rest() {
        let other = ctx.index(arg)?;
        if let (Some(a), Some(b)) = (result.as_int(), other.as_int()) {
            result = ctx.number(int_ops::gcd(a, b));
        }
    }
    Ok(Step::Return(result))
}

/// `math.lcm`.
///
/// # Errors
/// As [`gcd`].
pub(super) fn lcm<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut result = BigInt::one();
    for &arg in args.rest() {
        result = result.lcm(&ctx.index_big(arg)?);
    }
    Step::value(ctx.int(result.abs()))
}

/// `math.isqrt`.
///
/// # Errors
/// ValueError for negative ints.
pub(super) fn isqrt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let n = ctx.index(args.get(0))?;
    match n.as_int().and_then(int_ops::isqrt) {
        Some(root) => Step::value(ctx.number(root)),
        None => Err(ctx.value_error("isqrt() argument must be nonnegative")),
    }
}

/// The product of `from..=to`, halved again and again so that factors stay of
/// like size.
fn product(from: u64, to: u64) -> BigInt {
    if from > to {
        return BigInt::one();
    }
    if to - from < 8 {
        return (from..=to).map(BigInt::from).product();
    }
    let middle = from + (to - from) / 2;
    product(from, middle) * product(middle + 1, to)
}

fn factorial_of<'gc>(ctx: Ctx<'gc>, n: Value<'gc>) -> NativeResult<'gc> {
    let n = ctx.index_big(n)?;
    if n.is_negative() {
        return Err(ctx.value_error("factorial() not defined for negative values"));
    }
    match n.to_i64().and_then(|n| u64::try_from(n).ok()) {
        Some(n) => Step::value(ctx.int(product(1, n))),
        None => Err(ctx.overflow_error(format!("factorial() argument should not exceed {}", i64::MAX))),
    }
}

/// `math.factorial`.
///
/// # Errors
/// ValueError for negative ints, OverflowError for huge ones.
pub(super) fn factorial<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    factorial_of(ctx, args.get(0))
}

fn counts<'gc>(ctx: Ctx<'gc>, n: Value<'gc>, k: Value<'gc>) -> Result<(BigInt, BigInt), Raise<'gc>> {
    let (n, k) = (ctx.index_big(n)?, ctx.index_big(k)?);
    if n.is_negative() {
        return Err(ctx.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(ctx.value_error("k must be a non-negative integer"));
    }
    Ok((n, k))
}

/// `math.perm`.
///
/// # Errors
/// ValueError for negative ints, OverflowError for huge ones.
pub(super) fn perm<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if matches!(args.get(1), Value::Null | Value::None) {
        return factorial_of(ctx, args.get(0));
    }
    let (n, k) = counts(ctx, args.get(0), args.get(1))?;
    if n < k {
        return Step::value(0);
    }
    let Some(k) = k.to_i64() else {
        return Err(ctx.overflow_error(format!("k must not exceed {}", i64::MAX)));
    };
    let mut result = BigInt::one();
    let mut factor = n;
    for _ in 0..k {
        result *= &factor;
        factor -= 1;
    }
    Step::value(ctx.int(result))
}

/// `math.comb`.
///
/// # Errors
/// ValueError for negative ints, OverflowError for huge ones.
pub(super) fn comb<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (n, k) = counts(ctx, args.get(0), args.get(1))?;
    if n < k {
        return Step::value(0);
    }
    let k = (&n - &k).min(k);
    let Some(k) = k.to_i64() else {
        return Err(ctx.overflow_error(format!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    let mut result = BigInt::one();
    let mut factor = n;
    for i in 1..=k {
        // Every product of i factors in a row can be divided by i.
        result = result * &factor / i;
        factor -= 1;
    }
    debug_assert!(!result.is_zero());
    Step::value(ctx.int(result))
}
