//! UnicodeDecodeError, UnicodeEncodeError and UnicodeTranslateError.

use rustpython_wtf8::Wtf8Buf;

use super::{no_keywords, push, receiver, set_args, set_field};
use crate::runtime::def::{TypeDef, member_set, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Bytes, Exception};
use crate::value::Value;
use crate::vm::ops;

const ENCODING: usize = 0;
const OBJECT: usize = 1;
const START: usize = 2;
const END: usize = 3;
const REASON: usize = 4;

/// What UnicodeDecodeError offers.
pub const DECODE: TypeDef = TypeDef {
    functions: &[slot("__init__", "(self, /, *args, **kwargs)", decode_init), slot("__str__", "(self, /)", decode_str)],
    ..ENCODE
};

/// What UnicodeEncodeError offers.
pub const ENCODE: TypeDef = TypeDef {
    functions: &[slot("__init__", "(self, /, *args, **kwargs)", encode_init), slot("__str__", "(self, /)", encode_str)],
    attributes: &[
        member_set("encoding", get::<ENCODING>, set_field::<ENCODING>),
        member_set("object", get::<OBJECT>, set_field::<OBJECT>),
        member_set("start", get::<START>, set_position::<START>),
        member_set("end", get::<END>, set_position::<END>),
        member_set("reason", get::<REASON>, set_field::<REASON>),
    ],
    ..TypeDef::EMPTY
};

/// What UnicodeTranslateError offers.
pub const TRANSLATE: TypeDef = TypeDef {
    functions: &[
        slot("__init__", "(self, /, *args, **kwargs)", translate_init),
        slot("__str__", "(self, /)", translate_str),
    ],
    ..ENCODE
};

/// A field, read from the arguments where the runtime raised the exception.
fn field<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>, index: usize) -> Value<'gc> {
    match exception.field(index) {
        Value::Null => {
            let translate = exception.class.get().is_subclass(ctx.types.exceptions.UnicodeTranslateError);
            let index = if translate { index.checked_sub(1) } else { Some(index) };
            index.and_then(|index| exception.args.get().as_slice().get(index).copied()).unwrap_or(Value::Null)
        }
        value => value,
    }
}

fn get<'gc, const I: usize>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(field(ctx, receiver(ctx, value)?, I).or(Value::None))
}

fn set_position<'gc, const I: usize>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, value)?;
    match new {
        Value::Null => Err(ctx.type_error("can't delete numeric/char attribute")),
        _ if new.as_big().is_none() => Err(ctx.type_error("an integer is required")),
        _ => {
            exception.set_field(ctx.mc, I, Value::Int(ctx.index_i64(new)?));
            Step::value(Value::None)
        }
    }
}

fn wants_str<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, number: usize) -> Result<(), Raise<'gc>> {
    if value.as_str().is_some() {
        return Ok(());
    }
    let got = if value.is_none() { "None".to_owned() } else { ctx.type_name(value) };
    Err(ctx.type_error(format!("argument {number} must be str, not {got}")))
}

fn start_init<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, count: usize) -> Result<Exception<'gc>, Raise<'gc>> {
    let exception = receiver(ctx, args.get(0))?;
    no_keywords(ctx, exception, args)?;
    set_args(ctx, exception, args.rest());
    let given = args.rest().len();
    if given != count {
        return Err(ctx.type_error(format!("function takes exactly {count} arguments ({given} given)")));
    }
    Ok(exception)
}

fn set_fields<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>, first: usize, values: &[Value<'gc>]) {
    for (offset, &value) in values.iter().enumerate() {
        exception.set_field(ctx.mc, first + offset, value);
    }
}

fn decode_init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = start_init(ctx, &args, 5)?;
    let &[encoding, object, start, end, reason] = args.rest() else { return Step::value(Value::None) };
    wants_str(ctx, encoding, 1)?;
    let (start, end) = (ctx.index_i64(start)?, ctx.index_i64(end)?);
    wants_str(ctx, reason, 5)?;
    let object = match (object.as_bytes(), object.as_bytearray()) {
        (Some(_), _) => object,
        (None, Some(bytes)) => Bytes::new(ctx.mc, bytes.0.0.borrow().as_slice()).into(),
        _ => {
            let got = ctx.type_name(object);
            return Err(ctx.type_error(format!("a bytes-like object is required, not '{got}'")));
        }
    };
    set_fields(ctx, exception, ENCODING, &[encoding, object, Value::Int(start), Value::Int(end), reason]);
    Step::value(Value::None)
}

