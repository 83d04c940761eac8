//! Logarithms, of ints beyond the range of floats too.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::domain_error;
use crate::opcode::operands::BinaryOperator;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops;

const EXPECTED: &str = "expected a positive input";

fn logarithm<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, function: fn(f64) -> f64) -> Result<f64, Raise<'gc>> {
    if let Some(int) = value.as_int() {
        if int.is_negative() || int.is_zero() {
            return Err(ctx.value_error(EXPECTED));
        }
        let big = int.to_big();
        let bits = int.bit_length();
        if bits < 1000 {
            return Ok(function(big.to_f64().unwrap_or(f64::INFINITY)));
        }
        let (mantissa, exponent) = scaled(&big, bits);
        return Ok(function(mantissa) + function(2.0) * exponent);
    }
    let x = ctx.float(value)?;
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x <= 0.0 {
        return Err(domain_error(ctx, EXPECTED, x));
    }
    Ok(function(x))
}

/// A large int as a float in [0.5, 1) times a power of two, correctly rounded.
fn scaled(big: &BigInt, bits: u64) -> (f64, f64) {
    // 64 bits and a sticky one below them round as all of them would.
    let shift = bits.saturating_sub(64);
    let top: BigInt = big.abs() >> shift;
    let sticky = (&top << shift) != *big;
    let top = (top << 1u32) + BigInt::from(u8::from(sticky));
    let mantissa = top.to_f64().unwrap_or(0.0) / 2f64.powi(65);
    (mantissa, bits as f64)
}

/// `math.log`.
///
/// # Errors
/// ValueError for what is not positive, ZeroDivisionError for a base of one.
pub(super) fn log<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let number = logarithm(ctx, args.get(0), f64::ln)?;
    let Some(base) = args.opt(1) else { return Step::value(number) };
    let base = logarithm(ctx, base, f64::ln)?;
    ops::binary(ctx, BinaryOperator::TrueDivide, Value::float(number), Value::float(base))
}

/// `math.log2`.
///
/// # Errors
/// ValueError for what is not positive.
pub(super) fn log2<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(logarithm(ctx, args.get(0), f64::log2)?)
}

/// `math.log10`.
///
/// # Errors
/// ValueError for what is not positive.
pub(super) fn log10<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(logarithm(ctx, args.get(0), f64::log10)?)
}
