//! Arithmetic of ints with Python's rules: floor division, powers, shifts, bits, bytes, rounding (CPython:
//! `Objects/longobject.c`).
//!
//! Operations whose result can be absurdly large are refused beyond [`MAX_BITS`]; [`pow_bits`] and [`shift_left_bits`] tell the
//! size beforehand, for callers with a limit of their own.

use super::int::{Int, IntRef};
use crate::text::error::Error;
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

/// Largest int, in bits, that a power or a shift may make; more is a `MemoryError`.
pub const MAX_BITS: u64 = 1 << 33;

fn binary(
    a: IntRef<'_>,
    b: IntRef<'_>,
    small: impl Fn(i64, i64) -> Option<i64>,
    big: impl Fn(&BigInt, &BigInt) -> BigInt,
) -> Int {
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && let Some(value) = small(x, y)
    {
        return Int::Small(value);
    }
    Int::from(big(&a.to_big(), &b.to_big()))
}

/// `a + b`
pub fn add<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Int {
    binary(a.into(), b.into(), i64::checked_add, |a, b| a + b)
}

/// `a - b`
pub fn sub<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Int {
    binary(a.into(), b.into(), i64::checked_sub, |a, b| a - b)
}

/// `a * b`
pub fn mul<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Int {
    binary(a.into(), b.into(), i64::checked_mul, |a, b| a * b)
}

/// `a & b`
pub fn bit_and<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Int {
    binary(a.into(), b.into(), |a, b| Some(a & b), |a, b| a & b)
}

/// `a | b`
pub fn bit_or<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Int {
    binary(a.into(), b.into(), |a, b| Some(a | b), |a, b| a | b)
}

/// `a ^ b`
pub fn bit_xor<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Int {
    binary(a.into(), b.into(), |a, b| Some(a ^ b), |a, b| a ^ b)
}

/// `-a`
pub fn neg<'a>(a: impl Into<IntRef<'a>>) -> Int {
    sub(0, a)
}

/// `~a`
pub fn invert<'a>(a: impl Into<IntRef<'a>>) -> Int {
    sub(-1, a)
}

/// `abs(a)`
pub fn abs<'a>(a: impl Into<IntRef<'a>>) -> Int {
    let a = a.into();
    if a.is_negative() { neg(a) } else { add(0, a) }
}

/// `a // b` of machine integers; `None` if `b` is zero or the result needs more than 64 bits.
pub fn floor_div_i64(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    // The processor rounds towards zero.
    let inexact_negative = (a < 0) != (b < 0) && quotient.wrapping_mul(b) != a;
    Some(quotient - i64::from(inexact_negative))
}

/// `a % b` of machine integers, with the sign of `b`; `None` if `b` is zero.
pub fn floor_mod_i64(a: i64, b: i64) -> Option<i64> {
    if b == 0 {
        return None;
    }
    let rest = a.wrapping_rem(b);
    Some(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
}

fn nonzero(b: IntRef<'_>) -> Result<(), Error> {
    if b.is_zero() { Err(Error::zero_division("division by zero")) } else { Ok(()) }
}

/// `a // b`, rounded down.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn floor_div<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Result<Int, Error> {
    let (a, b) = (a.into(), b.into());
    nonzero(b)?;
    Ok(binary(a, b, floor_div_i64, |a, b| a.div_floor(b)))
}

/// `a % b`, with the sign of `b`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn floor_mod<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Result<Int, Error> {
    let (a, b) = (a.into(), b.into());
    nonzero(b)?;
    Ok(binary(a, b, floor_mod_i64, |a, b| a.mod_floor(b)))
}

/// `divmod(a, b)`.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn div_mod<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Result<(Int, Int), Error> {
    let (a, b) = (a.into(), b.into());
    nonzero(b)?;
    if let (IntRef::Small(x), IntRef::Small(y)) = (a, b)
        && let (Some(quotient), Some(rest)) = (floor_div_i64(x, y), floor_mod_i64(x, y))
    {
        return Ok((Int::Small(quotient), Int::Small(rest)));
    }
    let (quotient, rest) = a.to_big().div_mod_floor(&b.to_big());
    Ok((Int::from(quotient), Int::from(rest)))
}

/// Upper bound of the bits of `base ** exponent`, `None` if that is more than 64 bits can tell.
pub fn pow_bits<'a>(base: impl Into<IntRef<'a>>, exponent: u64) -> Option<u64> {
    let bits = base.into().bit_length();
    if bits <= 1 { Some(bits) } else { bits.checked_mul(exponent) }
}

