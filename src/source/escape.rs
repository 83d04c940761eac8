//! What CPython says about an escape that it cannot decode (`Objects/unicodeobject.c`, `Objects/bytesobject.c`).

use ruff_text_size::Ranged;
use rustpython_compiler::{TokenKind, Tokens};

/// A string whose escapes cannot be decoded: where its token begins and ends, and CPython's message.
pub(super) struct Broken {
    pub start: usize,
    pub end: usize,
    pub msg: String,
}

/// The undecodable string around the offset `at`, if there is one.
pub(super) fn find(text: &str, tokens: &Tokens, at: usize) -> Option<Broken> {
    let string = |kind| matches!(kind, TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle);
    let token = tokens
        .iter()
        .find(|token| string(token.kind()) && (token.start().to_usize()..=token.end().to_usize()).contains(&at))?;
    let flags = token.string_flags()?;
    if flags.is_raw_string() {
        return None;
    }
    let (start, end) = (token.start().to_usize(), token.end().to_usize());
    let whole = text.get(start..end)?;
    let (mut body, mut offset) = (whole, start);
    if token.kind() == TokenKind::String {
        let quotes = if token.is_triple_quoted_string() { 3 } else { 1 };
        let skipped = whole.find(['\'', '"'])? + quotes;
        body = whole.get(skipped..whole.len().checked_sub(quotes)?)?;
        offset += skipped;
    }
    let msg = if flags.is_byte_string() { bytes_message(body) } else { text_message(body, at.saturating_sub(offset)) }?;
    Some(Broken { start, end, msg })
}

fn bytes_message(body: &str) -> Option<String> {
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        let taken = if c != '\\' {
            c.len_utf8()
        } else if let Some(hex) = rest.strip_prefix("\\x") {
            if hex_digits(hex, 2) < 2 {
                return Some(format!("(value error) invalid \\x escape at position {}", body.len() - rest.len()));
            }
            4
        } else {
            1 + rest.chars().nth(1).map_or(0, char::len_utf8)
        };
        rest = rest.get(taken..)?;
    }
    None
}

fn text_message(body: &str, at: usize) -> Option<String> {
    let mut rest = body;
    // Positions count in what CPython's decoder is given: characters beyond ASCII as escapes of ten bytes.
    let mut position = 0usize;
    while let Some(c) = rest.chars().next() {
        let next = rest.chars().nth(1);
        if c != '\\' {
            position += if c.is_ascii() { 1 } else { 10 };
            rest = rest.get(c.len_utf8()..)?;
            continue;
        }
        let after = rest.get(2..);
        let digits = match next {
            Some('x') => Some((2, "truncated \\xXX escape")),
            Some('u') => Some((4, "truncated \\uXXXX escape")),
            Some('U') => Some((8, "truncated \\UXXXXXXXX escape")),
            _ => None,
        };
        if let (Some((want, truncated)), Some(after)) = (digits, after) {
            let have = hex_digits(after, want);
            let value = after.get(..have).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            let reason = if have < want {
                truncated
            } else if value.is_some_and(|value| value > 0x10_ffff) {
                "illegal Unicode character"
            } else {
                position += 2 + want;
                rest = rest.get(2 + want..)?;
                continue;
            };
            return Some(message(position, position + 1 + have, reason));
        }
        if let (Some('N'), Some(after)) = (next, after) {
            let name = after.strip_prefix('{').and_then(|name| name.split_once('}')).map(|(name, _)| name);
            match name {
                Some(name) if !name.is_empty() => {
                    let len = 4 + name.len();
                    // Which names exist only the front end knows: the escape in question is the one it points into.
                    if (position_of(body, rest)..position_of(body, rest) + len).contains(&at) {
                        return Some(message(position, position + len - 1, "unknown Unicode character name"));
                    }
                    position += len;
                    rest = rest.get(len..)?;
                    continue;
                }
                _ => {
                    let end = if after.starts_with('{') { 2 } else { 1 };
                    return Some(message(position, position + end, "malformed \\N character escape"));
                }
            }
        }
        let taken = 1 + next.map_or(0, char::len_utf8);
        position += if next.is_some_and(|next| next.is_ascii()) { 2 } else { 11 };
        rest = rest.get(taken..)?;
    }
    None
}

fn position_of(body: &str, rest: &str) -> usize {
    body.len() - rest.len()
}

fn message(start: usize, end: usize, reason: &str) -> String {
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: {reason}")
}

fn hex_digits(text: &str, most: usize) -> usize {
    text.bytes().take(most).take_while(u8::is_ascii_hexdigit).count()
}