fn encode_init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = start_init(ctx, &args, 5)?;
    let &[encoding, object, start, end, reason] = args.rest() else { return Step::value(Value::None) };
    wants_str(ctx, encoding, 1)?;
    wants_str(ctx, object, 2)?;
    let (start, end) = (ctx.index_i64(start)?, ctx.index_i64(end)?);
    wants_str(ctx, reason, 5)?;
    set_fields(ctx, exception, ENCODING, &[encoding, object, Value::Int(start), Value::Int(end), reason]);
    Step::value(Value::None)
}

fn translate_init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = start_init(ctx, &args, 4)?;
    let &[object, start, end, reason] = args.rest() else { return Step::value(Value::None) };
    wants_str(ctx, object, 1)?;
    let (start, end) = (ctx.index_i64(start)?, ctx.index_i64(end)?);
    wants_str(ctx, reason, 4)?;
    set_fields(ctx, exception, OBJECT, &[object, Value::Int(start), Value::Int(end), reason]);
    Step::value(Value::None)
}

/// `start` and `end`.
fn range<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>) -> (i64, i64) {
    let number = |index| field(ctx, exception, index).as_i64().unwrap_or_default();
    (number(START), number(END))
}

/// Puts the text together: `prefix`, the place, the reason.
fn describe<'gc>(
    ctx: Ctx<'gc>,
    exception: Exception<'gc>,
    head: Wtf8Buf,
    verb: &str,
    one: Option<String>,
    many: &str,
    (start, end): (i64, i64),
) -> NativeResult<'gc> {
    let mut text = head;
    text.push_str(verb);
    match one {
        Some(one) => text.push_str(&format!("{one} in position {start}: ")),
        None => text.push_str(&format!("{many} in position {start}-{}: ", end.saturating_sub(1))),
    }
    let reason = field(ctx, exception, REASON).or(Value::None);
    ops::str(ctx, reason)?.then(ctx, [ctx.str(text)], |ctx, reason, [text]| {
        let mut out = Wtf8Buf::new();
        push(&mut out, text);
        push(&mut out, reason);
        Step::value(ctx.str(out))
    })
}

/// `'encoding' codec `
fn codec<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>) -> Wtf8Buf {
    let mut text = Wtf8Buf::from("'");
    push(&mut text, field(ctx, exception, ENCODING));
    text.push_str("' codec ");
    text
}

fn character<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>, (start, end): (i64, i64)) -> Option<String> {
    let index = usize::try_from(start).ok()?;
    if start.checked_add(1) != Some(end) {
        return None;
    }
    let code = field(ctx, exception, OBJECT).as_str()?.code_point(index)?.to_u32();
    Some(match code {
        0..=0xff => format!("character '\\x{code:02x}'"),
        0x100..=0xffff => format!("character '\\u{code:04x}'"),
        _ => format!("character '\\U{code:08x}'"),
    })
}

fn decode_str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let object = field(ctx, exception, OBJECT);
    if object.is_null() {
        return Step::value(ctx.names.empty);
    }
    let Some(bytes) = object.as_bytes() else {
        return Err(ctx.type_error("UnicodeError 'object' attribute must be a bytes"));
    };
    let range = range(ctx, exception);
    let byte = usize::try_from(range.0).ok().and_then(|start| bytes.as_slice().get(start));
    let one = byte.filter(|_| range.0.checked_add(1) == Some(range.1)).map(|byte| format!("byte 0x{byte:02x}"));
    describe(ctx, exception, codec(ctx, exception), "can't decode ", one, "bytes", range)
}

fn encode_str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    text_str(ctx, exception, codec(ctx, exception), "can't encode ")
}

fn translate_str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    text_str(ctx, receiver(ctx, args.get(0))?, Wtf8Buf::new(), "can't translate ")
}

fn text_str<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>, head: Wtf8Buf, verb: &str) -> NativeResult<'gc> {
    let object = field(ctx, exception, OBJECT);
    if object.is_null() {
        return Step::value(ctx.names.empty);
    }
    if object.as_str().is_none() {
        return Err(ctx.type_error("UnicodeError 'object' attribute must be a str"));
    }
    let range = range(ctx, exception);
    describe(ctx, exception, head, verb, character(ctx, exception, range), "characters", range)
}
