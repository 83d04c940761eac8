//! Writer of `co_linetable`. Mirrors the location part of CPython's `Python/assemble.c`: the same locations give the same
//! bytes.

use super::{Location, location_entries};

/// Collects the locations of instructions in code order and packs them.
#[derive(Debug, Clone)]
pub struct LocationWriter {
    table: Vec<u8>,
    /// The running line that a reader has behind `table`.
    line: i64,
    /// The run that is still growing: its location and code units.
    pending: (Location, usize),
}

impl LocationWriter {
    /// A table for code whose first line is `firstlineno`.
    pub fn new(firstlineno: i32) -> LocationWriter {
        LocationWriter { table: Vec::new(), line: i64::from(firstlineno), pending: (Location::NONE, 0) }
    }

    /// The next `units` code units (instruction and caches) have this location. Neighbours with equal locations share
    /// entries.
    pub fn push(&mut self, units: usize, location: Location) {
        if self.pending.0 == location {
            self.pending.1 = self.pending.1.saturating_add(units);
        } else {
            self.flush();
            self.pending = (location, units);
        }
    }

    /// The table.
    pub fn finish(mut self) -> Vec<u8> {
        self.flush();
        self.table
    }

    fn flush(&mut self) {
        let (location, mut units) = self.pending;
        while units > 0 {
            let length = units.min(8);
            self.entry(location, length);
            units -= length;
        }
    }

    fn entry(&mut self, location: Location, length: usize) {
        let Some(line) = location.line else {
            return self.first_byte(15, length);
        };
        let line = i64::from(line);
        let end_line = location.end_line.map_or(line, i64::from);
        let delta = line - self.line;
        self.line = line;
        let known = |column: Option<i32>| column.filter(|column| *column >= 0);
        match (known(location.column), known(location.end_column)) {
            (Some(column), Some(end_column)) if end_line == line => {
                let width = i64::from(end_column) - i64::from(column);
                if delta == 0 && column < 80 && (0..16).contains(&width) {
                    self.first_byte((column / 8) as u8, length);
                    self.table.push(((column % 8) << 4) as u8 | width as u8);
                } else if (0..3).contains(&delta) && column < 128 && end_column < 128 {
                    self.first_byte(10 + delta as u8, length);
                    self.table.extend([column as u8, end_column as u8]);
                } else {
                    self.long(length, delta, 0, Some(column), Some(end_column));
                }
            }
            (column, end_column) => {
                if end_line == line && (column.is_none() || end_column.is_none()) {
                    self.first_byte(13, length);
                    self.signed(delta);
                } else {
                    self.long(length, delta, end_line - line, column, end_column);
                }
            }
        }
    }

    fn long(&mut self, length: usize, delta: i64, more_lines: i64, column: Option<i32>, end_column: Option<i32>) {
        let plus_one = |column: Option<i32>| column.map_or(0, |column| u64::from(column.unsigned_abs()) + 1);
        self.first_byte(14, length);
        self.signed(delta);
        // The format cannot say that a location ends on a line before its first.
        self.unsigned(u64::try_from(more_lines).unwrap_or(0));
        self.unsigned(plus_one(column));
        self.unsigned(plus_one(end_column));
    }

    fn first_byte(&mut self, kind: u8, length: usize) {
        self.table.push(0x80 | kind << 3 | (length - 1) as u8 & 7);
    }

    fn unsigned(&mut self, mut value: u64) {
        while value >= 64 {
            self.table.push(value as u8 & 63 | 64);
            value >>= 6;
        }
        self.table.push(value as u8);
    }

    fn signed(&mut self, value: i64) {
        self.unsigned(value.unsigned_abs() << 1 | u64::from(value < 0));
    }
}

/// The table with the lines that instructions begin on and nothing else: what CPython keeps under
/// `-X no_debug_ranges`. Entries keep their lengths; malformed bytes at the end stay as they are.
pub fn without_columns(table: &[u8]) -> Vec<u8> {
    let mut writer = LocationWriter::new(0);
    let mut entries = location_entries(0, table);
    let mut line = 0;
    for entry in entries.by_ref() {
        let length = entry.end - entry.start;
        let Some(next) = entry.running_line().map(i64::from) else {
            writer.first_byte(15, length);
            continue;
        };
        writer.first_byte(13, length);
        writer.signed(next - line);
        line = next;
    }
    let mut out = writer.finish();
    out.extend_from_slice(entries.rest());
    out
}
