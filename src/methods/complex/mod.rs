//! Methods of complex. Mirrors `Objects/complexobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`new`] | `complex()`, `from_number` |
//! | [`arithmetic`] | operators and comparison |

pub mod arithmetic;
pub mod new;

use super::int::format_argument;
use crate::num::complex::Complex;
use crate::num::hash::{hash_address, hash_complex, hash_float};
use crate::runtime::def::{TypeDef, class_method, member, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::complex::{complex_repr, format_complex};
use crate::types::{Complex as ComplexObject, ComplexData};
use crate::value::Value;
use crate::vm::ops;

/// What complex offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, real=0, imag=0)", new::new),
        slot("__repr__", "(self, /)", repr),
        slot("__hash__", "(self, /)", hash),
        slot("__lt__", "(self, value, /)", arithmetic::unordered),
        slot("__le__", "(self, value, /)", arithmetic::unordered),
        slot("__eq__", "(self, value, /)", arithmetic::eq),
        slot("__ne__", "(self, value, /)", arithmetic::ne),
        slot("__gt__", "(self, value, /)", arithmetic::unordered),
        slot("__ge__", "(self, value, /)", arithmetic::unordered),
        slot("__add__", "(self, value, /)", arithmetic::add),
        slot("__radd__", "(self, value, /)", arithmetic::reflected_add),
        slot("__sub__", "(self, value, /)", arithmetic::sub),
        slot("__rsub__", "(self, value, /)", arithmetic::reflected_sub),
        slot("__mul__", "(self, value, /)", arithmetic::mul),
        slot("__rmul__", "(self, value, /)", arithmetic::reflected_mul),
        slot("__truediv__", "(self, value, /)", arithmetic::div),
        slot("__rtruediv__", "(self, value, /)", arithmetic::reflected_div),
        slot("__pow__", "(self, value, mod=None, /)", arithmetic::pow),
        slot("__rpow__", "(self, value, mod=None, /)", arithmetic::reflected_pow),
        slot("__neg__", "(self, /)", neg),
        slot("__pos__", "(self, /)", itself),
        slot("__abs__", "(self, /)", abs),
        slot("__bool__", "(self, /)", truth),
        class_method("from_number", "(cls, number, /)", new::from_number),
        method("conjugate", "(self, /)", conjugate),
        method("__complex__", "(self, /)", itself),
        method("__getnewargs__", "(self, /)", new_args),
        method("__format__", "(self, format_spec, /)", format),
    ],
    attributes: &[member("real", get_real), member("imag", get_imag)],
    ..TypeDef::EMPTY
};

/// A complex number as an object.
pub fn object<'gc>(ctx: Ctx<'gc>, value: Complex) -> Value<'gc> {
    ComplexObject::alloc(ctx.mc, ComplexData { re: value.re, im: value.im }).into()
}

/// The number in a complex object, subclasses included.
pub fn number(value: Value<'_>) -> Option<Complex> {
    value.as_complex().map(|complex| Complex { re: complex.re, im: complex.im })
}

fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Complex, Raise<'gc>> {
    number(value).ok_or_else(|| ctx.type_error("a complex number is required"))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.str(complex_repr(receiver(ctx, args.get(0))?)))
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    let part = |x: f64| hash_float(x, hash_address(x.to_bits()));
    Step::value(hash_complex(part(value.re), part(value.im)))
}

fn neg<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    Step::value(object(ctx, Complex { re: -value.re, im: -value.im }))
}

fn conjugate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    Step::value(object(ctx, Complex { re: value.re, im: -value.im }))
}

fn itself<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    receiver(ctx, args.get(0))?;
    Step::value(args.get(0).payload())
}

fn abs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    let size = value.re.hypot(value.im);
    if size.is_infinite() && value.re.is_finite() && value.im.is_finite() {
        return Err(ctx.overflow_error("absolute value too large"));
    }
    Step::value(size)
}

fn truth<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    Step::value(value.re != 0.0 || value.im != 0.0)
}

fn new_args<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    Step::value(ctx.tuple(&[Value::float(value.re), Value::float(value.im)]))
}

fn format<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = receiver(ctx, args.get(0))?;
    let spec = format_argument(ctx, args.get(1))?;
    if spec.is_empty() {
        return ops::str(ctx, args.get(0));
    }
    let text = format_complex(value, spec.wtf8(), &ctx.type_name(args.get(0)));
    Step::value(ctx.str(text.map_err(|error| ctx.text_error(error))?))
}

fn get_real<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.re)
}

fn get_imag<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.im)
}
