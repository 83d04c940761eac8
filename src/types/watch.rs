//! What the collector looks after: weak references, objects that have
//! something to run when they have died, and what is due to run. Mirrors
//! `handle_weakref_callbacks` and `finalize_garbage` of `Python/gc.c`.
//!
//! What a program sees is what CPython shows: where counting references would
//! have freed an object, its own weak references die just before its finalizer
//! (after it for `__del__`), while all that it refers to is whole; in cycles
//! all weak references die first.

use std::cell::Cell as StdCell;
use std::collections::VecDeque;
use std::num::NonZeroU32;

use gc_arena::lock::RefLock;
use gc_arena::{Collect, Finalization, Gc, GcWeak, Mutation, barrier::unlock};
use pyarena_gc::order::{Graph, outer_first};
use pyarena_gc::{Mortal, Ticket, Watchlist};
use rustc_hash::FxBuildHasher;

use super::reach::references_of;
use super::{Exception, ExceptionData, Instance, InstanceData, WeakRef, WeakRefData};
use crate::handle;
use crate::objects::async_generator::{AsyncGenASendData, AsyncGenAThrowData};
use crate::objects::{AsyncGenASend, AsyncGenAThrow, GeneratorCore, GeneratorData};
use crate::value::Value;

/// A weak reference to an object that has something to run when it has died.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
#[allow(missing_docs)]
pub enum Watched<'gc> {
    Instance(GcWeak<'gc, InstanceData<'gc>>),
    Exception(GcWeak<'gc, ExceptionData<'gc>>),
    Generator(GcWeak<'gc, GeneratorData<'gc>>),
    ASend(GcWeak<'gc, AsyncGenASendData<'gc>>),
    AThrow(GcWeak<'gc, AsyncGenAThrowData<'gc>>),
}

impl<'gc> Watched<'gc> {
    /// The object, if what it has to run is still to be run.
    fn due(self, mc: &Mutation<'gc>) -> Option<Value<'gc>> {
        match self {
            Self::Instance(weak) => weak.upgrade(mc).map(|object| Instance(object).into()),
            Self::Exception(weak) => weak.upgrade(mc).map(|object| Exception(object).into()),
            Self::Generator(weak) => {
                weak.upgrade(mc).map(GeneratorCore).filter(|core| core.claim_finalizer()).map(GeneratorCore::value)
            }
            Self::ASend(weak) => {
                weak.upgrade(mc).map(AsyncGenASend).filter(|object| object.claim_finalizer()).map(Value::from)
            }
            Self::AThrow(weak) => {
                weak.upgrade(mc).map(AsyncGenAThrow).filter(|object| object.claim_finalizer()).map(Value::from)
            }
        }
    }
}

impl<'gc> Mortal<'gc> for Watched<'gc> {
    fn is_dead(self, fc: &Finalization<'gc>) -> bool {
        match self {
            Self::Instance(weak) => weak.is_dead(fc),
            Self::Exception(weak) => weak.is_dead(fc),
            Self::Generator(weak) => weak.is_dead(fc),
            Self::ASend(weak) => weak.is_dead(fc),
            Self::AThrow(weak) => weak.is_dead(fc),
        }
    }

    fn moved(self, mc: &Mutation<'gc>, ticket: Ticket) {
        match self {
            Self::Instance(_) | Self::Exception(_) => {}
            Self::Generator(weak) => {
                if let Some(core) = weak.upgrade(mc) {
                    core.finality.set(Finality::watched(ticket));
                }
            }
            Self::ASend(weak) => {
                if let Some(object) = weak.upgrade(mc) {
                    object.finality.set(Finality::watched(ticket));
                }
            }
            Self::AThrow(weak) => {
                if let Some(object) = weak.upgrade(mc) {
                    object.finality.set(Finality::watched(ticket));
                }
            }
        }
    }
}

/// Where an object is on the way to its finalizer, in four bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Finality(u32);

impl Finality {
    /// It has nothing to run.
    pub const UNWATCHED: Self = Self(0);
    /// It has run it, or is about to: that happens once.
    pub const FINALIZED: Self = Self(u32::MAX);
    /// It is dead and has not run it yet.
    pub const DUE: Self = Self(u32::MAX - 1);

    /// It runs something when it dies.
    pub fn watched(ticket: Ticket) -> Self {
        Self(ticket.number().get())
    }

