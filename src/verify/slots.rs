//! The fast slots: their kinds, their order, and the parameters among them.

use super::error::FaultKind;
use super::limits;
use super::view::{CodeView, Facts};
use crate::objects::CodeFlags;
use crate::pyc::raw::kind;

/// What the other parts of the verifier need to know.
pub(super) struct Slots {
    /// Parameters, `*args` and `**kwargs` included: the first slots.
    pub parameters: usize,
    /// Free variables: the last slots.
    pub free: usize,
}

/// Checks counts, kinds and their order.
pub(super) fn check(view: &impl CodeView, facts: &Facts<'_>) -> Result<Slots, FaultKind> {
    for (what, size, limit) in [
        ("code units", facts.code.len() / 2, limits::CODE_UNITS),
        ("constants", facts.consts, limits::CONSTS),
        ("names", facts.names, limits::NAMES),
        ("fast slots", facts.slots, limits::LOCALS),
        ("values of stack (co_stacksize)", facts.stacksize as usize, limits::STACK),
    ] {
        if size > limit {
            return Err(FaultKind::TooMany { what, size, limit });
        }
    }
    if facts.slots != facts.slot_names {
        return Err(FaultKind::SlotCount { names: facts.slot_names, kinds: facts.slots });
    }
    if facts.posonlyargcount > facts.argcount {
        return Err(FaultKind::PositionalOnly { posonly: facts.posonlyargcount, positional: facts.argcount });
    }
    let flags = CodeFlags::from_bits_retain(facts.flags);
    let parameters = u64::from(facts.argcount)
        + u64::from(facts.kwonlyargcount)
        + u64::from(flags.contains(CodeFlags::VARARGS))
        + u64::from(flags.contains(CodeFlags::VARKEYWORDS));
    let (mut locals, mut free) = (0, 0);
    let mut stage = 0;
    for slot in 0..facts.slots {
        let bits = view.slot_kind(slot).unwrap_or(0);
        let this = match bits & (kind::LOCAL | kind::CELL | kind::FREE) {
            b if b & kind::FREE != 0 => {
                if b != kind::FREE {
                    return Err(FaultKind::SlotKind { slot, kind: bits });
                }
                free += 1;
                2
            }
            b if b & kind::LOCAL != 0 => {
                locals += 1;
                0
            }
            b if b & kind::CELL != 0 => 1,
            _ => 3,
        };
        let parameter = bits & (kind::ARG_POS | kind::ARG_KW | kind::ARG_VAR) != 0;
        if this == 3 || this < stage || (parameter && slot as u64 >= parameters) {
            return Err(FaultKind::SlotKind { slot, kind: bits });
        }
        stage = this;
    }
    match usize::try_from(parameters) {
        Ok(count) if count <= locals => Ok(Slots { parameters: count, free }),
        _ => Err(FaultKind::Parameters { parameters, locals }),
    }
}
