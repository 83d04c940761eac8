//! State machines of the tools that walk one source and may call a function
//! for each of its items.

use gc_arena::Collect;

use super::advance::{chain_set, islice_end, islice_over, islice_took};
use super::next::iter_of;
use super::with;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::Iter;
use crate::types::itertools::Tool;
use crate::value::Value;
use crate::vm::ops::advance::finish;
use crate::vm::ops::{self, Advance};

/// Items handled in one go before the executor gets its turn.
const BATCH: usize = 1000;

/// What a state machine waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Item,
    Selector,
    Answer,
    Truth,
}

/// The next item of a chain.
///
/// # Errors
/// What the sources raise.
pub(super) fn chain<'gc>(
    ctx: Ctx<'gc>,
    this: Value<'gc>,
    [sources, active, pending]: [Value<'gc>; 3],
) -> NativeResult<'gc> {
    if !pending.is_null() {
        // An iterable that cannot be iterated is passed over, as an error ends it.
        let iterator = ops::iter(ctx, pending).inspect_err(|_| finish_of(ctx, this))?;
        return iterator.then_input(ctx, [this], |ctx, input, [this]| {
            let iterator = input.value(ctx).inspect_err(|_| finish_of(ctx, this))?;
            chain_set(ctx, iter_of(ctx, this)?, iterator, Value::Null);
            Ok(Step::Next(this))
        });
    }
    if !active.is_null() {
        return Step::Next(active).then_input(ctx, [this], |ctx, input, [this]| match input.item()? {
            Some(item) => Ok(Step::Return(item)),
            None => {
                chain_set(ctx, iter_of(ctx, this)?, Value::Null, Value::Null);
                Ok(Step::Next(this))
            }
        });
    }
    Step::Next(sources).then_input(ctx, [this], |ctx, input, [this]| {
        let iter = iter_of(ctx, this)?;
        match input.item().inspect_err(|_| finish(ctx, iter))? {
            Some(iterable) => {
                chain_set(ctx, iter, Value::Null, iterable);
                Ok(Step::Next(this))
            }
            None => {
                finish(ctx, iter);
                Err(ctx.stop_iteration(Value::None))
            }
        }
    })
}

fn finish_of<'gc>(ctx: Ctx<'gc>, this: Value<'gc>) {
    if let Value::Iter(iter) = this {
        finish(ctx, iter);
    }
}

/// What a predicate decides.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// dropwhile: the first item that fails is given, and all after it.
    Drop,
    /// takewhile: the first item that fails is the end.
    Take,
    /// filterfalse: items that fail are given.
    Refuse,
}

/// Looks for the next item that a predicate lets through.
#[derive(Collect)]
#[collect(no_drop)]
pub(super) struct Judge<'gc> {
    iter: Iter<'gc>,
    predicate: Value<'gc>,
    source: Value<'gc>,
    item: Value<'gc>,
    #[collect(require_static)]
    verdict: Verdict,
    #[collect(require_static)]
    waiting: Waiting,
}

impl<'gc> Judge<'gc> {
    pub(super) fn new(iter: Iter<'gc>, predicate: Value<'gc>, source: Value<'gc>, verdict: Verdict) -> Self {
        Self { iter, predicate, source, item: Value::Null, verdict, waiting: Waiting::Nothing }
    }

    fn next(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match ops::advance(ctx, self.source)? {
            Advance::Item(item) => self.judge(ctx, item),
            Advance::End => Err(ctx.stop_iteration(Value::None)),
            Advance::Slow => {
                self.waiting = Waiting::Item;
                Ok(Flow::Await(Step::Next(self.source)))
            }
        }
    }

    fn judge(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        self.item = item;
        let itself = self.predicate.is_none() || self.predicate.is(Value::Class(ctx.types.bool));
        if self.verdict == Verdict::Refuse && itself {
            self.waiting = Waiting::Truth;
            return ops::truth(ctx, item).map(Flow::Await);
        }
        self.waiting = Waiting::Answer;
        Ok(Flow::Await(Step::call(self.predicate, &[item])))
    }

    fn decided(&self, ctx: Ctx<'gc>) {
        with(ctx, self.iter, |tool| {
            if let Tool::DropWhile { decided, .. } | Tool::TakeWhile { decided, .. } = tool {
                *decided = true;
            }
        });
    }

    fn answer(&mut self, ctx: Ctx<'gc>, good: bool) -> Result<Flow<'gc>, Raise<'gc>> {
        match (self.verdict, good) {
            (Verdict::Drop, false) => {
                self.decided(ctx);
                Flow::value(self.item)
            }
            (Verdict::Take, true) | (Verdict::Refuse, false) => Flow::value(self.item),
            (Verdict::Take, false) => {
                self.decided(ctx);
                Err(ctx.stop_iteration(Value::None))
            }
            (Verdict::Drop | Verdict::Refuse, true) => self.next(ctx),
        }
    }
}

