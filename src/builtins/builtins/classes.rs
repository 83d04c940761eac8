//! `__build_class__` and `__import__`.

use crate::runtime::{Args, Ctx, NativeResult};
use crate::types::Tuple;
use crate::value::Value;
use crate::vm::{classes, import};

/// `__build_class__(func, name, /, *bases, [metaclass], **kwds)`
pub(super) fn build_class<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let given = args.rest();
    let message = match given {
        [] | [_] => Some("__build_class__: not enough arguments"),
        [function, _, ..] if !matches!(function, Value::Function(_)) => {
            Some("__build_class__: func must be a function")
        }
        [_, name, ..] if name.as_str().is_none() => Some("__build_class__: name is not a string"),
        _ => None,
    };
    if let Some(message) = message {
        return Err(ctx.type_error(message));
    }
    let mut all = given.to_vec();
    all.extend(args.extra().iter().map(|(_, value)| *value));
    let names: Vec<_> = args.extra().iter().map(|(name, _)| Value::Str(*name)).collect();
    let names = if names.is_empty() { None } else { Some(Tuple::new(ctx.mc, names)) };
    classes::build_class(ctx, &all, names)
}

/// `__import__(name, globals=None, locals=None, fromlist=(), level=0)`
pub(super) fn import<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(name) = args.get(0).as_str() else {
        return Err(ctx.type_error("module name must be a string"));
    };
    let level = match args.opt(4) {
        Some(level) => ctx.index_i64(level)?,
        None => 0,
    };
    if level < 0 {
        return Err(ctx.value_error("level must be >= 0"));
    }
    if level == 0 && name.is_empty() {
        return Err(ctx.value_error("Empty module name"));
    }
    let fromlist = args.get(3).or(Value::None);
    import::import_name(ctx, name, args.get(1).as_dict(), fromlist, level)
}
