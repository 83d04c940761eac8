//! One event: the call of a tracer or profiler with a frame, the name of the
//! event and its argument. Mirrors `trace_trampoline` and `profile_trampoline`
//! of `Python/sysmodule.c`.

use gc_arena::barrier::unlock;
use gc_arena::{Collect, Gc};

use crate::objects::{Frame, FrameExtra};
use crate::runtime::{Continuation, Ctx, Flow, Input, Raise, Step};
use crate::types::{Builtin, BuiltinKind, Class};
use crate::value::{Classified, Value};

/// What a tracer is told of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// A frame starts or goes on.
    Call,
    Line,
    /// A frame returns, yields, or is left by an exception.
    Return,
    /// An exception was raised in the frame or has come to it.
    Exception,
    Opcode,
    /// A native is about to be called.
    CCall,
    CReturn,
    CException,
}

impl Event {
    /// The name that tracers get.
    pub fn name(self) -> &'static str {
        match self {
            Event::Call => "call",
            Event::Line => "line",
            Event::Return => "return",
            Event::Exception => "exception",
            Event::Opcode => "opcode",
            Event::CCall => "c_call",
            Event::CReturn => "c_return",
            Event::CException => "c_exception",
        }
    }
}

/// What a tracer at work may do with `f_lineno`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// A new frame is called.
    Start,
    /// A line, a jump, a resumption or a yield: it can jump.
    Line,
    /// A native is called or has returned.
    Native,
    /// Anything else.
    Other,
}

/// The event for the trace function, if anybody listens.
pub fn trace<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, event: Event, argument: Value<'gc>) -> Option<Step<'gc>> {
    let thread = ctx.thread.data();
    if !thread.traced.get() {
        return None;
    }
    let global = thread.trace.get().some()?;
    let extra = frame.extra_or_new(ctx.mc);
    if !matches!(event, Event::Line | Event::Opcode) && extra.trace_opcodes.get() {
        arm_opcodes(frame);
    }
    let callback = if event == Event::Call { global } else { extra.trace.get().some()? };
    Some(call(ctx, frame, event, argument, callback, false))
}

/// The event for the profile function, if there is one.
pub fn profile<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, event: Event, argument: Value<'gc>) -> Option<Step<'gc>> {
    let thread = ctx.thread.data();
    if !thread.traced.get() {
        return None;
    }
    Some(call(ctx, frame, event, argument, thread.profile.get().some()?, true))
}

/// Turns events for single instructions on for the code of a frame.
pub fn arm_opcodes(frame: Frame<'_>) {
    if let Some(program) = frame.data().code.get().data().program.get() {
        program.trace_opcodes.set(true);
    }
}

fn call<'gc>(
    ctx: Ctx<'gc>,
    frame: Frame<'gc>,
    event: Event,
    argument: Value<'gc>,
    callback: Value<'gc>,
    profiles: bool,
) -> Step<'gc> {
    frame.escape();
    let name = ctx.intern(event.name()).into();
    let args = [Value::Frame(frame), name, argument];
    Step::run(TraceCall { frame, callback, args, event, outer: None, profiles })
}

/// The step with another result: `value`.
pub fn keeping<'gc>(step: Step<'gc>, value: Value<'gc>) -> Step<'gc> {
    Step::run(Keeping { first: crate::runtime::step::FirstStep::new(step), value })
}

#[derive(Collect)]
#[collect(no_drop)]
struct Keeping<'gc> {
    first: crate::runtime::step::FirstStep<'gc>,
    value: Value<'gc>,
}

impl<'gc> Continuation<'gc> for Keeping<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match (input, self.first.take()) {
            (Input::Start, Some(step)) => Ok(Flow::Await(step)),
            _ => input.value(ctx).and_then(|_| Flow::value(self.value)),
        }
    }
}

/// A tracer at work. Nothing is traced meanwhile.
#[derive(Collect)]
#[collect(no_drop)]
struct TraceCall<'gc> {
    frame: Frame<'gc>,
    callback: Value<'gc>,
    args: [Value<'gc>; 3],
    #[collect(require_static)]
    event: Event,
    /// The moment of the tracer that this one runs inside of.
    #[collect(require_static)]
    outer: Option<Moment>,
    #[collect(require_static)]
    profiles: bool,
}

impl<'gc> Continuation<'gc> for TraceCall<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let thread = ctx.thread;
        let inside = &thread.data().in_tracer;
        if matches!(input, Input::Start) {
            inside.set(inside.get() + 1);
            let moment = super::jump::moment(self.frame, self.event);
            self.outer = thread.data().moment.replace(Some(moment));
            thread.update_traced();
            return Ok(Flow::Await(Step::call(self.callback, &self.args)));
        }
        inside.set(inside.get().saturating_sub(1));
        thread.data().moment.set(self.outer);
        thread.update_traced();
        let result = input.value(ctx);
        if self.profiles {
            if result.is_err() {
                thread.set_profile(ctx.mc, Value::Null);
            }
            return result.and_then(|_| Flow::value(Value::None));
        }
        let extra = self.frame.extra_or_new(ctx.mc);
        let set_trace = |value| unlock!(Gc::write(ctx.mc, extra), FrameExtra, trace).set(value);
        match result {
            Ok(Value::None) => {}
            Ok(local) => set_trace(local),
            Err(raise) => {
                thread.set_trace(ctx.mc, Value::Null);
                set_trace(Value::Null);
                return Err(raise);
            }
        }
        if ctx.config.snapshot_locals {
            self.frame.fold_locals(ctx.mc);
        }
        Flow::value(Value::None)
    }
}

/// What a profiler is shown for a native that is called with `receiver` in
/// front of its arguments (NULL when there is none): methods are shown bound.
pub fn bound_native<'gc>(ctx: Ctx<'gc>, native: Builtin<'gc>, receiver: Value<'gc>) -> Option<Value<'gc>> {
    let class: Class<'gc> = native.class(&ctx.state().types);
    if class.is(ctx.types.builtin_function_or_method) {
        return Some(native.into());
    }
    if native.kind != BuiltinKind::Method || receiver.is_null() {
        return None;
    }
    match crate::vm::attributes::bind(ctx, native.into(), receiver, ctx.class_of(receiver)) {
        Ok(Step::Return(bound)) => Some(bound),
        _ => None,
    }
}
