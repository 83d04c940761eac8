//! Driving generators, coroutines and async generators: runs the frames that
//! the protocol objects ask for. Mirrors `gen_send_ex2` of
//! `Objects/genobject.c`.

use super::drive::Action;
use super::{frames, raise, unwind};
use crate::objects::{Admission, Back, Frame, GeneratorCore, GeneratorState, Wait};
use crate::program::YIELD_DELEGATES;
use crate::runtime::{Call, Ctx, Delegate, Outcome, Resumption, Step};
use crate::value::Value;

/// Resumes a generator; what it yields or returns goes to `back`.
pub fn resume<'gc>(
    ctx: Ctx<'gc>,
    generator: GeneratorCore<'gc>,
    resumption: Resumption<'gc>,
    back: Back<'gc>,
) -> Action<'gc> {
    if let Resumption::Inject(thrown) = resumption {
        return match generator.throw(ctx, thrown) {
            Ok(step) => Action::Start(step, back),
            Err(raise) => Action::raise(back, raise),
        };
    }
    match generator.admit(ctx, resumption) {
        Ok(Admission::Run(frame)) => {
            if let Err(raise) = frames::enter(ctx) {
                return Action::raise(back, raise);
            }
            match resumption {
                Resumption::Throw(raised) => {
                    // While it still counts as suspended: it is shown where it goes on.
                    unwind::add_traceback(ctx, frame, raised);
                    generator.enter(ctx);
                    frame.set_back(ctx.mc, back);
                    // The context is the body's own, never the thrower's.
                    if let Some(handled) = ctx.thread.data().handled.get() {
                        raise::set_context(ctx, raised, Some(handled));
                    }
                    if ctx.thread.data().traced.get() {
                        return super::tracing::thrown(ctx, frame, raised);
                    }
                    unwind::find_handler_thrown(ctx, frame, raised)
                }
                Resumption::Send(value) => {
                    generator.enter(ctx);
                    frame.set_back(ctx.mc, back);
                    let sp = frame.data().sp.get();
                    frame.set_slot(ctx.mc, sp as usize, value);
                    frame.data().sp.set(sp.wrapping_add(1));
                    Action::Enter(frame)
                }
                Resumption::Inject(_) => Action::raise(back, ctx.internal_error("injected twice")),
            }
        }
        Ok(Admission::Ended) => Action::Deliver(back, Outcome::Stop(Value::None)),
        Err(raise) => Action::raise(back, raise),
    }
}

/// Enters a suspended generator from the eval loop: its frame, ready to run,
/// which delivers to `caller`. Nothing when [`resume`] has more to do.
#[inline]
pub fn enter<'gc>(
    ctx: Ctx<'gc>,
    generator: GeneratorCore<'gc>,
    value: Value<'gc>,
    caller: Frame<'gc>,
) -> Option<Frame<'gc>> {
    let startable = match generator.data().state.get() {
        GeneratorState::Suspended | GeneratorState::SuspendedYieldFrom => true,
        GeneratorState::Created => value.is_none(),
        _ => false,
    };
    let frame = generator.data().frame.get().filter(|_| startable)?;
    let thread = ctx.thread.data();
    if thread.depth.get() >= thread.limit.get() {
        return None;
    }
    thread.depth.set(thread.depth.get() + 1);
    generator.enter(ctx);
    frame.set_back(ctx.mc, Back::Frame(caller));
    let sp = frame.data().sp.get();
    frame.set_slot(ctx.mc, sp as usize, value);
    frame.data().sp.set(sp.wrapping_add(1));
    Some(frame)
}

/// Suspends the running generator whose frame is `frame`, at a `yield` with
/// the operand `arg`.
#[inline]
pub fn suspend<'gc>(ctx: Ctx<'gc>, generator: GeneratorCore<'gc>, arg: u32, frame: Frame<'gc>) {
    frame.clear_above_stack(ctx.mc);
    frame.set_back(ctx.mc, Back::None);
    generator.leave(ctx);
    generator.suspend(arg & YIELD_DELEGATES != 0);
    frames::leave(ctx);
    if arg != 0 {
        generator.note_yield(ctx, arg);
    }
}

/// Throws into what a generator delegates to, while the generator's frame
/// waits for the outcome.
pub fn delegate<'gc>(ctx: Ctx<'gc>, generator: GeneratorCore<'gc>, to: Delegate<'gc>, back: Back<'gc>) -> Action<'gc> {
    let step = match to {
        Delegate::Throw(inner, thrown) => Step::Resume(inner, Resumption::Inject(thrown)),
        Delegate::Call(method, thrown) => Step::Call(Call { callee: method, args: thrown.args(), names: None }),
    };
    let frame = match (generator.data().frame.get(), generator.data().state.get()) {
        (Some(frame), GeneratorState::SuspendedYieldFrom) => frame,
        // Something that ran meanwhile has moved it on.
        _ => return Action::Start(step, back),
    };
    if let Err(raise) = frames::enter(ctx) {
        return Action::raise(back, raise);
    }
    generator.data().state.set(GeneratorState::Executing);
    frame.set_back(ctx.mc, back);
    frame.data().wait.set(Wait::Delegate);
    Action::Start(step, Back::Frame(frame))
}

/// Hands the outcome of a step started by [`delegate`] to its generator.
pub fn finish_delegate<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, outcome: Outcome<'gc>) -> Action<'gc> {
    let back = frame.data().back.get();
    frames::leave(ctx);
    frame.set_back(ctx.mc, Back::None);
    let Some(generator) = frame.data().owner.get() else {
        return Action::Deliver(back, outcome);
    };
    generator.suspend(true);
    match outcome {
        Outcome::Value(_) => Action::Deliver(back, outcome),
        Outcome::Stop(value) => resume(ctx, generator, Resumption::Throw(ctx.stop_iteration(value)), back),
        Outcome::Raise(raise) => resume(ctx, generator, Resumption::Throw(raise), back),
    }
}
