//! The source lines of a traceback entry with the carets below them, as
//! `StackSummary.format_frame_summary` of `Lib/traceback.py` lays them out.

use super::anchors::{Anchors, is_plain_call};
use crate::objects::code_tables::Location;

/// The lines to show, without line breaks; `lines` are those that the
/// instruction spans, from its first one on, as they are in the file.
pub fn layout(lines: &[String], location: Location) -> Vec<String> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Vec::new() };
    let plain = || if first.trim().is_empty() { Vec::new() } else { vec![first.trim().to_owned()] };
    let (Some(start), Some(end)) = (location.column, location.end_column) else { return plain() };
    let dedented = dedent(lines);
    let Some(shown) = dedented.first().filter(|_| dedented.iter().any(|line| !line.is_empty())) else {
        return Vec::new();
    };
    // Columns in the table count bytes, everything from here on characters.
    let margin = length(first).saturating_sub(length(shown));
    let start = characters(first, start).saturating_sub(margin);
    let end = characters(last, end).saturating_sub(margin);
    Block::new(dedented, start, end).render()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// How many characters begin within the first `bytes` bytes.
fn characters(line: &str, bytes: i32) -> usize {
    let bytes = usize::try_from(bytes).unwrap_or_default();
    line.char_indices().take_while(|(at, _)| *at < bytes).count()
}

/// Takes away the white space that all lines begin with; blank lines become empty.
fn dedent(lines: &[String]) -> Vec<String> {
    let blank = |line: &str| line.trim_matches([' ', '\t']).is_empty();
    let lead = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut full = lines.iter().filter(|line| !blank(line));
    let margin = match full.next() {
        None => "",
        Some(first) => full.fold(first.get(..lead(first)).unwrap_or_default(), |margin, line| {
            let common = margin.bytes().zip(line.bytes()).take_while(|(a, b)| a == b).count();
            margin.get(..common).unwrap_or_default()
        }),
    };
    lines
        .iter()
        .map(|line| if blank(line) { String::new() } else { line.get(margin.len()..).unwrap_or_default().to_owned() })
        .collect()
}

/// How many columns a terminal gives a text.
fn width(text: impl Iterator<Item = char>) -> usize {
    text.map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// East Asian wide and full-width characters.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f
        | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1f64f | 0x1f900..=0x1f9ff | 0x20000..=0x3fffd)
}

struct Block {
    lines: Vec<String>,
    /// Where the instruction starts in the first line and ends in the last one, in columns.
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
    carets: bool,
}

impl Block {
    fn new(lines: Vec<String>, start: usize, end: usize) -> Self {
        let text = lines.join("\n");
        let last = lines.last().map_or("", String::as_str);
        let after: String = last.chars().skip(end).collect();
        let before: String = text.chars().take(start).collect();
        let segment = text.get(before.len()..text.len().saturating_sub(after.len())).unwrap_or_default();
        let anchors = Anchors::find(segment).map(|anchors| anchors.moved(start));
        let whole = before.trim_start().is_empty() && after.trim_end().is_empty();
        let range = before.len()..text.len().saturating_sub(after.len());
        let carets = !is_plain_call(&text, range) && (anchors.is_some() || !whole);
        let columns = |line: &str, count: usize| width(line.chars().take(count));
        let first = lines.first().map_or("", String::as_str);
        let (start, end) = (columns(first, start), columns(last, end));
        let anchors = anchors.map(|mut anchors| {
            for place in [&mut anchors.left, &mut anchors.right] {
                place.1 = columns(lines.get(place.0).map_or("", String::as_str), place.1);
            }
            anchors
        });
        Self { lines, start, end, anchors, carets }
    }

    /// The first and last line and those around the anchors; others are counted.
    fn render(&self) -> Vec<String> {
        let last = self.lines.len().saturating_sub(1);
        let mut shown = vec![0, last];
        if let Some(anchors) = &self.anchors {
            for (line, _) in [anchors.left, anchors.right] {
                shown.extend(line.saturating_sub(1)..=line.saturating_add(1));
            }
        }
        shown.retain(|line| *line <= last);
        shown.sort_unstable();
        shown.dedup();
        let mut out = Vec::new();
        let mut previous: Option<usize> = None;
        for line in shown {
            match previous.map(|previous| line - previous) {
                Some(2) => self.push(line - 1, &mut out),
                Some(gap) if gap > 2 => out.push(format!("...<{} lines>...", gap - 1)),
                _ => {}
            }
            self.push(line, &mut out);
            previous = Some(line);
        }
        dedent(&out)
    }

    fn push(&self, index: usize, out: &mut Vec<String>) {
        let Some(line) = self.lines.get(index) else { return };
        out.push(line.clone());
        if !self.carets {
            return;
        }
        let indent = length(line) - length(line.trim_start());
        let columns = if index + 1 == self.lines.len() { self.end } else { width(line.chars()) };
        let caret = |column: usize| {
            if column < indent || (index == 0 && column < self.start) {
                return ' ';
            }
            match &self.anchors {
                None => '^',
                Some(anchors) if anchors.left <= (index, column) && (index, column) < anchors.right => '^',
                Some(_) => '~',
            }
        };
        out.push((0..columns).map(caret).collect());
    }
}
