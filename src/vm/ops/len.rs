//! `len()`.

use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `len(value)`: an int.
///
/// # Errors
/// What the operation raises.
pub fn len<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let _ = value;
    Err(ctx.internal_error("not built yet"))
}
