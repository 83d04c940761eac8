//! tuple and list. Mirrors `Objects/tupleobject.c` and `Objects/listobject.c`.

use gc_arena::lock::RefLock;
use gc_arena::{Collect, Mutation};

use crate::value::{Value, Values};
use crate::{classified, handle};

/// The items of a tuple.
#[derive(Collect)]
#[collect(no_drop)]
pub struct TupleData<'gc>(pub Values<'gc>);

handle! {
    /// A tuple object.
    Tuple => TupleData
}

impl<'gc> Tuple<'gc> {
    /// A new tuple.
    #[inline]
    pub fn new(mc: &Mutation<'gc>, items: impl Into<Values<'gc>>) -> Self {
        Self::alloc(mc, TupleData(items.into()))
    }

    /// The items.
    #[inline]
    pub fn as_slice(self) -> &'gc [Value<'gc>] {
        &self.data().0
    }
}

/// The items of a list.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ListData<'gc> {
    items: RefLock<Vec<Value<'gc>>>,
}

handle! {
    /// A list object.
    List => ListData
}

impl<'gc> List<'gc> {
    /// A new list.
    #[inline]
    pub fn new(mc: &Mutation<'gc>, items: Vec<Value<'gc>>) -> Self {
        Self::alloc(mc, ListData { items: RefLock::new(items) })
    }

    /// The items, for reading. Do not hold the borrow where Python code can run.
    #[inline]
    pub fn borrow(self) -> std::cell::Ref<'gc, Vec<Value<'gc>>> {
        self.data().items.borrow()
    }

    /// The items, for writing. Do not hold the borrow where Python code can run.
    #[inline]
    pub fn borrow_mut(self, mc: &Mutation<'gc>) -> std::cell::RefMut<'gc, Vec<Value<'gc>>> {
        gc_arena::barrier::unlock!(self.write(mc), ListData, items).borrow_mut()
    }

    /// The number of items.
    #[inline]
    pub fn len(self) -> usize {
        self.borrow().len()
    }

    /// Whether there are no items.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.borrow().is_empty()
    }

    /// The item at `index`.
    #[inline]
    pub fn get(self, index: usize) -> Option<Value<'gc>> {
        self.borrow().get(index).copied()
    }

    /// Appends `item`.
    #[inline]
    pub fn push(self, mc: &Mutation<'gc>, item: Value<'gc>) {
        self.borrow_mut(mc).push(item);
    }

    /// A copy of the items, safe to hold while Python code runs.
    pub fn to_vec(self) -> Vec<Value<'gc>> {
        self.borrow().clone()
    }
}

classified! { Tuple => tuple, List => list }
