//! `atexit`: functions that run when the program ends. Mirrors
//! `Modules/atexitmodule.c`.

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{ArgVec, Args, Call, Ctx, NativeResult, Step};
use crate::types::{List, Tuple};
use crate::value::Value;
use crate::vm::attributes::annotations::is_callable;
use crate::vm::finalize;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "atexit",
    doc: "allow programmer to define multiple exit functions to be executed\nupon normal program termination.",
    functions: &[
        function("register", "(func, /, *args, **kwargs)", register)
            .doc("Register a function to be executed upon normal program termination"),
        function("unregister", "(func, /)", unregister)
            .doc("Unregister an exit function which was previously registered using\natexit.register"),
        function("_clear", "()", |ctx, _| {
            registered(ctx).borrow_mut(ctx.mc).clear();
            Step::value(())
        }),
        function("_ncallbacks", "()", |ctx, _| Step::value(i64::try_from(registered(ctx).len()).unwrap_or(i64::MAX))),
        function("_run_exitfuncs", "()", |ctx, _| {
            run(ctx);
            Step::value(())
        }),
    ],
    init: |_, _| Ok(()),
};

/// What is registered: tuples of function, arguments and names of the last arguments.
fn registered(ctx: Ctx<'_>) -> List<'_> {
    const NAME: &str = "atexit.registered";
    match ctx.get_name(ctx.module_state, NAME) {
        Some(Value::List(list)) => list,
        _ => {
            let list = List::new(ctx.mc, Vec::new());
            ctx.set_name(ctx.module_state, NAME, list);
            list
        }
    }
}

fn register<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let function = args.get(0);
    if !is_callable(ctx, function) {
        return Err(ctx.type_error("the first argument must be callable"));
    }
    let mut all = args.rest().to_vec();
    all.extend(args.extra().iter().map(|(_, value)| *value));
    let names: Vec<Value<'gc>> = args.extra().iter().map(|(name, _)| Value::Str(*name)).collect();
    let entry = ctx.tuple(&[function, ctx.tuple(&all), ctx.tuple(&names)]);
    registered(ctx).push(ctx.mc, entry);
    Step::value(function)
}

fn unregister<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = registered(ctx);
    let mut kept = Vec::new();
    for entry in list.to_vec() {
        let function = entry.as_tuple().and_then(|entry| entry.as_slice().first().copied()).unwrap_or(Value::None);
        if !ctx.same_or_equal(function, args.get(0))? {
            kept.push(entry);
        }
    }
    *list.borrow_mut(ctx.mc) = kept;
    Step::value(())
}

/// Runs what is registered, the last first. Exceptions are reported and
/// change nothing.
pub fn run(ctx: Ctx<'_>) {
    let list = registered(ctx);
    loop {
        let entry = list.borrow_mut(ctx.mc).pop();
        let Some(entry) = entry.and_then(Value::as_tuple) else { return };
        let [function, args, names] = entry.as_slice() else { continue };
        let args = ArgVec::from_slice(args.as_tuple().map_or(&[][..], Tuple::as_slice));
        let names = names.as_tuple();
        if let Err(raise) = ctx.reenter(Step::Call(Call { callee: *function, args, names })) {
            let report = finalize::report(ctx, raise, "Exception ignored in atexit callback", *function);
            let _ = report.and_then(|step| ctx.reenter(step));
        }
    }
}
