//! Matching and merging mappings for the eval loop.

use crate::runtime::{Ctx, NativeResult};
use crate::types::Dict;
use crate::value::Value;

/// Not there yet.
///
/// # Errors
/// Always.
pub fn match_keys<'gc>(ctx: Ctx<'gc>, _: Value<'gc>, _: Value<'gc>) -> NativeResult<'gc> {
    Err(ctx.internal_error("not built yet"))
}
/// Not there yet.
///
/// # Errors
/// Always.
pub fn match_class<'gc>(ctx: Ctx<'gc>, _: Value<'gc>, _: Value<'gc>, _: usize, _: Value<'gc>) -> NativeResult<'gc> {
    Err(ctx.internal_error("not built yet"))
}
/// Not there yet.
///
/// # Errors
/// Always.
pub fn dict_update<'gc>(ctx: Ctx<'gc>, _: Dict<'gc>, _: Value<'gc>) -> NativeResult<'gc> {
    Err(ctx.internal_error("not built yet"))
}
/// Not there yet.
///
/// # Errors
/// Always.
pub fn dict_merge<'gc>(ctx: Ctx<'gc>, _: Dict<'gc>, _: Value<'gc>, _: Value<'gc>) -> NativeResult<'gc> {
    Err(ctx.internal_error("not built yet"))
}
