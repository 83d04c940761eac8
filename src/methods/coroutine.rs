//! Methods of coroutine and coroutine_wrapper. Mirrors the coroutine part of
//! `Objects/genobject.c`.

use super::generator::{self, warn_many};
use super::iterators::common;
use crate::objects::{Coroutine, CoroutineWrapper, GeneratorCore, Thrown};
use crate::runtime::def::{TypeDef, getset, getter, member, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Resumption, Step};
use crate::value::Value;

const SEND: &str = "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.";
const THROW: &str = "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated \
                     value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed \
                     in a future version of Python.";
const CLOSE: &str = "close() -> raise GeneratorExit inside coroutine.";

/// What coroutine offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        slot("__repr__", "(self, /)", generator::repr),
        slot("__await__", "(self, /)", wrapper),
        method("send", "(self, arg, /)", generator::send).doc(SEND),
        method("throw", "(self, type, value=None, traceback=None, /)", generator::throw).doc(THROW),
        method("close", "(self, /)", generator::close).doc(CLOSE),
        method("__sizeof__", "(self, /)", generator::size).doc("gen.__sizeof__() -> size of gen in memory, in bytes"),
    ],
    attributes: &[
        member("cr_origin", get_origin),
        getset("__name__", generator::get_name, generator::set_name),
        getset("__qualname__", generator::get_qualname, generator::set_qualname),
        getter("cr_await", generator::get_delegate),
        getter("cr_running", generator::is_running),
        getter("cr_frame", generator::get_frame),
        getter("cr_code", generator::get_code),
        getter("cr_suspended", generator::is_suspended),
    ],
    ..TypeDef::EMPTY
};

/// What coroutine_wrapper offers.
pub const WRAPPER: TypeDef = TypeDef {
    doc: Some("A wrapper object implementing __await__ for coroutines."),
    functions: &[
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", wrapper_next),
        method("send", "(self, arg, /)", wrapper_send).doc(SEND),
        method("throw", "(self, type, value=None, traceback=None, /)", wrapper_throw).doc(THROW),
        method("close", "(self, /)", wrapper_close).doc(CLOSE),
    ],
    ..TypeDef::EMPTY
};

fn coroutine<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Coroutine<'gc>, Raise<'gc>> {
    match value {
        Value::Coroutine(coroutine) => Ok(coroutine),
        _ => Err(ctx.internal_error("coroutine expected")),
    }
}

fn wrapper<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(CoroutineWrapper::new(ctx, coroutine(ctx, args.get(0))?))
}

fn get_origin<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(coroutine(ctx, value)?.extra.get().map_or(Value::None, |extra| extra.origin.get()))
}

fn wrapped<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<GeneratorCore<'gc>, Raise<'gc>> {
    match value {
        Value::CoroutineWrapper(wrapper) => Ok(wrapper.core()),
        _ => Err(ctx.internal_error("coroutine_wrapper expected")),
    }
}

fn wrapper_next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Ok(Step::Resume(wrapped(ctx, args.get(0))?, Resumption::Send(Value::None)))
}

fn wrapper_send<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Ok(Step::Resume(wrapped(ctx, args.get(0))?, Resumption::Send(args.get(1))))
}

fn wrapper_throw<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    warn_many(ctx, "throw", generator::throw_args(&args), |ctx, _, [wrapper, kind, value, traceback]| {
        let thrown = Thrown { kind, value, traceback, closes: true };
        Ok(Step::Resume(wrapped(ctx, wrapper)?, Resumption::Inject(thrown)))
    })
}

fn wrapper_close<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    wrapped(ctx, args.get(0))?.close(ctx)
}
