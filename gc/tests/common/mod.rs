//! A small object model for the tests: frames, cells, closures and generators that refer to each
//! other in every direction, each counted when it is dropped.
#![allow(dead_code, reason = "each test file uses its own part of the model")]

use std::cell::Cell;
use std::rc::Rc;

use gc_arena::barrier::field;
use gc_arena::lock::{GcRefLock, Lock, RefLock};
use gc_arena::{Collect, Finalization, Gc, GcWeak, Mutation};
use pyarena_gc::{Charge, Config, Handles, Heap, Rooted, Services};

/// How many objects of the model were dropped; clones share the count.
#[derive(Clone, Default)]
pub struct Drops(Rc<Cell<usize>>);

impl Drops {
    pub fn count(&self) -> usize {
        self.0.get()
    }
}

/// A field of each object: counts when the object goes.
pub struct Probe(Drops);

impl Drop for Probe {
    fn drop(&mut self) {
        self.0.0.set(self.0.0.get() + 1);
    }
}

#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub enum Value<'gc> {
    Nothing,
    Object(Gc<'gc, Object<'gc>>),
}

/// One shape serves for all four kinds: a back link, a list of slots.
#[derive(Collect)]
#[collect(no_drop)]
pub struct Object<'gc> {
    pub back: Lock<Value<'gc>>,
    pub slots: Box<[Lock<Value<'gc>>]>,
    #[collect(require_static)]
    pub buffer: Option<Charge>,
    #[collect(require_static)]
    probe: Probe,
}

pub type Ref<'gc> = Gc<'gc, Object<'gc>>;

#[derive(Collect)]
#[collect(no_drop)]
pub struct Root<'gc> {
    pub values: GcRefLock<'gc, Vec<Ref<'gc>>>,
    /// Objects that want to be finalised once.
    pub watched: GcRefLock<'gc, Vec<GcWeak<'gc, Object<'gc>>>>,
    /// Those of them that were found dead.
    pub queue: GcRefLock<'gc, Vec<Ref<'gc>>>,
    pub handles: Handles<'gc, Model>,
    #[collect(require_static)]
    pub accounting: pyarena_gc::Accounting,
    #[collect(require_static)]
    pub drops: Drops,
    #[collect(require_static)]
    pub hook_calls: Cell<usize>,
}

pub struct Model;

impl Rooted for Model {
    type Root<'gc> = Root<'gc>;
    type Value<'gc> = Value<'gc>;

    fn waiting<'gc>(root: &'gc Root<'gc>) -> usize {
        root.queue.borrow().len()
    }

    fn marked<'gc>(fc: &'gc Finalization<'gc>, root: &'gc Root<'gc>) -> usize {
        root.hook_calls.set(root.hook_calls.get() + 1);
        let mut found = Vec::new();
        root.watched.borrow_mut(fc).retain(|weak| {
            let dead = weak.is_dead(fc);
            if dead {
                found.extend(weak.resurrect(fc));
            }
            !dead
        });
        let count = found.len();
        root.queue.borrow_mut(fc).extend(found);
        count
    }
}

pub fn heap(config: Config) -> (Heap<Model>, Drops) {
    let drops = Drops::default();
    let heap = Heap::new(config, |mc, services: Services<'_, Model>| Root {
        values: Gc::new(mc, RefLock::new(Vec::new())),
        watched: Gc::new(mc, RefLock::new(Vec::new())),
        queue: Gc::new(mc, RefLock::new(Vec::new())),
        handles: services.handles,
        accounting: services.accounting,
        drops: drops.clone(),
        hook_calls: Cell::new(0),
    });
    (heap, drops)
}

impl<'gc> Root<'gc> {
    pub fn object(&self, mc: &Mutation<'gc>, slots: usize) -> Ref<'gc> {
        self.object_with(mc, slots, None)
    }

    pub fn object_with(&self, mc: &Mutation<'gc>, slots: usize, buffer: Option<Charge>) -> Ref<'gc> {
        let object = Object {
            back: Lock::new(Value::Nothing),
            slots: (0..slots).map(|_| Lock::new(Value::Nothing)).collect(),
            buffer,
            probe: Probe(self.drops.clone()),
        };
        Gc::new(mc, object)
    }

    pub fn keep(&self, mc: &Mutation<'gc>, object: Ref<'gc>) {
        self.values.borrow_mut(mc).push(object);
    }

    pub fn watch(&self, mc: &Mutation<'gc>, object: Ref<'gc>) {
        self.watched.borrow_mut(mc).push(Gc::downgrade(object));
    }
}

pub fn set_back<'gc>(mc: &Mutation<'gc>, of: Ref<'gc>, to: Ref<'gc>) {
    let back = field!(Gc::write(mc, of), Object, back);
    back.unlock().set(Value::Object(to));
}

pub fn set_slot<'gc>(mc: &Mutation<'gc>, of: Ref<'gc>, index: usize, to: Ref<'gc>) {
    let slots = field!(Gc::write(mc, of), Object, slots);
    slots.as_deref()[index].unlock().set(Value::Object(to));
}
