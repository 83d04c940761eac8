//! `builtins`: the functions that every program has. Mirrors `Python/bltinmodule.c`.

use super::ModuleDef;

/// The module. Its classes are put in by the start-up.
pub const MODULE: ModuleDef = ModuleDef { name: "builtins", doc: "", functions: &[], init: |_, _| Ok(()) };
