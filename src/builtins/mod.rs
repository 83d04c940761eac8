//! The modules that CPython writes in C, one file each, under its names.

use crate::runtime::def::FunctionDef;
use crate::runtime::{Ctx, Raise};
use crate::types::Dict;

pub mod builtins;

/// A native module.
pub struct ModuleDef {
    pub name: &'static str,
    pub doc: &'static str,
    pub functions: &'static [FunctionDef],
    /// Puts everything else in the namespace.
    pub init: for<'gc> fn(Ctx<'gc>, Dict<'gc>) -> Result<(), Raise<'gc>>,
}

/// Every native module.
pub const MODULES: &[&ModuleDef] = &[&builtins::MODULE];
