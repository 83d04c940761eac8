//! `repr` and `ascii` of strings and bytes (CPython: `unicode_repr` in `Objects/unicodeobject.c`, `Objects/bytesobject.c`).

use super::chars::is_printable;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};
use std::fmt::Write;

/// `repr(text)`. Printable text has no lone surrogates (they are escaped), so the result is an ordinary string.
pub fn str_repr(text: &Wtf8) -> String {
    quoted(text, |c| c.to_char().filter(|c| is_printable(*c)))
}

/// `ascii(text)`: as [`str_repr`], with everything past ASCII escaped.
pub fn str_ascii(text: &Wtf8) -> String {
    quoted(text, |c| c.to_char().filter(|c| matches!(c, ' '..='~')))
}

/// `ascii` of any object, given its `repr`: escapes what is not ASCII and leaves the rest as it is.
pub fn escape_non_ascii(repr: &Wtf8) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.code_points() {
        match c.to_char().filter(char::is_ascii) {
            Some(ascii) => out.push(ascii),
            None => push_escape(&mut out, c.to_u32()),
        }
    }
    out
}

/// `repr(bytes)`: `b'...'`.
pub fn bytes_repr(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(char::from(quote));
    for &byte in bytes {
        match byte {
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\\' => out.push_str("\\\\"),
            _ if byte == quote => {
                out.push('\\');
                out.push(char::from(quote));
            }
            b' '..=b'~' => out.push(char::from(byte)),
            _ => push_escape(&mut out, u32::from(byte)),
        }
    }
    out.push(char::from(quote));
    out
}

/// Single quotes, unless the text has some and no double quotes. `shown` gives the characters that stand for themselves.
fn quoted(text: &Wtf8, shown: impl Fn(CodePoint) -> Option<char>) -> String {
    let bytes = text.as_bytes();
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push(quote);
    for c in text.code_points() {
        match (c.to_char(), shown(c)) {
            (Some('\t'), _) => out.push_str("\\t"),
            (Some('\n'), _) => out.push_str("\\n"),
            (Some('\r'), _) => out.push_str("\\r"),
            (Some('\\'), _) => out.push_str("\\\\"),
            (Some(c), _) if c == quote => {
                out.push('\\');
                out.push(c);
            }
            (_, Some(c)) => out.push(c),
            _ => push_escape(&mut out, c.to_u32()),
        }
    }
    out.push(quote);
    out
}

/// The shortest of `\xhh`, `\uhhhh` and `\Uhhhhhhhh`.
fn push_escape(out: &mut String, code: u32) {
    // Writing to a String does not fail.
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// [`str_repr`] of ordinary text; for messages that quote a name.
pub fn quote(text: &str) -> String {
    str_repr(Wtf8::new(text))
}

/// [`str_repr`] as the string type that Python strings have.
pub fn str_repr_wtf8(text: &Wtf8) -> Wtf8Buf {
    Wtf8Buf::from_string(str_repr(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        for (text, repr, ascii) in [
            ("", "''", "''"),
            ("a'b", "\"a'b\"", "\"a'b\""),
            ("a'b\"c", "'a\\'b\"c'", "'a\\'b\"c'"),
            ("\0\t\n\r\\\x7f", "'\\x00\\t\\n\\r\\\\\\x7f'", "'\\x00\\t\\n\\r\\\\\\x7f'"),
            ("é\u{a0}\u{ad}€\u{200b}", "'é\\xa0\\xad€\\u200b'", "'\\xe9\\xa0\\xad\\u20ac\\u200b'"),
            ("😀\u{e0001}\u{10ffff}", "'😀\\U000e0001\\U0010ffff'", "'\\U0001f600\\U000e0001\\U0010ffff'"),
        ] {
            assert_eq!(str_repr(Wtf8::new(text)), repr);
            assert_eq!(str_ascii(Wtf8::new(text)), ascii);
        }
        let surrogate = Wtf8Buf::from_wide(&[0x61, 0xd800, 0x62]);
        assert_eq!(str_repr(&surrogate), "'a\\ud800b'");
        assert_eq!(escape_non_ascii(Wtf8::new("[é]")), "[\\xe9]");
    }

    #[test]
    fn bytes() {
        assert_eq!(bytes_repr(b"a\x00'\xff\n"), "b\"a\\x00'\\xff\\n\"");
        assert_eq!(bytes_repr(b"'\""), "b'\\'\"'");
    }
}
