//! str as a sequence: items, slices, `+` and `*`, comparison, hash, repr.

use std::cmp::Ordering;

use rustpython_wtf8::Wtf8Buf;

use super::args::{byte_range, from_bytes, part, result, this};
use crate::opcode::operands::CompareOp as Comparison;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::{error::check_size, find, repr as text_repr};
use crate::types::{Iter, IterState, Slice, Str};
use crate::value::Value;
use crate::vm::slicing::{is_index, resolve};

/// `len(text)`.
///
/// # Errors
/// None of its own.
pub fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(this(ctx, &args)?.len() as i64)
}

/// `text[index]` for an index that may be negative.
///
/// # Errors
/// IndexError out of range.
pub fn char_at<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, index: i64) -> Result<Value<'gc>, Raise<'gc>> {
    let len = text.len() as i64;
    let index = if index < 0 { index.saturating_add(len) } else { index };
    match usize::try_from(index).ok().and_then(|index| text.code_point(index)) {
        Some(c) => Ok(ctx.char_str(c)),
        None => Err(ctx.index_error("string index out of range")),
    }
}

/// `text[slice]`.
///
/// # Errors
/// What the parts of the slice raise.
pub fn slice<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, slice: Slice<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let found = resolve(ctx, slice, text.len())?;
    if found.count == 0 {
        return Ok(ctx.names.empty.into());
    }
    if found.step == 1 {
        return Ok(part(ctx, text, byte_range(text, found.range())));
    }
    if text.is_ascii() {
        let bytes = text.wtf8().as_bytes();
        return from_bytes(ctx, found.indices().filter_map(|index| bytes.get(index).copied()).collect());
    }
    let chars: Vec<_> = text.wtf8().code_points().collect();
    let out: Wtf8Buf = found.indices().filter_map(|index| chars.get(index).copied()).collect();
    Ok(result(ctx, out))
}

/// `text[key]`.
///
/// # Errors
/// TypeError for a key of another type, IndexError out of range.
pub fn get_item<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, key: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    match key {
        Value::Int(index) => char_at(ctx, text, index),
        Value::Slice(found) => slice(ctx, text, found),
        _ if is_index(ctx, key) => char_at(ctx, text, position(ctx, key)?),
        _ => Err(ctx.type_error(format!("string indices must be integers, not '{}'", ctx.type_name(key)))),
    }
}

/// The index that a subscript gives.
///
/// # Errors
/// IndexError past 64 bits (not OverflowError), or what `__index__` raises.
pub fn position<'gc>(ctx: Ctx<'gc>, key: Value<'gc>) -> Result<i64, Raise<'gc>> {
    match ctx.index(key)? {
        Value::Int(index) => Ok(index),
        _ => {
            let name = ctx.type_name(key);
            Err(ctx.index_error(format!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

/// `str.__getitem__(key)`.
///
/// # Errors
/// As [`get_item`].
pub fn item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(get_item(ctx, this(ctx, &args)?, args.get(1))?)
}

/// `a + b`.
///
/// # Errors
/// MemoryError for a result of absurd size.
pub fn concat<'gc>(ctx: Ctx<'gc>, a: Str<'gc>, b: Str<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    if a.is_empty() {
        return Ok(b.into());
    }
    if b.is_empty() {
        return Ok(a.into());
    }
    let size = a.wtf8().len().checked_add(b.wtf8().len());
    if size.is_none_or(|size| size > crate::text::error::MAX_BYTES) {
        return Err(ctx.text_error(crate::text::error::Error::memory()));
    }
    let mut out = Wtf8Buf::with_capacity(a.wtf8().len() + b.wtf8().len());
    out.push_wtf8(a.wtf8());
    out.push_wtf8(b.wtf8());
    Ok(ctx.str(out))
}

/// `str.__add__(value)`: raises where others give NotImplemented, for it is
/// a sequence's `+`.
///
/// # Errors
/// TypeError for anything but a str.
pub fn add<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    match args.get(1).as_str() {
        Some(other) => Step::value(concat(ctx, this, other)?),
        None => {
            let name = ctx.type_name(args.get(1));
            Err(ctx.type_error(format!("can only concatenate str (not \"{name}\") to str")))
        }
    }
}

/// `text * times`.
///
/// # Errors
/// MemoryError for a result of absurd size.
pub fn repeat<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, times: i64) -> Result<Value<'gc>, Raise<'gc>> {
    let times = usize::try_from(times).unwrap_or(0);
    if times == 1 {
        return Ok(text.into());
    }
    if text.len().checked_mul(times).is_none_or(|total| i64::try_from(total).is_err()) {
        return Err(ctx.overflow_error("repeated string is too long"));
    }
    let bytes = find::repeat(text.wtf8().as_bytes(), times).map_err(|error| ctx.text_error(error))?;
    from_bytes(ctx, bytes)
}

