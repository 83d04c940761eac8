//! dict: a hash table in insertion order. Mirrors `Objects/dictobject.c`.
//!
//! The table knows no Python code. Where two keys can only be compared by
//! running some (`__eq__` of a class), a lookup answers [`Probe::Ask`] and the
//! caller compares, then comes back: see `runtime::mapping`.

mod slots;

use std::cell::Cell as StdCell;

use gc_arena::lock::RefLock;
use gc_arena::{Collect, Mutation};
use hashbrown::HashTable;

use super::{Str, key_equal};
use crate::value::Value;
use crate::{classified, handle};

/// A key with its value and hash.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub struct Entry<'gc> {
    pub hash: i64,
    pub key: Value<'gc>,
    pub value: Value<'gc>,
}

/// Entries in insertion order; removed ones stay as holes until the next
/// rebuild. Small tables have no index and are searched from the front.
#[derive(Collect)]
#[collect(no_drop)]
pub struct Table<'gc> {
    entries: Vec<Entry<'gc>>,
    #[collect(require_static)]
    index: HashTable<u32>,
    live: usize,
    /// Whether it is the table of a set: see [`slots`].
    slots: bool,
    /// Slots that are or were in use, in the table of a set.
    filled: usize,
    /// Where `set.pop` looks first.
    finger: usize,
}

/// Up to so many entries a table is searched without an index.
const SMALL: usize = 8;

/// What a lookup found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Probe {
    /// The position of the entry.
    Found(usize),
    Missing,
    /// Only Python code can tell whether the entry at this position matches.
    Ask(usize),
}

impl<'gc> Table<'gc> {
    const fn new() -> Self {
        Self { entries: Vec::new(), index: HashTable::new(), live: 0, slots: false, filled: 0, finger: 0 }
    }

    /// The number of keys.
    #[inline]
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Slots of a set's table that are or were in use.
    pub fn filled(&self) -> usize {
        self.filled
    }

