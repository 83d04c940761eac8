//! `format()`. Mirrors `PyObject_Format`.

use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `format(value, spec)`: a str; `spec` is a str value.
///
/// # Errors
/// What the operation raises.
pub fn format<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, spec: Value<'gc>) -> NativeResult<'gc> {
    let _ = (value, spec);
    Err(ctx.internal_error("not built yet"))
}
