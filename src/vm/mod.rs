//! The experimental backend: runs decoded programs on frames in the arena.
//!
//! | module | what |
//! |---|---|
//! | [`machine`] | [`Machine`]: a heap with a program on it, run slice by slice |
//! | [`drive`] | the trampoline between activations |
//! | [`eval`], [`execute`], [`instructions`] | the eval loop, its instructions in full, and what they do |
//! | [`call`], [`bind`], [`frames`] | calls and their frames |
//! | [`generators`], [`unwind`], [`raise`] | resuming, unwinding, raising and matching |
//! | [`ops`], [`slicing`], [`sort`], [`unpack`], [`matching`] | the abstract object operations |
//! | [`attributes`], [`classes`] | attribute access, classes |
//! | [`compile`], [`load`], [`import`] | from source and files to modules |
//! | [`struct_sequence`] | tuples with named items |
//! | [`setup`], [`exit`] | the start and the end |
//! | [`finalize`] | what runs because an object has died |
//! | [`tracing`] | `sys.settrace` and `sys.setprofile` |
//! | [`mod@warn`] | warnings |

pub mod attributes;
pub mod bind;
pub mod call;
pub mod classes;
pub mod compile;
pub mod drive;
pub mod dump;
pub mod eval;
pub mod execute;
pub mod exit;
pub mod finalize;
pub mod frames;
pub mod generators;
pub mod import;
pub mod instructions;
pub mod keywords;
pub mod load;
pub mod machine;
pub mod matching;
pub mod ops;
pub mod raise;
pub mod setup;
pub mod slicing;
pub mod sort;
pub mod struct_sequence;
pub mod suggest;
pub mod tracing;
pub mod unpack;
pub mod unwind;
pub mod warn;

pub use machine::{Exit, Machine};