/// `base ** exponent`; `None` if the exponent is negative: Python then converts both to float.
///
/// # Errors
/// `MemoryError` if the result would have more than [`MAX_BITS`].
pub fn pow<'a, 'b>(base: impl Into<IntRef<'a>>, exponent: impl Into<IntRef<'b>>) -> Result<Option<Int>, Error> {
    let (base, exponent) = (base.into(), exponent.into());
    if exponent.is_negative() {
        return Ok(None);
    }
    if base.bit_length() <= 1 {
        // 0, 1 and -1 know no large exponents.
        let odd = !exponent.to_big().is_even();
        return Ok(Some(match base.to_i64() {
            Some(0) => Int::Small(i64::from(exponent.is_zero())),
            Some(-1) if odd => Int::Small(-1),
            _ => Int::Small(1),
        }));
    }
    let exponent = exponent.to_big().to_u64().ok_or_else(Error::memory)?;
    if pow_bits(base, exponent).is_none_or(|bits| bits > MAX_BITS) {
        return Err(Error::memory());
    }
    let exponent = u32::try_from(exponent).map_err(|_| Error::memory())?;
    if let IntRef::Small(small) = base
        && let Some(value) = small.checked_pow(exponent)
    {
        return Ok(Some(Int::Small(value)));
    }
    Ok(Some(Int::from(base.to_big().pow(exponent))))
}

/// `pow(base, exponent, modulus)`: the result has the sign of the modulus; a negative exponent takes the inverse.
///
/// # Errors
/// `ValueError` if the modulus is zero, or if the base has no inverse.
pub fn pow_mod<'a, 'b, 'c>(
    base: impl Into<IntRef<'a>>,
    exponent: impl Into<IntRef<'b>>,
    modulus: impl Into<IntRef<'c>>,
) -> Result<Int, Error> {
    let modulus = modulus.into().to_big();
    if modulus.is_zero() {
        return Err(Error::value("pow() 3rd argument cannot be 0"));
    }
    let positive = modulus.abs();
    let exponent = exponent.into().to_big();
    let mut base = base.into().to_big().mod_floor(&positive);
    if exponent.is_negative() {
        base = base.modinv(&positive).ok_or_else(|| Error::value("base is not invertible for the given modulus"))?;
    }
    let result = base.modpow(&exponent.abs(), &positive);
    Ok(Int::from(result.mod_floor(&modulus)))
}

/// The bits of `value << count`, `None` if that is more than 64 bits can tell.
pub fn shift_left_bits<'a>(value: impl Into<IntRef<'a>>, count: u64) -> Option<u64> {
    match value.into().bit_length() {
        0 => Some(0),
        bits => bits.checked_add(count),
    }
}

fn shift_count(count: IntRef<'_>) -> Result<(), Error> {
    if count.is_negative() { Err(Error::value("negative shift count")) } else { Ok(()) }
}

/// `value << count`.
///
/// # Errors
/// `ValueError` for a negative count, `OverflowError` for one past 64 bits, `MemoryError` for a result past [`MAX_BITS`].
pub fn shift_left<'a, 'b>(value: impl Into<IntRef<'a>>, count: impl Into<IntRef<'b>>) -> Result<Int, Error> {
    let (value, count) = (value.into(), count.into());
    shift_count(count)?;
    if value.is_zero() {
        return Ok(Int::Small(0));
    }
    let Some(count) = count.to_i64().map(i64::unsigned_abs) else {
        return Err(Error::overflow("too many digits in integer"));
    };
    match shift_left_bits(value, count) {
        Some(bits) if bits < 64 => {
            let small = value.to_i64().unwrap_or_default();
            // No bit is lost: the magnitude stays below 2**63.
            Ok(Int::Small(small.wrapping_shl(count as u32)))
        }
        Some(bits) if bits <= MAX_BITS => Ok(Int::from(value.to_big().as_ref() << count)),
        _ => Err(Error::memory()),
    }
}

/// `value >> count`, rounded down.
///
/// # Errors
/// `ValueError` for a negative count.
pub fn shift_right<'a, 'b>(value: impl Into<IntRef<'a>>, count: impl Into<IntRef<'b>>) -> Result<Int, Error> {
    let (value, count) = (value.into(), count.into());
    shift_count(count)?;
    let count = count.to_i64().map_or(u64::MAX, i64::unsigned_abs);
    match value {
        _ if count >= value.bit_length() => Ok(Int::Small(if value.is_negative() { -1 } else { 0 })),
        IntRef::Small(small) => Ok(Int::Small(small >> count.min(63))),
        IntRef::Big(big) => Ok(Int::from(big >> count)),
    }
}

