//! The operations of Python's abstract object layer (`Objects/abstract.c`).
//!
//! Every one is a function that answers with a step: at once where built-in
//! types are concerned, by a call or continuation where a class has its own
//! special method. Iterables are consumed through [`feed`].

pub mod advance;
pub mod arithmetic;
pub mod binary;
pub mod compare;
mod compare_containers;
pub mod contains;
pub mod convert;
pub mod feed;
pub mod format;
pub mod guard;
pub mod hash;
pub mod item;
pub mod iter;
pub mod len;
pub mod repeat;
pub mod repr;
mod repr_containers;
pub mod special;
pub mod truth;
pub mod unary;
mod zip;

pub use binary::{binary, div_mod, power};
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
