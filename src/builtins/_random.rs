//! `_random`: the generator that `random` is built on. Mirrors
//! `Modules/_randommodule.c`.

use std::hash::{BuildHasher, Hasher};

use num_bigint::BigInt;

use super::ModuleDef;
use crate::methods::{new_class, wrap};
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Twister;
use crate::types::twister::WORDS;
use crate::value::Value;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_random",
    doc: "Module implements the Mersenne Twister random number generator.",
    functions: &[],
    init: |ctx, dict| {
        ctx.set_name(dict, "Random", ctx.types.random);
        Ok(())
    },
};

/// What Random offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Random() -> create a random number generator with its own internal state."),
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", new),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        method("random", "(self, /)", |ctx, args| Step::value(receiver(ctx, &args)?.next_float())),
        method("seed", "(self, n=None, /)", |ctx, args| seed(ctx, receiver(ctx, &args)?, args.get(1))),
        method("getstate", "(self, /)", get_state),
        method("setstate", "(self, state, /)", set_state),
        method("getrandbits", "(self, k, /)", get_rand_bits),
    ],
    ..TypeDef::EMPTY
};

/// Most bits that one call may ask for, as memory is finite.
const MAX_BITS: u64 = 1 << 33;

fn receiver<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Twister<'gc>, Raise<'gc>> {
    match args.get(0).payload() {
        Value::Twister(twister) => Ok(twister),
        _ => Err(ctx.internal_error("a method of Random without one")),
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.random)?;
    Step::value(wrap(ctx, class, Twister::new(ctx.mc).into()))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !args.extra().is_empty() {
        return Err(ctx.type_error("Random() takes no keyword arguments"));
    }
    match args.rest() {
        [] => seed(ctx, receiver(ctx, &args)?, Value::None),
        &[value] => seed(ctx, receiver(ctx, &args)?, value),
        _ => Err(ctx.type_error("Random() requires 0 or 1 argument")),
    }
}

/// A key that nobody can foresee.
fn entropy() -> Vec<u32> {
    // Every RandomState has keys that come from the operating system.
    let words = (0..WORDS as u64 / 2).map(|index| {
        let mut hasher = std::hash::RandomState::new().build_hasher();
        hasher.write_u64(index);
        hasher.finish()
    });
    words.flat_map(|word| [(word >> 32) as u32, word as u32]).collect()
}

fn seed<'gc>(ctx: Ctx<'gc>, twister: Twister<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if matches!(value, Value::Null | Value::None) {
        twister.seed(&entropy());
        return Step::value(Value::None);
    }
    let number = match value.as_big() {
        Some(number) => number,
        // A hash is taken as a number without sign.
        None => BigInt::from(ctx.hash(value)? as u64),
    };
    let (_, mut key) = number.to_u32_digits();
    if key.is_empty() {
        key.push(0);
    }
    twister.seed(&key);
    Step::value(Value::None)
}

fn get_state<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (words, next) = receiver(ctx, &args)?.state();
    let mut state: Vec<_> = words.into_iter().map(|word| Value::Int(i64::from(word))).collect();
    state.push(Value::Int(next as i64));
    Step::value(ctx.tuple(&state))
}

fn set_state<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let twister = receiver(ctx, &args)?;
    let Some(state) = args.get(1).as_tuple() else {
        return Err(ctx.type_error("state vector must be a tuple"));
    };
    let items = state.as_slice();
    let Some((&last, words)) = items.split_last().filter(|(_, words)| words.len() == WORDS) else {
        return Err(ctx.value_error("state vector is the wrong size"));
    };
    let words = words.iter().map(|&word| {
        let Some(int) = word.as_int() else { return Err(ctx.type_error("an integer is required")) };
        if int.is_negative() {
            return Err(ctx.overflow_error("can't convert negative value to unsigned int"));
        }
        match word.as_big().map(u64::try_from) {
            // What an unsigned long holds is cut to 32 bits.
            Some(Ok(word)) => Ok(word as u32),
            _ => Err(ctx.overflow_error("Python int too large to convert to C unsigned long")),
        }
    });
    let words = words.collect::<Result<Vec<_>, _>>()?;
    let next = match last.as_int() {
        Some(int) => int.to_i64(),
        None => return Err(ctx.type_error("an integer is required")),
    };
    let Some(next) = next else {
        return Err(ctx.overflow_error("Python int too large to convert to C long"));
    };
    match usize::try_from(next) {
        Ok(next) if twister.set_state(words, next) => Step::value(Value::None),
        _ => Err(ctx.value_error("invalid state")),
    }
}

fn get_rand_bits<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let twister = receiver(ctx, &args)?;
    let wanted = ctx.index_big(args.get(1))?;
    if wanted.sign() == num_bigint::Sign::Minus {
        return Err(ctx.value_error("Cannot convert negative int"));
    }
    let Ok(bits) = u64::try_from(wanted) else {
        return Err(ctx.overflow_error("Python int too large for C uint64_t"));
    };
    if bits == 0 {
        return Step::value(0);
    }
    if bits <= 32 {
        return Step::value(i64::from(twister.next_word() >> (32 - bits)));
    }
    if bits > MAX_BITS {
        return Err(ctx.exception(ctx.types.exceptions.MemoryError, &[]));
    }
    let mut words = Vec::new();
    let mut left = bits;
    while left > 0 {
        let word = twister.next_word();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left = left.saturating_sub(32);
    }
    Step::value(ctx.int(BigInt::from_slice(num_bigint::Sign::Plus, &words)))
}
