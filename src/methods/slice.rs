//! Methods of slice. Mirrors `Objects/sliceobject.c`.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use crate::num::hash::TupleHasher;
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{TypeDef, member, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Slice, SliceData, Tuple};
use crate::value::Value;
use crate::vm::ops::compare::compare_sequences;
use crate::vm::ops::repr::repr_items;
use crate::vm::slicing::is_index;

/// What slice offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some(
        "slice(stop)\nslice(start, stop[, step])\n\n\
         Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    ),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__repr__", "(self, /)", repr),
        slot("__hash__", "(self, /)", hash),
        slot("__lt__", "(self, value, /)", lt),
        slot("__le__", "(self, value, /)", le),
        slot("__eq__", "(self, value, /)", eq),
        slot("__ne__", "(self, value, /)", ne),
        slot("__gt__", "(self, value, /)", gt),
        slot("__ge__", "(self, value, /)", ge),
        method("indices", "(self, object, /)", indices).doc(
            "S.indices(len) -> (start, stop, stride)\n\n\
             Assuming a sequence of length len, calculate the start and stop\n\
             indices, and the stride length of the extended slice described by\n\
             S. Out of bounds indices are clipped in a manner consistent with the\n\
             handling of normal slices.",
        ),
        method("__reduce__", "(self, /)", reduce).doc("Return state information for pickling."),
    ],
    attributes: &[
        member("start", |ctx, slice| Step::value(of(ctx, slice)?.start)),
        member("stop", |ctx, slice| Step::value(of(ctx, slice)?.stop)),
        member("step", |ctx, slice| Step::value(of(ctx, slice)?.step)),
    ],
    absent: &[],
};

fn of<'gc>(ctx: Ctx<'gc>, slice: Value<'gc>) -> Result<Slice<'gc>, Raise<'gc>> {
    slice.as_slice().ok_or_else(|| ctx.internal_error("a slice method without a slice"))
}

/// start, stop, step.
fn parts<'gc>(slice: Slice<'gc>) -> [Value<'gc>; 3] {
    [slice.start, slice.stop, slice.step]
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !args.extra().is_empty() {
        return Err(ctx.type_error("slice() takes no keyword arguments"));
    }
    let (start, stop, step) = match *args.rest() {
        [stop] => (Value::None, stop, Value::None),
        [start, stop] => (start, stop, Value::None),
        [start, stop, step] => (start, stop, step),
        [] => return Err(ctx.type_error("slice expected at least 1 argument, got 0")),
        _ => {
            let got = args.rest().len();
            return Err(ctx.type_error(format!("slice expected at most 3 arguments, got {got}")));
        }
    };
    Step::value(Slice::alloc(ctx.mc, SliceData { start, stop, step }))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let items = parts(of(ctx, args.get(0))?).to_vec();
    repr_items(ctx, args.get(0), items, "slice(", ")", "slice(...)")
}

/// The hash of a tuple of the parts, but for its length, which is not mixed in.
fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut hasher = TupleHasher::new();
    for part in parts(of(ctx, args.get(0))?) {
        hasher.add(ctx.hash(part)?);
    }
    Step::value(hasher.finish_unsized())
}

fn compare<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    let (slice, Some(other)) = (of(ctx, args.get(0))?, args.get(1).as_slice()) else {
        return Step::value(Value::NotImplemented);
    };
    if slice.is(other) {
        return Step::value(matches!(op, CompareOp::Eq | CompareOp::Le | CompareOp::Ge));
    }
    let tuple = |slice: Slice<'gc>| Value::Tuple(Tuple::new(ctx.mc, parts(slice)));
    compare_sequences(ctx, op, tuple(slice), tuple(other))
}

fn lt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Lt)
}

fn le<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Le)
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Eq)
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ne)
}

fn gt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Gt)
}

fn ge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ge)
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let slice = of(ctx, args.get(0))?;
    Step::value(ctx.tuple(&[ctx.class_of(args.get(0)).into(), ctx.tuple(&parts(slice))]))
}

fn indices<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let slice = of(ctx, args.get(0))?;
    let len = ctx.index_big(args.get(1))?;
    if len.is_negative() {
        return Err(ctx.value_error("length should not be negative"));
    }
    let (start, stop, step) = long_indices(ctx, slice, &len)?;
    Step::value(ctx.tuple(&[ctx.int(start), ctx.int(stop), ctx.int(step)]))
}

/// start, stop and step for a sequence of any length. Mirrors
/// `_PySlice_GetLongIndices`.
///
/// # Errors
/// TypeError for a part that is no int, ValueError for a step of zero.
pub fn long_indices<'gc>(
    ctx: Ctx<'gc>,
    slice: Slice<'gc>,
    len: &BigInt,
) -> Result<(BigInt, BigInt, BigInt), Raise<'gc>> {
    let part = |value: Value<'gc>| match value {
        _ if is_index(ctx, value) => ctx.index_big(value),
        _ => Err(ctx.type_error("slice indices must be integers or None or have an __index__ method")),
    };
    let step = match slice.step {
        Value::None => BigInt::from(1),
        step => part(step)?,
    };
    if step.is_zero() {
        return Err(ctx.value_error("slice step cannot be zero"));
    }
    let backwards = step.is_negative();
    let (lower, upper) = if backwards { (BigInt::from(-1), len - 1) } else { (BigInt::zero(), len.clone()) };
    let bound = |value: Value<'gc>, default: &BigInt| match value {
        Value::None => Ok(default.clone()),
        _ => {
            let index = part(value)?;
            let index = if index.is_negative() { index + len } else { index };
            Ok(index.max(lower.clone()).min(upper.clone()))
        }
    };
    let start = bound(slice.start, if backwards { &upper } else { &lower })?;
    let stop = bound(slice.stop, if backwards { &lower } else { &upper })?;
    Ok((start, stop, step))
}
