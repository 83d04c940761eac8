//! An open file with what is held in memory of it.

use std::cell::RefCell;
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom, Write};
use std::rc::{Rc, Weak};

use super::ByteStream;

/// Bytes asked of the system at once, and held back before they are written.
const CHUNK: usize = 131_072;

/// A file that several stream objects share.
pub type SharedFile = Rc<RefCell<FileHandle>>;

/// An open file.
pub struct FileHandle {
    /// Nothing once closed.
    file: Option<File>,
    /// Bytes that were read, those up to `at` already given away.
    ahead: Vec<u8>,
    at: usize,
    /// Bytes that are still to be written.
    behind: Vec<u8>,
    pub readable: bool,
    pub writable: bool,
    pub append: bool,
    pub create: bool,
    /// Whether writing waits for nothing.
    pub direct: bool,
}

thread_local! {
    /// Files that may have bytes to write.
    static WRITERS: RefCell<Vec<Weak<RefCell<FileHandle>>>> = const { RefCell::new(Vec::new()) };
}

/// Writes what all open files hold back: the collector closes a file that
/// nobody refers to later than a program may expect.
pub fn flush_all() {
    let open: Vec<_> = WRITERS.with_borrow_mut(|writers| {
        writers.retain(|writer| writer.strong_count() > 0);
        writers.iter().filter_map(Weak::upgrade).collect()
    });
    for file in open {
        if let Ok(mut file) = file.try_borrow_mut() {
            let _ = file.flush();
        }
    }
}

impl FileHandle {
    /// A file that is open already.
    pub fn new(file: File, readable: bool, writable: bool) -> Self {
        Self {
            file: Some(file),
            ahead: Vec::new(),
            at: 0,
            behind: Vec::new(),
            readable,
            writable,
            append: false,
            create: false,
            direct: false,
        }
    }

    /// The file, for several to share.
    pub fn share(self) -> SharedFile {
        let writable = self.writable;
        let shared = Rc::new(RefCell::new(self));
        if writable {
            WRITERS.with_borrow_mut(|writers| {
                writers.retain(|writer| writer.strong_count() > 0);
                writers.push(Rc::downgrade(&shared));
            });
        }
        shared
    }

    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.file.is_none()
    }

    /// The file itself.
    pub fn file(&self) -> Option<&File> {
        self.file.as_ref()
    }

    /// Writes what is held back and closes it.
    ///
    /// # Errors
    /// What the system reports; it is closed all the same.
    pub fn close(&mut self) -> Result<Option<File>> {
        let flushed = self.flush();
        let file = self.file.take();
        flushed.map(|()| file)
    }

    /// How the mode is shown.
    pub fn mode(&self) -> &'static str {
        match (self.create, self.append, self.readable, self.writable) {
            (true, _, true, _) => "xb+",
            (true, ..) => "xb",
            (_, true, true, _) => "ab+",
            (_, true, ..) => "ab",
            (_, _, true, true) => "rb+",
            (_, _, true, false) => "rb",
            _ => "wb",
        }
    }

    fn open(&mut self) -> Result<&mut File> {
        self.file.as_mut().ok_or_else(|| Error::from(ErrorKind::NotConnected))
    }

    /// Goes back to where the program is when the system is further ahead.
    fn drop_ahead(&mut self) -> Result<()> {
        let left = self.ahead.len().saturating_sub(self.at);
        self.ahead.clear();
        self.at = 0;
        if left > 0 {
            let back = i64::try_from(left).unwrap_or(i64::MAX);
            self.open()?.seek(SeekFrom::Current(-back))?;
        }
        Ok(())
    }
}

impl Drop for FileHandle {
    fn drop(&mut self) {
        let _ = self.flush();
    }
}

impl ByteStream for FileHandle {
    fn fill(&mut self) -> Result<&[u8]> {
        if self.at >= self.ahead.len() {
            self.flush()?;
            let mut chunk = vec![0; CHUNK];
            let count = loop {
                match self.open()?.read(&mut chunk) {
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    count => break count?,
                }
            };
            chunk.truncate(count);
            self.ahead = chunk;
            self.at = 0;
        }
        Ok(self.ahead.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.ahead.len());
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.drop_ahead()?;
        self.behind.extend_from_slice(bytes);
        if self.direct || self.behind.len() >= CHUNK { self.flush() } else { Ok(()) }
    }

    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        if to == SeekFrom::Current(0) {
            let place = self.open()?.stream_position()?;
            let ahead = self.ahead.len().saturating_sub(self.at) as u64;
            return Ok(place.saturating_sub(ahead).saturating_add(self.behind.len() as u64));
        }
        self.flush()?;
        self.drop_ahead()?;
        self.open()?.seek(to)
    }

    fn truncate(&mut self, len: u64) -> Result<()> {
        self.flush()?;
        self.drop_ahead()?;
        self.open()?.set_len(len)
    }

    fn flush(&mut self) -> Result<()> {
        if self.behind.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.behind);
        self.open()?.write_all(&bytes)
    }
}
