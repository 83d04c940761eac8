//! The generator protocol as steps: told what happened, these say what comes
//! next, and whoever runs bytecode does it. Nothing here runs a frame or calls
//! itself, however deep generators delegate. Mirrors `gen_send_ex2`,
//! `_gen_throw` and `gen_close` of `Objects/genobject.c`.
//!
//! A driver that resumes a generator does this:
//! 1. [`GeneratorCore::admit`] checks the state and gives the frame to run;
//! 2. [`GeneratorCore::enter`] makes the generator the innermost running one;
//! 3. when the frame stops, [`GeneratorCore::leave`], then
//!    [`GeneratorCore::suspend`] after a yield, [`GeneratorCore::finish`] after
//!    a return or an exception.
//!
//! `send` and `__next__` are [`Step::Resume`] with [`Resumption::Send`];
//! `throw` is [`Resumption::Inject`], for which the driver asks
//! [`GeneratorCore::throw`]; `close` is [`GeneratorCore::close`].

use gc_arena::{Collect, barrier::unlock};

use super::frame::Frame;
use super::generator::{GeneratorCore, GeneratorData, GeneratorKind, GeneratorState};
use super::thrown::Thrown;
use crate::opcode::operands::ResumeArg;
use crate::program::Op;
use crate::runtime::{
    Continuation, Ctx, Delegate, Flow, Input, NativeResult, Raise, Resumption, Step, ThreadData, then_input,
};
use crate::value::Value;

/// Whether a generator can be resumed.
#[derive(Clone, Copy)]
pub enum Admission<'gc> {
    /// Run this frame.
    Run(Frame<'gc>),
    /// It has finished and gives nothing more.
    Ended,
}

impl<'gc> GeneratorCore<'gc> {
    /// Whether the generator can be resumed so, and the frame to run.
    ///
    /// # Errors
    /// ValueError while it runs, TypeError for a value sent before the first
    /// `yield`; what a finished generator raises. The state is as before.
    pub fn admit(self, ctx: Ctx<'gc>, resumption: Resumption<'gc>) -> Result<Admission<'gc>, Raise<'gc>> {
        let noun = self.kind.noun();
        match self.data().state.get() {
            GeneratorState::Executing => Err(ctx.value_error(format!("{noun} already executing"))),
            GeneratorState::Completed | GeneratorState::Cleared => match (self.kind, resumption) {
                (GeneratorKind::Coroutine, _) => Err(ctx.runtime_error("cannot reuse already awaited coroutine")),
                (_, Resumption::Throw(raised)) => Err(raised),
                (GeneratorKind::AsyncGenerator, _) => Err(ctx.exception(ctx.types.exceptions.StopAsyncIteration, &[])),
                (GeneratorKind::Generator, _) => Ok(Admission::Ended),
            },
            GeneratorState::Created if matches!(resumption, Resumption::Send(value) if !value.is_none()) => {
                Err(ctx.type_error(format!("can't send non-None value to a just-started {noun}")))
            }
            _ => Ok(self.data().frame.get().map_or(Admission::Ended, Admission::Run)),
        }
    }

    /// Makes the generator the innermost running one: its own handled
    /// exception takes the place of the resumer's, which it keeps meanwhile.
    #[inline]
    pub fn enter(self, ctx: Ctx<'gc>) {
        let thread = ctx.thread;
        self.data().state.set(GeneratorState::Executing);
        let write = self.write(ctx.mc);
        let own = self.data().handled.get();
        unlock!(write, GeneratorData, handled).set(thread.data().handled.get());
        unlock!(write, GeneratorData, outer).set(thread.data().generator.get());
        let thread = thread.write(ctx.mc);
        unlock!(thread, ThreadData, handled).set(own);
        unlock!(thread, ThreadData, generator).set(Some(self));
    }

    /// Undoes [`Self::enter`], but for the state.
    #[inline]
    pub fn leave(self, ctx: Ctx<'gc>) {
        let thread = ctx.thread;
        let write = self.write(ctx.mc);
        let own = thread.data().handled.get();
        let thread = thread.write(ctx.mc);
        unlock!(thread, ThreadData, handled).set(self.data().handled.get());
        unlock!(thread, ThreadData, generator).set(self.data().outer.get());
        unlock!(write, GeneratorData, handled).set(own);
        unlock!(write, GeneratorData, outer).set(None);
    }

