//! The heap as its owner sees it.

use std::convert::Infallible;
use std::fmt;

use gc_arena::{Arena, Mutation};

use crate::accounting::Accounting;
use crate::handle::{Handle, HandleError};
use crate::identity::IdentityOwner;
use crate::limits::{LimitError, Limits};
use crate::pacing::{Backlog, Pace, Pacing};
use crate::root::{Envelope, HeapRoot, Rooted, Services};
use crate::stats::{Counters, Stats};
use crate::table::Handles;

/// How a heap is set up. The default: tuned pacing, no limits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Config {
    /// How much collecting is done for how much allocating.
    pub pacing: Pacing,
    /// How large the heap may become.
    pub limits: Limits,
}

/// A garbage-collected arena with owned handles, limits and statistics.
///
/// Code inside [`Heap::enter`] reads and changes the object graph and is never interrupted by the
/// collector; [`Heap::step`] and [`Heap::collect`], called between, collect. So work inside is done
/// in slices, each followed by a step.
///
/// A heap belongs to one thread. Dropping it frees every object; all its handles then report
/// [`HandleError::HeapGone`].
pub struct Heap<R: Rooted> {
    /// Before the arena: handles must report the loss already while objects are being dropped.
    identity: IdentityOwner,
    pub(crate) arena: Arena<Envelope<R>>,
    accounting: Accounting,
    pub(crate) pacing: Pacing,
    /// The pace of the cycle under way or, while the collector sleeps, of the next one.
    pub(crate) pace: Pace,
    /// The pace of the cycle after that.
    pub(crate) next_pace: Pace,
    /// What the hook kept in the cycle under way.
    pub(crate) resurrected: usize,
    pub(crate) backlog: Backlog,
    pub(crate) counters: Counters,
}

