//! Writes the `marshal` format, versions 0 to 5 (CPython's `Python/marshal.c`).
//!
//! What is written comes from a [`Node`]: plain data ([`super::write_raw`]) or the objects of a heap. The writer keeps
//! its own stack, so its need of native stack does not depend on the data.
//!
//! References: CPython marks a value for back-reference when more than one owner holds it at that moment. Here a value
//! is marked when it is written again later, or when it is one of those that live as long as the interpreter there
//! ([`Node::lasting`]), so that equal input gives equal bytes.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use num_bigint::{BigInt, Sign};
use thiserror::Error;

use super::FLAG_REF;
use crate::text::percent_value::float_digits;

/// The version that [`super::dumps`] writes.
pub const VERSION: i32 = 5;

/// How deep values may be nested when they are written; CPython's limit.
pub const MAX_WRITE_DEPTH: usize = 2000;

/// Why a value cannot be written. The texts are CPython's; it raises ValueError for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WriteError {
    /// A value of a type that the format does not have, or not in this version.
    #[error("unmarshallable object")]
    Unmarshallable,
    /// Values nested deeper than [`MAX_WRITE_DEPTH`].
    #[error("object too deeply nested to marshal")]
    TooDeep,
    /// A code object where none is allowed.
    #[error("marshalling code objects is disallowed")]
    CodeNotAllowed,
}

/// One value on its way out.
pub trait Node: Copy {
    /// What tells whether two nodes are the same value.
    type Key: Hash + Eq + Clone;

    /// What the node holds.
    ///
    /// # Errors
    /// [`WriteError`] for a value that cannot be written.
    fn view(self, version: i32) -> Result<View<Self>, WriteError>
    where
        Self: Sized;

    /// Its identity; `None` for values that are never referred to.
    fn key(self) -> Option<Self::Key>;

    /// Whether CPython always marks it: interned strings, small ints and the like.
    fn lasting(self) -> bool;

    /// Its text, for the kinds that are text.
    fn text(&self) -> Option<&[u8]>;
}

/// What a [`Node`] holds.
pub enum View<N> {
    None,
    True,
    False,
    Ellipsis,
    StopIteration,
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
    /// [`Node::text`] has the text; whether it is interned.
    Str {
        interned: bool,
    },
    /// [`Node::text`] has the bytes, unless they are given here.
    Bytes(Option<Box<[u8]>>),
    Tuple(Vec<N>),
    List(Vec<N>),
    Set(Vec<N>),
    FrozenSet(Vec<N>),
    Slice([N; 3]),
    /// Keys and values alternate.
    Dict(Vec<N>),
    Code {
        /// `co_argcount`, `co_posonlyargcount`, `co_kwonlyargcount`, `co_stacksize`, `co_flags`.
        counts: [u32; 5],
        /// `co_code` to `co_qualname`, in stored order.
        before: [N; 8],
        firstlineno: i32,
        /// `co_linetable`, `co_exceptiontable`.
        tables: [N; 2],
    },
}

/// How values are written.
#[derive(Debug, Clone, Copy)]
pub struct WriteOptions {
    /// The format's version; what is beyond [`VERSION`] is written as that.
    pub version: i32,
    /// Whether code objects may be written.
    pub allow_code: bool,
}

impl Default for WriteOptions {
    fn default() -> Self {
        WriteOptions { version: VERSION, allow_code: true }
    }
}

