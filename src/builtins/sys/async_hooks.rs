//! Hooks of async generators, and where coroutines are made. Mirrors the
//! functions of the same names in `Python/sysmodule.c`.

use crate::builtins::builtins::objects::is_callable;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;
use crate::vm::struct_sequence;

/// `set_asyncgen_hooks([firstiter] [, finalizer])`
pub(super) fn set<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let given = args.rest().len() + args.extra().len();
    if given > 2 {
        return Err(ctx.type_error(format!("function takes at most 2 arguments ({given} given)")));
    }
    let mut hooks = [Value::Null; 2];
    hooks.iter_mut().zip(args.rest()).for_each(|(hook, value)| *hook = *value);
    for &(name, value) in args.extra() {
        let index = match name.as_utf8() {
            Some("firstiter") => 0,
            Some("finalizer") => 1,
            _ => {
                let name = name.lossy();
                return Err(ctx.type_error(format!("this function got an unexpected keyword argument '{name}'")));
            }
        };
        if args.rest().len() > index {
            let name = name.lossy();
            return Err(
                ctx.type_error(format!("argument for function given by name ('{name}') and position ({})", index + 1))
            );
        }
        hooks[index] = value;
    }
    for (hook, name) in hooks.iter().zip(["firstiter", "finalizer"]).rev() {
        if !hook.is_null() && !hook.is_none() && !is_callable(ctx, *hook) {
            let got = ctx.type_name(*hook);
            return Err(ctx.type_error(format!("callable {name} expected, got {got}")));
        }
    }
    let kept = |hook: Value<'gc>| hook.some().map(|hook| if hook.is_none() { Value::Null } else { hook });
    ctx.thread.set_async_hooks(ctx.mc, kept(hooks[0]), kept(hooks[1]));
    Step::value(())
}

/// `get_asyncgen_hooks()`
pub(super) fn get<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = struct_sequence::class(ctx, "builtins", "asyncgen_hooks", &["firstiter", "finalizer"]);
    let hooks = [ctx.thread.firstiter.get(), ctx.thread.finalizer.get()].map(|hook| hook.or(Value::None));
    Step::value(struct_sequence::make(ctx, class, &hooks))
}

/// `set_coroutine_origin_tracking_depth(depth)`
pub(super) fn set_origin_depth<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let depth = ctx.index_i64(args.get(0))?;
    let depth = i32::try_from(depth).map_err(|_| ctx.overflow_error("Python int too large to convert to C int"))?;
    let depth = u32::try_from(depth).map_err(|_| ctx.value_error("depth must be >= 0"))?;
    ctx.thread.origin_depth.set(depth);
    Step::value(())
}

/// `get_coroutine_origin_tracking_depth()`
pub(super) fn get_origin_depth<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(i64::from(ctx.thread.origin_depth.get()))
}
