//! Hexadecimal, translation tables, decoding.

use super::like::{bytes_of, like, required, this};
use crate::methods::codec::{self, Names};
use crate::methods::str::{args::shown_type, pad::c_int, sequence::check_room};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{ByteArray, Bytes};
use crate::value::Value;
use crate::vm::ops;

/// `bytes.decode(encoding, errors)`.
///
/// # Errors
/// LookupError for an unknown encoding, UnicodeDecodeError.
pub fn decode<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let names = Names::from_args(ctx, "decode", args.get(1), args.get(2))?;
    Step::value(codec::decode(ctx, &this(ctx, &args)?, names)?)
}

/// The byte that stands between groups.
fn separator<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Option<u8>, Raise<'gc>> {
    if value.is_null() {
        return Ok(None);
    }
    let one = |bytes: &[u8], len: usize| match bytes {
        _ if len != 1 => Err(ctx.value_error("sep must be length 1.")),
        [byte] if byte.is_ascii() => Ok(Some(*byte)),
        _ => Err(ctx.value_error("sep must be ASCII.")),
    };
    if let Some(text) = value.as_str() {
        return one(text.wtf8().as_bytes(), text.len());
    }
    if let Some(bytes) = value.as_bytes() {
        return one(bytes.as_slice(), bytes.as_slice().len());
    }
    match ctx.reenter(ops::len(ctx, value)?)? {
        Value::Int(1) => Err(ctx.type_error("sep must be str or bytes.")),
        _ => Err(ctx.value_error("sep must be length 1.")),
    }
}

/// `bytes.hex(sep, bytes_per_sep)`.
///
/// # Errors
/// Those of its arguments.
pub fn hex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let group = c_int(ctx, args.get(2), 1)?;
    let separator = separator(ctx, args.get(1))?;
    let bytes = this(ctx, &args)?;
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = check_room(ctx, bytes.len().checked_mul(3))?;
    for (index, byte) in bytes.iter().enumerate() {
        if let Some(separator) = separator
            && index > 0
            && size > 0
        {
            // Positive groups count from the right, negative ones from the left.
            let place = if group > 0 { bytes.len() - index } else { index };
            if place.is_multiple_of(size) {
                out.push(separator);
            }
        }
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        out.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    Step::value(crate::methods::str::args::from_bytes(ctx, out)?)
}

/// Bytes of hexadecimal digits; the place in characters of what is none, or
/// nothing when a digit is missing.
fn parse_hex(digits: impl Iterator<Item = u32>) -> Result<Vec<u8>, Option<usize>> {
    let value = |code: u32| char::from_u32(code).and_then(|c| c.to_digit(16));
    let space = |code: &u32| matches!(code, 0x9..=0xd | 0x20);
    let mut out = Vec::new();
    let mut digits = digits.enumerate().peekable();
    loop {
        while digits.next_if(|(_, code)| space(code)).is_some() {}
        let Some((at, code)) = digits.next() else { return Ok(out) };
        let high = value(code).ok_or(Some(at))?;
        let (at, code) = digits.next().ok_or(None)?;
        let low = value(code).ok_or(Some(at))?;
        out.push((high << 4 | low) as u8);
    }
}

/// `bytes.fromhex(string)`.
///
/// # Errors
/// TypeError for anything but text and bytes, ValueError for what is no
/// hexadecimal.
pub fn fromhex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (class, given) = (args.get(0), args.get(1));
    let parsed = match (given.as_str(), bytes_of(given)) {
        (Some(text), _) => parse_hex(text.wtf8().code_points().map(|c| c.to_u32())),
        (None, Some(bytes)) => parse_hex(bytes.iter().map(|byte| u32::from(*byte))),
        (None, None) => {
            let name = shown_type(ctx, given);
            return Err(ctx.type_error(format!("fromhex() argument must be str or bytes-like, not {name}")));
        }
    };
    let bytes = parsed.map_err(|place| {
        ctx.value_error(match place {
            Some(at) => format!("non-hexadecimal number found in fromhex() arg at position {at}"),
            None => "fromhex() arg must contain an even number of hexadecimal digits".to_owned(),
        })
    })?;
    let (exact_bytes, exact_array) = (ctx.types.bytes, ctx.types.bytearray);
    match class.as_class() {
        Some(class) if class.is(exact_array) => Step::value(ByteArray::new(ctx.mc, bytes)),
        Some(class) if class.is(exact_bytes) => Step::value(Bytes::new(ctx.mc, bytes)),
        Some(class) if class.is_subclass(exact_array) => {
            Ok(Step::call(class.into(), &[ByteArray::new(ctx.mc, bytes).into()]))
        }
        _ => Ok(Step::call(class, &[Bytes::new(ctx.mc, bytes).into()])),
    }
}

/// `bytes.maketrans(frm, to)`.
///
/// # Errors
/// TypeError for what is not bytes-like, ValueError for unequal lengths.
pub fn maketrans<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (from, to) = (required(ctx, args.get(0))?, required(ctx, args.get(1))?);
    if from.len() != to.len() {
        return Err(ctx.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=u8::MAX).collect();
    for (from, to) in from.iter().zip(to.iter()) {
        if let Some(place) = table.get_mut(usize::from(*from)) {
            *place = *to;
        }
    }
    Step::value(Bytes::new(ctx.mc, table))
}

/// `bytes.translate(table, delete)`.
///
/// # Errors
/// TypeError for what is not bytes-like, ValueError for a table of another size.
pub fn translate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = match args.get(1) {
        Value::None => None,
        value => Some(required(ctx, value)?),
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(ctx.value_error("translation table must be 256 characters long"));
    }
    let gone = match args.get(2) {
        Value::Null => None,
        value => Some(required(ctx, value)?),
    };
    let stays = |byte: &u8| !gone.as_ref().is_some_and(|gone| gone.contains(byte));
    let map = |byte: u8| table.as_ref().and_then(|table| table.get(usize::from(byte)).copied()).unwrap_or(byte);
    let out = this(ctx, &args)?.iter().copied().filter(stays).map(map).collect();
    Step::value(like(ctx, args.get(0), out))
}
