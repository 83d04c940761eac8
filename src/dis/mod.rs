//! The disassembler: prints what `python3.14 -m dis` prints. Mirrors `Lib/dis.py`.
//!
//! * [`dis`]: a code object, then the code objects among its constants, theirs, and so on.
//! * `walk`: units of code, EXTENDED_ARG by EXTENDED_ARG, whatever the bytes are.
//! * `labels`: numbers for the places that jumps and handlers point to.
//! * `operand`: the text in parentheses.
//! * `lines`: the first column.
//! * [`row_at`]: one row alone.
//! * `cache_names`: what is kept in inline caches.

mod cache_names;
mod labels;
mod lines;
mod operand;
mod row;
mod walk;

use std::fmt::Write;

use crate::objects::code_tables::exception_entries;
use crate::pyc::const_repr::{Addresses, code_repr};
use crate::pyc::raw::{Const, RawCode};
use labels::Labels;
use lines::LineColumn;
pub use row::row_at;
use walk::{Step, walk};

/// What to print; the default is that of `python3.14 -m dis` without options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DisOptions {
    /// A row for every unit of inline cache (`-C`).
    pub show_caches: bool,
    /// The opcodes and caches as they stand in the code, not their base forms and zeros (`-S`).
    pub adaptive: bool,
    /// A column of offsets, in bytes (`-O`).
    pub show_offsets: bool,
    /// Line and column ranges in place of line numbers (`-P`).
    pub show_positions: bool,
    /// How to show the addresses of code objects.
    pub addresses: Addresses,
}

/// Disassembles `code` and every code object inside it. Malformed code prints as far as it can be understood: unknown
/// opcodes as `<number>`, operands without a meaning as bare numbers.
pub fn dis(code: &RawCode, options: DisOptions) -> String {
    let mut out = String::new();
    let mut todo = vec![(None, code)];
    while let Some((heading, code)) = todo.pop() {
        if let Some(heading) = heading {
            line(&mut out, format_args!("\nDisassembly of {heading}:"));
        }
        dis_one(&mut out, code, options);
        // Popped last first.
        todo.extend(code.consts.iter().rev().filter_map(|value| match value {
            Const::Code(inner) => Some((Some(code_repr(inner, options.addresses)), &**inner)),
            _ => None,
        }));
    }
    out
}

/// Disassembles `code` alone.
fn dis_one(out: &mut String, code: &RawCode, options: DisOptions) {
    let labels = Labels::of(code);
    let first_column = LineColumn::of(code, options.show_positions);
    let last_offset = code.code.len().saturating_sub(2).max(9999);
    let printer = Printer {
        labels: &labels,
        line_width: first_column.width(),
        offset_width: if options.show_offsets { last_offset.to_string().len() } else { 0 },
    };
    for step in walk(&code.code) {
        let starts_line = first_column.starts_line(step.offset);
        if first_column.width() > 0 && starts_line && step.offset > 0 {
            out.push('\n');
        }
        let name = match (step.opcode, options.adaptive) {
            (Some(op), true) => op.name().to_owned(),
            (Some(op), false) => op.deopt().name().to_owned(),
            (None, _) => format!("<{}>", step.byte),
        };
        let target = step.jump_target().and_then(|target| labels.get(target));
        printer.row(
            out,
            &Row {
                line: first_column.text(step.offset),
                label: labels.get(step.offset as i64),
                offset: step.offset,
                name: &name,
                arg: step.arg,
                detail: operand::describe(code, &step, target, options.addresses),
            },
        );
        if options.show_caches {
            cache_rows(out, &printer, code, &step, &first_column, options);
        }
    }
    exception_table(out, code, &labels);
}

fn cache_rows(
    out: &mut String,
    printer: &Printer<'_>,
    code: &RawCode,
    step: &Step,
    first_column: &LineColumn,
    options: DisOptions,
) {
    let Some(op) = step.opcode else { return };
    let mut at = step.offset + 1;
    for &(name, units) in cache_names::of(op) {
        let bytes = code.code.get(at * 2..).unwrap_or(&[]);
        let bytes = bytes.get(..units * 2).unwrap_or(bytes);
        // A code object shows its caches zeroed.
        let value = if options.adaptive {
            bytes.iter().rev().fold(0, |value: u64, byte| value << 8 | u64::from(*byte))
        } else {
            0
        };
        for unit in 0..units {
            printer.row(
                out,
                &Row {
                    line: first_column.text_of_cache(step.offset),
                    label: None,
                    offset: at,
                    name: "CACHE",
                    arg: Some(0),
                    detail: if unit == 0 { format!("{name}: {value}") } else { String::new() },
                },
            );
            at += 1;
        }
    }
}

fn exception_table(out: &mut String, code: &RawCode, labels: &Labels) {
    let mut entries = exception_entries(&code.exceptiontable).peekable();
    if entries.peek().is_some() {
        out.push_str("ExceptionTable:\n");
    }
    for entry in entries {
        let label = |unit: usize| labels.get(unit as i64).unwrap_or(0);
        let lasti = if entry.lasti { " lasti" } else { "" };
        let (start, end, target) = (label(entry.start), label(entry.end), label(entry.target));
        line(out, format_args!("  L{start} to L{end} -> L{target} [{}]{lasti}", entry.depth));
    }
}

/// Appends a line. Writing to a String does not fail.
fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
    out.push('\n');
}

/// One row of the listing.
struct Row<'a> {
    /// The first column, padded.
    line: String,
    label: Option<usize>,
    /// In code units.
    offset: usize,
    name: &'a str,
    arg: Option<i32>,
    detail: String,
}

/// The layout of the listing of one code object.
struct Printer<'a> {
    labels: &'a Labels,
    line_width: usize,
    offset_width: usize,
}

impl Printer<'_> {
    const NAME_WIDTH: usize = 20;
    const ARG_WIDTH: usize = 5;

    fn row(&self, out: &mut String, row: &Row<'_>) {
        let mut text = String::new();
        if self.line_width > 0 {
            text.push_str(&row.line);
            text.push(' ');
        }
        let label = row.label.map_or(String::new(), |number| format!("L{number}:"));
        let _ = write!(text, "{label:>0$} ", self.labels.width());
        if self.offset_width > 0 {
            let _ = write!(text, "{:>1$}   ", row.offset * 2, self.offset_width);
        }
        let _ = write!(text, "    {:<1$}", row.name, Self::NAME_WIDTH);
        if let Some(arg) = row.arg {
            // A long name takes room from the operand, so that fewer rows get out of line.
            let excess = row.name.len().saturating_sub(Self::NAME_WIDTH);
            let _ = write!(text, " {arg:>0$}", Self::ARG_WIDTH.saturating_sub(excess));
            if !row.detail.is_empty() {
                let _ = write!(text, " ({})", row.detail);
            }
        }
        line(out, format_args!("{}", text.trim_end()));
    }
}

#[cfg(test)]
mod tests;
