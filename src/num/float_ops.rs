//! Arithmetic of floats with Python's rules (CPython: `Objects/floatobject.c`).

use super::int::Int;
use super::int_float::f64_to_int;
use super::int_ops::shift_left;
use crate::text::error::Error;
use crate::text::float::significant_digits;

/// `math.frexp`: `value = fraction * 2**exponent` with `0.5 <= |fraction| < 1`; zeros, infinities and NaN as they are, with 0.
pub fn frexp(value: f64) -> (f64, i32) {
    if value == 0.0 || !value.is_finite() {
        return (value, 0);
    }
    let field = |v: f64| (v.to_bits() >> 52 & 0x7ff) as i32;
    // Subnormals are first brought into the normal range.
    let (value, offset) = if field(value) == 0 { (value * 18_014_398_509_481_984.0, -54) } else { (value, 0) };
    let exponent = field(value) - 1022;
    let fraction = f64::from_bits(value.to_bits() & !(0x7ff << 52) | 1022 << 52);
    (fraction, exponent + offset)
}

fn nonzero(b: f64) -> Result<(), Error> {
    if b == 0.0 { Err(Error::zero_division("division by zero")) } else { Ok(()) }
}

/// `a / b`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn divide(a: f64, b: f64) -> Result<f64, Error> {
    nonzero(b).map(|()| a / b)
}

/// `divmod(a, b)`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn div_mod(a: f64, b: f64) -> Result<(f64, f64), Error> {
    nonzero(b)?;
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Ok((0.0f64.copysign(a / b), rest));
    }
    // The division may have been a little off a whole number.
    let mut whole = quotient.floor();
    if quotient - whole > 0.5 {
        whole += 1.0;
    }
    Ok((whole, rest))
}

/// `a // b`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn floor_div(a: f64, b: f64) -> Result<f64, Error> {
    div_mod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b`, with the sign of `b`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn modulo(a: f64, b: f64) -> Result<f64, Error> {
    div_mod(a, b).map(|(_, rest)| rest)
}

/// The outcome of [`pow`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FloatPow {
    /// A float.
    Float(f64),
    /// A negative number to a fractional power: the result is complex.
    Complex,
}

/// `base ** exponent`.
///
/// # Errors
/// `ZeroDivisionError` for zero to a negative power; `OverflowError` with the two arguments of C's `ERANGE` for a result too
/// large, see [`POW_OVERFLOW`].
pub fn pow(base: f64, exponent: f64) -> Result<FloatPow, Error> {
    let float = |value| Ok(FloatPow::Float(value));
    if exponent == 0.0 || base == 1.0 {
        return float(1.0);
    }
    if base.is_nan() || exponent.is_nan() {
        return float(f64::NAN);
    }
    let odd = exponent.abs() % 2.0 == 1.0;
    if base == 0.0 && exponent < 0.0 {
        return Err(Error::zero_division("zero to a negative power"));
    }
    if base < 0.0 && base.is_finite() && exponent.is_finite() && exponent != exponent.floor() {
        return Ok(FloatPow::Complex);
    }
    if exponent.is_infinite() {
        let size = base.abs();
        return float(match (size == 1.0, (exponent > 0.0) == (size > 1.0)) {
            (true, _) => 1.0,
            (_, true) => f64::INFINITY,
            _ => 0.0,
        });
    }
    let magnitude = base.abs().powf(exponent);
    if magnitude.is_infinite() && base.is_finite() {
        return Err(Error::overflow(POW_OVERFLOW));
    }
    float(if odd { magnitude.copysign(base) } else { magnitude })
}

/// The message of `10.0 ** 400`: the exception has two arguments, `errno` and its text.
pub const POW_OVERFLOW: &str = "(34, 'Numerical result out of range')";

/// [`POW_OVERFLOW`] as the exception's `args`.
pub const POW_OVERFLOW_ARGS: (i64, &str) = (34, "Numerical result out of range");

/// `float.is_integer`.
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value.floor() == value
}

/// `round(value)`: the nearest int, half to even.
///
/// # Errors
/// As [`f64_to_int`].
pub fn round(value: f64) -> Result<Int, Error> {
    f64_to_int(value.round_ties_even())
}

/// `round(value, digits)`: correctly rounded from the exact decimal value, half to even.
///
/// # Errors
/// `OverflowError` if rounding up leaves the range of floats.
pub fn round_digits(value: f64, digits: i64) -> Result<f64, Error> {
    // More digits than any float has change nothing; fewer than -308 leave nothing.
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return Ok(value);
    }
    let zero = 0.0f64.copysign(value);
    if digits < -308 {
        return Ok(zero);
    }
    // All digits of the exact value: at most 767.
    let exact = significant_digits(value, 800);
    let keep = i64::from(exact.point) + digits;
    let (digits, point) = match usize::try_from(keep) {
        Err(_) => return Ok(zero),
        Ok(0) => {
            // Above one half of the last place, or not; the tie goes to zero, which is even.
            let above = exact.digits.trim_end_matches('0') > "5";
            if !above {
                return Ok(zero);
            }
            ("1".to_owned(), exact.point + 1)
        }
        Ok(keep) => {
            let rounded = significant_digits(value, keep);
            (rounded.digits, rounded.point)
        }
    };
    let rounded: f64 = format!("0.{digits}e{point}").parse().unwrap_or(f64::INFINITY);
    if rounded.is_infinite() {
        return Err(Error::overflow("rounded value too large to represent"));
    }
    Ok(rounded.copysign(value))
}

/// `float.as_integer_ratio`: numerator and denominator in lowest terms, the denominator positive.
///
/// # Errors
/// `ValueError` for a NaN, `OverflowError` for an infinity.
pub fn as_integer_ratio(value: f64) -> Result<(Int, Int), Error> {
    if value.is_nan() {
        return Err(Error::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(Error::overflow("cannot convert Infinity to integer ratio"));
    }
    let (fraction, exponent) = frexp(value);
    let mantissa = (fraction * 9_007_199_254_740_992.0) as i64;
    let zeros = if mantissa == 0 { 0 } else { mantissa.trailing_zeros() as i32 };
    let (mantissa, exponent) = (mantissa >> zeros, if mantissa == 0 { 0 } else { i64::from(exponent - 53 + zeros) });
    Ok(if exponent >= 0 {
        (shift_left(mantissa, exponent)?, Int::Small(1))
    } else {
        (Int::Small(mantissa), shift_left(1, -exponent)?)
    })
}
