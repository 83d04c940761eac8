//! Parser of `str.format` templates and of the field names in them (CPython: `Objects/stringlib/unicode_format.h`).
//!
//! As in CPython, parsing is interleaved with formatting, so that the first error of a template is the one raised: both
//! parsers are iterators. The specification of a field is a template again, to be expanded first if
//! [`Field::spec_is_template`]; [`MAX_DEPTH`] limits the nesting.

use super::chars::decimal_value;
use super::error::{Error, ErrorKind};
use super::format_spec::{push_digit, shown};
use rustpython_wtf8::{CodePoint, Wtf8};

/// Templates in templates: the outer one, and the specifications of its fields.
pub const MAX_DEPTH: usize = 2;

/// The error for a template nested deeper than [`MAX_DEPTH`].
pub fn too_deep() -> Error {
    Error::value("Max string recursion exceeded")
}

/// A replacement field, `{name!conversion:spec}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// To be split by [`FieldName::parse`].
    pub name: &'a Wtf8,
    /// The character after `!`; [`check_conversion`] says whether there is one.
    pub conversion: Option<CodePoint>,
    /// The specification, empty if there is none.
    pub spec: &'a Wtf8,
    /// It has fields of its own.
    pub spec_is_template: bool,
}

/// Text, and the field after it if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// Text as it is.
    pub literal: &'a Wtf8,
    /// The field that follows.
    pub field: Option<Field<'a>>,
}

/// Iterator over the items of a template.
#[derive(Clone, Debug)]
pub struct Template<'a> {
    text: &'a Wtf8,
    at: usize,
}

impl<'a> Template<'a> {
    /// Parses from the start.
    pub fn new(text: &'a Wtf8) -> Self {
        Template { text, at: 0 }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn bump(&mut self) -> Option<u8> {
        let byte = self.byte(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// All delimiters are ASCII, so that a byte position beside one is a character boundary.
    fn slice(&self, start: usize, end: usize) -> &'a Wtf8 {
        self.text.get(start..end).unwrap_or_default()
    }

    fn item(&mut self) -> Result<Item<'a>, Error> {
        let start = self.at;
        let brace = loop {
            match self.bump() {
                Some(byte @ (b'{' | b'}')) => break byte,
                Some(_) => {}
                None => {
                    return Ok(Item { literal: self.slice(start, self.at), field: None });
                }
            }
        };
        let doubled = self.byte(self.at) == Some(brace);
        if doubled {
            let literal = self.slice(start, self.at);
            self.at += 1;
            return Ok(Item { literal, field: None });
        }
        if brace == b'}' {
            return Err(Error::value("Single '}' encountered in format string"));
        }
        if self.at >= self.text.len() {
            return Err(Error::value("Single '{' encountered in format string"));
        }
        let literal = self.slice(start, self.at - 1);
        self.field().map(|field| Item { literal, field: Some(field) })
    }

    fn field(&mut self) -> Result<Field<'a>, Error> {
        let start = self.at;
        let end = loop {
            match self.bump() {
                Some(b'{') => return Err(Error::value("unexpected '{' in field name")),
                Some(b'[') => {
                    // Anything may stand in an index, and the bracket itself is read again as part of the name.
                    while self.byte(self.at).is_some_and(|byte| byte != b']') {
                        self.at += 1;
                    }
                }
                Some(byte @ (b'}' | b':' | b'!')) => break byte,
                Some(_) => {}
                None => return Err(Error::value("expected '}' before end of string")),
            }
        };
        let name = self.slice(start, self.at - 1);
        let mut field = Field { name, conversion: None, spec: Wtf8::new(""), spec_is_template: false };
        if end == b'!' {
            let rest = self.slice(self.at, self.text.len());
            let Some(conversion) = rest.code_points().next() else {
                return Err(Error::value("end of string while looking for conversion specifier"));
            };
            field.conversion = Some(conversion);
            self.at += conversion.len_wtf8();
            match self.bump() {
                Some(b'}') => return Ok(field),
                Some(b':') | None => {}
                Some(_) => return Err(Error::value("expected ':' after conversion specifier")),
            }
        } else if end == b'}' {
            return Ok(field);
        }
        let start = self.at;
        let mut depth = 1;
        while let Some(byte) = self.bump() {
            match byte {
                b'{' => {
                    field.spec_is_template = true;
                    depth += 1;
                }
                b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                field.spec = self.slice(start, self.at - 1);
                return Ok(field);
            }
        }
        Err(Error::value("unmatched '{' in format spec"))
    }
}

impl<'a> Iterator for Template<'a> {
    type Item = Result<Item<'a>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let item = self.item();
        if item.is_err() {
            self.at = self.text.len();
        }
        Some(item)
    }
}

/// What a conversion asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

