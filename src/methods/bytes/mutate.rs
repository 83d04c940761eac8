//! What changes a bytearray, but for subscripts.

use std::cell::RefMut;

use super::like::{byte, bytes_of, this_array};
use super::new::{BYTE_RANGE, to_bytes};
use super::sequence::place;
use crate::methods::str::args::size;
use crate::methods::str::sequence::{check_room, times};
use crate::runtime::{Args, Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::text::error::MAX_BYTES;
use crate::text::find::repeat;
use crate::types::{ByteArray, Bytes};
use crate::value::Value;
use crate::vm::ops;

/// The bytes, for writing.
///
/// # Errors
/// BufferError while something reads them.
pub fn edit<'gc>(ctx: Ctx<'gc>, array: ByteArray<'gc>) -> Result<RefMut<'gc, Vec<u8>>, Raise<'gc>> {
    let bytes = array.data().0.try_borrow_mut();
    bytes.map_err(|_| ctx.buffer_error("Existing exports of data: object cannot be re-sized"))
}

/// The bytes, for adding `more`.
///
/// # Errors
/// As [`edit`]; MemoryError when there is no room.
fn grow<'gc>(ctx: Ctx<'gc>, array: ByteArray<'gc>, more: usize) -> Result<RefMut<'gc, Vec<u8>>, Raise<'gc>> {
    let mut bytes = edit(ctx, array)?;
    let fits = bytes.len().checked_add(more).is_some_and(|size| size <= MAX_BYTES);
    if !fits || bytes.try_reserve(more).is_err() {
        return Err(ctx.text_error(crate::text::error::Error::memory()));
    }
    Ok(bytes)
}

/// What CPython allocates for so many bytes: one more for the end.
pub fn allocated(len: usize) -> usize {
    if len == 0 { 0 } else { len + 1 }
}

/// `bytearray.append(item)`.
///
/// # Errors
/// TypeError or ValueError for what is no byte.
pub fn append<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this_array(ctx, &args)?;
    let byte = byte(ctx, args.get(1))?;
    grow(ctx, this, 1)?.push(byte);
    Step::value(Value::None)
}

/// `bytearray.clear()`.
///
/// # Errors
/// None of its own.
pub fn clear<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    *edit(ctx, this_array(ctx, &args)?)? = Vec::new();
    Step::value(Value::None)
}

/// `bytearray.copy()`.
///
/// # Errors
/// None of its own.
pub fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let bytes = this_array(ctx, &args)?.data().0.borrow().clone();
    Step::value(ByteArray::new(ctx.mc, bytes))
}

/// `bytearray.reverse()`.
///
/// # Errors
/// None of its own.
pub fn reverse<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    edit(ctx, this_array(ctx, &args)?)?.reverse();
    Step::value(Value::None)
}

/// `bytearray.extend(iterable_of_ints)`.
///
/// # Errors
/// TypeError or ValueError for what are no bytes, or what the iteration raises.
pub fn extend<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (this, given) = (this_array(ctx, &args)?, args.get(1));
    let more = bytes_of(given).map(|bytes| bytes.to_vec());
    if let Some(more) = more {
        grow(ctx, this, more.len())?.extend(more);
        return Step::value(Value::None);
    }
    let outcome = ops::iter(ctx, given);
    let items = then_input(outcome, ctx, [given], |ctx, input, [given]| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
            Err(ctx.type_error(format!("can't extend bytearray with {}", ctx.type_name(given))))
        }
        _ if given.as_str().is_some() => {
            Err(ctx.type_error(format!("expected iterable of integers; got: '{}'", ctx.type_name(given))))
        }
        input => ops::collect(ctx, input.value(ctx)?),
    })?;
    items.then(ctx, [this.into()], |ctx, items, [this]| {
        let more = to_bytes(ctx, items, BYTE_RANGE)?;
        if let Some(this) = this.as_bytearray() {
            grow(ctx, this, more.len())?.extend(more);
        }
        Step::value(Value::None)
    })
}

/// `bytearray.insert(index, item)`.
///
/// # Errors
/// Those of its arguments.
pub fn insert<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this_array(ctx, &args)?;
    let index = size(ctx, args.get(1))?;
    let byte = byte(ctx, args.get(2))?;
    let mut bytes = grow(ctx, this, 1)?;
    let len = bytes.len() as i64;
    let index = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    bytes.insert(usize::try_from(index).unwrap_or(0), byte);
    Step::value(Value::None)
}

