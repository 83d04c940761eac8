//! Subscription. Mirrors `PyObject_GetItem` and its kin.

use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `container[key]`.
///
/// # Errors
/// What the operation raises.
pub fn get_item<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, key: Value<'gc>) -> NativeResult<'gc> {
    let _ = (container, key);
    Err(ctx.internal_error("not built yet"))
}

/// `container[key] = value`; the result is None.
///
/// # Errors
/// What the operation raises.
pub fn set_item<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, key: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let _ = (container, key, value);
    Err(ctx.internal_error("not built yet"))
}

/// `del container[key]`; the result is None.
///
/// # Errors
/// What the operation raises.
pub fn delete_item<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, key: Value<'gc>) -> NativeResult<'gc> {
    let _ = (container, key);
    Err(ctx.internal_error("not built yet"))
}
