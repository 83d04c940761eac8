//! The front end's code objects as [`RawCode`].

use std::collections::HashMap;
use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use rustpython_compiler_core::bytecode::{CodeObject, ConstantData};
use rustpython_wtf8::Wtf8Buf;

use crate::pyc::raw::{Const, RawCode, kind};

/// Converts a code object and those inside it.
pub(super) fn code(code: CodeObject<ConstantData>, filename: &str) -> RawCode {
    let names =
        |names: &[String]| -> Box<[Wtf8Buf]> { names.iter().map(|name| Wtf8Buf::from(name.as_str())).collect() };
    // A cell that is also a local has one slot, among the locals.
    let cells = code.cellvars.iter().filter(|cell| !code.varnames.contains(cell));
    let slots = code.varnames.iter().chain(cells).chain(code.freevars.iter());
    let localsplusnames: Box<[Wtf8Buf]> = slots.map(|name| Wtf8Buf::from(name.as_str())).collect();
    debug_assert_eq!(localsplusnames.len(), code.localspluskinds.len());
    debug_assert!(code.localspluskinds.iter().all(|bits| bits & (kind::LOCAL | kind::CELL | kind::FREE) != 0));
    RawCode {
        argcount: code.arg_count,
        posonlyargcount: code.posonlyarg_count,
        kwonlyargcount: code.kwonlyarg_count,
        stacksize: code.max_stackdepth,
        flags: code.flags.bits(),
        code: code.instructions.original_bytes().into(),
        names: names(&code.names),
        localsplusnames,
        localspluskinds: code.localspluskinds,
        filename: Wtf8Buf::from(filename),
        name: Wtf8Buf::from(code.obj_name.as_str()),
        qualname: Wtf8Buf::from(code.qualname.as_str()),
        firstlineno: code.first_line_number.map_or(0, |line| i32::try_from(line.get()).unwrap_or(i32::MAX)),
        linetable: code.linetable,
        exceptiontable: code.exceptiontable,
        consts: code.constants.iter().map(|value| constant(value, filename)).collect(),
    }
}

fn constant(value: &ConstantData, filename: &str) -> Const {
    match value {
        ConstantData::None => Const::None,
        ConstantData::Boolean { value: true } => Const::True,
        ConstantData::Boolean { value: false } => Const::False,
        ConstantData::Ellipsis => Const::Ellipsis,
        ConstantData::Integer { value } => Const::Int(match i64::try_from(value) {
            Ok(small) => BigInt::from(small),
            Err(_) => BigInt::from_signed_bytes_le(&value.to_signed_bytes_le()),
        }),
        ConstantData::Float { value } => Const::Float(*value),
        ConstantData::Complex { value } => Const::Complex(value.re, value.im),
        ConstantData::Str { value } => Const::Str(value.clone()),
        ConstantData::Bytes { value } => Const::Bytes(value.as_slice().into()),
        ConstantData::Tuple { elements } => {
            Const::Tuple(elements.iter().map(|item| constant(item, filename)).collect())
        }
        ConstantData::Frozenset { elements } => {
            Const::FrozenSet(distinct(elements.iter().map(|item| constant(item, filename))))
        }
        ConstantData::Slice { elements } => {
            Const::Slice(Box::new(elements.as_ref().each_ref().map(|item| constant(item, filename))))
        }
        ConstantData::Code { code: inner } => Const::Code(Arc::new(code((**inner).clone(), filename))),
    }
}

/// Members of a set display: of those that Python holds equal, the first.
fn distinct(items: impl Iterator<Item = Const>) -> Box<[Const]> {
    let mut kept: Vec<Const> = Vec::new();
    let mut buckets: HashMap<Key, Vec<usize>> = HashMap::new();
    for item in items {
        let bucket = buckets.entry(key(&item)).or_default();
        if !bucket.iter().any(|&at| kept.get(at).is_some_and(|other| equal(other, &item))) {
            bucket.push(kept.len());
            kept.push(item);
        }
    }
    kept.into()
}

/// Equal values have equal keys.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Number(u64),
    Text(Wtf8Buf),
    Bytes(Box<[u8]>),
    Other(usize),
}

fn key(value: &Const) -> Key {
    match value {
        Const::Str(text) => Key::Text(text.clone()),
        Const::Bytes(bytes) => Key::Bytes(bytes.clone()),
        Const::Tuple(items) => Key::Other(items.len()),
        _ => match number(value) {
            // Adding zero makes the two zeros one.
            Some((re, _)) => Key::Number((re.approximate() + 0.0).to_bits()),
            None => Key::Other(usize::MAX),
        },
    }
}

/// The real part of a number.
enum Real {
    Int(BigInt),
    Float(f64),
}

impl Real {
    fn approximate(&self) -> f64 {
        match self {
            Real::Int(int) => int.to_f64().unwrap_or(if int.sign() == Sign::Minus { f64::MIN } else { f64::MAX }),
            Real::Float(float) => *float,
        }
    }
}

fn number(value: &Const) -> Option<(Real, f64)> {
    Some(match value {
        Const::True => (Real::Int(BigInt::from(1)), 0.0),
        Const::False => (Real::Int(BigInt::from(0)), 0.0),
        Const::Int(int) => (Real::Int(int.clone()), 0.0),
        Const::Float(float) => (Real::Float(*float), 0.0),
        Const::Complex(re, im) => (Real::Float(*re), *im),
        _ => return None,
    })
}

/// Python's `==` for constants.
fn equal(left: &Const, right: &Const) -> bool {
    if let (Some((left, left_im)), Some((right, right_im))) = (number(left), number(right)) {
        let real = match (left, right) {
            (Real::Int(left), Real::Int(right)) => left == right,
            (Real::Float(left), Real::Float(right)) => left == right,
            (Real::Int(int), Real::Float(float)) | (Real::Float(float), Real::Int(int)) => {
                float.fract() == 0.0
                    && num_traits::FromPrimitive::from_f64(float).is_some_and(|other: BigInt| other == int)
            }
        };
        return real && left_im == right_im;
    }
    match (left, right) {
        (Const::Tuple(left), Const::Tuple(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        _ => left == right,
    }
}
