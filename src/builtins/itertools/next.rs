//! The step that gives the next item of an iterator of `itertools` when a call
//! is needed for it.

use super::advance::{cycle_again, pairwise_keep, set_total, tee_took};
use super::{group, several, slow, with};
use crate::opcode::operands::BinaryOperator;
use crate::runtime::{ArgVec, Call, Ctx, Input, NativeResult, Raise, Step, Then};
use crate::types::itertools::Tool;
use crate::types::{Iter, IterState};
use crate::value::Value;
use crate::vm::ops::advance::finish;
use crate::vm::ops::{self, Advance};

/// The iterator that a step was kept with.
///
/// # Errors
/// SystemError: what is kept is an iterator always.
pub(super) fn iter_of<'gc>(ctx: Ctx<'gc>, this: Value<'gc>) -> Result<Iter<'gc>, Raise<'gc>> {
    match this {
        Value::Iter(iter) => Ok(iter),
        _ => Err(ctx.internal_error("not an iterator")),
    }
}

/// Goes on with an item of `source`; its end is the end of the whole.
fn item_then<'gc, const N: usize>(
    ctx: Ctx<'gc>,
    source: Value<'gc>,
    kept: [Value<'gc>; N],
    then: Then<N>,
) -> NativeResult<'gc> {
    match ops::advance(ctx, source)? {
        Advance::Item(item) => then(ctx, item, kept),
        Advance::End => Err(ctx.stop_iteration(Value::None)),
        Advance::Slow => Step::Next(source).then(ctx, kept, then),
    }
}

/// The next item, after [`mod@super::advance`] has answered that it cannot tell.
///
/// # Errors
/// StopIteration at the end, or what the sources and functions raise.
pub fn next<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>) -> NativeResult<'gc> {
    let this = Value::Iter(iter);
    let tool = match &*iter.state.borrow() {
        // These need no call, ever: there is nothing to copy.
        IterState::Tool(Tool::Product { .. } | Tool::Permutations { .. } | Tool::Combinations { .. }) => None,
        IterState::Tool(tool) => Some(tool.clone()),
        _ => None,
    };
    let Some(tool) = tool else { return Err(ctx.stop_iteration(Value::None)) };
    match tool {
        Tool::Count { next, step } => ops::binary(ctx, BinaryOperator::Add, next, step)?.then(
            ctx,
            [this, next],
            |ctx, following, [this, item]| {
                with(ctx, iter_of(ctx, this)?, |tool| {
                    if let Tool::Count { next, .. } = tool {
                        *next = following;
                    }
                });
                Ok(Step::Return(item))
            },
        ),
        Tool::Cycle { source, saved, .. } => {
            Step::Next(source).then_input(ctx, [this, saved.into()], |ctx, input, [this, saved]| {
                if let Some(item) = input.item()? {
                    if let Value::List(saved) = saved {
                        saved.push(ctx.mc, item);
                    }
                    return Ok(Step::Return(item));
                }
                match cycle_again(ctx, iter_of(ctx, this)?) {
                    Advance::Item(item) => Ok(Step::Return(item)),
                    _ => Err(ctx.stop_iteration(Value::None)),
                }
            })
        }
        Tool::Chain { sources, active, pending } => slow::chain(ctx, this, [sources, active, pending]),
        Tool::Compress { data, selectors } => Ok(Step::run(slow::Compress::new(data, selectors))),
        Tool::DropWhile { source, decided: true, .. } => Ok(Step::Next(source)),
        Tool::DropWhile { predicate, source, .. } => {
            Ok(Step::run(slow::Judge::new(iter, predicate, source, slow::Verdict::Drop)))
        }
        Tool::TakeWhile { predicate, source, .. } => {
            Ok(Step::run(slow::Judge::new(iter, predicate, source, slow::Verdict::Take)))
        }
        Tool::FilterFalse { predicate, source } => {
            Ok(Step::run(slow::Judge::new(iter, predicate, source, slow::Verdict::Refuse)))
        }
        Tool::GroupBy(_) => Ok(Step::run(group::Next::group(iter))),
        Tool::Grouper { parent, key, serial } => Ok(Step::run(group::Next::item(parent, key, serial))),
        Tool::Islice { source, .. } => Ok(Step::run(slow::Slice::new(iter, source))),
        Tool::Starmap { function, source } => item_then(ctx, source, [function], starmap_call),
        Tool::Tee { source, node } => {
            if source.running.replace(true) {
                return Err(ctx.runtime_error("cannot re-enter the tee iterator"));
            }
            let _ = node;
            Step::Next(source.iterator).then_input(ctx, [this], tee_item)
        }
        Tool::ZipLongest { sources, fill } => Ok(Step::run(several::Longest::new(sources, fill))),
        Tool::Accumulate { pending, .. } if !pending.is_null() => {
            with(ctx, iter, |tool| {
                if let Tool::Accumulate { pending, .. } = tool {
                    *pending = Value::Null;
                }
            });
            accumulate_item(ctx, pending, [this])
        }
        Tool::Accumulate { source, .. } => item_then(ctx, source, [this], accumulate_item),
        Tool::Pairwise { source, old: Value::Null } => {
            item_then(ctx, source, [this, source], |ctx, old, [this, source]| {
                pairwise_keep(ctx, iter_of(ctx, this)?, old);
                pairwise_second(ctx, this, source, old)
            })
        }
        Tool::Pairwise { source, old } => pairwise_second(ctx, this, source, old),
        Tool::Batched { source, size, strict } => Ok(Step::run(several::Batch::new(iter, source, size, strict))),
        Tool::Repeat { .. } | Tool::Product { .. } | Tool::Permutations { .. } | Tool::Combinations { .. } => {
            Err(ctx.stop_iteration(Value::None))
        }
    }
}

