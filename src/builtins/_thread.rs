//! `_thread`: locks for programs of one thread. Mirrors
//! `Modules/_threadmodule.c`.

use std::cell::Cell as StdCell;

use super::ModuleDef;
use crate::methods::{class_argument, wrap};
use crate::runtime::def::{TypeDef, function, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Instance, ThreadLock, ThreadLockData};
use crate::value::Value;
use crate::vm::attributes::annotations::is_callable;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_thread",
    doc: "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module \
          provides a more convenient interface.",
    functions: &[
        function("allocate_lock", "()", |ctx, _| Step::value(new(ctx, false))),
        function("allocate", "()", |ctx, _| Step::value(new(ctx, false))),
        function("get_ident", "()", |_, _| Step::value(IDENT)),
        function("get_native_id", "()", |_, _| Step::value(i64::from(std::process::id()))),
        function("_get_main_thread_ident", "()", |_, _| Step::value(IDENT)),
        function("_is_main_interpreter", "()", |_, _| Step::value(true)),
        function("daemon_threads_allowed", "()", |_, _| Step::value(false)),
        function("_count", "()", |_, _| Step::value(0i64)),
        function("stack_size", "(size=0, /)", |_, _| Step::value(0i64)),
        function("_shutdown", "()", |_, _| Step::value(())),
        function("exit", "()", exit),
        function("exit_thread", "()", exit),
        function("start_new_thread", "(function, args, kwargs={}, /)", start),
        function("start_new", "(function, args, kwargs={}, /)", start),
        function("start_joinable_thread", "(function, handle=None, daemon=True)", |ctx, _| Err(no_thread(ctx))),
        function("_set_sentinel", "()", |ctx, _| Step::value(new(ctx, false))),
    ],
    init: |ctx, dict| {
        ctx.set_name(dict, "LockType", ctx.types.thread_lock);
        ctx.set_name(dict, "lock", ctx.types.thread_lock);
        ctx.set_name(dict, "RLock", ctx.types.thread_rlock);
        ctx.set_name(dict, "_local", ctx.types.thread_local);
        ctx.set_name(dict, "error", ctx.types.exceptions.RuntimeError);
        ctx.set_name(dict, "TIMEOUT_MAX", TIMEOUT_MAX);
        Ok(())
    },
};

/// The only thread there is.
const IDENT: i64 = 1;

/// Seconds that a lock can be waited for.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// What lock offers.
pub const LOCK: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /)", |ctx, _| Step::value(new(ctx, false))),
        slot("__repr__", "(self, /)", repr),
        method("acquire", "(self, /, blocking=True, timeout=-1)", acquire),
        method("acquire_lock", "(self, /, blocking=True, timeout=-1)", acquire),
        method("release", "(self, /)", release),
        method("release_lock", "(self, /)", release),
        method("locked", "(self, /)", locked),
        method("locked_lock", "(self, /)", locked),
        method("__enter__", "(self, /)", acquire),
        method("__exit__", "(self, /, *exc_info)", release),
        method("_at_fork_reinit", "(self, /)", reinit),
    ],
    ..TypeDef::EMPTY
};

/// What RLock offers.
pub const RLOCK: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", |ctx, args| {
            let class = class_argument(ctx, args.get(0))?;
            Step::value(wrap(ctx, class, new(ctx, true).into()))
        }),
        slot("__repr__", "(self, /)", repr),
        method("acquire", "(self, /, blocking=True, timeout=-1)", acquire),
        method("release", "(self, /)", release),
        method("locked", "(self, /)", locked),
        method("__enter__", "(self, /)", acquire),
        method("__exit__", "(self, /, *exc_info)", release),
        method("_is_owned", "(self, /)", locked),
        method("_recursion_count", "(self, /)", |ctx, args| Step::value(ctx.int(lock(ctx, args.get(0))?.count.get()))),
        method("_release_save", "(self, /)", release_save),
        method("_acquire_restore", "(self, state, /)", acquire_restore),
        method("_at_fork_reinit", "(self, /)", reinit),
    ],
    ..TypeDef::EMPTY
};

/// What _local offers: an object with attributes, as there is one thread.
pub const LOCAL: TypeDef = TypeDef {
    functions: &[static_method("__new__", "(cls, /, *args, **kwargs)", new_local)],
    attributes: &[getter("__dict__", |ctx, value| match value {
        Value::Instance(instance) => Step::value(instance.dict_or_new(ctx.mc)),
        _ => Err(ctx.internal_error("an instance is required")),
    })],
    ..TypeDef::EMPTY
};

