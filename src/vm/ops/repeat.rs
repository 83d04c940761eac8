//! Concatenation and repetition of the built-in sequences, for the fast paths
//! of `+` and `*` and for the sequences' own special methods.

use rustpython_wtf8::Wtf8Buf;

use crate::runtime::{Ctx, Raise};
use crate::text::error::MAX_TEXT;
use crate::types::{Bytes, Str, Tuple};
use crate::value::Value;

/// Greatest number of items that a repetition may make: more is a MemoryError,
/// since an allocation that fails would end the process.
pub const MAX_ITEMS: usize = 1 << 28;

/// The length of `len` items repeated `count` times.
///
/// # Errors
/// MemoryError beyond `limit`.
pub fn repeated_len<'gc>(ctx: Ctx<'gc>, len: usize, count: i64, limit: usize) -> Result<usize, Raise<'gc>> {
    let count = usize::try_from(count).unwrap_or(0);
    match len.checked_mul(count) {
        Some(total) if total <= limit => Ok(total),
        _ => Err(ctx.exception(ctx.types.exceptions.MemoryError, &[])),
    }
}

/// Items repeated; negative counts give none.
///
/// # Errors
/// MemoryError for more than [`MAX_ITEMS`].
pub fn repeat_items<'gc>(ctx: Ctx<'gc>, items: &[Value<'gc>], count: i64) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
    let total = repeated_len(ctx, items.len(), count, MAX_ITEMS)?;
    if let [single] = items {
        return Ok(vec![*single; total]);
    }
    let mut out = Vec::with_capacity(total);
    while out.len() < total {
        out.extend_from_slice(items);
    }
    Ok(out)
}

/// Bytes repeated.
///
/// # Errors
/// MemoryError for more than a gigabyte.
pub fn repeat_bytes<'gc>(ctx: Ctx<'gc>, bytes: &[u8], count: i64) -> Result<Vec<u8>, Raise<'gc>> {
    repeated_len(ctx, bytes.len(), count, MAX_TEXT)?;
    Ok(bytes.repeat(usize::try_from(count).unwrap_or(0)))
}

/// Text repeated.
///
/// # Errors
/// MemoryError for more than a gigabyte.
pub fn repeat_str<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, count: i64) -> Result<Value<'gc>, Raise<'gc>> {
    let total = repeated_len(ctx, text.wtf8().len(), count, MAX_TEXT)?;
    if count == 1 {
        return Ok(text.into());
    }
    let mut out = Wtf8Buf::with_capacity(total);
    for _ in 0..count.max(0) {
        out.push_wtf8(text.wtf8());
    }
    Ok(ctx.str(out))
}

/// `a + b` of two strings.
///
/// # Errors
/// MemoryError for more than a gigabyte.
pub fn concat_str<'gc>(ctx: Ctx<'gc>, a: Str<'gc>, b: Str<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    if a.is_empty() {
        return Ok(b.into());
    }
    if b.is_empty() {
        return Ok(a.into());
    }
    let total = a.wtf8().len() + b.wtf8().len();
    repeated_len(ctx, total, 1, MAX_TEXT)?;
    let mut out = Wtf8Buf::with_capacity(total);
    out.push_wtf8(a.wtf8());
    out.push_wtf8(b.wtf8());
    Ok(ctx.str(out))
}

/// `a + b` of exact sequences of one type; `None` for anything else.
///
/// # Errors
/// MemoryError for a result that is too large.
pub fn concat<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    Ok(Some(match (a, b) {
        (Value::Str(a), Value::Str(b)) => concat_str(ctx, a, b)?,
        (Value::List(a), Value::List(b)) => {
            let (a, b) = (a.borrow(), b.borrow());
            repeated_len(ctx, a.len() + b.len(), 1, MAX_ITEMS)?;
            ctx.list([a.as_slice(), b.as_slice()].concat())
        }
        (Value::Tuple(x), Value::Tuple(y)) => match (x.as_slice(), y.as_slice()) {
            ([], _) => b,
            (_, []) => a,
            (x, y) => {
                repeated_len(ctx, x.len() + y.len(), 1, MAX_ITEMS)?;
                Value::Tuple(Tuple::new(ctx.mc, [x, y].concat()))
            }
        },
        (Value::Bytes(a), Value::Bytes(b)) => {
            repeated_len(ctx, a.as_slice().len() + b.as_slice().len(), 1, MAX_TEXT)?;
            Value::Bytes(Bytes::new(ctx.mc, [a.as_slice(), b.as_slice()].concat()))
        }
        _ => return Ok(None),
    }))
}

/// `sequence * count` of an exact str, bytes, list or tuple; `None` for anything else.
///
/// # Errors
/// MemoryError for a result that is too large.
pub fn repeat<'gc>(ctx: Ctx<'gc>, sequence: Value<'gc>, count: i64) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    Ok(Some(match sequence {
        Value::Str(text) => repeat_str(ctx, text, count)?,
        Value::List(list) => ctx.list(repeat_items(ctx, &list.borrow(), count)?),
        Value::Tuple(tuple) if count == 1 => tuple.into(),
        Value::Tuple(tuple) => ctx.tuple(&repeat_items(ctx, tuple.as_slice(), count)?),
        Value::Bytes(bytes) => Value::Bytes(Bytes::new(ctx.mc, repeat_bytes(ctx, bytes.as_slice(), count)?)),
        _ => return Ok(None),
    }))
}
