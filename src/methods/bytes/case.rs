//! Case mappings and predicates of bytes: ASCII only.

use super::like::{like, this};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::text::chars::is_space_byte;
use crate::value::Value;

fn mapped<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, mapping: fn(&mut [u8])) -> NativeResult<'gc> {
    let mut bytes = this(ctx, &args)?.to_vec();
    mapping(&mut bytes);
    Step::value(like(ctx, args.get(0), bytes))
}

fn told<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, told: fn(&[u8]) -> bool) -> NativeResult<'gc> {
    Step::value(Value::bool(told(&this(ctx, &args)?)))
}

fn all(bytes: &[u8], test: fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(test)
}

fn swap(byte: &mut u8) {
    if byte.is_ascii_alphabetic() {
        *byte ^= 0x20;
    }
}

fn to_title(bytes: &mut [u8]) {
    let mut in_word = false;
    for byte in bytes {
        if in_word {
            byte.make_ascii_lowercase();
        } else {
            byte.make_ascii_uppercase();
        }
        in_word = byte.is_ascii_alphabetic();
    }
}

fn is_title(bytes: &[u8]) -> bool {
    let (mut in_word, mut found) = (false, false);
    for byte in bytes {
        let (begins, continues) = (byte.is_ascii_uppercase(), byte.is_ascii_lowercase());
        if (begins && in_word) || (continues && !in_word) {
            return false;
        }
        in_word = begins || continues;
        found |= in_word;
    }
    found
}

macro_rules! methods {
    ($([$how:ident] $($name:ident $do:expr;)*)*) => {$($(
        #[doc = concat!("`bytes.", stringify!($name), "()`.")]
        ///
        /// # Errors
        /// None of its own.
        pub fn $name<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
            $how(ctx, args, $do)
        }
    )*)*};
}

methods! {
    [mapped]
    lower |bytes| bytes.make_ascii_lowercase();
    upper |bytes| bytes.make_ascii_uppercase();
    swapcase |bytes| bytes.iter_mut().for_each(swap);
    title to_title;
    capitalize |bytes| {
        bytes.make_ascii_lowercase();
        if let Some(first) = bytes.first_mut() {
            first.make_ascii_uppercase();
        }
    };
    [told]
    isalnum |bytes| all(bytes, u8::is_ascii_alphanumeric);
    isalpha |bytes| all(bytes, u8::is_ascii_alphabetic);
    isascii |bytes| bytes.is_ascii();
    isdigit |bytes| all(bytes, u8::is_ascii_digit);
    isspace |bytes| all(bytes, |byte| is_space_byte(*byte));
    islower |bytes| bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase);
    isupper |bytes| bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase);
    istitle is_title;
}
