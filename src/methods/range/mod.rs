//! Methods of range. Mirrors `Objects/rangeobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`bounds`] | the arithmetic, for ints of any size |
//! | [`search`] | looking for what is no int, item by item |

pub mod bounds;
pub mod search;

use bounds::Bounds;
use num_bigint::BigInt;
use num_traits::{One, Zero};
use search::Goal;

use super::slice::long_indices;
use crate::runtime::def::{TypeDef, member, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Iter, Range, RangeData};
use crate::value::Value;
use crate::vm::ops::iter::range_state;
use crate::vm::slicing::is_index;

/// What range offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some(
        "range(stop) -> range object\n\
         range(start, stop[, step]) -> range object\n\n\
         Return an object that produces a sequence of integers from start (inclusive)\n\
         to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n\
         start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n\
         These are exactly the valid indices for a list of 4 elements.\n\
         When step is given, it specifies the increment (or decrement).",
    ),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__repr__", "(self, /)", repr),
        slot("__hash__", "(self, /)", hash),
        slot("__lt__", "(self, value, /)", not_ordered),
        slot("__le__", "(self, value, /)", not_ordered),
        slot("__eq__", "(self, value, /)", eq),
        slot("__ne__", "(self, value, /)", ne),
        slot("__gt__", "(self, value, /)", not_ordered),
        slot("__ge__", "(self, value, /)", not_ordered),
        slot("__iter__", "(self, /)", iter),
        slot("__bool__", "(self, /)", bool),
        slot("__len__", "(self, /)", len),
        slot("__getitem__", "(self, key, /)", getitem),
        slot("__contains__", "(self, key, /)", contains),
        method("__reversed__", "(self, /)", reversed).doc("Return a reverse iterator."),
        method("__reduce__", "(self, /)", reduce),
        method("count", "(self, object, /)", count)
            .doc("rangeobject.count(value) -> integer -- return number of occurrences of value"),
        method("index", "(self, object, /)", index).doc(
            "rangeobject.index(value) -> integer -- return index of value.\n\
             Raise ValueError if the value is not present.",
        ),
    ],
    attributes: &[
        member("start", |ctx, range| Step::value(of(ctx, range)?.start)),
        member("stop", |ctx, range| Step::value(of(ctx, range)?.stop)),
        member("step", |ctx, range| Step::value(of(ctx, range)?.step)),
    ],
    absent: &[],
};

fn of<'gc>(ctx: Ctx<'gc>, range: Value<'gc>) -> Result<Range<'gc>, Raise<'gc>> {
    range.as_range().ok_or_else(|| ctx.internal_error("a range method without a range"))
}

fn bounds<'gc>(ctx: Ctx<'gc>, range: Value<'gc>) -> Result<Bounds, Raise<'gc>> {
    Ok(Bounds::of(of(ctx, range)?))
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !args.extra().is_empty() {
        return Err(ctx.type_error("range() takes no keyword arguments"));
    }
    let one = Value::Int(1);
    let (start, stop, step) = match *args.rest() {
        [stop] => (Value::Int(0), ctx.index(stop)?, one),
        [start, stop] => (ctx.index(start)?, ctx.index(stop)?, one),
        [start, stop, step] => (ctx.index(start)?, ctx.index(stop)?, ctx.index(step)?),
        [] => return Err(ctx.type_error("range expected at least 1 argument, got 0")),
        _ => {
            let got = args.rest().len();
            return Err(ctx.type_error(format!("range expected at most 3 arguments, got {got}")));
        }
    };
    if step.as_i64() == Some(0) {
        return Err(ctx.value_error("range() arg 3 must not be zero"));
    }
    Step::value(Range::alloc(ctx.mc, RangeData { start, stop, step }))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let range = of(ctx, args.get(0))?;
    let number = |value: Value<'gc>| value.as_big().unwrap_or_default();
    let (start, stop) = (number(range.start), number(range.stop));
    let text = match range.step {
        Value::Int(1) => format!("range({start}, {stop})"),
        step => format!("range({start}, {stop}, {})", number(step)),
    };
    Step::value(ctx.str(text))
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let bounds = bounds(ctx, args.get(0))?;
    let len = ctx.int(bounds.len.clone());
    let (start, step) = match () {
        () if bounds.len.is_zero() => (Value::None, Value::None),
        () if bounds.len.is_one() => (ctx.int(bounds.start), Value::None),
        () => (ctx.int(bounds.start), ctx.int(bounds.step)),
    };
    Step::value(ctx.hash(ctx.tuple(&[len, start, step]))?)
}

