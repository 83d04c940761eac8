//! The constructors of the tools that walk the iterators of their arguments.

use crate::methods::iterators::common::{iterators, make};
use crate::methods::new_class;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step, Then};
use crate::types::itertools::{GroupState, Tool};
use crate::types::{Class, IterState, List};
use crate::value::Value;
use crate::vm::ops;

/// An iterator object of a class that a constructor was called for.
fn give<'gc>(ctx: Ctx<'gc>, class: Value<'gc>, tool: Tool<'gc>) -> NativeResult<'gc> {
    let state = IterState::Tool(tool);
    Step::value(match class {
        Value::Class(class) => make(ctx, class, state),
        _ => crate::types::Iter::new(ctx.mc, state).into(),
    })
}

/// Goes on with `iter(source)`.
fn iter_then<'gc, const N: usize>(
    ctx: Ctx<'gc>,
    source: Value<'gc>,
    kept: [Value<'gc>; N],
    then: Then<N>,
) -> NativeResult<'gc> {
    ops::iter(ctx, source)?.then(ctx, kept, then)
}

fn class_arg<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, own: Class<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    new_class(ctx, args, own).map(Value::Class)
}

/// `PyNumber_Check`.
fn is_number<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    let names = &ctx.state().names;
    value.as_complex().is_some()
        || [names.index, names.int, names.float].into_iter().any(|name| ops::special::has(ctx, value, name))
        || value.as_int().is_some()
        || value.as_f64().is_some()
}

/// `count.__new__`.
///
/// # Errors
/// TypeError for what is no number.
pub(super) fn count<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_count)?;
    let start = args.get(1).or(Value::Int(0));
    let step = args.get(2).or(Value::Int(1));
    if !is_number(ctx, start) || !is_number(ctx, step) {
        return Err(ctx.type_error("a number is required"));
    }
    let plain = |value: Value<'gc>| value.as_bool().map_or(value, |b| Value::Int(i64::from(b)));
    give(ctx, class, Tool::Count { next: plain(start), step: plain(step) })
}

/// `cycle.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn cycle<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_cycle)?;
    iter_then(ctx, args.get(1), [class], |ctx, source, [class]| {
        give(ctx, class, Tool::Cycle { source, saved: List::new(ctx.mc, Vec::new()), index: 0 })
    })
}

/// `repeat.__new__`.
///
/// # Errors
/// TypeError for a number of times that is no int.
pub(super) fn repeat<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_repeat)?;
    let left = args.opt(2).map(|times| ctx.index_i64(times)).transpose()?;
    give(ctx, class, Tool::Repeat { object: args.get(1), left: left.map(|left| left.max(0)) })
}

/// `chain.__new__`.
///
/// # Errors
/// None.
pub(super) fn chain<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_chain)?;
    let iterables = ctx.tuple(args.rest());
    iter_then(ctx, iterables, [class], chain_of)
}

/// `chain.from_iterable`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn chain_from_iterable<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    iter_then(ctx, args.get(1), [args.get(0)], chain_of)
}

fn chain_of<'gc>(ctx: Ctx<'gc>, sources: Value<'gc>, [class]: [Value<'gc>; 1]) -> NativeResult<'gc> {
    give(ctx, class, Tool::Chain { sources, active: Value::Null, pending: Value::Null })
}

/// `compress.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn compress<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_compress)?;
    iterators(ctx, &[args.get(1), args.get(2)])?.then(ctx, [class], |ctx, both, [class]| {
        let both = both.as_tuple().map_or(&[][..], |both| both.as_slice());
        let &[data, selectors] = both else { return Err(ctx.internal_error("two iterators expected")) };
        give(ctx, class, Tool::Compress { data, selectors })
    })
}

/// `dropwhile.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn dropwhile<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_dropwhile)?;
    iter_then(ctx, args.get(2), [class, args.get(1)], |ctx, source, [class, predicate]| {
        give(ctx, class, Tool::DropWhile { predicate, source, decided: false })
    })
}

/// `takewhile.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn takewhile<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_takewhile)?;
    iter_then(ctx, args.get(2), [class, args.get(1)], |ctx, source, [class, predicate]| {
        give(ctx, class, Tool::TakeWhile { predicate, source, decided: false })
    })
}

/// `filterfalse.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn filterfalse<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_filterfalse)?;
    iter_then(ctx, args.get(2), [class, args.get(1)], |ctx, source, [class, predicate]| {
        give(ctx, class, Tool::FilterFalse { predicate, source })
    })
}

/// `starmap.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn starmap<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_starmap)?;
    iter_then(ctx, args.get(2), [class, args.get(1)], |ctx, source, [class, function]| {
        give(ctx, class, Tool::Starmap { function, source })
    })
}

/// `groupby.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn groupby<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_groupby)?;
    let function = args.get(2).or(Value::None);
    iter_then(ctx, args.get(1), [class, function], |ctx, source, [class, function]| {
        let null = Value::Null;
        let group = GroupState { source, function, target: null, key: null, value: null, serial: 0 };
        give(ctx, class, Tool::GroupBy(group))
    })
}

