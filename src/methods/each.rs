//! Doing something with every item of an iterable, and the manners of native
//! loops.

use gc_arena::Collect;

use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};

/// What is done with an item: it is given the item and the values kept. A
/// result ends the loop early.
pub type Each<const N: usize> = for<'a> fn(Ctx<'a>, Value<'a>, [Value<'a>; N]) -> Result<Option<Value<'a>>, Raise<'a>>;

/// Items done in one go before the executor may do something else.
pub const BATCH: usize = 1000;

/// Calls `each` with every item of `iterable`. The result is what ended the
/// loop early, else NULL.
///
/// # Errors
/// TypeError for what is not iterable, or what iterating or `each` raises.
pub fn for_each<'gc, const N: usize>(
    ctx: Ctx<'gc>,
    iterable: Value<'gc>,
    kept: [Value<'gc>; N],
    each: Each<N>,
) -> NativeResult<'gc> {
    feed(ctx, iterable, ForEach { kept, each })
}

#[derive(Collect)]
#[collect(no_drop)]
struct ForEach<'gc, const N: usize> {
    kept: [Value<'gc>; N],
    #[collect(require_static)]
    each: Each<N>,
}

impl<'gc, const N: usize> Sink<'gc> for ForEach<'gc, N> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        Ok(match (self.each)(ctx, item, self.kept)? {
            Some(result) => SinkFlow::Done(Step::Return(result)),
            None => SinkFlow::More,
        })
    }

    fn end(&mut self, _: Ctx<'gc>) -> NativeResult<'gc> {
        Step::value(Value::Null)
    }
}

/// Runs a continuation right away as far as that goes without waiting. It must
/// be one that can be resumed with [`Input::Start`] again, with nothing lost
/// if the step that it wanted to wait for was never taken.
///
/// # Errors
/// What the continuation raises.
pub fn start<'gc>(ctx: Ctx<'gc>, mut continuation: impl Continuation<'gc> + 'gc) -> NativeResult<'gc> {
    match continuation.resume(ctx, Input::Start)? {
        Flow::Done(step) => Ok(step),
        Flow::Await(_) => Ok(Step::run(continuation)),
    }
}

/// Gives way to the executor for a moment.
pub fn breathe<'gc>() -> Flow<'gc> {
    Flow::Await(Step::Return(Value::Null))
}
