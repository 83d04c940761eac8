//! Stripping and padding.

use super::like::{bytes_of, like, part, required, this};
use crate::methods::str::args::{shown_type, size};
use crate::methods::str::{pad::c_int, sequence::check_room};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::chars::is_space_byte;
use crate::value::Value;

fn strip_by<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, left: bool, right: bool) -> NativeResult<'gc> {
    let bytes = this(ctx, &args)?;
    let chars = match args.get(1) {
        Value::Null | Value::None => None,
        value => Some(required(ctx, value)?),
    };
    let goes = |byte: &u8| match &chars {
        Some(chars) => chars.contains(byte),
        None => is_space_byte(*byte),
    };
    let start = if left { bytes.iter().take_while(|byte| goes(byte)).count() } else { 0 };
    let rest = bytes.get(start..).unwrap_or_default();
    let cut = if right { rest.iter().rev().take_while(|byte| goes(byte)).count() } else { 0 };
    Step::value(part(ctx, args.get(0), start..bytes.len() - cut))
}

/// `bytes.strip(bytes)`.
///
/// # Errors
/// TypeError for what is not bytes-like.
pub fn strip<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    strip_by(ctx, args, true, true)
}

/// `bytes.lstrip(bytes)`.
///
/// # Errors
/// TypeError for what is not bytes-like.
pub fn lstrip<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    strip_by(ctx, args, true, false)
}

/// `bytes.rstrip(bytes)`.
///
/// # Errors
/// TypeError for what is not bytes-like.
pub fn rstrip<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    strip_by(ctx, args, false, true)
}

fn padded<'gc>(
    ctx: Ctx<'gc>,
    this: Value<'gc>,
    bytes: &[u8],
    (left, right): (usize, usize),
    fill: u8,
) -> Result<Value<'gc>, Raise<'gc>> {
    if left == 0 && right == 0 {
        return Ok(part(ctx, this, 0..bytes.len()));
    }
    let mut out = check_room(ctx, left.checked_add(right).and_then(|n| n.checked_add(bytes.len())))?;
    out.resize(left, fill);
    out.extend_from_slice(bytes);
    out.resize(left + bytes.len() + right, fill);
    Ok(like(ctx, this, out))
}

fn fill_byte<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, method: &str) -> Result<u8, Raise<'gc>> {
    if value.is_null() {
        return Ok(b' ');
    }
    let Some(bytes) = bytes_of(value) else {
        let name = shown_type(ctx, value);
        return Err(ctx.type_error(format!("{method}() argument 2 must be a byte string of length 1, not {name}")));
    };
    match *bytes {
        [byte] => Ok(byte),
        _ => {
            let (name, len) = (ctx.type_name(value), bytes.len());
            let kind = if value.as_bytes().is_some() { "bytes" } else { &name };
            Err(ctx.type_error(format!(
                "{method}(): argument 2 must be a byte string of length 1, not a {kind} object of length {len}"
            )))
        }
    }
}

fn justify<'gc>(
    ctx: Ctx<'gc>,
    args: Args<'_, 'gc>,
    method: &str,
    sides: fn(usize, usize) -> (usize, usize),
) -> NativeResult<'gc> {
    let width = usize::try_from(size(ctx, args.get(1))?).unwrap_or(0);
    let fill = fill_byte(ctx, args.get(2), method)?;
    let bytes = this(ctx, &args)?;
    let sides = sides(width.saturating_sub(bytes.len()), width);
    Step::value(padded(ctx, args.get(0), &bytes, sides, fill)?)
}

/// `bytes.center(width, fillchar)`.
///
/// # Errors
/// Those of its arguments; MemoryError for an absurd width.
pub fn center<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    justify(ctx, args, "center", |margin, width| {
        let left = margin / 2 + (margin & width & 1);
        (left, margin - left)
    })
}

/// `bytes.ljust(width, fillchar)`.
///
/// # Errors
/// As [`center`].
pub fn ljust<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    justify(ctx, args, "ljust", |margin, _| (0, margin))
}

/// `bytes.rjust(width, fillchar)`.
///
/// # Errors
/// As [`center`].
pub fn rjust<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    justify(ctx, args, "rjust", |margin, _| (margin, 0))
}

/// `bytes.zfill(width)`.
///
/// # Errors
/// As [`center`].
pub fn zfill<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let width = usize::try_from(size(ctx, args.get(1))?).unwrap_or(0);
    let bytes = this(ctx, &args)?;
    let fill = width.saturating_sub(bytes.len());
    if fill == 0 {
        return Step::value(part(ctx, args.get(0), 0..bytes.len()));
    }
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let (sign, digits) = bytes.split_at(sign);
    let mut out = check_room(ctx, fill.checked_add(bytes.len()))?;
    out.extend_from_slice(sign);
    out.resize(sign.len() + fill, b'0');
    out.extend_from_slice(digits);
    Step::value(like(ctx, args.get(0), out))
}

/// `bytes.expandtabs(tabsize)`.
///
/// # Errors
/// Those of its argument; MemoryError for an absurd size.
pub fn expandtabs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let tab = usize::try_from(c_int(ctx, args.get(1), 8)?).unwrap_or(0);
    let bytes = this(ctx, &args)?;
    let tabs = bytes.iter().filter(|byte| **byte == b'\t').count();
    let most = tabs.checked_mul(tab).and_then(|n| n.checked_add(bytes.len()));
    let mut out = check_room(ctx, most)?;
    let mut column = 0;
    for &byte in bytes.iter() {
        if byte == b'\t' {
            let gap = if tab == 0 { 0 } else { tab - column % tab };
            out.resize(out.len() + gap, b' ');
            column += gap;
        } else {
            out.push(byte);
            column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
        }
    }
    Step::value(like(ctx, args.get(0), out))
}
