//! Generators: what generators, coroutines and async generators have in
//! common. The protocol is in [`super::protocol`]. Mirrors
//! `Objects/genobject.c`.

use std::cell::Cell as StdCell;

use gc_arena::lock::Lock;
use gc_arena::{Collect, Gc, Mutation, barrier::unlock};

use super::code::Code;
use super::frame::{Back, Frame};
use crate::runtime::Ctx;
use crate::types::{Exception, Finality, Str};
use crate::value::Value;
use crate::{classified, handle};

/// Which of the three kinds an object is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorKind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

impl GeneratorKind {
    /// The word that messages use.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Generator => "generator",
            Self::Coroutine => "coroutine",
            Self::AsyncGenerator => "async generator",
        }
    }
}

/// Where a generator is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GeneratorState {
    /// Made, not started.
    Created,
    /// Stopped at a `yield`.
    Suspended,
    /// Stopped inside a `yield from` or `await`.
    SuspendedYieldFrom,
    /// Running, or a delegate of it is being closed or thrown into.
    Executing,
    /// Returned or raised.
    Completed,
    /// Finished and its frame has been given up.
    Cleared,
}

/// A generator, coroutine or async generator.
#[derive(Collect)]
#[collect(no_drop)]
pub struct GeneratorData<'gc> {
    #[collect(require_static)]
    pub kind: GeneratorKind,
    #[collect(require_static)]
    pub state: StdCell<GeneratorState>,
    /// For async generators: closed, running, and whether the hooks were called.
    #[collect(require_static)]
    pub marks: StdCell<AsyncMarks>,
    /// Whether it has something to run when it dies: [`super::finalize`].
    #[collect(require_static)]
    pub finality: StdCell<Finality>,
    /// The suspended frame; cut when finished.
    pub frame: Lock<Option<Frame<'gc>>>,
    pub code: Code<'gc>,
    pub name: Lock<Str<'gc>>,
    pub qualname: Lock<Str<'gc>>,
    /// The exception that the body is handling, while it is suspended; while
    /// it runs, the one that its resumer handles.
    pub handled: Lock<Option<Exception<'gc>>>,
    /// While it runs: the generator that resumed it, directly or not.
    pub outer: Lock<Option<GeneratorCore<'gc>>>,
    /// Rarely used parts.
    pub extra: Lock<Option<Gc<'gc, GeneratorExtra<'gc>>>>,
}

/// States that only async generators have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AsyncMarks {
    /// `aclose` started, or StopAsyncIteration or GeneratorExit escaped.
    pub closed: bool,
    /// The first iteration has called the hooks.
    pub hooks_inited: bool,
    /// An asend, athrow or aclose is in flight.
    pub running: bool,
    /// `close` is under way (`closing` of the source document).
    pub closing: bool,
}

/// What few generators have.
#[derive(Collect)]
#[collect(no_drop)]
pub struct GeneratorExtra<'gc> {
    /// `cr_origin`: where a coroutine was made, or None.
    pub origin: Lock<Value<'gc>>,
    /// The finalizer hook captured by an async generator, or NULL.
    pub finalizer: Lock<Value<'gc>>,
}

handle! {
    /// What generators, coroutines and async generators have in common.
    GeneratorCore => GeneratorData
}
handle! {
    /// A generator object.
    Generator => GeneratorData
}
handle! {
    /// A coroutine object.
    Coroutine => GeneratorData
}
handle! {
    /// An async generator object.
    AsyncGenerator => GeneratorData
}
classified! { Generator => generator, Coroutine => coroutine, AsyncGenerator => async_generator }

impl<'gc> GeneratorCore<'gc> {
    /// An object that owns `frame`, which must be at its first instruction
    /// after the prologue.
    pub fn new(mc: &Mutation<'gc>, kind: GeneratorKind, frame: Frame<'gc>, name: Str<'gc>, qualname: Str<'gc>) -> Self {
        Self::alloc(
            mc,
            GeneratorData {
                kind,
                state: StdCell::new(GeneratorState::Created),
                marks: StdCell::new(AsyncMarks::default()),
                finality: StdCell::new(Finality::UNWATCHED),
                frame: Lock::new(Some(frame)),
                code: frame.data().code.get(),
                name: Lock::new(name),
                qualname: Lock::new(qualname),
                handled: Lock::new(None),
                outer: Lock::new(None),
                extra: Lock::new(None),
            },
        )
    }

    /// The object as a value of its kind.
    #[inline]
    pub fn value(self) -> Value<'gc> {
        match self.kind {
            GeneratorKind::Generator => Value::Generator(Generator(self.0)),
            GeneratorKind::Coroutine => Value::Coroutine(Coroutine(self.0)),
            GeneratorKind::AsyncGenerator => Value::AsyncGenerator(AsyncGenerator(self.0)),
        }
    }

    /// Whether it has returned, raised or been closed.
    #[inline]
    pub fn is_finished(self) -> bool {
        matches!(self.data().state.get(), GeneratorState::Completed | GeneratorState::Cleared)
    }

    /// Whether it is running.
    #[inline]
    pub fn is_running(self) -> bool {
        self.data().state.get() == GeneratorState::Executing
    }

    /// Finishes it: gives up the frame, which is returned.
    #[inline]
    pub fn finish(self, ctx: Ctx<'gc>) -> Option<Frame<'gc>> {
        let mc = ctx.mc;
        self.data().state.set(GeneratorState::Cleared);
        if self.data().finality.get() != Finality::UNWATCHED {
            self.unwatch(ctx);
        }
        let frame = self.data().frame.get();
        let write = self.write(mc);
        unlock!(write, GeneratorData, frame).set(None);
        unlock!(write, GeneratorData, handled).set(None);
        unlock!(write, GeneratorData, outer).set(None);
        if let Some(frame) = frame {
            // Nothing leads from a finished generator's frame to its resumer.
            frame.set_back(mc, Back::None);
            frame.set_owner(mc, None);
        }
        frame
    }

    /// `gi_yieldfrom`: what it delegates to while suspended there.
    pub fn delegate(self) -> Option<Value<'gc>> {
        if self.data().state.get() != GeneratorState::SuspendedYieldFrom {
            return None;
        }
        let frame = self.data().frame.get()?;
        let below_value = frame.data().sp.get().checked_sub(1)?;
        frame.data().slots.get(below_value as usize).map(Lock::get)
    }

    /// The rarely used parts, made now if there are none.
    pub fn extra_or_new(self, mc: &Mutation<'gc>) -> Gc<'gc, GeneratorExtra<'gc>> {
        if let Some(extra) = self.data().extra.get() {
            return extra;
        }
        let extra = Gc::new(mc, GeneratorExtra { origin: Lock::new(Value::None), finalizer: Lock::new(Value::Null) });
        unlock!(self.write(mc), GeneratorData, extra).set(Some(extra));
        extra
    }
}

impl<'gc> Value<'gc> {
    /// A generator, coroutine or async generator.
    #[inline]
    pub fn as_generator_core(self) -> Option<GeneratorCore<'gc>> {
        match self {
            Value::Generator(g) => Some(GeneratorCore(g.0)),
            Value::Coroutine(c) => Some(GeneratorCore(c.0)),
            Value::AsyncGenerator(a) => Some(GeneratorCore(a.0)),
            _ => None,
        }
    }
}
