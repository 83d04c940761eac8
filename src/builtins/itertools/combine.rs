//! product, permutations and combinations: they walk positions in pools that
//! are complete from the start, so no item takes a call.

use crate::runtime::Ctx;
use crate::types::Tuple;
use crate::types::itertools::{Walk, picked};
use crate::value::Value;
use crate::vm::ops::Advance;

fn give<'gc>(ctx: Ctx<'gc>, pool: Tuple<'gc>, indices: &[usize]) -> Advance<'gc> {
    Advance::Item(ctx.tuple(&picked(pool.as_slice(), indices)))
}

/// The next of the cartesian product of some tuples.
pub(super) fn product<'gc>(ctx: Ctx<'gc>, pools: Tuple<'gc>, walk: &mut Walk) -> Advance<'gc> {
    if walk.stopped {
        return Advance::End;
    }
    let pool = |index: usize| pools.as_slice().get(index).and_then(|pool| pool.as_tuple());
    let len = |index: usize| pool(index).map_or(0, |pool| pool.as_slice().len());
    if walk.started {
        let mut moved = false;
        for (position, index) in walk.indices.iter_mut().enumerate().rev() {
            *index += 1;
            if *index < len(position) {
                moved = true;
                break;
            }
            *index = 0;
        }
        if !moved {
            walk.stopped = true;
            return Advance::End;
        }
    } else {
        walk.started = true;
        if (0..walk.indices.len()).any(|position| len(position) == 0) {
            walk.stopped = true;
            return Advance::End;
        }
    }
    let item = |(position, &index): (usize, &usize)| {
        pool(position).and_then(|pool| pool.as_slice().get(index).copied()).unwrap_or(Value::None)
    };
    let items: Vec<_> = walk.indices.iter().enumerate().map(item).collect();
    Advance::Item(ctx.tuple(&items))
}

/// The next permutation: `indices` are all positions, of which the first
/// `cycles.len()` are shown.
pub(super) fn permutations<'gc>(ctx: Ctx<'gc>, pool: Tuple<'gc>, walk: &mut Walk) -> Advance<'gc> {
    if walk.stopped {
        return Advance::End;
    }
    let Walk { indices, cycles, started, stopped } = walk;
    let (n, r) = (indices.len(), cycles.len());
    if std::mem::replace(started, true) {
        let mut moved = false;
        for i in (0..r).rev() {
            let (Some(cycle), Some(tail)) = (cycles.get_mut(i), indices.get_mut(i..)) else { break };
            *cycle -= 1;
            if *cycle == 0 {
                tail.rotate_left(1);
                *cycle = n - i;
            } else {
                let other = tail.len() - *cycle;
                tail.swap(0, other);
                moved = true;
                break;
            }
        }
        if !moved {
            *stopped = true;
            return Advance::End;
        }
    }
    give(ctx, pool, indices.get(..r).unwrap_or_default())
}

/// The next combination, positions in ascending order.
pub(super) fn combinations<'gc>(ctx: Ctx<'gc>, pool: Tuple<'gc>, walk: &mut Walk, repeats: bool) -> Advance<'gc> {
    if walk.stopped {
        return Advance::End;
    }
    let n = pool.as_slice().len();
    let r = walk.indices.len();
    if std::mem::replace(&mut walk.started, true) {
        // The last position that can still move on, and the largest it may have.
        let limit = |i: usize| if repeats { n - 1 } else { i + n - r };
        let movable = walk.indices.iter().enumerate().rev().find(|&(i, &index)| index != limit(i));
        let Some((at, &index)) = movable else {
            walk.stopped = true;
            return Advance::End;
        };
        let mut following = index + 1;
        for place in walk.indices.iter_mut().skip(at) {
            *place = following;
            following += usize::from(!repeats);
        }
    }
    give(ctx, pool, &walk.indices)
}
