//! The helpers against tables of CPython's answers (`tests/data/text`, made by the scripts there).

use super::float_hex::{from_hex, to_hex};
use super::float_ops::{self, FloatPow};
use super::hash::{self, StrKey};
use super::int::Int;
use super::int_float::{compare_int_float, f64_to_int, int_to_f64, true_divide};
use super::int_ops::{self, ByteOrder};
use crate::text::error::Error;
use crate::text::float::float_repr;
use crate::text::parse::int_to_text;
use crate::text::table_tests::{check_table, float, int, unescape};
use rustpython_wtf8::Wtf8Buf;
use std::cmp::Ordering;

fn show(value: &Int) -> String {
    int_to_text(value, 0).expect("no limit")
}

fn pair(a: &Int, b: &Int) -> String {
    format!("({}, {})", show(a), show(b))
}

fn truth(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

#[test]
fn floats() {
    check_table(include_str!("../../tests/data/text/float_ops.tsv"), |row| float_row(row).map(Wtf8Buf::from_string));
}

fn float_row(row: &[&str]) -> Result<String, Error> {
    if row[0] == "fromhex" {
        return from_hex(row[1]).map(float_repr);
    }
    let a = float(row[1]);
    Ok(match row[0] {
        "divmod" => {
            let (quotient, rest) = float_ops::div_mod(a, float(row[2]))?;
            format!("({}, {})", float_repr(quotient), float_repr(rest))
        }
        "pow" => match float_ops::pow(a, float(row[2])) {
            Ok(FloatPow::Float(value)) => float_repr(value),
            Ok(FloatPow::Complex) => "complex".to_owned(),
            // The number and the text of the C library's error differ between systems.
            Err(error) if *error.message() == *float_ops::POW_OVERFLOW => {
                return Err(Error::overflow("(68, 'Result not representable')"));
            }
            Err(error) => return Err(error),
        },
        "round" => float_repr(float_ops::round_digits(a, row[2].parse().expect("digits"))?),
        "repr" => float_repr(a),
        "hex" => to_hex(a),
        "ratio" => {
            let (numerator, denominator) = float_ops::as_integer_ratio(a)?;
            pair(&numerator, &denominator)
        }
        _ => pair(&f64_to_int(a)?, &float_ops::round(a)?),
    })
}

#[test]
fn ints() {
    check_table(include_str!("../../tests/data/text/int_ops.tsv"), |row| int_row(row).map(Wtf8Buf::from_string));
}

fn int_row(row: &[&str]) -> Result<String, Error> {
    let (a, b) = (int(row[1]), int(row[2]));
    Ok(match row[0] {
        "divmod" => {
            let (quotient, rest) = int_ops::div_mod(&a, &b)?;
            assert_eq!((&quotient, &rest), (&int_ops::floor_div(&a, &b)?, &int_ops::floor_mod(&a, &b)?));
            pair(&quotient, &rest)
        }
        "truediv" => float_repr(true_divide(&a, &b)?),
        "pow" => int_ops::pow(&a, &b)?.map_or("float".to_owned(), |value| show(&value)),
        "powmod" => show(&int_ops::pow_mod(&a, &b, &int(row[3]))?),
        "shl" => show(&int_ops::shift_left(&a, &b)?),
        "shr" => show(&int_ops::shift_right(&a, &b)?),
        "round" => show(&int_ops::round(&a, &b)),
        "bytes" => {
            let length = row[2].parse().expect("a length");
            let signed = row[3].parse::<i64>().expect("a number") > 0;
            let bytes = int_ops::to_bytes(&a, length, ByteOrder::Big, signed)?;
            assert_eq!(int_ops::from_bytes(&bytes, ByteOrder::Big, signed), a);
            let mut little = int_ops::to_bytes(&a, length, ByteOrder::Little, signed)?;
            assert_eq!(int_ops::from_bytes(&little, ByteOrder::Little, signed), a);
            little.reverse();
            assert_eq!(little, bytes);
            bytes.iter().map(|byte| format!("{byte:02x}")).collect()
        }
        "cmp" => {
            let order = compare_int_float(&a, float(row[3]));
            let is = |wanted| truth(order == Some(wanted));
            format!("({}, {}, {})", is(Ordering::Less), is(Ordering::Equal), is(Ordering::Greater))
        }
        "bits" => format!(
            "({}, {}, {}, {}, {}, {})",
            a.as_ref().bit_length(),
            int_ops::bit_count(&a),
            show(&int_ops::invert(&a)),
            show(&int_ops::bit_and(&a, &b)),
            show(&int_ops::bit_or(&a, &b)),
            show(&int_ops::bit_xor(&a, &b)),
        ),
        _ => float_repr(int_to_f64(&a)?),
    })
}

#[test]
fn hashes() {
    check_table(include_str!("../../tests/data/text/hash.tsv"), |row| {
        let items = || row[1].split_whitespace().map(|item| hash::hash_int(&int(item)));
        let hash = match row[0] {
            "int" => hash::hash_int(&int(row[1])),
            "float" => hash::hash_float(float(row[1]), 0),
            "tuple" => hash::hash_tuple(items()),
            "frozenset" => hash::hash_frozenset(items()),
            "complex" => {
                let mut parts = row[1].split(' ').map(|part| hash::hash_float(float(part), 0));
                hash::hash_complex(parts.next().expect("real"), parts.next().expect("imaginary"))
            }
            seed => hash::hash_str(StrKey::from_seed(seed["str".len()..].parse().expect("seed")), &unescape(row[1])),
        };
        Ok(Wtf8Buf::from_string(hash.to_string()))
    });
}

#[test]
fn refusals() {
    let message = |result: Result<Int, Error>| result.expect_err("an error").to_string();
    assert_eq!(message(int_ops::shift_left(1, -1)), "ValueError: negative shift count");
    assert_eq!(message(int_ops::shift_left(1, 1 << 60)), "MemoryError: ");
    assert_eq!(
        message(int_ops::shift_left(1, &int("1000000000000000000000000"))),
        "OverflowError: too many digits in integer"
    );
    assert_eq!(int_ops::shift_left(0, i64::MAX), Ok(Int::Small(0)));
    assert_eq!(int_ops::shift_right(-5, i64::MAX), Ok(Int::Small(-1)));
    assert_eq!(int_ops::pow(10, 1 << 60).expect_err("large").to_string(), "MemoryError: ");
    assert_eq!(int_ops::pow(-1, i64::MAX), Ok(Some(Int::Small(-1))));
    assert_eq!(message(int_ops::pow_mod(2, 3, 0)), "ValueError: pow() 3rd argument cannot be 0");
    assert_eq!(message(int_ops::pow_mod(2, -1, 4)), "ValueError: base is not invertible for the given modulus");
    assert_eq!(int_ops::pow_mod(2, -1, 1), Ok(Int::Small(0)));
    assert_eq!(int_ops::pow_bits(10, 100), Some(400));
    assert_eq!(int_ops::floor_div(i64::MIN, -1), Ok(int("9223372036854775808")));
    assert_eq!(int_ops::floor_mod_i64(i64::MIN, -1), Some(0));
    assert_eq!(int_ops::isqrt(99), Some(Int::Small(9)));
    assert_eq!(int_ops::gcd(-12, 18), Int::Small(6));
    assert_eq!(int_ops::abs(i64::MIN), int("9223372036854775808"));
    assert_eq!(
        int_ops::to_bytes(1, -1, ByteOrder::Big, false).expect_err("length").to_string(),
        "ValueError: length argument must be non-negative"
    );
    assert!(ByteOrder::parse("bug").is_err());
    assert_eq!(int_ops::mul(i64::MAX, 2), int_ops::add(i64::MAX, i64::MAX));
}
