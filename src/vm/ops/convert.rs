//! Conversions of arguments, here and now: a dunder that is Python code runs inside (see `Ctx::reenter`).

use num_bigint::BigInt;

use super::special;
use crate::num::int::IntRef;
use crate::num::int_float::int_to_f64;
use crate::runtime::{Ctx, Raise};
use crate::value::Value;

impl<'gc> Ctx<'gc> {
    /// `operator.index(value)`: an int value of any size.
    ///
    /// # Errors
    /// TypeError `'X' object cannot be interpreted as an integer`, or what `__index__` raises.
    pub fn index(self, value: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        match value {
            Value::Int(_) | Value::BigInt(_) => return Ok(value),
            Value::True => return Ok(Value::Int(1)),
            Value::False => return Ok(Value::Int(0)),
            _ => {}
        }
        if value.as_int().is_some() {
            return Ok(value.payload());
        }
        let Some(step) = special::call(self, value, self.names.index, &[])? else {
            let name = self.type_name(value);
            return Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        };
        let index = self.reenter(step)?;
        self.int_result(index, "__index__")
    }

    /// [`Self::index`] as an `i64`.
    ///
    /// # Errors
    /// As there; OverflowError `cannot fit 'X' into an index-sized integer`.
    pub fn index_i64(self, value: Value<'gc>) -> Result<i64, Raise<'gc>> {
        match self.index(value)? {
            Value::Int(i) => Ok(i),
            _ => {
                let name = self.type_name(value);
                Err(self.overflow_error(format!("cannot fit '{name}' into an index-sized integer")))
            }
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
        if let Some(f) = value.as_f64() {
            return Ok(f);
        }
        if matches!(value, Value::Int(_) | Value::BigInt(_) | Value::True | Value::False)
            && let Some(int) = value.as_int()
        {
            return int_to_f64(int).map_err(|error| self.text_error(error));
        }
        if let Some(step) = special::call(self, value, self.names.float, &[])? {
            let result = self.reenter(step)?;
            return result.as_f64().ok_or_else(|| {
                let (of, name) = (self.type_name(value), self.type_name(result));
                self.type_error(format!("{of}.__float__ returned non-float (type {name})"))
            });
        }
        if special::has(self, value, self.names.index) {
            let index = self.index(value)?;
            let int = index.as_int().unwrap_or(IntRef::Small(0));
            return int_to_f64(int).map_err(|error| self.text_error(error));
        }
        Err(self.type_error(format!("must be real number, not {}", self.type_name(value))))
    }

    /// `int(value)` of what is not text: `__int__`, then `__index__`.
    ///
    /// # Errors
    /// TypeError when the class has neither, or what they raise.
    pub fn int_from(self, value: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        match value {
            Value::Int(_) | Value::BigInt(_) => return Ok(value),
            _ => {}
        }
        if let Some(step) = special::call(self, value, self.names.int, &[])? {
            let int = self.reenter(step)?;
            return self.int_result(int, "__int__");
        }
        if special::has(self, value, self.names.index) {
            return self.index(value);
        }
        Err(self.type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            self.type_name(value)
        )))
    }

    /// What a conversion method gave, as an exact int.
    fn int_result(self, value: Value<'gc>, method: &str) -> Result<Value<'gc>, Raise<'gc>> {
        match value.payload() {
            Value::True => Ok(Value::Int(1)),
            Value::False => Ok(Value::Int(0)),
            int @ (Value::Int(_) | Value::BigInt(_)) => Ok(int),
            _ => Err(self.type_error(format!("{method} returned non-int (type {})", self.type_name(value)))),
        }
    }
}
