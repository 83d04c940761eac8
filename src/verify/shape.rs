//! How code begins and where it may be suspended.

use super::error::{Fault, FaultKind};
use super::listing::{Listing, Step};
use super::view::Facts;
use crate::objects::CodeFlags;
use crate::opcode::Opcode;
use crate::opcode::operands::{ResumeArg, ResumePoint};

/// Checks the entry sequence (COPY_FREE_VARS, MAKE_CELL, RETURN_GENERATOR with POP_TOP, RESUME 0) and that every
/// YIELD_VALUE is in a generator and followed by its RESUME.
pub(super) fn check(facts: &Facts<'_>, listing: &Listing) -> Result<(), Fault> {
    let flags = CodeFlags::from_bits_retain(facts.flags);
    let kinds = flags.intersection(CodeFlags::ANY_GENERATOR);
    if kinds.bits().count_ones() > 1 {
        return Err(Fault { offset: None, kind: FaultKind::GeneratorFlags(facts.flags) });
    }
    let generator = flags.is_generator_like();
    let mut steps = listing.steps.iter();
    let mut next = || -> Result<&Step, Fault> { steps.next().ok_or(Fault { offset: None, kind: FaultKind::Empty }) };
    let mut step = next()?;
    if step.op == Opcode::CopyFreeVars {
        step = next()?;
    }
    while step.op == Opcode::MakeCell {
        step = next()?;
    }
    let mut making = None;
    if generator {
        for wanted in [Opcode::ReturnGenerator, Opcode::PopTop] {
            if step.op != wanted {
                return Err(step.fault(FaultKind::GeneratorStart(step.op)));
            }
            making = making.or(Some(step.unit));
            step = next()?;
        }
    }
    if step.op == Opcode::ReturnGenerator {
        return Err(step.fault(FaultKind::Misplaced(step.op)));
    }
    if step.op != Opcode::Resume || ResumeArg::from_oparg(step.arg).point != ResumePoint::Start {
        return Err(step.fault(FaultKind::EntryResume { op: step.op, oparg: step.arg }));
    }
    for (index, step) in listing.steps.iter().enumerate() {
        match step.op {
            Opcode::ReturnGenerator if Some(step.unit) != making => {
                return Err(step.fault(FaultKind::Misplaced(step.op)));
            }
            Opcode::YieldValue if !generator => return Err(step.fault(FaultKind::Misplaced(step.op))),
            Opcode::YieldValue => {
                let Some(next) = listing.steps.get(index + 1) else { continue };
                let point = ResumeArg::from_oparg(next.arg).point;
                // A delegate's value: `yield from` or `await`. Its own: `yield`.
                let fits = (point == ResumePoint::AfterYield) == (step.arg == 0) && point != ResumePoint::Start;
                if next.op != Opcode::Resume || !fits {
                    return Err(next.fault(FaultKind::YieldResume { op: next.op, oparg: next.arg }));
                }
            }
            _ => {}
        }
    }
    Ok(())
}
