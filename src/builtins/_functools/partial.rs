//! partial: a callable with some of its arguments.

use super::{dict_slot, set_slot, slot_of};
use crate::builtins::builtins::objects::is_callable;
use crate::builtins::call_repr::{call_repr, full_name};
use crate::methods::generic_alias::CLASS_GETITEM;
use crate::methods::new_class;
use crate::methods::object::{get_dict, set_dict};
use crate::runtime::def::{TypeDef, getset, member, method, slot, static_method};
use crate::runtime::{ArgVec, Args, Call, Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, Instance, Str, Tuple};
use crate::value::Value;
use crate::vm::attributes::bind::method as bound_method;
use crate::vm::attributes::namespace::{dict_of, replace_dict};

/// The places of the slots.
const FUNC: usize = 0;
const ARGS: usize = 1;
const KEYWORDS: usize = 2;

/// What partial offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Create a new function with partial application of the given arguments and keywords."),
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", new),
        slot("__call__", "(self, /, *args, **kwargs)", call),
        slot("__get__", "(self, instance, owner=None, /)", bind),
        slot("__repr__", "(self, /)", repr),
        method("__reduce__", "(self, /)", reduce),
        method("__setstate__", "(self, state, /)", set_state),
        CLASS_GETITEM,
    ],
    attributes: &[
        member("func", |_, object| Step::value(slot_of(object, FUNC))),
        member("args", |_, object| Step::value(slot_of(object, ARGS))),
        member("keywords", |_, object| Step::value(slot_of(object, KEYWORDS))),
        getset("__dict__", get_dict, set_dict),
    ],
    absent: &[],
};

/// What the class of Placeholder offers.
pub const PLACEHOLDER: TypeDef = TypeDef {
    doc: Some("The type of the Placeholder singleton."),
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", |ctx, args| {
            if !args.rest().is_empty() || !args.extra().is_empty() {
                return Err(ctx.type_error("PlaceholderType takes no arguments"));
            }
            Step::value(placeholder(ctx))
        }),
        slot("__repr__", "(self, /)", |ctx, _| Step::value(ctx.str("Placeholder"))),
        method("__reduce__", "(self, /)", |ctx, _| Step::value(ctx.str("Placeholder"))),
    ],
    ..TypeDef::EMPTY
};

/// The one object that stands for an argument still to be given.
pub(super) fn placeholder<'gc>(ctx: Ctx<'gc>) -> Value<'gc> {
    const NAME: &str = "functools.Placeholder";
    ctx.get_name(ctx.module_state, NAME).unwrap_or_else(|| {
        let object = Value::Instance(Instance::new(ctx.mc, ctx.types.placeholder_type, Value::Null));
        ctx.set_name(ctx.module_state, NAME, object);
        object
    })
}

fn args_of(object: Value<'_>) -> &[Value<'_>] {
    slot_of(object, ARGS).as_tuple().map_or(&[][..], Tuple::as_slice)
}