    /// The entry at a position, unless it is a hole or past the end.
    #[inline]
    pub fn entry(&self, position: usize) -> Option<Entry<'gc>> {
        self.entries.get(position).copied().filter(|entry| !entry.key.is_null())
    }

    /// The number of positions: every entry has a smaller one.
    #[inline]
    pub fn end(&self) -> usize {
        self.entries.len()
    }

    /// The entries in insertion order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Entry<'gc>> + '_ {
        self.entries.iter().copied().filter(|entry| !entry.key.is_null())
    }

    fn probe_with(&self, hash: i64, mut test: impl FnMut(usize, Value<'gc>) -> Option<bool>) -> Probe {
        let mut asked = None;
        let mut check = |position: usize, entry: &Entry<'gc>| {
            if entry.hash != hash || entry.key.is_null() {
                return false;
            }
            match test(position, entry.key) {
                Some(answer) => answer,
                None => {
                    asked.get_or_insert(position);
                    false
                }
            }
        };
        let found = if self.slots {
            self.find_slot(hash, check)
        } else if self.index.is_empty() {
            self.entries.iter().enumerate().find(|(position, entry)| check(*position, entry)).map(|(p, _)| p)
        } else {
            self.index
                .find(hash as u64, |&position| {
                    self.entries.get(position as usize).is_some_and(|entry| check(position as usize, entry))
                })
                .map(|&position| position as usize)
        };
        match (found, asked) {
            (Some(position), _) => Probe::Found(position),
            (None, Some(position)) => Probe::Ask(position),
            (None, None) => Probe::Missing,
        }
    }

    /// Looks for `key`. Positions in `refuted` are known not to match.
    pub fn probe(&self, hash: i64, key: Value<'gc>, refuted: &[usize]) -> Probe {
        self.probe_with(
            hash,
            |position, other| {
                if refuted.contains(&position) { Some(false) } else { key_equal(key, other) }
            },
        )
    }

    /// Looks for text. No Python code can be involved unless a key is an
    /// instance of a class with its own `__eq__`.
    #[inline]
    pub fn probe_str(&self, key: Str<'gc>) -> Option<usize> {
        let hash = key.hash();
        if self.index.is_empty() {
            if self.slots {
                return self.find_slot(
                    hash,
                    |_, entry| matches!(entry.key, Value::Str(other) if entry.hash == hash && key.same_text(other)),
                );
            }
            for (position, entry) in self.entries.iter().enumerate() {
                if entry.hash == hash
                    && let Value::Str(other) = entry.key
                    && key.same_text(other)
                {
                    return Some(position);
                }
            }
            return None;
        }
        self.index
            .find(hash as u64, |&position| {
                self.entries.get(position as usize).is_some_and(
                    |entry| matches!(entry.key, Value::Str(other) if entry.hash == hash && key.same_text(other)),
                )
            })
            .map(|&position| position as usize)
    }

    /// Replaces the value at a position that a probe found.
    pub fn set_value(&mut self, position: usize, value: Value<'gc>) {
        if let Some(entry) = self.entries.get_mut(position) {
            entry.value = value;
        }
    }

    /// Adds a key that a probe did not find.
    pub fn insert_new(&mut self, hash: i64, key: Value<'gc>, value: Value<'gc>) {
        if self.slots {
            return self.insert_slot(Entry { hash, key, value });
        }
        if self.entries.len() >= 2 * SMALL && self.entries.len() > 2 * self.live {
            self.compact();
        }
        let position = self.entries.len();
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        if !self.index.is_empty() || position >= SMALL {
            if self.index.is_empty() {
                self.reindex();
            } else {
                let entries = &self.entries;
                self.index.insert_unique(hash as u64, position as u32, |&p| {
                    entries.get(p as usize).map_or(0, |entry| entry.hash as u64)
                });
            }
        }
    }

    /// Takes out the entry at a position that a probe found.
    pub fn remove_at(&mut self, position: usize) -> Option<Entry<'gc>> {
        let entry = self.entry(position)?;
        if self.slots {
            self.remove_slot(position);
            return Some(entry);
        }
        if !self.index.is_empty()
            && let Ok(found) = self.index.find_entry(entry.hash as u64, |&p| p as usize == position)
        {
            found.remove();
        }
        self.live -= 1;
        if position + 1 == self.entries.len() {
            self.entries.pop();
            while self.entries.last().is_some_and(|last| last.key.is_null()) {
                self.entries.pop();
            }
        } else if let Some(hole) = self.entries.get_mut(position) {
            *hole = Entry { hash: 0, key: Value::Null, value: Value::Null };
        }
        if self.live == 0 {
            self.clear();
        }
        Some(entry)
    }

    /// Takes out the first entry. Taking all of them one by one costs as much
    /// as walking them once: holes at the front do not pile up.
    pub fn remove_first(&mut self) -> Option<Entry<'gc>> {
        let position = self.entries.iter().position(|entry| !entry.key.is_null())?;
        let entry = self.remove_at(position);
        if position > self.live {
            self.compact();
        }
        entry
    }

    /// Moves the entry at a position that a probe found to the front or the end.
    pub fn move_to(&mut self, position: usize, last: bool) {
        let Some(entry) = self.entry(position) else { return };
        if last {
            if position + 1 < self.entries.len() {
                self.remove_at(position);
                self.insert_new(entry.hash, entry.key, entry.value);
            }
            return;
        }
        self.entries.remove(position);
        self.entries.insert(0, entry);
        self.compact();
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        // Where `set.pop` goes on is kept, as CPython keeps it.
        let finger = self.finger;
        *self = if self.slots { Self::new_slots() } else { Self::new() };
        self.finger = finger;
    }

    fn compact(&mut self) {
        self.entries.retain(|entry| !entry.key.is_null());
        self.reindex();
    }

    fn reindex(&mut self) {
        self.index.clear();
        if self.entries.len() <= SMALL {
            return;
        }
        let entries = &self.entries;
        self.index.reserve(entries.len(), |_| 0);
        for (position, entry) in entries.iter().enumerate() {
            if !entry.key.is_null() {
                self.index.insert_unique(entry.hash as u64, position as u32, |&p| {
                    entries.get(p as usize).map_or(0, |entry| entry.hash as u64)
                });
            }
        }
    }
}

/// A dict's table, with a version that tells inline caches when positions
/// may have changed.
#[derive(Collect)]
#[collect(no_drop)]
pub struct DictData<'gc> {
    table: RefLock<Table<'gc>>,
    #[collect(require_static)]
    keys_version: StdCell<u32>,
}

handle! {
    /// A dict object.
    Dict => DictData
}
classified! { Dict => dict }

thread_local! {
    static NEXT_VERSION: StdCell<u32> = const { StdCell::new(1) };
}

/// A version that no dict had before; 0 (which no cache may trust) once the
/// numbers are used up.
fn fresh_version() -> u32 {
    NEXT_VERSION.with(|next| {
        let version = next.get();
        next.set(if version == 0 { 0 } else { version.wrapping_add(1) });
        version
    })
}

impl<'gc> Dict<'gc> {
    /// An empty dict.
    #[inline]
    pub fn new(mc: &Mutation<'gc>) -> Self {
        Self::alloc(mc, DictData { table: RefLock::new(Table::new()), keys_version: StdCell::new(0) })
    }

    /// An empty table for a set.
    pub fn new_set(mc: &Mutation<'gc>) -> Self {
        Self::alloc(mc, DictData { table: RefLock::new(Table::new_slots()), keys_version: StdCell::new(0) })
    }

