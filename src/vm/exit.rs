//! How an exception that nobody caught ends the program.

use super::machine::Exit;
use crate::runtime::{Ctx, Raise};
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
