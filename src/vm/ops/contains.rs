//! `in`. Mirrors `PySequence_Contains`.

use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `item in container`: True or False.
///
/// # Errors
/// What the operation raises.
pub fn contains<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, item: Value<'gc>) -> NativeResult<'gc> {
    let _ = (container, item);
    Err(ctx.internal_error("not built yet"))
}