/// Writes the value `root`.
///
/// # Errors
/// [`WriteError`] of the first value that cannot be written.
pub fn write<N: Node>(root: N, options: WriteOptions) -> Result<Vec<u8>, WriteError> {
    let repeated = if options.version >= 3 { repeated(root, options)? } else { HashSet::new() };
    let mut out = Out { bytes: Vec::new(), version: options.version };
    let mut written: HashMap<N::Key, i32> = HashMap::new();
    let mut jobs = vec![Job::Value(root, 0)];
    while let Some(job) = jobs.pop() {
        let (node, depth) = match job {
            Job::Long(long) => {
                out.long(long);
                continue;
            }
            Job::EndOfDict => {
                out.bytes.push(b'0');
                continue;
            }
            Job::Value(node, depth) => (node, depth),
        };
        let view = enter(node, depth, options)?;
        let mut flag = 0;
        if options.version >= 3
            && !view.is_singleton()
            && let Some(key) = node.key()
        {
            if let Some(&index) = written.get(&key) {
                out.bytes.push(b'r');
                out.long(index);
                continue;
            }
            if node.lasting() || repeated.contains(&key) {
                let index = i32::try_from(written.len()).map_err(|_| WriteError::Unmarshallable)?;
                written.insert(key, index);
                flag = FLAG_REF;
            }
        }
        out.head(node, &view, flag)?;
        children(view, depth, &mut jobs);
    }
    Ok(out.bytes)
}

/// What is left to write; the last of the list comes first.
enum Job<N> {
    Value(N, usize),
    Long(i32),
    EndOfDict,
}

fn enter<N: Node>(node: N, depth: usize, options: WriteOptions) -> Result<View<N>, WriteError> {
    if depth > MAX_WRITE_DEPTH {
        return Err(WriteError::TooDeep);
    }
    let view = node.view(options.version)?;
    match view {
        View::Code { .. } if !options.allow_code => Err(WriteError::CodeNotAllowed),
        View::Slice(_) if options.version < 5 => Err(WriteError::Unmarshallable),
        view => Ok(view),
    }
}

/// The values that are met more than once.
fn repeated<N: Node>(root: N, options: WriteOptions) -> Result<HashSet<N::Key>, WriteError> {
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    let mut jobs = vec![Job::Value(root, 0)];
    while let Some(job) = jobs.pop() {
        let Job::Value(node, depth) = job else { continue };
        let view = enter(node, depth, options)?;
        if !view.is_singleton()
            && let Some(key) = node.key()
            && !seen.insert(key.clone())
        {
            twice.insert(key);
            continue;
        }
        children(view, depth, &mut jobs);
    }
    Ok(twice)
}

fn children<N: Node>(view: View<N>, depth: usize, jobs: &mut Vec<Job<N>>) {
    let inner = |node| Job::Value(node, depth + 1);
    match view {
        View::Tuple(items) | View::List(items) | View::Set(items) | View::FrozenSet(items) => {
            jobs.extend(items.into_iter().rev().map(inner));
        }
        View::Dict(items) => {
            jobs.push(Job::EndOfDict);
            jobs.extend(items.into_iter().rev().map(inner));
        }
        View::Slice(parts) => jobs.extend(parts.into_iter().rev().map(inner)),
        View::Code { before, firstlineno, tables, .. } => {
            jobs.extend(tables.into_iter().rev().map(inner));
            jobs.push(Job::Long(firstlineno));
            jobs.extend(before.into_iter().rev().map(inner));
        }
        _ => {}
    }
}

impl<N> View<N> {
    /// The values of which there is one, which the format never refers to.
    fn is_singleton(&self) -> bool {
        matches!(self, View::None | View::True | View::False | View::Ellipsis | View::StopIteration)
    }
}

struct Out {
    bytes: Vec<u8>,
    version: i32,
}

