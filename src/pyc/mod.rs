//! `.pyc` files of CPython 3.14 and the `marshal` format inside them.
//!
//! - [`raw`]: code objects as owned data, the meeting point of all loaders
//! - [`marshal`]: bytes to values and back
//! - [`header`]: the 16 bytes before them, [`read_pyc`] and [`write_pyc`]
//! - [`describe`]: a code object with its tables, as JSON
//!
//! Nothing here needs the virtual machine or a heap, and nothing panics: bytes from outside are checked as they are
//! read, and what is wrong is named with its byte offset.

pub mod const_repr;
pub mod describe;
pub mod header;
pub mod marshal;
pub mod raw;

pub use header::{Header, PycError, Validation, read_header, read_pyc, write_pyc};
pub use marshal::{MarshalError, MarshalErrorKind, WriteError};
pub use raw::{Const, RawCode};
