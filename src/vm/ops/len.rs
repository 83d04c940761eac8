//! `len()`. Mirrors `PyObject_Size`.

use super::special;
use crate::num::int::IntRef;
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::value::Value;

/// `len(value)`: an int.
///
/// # Errors
/// What the operation raises.
pub fn len<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let len = match value {
        Value::List(list) => list.len(),
        Value::Tuple(tuple) => tuple.as_slice().len(),
        Value::Str(text) => text.len(),
        Value::Dict(dict) => dict.len(),
        Value::Set(set) => set.table.len(),
        Value::FrozenSet(set) => set.table.len(),
        Value::Bytes(bytes) => bytes.as_slice().len(),
        _ => {
            return match special::call(ctx, value, ctx.names.len, &[])? {
                Some(step) => step.then(ctx, [], |ctx, len, []| Step::value(checked(ctx, len)?)),
                None => Err(ctx.type_error(format!("object of type '{}' has no len()", ctx.type_name(value)))),
            };
        }
    };
    Step::value(len as i64)
}

/// What a `__len__` gave, as a length.
///
/// # Errors
/// TypeError, ValueError (negative), OverflowError.
pub fn checked<'gc>(ctx: Ctx<'gc>, len: Value<'gc>) -> Result<i64, Raise<'gc>> {
    let index = ctx.index(len)?;
    match index.as_int() {
        Some(int) if int.is_negative() => Err(ctx.value_error("__len__() should return >= 0")),
        Some(IntRef::Small(len)) => Ok(len),
        _ => Err(ctx.overflow_error("cannot fit 'int' into an index-sized integer")),
    }
}
