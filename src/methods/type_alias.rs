//! Methods of type aliases (`type X = ...`) and of `typing.Generic`. Mirrors
//! the second half of `Objects/typevarobject.c`.

use gc_arena::barrier::{field, unlock};

use super::type_param::{call_typing, caller_module, evaluator_of, no_default, unpacked};
use super::{generic_alias, union};
use crate::runtime::def::{TypeDef, class_method, getter, member, method, slot, static_method};
use crate::runtime::{ArgVec, Args, Call, Ctx, NativeResult, Raise, Step};
use crate::types::typing::Lazy;
use crate::types::{Str, Tuple, TypeAlias, TypeAliasData, TypeParamKind};
use crate::value::Value;
use crate::vm::attributes;

/// What TypeAliasType offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, name, value, *, type_params=())", new),
        slot("__repr__", "(self, /)", |ctx, args| Step::value(receiver(ctx, args.get(0))?.name)),
        slot("__or__", "(self, value, /)", |ctx, args| union::or(ctx, args.get(0), args.get(1))),
        slot("__ror__", "(self, value, /)", |ctx, args| union::or(ctx, args.get(1), args.get(0))),
        slot("__getitem__", "(self, key, /)", get_item),
        slot("__iter__", "(self, /)", |ctx, args| unpacked(ctx, args.get(0))),
        method("__reduce__", "(self, /)", |ctx, args| Step::value(receiver(ctx, args.get(0))?.name)),
    ],
    attributes: &[
        member("__name__", |ctx, value| Step::value(receiver(ctx, value)?.name)),
        getter("__parameters__", parameters),
        getter("__type_params__", |ctx, value| Step::value(receiver(ctx, value)?.type_params)),
        getter("__value__", value),
        getter("evaluate_value", |ctx, value| Step::value(evaluator_of(ctx, &receiver(ctx, value)?.data().value))),
    ],
    ..TypeDef::EMPTY
};

/// What Generic offers.
pub const GENERIC: TypeDef = TypeDef {
    doc: Some(
        "Abstract base class for generic types\n\nOn Python 3.12 and newer, generic classes implicitly inherit \
         from\nGeneric when they declare a parameter list after the class's name::\n\n    class Mapping[KT, VT]:\n        \
         def __getitem__(self, key: KT) -> VT:\n            ...\n            # Etc.\n",
    ),
    functions: &[
        class_method("__class_getitem__", "(cls, /, *args, **kwargs)", |ctx, args| {
            call_for_class(ctx, "_generic_class_getitem", args)
        }),
        class_method("__init_subclass__", "(cls, /, *args, **kwargs)", |ctx, args| {
            call_for_class(ctx, "_generic_init_subclass", args)
        }),
    ],
    ..TypeDef::EMPTY
};

fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<TypeAlias<'gc>, Raise<'gc>> {
    match value {
        Value::TypeAlias(alias) => Ok(alias),
        _ => Err(ctx.internal_error("a type alias is required")),
    }
}

/// Calls a function of `typing` with a class and all arguments.
fn call_for_class<'gc>(ctx: Ctx<'gc>, function: &str, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut all = vec![args.get(0)];
    all.extend_from_slice(args.rest());
    all.extend(args.extra().iter().map(|(_, value)| *value));
    let names: Vec<Value<'gc>> = args.extra().iter().map(|(name, _)| Value::Str(*name)).collect();
    let kept = ctx.tuple(&[ctx.intern(function).into(), ctx.tuple(&all), ctx.tuple(&names)]);
    super::type_param::with_typing(ctx, kept, |ctx, typing, kept| {
        let [Value::Str(function), args, names] = kept.as_tuple().map_or(&[][..], |kept| kept.as_slice()) else {
            return Err(ctx.internal_error("function expected"));
        };
        attributes::get(ctx, typing, *function)?.then(ctx, [*args, *names], |_, callee, [args, names]| {
            let args = ArgVec::from_slice(args.as_tuple().map_or(&[][..], |args| args.as_slice()));
            Ok(Step::Call(Call { callee, args, names: names.as_tuple() }))
        })
    })
}

