//! `_warnings`. Mirrors the module part of `Python/_warnings.c`.

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Class;
use crate::value::Value;
use crate::vm::warn::{self, Warning};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_warnings",
    doc: "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
    functions: &[
        function("warn", "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())", warn)
            .doc("Issue a warning, or maybe ignore it or raise an exception."),
        function(
            "warn_explicit",
            "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
            warn_explicit,
        )
        .doc("Issue a warning, or maybe ignore it or raise an exception."),
        function("_filters_mutated_lock_held", "()", |ctx, _| {
            warn::filters_changed(ctx);
            Step::value(())
        }),
        function("_acquire_lock", "()", |_, _| Step::value(())),
        function("_release_lock", "()", |_, _| Step::value(())),
    ],
    init: |ctx, dict| {
        ctx.set_name(dict, "filters", warn::first_filters(ctx));
        let once = ctx.get_name(ctx.module_state, "warnings.onceregistry").unwrap_or(Value::None);
        ctx.set_name(dict, "_onceregistry", once);
        ctx.set_name(dict, "_defaultaction", ctx.str("default"));
        ctx.set_name(dict, "_warnings_context", super::_contextvars::make_var(ctx, "warnings_context"));
        Ok(())
    },
};

/// The class of a warning: that of a warning object, else what was given.
fn category<'gc>(ctx: Ctx<'gc>, message: Value<'gc>, given: Value<'gc>) -> Result<Class<'gc>, Raise<'gc>> {
    let exceptions = &ctx.state().types.exceptions;
    if let Value::Exception(instance) = message
        && instance.class.get().is_subclass(exceptions.Warning)
    {
        return Ok(instance.class.get());
    }
    match given {
        Value::Null | Value::None => Ok(exceptions.UserWarning),
        Value::Class(class) if class.is_subclass(exceptions.Warning) => Ok(class),
        other => Err(ctx.type_error(format!("category must be a Warning subclass, not '{}'", ctx.type_name(other)))),
    }
}

fn warn<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let category = category(ctx, args.get(0), args.get(1))?;
    let mut stacklevel = match args.opt(2) {
        Some(level) => ctx.index_i64(level)?,
        None => 1,
    };
    let mut skipped = Vec::new();
    match args.opt(4) {
        None => {}
        Some(Value::Tuple(prefixes)) => {
            for prefix in prefixes.as_slice() {
                let Some(prefix) = prefix.as_str() else {
                    let got = ctx.type_name(*prefix);
                    return Err(ctx.type_error(format!("Found non-str '{got}' in skip_file_prefixes.")));
                };
                skipped.push(prefix);
            }
        }
        Some(other) => {
            let got = ctx.type_name(other);
            return Err(ctx.type_error(format!("warn() argument 'skip_file_prefixes' must be tuple, not {got}")));
        }
    }
    if !skipped.is_empty() {
        stacklevel = stacklevel.max(2);
    }
    let source = args.get(3).or(Value::None);
    warn::warn_value(ctx, args.get(0), category, stacklevel, source, &skipped)
}

fn warn_explicit<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let category = category(ctx, args.get(0), args.get(1))?;
    if args.get(2).as_str().is_none() {
        let got = ctx.type_name(args.get(2));
        return Err(ctx.type_error(format!("warn_explicit() argument 'filename' must be str, not {got}")));
    }
    let lineno = ctx.index_i64(args.get(3))?;
    let registry = args.get(5).or(Value::None);
    if !registry.is_none() && registry.as_dict().is_none() {
        return Err(ctx.type_error("'registry' must be a dict or None"));
    }
    let module = match args.get(4) {
        Value::None => Value::Null,
        module => module,
    };
    let source = args.get(7).or(Value::None);
    let line = Value::None;
    warn::warn_explicit(
        ctx,
        Warning { message: args.get(0), category, filename: args.get(2), lineno, module, registry, line, source },
    )
}
