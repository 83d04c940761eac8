//! [`Machine`]: a heap with a program on it.

use pyarena_gc::{Handle, Heap, Rooted};

use super::{drive, finalize, load, setup};
use crate::objects::{Back, Frame, Wait};
use crate::runtime::state::{Config, Output};
use crate::runtime::{Continuation, Ctx, NativeFrame, Outcome, Pending, Root, ThreadData};
use crate::types::Module;
use crate::value::Value;
use crate::verify::Verified;

/// What a heap of pyarena holds.
pub struct PythonHeap;

impl Rooted for PythonHeap {
    type Root<'gc> = Root<'gc>;
    type Value<'gc> = Value<'gc>;

    fn marked<'gc>(fc: &'gc gc_arena::Finalization<'gc>, root: &'gc Root<'gc>) -> usize {
        root.state.data().watch.marked(fc)
    }

    fn waiting<'gc>(root: &'gc Root<'gc>) -> usize {
        root.state.data().watch.due()
    }

    fn settled<'gc>(fc: &'gc gc_arena::Finalization<'gc>, root: &'gc Root<'gc>) {
        root.state.data().watch.settled(fc);
    }
}

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exit {
    /// It ran to its end.
    Finished,
    /// SystemExit: the exit status.
    Status(i32),
    /// An exception was not caught; its traceback has been written to standard error.
    Uncaught,
}

/// A heap with a program on it.
pub struct Machine {
    heap: Heap<PythonHeap>,
    slice: i32,
    stress: bool,
    /// Allocations between two full collections, if that is fixed.
    interval: Option<usize>,
    /// Allocations since the last one.
    allocated: usize,
}

/// Units (back edges, calls, resumes) in a slice, unless the configuration says otherwise.
pub const SLICE: i32 = 1000;

impl Machine {
    /// A machine without a program.
    pub fn new(config: Config, output: Box<dyn Output>) -> Self {
        let slice = if config.slice > 0 { config.slice } else { SLICE };
        let stress = config.stress;
        let interval = usize::try_from(config.gc_interval).ok().filter(|&interval| interval > 0);
        // What a unit allocates is seldom more than an object.
        let slice = interval.and_then(|interval| i32::try_from(interval).ok()).map_or(slice, |most| slice.min(most));
        let heap = Heap::new(pyarena_gc::Config::default(), |mc, _| setup::root(mc, config, output));
        Self { heap, slice, stress, interval, allocated: 0 }
    }

    /// The heap, for looking at statistics and holding values from outside.
    pub fn heap(&mut self) -> &mut Heap<PythonHeap> {
        &mut self.heap
    }

    /// Enters the arena.
    pub fn enter<T>(&self, inside: impl for<'gc> FnOnce(Ctx<'gc>) -> T) -> T {
        self.heap.enter(|mc, root| inside(Ctx::new(mc, root.state)))
    }

    /// Keeps a value alive from outside.
    pub fn hold(&self, value: impl for<'gc> FnOnce(Ctx<'gc>) -> Value<'gc>) -> Handle {
        self.heap.hold(|mc, root| value(Ctx::new(mc, root.state)))
    }

    /// Runs `code` as the module `__main__` to its end.
    pub fn run_main(&mut self, code: &Verified, file: Option<&str>) -> Exit {
        if let Err(exit) = self.start_main(code, file) {
            return exit;
        }
        while !self.step() {}
        self.exit()
    }

    /// Makes `code` the module `__main__`, to be run by [`Self::step`].
    ///
    /// # Errors
    /// When the code cannot be loaded; the reason has been written to standard error.
    pub fn start_main(&mut self, code: &Verified, file: Option<&str>) -> Result<(), Exit> {
        self.enter(|ctx| {
            let code = load::module(ctx, code).map_err(|raise| super::exit::report(ctx, raise))?;
            let dict = ctx.dict();
            for (name, value) in [
                (ctx.names.name, ctx.names.main.into()),
                (ctx.names.doc, Value::None),
                (ctx.names.package, Value::None),
                (ctx.names.loader, Value::None),
                (ctx.names.spec, Value::None),
                (ctx.names.builtins, ctx.get_name(ctx.modules, "builtins").unwrap_or(Value::None)),
            ] {
                dict.set_str(ctx.mc, name, value);
            }
            if let Some(file) = file {
                dict.set_str(ctx.mc, ctx.names.file, ctx.str(file));
            }
            ctx.set_name(ctx.modules, "__main__", Module::new(ctx.mc, dict));
            start(ctx, Frame::new(ctx.mc, code, None, dict, ctx.builtins, dict.into()));
            Ok(())
        })
    }

    /// How the program ended, once [`Self::step`] has said that it is over. An
    /// uncaught exception is written to standard error now; then runs what
    /// `atexit` knows of, and what the program's objects do at their ends. The
    /// program's modules are gone afterwards.
    pub fn exit(&mut self) -> Exit {
        let exit = self.enter(|ctx| {
            let exit = match ctx.thread.data().result.get() {
                Some(Outcome::Raise(raise)) => super::exit::report(ctx, raise),
                _ => Exit::Finished,
            };
            start_step(ctx, crate::builtins::atexit::AtExit::default());
            exit
        });
        while !self.step() {}
        self.finalize();
        self.enter(|ctx| ctx.output.borrow_mut().flush());
        exit
    }

    /// Runs the finalizers of what is left when the program is over.
    fn finalize(&mut self) {
        if self.enter(|ctx| ctx.watch.watched() == 0 && !ctx.watch.is_due()) {
            return;
        }
        self.enter(super::exit::let_go);
        // What a finalizer lets go of may have one too.
        for _ in 0..finalize::MAX_ROUNDS {
            self.heap.collect();
            // What `sys` and built-in modules keep comes last.
            if !self.enter(|ctx| ctx.watch.is_due() || ctx.watch.give_up(ctx.mc)) {
                break;
            }
            self.enter(|ctx| start_step(ctx, finalize::Finalizing::default()));
            while !self.step() {}
        }
        self.enter(|ctx| ctx.thread.data().ending.set(false));
    }

    /// Runs one slice and lets the collector work; true when the program is over.
    pub fn step(&mut self) -> bool {
        let (slice, stress, interval) = (self.slice, self.stress, self.interval);
        let allocated = &mut self.allocated;
        let before = self.heap.accounting().objects();
        let (over, collect) = self.heap.enter(|mc, root| {
            let ctx = Ctx::new(mc, root.state);
            let over = run_slice(ctx, slice);
            ctx.thread.tidy_free(ctx.mc);
            let mut collect = ctx.thread.data().collect.replace(false) || stress;
            if let Some(interval) = interval {
                *allocated += mc.metrics().total_gc_count().saturating_sub(before);
                collect |= *allocated >= interval;
            }
            if collect {
                forget_popped(ctx);
            }
            (over, collect)
        });
        if collect {
            self.allocated = 0;
            self.heap.collect();
        } else {
            self.heap.step();
        }
        over
    }

    /// Leaves without freeing the heap: for the end of the process.
    pub fn forget(self) {
        self.heap.forget();
    }
}

