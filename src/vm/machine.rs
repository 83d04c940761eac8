//! [`Machine`]: a heap with a program on it.

use pyarena_gc::{Handle, Heap, Rooted};

use super::{drive, load, setup};
use crate::objects::{Back, Frame};
use crate::pyc::RawCode;
use crate::runtime::state::{Config, Output};
use crate::runtime::{Ctx, Outcome, Pending, Root, ThreadData};
use crate::types::Module;
use crate::value::Value;

/// What a heap of pyarena holds.
pub struct PythonHeap;

impl Rooted for PythonHeap {
    type Root<'gc> = Root<'gc>;
    type Value<'gc> = Value<'gc>;
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
}

/// Units (back edges, calls, resumes) in a slice, unless the configuration says otherwise.
pub const SLICE: i32 = 1000;

impl Machine {
    /// A machine without a program.
    pub fn new(config: Config, output: Box<dyn Output>) -> Self {
        let slice = if config.slice > 0 { config.slice } else { SLICE };
        let stress = config.stress;
        let heap = Heap::new(pyarena_gc::Config::default(), |mc, _| setup::root(mc, config, output));
        Self { heap, slice, stress }
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
    pub fn run_main(&mut self, code: &std::sync::Arc<RawCode>, file: Option<&str>) -> Exit {
        let started = self.enter(|ctx| {
            let code = load::code_from_raw(ctx, code).map_err(|raise| super::exit::report(ctx, raise))?;
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
        });
        let outcome = match started {
            Ok(()) => self.finish(|ctx, outcome| match outcome {
                Outcome::Raise(raise) => super::exit::report(ctx, raise),
                _ => Exit::Finished,
            }),
            Err(exit) => exit,
        };
        self.at_exit(outcome)
    }

    /// Runs slices until the program is over, then hands its outcome to `end`.
    fn finish<T>(&mut self, end: impl for<'gc> FnOnce(Ctx<'gc>, Outcome<'gc>) -> T) -> T {
        while !self.step() {}
        self.enter(|ctx| {
            let result = ctx.thread.data().result.get().unwrap_or(Outcome::Value(Value::None));
            end(ctx, result)
        })
    }

    /// Runs one slice and lets the collector work; true when the program is over.
    pub fn step(&mut self) -> bool {
        let slice = self.slice;
        let (over, collect) = self.enter(|ctx| {
            let over = run_slice(ctx, slice);
            (over, ctx.thread.data().collect.replace(false))
        });
        if self.stress || collect {
            self.heap.collect();
        } else {
            self.heap.step();
        }
        over
    }

    /// What the end of a program does: flushes its output.
    fn at_exit(&mut self, exit: Exit) -> Exit {
        self.enter(|ctx| ctx.output.borrow_mut().flush());
        exit
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

/// Runs one slice; true when the program is over.
fn run_slice<'gc>(ctx: Ctx<'gc>, fuel: i32) -> bool {
    let thread = ctx.thread.write(ctx.mc);
    let pending = ctx.thread.data().pending.get();
    gc_arena::barrier::unlock!(thread, ThreadData, pending).set(Pending::Idle);
    ctx.thread.data().fuel.set(fuel);
    let action = match pending {
        Pending::Idle => return true,
        Pending::Run(frame) => drive::Action::Enter(frame),
        Pending::Deliver(back, outcome) => drive::Action::Deliver(back, outcome),
    };
    match drive::run(ctx, action, false) {
        None => false,
        Some(outcome) => {
            let thread = ctx.thread.write(ctx.mc);
            gc_arena::barrier::unlock!(thread, ThreadData, result).set(Some(outcome));
            ctx.thread.set_frame(ctx.mc, None);
            true
        }
    }
}
