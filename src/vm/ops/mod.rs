//! The operations of Python's abstract object layer (`Objects/abstract.c`).
//!
//! Every one is a function that answers with a step: at once where built-in
//! types are concerned, by a call or continuation where a class has its own
//! special method.

pub mod binary;
pub mod compare;
pub mod contains;
pub mod convert;
pub mod format;
pub mod guard;
pub mod hash;
pub mod item;
pub mod iter;
pub mod len;
pub mod repr;
pub mod truth;
pub mod unary;

pub use binary::binary;
pub use compare::{compare, equal};
pub use contains::contains;
pub use format::format;
pub use hash::hash;
pub use item::{delete_item, get_item, set_item};
pub use iter::{Advance, NextStep, advance, collect, iter, next_step};
pub use len::len;
pub use repr::{ascii, repr, str};
pub use truth::truth;
pub use unary::{absolute, invert, negative, positive};
