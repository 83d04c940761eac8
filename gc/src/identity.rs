//! Which heap a handle belongs to, whether it still exists, and what it should let go.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use slotmap::DefaultKey;

/// Source of heap numbers. A u64 counted up by one does not wrap in any realistic time.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// The part of a heap that outlives it: shared by the heap and all its handles.
#[derive(Debug)]
pub(crate) struct Identity {
    /// Unique in the process, never used again.
    pub(crate) id: u64,
    alive: AtomicBool,
    /// Whether `released` is worth locking for; written under its lock.
    pending: AtomicBool,
    released: Mutex<Vec<DefaultKey>>,
}

impl Identity {
    /// False once the heap is dropped or forgotten.
    pub(crate) fn is_alive(&self) -> bool {
        self.alive.load(Ordering::Acquire)
    }

    /// Asks the heap to let go of `key` at its next chance. Callable from any thread.
    pub(crate) fn queue_release(&self, key: DefaultKey) {
        if !self.is_alive() {
            return;
        }
        let mut released = self.released.lock().unwrap_or_else(PoisonError::into_inner);
        released.push(key);
        self.pending.store(true, Ordering::Release);
    }

    /// The keys queued since the last call. One atomic load when there are none.
    pub(crate) fn take_released(&self) -> Vec<DefaultKey> {
        if !self.pending.load(Ordering::Acquire) {
            return Vec::new();
        }
        let mut released = self.released.lock().unwrap_or_else(PoisonError::into_inner);
        self.pending.store(false, Ordering::Release);
        std::mem::take(&mut *released)
    }
}

/// The heap's own reference to its identity; dropping it is what makes handles report the loss.
#[derive(Debug)]
pub(crate) struct IdentityOwner(Arc<Identity>);

impl IdentityOwner {
    /// A new identity, alive.
    pub(crate) fn new() -> Self {
        Self(Arc::new(Identity {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            alive: AtomicBool::new(true),
            pending: AtomicBool::new(false),
            released: Mutex::new(Vec::new()),
        }))
    }

    /// The shared part.
    pub(crate) fn shared(&self) -> &Arc<Identity> {
        &self.0
    }
}

impl Drop for IdentityOwner {
    fn drop(&mut self) {
        self.0.alive.store(false, Ordering::Release);
        // What was queued will never be taken; what is queued from now on is not kept.
        drop(self.0.take_released());
    }
}
