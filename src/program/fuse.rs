//! Fused operations: one that does what a common run of instructions does.
//!
//! The first instruction of the run gets the fused operation; it and the others
//! keep their operands and places, so that jumps into the run, byte offsets and
//! the exception table stay as they are. Where the operands are not the numbers
//! that the fused operation is for, it does what its first instruction did.

use super::{Instr, Op};
use crate::opcode::operands::{BinaryOperator, CompareOp};

/// `cache` of a fused comparison: which outcomes are true.
pub const LESS: u16 = 1;
pub const EQUAL: u16 = 2;
pub const GREATER: u16 = 4;
/// Whether the jump is taken when the comparison is true.
pub const JUMP_IF: u16 = 8;
/// Whether NOT_TAKEN follows the jump.
pub const SKIP: u16 = 16;

/// `cache` of a fused operation: whether it subtracts.
pub const SUBTRACT: u16 = 1;

/// Puts fused operations in place.
pub fn fuse(instrs: &mut [Instr]) {
    for index in 0..instrs.len() {
        let Some([first, rest @ ..]) = instrs.get(index..) else { return };
        let next = |offset: usize| rest.get(offset).copied();
        let fused = match (first.op, next(0)) {
            (Op::LoadFastBorrowLoadFastBorrow | Op::LoadFastLoadFast, Some(second)) => {
                match (jump_of(second, next(1), next(2)), operation_of(second)) {
                    (Some(outcomes), _) => Some((Op::LocalsCompareJump, outcomes)),
                    (None, Some(operation)) => Some((Op::LocalsOperate, operation)),
                    _ => None,
                }
            }
            (Op::LoadFastBorrow | Op::LoadFast, Some(Instr { op: Op::LoadSmallInt, .. })) => {
                next(1).and_then(|third| match (jump_of(third, next(2), next(3)), operation_of(third), next(2)) {
                    (Some(outcomes), _, _) => Some((Op::LocalIntCompareJump, outcomes)),
                    (_, Some(operation), Some(Instr { op: Op::StoreFast, .. })) => Some((Op::LocalIntStore, operation)),
                    (_, Some(operation), _) => Some((Op::LocalIntOperate, operation)),
                    _ => None,
                })
            }
            (Op::CompareOp, Some(second)) => {
                jump_of(*first, Some(second), next(1)).map(|outcomes| (Op::CompareJump, outcomes))
            }
            (Op::BinaryOp, _) => operation_of(*first).map(|operation| {
                let op = if operation & SUBTRACT == 0 { Op::Add } else { Op::Subtract };
                (op, first.cache)
            }),
            _ => None,
        };
        if let (Some((op, cache)), Some(instr)) = (fused, instrs.get_mut(index)) {
            *instr = Instr { op, cache, arg: instr.arg };
        }
    }
}

/// What a comparison with the jump behind it comes to.
fn jump_of(compare: Instr, jump: Option<Instr>, after: Option<Instr>) -> Option<u16> {
    if compare.op.plain() != Op::CompareOp {
        return None;
    }
    let outcomes = match CompareOp::from_oparg(compare.arg >> 5)? {
        CompareOp::Lt => LESS,
        CompareOp::Le => LESS | EQUAL,
        CompareOp::Eq => EQUAL,
        CompareOp::Ne => LESS | GREATER,
        CompareOp::Gt => GREATER,
        CompareOp::Ge => GREATER | EQUAL,
    };
    let when = match jump?.op {
        Op::PopJumpIfTrue => JUMP_IF,
        Op::PopJumpIfFalse => 0,
        _ => return None,
    };
    let skip = if after.is_some_and(|after| after.op == Op::NotTaken) { SKIP } else { 0 };
    Some(outcomes | when | skip)
}

/// Whether it is an addition or a subtraction.
fn operation_of(instr: Instr) -> Option<u16> {
    if instr.op.plain() != Op::BinaryOp {
        return None;
    }
    match BinaryOperator::from_oparg(instr.arg)?.plain() {
        BinaryOperator::Add => Some(0),
        BinaryOperator::Subtract => Some(SUBTRACT),
        _ => None,
    }
}

/// Whether a fused jump is taken.
#[inline(always)]
pub fn jumps(cache: u16, x: i64, y: i64) -> bool {
    let outcome = if x < y {
        LESS
    } else if x == y {
        EQUAL
    } else {
        GREATER
    };
    (cache & outcome != 0) == (cache & JUMP_IF != 0)
}

/// Where a fused jump that is not taken goes on.
#[inline(always)]
pub fn behind(cache: u16, jump: usize) -> usize {
    jump + 1 + usize::from(cache & SKIP != 0)
}

/// The sum or difference, if it fits 64 bits.
#[inline(always)]
pub fn operate(cache: u16, x: i64, y: i64) -> Option<i64> {
    if cache & SUBTRACT == 0 { x.checked_add(y) } else { x.checked_sub(y) }
}
