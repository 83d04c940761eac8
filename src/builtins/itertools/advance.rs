//! The next item of an iterator of `itertools` where no call is needed for it.

use super::{combine, group, with};
use crate::num::int_ops;
use crate::opcode::operands::BinaryOperator;
use crate::runtime::{Ctx, Raise};
use crate::types::itertools::Tool;
use crate::types::{Iter, IterState};
use crate::value::Value;
use crate::vm::ops::advance::{advance_nested, finish, is_simple};
use crate::vm::ops::{self, Advance, arithmetic};

/// Selectors looked at in one go.
const BATCH: usize = 1000;

/// The next item, or [`Advance::Slow`] with the state such that
/// [`mod@super::next`] goes on from there.
///
/// # Errors
/// What a source raises.
pub fn advance<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>, nesting: u32) -> Result<Advance<'gc>, Raise<'gc>> {
    let mut state = iter.state_mut(ctx.mc);
    let IterState::Tool(tool) = &mut *state else { return Ok(Advance::Slow) };
    match tool {
        Tool::Count { next, step } => {
            let item = *next;
            let following = match (item.as_int(), step.as_int()) {
                (Some(a), Some(b)) if exact_int(item) && exact_int(*step) => Some(ctx.number(int_ops::add(a, b))),
                _ => arithmetic::number_binary(ctx, BinaryOperator::Add, item, *step)?,
            };
            let Some(following) = following else { return Ok(Advance::Slow) };
            *next = following;
            Ok(Advance::Item(item))
        }
        Tool::Repeat { object, left } => match left {
            Some(0) => Ok(Advance::End),
            Some(left) => {
                *left -= 1;
                Ok(Advance::Item(*object))
            }
            None => Ok(Advance::Item(*object)),
        },
        Tool::Cycle { source: Value::Null, saved, index } => {
            let Some(item) = saved.get(*index) else { return Ok(Advance::End) };
            *index = if *index + 1 >= saved.len() { 0 } else { *index + 1 };
            Ok(Advance::Item(item))
        }
        Tool::Cycle { source, saved, .. } => {
            let (source, saved) = (*source, *saved);
            drop(state);
            let next = advance_nested(ctx, source, nesting)?;
            match next {
                Advance::Item(item) => saved.push(ctx.mc, item),
                Advance::End => return Ok(cycle_again(ctx, iter)),
                Advance::Slow => {}
            }
            Ok(next)
        }
        Tool::Chain { sources, active, pending } => {
            let (sources, active, pending) = (*sources, *active, *pending);
            drop(state);
            chain(ctx, iter, [sources, active, pending], nesting)
        }
        Tool::Compress { data, selectors } => {
            let (data, selectors) = (*data, *selectors);
            drop(state);
            compress(ctx, data, selectors)
        }
        Tool::DropWhile { source, decided: true, .. } => {
            let source = *source;
            drop(state);
            advance_nested(ctx, source, nesting)
        }
        Tool::TakeWhile { decided: true, .. } => Ok(Advance::End),
        Tool::GroupBy(group) => {
            let group = *group;
            drop(state);
            group::advance(ctx, iter, group, nesting)
        }
        Tool::Grouper { parent, key, serial } => {
            let (parent, key, serial) = (*parent, *key, *serial);
            drop(state);
            group::advance_group(ctx, parent, key, serial, nesting)
        }
        Tool::Islice { source: Value::Null, .. } => Ok(Advance::End),
        Tool::Islice { source, .. } => {
            let source = *source;
            drop(state);
            islice(ctx, iter, source, nesting)
        }
        Tool::Tee { source, node } => match node.item.get() {
            Some((item, next)) => {
                *node = next;
                Ok(Advance::Item(item))
            }
            None => {
                let (source, here) = (*source, *node);
                drop(state);
                if source.running.get() {
                    return Ok(Advance::Slow);
                }
                let next = advance_nested(ctx, source.iterator, nesting)?;
                if let Advance::Item(item) = next {
                    tee_took(ctx, iter, here, item);
                }
                Ok(next)
            }
        },
        Tool::ZipLongest { sources, fill } => {
            let (sources, fill) = (*sources, *fill);
            drop(state);
            zip_longest(ctx, sources, fill)
        }
        Tool::Accumulate { source, function, total, initial, pending } => {
            if total.is_null() && !initial.is_null() {
                *total = std::mem::replace(initial, Value::Null);
                return Ok(Advance::Item(*total));
            }
            let (source, function, before, waiting) = (*source, *function, *total, !pending.is_null());
            drop(state);
            let plain =
                function.is_none() && matches!(before, Value::Int(_) | Value::Float(_) | Value::Null) && !waiting;
            if !plain || !is_simple(&source) {
                return Ok(Advance::Slow);
            }
            accumulate(ctx, iter, source, before)
        }
        Tool::Pairwise { source, old } => {
            let (source, mut before) = (*source, *old);
            drop(state);
            if before.is_null() {
                match advance_nested(ctx, source, nesting)? {
                    Advance::Item(item) => before = item,
                    other => return Ok(other),
                }
                pairwise_keep(ctx, iter, before);
            }
            match advance_nested(ctx, source, nesting)? {
                Advance::Item(item) => {
                    pairwise_keep(ctx, iter, item);
                    Ok(Advance::Item(ctx.tuple(&[before, item])))
                }
                Advance::End => {
                    finish(ctx, iter);
                    Ok(Advance::End)
                }
                Advance::Slow => Ok(Advance::Slow),
            }
        }
        Tool::Batched { source, size, strict } => {
            let (source, size, strict) = (*source, *size, *strict);
            drop(state);
            if !is_simple(&source) || size > BATCH {
                return Ok(Advance::Slow);
            }
            let mut items = Vec::new();
            while items.len() < size {
                match advance_nested(ctx, source, nesting)? {
                    Advance::Item(item) => items.push(item),
                    Advance::End | Advance::Slow => break,
                }
            }
            batch(ctx, iter, &items, size, strict)
        }
        Tool::Product { pools, walk } => Ok(combine::product(ctx, *pools, walk)),
        Tool::Permutations { pool, walk } => Ok(combine::permutations(ctx, *pool, walk)),
        Tool::Combinations { pool, walk, repeats } => Ok(combine::combinations(ctx, *pool, walk, *repeats)),
        Tool::DropWhile { .. } | Tool::TakeWhile { .. } | Tool::FilterFalse { .. } | Tool::Starmap { .. } => {
            Ok(Advance::Slow)
        }
    }
}

