//! Reader of `co_linetable`. Mirrors the location functions of CPython's `Objects/codeobject.c` and
//! `InternalDocs/code_objects.md`.

/// Source location of an instruction. `None` is what Python shows as None.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Location {
    /// First line, usually counted from 1.
    pub line: Option<i32>,
    /// Last line.
    pub end_line: Option<i32>,
    /// First column, in bytes of UTF-8 from the start of the line.
    pub column: Option<i32>,
    /// Column behind the last one, likewise.
    pub end_column: Option<i32>,
}

impl Location {
    /// No location at all.
    pub const NONE: Location = Location { line: None, end_line: None, column: None, end_column: None };

    /// CPython keeps -1 for "not known" in each of the four fields, a computed -1 included.
    fn from_raw(line: i32, end_line: i32, column: i32, end_column: i32) -> Location {
        let known = |n: i32| (n != -1).then_some(n);
        Location { line: known(line), end_line: known(end_line), column: known(column), end_column: known(end_column) }
    }
}

/// One entry of the table: a run of code units with one location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocationEntry {
    /// First code unit.
    pub start: usize,
    /// Code unit behind the last one; an entry covers 1 to 8.
    pub end: usize,
    /// Their location.
    pub location: Location,
    /// How the entry is stored, 0 to 15: see the format.
    pub kind: u8,
}

impl LocationEntry {
    /// The running line, or nothing for an entry without a location, which has none. A location's own line is nothing at
    /// -1 too.
    pub fn running_line(&self) -> Option<i32> {
        (self.kind != 15).then(|| self.location.line.unwrap_or(-1))
    }
}

/// Iterator over the entries of a location table, made by [`location_entries`].
#[derive(Debug, Clone)]
pub struct LocationEntries<'a> {
    rest: &'a [u8],
    start: usize,
    line: i32,
}

/// The entries of `table`, whose running line starts at `firstlineno`.
pub fn location_entries(firstlineno: i32, table: &[u8]) -> LocationEntries<'_> {
    LocationEntries { rest: table, start: 0, line: firstlineno }
}

impl<'a> LocationEntries<'a> {
    /// The bytes not read yet; when iteration has ended, the malformed part of the table.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Where in `table` the iteration is.
    pub(super) fn mark(&self, table: &[u8]) -> LocationMark {
        LocationMark { at: table.len().saturating_sub(self.rest.len()), start: self.start, line: self.line }
    }
}

/// A place in a location table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LocationMark {
    /// The byte of the next entry.
    at: usize,
    start: usize,
    line: i32,
}

impl LocationMark {
    /// Before the first entry.
    pub(super) fn first(firstlineno: i32) -> Self {
        LocationMark { at: 0, start: 0, line: firstlineno }
    }

    /// The entries of `table` from here on.
    pub(super) fn entries(self, table: &[u8]) -> LocationEntries<'_> {
        LocationEntries { rest: table.get(self.at..).unwrap_or(&[]), start: self.start, line: self.line }
    }
}

impl Iterator for LocationEntries<'_> {
    type Item = LocationEntry;

    fn next(&mut self) -> Option<LocationEntry> {
        let (&first, data) = self.rest.split_first()?;
        let mut data = Bytes(data);
        let kind = first >> 3 & 15;
        let mut line = self.line;
        let location = match kind {
            0..=9 => {
                let columns = data.next()?;
                let column = i32::from(kind) * 8 + i32::from(columns >> 4 & 7);
                Location::from_raw(line, line, column, column + i32::from(columns & 15))
            }
            10..=12 => {
                line = line.checked_add(i32::from(kind - 10))?;
                let column = i32::from(data.next()?);
                Location::from_raw(line, line, column, i32::from(data.next()?))
            }
            13 => {
                line = line.checked_add(data.signed()?)?;
                Location::from_raw(line, line, -1, -1)
            }
            14 => {
                line = line.checked_add(data.signed()?)?;
                let end_line = line.checked_add(data.unsigned()?)?;
                let column = data.unsigned()? - 1;
                Location::from_raw(line, end_line, column, data.unsigned()? - 1)
            }
            _ => Location::NONE,
        };
        // Only first bytes have the top bit: whatever else stands before the next one is skipped, as CPython does.
        let next_entry = data.0.iter().position(|byte| byte & 0x80 != 0);
        self.rest = next_entry.and_then(|at| data.0.get(at..)).unwrap_or(&[]);
        self.line = line;
        let start = self.start;
        self.start = start + usize::from(first & 7) + 1;
        Some(LocationEntry { start, end: self.start, location, kind })
    }
}

impl std::iter::FusedIterator for LocationEntries<'_> {}

/// The data bytes of an entry.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    /// A varint: groups of six bits, least significant first, bit 6 set when more follow.
    fn raw(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in (0..32).step_by(6) {
            let byte = self.next()?;
            let group = u32::from(byte & 63);
            if shift == 30 && group > 3 {
                return None;
            }
            value |= group << shift;
            if byte & 64 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn unsigned(&mut self) -> Option<i32> {
        i32::try_from(self.raw()?).ok()
    }

    /// A varint whose lowest bit is the sign.
    fn signed(&mut self) -> Option<i32> {
        let raw = self.raw()?;
        let size = i32::try_from(raw >> 1).ok()?;
        Some(if raw & 1 == 1 { -size } else { size })
    }
}

/// `co_positions()`: the location of each code unit that the table speaks of.
pub fn positions(firstlineno: i32, table: &[u8]) -> Positions<'_> {
    Positions { entries: location_entries(firstlineno, table), location: Location::NONE, left: 0 }
}

/// Iterator made by [`positions`].
#[derive(Debug, Clone)]
pub struct Positions<'a> {
    pub(super) entries: LocationEntries<'a>,
    /// The location of the entry read last.
    pub(super) location: Location,
    /// Its code units still to come.
    pub(super) left: usize,
}

impl Iterator for Positions<'_> {
    type Item = Location;

    fn next(&mut self) -> Option<Location> {
        while self.left == 0 {
            let entry = self.entries.next()?;
            self.location = entry.location;
            self.left = entry.end - entry.start;
        }
        self.left -= 1;
        Some(self.location)
    }
}

impl std::iter::FusedIterator for Positions<'_> {}

/// The location of the code unit `unit`; `None` stands for the place before the first instruction, which lies on the first
/// line. Behind the table's end there is none.
pub fn location_at(firstlineno: i32, table: &[u8], unit: Option<usize>) -> Location {
    let Some(unit) = unit else {
        return Location::from_raw(firstlineno, firstlineno, 0, 0);
    };
    location_entries(firstlineno, table).find(|entry| unit < entry.end).map_or(Location::NONE, |entry| entry.location)
}

/// The line of a code unit, as [`location_at`].
pub fn line_at(firstlineno: i32, table: &[u8], unit: Option<usize>) -> Option<i32> {
    location_at(firstlineno, table, unit).line
}
