//! `sys.settrace` and its kin.

use gc_arena::Collect;

use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::value::Value;

/// Sets a tracer or profiler as a step of its own, so that the eval loop is
/// left and entered in the form that is right from now on.
#[derive(Collect)]
#[collect(no_drop)]
struct Set<'gc> {
    function: Value<'gc>,
    #[collect(require_static)]
    profiles: bool,
}

impl<'gc> Continuation<'gc> for Set<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, _: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let function = if self.function.is_none() { Value::Null } else { self.function };
        if self.profiles {
            ctx.thread.set_profile(ctx.mc, function);
        } else {
            ctx.thread.set_trace(ctx.mc, function);
            if let Some(frame) = ctx.thread.data().frame.get()
                && frame.extra.get().is_some_and(|extra| extra.trace_opcodes.get())
            {
                crate::vm::tracing::event::arm_opcodes(frame);
            }
        }
        Flow::value(Value::None)
    }
}

pub(super) fn settrace<'gc>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Ok(Step::run(Set { function: args.get(0), profiles: false }))
}

pub(super) fn setprofile<'gc>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Ok(Step::run(Set { function: args.get(0), profiles: true }))
}

pub(super) fn gettrace<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.thread.data().trace.get().or(Value::None))
}

pub(super) fn getprofile<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.thread.data().profile.get().or(Value::None))
}
