//! What can be wrong with marshalled data.

use thiserror::Error;

#[cfg(doc)]
use super::{Const, MAX_DEPTH};

/// What is wrong with marshalled data, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{kind} (at byte {offset})")]
pub struct MarshalError {
    /// Offset into the input: of the type byte of the value in question, or of the first byte that is missing.
    pub offset: usize,
    /// What is wrong. Its text alone is what CPython's `marshal.loads` says, where CPython has a text for it.
    pub kind: MarshalErrorKind,
}

/// The kinds of [`MarshalError`]; CPython raises the exception class named for each.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MarshalErrorKind {
    /// The input ends where a value must begin (`EOFError`).
    #[error("EOF read where object expected")]
    NoObject,
    /// The input ends inside a value (`EOFError`).
    #[error("marshal data too short")]
    TooShort,
    /// A type byte that this format does not have (`ValueError`).
    #[error("bad marshal data (unknown type code)")]
    UnknownType(u8),
    /// A back-reference to a value that was not read yet, or is still being read (`ValueError`).
    #[error("bad marshal data (invalid reference)")]
    InvalidReference,
    /// A negative length (`ValueError`); the word names the type.
    #[error("bad marshal data ({0} size out of range)")]
    SizeOutOfRange(&'static str),
    /// An integer whose highest digit is zero (`ValueError`).
    #[error("bad marshal data (unnormalized long data)")]
    UnnormalizedLong,
    /// An integer digit of more than 15 bits (`ValueError`).
    #[error("bad marshal data (digit out of range in long)")]
    DigitOutOfRange,
    /// A float in text form that is no float (`ValueError`).
    #[error("could not convert string to float: '{0}'")]
    BadFloat(String),
    /// A string that is not UTF-8, surrogates aside (`UnicodeDecodeError`).
    #[error("bad marshal data (string is not valid UTF-8)")]
    BadString,
    /// A missing value (`TypeError`): the end mark of a dict outside a dict.
    #[error("NULL object in marshal data for {0}")]
    NullObject(&'static str),
    /// Values nested deeper than [`MAX_DEPTH`] (`ValueError`).
    #[error("recursion limit exceeded")]
    TooDeep,
    /// Back-references whose copies are out of proportion to the input (`ValueError`).
    #[error("bad marshal data (references expand to more than {limit} bytes)")]
    ReferencesTooLarge {
        /// The limit for this input, in bytes.
        limit: usize,
    },
    /// A value that contains itself; `marshal` can store that, [`Const`] cannot (`ValueError`).
    #[error("bad marshal data (a value that contains itself is not supported)")]
    SelfReference,
    /// A code object where none is allowed (`ValueError`).
    #[error("unmarshalling code objects is disallowed")]
    CodeNotAllowed,
    /// A field of a code object holds the wrong type (`TypeError`).
    #[error("bad marshal data (code object: {field} must be {wanted}, not {found})")]
    CodeField {
        /// The field's Python name.
        field: &'static str,
        /// The type it must have.
        wanted: &'static str,
        /// The type it has.
        found: &'static str,
    },
    /// A count of a code object is negative (`ValueError`).
    #[error("bad marshal data (code object: {field} is {value})")]
    CodeCount {
        /// The field's Python name.
        field: &'static str,
        /// The value found.
        value: i32,
    },
    /// A code object has as many names for its fast slots as kinds, or it is damaged (`ValueError`).
    #[error("bad marshal data (code object: {names} localsplusnames but {kinds} localspluskinds)")]
    CodeSlots {
        /// Entries of `co_localsplusnames`.
        names: usize,
        /// Bytes of `co_localspluskinds`.
        kinds: usize,
    },
    /// The data holds something else than the code object asked for.
    #[error("a code object is expected, not {found}")]
    NotCode {
        /// The type found.
        found: &'static str,
    },
}
