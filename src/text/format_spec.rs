//! The format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`
//! parsed as CPython does (`parse_internal_render_format_spec` in `Python/formatter_unicode.c`). Use: [`super::format_value`].

use super::chars::decimal_value;
use super::error::Error;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// Where the text stands in its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: the padding comes after the sign.
    AfterSign,
}

/// What separates groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// `,` every three digits.
    Comma,
    /// `_` every three digits.
    Underscore,
    /// `_` every four digits: binary, octal and hexadecimal numbers.
    UnderscoreFour,
}

impl Grouping {
    /// The separator.
    pub fn separator(self) -> char {
        if self == Grouping::Comma { ',' } else { '_' }
    }

    /// Digits in a group.
    pub fn size(self) -> usize {
        if self == Grouping::UnderscoreFour { 4 } else { 3 }
    }
}

/// A parsed specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    /// Padding character, a space by default.
    pub fill: CodePoint,
    /// Alignment, if none was given the one for the type.
    pub align: Align,
    /// `+`, `-` or a space.
    pub sign: Option<char>,
    /// `z`
    pub no_neg_zero: bool,
    /// `#`
    pub alternate: bool,
    /// Minimum width in characters.
    pub width: Option<usize>,
    /// Grouping before the point.
    pub grouping: Option<Grouping>,
    /// Digits, or characters of a string.
    pub precision: Option<usize>,
    /// Grouping after the point.
    pub fraction_grouping: Option<Grouping>,
    /// The type character, or the default that the caller of [`FormatSpec::parse`] gave.
    pub kind: Option<CodePoint>,
}

/// Type and alignment that hold when the specification gives none.
#[derive(Clone, Copy, Debug)]
pub struct Defaults {
    /// `s` for str, `d` for int, none for float.
    pub kind: Option<char>,
    /// Left for strings, right for numbers.
    pub align: Align,
}

struct Cursor<'a> {
    chars: &'a [CodePoint],
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.first().and_then(|c| c.to_char())
    }

    fn skip(&mut self, count: usize) {
        self.chars = self.chars.get(count..).unwrap_or_default();
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.skip(1);
        }
        found
    }

    /// Digits of any script as a number.
    fn integer(&mut self) -> Result<Option<usize>, Error> {
        let mut number = None;
        while let Some(digit) = self.chars.first().and_then(|c| decimal_value(*c)) {
            number = Some(push_digit(number.unwrap_or(0), digit)?);
            self.skip(1);
        }
        Ok(number)
    }

    fn grouping(&mut self) -> Result<Option<Grouping>, Error> {
        let comma = self.take(',');
        let underscore = self.take('_');
        if underscore && (comma || self.peek() == Some(',')) {
            return Err(Error::value("Cannot specify both ',' and '_'."));
        }
        Ok(match (comma, underscore) {
            (true, _) => Some(Grouping::Comma),
            (_, true) => Some(Grouping::Underscore),
            _ => None,
        })
    }
}

/// `number * 10 + digit`, within the range that CPython's `Py_ssize_t` has.
pub(super) fn push_digit(number: usize, digit: u8) -> Result<usize, Error> {
    const LIMIT: usize = i64::MAX as usize;
    number
        .checked_mul(10)
        .and_then(|n| n.checked_add(usize::from(digit)))
        .filter(|n| *n <= LIMIT)
        .ok_or_else(|| Error::value("Too many decimal digits in format string"))
}

fn alignment(c: Option<&CodePoint>) -> Option<Align> {
    match c?.to_char()? {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

impl FormatSpec {
    /// Parses `spec`. `type_name` is the name of the object's type, for the message.
    pub fn parse(spec: &Wtf8, type_name: &str, defaults: Defaults) -> Result<FormatSpec, Error> {
        let chars: Vec<CodePoint> = spec.code_points().collect();
        let mut cursor = Cursor { chars: &chars };
        let (mut fill, mut align) = (None, None);
        if let Some(found) = alignment(cursor.chars.get(1)) {
            fill = cursor.chars.first().copied();
            align = Some(found);
            cursor.skip(2);
        } else if let Some(found) = alignment(cursor.chars.first()) {
            align = Some(found);
            cursor.skip(1);
        }
        let sign = cursor.peek().filter(|c| matches!(c, '+' | '-' | ' '));
        cursor.skip(usize::from(sign.is_some()));
        let no_neg_zero = cursor.take('z');
        let alternate = cursor.take('#');
        if fill.is_none() && cursor.take('0') {
            fill = Some('0'.into());
            if align.is_none() && defaults.align == Align::Right {
                align = Some(Align::AfterSign);
            }
        }
        let width = cursor.integer()?;
        let grouping = cursor.grouping()?;
        let (mut precision, mut fraction_grouping) = (None, None);
        if cursor.take('.') {
            precision = cursor.integer()?;
            fraction_grouping = cursor.grouping()?;
            if precision.is_none() && fraction_grouping.is_none() {
                return Err(Error::value("Format specifier missing precision"));
            }
        }
        if cursor.chars.len() > 1 {
            let mut message = Wtf8Buf::from("Invalid format specifier '");
            message.push_wtf8(spec);
            message.push_str(&format!("' for object of type '{type_name}'"));
            return Err(Error::value(message));
        }
        let kind = cursor.chars.first().copied().or(defaults.kind.map(CodePoint::from));
        let mut parsed = FormatSpec {
            fill: fill.unwrap_or_else(|| ' '.into()),
            align: align.unwrap_or(defaults.align),
            sign,
            no_neg_zero,
            alternate,
            width,
            grouping,
            precision,
            fraction_grouping,
            kind,
        };
        parsed.check_grouping()?;
        Ok(parsed)
    }

    /// The type, if it is an ordinary character.
    pub fn kind_char(&self) -> Option<char> {
        self.kind.and_then(CodePoint::to_char)
    }

    fn check_grouping(&mut self) -> Result<(), Error> {
        if let Some(grouping) = self.grouping {
            match self.kind_char() {
                Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => {}
                Some('b' | 'o' | 'x' | 'X') if grouping == Grouping::Underscore => {
                    self.grouping = Some(Grouping::UnderscoreFour);
                }
                _ => self.refuse_grouping(grouping)?,
            }
        }
        match self.fraction_grouping {
            Some(grouping) if self.kind_char() == Some('n') => self.refuse_grouping(grouping),
            _ => Ok(()),
        }
    }

    fn refuse_grouping(&self, grouping: Grouping) -> Result<(), Error> {
        match self.kind {
            None => Ok(()),
            Some(kind) => {
                Err(Error::value(format!("Cannot specify '{}' with '{}'.", grouping.separator(), shown(kind))))
            }
        }
    }

    /// The error for a type that the object's type does not know.
    pub fn unknown_kind(&self, type_name: &str) -> Error {
        let kind = self.kind.map(shown).unwrap_or_default();
        Error::value(format!("Unknown format code '{kind}' for object of type '{type_name}'"))
    }
}

/// A character in a message: itself if printable ASCII, else `\x` and its number in hexadecimal.
pub(super) fn shown(c: CodePoint) -> String {
    match c.to_char() {
        Some(plain @ '!'..='\x7f') => plain.to_string(),
        _ => format!("\\x{:x}", c.to_u32()),
    }
}