    /// Notes that the frame has yielded; `delegating` when what it yielded came
    /// from a `yield from` or `await`.
    #[inline]
    pub fn suspend(self, delegating: bool) {
        self.data().state.set(match delegating {
            true => GeneratorState::SuspendedYieldFrom,
            false => GeneratorState::Suspended,
        });
    }

    /// Finishes a generator that is not running and gives up its frame.
    fn finish_suspended(self, ctx: Ctx<'gc>) {
        if let Some(frame) = self.finish(ctx) {
            frame.release(ctx);
        }
    }

    /// `throw()`: into the delegate, if there is one, else into the generator.
    ///
    /// # Errors
    /// TypeError for arguments that do not fit, or what looking up the
    /// delegate's `throw` raises.
    pub fn throw(self, ctx: Ctx<'gc>, thrown: Thrown<'gc>) -> NativeResult<'gc> {
        let Some(delegate) = self.delegate() else {
            return thrown.throw_here(ctx, self);
        };
        let kept = [self.value(), thrown.kind, thrown.value, thrown.traceback];
        if thrown.closes && thrown.is_exit(ctx) {
            self.data().state.set(GeneratorState::Executing);
            return then_input(close_delegate(ctx, delegate), ctx, kept, |ctx, input, kept| {
                let (generator, thrown) = unpack(ctx, kept)?;
                generator.suspend(true);
                match input {
                    Input::Raise(raise) => Ok(Step::Resume(generator, Resumption::Throw(raise))),
                    _ => thrown.throw_here(ctx, generator),
                }
            });
        }
        if let Value::Generator(_) | Value::Coroutine(_) = delegate
            && let Some(inner) = delegate.as_generator_core()
        {
            return Ok(Step::Delegate(self, Delegate::Throw(inner, thrown)));
        }
        then_input((ctx.hooks.attribute)(ctx, delegate, ctx.names.throw), ctx, kept, |ctx, input, kept| {
            let (generator, thrown) = unpack(ctx, kept)?;
            match input {
                Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.AttributeError) => {
                    thrown.throw_here(ctx, generator)
                }
                other => Ok(Step::Delegate(generator, Delegate::Call(other.value(ctx)?, thrown))),
            }
        })
    }

    /// `close()`.
    ///
    /// # Errors
    /// ValueError while it runs.
    pub fn close(self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        match self.data().state.get() {
            GeneratorState::Created => {
                self.finish_suspended(ctx);
                return Step::value(());
            }
            GeneratorState::Completed | GeneratorState::Cleared => return Step::value(()),
            GeneratorState::Executing => {
                return Err(ctx.value_error(format!("{} already executing", self.kind.noun())));
            }
            GeneratorState::Suspended | GeneratorState::SuspendedYieldFrom => {}
        }
        let Some(delegate) = self.delegate() else {
            return self.close_here(ctx, None);
        };
        self.data().state.set(GeneratorState::Executing);
        then_input(close_delegate(ctx, delegate), ctx, [self.value()], |ctx, input, [generator]| {
            let Some(generator) = generator.as_generator_core() else {
                return Err(ctx.internal_error("generator expected"));
            };
            generator.suspend(true);
            match input {
                Input::Raise(raise) => generator.close_here(ctx, Some(raise)),
                _ => generator.close_here(ctx, None),
            }
        })
    }

    /// Closes the generator itself; `raised` is what closing its delegate gave.
    fn close_here(self, ctx: Ctx<'gc>, raised: Option<Raise<'gc>>) -> NativeResult<'gc> {
        if raised.is_none() && self.is_unguarded() && !ctx.thread.data().traced.get() {
            // Nothing of the program would see the GeneratorExit.
            self.finish_suspended(ctx);
            return Step::value(());
        }
        let raise = raised.unwrap_or_else(|| {
            let exit = ctx.exception(ctx.types.exceptions.GeneratorExit, &[]);
            exit.set_context(ctx.mc, ctx.thread.topmost_handled());
            exit
        });
        let mut marks = self.data().marks.get();
        marks.closing = true;
        self.data().marks.set(marks);
        let step = Step::Resume(self, Resumption::Throw(raise));
        step.then_input(ctx, [self.value()], |ctx, input, [generator]| {
            if let Some(core) = generator.as_generator_core() {
                let mut marks = core.data().marks.get();
                marks.closing = false;
                core.data().marks.set(marks);
            }
            let exceptions = &ctx.state().types.exceptions;
            match input {
                Input::Stop(_) if is_async(generator) => Err(ctx.exception(exceptions.StopAsyncIteration, &[])),
                Input::Stop(value) => Step::value(value),
                Input::Raise(raise) if ctx.is_raised(raise, exceptions.GeneratorExit) => Step::value(()),
                Input::Raise(raise) if ctx.is_raised(raise, exceptions.StopIteration) => {
                    Step::value(raise.field(0).or(Value::None))
                }
                Input::Raise(raise) => Err(raise),
                Input::Start | Input::Value(_) => {
                    let noun = generator.as_generator_core().map_or("generator", |core| core.kind.noun());
                    Err(ctx.runtime_error(format!("{noun} ignored GeneratorExit")))
                }
            }
        })
    }

    /// Whether the generator is suspended where its code has no handler of its
    /// own: the compiler marks the RESUME there.
    fn is_unguarded(self) -> bool {
        let Some(frame) = self.data().frame.get() else { return true };
        let program = self.code.program.get();
        let instr = program.and_then(|program| program.data().instrs.get(frame.pc.get() as usize));
        instr.is_some_and(|instr| instr.op == Op::Resume && ResumeArg::from_oparg(instr.arg).outermost)
    }
}

