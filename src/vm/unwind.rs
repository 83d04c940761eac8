//! Unwinding: from a raised exception to the handler that covers the place,
//! or out of the frame. Mirrors the `error` and `exception_unwind` labels of
//! `Python/ceval.c`.

use super::drive::Action;
use super::{frames, raise};
use crate::objects::Frame;
use crate::runtime::{Ctx, Outcome, Raise};
use crate::types::{Traceback, TracebackData};
use crate::value::Value;

/// The instruction that `frame` is at has raised: notes the place in the
/// traceback and looks for a handler.
pub fn unwind<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    if raised.traceback.get().is_none() && raised.context.get().is_none() {
        raise::set_context(ctx, raised, ctx.thread.topmost_handled());
    }
    add_traceback(ctx, frame, raised);
    if ctx.thread.data().traced.get() {
        return super::tracing::raised(ctx, frame, raised);
    }
    find_handler(ctx, frame, raised)
}

/// Puts the place that `frame` is at in front of the exception's traceback.
pub fn add_traceback<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) {
    frame.escape();
    let lasti = frame.data().lasti();
    let entry = TracebackData {
        next: gc_arena::lock::Lock::new(raised.traceback.get()),
        frame,
        lasti,
        lineno: frame.data().lineno(),
    };
    raised.set_traceback(ctx.mc, Some(Traceback::alloc(ctx.mc, entry)));
}

/// Looks for the handler that covers the instruction that `frame` is at;
/// without one the exception leaves the frame.
pub fn find_handler<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    let index = frame.data().pc.get().saturating_sub(1);
    handle(ctx, frame, raised, index, index)
}

/// As [`find_handler`] for an exception thrown into a generator, which is shown
/// where it would have gone on.
pub fn find_handler_thrown<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    let place = frame.data().pc.get();
    handle(ctx, frame, raised, place.saturating_sub(1), place)
}

/// Raises again without noting the place in the traceback: RERAISE and its
/// kin, at the instruction before `next`. `place` is the instruction that
/// raised first, if it was kept: what the frame shows as its line.
pub fn reraise<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>, next: u32, place: Value<'gc>) -> Action<'gc> {
    let index = next.saturating_sub(1);
    let place = match place {
        Value::Int(place) => u32::try_from(place).unwrap_or(index),
        _ => index,
    };
    handle(ctx, frame, raised, index, place)
}

/// Goes to the handler that covers `index`, showing `place` as where it was
/// raised.
fn handle<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>, index: u32, place: u32) -> Action<'gc> {
    let data = frame.data();
    let code = data.code.get();
    let handler = code.data().program.get().and_then(|program| program.handler(index));
    let Some(handler) = handler else {
        data.pc.set(place.saturating_add(1));
        return leave(ctx, frame, raised);
    };
    if ctx.config.snapshot_locals {
        frame.fold_locals(ctx.mc);
    }
    let mut sp = (code.data().nlocalsplus() as u32).saturating_add(handler.depth);
    if handler.lasti {
        frame.set_slot(ctx.mc, sp as usize, Value::Int(i64::from(place)));
        sp = sp.saturating_add(1);
    }
    frame.set_slot(ctx.mc, sp as usize, Value::Exception(raised));
    data.sp.set(sp.saturating_add(1));
    data.pc.set(handler.target);
    // Hostile tables can make a handler its own handler: that must not go on
    // for ever within a slice.
    let fuel = &ctx.thread.data().fuel;
    fuel.set(fuel.get().saturating_sub(1));
    if fuel.get() < 0 { Action::Pause(frame) } else { Action::Enter(frame) }
}

fn leave<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    if ctx.thread.data().traced.get() {
        return super::tracing::leaving(ctx, frame, raised);
    }
    leave_now(ctx, frame, raised)
}

/// Takes the frame off the stack and hands the exception to whoever waits.
pub(super) fn leave_now<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    let back = frame.data().back.get();
    if let Some(generator) = frame.data().owner.get() {
        generator.leave(ctx);
        generator.finish(ctx);
    }
    frames::leave(ctx);
    frame.release(ctx);
    Action::Deliver(back, Outcome::Raise(raised))
}
