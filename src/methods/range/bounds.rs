//! The arithmetic of ranges, for ints of any size.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use crate::types::Range;

/// A range by its first item, its step and its length.
pub struct Bounds {
    pub start: BigInt,
    pub step: BigInt,
    pub len: BigInt,
}

impl Bounds {
    /// Those of a range.
    pub fn of(range: Range<'_>) -> Self {
        let number = |value: crate::value::Value<'_>| value.as_big().unwrap_or_default();
        let (start, stop, step) = (number(range.start), number(range.stop), number(range.step));
        let distance = if step.is_negative() { &start - &stop } else { &stop - &start };
        let len =
            if distance.is_positive() && !step.is_zero() { (distance - 1) / step.abs() + 1 } else { BigInt::zero() };
        Self { start, step, len }
    }

    /// The item at an index, which need not be in the range.
    pub fn item(&self, index: &BigInt) -> BigInt {
        &self.start + index * &self.step
    }

    /// The index of a number, if it is in the range.
    pub fn position(&self, number: &BigInt) -> Option<BigInt> {
        if self.len.is_zero() {
            return None;
        }
        let distance = number - &self.start;
        let position = &distance / &self.step;
        let exact = (&position * &self.step) == distance;
        (exact && !position.is_negative() && position < self.len).then_some(position)
    }
}
