//! Methods of the exception classes. Mirrors `Objects/exceptions.c`.

use crate::runtime::def::TypeDef;

/// What each exception class offers, by name.
pub const DEFS: &[(&str, TypeDef)] = &[];
