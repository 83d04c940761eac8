//! `sys`. Mirrors `Python/sysmodule.c`.

mod async_hooks;

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Dict;
use crate::value::Value;
use crate::vm::import::STDLIB;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    functions: &[
        function("exit", "(status=None, /)", exit),
        function("exception", "()", |ctx, _| {
            Step::value(ctx.thread.topmost_handled().map_or(Value::None, Value::Exception))
        }),
        function("exc_info", "()", exc_info),
        function("set_asyncgen_hooks", "(*args, **kwargs)", async_hooks::set),
        function("get_asyncgen_hooks", "()", async_hooks::get),
        function("set_coroutine_origin_tracking_depth", "(depth)", async_hooks::set_origin_depth),
        function("get_coroutine_origin_tracking_depth", "()", async_hooks::get_origin_depth),
        function("getrecursionlimit", "()", |ctx, _| Step::value(i64::from(ctx.thread.data().limit.get()))),
        function("setrecursionlimit", "(limit, /)", set_recursion_limit),
        function("_getframe", "(depth=0, /)", get_frame),
        function("intern", "(string, /)", intern),
        function("getsizeof", "(object, default=None)", |_, _| Step::value(64i64)),
        function("getrefcount", "(object, /)", |_, _| Step::value(1i64)),
        function("getdefaultencoding", "()", |ctx, _| Step::value(ctx.str("utf-8"))),
        function("getfilesystemencoding", "()", |ctx, _| Step::value(ctx.str("utf-8"))),
        function("is_finalizing", "()", |_, _| Step::value(false)),
        function("get_int_max_str_digits", "()", |_, _| Step::value(4300i64)),
    ],
    init,
};

fn init<'gc>(ctx: Ctx<'gc>, dict: Dict<'gc>) -> Result<(), Raise<'gc>> {
    let config = &ctx.state().config;
    let argv = config.argv.iter().map(|arg| ctx.str(arg.as_str())).collect();
    ctx.set_name(dict, "argv", ctx.list(argv));
    let mut path: Vec<_> = config.path.iter().map(|folder| ctx.str(folder.display().to_string())).collect();
    path.push(ctx.str(STDLIB));
    ctx.set_name(dict, "path", ctx.list(path));
    ctx.set_name(dict, "modules", ctx.modules);
    ctx.set_name(dict, "maxsize", i64::MAX);
    ctx.set_name(dict, "maxunicode", 0x10_ffff);
    ctx.set_name(dict, "byteorder", ctx.str(if cfg!(target_endian = "little") { "little" } else { "big" }));
    ctx.set_name(dict, "platform", ctx.str(std::env::consts::OS));
    ctx.set_name(dict, "version", ctx.str(concat!("3.14.7 (pyarena ", env!("CARGO_PKG_VERSION"), ")")));
    ctx.set_name(dict, "hexversion", 0x030e_07f0i64);
    ctx.set_name(dict, "version_info", version_info(ctx));
    ctx.set_name(dict, "executable", ctx.str(""));
    ctx.set_name(dict, "prefix", ctx.str(""));
    ctx.set_name(dict, "dont_write_bytecode", true);
    let names = super::MODULES.iter().map(|def| ctx.str(def.name)).collect::<Vec<_>>();
    ctx.set_name(dict, "builtin_module_names", ctx.tuple(&names));
    Ok(())
}

fn version_info<'gc>(ctx: Ctx<'gc>) -> Value<'gc> {
    let level = ctx.str("final");
    ctx.tuple(&[Value::Int(3), Value::Int(14), Value::Int(7), level, Value::Int(0)])
}

fn exit<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = ctx.types.exceptions.SystemExit;
    let raise = match args.opt(0) {
        None | Some(Value::None) => ctx.exception(class, &[]),
        Some(Value::Tuple(tuple)) => ctx.exception(class, tuple.as_slice()),
        Some(status) => ctx.exception(class, &[status]),
    };
    let code = match raise.args.get().as_slice() {
        [] => Value::None,
        [code] => *code,
        _ => raise.args.get().into(),
    };
    raise.set_field(ctx.mc, 0, code);
    Err(raise)
}

fn exc_info<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(match ctx.thread.topmost_handled() {
        None => ctx.tuple(&[Value::None; 3]),
        Some(raise) => {
            let traceback = raise.traceback.get().map_or(Value::None, Value::Traceback);
            ctx.tuple(&[Value::Class(raise.class.get()), raise.into(), traceback])
        }
    })
}

fn set_recursion_limit<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let limit = ctx.index_i64(args.get(0))?;
    if limit < 1 {
        return Err(ctx.value_error("recursion limit must be greater or equal than 1"));
    }
    let limit = u32::try_from(limit).map_err(|_| ctx.overflow_error("Python int too large to convert to C int"))?;
    let depth = ctx.thread.data().depth.get();
    if depth >= limit {
        return Err(ctx.recursion_error(format!(
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        )));
    }
    ctx.thread.data().limit.set(limit);
    Step::value(())
}

fn get_frame<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let depth = match args.opt(0) {
        Some(depth) => ctx.index_i64(depth)?,
        None => 0,
    };
    let mut frame = ctx.thread.data().frame.get();
    for _ in 0..depth {
        frame = frame.and_then(crate::objects::Frame::back_frame);
    }
    match frame {
        Some(frame) => {
            frame.escape();
            Step::value(Value::Frame(frame))
        }
        None => Err(ctx.value_error("call stack is not deep enough")),
    }
}

fn intern<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(0) {
        Value::Str(text) => Step::value(ctx.intern_str(text)),
        Value::Instance(_) if args.get(0).as_str().is_some() => {
            Err(ctx.type_error(format!("can't intern {}", ctx.type_name(args.get(0)))))
        }
        other => Err(ctx.type_error(format!("intern() argument must be str, not {}", ctx.type_name(other)))),
    }
}

/// What `sys.unraisablehook` is given: an object with the fields `exc_type`,
/// `exc_value`, `exc_traceback`, `err_msg` and `object`.
pub fn unraisable_args<'gc>(ctx: Ctx<'gc>, fields: &[Value<'gc>]) -> Value<'gc> {
    let instance = crate::types::Instance::new(ctx.mc, ctx.types.simple_namespace, Value::Null);
    let dict = instance.dict_or_new(ctx.mc);
    let names = ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"];
    for (name, field) in names.iter().zip(fields) {
        ctx.set_name(dict, name, *field);
    }
    instance.into()
}
