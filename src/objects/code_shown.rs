//! The objects that a program gets from a code object's attributes. They are made when first asked for and are the same
//! ones from then on; a code object that a program made shows the very objects it was made of.

use gc_arena::lock::{Lock, RefLock};
use gc_arena::{Collect, Mutation, barrier::unlock};

use super::code::{Code, CodeData};
use crate::handle;
use crate::value::Value;

/// An attribute with an object of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Shown {
    Varnames,
    Cellvars,
    Freevars,
    Code,
    Linetable,
    Exceptiontable,
    Consts,
    Names,
    Filename,
    Name,
    Qualname,
}

const COUNT: usize = Shown::Qualname as usize + 1;

/// One place for each [`Shown`], NULL until it is filled.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ShownData<'gc> {
    places: RefLock<[Value<'gc>; COUNT]>,
}

handle! {
    /// What a code object has shown.
    ShownObjects => ShownData
}

/// Where a code object keeps what it has shown: nothing for most, which no program looks at.
pub type ShownLock<'gc> = Lock<Option<ShownObjects<'gc>>>;

impl<'gc> Code<'gc> {
    /// The object of an attribute, made by `make` at the first time.
    pub fn shown(self, mc: &Mutation<'gc>, which: Shown, make: impl FnOnce() -> Value<'gc>) -> Value<'gc> {
        if let Some(value) = self.shown_before(which) {
            return value;
        }
        let value = make();
        self.show(mc, which, value);
        value
    }

    /// The object of an attribute if there is one yet.
    pub fn shown_before(self, which: Shown) -> Option<Value<'gc>> {
        self.data().shown.get()?.data().places.borrow().get(which as usize)?.some()
    }

    /// Makes `value` the object of an attribute. It must be equal to what the code object holds.
    pub(crate) fn show(self, mc: &Mutation<'gc>, which: Shown, value: Value<'gc>) {
        let shown = self.data().shown.get().unwrap_or_else(|| {
            let fresh = ShownObjects::alloc(mc, ShownData { places: RefLock::new([Value::Null; COUNT]) });
            unlock!(self.write(mc), CodeData, shown).set(Some(fresh));
            fresh
        });
        if let Some(place) = unlock!(shown.write(mc), ShownData, places).borrow_mut().get_mut(which as usize) {
            *place = value;
        }
    }
}
