//! The writer's view of code objects and constants that are plain data. They have no identity, so equal immutable
//! values count as one object, as CPython's compiler merges them; the sign of a zero and the bits of a NaN count.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustpython_wtf8::Wtf8Buf;

use super::write::{Node, View, WriteError};
use crate::pyc::raw::{Const, RawCode};

/// A part of a code object.
#[derive(Clone, Copy)]
pub enum RawNode<'a> {
    Const(&'a Const),
    Code(&'a RawCode),
    /// A name of a code object: CPython interns them.
    Name(&'a Wtf8Buf),
    Names(&'a [Wtf8Buf]),
    Bytes(&'a [u8]),
    Consts(&'a [Const]),
}

/// What tells whether two nodes are the same value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum RawKey<'a> {
    /// By address: code objects are shared, not merged.
    Code(*const RawCode),
    Str(&'a [u8]),
    Bytes(&'a [u8]),
    Names(&'a [Wtf8Buf]),
    Tuple(Strict<'a>),
    Value(Strict<'a>),
}

impl<'a> Node for RawNode<'a> {
    type Key = RawKey<'a>;

    fn view(self, _: i32) -> Result<View<Self>, WriteError> {
        let consts = |items: &'a [Const]| items.iter().map(RawNode::Const).collect::<Vec<_>>();
        Ok(match self {
            RawNode::Const(value) => match value {
                Const::None => View::None,
                Const::True => View::True,
                Const::False => View::False,
                Const::Ellipsis => View::Ellipsis,
                Const::StopIteration => View::StopIteration,
                Const::Int(int) => View::Int(int.clone()),
                Const::Float(float) => View::Float(*float),
                Const::Complex(real, imag) => View::Complex(*real, *imag),
                Const::Str(text) => View::Str { interned: is_identifier(text.as_bytes()) },
                Const::Bytes(_) => View::Bytes(None),
                Const::Tuple(items) => View::Tuple(consts(items)),
                Const::List(items) => View::List(consts(items)),
                Const::Set(items) => View::Set(consts(items)),
                Const::FrozenSet(items) => View::FrozenSet(consts(items)),
                Const::Slice(parts) => View::Slice(parts.each_ref().map(RawNode::Const)),
                Const::Dict(pairs) => View::Dict(
                    pairs.iter().flat_map(|(key, value)| [RawNode::Const(key), RawNode::Const(value)]).collect(),
                ),
                Const::Code(code) => code_view(code),
            },
            RawNode::Code(code) => code_view(code),
            RawNode::Name(_) => View::Str { interned: true },
            RawNode::Names(names) => View::Tuple(names.iter().map(RawNode::Name).collect()),
            RawNode::Bytes(_) => View::Bytes(None),
            RawNode::Consts(items) => View::Tuple(consts(items)),
        })
    }

    fn key(self) -> Option<RawKey<'a>> {
        Some(match self {
            RawNode::Code(code) => RawKey::Code(code),
            RawNode::Name(name) => RawKey::Str(name.as_bytes()),
            RawNode::Names(names) => RawKey::Names(names),
            RawNode::Bytes(bytes) => RawKey::Bytes(bytes),
            RawNode::Consts(items) => RawKey::Tuple(Strict(items)),
            RawNode::Const(value) => match value {
                Const::Code(code) => RawKey::Code(Arc::as_ptr(code)),
                Const::Str(text) => RawKey::Str(text.as_bytes()),
                Const::Bytes(bytes) => RawKey::Bytes(bytes),
                Const::Tuple(items) => RawKey::Tuple(Strict(items)),
                Const::List(_) | Const::Set(_) | Const::Dict(_) => return None,
                value => RawKey::Value(Strict(std::slice::from_ref(value))),
            },
        })
    }

    fn lasting(self) -> bool {
        match self {
            RawNode::Name(_) => true,
            RawNode::Const(Const::Str(text)) => is_identifier(text.as_bytes()),
            RawNode::Const(Const::Int(int)) => i16::try_from(int).is_ok_and(|int| (-5..=256).contains(&int)),
            RawNode::Const(Const::Tuple(items)) => items.is_empty(),
            RawNode::Consts(items) => items.is_empty(),
            RawNode::Names(names) => names.is_empty(),
            RawNode::Const(Const::Bytes(bytes)) => bytes.len() < 2,
            RawNode::Bytes(bytes) => bytes.len() < 2,
            // The outermost code object has its holder and the writer.
            RawNode::Code(_) => true,
            RawNode::Const(_) => false,
        }
    }

    fn text(&self) -> Option<&[u8]> {
        match self {
            RawNode::Name(name) => Some(name.as_bytes()),
            RawNode::Bytes(bytes) => Some(bytes),
            RawNode::Const(Const::Str(text)) => Some(text.as_bytes()),
            RawNode::Const(Const::Bytes(bytes)) => Some(bytes),
            _ => None,
        }
    }
}

/// Whether CPython interns a constant string: it could be a name.
pub fn is_identifier(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

fn code_view(code: &RawCode) -> View<RawNode<'_>> {
    View::Code {
        counts: [code.argcount, code.posonlyargcount, code.kwonlyargcount, code.stacksize, code.flags],
        before: [
            RawNode::Bytes(&code.code),
            RawNode::Consts(&code.consts),
            RawNode::Names(&code.names),
            RawNode::Names(&code.localsplusnames),
            RawNode::Bytes(&code.localspluskinds),
            RawNode::Name(&code.filename),
            RawNode::Name(&code.name),
            RawNode::Name(&code.qualname),
        ],
        firstlineno: code.firstlineno,
        tables: [RawNode::Bytes(&code.linetable), RawNode::Bytes(&code.exceptiontable)],
    }
}

/// Constants compared by type and bits.
#[derive(Clone, Copy)]
pub struct Strict<'a>(&'a [Const]);

impl PartialEq for Strict<'_> {
    fn eq(&self, other: &Self) -> bool {
        let pairs = self.0.iter().zip(other.0);
        self.0.len() == other.0.len() && pairs.into_iter().all(|(a, b)| same(a, b))
    }
}
impl Eq for Strict<'_> {}

fn same(a: &Const, b: &Const) -> bool {
    match (a, b) {
        (Const::Float(a), Const::Float(b)) => a.to_bits() == b.to_bits(),
        (Const::Complex(a, b), Const::Complex(c, d)) => (a.to_bits(), b.to_bits()) == (c.to_bits(), d.to_bits()),
        (Const::Tuple(a), Const::Tuple(b)) | (Const::FrozenSet(a), Const::FrozenSet(b)) => Strict(a) == Strict(b),
        (Const::Slice(a), Const::Slice(b)) => Strict(a.as_slice()) == Strict(b.as_slice()),
        (Const::Code(a), Const::Code(b)) => Arc::ptr_eq(a, b),
        (Const::Int(a), Const::Int(b)) => a == b,
        (Const::Str(a), Const::Str(b)) => a == b,
        (Const::Bytes(a), Const::Bytes(b)) => a == b,
        (Const::List(_) | Const::Set(_) | Const::Dict(_), _) => false,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

impl Hash for Strict<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.len().hash(state);
        for value in self.0 {
            std::mem::discriminant(value).hash(state);
            match value {
                Const::Int(int) => int.hash(state),
                Const::Float(float) => float.to_bits().hash(state),
                Const::Complex(real, imag) => (real.to_bits(), imag.to_bits()).hash(state),
                Const::Str(text) => text.as_bytes().hash(state),
                Const::Bytes(bytes) => bytes.hash(state),
                Const::Tuple(items) | Const::FrozenSet(items) => Strict(items).hash(state),
                Const::Slice(parts) => Strict(parts.as_slice()).hash(state),
                Const::Code(code) => Arc::as_ptr(code).hash(state),
                _ => {}
            }
        }
    }
}
