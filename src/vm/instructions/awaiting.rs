//! Generators and awaiting.

use crate::objects::{Code, CodeFlags, Frame, GeneratorCore, GeneratorKind, coroutine};
use crate::runtime::{Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::types::Str;
use crate::value::Value;
use crate::vm::{attributes, ops};

/// RETURN_GENERATOR: the object over a frame that has just been entered.
///
/// # Errors
/// SystemError in a frame that is not a function's.
pub fn make_generator<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let data = frame.data();
    let code = data.code.get();
    let flags = code.data().flags;
    let kind = if flags.contains(CodeFlags::COROUTINE) {
        GeneratorKind::Coroutine
    } else if flags.contains(CodeFlags::ASYNC_GENERATOR) {
        GeneratorKind::AsyncGenerator
    } else {
        GeneratorKind::Generator
    };
    let (name, qualname) = match data.function.get() {
        Some(function) => (function.data().name.get(), function.data().qualname.get()),
        None => (code.data().name, code.data().qualname),
    };
    let core = GeneratorCore::new(ctx.mc, kind, frame, name, qualname);
    if kind == GeneratorKind::Coroutine {
        // If it is never awaited, a warning says so.
        core.watch(ctx);
        coroutine::note_origin(ctx, core, frame.back_frame());
    }
    frame.set_owner(ctx.mc, Some(core));
    Ok(core.value())
}

/// SEND to what is no native generator: its `send` method.
///
/// # Errors
/// AttributeError, or what `send` raises.
pub fn send<'gc>(ctx: Ctx<'gc>, receiver: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, receiver, ctx.names.send)?
        .then(ctx, [value], |_, send, [value]| Ok(Step::call(send, &[value])))
}

/// GET_YIELD_FROM_ITER.
///
/// # Errors
/// TypeError when the value cannot be delegated to.
pub fn yield_from_iter<'gc>(ctx: Ctx<'gc>, code: Code<'gc>, iterable: Value<'gc>) -> NativeResult<'gc> {
    match iterable {
        Value::Generator(_) => Step::value(iterable),
        Value::Coroutine(_) => {
            if code.data().flags.intersects(CodeFlags::COROUTINE.union(CodeFlags::ITERABLE_COROUTINE)) {
                return Step::value(iterable);
            }
            Err(ctx.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"))
        }
        _ => ops::iter(ctx, iterable),
    }
}

/// GET_AWAITABLE; `of` tells whether the value comes from `__aenter__` (1) or
/// `__aexit__` (2).
///
/// # Errors
/// TypeError when the value cannot be awaited, RuntimeError when it is being awaited.
pub fn get_awaitable<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, of: u32) -> NativeResult<'gc> {
    let can = coroutine::is_own_awaitable(value) || ctx.lookup_special(value, ctx.names.await_).is_some();
    if !can && of > 0 {
        let method = if of == 1 { "__aenter__" } else { "__aexit__" };
        let name = ctx.type_name(value);
        return Err(ctx.type_error(format!(
            "'async with' received an object from {method} that does not implement __await__: {name}"
        )));
    }
    coroutine::await_iter(ctx, value)?.then(ctx, [], |ctx, iterator, []| {
        if let Value::Coroutine(coroutine) = iterator
            && GeneratorCore(coroutine.0).delegate().is_some()
        {
            return Err(ctx.runtime_error("coroutine is being awaited already"));
        }
        Step::value(iterator)
    })
}

/// Calls a special method for which None is no way to say that there is none.
fn call_method<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, name: Str<'gc>) -> Result<Option<Step<'gc>>, Raise<'gc>> {
    match ctx.lookup_special(value, name) {
        Some(Value::None) => Err(ctx.type_error("'NoneType' object is not callable")),
        _ => ops::special::call(ctx, value, name, &[]),
    }
}

/// GET_AITER.
///
/// # Errors
/// TypeError when the value is not an async iterable.
pub fn get_aiter<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if matches!(value, Value::AsyncGenerator(_)) {
        return Step::value(value);
    }
    match call_method(ctx, value, ctx.names.aiter)? {
        Some(step) => step.then(ctx, [], |ctx, iterator, []| {
            if !ops::special::has(ctx, iterator, ctx.names.anext) {
                return Err(ctx.type_error(format!(
                    "'async for' received an object from __aiter__ that does not implement __anext__: {}",
                    ctx.type_name(iterator)
                )));
            }
            Step::value(iterator)
        }),
        None => Err(ctx
            .type_error(format!("'async for' requires an object with __aiter__ method, got {}", ctx.type_name(value)))),
    }
}

/// GET_ANEXT: the iterator of the awaitable that `__anext__` gives.
///
/// # Errors
/// TypeError when the value is not an async iterator.
pub fn get_anext<'gc>(ctx: Ctx<'gc>, iterator: Value<'gc>) -> NativeResult<'gc> {
    if let Value::AsyncGenerator(generator) = iterator {
        let awaitable = generator.asend(ctx, Value::None);
        return generator.init_hooks(ctx)?.then(ctx, [awaitable.into()], |_, _, [awaitable]| Step::value(awaitable));
    }
    let Some(step) = call_method(ctx, iterator, ctx.names.anext)? else {
        return Err(ctx.type_error(format!(
            "'async for' requires an iterator with __anext__ method, got {}",
            ctx.type_name(iterator)
        )));
    };
    step.then(ctx, [], |ctx, awaitable, []| {
        then_input(coroutine::await_iter(ctx, awaitable), ctx, [awaitable], |ctx, input, [awaitable]| match input {
            Input::Raise(cause) => {
                let name = ctx.type_name(awaitable);
                let message = format!("'async for' received an invalid object from __anext__: {name}");
                let error = ctx.type_error(message);
                error.set_cause(ctx.mc, Some(cause));
                error.set_context(ctx.mc, Some(cause));
                Err(error)
            }
            other => Step::value(other.value(ctx)?),
        })
    })
}
