//! `float()` and the other ways to make one.

use crate::methods::{new_class, wrap};
use crate::num::float_hex;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::parse::{parse_float, parse_float_bytes};
use crate::value::Value;
use crate::vm::ops::special;

/// `float.__new__(cls, x=0, /)`
pub fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.float)?;
    let value = match args.opt(1) {
        None => 0.0,
        Some(x) => from_object(ctx, x)?,
    };
    Step::value(wrap(ctx, class, Value::float(value)))
}

/// Whether the value converts by `__float__` or `__index__`.
pub fn is_number<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    value.as_f64().is_some() || special::has(ctx, value, ctx.names.float) || special::has(ctx, value, ctx.names.index)
}

/// `float(x)` of anything.
///
/// # Errors
/// TypeError for what is neither number nor text, ValueError for malformed text.
pub fn from_object<'gc>(ctx: Ctx<'gc>, x: Value<'gc>) -> Result<f64, Raise<'gc>> {
    if let Value::Float(bits) = x {
        return Ok(f64::from_bits(bits));
    }
    if !matches!(x, Value::Str(_)) && is_number(ctx, x) {
        return ctx.float(x);
    }
    let parsed = match (x.as_str(), x.as_bytes(), x.as_bytearray()) {
        (Some(text), ..) => parse_float(text.wtf8()),
        (_, Some(bytes), _) => parse_float_bytes(bytes.as_slice()),
        (_, _, Some(bytes)) => parse_float_bytes(&bytes.data().0.borrow()),
        _ => {
            let got = ctx.type_name(x);
            return Err(ctx.type_error(format!("float() argument must be a string or a real number, not '{got}'")));
        }
    };
    parsed.map_err(|error| ctx.text_error(error))
}

/// A subclass makes its instance by being called.
fn made_by<'gc>(ctx: Ctx<'gc>, class: Value<'gc>, value: f64) -> NativeResult<'gc> {
    match class {
        Value::Class(class) if class.is(ctx.types.float) => Step::value(value),
        _ => Ok(Step::call(class, &[Value::float(value)])),
    }
}

/// `float.fromhex(string)`
pub fn from_hex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(text) = args.get(1).as_str() else {
        return Err(ctx.type_error("bad argument type for built-in operation"));
    };
    let value = float_hex::from_hex(&text.lossy()).map_err(|error| ctx.text_error(error))?;
    made_by(ctx, args.get(0), value)
}

/// `float.from_number(number)`
pub fn from_number<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = ctx.float(args.get(1))?;
    made_by(ctx, args.get(0), value)
}
