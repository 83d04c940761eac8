//! `format(value, spec)` for strings, ints and floats (CPython: `Python/formatter_unicode.c`).

use super::error::{Error, ErrorKind, check_len};
use super::float::{Layout, Style, float_repr, layout, pad_zeros};
use super::format_spec::{Align, Defaults, FormatSpec, Grouping};
use super::parse::int_to_text;
use crate::num::int::IntRef;
use crate::num::int_float::int_to_f64;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// `format(text, spec)`. `type_name` is the type's name for messages: a subclass has its own.
pub fn format_str(text: &Wtf8, spec: &Wtf8, type_name: &str) -> Result<Wtf8Buf, Error> {
    if spec.is_empty() {
        return Ok(text.to_owned());
    }
    let spec = FormatSpec::parse(spec, type_name, Defaults { kind: Some('s'), align: Align::Left })?;
    if spec.kind_char() != Some('s') {
        return Err(spec.unknown_kind(type_name));
    }
    let refused = match spec.sign {
        Some(' ') => Some("Space not allowed in string format specifier"),
        Some(_) => Some("Sign not allowed in string format specifier"),
        None if spec.no_neg_zero => Some("Negative zero coercion (z) not allowed in string format specifier"),
        None if spec.alternate => Some("Alternate form (#) not allowed in string format specifier"),
        None if spec.align == Align::AfterSign => Some("'=' alignment not allowed in string format specifier"),
        None => None,
    };
    if let Some(message) = refused {
        return Err(Error::value(message));
    }
    let shown: Wtf8Buf = match spec.precision {
        Some(precision) => text.code_points().take(precision).collect(),
        None => text.to_owned(),
    };
    pad(&shown, &spec)
}

/// Text filled up to the width.
pub(super) fn pad(text: &Wtf8, spec: &FormatSpec) -> Result<Wtf8Buf, Error> {
    let len = text.code_points().count();
    let padding = check_len(spec.width.unwrap_or(0))?.saturating_sub(len);
    let (left, _, right) = split_padding(spec.align, padding);
    let mut out = Wtf8Buf::with_capacity(text.len() + padding);
    push_fill(&mut out, spec.fill, left);
    out.push_wtf8(text);
    push_fill(&mut out, spec.fill, right);
    Ok(out)
}

