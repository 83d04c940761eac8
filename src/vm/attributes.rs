//! Attribute access. Mirrors `Objects/object.c` (generic attributes),
//! `typeobject.c`, `descrobject.c` and `moduleobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`mod@get`] | `object.name`, and the variants for calls and for "if it is there" |
//! | [`mod@set`] | `object.name = value`, `del object.name` |
//! | [`mod@bind`] | descriptors: what a class attribute gives for an instance |
//! | [`namespace`] | where an object keeps its `__dict__` |
//! | [`super_`] | `super().name` |
//! | [`cache`] | inline caches of the eval loop |
//! | [`annotations`] | `__annotations__` and `__annotate__` (PEP 649) |

pub mod annotations;
pub mod bind;
pub mod cache;
pub mod get;
pub mod namespace;
pub mod set;
pub mod super_;

pub use bind::{bind, call_attribute, call_special, is_data_descriptor};
pub use get::{MethodLookup, generic_get, get, get_method, get_optional};
pub use set::{delete, generic_set, set};
pub use super_::{super_get, super_method};
