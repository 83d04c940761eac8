//! Follows every path through the code, exceptions included, until nothing new is learned.
//!
//! A state (the kinds in all slots) is kept for each place where paths can meet: jump targets and handlers. Kinds only grow
//! there, so it ends; a budget in proportion to the size of the code keeps hostile code from taking long.

use super::effects::{self, Context};
use super::error::{Fault, FaultKind};
use super::kinds::Kinds;
use super::limits;
use super::listing::{Listing, NONE, Step};
use super::slots::Slots;
use super::stack::State;
use super::tables::{Handler, Handlers};
use super::view::{CodeView, Facts};
use crate::opcode::{Flow, Opcode};

/// Checks depth and kinds on every path.
pub(super) fn check(
    view: &impl CodeView,
    facts: &Facts<'_>,
    slots: &Slots,
    listing: &Listing,
    handlers: &Handlers,
) -> Result<(), Fault> {
    let mut meeting = vec![NONE; listing.steps.len()];
    let mut places = 0;
    let targets = listing.steps.iter().map(|step| step.target).chain(handlers.all.iter().map(|h| h.target));
    for target in std::iter::once(0).chain(targets) {
        if let Some(place) = meeting.get_mut(target as usize)
            && *place == NONE
        {
            *place = places;
            places += 1;
        }
    }
    let consts = (0..facts.consts).map(|index| view.const_kinds(index).unwrap_or(Kinds::OBJECT)).collect();
    let size = listing.units() + facts.slots + 16;
    let mut walk = Walk {
        listing,
        handlers,
        context: Context { free: slots.free, stacksize: facts.stacksize, consts },
        meeting,
        states: (0..places).map(|_| None).collect(),
        queued: vec![false; places as usize],
        queue: Vec::new(),
        steps_left: size.saturating_mul(limits::FLOW_STEPS),
        slots_left: size.saturating_mul(limits::FLOW_SLOTS).min(limits::FLOW_SLOTS_MOST),
    };
    let entry =
        (0..facts.slots).map(|slot| if slot < slots.parameters { Kinds::OBJECT } else { Kinds::NULL }).collect();
    let mut state =
        State { slots: entry, locals: facts.slots, written: [None; 2], written_many: false, low: 0, op: Opcode::Nop };
    walk.meet(0, &state.slots, facts.slots).map_err(|kind| Fault { offset: Some(0), kind })?;
    while let Some(index) = walk.queue.pop() {
        walk.run(index, &mut state)?;
    }
    Ok(())
}

/// Whether an instruction can get to its handler. The first instruction of a handler stands within the range of the
/// handler around it, whose stack begins with what this instruction is about to push.
fn raises(op: Opcode) -> bool {
    op != Opcode::PushExcInfo
}

struct Walk<'a> {
    listing: &'a Listing,
    handlers: &'a Handlers,
    context: Context,
    /// For each instruction where paths meet, the index of its state; [`NONE`] for the others.
    meeting: Vec<u32>,
    /// What is known at the meeting places.
    states: Vec<Option<Box<[Kinds]>>>,
    /// Whether a meeting place is in `queue`.
    queued: Vec<bool>,
    /// Instructions to go on from.
    queue: Vec<u32>,
    /// Values that may still be handled.
    steps_left: usize,
    /// Values that may still be kept.
    slots_left: usize,
}

