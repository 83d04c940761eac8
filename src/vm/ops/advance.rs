//! The next item of an iterator: at once for iterators over built-in
//! containers ([`advance`]), by a step for all ([`next_step`]).

use super::iter::shown;
use super::special;
use super::zip::ZipNext;
use crate::builtins::itertools;
use crate::num::int_ops;
use crate::objects::GeneratorCore;
use crate::runtime::{Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::types::{DictItems, Iter, IterState};
use crate::value::{Classified, Value};

/// What one quick look at an iterator gave.
pub enum Advance<'gc> {
    Item(Value<'gc>),
    /// It has ended.
    End,
    /// Python code or a continuation is needed: use [`crate::runtime::Step::Next`].
    Slow,
}

/// How to get the next item.
pub enum NextStep<'gc> {
    /// Here it is.
    Item(Value<'gc>),
    /// There is none.
    End,
    /// Resume this generator.
    Generator(GeneratorCore<'gc>),
    /// This step gives it; a StopIteration that it raises is the end. A
    /// continuation among them ends by raising StopIteration or by
    /// `Flow::Done(Step::Next(..))`.
    Step(Step<'gc>),
}

/// How many enumerate objects inside one another are advanced at once.
const NESTING: u32 = 8;

/// The next item of a built-in iterator that needs no Python code for it.
///
/// # Errors
/// RuntimeError when its container changed size.
#[inline]
pub fn advance<'gc>(ctx: Ctx<'gc>, iterator: Value<'gc>) -> Result<Advance<'gc>, Raise<'gc>> {
    match iterator {
        Value::Iter(iter) => advance_iter(ctx, iter, NESTING),
        _ => Ok(Advance::Slow),
    }
}

/// As [`advance`] of an iterator inside another one: the Rust stack bounds how
/// deep that goes.
///
/// # Errors
/// As there.
pub fn advance_nested<'gc>(ctx: Ctx<'gc>, iterator: Value<'gc>, nesting: u32) -> Result<Advance<'gc>, Raise<'gc>> {
    match (iterator, nesting.checked_sub(1)) {
        (Value::Iter(iter), Some(nesting)) => advance_iter(ctx, iter, nesting),
        _ => Ok(Advance::Slow),
    }
}

/// Whether the iterator walks a built-in container, so that [`advance`] always
/// gives its next item at once.
pub fn is_simple(value: &Value<'_>) -> bool {
    matches!(value, Value::Iter(iter) if !matches!(
        &*iter.state.borrow(),
        IterState::Sequence { .. }
            | IterState::SequenceReversed { .. }
            | IterState::Callable { .. }
            | IterState::Enumerate { .. }
            | IterState::Zip { .. }
            | IterState::Map { .. }
            | IterState::Filter { .. }
            | IterState::Tool(_)
    ))
}

fn advance_iter<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>, nesting: u32) -> Result<Advance<'gc>, Raise<'gc>> {
    let mut state = iter.state_mut(ctx.mc);
    let item = match &mut *state {
        IterState::Done(_) => return Ok(Advance::End),
        IterState::List { list, next } => {
            let item = list.get(*next);
            *next += 1;
            item
        }
        IterState::Range { next, step, left } => {
            if *left == 0 {
                return Ok(Advance::End);
            }
            let item = *next;
            *left -= 1;
            *next = item.wrapping_add(*step);
            return Ok(Advance::Item(Value::Int(item)));
        }
        IterState::Tuple { tuple, next } => {
            let item = tuple.as_slice().get(*next).copied();
            *next += 1;
            item
        }
        IterState::ListReversed { list, left } => {
            let item = left.checked_sub(1).and_then(|index| list.get(index));
            *left = left.saturating_sub(1);
            item
        }
        IterState::Str { text, offset } => {
            let rest = text.wtf8().get(*offset..);
            let point = rest.and_then(|rest| rest.code_points().next());
            point.map(|point| {
                *offset += point.len_wtf8();
                super::item::one_char(ctx, point)
            })
        }
        IterState::Bytes { bytes, next } => {
            let byte = match bytes.payload() {
                Value::Bytes(bytes) => bytes.as_slice().get(*next).copied(),
                Value::ByteArray(bytes) => bytes.data().0.borrow().get(*next).copied(),
                _ => None,
            };
            *next += 1;
            byte.map(|byte| Value::Int(i64::from(byte)))
        }
        IterState::BigRange { next, step, left } => match (next.as_int(), step.as_int(), left.as_int()) {
            (Some(from), Some(by), Some(count)) if !count.is_zero() && !count.is_negative() => {
                let item = *next;
                let following = ctx.number(int_ops::add(from, by));
                let fewer = ctx.number(int_ops::sub(count, 1));
                (*next, *left) = (following, fewer);
                Some(item)
            }
            _ => return Ok(Advance::End),
        },
        IterState::Dict { dict, kind, next, len, left, reversed } => {
            if dict.len() != *len {
                let word = if *len == usize::MAX { return Ok(Advance::End) } else { "dictionary" };
                *len = usize::MAX;
                return Err(ctx.runtime_error(format!("{word} changed size during iteration")));
            }
            let table = dict.borrow();
            let mut found = None;
            if *reversed {
                while found.is_none() && *next > 0 {
                    *next -= 1;
                    found = table.entry(*next);
                }
            } else {
                while found.is_none() && *next < table.end() {
                    found = table.entry(*next);
                    *next += 1;
                }
            }
            drop(table);
            if found.is_some() {
                // Keys were replaced by others: as many, but not the same.
                match left.checked_sub(1) {
                    Some(fewer) => *left = fewer,
                    None => {
                        *len = usize::MAX;
                        return Err(ctx.runtime_error("dictionary keys changed during iteration"));
                    }
                }
            }
            let kind: DictItems = *kind;
            found.map(|entry| shown(ctx, kind, entry))
        }
        IterState::CodeLines { .. } | IterState::CodePositions { .. } | IterState::CodeBranches { .. } => {
            crate::methods::code::tables::advance(ctx, &mut state)
        }
        IterState::Set { dict, next, len } => {
            if dict.len() != *len {
                if *len == usize::MAX {
                    return Ok(Advance::End);
                }
                *len = usize::MAX;
                return Err(ctx.runtime_error("Set changed size during iteration"));
            }
            let table = dict.borrow();
            let mut found = None;
            while found.is_none() && *next < table.end() {
                found = table.entry(*next);
                *next += 1;
            }
            found.map(|entry| entry.key)
        }
        IterState::Enumerate { iterator, index } => {
            let (iterator, index) = (*iterator, *index);
            drop(state);
            let Value::Iter(inner) = iterator else { return Ok(Advance::Slow) };
            if nesting == 0 {
                return Ok(Advance::Slow);
            }
            return Ok(match advance_iter(ctx, inner, nesting - 1)? {
                Advance::Item(item) => Advance::Item(numbered(ctx, iter, index, item)),
                other => other,
            });
        }
        IterState::Deque { deque, left, version, reversed } => {
            if deque.version.get() != *version {
                *left = 0;
                return Err(ctx.runtime_error("deque mutated during iteration"));
            }
            let Some(fewer) = left.checked_sub(1) else { return Ok(Advance::End) };
            let index = if *reversed { fewer } else { deque.len().saturating_sub(*left) };
            *left = fewer;
            return Ok(deque.get(index).map_or(Advance::End, Advance::Item));
        }
        IterState::Tool(_) => {
            drop(state);
            return itertools::advance(ctx, iter, nesting);
        }
        IterState::Zip { iterators, strict: false } => {
            let iterators = *iterators;
            drop(state);
            return zip_at_once(ctx, iterators.as_slice());
        }
        _ => return Ok(Advance::Slow),
    };
    match item {
        Some(item) => Ok(Advance::Item(item)),
        None => {
            drop(state);
            finish(ctx, iter);
            Ok(Advance::End)
        }
    }
}

