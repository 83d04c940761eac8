//! Classes: built-in types and those made by a program. Mirrors
//! `Objects/typeobject.c`.

use std::cell::Cell as StdCell;

use bitflags::bitflags;
use gc_arena::lock::{Lock, RefLock};
use gc_arena::{Collect, GcWeak, Mutation, barrier::unlock};
use rustc_hash::FxBuildHasher;

use super::{Dict, Str, Tuple, Types};
use crate::handle;
use crate::value::{Classified, Value};

bitflags! {
    /// What is true of a class and worth knowing without a lookup.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ClassFlags: u16 {
        /// Made by a program (or otherwise mutable): attributes can be set.
        const HEAP = 1 << 0;
        /// May be a base class.
        const BASE = 1 << 1;
        /// Instances have a `__dict__`.
        const DICT = 1 << 2;
        /// Instances can be weakly referenced.
        const WEAKREF = 1 << 3;
        /// `isinstance(x, collections.abc.Sequence)` for `match`.
        const SEQUENCE = 1 << 4;
        /// `isinstance(x, collections.abc.Mapping)` for `match`.
        const MAPPING = 1 << 5;
        /// Some abstract method is left: cannot be instantiated.
        const ABSTRACT = 1 << 6;
        /// Calling the type directly is refused.
        const NO_NEW = 1 << 7;
        /// `match` compares the subject itself with one positional pattern.
        const MATCH_SELF = 1 << 8;
    }
}

/// What the instances of a class are underneath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Nothing native: `object`.
    Object,
    /// A class.
    Type,
    /// An exception.
    Exception,
    /// A native value of the built-in class of this name: the payload.
    Native(&'static str),
}

/// A class.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ClassData<'gc> {
    pub name: Lock<Str<'gc>>,
    pub qualname: Lock<Str<'gc>>,
    /// The class of this class; none only while the first classes are made.
    pub metaclass: Lock<Option<Class<'gc>>>,
    pub bases: Lock<Tuple<'gc>>,
    /// The base whose layout this class extends.
    pub base: Lock<Option<Class<'gc>>>,
    /// Method resolution order, this class first: a tuple of classes.
    pub mro: Lock<Tuple<'gc>>,
    pub dict: Dict<'gc>,
    /// `__dict__` entries kept outside of `dict`, such as the module of a native class.
    #[collect(require_static)]
    pub flags: StdCell<ClassFlags>,
    #[collect(require_static)]
    pub layout: Layout,
    /// The number of `__slots__` (or exception fields), inherited ones included.
    #[collect(require_static)]
    pub slots: StdCell<usize>,
    /// Changes whenever a lookup in this class could answer differently.
    #[collect(require_static)]
    pub version: StdCell<u32>,
    /// The version at which instances were known to have no `__del__`.
    #[collect(require_static)]
    ends_quietly: StdCell<u32>,
    subclasses: RefLock<Vec<GcWeak<'gc, ClassData<'gc>>>>,
    /// Lookups done since the last change, by address of the interned name.
    cache: RefLock<hashbrown::HashMap<usize, Value<'gc>, FxBuildHasher>>,
}

handle! {
    /// A class object.
    Class => ClassData
}

impl<'gc> Classified<'gc> for Class<'gc> {
    #[inline]
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        self.metaclass.get().unwrap_or(types.type_)
    }
}

thread_local! {
    static NEXT_VERSION: StdCell<u32> = const { StdCell::new(1) };
}

fn fresh_version() -> u32 {
    NEXT_VERSION.with(|next| {
        let version = next.get();
        next.set(if version == 0 { 0 } else { version.wrapping_add(1) });
        version
    })
}

impl<'gc> Class<'gc> {
    /// A class that is not linked anywhere yet: no bases, no order.
    pub fn bare(mc: &Mutation<'gc>, name: Str<'gc>, layout: Layout, flags: ClassFlags, dict: Dict<'gc>) -> Self {
        let empty = Tuple::new(mc, Vec::new());
        Self::alloc(
            mc,
            ClassData {
                name: Lock::new(name),
                qualname: Lock::new(name),
                metaclass: Lock::new(None),
                bases: Lock::new(empty),
                base: Lock::new(None),
                mro: Lock::new(empty),
                dict,
                flags: StdCell::new(flags),
                layout,
                slots: StdCell::new(0),
                version: StdCell::new(fresh_version()),
                ends_quietly: StdCell::new(0),
                subclasses: RefLock::new(Vec::new()),
                cache: RefLock::new(hashbrown::HashMap::with_hasher(FxBuildHasher)),
            },
        )
    }