    /// The ticket, while it is watched.
    pub fn ticket(self) -> Option<Ticket> {
        if self.0 >= Self::DUE.0 { None } else { NonZeroU32::new(self.0).map(Ticket::from_number) }
    }
}

type References<'gc> = Vec<GcWeak<'gc, WeakRefData<'gc>>>;

/// What the collector has to look after: all weak references, the objects
/// that have something to run when they die, and what is due to run.
#[derive(Collect)]
#[collect(no_drop)]
pub struct WatchData<'gc> {
    /// The references to each object, oldest first, by its address.
    references: RefLock<hashbrown::HashMap<usize, References<'gc>, FxBuildHasher>>,
    /// Objects whose finalizer has not run.
    watched: RefLock<Watchlist<Watched<'gc>>>,
    /// Callbacks with the reference, finalizers with the object.
    due: RefLock<VecDeque<Due<'gc>>>,
    /// Where in `due` the callbacks belong that are found in this cycle.
    #[collect(require_static)]
    callbacks_at: StdCell<usize>,
    /// How many things were taken from `due`.
    #[collect(require_static)]
    handed: StdCell<u64>,
}

handle! {
    /// What the collector has to look after.
    Watch => WatchData
}

/// Something to run now that an object has died.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub enum Due<'gc> {
    /// `callback(reference)`.
    Callback {
        /// Anything that can be called.
        callback: Value<'gc>,
        /// The weak reference.
        reference: Value<'gc>,
    },
    /// What the object does at its end.
    Finalizer(Value<'gc>),
}

/// Dead objects and what they refer to.
struct Garbage<'a, 'gc>(&'a Finalization<'gc>);

impl<'gc> Graph for Garbage<'_, 'gc> {
    type Node = Value<'gc>;

    fn key(&self, node: Value<'gc>) -> usize {
        node.address().unwrap_or(0)
    }

    fn children(&self, node: Value<'gc>, into: &mut Vec<Value<'gc>>) {
        references_of(node, &mut |value| {
            if value.is_dead(self.0) {
                into.push(value);
            }
        });
    }
}

impl<'gc> Watch<'gc> {
    /// Nothing to look after.
    pub fn new(mc: &Mutation<'gc>) -> Self {
        Self::alloc(
            mc,
            WatchData {
                references: RefLock::new(hashbrown::HashMap::with_hasher(FxBuildHasher)),
                watched: RefLock::new(Watchlist::default()),
                due: RefLock::new(VecDeque::new()),
                callbacks_at: StdCell::new(0),
                handed: StdCell::new(0),
            },
        )
    }

