//! `sys`. Mirrors `Python/sysmodule.c`.

mod async_hooks;
mod facts;
pub mod hooks;
mod trace;

use super::ModuleDef;
use crate::methods::text_file;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, Stream};
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
        function("settrace", "(function, /)", trace::settrace)
            .doc("Set the global debug tracing function.\n\nIt will be called on each function call.  See the debugger chapter\nin the library manual."),
        function("gettrace", "()", trace::gettrace)
            .doc("Return the global debug tracing function set with sys.settrace.\n\nSee the debugger chapter in the library manual."),
        function("setprofile", "(function, /)", trace::setprofile)
            .doc("Set the profiling function.\n\nIt will be called on each function call and return.  See the profiler\nchapter in the library manual."),
        function("getprofile", "()", trace::getprofile)
            .doc("Return the profiling function set with sys.setprofile.\n\nSee the profiler chapter in the library manual."),
        function("intern", "(string, /)", intern),
        function("getsizeof", "(object, default=None)", |_, _| Step::value(64i64)),
        function("getrefcount", "(object, /)", |_, _| Step::value(1i64)),
        function("getdefaultencoding", "()", |ctx, _| Step::value(ctx.str("utf-8"))),
        function("getfilesystemencoding", "()", |ctx, _| Step::value(ctx.str("utf-8"))),
        function("displayhook", "(object, /)", hooks::display),
        function("excepthook", "(exctype, value, traceback, /)", hooks::exception),
        function("unraisablehook", "(unraisable, /)", hooks::unraisable),
        function("getfilesystemencodeerrors", "()", |ctx, _| Step::value(ctx.str("surrogateescape"))),
        function("getswitchinterval", "()", switch_interval),
        function("setswitchinterval", "(interval, /)", set_switch_interval),
        function("audit", "(event, /, *args)", |_, _| Step::value(())),
        function("addaudithook", "(hook)", |_, _| Step::value(())),
        function("_getframemodulename", "(depth=0)", frame_module),
        function("_current_frames", "()", current_frames),
        function("_current_exceptions", "()", current_exceptions),
        function("_is_gil_enabled", "()", |_, _| Step::value(true)),
        function("_is_interned", "(string, /)", is_interned),
        function("_clear_type_descriptors", "(type, /)", clear_type_descriptors),
        function("_clear_internal_caches", "()", |_, _| Step::value(())),
        function("_clear_type_cache", "()", |_, _| Step::value(())),
        function("call_tracing", "(func, args, /)", call_tracing),
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
    facts::init(ctx, dict);
    ctx.set_name(dict, "executable", ctx.str(""));
    ctx.set_name(dict, "prefix", ctx.str(""));
    ctx.set_name(dict, "dont_write_bytecode", true);
    ctx.set_name(dict, "copyright", ctx.str("Copyright (c) the authors of pyarena."));
    for name in ["base_prefix", "exec_prefix", "base_exec_prefix", "_base_executable", "abiflags"] {
        ctx.set_name(dict, name, ctx.str(""));
    }
    ctx.set_name(dict, "platlibdir", ctx.str("lib"));
    ctx.set_name(dict, "_framework", ctx.str(""));
    ctx.set_name(dict, "_stdlib_dir", ctx.str(STDLIB));
    ctx.set_name(dict, "pycache_prefix", Value::None);
    ctx.set_name(dict, "_xoptions", ctx.dict());
    ctx.set_name(dict, "path_importer_cache", ctx.dict());
    for name in ["warnoptions", "meta_path", "path_hooks"] {
        ctx.set_name(dict, name, ctx.list(Vec::new()));
    }
    let orig = config.argv.iter().map(|arg| ctx.str(arg.as_str())).collect();
    ctx.set_name(dict, "orig_argv", ctx.list(orig));
    for (name, stream) in [("stdin", Stream::In), ("stdout", Stream::Out), ("stderr", Stream::Err)] {
        let file = text_file::make(ctx, stream);
        ctx.set_name(dict, name, file);
        ctx.set_name(dict, &format!("__{name}__"), file);
        ctx.set_name(ctx.module_state, &format!("sys.{name}"), file);
    }
    for hook in ["displayhook", "excepthook", "unraisablehook"] {
        let own = ctx.get_name(dict, hook).unwrap_or(Value::None);
        ctx.set_name(dict, &format!("__{hook}__"), own);
    }
    let names = super::MODULES.iter().map(|def| ctx.str(def.name)).collect::<Vec<_>>();
    ctx.set_name(dict, "builtin_module_names", ctx.tuple(&names));
    Ok(())
}

fn switch_interval<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.get_name(ctx.module_state, "sys.switchinterval").unwrap_or(Value::float(0.005)))
}

fn set_switch_interval<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let interval = ctx.float(args.get(0))?;
    if interval.is_nan() || interval <= 0.0 {
        return Err(ctx.value_error("switch interval must be strictly positive"));
    }
    ctx.set_name(ctx.module_state, "sys.switchinterval", Value::float(interval));
    Step::value(())
}

fn frame_module<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let depth = match args.opt(0) {
        Some(depth) => ctx.index_i64(depth)?,
        None => 0,
    };
    let mut frame = ctx.thread.data().frame.get();
    for _ in 0..depth {
        frame = frame.and_then(crate::objects::Frame::back_frame);
    }
    let function = frame.and_then(|frame| frame.data().function.get());
    let module = match (function, frame) {
        (Some(function), _) => Some(function.module.get()),
        (None, Some(frame)) => frame.data().globals.get().get_str(ctx.names.name),
        (None, None) => None,
    };
    Step::value(module.and_then(Value::some).unwrap_or(Value::None))
}

fn current_frames<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = ctx.dict();
    if let Some(frame) = ctx.thread.data().frame.get() {
        frame.escape();
        ctx.dict_set(dict, Value::Int(1), frame.into())?;
    }
    Step::value(dict)
}

fn current_exceptions<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = ctx.dict();
    let handled = ctx.thread.topmost_handled().map_or(Value::None, Value::Exception);
    ctx.dict_set(dict, Value::Int(1), handled)?;
    Step::value(dict)
}

fn is_interned<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(0) {
        Value::Str(text) => Step::value(text.interned.get()),
        other => {
            let got = ctx.type_name(other);
            Err(ctx.type_error(format!("_is_interned() argument must be str, not {got}")))
        }
    }
}

/// Takes `__dict__` and `__weakref__` out of a class that another one will
/// replace (`dataclass(slots=True)`).
fn clear_type_descriptors<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::Class(class) = args.get(0) else {
        let got = ctx.type_name(args.get(0));
        return Err(ctx.type_error(format!("_clear_type_descriptors() argument must be type, not {got}")));
    };
    if !class.has(crate::types::ClassFlags::HEAP) {
        return Err(ctx.type_error("argument is immutable"));
    }
    for name in [ctx.names.dict, ctx.names.weakref] {
        class.dict.remove_str(ctx.mc, name);
    }
    class.changed(ctx.mc);
    Step::value(())
}

fn call_tracing<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(1).as_tuple() {
        Some(given) => Ok(Step::call(args.get(0), given.as_slice())),
        None => Err(ctx.type_error("call_tracing() argument 2 must be tuple")),
    }
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

/// An argument that is a C int.
fn c_int<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<i32, Raise<'gc>> {
    match ctx.index(value)? {
        Value::Int(int) => i32::try_from(int).ok(),
        _ => None,
    }
    .ok_or_else(|| ctx.overflow_error("Python int too large to convert to C int"))
}

fn get_frame<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let depth = match args.opt(0) {
        Some(depth) => i64::from(c_int(ctx, depth)?),
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
