//! The truth of a value. Mirrors `PyObject_IsTrue`.

use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `bool(value)`: True or False.
///
/// # Errors
/// What the operation raises.
pub fn truth<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let _ = value;
    Err(ctx.internal_error("not built yet"))
}