/// Whether an int is one for sure, and no instance of a subclass.
fn exact_int(value: Value<'_>) -> bool {
    matches!(value, Value::Int(_) | Value::BigInt(_))
}

/// The first pass of cycle is over.
pub(super) fn cycle_again<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>) -> Advance<'gc> {
    let first = with(ctx, iter, |tool| match tool {
        Tool::Cycle { source, saved, index } => {
            *source = Value::Null;
            *index = usize::from(saved.len() > 1);
            saved.get(0)
        }
        _ => None,
    });
    first.flatten().map_or(Advance::End, Advance::Item)
}

/// A branch of a tee was first at a place.
pub(super) fn tee_took<'gc>(
    ctx: Ctx<'gc>,
    iter: Iter<'gc>,
    here: crate::types::itertools::TeeNode<'gc>,
    item: Value<'gc>,
) {
    let following = here.fill(ctx.mc, item);
    with(ctx, iter, |tool| {
        if let Tool::Tee { node, .. } = tool {
            *node = following;
        }
    });
}

fn chain<'gc>(
    ctx: Ctx<'gc>,
    iter: Iter<'gc>,
    [sources, mut active, pending]: [Value<'gc>; 3],
    nesting: u32,
) -> Result<Advance<'gc>, Raise<'gc>> {
    if !pending.is_null() {
        return Ok(Advance::Slow);
    }
    for _ in 0..BATCH {
        if !active.is_null() {
            match advance_nested(ctx, active, nesting)? {
                Advance::End => {}
                other => return Ok(other),
            }
        }
        if sources.is_null() {
            return Ok(Advance::End);
        }
        let iterable = match advance_nested(ctx, sources, nesting)? {
            Advance::Item(item) => item,
            Advance::Slow => {
                chain_set(ctx, iter, Value::Null, Value::Null);
                return Ok(Advance::Slow);
            }
            Advance::End => {
                finish(ctx, iter);
                return Ok(Advance::End);
            }
        };
        active = match (ops::iter::built_in(ctx, iterable), iterable) {
            (Some(state), _) => Iter::new(ctx.mc, state).into(),
            (None, Value::Iter(_) | Value::Generator(_)) => iterable,
            _ => {
                chain_set(ctx, iter, Value::Null, iterable);
                return Ok(Advance::Slow);
            }
        };
        chain_set(ctx, iter, active, Value::Null);
    }
    Ok(Advance::Slow)
}

/// Sets what chain walks at the moment.
pub(super) fn chain_set<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>, now: Value<'gc>, waiting: Value<'gc>) {
    with(ctx, iter, |tool| {
        if let Tool::Chain { active, pending, .. } = tool {
            (*active, *pending) = (now, waiting);
        }
    });
}

fn compress<'gc>(ctx: Ctx<'gc>, data: Value<'gc>, selectors: Value<'gc>) -> Result<Advance<'gc>, Raise<'gc>> {
    if !is_simple(&data) || !is_simple(&selectors) {
        return Ok(Advance::Slow);
    }
    loop {
        let (Advance::Item(item), Advance::Item(selector)) = (ops::advance(ctx, data)?, ops::advance(ctx, selectors)?)
        else {
            return Ok(Advance::End);
        };
        if ctx.is_true(selector)? {
            return Ok(Advance::Item(item));
        }
    }
}

