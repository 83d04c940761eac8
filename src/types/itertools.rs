//! The iterators of `itertools`. One enum for all of them: they are built-in
//! iterators like any other ([`super::IterState::Tool`]); what moves them on
//! is in `builtins::itertools`. Mirrors `Modules/itertoolsmodule.c`.

use std::cell::Cell as StdCell;

use gc_arena::lock::Lock;
use gc_arena::{Collect, Mutation, barrier::unlock};

use super::{Class, Iter, List, Tuple, Types};
use crate::handle;
use crate::value::{Value, Values};

/// What an iterator of `itertools` walks and where it is. A source that is
/// used up is NULL.
#[derive(Clone, Collect)]
#[collect(no_drop)]
pub enum Tool<'gc> {
    Count {
        next: Value<'gc>,
        step: Value<'gc>,
    },
    Cycle {
        source: Value<'gc>,
        saved: List<'gc>,
        index: usize,
    },
    Repeat {
        object: Value<'gc>,
        left: Option<i64>,
    },
    /// `pending` is the iterable of which the iterator has to be asked for.
    Chain {
        sources: Value<'gc>,
        active: Value<'gc>,
        pending: Value<'gc>,
    },
    Compress {
        data: Value<'gc>,
        selectors: Value<'gc>,
    },
    /// `decided`: the predicate has failed once.
    DropWhile {
        predicate: Value<'gc>,
        source: Value<'gc>,
        decided: bool,
    },
    TakeWhile {
        predicate: Value<'gc>,
        source: Value<'gc>,
        decided: bool,
    },
    FilterFalse {
        predicate: Value<'gc>,
        source: Value<'gc>,
    },
    GroupBy(GroupState<'gc>),
    /// One group; it gives items only while its parent is at the same serial.
    Grouper {
        parent: Iter<'gc>,
        key: Value<'gc>,
        serial: u64,
    },
    /// `count` items were taken from the source; the one at `next` is wanted.
    Islice {
        source: Value<'gc>,
        count: u64,
        next: u64,
        stop: Option<u64>,
        step: u64,
    },
    Starmap {
        function: Value<'gc>,
        source: Value<'gc>,
    },
    Tee {
        source: TeeSource<'gc>,
        node: TeeNode<'gc>,
    },
    ZipLongest {
        sources: List<'gc>,
        fill: Value<'gc>,
    },
    /// `total` and `initial` are NULL when there is none (yet); `pending` is an
    /// item that was taken and not added yet.
    Accumulate {
        source: Value<'gc>,
        function: Value<'gc>,
        total: Value<'gc>,
        initial: Value<'gc>,
        pending: Value<'gc>,
    },
    Pairwise {
        source: Value<'gc>,
        old: Value<'gc>,
    },
    Batched {
        source: Value<'gc>,
        size: usize,
        strict: bool,
    },
    Product {
        pools: Tuple<'gc>,
        walk: Walk,
    },
    Permutations {
        pool: Tuple<'gc>,
        walk: Walk,
    },
    Combinations {
        pool: Tuple<'gc>,
        walk: Walk,
        repeats: bool,
    },
}

/// Where groupby is.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub struct GroupState<'gc> {
    pub source: Value<'gc>,
    pub function: Value<'gc>,
    /// The key of the group given out last, or NULL.
    pub target: Value<'gc>,
    /// The key of `value`, or NULL.
    pub key: Value<'gc>,
    /// The item read ahead, or NULL.
    pub value: Value<'gc>,
    /// Which group may be read: it changes with every group.
    pub serial: u64,
}

/// The state of a combinatoric iterator: positions in its pool.
#[derive(Clone, Default, Collect)]
#[collect(require_static)]
pub struct Walk {
    pub indices: Vec<usize>,
    pub cycles: Vec<usize>,
    pub started: bool,
    pub stopped: bool,
}

/// What the branches of a tee share.
#[derive(Collect)]
#[collect(no_drop)]
pub struct TeeSourceData<'gc> {
    pub iterator: Value<'gc>,
    /// Whether an item is being fetched.
    #[collect(require_static)]
    pub running: StdCell<bool>,
}

handle! {
    /// What the branches of a tee share.
    TeeSource => TeeSourceData
}

/// A place in the items of a tee: what comes there, once it was fetched.
#[derive(Collect)]
#[collect(no_drop)]
pub struct TeeNodeData<'gc> {
    pub item: Lock<Option<(Value<'gc>, TeeNode<'gc>)>>,
}

handle! {
    /// A place in the items of a tee.
    TeeNode => TeeNodeData
}

impl<'gc> TeeNode<'gc> {
    /// A place of which the item was not fetched yet.
    pub fn new(mc: &Mutation<'gc>) -> Self {
        Self::alloc(mc, TeeNodeData { item: Lock::new(None) })
    }

    /// Puts the item there; the place after it.
    pub fn fill(self, mc: &Mutation<'gc>, item: Value<'gc>) -> Self {
        let next = Self::new(mc);
        unlock!(self.write(mc), TeeNodeData, item).set(Some((item, next)));
        next
    }
}

impl<'gc> Tool<'gc> {
    /// The class of the iterator.
    pub fn class(&self, types: &Types<'gc>) -> Class<'gc> {
        match self {
            Tool::Count { .. } => types.itertools_count,
            Tool::Cycle { .. } => types.itertools_cycle,
            Tool::Repeat { .. } => types.itertools_repeat,
            Tool::Chain { .. } => types.itertools_chain,
            Tool::Compress { .. } => types.itertools_compress,
            Tool::DropWhile { .. } => types.itertools_dropwhile,
            Tool::TakeWhile { .. } => types.itertools_takewhile,
            Tool::FilterFalse { .. } => types.itertools_filterfalse,
            Tool::GroupBy(_) => types.itertools_groupby,
            Tool::Grouper { .. } => types.itertools_grouper,
            Tool::Islice { .. } => types.itertools_islice,
            Tool::Starmap { .. } => types.itertools_starmap,
            Tool::Tee { .. } => types.itertools_tee,
            Tool::ZipLongest { .. } => types.itertools_zip_longest,
            Tool::Accumulate { .. } => types.itertools_accumulate,
            Tool::Pairwise { .. } => types.itertools_pairwise,
            Tool::Batched { .. } => types.itertools_batched,
            Tool::Product { .. } => types.itertools_product,
            Tool::Permutations { .. } => types.itertools_permutations,
            Tool::Combinations { repeats: false, .. } => types.itertools_combinations,
            Tool::Combinations { repeats: true, .. } => types.itertools_combinations_with_replacement,
        }
    }
}

/// The items of a pool at some positions.
pub fn picked<'gc>(pool: &[Value<'gc>], indices: &[usize]) -> Values<'gc> {
    indices.iter().map(|&index| pool.get(index).copied().unwrap_or(Value::None)).collect()
}
