//! Complex numbers from text and to text (CPython: `complex_from_string_inner` and `complex_repr` in
//! `Objects/complexobject.c`, `format_complex_internal` in `Python/formatter_unicode.c`).

use super::error::{Error, check_len};
use super::float::{Layout, Style, float_repr_short};
use super::format_spec::{Align, Defaults, FormatSpec};
use super::format_value::{Number, float_layout, pad};
use super::parse::{to_ascii, trim};
use crate::num::complex::Complex;
use rustpython_wtf8::{Wtf8, Wtf8Buf};

/// `repr(complex)`: parentheses unless the real part is a positive zero.
pub fn complex_repr(value: Complex) -> String {
    let im = float_repr_short(value.im);
    if value.re == 0.0 && value.re.is_sign_positive() {
        return format!("{im}j");
    }
    let sign = if im.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{im}j)", float_repr_short(value.re))
}

/// `complex(text)`.
///
/// # Errors
/// `ValueError` for malformed text.
pub fn parse_complex(text: &Wtf8) -> Result<Complex, Error> {
    scan(&to_ascii(text)).ok_or_else(|| Error::value("complex() arg is a malformed string"))
}

fn scan(text: &[u8]) -> Option<Complex> {
    let plain = without_underscores(trim(text))?;
    let inner = match plain.strip_prefix(b"(") {
        Some(inner) => trim(inner.strip_suffix(b")")?),
        None => &plain,
    };
    let imaginary_end = |rest: &[u8]| matches!(rest, b"j" | b"J");
    let Some((first, rest)) = take_float(inner) else {
        // A unit alone: `j`, `+j`, `-j`.
        let (im, rest) = take_unit(inner).unwrap_or((1.0, inner));
        return imaginary_end(rest).then_some(Complex { re: 0.0, im });
    };
    if rest.is_empty() {
        return Some(Complex { re: first, im: 0.0 });
    }
    if imaginary_end(rest) {
        return Some(Complex { re: 0.0, im: first });
    }
    let (sign, after_sign) = take_unit(rest)?;
    let (im, rest) = take_float(rest).unwrap_or((sign, after_sign));
    imaginary_end(rest).then_some(Complex { re: first, im })
}

/// Underscores are allowed between digits only.
fn without_underscores(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |place: Option<usize>| place.and_then(|p| text.get(p)).is_some_and(u8::is_ascii_digit);
    let mut plain = Vec::with_capacity(text.len());
    for (at, &byte) in text.iter().enumerate() {
        if byte != b'_' {
            plain.push(byte);
        } else if !digit(at.checked_sub(1)) || !digit(at.checked_add(1)) {
            return None;
        }
    }
    Some(plain)
}

fn take_unit(text: &[u8]) -> Option<(f64, &[u8])> {
    match text {
        [b'+', rest @ ..] => Some((1.0, rest)),
        [b'-', rest @ ..] => Some((-1.0, rest)),
        _ => None,
    }
}

/// The longest float literal at the start, with its sign.
fn take_float(text: &[u8]) -> Option<(f64, &[u8])> {
    let at = |index: usize| text.get(index).copied().unwrap_or_default();
    let sign = usize::from(matches!(at(0), b'+' | b'-'));
    let word = |word: &[u8]| text.get(sign..sign + word.len()).is_some_and(|have| have.eq_ignore_ascii_case(word));
    let digits = |from: usize| text.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    let end = if word(b"infinity") {
        sign + 8
    } else if word(b"inf") || word(b"nan") {
        sign + 3
    } else {
        let whole = digits(sign);
        let mut end = sign + whole;
        let mut count = whole;
        if at(end) == b'.' {
            let fraction = digits(end + 1);
            count += fraction;
            end += 1 + fraction;
        }
        if count == 0 {
            return None;
        }
        if matches!(at(end), b'e' | b'E') {
            let start = end + 1 + usize::from(matches!(at(end + 1), b'+' | b'-'));
            let exponent = digits(start);
            if exponent > 0 {
                end = start + exponent;
            }
        }
        end
    };
    let (number, rest) = text.split_at_checked(end)?;
    Some((std::str::from_utf8(number).ok()?.parse().ok()?, rest))
}

/// `format(value, spec)` of a complex; an empty `spec` is the caller's business.
///
/// # Errors
/// `ValueError` for a specification that complex does not know.
pub fn format_complex(value: Complex, spec: &Wtf8, type_name: &str) -> Result<Wtf8Buf, Error> {
    let spec = FormatSpec::parse(spec, type_name, Defaults { kind: None, align: Align::Right })?;
    let style = match spec.kind_char() {
        _ if spec.kind.is_none() && spec.precision.is_none() => Style::Repr,
        None if spec.kind.is_none() => Style::General,
        Some('g' | 'G' | 'n') => Style::General,
        Some('e' | 'E') => Style::Exponent,
        Some('f' | 'F') => Style::Fixed,
        _ => return Err(spec.unknown_kind(type_name)),
    };
    if spec.fill == '0' {
        return Err(Error::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Error::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let precision = spec.precision.unwrap_or(6);
    if i32::try_from(precision).is_err() {
        return Err(Error::value("precision too big"));
    }
    let how = Layout {
        style,
        precision: check_len(precision)?,
        alternate: spec.alternate,
        add_dot_0: false,
        no_neg_zero: spec.no_neg_zero,
        upper: matches!(spec.kind_char(), Some('E' | 'F' | 'G')),
    };
    let bare = FormatSpec { width: None, ..spec.clone() };
    let part = |value: f64, sign: Option<char>| -> Result<Wtf8Buf, Error> {
        let number: Number = float_layout(value, how, "");
        number.render(&FormatSpec { sign, ..bare.clone() })
    };
    // Without a type it looks as `repr` does.
    let plain = spec.kind.is_none();
    let only_imaginary = plain && value.re == 0.0 && value.re.is_sign_positive();
    let mut text = Wtf8Buf::new();
    if only_imaginary {
        text.push_wtf8(&part(value.im, spec.sign)?);
    } else {
        text.push_str(if plain { "(" } else { "" });
        text.push_wtf8(&part(value.re, spec.sign)?);
        text.push_wtf8(&part(value.im, Some('+'))?);
    }
    text.push_str(if plain && !only_imaginary { "j)" } else { "j" });
    pad(&text, &spec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        for text in ["1j", "(1+2j)", "(-0-1j)", "(1-0j)", "(nan+infj)", "(1e+20+1e+16j)"] {
            let value = parse_complex(Wtf8::new(text)).expect("complex");
            assert_eq!(complex_repr(value), text);
        }
        for text in ["", "1+", "++1", "1 + 2j", "(1", "1+2", "1__0j", "j1"] {
            assert!(parse_complex(Wtf8::new(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn formats() {
        let show = |re, im, spec: &str| {
            format_complex(Complex { re, im }, Wtf8::new(spec), "complex").map(|text| text.to_string())
        };
        assert_eq!(show(1.0, 2.0, ".2f").as_deref(), Ok("1.00+2.00j"));
        assert_eq!(show(1.0, 2.0, ">20.1f").as_deref(), Ok("            1.0+2.0j"));
        assert_eq!(show(1234567.0, 2.0, ",").as_deref(), Ok("(1,234,567+2j)"));
        assert_eq!(show(1.0, 2.0, "#.3g").as_deref(), Ok("1.00+2.00j"));
        assert!(show(1.0, 2.0, "=20").is_err());
    }
}
