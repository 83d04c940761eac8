//! Reads the `marshal` format, version 5 and all older ones (CPython's `Python/marshal.c`); [`mod@write`] writes it.
//!
//! The reader keeps its own stack instead of recursing, so its need of native stack does not depend on the data. Three
//! limits hold for hostile data: nesting ([`MAX_DEPTH`]), lengths (room is made as members arrive, whatever the count
//! says) and back-references ([`REFERENCE_BUDGET`]), because a reference is copied here, and five bytes that
//! repeat a large tuple would otherwise multiply without end.

use std::sync::Arc;

use num_bigint::{BigInt, BigUint, Sign};
use rustpython_wtf8::Wtf8Buf;

pub use self::error::{MarshalError, MarshalErrorKind};
pub use self::write::{VERSION, WriteError};
use super::raw::{Const, RawCode};

mod error;
pub mod write;
pub mod write_raw;

/// How deep values may be nested (a code object counts twice: itself and the tuple of its constants).
///
/// CPython stops at 2000. A tree this deep can still be dropped and copied recursively on a 256 KiB native stack, and
/// the compiler's limits on nesting keep real code objects well below.
pub const MAX_DEPTH: usize = 400;

/// How many bytes of values may be copied for back-references, as a multiple of the input's length, beyond
/// [`REFERENCE_ALLOWANCE`].
pub const REFERENCE_BUDGET: usize = 64;

/// Bytes of values that may be copied for back-references whatever the input's length.
pub const REFERENCE_ALLOWANCE: usize = 16 << 20;

const FLAG_REF: u8 = 0x80;

/// Reads the value at the start of `data`.
///
/// # Returns
/// The value and how many bytes it takes; what follows is not looked at, as in `marshal.loads`.
///
/// # Errors
/// A [`MarshalError`] with the offset into `data`.
pub fn loads(data: &[u8]) -> Result<(Const, usize), MarshalError> {
    loads_with(data, true)
}

/// As [`loads`]; code objects may be refused.
///
/// # Errors
/// As [`loads`].
pub fn loads_with(data: &[u8], allow_code: bool) -> Result<(Const, usize), MarshalError> {
    let mut reader = Reader { allow_code, ..Reader::new(data, 0) };
    let value = reader.value()?;
    Ok((value, reader.pos))
}

/// Reads the code object that starts at `start` of `data`; offsets in errors count from the start of `data`.
///
/// # Errors
/// A [`MarshalError`]; also when the value there is not a code object.
pub fn load_code(data: &[u8], start: usize) -> Result<Arc<RawCode>, MarshalError> {
    let mut reader = Reader::new(data, start);
    match reader.value()? {
        Const::Code(code) => Ok(code),
        other => Err(MarshalError { offset: start, kind: MarshalErrorKind::NotCode { found: type_name(&other) } }),
    }
}

/// Writes a value in the newest version.
///
/// # Errors
/// [`WriteError`] when it is nested too deeply or longer than the format can say.
pub fn dumps(value: &Const) -> Result<Vec<u8>, WriteError> {
    write::write(write_raw::RawNode::Const(value), Default::default())
}

/// Writes a code object in the newest version.
///
/// # Errors
/// As [`dumps`].
pub fn dump_code(code: &RawCode) -> Result<Vec<u8>, WriteError> {
    write::write(write_raw::RawNode::Code(code), Default::default())
}

/// A container whose members are being read.
struct Open {
    shape: Shape,
    /// Offset of its type byte.
    at: usize,
    /// Index in the reference table that waits for it.
    slot: Option<usize>,
    items: Vec<Const>,
    /// Members still to come; unused for a dict, which ends with a mark.
    missing: usize,
}

enum Shape {
    Tuple,
    List,
    Set,
    FrozenSet,
    Slice,
    /// Keys and values alternate in `items`.
    Dict,
    Code(Box<Counts>),
}

/// The plain integers of a code object.
#[derive(Default)]
struct Counts {
    argcount: u32,
    posonlyargcount: u32,
    kwonlyargcount: u32,
    stacksize: u32,
    flags: u32,
    firstlineno: i32,
}

/// Values in a stored code object.
const CODE_OBJECTS: usize = 10;
/// `co_firstlineno` stands between the values: after this many.
const BEFORE_FIRSTLINENO: usize = 8;

