//! Async generators: hooks, and the awaitables of `asend`, `athrow` and
//! `aclose` as state machines. Mirrors the async generator part of
//! `Objects/genobject.c`.

use std::cell::Cell as StdCell;

use gc_arena::{Collect, barrier::unlock};

use super::generator::{AsyncGenerator, AsyncMarks, GeneratorCore, GeneratorExtra};
use super::thrown::Thrown;
use crate::runtime::{Ctx, Input, NativeResult, Outcome, Raise, Resumption, Step, then_input};
use crate::types::{Finality, Tuple};
use crate::value::Value;
use crate::{classified, handle};

/// A value that the body yielded, to tell it from what an `await` passes up.
/// Python never sees one.
#[derive(Collect)]
#[collect(no_drop)]
pub struct AsyncGenWrappedData<'gc> {
    pub value: Value<'gc>,
}

/// Where an awaitable is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AwaitState {
    /// Not driven yet.
    Init,
    /// The body is suspended in an `await`.
    Iter,
    /// It has given its result.
    Closed,
}

/// What `asend()` and `__anext__()` give.
#[derive(Collect)]
#[collect(no_drop)]
pub struct AsyncGenASendData<'gc> {
    pub generator: GeneratorCore<'gc>,
    /// What to send first.
    pub value: Value<'gc>,
    #[collect(require_static)]
    pub state: StdCell<AwaitState>,
    /// Watched until it is driven: [`super::finalize`].
    #[collect(require_static)]
    pub finality: StdCell<Finality>,
}

/// What `athrow()` and `aclose()` give.
#[derive(Collect)]
#[collect(no_drop)]
pub struct AsyncGenAThrowData<'gc> {
    pub generator: GeneratorCore<'gc>,
    /// The arguments of `athrow`; none for `aclose`.
    pub args: Option<Tuple<'gc>>,
    #[collect(require_static)]
    pub state: StdCell<AwaitState>,
    /// Watched until it is driven: [`super::finalize`].
    #[collect(require_static)]
    pub finality: StdCell<Finality>,
}

handle! {
    /// A yielded value on its way.
    AsyncGenWrapped => AsyncGenWrappedData
}
handle! {
    /// An async_generator_asend object.
    AsyncGenASend => AsyncGenASendData
}
handle! {
    /// An async_generator_athrow object.
    AsyncGenAThrow => AsyncGenAThrowData
}
classified! {
    AsyncGenWrapped => async_generator_wrapped_value,
    AsyncGenASend => async_generator_asend,
    AsyncGenAThrow => async_generator_athrow,
}

impl<'gc> AsyncGenerator<'gc> {
    /// What it has in common with generators.
    pub fn core(self) -> GeneratorCore<'gc> {
        GeneratorCore(self.0)
    }

    /// Calls the hooks of `sys.set_asyncgen_hooks` before the first iteration;
    /// the result does not matter.
    ///
    /// # Errors
    /// What `firstiter` raises (the hooks count as called).
    pub fn init_hooks(self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        let core = self.core();
        if core.marks.get().hooks_inited {
            return Step::value(());
        }
        core.mark(|marks| marks.hooks_inited = true);
        let finalizer = ctx.thread.finalizer.get();
        if !finalizer.is_null() {
            let extra = core.extra_or_new(ctx.mc);
            unlock!(gc_arena::Gc::write(ctx.mc, extra), GeneratorExtra, finalizer).set(finalizer);
            core.watch(ctx);
        }
        match ctx.thread.firstiter.get() {
            Value::Null => Step::value(()),
            hook => Ok(Step::call(hook, &[self.into()])),
        }
    }

    /// The awaitable of `asend(value)`.
    pub fn asend(self, ctx: Ctx<'gc>, value: Value<'gc>) -> AsyncGenASend<'gc> {
        let state = StdCell::new(AwaitState::Init);
        AsyncGenASend::alloc(
            ctx.mc,
            AsyncGenASendData { generator: self.core(), value, state, finality: StdCell::default() },
        )
    }

    /// The awaitable of `athrow(*args)`, or of `aclose()` without any.
    pub fn athrow(self, ctx: Ctx<'gc>, args: Option<Tuple<'gc>>) -> AsyncGenAThrow<'gc> {
        let state = StdCell::new(AwaitState::Init);
        AsyncGenAThrow::alloc(
            ctx.mc,
            AsyncGenAThrowData { generator: self.core(), args, state, finality: StdCell::default() },
        )
    }
}

