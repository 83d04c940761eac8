//! The helpers against tables of CPython's answers (`tests/data/text`, made by the script there).

use super::error::Error;
use super::percent::{Parser, Piece, Spec};
use super::repr::{quote, str_repr};
use super::str_format::{Access, FieldName, Key, Template};
use super::{format_value, parse, percent, percent_value, repr};
use crate::num::int::Int;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// Undoes the escapes of a table's field.
pub(crate) fn unescape(text: &str) -> Wtf8Buf {
    let mut out = Wtf8Buf::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push_char(c);
            continue;
        }
        let len = match chars.next().expect("escape") {
            'n' => {
                out.push_char('\n');
                continue;
            }
            't' => {
                out.push_char('\t');
                continue;
            }
            'r' => {
                out.push_char('\r');
                continue;
            }
            '\\' => {
                out.push_char('\\');
                continue;
            }
            'x' => 2,
            'u' => 4,
            _ => 8,
        };
        let digits: String = chars.by_ref().take(len).collect();
        let code = u32::from_str_radix(&digits, 16).expect("digits");
        out.push(CodePoint::from_u32(code).expect("code point"));
    }
    out
}

/// Compares every row; reports the first few that differ.
pub(crate) fn check_table(table: &str, compute: impl Fn(&[&str]) -> Result<Wtf8Buf, Error>) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in table.lines() {
        let mut fields: Vec<&str> = line.split('\t').collect();
        let expected = fields.pop().expect("answer");
        count += 1;
        let got = match compute(&fields) {
            Ok(text) => text,
            Err(error) => Wtf8Buf::from_string(format!("!{error}")),
        };
        if got != unescape(expected) {
            wrong.push(format!("{fields:?}: {} instead of {expected}", str_repr(&got)));
        }
    }
    assert!(count > 50, "the table is there");
    assert!(wrong.is_empty(), "{} of {count} rows differ:\n{}", wrong.len(), wrong[..wrong.len().min(25)].join("\n"));
}

pub(crate) fn int(text: &str) -> Int {
    parse::parse_int(Wtf8::new(text), 10, 0).expect("an int")
}

pub(crate) fn float(text: &str) -> f64 {
    parse::parse_float(Wtf8::new(text)).expect("a float")
}

#[test]
fn format() {
    check_table(include_str!("../../tests/data/text/format.tsv"), |row| {
        let spec = unescape(row[2]);
        match row[0] {
            "int" => format_value::format_int(&int(row[1]), &spec, "int", 4300),
            "float" => format_value::format_float(float(row[1]), &spec, "float"),
            _ => format_value::format_str(&unescape(row[1]), &spec, "str"),
        }
    });
}

#[test]
fn percent_templates() {
    check_table(include_str!("../../tests/data/text/percent.tsv"), |row| {
        let text: Vec<CodePoint> = Wtf8::new(row[2]).code_points().collect();
        let mut out = Wtf8Buf::new();
        let mut args = Some((row[0], row[1]));
        for piece in Parser::new(&text, false) {
            match piece? {
                Piece::Literal(literal) => out.extend(literal.iter().copied()),
                Piece::Spec(spec) => out.push_wtf8(&fill(spec, &mut args)?),
            }
        }
        if args.is_some() { Err(percent::arguments_left(false)) } else { Ok(out) }
    });
}

fn fill(mut spec: Spec<'_, CodePoint>, args: &mut Option<(&str, &str)>) -> Result<Wtf8Buf, Error> {
    let width = spec.resolve_width(None)?;
    let precision = spec.resolve_precision(None)?;
    spec.conversion()?;
    let (kind, value) = args.take().ok_or_else(percent::not_enough_arguments)?;
    let (conversion, flags) = (spec.conversion_char(), spec.flags);
    let text = unescape(value);
    match (conversion, kind) {
        ('d' | 'i' | 'u' | 'o' | 'x' | 'X', "int") => {
            let digits = percent_value::int_digits(int(value).as_ref(), conversion, flags, precision, 4300)?;
            percent_value::pad_number(&digits, conversion, flags, width).map(Wtf8Buf::from_string)
        }
        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', "float") => {
            let digits = percent_value::float_digits(float(value), conversion, flags, precision)?;
            percent_value::pad_number(&digits, conversion, flags, width).map(Wtf8Buf::from_string)
        }
        ('c', "int") => {
            let c = percent_value::char_of(int(value).as_ref())?;
            percent_value::pad_text(&[c].into_iter().collect::<Wtf8Buf>(), flags, width, None)
        }
        ('c', _) => percent_value::pad_text(&text, flags, width, None),
        ('s', _) => percent_value::pad_text(&text, flags, width, precision),
        ('r', _) => percent_value::pad_text(&repr::str_repr_wtf8(&text), flags, width, precision),
        ('a', _) => percent_value::pad_text(Wtf8::new(repr::str_ascii(&text).as_str()), flags, width, precision),
        _ => Err(spec.unsupported(false)),
    }
}

#[test]
fn templates() {
    check_table(include_str!("../../tests/data/text/template.tsv"), |row| {
        let text = unescape(row[0]);
        let mut shown = Vec::new();
        for item in Template::new(&text) {
            let item = item?;
            let field = match item.field {
                None => "None, None, None".to_owned(),
                Some(field) => {
                    let conversion = field.conversion.map(|c| str_repr(&[c].into_iter().collect::<Wtf8Buf>()));
                    let conversion = conversion.unwrap_or_else(|| "None".to_owned());
                    format!("{}, {}, {conversion}", str_repr(field.name), str_repr(field.spec))
                }
            };
            shown.push(format!("({}, {field})", str_repr(item.literal)));
        }
        Ok(Wtf8Buf::from_string(format!("[{}]", shown.join(", "))))
    });
}

