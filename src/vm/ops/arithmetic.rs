//! Arithmetic of exact built-in numbers, shared by the fast paths of
//! [`binary`](super::binary::binary) and by the special methods of int and float.

use crate::num::int::IntRef;
use crate::num::{float_ops, int_float, int_ops};
use crate::opcode::operands::BinaryOperator as Op;
use crate::runtime::{Ctx, Raise};
use crate::text::error::Error;
use crate::value::Value;

/// `a op b` of two ints; `None` where ints do not define the operator. The
/// operator is a plain one.
///
/// # Errors
/// ZeroDivisionError, ValueError (negative shift), OverflowError, MemoryError.
#[inline]
pub fn int_binary<'gc>(ctx: Ctx<'gc>, op: Op, a: IntRef<'_>, b: IntRef<'_>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    if let (IntRef::Small(a), IntRef::Small(b)) = (a, b) {
        let quick = match op {
            Op::Add => a.checked_add(b),
            Op::Subtract => a.checked_sub(b),
            Op::Multiply => a.checked_mul(b),
            Op::FloorDivide => int_ops::floor_div_i64(a, b),
            Op::Remainder => int_ops::floor_mod_i64(a, b),
            Op::And => Some(a & b),
            Op::Or => Some(a | b),
            Op::Xor => Some(a ^ b),
            Op::Rshift if (0..64).contains(&b) => Some(a >> b),
            _ => None,
        };
        if let Some(value) = quick {
            return Ok(Some(Value::Int(value)));
        }
    }
    int_binary_slow(ctx, op, a, b).map_err(|error| ctx.text_error(error))
}

#[cold]
fn int_binary_slow<'gc>(ctx: Ctx<'gc>, op: Op, a: IntRef<'_>, b: IntRef<'_>) -> Result<Option<Value<'gc>>, Error> {
    let int = match op {
        Op::Add => int_ops::add(a, b),
        Op::Subtract => int_ops::sub(a, b),
        Op::Multiply => int_ops::mul(a, b),
        Op::FloorDivide => int_ops::floor_div(a, b)?,
        Op::Remainder => int_ops::floor_mod(a, b)?,
        Op::And => int_ops::bit_and(a, b),
        Op::Or => int_ops::bit_or(a, b),
        Op::Xor => int_ops::bit_xor(a, b),
        Op::Lshift => int_ops::shift_left(a, b)?,
        Op::Rshift => int_ops::shift_right(a, b)?,
        Op::TrueDivide => return int_float::true_divide(a, b).map(|f| Some(Value::float(f))),
        Op::Power => match int_ops::pow(a, b)? {
            Some(int) => int,
            None => {
                let (a, b) = (int_float::int_to_f64(a)?, int_float::int_to_f64(b)?);
                return power(a, b).map(|f| f.map(Value::float));
            }
        },
        _ => return Ok(None),
    };
    Ok(Some(ctx.number(int)))
}

fn power(a: f64, b: f64) -> Result<Option<f64>, Error> {
    Ok(match float_ops::pow(a, b)? {
        float_ops::FloatPow::Float(f) => Some(f),
        float_ops::FloatPow::Complex => None,
    })
}

/// `a op b` of two floats; `None` where floats do not define the operator, and
/// for a power whose result is complex.
///
/// # Errors
/// ZeroDivisionError, OverflowError.
#[inline]
pub fn float_binary<'gc>(ctx: Ctx<'gc>, op: Op, a: f64, b: f64) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    let result = match op {
        Op::Add => Ok(a + b),
        Op::Subtract => Ok(a - b),
        Op::Multiply => Ok(a * b),
        Op::TrueDivide => float_ops::divide(a, b),
        Op::FloorDivide => float_ops::floor_div(a, b),
        Op::Remainder => float_ops::modulo(a, b),
        Op::Power => match power(a, b) {
            Ok(None) => return Ok(None),
            Ok(Some(f)) => Ok(f),
            Err(error) => Err(error),
        },
        _ => return Ok(None),
    };
    match result {
        Ok(f) => Ok(Some(Value::float(f))),
        Err(error) => Err(ctx.text_error(error)),
    }
}

/// `a op b` where both are exact ints, bools or floats; `None` otherwise and
/// where they do not define the operator.
///
/// # Errors
/// As [`int_binary`] and [`float_binary`].
#[inline]
pub fn number_binary<'gc>(
    ctx: Ctx<'gc>,
    op: Op,
    a: Value<'gc>,
    b: Value<'gc>,
) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => int_binary(ctx, op, IntRef::Small(x), IntRef::Small(y)),
        (Value::Float(x), Value::Float(y)) => float_binary(ctx, op, f64::from_bits(x), f64::from_bits(y)),
        _ => mixed(ctx, op, a, b),
    }
}

fn mixed<'gc>(ctx: Ctx<'gc>, op: Op, a: Value<'gc>, b: Value<'gc>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    let float = |int: IntRef<'_>| int_float::int_to_f64(int).map_err(|error| ctx.text_error(error));
    let arithmetic = matches!(
        op,
        Op::Add | Op::Subtract | Op::Multiply | Op::TrueDivide | Op::FloorDivide | Op::Remainder | Op::Power
    );
    match (exact_number(a), exact_number(b)) {
        (Some(Number::Int(x)), Some(Number::Int(y))) => {
            if let (Some(x), Some(y)) = (a.as_bool(), b.as_bool()) {
                match op {
                    Op::And => return Ok(Some(Value::bool(x & y))),
                    Op::Or => return Ok(Some(Value::bool(x | y))),
                    Op::Xor => return Ok(Some(Value::bool(x ^ y))),
                    _ => {}
                }
            }
            int_binary(ctx, op, x, y)
        }
        (Some(Number::Float(x)), Some(Number::Float(y))) => float_binary(ctx, op, x, y),
        (Some(Number::Int(x)), Some(Number::Float(y))) if arithmetic => float_binary(ctx, op, float(x)?, y),
        (Some(Number::Float(x)), Some(Number::Int(y))) if arithmetic => float_binary(ctx, op, x, float(y)?),
        _ => Ok(None),
    }
}

/// An exact int, bool or float.
#[derive(Clone, Copy)]
pub enum Number<'a> {
    Int(IntRef<'a>),
    Float(f64),
}

/// The number that a value of exactly a built-in number type is; complex not included.
#[inline]
pub fn exact_number<'gc>(value: Value<'gc>) -> Option<Number<'gc>> {
    match value {
        Value::Int(_) | Value::BigInt(_) | Value::True | Value::False => value.as_int().map(Number::Int),
        Value::Float(bits) => Some(Number::Float(f64::from_bits(bits))),
        _ => None,
    }
}
