//! `_signal`: the numbers of signals. Mirrors `Modules/signalmodule.c`; no
//! handler is ever called.

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_signal",
    doc: "This module provides mechanisms to use signal handlers in Python.",
    functions: &[
        function("signal", "(signalnum, handler, /)", set),
        function("getsignal", "(signalnum, /)", get),
        function("default_int_handler", "(signalnum, frame, /)", |ctx, _| {
            Err(ctx.exception(ctx.types.exceptions.KeyboardInterrupt, &[]))
        }),
        function("set_wakeup_fd", "(fd, /, *, warn_on_full_buffer=True)", |_, _| Step::value(-1i64)),
        function("valid_signals", "()", |ctx, _| {
            let table = crate::types::Dict::new_set(ctx.mc);
            for (_, number) in NUMBERS {
                ctx.set_add(table, Value::Int(*number))?;
            }
            Step::value(crate::types::Set::new(ctx.mc, table))
        }),
    ],
    init: |ctx, dict| {
        for (name, number) in NUMBERS {
            ctx.set_name(dict, name, *number);
        }
        ctx.set_name(dict, "SIG_DFL", 0i64);
        ctx.set_name(dict, "SIG_IGN", 1i64);
        ctx.set_name(dict, "NSIG", 65i64);
        Ok(())
    },
};

const NUMBERS: &[(&str, i64)] = &[
    ("SIGHUP", 1),
    ("SIGINT", 2),
    ("SIGQUIT", 3),
    ("SIGILL", 4),
    ("SIGTRAP", 5),
    ("SIGABRT", 6),
    ("SIGBUS", 7),
    ("SIGFPE", 8),
    ("SIGKILL", 9),
    ("SIGUSR1", 10),
    ("SIGSEGV", 11),
    ("SIGUSR2", 12),
    ("SIGPIPE", 13),
    ("SIGALRM", 14),
    ("SIGTERM", 15),
    ("SIGCHLD", 17),
    ("SIGCONT", 18),
    ("SIGSTOP", 19),
    ("SIGTSTP", 20),
    ("SIGTTIN", 21),
    ("SIGTTOU", 22),
    ("SIGWINCH", 28),
];

/// The handlers that the program has set, by number.
fn handlers(ctx: Ctx<'_>) -> crate::types::Dict<'_> {
    const NAME: &str = "signal.handlers";
    match ctx.get_name(ctx.module_state, NAME) {
        Some(Value::Dict(dict)) => dict,
        _ => {
            let dict = ctx.dict();
            ctx.set_name(ctx.module_state, NAME, dict);
            dict
        }
    }
}

fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let number = ctx.index_i64(args.get(0))?;
    if !(1..65).contains(&number) {
        return Err(ctx.value_error("signal number out of range"));
    }
    Step::value(ctx.dict_get(handlers(ctx), Value::Int(number))?.unwrap_or(Value::Int(0)))
}

fn set<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let old = get(ctx, args)?;
    let number = ctx.index_i64(args.get(0))?;
    ctx.dict_set(handlers(ctx), Value::Int(number), args.get(1))?;
    Ok(old)
}
