//! Looking for an item in a list or tuple. Mirrors `list.index`, `list.count`,
//! `list.remove` and those of tuple.

use gc_arena::Collect;

use super::Items;
use crate::methods::each::{BATCH, breathe, start};
use crate::methods::support::count;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::key_equal;
use crate::value::Value;
use crate::vm::ops;

/// What to answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Collect)]
#[collect(require_static)]
pub enum Goal {
    /// The position of the first equal item.
    Index,
    /// How many items are equal.
    Count,
    /// None, with the first equal item removed.
    Remove,
}

/// Looks for `needle` among the items from `from` to `to`.
///
/// # Errors
/// ValueError when it is not there but has to be, or what comparing raises.
pub fn find<'gc>(
    ctx: Ctx<'gc>,
    items: Items<'gc>,
    needle: Value<'gc>,
    (from, to): (usize, usize),
    goal: Goal,
) -> NativeResult<'gc> {
    start(ctx, Find { items, needle, next: from, to, goal, found: 0, quick: true })
}

#[derive(Collect)]
#[collect(no_drop)]
struct Find<'gc> {
    items: Items<'gc>,
    needle: Value<'gc>,
    #[collect(require_static)]
    next: usize,
    #[collect(require_static)]
    to: usize,
    goal: Goal,
    #[collect(require_static)]
    found: usize,
    /// Whether it is the first go, outside of the executor, where comparing
    /// nested containers would use the Rust stack.
    #[collect(require_static)]
    quick: bool,
}

impl<'gc> Find<'gc> {
    /// Takes the outcome of the comparison at `next`.
    fn take(&mut self, ctx: Ctx<'gc>, equal: bool) -> Option<Value<'gc>> {
        let position = self.next;
        self.next += 1;
        match (equal, self.goal) {
            (false, _) => None,
            (true, Goal::Count) => {
                self.found += 1;
                None
            }
            (true, Goal::Index) => Some(count(position)),
            (true, Goal::Remove) => {
                if let Items::List(list) = self.items {
                    let mut items = list.borrow_mut(ctx.mc);
                    if position < items.len() {
                        items.remove(position);
                    }
                }
                Some(Value::None)
            }
        }
    }

    fn end(&self, ctx: Ctx<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        match (self.goal, self.items) {
            (Goal::Count, _) => Ok(count(self.found)),
            (Goal::Remove, _) => Err(ctx.value_error("list.remove(x): x not in list")),
            (Goal::Index, Items::List(_)) => Err(ctx.value_error("list.index(x): x not in list")),
            (Goal::Index, Items::Tuple(_)) => Err(ctx.value_error("tuple.index(x): x not in tuple")),
        }
    }
}

impl<'gc> Continuation<'gc> for Find<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match input {
            Input::Start | Input::Value(Value::Null) => {}
            _ => {
                let equal = matches!(input.value(ctx)?, Value::True);
                if let Some(result) = self.take(ctx, equal) {
                    return Flow::value(result);
                }
            }
        }
        for _ in 0..BATCH {
            let item = match self.items.get(self.next) {
                Some(item) if self.next < self.to => item,
                _ => return Flow::value(self.end(ctx)?),
            };
            let equal = match key_equal(item, self.needle) {
                Some(equal) => equal,
                None if self.quick => {
                    self.quick = false;
                    return Ok(breathe());
                }
                None => match ops::equal(ctx, item, self.needle)? {
                    Step::Return(equal) => matches!(equal, Value::True),
                    step => return Ok(Flow::Await(step)),
                },
            };
            if let Some(result) = self.take(ctx, equal) {
                return Flow::value(result);
            }
        }
        self.quick = false;
        Ok(breathe())
    }
}
