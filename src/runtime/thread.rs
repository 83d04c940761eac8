//! The state of the running program: the activation that is on top, the
//! exception being handled, depth, fuel and the free lists of frames.

use std::cell::{Cell as StdCell, RefCell};

use gc_arena::lock::Lock;
use gc_arena::{Collect, Mutation, barrier::unlock};

use crate::handle;
use crate::objects::{Back, Frame, GeneratorCore};
use crate::types::Exception;
use crate::value::Value;

/// How an activation ended.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub enum Outcome<'gc> {
    /// It returned or yielded this.
    Value(Value<'gc>),
    /// It was a generator or iterator and has ended with this value.
    Stop(Value<'gc>),
    Raise(Exception<'gc>),
}

/// What a slice left to do for the next one.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub enum Pending<'gc> {
    /// Nothing: the program is over or was not started.
    Idle,
    /// Run this frame from where it stopped.
    Run(Frame<'gc>),
    /// Hand the outcome to an activation.
    Deliver(Back<'gc>, Outcome<'gc>),
}

/// A program that waits until something else has run.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub struct Interrupted<'gc> {
    /// What it was about to do.
    pub pending: Pending<'gc>,
    /// The frame on top.
    pub frame: Option<Frame<'gc>>,
}

/// The number of free lists: frames of up to so many slots are reused.
pub const FREE_LISTS: usize = 48;

/// The state of the running program.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ThreadData<'gc> {
    /// The Python frame on top; while a native runs, the one that called it.
    pub frame: Lock<Option<Frame<'gc>>>,
    pub pending: Lock<Pending<'gc>>,
    /// The exception that the innermost generator body, or the code outside
    /// of any, is handling.
    pub handled: Lock<Option<Exception<'gc>>>,
    /// The innermost running generator.
    pub generator: Lock<Option<GeneratorCore<'gc>>>,
    /// The program, while what runs because objects have died runs first.
    pub interrupted: Lock<Option<Interrupted<'gc>>>,
    /// `sys.set_asyncgen_hooks(firstiter=...)`, or NULL.
    pub firstiter: Lock<Value<'gc>>,
    /// `sys.set_asyncgen_hooks(finalizer=...)`, or NULL.
    pub finalizer: Lock<Value<'gc>>,
    /// `sys.set_coroutine_origin_tracking_depth()`.
    #[collect(require_static)]
    pub origin_depth: StdCell<u32>,
    /// `sys.settrace()`, or NULL.
    pub trace: Lock<Value<'gc>>,
    /// `sys.setprofile()`, or NULL.
    pub profile: Lock<Value<'gc>>,
    /// How often profiling was switched off.
    #[collect(require_static)]
    pub profile_epoch: StdCell<u32>,
    /// Tracers at work, one inside the other.
    #[collect(require_static)]
    pub in_tracer: StdCell<u32>,
    /// While a tracer is at work: what its event is.
    #[cfg(feature = "vm")]
    #[collect(require_static)]
    pub moment: StdCell<Option<crate::vm::tracing::event::Moment>>,
    /// Whether frames are to run traced: a tracer is set and none is at work.
    #[collect(require_static)]
    pub traced: StdCell<bool>,
    /// How it ended, once it has.
    pub result: Lock<Option<Outcome<'gc>>>,
    /// Python frames on the call stack.
    #[collect(require_static)]
    pub depth: StdCell<u32>,
    /// `sys.getrecursionlimit()`.
    #[collect(require_static)]
    pub limit: StdCell<u32>,
    /// Native continuations on the call stack.
    #[collect(require_static)]
    pub native_depth: StdCell<u32>,
    /// Executors entered from natives, one inside the other.
    #[collect(require_static)]
    pub reentries: StdCell<u32>,
    /// Units left in this slice.
    #[collect(require_static)]
    pub fuel: StdCell<i32>,
    /// Addresses of the objects whose `repr` is under way.
    #[collect(require_static)]
    pub shown: RefCell<rustc_hash::FxHashSet<usize>>,
    /// A full collection was asked for.
    #[collect(require_static)]
    pub collect: StdCell<bool>,
    /// The program is over: what is left runs its finalizers.
    #[collect(require_static)]
    pub ending: StdCell<bool>,
    /// Frames to reuse, linked by `back`, by the number of their slots.
    free: [Lock<Option<Frame<'gc>>>; FREE_LISTS],
}

handle! {
    /// The state of the running program.
    Thread => ThreadData
}

impl<'gc> Thread<'gc> {
    /// A thread on which nothing runs.
    pub fn new(mc: &Mutation<'gc>) -> Self {
        Self::alloc(
            mc,
            ThreadData {
                frame: Lock::new(None),
                pending: Lock::new(Pending::Idle),
                handled: Lock::new(None),
                generator: Lock::new(None),
                interrupted: Lock::new(None),
                firstiter: Lock::new(Value::Null),
                finalizer: Lock::new(Value::Null),
                origin_depth: StdCell::new(0),
                trace: Lock::new(Value::Null),
                profile: Lock::new(Value::Null),
                profile_epoch: StdCell::new(0),
                in_tracer: StdCell::new(0),
                #[cfg(feature = "vm")]
                moment: StdCell::new(None),
                traced: StdCell::new(false),
                result: Lock::new(None),
                depth: StdCell::new(0),
                limit: StdCell::new(1000),
                native_depth: StdCell::new(0),
                reentries: StdCell::new(0),
                fuel: StdCell::new(0),
                shown: RefCell::default(),
                collect: StdCell::new(false),
                ending: StdCell::new(false),
                free: std::array::from_fn(|_| Lock::new(None)),
            },
        )
    }

    /// Sets the frame on top.
    #[inline]
    pub fn set_frame(self, mc: &Mutation<'gc>, frame: Option<Frame<'gc>>) {
        unlock!(self.write(mc), ThreadData, frame).set(frame);
    }

    /// Sets the exception that is being handled.
    #[inline]
    pub fn set_handled(self, mc: &Mutation<'gc>, handled: Option<Exception<'gc>>) {
        unlock!(self.write(mc), ThreadData, handled).set(handled);
    }

    /// `sys.set_asyncgen_hooks()`: a hook that is not given stays, NULL clears.
    pub fn set_async_hooks(self, mc: &Mutation<'gc>, firstiter: Option<Value<'gc>>, finalizer: Option<Value<'gc>>) {
        let write = self.write(mc);
        if let Some(hook) = finalizer {
            unlock!(write, ThreadData, finalizer).set(hook);
        }
        if let Some(hook) = firstiter {
            unlock!(write, ThreadData, firstiter).set(hook);
        }
    }

    /// `sys.settrace()`; NULL for none. Frames that run notice when the eval
    /// loop is entered the next time.
    pub fn set_trace(self, mc: &Mutation<'gc>, trace: Value<'gc>) {
        unlock!(self.write(mc), ThreadData, trace).set(trace);
        self.update_traced();
    }

    /// `sys.setprofile()`; as [`Self::set_trace`].
    pub fn set_profile(self, mc: &Mutation<'gc>, profile: Value<'gc>) {
        if profile.is_null() {
            let epoch = &self.data().profile_epoch;
            epoch.set(epoch.get().wrapping_add(1));
        }
        unlock!(self.write(mc), ThreadData, profile).set(profile);
        self.update_traced();
    }

    /// Finds out anew whether frames are to run traced.
    pub fn update_traced(self) {
        let data = self.data();
        let set = !data.trace.get().is_null() || !data.profile.get().is_null();
        data.traced.set(set && data.in_tracer.get() == 0);
    }

    /// A frame of exactly so many slots to reuse.
    #[inline]
    pub fn take_free(self, mc: &Mutation<'gc>, slots: usize) -> Option<Frame<'gc>> {
        let list = gc_arena::barrier::field!(self.write(mc), ThreadData, free);
        let frame = self.data().free.get(slots)?.get()?;
        let next = match frame.data().back.get() {
            Back::Frame(next) => Some(next),
            _ => None,
        };
        list[slots].unlock().set(next);
        Some(frame)
    }

    /// Keeps a retired frame for reuse.
    #[inline]
    pub fn put_free(self, mc: &Mutation<'gc>, frame: Frame<'gc>) {
        let slots = frame.data().slots.len();
        if slots >= FREE_LISTS {
            return;
        }
        let list = gc_arena::barrier::field!(self.write(mc), ThreadData, free);
        frame.set_back(mc, self.data().free[slots].get().map_or(Back::None, Back::Frame));
        list[slots].unlock().set(Some(frame));
    }

    /// Lets go of the frames kept for reuse: each still names the function that
    /// it ran last, which a full collection must be able to free.
    pub fn drop_free(self, mc: &Mutation<'gc>) {
        let list = gc_arena::barrier::field!(self.write(mc), ThreadData, free);
        for slots in 0..FREE_LISTS {
            list[slots].unlock().set(None);
        }
    }

    /// Empties the frames on the free lists that still hold what their last
    /// activation left: must come before the collector. They are in front, as
    /// frames come and go there.
    pub fn tidy_free(self, mc: &Mutation<'gc>) {
        for list in &self.data().free {
            let mut next = list.get();
            while let Some(frame) = next.filter(|frame| frame.data().marks.get().dirty) {
                frame.clean(mc);
                next = match frame.data().back.get() {
                    Back::Frame(next) => Some(next),
                    _ => None,
                };
            }
        }
    }

    /// The exception being handled by this code or, when it handles none, by
    /// the code that resumed it: `sys.exception()`.
    pub fn topmost_handled(self) -> Option<Exception<'gc>> {
        if let Some(handled) = self.data().handled.get() {
            return Some(handled);
        }
        let mut generator = self.data().generator.get();
        while let Some(current) = generator {
            if let Some(handled) = current.data().handled.get() {
                return Some(handled);
            }
            generator = current.data().outer.get();
        }
        None
    }
}
