//! Methods of async_generator and of its awaitables. Mirrors the async
//! generator part of `Objects/genobject.c`, and `anextawaitable` of
//! `Objects/iterobject.c`.

use super::generator::{self, warn_many};
use super::iterators::common;
use crate::objects::{AsyncGenerator, Thrown};
use crate::runtime::def::{TypeDef, getset, getter, member, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Tuple;
use crate::value::Value;

/// What async_generator offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        slot("__repr__", "(self, /)", generator::repr),
        slot("__aiter__", "(self, /)", common::iter),
        slot("__anext__", "(self, /)", anext),
        method("asend", "(self, value, /)", asend).doc("asend(v) -> send 'v' in generator."),
        method("athrow", "(self, /, *args)", athrow).doc(
            "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.\nthe (type, val, tb) signature \
             is deprecated, \nand may be removed in a future version of Python.",
        ),
        method("aclose", "(self, /)", aclose).doc("aclose() -> raise GeneratorExit inside generator."),
        method("__sizeof__", "(self, /)", generator::size).doc("gen.__sizeof__() -> size of gen in memory, in bytes"),
    ],
    attributes: &[
        member("ag_running", is_running),
        getset("__name__", generator::get_name, generator::set_name),
        getset("__qualname__", generator::get_qualname, generator::set_qualname),
        getter("ag_await", generator::get_delegate),
        getter("ag_frame", generator::get_frame),
        getter("ag_code", generator::get_code),
        getter("ag_suspended", generator::is_suspended),
    ],
    ..TypeDef::EMPTY
};

const SEND: &str = "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.";
const THROW: &str = "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value \
                     or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a \
                     future version of Python.";
const CLOSE: &str = "close() -> raise GeneratorExit inside generator.";

/// What the awaitables of async generators and of `anext` offer.
pub const AWAITABLE: TypeDef = TypeDef {
    functions: &[
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", next),
        slot("__await__", "(self, /)", common::iter),
        method("send", "(self, value, /)", send).doc(SEND),
        method("throw", "(self, /, *args)", throw).doc(THROW),
        method("close", "(self, /)", close).doc(CLOSE),
    ],
    ..TypeDef::EMPTY
};

fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<AsyncGenerator<'gc>, Raise<'gc>> {
    match value {
        Value::AsyncGenerator(generator) => Ok(generator),
        _ => Err(ctx.internal_error("async generator expected")),
    }
}

/// Calls the hooks, then answers with the awaitable.
fn hooked<'gc>(ctx: Ctx<'gc>, generator: AsyncGenerator<'gc>, awaitable: Value<'gc>) -> NativeResult<'gc> {
    generator.init_hooks(ctx)?.then(ctx, [awaitable], |ctx, _, [awaitable]| {
        match awaitable {
            Value::AsyncGenASend(awaitable) => awaitable.watch(ctx),
            Value::AsyncGenAThrow(awaitable) => awaitable.watch(ctx),
            _ => {}
        }
        Step::value(awaitable)
    })
}

fn anext<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let generator = receiver(ctx, args.get(0))?;
    hooked(ctx, generator, generator.asend(ctx, Value::None).into())
}

fn asend<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let generator = receiver(ctx, args.get(0))?;
    hooked(ctx, generator, generator.asend(ctx, args.get(1)).into())
}

fn aclose<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let generator = receiver(ctx, args.get(0))?;
    hooked(ctx, generator, generator.athrow(ctx, None).into())
}

fn athrow<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let given = Value::Tuple(Tuple::new(ctx.mc, args.rest()));
    // The number of arguments is looked at when the awaitable is driven.
    let second = args.rest().get(1).copied().unwrap_or(Value::Null);
    warn_many(ctx, "athrow", [args.get(0), given, second, Value::Null], |ctx, _, [generator, given, _, _]| {
        let generator = receiver(ctx, generator)?;
        hooked(ctx, generator, generator.athrow(ctx, given.as_tuple()).into())
    })
}

fn is_running<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.marks.get().running)
}

fn drive<'gc>(ctx: Ctx<'gc>, awaitable: Value<'gc>, sent: Value<'gc>) -> NativeResult<'gc> {
    match awaitable {
        Value::AsyncGenASend(awaitable) => awaitable.send(ctx, sent),
        Value::AsyncGenAThrow(awaitable) => awaitable.send(ctx, sent),
        Value::AnextAwaitable(awaitable) => awaitable.send(ctx, sent),
        _ => Err(ctx.internal_error("awaitable expected")),
    }
}

fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    drive(ctx, args.get(0), Value::None)
}

fn send<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    drive(ctx, args.get(0), args.get(1))
}

fn throw<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let given = args.rest();
    let given_as = match *given {
        [kind] => [args.get(0), kind, Value::Null, Value::Null],
        [kind, value] => [args.get(0), kind, value, Value::Null],
        [kind, value, traceback] => [args.get(0), kind, value, traceback],
        _ => {
            let bound = if given.is_empty() { "at least 1 argument" } else { "at most 3 arguments" };
            let error = ctx.type_error(format!("throw expected {bound}, got {}", given.len()));
            let target = match args.get(0) {
                Value::AnextAwaitable(awaitable) => awaitable.awaitable,
                awaitable => awaitable,
            };
            return Err(match target {
                Value::AsyncGenASend(awaitable) => awaitable.refuse_throw(ctx, error),
                Value::AsyncGenAThrow(awaitable) => awaitable.refuse_throw(ctx, error),
                _ => error,
            });
        }
    };
    warn_many(ctx, "throw", given_as, |ctx, _, [awaitable, kind, value, traceback]| {
        let thrown = Thrown { kind, value, traceback, closes: true };
        match awaitable {
            Value::AsyncGenASend(awaitable) => awaitable.throw(ctx, thrown),
            Value::AsyncGenAThrow(awaitable) => awaitable.throw(ctx, thrown),
            Value::AnextAwaitable(awaitable) => awaitable.throw(ctx, thrown),
            _ => Err(ctx.internal_error("awaitable expected")),
        }
    })
}

fn close<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(0) {
        Value::AsyncGenASend(awaitable) => awaitable.close(ctx),
        Value::AsyncGenAThrow(awaitable) => awaitable.close(ctx),
        Value::AnextAwaitable(awaitable) => awaitable.close(ctx),
        _ => Err(ctx.internal_error("awaitable expected")),
    }
}
