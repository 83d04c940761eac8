//! Methods of bool. Mirrors `Objects/boolobject.c`.

use super::new_class;
use crate::num::int_ops;
use crate::opcode::operands::BinaryOperator as Op;
use crate::runtime::def::{TypeDef, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::arithmetic::int_binary;

/// What bool offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, object=False, /)", new),
        slot("__repr__", "(self, /)", repr),
        slot("__invert__", "(self, /)", invert),
        slot("__and__", "(self, value, /)", and),
        slot("__rand__", "(self, value, /)", and),
        slot("__xor__", "(self, value, /)", xor),
        slot("__rxor__", "(self, value, /)", xor),
        slot("__or__", "(self, value, /)", or),
        slot("__ror__", "(self, value, /)", or),
    ],
    ..TypeDef::EMPTY
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    new_class(ctx, &args, ctx.types.bool)?;
    match args.opt(1) {
        Some(value) => ops::truth(ctx, value),
        None => Step::value(false),
    }
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.intern(if matches!(args.get(0), Value::True) { "True" } else { "False" }))
}

fn invert<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.number(int_ops::invert(i64::from(matches!(args.get(0), Value::True)))))
}

/// Of two bools a bool, of a bool and an int an int. These operators do not
/// care which side is which.
fn logic<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, op: Op) -> NativeResult<'gc> {
    let (a, b) = (args.get(0), args.get(1));
    if let (Some(a), Some(b)) = (a.as_bool(), b.as_bool()) {
        return Step::value(match op {
            Op::And => a & b,
            Op::Or => a | b,
            _ => a ^ b,
        });
    }
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Step::value(Value::NotImplemented) };
    Step::value(int_binary(ctx, op, a, b)?.unwrap_or(Value::NotImplemented))
}

fn and<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    logic(ctx, &args, Op::And)
}

fn or<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    logic(ctx, &args, Op::Or)
}

fn xor<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    logic(ctx, &args, Op::Xor)
}
