//! The table of a set: open addressing with short linear probes, as CPython
//! has it (`Objects/setobject.c`), so that sets of numbers are walked in
//! CPython's order.
//!
//! The entries are the slots. A slot whose key is NULL was never used when its
//! hash is 0, and held a key that was removed when its hash is -1 (which is
//! the hash of nothing).

use super::{Entry, Table};
use crate::value::Value;

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// Slots of the smallest table; always a power of two.
const MIN_SLOTS: usize = 8;

/// A slot without a key.
const fn vacant<'gc>(hash: i64) -> Entry<'gc> {
    Entry { hash, key: Value::Null, value: Value::Null }
}

impl<'gc> Table<'gc> {
    /// An empty table of a set.
    pub(super) fn new_slots() -> Self {
        Self { slots: true, ..Self::new() }
    }

    /// Walks the slots where a key of that hash may be; `visit` answers true
    /// to end at one. Nothing when it came to a slot that was never used, and
    /// `unused` gets its position.
    #[inline]
    fn walk(&self, hash: i64, unused: &mut usize, mut visit: impl FnMut(usize, &Entry<'gc>) -> bool) -> Option<usize> {
        let mask = self.entries.len().checked_sub(1)?;
        let mut perturb = hash as u64;
        let mut start = hash as u64 as usize & mask;
        loop {
            let probes = if start + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            for (offset, entry) in self.entries.get(start..=start + probes)?.iter().enumerate() {
                if entry.key.is_null() && entry.hash == 0 {
                    *unused = start + offset;
                    return None;
                }
                if visit(start + offset, entry) {
                    return Some(start + offset);
                }
            }
            perturb >>= PERTURB_SHIFT;
            start = start.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    /// The slot that `check` accepts among those for that hash.
    #[inline]
    pub(super) fn find_slot(&self, hash: i64, check: impl FnMut(usize, &Entry<'gc>) -> bool) -> Option<usize> {
        self.walk(hash, &mut 0, check)
    }

    /// Puts an entry in the first slot for it that was never used.
    fn place(&mut self, entry: Entry<'gc>) {
        let mut unused = 0;
        self.walk(entry.hash, &mut unused, |_, _| false);
        if let Some(slot) = self.entries.get_mut(unused) {
            *slot = entry;
        }
    }

    /// Adds a key that is not there: in the last slot on its way that a removed
    /// key has left, if there is one.
    pub(super) fn insert_slot(&mut self, entry: Entry<'gc>) {
        if self.entries.is_empty() {
            self.entries = vec![vacant(0); MIN_SLOTS];
        }
        let (mut unused, mut left) = (0, None);
        self.walk(entry.hash, &mut unused, |position, other| {
            if other.hash == -1 {
                left = Some(position);
            }
            false
        });
        if let Some(slot) = self.entries.get_mut(left.unwrap_or(unused)) {
            *slot = entry;
        }
        self.live += 1;
        if left.is_some() {
            return;
        }
        self.filled += 1;
        if self.filled * 5 >= (self.entries.len() - 1) * 3 {
            self.resize_slots(if self.live > 50_000 { self.live * 2 } else { self.live * 4 });
        }
    }

    /// Empties a slot.
    pub(super) fn remove_slot(&mut self, position: usize) {
        if let Some(slot) = self.entries.get_mut(position) {
            *slot = vacant(-1);
            self.live -= 1;
        }
    }

    /// Makes room for more than `least` keys and forgets removed ones.
    fn resize_slots(&mut self, least: usize) {
        let mut size = MIN_SLOTS;
        while size <= least {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.entries, vec![vacant(0); size]);
        for entry in old {
            if !entry.key.is_null() {
                self.place(entry);
            }
        }
        self.filled = self.live;
    }

    /// Forgets removed keys when they are many, as CPython does after it has
    /// taken the elements of another set out.
    pub fn tidy_slots(&mut self) {
        let mask = self.entries.len().max(MIN_SLOTS) - 1;
        if self.filled - self.live > mask / 4 {
            self.resize_slots(if self.live > 50_000 { self.live * 2 } else { self.live * 4 });
        }
    }

    /// Makes room as CPython does before it adds `more` keys of another set or dict.
    pub fn reserve_slots(&mut self, more: usize) {
        let mask = self.entries.len().max(MIN_SLOTS) - 1;
        if (self.filled + more) * 5 >= mask * 3 {
            self.resize_slots((self.live + more) * 2);
        }
    }

    /// Adds all keys of another set to this empty one.
    pub fn copy_slots(&mut self, other: &Table<'gc>) {
        self.reserve_slots(other.live);
        if self.entries.len().max(MIN_SLOTS) == other.entries.len() && other.filled == other.live {
            self.entries.clone_from(&other.entries);
        } else {
            if self.entries.is_empty() && other.live > 0 {
                self.entries = vec![vacant(0); MIN_SLOTS];
            }
            for entry in other.iter() {
                self.place(entry);
            }
        }
        self.live = other.live;
        self.filled = other.live;
    }

    /// Removes a key: the one that `set.pop` takes.
    pub fn pop_slot(&mut self) -> Option<Entry<'gc>> {
        if self.live == 0 {
            return None;
        }
        let start = self.finger & (self.entries.len() - 1);
        let position = (start..self.entries.len()).chain(0..start).find(|&position| self.entry(position).is_some())?;
        let entry = self.entry(position);
        self.remove_slot(position);
        self.finger = position + 1;
        entry
    }
}