    /// Sets bases and order, and enters the class into its bases' subclasses.
    pub fn link(self, mc: &Mutation<'gc>, bases: &[Class<'gc>], base: Option<Class<'gc>>, mro: &[Class<'gc>]) {
        let classes = |list: &[Class<'gc>]| Tuple::new(mc, list.iter().map(|&c| Value::Class(c)).collect::<Vec<_>>());
        let write = self.write(mc);
        unlock!(write, ClassData, bases).set(classes(bases));
        unlock!(write, ClassData, base).set(base);
        unlock!(write, ClassData, mro).set(classes(mro));
        for class in bases {
            let mut subclasses = unlock!(class.write(mc), ClassData, subclasses).borrow_mut();
            subclasses.push(gc_arena::Gc::downgrade(self.0));
        }
        self.changed(mc);
    }

    /// Takes the class out of the subclasses of `base`.
    pub fn unlink(self, mc: &Mutation<'gc>, base: Class<'gc>) {
        let mut subclasses = unlock!(base.write(mc), ClassData, subclasses).borrow_mut();
        subclasses.retain(|weak| weak.upgrade(mc).is_some_and(|class| !gc_arena::Gc::ptr_eq(class, self.0)));
    }

    /// The direct subclasses that are alive.
    pub fn subclasses(self, mc: &Mutation<'gc>) -> Vec<Class<'gc>> {
        self.data().subclasses.borrow().iter().filter_map(|weak| weak.upgrade(mc)).map(Class).collect()
    }

    /// The classes of the method resolution order.
    pub fn mro_iter(self) -> impl Iterator<Item = Class<'gc>> {
        self.mro.get().as_slice().iter().filter_map(|value| value.as_class())
    }

    /// Whether `self` is `other` or derives from it.
    #[inline]
    pub fn is_subclass(self, other: Class<'gc>) -> bool {
        self.is(other) || self.mro_iter().any(|class| class.is(other))
    }

    /// Whether the flag is set.
    #[inline]
    pub fn has(self, flag: ClassFlags) -> bool {
        self.data().flags.get().contains(flag)
    }

    /// Sets or clears a flag.
    pub fn set_flag(self, flag: ClassFlags, on: bool) {
        let mut flags = self.data().flags.get();
        flags.set(flag, on);
        self.data().flags.set(flags);
    }

    /// Looks `name` up in the classes of the order. `name` should be interned:
    /// only then is the answer kept for the next time.
    #[inline]
    pub fn lookup(self, mc: &Mutation<'gc>, name: Str<'gc>) -> Option<Value<'gc>> {
        if let Some(&known) = self.data().cache.borrow().get(&name.address()) {
            return known.some();
        }
        self.lookup_slow(mc, name)
    }

    #[cold]
    fn lookup_slow(self, mc: &Mutation<'gc>, name: Str<'gc>) -> Option<Value<'gc>> {
        let found = self.mro_iter().find_map(|class| class.dict.get_str(name));
        if name.interned.get() {
            let mut cache = unlock!(self.write(mc), ClassData, cache).borrow_mut();
            cache.insert(name.address(), found.unwrap_or(Value::Null));
        }
        found
    }

    /// Whether instances run something when they die; `name` is `__del__`.
    #[inline]
    pub fn has_finalizer(self, mc: &Mutation<'gc>, name: Str<'gc>) -> bool {
        let version = self.data().version.get();
        if self.data().ends_quietly.get() == version && version != 0 {
            return false;
        }
        let has = self.lookup(mc, name).is_some();
        if !has {
            self.data().ends_quietly.set(version);
        }
        has
    }

    /// The class of the order that defines `name`, with its value.
    pub fn lookup_owner(self, name: Str<'gc>) -> Option<(Class<'gc>, Value<'gc>)> {
        self.mro_iter().find_map(|class| class.dict.get_str(name).map(|value| (class, value)))
    }

    /// Sets an attribute of the class itself, without any check.
    pub fn set(self, mc: &Mutation<'gc>, name: Str<'gc>, value: Value<'gc>) {
        self.dict.set_str(mc, name, value);
        self.changed(mc);
    }

    /// Must follow every change that a lookup could see: forgets the lookups
    /// of this class and of all that derive from it.
    pub fn changed(self, mc: &Mutation<'gc>) {
        let mut pending = vec![self];
        while let Some(class) = pending.pop() {
            unlock!(class.write(mc), ClassData, cache).borrow_mut().clear();
            class.data().version.set(fresh_version());
            pending.extend(class.subclasses(mc));
        }
    }
}