/// Marks an iterator as finished: it stays so whatever its container does.
pub fn finish<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>) {
    let class = iter.class(&ctx.state().types);
    *iter.state_mut(ctx.mc) = IterState::Done(class);
}

/// The item of an enumerate object, which moves on by one.
fn numbered<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>, index: Value<'gc>, item: Value<'gc>) -> Value<'gc> {
    let following = match index {
        Value::Int(i) if i < i64::MAX => Value::Int(i + 1),
        other => other.as_int().map_or(other, |int| ctx.number(int_ops::add(int, 1))),
    };
    if let IterState::Enumerate { index, .. } = &mut *iter.state_mut(ctx.mc) {
        *index = following;
    }
    ctx.tuple(&[index, item])
}

/// A tuple of one item of each, when all of them walk built-in containers.
fn zip_at_once<'gc>(ctx: Ctx<'gc>, iterators: &[Value<'gc>]) -> Result<Advance<'gc>, Raise<'gc>> {
    if iterators.is_empty() {
        return Ok(Advance::End);
    }
    if !iterators.iter().all(is_simple) {
        return Ok(Advance::Slow);
    }
    let mut items = smallvec::SmallVec::<[Value<'gc>; 4]>::new();
    for &iterator in iterators {
        match advance(ctx, iterator)? {
            Advance::Item(item) => items.push(item),
            Advance::End | Advance::Slow => return Ok(Advance::End),
        }
    }
    Ok(Advance::Item(ctx.tuple(&items)))
}

/// The step that gives the next item of any iterator; whoever waits gets
/// `Input::Stop` at the end, or StopIteration if it cannot tell. The executor
/// turns `Step::Next` of anything but generators into this.
///
/// # Errors
/// What the operation raises.
pub fn next_step<'gc>(ctx: Ctx<'gc>, iterator: Value<'gc>) -> Result<NextStep<'gc>, Raise<'gc>> {
    match iterator {
        Value::Iter(iter) => match advance_iter(ctx, iter, NESTING)? {
            Advance::Item(item) => Ok(NextStep::Item(item)),
            Advance::End => Ok(NextStep::End),
            Advance::Slow => slow_step(ctx, iter),
        },
        Value::Generator(_) => Ok(match iterator.as_generator_core() {
            Some(core) => NextStep::Generator(core),
            None => NextStep::End,
        }),
        Value::CoroutineWrapper(wrapper) => Ok(NextStep::Generator(wrapper.core())),
        _ => {
            let Some(attribute) = ctx.lookup_special(iterator, ctx.names.next) else {
                return Err(ctx.type_error(format!("'{}' object is not an iterator", ctx.type_name(iterator))));
            };
            outcome(ctx, special::call_attribute(ctx, attribute, iterator, &[]))
        }
    }
}

