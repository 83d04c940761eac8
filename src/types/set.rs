//! set and frozenset, on the table of dict. Mirrors `Objects/setobject.c`.

use gc_arena::{Collect, Mutation};
use std::cell::Cell as StdCell;

use super::Dict;
use crate::{classified, handle};

/// The elements of a set are the keys of a dict.
#[derive(Collect)]
#[collect(no_drop)]
pub struct SetData<'gc> {
    pub table: Dict<'gc>,
}

handle! {
    /// A set object.
    Set => SetData
}

/// As [`SetData`], with the hash once it has been computed.
#[derive(Collect)]
#[collect(no_drop)]
pub struct FrozenSetData<'gc> {
    pub table: Dict<'gc>,
    #[collect(require_static)]
    pub hash: StdCell<Option<i64>>,
}

handle! {
    /// A frozenset object.
    FrozenSet => FrozenSetData
}

impl<'gc> Set<'gc> {
    /// A set of the keys of `table`.
    pub fn new(mc: &Mutation<'gc>, table: Dict<'gc>) -> Self {
        table.make_set(mc);
        Self::alloc(mc, SetData { table })
    }
}

impl<'gc> FrozenSet<'gc> {
    /// A frozenset of the keys of `table`, which nobody else may change.
    pub fn new(mc: &Mutation<'gc>, table: Dict<'gc>) -> Self {
        table.make_set(mc);
        Self::alloc(mc, FrozenSetData { table, hash: StdCell::new(None) })
    }
}

classified! { Set => set, FrozenSet => frozenset }
