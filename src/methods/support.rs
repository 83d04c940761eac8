//! Small things that the methods of many types share.

use crate::runtime::{Args, Ctx, Raise};
use crate::types::Class;
use crate::value::Value;

/// A length or position as an int.
pub fn count<'gc>(n: usize) -> Value<'gc> {
    Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The number that `*` repeats a sequence by.
///
/// # Errors
/// TypeError for what is no int, OverflowError for one that is too large.
pub fn repetitions<'gc>(ctx: Ctx<'gc>, times: Value<'gc>) -> Result<i64, Raise<'gc>> {
    match ctx.index(times)? {
        Value::Int(times) => Ok(times),
        _ => {
            let name = ctx.type_name(times);
            Err(ctx.overflow_error(format!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

/// The only argument of a constructor that takes at most one and no keywords.
///
/// # Errors
/// TypeError otherwise; `shown` is how it calls itself when there are too many.
pub fn at_most_one<'gc>(
    ctx: Ctx<'gc>,
    args: &Args<'_, 'gc>,
    name: &str,
    shown: &str,
) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    if !args.extra().is_empty() {
        return Err(ctx.type_error(format!("{name}() takes no keyword arguments")));
    }
    match args.rest() {
        [] => Ok(None),
        [only] => Ok(Some(*only)),
        rest => Err(ctx.type_error(format!("{shown} expected at most 1 argument, got {}", rest.len()))),
    }
}

/// Whether instances of `class` are initialised as those of `native` are.
pub fn same_init<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, native: Class<'gc>) -> bool {
    match (class.lookup(ctx.mc, ctx.names.init), native.lookup(ctx.mc, ctx.names.init)) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => true,
        _ => false,
    }
}

/// An index of a sequence as subscription takes it: an int, or nothing for a
/// value that is no index at all.
///
/// # Errors
/// IndexError for an int that is too large, or what `__index__` raises.
pub fn index<'gc>(ctx: Ctx<'gc>, key: Value<'gc>) -> Result<Option<i64>, Raise<'gc>> {
    if let Value::Int(index) = key {
        return Ok(Some(index));
    }
    if !crate::vm::slicing::is_index(ctx, key) {
        return Ok(None);
    }
    match ctx.index(key)? {
        Value::Int(index) => Ok(Some(index)),
        _ => {
            let name = ctx.type_name(key);
            Err(ctx.index_error(format!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

/// The position that `index` means (counted from the end when negative),
/// clipped to `0..=len`: where `list.insert` puts an item.
pub fn clipped(index: i64, len: usize) -> usize {
    let end = i64::try_from(len).unwrap_or(i64::MAX);
    let index = if index < 0 { index.saturating_add(end).max(0) } else { index.min(end) };
    usize::try_from(index).unwrap_or(0)
}
