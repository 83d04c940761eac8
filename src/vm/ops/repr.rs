//! `repr`, `str` and `ascii`. Mirrors `Objects/object.c`.

use rustpython_wtf8::Wtf8Buf;

use super::special;
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::text::float::float_repr;
use crate::text::parse::{DEFAULT_DIGIT_LIMIT, int_to_text};
use crate::text::repr::{bytes_repr, escape_non_ascii, str_repr_wtf8};
use crate::value::Value;

pub use super::repr_containers::{repr_items, repr_pairs};

/// `repr(value)`: a str.
///
/// # Errors
/// What the operation raises.
pub fn repr<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if let Some(text) = quick(ctx, value)? {
        return Ok(Step::Return(ctx.str(text)));
    }
    match ctx.lookup_special(value, ctx.names.repr) {
        Some(attribute) => match special::call_attribute(ctx, attribute, value, &[])? {
            step @ Step::Return(Value::Str(_)) => Ok(step),
            step => step.then(ctx, [], |ctx, text, []| {
                if text.as_str().is_some() {
                    return Ok(Step::Return(text));
                }
                Err(ctx.type_error(format!("__repr__ returned non-string (type {})", ctx.type_name(text))))
            }),
        },
        _ => Ok(Step::Return(ctx.str(default_repr(ctx, value)))),
    }
}

/// `object.__repr__`: `<module.Class object at 0x...>`.
pub fn default_repr<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Wtf8Buf {
    let class = ctx.class_of(value);
    let mut text = Wtf8Buf::from("<");
    if let Some(Value::Str(module)) = class.dict.get_str(ctx.names.module)
        && !module.is_text("builtins")
    {
        text.push_wtf8(module.wtf8());
        text.push_str(".");
    }
    text.push_wtf8(class.qualname.get().wtf8());
    text.push_str(&format!(" object at {:#x}>", value.address().unwrap_or(0)));
    text
}

/// The repr of exact built-in scalars and text, which takes no call.
///
/// # Errors
/// ValueError for an int with too many digits.
pub(super) fn quick<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Option<Wtf8Buf>, Raise<'gc>> {
    Ok(Some(match value {
        Value::Str(text) => str_repr_wtf8(text.wtf8()),
        Value::Int(i) => i.to_string().into(),
        Value::None => Wtf8Buf::from("None"),
        Value::True => Wtf8Buf::from("True"),
        Value::False => Wtf8Buf::from("False"),
        Value::Float(bits) => float_repr(f64::from_bits(bits)).into(),
        Value::BigInt(big) => {
            int_to_text(&big.data().0, DEFAULT_DIGIT_LIMIT).map_err(|error| ctx.text_error(error))?.into()
        }
        Value::Bytes(bytes) => bytes_repr(bytes.as_slice()).into(),
        Value::Ellipsis => Wtf8Buf::from("Ellipsis"),
        Value::NotImplemented => Wtf8Buf::from("NotImplemented"),
        _ => return Ok(None),
    }))
}

/// `str(value)`: a str.
///
/// # Errors
/// What the operation raises.
pub fn str<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    match value {
        Value::Str(_) => return Ok(Step::Return(value)),
        Value::Int(_) | Value::Float(_) | Value::None | Value::True | Value::False | Value::BigInt(_) => {
            return repr(ctx, value);
        }
        _ => {}
    }
    match ctx.lookup_special(value, ctx.names.str) {
        Some(attribute) if !special::is_native_of(attribute, ctx.types.object) => {
            match special::call_attribute(ctx, attribute, value, &[])? {
                step @ Step::Return(Value::Str(_)) => Ok(step),
                step => step.then(ctx, [], |ctx, text, []| {
                    if text.as_str().is_some() {
                        return Ok(Step::Return(text));
                    }
                    Err(ctx.type_error(format!("__str__ returned non-string (type {})", ctx.type_name(text))))
                }),
            }
        }
        _ => repr(ctx, value),
    }
}

/// `ascii(value)`: a str.
///
/// # Errors
/// What the operation raises.
pub fn ascii<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    repr(ctx, value)?.then(ctx, [], |ctx, text, []| match text.as_str() {
        Some(string) if !string.is_ascii() => Ok(Step::Return(ctx.str(escape_non_ascii(string.wtf8())))),
        _ => Ok(Step::Return(text)),
    })
}
