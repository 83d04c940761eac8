//! Iteration. Mirrors `PyObject_GetIter` and the iterator protocol.

use crate::runtime::{Ctx, NativeResult};
use crate::value::Value;

/// `iter(value)`.
///
/// # Errors
/// What the operation raises.
pub fn iter<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let _ = value;
    Err(ctx.internal_error("not built yet"))
}

/// All items of an iterable, as a new list value. Immediate for built-in containers.
///
/// # Errors
/// What the operation raises.
pub fn collect<'gc>(ctx: Ctx<'gc>, iterable: Value<'gc>) -> NativeResult<'gc> {
    let _ = iterable;
    Err(ctx.internal_error("not built yet"))
}

/// What one quick look at an iterator gave.
pub enum Advance<'gc> {
    Item(Value<'gc>),
    /// It has ended.
    End,
    /// Python code or a continuation is needed: use [`crate::runtime::Step::Next`].
    Slow,
}

/// The next item of a built-in iterator that needs no Python code for it.
///
/// # Errors
/// RuntimeError when its container changed size.
pub fn advance<'gc>(ctx: Ctx<'gc>, iterator: Value<'gc>) -> Result<Advance<'gc>, crate::runtime::Raise<'gc>> {
    let _ = (ctx, iterator);
    Ok(Advance::Slow)
}

/// The step that gives the next item of any iterator; whoever waits gets
/// `Input::Stop` at the end, or StopIteration if it cannot tell. The executor
/// turns `Step::Next` of anything but generators into this.
///
/// # Errors
/// What the operation raises.
pub fn next_step<'gc>(ctx: Ctx<'gc>, iterator: Value<'gc>) -> Result<NextStep<'gc>, crate::runtime::Raise<'gc>> {
    let _ = (ctx, iterator);
    Ok(NextStep::End)
}

/// How to get the next item.
pub enum NextStep<'gc> {
    /// Here it is.
    Item(Value<'gc>),
    /// There is none.
    End,
    /// Resume this generator.
    Generator(crate::objects::GeneratorCore<'gc>),
    /// This step gives it; a StopIteration that it raises is the end. A
    /// continuation among them ends by raising StopIteration or by
    /// `Flow::Done(Step::Next(..))`.
    Step(crate::runtime::Step<'gc>),
}
