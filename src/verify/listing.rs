//! The instructions, each by itself: opcodes, operands, jump targets.

use super::error::{Fault, FaultKind};
use super::slots::Slots;
use super::view::{CodeView, Facts};
use crate::opcode::operands::{
    BinaryOperator, CommonConstant, Comparison, Conversion, FunctionAttribute, Intrinsic1, Intrinsic2, SpecialMethod,
};
use crate::opcode::{DecodeError, Flow, Instr, Opcode, OperandKind, decode};
use crate::pyc::raw::kind;

/// No instruction, or none with a handler.
pub(super) const NONE: u32 = u32::MAX;

/// An instruction as the check of the flow wants it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub op: Opcode,
    pub arg: u32,
    /// The code unit of the instruction itself.
    pub unit: u32,
    /// The instruction that it may jump to, or [`NONE`]. For FOR_ITER, the one behind the END_FOR.
    pub target: u32,
}

impl Step {
    /// The fault at this instruction.
    pub fn fault(&self, kind: FaultKind) -> Fault {
        Fault { offset: Some(self.unit as usize * 2), kind }
    }
}

/// The instructions of a code object.
pub(super) struct Listing {
    pub steps: Vec<Step>,
    /// The instruction that starts at a code unit (with its EXTENDED_ARGs), or [`NONE`].
    starts: Vec<u32>,
}

impl Listing {
    /// The number of code units.
    pub fn units(&self) -> usize {
        self.starts.len()
    }

    /// The instruction that starts at a code unit.
    pub fn at_unit(&self, unit: usize) -> Option<u32> {
        self.starts.get(unit).copied().filter(|&index| index != NONE)
    }
}

/// Decodes the code and checks every instruction, reachable or not.
pub(super) fn check(view: &impl CodeView, facts: &Facts<'_>, slots: &Slots) -> Result<Listing, Fault> {
    let mut steps = Vec::with_capacity(facts.code.len() / 4);
    let mut starts = vec![NONE; facts.code.len() / 2];
    for instr in decode(facts.code) {
        let instr = instr.map_err(|error| decode_fault(facts.code, error))?;
        let step = Step { op: instr.opcode, arg: instr.oparg, unit: instr.offset as u32, target: NONE };
        if let Some(start) = starts.get_mut(instr.start) {
            *start = steps.len() as u32;
        }
        operand(view, facts, slots, &instr).map_err(|kind| step.fault(kind))?;
        steps.push(step);
    }
    let Some(last) = steps.last() else {
        return Err(Fault { offset: None, kind: FaultKind::Empty });
    };
    if matches!(last.op.flow(), Flow::Next | Flow::Branch) {
        return Err(last.fault(FaultKind::OpenEnd(last.op)));
    }
    let mut listing = Listing { steps, starts };
    for index in 0..listing.steps.len() {
        if let Some(&step) = listing.steps.get(index)
            && step.op.has_jump_target()
        {
            let target = target(&listing, &step).map_err(|kind| step.fault(kind))?;
            if let Some(step) = listing.steps.get_mut(index) {
                step.target = target;
            }
        }
    }
    Ok(listing)
}

fn decode_fault(code: &[u8], error: DecodeError) -> Fault {
    let (unit, kind) = match error {
        DecodeError::UnknownOpcode { offset, byte } => (offset, FaultKind::UnknownOpcode(byte)),
        DecodeError::TruncatedCaches { offset, opcode } => (offset, FaultKind::CutCaches(opcode)),
        DecodeError::DanglingExtendedArg { offset } => (offset, FaultKind::DanglingExtendedArg),
        DecodeError::OversizedOparg { offset } => (offset, FaultKind::OversizedOperand),
        DecodeError::HalfUnit { offset } => (offset, FaultKind::HalfUnit),
    };
    Fault { offset: Some((unit * 2).min(code.len())), kind }
}

/// Where a jump goes. END_ASYNC_FOR never jumps, but what it points to must exist.
fn target(listing: &Listing, step: &Step) -> Result<u32, FaultKind> {
    let end = i64::from(step.unit) + 1 + i64::from(step.op.caches());
    let unit = match step.op.operand_kind() {
        OperandKind::JumpBackward => end - i64::from(step.arg),
        _ => end + i64::from(step.arg),
    };
    let found = usize::try_from(unit).ok().and_then(|unit| listing.at_unit(unit));
    let Some(index) = found else {
        return Err(FaultKind::JumpTarget { op: step.op, target: unit * 2 });
    };
    match step.op {
        Opcode::EndAsyncFor => Ok(NONE),
        Opcode::ForIter => match listing.steps.get(index as usize).map(|target| (target.op, target.unit)) {
            // END_FOR may be passed, so it is not the last.
            Some((Opcode::EndFor, _)) => Ok(index + 1),
            Some((found, unit)) => Err(FaultKind::ForIterTarget { target: unit as usize * 2, found }),
            None => Err(FaultKind::JumpTarget { op: step.op, target: unit * 2 }),
        },
        _ => Ok(index),
    }
}