fn is_async(value: Value<'_>) -> bool {
    matches!(value, Value::AsyncGenerator(_))
}

/// What [`GeneratorCore::throw`] keeps while it waits.
fn unpack<'gc>(
    ctx: Ctx<'gc>,
    [generator, kind, value, traceback]: [Value<'gc>; 4],
) -> Result<(GeneratorCore<'gc>, Thrown<'gc>), Raise<'gc>> {
    match generator.as_generator_core() {
        Some(generator) => Ok((generator, Thrown { kind, value, traceback, closes: true })),
        None => Err(ctx.internal_error("generator expected")),
    }
}

/// Closes what a generator delegates to: a result does not matter.
fn close_delegate<'gc>(ctx: Ctx<'gc>, delegate: Value<'gc>) -> NativeResult<'gc> {
    if let Value::Generator(_) | Value::Coroutine(_) = delegate
        && let Some(inner) = delegate.as_generator_core()
    {
        return Ok(Step::run(Close { generator: inner }));
    }
    then_input((ctx.hooks.attribute)(ctx, delegate, ctx.names.close), ctx, [delegate], |ctx, input, [delegate]| {
        match input {
            Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.AttributeError) => Step::value(()),
            Input::Raise(raise) => {
                let kept = [raise.into()];
                let text = match ctx.lookup_special(delegate, ctx.names.repr) {
                    Some(_) => (ctx.hooks.special)(ctx, delegate, ctx.names.repr)?.unwrap_or(Step::Return(Value::None)),
                    None => Step::Return(Value::None),
                };
                text.then_input(ctx, kept, |ctx, text, [raise]| {
                    let text = match text {
                        Input::Value(Value::Str(text)) => text.lossy().into_owned(),
                        _ => "<object repr() failed>".to_owned(),
                    };
                    match raise {
                        Value::Exception(raise) => {
                            let what = format!("Exception ignored while closing generator {text}");
                            (ctx.hooks.unraisable)(ctx, raise, &what)
                        }
                        _ => Step::value(()),
                    }
                })
            }
            other => Ok(Step::call(other.value(ctx)?, &[])),
        }
    })
}

/// Closes a generator when it is started: a chain of delegates is closed
/// without recursion.
#[derive(Collect)]
#[collect(no_drop)]
struct Close<'gc> {
    generator: GeneratorCore<'gc>,
}

impl<'gc> Continuation<'gc> for Close<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, _: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        Ok(Flow::Done(self.generator.close(ctx)?))
    }
}
