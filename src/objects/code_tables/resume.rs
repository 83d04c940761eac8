//! Iterations over the tables of a code object that can stop anywhere and go on later: what iterator objects keep. Each
//! step borrows the table anew.

use super::branches::{Branch, Branches};
use super::lines::LineRange;
use super::location::{Location, LocationMark, Positions};
use crate::opcode::Instructions;

/// A place in `co_lines()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineMark(LocationMark);

impl LineMark {
    /// Before the first run.
    pub fn first(firstlineno: i32) -> Self {
        LineMark(LocationMark::first(firstlineno))
    }

    /// The next run of `table`.
    pub fn step(&mut self, table: &[u8]) -> Option<LineRange> {
        let mut entries = self.0.entries(table);
        let first = entries.next()?;
        let (line, mut end) = (first.location.line, first.end);
        loop {
            self.0 = entries.mark(table);
            match entries.next() {
                Some(entry) if entry.location.line == line => end = entry.end,
                _ => return Some(LineRange { start: first.start, end, line }),
            }
        }
    }
}

/// A place in `co_positions()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PositionMark {
    mark: LocationMark,
    location: Location,
    left: usize,
}

impl PositionMark {
    /// Before the first code unit.
    pub fn first(firstlineno: i32) -> Self {
        PositionMark { mark: LocationMark::first(firstlineno), location: Location::NONE, left: 0 }
    }

    /// The location of the next code unit.
    pub fn step(&mut self, table: &[u8]) -> Option<Location> {
        let mut positions = Positions { entries: self.mark.entries(table), location: self.location, left: self.left };
        let next = positions.next()?;
        *self =
            PositionMark { mark: positions.entries.mark(table), location: positions.location, left: positions.left };
        Some(next)
    }
}

/// A place in `co_branches()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BranchMark {
    unit: usize,
}

impl BranchMark {
    /// The next branch of `code`.
    pub fn step(&mut self, code: &[u8]) -> Option<Branch> {
        let mut branches = Branches { instructions: Instructions::starting_at(code, self.unit) };
        let next = branches.next();
        self.unit = branches.instructions.unit_ahead();
        next
    }
}
