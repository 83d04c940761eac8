//! Methods and attributes of frame. Mirrors `Objects/frameobject.c`.

use gc_arena::barrier::unlock;

use crate::objects::{Frame, FrameExtra, GeneratorKind, GeneratorState};
use crate::runtime::def::{TypeDef, getset, getter, member_set, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;

/// What frame offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        slot("__repr__", "(self, /)", repr),
        method("clear", "(self, /)", clear).doc("Clear all references held by the frame."),
        method("__sizeof__", "(self, /)", size).doc("Return the size of the frame in memory, in bytes."),
    ],
    attributes: &[
        member_set("f_trace_lines", get_trace_lines, set_trace_lines),
        getter("f_back", |ctx, value| {
            Step::value(frame(ctx, value)?.back_frame().map_or(Value::None, |back| {
                back.escape();
                Value::Frame(back)
            }))
        }),
        getter("f_locals", |ctx, value| {
            let frame = frame(ctx, value)?;
            if ctx.config.snapshot_locals && frame.shows_fast_locals() {
                return Step::value(frame.snapshot_locals(ctx.mc));
            }
            Step::value(frame.locals_view(ctx.mc))
        }),
        getset(
            "f_lineno",
            |ctx, value| Step::value(line(frame(ctx, value)?)),
            |ctx, value, new| crate::vm::tracing::jump::set_line(ctx, frame(ctx, value)?, new),
        ),
        getset("f_trace", get_trace, set_trace),
        getter("f_lasti", |ctx, value| Step::value(i64::from(frame(ctx, value)?.lasti()))),
        getter("f_globals", |ctx, value| Step::value(frame(ctx, value)?.globals.get())),
        getter("f_builtins", |ctx, value| Step::value(frame(ctx, value)?.builtins.get())),
        getter("f_code", |ctx, value| Step::value(frame(ctx, value)?.code.get())),
        getset("f_trace_opcodes", get_trace_opcodes, set_trace_opcodes),
        getter("f_generator", |ctx, value| {
            Step::value(frame(ctx, value)?.owner.get().map_or(Value::None, |owner| owner.value()))
        }),
    ],
    ..TypeDef::EMPTY
};

fn frame<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Frame<'gc>, Raise<'gc>> {
    match value {
        Value::Frame(frame) => Ok(frame),
        _ => Err(ctx.internal_error("frame expected")),
    }
}

fn line(frame: Frame<'_>) -> Value<'_> {
    frame.lineno().map_or(Value::None, |line| Value::Int(i64::from(line)))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let frame = frame(ctx, args.get(0))?;
    let code = frame.code.get();
    let mut text = rustpython_wtf8::Wtf8Buf::from(format!("<frame{}, file ", super::object::at(args.get(0))));
    text.push_wtf8(&crate::text::repr::str_repr_wtf8(code.filename.wtf8()));
    text.push_str(&format!(", line {}, code ", frame.lineno().unwrap_or(-1)));
    text.push_wtf8(code.name.wtf8());
    text.push_str(">");
    Step::value(ctx.str(text))
}

fn clear<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let frame = frame(ctx, args.get(0))?;
    match frame.owner.get() {
        Some(owner) => match owner.state.get() {
            GeneratorState::Executing => Err(ctx.runtime_error("cannot clear an executing frame")),
            GeneratorState::Suspended | GeneratorState::SuspendedYieldFrom => {
                Err(ctx.runtime_error("cannot clear a suspended frame"))
            }
            // A coroutine that was never started stays usable.
            GeneratorState::Created if owner.kind == GeneratorKind::Coroutine => Step::value(()),
            _ => owner.close(ctx)?.then(ctx, [], |_, _, []| Step::value(())),
        },
        None if !frame.marks.get().finished => Err(ctx.runtime_error("cannot clear an executing frame")),
        None => {
            frame.drop_contents(ctx.mc);
            Step::value(())
        }
    }
}

fn size<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let slots = frame(ctx, args.get(0))?.slots.len() * size_of::<Value<'static>>();
    Step::value((size_of::<crate::objects::FrameData<'static>>() + slots) as i64)
}

fn get_trace<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let trace = frame(ctx, value)?.extra.get().map_or(Value::Null, |extra| extra.trace.get());
    Step::value(trace.or(Value::None))
}

fn set_trace<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let extra = frame(ctx, value)?.extra_or_new(ctx.mc);
    let new = if new.is_none() { Value::Null } else { new };
    unlock!(gc_arena::Gc::write(ctx.mc, extra), FrameExtra, trace).set(new);
    arm_opcodes(frame(ctx, value)?);
    Step::value(())
}

/// Events for single instructions come once a frame wants them and has a tracer.
fn arm_opcodes(frame: Frame<'_>) {
    if frame.extra.get().is_some_and(|extra| extra.trace_opcodes.get() && !extra.trace.get().is_null()) {
        crate::vm::tracing::event::arm_opcodes(frame);
    }
}

fn get_trace_lines<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(frame(ctx, value)?.extra.get().is_none_or(|extra| extra.trace_lines.get()))
}

fn set_trace_lines<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let on = match new {
        Value::Null => return Err(ctx.type_error("can't delete numeric/char attribute")),
        other => other.as_bool().ok_or_else(|| ctx.type_error("attribute value type must be bool"))?,
    };
    frame(ctx, value)?.extra_or_new(ctx.mc).trace_lines.set(on);
    Step::value(())
}

fn get_trace_opcodes<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(frame(ctx, value)?.extra.get().is_some_and(|extra| extra.trace_opcodes.get()))
}

fn set_trace_opcodes<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let on = new.as_bool().ok_or_else(|| ctx.type_error("attribute value type must be bool"))?;
    frame(ctx, value)?.extra_or_new(ctx.mc).trace_opcodes.set(on);
    arm_opcodes(frame(ctx, value)?);
    Step::value(())
}
