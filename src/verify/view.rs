//! What the verifier wants to know of a code object, wherever it lives.

use super::kinds::Kinds;
use crate::objects::CodeData;
use crate::pyc::{Const, RawCode};
use crate::value::Value;

/// A code object: loaded data or an object of the arena.
pub trait CodeView {
    /// Numbers and bytes.
    fn facts(&self) -> Facts<'_>;
    /// The bits of the kind of a fast slot ([`crate::pyc::raw::kind`]).
    fn slot_kind(&self, slot: usize) -> Option<u8>;
    /// What a constant is.
    fn const_kinds(&self, index: usize) -> Option<Kinds>;
}

/// Numbers and bytes of a code object.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// `co_code`.
    pub code: &'a [u8],
    /// `co_linetable`.
    pub linetable: &'a [u8],
    /// `co_exceptiontable`.
    pub exceptiontable: &'a [u8],
    /// Length of `co_consts`.
    pub consts: usize,
    /// Length of `co_names`.
    pub names: usize,
    /// Number of names of fast slots.
    pub slot_names: usize,
    /// Number of kinds of fast slots.
    pub slots: usize,
    /// `co_argcount`.
    pub argcount: u32,
    /// `co_posonlyargcount`.
    pub posonlyargcount: u32,
    /// `co_kwonlyargcount`.
    pub kwonlyargcount: u32,
    /// `co_stacksize`.
    pub stacksize: u32,
    /// `co_flags`.
    pub flags: u32,
    /// `co_firstlineno`.
    pub firstlineno: i32,
}

impl CodeView for RawCode {
    fn facts(&self) -> Facts<'_> {
        Facts {
            code: &self.code,
            linetable: &self.linetable,
            exceptiontable: &self.exceptiontable,
            consts: self.consts.len(),
            names: self.names.len(),
            slot_names: self.localsplusnames.len(),
            slots: self.localspluskinds.len(),
            argcount: self.argcount,
            posonlyargcount: self.posonlyargcount,
            kwonlyargcount: self.kwonlyargcount,
            stacksize: self.stacksize,
            flags: self.flags,
            firstlineno: self.firstlineno,
        }
    }

    fn slot_kind(&self, slot: usize) -> Option<u8> {
        self.localspluskinds.get(slot).copied()
    }

    fn const_kinds(&self, index: usize) -> Option<Kinds> {
        Some(match self.consts.get(index)? {
            Const::True | Const::False => Kinds::BOOL,
            Const::Str(_) => Kinds::STR,
            Const::Tuple(items) if items.iter().all(|item| matches!(item, Const::Str(_))) => Kinds::NAMES,
            Const::Tuple(_) => Kinds::TUPLE,
            Const::Code(_) => Kinds::CODE,
            _ => Kinds::OBJECT,
        })
    }
}

impl CodeView for CodeData<'_> {
    fn facts(&self) -> Facts<'_> {
        Facts {
            code: &self.code,
            linetable: &self.linetable,
            exceptiontable: &self.exceptiontable,
            consts: self.consts.as_slice().len(),
            names: self.names.as_slice().len(),
            slot_names: self.localsplusnames.as_slice().len(),
            slots: self.localspluskinds.len(),
            argcount: self.argcount,
            posonlyargcount: self.posonlyargcount,
            kwonlyargcount: self.kwonlyargcount,
            stacksize: self.stacksize,
            flags: self.flags.bits(),
            firstlineno: self.firstlineno,
        }
    }

    fn slot_kind(&self, slot: usize) -> Option<u8> {
        self.localspluskinds.get(slot).map(|kind| kind.bits())
    }

    fn const_kinds(&self, index: usize) -> Option<Kinds> {
        Some(match self.consts.as_slice().get(index)? {
            Value::True | Value::False => Kinds::BOOL,
            Value::Str(_) => Kinds::STR,
            Value::Tuple(items) if items.as_slice().iter().all(|item| matches!(item, Value::Str(_))) => Kinds::NAMES,
            Value::Tuple(_) => Kinds::TUPLE,
            Value::Code(_) => Kinds::CODE,
            _ => Kinds::OBJECT,
        })
    }
}
