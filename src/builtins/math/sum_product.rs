//! sumprod: ints exactly, floats with three times their precision, everything
//! else with its own `*` and `+`.

use gc_arena::Collect;
use num_bigint::BigInt;

use crate::num::int_float::int_to_f64;
use crate::opcode::operands::BinaryOperator;
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::List;
use crate::value::Value;
use crate::vm::ops;

/// A sum of products in three floats.
#[derive(Clone, Copy, Default)]
struct Triple {
    hi: f64,
    lo: f64,
    tiny: f64,
}

fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let x = a + b;
    let z = x - a;
    (x, (a - (x - z)) + (b - z))
}

impl Triple {
    fn add_product(self, x: f64, y: f64) -> Self {
        let product = x * y;
        let error = x.mul_add(y, -product);
        let (hi, rest) = exact_sum(self.hi, product);
        let (lo, tiny) = exact_sum(self.lo, error);
        let (lo, more) = exact_sum(lo, rest);
        Self { hi, lo, tiny: self.tiny + (tiny + more) }
    }

    fn value(self) -> f64 {
        let (last, _) = exact_sum(self.lo, self.tiny);
        self.hi + last
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Product,
    Sum,
}

#[derive(Collect)]
#[collect(no_drop)]
struct SumProduct<'gc> {
    p: List<'gc>,
    q: List<'gc>,
    next: usize,
    total: Value<'gc>,
    /// Sums that are not in `total` yet, while all items were of that kind.
    #[collect(require_static)]
    ints: Option<BigInt>,
    #[collect(require_static)]
    floats: Option<Triple>,
    float_seen: bool,
    #[collect(require_static)]
    waiting: Waiting,
}

fn exact_int<'gc>(value: Value<'gc>) -> Option<BigInt> {
    matches!(value, Value::Int(_) | Value::BigInt(_)).then(|| value.as_big()).flatten()
}

/// An exact float, or an int as one.
fn as_float(value: Value<'_>) -> Option<f64> {
    match value {
        Value::Float(bits) => Some(f64::from_bits(bits)),
        Value::Int(_) | Value::BigInt(_) | Value::True | Value::False => int_to_f64(value.as_int()?).ok(),
        _ => None,
    }
}

impl<'gc> SumProduct<'gc> {
    fn add(&mut self, ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        self.waiting = Waiting::Sum;
        ops::binary(ctx, BinaryOperator::Add, self.total, value).map(Flow::Await)
    }

    /// Takes the next pair; what has to be waited for, or nothing.
    fn pair(&mut self, ctx: Ctx<'gc>, p: Value<'gc>, q: Value<'gc>) -> Result<Option<Flow<'gc>>, Raise<'gc>> {
        if let Some(sum) = &mut self.ints {
            if let (Some(p), Some(q)) = (exact_int(p), exact_int(q)) {
                *sum += p * q;
                self.next += 1;
                return Ok(None);
            }
            let sum = ctx.int(std::mem::take(sum));
            self.ints = None;
            return self.add(ctx, sum).map(Some);
        }
        if let Some(sum) = self.floats {
            let some_float = matches!(p, Value::Float(_)) || matches!(q, Value::Float(_));
            if let (Some(p), Some(q), true) = (as_float(p), as_float(q), some_float) {
                let sum = sum.add_product(p, q);
                if sum.hi.is_finite() {
                    self.float_seen = true;
                    self.floats = Some(sum);
                    self.next += 1;
                    return Ok(None);
                }
            }
            self.floats = None;
            if !self.float_seen {
                return self.pair(ctx, p, q);
            }
            return self.add(ctx, Value::float(sum.value())).map(Some);
        }
        self.waiting = Waiting::Product;
        ops::binary(ctx, BinaryOperator::Multiply, p, q).map(Flow::Await).map(Some)
    }

    fn end(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Some(sum) = self.ints.take() {
            return self.add(ctx, ctx.int(sum));
        }
        match self.floats.take().filter(|_| self.float_seen) {
            Some(sum) => self.add(ctx, Value::float(sum.value())),
            None => Flow::value(self.total),
        }
    }

    fn step(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        for _ in 0..1000 {
            let pair = (self.p.get(self.next), self.q.get(self.next));
            let (Some(p), Some(q)) = pair else { return self.end(ctx) };
            if let Some(flow) = self.pair(ctx, p, q)? {
                return Ok(flow);
            }
        }
        self.waiting = Waiting::Nothing;
        Ok(Flow::Await(Step::Return(Value::Null)))
    }
}

impl<'gc> Continuation<'gc> for SumProduct<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match std::mem::replace(&mut self.waiting, Waiting::Nothing) {
            Waiting::Nothing => {}
            Waiting::Product => {
                let product = input.value(ctx)?;
                self.next += 1;
                return self.add(ctx, product);
            }
            Waiting::Sum => self.total = input.value(ctx)?,
        }
        self.step(ctx)
    }
}

/// `math.sumprod`.
///
/// # Errors
/// ValueError for inputs of different lengths, or what iterating or arithmetic raises.
pub(super) fn sumprod<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::collect(ctx, args.get(0))?.then(ctx, [args.get(1)], |ctx, p, [q]| {
        ops::collect(ctx, q)?.then(ctx, [p], |ctx, q, [p]| {
            let (Some(p), Some(q)) = (p.as_list(), q.as_list()) else {
                return Err(ctx.internal_error("lists expected"));
            };
            if p.len() != q.len() {
                return Err(ctx.value_error("Inputs are not the same length"));
            }
            let sums = (Some(BigInt::default()), Some(Triple::default()));
            Ok(Step::run(SumProduct {
                p,
                q,
                next: 0,
                total: Value::Int(0),
                ints: sums.0,
                floats: sums.1,
                float_seen: false,
                waiting: Waiting::Nothing,
            }))
        })
    })
}
