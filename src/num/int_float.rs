//! Between ints and floats: correctly rounded conversion and division, exact comparison (CPython: `Objects/longobject.c`,
//! `float_richcompare` in `Objects/floatobject.c`).

use super::int::{Int, IntRef};
use crate::text::error::Error;
use num_bigint::{BigInt, BigUint};
use num_traits::{FromPrimitive, ToPrimitive, Zero};
use std::cmp::Ordering;

/// 2 to the power `exponent`, exact; `exponent` within -1074 and 1023, or the nearest of the two.
fn power_of_two(exponent: i64) -> f64 {
    let exponent = exponent.clamp(-1074, 1023);
    let bits = if exponent >= -1022 { (exponent + 1023) << 52 } else { 1 << (exponent + 1074) };
    f64::from_bits(bits as u64)
}

/// The float nearest to `mantissa * 2**exponent`, ties to even; `sticky` says that the true value is a little more, by less
/// than the last bit of `mantissa`, which must then have its top bit set. Infinite if too large.
pub(super) fn round_to_f64(mantissa: u64, exponent: i64, sticky: bool) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let shift = mantissa.leading_zeros();
    let mantissa = mantissa << shift;
    let exponent = exponent.saturating_sub(i64::from(shift));
    let top = exponent.saturating_add(63);
    if top > 1023 {
        return f64::INFINITY;
    }
    // Subnormal numbers have fewer bits.
    let dropped = 11 + (-1022i64).saturating_sub(top).max(0);
    if dropped > 64 {
        return 0.0;
    }
    let wide = u128::from(mantissa);
    let kept = wide >> dropped;
    let tail = wide - (kept << dropped);
    let half = 1u128 << (dropped - 1);
    let up = tail > half || (tail == half && (sticky || kept & 1 == 1));
    (kept + u128::from(up)) as f64 * power_of_two(exponent.saturating_add(dropped))
}

/// The top 64 bits of a number, the power of two that they are to be multiplied with, and whether lower bits are lost.
fn top_bits(value: &BigUint) -> (u64, i64, bool) {
    let shift = value.bits().saturating_sub(64);
    let top = (value >> shift).to_u64().unwrap_or(u64::MAX);
    let sticky = value.trailing_zeros().is_some_and(|zeros| zeros < shift);
    (top, i64::try_from(shift).unwrap_or(i64::MAX), sticky)
}

fn with_sign(magnitude: f64, negative: bool) -> f64 {
    if negative { -magnitude } else { magnitude }
}

/// `float(int)`, correctly rounded.
///
/// # Errors
/// `OverflowError` if it is too large for a float.
pub fn int_to_f64<'a>(value: impl Into<IntRef<'a>>) -> Result<f64, Error> {
    let value = value.into();
    let big = match value {
        IntRef::Small(small) => return Ok(small as f64),
        IntRef::Big(big) => big,
    };
    let (top, exponent, sticky) = top_bits(big.magnitude());
    let magnitude = round_to_f64(top, exponent, sticky);
    if magnitude.is_infinite() {
        return Err(Error::overflow("int too large to convert to float"));
    }
    Ok(with_sign(magnitude, value.is_negative()))
}

/// `int(float)`: the part before the point.
///
/// # Errors
/// `ValueError` for a NaN, `OverflowError` for an infinity.
pub fn f64_to_int(value: f64) -> Result<Int, Error> {
    if value.is_nan() {
        return Err(Error::value("cannot convert float NaN to integer"));
    }
    if value.abs() < 9.0e18 {
        return Ok(Int::Small(value as i64));
    }
    match BigInt::from_f64(value.trunc()) {
        Some(big) => Ok(Int::from(big)),
        None => Err(Error::overflow("cannot convert float infinity to integer")),
    }
}

