//! The readers and writers against tables that CPython wrote, and on bytes that no compiler writes.

use super::*;
use std::fmt::Write;

const RECORDED: &str = include_str!("../../../tests/data/code_tables.txt");

/// One code object of the recording: its name, first line, and the recorded rows by name.
struct Recorded {
    name: &'static str,
    firstlineno: i32,
    rows: Vec<(&'static str, &'static str)>,
}

impl Recorded {
    fn row(&self, name: &str) -> &'static str {
        self.rows.iter().find(|row| row.0 == name).unwrap().1
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        let hex = self.row(name).trim_start_matches('-');
        let digits = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        (0..hex.len()).step_by(2).map(digits).collect()
    }
}

fn recorded() -> Vec<Recorded> {
    let mut all: Vec<Recorded> = Vec::new();
    for line in RECORDED.lines().filter(|line| !line.starts_with('#')) {
        let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
        if name == "code" {
            let mut fields = rest.split(' ');
            let name = fields.next().unwrap();
            let firstlineno = fields.next().unwrap().parse().unwrap();
            all.push(Recorded { name, firstlineno, rows: Vec::new() });
        } else {
            all.last_mut().unwrap().rows.push((name, rest));
        }
    }
    assert!(all.len() > 8);
    all
}

fn shown(number: Option<i32>) -> String {
    number.map_or("-".to_owned(), |n| n.to_string())
}

fn shown_location(at: Location) -> String {
    [at.line, at.end_line, at.column, at.end_column].map(shown).join(",")
}

#[test]
fn lines_as_recorded() {
    for code in recorded() {
        let table = code.bytes("linetable");
        let got: Vec<String> = lines(code.firstlineno, &table)
            .map(|run| format!("{},{},{}", run.start, run.end, shown(run.line)))
            .collect();
        assert_eq!(got.join(" "), code.row("lines"), "{}", code.name);
        for run in lines(code.firstlineno, &table) {
            for unit in run.start..run.end {
                assert_eq!(line_at(code.firstlineno, &table, Some(unit)), run.line);
            }
        }
        assert_eq!(line_at(code.firstlineno, &table, None), Some(code.firstlineno));
        assert_eq!(line_at(code.firstlineno, &table, Some(100_000)), None);
    }
}

#[test]
fn positions_as_recorded() {
    for code in recorded() {
        let table = code.bytes("linetable");
        let mut runs: Vec<(Location, usize)> = Vec::new();
        for (unit, at) in positions(code.firstlineno, &table).enumerate() {
            assert_eq!(location_at(code.firstlineno, &table, Some(unit)), at);
            match runs.last_mut() {
                Some((last, count)) if *last == at => *count += 1,
                _ => runs.push((at, 1)),
            }
        }
        let got: Vec<String> = runs.iter().map(|(at, count)| format!("{count}*{}", shown_location(*at))).collect();
        assert_eq!(got.join(" "), code.row("positions"), "{}", code.name);
    }
}

#[test]
fn locations_round_trip() {
    let handmade = ["minus_one", "nowhere", "no_columns", "below_zero"];
    for code in recorded() {
        let table = code.bytes("linetable");
        let mut writer = LocationWriter::new(code.firstlineno);
        for entry in location_entries(code.firstlineno, &table) {
            writer.push(entry.end - entry.start, entry.location);
        }
        let written = writer.finish();
        if !handmade.contains(&code.name) {
            assert_eq!(written, table, "{}", code.name);
        } else if code.name != "minus_one" {
            // A computed line -1 cannot be told from none; all else survives another spelling.
            let before: Vec<_> = positions(code.firstlineno, &table).collect();
            let after: Vec<_> = positions(code.firstlineno, &written).collect();
            assert_eq!(after, before, "{}", code.name);
        }
    }
}

#[test]
fn exceptions_as_recorded() {
    for code in recorded() {
        let table = code.bytes("exceptiontable");
        let mut got = String::new();
        for e in exception_entries(&table) {
            let space = if got.is_empty() { "" } else { " " };
            write!(got, "{space}{},{},{},{},{}", e.start, e.end, e.target, e.depth, u8::from(e.lasti)).unwrap();
            assert_eq!(handler_at(&table, e.start), Some(e));
            assert_eq!(handler_at(&table, e.end - 1), Some(e));
        }
        assert_eq!(got, code.row("exceptions"), "{}", code.name);
        assert_eq!(exception_table(exception_entries(&table)), table, "{}", code.name);
        assert_eq!(handler_at(&table, 100_000), None);
    }
}

#[test]
fn the_example_of_the_format() {
    let entry = ExceptionEntry { start: 20, end: 28, target: 100, depth: 3, lasti: false };
    assert_eq!(exception_table([entry]), [148, 8, 65, 36, 6]);
}

#[test]
fn malformed_tables_end() {
    // Cut off inside an entry: the entries before it are given, the rest is left.
    let cut = [0x80 | 13 << 3, 2, 0x80 | 14 << 3, 2];
    let mut entries = location_entries(1, &cut);
    assert_eq!(entries.by_ref().count(), 1);
    assert_eq!(entries.rest(), &cut[2..]);
    // Varints without an end or beyond 32 bits, running lines beyond i32.
    let endless = [0x80 | 14 << 3, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64];
    assert_eq!(location_entries(1, &endless).count(), 0);
    let huge = [0x80 | 13 << 3, 126, 127, 127, 127, 127, 3];
    assert_eq!(location_entries(1, &huge).count(), 0);
    let mut entries = exception_entries(&[0x80, 1, 2, 6, 0xff, 127, 127, 127, 127, 127]);
    assert_eq!(entries.by_ref().count(), 1);
    assert_eq!(entries.rest().len(), 6);
    // A sample of all three-byte tables.
    for number in (0..1_u32 << 24).step_by(97) {
        let [bytes @ .., _] = number.to_le_bytes();
        assert!(positions(i32::MAX, &bytes).count() <= 24);
        assert_eq!(exception_entries(&bytes).count(), 0);
    }
}
