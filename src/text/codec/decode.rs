//! Bytes to text.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::{Codec, Failure, Handler, Order};

/// Decodes bytes.
///
/// # Errors
/// [`Failure`], with places in bytes.
pub fn decode(bytes: &[u8], codec: Codec, handler: Handler) -> Result<Wtf8Buf, Failure> {
    match codec {
        Codec::Latin1 => Ok(bytes.iter().map(|byte| CodePoint::from(*byte)).collect()),
        Codec::Utf8 | Codec::Ascii => run(bytes, 0, codec, handler),
        Codec::Utf8Sig => {
            let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            run(bytes, start, codec, handler)
        }
        Codec::Utf16(None) => {
            let (order, start) = match bytes {
                [0xff, 0xfe, ..] => (Order::Little, 2),
                [0xfe, 0xff, ..] => (Order::Big, 2),
                _ => (Order::Little, 0),
            };
            run(bytes, start, Codec::Utf16(Some(order)), handler)
        }
        Codec::Utf32(None) => {
            let (order, start) = match bytes {
                [0xff, 0xfe, 0, 0, ..] => (Order::Little, 4),
                [0, 0, 0xfe, 0xff, ..] => (Order::Big, 4),
                _ => (Order::Little, 0),
            };
            run(bytes, start, Codec::Utf32(Some(order)), handler)
        }
        Codec::Utf16(_) | Codec::Utf32(_) => run(bytes, 0, codec, handler),
    }
}

/// What stands at a place.
enum Found<'a> {
    Text(&'a str),
    Char(CodePoint, usize),
    /// The number of bytes that are wrong, and why.
    Wrong(usize, &'static str),
}

fn run(bytes: &[u8], start: usize, codec: Codec, handler: Handler) -> Result<Wtf8Buf, Failure> {
    let mut out = Wtf8Buf::with_capacity(bytes.len());
    let mut at = start;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let found = match codec {
            Codec::Ascii => ascii(rest),
            Codec::Utf16(order) => utf16(rest, order == Some(Order::Big)),
            Codec::Utf32(order) => utf32(rest, order == Some(Order::Big)),
            _ => utf8(rest),
        };
        match found {
            Found::Text(text) => {
                out.push_str(text);
                at += text.len();
            }
            Found::Char(c, len) => {
                out.push(c);
                at += len;
            }
            Found::Wrong(len, reason) => {
                let wrong = rest.get(..len).unwrap_or(rest);
                let refuse = Failure::Unicode { encoding: codec.name(), start: at, end: at + wrong.len(), reason };
                at += handle(&mut out, codec, handler, wrong, rest, refuse)?;
            }
        }
    }
    Ok(out)
}

fn valid(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn ascii(rest: &[u8]) -> Found<'_> {
    match rest.iter().position(|byte| !byte.is_ascii()) {
        Some(0) => Found::Wrong(1, "ordinal not in range(128)"),
        Some(len) => Found::Text(valid(rest.get(..len).unwrap_or_default())),
        None => Found::Text(valid(rest)),
    }
}

fn utf8(rest: &[u8]) -> Found<'_> {
    let error = match std::str::from_utf8(rest) {
        Ok(text) => return Found::Text(text),
        Err(error) => error,
    };
    if error.valid_up_to() > 0 {
        return Found::Text(valid(rest.get(..error.valid_up_to()).unwrap_or_default()));
    }
    match (error.error_len(), rest.first()) {
        (None, _) => Found::Wrong(rest.len(), "unexpected end of data"),
        (Some(len), Some(0xc2..=0xf4)) => Found::Wrong(len, "invalid continuation byte"),
        (Some(len), _) => Found::Wrong(len, "invalid start byte"),
    }
}

