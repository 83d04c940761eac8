//! Equality of dict keys as far as it can be told without running Python code.

use crate::value::Value;

/// Whether two keys are equal, or `None` when only Python code can tell.
/// Identity counts as equality, as in CPython's dicts.
pub fn key_equal<'gc>(a: Value<'gc>, b: Value<'gc>) -> Option<bool> {
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Some(a.same_text(b)),
        (Value::Int(a), Value::Int(b)) => Some(a == b),
        (Value::Bytes(a), Value::Bytes(b)) => Some(a.as_slice() == b.as_slice()),
        (Value::Float(a), Value::Float(b)) => Some(a == b || f64::from_bits(a) == f64::from_bits(b)),
        (Value::BigInt(a), Value::BigInt(b)) => Some(a.data().0 == b.data().0),
        _ if a.is(b) => Some(true),
        (Value::Tuple(a), Value::Tuple(b)) => {
            let (a, b) = (a.as_slice(), b.as_slice());
            if a.len() != b.len() {
                return Some(false);
            }
            let mut sure = true;
            for (&a, &b) in a.iter().zip(b) {
                // A nested tuple could be arbitrarily deep: leave it to the caller.
                let equal = match (a, b) {
                    (Value::Tuple(_), Value::Tuple(_)) if !a.is(b) => None,
                    _ => key_equal(a, b),
                };
                match equal {
                    Some(true) => {}
                    Some(false) if sure => return Some(false),
                    _ => sure = false,
                }
            }
            if sure { Some(true) } else { None }
        }
        _ if plain(a) && plain(b) => match (rank(a), rank(b)) {
            (Some(a), Some(b)) => Some(a == b),
            (None, None) if numeric(a) && numeric(b) => None,
            _ => Some(false),
        },
        _ => None,
    }
}

/// Types whose equality with anything but their own kind is identity.
fn plain(value: Value<'_>) -> bool {
    matches!(
        value,
        Value::None
            | Value::True
            | Value::False
            | Value::Ellipsis
            | Value::NotImplemented
            | Value::Int(_)
            | Value::Float(_)
            | Value::BigInt(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Tuple(_)
            | Value::Function(_)
            | Value::Builtin(_)
            | Value::Module(_)
    )
}

fn numeric(value: Value<'_>) -> bool {
    matches!(value, Value::Int(_) | Value::Float(_) | Value::BigInt(_) | Value::True | Value::False)
}

/// A number that two small numeric keys share exactly when they are equal.
/// Numbers beyond the range in which floats are exact have none.
fn rank(value: Value<'_>) -> Option<i64> {
    const EXACT: i64 = 1 << 53;
    match value {
        Value::Int(i) if (-EXACT..=EXACT).contains(&i) => Some(i),
        Value::True => Some(1),
        Value::False => Some(0),
        Value::Float(bits) => {
            let f = f64::from_bits(bits);
            (f.fract() == 0.0 && f.abs() <= EXACT as f64).then_some(f as i64)
        }
        _ => None,
    }
}
