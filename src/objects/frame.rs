//! Frames: activations of code. Mirrors `Objects/frameobject.c` and the
//! interpreter frames of `Include/internal/pycore_interpframe.h`.
//!
//! Every activation is one of these, on the heap from the start, so a frame
//! handle, a suspended generator and a running call are the same object. One
//! that nobody got a handle of goes to a free list when it returns.

use std::cell::Cell as StdCell;

use gc_arena::barrier::{Write, field, unlock};
use gc_arena::lock::Lock;
use gc_arena::{Collect, Gc, Mutation};

use super::code::Code;
use super::generator::GeneratorCore;
use crate::runtime::{Ctx, NativeFrame};
use crate::types::{Dict, Function};
use crate::value::Value;
use crate::{classified, handle};

/// Who gets the result of an activation.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub enum Back<'gc> {
    /// Nobody: the activation is suspended, finished, or was not entered yet.
    None,
    /// The caller's frame.
    Frame(Frame<'gc>),
    /// A native function that waits for this result.
    Native(NativeFrame<'gc>),
    /// Whoever entered the executor; the frame on top at that time.
    Entry(Option<Frame<'gc>>),
}

/// What a frame does with the result of the activation that it waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// Push it at `dst`.
    Value,
    /// Drop it.
    Discard,
    /// `__init__`: it must be None; the instance is at `dst` already.
    Init,
    /// FOR_ITER: push an item at `dst`, or go to `jump` when there is none.
    ForIter,
    /// Push the items of the tuple or list at `dst`, the last on top.
    Items,
    /// As `Items`, the first on top.
    ItemsReversed,
    /// SEND: push what was yielded at `dst`, or go to `jump` with the result.
    Send,
    /// SEND to the awaitable of an async generator, which is below `dst`: as
    /// `Send`, once the awaitable has been told the outcome.
    Anext,
    /// A step is done for this generator's delegate: see `Step::Delegate`.
    Delegate,
    /// A tracer runs.
    Traced(AfterTrace),
}

/// How a frame goes on when a tracer has been told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AfterTrace {
    /// With the rest of the events before an instruction.
    Instruction,
    /// The same, after the end of a native that it had called.
    NativeResult,
    /// A native that it had called has raised.
    NativeRaise,
    /// With the handler of an exception.
    Raised,
    /// An exception is thrown into its generator: the tracer was told,
    ThrownTrace,
    /// the profiler was told,
    ThrownProfile,
    /// the exception was told of as well.
    ThrownRaise,
    /// An exception leaves the frame: the tracer was told,
    LeavingTrace,
    /// the profiler was told.
    Leaving,
    /// Behind a loop whose iterator has raised StopIteration.
    LoopEnd,
    /// Behind a SEND whose receiver has raised StopIteration.
    SendEnd,
}

/// States of a frame outside of the ordinary.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FrameMarks {
    /// A handle was given out: the frame must not be reused.
    pub escaped: bool,
    /// The activation is over (`stop` of the source document).
    pub finished: bool,
    /// On a free list with what it held still in its slots.
    pub dirty: bool,
}

/// What only debuggers and tracers touch.
#[derive(Collect)]
#[collect(no_drop)]
pub struct FrameExtra<'gc> {
    /// `f_trace`, or NULL.
    pub trace: Lock<Value<'gc>>,
    #[collect(require_static)]
    pub trace_lines: StdCell<bool>,
    #[collect(require_static)]
    pub trace_opcodes: StdCell<bool>,
    /// Variables written through `f_locals` that the code does not know.
    pub locals: Lock<Option<Dict<'gc>>>,
    /// PEP 558: the one dict of `Frame::snapshot_locals`.
    pub snapshot: Lock<Option<Dict<'gc>>>,
    /// What that dict held when it was last brought up to date.
    pub taken: Lock<Option<Dict<'gc>>>,
    /// A line forced while a trace event is delivered; 0 when there is none.
    #[collect(require_static)]
    pub lineno: StdCell<i32>,
    /// The last instruction that ran traced; `u32::MAX` when there is none.
    #[collect(require_static)]
    pub prev: StdCell<u32>,
    /// The instruction before which events are delivered; `u32::MAX` when none are.
    #[collect(require_static)]
    pub at: StdCell<u32>,
    /// The number of the next of these events.
    #[collect(require_static)]
    pub stage: StdCell<u8>,
    /// The native that a profiler was told is called, or NULL.
    pub native: Lock<Value<'gc>>,
    /// The profiling that `native` belongs to.
    #[collect(require_static)]
    pub epoch: StdCell<u32>,
}

