//! The iterators of deque.

use super::deque::receiver as deque_of;
use crate::methods::iterators::common::{self, receiver};
use crate::methods::new_class;
use crate::methods::support::count;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Deque, Iter, IterState};
use crate::value::Value;

/// What both classes offer.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, deque, index=0, /)", new),
        slot("__iter__", "(self, /)", common::iter),
        slot("__next__", "(self, /)", common::next),
        method("__length_hint__", "(self, /)", length_hint),
        method("__reduce__", "(self, /)", reduce),
    ],
    ..TypeDef::EMPTY
};

fn over<'gc>(ctx: Ctx<'gc>, deque: Deque<'gc>, taken: usize, reversed: bool) -> NativeResult<'gc> {
    let left = deque.len().saturating_sub(taken);
    Step::value(Iter::new(ctx.mc, IterState::Deque { deque, left, version: deque.version.get(), reversed }))
}

/// `iter(deque)`.
///
/// # Errors
/// None.
pub(super) fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    over(ctx, deque_of(ctx, &args)?, 0, false)
}

/// `reversed(deque)`.
///
/// # Errors
/// None.
pub(super) fn reversed<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    over(ctx, deque_of(ctx, &args)?, 0, true)
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let reversed = args.get(0).as_class().is_some_and(|class| class.is(ctx.types.deque_reverse_iterator));
    let own = if reversed { ctx.types.deque_reverse_iterator } else { ctx.types.deque_iterator };
    new_class(ctx, &args, own)?;
    let Some(deque) = args.get(1).as_deque() else {
        let (name, got) = (own.name.get(), ctx.type_name(args.get(1)));
        return Err(ctx.type_error(format!("{}() argument 1 must be collections.deque, not {got}", name.lossy())));
    };
    let taken = args.opt(2).map_or(Ok(0), |index| ctx.index_i64(index))?;
    over(ctx, deque, usize::try_from(taken).unwrap_or(0), reversed)
}

fn length_hint<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match &*receiver(ctx, args.get(0))?.state.borrow() {
        IterState::Deque { left, .. } => Step::value(count(*left)),
        _ => Step::value(0),
    }
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = Value::Class(ctx.class_of(args.get(0)));
    match &*receiver(ctx, args.get(0))?.state.borrow() {
        IterState::Deque { deque, left, .. } => {
            let taken = count(deque.len().saturating_sub(*left));
            Step::value(ctx.tuple(&[class, ctx.tuple(&[(*deque).into(), taken])]))
        }
        _ => Err(ctx.internal_error("not an iterator over a deque")),
    }
}
