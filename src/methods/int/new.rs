//! `int()`.

use super::digit_limit;
use crate::methods::{new_class, wrap};
use crate::num::int_float::f64_to_int;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::parse::{check_base, parse_int, parse_int_bytes};
use crate::value::Value;
use crate::vm::ops::special;

/// `int.__new__(cls, x=0, /, base=10)`
pub fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.int)?;
    if class.is(ctx.types.bool) {
        return Err(ctx.type_error("int.__new__(bool) is not safe, use bool.__new__()"));
    }
    let (x, base) = arguments(ctx, &args)?;
    let value = match (x.some(), base.some()) {
        (None, None) => Value::Int(0),
        (None, Some(_)) => return Err(ctx.type_error("int() missing string argument")),
        (Some(x), None) => from_object(ctx, x)?,
        (Some(x), Some(base)) => {
            let base = ctx.index_clipped(base)?;
            let base = check_base(base).map_err(|error| ctx.text_error(error))?;
            from_text(ctx, x, base)?
                .ok_or_else(|| ctx.type_error("int() can't convert non-string with explicit base"))?
        }
    };
    Step::value(wrap(ctx, class, value))
}

/// The two arguments, NULL when left out.
fn arguments<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<(Value<'gc>, Value<'gc>), Raise<'gc>> {
    let (x, mut base) = match *args.rest() {
        [] => (Value::Null, Value::Null),
        [x] => (x, Value::Null),
        [x, base] => (x, base),
        ref more => {
            let count = more.len() + args.extra().len();
            return Err(ctx.type_error(format!("int expected at most 2 arguments, got {count}")));
        }
    };
    for &(name, value) in args.extra() {
        if !name.is_text("base") {
            let name = name.lossy();
            return Err(ctx.type_error(format!("int() got an unexpected keyword argument '{name}'")));
        }
        if !base.is_null() {
            return Err(ctx.type_error("argument for int() given by name ('base') and position (2)"));
        }
        base = value;
    }
    Ok((x, base))
}

/// `int(x)` of anything: numbers by `__int__` or `__index__`, then text.
///
/// # Errors
/// TypeError for what is neither, ValueError for malformed text.
pub fn from_object<'gc>(ctx: Ctx<'gc>, x: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    match x {
        Value::Int(_) | Value::BigInt(_) => return Ok(x),
        Value::Float(bits) => {
            let int = f64_to_int(f64::from_bits(bits)).map_err(|error| ctx.text_error(error))?;
            return Ok(ctx.number(int));
        }
        _ => {}
    }
    let number = special::has(ctx, x, ctx.names.int) || special::has(ctx, x, ctx.names.index);
    if !number && let Some(value) = from_text(ctx, x, 10)? {
        return Ok(value);
    }
    ctx.int_from(x)
}

/// The int that a str, bytes or bytearray spells; `None` for anything else.
fn from_text<'gc>(ctx: Ctx<'gc>, x: Value<'gc>, base: u32) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    let limit = digit_limit(ctx);
    let parsed = match (x.as_str(), x.as_bytes(), x.as_bytearray()) {
        (Some(text), ..) => parse_int(text.wtf8(), base, limit),
        (_, Some(bytes), _) => parse_int_bytes(bytes.as_slice(), base, limit),
        (_, _, Some(bytes)) => parse_int_bytes(&bytes.data().0.borrow(), base, limit),
        _ => return Ok(None),
    };
    parsed.map(|int| Some(ctx.number(int))).map_err(|error| ctx.text_error(error))
}
