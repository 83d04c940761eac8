//! Driving generators, coroutines and async generators: what the eval loop
//! does for the protocol objects. Mirrors `gen_send_ex2` of
//! `Objects/genobject.c`.

use gc_arena::barrier::unlock;

use super::drive::Action;
use super::{frames, raise, unwind};
use crate::objects::{Back, Frame, GeneratorCore, GeneratorData, GeneratorKind, GeneratorState};
use crate::runtime::{Ctx, Outcome, Raise, Resumption, ThreadData};
use crate::value::Value;

/// Resumes a generator; what it yields or returns goes to `back`.
pub fn resume<'gc>(
    ctx: Ctx<'gc>,
    generator: GeneratorCore<'gc>,
    resumption: Resumption<'gc>,
    back: Back<'gc>,
) -> Action<'gc> {
    match check(ctx, generator, resumption) {
        Ok(Some(frame)) => {
            if let Err(raise) = frames::enter(ctx) {
                return Action::raise(back, raise);
            }
            link(ctx, generator);
            frame.set_back(ctx.mc, back);
            match resumption {
                Resumption::Send(value) => {
                    let sp = frame.data().sp.get();
                    frame.set_slot(ctx.mc, sp as usize, value);
                    frame.data().sp.set(sp.wrapping_add(1));
                    Action::Enter(frame)
                }
                Resumption::Throw(raised) => {
                    // The context is the body's own, never the thrower's.
                    if let Some(handled) = ctx.thread.data().handled.get() {
                        raise::set_context(ctx, raised, Some(handled));
                    }
                    unwind::add_traceback(ctx, frame, raised);
                    unwind::find_handler(ctx, frame, raised)
                }
            }
        }
        Ok(None) => Action::Deliver(back, Outcome::Stop(Value::None)),
        Err(raise) => Action::raise(back, raise),
    }
}

/// Enters a suspended generator from the eval loop: its frame, ready to run,
/// which delivers to `caller`. Nothing when [`resume`] has more to do.
///
/// # Errors
/// RecursionError.
#[inline]
pub fn enter<'gc>(
    ctx: Ctx<'gc>,
    generator: GeneratorCore<'gc>,
    value: Value<'gc>,
    caller: Frame<'gc>,
) -> Result<Option<Frame<'gc>>, Raise<'gc>> {
    let startable = match generator.data().state.get() {
        GeneratorState::Suspended | GeneratorState::SuspendedYieldFrom => true,
        GeneratorState::Created => value.is_none(),
        _ => false,
    };
    let Some(frame) = generator.data().frame.get().filter(|_| startable) else { return Ok(None) };
    frames::enter(ctx)?;
    link(ctx, generator);
    frame.set_back(ctx.mc, Back::Frame(caller));
    let sp = frame.data().sp.get();
    frame.set_slot(ctx.mc, sp as usize, value);
    frame.data().sp.set(sp.wrapping_add(1));
    Ok(Some(frame))
}

/// The frame to run, or none when the generator has nothing more to give.
fn check<'gc>(
    ctx: Ctx<'gc>,
    generator: GeneratorCore<'gc>,
    resumption: Resumption<'gc>,
) -> Result<Option<Frame<'gc>>, Raise<'gc>> {
    let noun = generator.kind.noun();
    match generator.data().state.get() {
        GeneratorState::Executing => Err(ctx.value_error(format!("{noun} already executing"))),
        GeneratorState::Completed | GeneratorState::Cleared => match (generator.kind, resumption) {
            (GeneratorKind::Coroutine, _) => Err(ctx.runtime_error("cannot reuse already awaited coroutine")),
            (_, Resumption::Throw(raised)) => Err(raised),
            (GeneratorKind::AsyncGenerator, Resumption::Send(_)) => {
                Err(ctx.exception(ctx.types.exceptions.StopAsyncIteration, &[]))
            }
            (GeneratorKind::Generator, Resumption::Send(_)) => Ok(None),
        },
        GeneratorState::Created if matches!(resumption, Resumption::Send(value) if !value.is_none()) => {
            Err(ctx.type_error(format!("can't send non-None value to a just-started {noun}")))
        }
        _ => Ok(generator.data().frame.get()),
    }
}

/// Makes the generator the innermost running one: its own handled exception
/// takes the place of the resumer's, which it keeps meanwhile.
#[inline]
pub fn link<'gc>(ctx: Ctx<'gc>, generator: GeneratorCore<'gc>) {
    let thread = ctx.thread;
    generator.data().state.set(GeneratorState::Executing);
    let write = generator.write(ctx.mc);
    let own = generator.data().handled.get();
    unlock!(write, GeneratorData, handled).set(thread.data().handled.get());
    unlock!(write, GeneratorData, outer).set(thread.data().generator.get());
    let thread = thread.write(ctx.mc);
    unlock!(thread, ThreadData, handled).set(own);
    unlock!(thread, ThreadData, generator).set(Some(generator));
}

/// Undoes [`link`].
#[inline]
pub fn unlink<'gc>(ctx: Ctx<'gc>, generator: GeneratorCore<'gc>) {
    let thread = ctx.thread;
    let write = generator.write(ctx.mc);
    let own = thread.data().handled.get();
    let thread = thread.write(ctx.mc);
    unlock!(thread, ThreadData, handled).set(generator.data().handled.get());
    unlock!(thread, ThreadData, generator).set(generator.data().outer.get());
    unlock!(write, GeneratorData, handled).set(own);
    unlock!(write, GeneratorData, outer).set(None);
}
