//! Instances of classes made by a program, and modules.

use gc_arena::lock::Lock;
use gc_arena::{Collect, Mutation, barrier::unlock};

use super::{Class, Dict, Str, Types};
use crate::handle;
use crate::value::{Classified, Value};

/// An instance of a class made by a program.
#[derive(Collect)]
#[collect(no_drop)]
pub struct InstanceData<'gc> {
    pub class: Lock<Class<'gc>>,
    /// `__dict__`, made when first needed.
    pub dict: Lock<Option<Dict<'gc>>>,
    /// The native value underneath, or NULL.
    pub payload: Lock<Value<'gc>>,
    /// The values of `__slots__`.
    pub slots: Box<[Lock<Value<'gc>>]>,
}

handle! {
    /// An instance of a class made by a program.
    Instance => InstanceData
}

impl<'gc> Classified<'gc> for Instance<'gc> {
    #[inline]
    fn class(self, _: &Types<'gc>) -> Class<'gc> {
        self.class.get()
    }
}

impl<'gc> Instance<'gc> {
    /// An instance with empty slots.
    pub fn new(mc: &Mutation<'gc>, class: Class<'gc>, payload: Value<'gc>) -> Self {
        let slots = match class.data().slots.get() {
            0 => Box::default(),
            n => (0..n).map(|_| Lock::new(Value::Null)).collect(),
        };
        Self::alloc(
            mc,
            InstanceData { class: Lock::new(class), dict: Lock::new(None), payload: Lock::new(payload), slots },
        )
    }

    /// `__dict__`, made now if there is none.
    pub fn dict_or_new(self, mc: &Mutation<'gc>) -> Dict<'gc> {
        match self.dict.get() {
            Some(dict) => dict,
            None => {
                let dict = Dict::new(mc);
                unlock!(self.write(mc), InstanceData, dict).set(Some(dict));
                dict
            }
        }
    }

    /// The slot at a position of a member descriptor.
    pub fn set_slot(self, mc: &Mutation<'gc>, index: usize, value: Value<'gc>) {
        let slots = gc_arena::barrier::field!(self.write(mc), InstanceData, slots).as_deref();
        if index < slots.len() {
            slots[index].unlock().set(value);
        }
    }
}

/// A module's namespace.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ModuleData<'gc> {
    pub dict: Dict<'gc>,
    /// A class that derives from module, once it was assigned to `__class__`.
    pub class: Lock<Option<Class<'gc>>>,
}

handle! {
    /// A module object.
    Module => ModuleData
}

impl<'gc> Classified<'gc> for Module<'gc> {
    #[inline]
    fn class(self, types: &Types<'gc>) -> Class<'gc> {
        self.class.get().unwrap_or(types.module)
    }
}

impl<'gc> Module<'gc> {
    /// A module of that namespace.
    pub fn new(mc: &Mutation<'gc>, dict: Dict<'gc>) -> Self {
        Self::alloc(mc, ModuleData { dict, class: Lock::new(None) })
    }

    /// The value of a name.
    pub fn get(self, name: Str<'gc>) -> Option<Value<'gc>> {
        self.dict.get_str(name)
    }
}
