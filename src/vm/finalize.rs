//! What runs because an object has died: callbacks of weak references and
//! `__del__`. The collector finds out what is due between marking and
//! sweeping; it runs as ordinary code at the start of the next slice, before
//! the program goes on. Mirrors `handle_weakrefs` and `finalize_garbage` of
//! `Python/gc.c`, and `slot_tp_finalize`.

use gc_arena::{Collect, barrier::unlock};

use super::drive::Action;
use super::{attributes, exit};
use crate::objects::Back;
use crate::runtime::thread::Interrupted;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Pending, Raise, Step, ThreadData};
use crate::types::Due;
use crate::value::Value;

/// If something is due to run, keeps what the program was about to do and
/// gives what to do first.
pub fn interrupt<'gc>(ctx: Ctx<'gc>, pending: Pending<'gc>) -> Option<Action<'gc>> {
    let thread = ctx.thread.data();
    if !ctx.watch.is_due() || thread.interrupted.get().is_some() {
        return None;
    }
    let frame = thread.frame.get();
    let interrupted = Interrupted { pending, frame };
    unlock!(ctx.thread.write(ctx.mc), ThreadData, interrupted).set(Some(interrupted));
    Some(Action::Start(Step::run(Finalizing { running: None }), Back::Entry(frame)))
}

/// What the program was about to do, now that nothing is due any more.
pub fn resume<'gc>(ctx: Ctx<'gc>) -> Option<Pending<'gc>> {
    let cell = unlock!(ctx.thread.write(ctx.mc), ThreadData, interrupted);
    let interrupted = cell.get()?;
    cell.set(None);
    ctx.thread.set_frame(ctx.mc, interrupted.frame);
    Some(interrupted.pending)
}

/// Runs what is due, one thing after the other. Nothing that they raise gets
/// any further than to `sys.unraisablehook`.
#[derive(Collect)]
#[collect(no_drop)]
struct Finalizing<'gc> {
    running: Option<Due<'gc>>,
}

impl<'gc> Continuation<'gc> for Finalizing<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let running = self.running.take();
        if let (Input::Raise(raise), Some(due)) = (input, running) {
            return unraisable_due(ctx, raise, due).map(Flow::Await);
        }
        while let Some(due) = ctx.watch.next_due(ctx.mc) {
            let step = match due {
                Due::Callback { callback, reference } => Ok(Some(Step::call(callback, &[reference]))),
                Due::Finalizer(object) => attributes::call_special(ctx, object, ctx.names.del, &[]),
            };
            match step {
                Ok(Some(step)) => {
                    self.running = Some(due);
                    return Ok(Flow::Await(step));
                }
                Ok(None) => {}
                Err(raise) => return unraisable_due(ctx, raise, due).map(Flow::Await),
            }
        }
        Flow::value(())
    }
}

/// At the end of a program: what is due, then the finalizers of the objects
/// that are still there. As in CPython, they find their globals as they were.
pub fn at_exit(ctx: Ctx<'_>) {
    while let Some(due) = ctx.watch.next_due(ctx.mc) {
        run_now(ctx, due);
    }
    for object in ctx.watch.take_watched(ctx.mc) {
        run_now(ctx, Due::Finalizer(object));
    }
}

fn run_now<'gc>(ctx: Ctx<'gc>, due: Due<'gc>) {
    let step = match due {
        Due::Callback { callback, reference } => Ok(Some(Step::call(callback, &[reference]))),
        Due::Finalizer(object) => attributes::call_special(ctx, object, ctx.names.del, &[]),
    };
    let result = match step {
        Ok(Some(step)) => ctx.reenter(step),
        Ok(None) => return,
        Err(raise) => Err(raise),
    };
    if let Err(raise) = result {
        let report = unraisable_due(ctx, raise, due);
        // What the report itself raises has nowhere to go at all.
        let _ = report.and_then(|step| ctx.reenter(step));
    }
}

fn unraisable_due<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, due: Due<'gc>) -> Result<Step<'gc>, Raise<'gc>> {
    let (what, object) = match due {
        Due::Callback { callback, .. } => ("Exception ignored while calling weakref callback", callback),
        Due::Finalizer(object) => {
            let del = ctx.lookup_special(object, ctx.names.del).unwrap_or(Value::None);
            ("Exception ignored while calling deallocator", del)
        }
    };
    report(ctx, raise, what, object)
}

/// Tells `sys.unraisablehook` of an exception that has nowhere to go; `what`
/// ends in no colon.
///
/// # Errors
/// Never: what the hook raises is shown in its turn.
pub fn unraisable<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, what: &str) -> NativeResult<'gc> {
    report(ctx, raise, what, Value::None)
}

/// As [`unraisable`], with the object that it is about, or None.
///
/// # Errors
/// As there.
pub fn report<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, what: &str, object: Value<'gc>) -> NativeResult<'gc> {
    let Some(hook) = ctx.get_name(ctx.sys, "unraisablehook") else { return Step::value(()) };
    let traceback = raise.traceback.get().map_or(Value::None, Value::Traceback);
    let args = [Value::Class(raise.class.get()), raise.into(), traceback, ctx.str(what), object];
    let args = crate::builtins::sys::unraisable_args(ctx, &args);
    Step::call(hook, &[args]).then_input(ctx, [], |ctx, input, []| {
        if let Input::Raise(raise) = input {
            exit::write_error(ctx, "Exception ignored in sys.unraisablehook:\n");
            exit::write_error(ctx, &crate::traceback::print_uncaught(ctx, raise));
        }
        Step::value(())
    })
}
