//! Owned references to values of a heap, from outside of it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use slotmap::DefaultKey;
use thiserror::Error;

use crate::identity::Identity;

/// Why a handle gives no value.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Hash)]
pub enum HandleError {
    /// The handle, or a clone of it, was released explicitly.
    #[error("the handle was released")]
    Stale,
    /// The handle belongs to another heap, which still exists.
    #[error("the handle belongs to another heap")]
    Foreign,
    /// The heap of the handle no longer exists.
    #[error("the heap of the handle no longer exists")]
    HeapGone,
}

/// An owned reference to a value of a heap, valid outside of it and on any thread.
///
/// While a clone exists the value is a root. When the last one is dropped, on whatever thread, the
/// heap is told, lets go of the value when it is next entered, stepped or collected, and frees it
/// in the cycle after that. To use the value, take the handle to the heap:
/// [`Heap::with`](crate::Heap::with), or [`Handles::get`](crate::Handles::get) when inside.
///
/// It is one pointer wide and says nothing about the type of the value: typed handles are made by
/// wrapping it. A handle stored inside the heap that it belongs to is a root like any other, so
/// whatever it reaches back to is never freed.
///
/// Two handles are equal when one is a clone of the other, not when they refer to one value.
#[derive(Clone)]
pub struct Handle(Arc<Grant>);

/// One entry in a heap's table, owned jointly by the clones of one handle.
struct Grant {
    key: DefaultKey,
    heap: Arc<Identity>,
    /// Set by an explicit release. Testing it here, before the key is looked up, means that a key
    /// is only ever used while its entry exists: keys that come round again are no danger.
    released: AtomicBool,
}

impl Handle {
    /// A handle to the entry `key`, which must exist and have no other handle.
    pub(crate) fn new(key: DefaultKey, heap: Arc<Identity>) -> Self {
        let released = AtomicBool::new(false);
        Self(Arc::new(Grant { key, heap, released }))
    }

    /// Whether the handle still refers to a value in some heap.
    ///
    /// # Errors
    /// [`HandleError::HeapGone`] or [`HandleError::Stale`]. For [`HandleError::Foreign`] a heap is
    /// needed to compare with.
    pub fn check(&self) -> Result<(), HandleError> {
        if !self.0.heap.is_alive() {
            Err(HandleError::HeapGone)
        } else if self.0.released.load(Ordering::Acquire) {
            Err(HandleError::Stale)
        } else {
            Ok(())
        }
    }

    /// The number of the heap that the handle belongs to: [`Heap::id`](crate::Heap::id).
    #[must_use]
    pub fn heap_id(&self) -> u64 {
        self.0.heap.id
    }

    /// The key to look up in the heap with this identity, if the handle is good for it.
    pub(crate) fn key_in(&self, heap: &Identity) -> Result<DefaultKey, HandleError> {
        self.check()?;
        if self.0.heap.id == heap.id { Ok(self.0.key) } else { Err(HandleError::Foreign) }
    }

    /// As [`Handle::key_in`], and makes this handle and its clones stale.
    pub(crate) fn revoke_in(&self, heap: &Identity) -> Result<DefaultKey, HandleError> {
        let key = self.key_in(heap)?;
        // Another thread may have come first between the two.
        if self.0.released.swap(true, Ordering::AcqRel) { Err(HandleError::Stale) } else { Ok(key) }
    }
}

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Handle {}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle")
            .field("heap", &self.0.heap.id)
            .field("key", &self.0.key)
            .field("state", &self.check())
            .finish()
    }
}

impl Drop for Grant {
    fn drop(&mut self) {
        if !*self.released.get_mut() {
            self.heap.queue_release(self.key);
        }
    }
}
