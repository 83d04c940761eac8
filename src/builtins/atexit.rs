//! `atexit`: functions that run when the program ends. Mirrors
//! `Modules/atexitmodule.c`.

use gc_arena::Collect;

use super::ModuleDef;
use crate::objects::finalize;
use crate::runtime::def::function;
use crate::runtime::{ArgVec, Args, Call, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{List, Tuple};
use crate::value::Value;
use crate::vm::attributes::annotations::is_callable;

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
        function("_run_exitfuncs", "()", |_, _| Ok(Step::run(AtExit::default()))),
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
#[derive(Default, Collect)]
#[collect(no_drop)]
pub struct AtExit<'gc> {
    running: Option<Value<'gc>>,
}

impl<'gc> Continuation<'gc> for AtExit<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let (Some(function), Input::Raise(raise)) = (self.running.take(), input) {
            let what = ctx.str("Exception ignored in atexit callback");
            return finalize::unraisable(ctx, raise, function, what).map(Flow::Await);
        }
        loop {
            let entry = registered(ctx).borrow_mut(ctx.mc).pop();
            let Some(entry) = entry else { return Flow::value(()) };
            let Some([function, args, names]) = entry.as_tuple().map(Tuple::as_slice) else { continue };
            let args = ArgVec::from_slice(args.as_tuple().map_or(&[][..], Tuple::as_slice));
            self.running = Some(*function);
            return Ok(Flow::Await(Step::Call(Call { callee: *function, args, names: names.as_tuple() })));
        }
    }
}
