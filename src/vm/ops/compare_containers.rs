//! Comparison of lists, tuples and dicts item by item, however deeply they
//! are nested: one continuation a level, nothing on the Rust stack.

use gc_arena::Collect;

use super::compare::{compare, equal, holds, quick};
use crate::opcode::operands::CompareOp;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Dict, Entry};
use crate::value::Value;

/// Items compared in one go before the executor gets its turn.
const BATCH: usize = 1000;

/// Equality as containers see it, when no call is needed for it.
#[inline]
pub(super) fn quick_equal<'gc>(a: Value<'gc>, b: Value<'gc>) -> Option<bool> {
    if a.is(b) { Some(true) } else { quick(CompareOp::Eq, a, b) }
}

fn item<'gc>(sequence: Value<'gc>, index: usize) -> Option<Value<'gc>> {
    match sequence.payload() {
        Value::List(list) => list.get(index),
        Value::Tuple(tuple) => tuple.as_slice().get(index).copied(),
        _ => None,
    }
}

fn len_of(sequence: Value<'_>) -> usize {
    match sequence.payload() {
        Value::List(list) => list.len(),
        Value::Tuple(tuple) => tuple.as_slice().len(),
        _ => 0,
    }
}

/// `a op b` of two lists or two tuples (or instances of subclasses): the
/// first items that differ decide, else the lengths.
///
/// # Errors
/// What comparing items raises.
pub fn compare_sequences<'gc>(ctx: Ctx<'gc>, op: CompareOp, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    if equality && len_of(a) != len_of(b) {
        return Step::value(op == CompareOp::Ne);
    }
    let mut state = Sequences { a, b, op, next: 0 };
    match state.run(ctx)? {
        Flow::Done(step) => Ok(step),
        // Nothing was asked yet: the continuation asks again.
        Flow::Await(_) => Ok(Step::run(state)),
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct Sequences<'gc> {
    a: Value<'gc>,
    b: Value<'gc>,
    #[collect(require_static)]
    op: CompareOp,
    next: usize,
}

impl<'gc> Sequences<'gc> {
    fn run(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        for _ in 0..BATCH {
            let (Some(a), Some(b)) = (item(self.a, self.next), item(self.b, self.next)) else {
                let order = len_of(self.a).cmp(&len_of(self.b));
                return Flow::value(holds(self.op, Some(order)));
            };
            match quick_equal(a, b) {
                Some(true) => self.next += 1,
                Some(false) => return self.differ(ctx, a, b),
                None => return Ok(Flow::Await(Step::Return(Value::Null))),
            }
        }
        Ok(Flow::Await(Step::Return(Value::Null)))
    }

    fn differ(&self, ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match self.op {
            CompareOp::Eq => Flow::value(false),
            CompareOp::Ne => Flow::value(true),
            op => compare(ctx, op, a, b).map(Flow::Done),
        }
    }
}

impl<'gc> Continuation<'gc> for Sequences<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match input.value(ctx)? {
            Value::True => self.next += 1,
            Value::False => {
                if let (Some(a), Some(b)) = (item(self.a, self.next), item(self.b, self.next)) {
                    return self.differ(ctx, a, b);
                }
            }
            _ => {}
        }
        match self.run(ctx)? {
            Flow::Await(_) => {}
            done => return Ok(done),
        }
        match (item(self.a, self.next), item(self.b, self.next)) {
            (Some(a), Some(b)) => equal(ctx, a, b).map(Flow::Await),
            _ => Ok(Flow::Await(Step::Return(Value::Null))),
        }
    }
}

/// `a == b` of two dicts: True or False.
///
/// # Errors
/// What hashing or comparing raises.
pub fn dicts_equal<'gc>(a: Dict<'gc>, b: Dict<'gc>) -> NativeResult<'gc> {
    if a.len() != b.len() {
        return Step::value(false);
    }
    Ok(Step::run(Dicts { entries: a.to_vec(), b, next: 0 }))
}

#[derive(Collect)]
#[collect(no_drop)]
struct Dicts<'gc> {
    entries: Vec<Entry<'gc>>,
    b: Dict<'gc>,
    next: usize,
}

impl<'gc> Continuation<'gc> for Dicts<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if matches!(input.value(ctx)?, Value::False) {
            return Flow::value(false);
        }
        for _ in 0..BATCH {
            let Some(entry) = self.entries.get(self.next).copied() else { return Flow::value(true) };
            self.next += 1;
            let found = ctx.dict_find(self.b, entry.key, entry.hash)?.and_then(|position| self.b.value_at(position));
            let Some(other) = found else { return Flow::value(false) };
            match quick_equal(entry.value, other) {
                Some(true) => {}
                Some(false) => return Flow::value(false),
                None => return equal(ctx, entry.value, other).map(Flow::Await),
            }
        }
        Ok(Flow::Await(Step::Return(Value::Null)))
    }
}