/// One step of reading.
enum Step {
    /// A complete value, and where the reference table wants a copy.
    Done(Const, Option<usize>),
    /// A container begins.
    Enter(Open),
    /// The mark that ends a dict.
    Null,
}

struct Reader<'a> {
    data: &'a [u8],
    pos: usize,
    /// Values marked for back-reference; `None` while they are being read.
    refs: Vec<Option<Const>>,
    /// Bytes that references may still copy.
    budget: usize,
    limit: usize,
    allow_code: bool,
}

type Result1<T> = Result<T, MarshalError>;

impl<'a> Reader<'a> {
    fn new(data: &'a [u8], pos: usize) -> Self {
        let limit = data.len().saturating_mul(REFERENCE_BUDGET).saturating_add(REFERENCE_ALLOWANCE);
        Reader { data, pos, refs: Vec::new(), budget: limit, limit, allow_code: true }
    }

    /// Reads one whole value.
    fn value(&mut self) -> Result1<Const> {
        let mut stack: Vec<Open> = Vec::new();
        loop {
            let at = self.pos;
            let mut done = match self.step()? {
                Step::Enter(open) => {
                    if stack.len() >= MAX_DEPTH {
                        return Err(error(at, MarshalErrorKind::TooDeep));
                    }
                    let complete = open.missing == 0 && !matches!(open.shape, Shape::Dict);
                    if !complete {
                        stack.push(open);
                        continue;
                    }
                    self.close(open)?
                }
                Step::Done(value, slot) => {
                    self.remember(at, slot, &value)?;
                    value
                }
                Step::Null => match stack.pop() {
                    Some(open) if matches!(open.shape, Shape::Dict) => self.close(open)?,
                    open => {
                        let inside = open.map_or("object", |open| open.shape.name());
                        return Err(error(at, MarshalErrorKind::NullObject(inside)));
                    }
                },
            };
            // The value just finished may finish the containers around it.
            loop {
                let Some(top) = stack.last_mut() else {
                    return Ok(done);
                };
                top.items.push(done);
                if matches!(top.shape, Shape::Dict) {
                    break;
                }
                top.missing = top.missing.saturating_sub(1);
                if let Shape::Code(counts) = &mut top.shape
                    && top.items.len() == BEFORE_FIRSTLINENO
                {
                    counts.firstlineno = self.long()?;
                }
                if top.missing > 0 {
                    break;
                }
                let Some(open) = stack.pop() else { break };
                done = self.close(open)?;
            }
        }
    }

    /// Reads a type byte and what belongs to it, up to the first member of a container.
    fn step(&mut self) -> Result1<Step> {
        let at = self.pos;
        let byte = *self.data.get(at).ok_or_else(|| error(at, MarshalErrorKind::NoObject))?;
        self.pos += 1;
        let flagged = byte & FLAG_REF != 0;
        let kind = byte & !FLAG_REF;
        let plain = |value| Ok(Step::Done(value, None));
        // Constants that exist once never enter the reference table, whatever the flag says.
        match kind {
            b'0' => return Ok(Step::Null),
            b'N' => return plain(Const::None),
            b'T' => return plain(Const::True),
            b'F' => return plain(Const::False),
            b'.' => return plain(Const::Ellipsis),
            b'S' => return plain(Const::StopIteration),
            b'r' => return plain(self.reference(at)?),
            _ => {}
        }
        let slot = flagged.then(|| {
            self.refs.push(None);
            self.refs.len() - 1
        });
        let (shape, count) = match kind {
            b'(' => (Shape::Tuple, self.size("tuple")?),
            b')' => (Shape::Tuple, usize::from(self.byte()?)),
            b'[' => (Shape::List, self.size("list")?),
            b'<' => (Shape::Set, self.size("set")?),
            b'>' => (Shape::FrozenSet, self.size("set")?),
            b'{' => (Shape::Dict, 0),
            b':' => (Shape::Slice, 3),
            b'c' if !self.allow_code => return Err(error(at, MarshalErrorKind::CodeNotAllowed)),
            b'c' => (Shape::Code(Box::new(self.counts()?)), CODE_OBJECTS),
            _ => return Ok(Step::Done(self.scalar(kind, at)?, slot)),
        };
        // Grown as members arrive, as the count may be a lie: then the input ends before them.
        let items = Vec::with_capacity(count.min(16));
        Ok(Step::Enter(Open { shape, at, slot, items, missing: count }))
    }