    /// Makes the table one for a set, if it is not one yet.
    pub fn make_set(self, mc: &Mutation<'gc>) {
        if self.borrow().slots {
            return;
        }
        let mut table = self.borrow_mut(mc);
        let old = std::mem::replace(&mut *table, Table::new_slots());
        for entry in old.iter() {
            table.insert_slot(entry);
        }
    }

    /// Takes over what `other` holds, which gets what this one held.
    pub fn swap(self, mc: &Mutation<'gc>, other: Self) {
        if !self.is(other) {
            let (mut a, mut b) = (self.borrow_mut(mc), other.borrow_mut(mc));
            std::mem::swap(&mut *a, &mut *b);
            std::mem::swap(&mut a.finger, &mut b.finger);
        }
    }

    /// The table, for reading. Do not hold the borrow where Python code can run.
    #[inline]
    pub fn borrow(self) -> std::cell::Ref<'gc, Table<'gc>> {
        self.data().table.borrow()
    }

    /// The table, for changes of keys.
    #[inline]
    pub fn borrow_mut(self, mc: &Mutation<'gc>) -> std::cell::RefMut<'gc, Table<'gc>> {
        self.data().keys_version.set(0);
        gc_arena::barrier::unlock!(self.write(mc), DictData, table).borrow_mut()
    }

    /// Replaces the value at a position; the keys stay as they are.
    #[inline]
    pub fn set_value(self, mc: &Mutation<'gc>, position: usize, value: Value<'gc>) {
        gc_arena::barrier::unlock!(self.write(mc), DictData, table).borrow_mut().set_value(position, value);
    }

    /// A number that stays the same only while no key is added or removed.
    #[inline]
    pub fn keys_version(self) -> u32 {
        self.data().keys_version.get()
    }

    /// As [`Self::keys_version`], given out if there is none yet; 0 if the
    /// numbers are used up.
    pub fn claim_version(self) -> u32 {
        if self.data().keys_version.get() == 0 {
            self.data().keys_version.set(fresh_version());
        }
        self.data().keys_version.get()
    }

    /// The value at a position.
    #[inline]
    pub fn value_at(self, position: usize) -> Option<Value<'gc>> {
        self.borrow().entry(position).map(|entry| entry.value)
    }

    /// The value at a position, if `key` is the key there: the same object.
    #[inline]
    pub fn value_if_key(self, position: usize, key: Str<'gc>) -> Option<Value<'gc>> {
        match self.borrow().entries.get(position) {
            Some(Entry { key: Value::Str(found), value, .. }) if found.is(key) => Some(*value),
            _ => None,
        }
    }

    /// Replaces the value at a position, if `key` is the key there: the same
    /// object.
    #[inline]
    pub fn set_if_key(self, mc: &Mutation<'gc>, position: usize, key: Str<'gc>, value: Value<'gc>) -> bool {
        let mut table = gc_arena::barrier::unlock!(self.write(mc), DictData, table).borrow_mut();
        match table.entries.get_mut(position) {
            Some(Entry { key: Value::Str(found), value: place, .. }) if found.is(key) => {
                *place = value;
                true
            }
            _ => false,
        }
    }

    /// The number of keys.
    #[inline]
    pub fn len(self) -> usize {
        self.borrow().len()
    }

    /// Whether there are no keys.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.borrow().is_empty()
    }

    /// The value of a text key.
    #[inline]
    pub fn get_str(self, key: Str<'gc>) -> Option<Value<'gc>> {
        let table = self.borrow();
        let position = table.probe_str(key)?;
        table.entry(position).map(|entry| entry.value)
    }

    /// Sets a text key.
    #[inline]
    pub fn set_str(self, mc: &Mutation<'gc>, key: Str<'gc>, value: Value<'gc>) {
        let found = self.borrow().probe_str(key);
        match found {
            Some(position) => self.set_value(mc, position, value),
            None => self.borrow_mut(mc).insert_new(key.hash(), Value::Str(key), value),
        }
    }

    /// Removes a text key and returns its value.
    pub fn remove_str(self, mc: &Mutation<'gc>, key: Str<'gc>) -> Option<Value<'gc>> {
        let found = self.borrow().probe_str(key)?;
        self.borrow_mut(mc).remove_at(found).map(|entry| entry.value)
    }

    /// The entries, safe to hold while Python code runs.
    pub fn to_vec(self) -> Vec<Entry<'gc>> {
        self.borrow().iter().collect()
    }

    /// A copy with the same entries.
    pub fn copy(self, mc: &Mutation<'gc>) -> Self {
        let slots = self.borrow().slots;
        let new = if slots { Self::new_set(mc) } else { Self::new(mc) };
        if slots {
            new.borrow_mut(mc).copy_slots(&self.borrow());
        } else {
            let mut table = new.borrow_mut(mc);
            for entry in self.borrow().iter() {
                table.insert_new(entry.hash, entry.key, entry.value);
            }
        }
        new
    }
}
