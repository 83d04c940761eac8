//! The methods that set and frozenset share.

use gc_arena::Collect;

use super::{algebra, make_like, receiver, relation, table_of};
use crate::methods::support::count;
use crate::opcode::operands::CompareOp;
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Dict, Iter, IterState};
use crate::value::Value;
use crate::vm::ops::repr::repr_items;

pub fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (owner, table) = (args.get(0), receiver(ctx, &args)?);
    let name = ctx.type_name(owner);
    if table.is_empty() {
        return Step::value(ctx.str(format!("{name}()")));
    }
    let items = table.borrow().iter().map(|entry| entry.key).collect();
    let again = format!("{name}(...)");
    match owner {
        Value::Set(_) => repr_items(ctx, owner, items, "{", "}", &again),
        _ => repr_items(ctx, owner, items, &format!("{name}({{"), "})", &again),
    }
}

pub fn lt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    relation::compare(ctx, CompareOp::Lt, args.get(0), args.get(1))
}

pub fn le<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    relation::compare(ctx, CompareOp::Le, args.get(0), args.get(1))
}

pub fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    relation::compare(ctx, CompareOp::Eq, args.get(0), args.get(1))
}

pub fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    relation::compare(ctx, CompareOp::Ne, args.get(0), args.get(1))
}

pub fn gt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    relation::compare(ctx, CompareOp::Gt, args.get(0), args.get(1))
}

pub fn ge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    relation::compare(ctx, CompareOp::Ge, args.get(0), args.get(1))
}

pub fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = receiver(ctx, &args)?;
    Step::value(Iter::new(ctx.mc, IterState::Set { dict, next: 0, len: dict.len() }))
}

pub fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(count(receiver(ctx, &args)?.len()))
}

pub fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(relation::find(ctx, receiver(ctx, &args)?, args.get(1))?.is_some())
}

pub fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if let Value::FrozenSet(_) = args.get(0) {
        return Step::value(args.get(0));
    }
    let table = receiver(ctx, &args)?.copy(ctx.mc);
    Step::value(make_like(ctx, args.get(0), table))
}

/// A function of the algebra: a new table of a table and any iterable.
type Combine = for<'a> fn(Ctx<'a>, Dict<'a>, Value<'a>) -> NativeResult<'a>;

/// `a op b` of two sets, a new set of the type of `a`; NotImplemented for
/// other operands.
fn operate<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>, combine: Combine) -> NativeResult<'gc> {
    match (table_of(a), table_of(b)) {
        (Some(table), Some(_)) => finish(ctx, a, combine(ctx, table, b)?),
        _ => Step::value(Value::NotImplemented),
    }
}

/// Makes a set like `like` of the table that a step gives.
fn finish<'gc>(ctx: Ctx<'gc>, like: Value<'gc>, step: Step<'gc>) -> NativeResult<'gc> {
    step.then(ctx, [like], |ctx, table, [like]| match table {
        Value::Dict(table) => Step::value(make_like(ctx, like, table)),
        _ => Err(ctx.internal_error("an operation on sets without a table")),
    })
}

fn united<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    let result = table.copy(ctx.mc);
    algebra::update(ctx, result, other)?.then(ctx, [result.into()], |_, _, [result]| Step::value(result))
}

pub fn sub<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    operate(ctx, args.get(0), args.get(1), algebra::difference)
}

pub fn rsub<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    operate(ctx, args.get(1), args.get(0), algebra::difference)
}

pub fn and<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    operate(ctx, args.get(0), args.get(1), algebra::intersection)
}

pub fn rand<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    operate(ctx, args.get(1), args.get(0), algebra::intersection)
}

pub fn xor<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    operate(ctx, args.get(0), args.get(1), algebra::symmetric_difference)
}

pub fn rxor<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    operate(ctx, args.get(1), args.get(0), algebra::symmetric_difference)
}

