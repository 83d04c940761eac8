//! The warnings that CPython gives while it reads tokens and decodes strings.

use ruff_text_size::Ranged;
use rustpython_compiler::{TokenKind, Tokens};

use super::SyntaxWarning;

/// Appends the warnings about escapes in strings and about numbers that run into a keyword.
pub(super) fn tokens(text: &str, tokens: &Tokens, warnings: &mut Vec<SyntaxWarning>) {
    let mut lines = Lines { text, at: 0, lineno: 1 };
    let mut previous: Option<(TokenKind, usize, usize)> = None;
    for token in tokens {
        let kind = token.kind();
        let (start, end) = (token.start().to_usize(), token.end().to_usize());
        let Some(token_text) = text.get(start..end) else {
            continue;
        };
        match kind {
            TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle => {
                let raw = token.string_flags().is_some_and(|flags| flags.is_raw_string());
                let bytes = token.string_flags().is_some_and(|flags| flags.is_byte_string());
                if !raw && let Some((at, msg)) = invalid_escape(token_text, bytes) {
                    warnings.push(SyntaxWarning { msg, lineno: lines.of(start + at) });
                }
            }
            TokenKind::And
            | TokenKind::Else
            | TokenKind::For
            | TokenKind::If
            | TokenKind::In
            | TokenKind::Is
            | TokenKind::Or
            | TokenKind::Not => {
                if let Some((kind, from, to)) = previous
                    && to == start
                    && let Some(literal) = text.get(from..to)
                    && let Some(what) = number(kind, literal)
                {
                    warnings.push(SyntaxWarning { msg: format!("invalid {what} literal"), lineno: lines.of(start) });
                }
            }
            _ => {}
        }
        previous = Some((kind, start, end));
    }
}

fn number(kind: TokenKind, literal: &str) -> Option<&'static str> {
    match kind {
        TokenKind::Int => Some(match literal.as_bytes() {
            [b'0', b'x' | b'X', ..] => "hexadecimal",
            [b'0', b'o' | b'O', ..] => "octal",
            [b'0', b'b' | b'B', ..] => "binary",
            _ => "decimal",
        }),
        TokenKind::Float => Some("decimal"),
        TokenKind::Complex => Some("imaginary"),
        _ => None,
    }
}

/// The first escape that Python does not have, as its offset and the warning; CPython reports one per token.
fn invalid_escape(token: &str, bytes: bool) -> Option<(usize, String)> {
    let mut chars = token.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            continue;
        }
        // In an f-string the text before a `{` ends here; a backslash at its end meant to escape that.
        let (next_at, next) = chars.next().unwrap_or((token.len(), '{'));
        let what = match next {
            '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' => continue,
            'N' | 'u' | 'U' if !bytes => continue,
            '0'..='7' => {
                let digits = token.get(next_at..).unwrap_or_default().bytes();
                let digits: String =
                    digits.take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).map(char::from).collect();
                if u32::from_str_radix(&digits, 8).is_ok_and(|value| value > 0o377) {
                    return Some((at, warning(&digits, "octal escape")));
                }
                continue;
            }
            other if other.is_ascii() => other,
            _ => continue,
        };
        return Some((at, warning(&what.to_string(), "escape")));
    }
    None
}

fn warning(escape: &str, what: &str) -> String {
    format!(
        "\"\\{escape}\" is an invalid {what} sequence. Such sequences will not work in the future. \
         Did you mean \"\\\\{escape}\"? A raw string is also an option."
    )
}

/// Counts lines as far as it is asked; the questions come in order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    lineno: u32,
}

impl Lines<'_> {
    fn of(&mut self, offset: usize) -> u32 {
        if let Some(between) = self.text.as_bytes().get(self.at..offset) {
            let newlines = between.iter().filter(|&&byte| byte == b'\n').count();
            self.lineno = self.lineno.saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX));
            self.at = offset;
        }
        self.lineno
    }
}
