//! Rich comparison. Mirrors `do_richcompare` in `Objects/object.c`.

use std::cmp::Ordering;

use gc_arena::Collect;

use super::arithmetic::{Number, exact_number};
use super::special;
use crate::num::int::IntRef;
use crate::num::int_float::compare_int_float;
use crate::opcode::operands::CompareOp;
use crate::runtime::{Continuation, Ctx, FirstStep, Flow, Input, NativeResult, Raise, Step};
use crate::types::Str;
use crate::value::Value;

pub use super::compare_containers::{compare_sequences, dicts_equal};

/// `a op b`; the raw result.
///
/// # Errors
/// What the operation raises.
#[inline]
pub fn compare<'gc>(ctx: Ctx<'gc>, op: CompareOp, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    if let Some(answer) = quick(op, a, b) {
        return Ok(Step::Return(Value::bool(answer)));
    }
    match (a, b) {
        (Value::List(_), Value::List(_)) | (Value::Tuple(_), Value::Tuple(_)) => compare_sequences(ctx, op, a, b),
        _ => Comparison { a, b, op, next: Attempt::ReflectedFirst, reflected_done: false }.advance(ctx),
    }
}

/// `a == b` as True or False, identity counting as equality (`PyObject_RichCompareBool`).
///
/// # Errors
/// What the operation raises.
#[inline]
pub fn equal<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    if a.is(b) {
        return Ok(Step::Return(Value::True));
    }
    match compare(ctx, CompareOp::Eq, a, b)? {
        Step::Return(answer) => super::truth(ctx, answer),
        step => step.then(ctx, [], |ctx, answer, []| super::truth(ctx, answer)),
    }
}

/// What the operator says of an ordering; `None` is unordered (NaN).
#[inline]
pub fn holds(op: CompareOp, ordering: Option<Ordering>) -> bool {
    match op {
        CompareOp::Lt => ordering == Some(Ordering::Less),
        CompareOp::Le => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        CompareOp::Eq => ordering == Some(Ordering::Equal),
        CompareOp::Ne => ordering != Some(Ordering::Equal),
        CompareOp::Gt => ordering == Some(Ordering::Greater),
        CompareOp::Ge => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// The operator with its sides exchanged.
pub fn swapped(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
        same => same,
    }
}

/// The answer for exact built-in scalars and text, and where types alone
/// decide that values are not equal; `None` when more is needed.
#[inline]
pub fn quick<'gc>(op: CompareOp, a: Value<'gc>, b: Value<'gc>) -> Option<bool> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => Some(holds(op, Some(x.cmp(&y)))),
        (Value::Float(x), Value::Float(y)) => Some(holds(op, f64::from_bits(x).partial_cmp(&f64::from_bits(y)))),
        (Value::Str(x), Value::Str(y)) => Some(match op {
            CompareOp::Eq => x.same_text(y),
            CompareOp::Ne => !x.same_text(y),
            // WTF-8 sorts as its code points do.
            _ => holds(op, Some(x.wtf8().as_bytes().cmp(y.wtf8().as_bytes()))),
        }),
        _ => quick_rare(op, a, b),
    }
}

fn quick_rare<'gc>(op: CompareOp, a: Value<'gc>, b: Value<'gc>) -> Option<bool> {
    if let (Some(x), Some(y)) = (exact_number(a), exact_number(b)) {
        return Some(holds(op, compare_numbers(x, y)));
    }
    match (a, b) {
        (Value::Bytes(x), Value::Bytes(y)) => return Some(holds(op, Some(x.as_slice().cmp(y.as_slice())))),
        (Value::None, _) if b.is_none() => return plain_equality(op, true),
        _ => {}
    }
    if plain(a) && plain(b) { plain_equality(op, false) } else { None }
}

fn plain_equality(op: CompareOp, equal: bool) -> Option<bool> {
    match op {
        CompareOp::Eq => Some(equal),
        CompareOp::Ne => Some(!equal),
        _ => None,
    }
}

/// Exact built-in scalars, none of which equals one of another kind.
fn plain(value: Value<'_>) -> bool {
    matches!(
        value,
        Value::None
            | Value::Int(_)
            | Value::Float(_)
            | Value::BigInt(_)
            | Value::True
            | Value::False
            | Value::Str(_)
            | Value::Ellipsis
    )
}

