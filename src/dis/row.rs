//! One row of the listing.

use super::labels::Labels;
use super::lines::LineColumn;
use super::walk::walk;
use super::{Printer, Row, operand};
use crate::pyc::const_repr::Addresses;
use crate::pyc::raw::RawCode;

/// The row of the instruction at a byte offset, with its offset, as the listing has it; none when no instruction is there.
pub fn row_at(code: &RawCode, offset: usize) -> Option<String> {
    let step = walk(&code.code).find(|step| step.offset.checked_mul(2) == Some(offset))?;
    let labels = Labels::of(code);
    let first_column = LineColumn::of(code, false);
    let printer = Printer { labels: &labels, line_width: first_column.width(), offset_width: 1 };
    let name = step.opcode.map_or_else(|| format!("<{}>", step.byte), |op| op.name().to_owned());
    let target = step.jump_target().and_then(|target| labels.get(target));
    let row = Row {
        line: first_column.text(step.offset),
        label: labels.get(step.offset as i64),
        offset: step.offset,
        name: &name,
        arg: step.arg,
        detail: operand::describe(code, &step, target, Addresses::Hidden),
    };
    let mut out = String::new();
    printer.row(&mut out, &row);
    Some(out)
}
