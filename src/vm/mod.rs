//! The experimental backend: runs decoded programs on frames in the arena.
//!
//! | module | what |
//! |---|---|
//! | [`ops`] | the abstract object operations |
//! | [`attributes`], [`classes`] | attribute access, classes |
//! | [`raise`] | raising and matching exceptions |
//! | [`slicing`] | what a slice selects |

pub mod attributes;
pub mod classes;
pub mod ops;
pub mod raise;
pub mod slicing;
