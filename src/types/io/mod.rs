//! What the stream objects of `_io` hold: data of the system and of memory,
//! without Python values.
//!
//! | module | what |
//! |---|---|
//! | [`newline`] | the ends of lines |
//! | [`text_buffer`] | the text of StringIO |
//! | [`byte_buffer`] | the bytes of BytesIO |
//! | [`file_handle`] | an open file |
//! | [`text_layer`] | how the bytes of TextIOWrapper are text |
//! | [`byte_stream`] | what is read and written byte by byte |

use std::cell::{Cell as StdCell, RefCell};

use gc_arena::{Collect, Mutation};

use crate::{classified, handle};

pub mod byte_buffer;
pub mod byte_stream;
pub mod file_handle;
pub mod newline;
pub mod text_buffer;
pub mod text_layer;

pub use byte_buffer::ByteBuffer;
pub use byte_stream::ByteStream;
pub use file_handle::{FileHandle, SharedFile};
pub use newline::{Newline, NewlineDecoder};
pub use text_buffer::TextBuffer;
pub use text_layer::TextLayer;

/// What a stream object holds.
pub enum IoState {
    /// Nothing: `__init__` has not run, or a class made by a program.
    Unset,
    /// StringIO.
    Text(TextBuffer),
    /// BytesIO.
    Bytes(ByteBuffer),
    /// FileIO.
    File(SharedFile),
    /// A buffered stream: all is done by the raw one.
    Buffered,
    /// A buffered stream or TextIOWrapper of which the other one was taken away.
    Detached,
    /// TextIOWrapper.
    Layer(TextLayer),
    /// IncrementalNewlineDecoder.
    Newlines(NewlineDecoder),
}

/// The native part of a stream object, which is the payload of an instance.
#[derive(Collect)]
#[collect(require_static)]
pub struct IoStreamData {
    pub state: RefCell<IoState>,
    pub closed: StdCell<bool>,
}

handle! {
    /// The native part of a stream object.
    IoStream => static IoStreamData
}
classified! { IoStream => io_base }

impl<'gc> IoStream<'gc> {
    /// A stream that was not initialised.
    pub fn new(mc: &Mutation<'gc>) -> Self {
        Self::alloc(mc, IoStreamData { state: RefCell::new(IoState::Unset), closed: StdCell::new(false) })
    }
}
