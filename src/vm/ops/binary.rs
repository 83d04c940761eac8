//! Binary operators: built-in numbers and sequences first, then `__op__` and `__rop__`. Mirrors `Objects/abstract.c`.

use crate::opcode::operands::BinaryOperator;
use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `a op b`, in-place forms included (`BinaryOperator::is_inplace`); `Subscr` is `get_item`.
///
/// # Errors
/// What the operation raises.
pub fn binary<'gc>(ctx: Ctx<'gc>, operator: BinaryOperator, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let _ = (operator, a, b);
    Err(ctx.internal_error("not built yet"))
}
