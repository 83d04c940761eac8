//! What runs because an object has died: callbacks of weak references,
//! `__del__`, and the ends of generators and their like. The collector finds
//! out what is due between marking and sweeping; it runs as ordinary code at
//! the start of the next slice, before the program goes on, or inside
//! `gc.collect()`. Mirrors `PyObject_CallFinalizer` and `slot_tp_finalize` of
//! `Objects/object.c` and `Objects/typeobject.c`.

use gc_arena::{Collect, barrier::unlock};

use super::drive::Action;
use super::{attributes, exit, ops, unwind};
use crate::objects::{Back, finalize as protocol};
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
    Some(Action::Start(Step::run(Finalizing::default()), Back::Entry(frame)))
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
#[derive(Collect, Default)]
#[collect(no_drop)]
pub struct Finalizing<'gc> {
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
                Due::Finalizer(object) => match protocol::finalize(ctx, object) {
                    Some(step) => step.map(Some),
                    None => attributes::call_special(ctx, object, ctx.names.del, &[]),
                },
            };
            match step {
                Ok(Some(Step::Return(_)) | None) => {}
                Ok(Some(step)) => {
                    self.running = Some(due);
                    return Ok(Flow::Await(step));
                }
                Err(raise) => return unraisable_due(ctx, raise, due).map(Flow::Await),
            }
        }
        Flow::value(())
    }
}

fn unraisable_due<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, due: Due<'gc>) -> NativeResult<'gc> {
    let (what, object) = match due {
        Due::Callback { callback, .. } => ("Exception ignored while calling weakref callback", callback),
        Due::Finalizer(object) => {
            let del = ctx.lookup_special(object, ctx.names.del).unwrap_or(Value::None);
            ("Exception ignored while calling deallocator", del)
        }
    };
    protocol::unraisable(ctx, raise, object, ctx.str(what))
}

/// Tells `sys.unraisablehook` of an exception that has nowhere to go; `what`
/// ends in no colon.
///
/// # Errors
/// None: what the hook raises is shown in its turn.
pub fn unraisable<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, what: &str) -> NativeResult<'gc> {
    let Some(hook) = ctx.get_name(ctx.sys, "unraisablehook") else { return Step::value(()) };
    if raise.traceback.get().is_none()
        && let Some(frame) = ctx.thread.data().frame.get()
    {
        // It shows at least where the program was.
        unwind::add_traceback(ctx, frame, raise);
    }
    let traceback = raise.traceback.get().map_or(Value::None, Value::Traceback);
    let args = [Value::Class(raise.class.get()), raise.into(), traceback, ctx.str(what), Value::None];
    let args = crate::builtins::sys::unraisable_args(ctx, &args);
    Step::call(hook, &[args]).then_input(ctx, [hook], |ctx, input, [hook]| {
        let Input::Raise(raise) = input else { return Step::value(()) };
        ops::repr(ctx, hook)?.then_input(ctx, [raise.into()], |ctx, shown, [raise]| {
            let shown = match shown {
                Input::Value(Value::Str(shown)) => shown.lossy().into_owned(),
                _ => "<object repr() failed>".to_owned(),
            };
            exit::write_error(ctx, &format!("Exception ignored in sys.unraisablehook: {shown}\n"));
            if let Value::Exception(raise) = raise {
                let text = crate::traceback::print_unraisable(ctx, raise, raise.traceback.get());
                exit::write_error(ctx, &text);
            }
            Step::value(())
        })
    })
}

/// How often `gc.collect()` looks whether finalizers have made more garbage
/// that has finalizers. A finalizer may make its own like each time.
pub const MAX_ROUNDS: u32 = 100;

/// `gc.collect()`: a full collection, then what it made due, then the same
/// again for what that has let go. The slice ends for each collection.
#[derive(Collect)]
#[collect(no_drop)]
pub struct Collecting {
    rounds: u32,
    /// What was due had been started this often when this round began.
    handed: u64,
    stage: Stage,
}

#[derive(Clone, Copy, Collect)]
#[collect(require_static)]
enum Stage {
    Asked,
    Collected,
}

impl Collecting {
    /// The step.
    pub fn step<'gc>() -> Step<'gc> {
        Step::run(Self { rounds: 0, handed: 0, stage: Stage::Collected })
    }
}

impl<'gc> Continuation<'gc> for Collecting {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match (input, self.stage) {
            (Input::Raise(raise), _) => return Err(raise),
            (Input::Start, _) => {}
            (_, Stage::Asked) => {
                self.stage = Stage::Collected;
                if ctx.watch.is_due() {
                    return Ok(Flow::Await(Step::run(Finalizing::default())));
                }
            }
            (_, Stage::Collected) => {}
        }
        if let Stage::Collected = self.stage
            && !matches!(input, Input::Start)
            && (ctx.watch.handed() == self.handed || self.rounds >= MAX_ROUNDS)
        {
            return Flow::value(0i64);
        }
        self.stage = Stage::Asked;
        self.rounds += 1;
        self.handed = ctx.watch.handed();
        ctx.thread.data().collect.set(true);
        Ok(Flow::Await(Step::Return(Value::None)))
    }
}
