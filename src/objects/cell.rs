//! Cells: the variables that closures share. Mirrors `Objects/cellobject.c`.

use gc_arena::lock::Lock;
use gc_arena::{Collect, Mutation, barrier::unlock};

use crate::value::Value;
use crate::{classified, handle};

/// One variable, bound or not.
#[derive(Collect)]
#[collect(no_drop)]
pub struct CellData<'gc> {
    /// `ob_ref`; NULL while unbound.
    contents: Lock<Value<'gc>>,
}

handle! {
    /// A cell object.
    Cell => CellData
}
classified! { Cell => cell }

/// The cell holds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Cell is empty")]
pub struct UnboundCell;

impl<'gc> Cell<'gc> {
    /// A cell that holds `contents`, or is unbound when that is NULL.
    #[inline]
    pub fn new(mc: &Mutation<'gc>, contents: Value<'gc>) -> Self {
        Self::alloc(mc, CellData { contents: Lock::new(contents) })
    }

    /// The contents, NULL while unbound.
    #[inline]
    pub fn raw(self) -> Value<'gc> {
        self.data().contents.get()
    }

    /// `cell_contents`.
    ///
    /// # Errors
    /// [`UnboundCell`] while there is nothing in it.
    pub fn get(self) -> Result<Value<'gc>, UnboundCell> {
        self.raw().some().ok_or(UnboundCell)
    }

    /// Binds the variable; NULL unbinds it.
    #[inline]
    pub fn set(self, mc: &Mutation<'gc>, contents: Value<'gc>) {
        unlock!(self.write(mc), CellData, contents).set(contents);
    }
}
