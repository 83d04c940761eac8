//! `SyntaxError` and its subclasses: what they hold and how CPython prints them.

use std::fmt;

use ruff_python_parser::{LexicalErrorType, ParseErrorType};
use rustpython_codegen::error::CodegenErrorType;
use rustpython_compiler::CompileError;
use thiserror::Error;

use super::escape::Broken;
use super::options::Mode;

/// Which exception class an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// `RecursionError`: the source is nested deeper than [`super::MAX_NESTING`].
    Recursion,
    /// `SystemError`: the compiler itself failed.
    Internal,
}

impl ErrorKind {
    /// The name of the Python class.
    #[must_use]
    pub fn class_name(self) -> &'static str {
        match self {
            ErrorKind::Syntax => "SyntaxError",
            ErrorKind::Indentation => "IndentationError",
            ErrorKind::Tab => "TabError",
            ErrorKind::Recursion => "RecursionError",
            ErrorKind::Internal => "SystemError",
        }
    }
}

/// Source that cannot be compiled. The fields are the attributes of Python's exception, `None` where those are `None`.
///
/// `Display` gives what CPython prints for it, without a traceback's headline and without a final newline.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct SyntaxError {
    /// The class.
    pub kind: ErrorKind,
    /// What is wrong.
    pub msg: String,
    /// The file, as it was named to the compiler.
    pub filename: Option<String>,
    /// The line, from 1; 0 when the error has no line.
    pub lineno: Option<u32>,
    /// The column, from 1, in characters; 0 and -1 mean none.
    pub offset: Option<i32>,
    /// The line where the error ends.
    pub end_lineno: Option<u32>,
    /// The column after its last character, from 1; 0 and -1 mean unknown.
    pub end_offset: Option<i32>,
    /// The line of source in question, with its newline where CPython keeps it.
    pub text: Option<String>,
    /// Whether more input could mend the source (an open bracket or string).
    pub incomplete: bool,
}

impl SyntaxError {
    /// An error without a place.
    #[must_use]
    pub fn bare(kind: ErrorKind, msg: String) -> Self {
        SyntaxError {
            kind,
            msg,
            filename: None,
            lineno: None,
            offset: None,
            end_lineno: None,
            end_offset: None,
            text: None,
            incomplete: false,
        }
    }

    pub(super) fn too_deep() -> Self {
        SyntaxError::bare(ErrorKind::Recursion, "maximum recursion depth exceeded during compilation".to_owned())
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(lineno) = self.lineno {
            let filename = self.filename.as_deref().unwrap_or("<string>");
            writeln!(f, "  File \"{filename}\", line {lineno}")?;
            if let Some(text) = &self.text {
                self.write_text(f, text, lineno)?;
            }
        }
        write!(f, "{}: {}", self.kind.class_name(), self.msg)
    }
}

impl SyntaxError {
    /// The source line and the carets, as `traceback.TracebackException._format_syntax_error` sets them.
    fn write_text(&self, f: &mut fmt::Formatter<'_>, text: &str, lineno: u32) -> fmt::Result {
        let whole = text.trim_end_matches('\n');
        let shown = whole.trim_start_matches([' ', '\n', '\u{c}']);
        writeln!(f, "    {shown}")?;
        let Some(offset) = self.offset.filter(|&offset| offset >= 1) else {
            return Ok(());
        };
        let mut end = self.end_offset.filter(|&end| end != 0).unwrap_or(offset);
        if self.end_lineno.is_some_and(|end_lineno| end_lineno != lineno) {
            end = i32::try_from(whole.chars().count()).unwrap_or(i32::MAX).saturating_add(1);
        }
        if offset == end || end == -1 {
            end = offset.saturating_add(1);
        }
        let dropped = whole.chars().count().saturating_sub(shown.chars().count());
        let dropped = i32::try_from(dropped).unwrap_or(i32::MAX);
        let (from, to) =
            (offset.saturating_sub(1).saturating_sub(dropped), end.saturating_sub(1).saturating_sub(dropped));
        let Ok(from) = usize::try_from(from) else {
            return Ok(());
        };
        let to = usize::try_from(to).unwrap_or(0);
        // Blanks of the line stand for themselves, so that the carets line up under tabs.
        let pad: String = shown.chars().take(from).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
        let missing = from.saturating_sub(pad.chars().count());
        writeln!(f, "    {pad}{}{}", " ".repeat(missing), "^".repeat(to.saturating_sub(from)))
    }
}