    fn scalar(&mut self, kind: u8, at: usize) -> Result1<Const> {
        Ok(match kind {
            b'i' => Const::Int(BigInt::from(self.long()?)),
            b'l' => Const::Int(self.digits()?),
            b'g' => Const::Float(self.double()?),
            b'f' => Const::Float(self.text_float()?),
            b'y' => Const::Complex(self.double()?, self.double()?),
            b'x' => Const::Complex(self.text_float()?, self.text_float()?),
            b's' => {
                let len = self.size("bytes object")?;
                Const::Bytes(self.take(len)?.into())
            }
            b'u' | b't' => {
                let len = self.size("string")?;
                let bytes = self.take(len)?.to_vec();
                Const::Str(Wtf8Buf::from_bytes(bytes).map_err(|_| error(at, MarshalErrorKind::BadString))?)
            }
            b'a' | b'A' => {
                let len = self.size("string")?;
                Const::Str(latin1(self.take(len)?))
            }
            b'z' | b'Z' => {
                let len = usize::from(self.byte()?);
                Const::Str(latin1(self.take(len)?))
            }
            other => return Err(error(at, MarshalErrorKind::UnknownType(other))),
        })
    }

    /// Turns a container whose members are all there into its value.
    fn close(&mut self, open: Open) -> Result1<Const> {
        let Open { shape, at, slot, items, .. } = open;
        let value = match shape {
            Shape::Tuple => Const::Tuple(items.into()),
            Shape::List => Const::List(items.into()),
            Shape::Set => Const::Set(items.into()),
            Shape::FrozenSet => Const::FrozenSet(items.into()),
            Shape::Slice => match <[Const; 3]>::try_from(items) {
                Ok(parts) => Const::Slice(Box::new(parts)),
                Err(_) => return Err(error(at, MarshalErrorKind::TooShort)),
            },
            Shape::Dict => {
                let mut pairs = Vec::with_capacity(items.len() / 2);
                let mut items = items.into_iter();
                while let Some(key) = items.next() {
                    let Some(value) = items.next() else {
                        // CPython stops quietly at a missing value; so do we, and the key is dropped.
                        break;
                    };
                    pairs.push((key, value));
                }
                Const::Dict(pairs.into())
            }
            Shape::Code(counts) => Const::Code(Arc::new(code(*counts, items, at)?)),
        };
        self.remember(at, slot, &value)?;
        Ok(value)
    }

    fn remember(&mut self, at: usize, slot: Option<usize>, value: &Const) -> Result1<()> {
        let Some(entry) = slot.and_then(|slot| self.refs.get_mut(slot)) else {
            return Ok(());
        };
        let copy = copy_within(value, &mut self.budget);
        *entry = Some(copy.ok_or_else(|| error(at, MarshalErrorKind::ReferencesTooLarge { limit: self.limit }))?);
        Ok(())
    }

    fn reference(&mut self, at: usize) -> Result1<Const> {
        let index = self.long()?;
        let entry = usize::try_from(index).ok().and_then(|index| self.refs.get(index));
        match entry {
            None => Err(error(at, MarshalErrorKind::InvalidReference)),
            Some(None) => Err(error(at, MarshalErrorKind::SelfReference)),
            Some(Some(value)) => copy_within(value, &mut self.budget)
                .ok_or_else(|| error(at, MarshalErrorKind::ReferencesTooLarge { limit: self.limit })),
        }
    }

    fn counts(&mut self) -> Result1<Counts> {
        Ok(Counts {
            argcount: self.count("co_argcount")?,
            posonlyargcount: self.count("co_posonlyargcount")?,
            kwonlyargcount: self.count("co_kwonlyargcount")?,
            stacksize: self.count("co_stacksize")?,
            flags: self.count("co_flags")?,
            firstlineno: 0,
        })
    }

    fn count(&mut self, field: &'static str) -> Result1<u32> {
        let at = self.pos;
        let value = self.long()?;
        u32::try_from(value).map_err(|_| error(at, MarshalErrorKind::CodeCount { field, value }))
    }

