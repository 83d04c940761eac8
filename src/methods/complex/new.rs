//! `complex()` and `complex.from_number`.

use super::{number, object};
use crate::methods::exceptions::qualified_name;
use crate::methods::float::new::is_number;
use crate::methods::{new_class, wrap};
use crate::num::complex::Complex;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::complex::parse_complex;
use crate::value::Value;
use crate::vm::ops::special;

/// `complex.__new__(cls, real=0, imag=0)`
pub fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.complex)?;
    let value = match (args.opt(1), args.opt(2)) {
        (None, None) => Complex { re: 0.0, im: 0.0 },
        (Some(only), None) => {
            if matches!(only, Value::Complex(_)) && class.is(ctx.types.complex) {
                return Step::value(only);
            }
            from_one(ctx, only)?
        }
        (real, Some(imag)) => from_parts(ctx, real.unwrap_or(Value::Int(0)), imag)?,
    };
    Step::value(wrap(ctx, class, object(ctx, value)))
}

/// What `__complex__` of the value gives, if its class has one.
fn by_method<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Option<Complex>, Raise<'gc>> {
    if let Value::Complex(_) = value {
        return Ok(number(value));
    }
    let Some(step) = special::call(ctx, value, ctx.names.complex, &[])? else { return Ok(number(value)) };
    let made = ctx.reenter(step)?;
    match number(made) {
        Some(complex) => Ok(Some(complex)),
        None => {
            let got = ctx.type_name(made);
            Err(ctx.type_error(format!("__complex__ returned non-complex (type {got})")))
        }
    }
}

fn from_one<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Complex, Raise<'gc>> {
    if let Some(text) = value.as_str() {
        return parse_complex(text.wtf8()).map_err(|error| ctx.text_error(error));
    }
    if let Some(complex) = by_method(ctx, value)? {
        return Ok(complex);
    }
    if is_number(ctx, value) {
        return Ok(Complex { re: ctx.float(value)?, im: 0.0 });
    }
    let got = qualified_name(ctx, ctx.class_of(value));
    Err(ctx.type_error(format!("complex() argument must be a string or a number, not {got}")))
}

/// `complex(real, imag)`; parts that are complex themselves are added up.
fn from_parts<'gc>(ctx: Ctx<'gc>, real: Value<'gc>, imag: Value<'gc>) -> Result<Complex, Raise<'gc>> {
    let refuse = |part: &str, value| {
        let got = qualified_name(ctx, ctx.class_of(value));
        ctx.type_error(format!("complex() argument '{part}' must be a real number, not {got}"))
    };
    let first = by_method(ctx, real)?;
    if first.is_none() && !is_number(ctx, real) {
        return Err(refuse("real", real));
    }
    let second = number(imag);
    if second.is_none() && !is_number(ctx, imag) {
        return Err(refuse("imag", imag));
    }
    let mut value = match first {
        Some(complex) => complex,
        None => Complex { re: ctx.float(real)?, im: 0.0 },
    };
    let (im, turned) = match second {
        Some(complex) => (complex.re, Some(complex.im)),
        None => (ctx.float(imag)?, None),
    };
    value.im = if first.is_some() { im + value.im } else { im };
    if let Some(turned) = turned {
        value.re -= turned;
    }
    Ok(value)
}

/// `complex.from_number(number)`
pub fn from_number<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (class, source) = (args.get(0), args.get(1));
    let exact = matches!(class, Value::Class(class) if class.is(ctx.types.complex));
    if exact && matches!(source, Value::Complex(_)) {
        return Step::value(source);
    }
    let value = match by_method(ctx, source)? {
        Some(complex) => complex,
        None => Complex { re: ctx.float(source)?, im: 0.0 },
    };
    let value = object(ctx, value);
    if exact { Step::value(value) } else { Ok(Step::call(class, &[value])) }
}
