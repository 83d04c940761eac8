//! pyarena: CPython 3.14's Code, Frame, Generator, Coroutine, AsyncGenerator
//! and Cell objects in a garbage-collected arena, and a VM that runs real
//! Python programs on them.
//!
//! | module | what |
//! |---|---|
//! | [`value`] | [`value::Value`]: what a variable holds |
//! | [`objects`] | Code, Frame, Generator, Cell: the subject of the crate |
//! | [`opcode`], [`program`], [`dis`] | the instruction set, decoded code, the disassembler |
//! | [`types`] | the data of the supporting Python types |
//! | [`runtime`] | context, calling convention, errors |
//! | [`pyc`] | `.pyc` files |
//! | [`verify`] | what loaded code must prove before it runs |
//! | `methods`, `builtins`, `vm` | the backend (feature `vm`): methods of types, native modules, the executor |
//! | [`text`], [`num`] | formatting, parsing and arithmetic as Python does it |

#![forbid(unsafe_code)]

#[cfg(feature = "vm")]
pub mod builtins;
#[cfg(feature = "vm")]
pub mod cli;
pub mod dis;
#[cfg(feature = "vm")]
pub mod methods;
pub mod num;
pub mod objects;
pub mod opcode;
pub mod program;
pub mod pyc;
pub mod runtime;
#[cfg(feature = "source")]
pub mod source;
#[cfg(feature = "stdlib")]
pub mod stdlib;
pub mod text;
#[cfg(feature = "vm")]
pub mod traceback;
pub mod types;
pub mod value;
pub mod verify;
#[cfg(feature = "vm")]
pub mod vm;