    fn size(&mut self, what: &'static str) -> Result1<usize> {
        let at = self.pos;
        let value = self.long()?;
        usize::try_from(value).map_err(|_| error(at, MarshalErrorKind::SizeOutOfRange(what)))
    }

    fn take(&mut self, len: usize) -> Result1<&'a [u8]> {
        let end = self.pos.checked_add(len);
        match end.and_then(|end| self.data.get(self.pos..end)) {
            Some(bytes) => {
                self.pos += len;
                Ok(bytes)
            }
            None => Err(error(self.data.len(), MarshalErrorKind::TooShort)),
        }
    }

    fn array<const N: usize>(&mut self) -> Result1<[u8; N]> {
        let bytes = self.take(N)?;
        bytes.try_into().map_err(|_| error(self.pos, MarshalErrorKind::TooShort))
    }

    fn byte(&mut self) -> Result1<u8> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    fn long(&mut self) -> Result1<i32> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    fn double(&mut self) -> Result1<f64> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    /// A float as versions 0 and 1 store it: a length byte and text.
    fn text_float(&mut self) -> Result1<f64> {
        let at = self.pos;
        let len = usize::from(self.byte()?);
        let text = String::from_utf8_lossy(self.take(len)?);
        text.parse().map_err(|_| error(at, MarshalErrorKind::BadFloat(text.into_owned())))
    }

    /// An integer of 15-bit digits, the lowest first; the sign is that of their number.
    fn digits(&mut self) -> Result1<BigInt> {
        let at = self.pos;
        let count = self.long()?;
        let len = count.unsigned_abs() as usize;
        let raw = self.take(len.checked_mul(2).ok_or_else(|| error(at, MarshalErrorKind::SizeOutOfRange("long")))?)?;
        let mut bits: u64 = 0;
        let mut have = 0;
        let mut words: Vec<u32> = Vec::with_capacity(len / 2 + 1);
        let mut last = 1;
        for pair in raw.as_chunks::<2>().0 {
            let digit = u16::from_le_bytes(*pair);
            if digit > 0x7fff {
                return Err(error(at, MarshalErrorKind::DigitOutOfRange));
            }
            last = digit;
            bits |= u64::from(digit) << have;
            have += 15;
            if have >= 32 {
                words.push(bits as u32);
                bits >>= 32;
                have -= 32;
            }
        }
        if last == 0 {
            return Err(error(at, MarshalErrorKind::UnnormalizedLong));
        }
        words.push(bits as u32);
        let sign = if count < 0 { Sign::Minus } else { Sign::Plus };
        Ok(BigInt::from_biguint(sign, BigUint::new(words)))
    }
}

impl Shape {
    fn name(&self) -> &'static str {
        match self {
            Shape::Tuple => "tuple",
            Shape::List => "list",
            Shape::Set | Shape::FrozenSet => "set",
            Shape::Slice => "slice",
            Shape::Dict => "dict",
            Shape::Code(_) => "code object",
        }
    }
}

fn error(offset: usize, kind: MarshalErrorKind) -> MarshalError {
    MarshalError { offset, kind }
}

/// One byte per character. CPython's writer puts only ASCII here, its reader takes any byte.
fn latin1(bytes: &[u8]) -> Wtf8Buf {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => Wtf8Buf::from(text),
        _ => Wtf8Buf::from(bytes.iter().map(|&byte| char::from(byte)).collect::<String>()),
    }
}

/// Copies a value and charges its size; `None` when the budget does not reach.
fn copy_within(value: &Const, budget: &mut usize) -> Option<Const> {
    *budget = budget.checked_sub(weight(value, *budget)?)?;
    Some(value.clone())
}

