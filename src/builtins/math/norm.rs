//! hypot and dist: lengths of vectors, without overflow and nearly correctly
//! rounded.

use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops;

/// `hi + lo` is `x * y` exactly.
fn exact_product(x: f64, y: f64) -> (f64, f64) {
    let hi = x * y;
    (hi, x.mul_add(y, -hi))
}

/// `hi + lo` is `a + b` exactly, where `a` is not smaller than `b`.
fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let hi = a + b;
    (hi, (a - hi) + b)
}

/// The length of a vector of sizes (none negative).
fn norm(sizes: &mut [f64]) -> f64 {
    let max = sizes.iter().copied().fold(0.0, f64::max);
    if max.is_infinite() {
        return max;
    }
    if sizes.iter().any(|size| size.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || sizes.len() <= 1 {
        return max;
    }
    if max < f64::MIN_POSITIVE {
        for size in sizes.iter_mut() {
            *size /= f64::MIN_POSITIVE;
        }
        return f64::MIN_POSITIVE * norm(sizes);
    }
    let (_, exponent) = crate::num::float_ops::frexp(max);
    // A power of two that brings the largest into [0.5, 1); in two steps where
    // one is out of the range of floats.
    let scale = |size: f64| libm::ldexp(size, -exponent);
    let (mut sum, mut products, mut sums) = (1.0, 0.0, 0.0);
    let mut add = |x: f64, y: f64| {
        let (hi, lo) = exact_product(x, y);
        let (total, rest) = exact_sum(sum, hi);
        sum = total;
        products += lo;
        sums += rest;
        sum - 1.0 + (products + sums)
    };
    let mut square = 0.0;
    for &size in sizes.iter() {
        let x = scale(size);
        square = add(x, x);
    }
    let root = square.sqrt();
    // One step of Newton's method with the exact difference.
    let difference = add(-root, root);
    libm::ldexp(root + difference / (2.0 * root), exponent)
}

/// `math.hypot`.
///
/// # Errors
/// TypeError for what is no real number.
pub(super) fn hypot<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut sizes = Vec::with_capacity(args.rest().len());
    for &coordinate in args.rest() {
        sizes.push(ctx.float(coordinate)?.abs());
    }
    Step::value(norm(&mut sizes))
}

/// `math.dist`.
///
/// # Errors
/// ValueError for points of different dimensions, or what iterating raises.
pub(super) fn dist<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::collect(ctx, args.get(0))?.then(ctx, [args.get(1)], |ctx, p, [q]| {
        ops::collect(ctx, q)?.then(ctx, [p], |ctx, q, [p]| {
            let items = |point: Value<'_>| point.as_list().map_or(0, |list| list.len());
            if items(p) != items(q) {
                return Err(ctx.value_error("both points must have the same number of dimensions"));
            }
            Step::value(norm(&mut differences(ctx, p, q)?))
        })
    })
}

fn differences<'gc>(ctx: Ctx<'gc>, p: Value<'gc>, q: Value<'gc>) -> Result<Vec<f64>, Raise<'gc>> {
    let items = |point: Value<'gc>| point.as_list().map(|list| list.to_vec()).unwrap_or_default();
    items(p).into_iter().zip(items(q)).map(|(p, q)| Ok((ctx.float(p)? - ctx.float(q)?).abs())).collect()
}
