//! Methods of generator, and what coroutine and async_generator share with
//! it. Mirrors `Objects/genobject.c`.

use gc_arena::barrier::unlock;

use crate::objects::{GeneratorCore, GeneratorData, GeneratorState, Thrown};
use crate::runtime::def::{TypeDef, getset, getter, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Resumption, Step};
use crate::value::Value;

/// What generator offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        slot("__repr__", "(self, /)", repr),
        slot("__iter__", "(self, /)", super::iterators::common::iter),
        slot("__next__", "(self, /)", next),
        method("send", "(self, value, /)", send)
            .doc("send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration."),
        method("throw", "(self, type, value=None, traceback=None, /)", throw).doc(
            "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\n\
             StopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.",
        ),
        method("close", "(self, /)", close).doc("close() -> raise GeneratorExit inside generator."),
        method("__sizeof__", "(self, /)", size).doc("gen.__sizeof__() -> size of gen in memory, in bytes"),
    ],
    attributes: &[
        getset("__name__", get_name, set_name),
        getset("__qualname__", get_qualname, set_qualname),
        getter("gi_yieldfrom", get_delegate),
        getter("gi_running", is_running),
        getter("gi_frame", get_frame),
        getter("gi_suspended", is_suspended),
        getter("gi_code", get_code),
    ],
    ..TypeDef::EMPTY
};

/// The object underneath.
///
/// # Errors
/// SystemError: the caller has checked the receiver already.
pub fn core<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<GeneratorCore<'gc>, Raise<'gc>> {
    value.as_generator_core().ok_or_else(|| ctx.internal_error("generator expected"))
}

/// The arguments of `throw` behind the receiver.
pub fn thrown<'gc>(args: &Args<'_, 'gc>) -> Thrown<'gc> {
    Thrown { kind: args.get(1), value: args.get(2), traceback: args.get(3), closes: true }
}

/// Warns when `throw` (or `athrow`) was called with more than one argument,
/// then goes on with `then`, which is given receiver and arguments.
///
/// # Errors
/// What `then` raises.
pub fn warn_many<'gc>(
    ctx: Ctx<'gc>,
    name: &str,
    args: [Value<'gc>; 4],
    then: for<'a> fn(Ctx<'a>, Value<'a>, [Value<'a>; 4]) -> NativeResult<'a>,
) -> NativeResult<'gc> {
    let many = args.get(2).is_some_and(|value| !value.is_null());
    let step = if many {
        let message =
            format!("the (type, exc, tb) signature of {name}() is deprecated, use the single-arg signature instead.");
        (ctx.hooks.warn)(ctx, ctx.types.exceptions.DeprecationWarning, &message)?
    } else {
        Step::Return(Value::None)
    };
    step.then(ctx, args, then)
}

/// Receiver and arguments of `throw`.
pub fn throw_args<'gc>(args: &Args<'_, 'gc>) -> [Value<'gc>; 4] {
    [args.get(0), args.get(1), args.get(2), args.get(3)]
}

fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Ok(Step::Resume(core(ctx, args.get(0))?, Resumption::Send(Value::None)))
}

/// `send`, of coroutines too.
///
/// # Errors
/// What the body raises.
pub fn send<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Ok(Step::Resume(core(ctx, args.get(0))?, Resumption::Send(args.get(1))))
}

/// `throw`, of coroutines too.
///
/// # Errors
/// What the body raises.
pub fn throw<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    warn_many(ctx, "throw", throw_args(&args), |ctx, _, [generator, kind, value, traceback]| {
        let thrown = Thrown { kind, value, traceback, closes: true };
        Ok(Step::Resume(core(ctx, generator)?, Resumption::Inject(thrown)))
    })
}

/// `close`, of coroutines too.
///
/// # Errors
/// What the body raises.
pub fn close<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    core(ctx, args.get(0))?.close(ctx)
}

/// `__repr__`: `<generator object QUALNAME at 0x...>`.
///
/// # Errors
/// None.
pub fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = core(ctx, args.get(0))?.qualname.get();
    let mut text = rustpython_wtf8::Wtf8Buf::from(format!("<{} object ", ctx.type_name(args.get(0))));
    text.push_wtf8(name.wtf8());
    text.push_str(&format!("{}>", super::object::at(args.get(0))));
    Step::value(ctx.str(text))
}

/// `__sizeof__`.
///
/// # Errors
/// None.
pub fn size<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let core = core(ctx, args.get(0))?;
    let slots = core.code.framesize() * size_of::<Value<'static>>();
    Step::value((size_of::<GeneratorData<'static>>() + slots) as i64)
}

/// `__name__`.
///
/// # Errors
/// None.
pub fn get_name<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(core(ctx, value)?.name.get())
}

/// Sets `__name__`.
///
/// # Errors
/// TypeError for what is no str.
pub fn set_name<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let name = new.as_str().ok_or_else(|| ctx.type_error("__name__ must be set to a string object"))?;
    unlock!(core(ctx, value)?.write(ctx.mc), GeneratorData, name).set(name);
    Step::value(())
}

/// `__qualname__`.
///
/// # Errors
/// None.
pub fn get_qualname<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(core(ctx, value)?.qualname.get())
}

/// Sets `__qualname__`.
///
/// # Errors
/// TypeError for what is no str.
pub fn set_qualname<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let name = new.as_str().ok_or_else(|| ctx.type_error("__qualname__ must be set to a string object"))?;
    unlock!(core(ctx, value)?.write(ctx.mc), GeneratorData, qualname).set(name);
    Step::value(())
}

/// `gi_yieldfrom`, `cr_await`, `ag_await`.
///
/// # Errors
/// None.
pub fn get_delegate<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(core(ctx, value)?.delegate().unwrap_or(Value::None))
}

/// `gi_running`, `cr_running`.
///
/// # Errors
/// None.
pub fn is_running<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(core(ctx, value)?.is_running())
}

/// `gi_suspended`, `cr_suspended`, `ag_suspended`.
///
/// # Errors
/// None.
pub fn is_suspended<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let state = core(ctx, value)?.state.get();
    Step::value(matches!(state, GeneratorState::Suspended | GeneratorState::SuspendedYieldFrom))
}

/// `gi_frame`, `cr_frame`, `ag_frame`.
///
/// # Errors
/// None.
pub fn get_frame<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(core(ctx, value)?.frame.get().map_or(Value::None, |frame| {
        frame.escape();
        Value::Frame(frame)
    }))
}

/// `gi_code`, `cr_code`, `ag_code`.
///
/// # Errors
/// None.
pub fn get_code<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(core(ctx, value)?.code)
}
