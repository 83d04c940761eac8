//! The text of a stream of bytes: what TextIOWrapper knows besides the stream.

use std::io::Result;

use super::{ByteStream, Newline};
use crate::text::codec::Codec;

/// How bytes are text.
pub struct TextLayer {
    pub codec: Codec,
    pub newline: Newline,
    /// Which ends of lines were seen: 1 for `\n`, 2 for `\r`, 4 for `\r\n`.
    pub seen: u8,
    pub line_buffering: bool,
    pub write_through: bool,
    /// Whether the last line came by iteration, where `tell` is not to be asked.
    pub iterating: bool,
}

impl TextLayer {
    /// Whether every byte below 128 is that character, wherever it stands.
    pub fn is_plain(&self) -> bool {
        matches!(self.codec, Codec::Utf8 | Codec::Utf8Sig | Codec::Ascii | Codec::Latin1)
    }

    /// The bytes of the next line with its end.
    ///
    /// # Errors
    /// What the stream reports.
    pub fn line(&self, stream: &mut dyn ByteStream) -> Result<Vec<u8>> {
        if matches!(self.newline, Newline::Lf) {
            return stream.read_line(None);
        }
        let mut line = Vec::new();
        loop {
            let some = stream.fill()?;
            if some.is_empty() {
                return Ok(line);
            }
            let ends = |byte: u8| match self.newline {
                Newline::Cr => byte == b'\r',
                Newline::CrLf => byte == b'\n',
                _ => byte == b'\n' || byte == b'\r',
            };
            let end = some.iter().position(|&byte| ends(byte));
            let count = end.map_or(some.len(), |at| at + 1);
            line.extend_from_slice(some.get(..count).unwrap_or_default());
            stream.consume(count);
            if end.is_none() || (self.newline == Newline::CrLf && !line.ends_with(b"\r\n")) {
                continue;
            }
            if line.last() == Some(&b'\r') && self.newline != Newline::Cr && stream.fill()?.first() == Some(&b'\n') {
                line.push(b'\n');
                stream.consume(1);
            }
            return Ok(line);
        }
    }

    /// The bytes of that many characters, `\r\n` counting as one where it is
    /// read as one; not beyond the end of the line if `one_line`.
    ///
    /// # Errors
    /// What the stream reports.
    pub fn characters(&self, stream: &mut dyn ByteStream, limit: usize, one_line: bool) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for _ in 0..limit {
            let Some(&first) = stream.fill()?.first() else { break };
            let len = match (self.codec, first) {
                (Codec::Utf8 | Codec::Utf8Sig, 0xc2..=0xdf) => 2,
                (Codec::Utf8 | Codec::Utf8Sig, 0xe0..=0xef) => 3,
                (Codec::Utf8 | Codec::Utf8Sig, 0xf0..=0xf4) => 4,
                _ => 1,
            };
            bytes.extend(stream.read(Some(len))?);
            let pairs = match self.newline {
                Newline::Universal => true,
                Newline::Any => one_line && bytes.len() < limit,
                _ => false,
            };
            if first == b'\r' && pairs && stream.fill()?.first() == Some(&b'\n') {
                stream.consume(1);
                bytes.push(b'\n');
            }
            if one_line && self.newline.line_end(&bytes).is_some()
                || one_line && self.newline == Newline::Universal && first == b'\r'
            {
                break;
            }
        }
        Ok(bytes)
    }

    /// Whether the ends of lines are only `\n`; remembers which there are.
    pub fn note_ends(&mut self, text: &[u8]) -> bool {
        let mut bytes = text.iter().peekable();
        while let Some(&byte) = bytes.next() {
            match byte {
                b'\n' => self.seen |= 1,
                b'\r' if bytes.peek() == Some(&&b'\n') => {
                    bytes.next();
                    self.seen |= 4;
                }
                b'\r' => self.seen |= 2,
                _ => {}
            }
        }
        self.seen & 6 == 0
    }
}
