//! `==` and `hash` of code. Mirrors `code_richcompare` and `code_hash` of `Objects/codeobject.c`.

use super::code;
use crate::opcode::Opcode;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;

fn same<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Option<bool>, Raise<'gc>> {
    let Value::Code(other) = args.get(1) else { return Ok(None) };
    let same = code(ctx, args.get(0))?.same_code(other);
    same.map(Some).map_err(|error| ctx.recursion_error(error.to_string()))
}

/// `__eq__`.
///
/// # Errors
/// RecursionError for constants that are nested too deeply.
pub fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(same(ctx, &args)?.map_or(Value::NotImplemented, Value::bool))
}

/// `__ne__`.
///
/// # Errors
/// As [`eq`].
pub fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(same(ctx, &args)?.map_or(Value::NotImplemented, |same| Value::bool(!same)))
}

/// `__lt__` and the other three: code has no order.
///
/// # Errors
/// None.
pub fn unordered<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(Value::NotImplemented)
}

/// `__hash__`: of what equality compares, with the plain hashes of the constants.
///
/// # Errors
/// TypeError for an unhashable constant.
pub fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let mut state: i64 = 20_221_211;
    let mut mix = |value: i64| state = (state ^ value).wrapping_mul(1_000_003);
    mix(own.name.hash());
    for part in [own.consts, own.names, own.localsplusnames] {
        mix(ctx.hash(part.into())?);
    }
    mix(crate::types::hash_bytes(&own.linetable));
    mix(crate::types::hash_bytes(&own.exceptiontable));
    for count in [own.argcount, own.posonlyargcount, own.kwonlyargcount, own.flags.bits()] {
        mix(i64::from(count));
    }
    mix(i64::from(own.firstlineno));
    let units = own.code.as_chunks::<2>().0;
    mix(i64::try_from(units.len()).unwrap_or(i64::MAX));
    let mut caches = 0;
    for &[byte, oparg] in units {
        if caches > 0 {
            caches -= 1;
            continue;
        }
        mix(i64::from(byte));
        mix(i64::from(oparg));
        caches = Opcode::from_u8(byte).map_or(0, Opcode::caches);
    }
    Step::value(if state == -1 { -2 } else { state })
}
