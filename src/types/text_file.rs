//! The standard streams as objects. Mirrors what a program sees of
//! `_io.TextIOWrapper` on them.

use std::cell::Cell as StdCell;

use gc_arena::Collect;

use crate::{classified, handle};

/// Which standard stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stream {
    In,
    Out,
    Err,
}

/// A standard stream.
#[derive(Collect)]
#[collect(require_static)]
pub struct TextFileData {
    pub stream: Stream,
    pub closed: StdCell<bool>,
}

handle! {
    /// A standard stream object.
    TextFile => static TextFileData
}
classified! { TextFile => text_io_wrapper }