/// An activation of a code object.
///
/// State is kept in scalar cells in place: copying records of it costs
/// store-forwarding stalls.
#[derive(Collect)]
#[collect(no_drop)]
pub struct FrameData<'gc> {
    pub code: Lock<Code<'gc>>,
    pub back: Lock<Back<'gc>>,
    pub function: Lock<Option<Function<'gc>>>,
    pub globals: Lock<Dict<'gc>>,
    pub builtins: Lock<Dict<'gc>>,
    /// The namespace of a module or class body; NULL in functions.
    pub locals: Lock<Value<'gc>>,
    /// The generator, coroutine or async generator whose frame this is.
    pub owner: Lock<Option<GeneratorCore<'gc>>>,
    pub extra: Lock<Option<Gc<'gc, FrameExtra<'gc>>>>,
    /// Index of the next instruction of the decoded program.
    #[collect(require_static)]
    pub pc: StdCell<u32>,
    /// Index above the top of the value stack, within `slots`.
    #[collect(require_static)]
    pub sp: StdCell<u32>,
    /// Where the awaited result goes, within `slots`.
    #[collect(require_static)]
    pub dst: StdCell<u32>,
    /// Where to go on when the awaited iterator has ended.
    #[collect(require_static)]
    pub jump: StdCell<u32>,
    #[collect(require_static)]
    pub wait: StdCell<Wait>,
    #[collect(require_static)]
    pub marks: StdCell<FrameMarks>,
    /// localsplus (locals, cells, free variables), then the value stack.
    pub slots: Box<[Lock<Value<'gc>>]>,
}

handle! {
    /// A frame object.
    Frame => FrameData
}
classified! { Frame => frame }

impl<'gc> Frame<'gc> {
    /// A frame with empty slots, about to run its first instruction.
    pub fn new(
        mc: &Mutation<'gc>,
        code: Code<'gc>,
        function: Option<Function<'gc>>,
        globals: Dict<'gc>,
        builtins: Dict<'gc>,
        locals: Value<'gc>,
    ) -> Self {
        let slots = (0..code.framesize()).map(|_| Lock::new(Value::Null)).collect();
        Self::alloc(
            mc,
            FrameData {
                code: Lock::new(code),
                back: Lock::new(Back::None),
                function: Lock::new(function),
                globals: Lock::new(globals),
                builtins: Lock::new(builtins),
                locals: Lock::new(locals),
                owner: Lock::new(None),
                extra: Lock::new(None),
                pc: StdCell::new(0),
                sp: StdCell::new(code.nlocalsplus() as u32),
                dst: StdCell::new(0),
                jump: StdCell::new(0),
                wait: StdCell::new(Wait::Value),
                marks: StdCell::new(FrameMarks::default()),
                slots,
            },
        )
    }

