//! StringIO: text in memory as a stream. Mirrors `Modules/_io/stringio.c`.

use std::cell::RefMut;

use super::base;
use super::support::{count, new, seen_newlines, size, stop, stream, uninitialized};
use crate::methods::str::args::result;
use crate::runtime::def::{TypeDef, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::IoState;
use crate::types::io::{Newline, TextBuffer};
use crate::value::Value;

/// What StringIO offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Text I/O implementation using an in-memory buffer."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, initial_value='', newline='\\n')", init),
        slot("__next__", "(self, /)", next),
        method("read", "(self, size=-1, /)", |ctx, args| {
            let mut text = open(ctx, args.get(0))?;
            let limit = size(ctx, args.get(1))?;
            let read = text.read(limit);
            Step::value(result(ctx, read))
        }),
        method("readline", "(self, size=-1, /)", |ctx, args| {
            let mut text = open(ctx, args.get(0))?;
            let limit = size(ctx, args.get(1))?;
            let read = text.read_line(limit);
            Step::value(result(ctx, read))
        }),
        method("getvalue", "(self, /)", |ctx, args| {
            let text = open(ctx, args.get(0))?.text();
            Step::value(result(ctx, text))
        }),
        method("write", "(self, s, /)", write),
        method("tell", "(self, /)", |ctx, args| Step::value(count(open(ctx, args.get(0))?.position))),
        method("seek", "(self, pos, whence=0, /)", seek),
        method("truncate", "(self, pos=None, /)", truncate),
        method("close", "(self, /)", |ctx, args| {
            stream(ctx, args.get(0))?.data().closed.set(true);
            Step::value(())
        }),
        method("seekable", "(self, /)", |ctx, args| open(ctx, args.get(0)).and_then(|_| Step::value(true))),
        method("readable", "(self, /)", |ctx, args| open(ctx, args.get(0)).and_then(|_| Step::value(true))),
        method("writable", "(self, /)", |ctx, args| open(ctx, args.get(0)).and_then(|_| Step::value(true))),
        method("__getstate__", "(self, /)", get_state),
    ],
    attributes: &[
        getter("closed", |ctx, value| Step::value(stream(ctx, value)?.closed.get())),
        getter("newlines", |ctx, value| {
            let seen = open(ctx, value)?.seen();
            Step::value(seen_newlines(ctx, seen))
        }),
        getter("line_buffering", |ctx, value| open(ctx, value).and_then(|_| Step::value(false))),
    ],
    ..TypeDef::EMPTY
};

/// The text of a stream that is not closed.
fn open<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<RefMut<'gc, TextBuffer>, Raise<'gc>> {
    let stream = stream(ctx, value)?;
    if stream.closed.get() {
        return Err(ctx.value_error("I/O operation on closed file"));
    }
    RefMut::filter_map(stream.data().state.borrow_mut(), |state| match state {
        IoState::Text(text) => Some(text),
        _ => None,
    })
    .map_err(|_| uninitialized(ctx))
}

/// The meaning of a `newline` argument.
///
/// # Errors
/// TypeError for what is neither text nor None, ValueError for text that is no
/// end of a line.
pub fn newline_argument<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Newline, Raise<'gc>> {
    if value.is_none() {
        return Ok(Newline::Universal);
    }
    let Some(text) = value.as_str() else {
        return Err(ctx.type_error(format!("newline must be str or None, not {}", ctx.type_name(value))));
    };
    let text = text.lossy();
    Newline::find(&text).ok_or_else(|| ctx.value_error(format!("illegal newline value: '{text}'")))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let newline = match args.get(2) {
        Value::Null => Newline::Lf,
        given => newline_argument(ctx, given)?,
    };
    let mut text = TextBuffer::new(newline);
    match args.get(1) {
        Value::Null | Value::None => {}
        given => {
            let Some(initial) = given.as_str() else {
                let got = ctx.type_name(given);
                return Err(ctx.type_error(format!("initial_value must be str or None, not {got}")));
            };
            text.write(initial.wtf8());
            text.position = 0;
        }
    }
    let stream = stream(ctx, args.get(0))?.data();
    *stream.state.borrow_mut() = IoState::Text(text);
    stream.closed.set(false);
    Step::value(())
}

fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut text = open(ctx, args.get(0))?;
    if !ctx.class_of(args.get(0)).is(ctx.types.string_io) {
        drop(text);
        return base::next(ctx, args);
    }
    let line = text.read_line(None);
    if line.is_empty() { Err(stop(ctx)) } else { Step::value(result(ctx, line)) }
}

fn write<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(text) = args.get(1).as_str() else {
        return Err(ctx.type_error(format!("string argument expected, got '{}'", ctx.type_name(args.get(1)))));
    };
    open(ctx, args.get(0))?.write(text.wtf8());
    Step::value(count(text.len()))
}

fn seek<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let offset = ctx.index_i64(args.get(1))?;
    let whence = args.opt(2).map_or(Ok(0), |whence| ctx.index_i64(whence))?;
    let mut text = open(ctx, args.get(0))?;
    if !(0..=2).contains(&whence) {
        return Err(ctx.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)")));
    }
    if whence == 0 && offset < 0 {
        return Err(ctx.value_error(format!("Negative seek position {offset}")));
    }
    if whence != 0 && offset != 0 {
        return Err(ctx.os_error("Can't do nonzero cur-relative seeks"));
    }
    match whence {
        0 => text.position = usize::try_from(offset).unwrap_or(usize::MAX),
        2 => text.position = text.len(),
        _ => {}
    }
    Step::value(count(text.position))
}

fn truncate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let given = match args.get(1) {
        Value::Null | Value::None => None,
        given => Some(ctx.index_i64(given)?),
    };
    let mut text = open(ctx, args.get(0))?;
    let len = match given {
        None => text.position,
        Some(given) => usize::try_from(given).map_err(|_| ctx.value_error(format!("Negative size value {given}")))?,
    };
    text.truncate(len);
    Step::value(count(len))
}

fn get_state<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (text, position, newline) = {
        let text = open(ctx, args.get(0))?;
        (text.text(), text.position, text.newline)
    };
    let newline = match newline {
        Newline::Universal => Value::None,
        Newline::Any => ctx.str(""),
        Newline::Lf => ctx.str("\n"),
        Newline::Cr => ctx.str("\r"),
        Newline::CrLf => ctx.str("\r\n"),
    };
    let dict = match args.get(0) {
        Value::Instance(instance) => instance.dict.get().map_or(Value::None, Value::from),
        _ => Value::None,
    };
    Step::value(ctx.tuple(&[result(ctx, text), newline, count(position), dict]))
}
