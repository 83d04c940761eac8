//! A Python int, small or big, owned or borrowed.

use num_bigint::{BigInt, Sign};
use num_traits::{ToPrimitive, Zero};
use std::borrow::Cow;

/// An int: [`Int::Small`] whenever it fits, so that equal ints have one form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Int {
    /// Fits in 64 bits.
    Small(i64),
    /// Does not.
    Big(BigInt),
}

impl From<i64> for Int {
    fn from(value: i64) -> Int {
        Int::Small(value)
    }
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Int {
        value.to_i64().map_or(Int::Big(value), Int::Small)
    }
}

impl Int {
    /// Borrows it.
    pub fn as_ref(&self) -> IntRef<'_> {
        match self {
            Int::Small(value) => IntRef::Small(*value),
            Int::Big(value) => IntRef::Big(value),
        }
    }

    /// As a big integer.
    pub fn into_big(self) -> BigInt {
        match self {
            Int::Small(value) => BigInt::from(value),
            Int::Big(value) => value,
        }
    }
}

/// A borrowed int. [`IntRef::Big`] may hold a value that fits in 64 bits: nothing here relies on the form.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    /// A machine integer.
    Small(i64),
    /// A big one.
    Big(&'a BigInt),
}

impl From<i64> for IntRef<'_> {
    fn from(value: i64) -> Self {
        IntRef::Small(value)
    }
}

impl<'a> From<&'a BigInt> for IntRef<'a> {
    fn from(value: &'a BigInt) -> Self {
        IntRef::Big(value)
    }
}

impl<'a> From<&'a Int> for IntRef<'a> {
    fn from(value: &'a Int) -> Self {
        value.as_ref()
    }
}

impl<'a> IntRef<'a> {
    /// As a big integer, borrowed if it is one.
    pub fn to_big(self) -> Cow<'a, BigInt> {
        match self {
            IntRef::Small(value) => Cow::Owned(BigInt::from(value)),
            IntRef::Big(value) => Cow::Borrowed(value),
        }
    }

    /// The value, if it fits in 64 bits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(value) => Some(value),
            IntRef::Big(value) => value.to_i64(),
        }
    }

    /// Below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(value) => value < 0,
            IntRef::Big(value) => value.sign() == Sign::Minus,
        }
    }

    /// Zero.
    pub fn is_zero(self) -> bool {
        match self {
            IntRef::Small(value) => value == 0,
            IntRef::Big(value) => value.is_zero(),
        }
    }

    /// `int.bit_length`: bits of the absolute value.
    pub fn bit_length(self) -> u64 {
        match self {
            IntRef::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            IntRef::Big(value) => value.bits(),
        }
    }

    /// Digits of the absolute value in a base from 2 to 36, lower case, at least one.
    pub fn abs_digits(self, base: u32) -> String {
        match self {
            IntRef::Small(value) => {
                let abs = value.unsigned_abs();
                match base {
                    2 => format!("{abs:b}"),
                    8 => format!("{abs:o}"),
                    10 => abs.to_string(),
                    16 => format!("{abs:x}"),
                    _ => num_bigint::BigUint::from(abs).to_str_radix(base.clamp(2, 36)),
                }
            }
            IntRef::Big(value) => value.magnitude().to_str_radix(base.clamp(2, 36)),
        }
    }
}
