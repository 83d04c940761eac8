//! The header of a `.pyc` file and the way from the file's bytes to its code object.
//!
//! Layout (CPython's `Lib/importlib/_bootstrap_external.py`): magic number, two bytes, then `\r\n`; flags, four bytes;
//! then either the source's modification time and size, four bytes each, or eight bytes of its hash. Little endian.

use std::sync::Arc;

use thiserror::Error;

use super::marshal::{self, MarshalError, WriteError};
use super::raw::RawCode;

/// Magic number of CPython 3.14's bytecode.
pub const MAGIC: u16 = 3627;

/// Bytes before the marshalled code object.
pub const HEADER_LEN: usize = 16;

/// What the header says about the source the file was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validation {
    /// The source's modification time (seconds since 1970, its low 32 bits) and size (bytes, its low 32 bits).
    Timestamp {
        /// Modification time.
        mtime: u32,
        /// Size.
        size: u32,
    },
    /// A hash of the source, as PEP 552 defines it.
    Hash {
        /// SipHash-1-3 of the source, keyed with the magic number.
        hash: u64,
        /// Whether an importer should compare it with the source's.
        check_source: bool,
    },
}

/// A `.pyc` header whose magic number is [`MAGIC`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// How to tell whether the file is up to date.
    pub validation: Validation,
}

/// Why a `.pyc` file cannot be loaded.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PycError {
    /// The file is shorter than a header.
    #[error("not a .pyc file: {len} bytes, but the header alone takes {HEADER_LEN}")]
    TooShort {
        /// The file's length.
        len: usize,
    },
    /// The first four bytes are no magic number at all.
    #[error("not a .pyc file: it begins with bytes {:02x} {:02x} {:02x} {:02x}", .found[0], .found[1], .found[2], .found[3])]
    NotPyc {
        /// The first four bytes.
        found: [u8; 4],
    },
    /// Another version's bytecode.
    #[error("bad magic number {found}{}: only {MAGIC} (Python 3.14) can be loaded", written_by(*.found))]
    WrongMagic {
        /// The magic number found.
        found: u16,
    },
    /// Flags that the format does not define.
    #[error("invalid flags {flags:#x} in the .pyc header (at byte 4)")]
    Flags {
        /// The flags found.
        flags: u32,
    },
    /// The code object after the header is damaged; the offset counts from the start of the file.
    #[error("corrupt .pyc file: {0}")]
    Marshal(#[from] MarshalError),
}

/// Ranges of magic numbers, newest first, with the Python that used them.
const KNOWN: [(u16, u16, &str); 17] = [
    (3650, 3699, "3.15"),
    (3600, 3649, "3.14"),
    (3550, 3599, "3.13"),
    (3500, 3549, "3.12"),
    (3450, 3499, "3.11"),
    (3430, 3449, "3.10"),
    (3420, 3429, "3.9"),
    (3400, 3419, "3.8"),
    (3390, 3399, "3.7"),
    (3360, 3389, "3.6"),
    (3320, 3359, "3.5"),
    (3250, 3319, "3.4"),
    (3190, 3249, "3.3"),
    (3160, 3189, "3.2"),
    (3140, 3159, "3.1"),
    (3000, 3139, "3.0"),
    (62171, 62211, "2.7"),
];

/// The Python version that writes a magic number, where it is known: `"3.13"`, or `"3.14"` for its pre-releases too.
#[must_use]
pub fn python_of_magic(magic: u16) -> Option<&'static str> {
    KNOWN.iter().find(|(low, high, _)| (*low..=*high).contains(&magic)).map(|(_, _, version)| *version)
}

fn written_by(magic: u16) -> String {
    match python_of_magic(magic) {
        Some("3.14") => " (written by a pre-release of Python 3.14)".to_owned(),
        Some(version) => format!(" (written by Python {version})"),
        None => String::new(),
    }
}

/// Reads the header at the start of a `.pyc` file.
///
/// # Errors
/// [`PycError`], for anything but a header of CPython 3.14.
pub fn read_header(data: &[u8]) -> Result<Header, PycError> {
    let Some(header) = data.first_chunk::<HEADER_LEN>() else {
        return Err(match data.first_chunk() {
            Some(found) if magic_of(*found).is_none() => PycError::NotPyc { found: *found },
            _ => PycError::TooShort { len: data.len() },
        });
    };
    let word = |at: usize| header.get(at..).and_then(|rest| rest.first_chunk::<4>()).copied().unwrap_or_default();
    let magic = word(0);
    match magic_of(magic) {
        Some(MAGIC) => {}
        Some(found) => return Err(PycError::WrongMagic { found }),
        None => return Err(PycError::NotPyc { found: magic }),
    }
    let [flags, first, second] = [word(4), word(8), word(12)].map(u32::from_le_bytes);
    let validation = match flags {
        0 => Validation::Timestamp { mtime: first, size: second },
        1 | 3 => Validation::Hash { hash: u64::from(first) | u64::from(second) << 32, check_source: flags == 3 },
        _ => return Err(PycError::Flags { flags }),
    };
    Ok(Header { validation })
}

fn magic_of(bytes: [u8; 4]) -> Option<u16> {
    match bytes {
        [low, high, b'\r', b'\n'] => Some(u16::from_le_bytes([low, high])),
        _ => None,
    }
}

/// Reads a whole `.pyc` file of CPython 3.14. Bytes after the code object are ignored, as CPython does.
///
/// Only the form is checked here; whether the bytecode is safe to run is the verifier's question.
///
/// # Errors
/// [`PycError`], which says what is wrong and where.
pub fn read_pyc(data: &[u8]) -> Result<Arc<RawCode>, PycError> {
    read_header(data)?;
    Ok(marshal::load_code(data, HEADER_LEN)?)
}

/// The 16 bytes before the marshalled code object.
#[must_use]
pub fn header_bytes(header: Header) -> [u8; HEADER_LEN] {
    let (flags, rest) = match header.validation {
        Validation::Timestamp { mtime, size } => (0u32, u64::from(mtime) | u64::from(size) << 32),
        Validation::Hash { hash, check_source } => (if check_source { 3 } else { 1 }, hash),
    };
    let mut bytes = [0; HEADER_LEN];
    let parts = MAGIC.to_le_bytes().into_iter().chain(*b"\r\n").chain(flags.to_le_bytes()).chain(rest.to_le_bytes());
    bytes.iter_mut().zip(parts).for_each(|(place, byte)| *place = byte);
    bytes
}

/// A whole `.pyc` file.
///
/// # Errors
/// [`WriteError`] for a code object that the format cannot hold.
pub fn write_pyc(code: &RawCode, header: Header) -> Result<Vec<u8>, WriteError> {
    let mut file = header_bytes(header).to_vec();
    file.extend(marshal::dump_code(code)?);
    Ok(file)
}