/// Makes `frame` what the next slice runs.
fn start<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>) {
    frame.set_back(ctx.mc, Back::Entry(None));
    let thread = ctx.thread.write(ctx.mc);
    gc_arena::barrier::unlock!(thread, ThreadData, pending).set(Pending::Run(frame));
    gc_arena::barrier::unlock!(thread, ThreadData, result).set(None);
    ctx.thread.data().depth.set(1);
}

/// Makes `continuation` what the next slice runs, in no frame.
fn start_step<'gc>(ctx: Ctx<'gc>, continuation: impl Continuation<'gc> + 'gc) {
    let native = NativeFrame::new(ctx, Box::new(continuation), Back::Entry(None));
    let depth = &ctx.thread.data().native_depth;
    depth.set(depth.get().saturating_add(1));
    let thread = ctx.thread.write(ctx.mc);
    let go = Pending::Deliver(Back::Native(native), Outcome::Value(Value::None));
    gc_arena::barrier::unlock!(thread, ThreadData, pending).set(go);
    ctx.thread.data().depth.set(1);
}

/// Clears what frames on the call stack still hold above the tops of their
/// value stacks, and the frames kept for reuse, so that a full collection
/// finds all garbage.
fn forget_popped<'gc>(ctx: Ctx<'gc>) {
    ctx.thread.drop_free(ctx.mc);
    let mut frame = ctx.thread.data().frame.get();
    while let Some(current) = frame {
        let data = current.data();
        // The instance that waits for its `__init__` is where the result will be.
        if data.wait.get() != Wait::Init {
            current.clear_above_stack(ctx.mc);
        }
        frame = current.back_frame();
    }
}

/// Runs one slice; true when the program is over.
fn run_slice<'gc>(ctx: Ctx<'gc>, fuel: i32) -> bool {
    let thread = ctx.thread.write(ctx.mc);
    let pending = ctx.thread.data().pending.get();
    gc_arena::barrier::unlock!(thread, ThreadData, pending).set(Pending::Idle);
    ctx.thread.data().fuel.set(fuel);
    let mut action = match (pending, interruption(ctx, pending)) {
        (Pending::Idle, _) => return true,
        (_, Some(first)) => first,
        (Pending::Run(frame), None) => drive::Action::Enter(frame),
        (Pending::Deliver(back, outcome), None) => drive::Action::Deliver(back, outcome),
    };
    loop {
        let Some(outcome) = drive::run(ctx, action, false) else { return false };
        // What has ended may have been what ran before the program goes on.
        action = match finalize::resume(ctx) {
            Some(Pending::Run(frame)) => drive::Action::Enter(frame),
            Some(Pending::Deliver(back, outcome)) => drive::Action::Deliver(back, outcome),
            _ => {
                let thread = ctx.thread.write(ctx.mc);
                gc_arena::barrier::unlock!(thread, ThreadData, result).set(Some(outcome));
                ctx.thread.set_frame(ctx.mc, None);
                return true;
            }
        };
    }
}

/// What to do before the program goes on, if it is still running.
fn interruption<'gc>(ctx: Ctx<'gc>, pending: Pending<'gc>) -> Option<drive::Action<'gc>> {
    if matches!(pending, Pending::Idle) { None } else { finalize::interrupt(ctx, pending) }
}
