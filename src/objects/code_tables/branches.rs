//! `co_branches()`: the places where code goes one of two ways. Mirrors the branches iterator of CPython's
//! `Objects/codeobject.c`.

use crate::opcode::{Instructions, Opcode, decode};

/// A place where code goes one of two ways; all places in code units (`co_branches` gives bytes, twice as much).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Branch {
    /// The instruction that decides, without its EXTENDED_ARG prefixes.
    pub source: usize,
    /// Where it goes when it does not jump.
    pub not_taken: usize,
    /// Where it goes when it jumps.
    pub taken: usize,
}

/// Iterator made by [`branches`].
#[derive(Clone)]
pub struct Branches<'a> {
    pub(super) instructions: Instructions<'a>,
}

/// The branches of a code string, in code order. What is no instruction is passed over.
pub fn branches(code: &[u8]) -> Branches<'_> {
    Branches { instructions: decode(code) }
}

impl Iterator for Branches<'_> {
    type Item = Branch;

    fn next(&mut self) -> Option<Branch> {
        loop {
            let instr = self.instructions.find_map(Result::ok)?;
            let next = instr.end();
            let distance = instr.oparg as usize;
            return Some(match instr.opcode {
                // Behind the jump is a NOT_TAKEN.
                Opcode::PopJumpIfFalse | Opcode::PopJumpIfTrue | Opcode::PopJumpIfNone | Opcode::PopJumpIfNotNone => {
                    Branch { source: instr.offset, not_taken: next + 1, taken: next.saturating_add(distance) }
                }
                // The loop ends behind END_FOR and POP_ITER.
                Opcode::ForIter => Branch {
                    source: instr.offset,
                    not_taken: next,
                    taken: next.saturating_add(distance).saturating_add(2),
                },
                // The operand leads back to the END_SEND of the loop.
                Opcode::EndAsyncFor => {
                    let source = next.saturating_sub(distance);
                    Branch { source, not_taken: source + 2, taken: next }
                }
                _ => continue,
            });
        }
    }
}