/// `type name[params] = value`, the value computed by a function of a format.
pub fn make<'gc>(
    ctx: Ctx<'gc>,
    name: Str<'gc>,
    type_params: Tuple<'gc>,
    value: Lazy<'gc>,
    module: Value<'gc>,
) -> TypeAlias<'gc> {
    let dict = ctx.dict();
    dict.set_str(ctx.mc, ctx.names.module, module);
    TypeAlias::alloc(ctx.mc, TypeAliasData { name, type_params, value, dict })
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(name) = args.get(1).as_str() else {
        let got = ctx.type_name(args.get(1));
        return Err(ctx.type_error(format!("typealias() argument 'name' must be str, not {got}")));
    };
    let type_params = match args.opt(3) {
        None => ctx.state().empty_tuple,
        Some(Value::Tuple(params)) => params,
        Some(_) => return Err(ctx.type_error("type_params must be a tuple")),
    };
    let mut defaults = false;
    for &param in type_params.as_slice() {
        let has_default = match param {
            Value::TypeParam(param) => {
                let default = &param.data().default;
                !default.is_absent() && !default.value.get().is(no_default(ctx))
            }
            other => {
                let class = super::type_arguments::shown(ctx, other)?;
                return Err(ctx.type_error(format!("Expected a type param, got {class}")));
            }
        };
        if defaults && !has_default {
            let shown = super::type_arguments::shown(ctx, param)?;
            return Err(ctx.type_error(format!("non-default type parameter '{shown}' follows default type parameter")));
        }
        defaults = has_default;
    }
    Step::value(make(ctx, name, type_params, Lazy::known(args.get(2)), caller_module(ctx)))
}

fn get_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if receiver(ctx, args.get(0))?.type_params.as_slice().is_empty() {
        return Err(ctx.type_error("Only generic type aliases are subscriptable"));
    }
    Step::value(generic_alias::make(ctx, args.get(0), args.get(1), false))
}

fn parameters<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let params = receiver(ctx, value)?.type_params;
    let is_tuple =
        |param: &Value<'gc>| matches!(param, Value::TypeParam(param) if param.kind == TypeParamKind::TypeVarTuple);
    if !params.as_slice().iter().any(is_tuple) {
        return Step::value(params);
    }
    // A TypeVarTuple shows unpacked.
    let mut all = Vec::new();
    for &param in params.as_slice() {
        if is_tuple(&param) {
            let step = unpacked(ctx, param)?;
            let iterator = ctx.reenter(step)?;
            let step = crate::vm::ops::collect(ctx, iterator)?;
            all.extend(ctx.reenter(step)?.as_list().map(crate::types::List::to_vec).unwrap_or_default());
        } else {
            all.push(param);
        }
    }
    Step::value(ctx.tuple(&all))
}

fn value<'gc>(ctx: Ctx<'gc>, alias: Value<'gc>) -> NativeResult<'gc> {
    let lazy = &receiver(ctx, alias)?.data().value;
    if !lazy.value.get().is_null() {
        return Step::value(lazy.value.get());
    }
    Step::call(lazy.evaluate.get(), &[Value::Int(1)]).then(ctx, [alias], |ctx, value, [alias]| {
        let lazy = field!(receiver(ctx, alias)?.write(ctx.mc), TypeAliasData, value);
        unlock!(lazy, Lazy, value).set(value);
        Step::value(value)
    })
}

/// `typing.Generic[params]`, for the bases of a generic class.
///
/// # Errors
/// What `typing` raises.
pub fn subscript_generic<'gc>(ctx: Ctx<'gc>, params: Value<'gc>) -> NativeResult<'gc> {
    let params = params.as_tuple().map_or(&[][..], |params| params.as_slice());
    let mut all = Vec::new();
    for &param in params {
        match param {
            Value::TypeParam(inner) if inner.kind == TypeParamKind::TypeVarTuple => {
                let step = unpacked(ctx, param)?;
                let iterator = ctx.reenter(step)?;
                let step = crate::vm::ops::collect(ctx, iterator)?;
                all.extend(ctx.reenter(step)?.as_list().map(crate::types::List::to_vec).unwrap_or_default());
            }
            other => all.push(other),
        }
    }
    call_typing(ctx, &[ctx.str("_GenericAlias"), ctx.types.generic.into(), ctx.tuple(&all)])
}