/// `format(value, spec)` of an int; a float type converts it first. `digit_limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn format_int<'a>(
    value: impl Into<IntRef<'a>>,
    spec: &Wtf8,
    type_name: &str,
    digit_limit: usize,
) -> Result<Wtf8Buf, Error> {
    let value = value.into();
    if spec.is_empty() {
        return int_to_text(value, digit_limit).map(Wtf8Buf::from_string);
    }
    let spec = FormatSpec::parse(spec, type_name, Defaults { kind: Some('d'), align: Align::Right })?;
    let base = match spec.kind_char() {
        Some('b') => 2,
        Some('o') => 8,
        Some('d' | 'n' | 'c') => 10,
        Some('x' | 'X') => 16,
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            return float_with(int_to_f64(value)?, &spec, type_name);
        }
        _ => return Err(spec.unknown_kind(type_name)),
    };
    if spec.precision.is_some() {
        return Err(Error::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_neg_zero {
        return Err(Error::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if spec.kind_char() == Some('c') {
        return format_character(value, &spec);
    }
    let mut digits = if base == 10 {
        let text = int_to_text(value, digit_limit)?;
        text.strip_prefix('-').map(str::to_owned).unwrap_or(text)
    } else {
        value.abs_digits(base)
    };
    let mut prefix = match (spec.alternate, base) {
        (true, 2) => "0b",
        (true, 8) => "0o",
        (true, 16) => "0x",
        _ => "",
    }
    .to_owned();
    if spec.kind_char() == Some('X') {
        digits.make_ascii_uppercase();
        prefix.make_ascii_uppercase();
    }
    Number { negative: value.is_negative(), prefix, digits, ..Number::default() }.render(&spec)
}

fn format_character(value: IntRef<'_>, spec: &FormatSpec) -> Result<Wtf8Buf, Error> {
    if spec.sign.is_some() {
        return Err(Error::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Error::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let Some(small) = value.to_i64() else {
        return Err(Error::overflow("Python int too large to convert to C long"));
    };
    let Some(c) = u32::try_from(small).ok().and_then(CodePoint::from_u32) else {
        return Err(Error::new(ErrorKind::Overflow, "%c arg not in range(0x110000)"));
    };
    Number { rest: [c].into_iter().collect(), ..Number::default() }.render(spec)
}

/// `format(value, spec)` of a float.
pub fn format_float(value: f64, spec: &Wtf8, type_name: &str) -> Result<Wtf8Buf, Error> {
    if spec.is_empty() {
        return Ok(Wtf8Buf::from_string(float_repr(value)));
    }
    let spec = FormatSpec::parse(spec, type_name, Defaults { kind: None, align: Align::Right })?;
    float_with(value, &spec, type_name)
}

fn float_with(value: f64, spec: &FormatSpec, type_name: &str) -> Result<Wtf8Buf, Error> {
    let (style, percent) = match (spec.kind, spec.kind_char()) {
        (None, _) if spec.precision.is_none() => (Style::Repr, false),
        (None, _) | (_, Some('g' | 'G' | 'n')) => (Style::General, false),
        (_, Some('e' | 'E')) => (Style::Exponent, false),
        (_, Some('f' | 'F')) => (Style::Fixed, false),
        (_, Some('%')) => (Style::Fixed, true),
        _ => return Err(spec.unknown_kind(type_name)),
    };
    let precision = spec.precision.unwrap_or(6);
    if i32::try_from(precision).is_err() {
        return Err(Error::value("precision too big"));
    }
    let how = Layout {
        style,
        precision: check_len(precision)?,
        alternate: spec.alternate,
        add_dot_0: spec.kind.is_none(),
        no_neg_zero: spec.no_neg_zero,
        upper: matches!(spec.kind_char(), Some('E' | 'F' | 'G')),
    };
    let (value, unit) = if percent { (value * 100.0, "%") } else { (value, "") };
    float_layout(value, how, unit).render(spec)
}

/// A float laid out and taken apart; `unit` comes after it.
pub(super) fn float_layout(value: f64, how: Layout, unit: &str) -> Number {
    let text = layout(value, how);
    let (negative, text) = text.strip_prefix('-').map_or((false, text.as_str()), |text| (true, text));
    let (digits, text) = split_digits(text);
    let (point, text) = text.strip_prefix('.').map_or((false, text), |text| (true, text));
    let (fraction, rest) = if point { split_digits(text) } else { ("", text) };
    Number {
        negative,
        prefix: String::new(),
        digits: digits.to_owned(),
        point,
        fraction: fraction.to_owned(),
        rest: Wtf8Buf::from_string(format!("{rest}{unit}")),
    }
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// A number taken apart for padding and grouping.
#[derive(Default)]
pub(super) struct Number {
    negative: bool,
    prefix: String,
    digits: String,
    point: bool,
    fraction: String,
    /// What is neither: `inf`, an exponent, a percent sign, the character of `c`.
    rest: Wtf8Buf,
}

impl Number {
    pub(super) fn render(self, spec: &FormatSpec) -> Result<Wtf8Buf, Error> {
        let width = check_len(spec.width.unwrap_or(0))?;
        let sign = match spec.sign {
            _ if self.negative => "-",
            Some('+') => "+",
            Some(' ') => " ",
            _ => "",
        };
        let fraction = match spec.fraction_grouping {
            Some(grouping) => group_forward(&self.fraction, grouping),
            None => self.fraction,
        };
        let rest_len = self.rest.code_points().count();
        let others = sign.len() + self.prefix.len() + usize::from(self.point) + fraction.len() + rest_len;
        // Zeros that pad a number are its digits, and grouped with them.
        let zeros = spec.fill == '0' && spec.align == Align::AfterSign;
        let min_digits = if zeros { width.saturating_sub(others) } else { 0 };
        let digits =
            if self.digits.is_empty() { self.digits } else { group_digits(&self.digits, min_digits, spec.grouping) };
        let padding = width.saturating_sub(others + digits.len());
        let (left, after_sign, right) = split_padding(spec.align, padding);
        let mut out = Wtf8Buf::with_capacity(width.max(others + digits.len()));
        push_fill(&mut out, spec.fill, left);
        out.push_str(sign);
        out.push_str(&self.prefix);
        push_fill(&mut out, spec.fill, after_sign);
        out.push_str(&digits);
        if self.point {
            out.push_char('.');
        }
        out.push_str(&fraction);
        out.push_wtf8(&self.rest);
        push_fill(&mut out, spec.fill, right);
        Ok(out)
    }
}

/// Left, inner and right part of the padding.
fn split_padding(align: Align, padding: usize) -> (usize, usize, usize) {
    match align {
        Align::Left => (0, 0, padding),
        Align::Right => (padding, 0, 0),
        Align::Center => (padding / 2, 0, padding - padding / 2),
        Align::AfterSign => (0, padding, 0),
    }
}

fn push_fill(out: &mut Wtf8Buf, fill: CodePoint, count: usize) {
    out.extend(std::iter::repeat_n(fill, count));
}

/// Groups `digits` from the right, with zeros in front until the text has `min_width` characters. A separator never comes
/// first: one more zero does.
fn group_digits(digits: &str, min_width: usize, grouping: Option<Grouping>) -> String {
    let Some(grouping) = grouping else {
        let mut out = String::new();
        pad_zeros(&mut out, min_width.saturating_sub(digits.len()));
        return out + digits;
    };
    let size = grouping.size();
    let mut reversed = String::with_capacity(min_width.max(digits.len() + digits.len() / size));
    let mut count = 0;
    let mut source = digits.bytes().rev();
    loop {
        let next = source.next();
        let separate = count > 0 && count % size == 0;
        if next.is_none() && reversed.len() >= min_width {
            break;
        }
        if separate {
            reversed.push(grouping.separator());
        }
        reversed.push(char::from(next.unwrap_or(b'0')));
        count += 1;
    }
    reversed.chars().rev().collect()
}

/// Groups the digits after the point from the left.
fn group_forward(digits: &str, grouping: Grouping) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / grouping.size());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % grouping.size() == 0 {
            out.push(grouping.separator());
        }
        out.push(digit);
    }
    out
}
