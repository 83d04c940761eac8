//! Weak references and proxies. Mirrors `Objects/weakrefobject.c`.
//!
//! The collector clears a dead reference in `vm::finalize`, before anything
//! that is garbage can be seen again.

use std::cell::Cell as StdCell;

use gc_arena::lock::{Lock, RefLock};
use gc_arena::{Collect, Gc, GcWeak, Mutation, barrier::unlock};
use rustc_hash::FxBuildHasher;

use super::*;
use crate::handle;
use crate::objects::*;
use crate::value::{Classified, Value};

/// One line for each kind of object that can be referred to weakly.
macro_rules! referents {
    ($($variant:ident($data:ident);)*) => {
        /// What a weak reference refers to.
        #[derive(Clone, Copy, Collect)]
        #[collect(no_drop)]
        pub enum Referent<'gc> {
            /// It is gone.
            Dead,
            $(#[allow(missing_docs)] $variant(GcWeak<'gc, $data<'gc>>),)*
        }

        impl<'gc> Referent<'gc> {
            /// A weak reference to an object, if its kind can have one.
            pub fn new(value: Value<'gc>) -> Option<Self> {
                match value {
                    $(Value::$variant(object) => Some(Self::$variant(Gc::downgrade(object.0))),)*
                    _ => None,
                }
            }

            /// The object, unless it is gone.
            pub fn get(self, mc: &Mutation<'gc>) -> Option<Value<'gc>> {
                match self {
                    Self::Dead => None,
                    $(Self::$variant(weak) => weak.upgrade(mc).map(|object| Value::$variant($variant(object))),)*
                }
            }

            /// Whether the collector is about to free the object.
            pub fn is_dead(self, fc: &gc_arena::Finalization<'gc>) -> bool {
                match self {
                    Self::Dead => true,
                    $(Self::$variant(weak) => weak.is_dead(fc),)*
                }
            }

            /// Keeps a dead object, and all that it refers to, for this cycle.
            pub fn resurrect(self, fc: &gc_arena::Finalization<'gc>) -> Option<Value<'gc>> {
                match self {
                    Self::Dead => None,
                    $(Self::$variant(weak) => weak.resurrect(fc).map(|object| Value::$variant($variant(object))),)*
                }
            }
        }
    };
}

referents! {
    Instance(InstanceData);
    Exception(ExceptionData);
    Class(ClassData);
    Function(FunctionData);
    Builtin(BuiltinData);
    Method(MethodData);
    Module(ModuleData);
    Generator(GeneratorData);
    Coroutine(GeneratorData);
    AsyncGenerator(GeneratorData);
    Code(CodeData);
    Set(SetData);
    FrozenSet(FrozenSetData);
    GenericAlias(GenericAliasData);
    TypeParam(TypeParamData);
    ThreadLock(ThreadLockData);
    Context(ContextData);
    MemoryView(MemoryViewData);
}

/// What kind of reference it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WeakKind {
    Reference,
    Proxy,
    /// A proxy of something that can be called.
    CallableProxy,
}

/// A weak reference.
#[derive(Collect)]
#[collect(no_drop)]
pub struct WeakRefData<'gc> {
    pub referent: Lock<Referent<'gc>>,
    /// Called with the reference when the referent has died; NULL if nothing is.
    pub callback: Lock<Value<'gc>>,
    /// The instance of a subclass that this is the payload of, or NULL.
    pub owner: Lock<Value<'gc>>,
    /// The hash of the referent, once asked for.
    #[collect(require_static)]
    pub hash: StdCell<Option<i64>>,
    #[collect(require_static)]
    pub kind: WeakKind,
    /// The address that the referent has or had.
    #[collect(require_static)]
    pub address: usize,
    /// Counts up: the newest reference is told of a death first.
    #[collect(require_static)]
    pub sequence: u64,
}

handle! {
    /// A weak reference or proxy object.
    WeakRef => WeakRefData
}

impl<'gc> Classified<'gc> for WeakRef<'gc> {
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        match self.kind {
            WeakKind::Reference => types.weakref,
            WeakKind::Proxy => types.weakproxy,
            WeakKind::CallableProxy => types.weakcallableproxy,
        }
    }
}

