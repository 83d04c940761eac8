//! Rich comparison. Mirrors `do_richcompare` in `Objects/object.c`.

use crate::opcode::operands::CompareOp;
use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `a op b`; the raw result.
///
/// # Errors
/// What the operation raises.
pub fn compare<'gc>(ctx: Ctx<'gc>, op: CompareOp, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let _ = (op, a, b);
    Err(ctx.internal_error("not built yet"))
}

/// `a == b` as True or False, identity counting as equality (`PyObject_RichCompareBool`).
///
/// # Errors
/// What the operation raises.
pub fn equal<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let _ = (a, b);
    Err(ctx.internal_error("not built yet"))
}
