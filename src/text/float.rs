//! Text of floats: the decimal digits of an `f64` and `repr(float)` (CPython: `Python/pystrtod.c`).
//!
//! The standard library's formatter gives both the shortest digits that read back as the same number and exactly rounded
//! digits, which is what CPython's `dtoa` modes 0, 2 and 3 give; only the layout differs.

/// Digits past which every `f64` is exact: 1074 after the point for the smallest subnormal, 309 before it for the largest number.
/// The formatter is never asked for more, because its precision is limited to 16 bits; the rest are zeros.
const EXACT: usize = 1100;

/// Decimal digits of a finite number's absolute value: `0.DIGITS * 10**point`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// ASCII digits; the first is not `0` unless the number is zero.
    pub digits: String,
    /// Position of the decimal point, counted from the start of `digits`; may be negative or past the end.
    pub point: i32,
}

impl Digits {
    fn from_exponent_form(text: &str) -> Digits {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(char::from).collect();
        Digits { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 }
    }
}

/// The shortest digits that read back as `value` (which must be finite; the sign is ignored). Zero is `0` with the point after it.
pub fn shortest_digits(value: f64) -> Digits {
    Digits::from_exponent_form(&format!("{:e}", value.abs()))
}

/// `count` significant digits of `value`, correctly rounded, half to even (`value` finite, sign ignored, `count` at least 1).
/// No more digits are given than the exact value has room for: the caller pads with zeros.
pub fn significant_digits(value: f64, count: usize) -> Digits {
    let precision = count.clamp(1, EXACT) - 1;
    Digits::from_exponent_form(&format!("{:.*e}", precision, value.abs()))
}

/// `value` with `places` digits after the point, correctly rounded, half to even (`value` finite, sign ignored): the digits
/// before the point (at least `0`) and those after it, padded to `places`.
pub fn fixed_digits(value: f64, places: usize) -> (String, String) {
    let text = format!("{:.*}", places.min(EXACT), value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut fraction = fraction.to_owned();
    pad_zeros(&mut fraction, places);
    (whole.to_owned(), fraction)
}

/// Appends `0` until `digits` has `len` bytes.
pub fn pad_zeros(digits: &mut String, len: usize) {
    if let Some(missing) = len.checked_sub(digits.len()) {
        digits.extend(std::iter::repeat_n('0', missing));
    }
}

/// Lays `digits` out with the point at its place, without an exponent: `(whole, fraction)`, `whole` at least `0`.
pub fn place_point(digits: &Digits) -> (String, String) {
    let point = digits.point;
    let text = digits.digits.as_str();
    if point <= 0 {
        let mut fraction = "0".repeat(point.unsigned_abs() as usize);
        fraction.push_str(text);
        return ("0".to_owned(), fraction);
    }
    let point = point as usize;
    match (text.get(..point), text.get(point..)) {
        (Some(whole), Some(fraction)) => (whole.to_owned(), fraction.to_owned()),
        _ => {
            let mut whole = text.to_owned();
            pad_zeros(&mut whole, point);
            (whole, String::new())
        }
    }
}

/// `e+16`, `e-05`: the exponent suffix as Python and C write it, at least two digits.
pub fn exponent_suffix(exponent: i32, upper: bool) -> String {
    let letter = if upper { 'E' } else { 'e' };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{letter}{sign}{:02}", exponent.unsigned_abs())
}

/// `repr(value)`: the shortest text that reads back as the same float (`float_repr_style` short), always with a point, an
/// exponent, `inf` or `nan` so that it does not look like an int.
pub fn float_repr(value: f64) -> String {
    repr_with(value, true)
}

/// [`float_repr`] without the `.0` that marks whole numbers: the parts of a complex number are written so.
pub fn float_repr_short(value: f64) -> String {
    repr_with(value, false)
}

fn repr_with(value: f64, add_dot_0: bool) -> String {
    let how =
        Layout { style: Style::Repr, precision: 0, alternate: false, add_dot_0, no_neg_zero: false, upper: false };
    layout(value, how)
}

/// How [`layout`] writes a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `e`: one digit, point, `precision` digits, exponent.
    Exponent,
    /// `f`: `precision` digits after the point.
    Fixed,
    /// `g`: `precision` significant digits, exponent only if the number is far from 1, trailing zeros dropped.
    General,
    /// `r`: the shortest digits that read back.
    Repr,
}

