//! The bridge between values and the pure helpers of `num` and `text`: ints
//! of any size in and out, and their errors as exceptions.

use super::{Ctx, Raise};
use crate::num::float_ops::{POW_OVERFLOW, POW_OVERFLOW_ARGS};
use crate::num::int::{Int, IntRef};
use crate::text::error::{Error, ErrorKind};
use crate::value::Value;

impl<'gc> Ctx<'gc> {
    /// The exception of an error that a pure helper gave.
    #[cold]
    pub fn text_error(self, error: Error) -> Raise<'gc> {
        let exceptions = &self.types.exceptions;
        let class = match error.kind {
            ErrorKind::Value => exceptions.ValueError,
            ErrorKind::Type => exceptions.TypeError,
            ErrorKind::Overflow => exceptions.OverflowError,
            ErrorKind::ZeroDivision => exceptions.ZeroDivisionError,
            ErrorKind::Index => exceptions.IndexError,
            ErrorKind::Memory => return self.exception(exceptions.MemoryError, &[]),
        };
        if error.kind == ErrorKind::Overflow && error.message().as_bytes() == POW_OVERFLOW.as_bytes() {
            let (number, text) = POW_OVERFLOW_ARGS;
            return self.exception(class, &[Value::Int(number), self.str(text)]);
        }
        self.error(class, error.message().to_owned())
    }

    /// An int that a pure helper computed.
    #[inline]
    pub fn number(self, int: Int) -> Value<'gc> {
        match int {
            Int::Small(small) => Value::Int(small),
            Int::Big(big) => Value::big(self.mc, big),
        }
    }
}

impl<'gc> Value<'gc> {
    /// An int, bool or instance of a subclass, borrowed.
    #[inline]
    pub fn as_int(self) -> Option<IntRef<'gc>> {
        match self.payload() {
            Value::Int(small) => Some(IntRef::Small(small)),
            Value::True => Some(IntRef::Small(1)),
            Value::False => Some(IntRef::Small(0)),
            Value::BigInt(big) => Some(IntRef::Big(&big.data().0)),
            _ => None,
        }
    }
}
