//! Warnings that natives issue, and exceptions that nobody can catch. Mirrors
//! `PyErr_WarnEx` of `Python/_warnings.c` and `PyErr_FormatUnraisable` of
//! `Python/errors.c`.

use crate::runtime::{Ctx, Input, NativeResult, Raise, Step};
use crate::types::Class;
use crate::value::Value;
use crate::vm::attributes;

/// Issues a warning by `warnings.warn`, as the Python frame on top would.
///
/// # Errors
/// The warning, when the filters make it an error.
pub fn warn<'gc>(ctx: Ctx<'gc>, category: Class<'gc>, message: &str) -> NativeResult<'gc> {
    let args = [ctx.str(message), Value::Class(category)];
    let module = match ctx.get_name(ctx.modules, "warnings") {
        Some(module) => Step::Return(module),
        None => match ctx.get_name(ctx.builtins, "__import__") {
            Some(import) => Step::call(import, &[ctx.str("warnings")]),
            None => return Step::value(()),
        },
    };
    module.then_input(ctx, args, |ctx, module, args| {
        let module = match module {
            // A program without the library has no use for warnings.
            Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.ImportError) => return Step::value(()),
            other => other.value(ctx)?,
        };
        attributes::get(ctx, module, ctx.intern("warn"))?.then(ctx, args, |_, warn, args| Ok(Step::call(warn, &args)))
    })
}

/// Reports an exception that nobody can catch: `sys.unraisablehook` when a
/// program has set one, else standard error. `what` ends in no colon.
///
/// # Errors
/// None: what the hook raises is shown in its turn.
pub fn unraisable<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, what: &str) -> NativeResult<'gc> {
    match ctx.get_name(ctx.sys, "unraisablehook") {
        Some(hook) if !matches!(hook, Value::Builtin(_)) => {
            let arguments = ctx.dict();
            let traceback = raise.traceback.get().map_or(Value::None, Value::from);
            for (name, value) in [
                ("exc_type", Value::Class(raise.class.get())),
                ("exc_value", raise.into()),
                ("exc_traceback", traceback),
                ("err_msg", ctx.str(what)),
                ("object", Value::None),
            ] {
                ctx.set_name(arguments, name, value);
            }
            let arguments = Value::Module(crate::types::Module::new(ctx.mc, arguments));
            Step::call(hook, &[arguments]).then_input(ctx, [raise.into()], |ctx, input, [_]| {
                if let Input::Raise(raise) = input {
                    show(ctx, raise, "Exception ignored in sys.unraisablehook");
                }
                Step::value(())
            })
        }
        _ => {
            show(ctx, raise, what);
            Step::value(())
        }
    }
}

fn show<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, what: &str) {
    let text = format!("{what}:\n{}", crate::traceback::print_uncaught(ctx, raise));
    let mut output = ctx.output.borrow_mut();
    output.flush();
    output.err(text.as_bytes());
}
