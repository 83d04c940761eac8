//! Code objects as plain owned data, before they enter an arena.
//!
//! Both loaders (the reader of `.pyc` files and the compiler of source text) end here, on whatever thread they ran, so
//! everything in this file is `Send + Sync` and knows nothing of the heap. The fields are those of `PyCodeObject`
//! (CPython's `Include/cpython/code.h`) in the form `marshal` stores them.

use std::sync::Arc;

use num_bigint::BigInt;
use rustpython_wtf8::Wtf8Buf;

/// Bits of [`RawCode::localspluskinds`], one byte per slot (CPython's `Include/internal/pycore_code.h`).
pub mod kind {
    /// The slot is a positional parameter.
    pub const ARG_POS: u8 = 0x02;
    /// The slot is a parameter that can be given by keyword.
    pub const ARG_KW: u8 = 0x04;
    /// The slot is `*args` or `**kwargs`.
    pub const ARG_VAR: u8 = 0x08;
    /// The slot is hidden from `locals()` (a comprehension's own variable in a function).
    pub const HIDDEN: u8 = 0x10;
    /// The slot is a local variable.
    pub const LOCAL: u8 = 0x20;
    /// The slot holds a cell that this code creates.
    pub const CELL: u8 = 0x40;
    /// The slot holds a cell that comes from the function's closure.
    pub const FREE: u8 = 0x80;
}

/// A code object, owned and free of references into any heap.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCode {
    /// `co_argcount`: positional parameters, the positional-only ones included.
    pub argcount: u32,
    /// `co_posonlyargcount`.
    pub posonlyargcount: u32,
    /// `co_kwonlyargcount`.
    pub kwonlyargcount: u32,
    /// `co_stacksize`, in values.
    pub stacksize: u32,
    /// `co_flags`.
    pub flags: u32,
    /// `co_code`: two bytes per code unit, inline caches zeroed, no adaptive instructions.
    pub code: Box<[u8]>,
    /// `co_consts`.
    pub consts: Box<[Const]>,
    /// `co_names`.
    pub names: Box<[Wtf8Buf]>,
    /// Names of the fast slots: locals, then the cells that are not locals, then the free variables.
    pub localsplusnames: Box<[Wtf8Buf]>,
    /// The kind of each fast slot: bits of [`kind`]; as long as `localsplusnames`.
    pub localspluskinds: Box<[u8]>,
    /// `co_filename`.
    pub filename: Wtf8Buf,
    /// `co_name`.
    pub name: Wtf8Buf,
    /// `co_qualname`.
    pub qualname: Wtf8Buf,
    /// `co_firstlineno`, counted from 1 (a hand-made code object may hold anything).
    pub firstlineno: i32,
    /// `co_linetable`, in the location format of CPython's `InternalDocs/code_objects.md`.
    pub linetable: Box<[u8]>,
    /// `co_exceptiontable`, in the format of CPython's `InternalDocs/exception_handling.md`.
    pub exceptiontable: Box<[u8]>,
}

/// A value of `co_consts`, or any other value `marshal` can store.
///
/// Equality is that of the stored data: the floats `0.0` and `-0.0` compare equal and NaN differs from itself, `1` and
/// `True` differ.
#[derive(Debug, Clone, PartialEq)]
pub enum Const {
    /// `None`.
    None,
    /// `True`.
    True,
    /// `False`.
    False,
    /// `...`.
    Ellipsis,
    /// The class `StopIteration`; only `marshal` data that no compiler writes holds it.
    StopIteration,
    /// An `int` of any size.
    Int(BigInt),
    /// A `float`.
    Float(f64),
    /// A `complex`: real and imaginary part.
    Complex(f64, f64),
    /// A `str`; lone surrogates are possible.
    Str(Wtf8Buf),
    /// A `bytes` object.
    Bytes(Box<[u8]>),
    /// A `tuple`.
    Tuple(Box<[Const]>),
    /// A `frozenset`, its members in the order they were stored.
    FrozenSet(Box<[Const]>),
    /// A `slice`: start, stop, step.
    Slice(Box<[Const; 3]>),
    /// A code object.
    Code(Arc<RawCode>),
    /// A `list`; never in `co_consts`, but `marshal.loads` may meet it.
    List(Box<[Const]>),
    /// A `dict`, its items in order; never in `co_consts`.
    Dict(Box<[(Const, Const)]>),
    /// A `set`; never in `co_consts`.
    Set(Box<[Const]>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_crosses_threads() {
        fn is_send_sync<T: Send + Sync + 'static>() {}
        is_send_sync::<RawCode>();
    }
}
