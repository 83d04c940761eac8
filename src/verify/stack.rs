//! The state of a frame as far as it is known: the kinds in its slots.

use super::error::FaultKind;
use super::kinds::Kinds;
use crate::opcode::Opcode;

/// Fast slots, then the value stack; with what has changed since it was last looked at.
pub(super) struct State {
    /// Fast slots, then the value stack.
    pub slots: Vec<Kinds>,
    /// How many of `slots` are fast slots.
    pub locals: usize,
    /// Fast slots that the last instruction has written.
    pub written: [Option<usize>; 2],
    /// The last instruction has written many of the fast slots.
    pub written_many: bool,
    /// The stack below this depth is as it was before the last instruction.
    pub low: usize,
    /// The instruction that is being followed.
    pub op: Opcode,
}

impl State {
    /// The depth of the value stack.
    pub fn depth(&self) -> usize {
        self.slots.len().saturating_sub(self.locals)
    }

    /// Begins an instruction.
    pub fn begin(&mut self, op: Opcode) {
        self.op = op;
        self.written = [None; 2];
        self.written_many = false;
        self.low = self.depth();
    }

    pub fn push(&mut self, kinds: Kinds) {
        self.slots.push(kinds);
    }

    /// Takes the top of the stack, whatever it is. The depth has been checked before.
    pub fn pop_any(&mut self) -> Kinds {
        let found = if self.depth() > 0 { self.slots.pop() } else { None };
        self.low = self.low.min(self.depth());
        found.unwrap_or(Kinds::NULL)
    }

    /// Takes the top of the stack, which must be among `wanted`.
    pub fn pop(&mut self, wanted: Kinds) -> Result<Kinds, FaultKind> {
        self.need(1, wanted)?;
        Ok(self.pop_any())
    }

    /// Takes `count` values among `wanted`.
    pub fn pop_many(&mut self, count: u64, wanted: Kinds) -> Result<(), FaultKind> {
        for _ in 0..count {
            self.pop(wanted)?;
        }
        Ok(())
    }

    /// What is at a depth, 1 for the top.
    pub fn top(&self, depth: usize) -> Kinds {
        if depth > self.depth() {
            return Kinds::NULL;
        }
        self.slots.len().checked_sub(depth).and_then(|at| self.slots.get(at)).copied().unwrap_or(Kinds::NULL)
    }

    /// Changes what is at a depth.
    pub fn set_top(&mut self, depth: usize, kinds: Kinds) {
        if depth > self.depth() {
            return;
        }
        if let Some(slot) = self.slots.len().checked_sub(depth).and_then(|at| self.slots.get_mut(at)) {
            *slot = kinds;
        }
        self.low = self.low.min(self.depth().saturating_sub(depth));
    }

    /// The value at a depth must be among `wanted`.
    pub fn need(&self, depth: usize, wanted: Kinds) -> Result<Kinds, FaultKind> {
        let found = self.top(depth);
        if wanted.contains(found) { Ok(found) } else { Err(FaultKind::WrongKind { op: self.op, depth, wanted, found }) }
    }

    /// What a fast slot holds.
    pub fn local(&self, slot: u32) -> Kinds {
        let slot = slot as usize;
        if slot < self.locals { self.slots.get(slot).copied().unwrap_or(Kinds::NULL) } else { Kinds::NULL }
    }

    /// Writes a fast slot.
    pub fn set_local(&mut self, slot: u32, kinds: Kinds) {
        let slot = slot as usize;
        if slot < self.locals
            && let Some(place) = self.slots.get_mut(slot)
        {
            *place = kinds;
            match self.written {
                [None, _] => self.written[0] = Some(slot),
                _ => self.written[1] = Some(slot),
            }
        }
    }

    /// What a fast slot holds, which must be bound.
    pub fn bound(&self, slot: u32) -> Result<Kinds, FaultKind> {
        let found = self.local(slot);
        if found.contains(Kinds::NULL) { Err(FaultKind::Unbound { op: self.op, slot }) } else { Ok(found) }
    }

    /// A fast slot must hold a cell.
    pub fn cell(&self, slot: u32) -> Result<(), FaultKind> {
        if self.local(slot) == Kinds::CELL { Ok(()) } else { Err(FaultKind::NoCell { op: self.op, slot }) }
    }
}
