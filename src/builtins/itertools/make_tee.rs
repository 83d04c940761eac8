//! tee: several iterators over the items of one.

use crate::methods::iterators::common::receiver;
use crate::methods::new_class;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::itertools::{TeeNode, TeeSource, TeeSourceData, Tool};
use crate::types::{Iter, IterState};
use crate::value::Value;
use crate::vm::ops;

/// Most branches that one call may make, as memory is finite.
const MAX_BRANCHES: i64 = 1 << 24;

/// A branch of a tee over an iterator; another one when it is a branch already.
fn branch<'gc>(ctx: Ctx<'gc>, iterator: Value<'gc>) -> Iter<'gc> {
    if let Value::Iter(iter) = iterator
        && let Some(copy) = copy_of(ctx, iter)
    {
        return copy;
    }
    let source = TeeSource::alloc(ctx.mc, TeeSourceData { iterator, running: std::cell::Cell::new(false) });
    Iter::new(ctx.mc, IterState::Tool(Tool::Tee { source, node: TeeNode::new(ctx.mc) }))
}

fn copy_of<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>) -> Option<Iter<'gc>> {
    let state = match &*iter.state.borrow() {
        IterState::Tool(tool @ Tool::Tee { .. }) => IterState::Tool(tool.clone()),
        _ => return None,
    };
    Some(Iter::new(ctx.mc, state))
}

/// `tee(iterable, n=2)`.
///
/// # Errors
/// ValueError for a negative number, or what `iter` raises.
pub(super) fn tee<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let count = match args.opt(1) {
        Some(count) => ctx.index_i64(count)?,
        None => 2,
    };
    if count < 0 {
        return Err(ctx.value_error("n must be >= 0"));
    }
    if count > MAX_BRANCHES {
        return Err(ctx.exception(ctx.types.exceptions.MemoryError, &[]));
    }
    if count == 0 {
        return Step::value(ctx.tuple(&[]));
    }
    ops::iter(ctx, args.get(0))?.then(ctx, [Value::Int(count)], |ctx, iterator, [count]| {
        let first = branch(ctx, iterator);
        let mut all = vec![Value::Iter(first)];
        for _ in 1..count.as_i64().unwrap_or(1) {
            all.push(branch(ctx, first.into()).into());
        }
        Step::value(ctx.tuple(&all))
    })
}

/// `_tee.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    new_class(ctx, &args, ctx.types.itertools_tee)?;
    ops::iter(ctx, args.get(1))?.then(ctx, [], |ctx, iterator, []| Step::value(branch(ctx, iterator)))
}

/// `_tee.__copy__`.
///
/// # Errors
/// None.
pub(super) fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let iter = receiver(ctx, args.get(0))?;
    Step::value(copy_of(ctx, iter).unwrap_or(iter))
}
