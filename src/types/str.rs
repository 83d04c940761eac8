//! str: immutable text, held as WTF-8 so that lone surrogates survive.
//! Mirrors `Objects/unicodeobject.c`.

use std::cell::{Cell as StdCell, OnceCell};
use std::hash::BuildHasher;
use std::sync::OnceLock;

use gc_arena::{Collect, Mutation};
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use crate::{classified, handle};

/// The text of a [`Str`], with what is worth computing once.
#[derive(Collect)]
#[collect(require_static)]
pub struct StrData {
    text: Box<Wtf8>,
    /// The number of code points.
    len: usize,
    /// The hash, or 0 while it has not been computed.
    hash: StdCell<i64>,
    /// Whether this is the one object of its text in the intern table.
    pub interned: StdCell<bool>,
    /// The byte offset of every [`STRIDE`]th code point, once an index far into
    /// text that is not ASCII was asked for.
    offsets: OnceCell<Box<Offsets>>,
}

/// Code points between two places that [`Offsets`] knows.
const STRIDE: usize = 64;

struct Offsets(Vec<usize>);

handle! {
    /// A str object.
    Str => static StrData
}
classified! { Str => str }

impl<'gc> Str<'gc> {
    /// A new string.
    pub fn new(mc: &Mutation<'gc>, text: impl Into<Wtf8Buf>) -> Self {
        let text: Wtf8Buf = text.into();
        let len = if text.as_bytes().is_ascii() { text.len() } else { text.code_points().count() };
        let (hash, interned) = (StdCell::new(0), StdCell::new(false));
        Self::alloc(mc, StrData { text: text.into_box(), len, hash, interned, offsets: OnceCell::new() })
    }

    /// The text.
    #[inline]
    pub fn wtf8(self) -> &'gc Wtf8 {
        &self.data().text
    }

    /// The text when it holds no lone surrogate.
    pub fn as_utf8(self) -> Option<&'gc str> {
        std::str::from_utf8(self.wtf8().as_bytes()).ok()
    }

    /// The text with lone surrogates replaced: for messages.
    pub fn lossy(self) -> std::borrow::Cow<'gc, str> {
        self.wtf8().to_string_lossy()
    }

    /// Whether both hold the same text.
    #[inline]
    pub fn same_text(self, other: Self) -> bool {
        self.is(other)
            || (!(self.data().interned.get() && other.data().interned.get())
                && self.wtf8().as_bytes() == other.wtf8().as_bytes())
    }

    /// Whether the text is `text`.
    pub fn is_text(self, text: &str) -> bool {
        self.wtf8().as_bytes() == text.as_bytes()
    }
}

impl StrData {
    /// Length in code points.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the text is empty.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether every code point is one byte, so that indexes are offsets.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.len == self.text.len()
    }

    /// The code point at `index`.
    pub fn code_point(&self, index: usize) -> Option<CodePoint> {
        if self.is_ascii() {
            self.text.as_bytes().get(index).map(|&b| CodePoint::from(char::from(b)))
        } else {
            self.text.get(self.byte_offset(index)..)?.code_points().next()
        }
    }

    /// The byte offset of code point `index`; the end for an index past it.
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.text.len());
        }
        if index >= self.len {
            return self.text.len();
        }
        let known = if index < STRIDE { 0 } else { self.offsets().get(index / STRIDE).copied().unwrap_or(0) };
        let rest = self.text.get(known..).unwrap_or_default();
        known + rest.code_point_indices().nth(index % STRIDE).map_or(rest.len(), |(offset, _)| offset)
    }

    fn offsets(&self) -> &[usize] {
        let make = || Box::new(Offsets(self.text.code_point_indices().step_by(STRIDE).map(|(at, _)| at).collect()));
        &self.offsets.get_or_init(make).0
    }

    /// The text.
    pub fn text(&self) -> &Wtf8 {
        &self.text
    }

    /// Python's hash of the text: keyed per process, never 0 or -1.
    #[inline]
    pub fn hash(&self) -> i64 {
        let known = self.hash.get();
        if known != 0 {
            return known;
        }
        let hash = hash_bytes(self.text.as_bytes());
        self.hash.set(hash);
        hash
    }
}

/// The keyed hash of bytes and text, never 0 or -1 so that both can be marks.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    static KEY: OnceLock<std::hash::RandomState> = OnceLock::new();
    if bytes.is_empty() {
        return 1;
    }
    match KEY.get_or_init(std::hash::RandomState::new).hash_one(bytes) as i64 {
        0 => 1,
        -1 => -2,
        hash => hash,
    }
}
