//! reduce.

use gc_arena::Collect;

use crate::runtime::{Args, Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::feed::{Sink, SinkFlow, feed_iterator};

#[derive(Collect)]
#[collect(no_drop)]
struct Reduce<'gc> {
    function: Value<'gc>,
    /// What came out so far, or NULL.
    sum: Value<'gc>,
}

impl<'gc> Sink<'gc> for Reduce<'gc> {
    fn item(&mut self, _: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        if self.sum.is_null() {
            self.sum = item;
            return Ok(SinkFlow::More);
        }
        Ok(SinkFlow::Await(Step::call(self.function, &[self.sum, item])))
    }

    fn answer(&mut self, _: Ctx<'gc>, answer: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        self.sum = answer;
        Ok(SinkFlow::More)
    }

    fn end(&mut self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        match self.sum {
            Value::Null => Err(ctx.type_error("reduce() of empty iterable with no initial value")),
            sum => Ok(Step::Return(sum)),
        }
    }
}

/// `reduce(function, iterable, initial)`.
///
/// # Errors
/// TypeError for what is not iterable or empty, or what the function raises.
pub(super) fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let kept = [args.get(0), args.get(2)];
    then_input(ops::iter(ctx, args.get(1)), ctx, kept, |ctx, input, [function, sum]| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
            Err(ctx.type_error("reduce() arg 2 must support iteration"))
        }
        input => feed_iterator(ctx, input.value(ctx)?, Reduce { function, sum }),
    })
}
