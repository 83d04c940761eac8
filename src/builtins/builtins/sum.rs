//! sum: ints and floats are added without a call, floats with compensation
//! for what rounding loses.

use gc_arena::Collect;

use crate::num::int_ops;
use crate::opcode::operands::BinaryOperator;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};

/// `sum(iterable, /, start=0)`
pub(super) fn sum<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let start = args.get(1).or(Value::Int(0));
    let refused = match start.payload() {
        Value::Str(_) => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        Value::Bytes(_) => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        Value::ByteArray(_) => Some("sum() can't sum bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    // That the argument is iterable is checked first.
    match refused {
        Some(message) if ops::iter::is_iterable(ctx, args.get(0)) => Err(ctx.type_error(message)),
        _ => feed(ctx, args.get(0), Sum { total: start, rest: 0.0 }),
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct Sum<'gc> {
    total: Value<'gc>,
    /// What rounding has lost so far (Neumaier), while the total is a float.
    rest: f64,
}

impl<'gc> Sum<'gc> {
    /// Adds to a float total.
    fn add_float(&mut self, total: f64, x: f64) {
        let sum = total + x;
        self.rest += if total.abs() >= x.abs() { (total - sum) + x } else { (x - sum) + total };
        self.total = Value::float(sum);
    }

    /// Ends the compensation: the total with what was lost.
    fn settle(&mut self) -> Value<'gc> {
        if let Value::Float(bits) = self.total
            && self.rest != 0.0
            && self.rest.is_finite()
        {
            self.total = Value::float(f64::from_bits(bits) + self.rest);
        }
        self.rest = 0.0;
        self.total
    }
}

impl<'gc> Sink<'gc> for Sum<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        match (self.total, item) {
            (Value::Int(total), Value::Int(x)) => {
                self.total = match total.checked_add(x) {
                    Some(sum) => Value::Int(sum),
                    None => ctx.number(int_ops::add(total, x)),
                };
                Ok(SinkFlow::More)
            }
            (Value::Float(total), Value::Float(x)) => {
                self.add_float(f64::from_bits(total), f64::from_bits(x));
                Ok(SinkFlow::More)
            }
            (Value::Float(total), Value::Int(x)) => {
                self.add_float(f64::from_bits(total), x as f64);
                Ok(SinkFlow::More)
            }
            _ => {
                let total = self.settle();
                ops::binary(ctx, BinaryOperator::Add, total, item).map(SinkFlow::Await)
            }
        }
    }

    fn answer(&mut self, _: Ctx<'gc>, answer: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        self.total = answer;
        Ok(SinkFlow::More)
    }

    fn end(&mut self, _: Ctx<'gc>) -> NativeResult<'gc> {
        Ok(Step::Return(self.settle()))
    }
}
