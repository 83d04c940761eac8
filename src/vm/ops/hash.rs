//! Hashes. Mirrors `PyObject_Hash`.

use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `hash(value)`: an int that fits 64 bits.
///
/// # Errors
/// What the operation raises.
pub fn hash<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let _ = value;
    Err(ctx.internal_error("not built yet"))
}
