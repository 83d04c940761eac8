//! Equality of code objects: constants are the same only when their types are, through and through. Mirrors
//! `code_richcompare` and `_PyCode_ConstantKey` of `Objects/codeobject.c`. No Python code runs.

use super::code::Code;
use crate::value::Value;

/// How deep constants and code objects may be nested to be compared.
pub const MAX_COMPARE_DEPTH: usize = 200;

/// The code objects are nested deeper than [`MAX_COMPARE_DEPTH`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("maximum recursion depth exceeded in comparison")]
pub struct TooDeep;

impl<'gc> Code<'gc> {
    /// `a == b`: everything that bears on what the code does and where it says it is, but not its file, its qualified
    /// name, its stack size and the kinds of its slots.
    ///
    /// # Errors
    /// [`TooDeep`].
    pub fn same_code(self, other: Self) -> Result<bool, TooDeep> {
        same_code(self, other, 0)
    }
}

fn same_code<'gc>(a: Code<'gc>, b: Code<'gc>, depth: usize) -> Result<bool, TooDeep> {
    if a.is(b) {
        return Ok(true);
    }
    let plain = a.name.same_text(b.name)
        && a.argcount == b.argcount
        && a.posonlyargcount == b.posonlyargcount
        && a.kwonlyargcount == b.kwonlyargcount
        && a.flags == b.flags
        && a.firstlineno == b.firstlineno
        && a.code == b.code
        && a.linetable == b.linetable
        && a.exceptiontable == b.exceptiontable;
    Ok(plain
        && same_items(a.names.as_slice(), b.names.as_slice(), depth)?
        && same_items(a.localsplusnames.as_slice(), b.localsplusnames.as_slice(), depth)?
        && same_items(a.consts.as_slice(), b.consts.as_slice(), depth)?)
}

fn same_items<'gc>(a: &[Value<'gc>], b: &[Value<'gc>], depth: usize) -> Result<bool, TooDeep> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (&a, &b) in a.iter().zip(b) {
        if !same_constant(a, b, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether two constants have the same key. What is no exact object of a constant's type is the same only as itself.
fn same_constant<'gc>(a: Value<'gc>, b: Value<'gc>, depth: usize) -> Result<bool, TooDeep> {
    if depth > MAX_COMPARE_DEPTH {
        return Err(TooDeep);
    }
    if a.is(b) {
        return Ok(true);
    }
    Ok(match (a, b) {
        (Value::BigInt(a), Value::BigInt(b)) => a.data().0 == b.data().0,
        (Value::Str(a), Value::Str(b)) => a.same_text(b),
        (Value::Bytes(a), Value::Bytes(b)) => a.as_slice() == b.as_slice(),
        // Floats are values here: equal bits are the same object, NaN included.
        (Value::Complex(a), Value::Complex(b)) => {
            let (a, b) = (a.data(), b.data());
            same_float(a.re, b.re) && same_float(a.im, b.im)
        }
        (Value::Tuple(a), Value::Tuple(b)) => same_items(a.as_slice(), b.as_slice(), depth)?,
        (Value::Slice(a), Value::Slice(b)) => {
            same_items(&[a.start, a.stop, a.step], &[b.start, b.stop, b.step], depth)?
        }
        (Value::FrozenSet(a), Value::FrozenSet(b)) => {
            let (a, b) = (a.table.borrow(), b.table.borrow());
            if a.len() != b.len() {
                return Ok(false);
            }
            let mut members: std::collections::HashMap<i64, Vec<Value<'gc>>> = Default::default();
            for entry in b.iter() {
                members.entry(entry.hash).or_default().push(entry.key);
            }
            for entry in a.iter() {
                let mut found = false;
                for &other in members.get(&entry.hash).into_iter().flatten() {
                    found = found || same_constant(entry.key, other, depth + 1)?;
                }
                if !found {
                    return Ok(false);
                }
            }
            true
        }
        (Value::Code(a), Value::Code(b)) => same_code(a, b, depth + 1)?,
        _ => false,
    })
}

/// Equal, and zeros of the same sign.
fn same_float(a: f64, b: f64) -> bool {
    a == b && a.is_sign_negative() == b.is_sign_negative()
}
