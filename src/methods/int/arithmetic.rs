//! The operators of int as special methods.

use crate::num::int_ops;
use crate::opcode::operands::{BinaryOperator, CompareOp};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;
use crate::vm::ops::arithmetic::{Number, int_binary};
use crate::vm::ops::compare::{compare_numbers, holds};

fn binary<'gc>(ctx: Ctx<'gc>, op: u8, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let (Some(op), Some(a), Some(b)) = (BinaryOperator::from_oparg(op.into()), a.as_int(), b.as_int()) else {
        return Step::value(Value::NotImplemented);
    };
    Step::value(int_binary(ctx, op, a, b)?.unwrap_or(Value::NotImplemented))
}

/// `self op value`, the operator given by its number.
pub fn forward<'gc, const OP: u8>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, OP, args.get(0), args.get(1))
}

/// `value op self`.
pub fn reflected<'gc, const OP: u8>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    binary(ctx, OP, args.get(1), args.get(0))
}

/// `self op value` of a comparison.
pub fn compare<'gc, const OP: u8>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (a, b) = (args.get(0).as_int(), args.get(1).as_int());
    let (Some(op), Some(a), Some(b)) = (CompareOp::from_oparg(OP.into()), a, b) else {
        return Step::value(Value::NotImplemented);
    };
    Step::value(holds(op, compare_numbers(Number::Int(a), Number::Int(b))))
}

fn quotient_and_rest<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Step::value(Value::NotImplemented) };
    let (quotient, rest) = int_ops::div_mod(a, b).map_err(|error| ctx.text_error(error))?;
    Step::value(ctx.tuple(&[ctx.number(quotient), ctx.number(rest)]))
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
    if modulus.is_null() || modulus.is_none() {
        return binary(ctx, BinaryOperator::Power as u8, base, exponent);
    }
    let (Some(base), Some(exponent), Some(modulus)) = (base.as_int(), exponent.as_int(), modulus.as_int()) else {
        return Step::value(Value::NotImplemented);
    };
    Step::value(ctx.number(int_ops::pow_mod(base, exponent, modulus).map_err(|error| ctx.text_error(error))?))
}

/// `pow(self, value, mod)`
pub fn pow<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    power(ctx, args.get(0), args.get(1), args.get(2))
}

/// `pow(value, self, mod)`
pub fn reflected_pow<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    power(ctx, args.get(1), args.get(0), args.get(2))
}
