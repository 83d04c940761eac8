//! The bytes of BytesIO. Mirrors `Modules/_io/bytesio.c`.

use std::io::{Error, ErrorKind, Result, SeekFrom};

use super::ByteStream;

/// Bytes and a position, which may be beyond the end.
#[derive(Default)]
pub struct ByteBuffer {
    pub bytes: Vec<u8>,
    pub position: usize,
}

/// Most bytes that a write beyond the end may bring forth, as memory is finite.
const MAX_GAP: usize = 1 << 32;

impl ByteStream for ByteBuffer {
    fn fill(&mut self) -> Result<&[u8]> {
        Ok(self.bytes.get(self.position..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.position = self.position.saturating_add(count);
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        if self.position > self.bytes.len() {
            if self.position - self.bytes.len() > MAX_GAP {
                return Err(Error::from(ErrorKind::OutOfMemory));
            }
            self.bytes.resize(self.position, 0);
        }
        let end = self.position + bytes.len();
        let kept = end.min(self.bytes.len());
        if self.position == self.bytes.len() {
            self.bytes.extend_from_slice(bytes);
        } else {
            self.bytes.splice(self.position..kept, bytes.iter().copied());
        }
        self.position = end;
        Ok(())
    }

    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let place = |from: usize, by: i64| {
            let from = i64::try_from(from).unwrap_or(i64::MAX);
            usize::try_from(from.saturating_add(by).max(0)).unwrap_or(usize::MAX)
        };
        self.position = match to {
            SeekFrom::Start(at) => usize::try_from(at).unwrap_or(usize::MAX),
            SeekFrom::Current(by) => place(self.position, by),
            SeekFrom::End(by) => place(self.bytes.len(), by),
        };
        Ok(self.position as u64)
    }

    fn truncate(&mut self, len: u64) -> Result<()> {
        self.bytes.truncate(usize::try_from(len).unwrap_or(usize::MAX));
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
