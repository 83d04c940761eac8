//! The packed tables of a code object, read in place and written.
//!
//! * [`location`]: `co_linetable` (PEP 626 and 657): entries, positions of each code unit, address lookup.
//! * [`mod@lines`]: `co_lines()`, the entries merged by line.
//! * [`mod@lnotab`]: `co_lnotab`, the older form of it.
//! * [`location_writer`]: from locations to a `co_linetable`, byte for byte as CPython writes it.
//! * [`mod@branches`]: `co_branches()`, read from the instructions.
//! * [`resume`]: the same iterations with a place that can be kept while the table is not borrowed.
//! * [`exception`]: `co_exceptiontable`, both ways.
//!
//! Readers allocate nothing. They take any bytes: where a table is cut off or a number is out of range, iteration ends and
//! `rest()` is not empty. All places count code units from the code's start, inline caches included.

pub mod branches;
pub mod exception;
pub mod lines;
pub mod lnotab;
pub mod location;
pub mod location_writer;
pub mod resume;

pub use branches::{Branch, Branches, branches};
pub use exception::{ExceptionEntries, ExceptionEntry, exception_entries, exception_table, handler_at};
pub use lines::{LineRange, Lines, lines};
pub use lnotab::lnotab;
pub use location::{
    Location, LocationEntries, LocationEntry, Positions, line_at, location_at, location_entries, positions,
};
pub use location_writer::{LocationWriter, without_columns};
pub use resume::{BranchMark, LineMark, PositionMark};

#[cfg(test)]
mod tests;
