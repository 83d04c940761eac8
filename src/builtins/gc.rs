//! `gc`: asking for collections. Mirrors `Modules/gcmodule.c`.

use gc_arena::Collect;

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::value::Value;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: &[
        function("collect", "(generation=2)", collect),
        function("enable", "()", |ctx, _| set_enabled(ctx, true)),
        function("disable", "()", |ctx, _| set_enabled(ctx, false)),
        function("isenabled", "()", |ctx, _| {
            Step::value(ctx.get_name(ctx.module_state, "gc.enabled").unwrap_or(Value::True))
        }),
    ],
    init: |_, _| Ok(()),
};

fn set_enabled<'gc>(ctx: Ctx<'gc>, enabled: bool) -> NativeResult<'gc> {
    ctx.set_name(ctx.module_state, "gc.enabled", enabled);
    Step::value(())
}

/// Waits for a full collection: the slice ends here, and the next one goes on.
#[derive(Collect)]
#[collect(require_static)]
struct Collecting;

impl<'gc> Continuation<'gc> for Collecting {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if matches!(input, Input::Start) {
            ctx.thread.data().collect.set(true);
            return Ok(Flow::Await(Step::Return(Value::None)));
        }
        Flow::value(0i64)
    }
}

fn collect<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let generation = match args.opt(0) {
        Some(generation) => ctx.index_i64(generation)?,
        None => 2,
    };
    if !(0..=2).contains(&generation) {
        return Err(ctx.value_error("invalid generation"));
    }
    Ok(Step::run(Collecting))
}
