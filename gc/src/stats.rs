//! What a heap holds and what its collector has done.

use std::time::Duration;

/// A snapshot of a heap: [`Heap::stats`](crate::Heap::stats).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Objects allocated and not yet freed: the reachable ones, garbage that no cycle has freed so
    /// far, and one for the heap's own table of handles.
    pub objects: usize,
    /// Bytes accounted for outside the arena.
    pub external_bytes: usize,
    /// Values kept alive by handles.
    pub handles: usize,
    /// What was counted over time.
    pub counters: Counters,
}

/// Counts over the life of a heap; part of [`Stats`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Cycles finished, by steps or by full collections.
    pub cycles: u64,
    /// Steps in which there was debt to pay.
    pub steps: u64,
    /// The longest of them. Full collections are not in it.
    pub longest_step: Duration,
    /// Objects that the last finished cycle kept only because
    /// [`Rooted::marked`](crate::Rooted::marked) resurrected them or something that refers to them.
    pub resurrected: usize,
}