    /// Makes a frame from a free list ready for an activation of `code`, whose
    /// number of slots it has. `args` go to the first fast slots, the others
    /// are emptied.
    #[inline]
    pub fn restart(
        self,
        mc: &Mutation<'gc>,
        code: Code<'gc>,
        nlocalsplus: usize,
        function: Function<'gc>,
        back: Back<'gc>,
        args: &[Lock<Value<'gc>>],
    ) {
        let write = self.write(mc);
        unlock!(write, FrameData, code).set(code);
        unlock!(write, FrameData, back).set(back);
        unlock!(write, FrameData, function).set(Some(function));
        unlock!(write, FrameData, globals).set(function.data().globals);
        unlock!(write, FrameData, builtins).set(function.data().builtins);
        let data = self.data();
        data.pc.set(0);
        data.sp.set(nlocalsplus as u32);
        data.wait.set(Wait::Value);
        data.marks.set(FrameMarks::default());
        let slots = field!(write, FrameData, slots).as_deref();
        for (index, arg) in args.iter().enumerate() {
            if index < slots.len() {
                slots[index].unlock().set(arg.get());
            }
        }
        for index in args.len()..nlocalsplus {
            if index < slots.len() {
                slots[index].unlock().set(Value::Null);
            }
        }
    }

    /// The slots for writing, the barrier paid once.
    #[inline(always)]
    pub fn slots(self, mc: &Mutation<'gc>) -> &'gc Write<[Lock<Value<'gc>>]> {
        field!(self.write(mc), FrameData, slots).as_deref()
    }

    /// Sets one slot.
    #[inline]
    pub fn set_slot(self, mc: &Mutation<'gc>, index: usize, value: Value<'gc>) {
        let slots = self.slots(mc);
        if index < slots.len() {
            slots[index].unlock().set(value);
        }
    }

    /// Sets who gets the result.
    #[inline]
    pub fn set_back(self, mc: &Mutation<'gc>, back: Back<'gc>) {
        unlock!(self.write(mc), FrameData, back).set(back);
    }

    /// Sets the generator whose frame it is.
    pub fn set_owner(self, mc: &Mutation<'gc>, owner: Option<GeneratorCore<'gc>>) {
        unlock!(self.write(mc), FrameData, owner).set(owner);
    }

    /// Forgets namespace and owner, before the frame goes to a free list. What
    /// is in its slots stays until the collector has its turn or the frame is
    /// used again: see [`Thread::tidy_free`](crate::runtime::Thread::tidy_free).
    #[inline]
    pub fn retire(self, mc: &Mutation<'gc>) {
        let data = self.data();
        data.marks.set(FrameMarks { dirty: true, ..FrameMarks::default() });
        if !data.locals.get().is_null() {
            unlock!(self.write(mc), FrameData, locals).set(Value::Null);
        }
        if data.owner.get().is_some() {
            unlock!(self.write(mc), FrameData, owner).set(None);
        }
        if data.extra.get().is_some() {
            unlock!(self.write(mc), FrameData, extra).set(None);
        }
    }

    /// Empties every slot of a frame on a free list.
    pub fn clean(self, mc: &Mutation<'gc>) {
        self.data().marks.set(FrameMarks::default());
        let slots = self.slots(mc);
        for index in 0..slots.len() {
            slots[index].unlock().set(Value::Null);
        }
    }

    /// Empties the slots above the top of the stack, so that nothing stays
    /// alive through values that were popped.
    #[inline]
    pub fn clear_above_stack(self, mc: &Mutation<'gc>) {
        let slots = self.slots(mc);
        for index in self.data().sp.get() as usize..slots.len() {
            slots[index].unlock().set(Value::Null);
        }
    }

    /// Takes the frame of a finished activation off the stack. Unless somebody
    /// has a handle of it, it is kept for reuse; else its variables
    /// stay and its value stack goes.
    #[inline]
    pub fn release(self, ctx: Ctx<'gc>) {
        let mut marks = self.data().marks.get();
        if marks.escaped {
            marks.finished = true;
            self.data().marks.set(marks);
            self.data().sp.set(self.data().code.get().nlocalsplus() as u32);
            self.clear_above_stack(ctx.mc);
            // Its caller can be reached through it from now on.
            let back = self.back_frame();
            if let Some(back) = back {
                back.escape();
            }
            self.set_back(ctx.mc, back.map_or(Back::None, Back::Frame));
        } else {
            self.retire(ctx.mc);
            ctx.thread.put_free(ctx.mc, self);
        }
    }

    /// Marks that a handle was given out.
    #[inline]
    pub fn escape(self) {
        let mut marks = self.data().marks.get();
        marks.escaped = true;
        self.data().marks.set(marks);
    }

    /// `f_back`: the nearest Python frame below, natives skipped.
    pub fn back_frame(self) -> Option<Frame<'gc>> {
        let mut back = self.data().back.get();
        loop {
            match back {
                Back::Frame(frame) => return Some(frame),
                Back::Native(native) => back = native.back.get(),
                Back::Entry(frame) => return frame,
                Back::None => return None,
            }
        }
    }

    /// What tracers set, made now if there is none.
    pub fn extra_or_new(self, mc: &Mutation<'gc>) -> Gc<'gc, FrameExtra<'gc>> {
        if let Some(extra) = self.data().extra.get() {
            return extra;
        }
        let extra = Gc::new(
            mc,
            FrameExtra {
                trace: Lock::new(Value::Null),
                trace_lines: StdCell::new(true),
                trace_opcodes: StdCell::new(false),
                locals: Lock::new(None),
                snapshot: Lock::new(None),
                taken: Lock::new(None),
                lineno: StdCell::new(0),
                prev: StdCell::new(u32::MAX),
                at: StdCell::new(u32::MAX),
                stage: StdCell::new(0),
                native: Lock::new(Value::Null),
                epoch: StdCell::new(0),
            },
        );
        unlock!(self.write(mc), FrameData, extra).set(Some(extra));
        extra
    }
}

impl<'gc> FrameData<'gc> {
    /// `f_lasti`: byte offset of the last instruction started, -1 before the
    /// first. A generator that is not running has started the instruction where
    /// it goes on.
    pub fn lasti(&self) -> i32 {
        let suspended = self.owner.get().is_some_and(|owner| !owner.is_running());
        let index = if suspended { Some(self.pc.get()) } else { self.pc.get().checked_sub(1) };
        match (self.code.get().program.get(), index) {
            (Some(program), Some(index)) => program.byte_offset(index),
            _ => -1,
        }
    }

    /// `f_lineno`: the line of the last instruction started, if it has one.
    pub fn lineno(&self) -> Option<i32> {
        match self.extra.get().map(|extra| extra.lineno.get()) {
            Some(forced) if forced != 0 => Some(forced),
            _ => self.code.get().line_at(self.lasti()),
        }
    }
}
