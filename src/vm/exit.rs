//! How an exception that nobody caught ends the program.

use gc_arena::barrier::unlock;

use super::machine::Exit;
use crate::runtime::{Ctx, Raise, ThreadData};
use crate::value::Value;

/// Shows an uncaught exception; SystemExit gives the exit status.
pub fn report<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>) -> Exit {
    if ctx.is_raised(raise, ctx.types.exceptions.SystemExit) {
        let code = match raise.args.get().as_slice() {
            [] => Value::None,
            [code] => *code,
            _ => raise.args.get().into(),
        };
        return match code {
            Value::None => Exit::Finished,
            code => match code.as_i64() {
                Some(status) => Exit::Status(status as i32 & 0xff),
                None => {
                    let text = ctx.reenter_str(code);
                    write_error(ctx, &format!("{text}\n"));
                    Exit::Status(1)
                }
            },
        };
    }
    let hook = ctx.get_name(ctx.sys, "excepthook").filter(|hook| !matches!(hook, Value::Builtin(_)));
    match hook {
        None => write_error(ctx, &crate::traceback::print_uncaught(ctx, raise)),
        Some(hook) => {
            let traceback = raise.traceback.get().map_or(Value::None, Value::Traceback);
            let args = [Value::Class(raise.class.get()), raise.into(), traceback];
            if let Err(other) = ctx.reenter(crate::runtime::Step::call(hook, &args)) {
                write_error(ctx, "Error in sys.excepthook:\n");
                write_error(ctx, &crate::traceback::print_uncaught(ctx, other));
                write_error(ctx, "\nOriginal exception was:\n");
                write_error(ctx, &crate::traceback::print_uncaught(ctx, raise));
            }
        }
    }
    Exit::Uncaught
}

/// Lets go of what the program had: its modules, and the last exception. What
/// only they kept alive is then garbage, whole as it is: finalizers still find
/// the globals of their modules. Mirrors `finalize_modules` of
/// `Python/pylifecycle.c`.
pub fn let_go(ctx: Ctx<'_>) {
    let thread = ctx.thread.data();
    thread.ending.set(true);
    let own = ["builtins", "sys"].map(|name| ctx.get_name(ctx.modules, name));
    ctx.modules.borrow_mut(ctx.mc).clear();
    for (name, module) in ["builtins", "sys"].into_iter().zip(own) {
        if let Some(module) = module {
            ctx.set_name(ctx.modules, name, module);
        }
    }
    for name in ["last_exc", "last_type", "last_value", "last_traceback"] {
        ctx.sys.remove_str(ctx.mc, ctx.intern(name));
    }
    let thread = ctx.thread.write(ctx.mc);
    unlock!(thread, ThreadData, result).set(None);
    unlock!(thread, ThreadData, handled).set(None);
    unlock!(thread, ThreadData, generator).set(None);
    ctx.thread.set_frame(ctx.mc, None);
    ctx.thread.drop_free(ctx.mc);
}

/// Writes to standard error, after what was written to standard output.
pub fn write_error<'gc>(ctx: Ctx<'gc>, text: &str) {
    let mut output = ctx.output.borrow_mut();
    output.flush();
    output.err(text.as_bytes());
}

impl<'gc> Ctx<'gc> {
    /// `str(value)` for messages at the end of the program, when nothing waits
    /// any more.
    pub fn reenter_str(self, value: Value<'gc>) -> String {
        let text = super::ops::str(self, value).and_then(|step| self.reenter(step));
        match text {
            Ok(Value::Str(text)) => text.lossy().into_owned(),
            _ => format!("<exception str() failed of {}>", self.type_name(value)),
        }
    }
}
