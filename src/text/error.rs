//! The one error of the text and number helpers: which Python exception, and its message.

use rustpython_wtf8::{Wtf8, Wtf8Buf};
use std::fmt;

/// The exception class to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `OverflowError`
    Overflow,
    /// `ZeroDivisionError`
    ZeroDivision,
    /// `IndexError`
    Index,
    /// `MemoryError`: the result would be larger than any text here may be.
    Memory,
}

impl ErrorKind {
    /// The name of the Python class.
    pub fn class_name(self) -> &'static str {
        match self {
            ErrorKind::Value => "ValueError",
            ErrorKind::Type => "TypeError",
            ErrorKind::Overflow => "OverflowError",
            ErrorKind::ZeroDivision => "ZeroDivisionError",
            ErrorKind::Index => "IndexError",
            ErrorKind::Memory => "MemoryError",
        }
    }
}

/// A Python exception to be: class and message. The message may quote a Python string and so hold a lone surrogate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Which class.
    pub kind: ErrorKind,
    message: Box<Wtf8>,
}

impl Error {
    /// An error of any kind.
    pub fn new(kind: ErrorKind, message: impl Into<Wtf8Buf>) -> Error {
        Error { kind, message: message.into().into() }
    }

    /// A `ValueError`.
    pub fn value(message: impl Into<Wtf8Buf>) -> Error {
        Error::new(ErrorKind::Value, message)
    }

    /// A `TypeError`.
    pub fn type_error(message: impl Into<Wtf8Buf>) -> Error {
        Error::new(ErrorKind::Type, message)
    }

    /// An `OverflowError`.
    pub fn overflow(message: impl Into<Wtf8Buf>) -> Error {
        Error::new(ErrorKind::Overflow, message)
    }

    /// A `ZeroDivisionError`.
    pub fn zero_division(message: impl Into<Wtf8Buf>) -> Error {
        Error::new(ErrorKind::ZeroDivision, message)
    }

    /// A `MemoryError`, whose message is empty.
    pub fn memory() -> Error {
        Error::new(ErrorKind::Memory, "")
    }

    /// The message, as `str(exception)` gives it.
    pub fn message(&self) -> &Wtf8 {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.class_name(), &*self.message)
    }
}

impl std::error::Error for Error {}

/// Longest text, in characters, that padding or a precision may ask for; more is a `MemoryError`, since an allocation that
/// fails would end the process.
pub const MAX_TEXT: usize = 1 << 30;

/// `len` if it is at most [`MAX_TEXT`].
pub fn check_len(len: usize) -> Result<usize, Error> {
    if len <= MAX_TEXT { Ok(len) } else { Err(Error::memory()) }
}

/// Most bytes that a text or bytes object may have here.
pub const MAX_BYTES: usize = 1 << 32;

/// An empty buffer with room for `size` bytes (nothing stands for more than there are).
///
/// # Errors
/// `MemoryError` past [`MAX_BYTES`] or when the room is not to be had.
pub fn check_size(size: Option<usize>) -> Result<Vec<u8>, Error> {
    let size = size.filter(|size| *size <= MAX_BYTES).ok_or_else(Error::memory)?;
    let mut buffer = Vec::new();
    buffer.try_reserve_exact(size).map_err(|_| Error::memory())?;
    Ok(buffer)
}
