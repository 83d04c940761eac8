//! The instruction set of CPython 3.14 (bytecode magic number 3627): one table, and what is
//! derived from it.
//!
//! * [`Opcode`]: every opcode that may stand in a code string, with its facts: name, inline
//!   caches, operand kind, stack use, flow, documentation.
//! * [`decode`]: from a code string to instructions with their EXTENDED_ARG prefixes folded in.
//! * [`operands`]: what the numbers in operands mean (operators, intrinsics, flags, ...).

mod decode;
mod facts;
pub mod operands;
mod table;

pub use decode::{DecodeError, Instr, Instructions, decode};
pub use facts::{Flow, Opcode, OperandKind, StackUse, UnknownOpcode};

#[cfg(test)]
mod tests;
