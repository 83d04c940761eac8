//! zip. Mirrors `Python/bltinmodule.c`.

use super::common::{self, iterators, make, receiver};
use crate::methods::new_class;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::IterState;
use crate::value::Value;

/// What zip offers.
pub const ZIP: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, *iterables, **kwargs)", new),
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", common::next),
        method("__reduce__", "(self, /)", reduce),
        method("__setstate__", "(self, state, /)", setstate),
    ],
    ..TypeDef::EMPTY
};

/// The argument `strict` of zip and map.
///
/// # Errors
/// TypeError for any other keyword, or what the truth of the argument raises.
pub(super) fn strict<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, name: &str, exact: bool) -> Result<bool, Raise<'gc>> {
    let mut strict = false;
    for &(keyword, value) in args.extra() {
        if keyword.is_text("strict") {
            strict = ctx.is_true(value)?;
        } else if exact {
            return Err(ctx.type_error(format!("{name}() got an unexpected keyword argument '{}'", keyword.lossy())));
        }
    }
    Ok(strict)
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.zip)?;
    let strict = strict(ctx, &args, "zip", class.is(ctx.types.zip))?;
    let kept = [Value::Class(class), Value::bool(strict)];
    iterators(ctx, args.rest())?.then(ctx, kept, |ctx, iterators, [class, strict]| {
        let class = class.as_class().unwrap_or(ctx.types.zip);
        let iterators = iterators.as_tuple().unwrap_or(ctx.empty_tuple);
        let strict = matches!(strict, Value::True);
        Ok(Step::Return(make(ctx, class, IterState::Zip { iterators, strict })))
    })
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = Value::Class(ctx.class_of(args.get(0)));
    match &*receiver(ctx, args.get(0))?.state.borrow() {
        IterState::Zip { iterators, strict: true } => {
            Step::value(ctx.tuple(&[class, (*iterators).into(), Value::True]))
        }
        IterState::Zip { iterators, .. } => Step::value(ctx.tuple(&[class, (*iterators).into()])),
        _ => Err(ctx.internal_error("not a zip object")),
    }
}

/// `__setstate__` of zip and map: whether it is strict.
///
/// # Errors
/// What the truth of the argument raises.
pub(super) fn setstate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let on = ctx.is_true(args.get(1))?;
    if let IterState::Zip { strict, .. } | IterState::Map { strict, .. } =
        &mut *receiver(ctx, args.get(0))?.state_mut(ctx.mc)
    {
        *strict = on;
    }
    Step::value(())
}
