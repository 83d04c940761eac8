//! Parser of `%` templates, for str and bytes (CPython: `Objects/unicode_format.c`, `_PyBytes_FormatEx` in
//! `Objects/bytesobject.c`).
//!
//! CPython parses and consumes arguments in turns, and which of several errors is raised depends on it. So the parser is an
//! iterator, and errors that come after an argument has been taken are kept in the piece: for each [`Spec`] the caller
//! looks up the key; takes and checks the argument of a `*` width, then of a `*` precision ([`Amount`]);
//! [`Spec::conversion`]; takes the argument; converts, or raises [`Spec::unsupported`].

use super::error::Error;
use crate::num::int::IntRef;
use rustpython_wtf8::CodePoint;

/// A character of a template: [`CodePoint`] or `u8`.
pub trait Unit: Copy {
    /// Its number.
    fn code(self) -> u32;
}

impl Unit for CodePoint {
    fn code(self) -> u32 {
        self.to_u32()
    }
}

impl Unit for u8 {
    fn code(self) -> u32 {
        u32::from(self)
    }
}

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Not given.
    Absent,
    /// `*`: the next argument.
    Star,
    /// Digits.
    Given(usize),
    /// More digits than CPython's integer holds.
    TooBig,
}

/// The flags of a specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
}

/// One `%` specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec<'a, T> {
    /// The key in `%(key)s`.
    pub key: Option<&'a [T]>,
    /// Flags.
    pub flags: Flags,
    /// Minimum width.
    pub width: Amount,
    /// Precision; a point without digits is 0.
    pub precision: Amount,
    conversion: Option<u32>,
    index: usize,
}

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a, T> {
    /// Text as it is; `%%` comes as `%`.
    Literal(&'a [T]),
    /// To be filled in.
    Spec(Spec<'a, T>),
}

impl<T: Unit> Spec<'_, T> {
    /// The specification without its key, and so without the template.
    pub fn without_key(&self) -> Spec<'static, u8> {
        let Spec { flags, width, precision, conversion, index, .. } = *self;
        Spec { key: None, flags, width, precision, conversion, index }
    }

    /// The conversion's number.
    ///
    /// # Errors
    /// `ValueError` `incomplete format` if the template ended before.
    pub fn conversion(&self) -> Result<u32, Error> {
        self.conversion.ok_or_else(|| Error::value("incomplete format"))
    }

    /// The conversion as a character, NUL if there is none.
    pub fn conversion_char(&self) -> char {
        self.conversion.and_then(char::from_u32).unwrap_or('\0')
    }

    /// The error of a conversion that there is not; `bytes` templates word it for their own characters.
    pub fn unsupported(&self, bytes: bool) -> Error {
        let code = self.conversion.unwrap_or_default();
        let shown = match char::from_u32(code) {
            Some(_) if bytes && code >= 0x80 => {
                return Error::overflow("character argument not in range(0x110000)");
            }
            Some(c) if bytes || matches!(c, '\x1f'..='~') => c,
            _ => '?',
        };
        Error::value(format!("unsupported format character '{shown}' (0x{code:x}) at index {}", self.index))
    }

    /// The width: that of the text, or of the `*` argument, which sets `-` if negative.
    ///
    /// # Errors
    /// `ValueError` `width too big`, `OverflowError` for an argument past 64 bits.
    pub fn resolve_width(&mut self, star: Option<IntRef<'_>>) -> Result<usize, Error> {
        match (self.width, star) {
            (Amount::Star, Some(value)) => {
                let width =
                    value.to_i64().ok_or_else(|| Error::overflow("Python int too large to convert to C ssize_t"))?;
                self.flags.left |= width < 0;
                Ok(usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX))
            }
            (Amount::Given(width), _) => Ok(width),
            (Amount::TooBig, _) => Err(Error::value("width too big")),
            _ => Ok(0),
        }
    }

    /// The precision: that of the text, or of the `*` argument, of which a negative one is 0.
    ///
    /// # Errors
    /// `ValueError` `precision too big`, `OverflowError` for an argument past 32 bits.
    pub fn resolve_precision(&self, star: Option<IntRef<'_>>) -> Result<Option<usize>, Error> {
        match (self.precision, star) {
            (Amount::Star, Some(value)) => {
                let precision = value
                    .to_i64()
                    .and_then(|value| i32::try_from(value).ok())
                    .ok_or_else(|| Error::overflow("Python int too large to convert to C int"))?;
                Ok(Some(usize::try_from(precision).unwrap_or(0)))
            }
            (Amount::Given(precision), _) => Ok(Some(precision)),
            (Amount::TooBig, _) => Err(Error::value("precision too big")),
            _ => Ok(None),
        }
    }
}

