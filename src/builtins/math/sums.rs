//! fsum and prod.

use gc_arena::Collect;

use crate::opcode::operands::BinaryOperator;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::arithmetic::number_binary;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};

/// A sum without any rounding: floats that do not overlap, smallest first.
#[derive(Collect, Default)]
#[collect(require_static)]
struct ExactSum {
    partials: Vec<f64>,
    /// The plain sum of what was infinite or no number.
    special: f64,
    infinities: f64,
}

impl<'gc> Sink<'gc> for ExactSum {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        let given = ctx.float(item)?;
        let mut x = given;
        let mut kept = 0;
        for index in 0..self.partials.len() {
            let Some(&partial) = self.partials.get(index) else { break };
            let (large, small) = if x.abs() < partial.abs() { (partial, x) } else { (x, partial) };
            let hi = large + small;
            let lo = small - (hi - large);
            if lo != 0.0 {
                if let Some(place) = self.partials.get_mut(kept) {
                    *place = lo;
                }
                kept += 1;
            }
            x = hi;
        }
        self.partials.truncate(kept);
        if x == 0.0 {
            return Ok(SinkFlow::More);
        }
        if x.is_finite() {
            self.partials.push(x);
            return Ok(SinkFlow::More);
        }
        if given.is_finite() {
            return Err(ctx.overflow_error("intermediate overflow in fsum"));
        }
        if given.is_infinite() {
            self.infinities += given;
        }
        self.special += given;
        self.partials.clear();
        Ok(SinkFlow::More)
    }

    fn end(&mut self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        if self.special != 0.0 {
            if self.infinities.is_nan() {
                return Err(ctx.value_error("-inf + inf in fsum"));
            }
            return Step::value(self.special);
        }
        let Some(mut hi) = self.partials.pop() else { return Step::value(0.0) };
        let mut lo = 0.0;
        // Adds from the top until something is lost.
        while let Some(y) = self.partials.pop() {
            let x = hi;
            hi = x + y;
            lo = y - (hi - x);
            if lo != 0.0 {
                break;
            }
        }
        // Exactly half way: what is left decides the direction.
        if let Some(&next) = self.partials.last()
            && ((lo < 0.0 && next < 0.0) || (lo > 0.0 && next > 0.0))
        {
            let y = lo * 2.0;
            let x = hi + y;
            if y == x - hi {
                hi = x;
            }
        }
        Step::value(hi)
    }
}

/// `math.fsum`.
///
/// # Errors
/// OverflowError, ValueError for infinities of both signs, or what iterating raises.
pub(super) fn fsum<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    feed(ctx, args.get(0), ExactSum::default())
}

#[derive(Collect)]
#[collect(no_drop)]
struct Product<'gc> {
    product: Value<'gc>,
}

impl<'gc> Sink<'gc> for Product<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        if let Some(product) = number_binary(ctx, BinaryOperator::Multiply, self.product, item)? {
            self.product = product;
            return Ok(SinkFlow::More);
        }
        ops::binary(ctx, BinaryOperator::Multiply, self.product, item).map(SinkFlow::Await)
    }

    fn answer(&mut self, _: Ctx<'gc>, answer: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        self.product = answer;
        Ok(SinkFlow::More)
    }

    fn end(&mut self, _: Ctx<'gc>) -> NativeResult<'gc> {
        Ok(Step::Return(self.product))
    }
}

/// `math.prod`.
///
/// # Errors
/// What iterating or multiplying raises.
pub(super) fn prod<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    feed(ctx, args.get(0), Product { product: args.get(1).or(Value::Int(1)) })
}