/// The arguments `before` with `given` in the places of the placeholders and
/// then at the end; nothing when there are too few and `all` are wanted.
fn filled<'gc>(
    ctx: Ctx<'gc>,
    before: &[Value<'gc>],
    given: &[Value<'gc>],
    all: bool,
) -> Result<ArgVec<'gc>, Raise<'gc>> {
    let hole = placeholder(ctx);
    let mut given_left = given.iter();
    let mut args = ArgVec::new();
    for &arg in before {
        if !arg.is(hole) {
            args.push(arg);
            continue;
        }
        match given_left.next() {
            Some(&arg) => args.push(arg),
            None if all => {
                let expected = before.iter().filter(|arg| arg.is(hole)).count();
                return Err(ctx.type_error(format!(
                    "missing positional arguments in 'partial' call; expected at least {expected}, got {}",
                    given.len()
                )));
            }
            None => args.push(hole),
        }
    }
    args.extend(given_left.copied());
    Ok(args)
}

fn add_keywords<'gc>(ctx: Ctx<'gc>, keywords: Dict<'gc>, extra: &[(Str<'gc>, Value<'gc>)]) {
    for (name, value) in extra {
        keywords.set_str(ctx.mc, *name, *value);
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.partial)?;
    let Some((&func, given)) = args.rest().split_first() else {
        return Err(ctx.type_error("type 'partial' takes at least one argument"));
    };
    if !is_callable(ctx, func) {
        return Err(ctx.type_error("the first argument must be callable"));
    }
    let hole = placeholder(ctx);
    if given.last().is_some_and(|last| last.is(hole)) {
        return Err(ctx.type_error("trailing Placeholders are not allowed"));
    }
    if args.extra().iter().any(|(_, value)| value.is(hole)) {
        return Err(ctx.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    let object = Value::Instance(Instance::new(ctx.mc, class, Value::Null));
    let keywords = ctx.dict();
    // A partial of a partial that is nothing more takes over its arguments.
    let inner = ctx.class_of(func).is_subclass(ctx.types.partial) && dict_of(func).is_none_or(Dict::is_empty);
    if inner {
        let merged = filled(ctx, args_of(func), given, false)?;
        for entry in dict_slot(ctx, func, KEYWORDS).to_vec() {
            ctx.dict_set(keywords, entry.key, entry.value)?;
        }
        set_slot(ctx, object, FUNC, slot_of(func, FUNC));
        set_slot(ctx, object, ARGS, ctx.tuple(&merged));
    } else {
        set_slot(ctx, object, FUNC, func);
        set_slot(ctx, object, ARGS, ctx.tuple(given));
    }
    add_keywords(ctx, keywords, args.extra());
    set_slot(ctx, object, KEYWORDS, keywords.into());
    Ok(Step::Return(object))
}

fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let mut all = filled(ctx, args_of(object), args.rest(), true)?;
    let own = slot_of(object, KEYWORDS).as_dict();
    let keywords = match own.filter(|own| !own.is_empty()) {
        Some(own) => {
            let merged = own.copy(ctx.mc);
            add_keywords(ctx, merged, args.extra());
            merged.to_vec().into_iter().map(|entry| (entry.key, entry.value)).collect()
        }
        None => args.extra().iter().map(|(name, value)| (Value::Str(*name), *value)).collect::<Vec<_>>(),
    };
    let names =
        (!keywords.is_empty()).then(|| Tuple::new(ctx.mc, keywords.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
    all.extend(keywords.iter().map(|(_, value)| *value));
    Ok(Step::Call(Call { callee: slot_of(object, FUNC), args: all, names }))
}

fn bind<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(1) {
        Value::None => Ok(Step::Return(args.get(0))),
        instance => Step::value(bound_method(ctx, args.get(0), instance)),
    }
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let mut shown = vec![slot_of(object, FUNC)];
    shown.extend_from_slice(args_of(object));
    let name = full_name(ctx, ctx.class_of(object));
    call_repr(ctx, object, &name, &shown, slot_of(object, KEYWORDS).as_dict())
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let dict = dict_of(object).filter(|dict| !dict.is_empty()).map_or(Value::None, Value::Dict);
    let [func, given, keywords] = [FUNC, ARGS, KEYWORDS].map(|index| slot_of(object, index));
    let state = ctx.tuple(&[func, given, keywords, dict]);
    Step::value(ctx.tuple(&[ctx.class_of(object).into(), ctx.tuple(&[func]), state]))
}

fn set_state<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (object, state) = (args.get(0), args.get(1));
    let parts = state.as_tuple().map_or(&[][..], Tuple::as_slice);
    let &[func, given, keywords, dict] = parts else { return Err(ctx.type_error("invalid partial state")) };
    let (Some(given), true) = (given.as_tuple(), is_callable(ctx, func)) else {
        return Err(ctx.type_error("invalid partial state"));
    };
    let keywords = match (keywords, keywords.as_dict()) {
        (Value::None, _) => ctx.dict(),
        (_, Some(keywords)) => keywords,
        _ => return Err(ctx.type_error("invalid partial state")),
    };
    if given.as_slice().last().is_some_and(|last| last.is(placeholder(ctx))) {
        return Err(ctx.type_error("trailing Placeholders are not allowed"));
    }
    set_slot(ctx, object, FUNC, func);
    set_slot(ctx, object, ARGS, given.into());
    set_slot(ctx, object, KEYWORDS, keywords.into());
    if let Some(dict) = dict.as_dict() {
        replace_dict(ctx, object, dict);
    }
    Step::value(Value::None)
}