impl<'gc> GeneratorCore<'gc> {
    fn mark(self, change: impl FnOnce(&mut AsyncMarks)) {
        let mut marks = self.data().marks.get();
        change(&mut marks);
        self.data().marks.set(marks);
    }

    /// What an outcome of the body means for who awaits: a yielded value is
    /// the result, the end is StopAsyncIteration.
    fn unwrap(self, ctx: Ctx<'gc>, outcome: Outcome<'gc>) -> Outcome<'gc> {
        match outcome {
            Outcome::Value(Value::AsyncGenWrapped(wrapped)) => {
                self.mark(|marks| marks.running = false);
                Outcome::Stop(wrapped.value)
            }
            Outcome::Value(value) => Outcome::Value(value),
            Outcome::Stop(_) => {
                self.mark(|marks| (marks.closed, marks.running) = (true, false));
                Outcome::Raise(ctx.exception(ctx.types.exceptions.StopAsyncIteration, &[]))
            }
            Outcome::Raise(raise) => {
                self.mark(|marks| {
                    marks.closed |= is_end(ctx, raise);
                    marks.running = false;
                });
                Outcome::Raise(raise)
            }
        }
    }
}

/// Whether the exception ends an async generator quietly.
fn is_end<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>) -> bool {
    let exceptions = &ctx.state().types.exceptions;
    ctx.is_raised(raise, exceptions.StopAsyncIteration) || ctx.is_raised(raise, exceptions.GeneratorExit)
}

/// An outcome as a native's answer.
fn answer<'gc>(outcome: Outcome<'gc>) -> NativeResult<'gc> {
    match outcome {
        Outcome::Value(value) => Ok(Step::Return(value)),
        Outcome::Stop(value) => Ok(Step::Stop(value)),
        Outcome::Raise(raise) => Err(raise),
    }
}

/// What `close()` of an awaitable makes of the outcome of throwing GeneratorExit.
fn after_close<'gc>(ctx: Ctx<'gc>, input: Input<'gc>, _: [Value<'gc>; 0]) -> NativeResult<'gc> {
    match input {
        Input::Stop(_) => Step::value(()),
        Input::Raise(raise) if is_end(ctx, raise) || ctx.is_raised(raise, ctx.types.exceptions.StopIteration) => {
            Step::value(())
        }
        Input::Raise(raise) => Err(raise),
        Input::Start | Input::Value(_) => Err(ctx.runtime_error("coroutine ignored GeneratorExit")),
    }
}

impl<'gc> AsyncGenASend<'gc> {
    /// Starts a `send`: what to send to the generator. Tell
    /// [`Self::settle`] the outcome.
    ///
    /// # Errors
    /// RuntimeError when it has given its result, or the generator is driven
    /// by another awaitable.
    pub fn begin(self, ctx: Ctx<'gc>, sent: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        let first = self.state.get() == AwaitState::Init;
        self.begin_throw(ctx)?;
        Ok(if first && sent.is_none() { self.value } else { sent })
    }

