//! Coroutines: awaiting, the wrapper that `__await__` gives, and where a
//! coroutine was made. Mirrors the coroutine part of `Objects/genobject.c`.

use gc_arena::{Collect, barrier::unlock};

use super::flags::CodeFlags;
use super::generator::{Coroutine, GeneratorCore, GeneratorExtra};
use crate::runtime::{Ctx, NativeResult, Step};
use crate::value::Value;
use crate::{classified, handle};

/// What `coroutine.__await__()` gives Python: it forwards everything.
#[derive(Collect)]
#[collect(no_drop)]
pub struct CoroutineWrapperData<'gc> {
    pub coroutine: Coroutine<'gc>,
}

handle! {
    /// A coroutine_wrapper object.
    CoroutineWrapper => CoroutineWrapperData
}
classified! { CoroutineWrapper => coroutine_wrapper }

impl<'gc> Coroutine<'gc> {
    /// What `await` drives: the coroutine itself. (The Python method
    /// `__await__` gives a [`CoroutineWrapper`].)
    pub fn await_iter(self) -> Coroutine<'gc> {
        self
    }

    /// What it has in common with generators.
    pub fn core(self) -> GeneratorCore<'gc> {
        GeneratorCore(self.0)
    }
}

impl<'gc> CoroutineWrapper<'gc> {
    /// A wrapper of the coroutine.
    pub fn new(ctx: Ctx<'gc>, coroutine: Coroutine<'gc>) -> Self {
        Self::alloc(ctx.mc, CoroutineWrapperData { coroutine })
    }

    /// The coroutine underneath.
    pub fn core(self) -> GeneratorCore<'gc> {
        self.coroutine.core()
    }
}

/// Whether `await` drives the object itself: a coroutine, or a generator that
/// `types.coroutine` made.
pub fn is_own_awaitable(value: Value<'_>) -> bool {
    match value {
        Value::Coroutine(_) => true,
        Value::Generator(generator) => generator.code.flags.contains(CodeFlags::ITERABLE_COROUTINE),
        _ => false,
    }
}

/// The iterator that awaiting `value` drives.
///
/// # Errors
/// TypeError when the value cannot be awaited, or what its `__await__` raises.
pub fn await_iter<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if is_own_awaitable(value) || matches!(value, Value::AsyncGenASend(_) | Value::AsyncGenAThrow(_)) {
        return Step::value(value);
    }
    if let Some(Value::None) = ctx.lookup_special(value, ctx.names.await_) {
        return Err(ctx.type_error("'NoneType' object is not callable"));
    }
    let Some(step) = (ctx.hooks.special)(ctx, value, ctx.names.await_)? else {
        return Err(ctx.type_error(format!("'{}' object can't be awaited", ctx.type_name(value))));
    };
    step.then(ctx, [], |ctx, iterator, []| {
        if is_own_awaitable(iterator) {
            return Err(ctx.type_error("__await__() returned a coroutine"));
        }
        match ctx.lookup_special(iterator, ctx.names.next) {
            Some(next) if !next.is_none() => Step::value(iterator),
            _ => {
                let name = ctx.type_name(iterator);
                Err(ctx.type_error(format!("__await__() returned non-iterator of type '{name}'")))
            }
        }
    })
}

/// Notes where a coroutine is made, when `sys` was told to: called with the
/// caller's frame on top.
pub fn note_origin<'gc>(ctx: Ctx<'gc>, coroutine: GeneratorCore<'gc>, caller: Option<super::Frame<'gc>>) {
    let depth = ctx.thread.origin_depth.get() as usize;
    if depth == 0 {
        return;
    }
    let entries: Vec<_> = std::iter::successors(caller, |frame| frame.back_frame())
        .take(depth)
        .map(|frame| {
            let code = frame.code.get();
            let line = Value::Int(i64::from(frame.lineno().unwrap_or(0)));
            ctx.tuple(&[code.filename.into(), line, code.name.into()])
        })
        .collect();
    let extra = coroutine.extra_or_new(ctx.mc);
    unlock!(gc_arena::Gc::write(ctx.mc, extra), GeneratorExtra, origin).set(ctx.tuple(&entries));
}
