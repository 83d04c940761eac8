//! Looking for a value among the items of a range one by one, as any sequence
//! is searched. Mirrors `_PySequence_IterSearch`.

use gc_arena::Collect;

use crate::methods::support;
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::key_equal;
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};

/// What to answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Collect)]
#[collect(require_static)]
pub enum Goal {
    Contains,
    Count,
    Index,
}

/// Looks for `needle` in what `iterable` gives.
///
/// # Errors
/// ValueError when it is not there but has to be, or what comparing raises.
pub fn search<'gc>(ctx: Ctx<'gc>, iterable: Value<'gc>, needle: Value<'gc>, goal: Goal) -> NativeResult<'gc> {
    feed(ctx, iterable, Search { needle, goal, seen: 0, found: 0 })
}

#[derive(Collect)]
#[collect(no_drop)]
struct Search<'gc> {
    needle: Value<'gc>,
    goal: Goal,
    /// Items compared so far.
    #[collect(require_static)]
    seen: usize,
    #[collect(require_static)]
    found: usize,
}

impl<'gc> Search<'gc> {
    fn take(&mut self, equal: bool) -> SinkFlow<'gc> {
        let position = self.seen;
        self.seen += 1;
        match (equal, self.goal) {
            (false, _) => SinkFlow::More,
            (true, Goal::Contains) => SinkFlow::Done(Step::Return(Value::True)),
            (true, Goal::Index) => SinkFlow::Done(Step::Return(support::count(position))),
            (true, Goal::Count) => {
                self.found += 1;
                SinkFlow::More
            }
        }
    }
}

impl<'gc> Sink<'gc> for Search<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        match key_equal(item, self.needle) {
            Some(equal) => Ok(self.take(equal)),
            None => ops::equal(ctx, item, self.needle).map(SinkFlow::Await),
        }
    }

    fn answer(&mut self, _: Ctx<'gc>, answer: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        Ok(self.take(matches!(answer, Value::True)))
    }

    fn end(&mut self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        match self.goal {
            Goal::Contains => Step::value(false),
            Goal::Count => Step::value(support::count(self.found)),
            Goal::Index => Err(ctx.value_error("sequence.index(x): x not in sequence")),
        }
    }
}