fn utf16(rest: &[u8], big: bool) -> Found<'static> {
    let unit = |at: usize| match rest.get(at..at + 2) {
        Some(&[a, b]) => Some(u32::from(if big { u16::from_be_bytes([a, b]) } else { u16::from_le_bytes([a, b]) })),
        _ => None,
    };
    match (unit(0), unit(2)) {
        (None, _) => Found::Wrong(1, "truncated data"),
        (Some(0xd800..=0xdbff), None) => Found::Wrong(rest.len(), "unexpected end of data"),
        (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
            let code = 0x1_0000 + ((high & 0x3ff) << 10) + (low & 0x3ff);
            CodePoint::from_u32(code).map_or(Found::Wrong(2, "illegal encoding"), |c| Found::Char(c, 4))
        }
        (Some(0xd800..=0xdbff), _) => Found::Wrong(2, "illegal UTF-16 surrogate"),
        (Some(0xdc00..=0xdfff), _) => Found::Wrong(2, "illegal encoding"),
        (Some(code), _) => CodePoint::from_u32(code).map_or(Found::Wrong(2, "illegal encoding"), |c| Found::Char(c, 2)),
    }
}

fn utf32(rest: &[u8], big: bool) -> Found<'static> {
    let Some(&[a, b, c, d]) = rest.get(..4) else {
        return Found::Wrong(rest.len(), "truncated data");
    };
    let code = if big { u32::from_be_bytes([a, b, c, d]) } else { u32::from_le_bytes([a, b, c, d]) };
    match CodePoint::from_u32(code) {
        None => Found::Wrong(4, "code point not in range(0x110000)"),
        Some(_) if matches!(code, 0xd800..=0xdfff) => {
            Found::Wrong(4, "code point in surrogate code point range(0xd800, 0xe000)")
        }
        Some(c) => Found::Char(c, 4),
    }
}

/// Deals with wrong bytes: how many have been dealt with.
fn handle(
    out: &mut Wtf8Buf,
    codec: Codec,
    handler: Handler,
    wrong: &[u8],
    rest: &[u8],
    refuse: Failure,
) -> Result<usize, Failure> {
    match handler {
        Handler::Strict => return Err(refuse),
        Handler::Unknown => return Err(Failure::UnknownHandler),
        Handler::XmlCharRefReplace => return Err(Failure::CannotHandle),
        Handler::Ignore => {}
        Handler::Replace => out.push_char('\u{fffd}'),
        Handler::BackslashReplace => wrong.iter().for_each(|byte| out.push_str(&format!("\\x{byte:02x}"))),
        Handler::SurrogateEscape => {
            let escaped = wrong.iter().take_while(|byte| !byte.is_ascii()).count();
            if escaped == 0 {
                return Err(refuse);
            }
            let codes = wrong.iter().take(escaped).map(|byte| 0xdc00 | u32::from(*byte));
            out.extend(codes.filter_map(CodePoint::from_u32));
            return Ok(escaped);
        }
        Handler::SurrogatePass => {
            let (code, len) = match (codec, rest) {
                (Codec::Utf8 | Codec::Utf8Sig, [0xed, b @ 0xa0..=0xbf, c @ 0x80..=0xbf, ..]) => {
                    (0xd000 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f), 3)
                }
                (Codec::Utf16(Some(Order::Big)), &[a, b, ..]) => (u32::from(u16::from_be_bytes([a, b])), 2),
                (Codec::Utf16(_), &[a, b, ..]) => (u32::from(u16::from_le_bytes([a, b])), 2),
                (Codec::Utf32(Some(Order::Big)), &[a, b, c, d, ..]) => (u32::from_be_bytes([a, b, c, d]), 4),
                (Codec::Utf32(_), &[a, b, c, d, ..]) => (u32::from_le_bytes([a, b, c, d]), 4),
                _ => return Err(refuse),
            };
            return match CodePoint::from_u32(code) {
                Some(c) if matches!(code, 0xd800..=0xdfff) => {
                    out.push(c);
                    Ok(len)
                }
                _ => Err(refuse),
            };
        }
    }
    Ok(wrong.len())
}
