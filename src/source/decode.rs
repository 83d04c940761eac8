//! The bytes of a source file as text (PEP 263; CPython's `Parser/tokenizer/helpers.c`).
//!
//! UTF-8, ASCII and Latin-1 under all their names are known; another encoding is refused as unknown.

use std::borrow::Cow;

use super::error::{ErrorKind, SyntaxError};

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Decodes source by its byte order mark and coding cookie, and gives it `\n` line ends.
///
/// # Errors
/// An unknown encoding, bytes that the encoding does not have, or a NUL, each in CPython's words.
pub fn decode<'a>(bytes: &'a [u8], filename: &str) -> Result<Cow<'a, str>, SyntaxError> {
    if bytes.contains(&0) {
        return Err(nul());
    }
    let (rest, marked) = bytes.strip_prefix(BOM).map_or((bytes, false), |rest| (rest, true));
    let cookie = cookie(rest).map(|(name, line)| (canonical(&name), name, line));
    match cookie {
        None | Some((Encoding::Utf8, ..)) => {}
        Some((encoding, name, line)) if marked => {
            let name = if encoding == Encoding::Latin1 { "iso-8859-1" } else { name.as_str() };
            let text = lines(rest).nth(line).map(|text| String::from_utf8_lossy(text).into_owned());
            let msg = format!("encoding problem: {name} with BOM");
            let mut error = SyntaxError::bare(ErrorKind::Syntax, msg);
            error.filename = Some(filename.to_owned());
            error.lineno = Some(u32::try_from(line + 1).unwrap_or(u32::MAX));
            error.offset = Some(0);
            error.end_lineno = error.lineno;
            error.end_offset = text.as_ref().map(|text| i32::try_from(text.len()).unwrap_or(i32::MAX));
            error.text = text;
            return Err(error);
        }
        Some((Encoding::Latin1, ..)) => {
            let text: String = rest.iter().map(|&byte| char::from(byte)).collect();
            return Ok(Cow::Owned(line_ends(&text).into_owned()));
        }
        Some((Encoding::Ascii, ..)) => {
            if let Some(at) = rest.iter().position(|byte| !byte.is_ascii()) {
                let byte = rest.get(at).copied().unwrap_or_default();
                let msg =
                    format!("'ascii' codec can't decode byte {byte:#04x} in position {at}: ordinal not in range(128)");
                return Err(unplaced(msg, filename));
            }
        }
        Some((Encoding::Unknown, name, _)) => {
            return Err(unplaced(format!("unknown encoding: {name}"), filename));
        }
    }
    match std::str::from_utf8(rest) {
        Ok(text) => Ok(line_ends(text)),
        Err(error) => Err(not_utf8(rest, error.valid_up_to(), filename)),
    }
}

/// Checks text for NULs and gives it `\n` line ends.
///
/// # Errors
/// A NUL in the text.
pub fn normalise(text: &str) -> Result<Cow<'_, str>, SyntaxError> {
    if text.contains('\0') {
        return Err(nul());
    }
    Ok(line_ends(text))
}

fn line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

fn nul() -> SyntaxError {
    SyntaxError::bare(ErrorKind::Syntax, "source code string cannot contain null bytes".to_owned())
}

/// An error about the file as a whole, which CPython places in line 0.
fn unplaced(msg: String, filename: &str) -> SyntaxError {
    let mut error = SyntaxError::bare(ErrorKind::Syntax, msg);
    error.filename = Some(filename.to_owned());
    error.lineno = Some(0);
    error.offset = Some(-1);
    error
}

fn not_utf8(bytes: &[u8], at: usize, filename: &str) -> SyntaxError {
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.iter().filter(|&&byte| byte == b'\n').count();
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let column = before.get(start..).map_or(0, |part| String::from_utf8_lossy(part).chars().count());
    let byte = bytes.get(at).copied().unwrap_or_default();
    let lineno = u32::try_from(line + 1).unwrap_or(u32::MAX);
    let msg = format!(
        "Non-UTF-8 code starting with '\\x{byte:02x}' on line {lineno}, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details"
    );
    let offset = i32::try_from(column + 1).unwrap_or(i32::MAX);
    SyntaxError {
        kind: ErrorKind::Syntax,
        msg,
        filename: Some(filename.to_owned()),
        lineno: Some(lineno),
        offset: Some(offset),
        end_lineno: Some(lineno),
        end_offset: Some(offset),
        text: lines(bytes).nth(line).map(|text| String::from_utf8_lossy(text).into_owned()),
        incomplete: false,
    }
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
    Unknown,
}

fn canonical(name: &str) -> Encoding {
    let plain: String = name.to_ascii_lowercase().replace(['-', '.', ' '], "_");
    match plain.as_str() {
        "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf_8_sig" | "utf8_ucs2" | "utf8_ucs4" => Encoding::Utf8,
        "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "8859" | "cp819" | "iso8859"
        | "iso_ir_100" => Encoding::Latin1,
        "ascii" | "us_ascii" | "us" | "646" | "ansi_x3_4_1968" | "iso646_us" | "cp367" => Encoding::Ascii,
        // CPython takes these two with any suffix, as in `utf-8-unix`.
        name if name.starts_with("utf_8_") => Encoding::Utf8,
        name if name.starts_with("latin_1_") || name.starts_with("iso_8859_1_") || name.starts_with("iso_latin_1") => {
            Encoding::Latin1
        }
        _ => Encoding::Unknown,
    }
}

/// The encoding's name in a comment of the first two lines, and the line's index.
fn cookie(bytes: &[u8]) -> Option<(String, usize)> {
    for (index, line) in lines(bytes).take(2).enumerate() {
        let line = line.trim_ascii_start();
        if let Some(comment) = line.strip_prefix(b"#") {
            if let Some(name) = cookie_name(comment) {
                return Some((name, index));
            }
        } else if !line.is_empty() {
            return None;
        }
    }
    None
}

/// What follows `coding:` or `coding=` in a comment.
fn cookie_name(comment: &[u8]) -> Option<String> {
    const WORD: &[u8] = b"coding";
    for (at, window) in comment.windows(WORD.len() + 1).enumerate() {
        if window.starts_with(WORD) && matches!(window.last(), Some(b':' | b'=')) {
            let rest = comment.get(at + window.len()..)?;
            let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let name: Vec<u8> = rest
                .iter()
                .skip(blanks)
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
                .copied()
                .collect();
            if !name.is_empty() {
                return String::from_utf8(name).ok();
            }
        }
    }
    None
}
