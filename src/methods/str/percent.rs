//! `str % values`.

use super::args::this;
use crate::methods::percent;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;

/// `str.__mod__(value)`.
///
/// # Errors
/// ValueError or TypeError for a template or values that do not fit, or what
/// a conversion raises.
pub fn modulo<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    percent::format_str(ctx, this(ctx, &args)?, args.get(1))
}

/// `str.__rmod__(value)`.
///
/// # Errors
/// As [`modulo`].
pub fn reflected<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(1).as_str() {
        Some(template) => percent::format_str(ctx, template, args.get(0)),
        None => Step::value(Value::NotImplemented),
    }
}
