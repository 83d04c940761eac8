//! enumerate. Mirrors `Objects/enumobject.c`.

use super::common::{self, make, receiver};
use crate::methods::new_class;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::IterState;
use crate::value::Value;
use crate::vm::ops;

/// What enumerate offers.
pub const ENUMERATE: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", new),
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", common::next),
        method("__reduce__", "(self, /)", reduce),
    ],
    ..TypeDef::EMPTY
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.enumerate)?;
    let (given, named) = (args.rest(), args.extra());
    let total = given.len() + named.len();
    if total > 2 {
        return Err(ctx.type_error(format!("enumerate() takes at most 2 arguments ({total} given)")));
    }
    let (mut iterable, mut start) = (given.first().copied(), given.get(1).copied());
    for &(name, value) in named {
        let place = if name.is_text("iterable") && iterable.is_none() {
            &mut iterable
        } else if name.is_text("start") && start.is_none() && total == 2 {
            &mut start
        } else {
            return Err(ctx.type_error(format!("'{}' is an invalid keyword argument for enumerate()", name.lossy())));
        };
        *place = Some(value);
    }
    let Some(iterable) = iterable else {
        return Err(ctx.type_error("enumerate() missing required argument 'iterable'"));
    };
    let start = match start {
        Some(start) => ctx.index(start)?,
        None => Value::Int(0),
    };
    ops::iter(ctx, iterable)?.then(ctx, [Value::Class(class), start], |ctx, iterator, [class, index]| {
        let class = class.as_class().unwrap_or(ctx.types.enumerate);
        Ok(Step::Return(make(ctx, class, IterState::Enumerate { iterator, index })))
    })
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = Value::Class(ctx.class_of(args.get(0)));
    match &*receiver(ctx, args.get(0))?.state.borrow() {
        IterState::Enumerate { iterator, index } => Step::value(ctx.tuple(&[class, ctx.tuple(&[*iterator, *index])])),
        _ => Err(ctx.internal_error("not an enumerate object")),
    }
}