/// Everything that decides the layout of a float (CPython: `PyOS_double_to_string`).
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Which notation.
    pub style: Style,
    /// Digits, by the meaning the style gives them.
    pub precision: usize,
    /// `#`: keeps the point, and for [`Style::General`] the trailing zeros.
    pub alternate: bool,
    /// A whole number without exponent ends in `.0`.
    pub add_dot_0: bool,
    /// `z`: what is rounded to zero loses its minus sign.
    pub no_neg_zero: bool,
    /// Capital `E`, `INF` and `NAN`.
    pub upper: bool,
}

/// Text of any float, with `-` if negative. The precision must have been checked: that many characters are written.
pub fn layout(value: f64, how: Layout) -> String {
    let mut text = if value.is_nan() {
        "nan".to_owned()
    } else {
        let (body, is_zero) = if value.is_infinite() { ("inf".to_owned(), false) } else { finite(value, how) };
        let minus = value.is_sign_negative() && !(how.no_neg_zero && is_zero);
        if minus { format!("-{body}") } else { body }
    };
    if how.upper {
        text.make_ascii_uppercase();
    }
    text
}

/// The absolute value, and whether all digits are zero.
fn finite(value: f64, how: Layout) -> (String, bool) {
    if how.style == Style::Fixed {
        let (whole, fraction) = fixed_digits(value, how.precision);
        let is_zero = whole == "0" && fraction.bytes().all(|b| b == b'0');
        return (join(whole, fraction, how), is_zero);
    }
    let mut digits = match how.style {
        Style::Exponent => significant_digits(value, how.precision.saturating_add(1)),
        Style::General => significant_digits(value, how.precision),
        _ => shortest_digits(value),
    };
    let is_zero = value == 0.0;
    let wanted = match how.style {
        Style::Exponent => how.precision.saturating_add(1),
        Style::General if how.alternate => how.precision.max(1),
        _ => 0,
    };
    if how.style == Style::General {
        let kept = digits.digits.trim_end_matches('0').len().max(1);
        digits.digits.truncate(kept);
    }
    pad_zeros(&mut digits.digits, wanted);
    let exponent = match how.style {
        Style::Exponent => true,
        // A number that would get `.0` needs room for the zero.
        Style::General => {
            let limit = how.precision.max(1) - usize::from(how.add_dot_0);
            digits.point <= -4 || usize::try_from(digits.point).is_ok_and(|point| point > limit)
        }
        _ => digits.point <= -4 || digits.point > 16,
    };
    if exponent {
        let rest = digits.digits.split_off(1);
        let plain = Layout { add_dot_0: false, ..how };
        return (join(digits.digits, rest, plain) + &exponent_suffix(digits.point - 1, false), is_zero);
    }
    let (whole, fraction) = place_point(&digits);
    (join(whole, fraction, how), is_zero)
}

fn join(whole: String, fraction: String, how: Layout) -> String {
    match (fraction.is_empty(), how.add_dot_0) {
        (false, _) => whole + "." + &fraction,
        (true, true) => whole + ".0",
        (true, false) if how.alternate => whole + ".",
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_layouts() {
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e300, "1.5e+300"),
            (0.1, "0.1"),
            (5e-324, "5e-324"),
            (f64::NAN, "nan"),
            (f64::NEG_INFINITY, "-inf"),
            (123456789012345678.0, "1.2345678901234568e+17"),
            (9007199254740993.0, "9007199254740992.0"),
            (-1234.5, "-1234.5"),
            (f64::MAX, "1.7976931348623157e+308"),
        ] {
            assert_eq!(float_repr(value), text);
        }
        assert_eq!(float_repr_short(2.0), "2");
    }

    #[test]
    fn rounding_is_exact_and_half_even() {
        assert_eq!(fixed_digits(0.5, 0), ("0".into(), String::new()));
        assert_eq!(fixed_digits(2.5, 0), ("2".into(), String::new()));
        assert_eq!(fixed_digits(2.675, 2), ("2".into(), "67".into()));
        assert_eq!(fixed_digits(1.0, 2000).1.len(), 2000);
        assert_eq!(significant_digits(9.99, 2), Digits { digits: "10".into(), point: 2 });
    }
}