    /// Starts a `throw`.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub fn begin_throw(self, ctx: Ctx<'gc>) -> Result<(), Raise<'gc>> {
        match self.state.get() {
            AwaitState::Closed => {
                return Err(ctx.runtime_error("cannot reuse already awaited __anext__()/asend()"));
            }
            AwaitState::Init if self.generator.marks.get().running => {
                self.advance(ctx, AwaitState::Closed);
                return Err(ctx.runtime_error("anext(): asynchronous generator is already running"));
            }
            AwaitState::Init | AwaitState::Iter => {}
        }
        self.advance(ctx, AwaitState::Iter);
        self.generator.mark(|marks| marks.running = true);
        Ok(())
    }

    /// What the outcome of resuming the generator is for who awaits.
    pub fn settle(self, ctx: Ctx<'gc>, outcome: Outcome<'gc>) -> Outcome<'gc> {
        let outcome = self.generator.unwrap(ctx, outcome);
        if !matches!(outcome, Outcome::Value(_)) {
            self.advance(ctx, AwaitState::Closed);
        }
        outcome
    }

    fn after(ctx: Ctx<'gc>, input: Input<'gc>, [this]: [Value<'gc>; 1]) -> NativeResult<'gc> {
        match this {
            Value::AsyncGenASend(this) => answer(this.settle(ctx, input.outcome())),
            _ => Err(ctx.internal_error("asend expected")),
        }
    }

    /// `throw` with arguments that do not fit: it counts as driven. What to raise.
    pub fn refuse_throw(self, ctx: Ctx<'gc>, error: Raise<'gc>) -> Raise<'gc> {
        match self.begin_throw(ctx).map(|()| self.settle(ctx, Outcome::Raise(error))) {
            Err(raise) | Ok(Outcome::Raise(raise)) => raise,
            Ok(_) => error,
        }
    }

    /// `send(value)` and `__next__()`.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub fn send(self, ctx: Ctx<'gc>, sent: Value<'gc>) -> NativeResult<'gc> {
        let value = self.begin(ctx, sent)?;
        let step = Step::Resume(self.generator, Resumption::Send(value));
        step.then_input(ctx, [self.into()], |ctx, input, kept| AsyncGenASend::after(ctx, input, kept))
    }

    /// `throw(...)`.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub fn throw(self, ctx: Ctx<'gc>, thrown: Thrown<'gc>) -> NativeResult<'gc> {
        self.begin_throw(ctx)?;
        let step = Step::Resume(self.generator, Resumption::Inject(thrown));
        step.then_input(ctx, [self.into()], |ctx, input, kept| AsyncGenASend::after(ctx, input, kept))
    }

    /// `close()`.
    ///
    /// # Errors
    /// RuntimeError when the generator is driven by another awaitable.
    pub fn close(self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        if self.state.get() == AwaitState::Closed {
            return Step::value(());
        }
        then_input(self.throw(ctx, Thrown::new(ctx.types.exceptions.GeneratorExit)), ctx, [], after_close)
    }
}

