//! Ints and floats from text, and ints to text (CPython: `PyLong_FromUnicodeObject`, `PyFloat_FromString`,
//! `long_to_decimal_string_internal`).

use super::chars::{decimal_value, is_space, is_space_byte};
use super::error::Error;
use super::repr::{bytes_repr, str_repr};
use crate::num::int::{Int, IntRef};
use num_bigint::{BigInt, BigUint, Sign};
use rustpython_wtf8::Wtf8;

/// `sys.get_int_max_str_digits()` at start.
pub const DEFAULT_DIGIT_LIMIT: usize = 4300;

/// Numbers with no more digits than this are converted whatever the limit says (`sys.int_info.str_digits_check_threshold`).
const DIGIT_LIMIT_THRESHOLD: usize = 640;

/// `str(value)` of an int. `digit_limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn int_to_text<'a>(value: impl Into<IntRef<'a>>, digit_limit: usize) -> Result<String, Error> {
    let value = value.into();
    let refuse = || {
        Error::value(format!(
            "Exceeds the limit ({digit_limit} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    let limit = digit_limit.max(DIGIT_LIMIT_THRESHOLD);
    // A digit is less than 3.33 bits: what has more bits than that is refused before the costly conversion.
    if digit_limit > 0 && value.bit_length() / 10 * 3 > limit as u64 {
        return Err(refuse());
    }
    let digits = value.abs_digits(10);
    if digit_limit > 0 && digits.len() > limit {
        return Err(refuse());
    }
    Ok(if value.is_negative() { format!("-{digits}") } else { digits })
}

/// The error of `int(x, base)` for a base that there is not.
pub fn check_base(base: i64) -> Result<u32, Error> {
    u32::try_from(base)
        .ok()
        .filter(|base| matches!(base, 0 | 2..=36))
        .ok_or_else(|| Error::value("int() base must be >= 2 and <= 36, or 0"))
}

/// `int(text, base)`: base 0, or 2 to 36. Spaces around it, a sign, a prefix that fits the base, underscores between digits and
/// decimal digits of any script are understood.
pub fn parse_int(text: &Wtf8, base: u32, digit_limit: usize) -> Result<Int, Error> {
    parse_int_ascii(&to_ascii(text), base, digit_limit, || str_repr(text))
}

/// `int(bytes, base)`.
pub fn parse_int_bytes(bytes: &[u8], base: u32, digit_limit: usize) -> Result<Int, Error> {
    parse_int_ascii(bytes, base, digit_limit, || bytes_repr(bytes))
}

fn parse_int_ascii(text: &[u8], base: u32, digit_limit: usize, repr: impl Fn() -> String) -> Result<Int, Error> {
    match scan_int(text, base) {
        Some(scanned) => scanned.value(digit_limit),
        // CPython cuts the quotation at 200 characters.
        None => {
            let quoted: String = repr().chars().take(200).collect();
            Err(Error::value(format!("invalid literal for int() with base {base}: {quoted}")))
        }
    }
}

struct ScannedInt {
    negative: bool,
    base: u32,
    /// The value of each digit, highest first.
    digits: Vec<u8>,
}

fn scan_int(text: &[u8], base: u32) -> Option<ScannedInt> {
    let text = trim(text);
    let (negative, text) = take_sign(text);
    let prefix_base = match text {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let has_prefix = prefix_base != 0 && (base == 0 || base == prefix_base);
    let (mut text, actual_base) = match (has_prefix, base) {
        (true, _) => (text.get(2..)?, prefix_base),
        (false, 0) => (text, 10),
        (false, _) => (text, base),
    };
    if has_prefix {
        text = text.strip_prefix(b"_").unwrap_or(text);
    }
    let mut digits = Vec::with_capacity(text.len());
    let mut after_digit = false;
    for &byte in text {
        if byte == b'_' && after_digit {
            after_digit = false;
            continue;
        }
        let digit = char::from(byte).to_digit(actual_base)?;
        digits.push(digit as u8);
        after_digit = true;
    }
    // `int("010", 0)` would have been octal in Python 2 and is refused; zeros alone are fine.
    let old_octal = base == 0 && !has_prefix && text.first() == Some(&b'0') && digits.iter().any(|d| *d != 0);
    (after_digit && !old_octal).then_some(ScannedInt { negative, base: actual_base, digits })
}

impl ScannedInt {
    fn value(self, digit_limit: usize) -> Result<Int, Error> {
        let count = self.digits.len();
        let limited = digit_limit > 0 && !self.base.is_power_of_two();
        if limited && count > digit_limit.max(DIGIT_LIMIT_THRESHOLD) {
            return Err(Error::value(format!(
                "Exceeds the limit ({digit_limit} digits) for integer string conversion: value has {count} digits; \
                 use sys.set_int_max_str_digits() to increase the limit"
            )));
        }
        let base = i64::from(self.base);
        let small =
            self.digits.iter().try_fold(0i64, |value, digit| value.checked_mul(base)?.checked_add(i64::from(*digit)));
        if let Some(value) = small {
            return Ok(Int::Small(if self.negative { -value } else { value }));
        }
        let magnitude = BigUint::from_radix_be(&self.digits, self.base).unwrap_or_default();
        let sign = if self.negative { Sign::Minus } else { Sign::Plus };
        Ok(Int::from(BigInt::from_biguint(sign, magnitude)))
    }
}

/// `float(text)`.
pub fn parse_float(text: &Wtf8) -> Result<f64, Error> {
    scan_float(&to_ascii(text))
        .ok_or_else(|| Error::value(format!("could not convert string to float: {}", str_repr(text))))
}

/// `float(bytes)`.
pub fn parse_float_bytes(bytes: &[u8]) -> Result<f64, Error> {
    scan_float(bytes).ok_or_else(|| Error::value(format!("could not convert string to float: {}", bytes_repr(bytes))))
}

/// A float literal with spaces around it and underscores between digits, `inf`, `infinity` or `nan`.
fn scan_float(text: &[u8]) -> Option<f64> {
    let text = trim(text);
    let mut plain = String::with_capacity(text.len());
    for (at, &byte) in text.iter().enumerate() {
        if byte == b'_' {
            let digit = |place: Option<usize>| place.and_then(|p| text.get(p)).is_some_and(u8::is_ascii_digit);
            if !digit(at.checked_sub(1)) || !digit(at.checked_add(1)) {
                return None;
            }
        } else {
            plain.push(char::from(byte));
        }
    }
    // The standard library's grammar is the same: decimal digits with an optional point and exponent, or the three names.
    plain.parse().ok()
}

/// Text as the numeric parsers see it: digits of other scripts become ASCII ones, other spaces a space; what is neither becomes
/// `?`, which no number has.
pub(super) fn to_ascii(text: &Wtf8) -> Vec<u8> {
    text.code_points()
        .map(|c| match (c.to_char(), decimal_value(c)) {
            (Some(ascii), _) if ascii.is_ascii() => ascii as u8,
            (_, Some(digit)) => b'0' + digit,
            _ if is_space(c) => b' ',
            _ => b'?',
        })
        .collect()
}

pub(super) fn trim(text: &[u8]) -> &[u8] {
    let start = text.iter().take_while(|b| is_space_byte(**b)).count();
    let text = text.get(start..).unwrap_or_default();
    let end = text.len() - text.iter().rev().take_while(|b| is_space_byte(**b)).count();
    text.get(..end).unwrap_or_default()
}

fn take_sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}
