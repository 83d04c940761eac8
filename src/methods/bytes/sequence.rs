//! bytes and bytearray as sequences: items, slices, `+`, `*` and `%`,
//! comparison, hash, repr.

use std::cmp::Ordering;

use super::like::{bytes_of, like, part, required, this};
use crate::methods::str::sequence::{fits, position, times};
use crate::methods::{percent, str::sequence::check_room};
use crate::opcode::operands::CompareOp;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::{find::repeat as pure_repeat, repr::bytes_repr};
use crate::types::{Bytes, Iter, IterState, hash_bytes};
use crate::value::Value;
use crate::vm::slicing::{is_index, unpack};

/// `len(bytes)`.
///
/// # Errors
/// None of its own.
pub fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(this(ctx, &args)?.len() as i64)
}

/// `bytes[key]`.
///
/// # Errors
/// TypeError for a key of another type, IndexError out of range.
pub fn get_item<'gc>(ctx: Ctx<'gc>, this: Value<'gc>, key: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let array = this.as_bytearray().is_some();
    if let Value::Slice(slice) = key {
        let parts = unpack(ctx, slice)?;
        let bytes = required(ctx, this)?;
        let found = parts.adjust(bytes.len());
        if found.step == 1 {
            return Ok(part(ctx, this, found.range()));
        }
        return Ok(like(ctx, this, found.indices().filter_map(|index| bytes.get(index).copied()).collect()));
    }
    if !is_index(ctx, key) {
        let (kind, name) = (if array { "bytearray" } else { "byte" }, ctx.type_name(key));
        return Err(ctx.type_error(format!("{kind} indices must be integers or slices, not {name}")));
    }
    let index = position(ctx, key)?;
    let bytes = required(ctx, this)?;
    match place(index, bytes.len()).and_then(|index| bytes.get(index)) {
        Some(byte) => Ok(Value::Int(i64::from(*byte))),
        None if array => Err(ctx.index_error("bytearray index out of range")),
        None => Err(ctx.index_error("index out of range")),
    }
}

/// An index that may be negative, as a place.
pub fn place(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index.saturating_add(len as i64) } else { index };
    usize::try_from(index).ok().filter(|index| *index < len)
}

/// `bytes.__getitem__(key)`.
///
/// # Errors
/// As [`get_item`].
pub fn item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(get_item(ctx, args.get(0), args.get(1))?)
}

/// `a + b` of bytes-like objects, of the type of `a`.
///
/// # Errors
/// TypeError for what is not bytes-like, MemoryError for an absurd size.
pub fn concat<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let (Some(left), Some(right)) = (bytes_of(a), bytes_of(b)) else {
        let kind = if a.as_bytearray().is_some() { "bytearray" } else { "bytes" };
        let (other, this) = (ctx.type_name(b), if matches!(a, Value::Instance(_)) { &ctx.type_name(a) } else { kind });
        return Err(ctx.type_error(format!("can't concat {other} to {this}")));
    };
    match (a, b) {
        (Value::Bytes(_), _) if right.is_empty() => return Ok(a),
        (Value::Bytes(_), Value::Bytes(_)) if left.is_empty() => return Ok(b),
        _ => {}
    }
    let mut out = check_room(ctx, left.len().checked_add(right.len()))?;
    out.extend_from_slice(&left);
    out.extend_from_slice(&right);
    Ok(like(ctx, a, out))
}

/// `bytes.__add__(value)`.
///
/// # Errors
/// As [`concat()`].
pub fn add<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(concat(ctx, args.get(0), args.get(1))?)
}

/// `bytes * times`.
///
/// # Errors
/// OverflowError or MemoryError for an absurd size.
pub fn repeat<'gc>(ctx: Ctx<'gc>, this: Value<'gc>, times: i64) -> Result<Value<'gc>, Raise<'gc>> {
    let times = usize::try_from(times).unwrap_or(0);
    let bytes = required(ctx, this)?;
    if times == 1 {
        return Ok(part(ctx, this, 0..bytes.len()));
    }
    if bytes.len().checked_mul(times).is_none_or(|total| i64::try_from(total).is_err()) {
        return Err(match this.as_bytearray() {
            Some(_) => ctx.text_error(crate::text::error::Error::memory()),
            None => ctx.overflow_error("repeated bytes are too long"),
        });
    }
    Ok(like(ctx, this, pure_repeat(&bytes, times).map_err(|error| ctx.text_error(error))?))
}