impl<R: Rooted> Heap<R> {
    /// A heap whose root is built by `root`.
    pub fn new<F>(config: Config, root: F) -> Self
    where
        F: for<'gc> FnOnce(&'gc Mutation<'gc>, Services<'gc, R>) -> R::Root<'gc>,
    {
        let Ok(heap) = Self::try_new(config, |mc, services| Ok::<_, Infallible>(root(mc, services)));
        heap
    }

    /// A heap whose root is built by `root`, which may fail.
    ///
    /// # Errors
    /// What `root` returns.
    pub fn try_new<F, E>(config: Config, root: F) -> Result<Self, E>
    where
        F: for<'gc> FnOnce(&'gc Mutation<'gc>, Services<'gc, R>) -> Result<R::Root<'gc>, E>,
    {
        let identity = IdentityOwner::new();
        let shared = identity.shared();
        let arena = Arena::<Envelope<R>>::try_new(|mc| {
            let metrics = mc.metrics();
            metrics.set_pacing(config.pacing.for_cycle(Pace::Ordinary, Pace::Ordinary));
            // A new arena would start its first cycle at the first allocation.
            metrics.adjust_debt(-config.pacing.sleep_after(0, Pace::Ordinary));
            let handles = Handles::new(mc, shared.clone());
            let accounting = Accounting::new(metrics.clone(), config.limits);
            let services = Services { handles, accounting: accounting.clone() };
            let user = root(mc, services)?;
            Ok(HeapRoot { user, handles, accounting })
        })?;
        let accounting = arena.mutate(|_, root| root.accounting.clone());
        Ok(Self {
            identity,
            arena,
            accounting,
            pacing: config.pacing,
            pace: Pace::Ordinary,
            next_pace: Pace::Ordinary,
            resurrected: 0,
            backlog: Backlog::default(),
            counters: Counters::default(),
        })
    }

    /// Runs `body` inside the heap. Nothing is collected meanwhile; only owned data comes out.
    pub fn enter<F, T>(&self, body: F) -> T
    where
        F: for<'gc> FnOnce(&'gc Mutation<'gc>, &'gc R::Root<'gc>) -> T,
    {
        self.enter_with_handles(|mc, root, _| body(mc, root))
    }

    /// As [`Heap::enter`], with the means to make and resolve handles.
    pub fn enter_with_handles<F, T>(&self, body: F) -> T
    where
        F: for<'gc> FnOnce(&'gc Mutation<'gc>, &'gc R::Root<'gc>, Handles<'gc, R>) -> T,
    {
        self.drop_released();
        self.arena.mutate(|mc, root| body(mc, &root.user, root.handles))
    }

    /// A handle to the value that `make` returns.
    #[must_use = "dropping the handle at once gives the value back to the collector"]
    pub fn hold<F>(&self, make: F) -> Handle
    where
        F: for<'gc> FnOnce(&'gc Mutation<'gc>, &'gc R::Root<'gc>) -> R::Value<'gc>,
    {
        self.enter_with_handles(|mc, root, handles| handles.insert(mc, make(mc, root)))
    }

    /// Runs `body` inside the heap on the value that `handle` refers to.
    ///
    /// # Errors
    /// Every [`HandleError`]; `body` does not run then.
    pub fn with<F, T>(&self, handle: &Handle, body: F) -> Result<T, HandleError>
    where
        F: for<'gc> FnOnce(&'gc Mutation<'gc>, &'gc R::Root<'gc>, R::Value<'gc>) -> T,
    {
        self.enter_with_handles(|mc, root, handles| handles.get(handle).map(|value| body(mc, root, value)))
    }

    /// Lets go of the value that `handle` refers to. The handle and all its clones become stale.
    ///
    /// # Errors
    /// Every [`HandleError`].
    pub fn release(&self, handle: &Handle) -> Result<(), HandleError> {
        self.enter_with_handles(|mc, _, handles| handles.release(mc, handle))
    }

    /// The number of this heap, unique in the process: [`Handle::heap_id`].
    #[must_use]
    pub fn id(&self) -> u64 {
        self.identity.shared().id
    }

    /// The books of external bytes.
    #[must_use]
    pub fn accounting(&self) -> &Accounting {
        &self.accounting
    }

    /// Whether the heap is within its limits. Costs a few loads.
    ///
    /// # Errors
    /// The limit that is exceeded, perhaps only by garbage.
    pub fn check_limits(&self) -> Result<(), LimitError> {
        self.accounting.check(0, 0)
    }

    /// As [`Heap::check_limits`], but collects before it reports a limit as exceeded. So the cost
    /// is that of a full collection when the heap is over a limit, and nothing otherwise.
    ///
    /// # Errors
    /// The limit that is exceeded by what cannot be freed.
    pub fn enforce_limits(&mut self) -> Result<(), LimitError> {
        if self.check_limits().is_err() {
            self.collect();
        }
        self.check_limits()
    }

    /// Changes the limits. A heap that is over the new ones stays as it is.
    pub fn set_limits(&mut self, limits: Limits) {
        self.accounting.set_limits(limits);
    }

    /// What the heap holds and what its collector has done.
    #[must_use]
    pub fn stats(&self) -> Stats {
        Stats {
            objects: self.accounting.objects(),
            external_bytes: self.accounting.external_bytes(),
            handles: self.enter_with_handles(|_, _, handles| handles.len()),
            counters: self.counters,
        }
    }

    /// Gives the heap up without freeing it: for the end of a process, where freeing many objects
    /// one by one would only take time. No destructor of an object runs. Handles report
    /// [`HandleError::HeapGone`].
    pub fn forget(self) {
        std::mem::forget(self.arena);
    }

    /// Takes the values of dropped handles out of the root.
    pub(crate) fn drop_released(&self) {
        let keys = self.identity.shared().take_released();
        if !keys.is_empty() {
            self.arena.mutate(|mc, root| root.handles.remove_all(mc, &keys));
        }
    }
}

impl<R: Rooted> fmt::Debug for Heap<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Heap")
            .field("id", &self.id())
            .field("phase", &self.arena.collection_phase())
            .field("stats", &self.stats())
            .finish()
    }
}
