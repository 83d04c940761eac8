//! What the methods of str share: arguments, results, and places in text,
//! which Python counts in characters and this crate in bytes.

use std::ops::Range;

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use crate::runtime::{Args, Ctx, Raise};
use crate::types::Str;
use crate::value::Value;
use crate::vm::slicing::slice_index;

/// The receiver.
///
/// # Errors
/// TypeError when it is no str: an internal error, callers check.
pub fn this<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Str<'gc>, Raise<'gc>> {
    args.get(0).as_str().ok_or_else(|| ctx.type_error("a str is required"))
}

/// How an argument's type is named where it is of the wrong one
/// (`_PyArg_BadArgument`).
pub fn shown_type<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> String {
    if value.is_none() { "None".to_owned() } else { ctx.type_name(value) }
}

/// An argument that has to be a str; `place` is what the message calls it
/// (`argument 1`, `argument 'encoding'`, `argument`).
///
/// # Errors
/// TypeError for anything else.
pub fn text<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, method: &str, place: &str) -> Result<Str<'gc>, Raise<'gc>> {
    value
        .as_str()
        .ok_or_else(|| ctx.type_error(format!("{method}() {place} must be str, not {}", shown_type(ctx, value))))
}

/// An argument that C's `Py_ssize_t` holds.
///
/// # Errors
/// OverflowError when it does not, or what the conversion raises.
pub fn size<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<i64, Raise<'gc>> {
    match ctx.index(value)? {
        Value::Int(size) => Ok(size),
        _ => Err(ctx.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// An optional count like `maxsplit`: `None` for no limit.
///
/// # Errors
/// What the conversion to an int raises.
pub fn limit<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<usize, Raise<'gc>> {
    match value {
        Value::Null => Ok(usize::MAX),
        value => Ok(usize::try_from(size(ctx, value)?).unwrap_or(usize::MAX)),
    }
}

/// The start and end given by the arguments at `at` and `at + 1`, clipped to a
/// sequence of `len` items; nothing when the start is past the end.
///
/// # Errors
/// TypeError for what is not an int or None, or what an `__index__` raises.
pub fn window<'gc>(
    ctx: Ctx<'gc>,
    args: &Args<'_, 'gc>,
    at: usize,
    len: usize,
) -> Result<Option<Range<usize>>, Raise<'gc>> {
    let place = |value: Value<'gc>, default: usize| -> Result<usize, Raise<'gc>> {
        match value {
            Value::Null | Value::None => Ok(default),
            value => {
                let index = slice_index(ctx, value)?;
                let length = i64::try_from(len).unwrap_or(i64::MAX);
                let index = if index < 0 { index.saturating_add(length).max(0) } else { index };
                Ok(usize::try_from(index).unwrap_or(usize::MAX))
            }
        }
    };
    let start = place(args.get(at), 0)?;
    let end = place(args.get(at + 1), len)?.min(len);
    Ok((start <= end).then_some(start..end))
}

/// Characters in WTF-8 bytes.
pub fn count_chars(bytes: &[u8]) -> usize {
    if bytes.is_ascii() { bytes.len() } else { bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() }
}

/// The byte range of a range of characters.
pub fn byte_range(text: Str<'_>, chars: Range<usize>) -> Range<usize> {
    if text.is_ascii() {
        return chars;
    }
    let start = text.byte_offset(chars.start);
    let rest = text.wtf8().get(start..).unwrap_or_default();
    let wanted = chars.end.saturating_sub(chars.start);
    let len = rest.code_point_indices().nth(wanted).map_or(rest.len(), |(offset, _)| offset);
    start..start + len
}

/// A part of a text, by bytes: the text itself when it is all of it.
pub fn part<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, bytes: Range<usize>) -> Value<'gc> {
    if bytes == (0..text.wtf8().len()) {
        return text.into();
    }
    let part = text.wtf8().get(bytes).unwrap_or_default();
    match *part.as_bytes() {
        [] => ctx.names.empty.into(),
        [byte] => ctx.latin1_char(byte),
        _ => ctx.str(part.to_owned()),
    }
}

/// A result: short ones are shared objects.
pub fn result<'gc>(ctx: Ctx<'gc>, text: Wtf8Buf) -> Value<'gc> {
    match *text.as_bytes() {
        [] => ctx.names.empty.into(),
        [byte] => ctx.latin1_char(byte),
        _ => ctx.str(text),
    }
}

/// A result from bytes that are known to be WTF-8.
///
/// # Errors
/// SystemError if they are not.
pub fn from_bytes<'gc>(ctx: Ctx<'gc>, bytes: Vec<u8>) -> Result<Value<'gc>, Raise<'gc>> {
    match Wtf8Buf::from_bytes(bytes) {
        Ok(text) => Ok(result(ctx, text)),
        Err(_) => Err(ctx.internal_error("text is not WTF-8")),
    }
}

/// The only character of a text.
pub fn only_char(text: Str<'_>) -> Option<CodePoint> {
    if text.len() == 1 { text.code_point(0) } else { None }
}
