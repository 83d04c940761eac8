//! Setting `f_lineno`: a tracer makes its frame go on at another line. Mirrors
//! `frame_lineno_set` of `Objects/frameobject.c`.

use gc_arena::lock::Lock;

use super::stacks::{Stack, Stacks};
use crate::objects::{AfterTrace, Frame, Wait};
use crate::program::{Op, ProgramData};
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::{tracing::event::Moment, warn};

/// `frame.f_lineno = value`; NULL deletes.
///
/// # Errors
/// ValueError where a jump is not possible, with the reason.
pub fn set_line<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let asked = match value {
        Value::Null => return Err(ctx.attribute_error_plain("cannot delete attribute")),
        Value::Int(line) => i32::try_from(line).ok(),
        Value::BigInt(_) => None,
        _ => return Err(ctx.value_error("lineno must be an integer")),
    };
    // Only a frame that waits for its tracer can go on elsewhere.
    let waits = frame.wait.get() == Wait::Traced(AfterTrace::Instruction);
    match ctx.thread.data().moment.get() {
        Some(Moment::Start) => {
            return Err(ctx.value_error("can't jump from the 'call' trace event of a new frame"));
        }
        Some(Moment::Native) => return Err(ctx.value_error("can't jump during a call")),
        Some(Moment::Other) => return Err(ctx.value_error("can only jump from a 'line' trace event")),
        Some(Moment::Line) if waits => {}
        Some(Moment::Line) | None => {
            return Err(ctx.value_error("f_lineno can only be set in a trace function"));
        }
    }
    let Some(asked) = asked else { return Err(ctx.value_error("lineno out of range")) };
    let Some(program) = frame.code.get().data().program.get() else {
        return Err(ctx.internal_error("a frame that runs has no program"));
    };
    let here = frame.pc.get().wrapping_sub(1);
    let found = find_target(ctx, frame, program.data(), here, asked)?;
    let unbound = frame.slots.iter().take(frame.code.get().nlocalsplus()).filter(|slot| slot.get().is_null()).count();
    let warned = if unbound == 0 {
        Step::Return(Value::None)
    } else {
        let plural = if unbound == 1 { "" } else { "s" };
        let message = format!("assigning None to {unbound} unbound local{plural}");
        warn::warn_here(ctx, ctx.types.exceptions.RuntimeWarning, &message)?
    };
    let kept = [Value::Frame(frame), Value::Int(i64::from(found))];
    warned.then(ctx, kept, |ctx, _, [frame, target]| {
        if let (Value::Frame(frame), Value::Int(target)) = (frame, target) {
            go(ctx, frame, target as u32);
        }
        Step::value(())
    })
}

/// The instruction at which the asked line starts with a stack that fits.
fn find_target<'gc>(
    ctx: Ctx<'gc>,
    frame: Frame<'gc>,
    program: &ProgramData<'gc>,
    here: u32,
    asked: i32,
) -> Result<u32, Raise<'gc>> {
    let code = frame.code.get();
    if asked < code.firstlineno {
        return Err(ctx.value_error(format!("line {asked} comes before the current code block")));
    }
    let mut starts = Vec::new();
    let mut last = -1;
    for index in 0..program.instrs.len() as u32 {
        let line = code.line_at(program.byte_offset(index)).unwrap_or(-1);
        if line >= 0 && line != last {
            starts.push((index, line));
            last = line;
        }
    }
    let Some(line) = starts.iter().map(|&(_, line)| line).filter(|&line| line >= asked).min() else {
        return Err(ctx.value_error(format!("line {asked} comes after the current code block")));
    };
    let stacks = Stacks::new(program);
    let start = stacks.at(here as usize);
    let mut best: Option<(Stack, u32)> = None;
    let mut message = None;
    for (index, _) in starts.into_iter().filter(|&(_, start)| start == line) {
        let target = stacks.at(index as usize);
        if start.fits(target) {
            if best.is_none_or(|(stack, _)| target > stack) {
                best = Some((target, index));
            }
        } else if message.is_none() {
            message = Some(start.explain_start().unwrap_or_else(|| target.explain_target()));
        }
    }
    match best {
        Some((_, index)) => Ok(index),
        None => Err(ctx.value_error(message.unwrap_or("cannot find bytecode for specified line"))),
    }
}

/// Lets the frame go on at `target`, its stack cut to what is expected there
/// and unbound variables set to None.
fn go<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, target: u32) {
    let Some(program) = frame.code.get().data().program.get() else { return };
    let here = frame.pc.get().wrapping_sub(1);
    for index in 0..frame.code.get().nlocalsplus() {
        if frame.slots.get(index).is_some_and(|slot| slot.get().is_null()) {
            frame.set_slot(ctx.mc, index, Value::None);
        }
    }
    let stacks = Stacks::new(program.data());
    let (mut stack, goal) = (stacks.at(here as usize), stacks.at(target as usize));
    while stack > goal {
        let top = frame.sp.get().wrapping_sub(1);
        frame.sp.set(top);
        if stack.top_is_exception() {
            let popped = frame.slots.get(top as usize).map_or(Value::Null, Lock::get);
            ctx.thread.set_handled(ctx.mc, popped.as_exception());
        }
        stack = stack.pop();
    }
    let extra = frame.extra_or_new(ctx.mc);
    extra.lineno.set(0);
    extra.at.set(u32::MAX);
    // No line event for the line that was jumped to.
    extra.prev.set(target);
    frame.pc.set(target.wrapping_add(1));
}

/// At which moment the place where `frame` is has an event of this kind.
pub(super) fn moment<'gc>(frame: Frame<'gc>, event: super::event::Event) -> Moment {
    use super::event::Event;
    let instr = frame.code.get().data().program.get().and_then(|program| {
        let index = frame.pc.get().wrapping_sub(1);
        program.data().instrs.get(index as usize).copied()
    });
    match (event, instr) {
        (Event::Line, _) => Moment::Line,
        (Event::Call, Some(instr)) if instr.op == Op::Resume && instr.arg == 0 => Moment::Start,
        (Event::Call, Some(instr)) if instr.op == Op::Resume && frame.wait.get() != THROWN => Moment::Line,
        (Event::Return, Some(instr)) if instr.op == Op::YieldValue => Moment::Line,
        (Event::CCall | Event::CReturn | Event::CException, _) => Moment::Native,
        _ => Moment::Other,
    }
}

const THROWN: Wait = Wait::Traced(AfterTrace::ThrownTrace);
