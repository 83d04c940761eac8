//! A walk over code that never gives up, unlike [`crate::opcode::decode`]: each EXTENDED_ARG is a step, an unknown opcode too.

use crate::opcode::{Opcode, OperandKind};

/// One unit of code that is no inline cache.
pub(super) struct Step {
    /// In code units.
    pub offset: usize,
    /// The first byte.
    pub byte: u8,
    /// What it stands for.
    pub opcode: Option<Opcode>,
    /// The operand with the EXTENDED_ARG bits before it, if the opcode has one. CPython keeps operands in a signed int.
    pub arg: Option<i32>,
}

impl Step {
    /// The code unit that a jump points to.
    pub fn jump_target(&self) -> Option<i64> {
        let (op, arg) = (self.opcode?, i64::from(self.arg?));
        let end = self.offset as i64 + 1 + i64::from(op.caches());
        match op.operand_kind() {
            OperandKind::JumpForward => Some(end + arg),
            OperandKind::JumpBackward => Some(end - arg),
            _ => None,
        }
    }
}

/// The steps of a code string, in order. A lone byte at its end is no step.
pub(super) fn walk(code: &[u8]) -> impl Iterator<Item = Step> + '_ {
    let mut prefix: i32 = 0;
    let mut caches: u8 = 0;
    code.chunks_exact(2).enumerate().filter_map(move |(offset, unit)| {
        if caches > 0 {
            caches -= 1;
            return None;
        }
        let &[byte, low] = unit else { return None };
        let opcode = Opcode::from_u8(byte);
        caches = opcode.map_or(0, Opcode::caches);
        let arg = opcode.filter(|op| op.has_arg()).map(|_| prefix | i32::from(low));
        prefix = match arg {
            Some(arg) if opcode == Some(Opcode::ExtendedArg) => arg.wrapping_shl(8),
            _ => 0,
        };
        Some(Step { offset, byte, opcode, arg })
    })
}
