//! The operators of float as special methods.

use crate::methods::complex::arithmetic::complex_power;
use crate::num::complex::Complex;
use crate::num::float_ops;
use crate::num::int_float::int_to_f64;
use crate::opcode::operands::{BinaryOperator, CompareOp};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops::arithmetic::{Number, float_binary};
use crate::vm::ops::compare::{compare_numbers, holds};

/// A float or int (or of a subclass) as a float; `None` for anything else.
///
/// # Errors
/// OverflowError for an int too large.
pub fn operand<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Option<f64>, Raise<'gc>> {
    if let Some(float) = value.as_f64() {
        return Ok(Some(float));
    }
    value.as_int().map(|int| int_to_f64(int).map_err(|error| ctx.text_error(error))).transpose()
}

fn binary<'gc>(ctx: Ctx<'gc>, op: u8, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let Some(op) = BinaryOperator::from_oparg(op.into()) else { return Step::value(Value::NotImplemented) };
    let Some(x) = operand(ctx, a)? else { return Step::value(Value::NotImplemented) };
    let Some(y) = operand(ctx, b)? else { return Step::value(Value::NotImplemented) };
    match float_binary(ctx, op, x, y)? {
        Some(value) => Step::value(value),
        None if op == BinaryOperator::Power => {
            complex_power(ctx, Complex { re: x, im: 0.0 }, Complex { re: y, im: 0.0 })
        }
        None => Step::value(Value::NotImplemented),
    }
}

/// `self op value`, the operator given by its number.
pub fn forward<'gc, const OP: u8>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, OP, args.get(0), args.get(1))
}

/// `value op self`.
pub fn reflected<'gc, const OP: u8>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, OP, args.get(1), args.get(0))
}

/// `self op value` of a comparison; ints are compared by their exact value.
pub fn compare<'gc, const OP: u8>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let number = |value: Value<'gc>| match value.as_f64() {
        Some(float) => Some(Number::Float(float)),
        None => value.as_int().map(Number::Int),
    };
    let (a, b) = (number(args.get(0)), number(args.get(1)));
    let (Some(op), Some(a), Some(b)) = (CompareOp::from_oparg(OP.into()), a, b) else {
        return Step::value(Value::NotImplemented);
    };
    Step::value(holds(op, compare_numbers(a, b)))
}

fn quotient_and_rest<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let Some(x) = operand(ctx, a)? else { return Step::value(Value::NotImplemented) };
    let Some(y) = operand(ctx, b)? else { return Step::value(Value::NotImplemented) };
    let (quotient, rest) = float_ops::div_mod(x, y).map_err(|error| ctx.text_error(error))?;
    Step::value(ctx.tuple(&[Value::float(quotient), Value::float(rest)]))
}

/// `divmod(self, value)`
pub fn div_mod<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    quotient_and_rest(ctx, args.get(0), args.get(1))
}

/// `divmod(value, self)`
pub fn reflected_div_mod<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    quotient_and_rest(ctx, args.get(1), args.get(0))
}

fn power<'gc>(ctx: Ctx<'gc>, base: Value<'gc>, exponent: Value<'gc>, modulus: Value<'gc>) -> NativeResult<'gc> {
    if !modulus.is_null() && !modulus.is_none() {
        return Err(ctx.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    binary(ctx, BinaryOperator::Power as u8, base, exponent)
}

/// `pow(self, value, mod)`
pub fn pow<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    power(ctx, args.get(0), args.get(1), args.get(2))
}

/// `pow(value, self, mod)`
pub fn reflected_pow<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    power(ctx, args.get(1), args.get(0), args.get(2))
}