/// A step's outcome as that of an iterator.
fn outcome<'gc>(ctx: Ctx<'gc>, outcome: NativeResult<'gc>) -> Result<NextStep<'gc>, Raise<'gc>> {
    match outcome {
        Ok(Step::Return(item)) => Ok(NextStep::Item(item)),
        Ok(step) => Ok(NextStep::Step(step)),
        Err(raise) if ctx.is_raised(raise, ctx.types.exceptions.StopIteration) => Ok(NextStep::End),
        Err(raise) => Err(raise),
    }
}

/// The next item of an iterator that has to call something.
fn slow_step<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>) -> Result<NextStep<'gc>, Raise<'gc>> {
    let this = Value::Iter(iter);
    if matches!(&*iter.state.borrow(), IterState::Tool(_)) {
        return outcome(ctx, itertools::next(ctx, iter));
    }
    let state = iter.state.borrow().clone();
    let step = match state {
        IterState::Enumerate { iterator, .. } => {
            Step::Next(iterator).then(ctx, [this], |ctx, item, [this]| match this {
                Value::Iter(iter) => {
                    let index = match &*iter.state.borrow() {
                        IterState::Enumerate { index, .. } => *index,
                        _ => Value::Int(0),
                    };
                    Ok(Step::Return(numbered(ctx, iter, index, item)))
                }
                _ => Err(ctx.stop_iteration(Value::None)),
            })
        }
        IterState::Map { function, iterators, strict } => match (iterators.as_slice(), strict) {
            (&[iterator], _) => match advance(ctx, iterator)? {
                Advance::Item(item) => Ok(Step::call(function, &[item])),
                Advance::End => return Ok(NextStep::End),
                Advance::Slow => {
                    Step::Next(iterator).then(ctx, [function], |_, item, [function]| Ok(Step::call(function, &[item])))
                }
            },
            _ => Ok(Step::run(ZipNext::map(iterators, function, strict))),
        },
        IterState::Zip { iterators, strict } => {
            if iterators.as_slice().is_empty() {
                return Ok(NextStep::End);
            }
            Ok(Step::run(ZipNext::zip(iterators, strict)))
        }
        IterState::Filter { function, iterator } => Ok(Step::run(super::zip::FilterNext::new(function, iterator))),
        IterState::Sequence { object, next } => {
            let item = super::get_item(ctx, object, Value::Int(next));
            if next == i64::MAX {
                return Err(ctx.overflow_error("iter index too large"));
            }
            if let IterState::Sequence { next, .. } = &mut *iter.state_mut(ctx.mc) {
                *next += 1;
            }
            then_input(item, ctx, [this], sequence_item)
        }
        IterState::SequenceReversed { object, next } => {
            if next < 0 {
                finish(ctx, iter);
                return Ok(NextStep::End);
            }
            let item = super::get_item(ctx, object, Value::Int(next));
            if let IterState::SequenceReversed { next, .. } = &mut *iter.state_mut(ctx.mc) {
                *next -= 1;
            }
            then_input(item, ctx, [this], sequence_item)
        }
        IterState::Callable { callable, sentinel } => {
            Step::call(callable, &[]).then_input(ctx, [this, sentinel], |ctx, input, [this, sentinel]| {
                let item = match input {
                    Input::Raise(raise) => {
                        if let Value::Iter(iter) = this
                            && ctx.is_raised(raise, ctx.types.exceptions.StopIteration)
                        {
                            finish(ctx, iter);
                        }
                        return Err(raise);
                    }
                    other => other.value(ctx)?,
                };
                super::equal(ctx, sentinel, item)?.then(ctx, [this, item], |ctx, same, [this, item]| {
                    match (same, this) {
                        (Value::True, Value::Iter(iter)) => {
                            finish(ctx, iter);
                            Err(ctx.stop_iteration(Value::None))
                        }
                        _ => Ok(Step::Return(item)),
                    }
                })
            })
        }
        _ => return Ok(NextStep::End),
    };
    outcome(ctx, step)
}

/// What `__getitem__` gave: IndexError and StopIteration are the end.
fn sequence_item<'gc>(ctx: Ctx<'gc>, input: Input<'gc>, [this]: [Value<'gc>; 1]) -> NativeResult<'gc> {
    match input {
        Input::Raise(raise) => {
            let exceptions = &ctx.state().types.exceptions;
            if ctx.is_raised(raise, exceptions.IndexError) || ctx.is_raised(raise, exceptions.StopIteration) {
                if let Value::Iter(iter) = this {
                    finish(ctx, iter);
                }
                return Err(ctx.stop_iteration(Value::None));
            }
            Err(raise)
        }
        other => Ok(Step::Return(other.value(ctx)?)),
    }
}
