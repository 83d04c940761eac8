//! Iteration. Mirrors `PyObject_GetIter` and the iterator protocol.

use gc_arena::Collect;

use super::special;
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, DictItems, Iter, IterState, List};
use crate::value::Value;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};

pub use super::advance::{Advance, NextStep, advance, next_step};

/// `iter(value)`.
///
/// # Errors
/// What the operation raises.
pub fn iter<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if let Some(state) = built_in(ctx, value) {
        return Ok(Step::Return(Iter::new(ctx.mc, state).into()));
    }
    if matches!(value, Value::Iter(_) | Value::Generator(_)) {
        return Ok(Step::Return(value));
    }
    match ctx.lookup_special(value, ctx.names.iter) {
        Some(Value::None) => Err(not_iterable(ctx, value)),
        Some(attribute) => match special::call_attribute(ctx, attribute, value, &[])? {
            step @ Step::Return(Value::Iter(_) | Value::Generator(_)) => Ok(step),
            step => step.then(ctx, [], |ctx, iterator, []| {
                if is_iterator(ctx, iterator) {
                    return Ok(Step::Return(iterator));
                }
                let name = ctx.type_name(iterator);
                Err(ctx.type_error(format!("iter() returned non-iterator of type '{name}'")))
            }),
        },
        None if is_sequence(ctx, value) => {
            Ok(Step::Return(Iter::new(ctx.mc, IterState::Sequence { object: value, next: 0 }).into()))
        }
        None => Err(not_iterable(ctx, value)),
    }
}

#[cold]
fn not_iterable<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Raise<'gc> {
    ctx.type_error(format!("'{}' object is not iterable", ctx.type_name(value)))
}

/// `PySequence_Check`: has `__getitem__` and is no dict.
pub fn is_sequence<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    value.as_dict().is_none() && special::has(ctx, value, ctx.names.getitem)
}

/// Whether `iter(value)` would be tried: it has `__iter__` or is a sequence.
pub fn is_iterable<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    match ctx.lookup_special(value, ctx.names.iter) {
        Some(attribute) => !attribute.is_none(),
        None => matches!(value, Value::Iter(_) | Value::Generator(_)) || is_sequence(ctx, value),
    }
}

/// `PyIter_Check`: has `__next__`.
pub fn is_iterator<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    matches!(value, Value::Iter(_) | Value::Generator(_)) || special::has(ctx, value, ctx.names.next)
}

/// The iterator over an exact built-in container.
pub fn built_in<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Option<IterState<'gc>> {
    Some(match value {
        Value::List(list) => IterState::List { list, next: 0 },
        Value::Tuple(tuple) => IterState::Tuple { tuple, next: 0 },
        Value::Str(text) => IterState::Str { text, offset: 0 },
        Value::Bytes(_) | Value::ByteArray(_) => IterState::Bytes { bytes: value, next: 0 },
        Value::Range(range) => range_state(ctx, range.start, range.stop, range.step),
        Value::Dict(dict) => dict_state(dict, DictItems::Keys, false),
        Value::DictView(view) => dict_state(view.dict, view.kind, false),
        Value::Set(set) => IterState::Set { dict: set.table, next: 0, len: set.table.len() },
        Value::FrozenSet(set) => IterState::Set { dict: set.table, next: 0, len: set.table.len() },
        _ => return None,
    })
}

/// An iterator over a dict's entries, from the end when `reversed`.
pub fn dict_state<'gc>(dict: Dict<'gc>, kind: DictItems, reversed: bool) -> IterState<'gc> {
    let next = if reversed { dict.borrow().end() } else { 0 };
    IterState::Dict { dict, kind, next, len: dict.len(), left: dict.len(), reversed }
}

/// An iterator over a range.
pub fn range_state<'gc>(ctx: Ctx<'gc>, start: Value<'gc>, stop: Value<'gc>, step: Value<'gc>) -> IterState<'gc> {
    if let (Value::Int(start), Value::Int(stop), Value::Int(step)) = (start, stop, step)
        && step != 0
    {
        let (start_wide, stop_wide, step_wide) = (i128::from(start), i128::from(stop), i128::from(step));
        let distance = if step > 0 { stop_wide - start_wide } else { start_wide - stop_wide };
        let left = if distance <= 0 { 0 } else { (distance - 1) / step_wide.abs() + 1 };
        // CPython's limit for the fast iterator: every item and the one past the end fit.
        if let (Ok(left), Some(_)) = (u64::try_from(left), i64::try_from(start_wide + left * step_wide).ok()) {
            return IterState::Range { next: start, step, left };
        }
    }
    let (first, last, width) = match (start.as_big(), stop.as_big(), step.as_big()) {
        (Some(first), Some(last), Some(width)) => (first, last, width),
        _ => return IterState::Range { next: 0, step: 1, left: 0 },
    };
    let zero = num_bigint::BigInt::from(0);
    let distance = if width > zero { &last - &first } else { &first - &last };
    let left = if distance <= zero { zero } else { (distance - 1) / num_traits::Signed::abs(&width) + 1 };
    IterState::BigRange { next: start, step, left: ctx.int(left) }
}

/// All items of an iterable, as a new list value. Immediate for built-in containers.
///
/// # Errors
/// What the operation raises.
pub fn collect<'gc>(ctx: Ctx<'gc>, iterable: Value<'gc>) -> NativeResult<'gc> {
    match immediate_items(ctx, iterable) {
        Some(items) => Ok(Step::Return(ctx.list(items))),
        None => feed(ctx, iterable, CollectItems { list: List::new(ctx.mc, Vec::new()) }),
    }
}

/// The items of an exact built-in container of known contents.
pub fn immediate_items<'gc>(ctx: Ctx<'gc>, iterable: Value<'gc>) -> Option<Vec<Value<'gc>>> {
    Some(match iterable {
        Value::List(list) => list.to_vec(),
        Value::Tuple(tuple) => tuple.as_slice().to_vec(),
        Value::Dict(dict) => dict.borrow().iter().map(|entry| entry.key).collect(),
        Value::Set(set) => set.table.borrow().iter().map(|entry| entry.key).collect(),
        Value::FrozenSet(set) => set.table.borrow().iter().map(|entry| entry.key).collect(),
        Value::DictView(view) => view.dict.to_vec().into_iter().map(|entry| shown(ctx, view.kind, entry)).collect(),
        _ => return None,
    })
}

/// What a dict view shows of an entry.
pub(super) fn shown<'gc>(ctx: Ctx<'gc>, kind: DictItems, entry: crate::types::Entry<'gc>) -> Value<'gc> {
    match kind {
        DictItems::Keys => entry.key,
        DictItems::Values => entry.value,
        DictItems::Items => ctx.tuple(&[entry.key, entry.value]),
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct CollectItems<'gc> {
    list: List<'gc>,
}

impl<'gc> Sink<'gc> for CollectItems<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        self.list.push(ctx.mc, item);
        Ok(SinkFlow::More)
    }

    fn end(&mut self, _: Ctx<'gc>) -> NativeResult<'gc> {
        Step::value(self.list)
    }
}