fn islice<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>, source: Value<'gc>, nesting: u32) -> Result<Advance<'gc>, Raise<'gc>> {
    for _ in 0..BATCH {
        if islice_over(ctx, iter) {
            return Ok(Advance::End);
        }
        match advance_nested(ctx, source, nesting)? {
            Advance::Item(item) => {
                if islice_took(ctx, iter) {
                    return Ok(Advance::Item(item));
                }
            }
            Advance::End => {
                islice_end(ctx, iter);
                return Ok(Advance::End);
            }
            Advance::Slow => return Ok(Advance::Slow),
        }
    }
    Ok(Advance::Slow)
}

/// Whether islice has given all that it was asked for. It then lets go of its source.
pub(super) fn islice_over<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>) -> bool {
    let over = with(ctx, iter, |tool| match tool {
        Tool::Islice { count, next, stop: Some(stop), .. } => *count >= *next && *count >= *stop,
        Tool::Islice { .. } => false,
        _ => true,
    });
    let over = over.unwrap_or(true);
    if over {
        islice_end(ctx, iter);
    }
    over
}

/// The source of islice gave an item; whether it is wanted.
pub(super) fn islice_took<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>) -> bool {
    let wanted = with(ctx, iter, |tool| match tool {
        Tool::Islice { count, next, stop, step, .. } => {
            let wanted = *count >= *next;
            *count = count.saturating_add(1);
            if wanted {
                *next = next.saturating_add(*step);
                if let Some(stop) = stop {
                    *next = (*next).min(*stop);
                }
            }
            wanted
        }
        _ => false,
    });
    wanted.unwrap_or(false)
}

/// islice lets go of its source.
pub(super) fn islice_end<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>) {
    finish(ctx, iter);
}

fn zip_longest<'gc>(
    ctx: Ctx<'gc>,
    sources: crate::types::List<'gc>,
    fill: Value<'gc>,
) -> Result<Advance<'gc>, Raise<'gc>> {
    let all = sources.to_vec();
    if !all.iter().all(|source| source.is_null() || is_simple(source)) {
        return Ok(Advance::Slow);
    }
    let mut items = Vec::with_capacity(all.len());
    let mut live = false;
    for (index, &source) in all.iter().enumerate() {
        let next = if source.is_null() { Advance::End } else { ops::advance(ctx, source)? };
        items.push(match next {
            Advance::Item(item) => {
                live = true;
                item
            }
            Advance::End | Advance::Slow => {
                if let Some(place) = sources.borrow_mut(ctx.mc).get_mut(index) {
                    *place = Value::Null;
                }
                fill
            }
        });
    }
    Ok(if live { Advance::Item(ctx.tuple(&items)) } else { Advance::End })
}

fn accumulate<'gc>(
    ctx: Ctx<'gc>,
    iter: Iter<'gc>,
    source: Value<'gc>,
    before: Value<'gc>,
) -> Result<Advance<'gc>, Raise<'gc>> {
    let item = match ops::advance(ctx, source)? {
        Advance::Item(item) => item,
        other => return Ok(other),
    };
    let sum = if before.is_null() {
        item
    } else {
        match arithmetic::number_binary(ctx, BinaryOperator::Add, before, item)? {
            Some(sum) => sum,
            // Not two numbers: the item waits for the step that adds it.
            None => {
                with(ctx, iter, |tool| {
                    if let Tool::Accumulate { pending, .. } = tool {
                        *pending = item;
                    }
                });
                return Ok(Advance::Slow);
            }
        }
    };
    set_total(ctx, iter, sum);
    Ok(Advance::Item(sum))
}

/// Sets the running total of accumulate.
pub(super) fn set_total<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>, sum: Value<'gc>) {
    with(ctx, iter, |tool| {
        if let Tool::Accumulate { total, .. } = tool {
            *total = sum;
        }
    });
}

/// Keeps the first of the next pair.
pub(super) fn pairwise_keep<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>, item: Value<'gc>) {
    with(ctx, iter, |tool| {
        if let Tool::Pairwise { old, .. } = tool {
            *old = item;
        }
    });
}

/// The tuple of a batch that is complete or the last.
///
/// # Errors
/// ValueError for an incomplete one when it must not be.
pub(super) fn batch<'gc>(
    ctx: Ctx<'gc>,
    iter: Iter<'gc>,
    items: &[Value<'gc>],
    size: usize,
    strict: bool,
) -> Result<Advance<'gc>, Raise<'gc>> {
    if items.len() < size {
        finish(ctx, iter);
        if items.is_empty() {
            return Ok(Advance::End);
        }
        if strict {
            return Err(ctx.value_error("batched(): incomplete batch"));
        }
    }
    Ok(Advance::Item(ctx.tuple(items)))
}
