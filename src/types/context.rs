//! Context variables. Mirrors `Python/context.c`.

use std::cell::Cell as StdCell;

use gc_arena::lock::Lock;
use gc_arena::{Collect, Mutation};

use super::{Dict, Str};
use crate::value::Value;
use crate::{classified, handle};

/// A context variable.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ContextVarData<'gc> {
    pub name: Str<'gc>,
    /// The default, or NULL.
    pub default: Value<'gc>,
}

handle! {
    /// A ContextVar object.
    ContextVar => ContextVarData
}

/// Values of context variables.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ContextData<'gc> {
    /// By variable. Copies of a context share it until one of them changes.
    pub values: Lock<Dict<'gc>>,
    /// The context that was current when this one was entered, while it is entered.
    pub previous: Lock<Option<Context<'gc>>>,
    #[collect(require_static)]
    pub entered: StdCell<bool>,
}

handle! {
    /// A Context object.
    Context => ContextData
}

impl<'gc> Context<'gc> {
    /// A context of these values.
    pub fn new(mc: &Mutation<'gc>, values: Dict<'gc>) -> Self {
        let data = ContextData { values: Lock::new(values), previous: Lock::new(None), entered: StdCell::new(false) };
        Self::alloc(mc, data)
    }
}

/// What `ContextVar.set` gives, to undo it.
#[derive(Collect)]
#[collect(no_drop)]
pub struct TokenData<'gc> {
    pub var: ContextVar<'gc>,
    pub context: Context<'gc>,
    /// The value before, or NULL.
    pub old: Value<'gc>,
    #[collect(require_static)]
    pub used: StdCell<bool>,
}

handle! {
    /// A Token object.
    Token => TokenData
}

classified! { ContextVar => context_var, Context => context, Token => context_token }
