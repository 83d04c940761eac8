//! reversed. Mirrors `Objects/enumobject.c`.

use super::{common, hint, reduce, setstate};
use crate::methods::new_class;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::IterState;
use crate::value::Value;
use crate::vm::ops;

/// What reversed offers.
pub const REVERSED: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", new),
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", common::next),
        method("__length_hint__", "(self, /)", hint::length_hint),
        method("__reduce__", "(self, /)", reduce::reduce),
        method("__setstate__", "(self, state, /)", setstate::setstate),
    ],
    ..TypeDef::EMPTY
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.reversed)?;
    if !args.extra().is_empty() && class.is(ctx.types.reversed) {
        return Err(ctx.type_error("reversed() takes no keyword arguments"));
    }
    let &[sequence] = args.rest() else {
        return Err(ctx.type_error(format!("reversed expected 1 argument, got {}", args.rest().len())));
    };
    match ctx.lookup_special(sequence, ctx.names.reversed) {
        Some(Value::None) => return Err(not_reversible(ctx, sequence)),
        Some(attribute) => return ops::special::call_attribute(ctx, attribute, sequence, &[]),
        None => {}
    }
    if !ops::iter::is_sequence(ctx, sequence) {
        return Err(not_reversible(ctx, sequence));
    }
    ops::len(ctx, sequence)?.then(ctx, [Value::Class(class), sequence], |ctx, len, [class, object]| {
        let class = class.as_class().unwrap_or(ctx.types.reversed);
        let next = len.as_i64().unwrap_or(0) - 1;
        Ok(Step::Return(common::make(ctx, class, IterState::SequenceReversed { object, next })))
    })
}

fn not_reversible<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> crate::runtime::Raise<'gc> {
    ctx.type_error(format!("'{}' object is not reversible", ctx.type_name(value)))
}