/// `bytes.__mul__(value)` and `bytes.__rmul__(value)`.
///
/// # Errors
/// TypeError for what is no int, or as [`repeat`].
pub fn mul<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(repeat(ctx, args.get(0), times(ctx, args.get(1))?)?)
}

fn format<'gc>(ctx: Ctx<'gc>, template: Value<'gc>, values: Value<'gc>) -> NativeResult<'gc> {
    let bytes = required(ctx, template)?.to_vec();
    percent::format_bytes(ctx, &bytes, template.as_bytearray().is_some(), values)
}

/// `bytes.__mod__(value)`.
///
/// # Errors
/// ValueError or TypeError for a template or values that do not fit, or what
/// a conversion raises.
pub fn modulo<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    format(ctx, args.get(0), args.get(1))
}

/// `bytes.__rmod__(value)`.
///
/// # Errors
/// As [`modulo`].
pub fn reflected_modulo<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (this, template) = (args.get(0), args.get(1));
    let same = template.as_bytes().is_some() && this.as_bytes().is_some()
        || template.as_bytearray().is_some() && this.as_bytearray().is_some();
    if same { format(ctx, template, this) } else { Step::value(Value::NotImplemented) }
}

/// The order of two bytes-like objects, as comparing from `a` tells it:
/// bytes compares with bytes alone, bytearray with both.
pub fn order(a: Value<'_>, b: Value<'_>) -> Option<Ordering> {
    if a.as_bytes().is_some() && b.as_bytes().is_none() {
        return None;
    }
    Some(bytes_of(a)?.cmp(&*bytes_of(b)?))
}

fn compared<'gc>(args: Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    match order(args.get(0), args.get(1)) {
        Some(order) => Step::value(fits(order, op)),
        None => Step::value(Value::NotImplemented),
    }
}

macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {$(
        #[doc = concat!("`bytes.__", stringify!($name), "__(value)`.")]
        ///
        /// # Errors
        /// None of its own.
        pub fn $name<'gc>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
            compared(args, CompareOp::$op)
        }
    )*};
}
comparisons! { lt Lt; le Le; eq Eq; ne Ne; gt Gt; ge Ge; }

/// `hash(bytes)`.
///
/// # Errors
/// None of its own.
pub fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(hash_bytes(&this(ctx, &args)?))
}

/// `repr(bytes)`.
///
/// # Errors
/// None of its own.
pub fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let shown = bytes_repr(&this(ctx, &args)?);
    if args.get(0).as_bytearray().is_none() {
        return Step::value(ctx.str(shown));
    }
    // A bytearray escapes the single quote even inside double ones.
    let shown = if shown.starts_with("b\"") { shown.replace('\'', "\\'") } else { shown };
    Step::value(ctx.str(format!("{}({shown})", ctx.type_name(args.get(0)))))
}

/// `iter(bytes)`.
///
/// # Errors
/// None of its own.
pub fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(Iter::new(ctx.mc, IterState::Bytes { bytes: args.get(0).payload(), next: 0 }))
}

/// `bytes.__bytes__()`: exact bytes.
///
/// # Errors
/// None of its own.
pub fn to_bytes<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let len = this(ctx, &args)?.len();
    Step::value(part(ctx, args.get(0), 0..len))
}

/// `bytes.__getnewargs__()`.
///
/// # Errors
/// None of its own.
pub fn getnewargs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.tuple(&[Bytes::new(ctx.mc, &*this(ctx, &args)?).into()]))
}

/// `__sizeof__()`: what CPython's objects take.
///
/// # Errors
/// None of its own.
pub fn sizeof<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let len = this(ctx, &args)?.len();
    let size = match args.get(0).as_bytearray() {
        Some(_) => 56 + super::mutate::allocated(len),
        None => 33 + len,
    };
    Step::value(size as i64)
}
