//! The constructors of the tools that need all items of their arguments first.

use gc_arena::Collect;

use crate::methods::iterators::common::make;
use crate::methods::new_class;
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::itertools::{Tool, Walk};
use crate::types::{Class, IterState, Tuple};
use crate::value::Value;
use crate::vm::ops;

/// Most positions that product may have, as memory is finite.
const MAX_POSITIONS: usize = 1 << 24;

/// Goes on with the items of an iterable as a tuple.
fn pool_of<'gc>(ctx: Ctx<'gc>, items: Value<'gc>) -> Tuple<'gc> {
    Tuple::new(ctx.mc, items.as_list().map(|list| list.to_vec()).unwrap_or_default())
}

fn give<'gc>(ctx: Ctx<'gc>, class: Value<'gc>, tool: Tool<'gc>) -> NativeResult<'gc> {
    let class = class.as_class().unwrap_or(ctx.types.object);
    Step::value(make(ctx, class, IterState::Tool(tool)))
}

/// `permutations.__new__`.
///
/// # Errors
/// TypeError or ValueError for a bad length, or what the iterable raises.
pub(super) fn permutations<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.itertools_permutations)?;
    let kept = [Value::Class(class), args.get(2).or(Value::None)];
    ops::collect(ctx, args.get(1))?.then(ctx, kept, |ctx, items, [class, wanted]| {
        let pool = pool_of(ctx, items);
        let n = pool.as_slice().len();
        let r = match wanted {
            Value::None => n,
            _ if wanted.as_int().is_none() => return Err(ctx.type_error("Expected int as r")),
            _ => length(ctx, ctx.index_i64(wanted)?)?,
        };
        let stopped = r > n;
        let shown = if stopped { 0 } else { r };
        let cycles = (0..shown).map(|i| n - i).collect();
        let walk = Walk { indices: (0..n).collect(), cycles, started: false, stopped };
        give(ctx, class, Tool::Permutations { pool, walk })
    })
}

fn length<'gc>(ctx: Ctx<'gc>, r: i64) -> Result<usize, Raise<'gc>> {
    usize::try_from(r).map_err(|_| ctx.value_error("r must be non-negative"))
}

/// `combinations.__new__`.
///
/// # Errors
/// TypeError or ValueError for a bad length, or what the iterable raises.
pub(super) fn combinations<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.itertools_combinations)?;
    choose(ctx, &args, class, false)
}

/// `combinations_with_replacement.__new__`.
///
/// # Errors
/// As [`combinations`].
pub(super) fn combinations_with_replacement<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.itertools_combinations_with_replacement)?;
    choose(ctx, &args, class, true)
}

fn choose<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, class: Class<'gc>, repeats: bool) -> NativeResult<'gc> {
    let r = ctx.index_i64(args.get(2))?;
    let kept = [Value::Class(class), Value::Int(r), Value::bool(repeats)];
    ops::collect(ctx, args.get(1))?.then(ctx, kept, |ctx, items, [class, r, repeats]| {
        let pool = pool_of(ctx, items);
        let r = length(ctx, r.as_i64().unwrap_or(0))?;
        let n = pool.as_slice().len();
        let repeats = matches!(repeats, Value::True);
        if repeats && n > 0 && r > MAX_POSITIONS {
            return Err(ctx.exception(ctx.types.exceptions.MemoryError, &[]));
        }
        let stopped = if repeats { n == 0 && r > 0 } else { r > n };
        let indices = match (stopped, repeats) {
            (true, _) => Vec::new(),
            (false, true) => vec![0; r],
            (false, false) => (0..r).collect(),
        };
        give(
            ctx,
            class,
            Tool::Combinations { pool, walk: Walk { indices, cycles: Vec::new(), started: false, stopped }, repeats },
        )
    })
}

/// `product.__new__`.
///
/// # Errors
/// ValueError for a negative number of repetitions, or what the iterables raise.
pub(super) fn product<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.itertools_product)?;
    let repeat = match args.opt(1) {
        Some(repeat) => ctx.index_i64(repeat)?,
        None => 1,
    };
    let repeat = usize::try_from(repeat).map_err(|_| ctx.value_error("repeat argument cannot be negative"))?;
    if args.rest().len().checked_mul(repeat).is_none_or(|positions| positions > MAX_POSITIONS) {
        return Err(ctx.overflow_error("repeat argument too large"));
    }
    let iterables = if repeat == 0 { Vec::new() } else { args.rest().to_vec() };
    let mut state = Pools { class: class.into(), iterables, pools: Vec::new(), repeat };
    match state.run(ctx)? {
        Flow::Done(step) => Ok(step),
        // What was asked for at once is asked for again inside.
        Flow::Await(_) => {
            state.pools.clear();
            Ok(Step::run(state))
        }
    }
}

/// Collects the items of several iterables.
#[derive(Collect)]
#[collect(no_drop)]
struct Pools<'gc> {
    class: Value<'gc>,
    iterables: Vec<Value<'gc>>,
    pools: Vec<Value<'gc>>,
    repeat: usize,
}

impl<'gc> Pools<'gc> {
    fn run(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        while let Some(&iterable) = self.iterables.get(self.pools.len()) {
            match ops::iter::immediate_items(ctx, iterable) {
                Some(items) => self.pools.push(Tuple::new(ctx.mc, items).into()),
                None => return Ok(Flow::Await(Step::Return(Value::Null))),
            }
        }
        let mut pools = Vec::new();
        for _ in 0..self.repeat {
            pools.extend_from_slice(&self.pools);
        }
        let walk = Walk { indices: vec![0; pools.len()], ..Walk::default() };
        give(ctx, self.class, Tool::Product { pools: Tuple::new(ctx.mc, pools), walk }).map(Flow::Done)
    }
}

impl<'gc> Continuation<'gc> for Pools<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Value::List(items) = input.value(ctx)? {
            self.pools.push(Tuple::new(ctx.mc, items.to_vec()).into());
        }
        match self.run(ctx)? {
            Flow::Await(_) => match self.iterables.get(self.pools.len()) {
                Some(&iterable) => ops::collect(ctx, iterable).map(Flow::Await),
                None => Err(ctx.internal_error("no iterable left")),
            },
            done => Ok(done),
        }
    }
}