fn starmap_call<'gc>(ctx: Ctx<'gc>, args: Value<'gc>, [function]: [Value<'gc>; 1]) -> NativeResult<'gc> {
    if let Value::Tuple(tuple) = args {
        let args = ArgVec::from_slice(tuple.as_slice());
        return Ok(Step::Call(Call { callee: function, args, names: None }));
    }
    ops::collect(ctx, args)?.then(ctx, [function], |_, args, [function]| {
        let args = args.as_list().map(|list| list.to_vec()).unwrap_or_default();
        Ok(Step::Call(Call { callee: function, args: ArgVec::from_vec(args), names: None }))
    })
}

fn tee_item<'gc>(ctx: Ctx<'gc>, input: Input<'gc>, [this]: [Value<'gc>; 1]) -> NativeResult<'gc> {
    let iter = iter_of(ctx, this)?;
    let place = with(ctx, iter, |tool| match tool {
        Tool::Tee { source, node } => {
            source.running.set(false);
            Some(*node)
        }
        _ => None,
    });
    match (input.item()?, place.flatten()) {
        (Some(item), Some(place)) => {
            tee_took(ctx, iter, place, item);
            Ok(Step::Return(item))
        }
        _ => Err(ctx.stop_iteration(Value::None)),
    }
}

fn accumulate_item<'gc>(ctx: Ctx<'gc>, item: Value<'gc>, [this]: [Value<'gc>; 1]) -> NativeResult<'gc> {
    let iter = iter_of(ctx, this)?;
    let state = with(ctx, iter, |tool| match tool {
        Tool::Accumulate { function, total, .. } => Some((*function, *total)),
        _ => None,
    });
    let Some((function, total)) = state.flatten() else { return Err(ctx.stop_iteration(Value::None)) };
    if total.is_null() {
        set_total(ctx, iter, item);
        return Ok(Step::Return(item));
    }
    let step = match function {
        Value::None => ops::binary(ctx, BinaryOperator::Add, total, item)?,
        _ => Step::call(function, &[total, item]),
    };
    step.then(ctx, [this], |ctx, sum, [this]| {
        set_total(ctx, iter_of(ctx, this)?, sum);
        Ok(Step::Return(sum))
    })
}

fn pairwise_second<'gc>(ctx: Ctx<'gc>, this: Value<'gc>, source: Value<'gc>, old: Value<'gc>) -> NativeResult<'gc> {
    let then = |ctx: Ctx<'gc>, new: Value<'gc>| -> NativeResult<'gc> {
        pairwise_keep(ctx, iter_of(ctx, this)?, new);
        Step::value(ctx.tuple(&[old, new]))
    };
    match ops::advance(ctx, source)? {
        Advance::Item(new) => then(ctx, new),
        Advance::End => {
            finish(ctx, iter_of(ctx, this)?);
            Err(ctx.stop_iteration(Value::None))
        }
        Advance::Slow => Step::Next(source).then_input(ctx, [this, old], |ctx, input, [this, old]| {
            let iter = iter_of(ctx, this)?;
            match input.item()? {
                Some(new) => {
                    pairwise_keep(ctx, iter, new);
                    Step::value(ctx.tuple(&[old, new]))
                }
                None => {
                    finish(ctx, iter);
                    Err(ctx.stop_iteration(Value::None))
                }
            }
        }),
    }
}