/// `bytearray.pop(index)`.
///
/// # Errors
/// IndexError when there is no such byte.
pub fn pop<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this_array(ctx, &args)?;
    let index = match args.opt(1) {
        Some(index) => size(ctx, index)?,
        None => -1,
    };
    let mut bytes = edit(ctx, this)?;
    if bytes.is_empty() {
        return Err(ctx.index_error("pop from empty bytearray"));
    }
    match place(index, bytes.len()) {
        Some(index) => Step::value(i64::from(bytes.remove(index))),
        None => Err(ctx.index_error("pop index out of range")),
    }
}

/// `bytearray.remove(value)`.
///
/// # Errors
/// ValueError when it is not there.
pub fn remove<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this_array(ctx, &args)?;
    let byte = byte(ctx, args.get(1))?;
    let mut bytes = edit(ctx, this)?;
    match bytes.iter().position(|other| *other == byte) {
        Some(index) => {
            bytes.remove(index);
            Step::value(Value::None)
        }
        None => Err(ctx.value_error("value not found in bytearray")),
    }
}

/// `bytearray.resize(size)`.
///
/// # Errors
/// ValueError for a negative size, MemoryError for an absurd one.
pub fn resize<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this_array(ctx, &args)?;
    let wanted = size(ctx, args.get(1))?;
    let Ok(size) = usize::try_from(wanted) else {
        return Err(ctx.value_error(format!("Can only resize to positive sizes, got {wanted}")));
    };
    let len = this.data().0.borrow().len();
    grow(ctx, this, size.saturating_sub(len))?.resize(size, 0);
    Step::value(Value::None)
}

/// `bytearray.__iadd__(value)`.
///
/// # Errors
/// TypeError for what is not bytes-like.
pub fn add_in_place<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (this, other) = (this_array(ctx, &args)?, args.get(1));
    let Some(more) = bytes_of(other).map(|bytes| bytes.to_vec()) else {
        let (name, this) = (ctx.type_name(other), ctx.type_name(args.get(0)));
        return Err(ctx.type_error(format!("can't concat {name} to {this}")));
    };
    grow(ctx, this, more.len())?.extend(more);
    Step::value(args.get(0))
}

/// `bytearray.__imul__(value)`.
///
/// # Errors
/// TypeError for what is no int, MemoryError for an absurd size.
pub fn multiply_in_place<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this_array(ctx, &args)?;
    let times = usize::try_from(times(ctx, args.get(1))?).unwrap_or(0);
    let bytes = this.data().0.borrow().clone();
    *edit(ctx, this)? = repeat(&bytes, times).map_err(|error| ctx.text_error(error))?;
    Step::value(args.get(0))
}

/// `bytearray.__alloc__()`.
///
/// # Errors
/// None of its own.
pub fn alloc<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(allocated(this_array(ctx, &args)?.data().0.borrow().len()) as i64)
}

fn reduced<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, proto: i64) -> NativeResult<'gc> {
    let bytes = this_array(ctx, args)?.data().0.borrow().clone();
    let state = match args.get(0) {
        Value::Instance(instance) => instance.dict.get().map_or(Value::None, Value::Dict),
        _ => Value::None,
    };
    let contents = match bytes.is_empty() {
        true => ctx.tuple(&[]),
        false if proto < 3 => {
            drop(check_room(ctx, bytes.len().checked_mul(2))?);
            let text: String = bytes.into_iter().map(char::from).collect();
            ctx.tuple(&[ctx.str(text), ctx.str("latin-1")])
        }
        false => ctx.tuple(&[Bytes::new(ctx.mc, bytes).into()]),
    };
    Step::value(ctx.tuple(&[ctx.class_of(args.get(0)).into(), contents, state]))
}

/// `bytearray.__reduce__()`.
///
/// # Errors
/// None of its own.
pub fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    reduced(ctx, &args, 2)
}

/// `bytearray.__reduce_ex__(proto)`.
///
/// # Errors
/// What the conversion of `proto` raises.
pub fn reduce_ex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let proto = args.opt(1).map_or(Ok(0), |proto| size(ctx, proto))?;
    reduced(ctx, &args, proto)
}
