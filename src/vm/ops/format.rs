//! `format()`. Mirrors `PyObject_Format`.

use super::special;
use crate::runtime::{Ctx, NativeResult, Step};
use crate::text::format_value::{format_float, format_int, format_str};
use crate::text::parse::DEFAULT_DIGIT_LIMIT;
use crate::value::Value;

/// `format(value, spec)`: a str; `spec` is a str value.
///
/// # Errors
/// What the operation raises.
pub fn format<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, spec: Value<'gc>) -> NativeResult<'gc> {
    let Some(text) = spec.as_str() else {
        return Err(ctx.type_error(format!("Format specifier must be a string, not {}", ctx.type_name(spec))));
    };
    let done = match value {
        Value::Str(_) if text.is_empty() => return Ok(Step::Return(value)),
        Value::Int(_) if text.is_empty() => return super::repr(ctx, value),
        Value::Str(string) => format_str(string.wtf8(), text.wtf8(), "str"),
        Value::Int(i) => format_int(i, text.wtf8(), "int", DEFAULT_DIGIT_LIMIT),
        Value::Float(bits) => format_float(f64::from_bits(bits), text.wtf8(), "float"),
        _ => return format_special(ctx, value, spec),
    };
    match done {
        Ok(text) => Ok(Step::Return(ctx.str(text))),
        Err(error) => Err(ctx.text_error(error)),
    }
}

fn format_special<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, spec: Value<'gc>) -> NativeResult<'gc> {
    match ctx.lookup_special(value, ctx.names.format) {
        Some(attribute) if !special::is_native_of(attribute, ctx.types.object) => {
            special::call_attribute(ctx, attribute, value, &[spec])?.then(ctx, [], |ctx, text, []| {
                if text.as_str().is_some() {
                    return Ok(Step::Return(text));
                }
                Err(ctx.type_error(format!("__format__ must return a str, not {}", ctx.type_name(text))))
            })
        }
        _ => default_format(ctx, value, spec),
    }
}

/// `object.__format__`: `str(value)`, and no specification.
///
/// # Errors
/// TypeError for a specification that is not empty, or what `str` raises.
pub fn default_format<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, spec: Value<'gc>) -> NativeResult<'gc> {
    match spec.as_str() {
        Some(text) if text.is_empty() => super::str(ctx, value),
        _ => Err(ctx.type_error(format!("unsupported format string passed to {}.__format__", ctx.type_name(value)))),
    }
}
