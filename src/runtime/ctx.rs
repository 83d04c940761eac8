//! [`Ctx`]: what every native is given.

use gc_arena::Mutation;
use rustpython_wtf8::Wtf8Buf;

use super::{Raise, State, StateData, Step};
use crate::types::{Class, ClassFlags, Dict, List, Str, Tuple};
use crate::value::{Classified, Value};

/// The entered arena: a way to allocate and to everything that the root holds.
#[derive(Clone, Copy)]
pub struct Ctx<'gc> {
    pub mc: &'gc Mutation<'gc>,
    state: State<'gc>,
}

impl<'gc> std::ops::Deref for Ctx<'gc> {
    type Target = StateData<'gc>;
    #[inline(always)]
    fn deref(&self) -> &StateData<'gc> {
        self.state.data()
    }
}

/// How many executors may be entered from natives, one inside the other.
pub const MAX_REENTRIES: u32 = 24;

impl<'gc> Ctx<'gc> {
    /// The context of a root.
    #[inline]
    pub fn new(mc: &'gc Mutation<'gc>, state: State<'gc>) -> Self {
        Self { mc, state }
    }

    pub(super) fn state_handle(self) -> State<'gc> {
        self.state
    }

    /// The state, for as long as the arena is entered.
    #[inline(always)]
    pub fn state(self) -> &'gc StateData<'gc> {
        self.state.data()
    }

    /// `type(value)`.
    #[inline]
    pub fn class_of(self, value: Value<'gc>) -> Class<'gc> {
        value.class(&self.state.data().types)
    }

    /// The name of the class of `value` for messages: `type(value).__name__`,
    /// for native classes of other modules than `builtins` with the module.
    pub fn type_name(self, value: Value<'gc>) -> String {
        self.class_name(self.class_of(value))
    }

    /// The name of a class for messages, as [`Self::type_name`] gives it.
    pub fn class_name(self, class: Class<'gc>) -> String {
        let name = class.name.get();
        match class.dict.get_str(self.names.module) {
            Some(Value::Str(module)) if !class.has(ClassFlags::HEAP) && !module.is_text("builtins") => {
                format!("{}.{}", module.lossy(), name.lossy())
            }
            _ => name.lossy().into_owned(),
        }
    }

    /// A new string value.
    pub fn str(self, text: impl Into<Wtf8Buf>) -> Value<'gc> {
        Value::Str(Str::new(self.mc, text))
    }

    /// A new tuple value.
    pub fn tuple(self, items: &[Value<'gc>]) -> Value<'gc> {
        if items.is_empty() {
            return self.state().empty_tuple.into();
        }
        Value::Tuple(Tuple::new(self.mc, items))
    }

    /// A new list value.
    pub fn list(self, items: Vec<Value<'gc>>) -> Value<'gc> {
        Value::List(List::new(self.mc, items))
    }

    /// A new dict.
    pub fn dict(self) -> Dict<'gc> {
        Dict::new(self.mc)
    }

    /// An int of any size.
    pub fn int(self, int: impl Into<num_bigint::BigInt>) -> Value<'gc> {
        Value::big(self.mc, int.into())
    }

    /// Looks a special method up on the class of `value`.
    #[inline]
    pub fn lookup_special(self, value: Value<'gc>, name: Str<'gc>) -> Option<Value<'gc>> {
        self.class_of(value).lookup(self.mc, name)
    }

    /// Runs a step to its end, on the Rust stack. Only for what cannot wait:
    /// `__hash__` and `__eq__` of a key inside a dict or set operation, and the
    /// conversions of arguments (`__index__`, `__int__`, `__float__`,
    /// `__bool__`, `__len__`). Bounded by [`MAX_REENTRIES`].
    ///
    /// # Errors
    /// What the step raises; RecursionError past the bound.
    pub fn reenter(self, step: Step<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        if let Step::Return(value) = step {
            return Ok(value);
        }
        let thread = self.thread;
        if thread.data().reentries.get() >= MAX_REENTRIES {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        thread.data().reentries.set(thread.data().reentries.get() + 1);
        let result = (self.hooks.reenter)(self, step);
        thread.data().reentries.set(thread.data().reentries.get() - 1);
        result
    }
}