/// Bytes that a copy of `value` takes, roughly; `None` when more than `most`.
fn weight(value: &Const, most: usize) -> Option<usize> {
    let mut total = size_of::<Const>();
    let members: &[Const] = match value {
        Const::Str(text) => {
            total = total.checked_add(text.len())?;
            &[]
        }
        Const::Bytes(bytes) => {
            total = total.checked_add(bytes.len())?;
            &[]
        }
        Const::Int(int) => {
            total = total.checked_add(usize::try_from(int.bits() / 8).ok()?)?;
            &[]
        }
        Const::Tuple(items) | Const::List(items) | Const::Set(items) | Const::FrozenSet(items) => items,
        Const::Slice(parts) => parts.as_slice(),
        Const::Dict(pairs) => {
            for (key, value) in pairs {
                total = total.checked_add(weight(key, most)?)?.checked_add(weight(value, most)?)?;
                if total > most {
                    return None;
                }
            }
            &[]
        }
        // Code objects are shared, the others have no size of their own.
        _ => &[],
    };
    for member in members {
        total = total.checked_add(weight(member, most)?)?;
        if total > most {
            return None;
        }
    }
    (total <= most).then_some(total)
}

/// Puts a code object together from its counts and its ten values, in stored order.
fn code(counts: Counts, items: Vec<Const>, at: usize) -> Result1<RawCode> {
    let mut items = items.into_iter();
    let mut next = |field| Field { at, field, value: items.next().unwrap_or(Const::None) };
    let code = next("co_code").bytes()?;
    let consts = next("co_consts").tuple()?;
    let names = next("co_names").names()?;
    let localsplusnames = next("co_localsplusnames").names()?;
    let localspluskinds = next("co_localspluskinds").bytes()?;
    let filename = next("co_filename").text()?;
    let name = next("co_name").text()?;
    let qualname = next("co_qualname").text()?;
    let linetable = next("co_linetable").bytes()?;
    let exceptiontable = next("co_exceptiontable").bytes()?;
    if localsplusnames.len() != localspluskinds.len() {
        let (names, kinds) = (localsplusnames.len(), localspluskinds.len());
        return Err(error(at, MarshalErrorKind::CodeSlots { names, kinds }));
    }
    Ok(RawCode {
        argcount: counts.argcount,
        posonlyargcount: counts.posonlyargcount,
        kwonlyargcount: counts.kwonlyargcount,
        stacksize: counts.stacksize,
        flags: counts.flags,
        code,
        consts,
        names,
        localsplusnames,
        localspluskinds,
        filename,
        name,
        qualname,
        firstlineno: counts.firstlineno,
        linetable,
        exceptiontable,
    })
}

/// A value on its way into a field of a code object.
struct Field {
    at: usize,
    field: &'static str,
    value: Const,
}

impl Field {
    fn bytes(self) -> Result1<Box<[u8]>> {
        match self.value {
            Const::Bytes(bytes) => Ok(bytes),
            other => Err(mismatch(self.at, self.field, "bytes", &other)),
        }
    }

    fn text(self) -> Result1<Wtf8Buf> {
        match self.value {
            Const::Str(text) => Ok(text),
            other => Err(mismatch(self.at, self.field, "str", &other)),
        }
    }

    fn tuple(self) -> Result1<Box<[Const]>> {
        match self.value {
            Const::Tuple(items) => Ok(items),
            other => Err(mismatch(self.at, self.field, "tuple", &other)),
        }
    }

    fn names(self) -> Result1<Box<[Wtf8Buf]>> {
        let (at, field) = (self.at, self.field);
        let items = self.tuple()?.into_iter();
        let names = items.map(|item| match item {
            Const::Str(text) => Ok(text),
            other => Err(mismatch(at, field, "a tuple of str", &other)),
        });
        names.collect()
    }
}

fn mismatch(at: usize, field: &'static str, wanted: &'static str, found: &Const) -> MarshalError {
    error(at, MarshalErrorKind::CodeField { field, wanted, found: type_name(found) })
}

/// The Python type of a value.
pub(super) fn type_name(value: &Const) -> &'static str {
    match value {
        Const::None => "None",
        Const::True | Const::False => "bool",
        Const::Ellipsis => "ellipsis",
        Const::StopIteration => "type",
        Const::Int(_) => "int",
        Const::Float(_) => "float",
        Const::Complex(..) => "complex",
        Const::Str(_) => "str",
        Const::Bytes(_) => "bytes",
        Const::Tuple(_) => "tuple",
        Const::FrozenSet(_) => "frozenset",
        Const::Slice(_) => "slice",
        Const::Code(_) => "code",
        Const::List(_) => "list",
        Const::Dict(_) => "dict",
        Const::Set(_) => "set",
    }
}

#[cfg(test)]
mod tests;
