//! The text of StringIO: code points and a position. Mirrors
//! `Modules/_io/stringio.c`.

use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use super::{Newline, NewlineDecoder};

/// Text that is read and written at a position.
pub struct TextBuffer {
    points: Vec<u32>,
    /// May be beyond the end.
    pub position: usize,
    pub newline: Newline,
    decoder: NewlineDecoder,
}

/// Code points as text.
pub fn to_text(points: &[u32]) -> Wtf8Buf {
    points.iter().filter_map(|&point| CodePoint::from_u32(point)).collect()
}

/// Text as code points.
pub fn to_points(text: &Wtf8) -> Vec<u32> {
    text.code_points().map(CodePoint::to_u32).collect()
}

impl TextBuffer {
    /// An empty one.
    pub fn new(newline: Newline) -> Self {
        let decoder = NewlineDecoder { translate: newline == Newline::Universal, ..NewlineDecoder::default() };
        Self { points: Vec::new(), position: 0, newline, decoder }
    }

    /// Everything.
    pub fn text(&self) -> Wtf8Buf {
        to_text(&self.points)
    }

    /// How many characters there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Which ends of lines were seen, as [`NewlineDecoder::seen`].
    pub fn seen(&self) -> u8 {
        if matches!(self.newline, Newline::Universal | Newline::Any) { self.decoder.seen } else { 0 }
    }

    /// Writes text at the position.
    pub fn write(&mut self, text: &Wtf8) {
        let mut points = to_points(text);
        match self.newline {
            Newline::Universal | Newline::Any => points = self.decoder.feed(&points, true),
            Newline::Lf => {}
            Newline::Cr | Newline::CrLf => {
                let end: &[u32] = if self.newline == Newline::Cr { &[13] } else { &[13, 10] };
                points = points.iter().flat_map(|&c| if c == 10 { end.to_vec() } else { vec![c] }).collect();
            }
        }
        if points.is_empty() {
            return;
        }
        if self.position > self.points.len() {
            self.points.resize(self.position, 0);
        }
        let end = self.position + points.len();
        let kept = end.min(self.points.len());
        self.points.splice(self.position..kept, points);
        self.position = end;
    }

    fn left(&self) -> &[u32] {
        self.points.get(self.position..).unwrap_or_default()
    }

    fn take(&mut self, count: usize) -> Wtf8Buf {
        let taken = self.left().get(..count).unwrap_or_default();
        let text = to_text(taken);
        self.position += count.min(taken.len());
        text
    }

    /// That many characters, or all that are left.
    pub fn read(&mut self, limit: Option<usize>) -> Wtf8Buf {
        let left = self.left().len();
        self.take(limit.map_or(left, |limit| limit.min(left)))
    }

    /// A line, or as much of it as `limit` allows.
    pub fn read_line(&mut self, limit: Option<usize>) -> Wtf8Buf {
        let left = self.left();
        let end = self.newline.line_end(left).unwrap_or(left.len());
        self.take(limit.map_or(end, |limit| limit.min(end)))
    }

    /// Drops what is after `len` characters.
    pub fn truncate(&mut self, len: usize) {
        self.points.truncate(len);
    }
}
