//! Methods of float. Mirrors `Objects/floatobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`new`] | `float()`, `fromhex`, `from_number` |
//! | [`arithmetic`] | operators and comparison |

pub mod arithmetic;
pub mod new;

use arithmetic::{compare, forward, reflected};

use super::int::format_argument;
use crate::num::float_hex::to_hex;
use crate::num::float_ops;
use crate::num::hash::{hash_address, hash_float};
use crate::num::int::Int;
use crate::num::int_float::f64_to_int;
use crate::opcode::operands::{BinaryOperator as Op, CompareOp as Cmp};
use crate::runtime::def::{TypeDef, class_method, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::error::Error;
use crate::text::float::float_repr;
use crate::text::format_value::format_float;
use crate::value::Value;
use crate::vm::ops;

/// What float offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, x=0, /)", new::new),
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
        slot("__pos__", "(self, /)", itself),
        slot("__abs__", "(self, /)", abs),
        slot("__bool__", "(self, /)", truth),
        slot("__int__", "(self, /)", trunc),
        slot("__float__", "(self, /)", itself),
        slot("__floordiv__", "(self, value, /)", forward::<{ Op::FloorDivide as u8 }>),
        slot("__rfloordiv__", "(self, value, /)", reflected::<{ Op::FloorDivide as u8 }>),
        slot("__truediv__", "(self, value, /)", forward::<{ Op::TrueDivide as u8 }>),
        slot("__rtruediv__", "(self, value, /)", reflected::<{ Op::TrueDivide as u8 }>),
        class_method("from_number", "(cls, number, /)", new::from_number),
        method("conjugate", "(self, /)", itself),
        method("__trunc__", "(self, /)", trunc),
        method("__floor__", "(self, /)", floor),
        method("__ceil__", "(self, /)", ceil),
        method("__round__", "(self, ndigits=None, /)", round),
        method("as_integer_ratio", "(self, /)", as_integer_ratio),
        class_method("fromhex", "(cls, string, /)", new::from_hex),
        method("hex", "(self, /)", hex),
        method("is_integer", "(self, /)", is_integer),
        method("__getnewargs__", "(self, /)", new_args),
        class_method("__getformat__", "(cls, typestr, /)", get_format),
        method("__format__", "(self, format_spec, /)", format),
    ],
    attributes: &[getter("real", get_real), getter("imag", get_zero)],
    ..TypeDef::EMPTY
};

/// The float that a method was called on.
fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<f64, Raise<'gc>> {
    value.as_f64().ok_or_else(|| ctx.type_error("a float is required"))
}

fn int<'gc>(ctx: Ctx<'gc>, int: Result<Int, Error>) -> NativeResult<'gc> {
    Step::value(ctx.number(int.map_err(|error| ctx.text_error(error))?))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.str(float_repr(receiver(ctx, args.get(0))?)))
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    Step::value(hash_float(value, hash_address(value.to_bits())))
}

fn neg<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(-receiver(ctx, args.get(0))?)
}

fn abs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, args.get(0))?.abs())
}

fn itself<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    get_real(ctx, args.get(0))
}

fn truth<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, args.get(0))? != 0.0)
}

fn trunc<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    int(ctx, f64_to_int(receiver(ctx, args.get(0))?))
}

fn floor<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    int(ctx, f64_to_int(receiver(ctx, args.get(0))?.floor()))
}

fn ceil<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    int(ctx, f64_to_int(receiver(ctx, args.get(0))?.ceil()))
}

fn round<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    match args.opt(1).filter(|digits| !digits.is_none()) {
        None => int(ctx, float_ops::round(value)),
        Some(digits) => {
            let digits = ctx.index_clipped(digits)?;
            Step::value(float_ops::round_digits(value, digits).map_err(|error| ctx.text_error(error))?)
        }
    }
}

fn as_integer_ratio<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let ratio = float_ops::as_integer_ratio(receiver(ctx, args.get(0))?);
    let (numerator, denominator) = ratio.map_err(|error| ctx.text_error(error))?;
    Step::value(ctx.tuple(&[ctx.number(numerator), ctx.number(denominator)]))
}

fn hex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.str(to_hex(receiver(ctx, args.get(0))?)))
}

fn is_integer<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(float_ops::is_integer(receiver(ctx, args.get(0))?))
}

fn new_args<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.tuple(&[Value::float(receiver(ctx, args.get(0))?)]))
}

fn get_format<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(kind) = args.get(1).as_str() else {
        let got = if args.get(1).is_none() { "None".to_owned() } else { ctx.type_name(args.get(1)) };
        return Err(ctx.type_error(format!("__getformat__() argument must be str, not {got}")));
    };
    if !kind.is_text("double") && !kind.is_text("float") {
        return Err(ctx.value_error("__getformat__() argument 1 must be 'double' or 'float'"));
    }
    Step::value(ctx.str(if cfg!(target_endian = "little") { "IEEE, little-endian" } else { "IEEE, big-endian" }))
}

fn format<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    let spec = format_argument(ctx, args.get(1))?;
    if spec.is_empty() {
        return ops::str(ctx, args.get(0));
    }
    let text = format_float(value, spec.wtf8(), &ctx.type_name(args.get(0)));
    Step::value(ctx.str(text.map_err(|error| ctx.text_error(error))?))
}

fn get_real<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?)
}

fn get_zero<'gc>(_: Ctx<'gc>, _: Value<'gc>) -> NativeResult<'gc> {
    Step::value(0.0)
}
