//! How large a heap may become.

use thiserror::Error;

/// Bounds on a heap; `None` is no bound. They count garbage that is not freed yet, so whoever
/// meets one collects and tries again before giving up
/// ([`Heap::enforce_limits`](crate::Heap::enforce_limits)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Objects in the arena.
    pub objects: Option<usize>,
    /// Bytes: those accounted to big buffers ([`Accounting`](crate::Accounting)) and
    /// [`BYTES_PER_OBJECT`](crate::BYTES_PER_OBJECT) for each object.
    pub bytes: Option<usize>,
}

/// A limit is, or would be, exceeded.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum LimitError {
    /// Too many objects.
    #[error("the heap is limited to {limit} objects and needs {needed}")]
    Objects {
        /// [`Limits::objects`].
        limit: usize,
        /// Objects that exist, with those asked for.
        needed: usize,
    },
    /// Too many bytes.
    #[error("the heap is limited to {limit} bytes and needs {needed}")]
    Bytes {
        /// [`Limits::bytes`].
        limit: usize,
        /// Bytes in use, with those asked for.
        needed: usize,
    },
}

impl Limits {
    /// Whether a heap of this size is within the limits.
    pub(crate) fn allow(self, objects: usize, bytes: usize) -> Result<(), LimitError> {
        match (self.objects, self.bytes) {
            (Some(limit), _) if objects > limit => Err(LimitError::Objects { limit, needed: objects }),
            (_, Some(limit)) if bytes > limit => Err(LimitError::Bytes { limit, needed: bytes }),
            _ => Ok(()),
        }
    }
}
