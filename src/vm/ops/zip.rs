//! One item of zip, map and filter objects whose sources need calls. Mirrors
//! `zip_next`, `map_next` and `filter_next` in `Python/bltinmodule.c`.

use gc_arena::Collect;

use super::{Advance, advance, truth};
use crate::runtime::{ArgVec, Call, Continuation, Ctx, Flow, Input, Raise, Step};
use crate::types::Tuple;
use crate::value::Value;

/// Collects one item of each iterator.
#[derive(Collect)]
#[collect(no_drop)]
pub(super) struct ZipNext<'gc> {
    iterators: Tuple<'gc>,
    /// What map calls; NULL for zip.
    function: Value<'gc>,
    strict: bool,
    items: Vec<Value<'gc>>,
    /// The first iterator has ended: it is checked that all the others have.
    checking: bool,
    waiting: bool,
}

impl<'gc> ZipNext<'gc> {
    pub(super) fn zip(iterators: Tuple<'gc>, strict: bool) -> Self {
        Self::map(iterators, Value::Null, strict)
    }

    pub(super) fn map(iterators: Tuple<'gc>, function: Value<'gc>, strict: bool) -> Self {
        Self { iterators, function, strict, items: Vec::new(), checking: false, waiting: false }
    }

    fn name(&self) -> &'static str {
        if self.function.is_null() { "zip" } else { "map" }
    }

    /// The iterator after those that gave items has ended.
    fn ended(&mut self, ctx: Ctx<'gc>) -> Result<(), Raise<'gc>> {
        let done = self.items.len();
        if !self.strict {
            return Err(ctx.stop_iteration(Value::None));
        }
        if self.checking {
            self.items.push(Value::Null);
            return Ok(());
        }
        if done > 0 {
            return Err(self.mismatch(ctx, done, "shorter"));
        }
        self.checking = true;
        self.items.push(Value::Null);
        Ok(())
    }

    fn mismatch(&self, ctx: Ctx<'gc>, index: usize, word: &str) -> Raise<'gc> {
        let before = if index == 1 { "argument 1".to_owned() } else { format!("arguments 1-{index}") };
        ctx.value_error(format!("{}() argument {} is {word} than {before}", self.name(), index + 1))
    }

    fn took(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<(), Raise<'gc>> {
        if self.checking {
            return Err(self.mismatch(ctx, self.items.len(), "longer"));
        }
        self.items.push(item);
        Ok(())
    }
}

impl<'gc> Continuation<'gc> for ZipNext<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if std::mem::take(&mut self.waiting) {
            match input.item()? {
                Some(item) => self.took(ctx, item)?,
                None => self.ended(ctx)?,
            }
        }
        while let Some(&iterator) = self.iterators.as_slice().get(self.items.len()) {
            match advance(ctx, iterator)? {
                Advance::Item(item) => self.took(ctx, item)?,
                Advance::End => self.ended(ctx)?,
                Advance::Slow => {
                    self.waiting = true;
                    return Ok(Flow::Await(Step::Next(iterator)));
                }
            }
        }
        if self.checking {
            return Err(ctx.stop_iteration(Value::None));
        }
        if self.function.is_null() {
            return Flow::value(ctx.tuple(&self.items));
        }
        Ok(Flow::Done(Step::Call(Call { callee: self.function, args: ArgVec::from_slice(&self.items), names: None })))
    }
}

/// Looks for the next item that passes.
#[derive(Collect)]
#[collect(no_drop)]
pub(super) struct FilterNext<'gc> {
    function: Value<'gc>,
    iterator: Value<'gc>,
    /// The item being judged, or NULL.
    item: Value<'gc>,
    #[collect(require_static)]
    waiting: Waiting,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Item,
    Answer,
    Truth,
}

impl<'gc> FilterNext<'gc> {
    pub(super) fn new(function: Value<'gc>, iterator: Value<'gc>) -> Self {
        Self { function, iterator, item: Value::Null, waiting: Waiting::Nothing }
    }

    /// Judges an item: its own truth, or that of the function's answer.
    fn judge(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        self.item = item;
        if self.function.is_none() || self.function.is(Value::Class(ctx.types.bool)) {
            self.waiting = Waiting::Truth;
            return truth(ctx, item).map(Flow::Await);
        }
        self.waiting = Waiting::Answer;
        Ok(Flow::Await(Step::call(self.function, &[item])))
    }

    /// Awaits the next item, or judges it when it is there.
    fn next(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match advance(ctx, self.iterator)? {
            Advance::Item(item) => self.judge(ctx, item),
            Advance::End => Err(ctx.stop_iteration(Value::None)),
            Advance::Slow => {
                self.waiting = Waiting::Item;
                Ok(Flow::Await(Step::Next(self.iterator)))
            }
        }
    }
}

impl<'gc> Continuation<'gc> for FilterNext<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut flow = match self.waiting {
            Waiting::Nothing => self.next(ctx)?,
            Waiting::Item => match input.item()? {
                Some(item) => self.judge(ctx, item)?,
                None => return Err(ctx.stop_iteration(Value::None)),
            },
            Waiting::Answer => {
                self.waiting = Waiting::Truth;
                truth(ctx, input.value(ctx)?).map(Flow::Await)?
            }
            Waiting::Truth => Flow::Await(Step::Return(input.value(ctx)?)),
        };
        // What is there at once is used at once, for a bounded number of items.
        for _ in 0..1000 {
            flow = match (flow, self.waiting) {
                (Flow::Await(Step::Return(answer)), Waiting::Truth) => match answer {
                    Value::True => return Flow::value(self.item),
                    _ => self.next(ctx)?,
                },
                (flow, _) => return Ok(flow),
            };
        }
        Ok(flow)
    }
}
