//! What `ABCMeta` keeps for a class. Mirrors `Modules/_abc.c`.

use std::cell::Cell as StdCell;

use gc_arena::lock::RefLock;
use gc_arena::{Collect, Gc, GcWeak, Mutation, barrier::unlock};

use super::{Class, ClassData};
use crate::{classified, handle};

/// Classes held weakly.
pub type WeakClasses<'gc> = RefLock<Vec<GcWeak<'gc, ClassData<'gc>>>>;

/// Virtual subclasses and what has been found out about subclasses.
#[derive(Collect)]
#[collect(no_drop)]
pub struct AbcData<'gc> {
    registry: WeakClasses<'gc>,
    cache: WeakClasses<'gc>,
    negative_cache: WeakClasses<'gc>,
    /// The count of registrations when the negative cache was begun.
    #[collect(require_static)]
    pub version: StdCell<u64>,
}

handle! {
    /// An `_abc._abc_data` object.
    Abc => AbcData
}
classified! { Abc => abc_data }

/// Which of the sets of classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AbcSet {
    Registry,
    Cache,
    Negative,
}

impl<'gc> Abc<'gc> {
    /// Nothing known.
    pub fn new(mc: &Mutation<'gc>, version: u64) -> Self {
        Self::alloc(
            mc,
            AbcData {
                registry: RefLock::new(Vec::new()),
                cache: RefLock::new(Vec::new()),
                negative_cache: RefLock::new(Vec::new()),
                version: StdCell::new(version),
            },
        )
    }

    fn set(self, which: AbcSet) -> &'gc WeakClasses<'gc> {
        match which {
            AbcSet::Registry => &self.data().registry,
            AbcSet::Cache => &self.data().cache,
            AbcSet::Negative => &self.data().negative_cache,
        }
    }

    fn write_set(self, mc: &Mutation<'gc>, which: AbcSet) -> std::cell::RefMut<'gc, Vec<GcWeak<'gc, ClassData<'gc>>>> {
        let write = self.write(mc);
        match which {
            AbcSet::Registry => unlock!(write, AbcData, registry).borrow_mut(),
            AbcSet::Cache => unlock!(write, AbcData, cache).borrow_mut(),
            AbcSet::Negative => unlock!(write, AbcData, negative_cache).borrow_mut(),
        }
    }

    /// Whether a class is in the set.
    pub fn contains(self, mc: &Mutation<'gc>, which: AbcSet, class: Class<'gc>) -> bool {
        let address = class.address();
        // An address may have been used again: only a living class counts.
        self.set(which).borrow().iter().any(|weak| {
            GcWeak::as_ptr(*weak).cast::<()>() as usize == address
                && weak.upgrade(mc).is_some_and(|found| Gc::ptr_eq(found, class.0))
        })
    }

    /// Adds a class to the set; classes that are gone leave it.
    pub fn add(self, mc: &Mutation<'gc>, which: AbcSet, class: Class<'gc>) {
        if self.contains(mc, which, class) {
            return;
        }
        let mut set = self.write_set(mc, which);
        if set.len().is_power_of_two() {
            set.retain(|weak| weak.upgrade(mc).is_some());
        }
        set.push(Gc::downgrade(class.0));
    }

    /// Empties the set.
    pub fn clear(self, mc: &Mutation<'gc>, which: AbcSet) {
        self.write_set(mc, which).clear();
    }

    /// The living classes of the set.
    pub fn classes(self, mc: &Mutation<'gc>, which: AbcSet) -> Vec<Class<'gc>> {
        self.set(which).borrow().iter().filter_map(|weak| weak.upgrade(mc)).map(Class).collect()
    }
}
