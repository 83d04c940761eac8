//! `repr`, `str` and `ascii`. Mirrors `Objects/object.c`.

use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `repr(value)`: a str.
///
/// # Errors
/// What the operation raises.
pub fn repr<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let _ = value;
    Err(ctx.internal_error("not built yet"))
}

/// `str(value)`: a str.
///
/// # Errors
/// What the operation raises.
pub fn str<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let _ = value;
    Err(ctx.internal_error("not built yet"))
}

/// `ascii(value)`: a str.
///
/// # Errors
/// What the operation raises.
pub fn ascii<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let _ = value;
    Err(ctx.internal_error("not built yet"))
}
