//! The codecs that CPython has in C: UTF-8, UTF-16, UTF-32, ASCII and Latin-1, with the built-in error handlers
//! (CPython: `Objects/unicodeobject.c`, `Objects/stringlib/codecs.h`, `Python/codecs.c`).
//!
//! * [`encode`]: text to bytes. [`decode`]: bytes to text.

mod decode;
mod encode;

pub use decode::decode;
pub use encode::encode;

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// UTF-8.
    Utf8,
    /// UTF-8 with an optional mark at the start.
    Utf8Sig,
    /// ASCII.
    Ascii,
    /// ISO 8859-1.
    Latin1,
    /// UTF-16; without an order of its own it has a byte order mark.
    Utf16(Option<Order>),
    /// UTF-32, likewise.
    Utf32(Option<Order>),
}

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The low one.
    Little,
    /// The high one.
    Big,
}

impl Codec {
    /// The encoding of a name, in any of the spellings that the built-in ones have.
    pub fn find(name: &str) -> Option<Codec> {
        let mut plain = String::with_capacity(name.len());
        for c in name.chars() {
            let c = c.to_ascii_lowercase();
            if c.is_ascii_alphanumeric() || c == '.' {
                plain.push(c);
            } else if !plain.ends_with('_') && !plain.is_empty() {
                plain.push('_');
            }
        }
        let (little, big) = (Some(Order::Little), Some(Order::Big));
        Some(match plain.trim_end_matches('_') {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8_ucs2" | "utf8_ucs4" => Codec::Utf8,
            "utf_8_sig" => Codec::Utf8Sig,
            "ascii" | "us_ascii" | "us" | "646" | "ansi_x3.4_1968" | "ansi_x3.4_1986" | "ansi_x3_4_1968" | "cp367"
            | "csascii" | "ibm367" | "iso646_us" | "iso_646.irv_1991" | "iso_ir_6" => Codec::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859" | "cp819"
            | "csisolatin1" | "ibm819" | "iso_8859_1_1987" | "iso_ir_100" => Codec::Latin1,
            "utf_16" | "utf16" | "u16" => Codec::Utf16(None),
            "utf_16_le" | "utf_16le" | "unicodelittleunmarked" => Codec::Utf16(little),
            "utf_16_be" | "utf_16be" | "unicodebigunmarked" => Codec::Utf16(big),
            "utf_32" | "utf32" | "u32" => Codec::Utf32(None),
            "utf_32_le" | "utf_32le" => Codec::Utf32(little),
            "utf_32_be" | "utf_32be" => Codec::Utf32(big),
            _ => return None,
        })
    }

    /// The name in errors.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf16(None) => "utf-16",
            Codec::Utf16(Some(Order::Little)) => "utf-16-le",
            Codec::Utf16(Some(Order::Big)) => "utf-16-be",
            Codec::Utf32(None) => "utf-32",
            Codec::Utf32(Some(Order::Little)) => "utf-32-le",
            Codec::Utf32(Some(Order::Big)) => "utf-32-be",
        }
    }
}

/// What is done about text or bytes that an encoding does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    /// `strict`
    Strict,
    /// `ignore`
    Ignore,
    /// `replace`
    Replace,
    /// `backslashreplace`
    BackslashReplace,
    /// `xmlcharrefreplace`
    XmlCharRefReplace,
    /// `surrogateescape`
    SurrogateEscape,
    /// `surrogatepass`
    SurrogatePass,
    /// None of these: an error, but only where it is needed.
    Unknown,
}

impl Handler {
    /// The handler of a name.
    pub fn find(name: &str) -> Handler {
        match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            _ => Handler::Unknown,
        }
    }
}

