//! The trampoline: hands results and exceptions from one activation to the
//! next, starts steps, and runs the eval loop whenever a Python frame is on
//! top. Nothing here calls itself, however deep the program does.

use gc_arena::barrier::unlock;

use super::{call, eval, frames, generators, ops, tracing, unwind};
use crate::objects::{Back, Frame, Wait};
use crate::runtime::{Ctx, Flow, Input, NativeFrame, Outcome, Pending, Raise, Resumption, Step, ThreadData};
use crate::value::Value;

/// What has to happen next.
pub enum Action<'gc> {
    /// Do the step; its result goes to the activation.
    Start(Step<'gc>, Back<'gc>),
    /// Hand an outcome to the activation.
    Deliver(Back<'gc>, Outcome<'gc>),
    /// Run the frame from where it is.
    Enter(Frame<'gc>),
    /// The instruction that the frame is at has raised.
    Unwind(Frame<'gc>, Raise<'gc>),
    /// Out of fuel at this frame.
    Pause(Frame<'gc>),
}

impl<'gc> Action<'gc> {
    /// Hands an exception to an activation.
    pub fn raise(back: Back<'gc>, raise: Raise<'gc>) -> Self {
        Action::Deliver(back, Outcome::Raise(raise))
    }
}

/// Native continuations on the stack at the same time.
const MAX_NATIVE_DEPTH: u32 = 200_000;

/// Runs until whoever entered gets an outcome, or (unless `nested`) until the
/// slice is over: then what is left is in the thread's `pending`.
pub fn run<'gc>(ctx: Ctx<'gc>, start: Action<'gc>, nested: bool) -> Option<Outcome<'gc>> {
    let mut action = start;
    loop {
        action = match action {
            Action::Start(step, back) => begin(ctx, step, back),
            Action::Enter(frame) if ctx.thread.data().traced.get() => tracing::run(ctx, frame),
            Action::Enter(frame) => eval::run(ctx, frame),
            Action::Unwind(frame, raise) => unwind::unwind(ctx, frame, raise),
            Action::Pause(frame) => {
                if nested {
                    ctx.thread.data().fuel.set(i32::MAX);
                    Action::Enter(frame)
                } else {
                    pause(ctx, Pending::Run(frame));
                    return None;
                }
            }
            Action::Deliver(back, outcome) => match back {
                Back::Frame(frame) => finish_wait(ctx, frame, outcome),
                Back::Native(native) => {
                    let thread = ctx.thread.data();
                    if !nested && (thread.fuel.get() < 0 || thread.collect.get()) {
                        pause(ctx, Pending::Deliver(back, outcome));
                        return None;
                    }
                    thread.fuel.set(thread.fuel.get().saturating_sub(1));
                    resume_native(ctx, native, outcome)
                }
                Back::None | Back::Entry(_) => return Some(outcome),
            },
        };
    }
}

fn pause<'gc>(ctx: Ctx<'gc>, pending: Pending<'gc>) {
    unlock!(ctx.thread.write(ctx.mc), ThreadData, pending).set(pending);
}

/// Starts a step.
fn begin<'gc>(ctx: Ctx<'gc>, step: Step<'gc>, back: Back<'gc>) -> Action<'gc> {
    match step {
        Step::Return(value) => Action::Deliver(back, Outcome::Value(value)),
        Step::Stop(value) => Action::Deliver(back, Outcome::Stop(value)),
        Step::Delegate(generator, to) => generators::delegate(ctx, generator, to, back),
        Step::Call(call) => call::start(ctx, call.callee, call.args, call.names, back),
        Step::Next(iterator) => {
            if let Back::Native(native) = back {
                native.data().asked.set(true);
            }
            match ops::next_step(ctx, iterator) {
                Ok(ops::NextStep::Item(item)) => Action::Deliver(back, Outcome::Value(item)),
                Ok(ops::NextStep::End) => Action::Deliver(back, Outcome::Stop(Value::None)),
                Ok(ops::NextStep::Generator(generator)) => {
                    generators::resume(ctx, generator, Resumption::Send(Value::None), back)
                }
                Ok(ops::NextStep::Step(step)) => Action::Start(step, back),
                Err(raise) => Action::raise(back, raise),
            }
        }
        Step::Resume(generator, resumption) => generators::resume(ctx, generator, resumption, back),
        Step::Frame(frame) => {
            frame.set_back(ctx.mc, back);
            match frames::enter(ctx) {
                Ok(()) => Action::Enter(frame),
                Err(raise) => Action::raise(back, raise),
            }
        }
        Step::Run(continuation) => {
            let depth = &ctx.thread.data().native_depth;
            if depth.get() >= MAX_NATIVE_DEPTH {
                return Action::raise(back, ctx.recursion_error("maximum recursion depth exceeded"));
            }
            depth.set(depth.get() + 1);
            let native = NativeFrame::new(ctx, continuation, back);
            go_on(ctx, native, Input::Start)
        }
    }
}

fn resume_native<'gc>(ctx: Ctx<'gc>, native: NativeFrame<'gc>, outcome: Outcome<'gc>) -> Action<'gc> {
    let asked = native.data().asked.replace(false);
    let input = match outcome {
        Outcome::Value(value) => Input::Value(value),
        Outcome::Stop(value) => Input::Stop(value),
        Outcome::Raise(raise) if asked && ctx.is_raised(raise, ctx.types.exceptions.StopIteration) => {
            Input::Stop(raise.field(0).or(Value::None))
        }
        Outcome::Raise(raise) => Input::Raise(raise),
    };
    // What ran meanwhile has left its own there.
    ctx.thread.set_frame(ctx.mc, native.frame);
    go_on(ctx, native, input)
}

