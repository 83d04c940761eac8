//! SyntaxError, IndentationError and TabError.

use rustpython_wtf8::Wtf8Buf;

use super::{get_field, no_keywords, push, receiver, set_args, set_field};
use crate::runtime::def::{TypeDef, member_set, slot};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::Exception;
use crate::value::Value;
use crate::vm::ops;

/// Index of `msg` among the fields.
pub const MSG: usize = 0;
/// Index of `filename`.
pub const FILENAME: usize = 1;
/// Index of `lineno`.
pub const LINENO: usize = 2;
/// Index of `offset`.
pub const OFFSET: usize = 3;
/// Index of `text`.
pub const TEXT: usize = 4;
/// Index of `end_lineno`.
pub const END_LINENO: usize = 5;
/// Index of `end_offset`.
pub const END_OFFSET: usize = 6;
const PRINT_FILE_AND_LINE: usize = 7;
const METADATA: usize = 8;

/// What SyntaxError offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[slot("__init__", "(self, /, *args, **kwargs)", init), slot("__str__", "(self, /)", str)],
    attributes: &[
        member_set("msg", get_msg, set_field::<MSG>),
        member_set("filename", get_field::<FILENAME>, set_field::<FILENAME>),
        member_set("lineno", get_field::<LINENO>, set_field::<LINENO>),
        member_set("offset", get_field::<OFFSET>, set_field::<OFFSET>),
        member_set("text", get_field::<TEXT>, set_field::<TEXT>),
        member_set("end_lineno", get_field::<END_LINENO>, set_field::<END_LINENO>),
        member_set("end_offset", get_field::<END_OFFSET>, set_field::<END_OFFSET>),
        member_set("print_file_and_line", get_field::<PRINT_FILE_AND_LINE>, set_field::<PRINT_FILE_AND_LINE>),
        member_set("_metadata", get_field::<METADATA>, set_field::<METADATA>),
    ],
    ..TypeDef::EMPTY
};

/// `msg`: the first argument unless it was set since.
pub fn msg(exception: Exception<'_>) -> Value<'_> {
    match exception.field(MSG) {
        Value::Null => exception.args.get().as_slice().first().copied().unwrap_or(Value::None),
        msg => msg,
    }
}

fn get_msg<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(msg(receiver(ctx, value)?))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    no_keywords(ctx, exception, &args)?;
    set_args(ctx, exception, args.rest());
    if let Some(&msg) = args.rest().first() {
        exception.set_field(ctx.mc, MSG, msg);
    }
    let [_, info] = args.rest() else { return Step::value(Value::None) };
    ops::collect(ctx, *info)?.then(ctx, [args.get(0)], |ctx, info, [exception]| {
        let info = info.as_list().map(|list| list.to_vec()).unwrap_or_default();
        let count = info.len();
        match count {
            0..4 => {
                return Err(ctx.type_error(format!("function takes at least 4 arguments ({count} given)")));
            }
            4..=7 => {}
            _ => return Err(ctx.type_error(format!("function takes at most 7 arguments ({count} given)"))),
        }
        let exception = receiver(ctx, exception)?;
        let places = [FILENAME, LINENO, OFFSET, TEXT, END_LINENO, END_OFFSET, METADATA];
        for (place, value) in places.into_iter().zip(info) {
            exception.set_field(ctx.mc, place, value);
        }
        if count == 5 {
            return Err(ctx.type_error("end_offset must be provided when end_lineno is provided"));
        }
        Step::value(Value::None)
    })
}

fn str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    ops::str(ctx, msg(exception))?.then(ctx, [args.get(0)], |ctx, msg, [exception]| {
        let exception = receiver(ctx, exception)?;
        let filename = exception.field(FILENAME).as_str().map(|name| {
            let name = name.lossy();
            name.rsplit('/').next().unwrap_or_default().to_owned()
        });
        let lineno = match exception.field(LINENO) {
            Value::Int(line) => Some(line),
            Value::BigInt(_) => Some(-1),
            _ => None,
        };
        let place = match (filename, lineno) {
            (None, None) => return Step::value(msg),
            (Some(name), Some(line)) => format!(" ({name}, line {line})"),
            (Some(name), None) => format!(" ({name})"),
            (None, Some(line)) => format!(" (line {line})"),
        };
        let mut text = Wtf8Buf::new();
        push(&mut text, msg);
        text.push_str(&place);
        Step::value(ctx.str(text))
    })
}