fn not_ordered<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(Value::NotImplemented)
}

/// Whether two ranges are equal as sequences; nothing for other values.
fn equal<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Option<bool>, Raise<'gc>> {
    let Some(other) = args.get(1).as_range() else { return Ok(None) };
    let (a, b) = (bounds(ctx, args.get(0))?, Bounds::of(other));
    let same = a.len == b.len && (a.len.is_zero() || (a.start == b.start && (a.len.is_one() || a.step == b.step)));
    Ok(Some(same))
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(equal(ctx, &args)?.map_or(Value::NotImplemented, Value::bool))
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(equal(ctx, &args)?.map_or(Value::NotImplemented, |equal| Value::bool(!equal)))
}

fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let range = of(ctx, args.get(0))?;
    Step::value(Iter::new(ctx.mc, range_state(ctx, range.start, range.stop, range.step)))
}

fn reversed<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let bounds = bounds(ctx, args.get(0))?;
    let last = ctx.int(bounds.item(&(&bounds.len - 1)));
    let (stop, step) = (ctx.int(&bounds.start - &bounds.step), ctx.int(-&bounds.step));
    Step::value(Iter::new(ctx.mc, range_state(ctx, last, stop, step)))
}

fn bool<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(!bounds(ctx, args.get(0))?.len.is_zero())
}

fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match ctx.int(bounds(ctx, args.get(0))?.len) {
        len @ Value::Int(_) => Step::value(len),
        _ => Err(ctx.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn getitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (bounds, key) = (bounds(ctx, args.get(0))?, args.get(1));
    if is_index(ctx, key) {
        let index = ctx.index_big(key)?;
        let index = if index < BigInt::zero() { index + &bounds.len } else { index };
        if index < BigInt::zero() || index >= bounds.len {
            return Err(ctx.index_error("range object index out of range"));
        }
        return Step::value(ctx.int(bounds.item(&index)));
    }
    let Value::Slice(slice) = key else {
        let got = ctx.type_name(key);
        return Err(ctx.type_error(format!("range indices must be integers or slices, not {got}")));
    };
    let (start, stop, step) = long_indices(ctx, slice, &bounds.len)?;
    let (start, stop) = (ctx.int(bounds.item(&start)), ctx.int(bounds.item(&stop)));
    let step = ctx.int(step * &bounds.step);
    Step::value(Range::alloc(ctx.mc, RangeData { start, stop, step }))
}

/// The value as a number, if it is an int itself: instances of classes that
/// derive from int may compare differently.
fn exact<'gc>(value: Value<'gc>) -> Option<BigInt> {
    match value {
        Value::Int(_) | Value::BigInt(_) | Value::True | Value::False => value.as_big(),
        _ => None,
    }
}

fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match exact(args.get(1)) {
        Some(number) => Step::value(bounds(ctx, args.get(0))?.position(&number).is_some()),
        None => search::search(ctx, args.get(0), args.get(1), Goal::Contains),
    }
}

fn count<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match exact(args.get(1)) {
        Some(number) => Step::value(i64::from(bounds(ctx, args.get(0))?.position(&number).is_some())),
        None => search::search(ctx, args.get(0), args.get(1), Goal::Count),
    }
}

fn index<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(number) = exact(args.get(1)) else {
        return search::search(ctx, args.get(0), args.get(1), Goal::Index);
    };
    match bounds(ctx, args.get(0))?.position(&number) {
        Some(position) => Step::value(ctx.int(position)),
        None => Err(ctx.value_error("range.index(x): x not in range")),
    }
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let range = of(ctx, args.get(0))?;
    let parts = ctx.tuple(&[range.start, range.stop, range.step]);
    Step::value(ctx.tuple(&[ctx.types.range.into(), parts]))
}
