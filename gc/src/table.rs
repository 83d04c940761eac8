//! The table in the heap's root that handles point into.

use std::sync::Arc;

use gc_arena::barrier::field;
use gc_arena::lock::RefLock;
use gc_arena::{Collect, Gc, Mutation};
use slotmap::{DefaultKey, SlotMap};

use crate::handle::{Handle, HandleError};
use crate::identity::Identity;
use crate::root::Rooted;

/// Makes and resolves [`Handle`]s inside a heap. `Copy`; may be stored in the heap.
#[derive(Collect)]
#[collect(no_drop, bound = "where R: Rooted")]
pub struct Handles<'gc, R: Rooted> {
    table: Gc<'gc, Table<'gc, R>>,
}

#[derive(Collect)]
#[collect(no_drop, bound = "where R: Rooted")]
struct Table<'gc, R: Rooted> {
    /// No code of the user runs while it is borrowed: values are `Copy` and have no destructor.
    slots: RefLock<SlotMap<DefaultKey, R::Value<'gc>>>,
    #[collect(require_static)]
    identity: Arc<Identity>,
}

impl<R: Rooted> Clone for Handles<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Rooted> Copy for Handles<'_, R> {}

impl<'gc, R: Rooted> Handles<'gc, R> {
    /// An empty table for the heap of this identity.
    pub(crate) fn new(mc: &Mutation<'gc>, identity: Arc<Identity>) -> Self {
        let slots = RefLock::new(SlotMap::new());
        Self { table: Gc::new(mc, Table { slots, identity }) }
    }

    /// A new handle to `value`, which stays alive as long as the handle does.
    ///
    /// # Panics
    /// At 2³² − 2 handles in one heap, which is beyond the memory of today's machines.
    #[must_use = "dropping the handle at once gives the value back to the collector"]
    pub fn insert(self, mc: &Mutation<'gc>, value: R::Value<'gc>) -> Handle {
        let key = self.slots_mut(mc, |slots| slots.insert(value));
        Handle::new(key, Arc::clone(&self.table.identity))
    }

    /// The value that `handle` refers to.
    ///
    /// # Errors
    /// Every [`HandleError`].
    pub fn get(self, handle: &Handle) -> Result<R::Value<'gc>, HandleError> {
        let key = handle.key_in(&self.table.identity)?;
        let slots = self.table.slots.borrow();
        slots.get(key).copied().ok_or(HandleError::Stale)
    }

    /// Lets go of the value that `handle` refers to. The handle and all its clones become stale.
    ///
    /// # Errors
    /// Every [`HandleError`].
    pub fn release(self, mc: &Mutation<'gc>, handle: &Handle) -> Result<(), HandleError> {
        let key = handle.revoke_in(&self.table.identity)?;
        let removed = self.slots_mut(mc, |slots| slots.remove(key));
        removed.map(|_| ()).ok_or(HandleError::Stale)
    }

    /// Values that a handle keeps alive. Those whose handles are dropped count until the heap is
    /// next entered, stepped or collected.
    #[must_use]
    pub fn len(self) -> usize {
        self.table.slots.borrow().len()
    }

    /// Whether there are no such values.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Removes the entries of dropped handles.
    pub(crate) fn remove_all(self, mc: &Mutation<'gc>, keys: &[DefaultKey]) {
        self.slots_mut(mc, |slots| {
            for &key in keys {
                slots.remove(key);
            }
        });
    }

    fn slots_mut<T>(self, mc: &Mutation<'gc>, change: impl FnOnce(&mut SlotMap<DefaultKey, R::Value<'gc>>) -> T) -> T {
        let slots = field!(Gc::write(mc, self.table), Table, slots).unlock();
        change(&mut slots.borrow_mut())
    }
}
