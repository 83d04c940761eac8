//! Conversions of arguments, here and now: a dunder that is Python code runs inside (see `Ctx::reenter`).

use num_bigint::BigInt;

use crate::runtime::{Ctx, Raise};
use crate::value::Value;

impl<'gc> Ctx<'gc> {
    /// `operator.index(value)`: an int value of any size.
    ///
    /// # Errors
    /// TypeError `'X' object cannot be interpreted as an integer`, or what `__index__` raises.
    pub fn index(self, value: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        match value {
            Value::Int(_) | Value::BigInt(_) => Ok(value),
            _ => Err(self.internal_error("not built yet")),
        }
    }

    /// [`Self::index`] as an `i64`.
    ///
    /// # Errors
    /// As there; OverflowError `Python int too large to convert to C ssize_t`.
    pub fn index_i64(self, value: Value<'gc>) -> Result<i64, Raise<'gc>> {
        match self.index(value)? {
            Value::Int(i) => Ok(i),
            _ => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// [`Self::index`] clipped to the range of `i64`, as slices want it.
    ///
    /// # Errors
    /// As there.
    pub fn index_clipped(self, value: Value<'gc>) -> Result<i64, Raise<'gc>> {
        match self.index(value)? {
            Value::Int(i) => Ok(i),
            Value::BigInt(big) if big.data().0.sign() == num_bigint::Sign::Minus => Ok(i64::MIN),
            _ => Ok(i64::MAX),
        }
    }

    /// [`Self::index`] as a big int.
    ///
    /// # Errors
    /// As there.
    pub fn index_big(self, value: Value<'gc>) -> Result<BigInt, Raise<'gc>> {
        let index = self.index(value)?;
        index.as_big().ok_or_else(|| self.internal_error("index is not an int"))
    }

    /// `float(value)` for arguments: floats, ints, `__float__`, `__index__`.
    ///
    /// # Errors
    /// TypeError `must be real number, not X`, OverflowError, or what the dunder raises.
    pub fn float(self, value: Value<'gc>) -> Result<f64, Raise<'gc>> {
        value.as_f64().ok_or_else(|| self.internal_error("not built yet"))
    }
}