/// `_grouper.__new__`.
///
/// # Errors
/// TypeError when the first argument is no groupby object.
pub(super) fn grouper<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_grouper)?;
    let parent = args.get(1);
    let Value::Iter(iter) = parent.payload() else {
        let got = ctx.type_name(parent);
        return Err(ctx.type_error(format!("_grouper() argument 1 must be itertools.groupby, not {got}")));
    };
    let serial = super::with(ctx, iter, |tool| match tool {
        Tool::GroupBy(group) => {
            group.serial = group.serial.wrapping_add(1);
            group.serial
        }
        _ => 0,
    });
    give(ctx, class, Tool::Grouper { parent: iter, key: args.get(2), serial: serial.unwrap_or(0) })
}

/// `accumulate.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn accumulate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_accumulate)?;
    let initial = match args.get(3) {
        Value::None => Value::Null,
        initial => initial,
    };
    let kept = [class, args.get(2).or(Value::None), initial];
    iter_then(ctx, args.get(1), kept, |ctx, source, [class, function, initial]| {
        let null = Value::Null;
        give(ctx, class, Tool::Accumulate { source, function, total: null, initial, pending: null })
    })
}

/// `pairwise.__new__`.
///
/// # Errors
/// What `iter` raises.
pub(super) fn pairwise<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_pairwise)?;
    iter_then(ctx, args.get(1), [class], |ctx, source, [class]| {
        give(ctx, class, Tool::Pairwise { source, old: Value::Null })
    })
}

/// `batched.__new__`.
///
/// # Errors
/// ValueError for a size below one, or what `iter` raises.
pub(super) fn batched<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_batched)?;
    let size = ctx.index_i64(args.get(2))?;
    let strict = match args.opt(3) {
        Some(strict) => ctx.is_true(strict)?,
        None => false,
    };
    if size < 1 {
        return Err(ctx.value_error("n must be at least one"));
    }
    let kept = [class, Value::Int(size), Value::bool(strict)];
    iter_then(ctx, args.get(1), kept, |ctx, source, [class, size, strict]| {
        let size = size.as_i64().and_then(|size| usize::try_from(size).ok()).unwrap_or(usize::MAX);
        give(ctx, class, Tool::Batched { source, size, strict: matches!(strict, Value::True) })
    })
}

/// `zip_longest.__new__`.
///
/// # Errors
/// TypeError for a keyword that it does not know, or what `iter` raises.
pub(super) fn zip_longest<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_zip_longest)?;
    let mut fill = Value::None;
    for &(name, value) in args.extra() {
        if !name.is_text("fillvalue") {
            return Err(ctx.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value;
    }
    iterators(ctx, args.rest())?.then(ctx, [class, fill], |ctx, all, [class, fill]| {
        let all = all.as_tuple().map_or(&[][..], |all| all.as_slice());
        give(ctx, class, Tool::ZipLongest { sources: List::new(ctx.mc, all.to_vec()), fill })
    })
}

/// One of the numbers of islice; nothing for None.
fn slice_number<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Option<u64>, Option<Raise<'gc>>> {
    if value.is_none() {
        return Ok(None);
    }
    let number = ctx.index_i64(value).map_err(Some)?;
    u64::try_from(number).map(Some).map_err(|_| None)
}

fn kept_number(value: Value<'_>) -> Option<u64> {
    value.as_i64().and_then(|n| u64::try_from(n).ok())
}

/// `islice.__new__`.
///
/// # Errors
/// ValueError for numbers that do not fit, or what `iter` raises.
pub(super) fn islice<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_arg(ctx, &args, ctx.types.itertools_islice)?;
    let bad_stop = || ctx.value_error("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    let bad = || ctx.value_error("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    let (start, stop) = match args.opt(3) {
        None => (0, slice_number(ctx, args.get(2)).map_err(|_| bad_stop())?),
        Some(stop) => {
            let start = slice_number(ctx, args.get(2));
            let stop = slice_number(ctx, stop).map_err(|error| if error.is_some() { bad_stop() } else { bad() })?;
            (start.map_err(|_| bad())?.unwrap_or(0), stop)
        }
    };
    let step = slice_number(ctx, args.get(4).or(Value::None)).ok().map(|step| step.unwrap_or(1));
    let Some(step) = step.filter(|&step| step >= 1) else {
        return Err(ctx.value_error("Step for islice() must be a positive integer or None."));
    };
    let number = |n: u64| i64::try_from(n).map_or(Value::None, Value::Int);
    let kept = [class, number(start), stop.map_or(Value::None, number), number(step)];
    iter_then(ctx, args.get(1), kept, |ctx, source, [class, start, stop, step]| {
        let (start, stop, step) = (kept_number(start).unwrap_or(0), kept_number(stop), kept_number(step).unwrap_or(1));
        give(ctx, class, Tool::Islice { source, count: 0, next: start, stop, step })
    })
}
