//! Methods of int. Mirrors `Objects/longobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`new`] | `int()` |
//! | [`arithmetic`] | operators and comparison |
//! | [`bytes`] | `to_bytes` and `from_bytes` |

pub mod arithmetic;
pub mod bytes;
pub mod new;

use arithmetic::{compare, forward, reflected};

use crate::num::hash::hash_int;
use crate::num::int::IntRef;
use crate::num::int_float::int_to_f64;
use crate::num::int_ops;
use crate::opcode::operands::{BinaryOperator as Op, CompareOp as Cmp};
use crate::runtime::def::{TypeDef, class_method, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::format_value::format_int;
use crate::text::parse::{DEFAULT_DIGIT_LIMIT, int_to_text};
use crate::value::Value;
use crate::vm::ops;

/// What int offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new::new),
        slot("__repr__", "(self, /)", repr),
        slot("__hash__", "(self, /)", hash),
        slot("__lt__", "(self, value, /)", compare::<{ Cmp::Lt as u8 }>),
        slot("__le__", "(self, value, /)", compare::<{ Cmp::Le as u8 }>),
        slot("__eq__", "(self, value, /)", compare::<{ Cmp::Eq as u8 }>),
        slot("__ne__", "(self, value, /)", compare::<{ Cmp::Ne as u8 }>),
        slot("__gt__", "(self, value, /)", compare::<{ Cmp::Gt as u8 }>),
        slot("__ge__", "(self, value, /)", compare::<{ Cmp::Ge as u8 }>),
        slot("__add__", "(self, value, /)", forward::<{ Op::Add as u8 }>),
        slot("__radd__", "(self, value, /)", reflected::<{ Op::Add as u8 }>),
        slot("__sub__", "(self, value, /)", forward::<{ Op::Subtract as u8 }>),
        slot("__rsub__", "(self, value, /)", reflected::<{ Op::Subtract as u8 }>),
        slot("__mul__", "(self, value, /)", forward::<{ Op::Multiply as u8 }>),
        slot("__rmul__", "(self, value, /)", reflected::<{ Op::Multiply as u8 }>),
        slot("__mod__", "(self, value, /)", forward::<{ Op::Remainder as u8 }>),
        slot("__rmod__", "(self, value, /)", reflected::<{ Op::Remainder as u8 }>),
        slot("__divmod__", "(self, value, /)", arithmetic::div_mod),
        slot("__rdivmod__", "(self, value, /)", arithmetic::reflected_div_mod),
        slot("__pow__", "(self, value, mod=None, /)", arithmetic::pow),
        slot("__rpow__", "(self, value, mod=None, /)", arithmetic::reflected_pow),
        slot("__neg__", "(self, /)", neg),
        slot("__pos__", "(self, /)", whole),
        slot("__abs__", "(self, /)", abs),
        slot("__bool__", "(self, /)", truth),
        slot("__invert__", "(self, /)", invert),
        slot("__lshift__", "(self, value, /)", forward::<{ Op::Lshift as u8 }>),
        slot("__rlshift__", "(self, value, /)", reflected::<{ Op::Lshift as u8 }>),
        slot("__rshift__", "(self, value, /)", forward::<{ Op::Rshift as u8 }>),
        slot("__rrshift__", "(self, value, /)", reflected::<{ Op::Rshift as u8 }>),
        slot("__and__", "(self, value, /)", forward::<{ Op::And as u8 }>),
        slot("__rand__", "(self, value, /)", reflected::<{ Op::And as u8 }>),
        slot("__xor__", "(self, value, /)", forward::<{ Op::Xor as u8 }>),
        slot("__rxor__", "(self, value, /)", reflected::<{ Op::Xor as u8 }>),
        slot("__or__", "(self, value, /)", forward::<{ Op::Or as u8 }>),
        slot("__ror__", "(self, value, /)", reflected::<{ Op::Or as u8 }>),
        slot("__floordiv__", "(self, value, /)", forward::<{ Op::FloorDivide as u8 }>),
        slot("__rfloordiv__", "(self, value, /)", reflected::<{ Op::FloorDivide as u8 }>),
        slot("__truediv__", "(self, value, /)", forward::<{ Op::TrueDivide as u8 }>),
        slot("__rtruediv__", "(self, value, /)", reflected::<{ Op::TrueDivide as u8 }>),
        slot("__int__", "(self, /)", whole),
        slot("__float__", "(self, /)", float),
        slot("__index__", "(self, /)", whole),
        method("conjugate", "(self, /)", whole),
        method("bit_length", "(self, /)", bit_length),
        method("bit_count", "(self, /)", bit_count),
        method("to_bytes", "(self, /, length=1, byteorder='big', *, signed=False)", bytes::to_bytes),
        class_method("from_bytes", "(cls, /, bytes, byteorder='big', *, signed=False)", bytes::from_bytes),
        method("as_integer_ratio", "(self, /)", as_integer_ratio),
        method("is_integer", "(self, /)", is_integer),
        method("__trunc__", "(self, /)", whole),
        method("__floor__", "(self, /)", whole),
        method("__ceil__", "(self, /)", whole),
        method("__round__", "(self, ndigits=None, /)", round),
        method("__getnewargs__", "(self, /)", new_args),
        method("__format__", "(self, format_spec, /)", format),
        method("__sizeof__", "(self, /)", size_of),
    ],
    attributes: &[
        getter("real", get_whole),
        getter("imag", get_zero),
        getter("numerator", get_whole),
        getter("denominator", get_one),
    ],
    ..TypeDef::EMPTY
};

