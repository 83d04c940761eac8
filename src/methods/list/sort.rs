//! `list.sort`.

use super::receiver;
use crate::runtime::{Args, Ctx, Input, NativeResult, Step, then_input};
use crate::value::Value;

/// `list.sort`: the list is empty meanwhile, and gets its items back in any
/// case.
pub(super) fn sort<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let list = receiver(ctx, &args)?;
    let key = args.get(1).or(Value::None);
    let reverse = match args.opt(2) {
        Some(reverse) => ctx.is_true(reverse)?,
        None => false,
    };
    let items = std::mem::take(&mut *list.borrow_mut(ctx.mc));
    let saved = ctx.list(items.clone());
    let sorted = crate::vm::sort::sort(ctx, items, key, reverse);
    then_input(sorted, ctx, [list.into(), saved], |ctx, input, [list, saved]| {
        let (Value::List(list), Value::List(saved)) = (list, saved) else {
            return Err(ctx.internal_error("sort without a list"));
        };
        let modified = !list.is_empty();
        let sorted = match input {
            Input::Value(Value::List(sorted)) => sorted,
            _ => saved,
        };
        *list.borrow_mut(ctx.mc) = sorted.to_vec();
        match input {
            Input::Raise(raise) => Err(raise),
            _ if modified => Err(ctx.value_error("list modified during sort")),
            _ => Step::value(Value::None),
        }
    })
}