impl<'gc> Continuation<'gc> for Judge<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut flow = match self.waiting {
            Waiting::Nothing | Waiting::Selector => self.next(ctx)?,
            Waiting::Item => match input.item()? {
                Some(item) => self.judge(ctx, item)?,
                None => return Err(ctx.stop_iteration(Value::None)),
            },
            Waiting::Answer => {
                self.waiting = Waiting::Truth;
                ops::truth(ctx, input.value(ctx)?).map(Flow::Await)?
            }
            Waiting::Truth => Flow::Await(Step::Return(input.value(ctx)?)),
        };
        // What is there at once is used at once, for a bounded number of items.
        for _ in 0..BATCH {
            flow = match (flow, self.waiting) {
                (Flow::Await(Step::Return(answer)), Waiting::Truth) => {
                    self.answer(ctx, matches!(answer, Value::True))?
                }
                (flow, _) => return Ok(flow),
            };
        }
        Ok(flow)
    }
}

/// Looks for the next item that a selector lets through.
#[derive(Collect)]
#[collect(no_drop)]
pub(super) struct Compress<'gc> {
    data: Value<'gc>,
    selectors: Value<'gc>,
    item: Value<'gc>,
    #[collect(require_static)]
    waiting: Waiting,
}

impl<'gc> Compress<'gc> {
    pub(super) fn new(data: Value<'gc>, selectors: Value<'gc>) -> Self {
        Self { data, selectors, item: Value::Null, waiting: Waiting::Nothing }
    }

    /// Asks one of the sources.
    fn ask(&mut self, ctx: Ctx<'gc>, waiting: Waiting) -> Result<Flow<'gc>, Raise<'gc>> {
        self.waiting = waiting;
        let source = if waiting == Waiting::Item { self.data } else { self.selectors };
        match ops::advance(ctx, source)? {
            Advance::Item(item) => Ok(Flow::Await(Step::Return(item))),
            Advance::End => Err(ctx.stop_iteration(Value::None)),
            Advance::Slow => Ok(Flow::Await(Step::Next(source))),
        }
    }

    /// Goes on with what it waited for; nothing is the end of a source.
    fn go_on(&mut self, ctx: Ctx<'gc>, answer: Option<Value<'gc>>) -> Result<Flow<'gc>, Raise<'gc>> {
        let Some(answer) = answer else { return Err(ctx.stop_iteration(Value::None)) };
        match self.waiting {
            Waiting::Item => {
                self.item = answer;
                self.ask(ctx, Waiting::Selector)
            }
            Waiting::Selector => {
                self.waiting = Waiting::Truth;
                ops::truth(ctx, answer).map(Flow::Await)
            }
            Waiting::Truth if matches!(answer, Value::True) => Flow::value(self.item),
            _ => self.ask(ctx, Waiting::Item),
        }
    }
}

impl<'gc> Continuation<'gc> for Compress<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut flow = match (self.waiting, input) {
            (Waiting::Nothing, _) => self.ask(ctx, Waiting::Item)?,
            (_, input) => {
                let answer = input.item()?;
                self.go_on(ctx, answer)?
            }
        };
        for _ in 0..BATCH {
            flow = match flow {
                Flow::Await(Step::Return(answer)) => self.go_on(ctx, Some(answer))?,
                flow => return Ok(flow),
            };
        }
        Ok(flow)
    }
}

/// Skips what islice does not want.
#[derive(Collect)]
#[collect(no_drop)]
pub(super) struct Slice<'gc> {
    iter: Iter<'gc>,
    source: Value<'gc>,
    waiting: bool,
}

impl<'gc> Slice<'gc> {
    pub(super) fn new(iter: Iter<'gc>, source: Value<'gc>) -> Self {
        Self { iter, source, waiting: false }
    }
}

impl<'gc> Continuation<'gc> for Slice<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut next = match std::mem::take(&mut self.waiting) {
            true => match input.item()? {
                Some(item) => Advance::Item(item),
                None => Advance::End,
            },
            false => Advance::Slow,
        };
        for _ in 0..BATCH {
            match next {
                Advance::Item(item) if islice_took(ctx, self.iter) => return Flow::value(item),
                Advance::End => {
                    islice_end(ctx, self.iter);
                    return Err(ctx.stop_iteration(Value::None));
                }
                Advance::Item(_) | Advance::Slow => {}
            }
            if islice_over(ctx, self.iter) {
                return Err(ctx.stop_iteration(Value::None));
            }
            next = ops::advance(ctx, self.source)?;
            if matches!(next, Advance::Slow) {
                self.waiting = true;
                return Ok(Flow::Await(Step::Next(self.source)));
            }
        }
        // The last item counts before the executor gets its turn.
        match next {
            Advance::Item(item) if islice_took(ctx, self.iter) => Flow::value(item),
            Advance::End => {
                islice_end(ctx, self.iter);
                Err(ctx.stop_iteration(Value::None))
            }
            _ => Ok(Flow::Await(Step::Return(Value::Null))),
        }
    }
}