impl Out {
    /// The type byte and what belongs to it, up to the first member of a container.
    fn head<N: Node>(&mut self, node: N, view: &View<N>, flag: u8) -> Result<(), WriteError> {
        let kind = |out: &mut Vec<u8>, byte: u8| out.push(byte | flag);
        match view {
            View::None => self.bytes.push(b'N'),
            View::True => self.bytes.push(b'T'),
            View::False => self.bytes.push(b'F'),
            View::Ellipsis => self.bytes.push(b'.'),
            View::StopIteration => self.bytes.push(b'S'),
            View::Int(int) => match i32::try_from(int) {
                Ok(small) => {
                    kind(&mut self.bytes, b'i');
                    self.long(small);
                }
                Err(_) => {
                    kind(&mut self.bytes, b'l');
                    self.digits(int)?;
                }
            },
            View::Float(float) => {
                kind(&mut self.bytes, if self.version > 1 { b'g' } else { b'f' });
                self.double(*float);
            }
            View::Complex(real, imag) => {
                kind(&mut self.bytes, if self.version > 1 { b'y' } else { b'x' });
                self.double(*real);
                self.double(*imag);
            }
            View::Str { interned } => {
                let text = node.text().unwrap_or_default();
                let ascii = self.version >= 4 && text.is_ascii();
                let byte = match (ascii, text.len() < 256, *interned) {
                    (true, true, true) => b'Z',
                    (true, true, false) => b'z',
                    (true, false, true) => b'A',
                    (true, false, false) => b'a',
                    (false, _, true) if self.version >= 3 => b't',
                    (false, ..) => b'u',
                };
                kind(&mut self.bytes, byte);
                if matches!(byte, b'Z' | b'z') {
                    self.short(text.len())
                } else {
                    self.size(text.len())?
                }
                self.bytes.extend_from_slice(text);
            }
            View::Bytes(own) => {
                let bytes = own.as_deref().or_else(|| node.text()).unwrap_or_default();
                kind(&mut self.bytes, b's');
                self.size(bytes.len())?;
                self.bytes.extend_from_slice(bytes);
            }
            View::Tuple(items) if self.version >= 4 && items.len() < 256 => {
                kind(&mut self.bytes, b')');
                self.short(items.len());
            }
            View::Tuple(items) => {
                kind(&mut self.bytes, b'(');
                self.size(items.len())?;
            }
            View::List(items) => {
                kind(&mut self.bytes, b'[');
                self.size(items.len())?;
            }
            View::Set(items) => {
                kind(&mut self.bytes, b'<');
                self.size(items.len())?;
            }
            View::FrozenSet(items) => {
                kind(&mut self.bytes, b'>');
                self.size(items.len())?;
            }
            View::Slice(_) => kind(&mut self.bytes, b':'),
            View::Dict(_) => kind(&mut self.bytes, b'{'),
            View::Code { counts, .. } => {
                kind(&mut self.bytes, b'c');
                for count in counts {
                    self.bytes.extend_from_slice(&count.to_le_bytes());
                }
            }
        }
        Ok(())
    }

    fn long(&mut self, value: i32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    fn size(&mut self, len: usize) -> Result<(), WriteError> {
        self.long(i32::try_from(len).map_err(|_| WriteError::Unmarshallable)?);
        Ok(())
    }

    /// A length below 256.
    fn short(&mut self, len: usize) {
        self.bytes.push(len as u8);
    }

    fn double(&mut self, value: f64) {
        if self.version > 1 {
            self.bytes.extend_from_slice(&value.to_le_bytes());
            return;
        }
        // A precision of 17 is always possible.
        let text = float_digits(value, 'g', crate::text::percent::Flags::default(), Some(17)).unwrap_or_default();
        self.short(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// An integer of 15-bit digits, the lowest first; the sign is that of their number.
    fn digits(&mut self, int: &BigInt) -> Result<(), WriteError> {
        let (sign, words) = int.to_u32_digits();
        let mut digits: Vec<u16> = Vec::new();
        let (mut bits, mut have) = (0u64, 0);
        for word in words {
            bits |= u64::from(word) << have;
            have += 32;
            while have >= 15 {
                digits.push((bits & 0x7fff) as u16);
                bits >>= 15;
                have -= 15;
            }
        }
        digits.push(bits as u16);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let count = i32::try_from(digits.len()).map_err(|_| WriteError::Unmarshallable)?;
        self.long(if sign == Sign::Minus { -count } else { count });
        for digit in digits {
            self.bytes.extend_from_slice(&digit.to_le_bytes());
        }
        Ok(())
    }
}
