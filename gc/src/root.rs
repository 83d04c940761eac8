//! What the user of a heap says about it, and what the heap lends to the user's root.

use std::marker::PhantomData;

use gc_arena::{Collect, Finalization, Rootable};

use crate::accounting::Accounting;
use crate::table::Handles;

/// A family of types, one for each `'gc`: the root of a heap and the values handles refer to.
///
/// Implement it for a unit struct that names the kind of heap.
pub trait Rooted: Sized + 'static {
    /// Everything that is alive without a handle is reached from here.
    ///
    /// The collector traces it once a cycle; [`Heap::enter`](crate::Heap::enter) lends it shared,
    /// so parts that change are `Gc<Lock<_>>` or `Gc<RefLock<_>>`.
    type Root<'gc>: Collect<'gc> + 'gc;

    /// What a [`Handle`](crate::Handle) can refer to: one `Gc`, or an enum of them.
    type Value<'gc>: Collect<'gc> + Copy + 'gc;

    /// Called once in each cycle, when everything reachable is marked and nothing is freed yet.
    ///
    /// Here `GcWeak::is_dead` is exact. This is the place to clear dead weak references, and to
    /// `resurrect` objects that must still run something and put them into a queue in the root.
    /// Running it is left to a later [`Heap::enter`](crate::Heap::enter): sweeping follows
    /// immediately, so that nothing allocated or dropped meanwhile can miss this call.
    ///
    /// Returns how many objects it resurrected, not counting what those refer to. The collector
    /// uses the number for its pacing ([`Pacing`](crate::Pacing)) and reports it in
    /// [`Stats`](crate::Stats); zero, although something was resurrected, is safe but lets the heap
    /// grow when most garbage is resurrected.
    ///
    /// Dead weak references that the root keeps hold the memory of what they referred to (not its
    /// contents), so drop them here.
    fn marked<'gc>(fc: &'gc Finalization<'gc>, root: &'gc Self::Root<'gc>) -> usize {
        let _ = (fc, root);
        0
    }

    /// How many of the objects that earlier calls of [`Rooted::marked`] resurrected still wait in the
    /// queue. Asked just before each of those calls.
    ///
    /// They are alive for this cycle although they are as good as garbage. Where that is so for
    /// many, the next cycle is not put off: else each would keep more of them than the last.
    fn waiting<'gc>(root: &'gc Self::Root<'gc>) -> usize {
        let _ = root;
        0
    }

    /// Called once in each cycle, after [`Rooted::marked`], when all that it resurrected is marked
    /// too, and before anything is freed.
    ///
    /// Here `GcWeak::is_dead` says what will really be freed: this is the place to clear weak
    /// references to objects that what was resurrected does not need. Nothing may be resurrected.
    fn settled<'gc>(fc: &'gc Finalization<'gc>, root: &'gc Self::Root<'gc>) {
        let _ = (fc, root);
    }
}

/// What the heap offers to code that runs inside it; given to the closure that builds the root,
/// which may keep both parts in the root.
pub struct Services<'gc, R: Rooted> {
    /// Makes and resolves handles.
    pub handles: Handles<'gc, R>,
    /// Counts external bytes and tests limits.
    pub accounting: Accounting,
}

/// The root that the arena really holds.
#[derive(Collect)]
#[collect(no_drop, bound = "where R: Rooted")]
pub(crate) struct HeapRoot<'gc, R: Rooted> {
    pub(crate) user: R::Root<'gc>,
    pub(crate) handles: Handles<'gc, R>,
    pub(crate) accounting: Accounting,
}

/// Carries `R` to `gc_arena`, whose own family trait takes the lifetime as a parameter.
pub(crate) struct Envelope<R>(PhantomData<R>);

impl<'gc, R: Rooted> Rootable<'gc> for Envelope<R> {
    type Root = HeapRoot<'gc, R>;
}
