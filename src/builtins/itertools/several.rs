//! State machines of the tools that need several items for one of theirs.

use gc_arena::Collect;

use super::advance::batch;
use crate::runtime::{Continuation, Ctx, Flow, Input, Raise, Step};
use crate::types::{Iter, List};
use crate::value::Value;
use crate::vm::ops::{self, Advance};

/// Items handled in one go before the executor gets its turn.
const CHUNK: usize = 1000;

/// One item of each source, the fill value where one has ended.
#[derive(Collect)]
#[collect(no_drop)]
pub(super) struct Longest<'gc> {
    sources: List<'gc>,
    fill: Value<'gc>,
    items: Vec<Value<'gc>>,
    live: bool,
    waiting: bool,
}

impl<'gc> Longest<'gc> {
    pub(super) fn new(sources: List<'gc>, fill: Value<'gc>) -> Self {
        Self { sources, fill, items: Vec::new(), live: false, waiting: false }
    }

    fn took(&mut self, item: Value<'gc>) {
        self.live = true;
        self.items.push(item);
    }

    /// The current source has ended. When it was the last alive, that is the end.
    fn ended(&mut self, ctx: Ctx<'gc>) -> Result<(), Raise<'gc>> {
        let mut sources = self.sources.borrow_mut(ctx.mc);
        if let Some(place) = sources.get_mut(self.items.len()) {
            *place = Value::Null;
        }
        if sources.iter().all(|source| source.is_null()) {
            return Err(ctx.stop_iteration(Value::None));
        }
        self.items.push(self.fill);
        Ok(())
    }
}

impl<'gc> Continuation<'gc> for Longest<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if std::mem::take(&mut self.waiting) {
            match input.item()? {
                Some(item) => self.took(item),
                None => self.ended(ctx)?,
            }
        }
        while let Some(source) = self.sources.get(self.items.len()) {
            if source.is_null() {
                self.items.push(self.fill);
                continue;
            }
            match ops::advance(ctx, source)? {
                Advance::Item(item) => self.took(item),
                Advance::End => self.ended(ctx)?,
                Advance::Slow => {
                    self.waiting = true;
                    return Ok(Flow::Await(Step::Next(source)));
                }
            }
        }
        if self.live { Flow::value(ctx.tuple(&self.items)) } else { Err(ctx.stop_iteration(Value::None)) }
    }
}

/// So many items of one source.
#[derive(Collect)]
#[collect(no_drop)]
pub(super) struct Batch<'gc> {
    iter: Iter<'gc>,
    source: Value<'gc>,
    size: usize,
    strict: bool,
    items: Vec<Value<'gc>>,
    waiting: bool,
}

impl<'gc> Batch<'gc> {
    pub(super) fn new(iter: Iter<'gc>, source: Value<'gc>, size: usize, strict: bool) -> Self {
        Self { iter, source, size, strict, items: Vec::new(), waiting: false }
    }

    fn done(&self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match batch(ctx, self.iter, &self.items, self.size, self.strict)? {
            Advance::Item(items) => Flow::value(items),
            Advance::End | Advance::Slow => Err(ctx.stop_iteration(Value::None)),
        }
    }
}

impl<'gc> Continuation<'gc> for Batch<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if std::mem::take(&mut self.waiting) {
            match input.item()? {
                Some(item) => self.items.push(item),
                None => return self.done(ctx),
            }
        }
        for _ in 0..CHUNK {
            if self.items.len() >= self.size {
                return self.done(ctx);
            }
            match ops::advance(ctx, self.source)? {
                Advance::Item(item) => self.items.push(item),
                Advance::End => return self.done(ctx),
                Advance::Slow => {
                    self.waiting = true;
                    return Ok(Flow::Await(Step::Next(self.source)));
                }
            }
        }
        Ok(Flow::Await(Step::Return(Value::Null)))
    }
}
