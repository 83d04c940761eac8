//! Ints beyond 64 bits and complex numbers. Mirrors `Objects/longobject.c`
//! and `Objects/complexobject.c`.

use gc_arena::{Collect, Mutation};
use num_traits::ToPrimitive;

use crate::value::Value;
use crate::{classified, handle};

/// An int outside the range of `i64`.
#[derive(Collect)]
#[collect(require_static)]
pub struct BigIntData(pub num_bigint::BigInt);
handle! {
    /// An int object too big for 64 bits.
    BigInt => static BigIntData
}
classified! { BigInt => int, Complex => complex }

/// A complex number.
#[derive(Collect)]
#[collect(require_static)]
pub struct ComplexData {
    pub re: f64,
    pub im: f64,
}
handle! {
    /// A complex object.
    Complex => static ComplexData
}

impl<'gc> Value<'gc> {
    /// An int of any size, in the one form that its size calls for.
    pub fn big(mc: &Mutation<'gc>, int: num_bigint::BigInt) -> Self {
        match int.to_i64() {
            Some(small) => Value::Int(small),
            None => Value::BigInt(BigInt::alloc(mc, BigIntData(int))),
        }
    }

    /// An int (or bool, or subclass) of any size, copied out.
    pub fn as_big(self) -> Option<num_bigint::BigInt> {
        match self.payload() {
            Value::BigInt(big) => Some(big.data().0.clone()),
            other => other.as_i64().map(num_bigint::BigInt::from),
        }
    }
}