/// Roughly `str.isprintable`, for characters that cannot begin a token.
fn is_printable(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}'))
}

/// The source that is being compiled.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub text: &'a str,
    pub filename: &'a str,
}

/// Beginnings of the messages that CPython's tokenizer gives. It places them without an end and quotes the line as far
/// as it has read, so without its newline.
const TOKENIZER: [&str; 14] = [
    "unterminated ",
    "invalid decimal literal",
    "invalid hexadecimal literal",
    "invalid octal literal",
    "invalid binary literal",
    "invalid imaginary literal",
    "invalid digit ",
    "invalid character ",
    "invalid non-printable character",
    "unmatched ",
    "closing parenthesis ",
    "too many nested parentheses",
    "leading zeros in decimal",
    "f-string: expecting '}'",
];

impl Place<'_> {
    fn line(&self, lineno: u32) -> Option<&str> {
        let index = usize::try_from(lineno).ok()?.checked_sub(1)?;
        self.text.split('\n').nth(index)
    }

    /// An `eval` source may not begin with blanks; the parser does not mind.
    pub fn unexpected_indent(&self, mode: Mode) -> Option<SyntaxError> {
        if mode != Mode::Eval {
            return None;
        }
        let mut lines = self.text.split('\n').zip(1u32..);
        let (line, lineno) = lines.find(|(line, _)| {
            let start = line.trim_start_matches([' ', '\t', '\u{c}']);
            !start.is_empty() && !start.starts_with('#')
        })?;
        let indent = line.chars().take_while(|c| matches!(c, ' ' | '\t')).count();
        if indent == 0 {
            return None;
        }
        let more = self.text.split('\n').count() > usize::try_from(lineno).unwrap_or(usize::MAX);
        Some(SyntaxError {
            kind: ErrorKind::Indentation,
            msg: "unexpected indent".to_owned(),
            filename: Some(self.filename.to_owned()),
            lineno: Some(lineno),
            offset: Some(i32::try_from(indent).unwrap_or(i32::MAX)),
            end_lineno: Some(lineno),
            end_offset: Some(-1),
            text: Some(if more { format!("{line}\n") } else { line.to_owned() }),
            incomplete: false,
        })
    }

    /// A string with an escape that cannot be decoded, placed at its token.
    pub fn broken_escape(&self, broken: Broken) -> SyntaxError {
        let locate = |offset: usize| {
            let before = self.text.get(..offset).unwrap_or_default();
            let start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let column = before.get(start..).map_or(0, |line| line.chars().count()) + 1;
            let lineno = before.matches('\n').count() + 1;
            (u32::try_from(lineno).unwrap_or(u32::MAX), i32::try_from(column).unwrap_or(i32::MAX))
        };
        let ((lineno, offset), (end_lineno, end_offset)) = (locate(broken.start), locate(broken.end));
        SyntaxError {
            kind: ErrorKind::Syntax,
            msg: broken.msg,
            filename: Some(self.filename.to_owned()),
            lineno: Some(lineno),
            offset: Some(offset),
            end_lineno: Some(end_lineno),
            end_offset: Some(end_offset),
            text: self.line(lineno).map(|line| format!("{line}\n")),
            incomplete: false,
        }
    }

    /// The crate's error in CPython's terms.
    pub fn syntax_error(&self, error: &CompileError, mode: Mode) -> SyntaxError {
        let (line, column) = error.python_location();
        let lineno = u32::try_from(line).unwrap_or(u32::MAX);
        let offset = i32::try_from(column).unwrap_or(i32::MAX);
        let (end_lineno, end_offset) = error.python_end_location().map_or((lineno, offset), |(line, column)| {
            (u32::try_from(line).unwrap_or(u32::MAX), i32::try_from(column).unwrap_or(i32::MAX))
        });
        let mut out = SyntaxError {
            kind: ErrorKind::Syntax,
            msg: error.to_string(),
            filename: Some(self.filename.to_owned()),
            lineno: Some(lineno),
            offset: Some(offset),
            end_lineno: Some(end_lineno),
            end_offset: Some(end_offset),
            text: None,
            incomplete: false,
        };
        match error {
            CompileError::Codegen(error) => {
                if matches!(error.error, CodegenErrorType::RecursionError) {
                    return SyntaxError::too_deep();
                }
                // CPython looks this line up in the file, so source that is no file has none.
                if std::path::Path::new(self.filename).is_file() {
                    out.text = self.line(lineno).map(|line| format!("{line}\n"));
                }
            }
            CompileError::Parse(parse) => {
                out.incomplete = parse.is_unclosed_bracket || parse.is_unclosed_string;
                self.word(&mut out, &parse.error);
                self.place(&mut out, mode);
            }
        }
        out
    }

    /// CPython's words and class where the crate has its own.
    fn word(&self, out: &mut SyntaxError, error: &ParseErrorType) {
        match error {
            ParseErrorType::OtherError(msg) => {
                if msg.starts_with("Expected `except` or `finally`") {
                    out.msg = "expected 'except' or 'finally' block".to_owned();
                    (out.end_lineno, out.end_offset) = (out.lineno, Some(-1));
                } else if msg.starts_with("Bytes literal cannot be mixed") {
                    out.msg = "cannot mix bytes and nonbytes literals".to_owned();
                } else if msg.starts_with("Expected ") {
                    out.msg = "invalid syntax".to_owned();
                } else if let Some((start, detected)) = msg.split_once(" (detected at line ")
                    && let Some((number, rest)) = detected.split_once(')')
                    && number.parse().is_ok_and(|number: usize| number > self.text.lines().count())
                {
                    // The front end counts the empty line after a final newline.
                    out.msg = format!("{start} (detected at line {}){rest}", self.text.lines().count());
                }
            }
            ParseErrorType::UnexpectedIndentation | ParseErrorType::Lexical(LexicalErrorType::IndentationError)
                if self.mixes_tabs(out.lineno.unwrap_or(0)) =>
            {
                out.kind = ErrorKind::Tab;
                out.msg = "inconsistent use of tabs and spaces in indentation".to_owned();
                (out.offset, out.end_lineno, out.end_offset) = (Some(1), out.lineno, Some(0));
            }
            ParseErrorType::UnexpectedIndentation => out.msg = "unexpected indent".to_owned(),
            ParseErrorType::Lexical(LexicalErrorType::IndentationError) => {}
            ParseErrorType::Lexical(LexicalErrorType::UnrecognizedToken { tok }) if !tok.is_ascii() => {
                let code = u32::from(*tok);
                out.msg = if is_printable(*tok) {
                    format!("invalid character '{tok}' (U+{code:04X})")
                } else {
                    format!("invalid non-printable character U+{code:04X}")
                };
            }
            ParseErrorType::PositionalAfterKeywordArgument => {
                out.msg = "positional argument follows keyword argument".to_owned();
            }
            ParseErrorType::PositionalAfterKeywordUnpacking => {
                out.msg = "positional argument follows keyword argument unpacking".to_owned();
            }
            ParseErrorType::InvalidArgumentUnpackingOrder => {
                out.msg = "iterable argument unpacking follows keyword argument unpacking".to_owned();
            }
            ParseErrorType::UnparenthesizedGeneratorExpression => {
                out.msg = "Generator expression must be parenthesized".to_owned();
            }
            ParseErrorType::ParamAfterVarKeywordParam => {
                out.msg = "arguments cannot follow var-keyword argument".to_owned();
            }
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                out.msg = "parameter without a default follows parameter with a default".to_owned();
            }
            ParseErrorType::ExpectedKeywordParam => out.msg = "named arguments must follow bare *".to_owned(),
            ParseErrorType::Lexical(
                LexicalErrorType::InvalidByteLiteral | LexicalErrorType::OtherError(_) | LexicalErrorType::Eof,
            ) => {}
            // The rest of the parser's own wordings have no counterpart: its grammar asks other questions.
            _ => {
                let first = out.msg.chars().next();
                if first.is_some_and(char::is_uppercase) && !out.msg.starts_with("Missing parentheses") {
                    out.msg = "invalid syntax".to_owned();
                }
            }
        }
        if out.msg == "unexpected indent"
            || out.msg.starts_with("unindent does not match")
            || out.msg.starts_with("expected an indented block")
            || out.msg == "too many levels of indentation"
        {
            out.kind = ErrorKind::Indentation;
        }
    }

    /// Whether a line's indentation and that of the line before it compare differently when a tab is 8 columns wide
    /// and when it is 1: CPython's test for mixed tabs and spaces.
    fn mixes_tabs(&self, lineno: u32) -> bool {
        let widths = |line: &str| {
            line.chars().take_while(|c| matches!(c, ' ' | '\t')).fold((0usize, 0usize), |(wide, narrow), c| match c {
                '\t' => ((wide / 8 + 1) * 8, narrow + 1),
                _ => (wide + 1, narrow + 1),
            })
        };
        let before = usize::try_from(lineno).unwrap_or(0).saturating_sub(1);
        let Some(here) = self.line(lineno).map(widths) else {
            return false;
        };
        let above = self.text.split('\n').take(before).filter(|line| !line.trim().is_empty()).last();
        above.map(widths).is_some_and(|above| here.0.cmp(&above.0) != here.1.cmp(&above.1))
    }

    /// Whether a place is behind all that the source says.
    fn at_end(&self, lineno: u32, offset: Option<i32>) -> bool {
        let last = u32::try_from(self.text.trim_end().split('\n').count()).unwrap_or(u32::MAX);
        let blank = self.text.split('\n').all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
        let line = self.line(lineno).map_or(0, |line| line.trim_end().chars().count());
        blank
            || (lineno >= last
                && offset.is_some_and(|offset| usize::try_from(offset).is_ok_and(|offset| offset > line)))
    }

    /// CPython's ends of errors, and the line it quotes.
    fn place(&self, out: &mut SyntaxError, mode: Mode) {
        let lineno = out.lineno.unwrap_or(0);
        let tokenizer = TOKENIZER.iter().any(|start| out.msg.starts_with(start));
        let line = self.line(lineno);
        if out.msg.ends_with("was never closed") || out.msg.starts_with("':' expected after dictionary key") {
            out.end_offset = Some(0);
            out.end_lineno = out.lineno;
        } else if out.msg.starts_with("leading zeros") {
            // The one message of the tokenizer that has a range.
        } else if tokenizer {
            out.end_lineno = out.lineno;
            out.end_offset = out.offset;
        } else if out.msg.starts_with("unexpected character after line continuation") {
            out.end_offset = Some(0);
        } else if out.msg == "unexpected indent" {
            // Placed at the end of the indentation, the end of which is not known.
            let indent = line.map_or(0, |line| line.chars().take_while(|c| matches!(c, ' ' | '\t')).count());
            out.offset = Some(i32::try_from(indent).unwrap_or(i32::MAX));
            (out.end_lineno, out.end_offset) = (out.lineno, Some(-1));
        } else if out.msg.starts_with("Missing parentheses") {
            // The statement's whole rest is meant; where it ends is only plain without a comment or a semicolon.
            if let Some(line) = line
                && !line.contains(['#', ';'])
            {
                let end = line.trim_end().chars().count().saturating_add(1);
                out.end_offset = Some(i32::try_from(end).unwrap_or(i32::MAX));
            }
        } else if out.msg.starts_with("expected an indented block") && out.end_lineno > out.lineno {
            (out.end_lineno, out.end_offset) = (out.lineno, Some(-1));
        } else if mode != Mode::Exec && out.msg == "invalid syntax" && self.at_end(lineno, out.offset) {
            // Without a newline at the end there is no token to point at.
            let none = u32::from(!self.text.is_empty());
            (out.lineno, out.offset, out.end_lineno, out.end_offset) = (Some(none), Some(0), Some(none), Some(0));
            if !self.text.trim().is_empty() {
                (out.lineno, out.end_lineno) = (Some(lineno), Some(lineno));
            }
        } else if out.msg.starts_with("unindent does not match") || out.msg == "unexpected EOF while parsing" {
            (out.end_lineno, out.end_offset) = (out.lineno, Some(-1));
        }
        // Only a file has a newline added at its end.
        let last = self.text.matches('\n').count() < usize::try_from(lineno).unwrap_or(usize::MAX);
        let bare = tokenizer || (last && mode != Mode::Exec);
        out.text = line.map(|line| if bare { line.to_owned() } else { format!("{line}\n") });
    }
}