#[test]
fn field_names() {
    fn key(key: Key<'_>) -> String {
        match key {
            Key::Index(index) => format!("{index}"),
            Key::Name(name) => str_repr(name),
        }
    }
    check_table(include_str!("../../tests/data/text/field_name.tsv"), |row| {
        let text = unescape(row[0]);
        let name = FieldName::parse(&text, None)?;
        let mut steps = Vec::new();
        for step in name {
            steps.push(match step? {
                Access::Attribute(name) => format!("(True, {})", str_repr(name)),
                Access::Item(item) => format!("(False, {})", key(item)),
            });
        }
        Ok(Wtf8Buf::from_string(format!("({}, [{}])", key(name.first), steps.join(", "))))
    });
}

#[test]
fn ints_from_text() {
    check_table(include_str!("../../tests/data/text/int_text.tsv"), |row| {
        let value = parse::parse_int(&unescape(row[0]), row[1].parse().expect("base"), 4300)?;
        parse::int_to_text(&value, 4300).map(Wtf8Buf::from_string)
    });
}

#[test]
fn floats_from_text() {
    check_table(include_str!("../../tests/data/text/float_text.tsv"), |row| {
        parse::parse_float(&unescape(row[0])).map(|value| Wtf8Buf::from_string(super::float::float_repr(value)))
    });
}

fn message<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    result.expect_err("an error").to_string()
}

#[test]
fn digit_limits() {
    let nines = "9".repeat(5000);
    assert_eq!(
        message(parse::parse_int(Wtf8::new(nines.as_str()), 10, 4300)),
        "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    );
    assert!(parse::parse_int(Wtf8::new(nines.as_str()), 16, 4300).is_ok());
    let value = parse::parse_int(Wtf8::new(nines.as_str()), 10, 0).expect("no limit");
    let text = "ValueError: Exceeds the limit (4300 digits) for integer string conversion; \
                use sys.set_int_max_str_digits() to increase the limit";
    assert_eq!(message(parse::int_to_text(&value, 4300)), text);
    assert_eq!(message(format_value::format_int(&value, Wtf8::new("d"), "int", 4300)), text);
    let at_limit = parse::parse_int(Wtf8::new(&nines[..4300]), 10, 4300).expect("within the limit");
    assert_eq!(parse::int_to_text(&at_limit, 4300).map(|text| text.len()), Ok(4300));
    assert_eq!(message(parse::parse_int(Wtf8::new("z".repeat(300).as_str()), 10, 0)).len(), 240 + "ValueError: ".len());
    assert_eq!(
        message(parse::parse_int_bytes(b"z\xff", 10, 0)),
        "ValueError: invalid literal for int() with base 10: b'z\\xff'"
    );
    assert_eq!(message(parse::parse_float_bytes(b"x")), "ValueError: could not convert string to float: b'x'");
    assert_eq!(message(parse::check_base(37)), "ValueError: int() base must be >= 2 and <= 36, or 0");
}

#[test]
fn absurd_sizes_are_errors() {
    let wide = |spec: &str| message(format_value::format_int(5, Wtf8::new(spec), "int", 0));
    assert_eq!(wide("99999999999999"), "MemoryError: ");
    assert_eq!(wide("99999999999999999999"), "ValueError: Too many decimal digits in format string");
    assert_eq!(wide("{}>10"), "ValueError: Invalid format specifier '{}>10' for object of type 'int'");
    assert_eq!(
        message(format_value::format_float(1.0, Wtf8::new(".3000000000f"), "float")),
        "ValueError: precision too big"
    );
    assert_eq!(message(format_value::format_float(1.0, Wtf8::new(".2000000000f"), "float")), "MemoryError: ");
    let spec = |text: &str| {
        let text: Vec<CodePoint> = Wtf8::new(text).code_points().collect();
        Parser::new(&text, false)
            .map(|piece| match piece {
                Ok(Piece::Spec(mut spec)) => spec
                    .resolve_width(None)
                    .and_then(|_| spec.resolve_precision(None))
                    .and_then(|_| spec.conversion())
                    .map(|_| ()),
                other => other.map(|_| ()),
            })
            .collect::<Result<Vec<()>, Error>>()
    };
    assert_eq!(message(spec("%99999999999999999999d")), "ValueError: width too big");
    assert_eq!(message(spec("%.99999999999999999999d")), "ValueError: precision too big");
    assert_eq!(message(spec("%")), "ValueError: incomplete format");
    assert_eq!(message(spec("%(a)s")), "TypeError: format requires a mapping");
    assert_eq!(quote("a'b"), "\"a'b\"");
}

#[test]
fn percent_for_bytes_and_keys() {
    let pieces: Vec<_> = Parser::new(&b"a%%b%(k(1))-5.2s%\xff"[..], true).map(|piece| piece.expect("fine")).collect();
    assert_eq!(pieces[..3], [Piece::Literal(&b"a"[..]), Piece::Literal(b"%"), Piece::Literal(b"b")]);
    let Piece::Spec(mut spec) = pieces[3] else { panic!("a specification") };
    assert_eq!((spec.key, spec.flags.left), (Some(&b"k(1)"[..]), true));
    assert_eq!(spec.resolve_width(None), Ok(5));
    assert_eq!(percent_value::pad_bytes(b"abc", spec.flags, 5, Some(2)), Ok(b"ab   ".to_vec()));
    let Piece::Spec(spec) = pieces[4] else { panic!("a specification") };
    assert_eq!(spec.unsupported(true).to_string(), "OverflowError: character argument not in range(0x110000)");
    assert_eq!(
        message(Parser::new(&b"%(a"[..], true).collect::<Result<Vec<_>, _>>()),
        "ValueError: incomplete format key"
    );
}