fn lock<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<ThreadLock<'gc>, Raise<'gc>> {
    value.as_thread_lock().ok_or_else(|| ctx.internal_error("a lock is required"))
}

fn new(ctx: Ctx<'_>, reentrant: bool) -> ThreadLock<'_> {
    let data = ThreadLockData { count: StdCell::new(0), reentrant, lifetime: std::marker::PhantomData };
    ThreadLock::alloc(ctx.mc, data)
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let lock = lock(ctx, args.get(0))?;
    let state = if lock.count.get() > 0 { "locked" } else { "unlocked" };
    let (class, at) = (ctx.type_name(args.get(0)), args.get(0).address().unwrap_or(0));
    let count = lock.count.get();
    Step::value(ctx.str(if lock.reentrant {
        let owner = if count > 0 { IDENT } else { 0 };
        format!("<{state} {class} object owner={owner} count={count} at {at:#x}>")
    } else {
        format!("<{state} {class} object at {at:#x}>")
    }))
}

fn acquire<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let lock = lock(ctx, args.get(0))?;
    let blocking = match args.opt(1) {
        Some(blocking) => ctx.is_true(blocking)?,
        None => true,
    };
    let timeout = match args.opt(2) {
        Some(timeout) => ctx.float(timeout)?,
        None => -1.0,
    };
    if !blocking && timeout != -1.0 {
        return Err(ctx.value_error("can't specify a timeout for a non-blocking call"));
    }
    if timeout < 0.0 && timeout != -1.0 {
        return Err(ctx.value_error("timeout value must be a non-negative number"));
    }
    if timeout > TIMEOUT_MAX {
        return Err(ctx.overflow_error("timeout value is too large"));
    }
    let count = lock.count.get();
    if count > 0 && !lock.reentrant {
        if blocking && timeout < 0.0 {
            // Nobody is there who could release it.
            return Err(ctx.runtime_error("deadlock: the only thread waits for a lock that it holds"));
        }
        if blocking {
            std::thread::sleep(std::time::Duration::try_from_secs_f64(timeout).unwrap_or_default());
        }
        return Step::value(false);
    }
    lock.data().count.set(count.saturating_add(1));
    Step::value(true)
}

fn release<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let lock = lock(ctx, args.get(0))?;
    match lock.count.get().checked_sub(1) {
        Some(count) => lock.data().count.set(count),
        None if lock.reentrant => return Err(ctx.runtime_error("cannot release un-acquired lock")),
        None => return Err(ctx.runtime_error("release unlocked lock")),
    }
    Step::value(())
}

fn locked<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(lock(ctx, args.get(0))?.count.get() > 0)
}

fn reinit<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    lock(ctx, args.get(0))?.data().count.set(0);
    Step::value(())
}

fn release_save<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let count = lock(ctx, args.get(0))?.data().count.replace(0);
    if count == 0 {
        return Err(ctx.runtime_error("cannot release un-acquired lock"));
    }
    Step::value(ctx.tuple(&[ctx.int(count), Value::Int(IDENT)]))
}

fn acquire_restore<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let count = match args.get(1).as_tuple().map(|state| state.as_slice()) {
        Some([count, _]) => ctx.index_i64(*count)?,
        _ => return Err(ctx.type_error("_acquire_restore() argument 1 must be a tuple of two ints")),
    };
    lock(ctx, args.get(0))?.data().count.set(count.unsigned_abs());
    Step::value(())
}

fn exit<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Err(ctx.exception(ctx.types.exceptions.SystemExit, &[]))
}

fn no_thread(ctx: Ctx<'_>) -> Raise<'_> {
    ctx.runtime_error("can't start new thread")
}

fn start<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !is_callable(ctx, args.get(0)) {
        return Err(ctx.type_error("first arg must be callable"));
    }
    if args.get(1).as_tuple().is_none() {
        return Err(ctx.type_error("2nd arg must be a tuple"));
    }
    if args.opt(2).is_some_and(|kwargs| kwargs.as_dict().is_none()) {
        return Err(ctx.type_error("optional 3rd arg must be a dictionary"));
    }
    Err(no_thread(ctx))
}

fn new_local<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_argument(ctx, args.get(0))?;
    let own_init = class.lookup(ctx.mc, ctx.names.init);
    let inherited = ctx.types.object.lookup(ctx.mc, ctx.names.init);
    let plain = match (own_init, inherited) {
        (Some(own), Some(inherited)) => own.is(inherited),
        _ => true,
    };
    if plain && (!args.rest().is_empty() || !args.extra().is_empty()) {
        return Err(ctx.type_error("Initialization arguments are not supported"));
    }
    Step::value(Instance::new(ctx.mc, class, Value::Null))
}