impl Walk<'_> {
    fn spend(&mut self, steps: usize) -> Result<(), FaultKind> {
        self.steps_left = self.steps_left.checked_sub(steps).ok_or(FaultKind::TooComplex)?;
        Ok(())
    }

    fn place(&self, index: u32) -> Option<usize> {
        self.meeting.get(index as usize).copied().filter(|&place| place != NONE).map(|place| place as usize)
    }

    fn enqueue(&mut self, index: u32, place: usize) {
        if let Some(queued) = self.queued.get_mut(place)
            && !*queued
        {
            *queued = true;
            self.queue.push(index);
        }
    }

    /// A path comes to the instruction `index` with `slots`.
    fn meet(&mut self, index: u32, slots: &[Kinds], locals: usize) -> Result<(), FaultKind> {
        let Some(place) = self.place(index) else { return Ok(()) };
        self.spend(slots.len() + 1)?;
        let changed = match self.states.get_mut(place) {
            Some(Some(known)) if known.len() == slots.len() => {
                let mut changed = false;
                for (known, new) in known.iter_mut().zip(slots) {
                    changed |= !known.contains(*new);
                    *known |= *new;
                }
                changed
            }
            Some(Some(known)) => {
                let (one, other) = (known.len().saturating_sub(locals), slots.len().saturating_sub(locals));
                return Err(FaultKind::DepthMismatch { one, other });
            }
            Some(unknown) => {
                self.slots_left = self.slots_left.checked_sub(slots.len()).ok_or(FaultKind::TooComplex)?;
                *unknown = Some(slots.into());
                true
            }
            None => false,
        };
        if changed {
            self.enqueue(index, place);
        }
        Ok(())
    }

    /// Follows the code from a meeting place until paths meet again or the path ends.
    fn run(&mut self, start: u32, state: &mut State) -> Result<(), Fault> {
        let Some(place) = self.place(start) else { return Ok(()) };
        if let Some(queued) = self.queued.get_mut(place) {
            *queued = false;
        }
        let Some(Some(known)) = self.states.get(place) else { return Ok(()) };
        state.slots.clear();
        state.slots.extend_from_slice(known);
        let mut index = start;
        // The handler that knows the state up to what the last instruction has changed.
        let mut told = NONE;
        while let Some(&step) = self.listing.steps.get(index as usize) {
            let handler = self.handlers.of.get(index as usize).copied().unwrap_or(NONE);
            if raises(step.op) {
                if let Some(&at) = self.handlers.all.get(handler as usize) {
                    self.tell(at, handler == told, state, &step).map_err(|kind| step.fault(kind))?;
                }
                told = handler;
            } else {
                told = NONE;
            }
            effects::apply(&self.context, state, &step).map_err(|kind| step.fault(kind))?;
            // Now the depth bounds what the instruction uses, whatever its operand says.
            let uses = step.op.stack_use(step.arg);
            let handled = uses.pops.saturating_add(uses.pushes).saturating_add(1) as usize;
            self.spend(handled).map_err(|kind| step.fault(kind))?;
            let flow = step.op.flow();
            if matches!(flow, Flow::Branch | Flow::Jump) {
                self.jump(state, &step).map_err(|kind| step.fault(kind))?;
            }
            if matches!(flow, Flow::Jump | Flow::Exit) {
                break;
            }
            index += 1;
            if self.place(index).is_some() {
                let listing = self.listing;
                let fault = |kind| listing.steps.get(index as usize).unwrap_or(&step).fault(kind);
                self.meet(index, &state.slots, state.locals).map_err(fault)?;
                break;
            }
        }
        Ok(())
    }

    fn jump(&mut self, state: &mut State, step: &Step) -> Result<(), FaultKind> {
        if step.op == Opcode::ForIter {
            // What the jump leaves differs from what goes on by the item on top.
            let item = state.top(1);
            effects::at_target(state, step.op);
            self.meet(step.target, &state.slots, state.locals)?;
            state.push(item);
            return Ok(());
        }
        self.meet(step.target, &state.slots, state.locals)
    }

    /// The instruction may raise: tells its handler what it would find. With `known`, only what the instruction before
    /// has changed is news.
    fn tell(&mut self, handler: Handler, known: bool, state: &State, step: &Step) -> Result<(), FaultKind> {
        let has = state.depth();
        let keeps = handler.depth as usize;
        if keeps > has {
            return Err(FaultKind::HandlerDepth { op: step.op, depth: handler.depth, has });
        }
        let kept = state.locals + keeps;
        let Some(place) = self.place(handler.target) else { return Ok(()) };
        let yields = step.op == Opcode::YieldValue;
        let whole = !known || yields || state.written_many || !matches!(self.states.get(place), Some(Some(_)));
        if whole {
            let mut slots = Vec::with_capacity(kept + 2);
            slots.extend_from_slice(state.slots.get(..kept).unwrap_or_default());
            if yields && keeps == has && keeps > 0 {
                // An exception is thrown in when the value has left: nothing is in its place.
                slots.pop();
                slots.push(Kinds::NULL | Kinds::OBJECT);
            }
            if handler.lasti {
                slots.push(Kinds::LASTI);
            }
            slots.push(Kinds::EXCEPTION);
            return self.meet(handler.target, &slots, state.locals);
        }
        let changed_stack = (state.locals + state.low).min(kept)..kept;
        self.spend(changed_stack.len() + 2)?;
        let Some(Some(there)) = self.states.get_mut(place) else { return Ok(()) };
        let mut changed = false;
        for at in changed_stack.chain(state.written.into_iter().flatten()) {
            if let (Some(known), Some(&new)) = (there.get_mut(at), state.slots.get(at)) {
                changed |= !known.contains(new);
                *known |= new;
            }
        }
        if changed {
            self.enqueue(handler.target, place);
        }
        Ok(())
    }
}