/// The conversion of a field.
///
/// # Errors
/// `ValueError` if there is no such conversion.
pub fn check_conversion(c: CodePoint) -> Result<Conversion, Error> {
    match c.to_char() {
        Some('s') => Ok(Conversion::Str),
        Some('r') => Ok(Conversion::Repr),
        Some('a') => Ok(Conversion::Ascii),
        _ => Err(Error::value(format!("Unknown conversion specifier {}", shown_conversion(c)))),
    }
}

fn shown_conversion(c: CodePoint) -> String {
    if c == '\x7f' { "\\x7f".to_owned() } else { shown(c) }
}

/// How a template numbers its fields: by itself, or by the author; one template does not mix them. Fields in a specification
/// go on with the numbering of the outer template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AutoNumber {
    state: Option<Numbering>,
    next: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbering {
    Automatic,
    Manual,
}

impl AutoNumber {
    fn field(&mut self, given: Option<usize>) -> Result<usize, Error> {
        let wanted = if given.is_some() { Numbering::Manual } else { Numbering::Automatic };
        match (*self.state.get_or_insert(wanted), wanted) {
            (Numbering::Manual, Numbering::Automatic) => {
                Err(Error::value("cannot switch from manual field specification to automatic field numbering"))
            }
            (Numbering::Automatic, Numbering::Manual) => {
                Err(Error::value("cannot switch from automatic field numbering to manual field specification"))
            }
            (Numbering::Manual, _) => Ok(given.unwrap_or_default()),
            (Numbering::Automatic, _) => {
                self.next += 1;
                Ok(self.next - 1)
            }
        }
    }
}

/// A name or a number: digits only make a number, of any script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// Position.
    Index(usize),
    /// Name.
    Name(&'a Wtf8),
}

impl<'a> Key<'a> {
    fn parse(text: &'a Wtf8) -> Result<Key<'a>, Error> {
        let mut number = None;
        for c in text.code_points() {
            match decimal_value(c) {
                Some(digit) => number = Some(push_digit(number.unwrap_or(0), digit)?),
                None => return Ok(Key::Name(text)),
            }
        }
        Ok(number.map_or(Key::Name(text), Key::Index))
    }
}

/// A step from an object into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access<'a> {
    /// `.name`
    Attribute(&'a Wtf8),
    /// `[key]`
    Item(Key<'a>),
}

/// A field name: the argument, and the steps from it (an iterator).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldName<'a> {
    /// Which argument.
    pub first: Key<'a>,
    rest: &'a Wtf8,
}

impl<'a> FieldName<'a> {
    /// Splits the name and numbers the field; without `numbers` an empty name stays a name (`_string.formatter_field_name_split`).
    ///
    /// # Errors
    /// `ValueError` for mixed numbering or a number past 63 bits.
    pub fn parse(name: &'a Wtf8, numbers: Option<&mut AutoNumber>) -> Result<FieldName<'a>, Error> {
        let (first, rest) = split_at_byte(name, |byte| matches!(byte, b'.' | b'['));
        let key = Key::parse(first)?;
        let first = match (numbers, key) {
            (Some(numbers), Key::Index(index)) => Key::Index(numbers.field(Some(index))?),
            (Some(numbers), Key::Name(name)) if name.is_empty() => Key::Index(numbers.field(None)?),
            _ => key,
        };
        Ok(FieldName { first, rest })
    }

    fn step(&mut self) -> Result<Access<'a>, Error> {
        let (kind, rest) = (self.rest.as_bytes().first().copied(), self.rest.get(1..).unwrap_or_default());
        let access = match kind {
            Some(b'.') => {
                let (name, rest) = split_at_byte(rest, |byte| matches!(byte, b'.' | b'['));
                self.rest = rest;
                Access::Attribute(name)
            }
            Some(b'[') => {
                let (key, rest) = split_at_byte(rest, |byte| byte == b']');
                if rest.is_empty() {
                    return Err(Error::value("Missing ']' in format string"));
                }
                self.rest = rest.get(1..).unwrap_or_default();
                Access::Item(Key::parse(key)?)
            }
            _ => {
                return Err(Error::value("Only '.' or '[' may follow ']' in format field specifier"));
            }
        };
        match access {
            Access::Attribute(name) | Access::Item(Key::Name(name)) if name.is_empty() => {
                Err(Error::value("Empty attribute in format string"))
            }
            _ => Ok(access),
        }
    }
}

impl<'a> Iterator for FieldName<'a> {
    type Item = Result<Access<'a>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.rest = Wtf8::new("");
        }
        Some(step)
    }
}

fn split_at_byte(text: &Wtf8, stop: impl Fn(u8) -> bool) -> (&Wtf8, &Wtf8) {
    let at = text.as_bytes().iter().position(|byte| stop(*byte)).unwrap_or(text.len());
    (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default())
}

/// The error for a position past the arguments.
pub fn index_out_of_range(index: usize) -> Error {
    Error::new(ErrorKind::Index, format!("Replacement index {index} out of range for positional args tuple"))
}

/// The error for a numbered field in `str.format_map`.
pub fn positional_in_map() -> Error {
    Error::value("Format string contains positional fields")
}