fn go_on<'gc>(ctx: Ctx<'gc>, native: NativeFrame<'gc>, input: Input<'gc>) -> Action<'gc> {
    let flow = native.resume(ctx, input);
    if !matches!(flow, Ok(Flow::Await(_))) {
        let depth = &ctx.thread.data().native_depth;
        depth.set(depth.get().saturating_sub(1));
    }
    match flow {
        Ok(Flow::Await(step)) => Action::Start(step, Back::Native(native)),
        Ok(Flow::Done(step)) => Action::Start(step, native.data().back.get()),
        Err(raise) => Action::raise(native.data().back.get(), raise),
    }
}

/// Gives a frame the outcome that it waits for.
fn finish_wait<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, mut outcome: Outcome<'gc>) -> Action<'gc> {
    let data = frame.data();
    let dst = data.dst.get();
    let mut wait = data.wait.get();
    // Whether the end of what was sent to is a StopIteration that tracers see.
    let mut raises_stop = false;
    data.wait.set(Wait::Value);
    match wait {
        Wait::Traced(then) => return tracing::resume(ctx, frame, then, outcome),
        Wait::Delegate => return generators::finish_delegate(ctx, frame, outcome),
        Wait::Anext => {
            let awaitable = dst.checked_sub(1).and_then(|below| data.slots.get(below as usize));
            if let Some(Value::AsyncGenASend(awaitable)) = awaitable.map(|slot| slot.get()) {
                outcome = awaitable.settle(ctx, outcome);
            }
            wait = Wait::Send;
            raises_stop = true;
        }
        _ => {}
    }
    let put = |value: Value<'gc>| {
        frame.set_slot(ctx.mc, dst as usize, value);
        data.sp.set(dst.wrapping_add(1));
    };
    match (wait, outcome) {
        (
            Wait::Value | Wait::ForIter | Wait::Send | Wait::Anext | Wait::Delegate | Wait::Traced(_),
            Outcome::Value(value),
        ) => put(value),
        (Wait::Discard, Outcome::Value(_)) => data.sp.set(dst),
        (Wait::Init, Outcome::Value(Value::None)) => data.sp.set(dst.wrapping_add(1)),
        (Wait::Init, Outcome::Value(other)) => {
            let message = format!("__init__() should return None, not '{}'", ctx.type_name(other));
            return Action::Unwind(frame, ctx.type_error(message));
        }
        (Wait::Items | Wait::ItemsReversed, Outcome::Value(items)) => {
            let mut items = match items {
                Value::Tuple(tuple) => tuple.as_slice().to_vec(),
                Value::List(list) => list.to_vec(),
                _ => return Action::Unwind(frame, ctx.internal_error("items expected")),
            };
            if wait == Wait::ItemsReversed {
                items.reverse();
            }
            for (index, item) in items.iter().enumerate() {
                frame.set_slot(ctx.mc, (dst as usize).wrapping_add(index), *item);
            }
            data.sp.set(dst.wrapping_add(items.len() as u32));
        }
        (Wait::ForIter, Outcome::Stop(value)) => {
            if !value.is_none()
                && let Some(action) = tracing::loop_stopped(ctx, frame, ctx.stop_iteration(value), false)
            {
                return action;
            }
            end_loop(frame);
        }
        (Wait::ForIter, Outcome::Raise(raise)) if ctx.is_raised(raise, ctx.types.exceptions.StopIteration) => {
            if let Some(action) = tracing::loop_stopped(ctx, frame, raise, false) {
                return action;
            }
            end_loop(frame);
        }
        (Wait::Send, Outcome::Stop(value)) => {
            if raises_stop && let Some(action) = tracing::loop_stopped(ctx, frame, ctx.stop_iteration(value), true) {
                return action;
            }
            end_send(ctx, frame, value);
        }
        (Wait::Send, Outcome::Raise(raise)) if ctx.is_raised(raise, ctx.types.exceptions.StopIteration) => {
            if let Some(action) = tracing::loop_stopped(ctx, frame, raise, true) {
                return action;
            }
            end_send(ctx, frame, raise.field(0).or(Value::None));
        }
        (_, Outcome::Stop(value)) => return Action::Unwind(frame, ctx.stop_iteration(value)),
        (_, Outcome::Raise(raise)) => return Action::Unwind(frame, raise),
    }
    Action::Enter(frame)
}

/// Goes on behind a SEND with the result of what was sent to.
pub(super) fn end_send<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, value: Value<'gc>) {
    let data = frame.data();
    frame.set_slot(ctx.mc, data.dst.get() as usize, value);
    data.sp.set(data.dst.get().wrapping_add(1));
    data.pc.set(data.jump.get());
}

/// Goes on behind a loop: the iterator stays on the stack.
pub(super) fn end_loop(frame: Frame<'_>) {
    frame.data().sp.set(frame.data().dst.get());
    frame.data().pc.set(frame.data().jump.get());
}

/// Runs a step to its end inside a native: see `Ctx::reenter`.
///
/// # Errors
/// What the step raises.
pub fn reenter<'gc>(ctx: Ctx<'gc>, step: Step<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let thread = ctx.thread;
    let frame = thread.data().frame.get();
    let fuel = thread.data().fuel.get();
    let outcome = run(ctx, Action::Start(step, Back::Entry(frame)), true);
    thread.set_frame(ctx.mc, frame);
    thread.data().fuel.set(fuel.min(thread.data().fuel.get()));
    match outcome {
        Some(Outcome::Value(value)) => Ok(value),
        Some(Outcome::Stop(value)) => Err(ctx.stop_iteration(value)),
        Some(Outcome::Raise(raise)) => Err(raise),
        None => Err(ctx.internal_error("a nested run was paused")),
    }
}