/// `int.bit_count`: ones in the absolute value.
pub fn bit_count<'a>(value: impl Into<IntRef<'a>>) -> u64 {
    match value.into() {
        IntRef::Small(small) => u64::from(small.unsigned_abs().count_ones()),
        IntRef::Big(big) => big.magnitude().count_ones(),
    }
}

/// `round(value, digits)`: unchanged unless `digits` is negative, then to a multiple of a power of ten, half to even.
pub fn round<'a, 'b>(value: impl Into<IntRef<'a>>, digits: impl Into<IntRef<'b>>) -> Int {
    let (value, digits) = (value.into(), digits.into());
    if !digits.is_negative() {
        return add(0, value);
    }
    // The value has fewer decimal digits than bits: a power of ten far beyond it rounds to zero.
    let power = match digits.to_i64().map(i64::unsigned_abs) {
        Some(power) if power <= value.bit_length() / 3 + 2 => u32::try_from(power).unwrap_or(u32::MAX),
        _ => return Int::Small(0),
    };
    let unit = BigInt::from(10).pow(power);
    let (quotient, rest) = value.to_big().div_mod_floor(&unit);
    let twice: BigInt = rest * 2;
    let up = twice > unit || (twice == unit && quotient.is_odd());
    Int::from((quotient + i32::from(up)) * unit)
}

/// Byte order of [`to_bytes`] and [`from_bytes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// Highest byte first.
    Big,
    /// Lowest byte first.
    Little,
}

impl ByteOrder {
    /// The `byteorder` argument.
    ///
    /// # Errors
    /// `ValueError` for any other word.
    pub fn parse(name: &str) -> Result<ByteOrder, Error> {
        match name {
            "big" => Ok(ByteOrder::Big),
            "little" => Ok(ByteOrder::Little),
            _ => Err(Error::value("byteorder must be either 'little' or 'big'")),
        }
    }
}

/// `int.to_bytes(length, byteorder, signed=signed)`.
///
/// # Errors
/// `ValueError` for a negative length, `OverflowError` if the value does not fit, `MemoryError` for an absurd length.
pub fn to_bytes<'a>(
    value: impl Into<IntRef<'a>>,
    length: i64,
    order: ByteOrder,
    signed: bool,
) -> Result<Vec<u8>, Error> {
    let value = value.into();
    let length = usize::try_from(length).map_err(|_| Error::value("length argument must be non-negative"))?;
    if value.is_negative() && !signed {
        return Err(Error::overflow("can't convert negative int to unsigned"));
    }
    let length = crate::text::error::check_len(length)?;
    let too_big = || Error::overflow("int too big to convert");
    let value = value.to_big();
    let (mut bytes, fill) = if !signed || value.is_zero() {
        let bytes = if value.is_zero() { Vec::new() } else { value.magnitude().to_bytes_le() };
        (bytes, 0)
    } else {
        (value.to_signed_bytes_le(), if value.is_negative() { 0xff } else { 0 })
    };
    if bytes.len() > length {
        return Err(too_big());
    }
    bytes.resize(length, fill);
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, byteorder, signed=signed)`.
pub fn from_bytes(bytes: &[u8], order: ByteOrder, signed: bool) -> Int {
    let value = match (order, signed) {
        (ByteOrder::Big, true) => BigInt::from_signed_bytes_be(bytes),
        (ByteOrder::Little, true) => BigInt::from_signed_bytes_le(bytes),
        (ByteOrder::Big, false) => BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_be(bytes)),
        (ByteOrder::Little, false) => BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_le(bytes)),
    };
    Int::from(value)
}

/// `math.gcd` of two ints.
pub fn gcd<'a, 'b>(a: impl Into<IntRef<'a>>, b: impl Into<IntRef<'b>>) -> Int {
    Int::from(a.into().to_big().gcd(&b.into().to_big()))
}

/// `math.isqrt`; `None` for a negative number.
pub fn isqrt<'a>(value: impl Into<IntRef<'a>>) -> Option<Int> {
    let value = value.into();
    if value.is_negative() {
        return None;
    }
    Some(match value {
        IntRef::Small(small) => Int::Small(small.isqrt()),
        IntRef::Big(big) => Int::from(big.sqrt()),
    })
}
