//! Tracing and profiling: `sys.settrace`, `sys.setprofile`. Mirrors
//! `Python/legacy_tracing.c` and the instrumentation below it.
//!
//! While a tracer is set, frames run in a loop of their own, [`run`], which asks
//! `before` at each instruction; the eval loop has no test for it. An event calls the tracer as a step of its own: the
//! frame waits with [`Wait::Traced`], and [`resume`] goes on where it was.
//!
//! | module | what |
//! |---|---|
//! | [`lines`] | which instructions start a line |
//! | [`event`] | one call of a tracer |
//! | [`jump`], [`stacks`] | setting `f_lineno` |

pub mod event;
pub mod jump;
pub mod lines;
pub mod stacks;

use gc_arena::barrier::unlock;

use self::event::{Event, profile, trace};
use self::lines::TraceLines;
use super::drive::{self, Action};
use super::execute::{Next, execute};
use super::{frames, unwind};
use crate::objects::{AfterTrace, Back, Frame, FrameExtra, Wait};
use crate::program::{Op, ProgramData};
use crate::runtime::{Ctx, Outcome, Raise, Step};
use crate::value::Value;

/// The stages of the events before one instruction.
const STAGES: u8 = 5;

/// Lets the frame wait for a tracer.
fn wait<'gc>(frame: Frame<'gc>, step: Step<'gc>, then: AfterTrace) -> Action<'gc> {
    frame.data().wait.set(Wait::Traced(then));
    Action::Start(step, Back::Frame(frame))
}

/// The lines of a program, found out at its first traced instruction.
fn lines_of<'gc>(frame: Frame<'gc>, program: &'gc ProgramData<'gc>) -> &'gc TraceLines {
    program.trace_lines.get_or_init(|| TraceLines::new(frame.data().code.get().data(), program))
}

/// Runs `frame`, and the frames that it calls, as the eval loop does, but one
/// full instruction after the other and with the events of tracers.
pub fn run<'gc>(ctx: Ctx<'gc>, entry: Frame<'gc>) -> Action<'gc> {
    let thread = ctx.thread;
    let mut frame = entry;
    loop {
        thread.set_frame(ctx.mc, Some(frame));
        // With fuel left no instruction starts over, which would be traced twice.
        if thread.data().fuel.get() <= 0 {
            return Action::Pause(frame);
        }
        if let Err(raise) = frames::program_of(ctx, frame.data().code.get()) {
            return Action::Unwind(frame, raise);
        }
        let index = frame.data().pc.get();
        if let Some(action) = before(ctx, frame, index) {
            return action;
        }
        frame.data().pc.set(index.wrapping_add(1));
        match execute(ctx, frame) {
            Next::Go => {}
            Next::Switch(to) => frame = to,
            Next::Leave(action) => return action,
        }
    }
}

/// The event that is due before the instruction at `index`, if one is. The
/// frame's stack pointer must be saved.
fn before<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, index: u32) -> Option<Action<'gc>> {
    if !ctx.thread.data().traced.get() {
        return None;
    }
    let program = frame.data().code.get().data().program.get()?.data();
    let extra = frame.extra_or_new(ctx.mc);
    if extra.at.get() != index {
        extra.at.set(index);
        extra.stage.set(0);
    }
    loop {
        let stage = extra.stage.get();
        if stage == STAGES {
            extra.at.set(u32::MAX);
            extra.prev.set(index);
            return None;
        }
        extra.stage.set(stage + 1);
        // Places count as started while their events are delivered.
        frame.data().pc.set(if stage == 0 { index } else { index.wrapping_add(1) });
        let step = match stage {
            0 => end_of_native(ctx, frame),
            1 => line(ctx, frame, program, index),
            2 => opcode(ctx, frame, program, index),
            3 => own_trace(ctx, frame, program, index),
            _ => own_profile(ctx, frame, program, index),
        };
        if let Some(step) = step {
            let then = if stage == 0 { AfterTrace::NativeResult } else { AfterTrace::Instruction };
            return Some(wait(frame, step, then));
        }
        frame.data().pc.set(index);
    }
}

/// The native that the frame called has returned.
fn end_of_native<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>) -> Option<Step<'gc>> {
    let native = take_native(ctx, frame)?;
    profile(ctx, frame, Event::CReturn, native)
}

fn take_native<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>) -> Option<Value<'gc>> {
    let extra = frame.data().extra.get()?;
    let native = extra.native.get().some()?;
    unlock!(gc_arena::Gc::write(ctx.mc, extra), FrameExtra, native).set(Value::Null);
    (extra.epoch.get() == ctx.thread.data().profile_epoch.get()).then_some(native)
}

