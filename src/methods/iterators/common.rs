//! What all built-in iterators do alike, and how their constructors get the
//! iterators of their arguments.

use gc_arena::Collect;

use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Iter, IterState};
use crate::value::Value;
use crate::vm::ops::{self, NextStep};

/// The iterator object underneath.
///
/// # Errors
/// SystemError: the caller has checked the receiver already.
pub fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Iter<'gc>, Raise<'gc>> {
    match value.payload() {
        Value::Iter(iter) => Ok(iter),
        _ => Err(ctx.internal_error("the receiver is not an iterator")),
    }
}

/// `__iter__`: the iterator itself.
///
/// # Errors
/// None.
pub fn iter<'gc>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Ok(Step::Return(args.get(0)))
}

/// `__next__`.
///
/// # Errors
/// StopIteration at the end, or what the sources raise.
pub fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let iter = receiver(ctx, args.get(0))?;
    match ops::next_step(ctx, iter.into())? {
        NextStep::Item(item) => Ok(Step::Return(item)),
        NextStep::End => Err(ctx.stop_iteration(Value::None)),
        NextStep::Generator(generator) => Ok(Step::Next(generator.value())),
        NextStep::Step(step) => Ok(step),
    }
}

/// An iterator in a state, as an instance of `class`.
pub fn make<'gc>(ctx: Ctx<'gc>, class: crate::types::Class<'gc>, state: IterState<'gc>) -> Value<'gc> {
    crate::methods::wrap(ctx, class, Iter::new(ctx.mc, state).into())
}

/// The iterators of some iterables, as a tuple value.
///
/// # Errors
/// TypeError for one that is not iterable, or what an `__iter__` raises.
pub fn iterators<'gc>(ctx: Ctx<'gc>, iterables: &[Value<'gc>]) -> NativeResult<'gc> {
    // Natives answer at once: only the `__iter__` of a class needs to wait.
    let native = |value: &Value<'gc>| !matches!(value, Value::Instance(_) | Value::Class(_));
    let mut state = Iterators { iterables: iterables.to_vec(), done: Vec::new() };
    if iterables.iter().all(native) && state.run(ctx)?.is_none() {
        return Ok(Step::Return(ctx.tuple(&state.done)));
    }
    state.done.clear();
    Ok(Step::run(state))
}

#[derive(Collect)]
#[collect(no_drop)]
struct Iterators<'gc> {
    iterables: Vec<Value<'gc>>,
    done: Vec<Value<'gc>>,
}

impl<'gc> Iterators<'gc> {
    /// Goes as far as no call is needed; the step that gives the next iterator.
    fn run(&mut self, ctx: Ctx<'gc>) -> Result<Option<Step<'gc>>, Raise<'gc>> {
        while let Some(&iterable) = self.iterables.get(self.done.len()) {
            match ops::iter(ctx, iterable)? {
                Step::Return(iterator) => self.done.push(iterator),
                step => return Ok(Some(step)),
            }
        }
        Ok(None)
    }
}

impl<'gc> Continuation<'gc> for Iterators<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if !matches!(input, Input::Start) {
            self.done.push(input.value(ctx)?);
        }
        match self.run(ctx)? {
            Some(step) => Ok(Flow::Await(step)),
            None => Flow::value(ctx.tuple(&self.done)),
        }
    }
}
