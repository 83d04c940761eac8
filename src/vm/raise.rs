//! Raising: causes, contexts, matching and exception groups. Mirrors `do_raise` and its neighbours in `Python/ceval.c`, `Python/errors.c`.

use crate::runtime::{Ctx, NativeResult, Raise};
use crate::types::Exception;
use crate::value::Value;

/// `raise exception from cause` (`cause` NULL when there is none): always raises in the end. Classes are instantiated.
///
/// # Errors
/// What the operation raises.
pub fn raise<'gc>(ctx: Ctx<'gc>, exception: Value<'gc>, cause: Value<'gc>) -> NativeResult<'gc> {
    let _ = (exception, cause);
    Err(ctx.internal_error("not built yet"))
}

/// Sets the context of an exception that is about to be raised to the one
/// being handled, unless that would make a cycle.
pub fn set_context<'gc>(ctx: Ctx<'gc>, raised: Raise<'gc>, handled: Option<Exception<'gc>>) {
    let _ = (ctx, raised, handled);
}

/// `except class:`: True or False. TypeError for what is not an exception class.
///
/// # Errors
/// What the operation raises.
pub fn matches<'gc>(ctx: Ctx<'gc>, raised: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    let _ = (raised, class);
    Err(ctx.internal_error("not built yet"))
}

/// CHECK_EG_MATCH: a tuple (rest, match), None for an empty side.
///
/// # Errors
/// What the operation raises.
pub fn match_group<'gc>(ctx: Ctx<'gc>, raised: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    let _ = (raised, class);
    Err(ctx.internal_error("not built yet"))
}

/// INTRINSIC_PREP_RERAISE_STAR: what to raise after the except* clauses, or None.
///
/// # Errors
/// What the operation raises.
pub fn prepare_reraise_star<'gc>(ctx: Ctx<'gc>, original: Value<'gc>, raised: Value<'gc>) -> NativeResult<'gc> {
    let _ = (original, raised);
    Err(ctx.internal_error("not built yet"))
}
