//! defaultdict: a dict that makes the values that it misses.

use crate::methods::generic_alias::CLASS_GETITEM;
use crate::methods::new_class;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Dict, Tuple};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::guard::{repr_enter, repr_leave};

/// What defaultdict offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("A dict that calls default_factory, without arguments, for the value of a key that is missing."),
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", new),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__repr__", "(self, /)", repr),
        slot("__or__", "(self, value, /)", or),
        slot("__ror__", "(self, value, /)", ror),
        method("__missing__", "(self, key, /)", missing),
        method("copy", "(self, /)", copy),
        method("__copy__", "(self, /)", copy),
        method("__reduce__", "(self, /)", reduce),
        CLASS_GETITEM,
    ],
    ..TypeDef::EMPTY
};

/// The place of `default_factory` among the slots of the instances.
const FACTORY: usize = 0;

fn factory(object: Value<'_>) -> Value<'_> {
    match object {
        Value::Instance(instance) => instance.slots.get(FACTORY).map_or(Value::None, |slot| slot.get().or(Value::None)),
        _ => Value::None,
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.defaultdict)?;
    let object = crate::methods::instance(ctx, class, Dict::new(ctx.mc).into());
    object.set_slot(ctx.mc, FACTORY, Value::None);
    Step::value(object)
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (factory, rest) = match args.rest().split_first() {
        Some((&factory, rest)) => (factory, rest),
        None => (Value::None, &[][..]),
    };
    if !factory.is_none() && !crate::builtins::builtins::objects::is_callable(ctx, factory) {
        return Err(ctx.type_error("first argument must be callable or None"));
    }
    if let Value::Instance(object) = args.get(0) {
        object.set_slot(ctx.mc, FACTORY, factory);
    }
    dict_init(ctx, args.get(0), rest, args.extra())
}

/// `dict.__init__(object, *rest, **extra)`.
///
/// # Errors
/// What that raises.
pub(super) fn dict_init<'gc>(
    ctx: Ctx<'gc>,
    object: Value<'gc>,
    rest: &[Value<'gc>],
    extra: &[(crate::types::Str<'gc>, Value<'gc>)],
) -> NativeResult<'gc> {
    let Some(Value::Builtin(init)) = ctx.types.dict.dict.get_str(ctx.names.init) else {
        return Err(ctx.internal_error("dict has no __init__"));
    };
    let mut all = vec![object];
    all.extend_from_slice(rest);
    all.extend(extra.iter().map(|(_, value)| *value));
    let names: Vec<_> = extra.iter().map(|(name, _)| Value::Str(*name)).collect();
    init.invoke(ctx, &all, (!names.is_empty()).then(|| Tuple::new(ctx.mc, names)))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let Some(Value::Builtin(show)) = ctx.types.dict.dict.get_str(ctx.names.repr) else {
        return Err(ctx.internal_error("dict has no __repr__"));
    };
    show.invoke(ctx, &[object], None)?.then(ctx, [object], |ctx, items, [object]| {
        let factory = factory(object);
        let kept = [object, items, factory];
        if factory.is_none() {
            return show_both(ctx, ctx.str("None"), kept);
        }
        if !repr_enter(ctx, factory) {
            return show_both(ctx, ctx.str("..."), kept);
        }
        crate::runtime::then_input(ops::repr(ctx, factory), ctx, kept, |ctx, input, kept| {
            repr_leave(ctx, kept[2]);
            show_both(ctx, input.value(ctx)?, kept)
        })
    })
}

fn show_both<'gc>(ctx: Ctx<'gc>, factory: Value<'gc>, [object, items, _]: [Value<'gc>; 3]) -> NativeResult<'gc> {
    let mut text = ctx.class_of(object).name.get().wtf8().to_owned();
    let parts = (factory.as_str(), items.as_str());
    if let (Some(factory), Some(items)) = parts {
        text.push_str("(");
        text.push_wtf8(factory.wtf8());
        text.push_str(", ");
        text.push_wtf8(items.wtf8());
        text.push_str(")");
    }
    Step::value(ctx.str(text))
}

fn missing<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (object, key) = (args.get(0), args.get(1));
    let factory = factory(object);
    if factory.is_none() {
        return Err(ctx.key_error(key));
    }
    Step::call(factory, &[]).then(ctx, [object, key], |ctx, value, [object, key]| {
        ops::set_item(ctx, object, key, value)?.then(ctx, [value], |_, _, [value]| Ok(Step::Return(value)))
    })
}

/// `type(object)(object.default_factory, items)`.
fn like<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, items: Value<'gc>) -> Step<'gc> {
    Step::call(ctx.class_of(object).into(), &[factory(object), items])
}

fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Ok(like(ctx, args.get(0), args.get(0)))
}

fn union<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, left: Value<'gc>, right: Value<'gc>) -> NativeResult<'gc> {
    if left.as_dict().is_none() || right.as_dict().is_none() {
        return Step::value(Value::NotImplemented);
    }
    like(ctx, object, left).then(ctx, [right], |ctx, made, [right]| {
        let Some(target) = made.as_dict() else { return Ok(Step::Return(made)) };
        crate::methods::dict::update::update(ctx, target, right)?
            .then(ctx, [made], |_, _, [made]| Ok(Step::Return(made)))
    })
}

fn or<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    union(ctx, args.get(0), args.get(0), args.get(1))
}

fn ror<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    union(ctx, args.get(0), args.get(1), args.get(0))
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let made_with = match factory(object) {
        Value::None => ctx.tuple(&[]),
        factory => ctx.tuple(&[factory]),
    };
    items_iter(ctx, object)?.then(ctx, [object, made_with], |ctx, items, [object, made_with]| {
        let class = ctx.class_of(object).into();
        Step::value(ctx.tuple(&[class, made_with, Value::None, Value::None, items]))
    })
}

/// `iter(object.items())`.
///
/// # Errors
/// What these raise.
pub(super) fn items_iter<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    crate::vm::attributes::get(ctx, object, ctx.intern("items"))?
        .then(ctx, [], |ctx, method, []| Step::call(method, &[]).then(ctx, [], |ctx, items, []| ops::iter(ctx, items)))
}
