//! From a code string to instructions. Mirrors the unpacking in `Lib/dis.py` and the eval
//! loop's handling of EXTENDED_ARG, but reports what CPython takes on trust.

use super::{Flow, Opcode, OperandKind};

/// One instruction. All places count code units (two bytes each) from the code's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instr {
    /// Where the instruction's own unit is; f_lasti and the tables speak of this one.
    pub offset: usize,
    /// Where its first EXTENDED_ARG is, the same as `offset` without any. Jumps come here.
    pub start: usize,
    /// The opcode as it stands in the code (not [`Opcode::deopt`]).
    pub opcode: Opcode,
    /// The operand with the EXTENDED_ARG bits. Meaningless without [`Opcode::has_arg`].
    pub oparg: u32,
    /// Units of inline cache behind it.
    pub caches: u8,
}

impl Instr {
    /// The place behind the instruction and its caches.
    pub fn end(&self) -> usize {
        self.offset + 1 + usize::from(self.caches)
    }

    /// The place that the operand points to, if it does. It may lie outside the code, before
    /// its start too, and inside another instruction.
    pub fn jump_target(&self) -> Option<i64> {
        let end = i64::try_from(self.end()).ok()?;
        match self.opcode.operand_kind() {
            OperandKind::JumpForward => Some(end.saturating_add(i64::from(self.oparg))),
            OperandKind::JumpBackward => Some(end.saturating_sub(i64::from(self.oparg))),
            _ => None,
        }
    }

    /// Whether the instruction may be followed by the next one.
    pub fn falls_through(&self) -> bool {
        matches!(self.opcode.flow(), Flow::Next | Flow::Branch)
    }
}

/// What is wrong with a code string, and where (in code units).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Decoding goes on with the next unit.
    #[error("unknown opcode {byte} at code unit {offset}")]
    UnknownOpcode {
        /// Place of the unit.
        offset: usize,
        /// The unit's first byte.
        byte: u8,
    },
    /// The code ends inside the instruction's inline caches.
    #[error("the inline caches of {opcode} at code unit {offset} are cut off")]
    TruncatedCaches {
        /// Place of the instruction.
        offset: usize,
        /// The instruction.
        opcode: Opcode,
    },
    /// The code ends after an EXTENDED_ARG.
    #[error("no instruction follows the EXTENDED_ARG at code unit {offset}")]
    DanglingExtendedArg {
        /// Place of the first EXTENDED_ARG of the run.
        offset: usize,
    },
    /// EXTENDED_ARGs give an operand of more than 32 bits. Decoding goes on behind the
    /// instruction.
    #[error("the operand of the instruction at code unit {offset} has more than 32 bits")]
    OversizedOparg {
        /// Place of the instruction behind the EXTENDED_ARGs.
        offset: usize,
    },
    /// The code string has an odd number of bytes.
    #[error("half a code unit at code unit {offset}")]
    HalfUnit {
        /// Place of the lone byte.
        offset: usize,
    },
}

/// The instructions of a code string, in order.
pub fn decode(code: &[u8]) -> Instructions<'_> {
    Instructions { code, at: 0 }
}

/// Iterator made by [`decode`]. EXTENDED_ARG and inline caches are not items of their own.
#[derive(Debug, Clone)]
pub struct Instructions<'a> {
    code: &'a [u8],
    /// The next unit to look at.
    at: usize,
}

impl<'a> Instructions<'a> {
    /// The instructions of `code` from the code unit `unit` on.
    pub fn starting_at(code: &'a [u8], unit: usize) -> Self {
        Instructions { code, at: unit }
    }

    /// The next code unit to look at.
    pub fn unit_ahead(&self) -> usize {
        self.at
    }
}

impl Instructions<'_> {
    fn unit(&self, offset: usize) -> Option<(u8, u8)> {
        let byte = offset.checked_mul(2)?;
        Some((*self.code.get(byte)?, *self.code.get(byte + 1)?))
    }

    /// Ends the iteration: nothing behind this error can be read.
    fn stop(&mut self, error: DecodeError) -> Option<Result<Instr, DecodeError>> {
        self.at = usize::MAX;
        Some(Err(error))
    }
}

impl Iterator for Instructions<'_> {
    type Item = Result<Instr, DecodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let mut oparg: u32 = 0;
        let mut oversized = false;
        loop {
            let offset = self.at;
            let Some((byte, low)) = self.unit(offset) else {
                if offset == usize::MAX {
                    return None;
                }
                if self.code.len() % 2 == 1 {
                    return self.stop(DecodeError::HalfUnit { offset });
                }
                if offset != start {
                    return self.stop(DecodeError::DanglingExtendedArg { offset: start });
                }
                return None;
            };
            self.at = offset + 1;
            oversized |= oparg >> 24 != 0;
            oparg = oparg << 8 | u32::from(low);
            let Some(opcode) = Opcode::from_u8(byte) else {
                return Some(Err(DecodeError::UnknownOpcode { offset, byte }));
            };
            if opcode == Opcode::ExtendedArg {
                continue;
            }
            let caches = opcode.caches();
            let end = offset + 1 + usize::from(caches);
            if end > self.code.len() / 2 {
                return self.stop(DecodeError::TruncatedCaches { offset, opcode });
            }
            self.at = end;
            if oversized {
                return Some(Err(DecodeError::OversizedOparg { offset }));
            }
            return Some(Ok(Instr { offset, start, opcode, oparg, caches }));
        }
    }
}

impl std::iter::FusedIterator for Instructions<'_> {}