    /// The living references to the object at an address.
    pub fn references(self, mc: &Mutation<'gc>, address: usize) -> Vec<WeakRef<'gc>> {
        let table = self.data().references.borrow();
        table.get(&address).into_iter().flatten().filter_map(|weak| weak.upgrade(mc)).map(WeakRef).collect()
    }

    /// Enters a reference; those without callback stand before those with one.
    pub fn enter(self, mc: &Mutation<'gc>, reference: WeakRef<'gc>) {
        let mut table = unlock!(self.write(mc), WatchData, references).borrow_mut();
        let references = table.entry(reference.address).or_default();
        let weak = Gc::downgrade(reference.0);
        if reference.callback.get().is_null() && reference.owner.get().is_null() {
            references.insert(0, weak);
        } else {
            references.push(weak);
        }
    }

    /// Runs something when the object has died.
    pub fn watch(self, mc: &Mutation<'gc>, object: Watched<'gc>) -> Finality {
        let ticket = unlock!(self.write(mc), WatchData, watched).borrow_mut().watch(object);
        ticket.map_or(Finality::UNWATCHED, Finality::watched)
    }

    /// Forgets an object that has nothing to run any more.
    pub fn unwatch(self, mc: &Mutation<'gc>, ticket: Ticket) {
        unlock!(self.write(mc), WatchData, watched).borrow_mut().unwatch(mc, ticket);
    }

    /// How many objects have something to run when they die.
    pub fn watched(self) -> usize {
        self.data().watched.borrow().len()
    }

    /// Whether something is due to run.
    #[inline]
    pub fn is_due(self) -> bool {
        !self.data().due.borrow().is_empty()
    }

    /// How many things are due to run.
    pub fn due(self) -> usize {
        self.data().due.borrow().len()
    }

    /// How many things that were due have been started so far.
    pub fn handed(self) -> u64 {
        self.data().handed.get()
    }

    /// What is due next.
    pub fn next_due(self, mc: &Mutation<'gc>) -> Option<Due<'gc>> {
        let due = unlock!(self.write(mc), WatchData, due).borrow_mut().pop_front()?;
        self.data().handed.set(self.data().handed.get().wrapping_add(1));
        Some(due)
    }

    /// Between marking and sweeping: finds what has died and has something to
    /// run, brings it into order and keeps it; how many objects that are.
    pub fn marked(self, fc: &Finalization<'gc>) -> usize {
        let write = self.write(fc);
        let mut due = unlock!(write, WatchData, due).borrow_mut();
        self.data().callbacks_at.set(due.len());
        if self.data().watched.borrow().is_empty() {
            return 0;
        }
        let dead = unlock!(write, WatchData, watched).borrow_mut().take_dead(fc);
        let dead: Vec<Value<'gc>> = dead.into_iter().filter_map(|object| object.due(fc)).collect();
        if dead.is_empty() {
            return 0;
        }
        let order = outer_first(&Garbage(fc), &dead);
        due.extend(self.clear(fc, &order.in_cycles));
        for &index in &order.roots {
            let object = dead[index];
            // `__del__` still sees the references to its object.
            if !order.cyclic[index] && object.as_generator_core().is_some() {
                due.extend(self.clear(fc, &[object]));
            }
            object.resurrect(fc);
            due.push_back(Due::Finalizer(object));
        }
        dead.len()
    }

    /// At the end of a program: what is still watched becomes due, alive or
    /// not. Whether there was anything.
    pub fn give_up(self, mc: &Mutation<'gc>) -> bool {
        let write = self.write(mc);
        let all = unlock!(write, WatchData, watched).borrow_mut().take_all();
        let all: Vec<_> = all.into_iter().filter_map(|object| object.due(mc)).map(Due::Finalizer).collect();
        let any = !all.is_empty();
        unlock!(write, WatchData, due).borrow_mut().extend(all);
        any
    }

    /// As [`Self::marked`], when what that has kept is marked: clears the
    /// references to what is really gone.
    pub fn settled(self, fc: &Finalization<'gc>) {
        let mut callbacks = Vec::new();
        let write = self.write(fc);
        if self.data().references.borrow().is_empty() {
            return;
        }
        unlock!(write, WatchData, references).borrow_mut().retain(|_, references| {
            references.retain(|weak| {
                if weak.is_dead(fc) {
                    return false;
                }
                let Some(reference) = weak.upgrade(fc).map(WeakRef) else { return false };
                if !reference.referent.get().is_dead(fc) {
                    return true;
                }
                cleared(fc, reference, &mut callbacks);
                false
            });
            !references.is_empty()
        });
        let mut due = unlock!(write, WatchData, due).borrow_mut();
        let at = self.data().callbacks_at.get().min(due.len());
        let rest = due.split_off(at);
        due.extend(in_order(callbacks));
        due.extend(rest);
    }

    /// Clears the references to these dead objects; their callbacks.
    fn clear(self, fc: &Finalization<'gc>, objects: &[Value<'gc>]) -> Vec<Due<'gc>> {
        let mut table = unlock!(self.write(fc), WatchData, references).borrow_mut();
        let mut callbacks = Vec::new();
        if table.is_empty() {
            return Vec::new();
        }
        for object in objects {
            let Some(references) = object.address().and_then(|address| table.remove(&address)) else { continue };
            for weak in references {
                // A dead reference calls nobody.
                if !weak.is_dead(fc)
                    && let Some(reference) = weak.upgrade(fc).map(WeakRef)
                {
                    cleared(fc, reference, &mut callbacks);
                }
            }
        }
        in_order(callbacks).collect()
    }
}

/// A callback with the number of its reference.
type Numbered<'gc> = (u64, Due<'gc>);

/// Clears a reference whose referent has died, and notes its callback.
fn cleared<'gc>(fc: &Finalization<'gc>, reference: WeakRef<'gc>, callbacks: &mut Vec<Numbered<'gc>>) {
    let callback = reference.clear(fc);
    if !callback.is_null() {
        callbacks.push((reference.sequence, Due::Callback { callback, reference: reference.object() }));
    }
}

/// The newest reference is told first.
fn in_order<'gc>(mut callbacks: Vec<Numbered<'gc>>) -> impl Iterator<Item = Due<'gc>> {
    callbacks.sort_by_key(|(sequence, _)| std::cmp::Reverse(*sequence));
    callbacks.into_iter().map(|(_, due)| due)
}
