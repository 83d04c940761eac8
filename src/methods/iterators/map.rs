//! map. Mirrors `Python/bltinmodule.c`.

use super::common::{self, iterators, make, receiver};
use super::zip::{setstate, strict};
use crate::methods::new_class;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::IterState;
use crate::value::Value;

/// What map offers.
pub const MAP: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", new),
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", common::next),
        method("__reduce__", "(self, /)", reduce),
        method("__setstate__", "(self, state, /)", setstate),
    ],
    ..TypeDef::EMPTY
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.map)?;
    let strict = strict(ctx, &args, "map", class.is(ctx.types.map))?;
    let (&function, iterables) = match args.rest().split_first() {
        Some((function, iterables)) if !iterables.is_empty() => (function, iterables),
        _ => return Err(ctx.type_error("map() must have at least two arguments.")),
    };
    let kept = [Value::Class(class), function, Value::bool(strict)];
    iterators(ctx, iterables)?.then(ctx, kept, |ctx, iterators, [class, function, strict]| {
        let class = class.as_class().unwrap_or(ctx.types.map);
        let iterators = iterators.as_tuple().unwrap_or(ctx.empty_tuple);
        let strict = matches!(strict, Value::True);
        Ok(Step::Return(make(ctx, class, IterState::Map { function, iterators, strict })))
    })
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = Value::Class(ctx.class_of(args.get(0)));
    match &*receiver(ctx, args.get(0))?.state.borrow() {
        IterState::Map { function, iterators, strict } => {
            let mut parts = vec![*function];
            parts.extend_from_slice(iterators.as_slice());
            let parts = ctx.tuple(&parts);
            Step::value(if *strict { ctx.tuple(&[class, parts, Value::True]) } else { ctx.tuple(&[class, parts]) })
        }
        _ => Err(ctx.internal_error("not a map object")),
    }
}
