//! Text of the arguments of `%` templates: numbers, characters and padding. The results are ASCII where only numbers are
//! concerned, and serve str and bytes.

use super::error::{Error, check_len};
use super::float::{Layout, Style, layout, pad_zeros};
use super::parse::int_to_text;
use super::percent::Flags;
use crate::num::int::IntRef;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// An int by `d`, `i`, `u`, `o`, `x` or `X`, not yet padded to its width: that is [`pad_number`]'s part.
///
/// # Errors
/// `ValueError` beyond `digit_limit` (0 for none), `OverflowError` or `MemoryError` for an absurd precision.
pub fn int_digits(
    value: IntRef<'_>,
    conversion: char,
    flags: Flags,
    precision: Option<usize>,
    digit_limit: usize,
) -> Result<String, Error> {
    let precision = precision.unwrap_or(0);
    if precision > (i32::MAX - 3) as usize {
        return Err(Error::overflow("precision too large"));
    }
    let precision = check_len(precision)?;
    let (base, prefix) = match conversion {
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = if base == 10 {
        let text = int_to_text(value, digit_limit)?;
        text.strip_prefix('-').map(str::to_owned).unwrap_or(text)
    } else {
        value.abs_digits(base)
    };
    if conversion == 'X' {
        digits.make_ascii_uppercase();
    }
    let mut out = String::from(if value.is_negative() { "-" } else { "" });
    if flags.alternate {
        out.push_str(prefix);
    }
    let start = out.len();
    pad_zeros(&mut out, start + precision.saturating_sub(digits.len()));
    Ok(out + &digits)
}

/// A float by `e`, `f`, `g` or a capital, not yet padded to its width.
///
/// # Errors
/// `ValueError` or `MemoryError` for an absurd precision.
pub fn float_digits(value: f64, conversion: char, flags: Flags, precision: Option<usize>) -> Result<String, Error> {
    let style = match conversion {
        'e' | 'E' => Style::Exponent,
        'f' | 'F' => Style::Fixed,
        _ => Style::General,
    };
    Ok(layout(
        value,
        Layout {
            style,
            precision: check_len(precision.unwrap_or(6))?,
            alternate: flags.alternate,
            add_dot_0: false,
            no_neg_zero: false,
            upper: conversion.is_ascii_uppercase(),
        },
    ))
}

/// Pads a number to its width: sign by the flags, zeros after sign and prefix, or spaces.
///
/// # Errors
/// `MemoryError` for an absurd width.
pub fn pad_number(number: &str, conversion: char, flags: Flags, width: usize) -> Result<String, Error> {
    let (sign, rest) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None if flags.plus => ("+", number),
        None if flags.space => (" ", number),
        None => ("", number),
    };
    let has_prefix = flags.alternate && matches!(conversion, 'o' | 'x' | 'X');
    let (prefix, digits) = rest.split_at(if has_prefix { rest.len().min(2) } else { 0 });
    let padding = check_len(width)?.saturating_sub(sign.len() + rest.len());
    let mut out = String::with_capacity(padding + rest.len() + 1);
    let fill = |out: &mut String, c: char, wanted: bool| {
        if wanted {
            out.extend(std::iter::repeat_n(c, padding));
        }
    };
    fill(&mut out, ' ', !flags.left && !flags.zero);
    out.push_str(sign);
    out.push_str(prefix);
    fill(&mut out, '0', !flags.left && flags.zero);
    out.push_str(digits);
    fill(&mut out, ' ', flags.left);
    Ok(out)
}

/// Cuts a string to its precision and pads it to its width: `s`, `r`, `a`, and `c` without precision.
///
/// # Errors
/// `MemoryError` for an absurd width.
pub fn pad_text(text: &Wtf8, flags: Flags, width: usize, precision: Option<usize>) -> Result<Wtf8Buf, Error> {
    let shown: Wtf8Buf = text.code_points().take(precision.unwrap_or(usize::MAX)).collect();
    let padding = check_len(width)?.saturating_sub(shown.code_points().count());
    let spaces = Wtf8Buf::from_string(" ".repeat(padding));
    let mut out = Wtf8Buf::with_capacity(shown.len() + padding);
    let (first, second) = if flags.left { (shown, spaces) } else { (spaces, shown) };
    out.push_wtf8(&first);
    out.push_wtf8(&second);
    Ok(out)
}

/// [`pad_text`] for bytes.
///
/// # Errors
/// `MemoryError` for an absurd width.
pub fn pad_bytes(bytes: &[u8], flags: Flags, width: usize, precision: Option<usize>) -> Result<Vec<u8>, Error> {
    let shown = bytes.get(..precision.unwrap_or(usize::MAX)).unwrap_or(bytes);
    let spaces = vec![b' '; check_len(width)?.saturating_sub(shown.len())];
    Ok(if flags.left { [shown, &spaces].concat() } else { [&spaces, shown].concat() })
}

/// The int argument of `%c` in a str template.
///
/// # Errors
/// `OverflowError` if there is no such character.
pub fn char_of(value: IntRef<'_>) -> Result<CodePoint, Error> {
    let code = value.to_i64().and_then(|value| u32::try_from(value).ok());
    code.and_then(CodePoint::from_u32).ok_or_else(|| Error::overflow("%c arg not in range(0x110000)"))
}

/// The int argument of `%c` in a bytes template.
///
/// # Errors
/// `OverflowError` if it is not a byte.
pub fn byte_of(value: IntRef<'_>) -> Result<u8, Error> {
    let byte = value.to_i64().and_then(|value| u8::try_from(value).ok());
    byte.ok_or_else(|| Error::overflow("%c arg not in range(256)"))
}