fn line<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, program: &'gc ProgramData<'gc>, index: u32) -> Option<Step<'gc>> {
    let lines = lines_of(frame, program);
    if !lines.starts(index) {
        return None;
    }
    let extra = frame.data().extra.get()?;
    let prev = match extra.prev.get() {
        u32::MAX => index.checked_sub(1),
        prev => Some(prev),
    };
    if let Some(prev) = prev
        && lines.line(prev) == lines.line(index)
        && program.instrs.get(prev as usize).is_some_and(|instr| instr.op != Op::Resume)
    {
        return None;
    }
    line_event(ctx, frame, lines.line(index))
}

fn line_event<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, line: i32) -> Option<Step<'gc>> {
    let extra = frame.data().extra.get()?;
    if !extra.trace_lines.get() {
        return None;
    }
    let step = trace(ctx, frame, Event::Line, Value::None)?;
    extra.lineno.set(line);
    Some(step)
}

fn opcode<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, program: &'gc ProgramData<'gc>, index: u32) -> Option<Step<'gc>> {
    if !program.trace_opcodes.get() {
        return None;
    }
    let op = program.instrs.get(index as usize)?.op;
    if matches!(op, Op::Resume | Op::EndFor) || lines_of(frame, program).is_prologue(index) {
        return None;
    }
    if !frame.data().extra.get()?.trace_opcodes.get() {
        program.trace_opcodes.set(false);
        return None;
    }
    trace(ctx, frame, Event::Opcode, Value::None)
}

/// The value on top of the stack, or `depth` below it.
fn peek<'gc>(frame: Frame<'gc>, depth: u32) -> Value<'gc> {
    let index = frame.data().sp.get().wrapping_sub(depth) as usize;
    frame.data().slots.get(index).map_or(Value::Null, gc_arena::lock::Lock::get)
}

fn own_profile<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, program: &'gc ProgramData<'gc>, index: u32) -> Option<Step<'gc>> {
    let instr = program.instrs.get(index as usize)?;
    match instr.op {
        Op::Resume => profile(ctx, frame, Event::Call, Value::None),
        Op::ReturnValue | Op::YieldValue => profile(ctx, frame, Event::Return, peek(frame, 1)),
        Op::Call | Op::CallKw | Op::CallFunctionEx => {
            let below = match instr.op {
                Op::Call => instr.arg.wrapping_add(2),
                Op::CallKw => instr.arg.wrapping_add(3),
                _ => 4,
            };
            let native = match (peek(frame, below), peek(frame, below.wrapping_sub(1))) {
                (Value::Builtin(native), receiver) => event::bound_native(ctx, native, receiver)?,
                _ => return None,
            };
            let step = profile(ctx, frame, Event::CCall, native)?;
            let extra = frame.extra_or_new(ctx.mc);
            unlock!(gc_arena::Gc::write(ctx.mc, extra), FrameExtra, native).set(native);
            extra.epoch.set(ctx.thread.data().profile_epoch.get());
            Some(step)
        }
        _ => None,
    }
}

fn own_trace<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, program: &'gc ProgramData<'gc>, index: u32) -> Option<Step<'gc>> {
    let instr = program.instrs.get(index as usize)?;
    match instr.op {
        Op::Resume => trace(ctx, frame, Event::Call, Value::None),
        Op::ReturnValue | Op::YieldValue => trace(ctx, frame, Event::Return, peek(frame, 1)),
        Op::EndSend => {
            // A generator that was delegated to has returned.
            peek(frame, 2).as_generator_core()?;
            let stop = ctx.stop_iteration(peek(frame, 1));
            exception_event(ctx, frame, stop)
        }
        Op::JumpBackward => {
            // A loop on one line is a line event each time around.
            let lines = lines_of(frame, program);
            let line = lines.line(index);
            let again = instr.arg <= index && line >= 0 && lines.line(instr.arg) == line;
            if again { line_event(ctx, frame, line) } else { None }
        }
        _ => None,
    }
}

fn exception_event<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Option<Step<'gc>> {
    let traceback = raised.traceback.get().map_or(Value::None, Value::Traceback);
    let argument = ctx.tuple(&[Value::Class(raised.class.get()), raised.into(), traceback]);
    trace(ctx, frame, Event::Exception, argument)
}

/// An exception was raised in the frame or has come to it; its place has been
/// noted.
pub fn raised<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    if let Some(native) = take_native(ctx, frame)
        && let Some(step) = profile(ctx, frame, Event::CException, native)
    {
        return wait(frame, event::keeping(step, raised.into()), AfterTrace::NativeRaise);
    }
    raised_here(ctx, frame, raised)
}

fn raised_here<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    match exception_event(ctx, frame, raised) {
        Some(step) => wait(frame, event::keeping(step, raised.into()), AfterTrace::Raised),
        None => unwind::find_handler(ctx, frame, raised),
    }
}

