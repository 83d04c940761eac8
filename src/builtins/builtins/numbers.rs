//! abs, bin, chr, divmod, hex, oct, ord, pow, round.

use rustpython_wtf8::CodePoint;

use crate::num::int::IntRef;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops;

/// `abs(number)`
pub(super) fn abs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::absolute(ctx, args.get(0))
}

/// `bin(number)`
pub(super) fn bin<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    digits(ctx, args.get(0), 2, "0b")
}

/// `oct(number)`
pub(super) fn oct<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    digits(ctx, args.get(0), 8, "0o")
}

/// `hex(number)`
pub(super) fn hex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    digits(ctx, args.get(0), 16, "0x")
}

fn digits<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, base: u32, prefix: &str) -> NativeResult<'gc> {
    let index = ctx.index(value)?;
    let int = index.as_int().unwrap_or(IntRef::Small(0));
    let sign = if int.is_negative() { "-" } else { "" };
    Step::value(ctx.str(format!("{sign}{prefix}{}", int.abs_digits(base))))
}

/// `chr(i)`
pub(super) fn chr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let point = match ctx.index(args.get(0))? {
        Value::Int(i) => u32::try_from(i).ok().and_then(CodePoint::from_u32),
        _ => None,
    };
    match point {
        Some(point) => Ok(Step::Return(ops::item::one_char(ctx, point))),
        None => Err(ctx.value_error("chr() arg not in range(0x110000)")),
    }
}

/// `ord(character)`
pub(super) fn ord<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = args.get(0);
    let (len, code) = match value.payload() {
        Value::Str(text) => (text.len(), text.code_point(0).map(CodePoint::to_u32)),
        Value::Bytes(bytes) => (bytes.as_slice().len(), bytes.as_slice().first().map(|&b| b.into())),
        Value::ByteArray(bytes) => {
            let bytes = bytes.data().0.borrow();
            (bytes.len(), bytes.first().map(|&b| b.into()))
        }
        _ => {
            return Err(
                ctx.type_error(format!("ord() expected string of length 1, but {} found", ctx.type_name(value)))
            );
        }
    };
    match (len, code) {
        (1, Some(code)) => Step::value(i64::from(code)),
        _ => Err(ctx.type_error(format!("ord() expected a character, but string of length {len} found"))),
    }
}

/// `divmod(x, y)`
pub(super) fn divmod<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::div_mod(ctx, args.get(0), args.get(1))
}

/// `pow(base, exp, mod=None)`
pub(super) fn pow<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::power(ctx, args.get(0), args.get(1), args.get(2))
}

/// `round(number, ndigits=None)`
pub(super) fn round<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let number = args.get(0);
    let Some(attribute) = ctx.lookup_special(number, ctx.names.round) else {
        return Err(no_round(ctx, number));
    };
    match args.get(1) {
        Value::Null | Value::None => ops::special::call_attribute(ctx, attribute, number, &[]),
        digits => ops::special::call_attribute(ctx, attribute, number, &[digits]),
    }
}

fn no_round<'gc>(ctx: Ctx<'gc>, number: Value<'gc>) -> Raise<'gc> {
    ctx.type_error(format!("type {} doesn't define __round__ method", ctx.type_name(number)))
}