/// Why text or bytes could not be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// What `start..end` holds (characters of text, or bytes) is not in the encoding.
    Unicode {
        /// The name of the encoding.
        encoding: &'static str,
        /// The first character or byte.
        start: usize,
        /// Past the last one.
        end: usize,
        /// What is wrong with them.
        reason: &'static str,
    },
    /// An error handler was needed, and there is none of that name.
    UnknownHandler,
    /// The handler is for encoding only.
    CannotHandle,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustpython_wtf8::{Wtf8, Wtf8Buf};

    fn failure(encoding: &'static str, start: usize, end: usize, reason: &'static str) -> Failure {
        Failure::Unicode { encoding, start, end, reason }
    }

    #[test]
    fn names() {
        for (name, codec) in [
            ("UTF-8", Some(Codec::Utf8)),
            ("utf 8", Some(Codec::Utf8)),
            ("Latin-1", Some(Codec::Latin1)),
            ("US-ASCII", Some(Codec::Ascii)),
            ("utf-16-LE", Some(Codec::Utf16(Some(Order::Little)))),
            ("rot13", None),
            ("", None),
        ] {
            assert_eq!(Codec::find(name), codec, "{name}");
        }
    }

    #[test]
    fn errors_of_encoding() {
        let lone = Wtf8Buf::from_wide(&[0x61, 0xd800, 0xd801, 0x62]);
        let strict = |codec| encode(&lone, codec, Handler::Strict);
        assert_eq!(strict(Codec::Utf8), Err(failure("utf-8", 1, 3, "surrogates not allowed")));
        assert_eq!(strict(Codec::Utf16(None)), Err(failure("utf-16", 1, 2, "surrogates not allowed")));
        assert_eq!(strict(Codec::Ascii), Err(failure("ascii", 1, 3, "ordinal not in range(128)")));
        let euro = Wtf8::new("é€");
        let with = |handler| encode(euro, Codec::Ascii, handler);
        assert_eq!(with(Handler::Replace), Ok(b"??".to_vec()));
        assert_eq!(with(Handler::BackslashReplace), Ok(b"\\xe9\\u20ac".to_vec()));
        assert_eq!(with(Handler::XmlCharRefReplace), Ok(b"&#233;&#8364;".to_vec()));
        assert_eq!(with(Handler::Unknown), Err(Failure::UnknownHandler));
        let escaped = Wtf8Buf::from_wide(&[0x61, 0xdc80]);
        assert_eq!(encode(&escaped, Codec::Utf8, Handler::SurrogateEscape), Ok(b"a\x80".to_vec()));
        assert_eq!(encode(&escaped, Codec::Utf8, Handler::SurrogatePass), Ok(b"a\xed\xb2\x80".to_vec()));
    }

    #[test]
    fn errors_of_decoding() {
        let strict = |bytes, codec| decode(bytes, codec, Handler::Strict);
        for (bytes, start, end, reason) in [
            (&b"\xff"[..], 0, 1, "invalid start byte"),
            (b"a\xe2\x82", 1, 3, "unexpected end of data"),
            (b"a\xe2\x82b", 1, 3, "invalid continuation byte"),
            (b"\xed\xa0\x80", 0, 1, "invalid continuation byte"),
        ] {
            assert_eq!(strict(bytes, Codec::Utf8), Err(failure("utf-8", start, end, reason)));
        }
        let little = Codec::Utf16(Some(Order::Little));
        assert_eq!(strict(b"\x00\xd8", little), Err(failure("utf-16-le", 0, 2, "unexpected end of data")));
        assert_eq!(strict(b"\x00\xd8a\x00", little), Err(failure("utf-16-le", 0, 2, "illegal UTF-16 surrogate")));
        assert_eq!(strict(b"\x00\xdc", little), Err(failure("utf-16-le", 0, 2, "illegal encoding")));
        assert_eq!(strict(b"\xff\xfea", Codec::Utf16(None)), Err(failure("utf-16-le", 2, 3, "truncated data")));
        let text = |bytes, handler| decode(bytes, Codec::Utf8, handler).map(|text| text.to_string());
        assert_eq!(text(b"a\xe2\x82b\xff", Handler::BackslashReplace), Ok("a\\xe2\\x82b\\xff".to_owned()));
        assert_eq!(text(b"\xf4\x90\x80\x80", Handler::Replace), Ok("\u{fffd}".repeat(4)));
        let lone = decode(b"\xed\xa0\x80", Codec::Utf8, Handler::SurrogatePass);
        assert_eq!(lone, Ok(Wtf8Buf::from_wide(&[0xd800])));
    }

    #[test]
    fn there_and_back() {
        let text = Wtf8::new("aé€😀");
        for name in ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"] {
            let codec = Codec::find(name).expect(name);
            let bytes = encode(text, codec, Handler::Strict).expect(name);
            assert_eq!(decode(&bytes, codec, Handler::Strict).as_deref(), Ok(text), "{name}");
        }
    }
}
