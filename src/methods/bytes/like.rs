//! Bytes-like objects as receivers and arguments, and results of the
//! receiver's type.

use std::cell::Ref;
use std::ops::{Deref, Range};

use crate::runtime::{Args, Ctx, Raise};
use crate::types::{ByteArray, Bytes};
use crate::value::Value;
use crate::vm::slicing::is_index;

/// The bytes of an object, for reading. Do not hold it where Python code can
/// run: that could change a bytearray.
pub enum Held<'gc> {
    Bytes(&'gc [u8]),
    Array(Ref<'gc, Vec<u8>>),
    One([u8; 1]),
    Copy(Vec<u8>),
}

impl Deref for Held<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Held::Bytes(bytes) => bytes,
            Held::Array(bytes) => bytes,
            Held::One(byte) => byte,
            Held::Copy(bytes) => bytes,
        }
    }
}

/// The bytes of a bytes-like object.
pub fn bytes_of(value: Value<'_>) -> Option<Held<'_>> {
    match value.payload() {
        Value::Bytes(bytes) => Some(Held::Bytes(bytes.as_slice())),
        Value::ByteArray(array) => Some(Held::Array(array.data().0.borrow())),
        Value::MemoryView(view) => view.bytes().map(Held::Copy),
        _ => None,
    }
}

/// The bytes of an argument.
///
/// # Errors
/// TypeError for what is not bytes-like.
pub fn required<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Held<'gc>, Raise<'gc>> {
    bytes_of(value)
        .ok_or_else(|| ctx.type_error(format!("a bytes-like object is required, not '{}'", ctx.type_name(value))))
}

/// The bytes of the receiver.
///
/// # Errors
/// As [`required`].
pub fn this<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Held<'gc>, Raise<'gc>> {
    required(ctx, args.get(0))
}

/// The receiver as a bytearray.
///
/// # Errors
/// TypeError when it is none.
pub fn this_array<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<ByteArray<'gc>, Raise<'gc>> {
    args.get(0).as_bytearray().ok_or_else(|| ctx.type_error("a bytearray is required"))
}

/// New bytes of the type of `model`: bytes or bytearray.
pub fn like<'gc>(ctx: Ctx<'gc>, model: Value<'gc>, bytes: Vec<u8>) -> Value<'gc> {
    match model.as_bytearray() {
        Some(_) => ByteArray::new(ctx.mc, bytes).into(),
        None => Bytes::new(ctx.mc, bytes).into(),
    }
}

/// A part of the receiver: itself when it is bytes and the part is all of it.
pub fn part<'gc>(ctx: Ctx<'gc>, this: Value<'gc>, range: Range<usize>) -> Value<'gc> {
    match this.payload() {
        Value::Bytes(bytes) if range == (0..bytes.as_slice().len()) => bytes.into(),
        _ => {
            let part = bytes_of(this).and_then(|bytes| bytes.get(range).map(<[u8]>::to_vec));
            like(ctx, this, part.unwrap_or_default())
        }
    }
}

/// What is searched for: a bytes-like object or an int for one byte.
///
/// # Errors
/// TypeError for anything else, ValueError for an int that is no byte.
pub fn needle<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Held<'gc>, Raise<'gc>> {
    if let Some(bytes) = bytes_of(value) {
        return Ok(bytes);
    }
    if !is_index(ctx, value) {
        let name = ctx.type_name(value);
        return Err(ctx.type_error(format!("argument should be integer or bytes-like object, not '{name}'")));
    }
    byte(ctx, value).map(|byte| Held::One([byte]))
}

/// A byte given as an int.
///
/// # Errors
/// TypeError for what is no int, ValueError out of range.
pub fn byte<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<u8, Raise<'gc>> {
    let byte = u8::try_from(ctx.index_clipped(value)?);
    byte.map_err(|_| ctx.value_error("byte must be in range(0, 256)"))
}
