//! The two tables: that they can be read to their ends, and that handlers are where instructions are.

use super::error::{Fault, FaultKind};
use super::listing::{Listing, NONE};
use super::view::Facts;
use crate::objects::code_tables::{exception_entries, location_entries};

/// Where exceptions of a range of instructions go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Handler {
    /// The instruction it starts with.
    pub target: u32,
    /// Values of the stack that it keeps.
    pub depth: u32,
    /// Whether the place of the raise is pushed below the exception.
    pub lasti: bool,
}

/// The handlers, and for each instruction the index of its handler or [`NONE`].
pub(super) struct Handlers {
    pub all: Vec<Handler>,
    pub of: Vec<u32>,
}

/// Checks both tables.
pub(super) fn check(facts: &Facts<'_>, listing: &Listing) -> Result<Handlers, Fault> {
    let whole = |kind| Fault { offset: None, kind };
    line_table(facts).map_err(whole)?;
    exception_table(facts, listing).map_err(whole)
}

/// Only the first byte of an entry has the top bit.
fn marked(entry: &[u8]) -> bool {
    entry.iter().enumerate().all(|(index, byte)| (byte & 0x80 != 0) == (index == 0))
}

fn line_table(facts: &Facts<'_>) -> Result<(), FaultKind> {
    let table = facts.linetable;
    let mut entries = location_entries(facts.firstlineno, table);
    loop {
        let at = table.len() - entries.rest().len();
        if entries.rest().is_empty() {
            return Ok(());
        }
        let more = entries.next().is_some();
        let behind = table.len() - entries.rest().len();
        if !more || !table.get(at..behind).is_some_and(marked) {
            return Err(FaultKind::LineTable { at });
        }
    }
}

fn exception_table(facts: &Facts<'_>, listing: &Listing) -> Result<Handlers, FaultKind> {
    let table = facts.exceptiontable;
    let mut entries = exception_entries(table);
    let mut handlers = Handlers { all: Vec::new(), of: vec![NONE; listing.steps.len()] };
    let mut last_end = 0;
    loop {
        let at = table.len() - entries.rest().len();
        if entries.rest().is_empty() {
            return Ok(handlers);
        }
        let wrong = |what| Err(FaultKind::ExceptionTable { at, what });
        let Some(entry) = entries.next() else { return wrong("it is cut off or a number is too large") };
        let behind = table.len() - entries.rest().len();
        if !table.get(at..behind).is_some_and(marked) {
            return wrong("only the first byte of an entry has its top bit set");
        }
        if entry.start < last_end {
            return wrong("its entries are not in order");
        }
        last_end = entry.end;
        let units = facts.code.len() / 2;
        let end = if entry.end == units { Some(listing.steps.len() as u32) } else { listing.at_unit(entry.end) };
        let (Some(start), Some(end)) = (listing.at_unit(entry.start), end) else {
            return wrong("its range does not start and end where instructions do");
        };
        if start >= end {
            return wrong("its range is empty");
        }
        let Some(target) = listing.at_unit(entry.target) else {
            return wrong("no instruction starts at its handler");
        };
        let needs = u64::from(entry.depth) + u64::from(entry.lasti) + 1;
        if needs > u64::from(facts.stacksize) {
            return wrong("its handler needs more stack than co_stacksize");
        }
        let index = handlers.all.len() as u32;
        handlers.all.push(Handler { target, depth: entry.depth, lasti: entry.lasti });
        if let Some(range) = handlers.of.get_mut(start as usize..end as usize) {
            range.fill(index);
        }
    }
}
