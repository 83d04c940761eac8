//! `gc`: asking for collections. Mirrors `Modules/gcmodule.c`.

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;
use crate::vm::finalize::Collecting;

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

fn collect<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let generation = match args.opt(0) {
        Some(generation) => ctx.index_i64(generation)?,
        None => 2,
    };
    if !(0..=2).contains(&generation) {
        return Err(ctx.value_error("invalid generation"));
    }
    Ok(Collecting::step())
}
