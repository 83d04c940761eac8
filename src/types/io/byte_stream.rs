//! What is read and written byte by byte, whatever is underneath.

use std::io::{Result, SeekFrom};

/// A stream of bytes with a position.
pub trait ByteStream {
    /// Some of the bytes that come next; none at the end.
    ///
    /// # Errors
    /// What the system reports.
    fn fill(&mut self) -> Result<&[u8]>;

    /// Goes past bytes that [`Self::fill`] gave.
    fn consume(&mut self, count: usize);

    /// Writes all of the bytes.
    ///
    /// # Errors
    /// What the system reports.
    fn write(&mut self, bytes: &[u8]) -> Result<()>;

    /// Goes elsewhere.
    ///
    /// # Errors
    /// What the system reports.
    fn seek(&mut self, to: SeekFrom) -> Result<u64>;

    /// Cuts or extends it to a length.
    ///
    /// # Errors
    /// What the system reports.
    fn truncate(&mut self, len: u64) -> Result<()>;

    /// Hands over what is only held in memory.
    ///
    /// # Errors
    /// What the system reports.
    fn flush(&mut self) -> Result<()>;

    /// That many bytes, fewer at the end; all that are left without a limit.
    ///
    /// # Errors
    /// What the system reports.
    fn read(&mut self, limit: Option<usize>) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        loop {
            let wanted = limit.map_or(usize::MAX, |limit| limit - bytes.len().min(limit));
            if wanted == 0 {
                return Ok(bytes);
            }
            let some = self.fill()?;
            let some = some.get(..wanted).unwrap_or(some);
            let count = some.len();
            if count == 0 {
                return Ok(bytes);
            }
            bytes.extend_from_slice(some);
            self.consume(count);
        }
    }

    /// A line with its `\n`, or as much of it as `limit` allows.
    ///
    /// # Errors
    /// What the system reports.
    fn read_line(&mut self, limit: Option<usize>) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        loop {
            let wanted = limit.map_or(usize::MAX, |limit| limit - bytes.len().min(limit));
            if wanted == 0 {
                return Ok(bytes);
            }
            let some = self.fill()?;
            let some = some.get(..wanted).unwrap_or(some);
            let end = some.iter().position(|&byte| byte == b'\n');
            let count = end.map_or(some.len(), |at| at + 1);
            bytes.extend_from_slice(some.get(..count).unwrap_or_default());
            self.consume(count);
            if end.is_some() || count == 0 {
                return Ok(bytes);
            }
        }
    }
}
