//! `bytes()` and `bytearray()`.

use super::like::{bytes_of, this_array};
use crate::methods::codec::{self, Names};
use crate::methods::{new_class, wrap};
use crate::runtime::{Args, Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::text::find::repeat;
use crate::types::{ByteArray, Bytes};
use crate::value::Value;
use crate::vm::slicing::is_index;
use crate::vm::{attributes, ops};

/// What a constructor was given, where it can be told at once.
enum Source<'gc> {
    Bytes(Vec<u8>),
    /// Something to iterate.
    Other(Value<'gc>),
}

/// Sorts out the arguments of a constructor.
fn source<'gc>(ctx: Ctx<'gc>, given: Value<'gc>, names: Names<'gc>) -> Result<Source<'gc>, Raise<'gc>> {
    let text = given.as_str();
    if names.encoding.is_some() {
        return match text {
            Some(text) => codec::encode(ctx, text, names).map(Source::Bytes),
            None => Err(ctx.type_error("encoding without a string argument")),
        };
    }
    if text.is_some() {
        return Err(ctx.type_error("string argument without an encoding"));
    }
    if names.errors.is_some() {
        return Err(ctx.type_error("errors without a string argument"));
    }
    if given.is_null() {
        return Ok(Source::Bytes(Vec::new()));
    }
    if let Some(bytes) = bytes_of(given) {
        return Ok(Source::Bytes(bytes.to_vec()));
    }
    if is_index(ctx, given) {
        match ctx.index(given) {
            Ok(Value::Int(count)) => {
                let count = usize::try_from(count).map_err(|_| ctx.value_error("negative count"))?;
                return repeat(b"\0", count).map(Source::Bytes).map_err(|error| ctx.text_error(error));
            }
            Ok(_) => {
                let name = ctx.type_name(given);
                return Err(ctx.overflow_error(format!("cannot fit '{name}' into an index-sized integer")));
            }
            Err(raise) if !ctx.is_raised(raise, ctx.types.exceptions.TypeError) => return Err(raise),
            Err(_) => {}
        }
    }
    Ok(Source::Other(given))
}

/// The items of anything but bytes and text, as a list or tuple; `kind` is
/// what they are wanted for.
///
/// # Errors
/// TypeError for what cannot be iterated, or what the iteration raises.
pub fn items<'gc>(ctx: Ctx<'gc>, iterable: Value<'gc>, array: bool) -> NativeResult<'gc> {
    if let Value::List(_) | Value::Tuple(_) = iterable {
        return Step::value(iterable);
    }
    let kept = [iterable, Value::bool(array)];
    then_input(ops::iter(ctx, iterable), ctx, kept, |ctx, input, [iterable, array]| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
            let name = ctx.type_name(iterable);
            let kind = if matches!(array, Value::True) { "bytearray" } else { "bytes" };
            Err(ctx.type_error(format!("cannot convert '{name}' object to {kind}")))
        }
        input => ops::collect(ctx, input.value(ctx)?),
    })
}

/// Ints as bytes.
///
/// # Errors
/// TypeError for what is no int; ValueError with `message` out of range.
pub fn to_bytes<'gc>(ctx: Ctx<'gc>, items: Value<'gc>, message: &str) -> Result<Vec<u8>, Raise<'gc>> {
    let items = match items {
        Value::List(list) => list.to_vec(),
        Value::Tuple(tuple) => tuple.as_slice().to_vec(),
        _ => return Err(ctx.internal_error("items are no sequence")),
    };
    let byte = |item| u8::try_from(ctx.index_clipped(item)?).map_err(|_| ctx.value_error(message));
    items.into_iter().map(byte).collect()
}

/// What is wrong with an int in `bytes()`.
const BYTES_RANGE: &str = "bytes must be in range(0, 256)";
/// What is wrong with an int in a bytearray.
pub const BYTE_RANGE: &str = "byte must be in range(0, 256)";

/// `bytes(source, encoding, errors)`.
///
/// # Errors
/// TypeError, ValueError, or what the source raises.
pub fn new_bytes<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.bytes)?;
    let names = Names::from_args(ctx, "bytes", args.get(2), args.get(3))?;
    let given = args.get(1);
    let exact = class.is(ctx.types.bytes);
    if let (Value::Bytes(_), true, true) = (given, names.is_empty(), exact) {
        return Step::value(given);
    }
    if !given.is_null()
        && names.is_empty()
        && !matches!(given, Value::Bytes(_))
        && ctx.lookup_special(given, ctx.names.bytes).is_some()
        && let Some(step) = attributes::call_special(ctx, given, ctx.names.bytes, &[])?
    {
        return step.then(ctx, [class.into()], |ctx, bytes, [class]| match (bytes.as_bytes(), class) {
            (Some(_), Value::Class(class)) if class.is(ctx.types.bytes) => Step::value(bytes),
            (Some(payload), Value::Class(class)) => Step::value(wrap(ctx, class, payload.into())),
            _ => {
                let name = ctx.type_name(bytes);
                Err(ctx.type_error(format!("__bytes__ returned non-bytes (type {name})")))
            }
        });
    }
    match source(ctx, given, names)? {
        Source::Bytes(bytes) => Step::value(wrap(ctx, class, Bytes::new(ctx.mc, bytes).into())),
        Source::Other(iterable) => items(ctx, iterable, false)?.then(ctx, [class.into()], |ctx, items, [class]| {
            let bytes = Value::Bytes(Bytes::new(ctx.mc, to_bytes(ctx, items, BYTES_RANGE)?));
            Step::value(class.as_class().map_or(bytes, |class| wrap(ctx, class, bytes)))
        }),
    }
}

/// `bytearray.__new__`: an empty one, whatever the arguments.
///
/// # Errors
/// TypeError for a class that is no bytearray.
pub fn new_bytearray<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.bytearray)?;
    Step::value(wrap(ctx, class, ByteArray::new(ctx.mc, Vec::new()).into()))
}

/// `bytearray.__init__(source, encoding, errors)`.
///
/// # Errors
/// As [`new_bytes`].
pub fn init_bytearray<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this_array(ctx, &args)?;
    let names = Names::from_args(ctx, "bytearray", args.get(2), args.get(3))?;
    let given = args.get(1);
    super::mutate::edit(ctx, this)?.clear();
    match source(ctx, given, names)? {
        Source::Bytes(bytes) => {
            *super::mutate::edit(ctx, this)? = bytes;
            Step::value(Value::None)
        }
        Source::Other(iterable) => items(ctx, iterable, true)?.then(ctx, [this.into()], |ctx, items, [this]| {
            let bytes = to_bytes(ctx, items, BYTE_RANGE)?;
            if let Some(this) = this.as_bytearray() {
                *super::mutate::edit(ctx, this)? = bytes;
            }
            Step::value(Value::None)
        }),
    }
}
