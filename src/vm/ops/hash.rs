//! Hashes. Mirrors `PyObject_Hash`.

use gc_arena::Collect;

use super::special;
use crate::num::hash::{TupleHasher, hash_address, hash_float, hash_frozenset, hash_int};
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::Tuple;
use crate::value::Value;

/// `hash(None)`.
const NONE: i64 = 0xfca8_6420;

/// `hash(value)`: an int that fits 64 bits.
///
/// # Errors
/// What the operation raises.
pub fn hash<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if let Some(hash) = quick(value) {
        return Step::value(hash);
    }
    match value {
        Value::Tuple(tuple) => hash_tuple(ctx, tuple),
        _ => match ctx.lookup_special(value, ctx.names.hash) {
            None | Some(Value::None) => Err(ctx.type_error(format!("unhashable type: '{}'", ctx.type_name(value)))),
            Some(attribute) if special::is_native_of(attribute, ctx.types.object) => Step::value(identity(value)),
            Some(attribute) => special::call_attribute(ctx, attribute, value, &[])?
                .then(ctx, [], |ctx, hash, []| Step::value(checked(ctx, hash)?)),
        },
    }
}

/// What a `__hash__` gave, as a hash.
///
/// # Errors
/// TypeError for what is not an int.
fn checked<'gc>(ctx: Ctx<'gc>, hash: Value<'gc>) -> Result<i64, Raise<'gc>> {
    match hash.as_int() {
        Some(int) => Ok(match int.to_i64() {
            Some(-1) => -2,
            Some(hash) => hash,
            None => hash_int(int),
        }),
        None => Err(ctx.type_error("__hash__ method should return an integer")),
    }
}

/// The hash by identity: `object.__hash__`.
pub fn identity(value: Value<'_>) -> i64 {
    match (value.address(), value) {
        (Some(address), _) => hash_address(address as u64),
        (None, Value::None) => NONE,
        (None, Value::Ellipsis) => hash_address(0x51_7cc1_b720),
        (None, Value::NotImplemented) => hash_address(0x51_7cc1_b760),
        (None, other) => quick(other).unwrap_or(NONE),
    }
}

/// The hash of exact built-in values that takes no call.
#[inline]
pub fn quick(value: Value<'_>) -> Option<i64> {
    Some(match value {
        Value::Str(text) => text.hash(),
        Value::Int(i) => hash_int(i),
        Value::True => 1,
        Value::False => 0,
        Value::Float(bits) => hash_float(f64::from_bits(bits), hash_address(bits)),
        Value::BigInt(big) => hash_int(&big.data().0),
        Value::Bytes(bytes) => crate::types::hash_bytes(bytes.as_slice()),
        Value::FrozenSet(set) => match set.hash.get() {
            Some(hash) => hash,
            None => {
                let hash = hash_frozenset(set.table.borrow().iter().map(|entry| entry.hash));
                set.hash.set(Some(hash));
                hash
            }
        },
        Value::None => NONE,
        Value::Ellipsis
        | Value::NotImplemented
        | Value::Function(_)
        | Value::Builtin(_)
        | Value::Module(_)
        | Value::Generator(_) => identity(value),
        _ => return None,
    })
}

/// `hash(tuple)`.
///
/// # Errors
/// What hashing an item raises.
pub fn hash_tuple<'gc>(ctx: Ctx<'gc>, tuple: Tuple<'gc>) -> NativeResult<'gc> {
    let _ = ctx;
    let mut state = HashTuple { tuple, next: 0, hasher: TupleHasher::new() };
    match state.run() {
        None => Step::value(state.hasher.finish()),
        Some(_) => Ok(Step::run(state)),
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct HashTuple<'gc> {
    tuple: Tuple<'gc>,
    next: usize,
    #[collect(require_static)]
    hasher: TupleHasher,
}

impl<'gc> HashTuple<'gc> {
    /// Goes as far as no call is needed; the item that needs one.
    fn run(&mut self) -> Option<Value<'gc>> {
        while let Some(&item) = self.tuple.as_slice().get(self.next) {
            let Some(hash) = quick(item) else { return Some(item) };
            self.hasher.add(hash);
            self.next += 1;
        }
        None
    }
}

impl<'gc> Continuation<'gc> for HashTuple<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Value::Int(hash) = input.value(ctx)? {
            self.hasher.add(hash);
            self.next += 1;
        }
        match self.run() {
            None => Flow::value(self.hasher.finish()),
            Some(item) => hash(ctx, item).map(Flow::Await),
        }
    }
}
