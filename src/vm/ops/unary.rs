//! Unary operators. Mirrors `Objects/abstract.c`.

use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `-a`.
///
/// # Errors
/// What the operation raises.
pub fn negative<'gc>(ctx: Ctx<'gc>, a: Value<'gc>) -> NativeResult<'gc> {
    let _ = a;
    Err(ctx.internal_error("not built yet"))
}

/// `+a`.
///
/// # Errors
/// What the operation raises.
pub fn positive<'gc>(ctx: Ctx<'gc>, a: Value<'gc>) -> NativeResult<'gc> {
    let _ = a;
    Err(ctx.internal_error("not built yet"))
}

/// `~a`.
///
/// # Errors
/// What the operation raises.
pub fn invert<'gc>(ctx: Ctx<'gc>, a: Value<'gc>) -> NativeResult<'gc> {
    let _ = a;
    Err(ctx.internal_error("not built yet"))
}

/// `abs(a)`.
///
/// # Errors
/// What the operation raises.
pub fn absolute<'gc>(ctx: Ctx<'gc>, a: Value<'gc>) -> NativeResult<'gc> {
    let _ = a;
    Err(ctx.internal_error("not built yet"))
}
