//! `_weakref`. Mirrors `Modules/_weakref.c`.

use super::ModuleDef;
use crate::methods::weakref::make_entered;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::WeakKind;
use crate::value::Value;
use crate::vm::attributes::annotations::is_callable;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_weakref",
    doc: "Weak-reference support module.",
    functions: &[
        function("getweakrefcount", "(object, /)", count).doc("Return the number of weak references to 'object'."),
        function("getweakrefs", "(object, /)", references)
            .doc("Return a list of all weak reference objects pointing to 'object'."),
        function("proxy", "(object, callback=None, /)", proxy),
        function("_remove_dead_weakref", "(dct, key, /)", remove_dead)
            .doc("Atomically remove key from dict if it points to a dead weakref."),
    ],
    init: |ctx, dict| {
        ctx.set_name(dict, "ref", ctx.types.weakref);
        ctx.set_name(dict, "ReferenceType", ctx.types.weakref);
        ctx.set_name(dict, "ProxyType", ctx.types.weakproxy);
        ctx.set_name(dict, "CallableProxyType", ctx.types.weakcallableproxy);
        Ok(())
    },
};

fn all<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Vec<Value<'gc>> {
    let references = object.address().map(|address| ctx.watch.references(ctx.mc, address)).unwrap_or_default();
    let to_it =
        |reference: &crate::types::WeakRef<'gc>| reference.target(ctx.mc).is_some_and(|target| target.is(object));
    references.into_iter().filter(to_it).map(|reference| reference.object()).collect()
}

fn count<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(i64::try_from(all(ctx, args.get(0)).len()).unwrap_or(i64::MAX))
}

fn references<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.list(all(ctx, args.get(0))))
}

fn proxy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let kind = if is_callable(ctx, object) { WeakKind::CallableProxy } else { WeakKind::Proxy };
    Step::value(make_entered(ctx, kind, object, args.get(1).or(Value::None))?)
}

fn remove_dead<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(dict) = args.get(0).as_dict() else {
        let got = ctx.type_name(args.get(0));
        return Err(ctx.type_error(format!("_remove_dead_weakref() argument 1 must be dict, not {got}")));
    };
    let key = args.get(1);
    match ctx.dict_get(dict, key)?.map(|value| value.as_weak_ref()) {
        Some(Some(reference)) if reference.target(ctx.mc).is_none() => {
            ctx.dict_remove(dict, key)?;
        }
        Some(None) => return Err(ctx.type_error("not a weakref")),
        _ => {}
    }
    Step::value(())
}
