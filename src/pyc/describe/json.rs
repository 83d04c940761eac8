//! JSON text as Python's `json.dumps` lays it out.

use std::fmt::Write;

use rustpython_wtf8::Wtf8Buf;

/// A JSON value.
pub enum Json {
    Null,
    Bool(bool),
    Int(i64),
    Str(Wtf8Buf),
    Array(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    /// All in one line: `json.dumps(value)`.
    pub fn compact(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    /// One member a line: `json.dumps(value, indent=1)`.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out
    }

    /// `level` is how far the value is indented, nothing when all is in one line.
    fn write(&self, out: &mut String, level: Option<usize>) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            // Writing to a String does not fail.
            Json::Int(value) => drop(write!(out, "{value}")),
            Json::Str(text) => write_str(out, text),
            Json::Array(items) => {
                members(out, '[', ']', level, items, |out, item, level| item.write(out, level));
            }
            Json::Object(items) => members(out, '{', '}', level, items, |out, (key, value), level| {
                write_str(out, &Wtf8Buf::from(*key));
                out.push_str(": ");
                value.write(out, level);
            }),
        }
    }
}

fn members<T>(
    out: &mut String,
    open: char,
    close: char,
    level: Option<usize>,
    items: &[T],
    write: impl Fn(&mut String, &T, Option<usize>),
) {
    out.push(open);
    let inner = level.map(|level| level + 1);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(if level.is_some() { "," } else { ", " });
        }
        new_line(out, inner);
        write(out, item, inner);
    }
    if !items.is_empty() {
        new_line(out, level);
    }
    out.push(close);
}

fn new_line(out: &mut String, level: Option<usize>) {
    if let Some(level) = level {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', level));
    }
}

/// ASCII alone; everything else as UTF-16 escapes.
fn write_str(out: &mut String, text: &Wtf8Buf) {
    out.push('"');
    for point in text.code_points() {
        match point.to_u32() {
            0x22 => out.push_str("\\\""),
            0x5c => out.push_str("\\\\"),
            0x0a => out.push_str("\\n"),
            0x0d => out.push_str("\\r"),
            0x09 => out.push_str("\\t"),
            0x08 => out.push_str("\\b"),
            0x0c => out.push_str("\\f"),
            code @ 0x20..=0x7e => out.push(char::from(code as u8)),
            // DEL is ASCII, and json leaves it as it is.
            0x7f => out.push('\x7f'),
            code if code < 0x1_0000 => drop(write!(out, "\\u{code:04x}")),
            code => {
                let above = code - 0x1_0000;
                let _ = write!(out, "\\u{:04x}\\u{:04x}", 0xd800 + (above >> 10), 0xdc00 + (above & 0x3ff));
            }
        }
    }
    out.push('"');
}