pub fn or<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    operate(ctx, args.get(0), args.get(1), united)
}

pub fn ror<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    operate(ctx, args.get(1), args.get(0), united)
}

/// What a method with `*others` does with one after the other.
#[derive(Clone, Copy, PartialEq, Eq, Collect)]
#[collect(require_static)]
pub enum Fold {
    /// Add its elements.
    Update,
    /// Take its elements out.
    DifferenceUpdate,
    /// Keep what is in it too.
    IntersectionUpdate,
}

/// Applies `fold` to a table of its own and all others; the result is the table.
pub fn fold<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, others: &[Value<'gc>], fold: Fold) -> NativeResult<'gc> {
    crate::methods::each::start(ctx, Folding { table, others: others.to_vec(), next: 0, fold })
}

#[derive(Collect)]
#[collect(no_drop)]
struct Folding<'gc> {
    table: Dict<'gc>,
    others: Vec<Value<'gc>>,
    #[collect(require_static)]
    next: usize,
    fold: Fold,
}

impl<'gc> Folding<'gc> {
    fn take(&mut self, ctx: Ctx<'gc>, outcome: Value<'gc>) {
        if let (Fold::IntersectionUpdate, Value::Dict(common)) = (self.fold, outcome) {
            self.table.swap(ctx.mc, common);
        }
        self.next += 1;
    }
}

impl<'gc> Continuation<'gc> for Folding<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if !matches!(input, Input::Start) {
            let outcome = input.value(ctx)?;
            self.take(ctx, outcome);
        }
        while let Some(&other) = self.others.get(self.next) {
            let step = match self.fold {
                Fold::Update => algebra::update(ctx, self.table, other)?,
                Fold::DifferenceUpdate => algebra::difference_update(ctx, self.table, other)?,
                Fold::IntersectionUpdate => algebra::intersection(ctx, self.table, other)?,
            };
            match step {
                Step::Return(outcome) => self.take(ctx, outcome),
                step => return Ok(Flow::Await(step)),
            }
        }
        Flow::value(self.table)
    }
}

pub fn union<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?.copy(ctx.mc);
    finish(ctx, args.get(0), fold(ctx, table, args.rest(), Fold::Update)?)
}

pub fn intersection<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?.copy(ctx.mc);
    finish(ctx, args.get(0), fold(ctx, table, args.rest(), Fold::IntersectionUpdate)?)
}

pub fn difference<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?;
    match args.rest() {
        [only] => finish(ctx, args.get(0), algebra::difference(ctx, table, *only)?),
        others => finish(ctx, args.get(0), fold(ctx, table.copy(ctx.mc), others, Fold::DifferenceUpdate)?),
    }
}

pub fn symmetric_difference<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = receiver(ctx, &args)?;
    finish(ctx, args.get(0), algebra::symmetric_difference(ctx, table, args.get(1))?)
}

pub fn isdisjoint<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    relation::disjoint(ctx, receiver(ctx, &args)?, args.get(1))
}

pub fn issubset<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    relation::subset_of(ctx, receiver(ctx, &args)?, args.get(1))
}

pub fn issuperset<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    relation::superset_of(ctx, receiver(ctx, &args)?, args.get(1))
}

/// `(class, ([elements],), state)`.
pub fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let items = receiver(ctx, &args)?.borrow().iter().map(|entry| entry.key).collect();
    let class = ctx.class_of(args.get(0)).into();
    let state = match args.get(0) {
        Value::Instance(instance) => instance.dict.get().map_or(Value::None, Value::Dict),
        _ => Value::None,
    };
    Step::value(ctx.tuple(&[class, ctx.tuple(&[ctx.list(items)]), state]))
}

pub fn sizeof<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let slots = receiver(ctx, &args)?.borrow().end();
    let size = size_of::<crate::types::DictData<'_>>() + slots * size_of::<crate::types::Entry<'_>>();
    Step::value(count(size))
}
