//! Objects that must run something when they have died.
//!
//! The user of a heap keeps a [`Watchlist`] in the root, enters the objects that have something to
//! run, and asks in [`Rooted::marked`](crate::Rooted::marked) which of them have died. It brings
//! those into the order in which they are to run ([`outer_first`](crate::order::outer_first)),
//! resurrects them, and puts them into a queue of its own, which it works off when the heap is next
//! entered. A list that is kept small costs nothing: objects without anything to run are never
//! entered, and those that got it done while they lived are taken out.

use std::num::NonZeroU32;

use gc_arena::{Collect, Finalization, Mutation};

/// The place of an object in a [`Watchlist`], to be kept in the object while it is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(NonZeroU32);

impl Ticket {
    /// The ticket as a number, at most `u32::MAX - 2`.
    #[must_use]
    pub fn number(self) -> NonZeroU32 {
        self.0
    }

    /// The ticket with this number.
    #[must_use]
    pub fn from_number(number: NonZeroU32) -> Self {
        Self(number)
    }
}

/// A weak reference to an object that has something to run when it has died.
pub trait Mortal<'gc>: Collect<'gc> + Copy {
    /// Whether nothing refers to the object any more; exact after marking.
    fn is_dead(self, fc: &Finalization<'gc>) -> bool;

    /// The object has another place from now on. Kinds that are never taken out need not know.
    fn moved(self, mc: &Mutation<'gc>, ticket: Ticket) {
        let _ = (mc, ticket);
    }
}

#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
struct Entry<W> {
    object: W,
    /// Counts up, so that the order of entering is known whatever was taken out.
    sequence: u64,
}

/// The objects that have something to run when they have died, each at most once.
#[derive(Collect)]
#[collect(no_drop)]
pub struct Watchlist<W> {
    entries: Vec<Entry<W>>,
    next: u64,
}

impl<W> Default for Watchlist<W> {
    fn default() -> Self {
        Self { entries: Vec::new(), next: 0 }
    }
}

impl<W> Watchlist<W> {
    /// The number of objects that are watched.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is watched.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<W: Copy> Watchlist<W> {
    /// Watches an object from now on. Without a ticket it cannot be taken out, which is so for all
    /// but the first four thousand million.
    pub fn watch(&mut self, object: W) -> Option<Ticket> {
        let ticket = ticket(self.entries.len());
        self.entries.push(Entry { object, sequence: self.next });
        self.next = self.next.wrapping_add(1);
        ticket
    }

    /// Takes an object out. The ticket must be the last one that the object was told of.
    pub fn unwatch<'gc>(&mut self, mc: &Mutation<'gc>, ticket: Ticket)
    where
        W: Mortal<'gc>,
    {
        let index = (ticket.0.get() - 1) as usize;
        if index >= self.entries.len() {
            return;
        }
        self.entries.swap_remove(index);
        if let Some(moved) = self.entries.get(index) {
            moved.object.moved(mc, ticket);
        }
    }

    /// Takes out what has died, in the order in which it was entered.
    pub fn take_dead<'gc>(&mut self, fc: &Finalization<'gc>) -> Vec<W>
    where
        W: Mortal<'gc>,
    {
        let mut dead = Vec::new();
        let mut index = 0_usize;
        let mut kept = 0_usize;
        self.entries.retain(|entry| {
            let dies = entry.object.is_dead(fc);
            if dies {
                dead.push(*entry);
            } else {
                if kept < index
                    && let Some(ticket) = ticket(kept)
                {
                    entry.object.moved(fc, ticket);
                }
                kept += 1;
            }
            index += 1;
            !dies
        });
        dead.sort_unstable_by_key(|entry| entry.sequence);
        dead.into_iter().map(|entry| entry.object).collect()
    }

    /// Takes out everything, in the order in which it was entered.
    pub fn take_all(&mut self) -> Vec<W> {
        let mut all = std::mem::take(&mut self.entries);
        all.sort_unstable_by_key(|entry| entry.sequence);
        all.into_iter().map(|entry| entry.object).collect()
    }
}

/// The ticket of an index.
fn ticket(index: usize) -> Option<Ticket> {
    let number = u32::try_from(index).ok()?.checked_add(1).filter(|&number| number < u32::MAX - 1)?;
    NonZeroU32::new(number).map(Ticket)
}
