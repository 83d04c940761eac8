//! Case mappings and predicates of str.

use rustpython_wtf8::{Wtf8, Wtf8Buf};

use super::args::{result, this};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::text::{case, chars};
use crate::types::Str;
use crate::value::Value;

fn mapped<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, mapping: fn(&Wtf8) -> Wtf8Buf) -> NativeResult<'gc> {
    let text = this(ctx, &args)?;
    Step::value(result(ctx, mapping(text.wtf8())))
}

fn told<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, told: fn(Str<'gc>) -> bool) -> NativeResult<'gc> {
    let text = this(ctx, &args)?;
    Step::value(Value::bool(told(text)))
}

macro_rules! mappings {
    ($($name:ident)*) => {$(
        #[doc = concat!("`str.", stringify!($name), "()`.")]
        ///
        /// # Errors
        /// None of its own.
        pub fn $name<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
            mapped(ctx, args, case::$name)
        }
    )*};
}

macro_rules! predicates {
    ($($name:ident $test:expr;)*) => {$(
        #[doc = concat!("`str.", stringify!($name), "()`.")]
        ///
        /// # Errors
        /// None of its own.
        pub fn $name<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
            told(ctx, args, $test)
        }
    )*};
}

mappings! { capitalize casefold lower swapcase title upper }

predicates! {
    isalnum |text| chars::all_chars(text.wtf8(), chars::is_alnum);
    isalpha |text| chars::all_chars(text.wtf8(), chars::is_alpha);
    isascii |text| text.is_ascii();
    isdecimal |text| chars::all_chars(text.wtf8(), chars::is_decimal);
    isdigit |text| chars::all_chars(text.wtf8(), chars::is_digit);
    isidentifier |text| chars::is_identifier(text.wtf8());
    islower |text| case::is_lower_str(text.wtf8());
    isnumeric |text| chars::all_chars(text.wtf8(), chars::is_numeric);
    isprintable |text| text.wtf8().code_points().all(chars::is_printable);
    isspace |text| chars::all_chars(text.wtf8(), chars::is_space);
    istitle |text| case::is_title_str(text.wtf8());
    isupper |text| case::is_upper_str(text.wtf8());
}
