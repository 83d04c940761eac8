//! Stripping and padding.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::args::{only_char, part, result, size, this};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::chars::is_space;
use crate::text::error::check_size;
use crate::types::Str;
use crate::value::Value;

fn strip_by<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, method: &str, left: bool, right: bool) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let text = this.wtf8();
    let chars = match args.get(1) {
        Value::Null | Value::None => None,
        value => match value.as_str() {
            Some(chars) => Some(chars),
            None => return Err(ctx.type_error(format!("{method} arg must be None or str"))),
        },
    };
    let goes = |c: CodePoint| match chars {
        Some(chars) => chars.wtf8().code_points().any(|other| other == c),
        None => is_space(c),
    };
    let start = match left {
        true => text.code_point_indices().find(|(_, c)| !goes(*c)).map_or(text.len(), |(offset, _)| offset),
        false => 0,
    };
    let end = match right {
        true => {
            let last =
                text.code_point_indices().rev().take_while(|(offset, _)| *offset >= start).find(|(_, c)| !goes(*c));
            last.map_or(start, |(offset, c)| offset + c.len_wtf8())
        }
        false => text.len(),
    };
    Step::value(part(ctx, this, start..end))
}

/// `str.strip(chars)`.
///
/// # Errors
/// TypeError for anything but a str or None.
pub fn strip<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    strip_by(ctx, args, "strip", true, true)
}

/// `str.lstrip(chars)`.
///
/// # Errors
/// TypeError for anything but a str or None.
pub fn lstrip<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    strip_by(ctx, args, "lstrip", true, false)
}

/// `str.rstrip(chars)`.
///
/// # Errors
/// TypeError for anything but a str or None.
pub fn rstrip<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    strip_by(ctx, args, "rstrip", false, true)
}

fn padded<'gc>(
    ctx: Ctx<'gc>,
    text: Str<'gc>,
    left: usize,
    right: usize,
    fill: CodePoint,
) -> Result<Value<'gc>, Raise<'gc>> {
    if left == 0 && right == 0 {
        return Ok(text.into());
    }
    let total = left.checked_add(right).and_then(|n| n.checked_add(text.len()));
    if total.is_none_or(|total| i64::try_from(total).is_err()) {
        return Err(ctx.overflow_error("padded string is too long"));
    }
    let room =
        total.and_then(|total| total.checked_mul(fill.len_wtf8())).and_then(|n| n.checked_add(text.wtf8().len()));
    // Only to see that there is room for so much.
    drop(check_size(room).map_err(|error| ctx.text_error(error))?);
    let mut out = Wtf8Buf::with_capacity((left + right) * fill.len_wtf8() + text.wtf8().len());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_wtf8(text.wtf8());
    out.extend(std::iter::repeat_n(fill, right));
    Ok(result(ctx, out))
}

fn justify<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, sides: fn(usize, usize) -> (usize, usize)) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let width = usize::try_from(size(ctx, args.get(1))?).unwrap_or(0);
    let fill = match args.get(2) {
        Value::Null => CodePoint::from(' '),
        value => {
            let Some(text) = value.as_str() else {
                let name = ctx.type_name(value);
                return Err(ctx.type_error(format!("The fill character must be a unicode character, not {name}")));
            };
            only_char(text).ok_or_else(|| ctx.type_error("The fill character must be exactly one character long"))?
        }
    };
    let (left, right) = sides(width.saturating_sub(this.len()), width);
    Step::value(padded(ctx, this, left, right, fill)?)
}

/// `str.center(width, fillchar)`.
///
/// # Errors
/// Those of its arguments; OverflowError or MemoryError for an absurd width.
pub fn center<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    justify(ctx, args, |margin, width| {
        let left = margin / 2 + (margin & width & 1);
        (left, margin - left)
    })
}

/// `str.ljust(width, fillchar)`.
///
/// # Errors
/// As [`center`].
pub fn ljust<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    justify(ctx, args, |margin, _| (0, margin))
}

/// `str.rjust(width, fillchar)`.
///
/// # Errors
/// As [`center`].
pub fn rjust<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    justify(ctx, args, |margin, _| (margin, 0))
}

/// `str.zfill(width)`.
///
/// # Errors
/// As [`center`].
pub fn zfill<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let width = usize::try_from(size(ctx, args.get(1))?).unwrap_or(0);
    let fill = width.saturating_sub(this.len());
    if fill == 0 {
        return Step::value(this);
    }
    let (sign, digits) = match this.wtf8().as_bytes().first() {
        Some(b'+' | b'-') => (this.wtf8().get(..1), this.wtf8().get(1..)),
        _ => (None, Some(this.wtf8())),
    };
    let zeros = crate::text::find::repeat(b"0", fill).map_err(|error| ctx.text_error(error))?;
    let mut out = Vec::with_capacity(zeros.len() + this.wtf8().len());
    out.extend_from_slice(sign.unwrap_or_default().as_bytes());
    out.extend(zeros);
    out.extend_from_slice(digits.unwrap_or_default().as_bytes());
    Step::value(super::args::from_bytes(ctx, out)?)
}

/// An argument that C's int holds, like a tab size.
///
/// # Errors
/// OverflowError when it does not, or what the conversion raises.
pub fn c_int<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, default: i64) -> Result<i64, Raise<'gc>> {
    match value {
        Value::Null => Ok(default),
        value => match ctx.index(value)? {
            Value::Int(int) if i32::try_from(int).is_ok() => Ok(int),
            _ => Err(ctx.overflow_error("Python int too large to convert to C int")),
        },
    }
}

/// `str.expandtabs(tabsize)`.
///
/// # Errors
/// Those of its argument; OverflowError or MemoryError for an absurd size.
pub fn expandtabs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let tab = usize::try_from(c_int(ctx, args.get(1), 8)?).unwrap_or(0);
    let tabs = this.wtf8().as_bytes().iter().filter(|byte| **byte == b'\t').count();
    if tabs == 0 {
        return Step::value(this);
    }
    let most = tabs.checked_mul(tab).and_then(|n| n.checked_add(this.wtf8().len()));
    drop(check_size(most).map_err(|error| ctx.text_error(error))?);
    let mut out = Wtf8Buf::with_capacity(this.wtf8().len());
    let mut column = 0;
    for c in this.wtf8().code_points() {
        if c == '\t' {
            let gap = if tab == 0 { 0 } else { tab - column % tab };
            out.extend(std::iter::repeat_n(CodePoint::from(' '), gap));
            column += gap;
        } else {
            out.push(c);
            column = if c == '\n' || c == '\r' { 0 } else { column + 1 };
        }
    }
    Step::value(result(ctx, out))
}
