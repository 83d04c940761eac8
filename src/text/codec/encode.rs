//! Text to bytes.

use std::fmt::Write;

use rustpython_wtf8::{CodePoint, Wtf8};

use super::{Codec, Failure, Handler, Order};

fn is_surrogate(c: CodePoint) -> bool {
    matches!(c.to_u32(), 0xd800..=0xdfff)
}

impl Codec {
    /// Whether the encoding has the character.
    fn has(self, c: CodePoint) -> bool {
        match self {
            Codec::Ascii => c.to_u32() < 0x80,
            Codec::Latin1 => c.to_u32() < 0x100,
            _ => !is_surrogate(c),
        }
    }

    fn lacks(self) -> &'static str {
        match self {
            Codec::Ascii => "ordinal not in range(128)",
            Codec::Latin1 => "ordinal not in range(256)",
            _ => "surrogates not allowed",
        }
    }

    /// Whether neighbours are reported together.
    fn joins_errors(self) -> bool {
        !matches!(self, Codec::Utf16(_) | Codec::Utf32(_))
    }

    /// Writes a character, lone surrogates as if they were characters.
    fn push(self, out: &mut Vec<u8>, c: CodePoint) {
        let code = c.to_u32();
        match self {
            Codec::Ascii | Codec::Latin1 => out.push(code as u8),
            Codec::Utf8 | Codec::Utf8Sig => out.extend_from_slice(c.encode_wtf8(&mut [0; 4]).as_bytes()),
            Codec::Utf16(order) => {
                let mut unit = |unit: u16| {
                    out.extend_from_slice(&match order {
                        Some(Order::Big) => unit.to_be_bytes(),
                        _ => unit.to_le_bytes(),
                    });
                };
                match code.checked_sub(0x1_0000) {
                    None => unit(code as u16),
                    Some(rest) => {
                        unit(0xd800 | (rest >> 10) as u16);
                        unit(0xdc00 | (rest & 0x3ff) as u16);
                    }
                }
            }
            Codec::Utf32(order) => out.extend_from_slice(&match order {
                Some(Order::Big) => code.to_be_bytes(),
                _ => code.to_le_bytes(),
            }),
        }
    }

    fn push_ascii(self, out: &mut Vec<u8>, text: &str) {
        for c in text.chars() {
            self.push(out, c.into());
        }
    }
}

/// Encodes text.
///
/// # Errors
/// [`Failure`], with places in characters.
pub fn encode(text: &Wtf8, codec: Codec, handler: Handler) -> Result<Vec<u8>, Failure> {
    let bytes = text.as_bytes();
    match codec {
        Codec::Ascii | Codec::Latin1 | Codec::Utf8 if bytes.is_ascii() => return Ok(bytes.to_vec()),
        Codec::Utf8 if std::str::from_utf8(bytes).is_ok() => return Ok(bytes.to_vec()),
        _ => {}
    }
    let mut out = Vec::with_capacity(bytes.len());
    if matches!(codec, Codec::Utf8Sig | Codec::Utf16(None) | Codec::Utf32(None)) {
        codec.push(&mut out, '\u{feff}'.into());
    }
    let mut chars = text.code_points().enumerate().peekable();
    let mut run = Vec::new();
    while let Some((start, c)) = chars.next() {
        if codec.has(c) {
            codec.push(&mut out, c);
            continue;
        }
        run.clear();
        run.push(c);
        while codec.joins_errors()
            && let Some((_, c)) = chars.next_if(|(_, c)| !codec.has(*c))
        {
            run.push(c);
        }
        handle(&mut out, codec, handler, start, &run)?;
    }
    Ok(out)
}

/// Deals with characters that the encoding lacks.
fn handle(out: &mut Vec<u8>, codec: Codec, handler: Handler, start: usize, run: &[CodePoint]) -> Result<(), Failure> {
    let end = start + run.len();
    let refuse = |start| Failure::Unicode { encoding: codec.name(), start, end, reason: codec.lacks() };
    match handler {
        Handler::Strict => return Err(refuse(start)),
        Handler::Unknown => return Err(Failure::UnknownHandler),
        Handler::Ignore => {}
        Handler::Replace => run.iter().for_each(|_| codec.push_ascii(out, "?")),
        Handler::BackslashReplace | Handler::XmlCharRefReplace => {
            let mut text = String::new();
            for c in run {
                let code = c.to_u32();
                // Writing to a string does not fail.
                let _ = match code {
                    _ if handler == Handler::XmlCharRefReplace => write!(text, "&#{code};"),
                    0..=0xff => write!(text, "\\x{code:02x}"),
                    0x100..=0xffff => write!(text, "\\u{code:04x}"),
                    _ => write!(text, "\\U{code:08x}"),
                };
            }
            codec.push_ascii(out, &text);
        }
        Handler::SurrogateEscape => {
            for (at, c) in run.iter().enumerate() {
                match c.to_u32() {
                    // A single byte is no unit of the wider encodings.
                    code @ 0xdc80..=0xdcff if codec.joins_errors() => out.push(code as u8),
                    _ => return Err(refuse(start + at)),
                }
            }
        }
        Handler::SurrogatePass => {
            if matches!(codec, Codec::Ascii | Codec::Latin1) {
                return Err(refuse(start));
            }
            run.iter().for_each(|c| codec.push(out, *c));
        }
    }
    Ok(())
}
