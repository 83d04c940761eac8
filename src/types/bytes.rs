//! bytes and bytearray. Mirrors `Objects/bytesobject.c` and
//! `Objects/bytearrayobject.c`.

use std::cell::RefCell;

use gc_arena::{Collect, Mutation};

use crate::{classified, handle};

/// Immutable bytes.
#[derive(Collect)]
#[collect(require_static)]
pub struct BytesData(pub Box<[u8]>);
handle! {
    /// A bytes object.
    Bytes => static BytesData
}

impl<'gc> Bytes<'gc> {
    /// A new bytes object.
    pub fn new(mc: &Mutation<'gc>, bytes: impl Into<Box<[u8]>>) -> Self {
        Self::alloc(mc, BytesData(bytes.into()))
    }

    /// The bytes.
    pub fn as_slice(self) -> &'gc [u8] {
        &self.data().0
    }
}

/// Mutable bytes.
#[derive(Collect)]
#[collect(require_static)]
pub struct ByteArrayData(pub RefCell<Vec<u8>>);
handle! {
    /// A bytearray object.
    ByteArray => static ByteArrayData
}

impl<'gc> ByteArray<'gc> {
    /// A new bytearray.
    pub fn new(mc: &Mutation<'gc>, bytes: Vec<u8>) -> Self {
        Self::alloc(mc, ByteArrayData(RefCell::new(bytes)))
    }
}

classified! { Bytes => bytes, ByteArray => bytearray }
