//! Subscripts of a bytearray as targets.

use super::like::{byte, bytes_of, this_array};
use super::mutate::edit;
use super::new::{BYTE_RANGE, items, to_bytes};
use super::sequence::place;
use crate::methods::str::sequence::position;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{ByteArray, Slice};
use crate::value::Value;
use crate::vm::slicing::{SliceIndices, is_index, unpack};

/// `bytearray.__setitem__(key, value)`.
///
/// # Errors
/// Those of its arguments.
pub fn set_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    assign(ctx, this_array(ctx, &args)?, args.get(1), args.get(2))
}

/// `bytearray.__delitem__(key)`.
///
/// # Errors
/// Those of its argument.
pub fn delete_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    delete(ctx, this_array(ctx, &args)?, args.get(1))
}

fn wrong_key<'gc>(ctx: Ctx<'gc>, key: Value<'gc>) -> Raise<'gc> {
    ctx.type_error(format!("bytearray indices must be integers or slices, not {}", ctx.type_name(key)))
}

/// `array[key] = value`.
///
/// # Errors
/// TypeError, ValueError or IndexError for a key or value that does not fit.
pub fn assign<'gc>(ctx: Ctx<'gc>, array: ByteArray<'gc>, key: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if let Value::Slice(slice) = key {
        let bytes = bytes_of(value).map(|bytes| bytes.to_vec());
        if let Some(bytes) = bytes {
            return replace(ctx, array, slice, bytes);
        }
        let numeric = is_index(ctx, value)
            || value.as_f64().is_some()
            || value.as_complex().is_some()
            || ctx.lookup_special(value, ctx.names.float).is_some();
        if numeric || value.as_str().is_some() {
            return Err(ctx.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
        }
        return items(ctx, value, true)?.then(ctx, [array.into(), key], |ctx, items, [array, key]| {
            let bytes = to_bytes(ctx, items, BYTE_RANGE)?;
            match (array.as_bytearray(), key) {
                (Some(array), Value::Slice(slice)) => replace(ctx, array, slice, bytes),
                _ => Err(ctx.internal_error("assignment to no bytearray")),
            }
        });
    }
    if !is_index(ctx, key) {
        return Err(wrong_key(ctx, key));
    }
    let index = position(ctx, key)?;
    let len = array.data().0.borrow().len();
    let out_of_range = || ctx.index_error("bytearray index out of range");
    let index = place(index, len).ok_or_else(out_of_range)?;
    let byte = byte(ctx, value)?;
    // The conversion may have run code that shortened the array.
    *edit(ctx, array)?.get_mut(index).ok_or_else(out_of_range)? = byte;
    Step::value(Value::None)
}

fn resolve<'gc>(ctx: Ctx<'gc>, array: ByteArray<'gc>, slice: Slice<'gc>) -> Result<SliceIndices, Raise<'gc>> {
    let parts = unpack(ctx, slice)?;
    let len = array.data().0.borrow().len();
    Ok(parts.adjust(len))
}

fn replace<'gc>(ctx: Ctx<'gc>, array: ByteArray<'gc>, slice: Slice<'gc>, new: Vec<u8>) -> NativeResult<'gc> {
    let found = resolve(ctx, array, slice)?;
    if new.is_empty() {
        return cut(ctx, array, found);
    }
    let mut bytes = edit(ctx, array)?;
    if found.step == 1 {
        bytes.splice(found.range(), new);
        return Step::value(Value::None);
    }
    if new.len() != found.count {
        let (given, wanted) = (new.len(), found.count);
        return Err(
            ctx.value_error(format!("attempt to assign bytes of size {given} to extended slice of size {wanted}"))
        );
    }
    for (index, byte) in found.indices().zip(new) {
        if let Some(place) = bytes.get_mut(index) {
            *place = byte;
        }
    }
    Step::value(Value::None)
}

/// Takes the bytes of a slice out.
fn cut<'gc>(ctx: Ctx<'gc>, array: ByteArray<'gc>, found: SliceIndices) -> NativeResult<'gc> {
    let mut bytes = edit(ctx, array)?;
    if found.step == 1 {
        bytes.drain(found.range());
        return Step::value(Value::None);
    }
    let mut gone: Vec<usize> = found.indices().collect();
    gone.sort_unstable();
    let mut gone = gone.into_iter().peekable();
    let mut index = 0;
    bytes.retain(|_| {
        let goes = gone.next_if_eq(&index).is_some();
        index += 1;
        !goes
    });
    Step::value(Value::None)
}

/// `del array[key]`.
///
/// # Errors
/// TypeError or IndexError for a key that does not fit.
pub fn delete<'gc>(ctx: Ctx<'gc>, array: ByteArray<'gc>, key: Value<'gc>) -> NativeResult<'gc> {
    if let Value::Slice(slice) = key {
        let found = resolve(ctx, array, slice)?;
        return cut(ctx, array, found);
    }
    if !is_index(ctx, key) {
        return Err(wrong_key(ctx, key));
    }
    let index = position(ctx, key)?;
    let mut bytes = edit(ctx, array)?;
    match place(index, bytes.len()) {
        Some(index) => {
            bytes.remove(index);
            Step::value(Value::None)
        }
        None => Err(ctx.index_error("bytearray index out of range")),
    }
}
