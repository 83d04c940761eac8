//! Unary operators. Mirrors `Objects/abstract.c`.

use super::arithmetic::{Number, exact_number};
use super::special;
use crate::num::int_ops;
use crate::runtime::{Ctx, NativeResult, Step};
use crate::types::Str;
use crate::value::Value;

/// `-a`.
///
/// # Errors
/// What the operation raises.
pub fn negative<'gc>(ctx: Ctx<'gc>, a: Value<'gc>) -> NativeResult<'gc> {
    match exact_number(a) {
        Some(Number::Int(int)) => Step::value(ctx.number(int_ops::neg(int))),
        Some(Number::Float(f)) => Step::value(-f),
        None => method(ctx, a, ctx.names.neg, "unary -"),
    }
}

/// `+a`.
///
/// # Errors
/// What the operation raises.
pub fn positive<'gc>(ctx: Ctx<'gc>, a: Value<'gc>) -> NativeResult<'gc> {
    match a {
        Value::Int(_) | Value::BigInt(_) | Value::Float(_) => Ok(Step::Return(a)),
        Value::True | Value::False => Step::value(i64::from(matches!(a, Value::True))),
        _ => method(ctx, a, ctx.names.pos, "unary +"),
    }
}

/// `~a`.
///
/// # Errors
/// What the operation raises.
pub fn invert<'gc>(ctx: Ctx<'gc>, a: Value<'gc>) -> NativeResult<'gc> {
    match a {
        Value::Int(i) => Step::value(!i),
        // `bool.__invert__` warns.
        _ => method(ctx, a, ctx.names.invert, "unary ~"),
    }
}

/// `abs(a)`.
///
/// # Errors
/// What the operation raises.
pub fn absolute<'gc>(ctx: Ctx<'gc>, a: Value<'gc>) -> NativeResult<'gc> {
    match exact_number(a) {
        Some(Number::Int(int)) => Step::value(ctx.number(int_ops::abs(int))),
        Some(Number::Float(f)) => Step::value(f.abs()),
        None => method(ctx, a, ctx.names.abs, "abs()"),
    }
}

fn method<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, name: Str<'gc>, symbol: &str) -> NativeResult<'gc> {
    match special::call(ctx, a, name, &[])? {
        Some(step) => Ok(step),
        None => Err(ctx.type_error(format!("bad operand type for {symbol}: '{}'", ctx.type_name(a)))),
    }
}