/// The order of two numbers by their exact values; `None` for NaN.
pub fn compare_numbers(a: Number<'_>, b: Number<'_>) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(IntRef::Small(a)), Number::Int(IntRef::Small(b))) => Some(a.cmp(&b)),
        (Number::Int(a), Number::Int(b)) => Some(a.to_big().cmp(&b.to_big())),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
        (Number::Int(a), Number::Float(b)) => compare_int_float(a, b),
        (Number::Float(a), Number::Int(b)) => compare_int_float(b, a).map(Ordering::reverse),
    }
}

fn name_of<'gc>(ctx: Ctx<'gc>, op: CompareOp) -> Str<'gc> {
    let names = &ctx.state().names;
    match op {
        CompareOp::Lt => names.lt,
        CompareOp::Le => names.le,
        CompareOp::Eq => names.eq,
        CompareOp::Ne => names.ne,
        CompareOp::Gt => names.gt,
        CompareOp::Ge => names.ge,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Attempt {
    ReflectedFirst,
    Plain,
    Reflected,
    Default,
}

/// A comparison on its way from attempt to attempt.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
struct Comparison<'gc> {
    a: Value<'gc>,
    b: Value<'gc>,
    #[collect(require_static)]
    op: CompareOp,
    #[collect(require_static)]
    next: Attempt,
    reflected_done: bool,
}

impl<'gc> Comparison<'gc> {
    fn advance(mut self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        loop {
            let step = match self.next {
                Attempt::ReflectedFirst => {
                    self.next = Attempt::Plain;
                    let (class_a, class_b) = (ctx.class_of(self.a), ctx.class_of(self.b));
                    if class_a.is(class_b) || !class_b.is_subclass(class_a) {
                        continue;
                    }
                    self.reflected_done = true;
                    call(ctx, swapped(self.op), self.b, self.a)?
                }
                Attempt::Plain => {
                    self.next = Attempt::Reflected;
                    call(ctx, self.op, self.a, self.b)?
                }
                Attempt::Reflected => {
                    self.next = Attempt::Default;
                    if self.reflected_done {
                        continue;
                    }
                    call(ctx, swapped(self.op), self.b, self.a)?
                }
                Attempt::Default => return self.default(ctx),
            };
            match step {
                Step::Return(Value::NotImplemented) => {}
                Step::Return(value) => return Ok(Step::Return(value)),
                step => return Ok(Step::run(ComparisonWait { comparison: self, first: FirstStep::new(step) })),
            }
        }
    }

    fn default(&self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        match self.op {
            CompareOp::Eq => Step::value(self.a.is(self.b)),
            CompareOp::Ne => Step::value(!self.a.is(self.b)),
            op => Err(ctx.type_error(format!(
                "'{}' not supported between instances of '{}' and '{}'",
                op.text(),
                ctx.type_name(self.a),
                ctx.type_name(self.b)
            ))),
        }
    }
}

/// One special method; NotImplemented when the class has none. `object`'s own
/// methods are answered without a call.
fn call<'gc>(ctx: Ctx<'gc>, op: CompareOp, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let Some(attribute) = ctx.lookup_special(a, name_of(ctx, op)) else {
        return Ok(Step::Return(Value::NotImplemented));
    };
    if special::is_native_of(attribute, ctx.types.object) {
        return match op {
            CompareOp::Eq if a.is(b) => Step::value(true),
            CompareOp::Ne => not_equal(ctx, a, b),
            _ => Ok(Step::Return(Value::NotImplemented)),
        };
    }
    special::call_attribute(ctx, attribute, a, &[b])
}

/// `object.__ne__`: the opposite of `a.__eq__(b)`.
///
/// # Errors
/// What `__eq__` raises.
pub fn not_equal<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    call(ctx, CompareOp::Eq, a, b)?.then(ctx, [], |ctx, answer, []| match answer {
        Value::NotImplemented => Ok(Step::Return(answer)),
        answer => super::truth(ctx, answer)?.then(ctx, [], |_, truth, []| Step::value(!matches!(truth, Value::True))),
    })
}

#[derive(Collect)]
#[collect(no_drop)]
struct ComparisonWait<'gc> {
    comparison: Comparison<'gc>,
    first: FirstStep<'gc>,
}

impl<'gc> Continuation<'gc> for ComparisonWait<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Some(step) = self.first.take() {
            return Ok(Flow::Await(step));
        }
        match input.value(ctx)? {
            Value::NotImplemented => self.comparison.advance(ctx).map(Flow::Done),
            value => Flow::value(value),
        }
    }
}
