//! max and min.

use gc_arena::Collect;

use crate::opcode::operands::CompareOp;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};

/// `max(iterable, *, key, default)`, `max(a, b, *args, key)`
pub(super) fn max<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    extreme(ctx, args, "max", CompareOp::Gt)
}

/// `min(iterable, *, key, default)`, `min(a, b, *args, key)`
pub(super) fn min<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    extreme(ctx, args, "min", CompareOp::Lt)
}

fn extreme<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, name: &'static str, op: CompareOp) -> NativeResult<'gc> {
    let key = match args.get(0) {
        Value::None => Value::Null,
        key => key,
    };
    let default = args.get(1);
    let best = Best {
        key,
        default,
        name,
        op,
        item: Value::Null,
        rank: Value::Null,
        new: Value::Null,
        new_rank: Value::Null,
        waiting: Waiting::Key,
    };
    match args.rest() {
        [] => Err(ctx.type_error(format!("{name} expected at least 1 argument, got 0"))),
        &[iterable] => feed(ctx, iterable, best),
        _ if !default.is_null() => {
            Err(ctx.type_error(format!("Cannot specify a default for {name}() with multiple positional arguments")))
        }
        values => feed(ctx, ctx.tuple(values), best),
    }
}

#[derive(Clone, Copy)]
enum Waiting {
    Key,
    Comparison,
    Truth,
}

/// The best item so far, with its rank (what the key function gave for it).
#[derive(Collect)]
#[collect(no_drop)]
struct Best<'gc> {
    key: Value<'gc>,
    default: Value<'gc>,
    #[collect(require_static)]
    name: &'static str,
    #[collect(require_static)]
    op: CompareOp,
    item: Value<'gc>,
    rank: Value<'gc>,
    new: Value<'gc>,
    new_rank: Value<'gc>,
    #[collect(require_static)]
    waiting: Waiting,
}

impl<'gc> Best<'gc> {
    /// Compares the new item with the best one.
    fn rank(&mut self, ctx: Ctx<'gc>, rank: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        if self.item.is_null() {
            (self.item, self.rank) = (self.new, rank);
            return Ok(SinkFlow::More);
        }
        if let Some(better) = ops::compare::quick(self.op, rank, self.rank) {
            if better {
                (self.item, self.rank) = (self.new, rank);
            }
            return Ok(SinkFlow::More);
        }
        self.new_rank = rank;
        self.waiting = Waiting::Comparison;
        ops::compare(ctx, self.op, rank, self.rank).map(SinkFlow::Await)
    }
}

impl<'gc> Sink<'gc> for Best<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        self.new = item;
        if self.key.is_null() {
            return self.rank(ctx, item);
        }
        self.waiting = Waiting::Key;
        Ok(SinkFlow::Await(Step::call(self.key, &[item])))
    }

    fn answer(&mut self, ctx: Ctx<'gc>, answer: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        match self.waiting {
            Waiting::Key => self.rank(ctx, answer),
            Waiting::Comparison => {
                self.waiting = Waiting::Truth;
                ops::truth(ctx, answer).map(SinkFlow::Await)
            }
            Waiting::Truth => {
                if matches!(answer, Value::True) {
                    (self.item, self.rank) = (self.new, self.new_rank);
                }
                Ok(SinkFlow::More)
            }
        }
    }

    fn end(&mut self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        match self.item.some().or(self.default.some()) {
            Some(item) => Ok(Step::Return(item)),
            None => Err(ctx.value_error(format!("{}() iterable argument is empty", self.name))),
        }
    }
}