/// Iterator over the pieces of a template.
#[derive(Clone, Debug)]
pub struct Parser<'a, T> {
    text: &'a [T],
    at: usize,
    has_mapping: bool,
}

impl<'a, T: Unit> Parser<'a, T> {
    /// `has_mapping`: the right operand can be asked for keys.
    pub fn new(text: &'a [T], has_mapping: bool) -> Self {
        Parser { text, at: 0, has_mapping }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).and_then(|unit| char::from_u32(unit.code()))
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn slice(&self, start: usize, end: usize) -> &'a [T] {
        self.text.get(start..end).unwrap_or_default()
    }

    fn key(&mut self) -> Result<Option<&'a [T]>, Error> {
        if !self.take('(') {
            return Ok(None);
        }
        if !self.has_mapping {
            return Err(Error::type_error("format requires a mapping"));
        }
        let start = self.at;
        let mut depth = 1;
        while depth > 0 {
            match self.peek() {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                None if self.at >= self.text.len() => {
                    return Err(Error::value("incomplete format key"));
                }
                _ => {}
            }
            self.at += 1;
        }
        Ok(Some(self.slice(start, self.at - 1)))
    }

    fn flags(&mut self) -> Flags {
        let mut flags = Flags::default();
        loop {
            match self.peek() {
                Some('-') => flags.left = true,
                Some('+') => flags.plus = true,
                Some(' ') => flags.space = true,
                Some('#') => flags.alternate = true,
                Some('0') => flags.zero = true,
                _ => return flags,
            }
            self.at += 1;
        }
    }

    fn amount(&mut self, limit: i64) -> Amount {
        if self.take('*') {
            return Amount::Star;
        }
        let start = self.at;
        let mut value = 0i64;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(i64::from(digit));
            self.at += 1;
        }
        match usize::try_from(value) {
            _ if self.at == start => Amount::Absent,
            Ok(given) if value < limit => Amount::Given(given),
            _ => Amount::TooBig,
        }
    }

    fn spec(&mut self) -> Result<Spec<'a, T>, Error> {
        let key = self.key()?;
        let flags = self.flags();
        let width = self.amount(i64::MAX);
        let mut precision = Amount::Absent;
        if width != Amount::TooBig && self.take('.') {
            precision = match self.amount(i64::from(i32::MAX) + 1) {
                Amount::Absent => Amount::Given(0),
                amount => amount,
            };
        }
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.at += 1;
        }
        let conversion = self.text.get(self.at).map(|unit| unit.code());
        let index = self.at;
        self.at += 1;
        Ok(Spec { key, flags, width, precision, conversion, index })
    }
}

impl<'a, T: Unit> Iterator for Parser<'a, T> {
    type Item = Result<Piece<'a, T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let literal = rest.iter().take_while(|unit| unit.code() != u32::from('%')).count();
        if literal > 0 {
            self.at += literal;
            return Some(Ok(Piece::Literal(self.slice(start, self.at))));
        }
        self.at += 1;
        if self.take('%') {
            return Some(Ok(Piece::Literal(self.slice(start, start + 1))));
        }
        let spec = self.spec();
        if spec.is_err() {
            self.at = self.text.len();
        }
        Some(spec.map(Piece::Spec))
    }
}

/// The error when the arguments run out.
pub fn not_enough_arguments() -> Error {
    Error::type_error("not enough arguments for format string")
}

/// The error when arguments are left; `bytes` for a bytes template.
pub fn arguments_left(bytes: bool) -> Error {
    let kind = if bytes { "bytes" } else { "string" };
    Error::type_error(format!("not all arguments converted during {kind} formatting"))
}

/// The error when the argument of a `*` is not an int.
pub fn star_wants_int() -> Error {
    Error::type_error("* wants int")
}
