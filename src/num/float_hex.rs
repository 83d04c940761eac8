//! `float.hex` and `float.fromhex` (CPython: `Objects/floatobject.c`).

use super::float_ops::frexp;
use super::int_float::round_to_f64;
use crate::text::error::Error;
use crate::text::float::float_repr;

/// `float.hex`: `[-]0x1.HHHHHHHHHHHHHp±E`; `inf` and `nan` as in `repr`.
pub fn to_hex(value: f64) -> String {
    if !value.is_finite() {
        return float_repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (fraction, exponent) = frexp(value.abs());
    // Subnormals keep the exponent of the smallest normal number and a leading 0.
    let shift = 1 - (-1021 - exponent).max(0);
    let exponent = exponent - shift;
    let mantissa = (fraction * 2f64.powi(shift + 52)) as u64;
    let (lead, rest) = (mantissa >> 52, mantissa & ((1 << 52) - 1));
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}0x{lead}.{rest:013x}p{exponent_sign}{}", exponent.unsigned_abs())
}

/// `float.fromhex`: `[sign][0x]digits[.digits][p[sign]exponent]`, `inf`, `infinity`, `nan`, spaces around.
///
/// # Errors
/// `ValueError` if it is not of that form, `OverflowError` if the value is too large.
pub fn from_hex(text: &str) -> Result<f64, Error> {
    let invalid = || Error::value("invalid hexadecimal floating-point string");
    let text = text.trim_matches(|c: char| matches!(c, '\t'..='\r' | ' '));
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let sign = |value: f64| if negative { -value } else { value };
    let lower = body.to_ascii_lowercase();
    match lower.as_str() {
        "inf" | "infinity" => return Ok(sign(f64::INFINITY)),
        "nan" => return Ok(sign(f64::NAN)),
        _ => {}
    }
    let body = lower.strip_prefix("0x").unwrap_or(&lower);
    let (number, exponent) = match body.split_once('p') {
        Some((number, exponent)) => (number, parse_exponent(exponent).ok_or_else(invalid)?),
        None => (body, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits: Option<Vec<u8>> = whole.chars().chain(fraction.chars()).map(|c| Some(c.to_digit(16)? as u8)).collect();
    let digits = digits.filter(|d| !d.is_empty()).ok_or_else(invalid)?;
    let (mut mantissa, mut sticky) = (0u64, false);
    let mut scale = 0i64;
    for digit in &digits {
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | u64::from(*digit);
        } else {
            sticky |= *digit != 0;
            scale += 4;
        }
    }
    // A mantissa that lost digits has its top nibble in use, which is near enough to the top bit: eleven bits are dropped.
    let scale = scale - 4 * fraction.len() as i64;
    let value = round_to_f64(mantissa, scale.saturating_add(exponent), sticky);
    if value.is_infinite() {
        return Err(Error::overflow("hexadecimal value too large to represent as a float"));
    }
    Ok(sign(value))
}

/// Saturates: what does not fit is far out of a float's range anyway.
fn parse_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = digits.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
    Some(if negative { -value } else { value })
}
