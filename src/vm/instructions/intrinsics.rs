//! CALL_INTRINSIC_1 and 2, LOAD_COMMON_CONSTANT.

use gc_arena::barrier::unlock;

use crate::objects::Frame;
use crate::opcode::operands::{CommonConstant, Intrinsic1, Intrinsic2};
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::FunctionData;
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
        Some(Intrinsic1::AsyncGenWrap) => Step::value(value),
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
        other => {
            let name = other.map_or("unknown", Intrinsic2::text);
            Err(ctx.not_implemented_error(format!("intrinsic {name} is not supported")))
        }
    }
}
