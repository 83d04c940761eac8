//! Feeding the items of any iterable to a native consumer: what `list()`,
//! `sum`, `any`, `min` or `in` do, as a state machine.

use gc_arena::Collect;

use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops::{self, Advance};

/// Items consumed in one go before the executor gets its turn.
const BATCH: usize = 1000;

/// What a consumer wants next.
pub enum SinkFlow<'gc> {
    /// The next item.
    More,
    /// Nothing: the step gives the result of the whole.
    Done(Step<'gc>),
    /// The outcome of a step, by [`Sink::answer`].
    Await(Step<'gc>),
}

/// A consumer of items.
pub trait Sink<'gc> {
    /// Takes an item.
    ///
    /// # Errors
    /// Ends the whole.
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>>;

    /// Takes the outcome of the step that it waited for.
    ///
    /// # Errors
    /// Ends the whole.
    fn answer(&mut self, ctx: Ctx<'gc>, answer: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        let _ = (ctx, answer);
        Ok(SinkFlow::More)
    }

    /// There are no more items: the result.
    ///
    /// # Errors
    /// Ends the whole.
    fn end(&mut self, ctx: Ctx<'gc>) -> NativeResult<'gc>;
}

/// What the driver waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Iterator,
    Item,
    Answer,
}

#[derive(Collect)]
#[collect(no_drop)]
struct Feeder<'gc, S> {
    /// The iterable, then its iterator.
    source: Value<'gc>,
    #[collect(require_static)]
    waiting: Waiting,
    sink: S,
}

/// Feeds the items of `iterable` to `sink`; the result is what the sink gives.
/// At once where no Python code is needed and the items are few.
///
/// # Errors
/// TypeError for what is not iterable, or what the sink raises.
pub fn feed<'gc, S>(ctx: Ctx<'gc>, iterable: Value<'gc>, sink: S) -> NativeResult<'gc>
where
    S: Sink<'gc> + Collect<'gc> + 'gc,
{
    match ops::iter(ctx, iterable)? {
        Step::Return(iterator) => feed_iterator(ctx, iterator, sink),
        // The iterator has to be asked for: start over inside.
        step => step_then_feed(step, sink),
    }
}

fn step_then_feed<'gc, S>(step: Step<'gc>, sink: S) -> NativeResult<'gc>
where
    S: Sink<'gc> + Collect<'gc> + 'gc,
{
    let first = crate::runtime::FirstStep::new(step);
    Ok(Step::run(Begin { first, feeder: Feeder { source: Value::Null, waiting: Waiting::Iterator, sink } }))
}

/// As [`feed`], for an iterator that is there already.
///
/// # Errors
/// As there.
pub fn feed_iterator<'gc, S>(ctx: Ctx<'gc>, iterator: Value<'gc>, sink: S) -> NativeResult<'gc>
where
    S: Sink<'gc> + Collect<'gc> + 'gc,
{
    let mut feeder = Feeder { source: iterator, waiting: Waiting::Nothing, sink };
    match feeder.run(ctx)? {
        Flow::Done(step) => Ok(step),
        Flow::Await(Step::Return(_)) if feeder.waiting == Waiting::Nothing => Ok(Step::run(feeder)),
        Flow::Await(step) => Ok(Step::run(Begin { first: crate::runtime::FirstStep::new(step), feeder })),
    }
}

impl<'gc, S: Sink<'gc>> Feeder<'gc, S> {
    /// Consumes what needs no waiting.
    fn run(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        for _ in 0..BATCH {
            let flow = match ops::advance(ctx, self.source)? {
                Advance::Item(item) => self.sink.item(ctx, item)?,
                Advance::End => return self.sink.end(ctx).map(Flow::Done),
                Advance::Slow => {
                    self.waiting = Waiting::Item;
                    return Ok(Flow::Await(Step::Next(self.source)));
                }
            };
            if let Some(flow) = self.follow(ctx, flow)? {
                return Ok(flow);
            }
        }
        self.waiting = Waiting::Nothing;
        Ok(Flow::Await(Step::Return(Value::Null)))
    }

    /// Does what the sink wants; nothing when that is the next item.
    fn follow(&mut self, ctx: Ctx<'gc>, flow: SinkFlow<'gc>) -> Result<Option<Flow<'gc>>, Raise<'gc>> {
        let mut flow = flow;
        loop {
            flow = match flow {
                SinkFlow::More => return Ok(None),
                SinkFlow::Done(step) => return Ok(Some(Flow::Done(step))),
                SinkFlow::Await(Step::Return(value)) => self.sink.answer(ctx, value)?,
                SinkFlow::Await(step) => {
                    self.waiting = Waiting::Answer;
                    return Ok(Some(Flow::Await(step)));
                }
            };
        }
    }
}

impl<'gc, S: Sink<'gc> + Collect<'gc>> Continuation<'gc> for Feeder<'gc, S> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let flow = match self.waiting {
            Waiting::Nothing => SinkFlow::More,
            Waiting::Iterator => {
                self.source = input.value(ctx)?;
                SinkFlow::More
            }
            Waiting::Item => match input.item()? {
                Some(item) => self.sink.item(ctx, item)?,
                None => return self.sink.end(ctx).map(Flow::Done),
            },
            Waiting::Answer => {
                let answer = input.value(ctx)?;
                self.sink.answer(ctx, answer)?
            }
        };
        if let Some(flow) = self.follow(ctx, flow)? {
            return Ok(flow);
        }
        self.run(ctx)
    }
}

/// A driver that has a step to take before it is resumed for the first time.
#[derive(Collect)]
#[collect(no_drop)]
struct Begin<'gc, S> {
    first: crate::runtime::FirstStep<'gc>,
    feeder: Feeder<'gc, S>,
}

impl<'gc, S: Sink<'gc> + Collect<'gc>> Continuation<'gc> for Begin<'gc, S> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match self.first.take() {
            Some(step) => Ok(Flow::Await(step)),
            None => self.feeder.resume(ctx, input),
        }
    }
}
