//! What the collector cannot see: bytes that objects own outside the arena.
//!
//! The collector is paced by the number of objects, so a gigabyte in one buffer weighs as little as
//! an empty tuple. Whoever owns a big buffer accounts for it here; it then counts as one object for
//! every [`BYTES_PER_OBJECT`] bytes, both for pacing and for the limit on bytes.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use gc_arena::Collect;
use gc_arena::metrics::Metrics;

use crate::limits::{LimitError, Limits};

/// The rate of exchange between objects and bytes: about what an object with its header takes.
pub const BYTES_PER_OBJECT: usize = 64;

/// The books of one heap. Clones share them; they may be kept in the heap's root, and every call
/// costs a few loads and stores.
#[derive(Clone, Collect)]
#[collect(require_static)]
pub struct Accounting(Rc<Books>);

struct Books {
    metrics: Metrics,
    external: Cell<usize>,
    limits: Cell<Limits>,
}

impl Accounting {
    /// Empty books for the arena of these metrics.
    pub(crate) fn new(metrics: Metrics, limits: Limits) -> Self {
        Self(Rc::new(Books { metrics, external: Cell::new(0), limits: Cell::new(limits) }))
    }

    /// Notes `bytes` more outside the arena, and makes the collector work for them. Does not look
    /// at the limits.
    pub fn add(&self, bytes: usize) {
        let books = &*self.0;
        books.external.set(books.external.get().saturating_add(bytes));
        books.metrics.adjust_debt(bytes as f64 / BYTES_PER_OBJECT as f64);
    }

    /// Notes `bytes` fewer outside the arena.
    ///
    /// The collector's debt stays. Taking it back would reward each cycle for the buffers that it
    /// frees with a longer sleep, and the heap would grow by as much every time.
    pub fn sub(&self, bytes: usize) {
        let books = &*self.0;
        books.external.set(books.external.get().saturating_sub(bytes));
    }

    /// Accounts for a buffer of `bytes` until the result is dropped. To be stored beside the
    /// buffer, so that freeing the owner settles the account.
    ///
    /// # Errors
    /// [`LimitError`] when there is no room for them; nothing is noted then.
    pub fn charge(&self, bytes: usize) -> Result<Charge, LimitError> {
        self.check(0, bytes)?;
        self.add(bytes);
        Ok(Charge { accounting: self.clone(), bytes: Cell::new(bytes) })
    }

    /// Whether there is room for so many more objects and external bytes. `(0, 0)` asks whether
    /// the heap is within its limits now.
    ///
    /// # Errors
    /// [`LimitError`], the one on objects first.
    pub fn check(&self, objects: usize, bytes: usize) -> Result<(), LimitError> {
        let limits = self.0.limits.get();
        let objects = self.objects().saturating_add(objects);
        let bytes =
            objects.saturating_mul(BYTES_PER_OBJECT).saturating_add(self.external_bytes()).saturating_add(bytes);
        limits.allow(objects, bytes)
    }

    /// Objects that are allocated and not yet freed. As nothing is freed inside
    /// [`Heap::enter`](crate::Heap::enter), a difference there is the number of allocations.
    #[must_use]
    pub fn objects(&self) -> usize {
        self.0.metrics.total_gc_count()
    }

    /// Bytes accounted for outside the arena.
    #[must_use]
    pub fn external_bytes(&self) -> usize {
        self.0.external.get()
    }

    /// The limits in force.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.0.limits.get()
    }

    pub(crate) fn set_limits(&self, limits: Limits) {
        self.0.limits.set(limits);
    }
}

impl fmt::Debug for Accounting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accounting")
            .field("objects", &self.objects())
            .field("external_bytes", &self.external_bytes())
            .field("limits", &self.limits())
            .finish()
    }
}

/// External bytes accounted for until this is dropped: see [`Accounting::charge`].
#[derive(Collect, Debug)]
#[collect(require_static)]
pub struct Charge {
    accounting: Accounting,
    bytes: Cell<usize>,
}

impl Charge {
    /// The bytes accounted for.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes.get()
    }

    /// Changes the number of bytes; to be called before a buffer grows and after it shrinks.
    ///
    /// # Errors
    /// [`LimitError`] when there is no room for the growth; nothing is changed then.
    pub fn resize(&self, bytes: usize) -> Result<(), LimitError> {
        let old = self.bytes.get();
        if let Some(more) = bytes.checked_sub(old) {
            // Without growth there is nothing to refuse, even over the limit.
            if more > 0 {
                self.accounting.check(0, more)?;
                self.accounting.add(more);
            }
        } else {
            self.accounting.sub(old - bytes);
        }
        self.bytes.set(bytes);
        Ok(())
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.accounting.sub(self.bytes.get());
    }
}
