//! CALL_INTRINSIC_1 and 2, LOAD_COMMON_CONSTANT.

use gc_arena::barrier::unlock;

use crate::methods::{type_alias, type_param};
use crate::objects::{AsyncGenWrapped, AsyncGenWrappedData, Frame};
use crate::opcode::operands::{CommonConstant, Intrinsic1, Intrinsic2};
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::{FunctionData, Lazy, Str, TypeParamKind};
use crate::value::Value;
use crate::vm::{import, ops, raise};

/// LOAD_COMMON_CONSTANT.
///
/// # Errors
/// SystemError for an unknown constant.
pub fn common_constant<'gc>(ctx: Ctx<'gc>, arg: u32) -> Result<Value<'gc>, Raise<'gc>> {
    let builtin = |name: &str| ctx.get_name(ctx.builtins, name).ok_or_else(|| ctx.internal_error("no such built-in"));
    match CommonConstant::from_oparg(arg) {
        Some(CommonConstant::AssertionError) => Ok(ctx.types.exceptions.AssertionError.into()),
        Some(CommonConstant::NotImplementedError) => Ok(ctx.types.exceptions.NotImplementedError.into()),
        Some(CommonConstant::Tuple) => Ok(ctx.types.tuple.into()),
        Some(CommonConstant::All) => builtin("all"),
        Some(CommonConstant::Any) => builtin("any"),
        None => Err(ctx.internal_error("bad common constant")),
    }
}

/// CALL_INTRINSIC_1.
///
/// # Errors
/// What the intrinsic raises.
pub fn intrinsic_1<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, arg: u32, value: Value<'gc>) -> NativeResult<'gc> {
    match Intrinsic1::from_oparg(arg) {
        Some(Intrinsic1::StopIterationError) => stop_iteration_error(ctx, frame, value),
        Some(Intrinsic1::UnaryPositive) => ops::positive(ctx, value),
        Some(Intrinsic1::ListToTuple) => match value {
            Value::List(list) => Step::value(ctx.tuple(&list.to_vec())),
            _ => Err(ctx.internal_error("list expected")),
        },
        Some(Intrinsic1::ImportStar) => import::import_star(ctx, frame, value),
        Some(Intrinsic1::Print) => match ctx.get_name(ctx.sys, "displayhook") {
            Some(hook) => Ok(Step::call(hook, &[value])),
            None => Err(ctx.runtime_error("lost sys.displayhook")),
        },
        Some(Intrinsic1::AsyncGenWrap) => Step::value(AsyncGenWrapped::alloc(ctx.mc, AsyncGenWrappedData { value })),
        Some(Intrinsic1::TypeVar) => type_parameter(ctx, TypeParamKind::TypeVar, value),
        Some(Intrinsic1::ParamSpec) => type_parameter(ctx, TypeParamKind::ParamSpec, value),
        Some(Intrinsic1::TypeVarTuple) => type_parameter(ctx, TypeParamKind::TypeVarTuple, value),
        Some(Intrinsic1::SubscriptGeneric) => type_alias::subscript_generic(ctx, value),
        Some(Intrinsic1::TypeAlias) => new_alias(ctx, value),
        other => {
            let name = other.map_or("unknown", Intrinsic1::text);
            Err(ctx.not_implemented_error(format!("intrinsic {name} is not supported")))
        }
    }
}

/// PEP 479: what a StopIteration that leaves a generator's body becomes.
fn stop_iteration_error<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let Value::Exception(raised) = value else {
        return Err(ctx.internal_error("exception expected"));
    };
    let flags = frame.data().code.get().data().flags;
    let noun = if flags.contains(crate::objects::CodeFlags::ASYNC_GENERATOR) {
        "async generator"
    } else if flags.contains(crate::objects::CodeFlags::COROUTINE) {
        "coroutine"
    } else {
        "generator"
    };
    let exceptions = &ctx.state().types.exceptions;
    let what = if ctx.is_raised(raised, exceptions.StopIteration) {
        "StopIteration"
    } else if noun == "async generator" && ctx.is_raised(raised, exceptions.StopAsyncIteration) {
        "StopAsyncIteration"
    } else {
        return Step::value(value);
    };
    let error = ctx.runtime_error(format!("{noun} raised {what}"));
    error.set_cause(ctx.mc, Some(raised));
    error.set_context(ctx.mc, Some(raised));
    Step::value(Value::Exception(error))
}

/// CALL_INTRINSIC_2.
///
/// # Errors
/// What the intrinsic raises.
pub fn intrinsic_2<'gc>(ctx: Ctx<'gc>, arg: u32, first: Value<'gc>, second: Value<'gc>) -> NativeResult<'gc> {
    match Intrinsic2::from_oparg(arg) {
        Some(Intrinsic2::PrepReraiseStar) => raise::prepare_reraise_star(ctx, first, second),
        Some(Intrinsic2::SetFunctionTypeParams) => {
            if let (Value::Function(function), Value::Tuple(params)) = (first, second) {
                unlock!(function.write(ctx.mc), FunctionData, type_params).set(Some(params));
            }
            Step::value(first)
        }
        Some(Intrinsic2::TypeVarWithBound) => {
            let (bound, constraints) = (Lazy::computed(second), Lazy::known(Value::Null));
            let name = name_of(ctx, first)?;
            Step::value(type_param::make(ctx, TypeParamKind::TypeVar, name, bound, constraints))
        }
        Some(Intrinsic2::TypeVarWithConstraints) => {
            let (bound, constraints) = (Lazy::known(Value::Null), Lazy::computed(second));
            let name = name_of(ctx, first)?;
            Step::value(type_param::make(ctx, TypeParamKind::TypeVar, name, bound, constraints))
        }
        Some(Intrinsic2::SetTypeParamDefault) => {
            if let Value::TypeParam(param) = first {
                type_param::set_default_evaluator(ctx, param, second);
            }
            Step::value(first)
        }
        other => {
            let name = other.map_or("unknown", Intrinsic2::text);
            Err(ctx.not_implemented_error(format!("intrinsic {name} is not supported")))
        }
    }
}

fn name_of<'gc>(ctx: Ctx<'gc>, name: Value<'gc>) -> Result<Str<'gc>, Raise<'gc>> {
    name.as_str().ok_or_else(|| ctx.internal_error("name expected"))
}

fn type_parameter<'gc>(ctx: Ctx<'gc>, kind: TypeParamKind, name: Value<'gc>) -> NativeResult<'gc> {
    let name = name_of(ctx, name)?;
    Step::value(type_param::make(ctx, kind, name, Lazy::known(Value::Null), Lazy::known(Value::Null)))
}

/// `type name[params] = ...`: a tuple of the name, the type parameters or
/// None, and the function that computes the value.
fn new_alias<'gc>(ctx: Ctx<'gc>, parts: Value<'gc>) -> NativeResult<'gc> {
    let [name, params, compute] = parts.as_tuple().map_or(&[][..], |parts| parts.as_slice()) else {
        return Err(ctx.internal_error("bad parts of a type alias"));
    };
    let params = params.as_tuple().unwrap_or(ctx.empty_tuple);
    let module = match compute {
        Value::Function(function) => function.module.get(),
        _ => Value::None,
    };
    let name = name_of(ctx, *name)?;
    Step::value(type_alias::make(ctx, name, params, Lazy::computed(*compute), module))
}
