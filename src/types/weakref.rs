//! Weak references and proxies. Mirrors `Objects/weakrefobject.c`.
//!
//! The collector clears dead references in [`super::watch`], before anything
//! that is garbage can be seen again.

use std::cell::Cell as StdCell;

use gc_arena::lock::Lock;
use gc_arena::{Collect, Gc, GcWeak, Mutation, barrier::unlock};

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