/// Checks the opcode and what its operand means.
fn operand(view: &impl CodeView, facts: &Facts<'_>, slots: &Slots, instr: &Instr) -> Result<(), FaultKind> {
    let (op, oparg) = (instr.opcode, instr.oparg);
    let internal = matches!(
        op,
        Opcode::Cache
            | Opcode::Reserved
            | Opcode::InterpreterExit
            | Opcode::ExitInitCheck
            | Opcode::EnterExecutor
            | Opcode::InstrumentedInstruction
            | Opcode::InstrumentedLine
    );
    if internal || op.deopt() != op {
        return Err(FaultKind::InternalOpcode(op));
    }
    let index = |index: u32, what: &'static str, len: usize| {
        if (index as usize) < len { Ok(()) } else { Err(FaultKind::OutOfRange { op, oparg, index, what, len }) }
    };
    let meaning = |good: bool| if good { Ok(()) } else { Err(FaultKind::BadOperand { op, oparg }) };
    match op.operand_kind() {
        OperandKind::None | OperandKind::JumpForward | OperandKind::JumpBackward | OperandKind::Unpack => Ok(()),
        OperandKind::Const => index(oparg, "constants", facts.consts),
        OperandKind::Name | OperandKind::NameAttr | OperandKind::NameGlobal | OperandKind::NameSuper => {
            index(op.name_index(oparg).unwrap_or(u32::MAX), "names", facts.names)
        }
        OperandKind::Local => index(oparg, "fast slots", facts.slots),
        OperandKind::LocalPair => {
            index(oparg >> 4, "fast slots", facts.slots)?;
            index(oparg & 15, "fast slots", facts.slots)
        }
        OperandKind::Deref => {
            index(oparg, "fast slots", facts.slots)?;
            let bits = view.slot_kind(oparg as usize).unwrap_or(0);
            // Only a cell of its own can be made.
            let wanted = if op == Opcode::MakeCell { kind::CELL } else { kind::CELL | kind::FREE };
            if bits & wanted != 0 { Ok(()) } else { Err(FaultKind::NotACellSlot { op, slot: oparg }) }
        }
        OperandKind::SmallInt => meaning(oparg <= 255),
        OperandKind::Compare => meaning(Comparison::from_oparg(oparg).is_some()),
        OperandKind::BinaryOp => meaning(BinaryOperator::from_oparg(oparg).is_some()),
        OperandKind::Invert => meaning(oparg <= 1),
        OperandKind::Intrinsic1 => meaning(oparg > 0 && Intrinsic1::from_oparg(oparg).is_some()),
        OperandKind::Intrinsic2 => meaning(oparg > 0 && Intrinsic2::from_oparg(oparg).is_some()),
        OperandKind::CommonConstant => meaning(CommonConstant::from_oparg(oparg).is_some()),
        OperandKind::SpecialMethod => meaning(SpecialMethod::from_oparg(oparg).is_some()),
        OperandKind::Convert => meaning(Conversion::from_oparg(oparg).is_some()),
        OperandKind::FunctionAttribute => {
            meaning(oparg.is_power_of_two() && FunctionAttribute::from_bits(oparg).is_some())
        }
        OperandKind::Resume => meaning(oparg <= 7),
        OperandKind::Depth => meaning(match op {
            Opcode::Reraise => true,
            Opcode::Swap => oparg >= 2,
            _ => oparg >= 1,
        }),
        OperandKind::Count => match op {
            Opcode::CopyFreeVars if oparg as usize != slots.free => {
                Err(FaultKind::FreeVariables { given: oparg, free: slots.free })
            }
            Opcode::BuildSlice => meaning(oparg == 2 || oparg == 3),
            Opcode::RaiseVarargs => meaning(oparg <= 2),
            _ => Ok(()),
        },
        OperandKind::Raw => meaning(match op {
            Opcode::YieldValue => oparg <= 1,
            Opcode::GetAwaitable => oparg <= 2,
            Opcode::BuildInterpolation => oparg >> 2 == 0 || Conversion::from_oparg(oparg >> 2).is_some(),
            _ => true,
        }),
    }
}
