//! The operators of complex as special methods. A real operand is not turned
//! into a complex one first: that would lose the signs of zeros.

use super::{number, object};
use crate::methods::float::arithmetic::operand as real_operand;
use crate::num::complex::Complex;
use crate::num::int_float::compare_int_float;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::error::Error;
use crate::value::Value;

/// An operand of a complex operator.
#[derive(Clone, Copy)]
enum Operand {
    Real(f64),
    Complex(Complex),
}

impl Operand {
    fn complex(self) -> Complex {
        match self {
            Operand::Real(re) => Complex { re, im: 0.0 },
            Operand::Complex(value) => value,
        }
    }
}

fn operand<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Option<Operand>, Raise<'gc>> {
    match number(value) {
        Some(value) => Ok(Some(Operand::Complex(value))),
        None => Ok(real_operand(ctx, value)?.map(Operand::Real)),
    }
}

type Operator = fn(Operand, Operand) -> Result<Complex, Error>;

fn binary<'gc>(ctx: Ctx<'gc>, operator: Operator, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let Some(x) = operand(ctx, a)? else { return Step::value(Value::NotImplemented) };
    let Some(y) = operand(ctx, b)? else { return Step::value(Value::NotImplemented) };
    let result = operator(x, y).map_err(|error| ctx.text_error(error))?;
    Step::value(object(ctx, result))
}

fn sum(a: Operand, b: Operand) -> Result<Complex, Error> {
    Ok(match (a, b) {
        (Operand::Complex(a), Operand::Complex(b)) => Complex { re: a.re + b.re, im: a.im + b.im },
        (Operand::Complex(a), Operand::Real(b)) => Complex { re: a.re + b, im: a.im },
        (Operand::Real(a), Operand::Complex(b)) => Complex { re: a + b.re, im: b.im },
        (Operand::Real(a), Operand::Real(b)) => Complex { re: a + b, im: 0.0 },
    })
}

fn difference(a: Operand, b: Operand) -> Result<Complex, Error> {
    Ok(match (a, b) {
        (Operand::Complex(a), Operand::Complex(b)) => Complex { re: a.re - b.re, im: a.im - b.im },
        (Operand::Complex(a), Operand::Real(b)) => Complex { re: a.re - b, im: a.im },
        (Operand::Real(a), Operand::Complex(b)) => Complex { re: a - b.re, im: -b.im },
        (Operand::Real(a), Operand::Real(b)) => Complex { re: a - b, im: 0.0 },
    })
}

fn product(a: Operand, b: Operand) -> Result<Complex, Error> {
    Ok(match (a, b) {
        (Operand::Complex(a), Operand::Real(b)) | (Operand::Real(b), Operand::Complex(a)) => {
            Complex { re: a.re * b, im: a.im * b }
        }
        (a, b) => a.complex().product(b.complex()),
    })
}

fn quotient(a: Operand, b: Operand) -> Result<Complex, Error> {
    match (a, b) {
        (_, Operand::Real(0.0)) => Err(Error::zero_division("division by zero")),
        (Operand::Complex(a), Operand::Real(b)) => Ok(Complex { re: a.re / b, im: a.im / b }),
        (Operand::Real(a), Operand::Complex(b)) => Complex::divide_real(a, b),
        (a, b) => a.complex().quotient(b.complex()),
    }
}

/// `base ** exponent` as a complex object.
///
/// # Errors
/// ZeroDivisionError, OverflowError.
pub fn complex_power<'gc>(ctx: Ctx<'gc>, base: Complex, exponent: Complex) -> NativeResult<'gc> {
    Step::value(object(ctx, base.power(exponent).map_err(|error| ctx.text_error(error))?))
}

fn power<'gc>(ctx: Ctx<'gc>, base: Value<'gc>, exponent: Value<'gc>, modulus: Value<'gc>) -> NativeResult<'gc> {
    let Some(base) = operand(ctx, base)? else { return Step::value(Value::NotImplemented) };
    let Some(exponent) = operand(ctx, exponent)? else { return Step::value(Value::NotImplemented) };
    if !modulus.is_null() && !modulus.is_none() {
        return Err(ctx.value_error("complex modulo"));
    }
    complex_power(ctx, base.complex(), exponent.complex())
}

/// Whether they are equal; `None` where the other is no number.
fn equal<'gc>(a: Value<'gc>, b: Value<'gc>) -> Option<bool> {
    let a = number(a)?;
    if let Some(b) = number(b) {
        return Some(a.re == b.re && a.im == b.im);
    }
    if let Some(b) = b.as_f64() {
        return Some(a.im == 0.0 && a.re == b);
    }
    let b = b.as_int()?;
    Some(a.im == 0.0 && compare_int_float(b, a.re) == Some(std::cmp::Ordering::Equal))
}

/// `self == value`
pub fn eq<'gc>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(equal(args.get(0), args.get(1)).map_or(Value::NotImplemented, Value::bool))
}

/// `self != value`
pub fn ne<'gc>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(equal(args.get(0), args.get(1)).map_or(Value::NotImplemented, |equal| Value::bool(!equal)))
}

/// `self < value` and its kin: complex numbers have no order.
pub fn unordered<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(Value::NotImplemented)
}

/// `self + value`
pub fn add<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, sum, args.get(0), args.get(1))
}

/// `value + self`
pub fn reflected_add<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, sum, args.get(1), args.get(0))
}

/// `self - value`
pub fn sub<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, difference, args.get(0), args.get(1))
}

/// `value - self`
pub fn reflected_sub<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, difference, args.get(1), args.get(0))
}

/// `self * value`
pub fn mul<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, product, args.get(0), args.get(1))
}

/// `value * self`
pub fn reflected_mul<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, product, args.get(1), args.get(0))
}

/// `self / value`
pub fn div<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, quotient, args.get(0), args.get(1))
}

/// `value / self`
pub fn reflected_div<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, quotient, args.get(1), args.get(0))
}

/// `pow(self, value, mod)`
pub fn pow<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    power(ctx, args.get(0), args.get(1), args.get(2))
}

/// `pow(value, self, mod)`
pub fn reflected_pow<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    power(ctx, args.get(1), args.get(0), args.get(2))
}
