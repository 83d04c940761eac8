//! filter. Mirrors `Python/bltinmodule.c`.

use super::common::{self, make, receiver};
use crate::methods::new_class;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::IterState;
use crate::value::Value;
use crate::vm::ops;

/// What filter offers.
pub const FILTER: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", new),
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", common::next),
        method("__reduce__", "(self, /)", reduce),
    ],
    ..TypeDef::EMPTY
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.filter)?;
    if !args.extra().is_empty() && class.is(ctx.types.filter) {
        return Err(ctx.type_error("filter() takes no keyword arguments"));
    }
    let &[function, iterable] = args.rest() else {
        return Err(ctx.type_error(format!("filter expected 2 arguments, got {}", args.rest().len())));
    };
    ops::iter(ctx, iterable)?.then(ctx, [Value::Class(class), function], |ctx, iterator, [class, function]| {
        let class = class.as_class().unwrap_or(ctx.types.filter);
        Ok(Step::Return(make(ctx, class, IterState::Filter { function, iterator })))
    })
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = Value::Class(ctx.class_of(args.get(0)));
    match &*receiver(ctx, args.get(0))?.state.borrow() {
        IterState::Filter { function, iterator } => {
            Step::value(ctx.tuple(&[class, ctx.tuple(&[*function, *iterator])]))
        }
        _ => Err(ctx.internal_error("not a filter object")),
    }
}
