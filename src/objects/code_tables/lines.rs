//! `co_lines()`: runs of code units on one line. Mirrors the line iterator of CPython's `Objects/codeobject.c`.

use super::location::{LocationEntries, LocationEntry, location_entries};

/// A run of code units on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineRange {
    /// First code unit (`co_lines` gives bytes, twice as much).
    pub start: usize,
    /// Code unit behind the last one.
    pub end: usize,
    /// Their line; `None` for code that stands for no source text.
    pub line: Option<i32>,
}

/// Iterator made by [`lines`].
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    entries: LocationEntries<'a>,
    /// The entry that ended the run before.
    ahead: Option<LocationEntry>,
}

/// The runs of `table`, whose running line starts at `firstlineno`. Neighbours differ in their lines.
pub fn lines(firstlineno: i32, table: &[u8]) -> Lines<'_> {
    Lines { entries: location_entries(firstlineno, table), ahead: None }
}

impl Iterator for Lines<'_> {
    type Item = LineRange;

    fn next(&mut self) -> Option<LineRange> {
        let first = self.ahead.take().or_else(|| self.entries.next())?;
        let line = first.location.line;
        let mut end = first.end;
        for entry in self.entries.by_ref() {
            if entry.location.line != line {
                self.ahead = Some(entry);
                break;
            }
            end = entry.end;
        }
        Some(LineRange { start: first.start, end, line })
    }
}

impl std::iter::FusedIterator for Lines<'_> {}
