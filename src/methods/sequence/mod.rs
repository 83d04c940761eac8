//! What list and tuple have in common.
//!
//! | module | what |
//! |---|---|
//! | [`find`] | `index`, `count`, `remove` |

pub mod find;

use gc_arena::Collect;

use super::support::clipped;
use crate::runtime::{Ctx, Raise};
use crate::types::{List, Tuple};
use crate::value::Value;

/// A list or a tuple. A list may change between two looks at it.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub enum Items<'gc> {
    List(List<'gc>),
    Tuple(Tuple<'gc>),
}

impl<'gc> Items<'gc> {
    /// The item at `index`.
    #[inline]
    pub fn get(self, index: usize) -> Option<Value<'gc>> {
        match self {
            Items::List(list) => list.get(index),
            Items::Tuple(tuple) => tuple.as_slice().get(index).copied(),
        }
    }

    /// The number of items.
    #[inline]
    pub fn len(self) -> usize {
        match self {
            Items::List(list) => list.len(),
            Items::Tuple(tuple) => tuple.as_slice().len(),
        }
    }

    /// Whether there are no items.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// The bounds that `index` searches: `start` and `stop` (NULL when left out)
/// of a sequence of `len` items. The stop is not clipped, for a list may grow.
///
/// # Errors
/// TypeError for what is no int, or what `__index__` raises.
pub fn search_range<'gc>(
    ctx: Ctx<'gc>,
    start: Value<'gc>,
    stop: Value<'gc>,
    len: usize,
) -> Result<(usize, usize), Raise<'gc>> {
    let bound = |value: Value<'gc>| match value {
        _ if crate::vm::slicing::is_index(ctx, value) => ctx.index_clipped(value),
        _ => Err(ctx.type_error("slice indices must be integers or have an __index__ method")),
    };
    let from = match start.some() {
        Some(start) => clipped(bound(start)?, len),
        None => 0,
    };
    let to = match stop.some() {
        Some(stop) => match bound(stop)? {
            stop if stop < 0 => clipped(stop, len),
            stop => usize::try_from(stop).unwrap_or(usize::MAX),
        },
        None => usize::MAX,
    };
    Ok((from, to))
}