impl<'gc> WeakRef<'gc> {
    /// The referent, unless it is gone.
    pub fn target(self, mc: &Mutation<'gc>) -> Option<Value<'gc>> {
        self.referent.get().get(mc)
    }

    /// What Python sees: the instance of a subclass, or the reference itself.
    pub fn object(self) -> Value<'gc> {
        self.owner.get().or(Value::WeakRef(self))
    }

    /// Forgets the referent, and the callback, which is returned.
    pub fn clear(self, mc: &Mutation<'gc>) -> Value<'gc> {
        let write = self.write(mc);
        unlock!(write, WeakRefData, referent).set(Referent::Dead);
        let callback = self.callback.get();
        unlock!(write, WeakRefData, callback).set(Value::Null);
        callback
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
    watched: RefLock<Vec<Referent<'gc>>>,
    /// Callbacks with the reference, finalizers with the object.
    due: RefLock<Vec<Due<'gc>>>,
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
    Callback { callback: Value<'gc>, reference: Value<'gc> },
    /// `object.__del__()`.
    Finalizer(Value<'gc>),
}

impl<'gc> Watch<'gc> {
    /// Nothing to look after.
    pub fn new(mc: &Mutation<'gc>) -> Self {
        Self::alloc(
            mc,
            WatchData {
                references: RefLock::new(hashbrown::HashMap::with_hasher(FxBuildHasher)),
                watched: RefLock::new(Vec::new()),
                due: RefLock::new(Vec::new()),
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

    /// Runs `__del__` of the object when it dies.
    pub fn watch(self, mc: &Mutation<'gc>, object: Value<'gc>) {
        if let Some(referent) = Referent::new(object) {
            unlock!(self.write(mc), WatchData, watched).borrow_mut().push(referent);
        }
    }

    /// The living objects whose finalizer has not run, which nobody watches
    /// any more: for the end of a program.
    pub fn take_watched(self, mc: &Mutation<'gc>) -> Vec<Value<'gc>> {
        let watched = std::mem::take(&mut *unlock!(self.write(mc), WatchData, watched).borrow_mut());
        watched.into_iter().filter_map(|referent| referent.get(mc)).collect()
    }

    /// Whether something is due to run.
    #[inline]
    pub fn is_due(self) -> bool {
        !self.data().due.borrow().is_empty()
    }

    /// What is due next.
    pub fn next_due(self, mc: &Mutation<'gc>) -> Option<Due<'gc>> {
        let mut due = unlock!(self.write(mc), WatchData, due).borrow_mut();
        if due.is_empty() { None } else { Some(due.remove(0)) }
    }

    /// Between marking and sweeping: clears the references to what has died,
    /// then keeps what has a finalizer to run; how many objects that are.
    pub fn marked(self, fc: &gc_arena::Finalization<'gc>) -> usize {
        let mut callbacks = Vec::new();
        let write = self.write(fc);
        unlock!(write, WatchData, references).borrow_mut().retain(|_, references| {
            references.retain(|weak| {
                if weak.is_dead(fc) {
                    return false;
                }
                let Some(reference) = weak.upgrade(fc).map(WeakRef) else { return false };
                if !reference.referent.get().is_dead(fc) {
                    return true;
                }
                let callback = reference.clear(fc);
                if !callback.is_null() {
                    let due = Due::Callback { callback, reference: reference.object() };
                    callbacks.push((reference.sequence, due));
                }
                false
            });
            !references.is_empty()
        });
        callbacks.sort_by_key(|(sequence, _)| std::cmp::Reverse(*sequence));
        let mut due: Vec<_> = callbacks.into_iter().map(|(_, due)| due).collect();
        let mut resurrected = 0;
        unlock!(write, WatchData, watched).borrow_mut().retain(|referent| {
            if !referent.is_dead(fc) {
                return true;
            }
            if let Some(object) = referent.resurrect(fc) {
                resurrected += 1;
                due.push(Due::Finalizer(object));
            }
            false
        });
        unlock!(write, WatchData, due).borrow_mut().extend(due);
        resurrected
    }
}