/// The int that a method was called on.
fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<IntRef<'gc>, Raise<'gc>> {
    value.as_int().ok_or_else(|| ctx.type_error("an integer is required"))
}

/// The int as an object of exactly class int.
pub fn exact(value: Value<'_>) -> Value<'_> {
    match value.payload() {
        Value::True => Value::Int(1),
        Value::False => Value::Int(0),
        int => int,
    }
}

/// `sys.get_int_max_str_digits()`; 0 is no limit.
pub fn digit_limit<'gc>(ctx: Ctx<'gc>) -> usize {
    let set = ctx.get_name(ctx.module_state, "int_max_str_digits").and_then(Value::as_i64);
    set.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(DEFAULT_DIGIT_LIMIT)
}

/// The argument of `__format__`, which must be a str.
pub(super) fn format_argument<'gc>(ctx: Ctx<'gc>, spec: Value<'gc>) -> Result<crate::types::Str<'gc>, Raise<'gc>> {
    spec.as_str().ok_or_else(|| {
        let got = if spec.is_none() { "None".to_owned() } else { ctx.type_name(spec) };
        ctx.type_error(format!("__format__() argument must be str, not {got}"))
    })
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let text = int_to_text(receiver(ctx, args.get(0))?, digit_limit(ctx)).map_err(|error| ctx.text_error(error))?;
    Step::value(ctx.str(text))
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(hash_int(receiver(ctx, args.get(0))?))
}

fn neg<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.number(int_ops::neg(receiver(ctx, args.get(0))?)))
}

fn abs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.number(int_ops::abs(receiver(ctx, args.get(0))?)))
}

fn invert<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.number(int_ops::invert(receiver(ctx, args.get(0))?)))
}

/// The int itself: `int(x)`, `x.conjugate()`, `math.floor(x)`, ...
fn whole<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    get_whole(ctx, args.get(0))
}

fn truth<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(!receiver(ctx, args.get(0))?.is_zero())
}

fn float<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(int_to_f64(receiver(ctx, args.get(0))?).map_err(|error| ctx.text_error(error))?)
}

fn count<'gc>(ctx: Ctx<'gc>, bits: u64) -> NativeResult<'gc> {
    Step::value(ctx.int(bits))
}

fn bit_length<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    count(ctx, receiver(ctx, args.get(0))?.bit_length())
}

fn bit_count<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    count(ctx, int_ops::bit_count(receiver(ctx, args.get(0))?))
}

fn as_integer_ratio<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.tuple(&[exact(args.get(0)), Value::Int(1)]))
}

fn is_integer<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(true)
}

fn round<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let digits = args.get(1);
    if digits.is_null() || digits.is_none() {
        return whole(ctx, args);
    }
    let digits = ctx.index(digits)?;
    Step::value(ctx.number(int_ops::round(receiver(ctx, args.get(0))?, receiver(ctx, digits)?)))
}

fn new_args<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.tuple(&[exact(args.get(0))]))
}

fn format<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let int = receiver(ctx, args.get(0))?;
    let spec = format_argument(ctx, args.get(1))?;
    if spec.is_empty() && !matches!(args.get(0), Value::Int(_) | Value::BigInt(_)) {
        // A subclass shows itself as its `__str__` says.
        return ops::str(ctx, args.get(0));
    }
    let text = format_int(int, spec.wtf8(), &ctx.type_name(args.get(0)), digit_limit(ctx));
    Step::value(ctx.str(text.map_err(|error| ctx.text_error(error))?))
}

fn size_of<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    // A header of 24 bytes, then 30 bits in each 4 bytes.
    let digits = receiver(ctx, args.get(0))?.bit_length().div_ceil(30).max(1);
    count(ctx, 24 + 4 * digits)
}

fn get_whole<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    receiver(ctx, value)?;
    Step::value(exact(value))
}

fn get_zero<'gc>(_: Ctx<'gc>, _: Value<'gc>) -> NativeResult<'gc> {
    Step::value(0)
}

fn get_one<'gc>(_: Ctx<'gc>, _: Value<'gc>) -> NativeResult<'gc> {
    Step::value(1)
}
