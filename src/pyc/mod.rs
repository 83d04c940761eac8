//! `.pyc` files of CPython 3.14 and the `marshal` format inside them.
//!
//! - [`raw`]: code objects as owned data, the meeting point of all loaders
//! - [`marshal`]: bytes to values
//! - [`header`]: the 16 bytes before them, and [`read_pyc`]
//!
//! Nothing here needs the virtual machine or a heap, and nothing panics: bytes from outside are checked as they are
//! read, and what is wrong is named with its byte offset.

pub mod const_repr;
pub mod header;
pub mod marshal;
pub mod raw;

pub use header::{Header, PycError, Validation, read_header, read_pyc};
pub use marshal::{MarshalError, MarshalErrorKind};
pub use raw::{Const, RawCode};