/// The factor of a sequence's `*`.
///
/// # Errors
/// TypeError for what is not an int, OverflowError past 64 bits.
pub fn times<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<i64, Raise<'gc>> {
    match ctx.index(value)? {
        Value::Int(times) => Ok(times),
        _ => {
            let name = ctx.type_name(value);
            Err(ctx.overflow_error(format!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

/// `str.__mul__(value)` and `str.__rmul__(value)`.
///
/// # Errors
/// As [`times`] and [`repeat`].
pub fn mul<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    Step::value(repeat(ctx, this, times(ctx, args.get(1))?)?)
}

/// The order of two texts: by code points, which WTF-8's bytes keep.
pub fn order(a: Str<'_>, b: Str<'_>) -> Ordering {
    a.wtf8().as_bytes().cmp(b.wtf8().as_bytes())
}

/// Whether an order is what a comparison asks for.
pub fn fits(order: Ordering, op: Comparison) -> bool {
    match op {
        Comparison::Lt => order.is_lt(),
        Comparison::Le => order.is_le(),
        Comparison::Eq => order.is_eq(),
        Comparison::Ne => order.is_ne(),
        Comparison::Gt => order.is_gt(),
        Comparison::Ge => order.is_ge(),
    }
}

fn compared<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, op: Comparison) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    match args.get(1).as_str() {
        Some(other) => Step::value(fits(order(this, other), op)),
        None => Step::value(Value::NotImplemented),
    }
}

macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {$(
        #[doc = concat!("`str.__", stringify!($name), "__(value)`.")]
        ///
        /// # Errors
        /// None of its own.
        pub fn $name<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
            compared(ctx, args, Comparison::$op)
        }
    )*};
}
comparisons! { lt Lt; le Le; eq Eq; ne Ne; gt Gt; ge Ge; }

/// `hash(text)`.
///
/// # Errors
/// None of its own.
pub fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(this(ctx, &args)?.hash())
}

/// `repr(text)`.
///
/// # Errors
/// None of its own.
pub fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.str(text_repr::str_repr_wtf8(this(ctx, &args)?.wtf8())))
}

/// `str(text)`: an exact str.
///
/// # Errors
/// None of its own.
pub fn str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(this(ctx, &args)?)
}

/// `iter(text)`.
///
/// # Errors
/// None of its own.
pub fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(Iter::new(ctx.mc, IterState::Str { text: this(ctx, &args)?, offset: 0 }))
}

/// `str.__getnewargs__()`.
///
/// # Errors
/// None of its own.
pub fn getnewargs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    Step::value(ctx.tuple(&[ctx.str(this.wtf8().to_owned())]))
}

/// `str.__sizeof__()`: what CPython's compact forms take.
///
/// # Errors
/// None of its own.
pub fn sizeof<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let widest = this.wtf8().code_points().map(|c| c.to_u32()).max().unwrap_or(0);
    let (header, width) = match widest {
        0..=0x7f => (40, 1),
        0x80..=0xff => (56, 1),
        0x100..=0xffff => (56, 2),
        _ => (56, 4),
    };
    Step::value((header + (this.len() + 1) * width) as i64)
}

/// Whether there is room for so many bytes.
///
/// # Errors
/// MemoryError.
pub fn check_room<'gc>(ctx: Ctx<'gc>, size: Option<usize>) -> Result<Vec<u8>, Raise<'gc>> {
    check_size(size).map_err(|error| ctx.text_error(error))
}
