//! What a pattern is matched against: text or bytes, addressed by characters.

use rustpython_sre_engine::{StrDrive, StringCursor};

use crate::methods::bytes::like::bytes_of;
use crate::methods::str::args::{byte_range, part};
use crate::runtime::{Ctx, Raise};
use crate::types::regex::{Pattern, Span};
use crate::types::{Bytes, Str, StrData};
use crate::value::Value;

/// The characters of a subject.
#[derive(Clone, Copy)]
pub enum Subject<'gc> {
    Text(Str<'gc>),
    Bytes(Bytes<'gc>),
}

impl<'gc> Subject<'gc> {
    /// The characters of an object; those of a bytearray or view are copied.
    ///
    /// # Errors
    /// TypeError for an object that is neither text nor bytes-like.
    pub fn of(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Self, Raise<'gc>> {
        Self::try_of(ctx, value).ok_or_else(|| {
            let got = ctx.type_name(value);
            ctx.type_error(format!("expected string or bytes-like object, got '{got}'"))
        })
    }

    /// As [`Self::of`], but nothing for another object.
    pub fn try_of(ctx: Ctx<'gc>, value: Value<'gc>) -> Option<Self> {
        match value.payload() {
            Value::Str(text) => Some(Subject::Text(text)),
            Value::Bytes(bytes) => Some(Subject::Bytes(bytes)),
            other => bytes_of(other).map(|bytes| Subject::Bytes(Bytes::new(ctx.mc, bytes.to_vec()))),
        }
    }

    /// The characters of an object for a pattern.
    ///
    /// # Errors
    /// TypeError when one is text and the other bytes, and as [`Self::of`].
    pub fn for_pattern(ctx: Ctx<'gc>, pattern: Pattern<'gc>, value: Value<'gc>) -> Result<Self, Raise<'gc>> {
        let subject = Self::of(ctx, value)?;
        match (subject, is_text(pattern.source)) {
            (Subject::Bytes(_), Some(true)) => {
                Err(ctx.type_error("cannot use a string pattern on a bytes-like object"))
            }
            (Subject::Text(_), Some(false)) => {
                Err(ctx.type_error("cannot use a bytes pattern on a string-like object"))
            }
            _ => Ok(subject),
        }
    }

    /// The str or bytes that holds the characters.
    pub fn value(self) -> Value<'gc> {
        match self {
            Subject::Text(text) => text.into(),
            Subject::Bytes(bytes) => bytes.into(),
        }
    }

    /// The number of characters.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(self) -> usize {
        match self {
            Subject::Text(text) => text.len(),
            Subject::Bytes(bytes) => bytes.as_slice().len(),
        }
    }

    /// An empty str or bytes.
    pub fn empty(self, ctx: Ctx<'gc>) -> Value<'gc> {
        match self {
            Subject::Text(_) => Value::Str(ctx.names.empty),
            Subject::Bytes(_) => Bytes::new(ctx.mc, Vec::new()).into(),
        }
    }

    /// The characters from one place to another, which are cut to what there is.
    pub fn part(self, ctx: Ctx<'gc>, (start, end): Span) -> Value<'gc> {
        let len = self.len();
        if start >= end || start >= len {
            return self.empty(ctx);
        }
        if start == 0 && end >= len {
            return self.value();
        }
        match self {
            Subject::Text(text) => part(ctx, text, byte_range(text, start..end.min(len))),
            Subject::Bytes(bytes) => {
                let bytes = bytes.as_slice().get(start..end.min(len)).unwrap_or_default();
                Bytes::new(ctx.mc, bytes.to_vec()).into()
            }
        }
    }

    /// Where a search with these arguments begins and where it ends.
    pub fn bounds(self, pos: i64, endpos: i64) -> Span {
        let clip = |place: i64| usize::try_from(place).unwrap_or(0).min(self.len());
        (clip(pos), clip(endpos))
    }
}

/// Whether a pattern is text; nothing when it has no source.
pub fn is_text(source: Value<'_>) -> Option<bool> {
    match source {
        Value::None => None,
        source => Some(source.as_str().is_some()),
    }
}

/// Characters of one byte each.
#[derive(Clone, Copy)]
pub struct Narrow<'a>(pub &'a [u8]);

/// Text with characters of more than one byte.
#[derive(Clone, Copy)]
pub struct Wide<'a>(pub &'a StrData);

type RawBytes<'a> = &'a [u8];
type RawText<'a> = &'a rustpython_wtf8::Wtf8;

impl StrDrive for Narrow<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn create_cursor(&self, n: usize) -> StringCursor {
        RawBytes::create_cursor(&self.0, n.min(self.0.len()))
    }

    fn adjust_cursor(&self, cursor: &mut StringCursor, n: usize) {
        *cursor = self.create_cursor(n);
    }

    /// That of the crate reads the byte behind the one that it steps over,
    /// which the last one does not have.
    #[inline]
    fn advance(cursor: &mut StringCursor) -> u32 {
        let c = RawBytes::peek(cursor);
        RawBytes::skip(cursor, 1);
        c
    }

    #[inline]
    fn peek(cursor: &StringCursor) -> u32 {
        RawBytes::peek(cursor)
    }

    #[inline]
    fn skip(cursor: &mut StringCursor, n: usize) {
        RawBytes::skip(cursor, n);
    }

    #[inline]
    fn back_advance(cursor: &mut StringCursor) -> u32 {
        RawBytes::back_advance(cursor)
    }

    #[inline]
    fn back_peek(cursor: &StringCursor) -> u32 {
        RawBytes::back_peek(cursor)
    }

    #[inline]
    fn back_skip(cursor: &mut StringCursor, n: usize) {
        RawBytes::back_skip(cursor, n);
    }
}

impl StrDrive for Wide<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    /// That of the crate walks to the place from the beginning.
    fn create_cursor(&self, n: usize) -> StringCursor {
        let bytes = self.0.text().as_bytes();
        let mut cursor = RawBytes::create_cursor(&bytes, self.0.byte_offset(n));
        cursor.position = n.min(self.0.len());
        cursor
    }

    fn adjust_cursor(&self, cursor: &mut StringCursor, n: usize) {
        *cursor = self.create_cursor(n);
    }

    #[inline]
    fn advance(cursor: &mut StringCursor) -> u32 {
        RawText::advance(cursor)
    }

    #[inline]
    fn peek(cursor: &StringCursor) -> u32 {
        RawText::peek(cursor)
    }

    #[inline]
    fn skip(cursor: &mut StringCursor, n: usize) {
        RawText::skip(cursor, n);
    }

    #[inline]
    fn back_advance(cursor: &mut StringCursor) -> u32 {
        RawText::back_advance(cursor)
    }

    #[inline]
    fn back_peek(cursor: &StringCursor) -> u32 {
        RawText::back_peek(cursor)
    }

    #[inline]
    fn back_skip(cursor: &mut StringCursor, n: usize) {
        RawText::back_skip(cursor, n);
    }
}