/// An exception is thrown into a generator, whose frame is ready to go on.
pub fn thrown<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    frame.data().pc.set(frame.data().pc.get().wrapping_add(1));
    match trace(ctx, frame, Event::Call, Value::None) {
        Some(step) => wait(frame, event::keeping(step, raised.into()), AfterTrace::ThrownTrace),
        None => thrown_profile(ctx, frame, raised),
    }
}

fn thrown_profile<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    match profile(ctx, frame, Event::Call, Value::None) {
        Some(step) => wait(frame, event::keeping(step, raised.into()), AfterTrace::ThrownProfile),
        None => thrown_raise(ctx, frame, raised),
    }
}

fn thrown_raise<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    match exception_event(ctx, frame, raised) {
        Some(step) => wait(frame, event::keeping(step, raised.into()), AfterTrace::ThrownRaise),
        None => thrown_on(ctx, frame, raised),
    }
}

fn thrown_on<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    frame.data().pc.set(frame.data().pc.get().wrapping_sub(1));
    unwind::find_handler_thrown(ctx, frame, raised)
}

/// An exception leaves the frame.
pub fn leaving<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    match trace(ctx, frame, Event::Return, Value::None) {
        Some(step) => wait(frame, event::keeping(step, raised.into()), AfterTrace::LeavingTrace),
        None => leaving_profile(ctx, frame, raised),
    }
}

fn leaving_profile<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, raised: Raise<'gc>) -> Action<'gc> {
    match profile(ctx, frame, Event::Return, Value::None) {
        Some(step) => wait(frame, event::keeping(step, raised.into()), AfterTrace::Leaving),
        None => unwind::leave_now(ctx, frame, raised),
    }
}

/// The iterator of a loop has ended by raising `stop`: the loop goes on behind
/// itself, but tracers are told first.
pub fn loop_stopped<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, stop: Raise<'gc>, sends: bool) -> Option<Action<'gc>> {
    if !ctx.thread.data().traced.get() {
        return None;
    }
    let step = exception_event(ctx, frame, stop)?;
    let then = if sends { AfterTrace::SendEnd } else { AfterTrace::LoopEnd };
    Some(wait(frame, event::keeping(step, stop.into()), then))
}

/// Goes on when a tracer has returned or raised.
pub fn resume<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, then: AfterTrace, outcome: Outcome<'gc>) -> Action<'gc> {
    let data = frame.data();
    let extra = frame.extra_or_new(ctx.mc);
    extra.lineno.set(0);
    if !ctx.thread.data().traced.get() {
        // Nobody asks for the rest of the events.
        extra.at.set(u32::MAX);
    }
    let (kept, failed) = match outcome {
        Outcome::Value(value) | Outcome::Stop(value) => (value.as_exception(), None),
        Outcome::Raise(raise) => (Some(raise), Some(raise)),
    };
    match (then, kept, failed) {
        (
            AfterTrace::Instruction | AfterTrace::NativeResult | AfterTrace::LoopEnd | AfterTrace::SendEnd,
            _,
            Some(raise),
        ) => {
            extra.prev.set(extra.at.replace(u32::MAX));
            Action::Unwind(frame, raise)
        }
        (AfterTrace::Instruction, _, None) => {
            data.pc.set(data.pc.get().wrapping_sub(1));
            Action::Enter(frame)
        }
        (AfterTrace::NativeResult, _, None) => Action::Enter(frame),
        (AfterTrace::LoopEnd, _, None) => {
            drive::end_loop(frame);
            Action::Enter(frame)
        }
        (AfterTrace::SendEnd, Some(stop), None) => {
            drive::end_send(ctx, frame, stop.field(0).or(Value::None));
            Action::Enter(frame)
        }
        (AfterTrace::NativeRaise, Some(raised), None) => raised_here(ctx, frame, raised),
        (AfterTrace::NativeRaise | AfterTrace::Raised, Some(raised), _) => unwind::find_handler(ctx, frame, raised),
        (AfterTrace::ThrownTrace, Some(raised), None) => thrown_profile(ctx, frame, raised),
        (AfterTrace::ThrownProfile, Some(raised), None) => thrown_raise(ctx, frame, raised),
        (AfterTrace::ThrownProfile | AfterTrace::ThrownTrace | AfterTrace::ThrownRaise, Some(raised), _) => {
            thrown_on(ctx, frame, raised)
        }
        (AfterTrace::LeavingTrace, Some(raised), None) => leaving_profile(ctx, frame, raised),
        (AfterTrace::LeavingTrace | AfterTrace::Leaving, Some(raised), _) => unwind::leave_now(ctx, frame, raised),
        (_, None, _) => Action::Unwind(frame, ctx.internal_error("an exception was expected")),
    }
}