/// `a / b` of two ints, correctly rounded whatever their size.
///
/// # Errors
/// `ZeroDivisionError`; `OverflowError` if the quotient is too large for a float.
pub fn true_divide<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Result<f64, Error> {
    const EXACT: u64 = 1 << 53;
    let (a, b) = (a.into(), b.into());
    if b.is_zero() {
        return Err(Error::zero_division("division by zero"));
    }
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && x.unsigned_abs() <= EXACT
        && y.unsigned_abs() <= EXACT
    {
        return Ok(x as f64 / y as f64);
    }
    let negative = a.is_negative() != b.is_negative();
    let too_large = || Error::overflow("integer division result too large for a float");
    // The quotient is within a factor of two of 2**scale.
    let scale = a.bit_length() as i64 - b.bit_length() as i64;
    if a.is_zero() || scale < -1200 {
        return Ok(with_sign(0.0, negative));
    }
    if scale > 1200 {
        return Err(too_large());
    }
    let (a, b) = (a.to_big(), b.to_big());
    // Shifted so that the quotient has 65 or 66 bits: more than 53, the rest goes into the sticky bit.
    let shift = 65 - scale;
    let (numerator, denominator) = if shift >= 0 {
        (a.magnitude() << shift.unsigned_abs(), b.magnitude().clone())
    } else {
        (a.magnitude().clone(), b.magnitude() << shift.unsigned_abs())
    };
    let quotient = &numerator / &denominator;
    let inexact = !(&numerator - &quotient * &denominator).is_zero();
    let (top, exponent, sticky) = top_bits(&quotient);
    let magnitude = round_to_f64(top, exponent - shift, sticky || inexact);
    if magnitude.is_infinite() { Err(too_large()) } else { Ok(with_sign(magnitude, negative)) }
}

/// Compares an int with a float by their exact values; `None` for a NaN, which is neither equal, less nor greater.
pub fn compare_int_float<'a>(int: impl Into<IntRef<'a>>, float: f64) -> Option<Ordering> {
    let int = int.into();
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = float.trunc();
    let order = match (int, f64_to_int(whole).ok()?) {
        (IntRef::Small(a), Int::Small(b)) => a.cmp(&b),
        (a, b) => a.to_big().as_ref().cmp(&b.into_big()),
    };
    Some(order.then_with(|| 0.0.partial_cmp(&(float - whole)).unwrap_or(Ordering::Equal)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_round_to_even() {
        let big = |text: &str| text.parse::<BigInt>().expect("digits");
        assert_eq!(int_to_f64(9_007_199_254_740_993), Ok(9_007_199_254_740_992.0));
        assert_eq!(int_to_f64(&(BigInt::from(1) << 1023)), Ok(8.98846567431158e307));
        assert!(int_to_f64(&(BigInt::from(1) << 1024)).is_err());
        assert!(int_to_f64(&((BigInt::from(1) << 1024) - (BigInt::from(1) << 970))).is_err());
        assert_eq!(int_to_f64(&((BigInt::from(1) << 1024) - (BigInt::from(1) << 970) - 1)), Ok(f64::MAX));
        assert_eq!(int_to_f64(&big("-36893488147419111425")), Ok(-36893488147419111424.0));
        assert_eq!(f64_to_int(-1e30), Ok(Int::from(big("-1000000000000000019884624838656"))));
        assert_eq!(f64_to_int(-9.9), Ok(Int::Small(-9)));
        assert_eq!(f64_to_int(f64::NAN).expect_err("nan").message().to_string(), "cannot convert float NaN to integer");
    }

    #[test]
    fn true_division() {
        let ten = BigInt::from(10);
        assert_eq!(true_divide(&ten.pow(400), &(ten.pow(399) * 3)), Ok(3.3333333333333335));
        assert_eq!(true_divide(1, &(ten.pow(320))), Ok(1e-320));
        assert_eq!(true_divide(1, &(ten.pow(330))), Ok(0.0));
        assert_eq!(true_divide(1, &(BigInt::from(1) << 1075)), Ok(0.0));
        assert_eq!(true_divide(3, &(BigInt::from(1) << 1076)), Ok(5e-324));
        assert_eq!(true_divide(0, -5).map(f64::is_sign_negative), Ok(true));
        assert_eq!(true_divide(i64::MAX, 3), Ok(3.0744573456182584e18));
        assert_eq!(
            true_divide(&ten.pow(400), 3).expect_err("large").message().to_string(),
            "integer division result too large for a float"
        );
        assert!(true_divide(1, 0).is_err());
    }

    #[test]
    fn comparison_is_exact() {
        let p = 1i64 << 53;
        assert_eq!(compare_int_float(p + 1, p as f64), Some(Ordering::Greater));
        assert_eq!(compare_int_float(i64::MAX, 9.223372036854776e18), Some(Ordering::Less));
        assert_eq!(compare_int_float(0, -0.0), Some(Ordering::Equal));
        assert_eq!(compare_int_float(-1, -1.5), Some(Ordering::Greater));
        assert_eq!(compare_int_float(&BigInt::from(10).pow(400), f64::INFINITY), Some(Ordering::Less));
        assert_eq!(compare_int_float(1, f64::NAN), None);
    }
}