impl<'gc> AsyncGenAThrow<'gc> {
    pub(super) fn word(self) -> &'static str {
        if self.args.is_some() { "athrow" } else { "aclose" }
    }

    fn begin(self, ctx: Ctx<'gc>) -> Result<(), Raise<'gc>> {
        match self.state.get() {
            AwaitState::Closed => Err(ctx.runtime_error("cannot reuse already awaited aclose()/athrow()")),
            AwaitState::Init if self.generator.marks.get().running => {
                self.advance(ctx, AwaitState::Closed);
                Err(ctx.runtime_error(format!("{}(): asynchronous generator is already running", self.word())))
            }
            AwaitState::Init | AwaitState::Iter => Ok(()),
        }
    }

    /// The step of a `send`, with whose outcome to call [`Self::settle`];
    /// nothing when it is over at once.
    ///
    /// # Errors
    /// RuntimeError when it cannot be driven (any more); StopAsyncIteration
    /// when the generator was closed.
    pub fn start(self, ctx: Ctx<'gc>, sent: Value<'gc>) -> Result<Option<Step<'gc>>, Raise<'gc>> {
        let generator = self.generator;
        if self.state.get() != AwaitState::Closed && generator.is_finished() {
            self.advance(ctx, AwaitState::Closed);
            return Ok(None);
        }
        self.begin(ctx)?;
        if self.state.get() == AwaitState::Iter {
            return Ok(Some(Step::Resume(generator, Resumption::Send(sent))));
        }
        if generator.marks.get().closed {
            self.advance(ctx, AwaitState::Closed);
            return Err(ctx.exception(ctx.types.exceptions.StopAsyncIteration, &[]));
        }
        if !sent.is_none() {
            return Err(ctx.runtime_error("can't send non-None value to a just-started coroutine"));
        }
        let thrown = match self.args {
            None => {
                generator.mark(|marks| marks.closed = true);
                Thrown::exit_all(ctx)
            }
            Some(args) => match *args.as_slice() {
                [kind] => Thrown { closes: false, ..Thrown::new(kind) },
                [kind, value] => Thrown { value, closes: false, ..Thrown::new(kind) },
                [kind, value, traceback] => Thrown { kind, value, traceback, closes: false },
                ref other => {
                    self.advance(ctx, AwaitState::Closed);
                    let given = other.len();
                    let bound = if given == 0 { "at least 1 argument" } else { "at most 3 arguments" };
                    return Err(ctx.type_error(format!("athrow expected {bound}, got {given}")));
                }
            },
        };
        self.advance(ctx, AwaitState::Iter);
        generator.mark(|marks| marks.running = true);
        Ok(Some(Step::Resume(generator, Resumption::Inject(thrown))))
    }

    /// What the outcome of resuming the generator is for who awaits.
    pub fn settle(self, ctx: Ctx<'gc>, outcome: Outcome<'gc>) -> Outcome<'gc> {
        let done = || {
            self.generator.mark(|marks| marks.running = false);
            self.advance(ctx, AwaitState::Closed);
        };
        if self.args.is_some() {
            let outcome = self.generator.unwrap(ctx, outcome);
            if !matches!(outcome, Outcome::Value(_)) {
                done();
            }
            return outcome;
        }
        match outcome {
            Outcome::Value(Value::AsyncGenWrapped(_)) => {
                done();
                Outcome::Raise(ctx.runtime_error("async generator ignored GeneratorExit"))
            }
            Outcome::Value(value) => Outcome::Value(value),
            Outcome::Stop(_) => {
                done();
                Outcome::Stop(Value::None)
            }
            Outcome::Raise(raise) => {
                done();
                if is_end(ctx, raise) { Outcome::Stop(Value::None) } else { Outcome::Raise(raise) }
            }
        }
    }

    fn after(ctx: Ctx<'gc>, input: Input<'gc>, [this]: [Value<'gc>; 1]) -> NativeResult<'gc> {
        match this {
            Value::AsyncGenAThrow(this) => answer(this.settle(ctx, input.outcome())),
            _ => Err(ctx.internal_error("athrow expected")),
        }
    }

    /// `throw` with arguments that do not fit: it counts as driven. What to raise.
    pub fn refuse_throw(self, ctx: Ctx<'gc>, error: Raise<'gc>) -> Raise<'gc> {
        if let Err(raise) = self.begin(ctx) {
            return raise;
        }
        self.generator.mark(|marks| marks.running = false);
        self.advance(ctx, AwaitState::Closed);
        error
    }

    /// `send(value)` and `__next__()`.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn send(self, ctx: Ctx<'gc>, sent: Value<'gc>) -> NativeResult<'gc> {
        match self.start(ctx, sent)? {
            None => Ok(Step::Stop(Value::None)),
            Some(step) => {
                step.then_input(ctx, [self.into()], |ctx, input, kept| AsyncGenAThrow::after(ctx, input, kept))
            }
        }
    }

    /// `throw(...)`.
    ///
    /// # Errors
    /// RuntimeError when it cannot be driven (any more).
    pub fn throw(self, ctx: Ctx<'gc>, thrown: Thrown<'gc>) -> NativeResult<'gc> {
        self.begin(ctx)?;
        if self.state.get() == AwaitState::Init {
            self.advance(ctx, AwaitState::Iter);
            self.generator.mark(|marks| marks.running = true);
        }
        let step = Step::Resume(self.generator, Resumption::Inject(thrown));
        step.then_input(ctx, [self.into()], |ctx, input, kept| AsyncGenAThrow::after(ctx, input, kept))
    }

    /// `close()`.
    ///
    /// # Errors
    /// RuntimeError when the generator is driven by another awaitable.
    pub fn close(self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        if self.state.get() == AwaitState::Closed {
            return Step::value(());
        }
        then_input(self.throw(ctx, Thrown::new(ctx.types.exceptions.GeneratorExit)), ctx, [], after_close)
    }
}
