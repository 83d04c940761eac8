//! Methods of SimpleNamespace. Mirrors `Objects/namespaceobject.c`.

use crate::methods::dict::{Merge, merge};
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{TypeDef, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, Instance};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::struct_sequence::ReprFields;

/// What SimpleNamespace offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("A simple attribute-based namespace."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", |ctx, args| {
            let class = super::class_argument(ctx, args.get(0))?;
            Step::value(Instance::new(ctx.mc, class, Value::Null))
        }),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__repr__", "(self, /)", repr),
        slot("__eq__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Eq)),
        slot("__ne__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Ne)),
        slot("__lt__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Lt)),
        slot("__le__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Le)),
        slot("__gt__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Gt)),
        slot("__ge__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Ge)),
        method("__reduce__", "(self, /)", reduce).doc("Return state information for pickling"),
        method("__replace__", "(self, /, **changes)", replace)
            .doc("Return a copy of the namespace object with new values for the specified attributes."),
    ],
    attributes: &[getter("__dict__", |ctx, value| Step::value(dict(ctx, value)?))],
    absent: &["__hash__"],
};

fn dict<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Dict<'gc>, Raise<'gc>> {
    match value {
        Value::Instance(instance) => Ok(instance.dict_or_new(ctx.mc)),
        _ => Err(ctx.internal_error("a namespace is required")),
    }
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = dict(ctx, args.get(0))?;
    let keywords = ctx.dict_of_names(args.extra());
    let positional = match args.rest() {
        [] => return update(ctx, own, keywords),
        [positional] => *positional,
        rest => {
            let given = rest.len();
            return Err(ctx.type_error(format!("SimpleNamespace expected at most 1 argument, got {given}")));
        }
    };
    let step = if let Some(mapping) = positional.as_dict() {
        Step::Return(mapping.copy(ctx.mc).into())
    } else {
        Step::call(ctx.types.dict.into(), &[positional])
    };
    step.then(ctx, [own.into(), keywords.into()], |ctx, given, [own, keywords]| {
        let (Some(given), Value::Dict(own), Value::Dict(keywords)) = (given.as_dict(), own, keywords) else {
            return Err(ctx.internal_error("dict expected"));
        };
        if given.to_vec().iter().any(|entry| entry.key.as_str().is_none()) {
            return Err(ctx.type_error("keywords must be strings"));
        }
        merge(ctx, own, given.into(), Merge::Override)?.then(
            ctx,
            [own.into(), keywords.into()],
            |ctx, _, [own, keywords]| match (own, keywords) {
                (Value::Dict(own), Value::Dict(keywords)) => update(ctx, own, keywords),
                _ => Err(ctx.internal_error("dict expected")),
            },
        )
    })
}

fn update<'gc>(ctx: Ctx<'gc>, own: Dict<'gc>, from: Dict<'gc>) -> NativeResult<'gc> {
    for entry in from.to_vec() {
        if let Value::Str(name) = entry.key {
            own.set_str(ctx.mc, name, entry.value);
        }
    }
    Step::value(())
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = args.get(0);
    let class = ctx.class_of(value);
    let name = if class.is(ctx.types.simple_namespace) {
        "namespace".to_owned()
    } else {
        class.name.get().lossy().into_owned()
    };
    if !ops::guard::repr_enter(ctx, value) {
        return Step::value(ctx.str(format!("{name}(...)")));
    }
    let named = |key: Value<'gc>| key.as_str().is_some_and(|key| !key.is_empty());
    let entries = dict(ctx, value)?.to_vec();
    let pairs = entries.into_iter().filter(|entry| named(entry.key)).map(|entry| (entry.key, entry.value)).collect();
    Ok(Step::run(ReprFields::new(name, pairs).guarded(value)))
}

fn compare<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    let own = ctx.types.simple_namespace;
    if !ctx.class_of(args.get(1)).is_subclass(own) {
        return Step::value(Value::NotImplemented);
    }
    ops::compare(ctx, op, dict(ctx, args.get(0))?.into(), dict(ctx, args.get(1))?.into())
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(args.get(0));
    let state = dict(ctx, args.get(0))?;
    Step::value(ctx.tuple(&[class.into(), ctx.tuple(&[]), state.into()]))
}

fn replace<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(args.get(0));
    let changes = ctx.dict_of_names(args.extra());
    let kept = [args.get(0), changes.into()];
    Step::call(class.into(), &[]).then(ctx, kept, |ctx, made, [old, changes]| {
        let new = dict(ctx, made)?;
        update(ctx, new, dict(ctx, old)?)?;
        if let Value::Dict(changes) = changes {
            update(ctx, new, changes)?;
        }
        Step::value(made)
    })
}
