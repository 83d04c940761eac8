//! The truth of a value. Mirrors `PyObject_IsTrue`.

use super::special;
use crate::runtime::{Ctx, NativeResult, Step};
use crate::value::Value;

/// `bool(value)`: True or False.
///
/// # Errors
/// What the operation raises.
#[inline]
pub fn truth<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    match value {
        Value::True | Value::False => Ok(Step::Return(value)),
        Value::None => Step::value(false),
        Value::Int(i) => Step::value(i != 0),
        _ => truth_slow(ctx, value),
    }
}

fn truth_slow<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if let Some(answer) = quick_truth(value) {
        return Step::value(answer);
    }
    if let Some(attribute) = ctx.lookup_special(value, ctx.names.bool) {
        if attribute.is_none() {
            let name = ctx.type_name(value);
            return Err(ctx.type_error(format!("'{name}' cannot be interpreted as a boolean")));
        }
        return special::call_attribute(ctx, attribute, value, &[])?.then(ctx, [], |ctx, answer, []| match answer {
            Value::True | Value::False => Ok(Step::Return(answer)),
            other => Err(ctx.type_error(format!("__bool__ should return bool, returned {}", ctx.type_name(other)))),
        });
    }
    match special::call(ctx, value, ctx.names.len, &[])? {
        Some(step) => step.then(ctx, [], |ctx, len, []| Step::value(super::len::checked(ctx, len)? != 0)),
        None => Step::value(true),
    }
}

/// The truth of exact built-in values that need no call; a NotImplemented has none.
pub(crate) fn quick_truth(value: Value<'_>) -> Option<bool> {
    Some(match value {
        Value::True | Value::BigInt(_) | Value::Ellipsis => true,
        Value::False | Value::None => false,
        Value::Int(i) => i != 0,
        Value::Float(bits) => f64::from_bits(bits) != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Bytes(bytes) => !bytes.as_slice().is_empty(),
        Value::Tuple(tuple) => !tuple.as_slice().is_empty(),
        Value::List(list) => !list.is_empty(),
        Value::Dict(dict) => !dict.is_empty(),
        Value::Set(set) => !set.table.is_empty(),
        Value::FrozenSet(set) => !set.table.is_empty(),
        Value::Function(_) | Value::Builtin(_) | Value::Method(_) | Value::Iter(_) | Value::Generator(_) => true,
        _ => return None,
    })
}
