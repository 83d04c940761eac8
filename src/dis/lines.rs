//! The first column: line numbers where a line starts, or the source range of every instruction.

use std::collections::HashMap;

use crate::objects::code_tables::{Location, lines, positions};
use crate::pyc::raw::RawCode;

const NO_LINE: &str = "  --";

/// The first column of the listing of one code object.
pub(super) struct LineColumn {
    /// Lines by the code unit that they start at; `None` for code without a line.
    starts: HashMap<usize, Option<i32>>,
    /// The location of every code unit, when ranges are asked for.
    ranges: Option<Vec<Location>>,
    width: usize,
}

impl LineColumn {
    pub fn of(code: &RawCode, show_positions: bool) -> LineColumn {
        let starts: HashMap<_, _> = lines(code.firstlineno, &code.linetable).map(|run| (run.start, run.line)).collect();
        let units = code.code.len() / 2;
        let ranges: Option<Vec<Location>> =
            show_positions.then(|| positions(code.firstlineno, &code.linetable).take(units).collect());
        let width = ranges.as_deref().map_or_else(|| line_width(&starts), range_width);
        LineColumn { starts, ranges, width }
    }

    /// 0 when there is nothing to show.
    pub fn width(&self) -> usize {
        self.width
    }

    pub fn starts_line(&self, unit: usize) -> bool {
        self.starts.contains_key(&unit)
    }

    /// The column's text for the instruction at `unit`.
    pub fn text(&self, unit: usize) -> String {
        if self.ranges.is_some() {
            return self.text_of_cache(unit);
        }
        let text = match self.starts.get(&unit) {
            None => String::new(),
            Some(None) => NO_LINE.to_owned(),
            Some(Some(line)) => line.to_string(),
        };
        format!("{text:>0$}", self.width)
    }

    /// The column's text for the caches of the instruction at `unit`.
    pub fn text_of_cache(&self, unit: usize) -> String {
        let text = match &self.ranges {
            None => String::new(),
            Some(ranges) => range_text(ranges.get(unit).copied().unwrap_or(Location::NONE)),
        };
        format!("{text:<0$}", self.width)
    }
}

fn line_width(starts: &HashMap<usize, Option<i32>>) -> usize {
    // Line 0, the start of a module, is not counted.
    match starts.values().flatten().filter(|line| **line != 0).max() {
        None | Some(-1) => 0,
        Some(line) => {
            let width = line.to_string().len().max(3);
            let any_without = starts.values().any(Option::is_none);
            if any_without { width.max(NO_LINE.len()) } else { width }
        }
    }
}

fn fields(at: Location) -> [Option<i32>; 4] {
    [at.line, at.column, at.end_line, at.end_column]
}

fn range_text(at: Location) -> String {
    if at == Location::NONE {
        return NO_LINE.to_owned();
    }
    let [line, column, end_line, end_column] =
        fields(at).map(|number| number.map_or("?".to_owned(), |number| number.to_string()));
    format!("{line}:{column}-{end_line}:{end_column}")
}

/// Counts the longest range, and a space behind it.
fn range_width(ranges: &[Location]) -> usize {
    if ranges.iter().all(|at| *at == Location::NONE) {
        return 0;
    }
    let width = |at: &Location| -> usize {
        fields(*at).iter().map(|number| number.map_or(1, |number| number.to_string().len())).sum()
    };
    let longest = ranges.iter().map(width).max().unwrap_or(0);
    1 + NO_LINE.len().max(3 + longest)
}
