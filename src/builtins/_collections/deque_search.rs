//! deque: looking for items. A comparison that changes the deque is an error.

use gc_arena::Collect;

use super::deque::receiver;
use crate::methods::each::{BATCH, breathe, start};
use crate::methods::sequence::search_range;
use crate::methods::support::count;
use crate::opcode::operands::CompareOp;
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise};
use crate::types::Deque;
use crate::value::Value;
use crate::vm::ops::{self, compare};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Goal {
    Contains,
    Count,
    Index,
    Remove,
}

#[derive(Collect)]
#[collect(no_drop)]
struct Search<'gc> {
    deque: Deque<'gc>,
    needle: Value<'gc>,
    next: usize,
    stop: usize,
    found: usize,
    version: u64,
    #[collect(require_static)]
    goal: Goal,
    waiting: bool,
}

fn search<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, goal: Goal, (next, stop): (usize, usize)) -> NativeResult<'gc> {
    let deque = receiver(ctx, args)?;
    let version = deque.version.get();
    start(ctx, Search { deque, needle: args.get(1), next, stop, found: 0, version, goal, waiting: false })
}

impl<'gc> Search<'gc> {
    /// An item was compared; the answer of the whole when that settles it.
    fn compared(&mut self, ctx: Ctx<'gc>, same: bool) -> Option<Value<'gc>> {
        let index = self.next;
        self.next += 1;
        match (self.goal, same) {
            (_, false) => None,
            (Goal::Contains, true) => Some(Value::True),
            (Goal::Count, true) => {
                self.found += 1;
                None
            }
            (Goal::Index, true) => Some(count(index)),
            (Goal::Remove, true) => {
                self.deque.change(ctx.mc).remove(index);
                Some(Value::None)
            }
        }
    }

    fn ended(&self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match self.goal {
            Goal::Contains => Flow::value(false),
            Goal::Count => Flow::value(count(self.found)),
            Goal::Index => Err(ctx.value_error("deque.index(x): x not in deque")),
            Goal::Remove => Err(ctx.value_error("deque.remove(x): x not in deque")),
        }
    }
}

impl<'gc> Continuation<'gc> for Search<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if std::mem::take(&mut self.waiting) {
            let same = matches!(input.value(ctx)?, Value::True);
            if self.deque.version.get() != self.version {
                let message = "deque mutated during iteration";
                return Err(match self.goal {
                    Goal::Remove => ctx.index_error(message),
                    _ => ctx.runtime_error(message),
                });
            }
            if let Some(answer) = self.compared(ctx, same) {
                return Flow::value(answer);
            }
        }
        for _ in 0..BATCH {
            let Some(item) = self.deque.get(self.next).filter(|_| self.next < self.stop) else {
                return self.ended(ctx);
            };
            let quick =
                if item.is(self.needle) { Some(true) } else { compare::quick(CompareOp::Eq, item, self.needle) };
            let Some(same) = quick else {
                // What is begun here is not waited for when nothing runs yet:
                // the item is compared when this is resumed.
                self.waiting = !matches!(input, Input::Start);
                return if self.waiting { ops::equal(ctx, item, self.needle).map(Flow::Await) } else { Ok(breathe()) };
            };
            if let Some(answer) = self.compared(ctx, same) {
                return Flow::value(answer);
            }
        }
        Ok(breathe())
    }
}

/// `value in deque`.
///
/// # Errors
/// What comparing raises.
pub(super) fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    search(ctx, &args, Goal::Contains, (0, usize::MAX))
}

/// `count(value)`.
///
/// # Errors
/// What comparing raises.
pub(super) fn count_of<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    search(ctx, &args, Goal::Count, (0, usize::MAX))
}

/// `index(value, start, stop)`.
///
/// # Errors
/// ValueError when it is not there, or what comparing raises.
pub(super) fn index<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let range = search_range(ctx, args.get(2), args.get(3), receiver(ctx, &args)?.len())?;
    search(ctx, &args, Goal::Index, range)
}

/// `remove(value)`.
///
/// # Errors
/// ValueError when it is not there, or what comparing raises.
pub(super) fn remove<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    search(ctx, &args, Goal::Remove, (0, usize::MAX))
}
