//! `collections.deque`. Mirrors the data of `Modules/_collectionsmodule.c`.

use std::cell::Cell as StdCell;
use std::collections::VecDeque;

use gc_arena::lock::RefLock;
use gc_arena::{Collect, Mutation, barrier::unlock};

use crate::value::Value;
use crate::{classified, handle};

/// The items of a deque.
#[derive(Collect)]
#[collect(no_drop)]
pub struct DequeData<'gc> {
    items: RefLock<VecDeque<Value<'gc>>>,
    /// The most items that it holds, if there is a bound.
    #[collect(require_static)]
    pub maxlen: StdCell<Option<usize>>,
    /// Changes with every change of the items, so that iterators notice.
    #[collect(require_static)]
    pub version: StdCell<u64>,
}

handle! {
    /// A deque object.
    Deque => DequeData
}
classified! { Deque => deque }

impl<'gc> Deque<'gc> {
    /// A deque of these items.
    pub fn new(mc: &Mutation<'gc>, items: VecDeque<Value<'gc>>, maxlen: Option<usize>) -> Self {
        let data = DequeData { items: RefLock::new(items), maxlen: StdCell::new(maxlen), version: StdCell::new(0) };
        Self::alloc(mc, data)
    }

    /// The items, for reading.
    pub fn borrow(self) -> std::cell::Ref<'gc, VecDeque<Value<'gc>>> {
        self.data().items.borrow()
    }

    /// The items, for a change that iterators must notice.
    pub fn change(self, mc: &Mutation<'gc>) -> std::cell::RefMut<'gc, VecDeque<Value<'gc>>> {
        self.version.set(self.version.get().wrapping_add(1));
        self.replace(mc)
    }

    /// The items, for changes of items in their places.
    pub fn replace(self, mc: &Mutation<'gc>) -> std::cell::RefMut<'gc, VecDeque<Value<'gc>>> {
        unlock!(self.write(mc), DequeData, items).borrow_mut()
    }

    /// The number of items.
    pub fn len(self) -> usize {
        self.borrow().len()
    }

    /// Whether there are no items.
    pub fn is_empty(self) -> bool {
        self.borrow().is_empty()
    }

    /// The item at `index`.
    pub fn get(self, index: usize) -> Option<Value<'gc>> {
        self.borrow().get(index).copied()
    }

    /// A copy of the items, safe to hold while Python code runs.
    pub fn to_vec(self) -> Vec<Value<'gc>> {
        self.borrow().iter().copied().collect()
    }

    /// Adds an item at the right; one falls out at the left past the bound.
    pub fn push_back(self, mc: &Mutation<'gc>, item: Value<'gc>) {
        let mut items = self.change(mc);
        items.push_back(item);
        if self.maxlen.get().is_some_and(|maxlen| items.len() > maxlen) {
            items.pop_front();
        }
    }

    /// Adds an item at the left; one falls out at the right past the bound.
    pub fn push_front(self, mc: &Mutation<'gc>, item: Value<'gc>) {
        let mut items = self.change(mc);
        items.push_front(item);
        if self.maxlen.get().is_some_and(|maxlen| items.len() > maxlen) {
            items.pop_back();
        }
    }
}
