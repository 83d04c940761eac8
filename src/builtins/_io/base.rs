//! _IOBase: what every stream can do, by the methods that a class defines.
//! Mirrors `Modules/_io/iobase.c`.

use gc_arena::Collect;

use super::support::{call, call_with, size, stop, unsupported};
use crate::methods::bytes::like;
use crate::methods::object::{get_dict, set_dict};
use crate::runtime::def::{TypeDef, getset, getter, method, slot};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::Bytes;
use crate::value::Value;
use crate::vm::attributes;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};

/// What _IOBase offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("The abstract base class for all I/O classes."),
    functions: &[
        method("seek", "(self, offset, whence=0, /)", |ctx, _| Err(unsupported(ctx, "seek"))),
        method("tell", "(self, /)", tell),
        method("truncate", "(self, size=None, /)", |ctx, _| Err(unsupported(ctx, "truncate"))),
        method("fileno", "(self, /)", |ctx, _| Err(unsupported(ctx, "fileno"))),
        method("flush", "(self, /)", flush),
        method("close", "(self, /)", close),
        method("seekable", "(self, /)", |_, _| Step::value(false)),
        method("readable", "(self, /)", |_, _| Step::value(false)),
        method("writable", "(self, /)", |_, _| Step::value(false)),
        method("isatty", "(self, /)", |ctx, args| checked(ctx, args.get(0), |_, _| Step::value(false))),
        method("_checkClosed", "(self, /, *msg)", |ctx, args| checked(ctx, args.get(0), |_, _| Step::value(()))),
        method("_checkSeekable", "(self, /, *msg)", |ctx, args| able(ctx, args.get(0), "seekable")),
        method("_checkReadable", "(self, /, *msg)", |ctx, args| able(ctx, args.get(0), "readable")),
        method("_checkWritable", "(self, /, *msg)", |ctx, args| able(ctx, args.get(0), "writable")),
        method("__enter__", "(self, /)", |ctx, args| checked(ctx, args.get(0), |_, this| Step::value(this))),
        method("__exit__", "(self, /, *exc_info)", |ctx, args| call(ctx, args.get(0), "close")),
        slot("__iter__", "(self, /)", |ctx, args| checked(ctx, args.get(0), |_, this| Step::value(this))),
        slot("__next__", "(self, /)", next),
        method("readline", "(self, size=-1, /)", read_line),
        method("readlines", "(self, hint=-1, /)", read_lines),
        method("writelines", "(self, lines, /)", write_lines),
    ],
    attributes: &[
        getter("closed", |ctx, value| Step::value(was_closed(ctx, value)?)),
        getset("__dict__", get_dict, set_dict),
    ],
    ..TypeDef::EMPTY
};

/// The attribute that tells that `close` of the base has run.
const CLOSED: &str = "__IOBase_closed";

fn was_closed<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<bool, Raise<'gc>> {
    if value.as_io_stream().is_some() {
        return Ok(super::streams::is_closed(ctx, value).unwrap_or(false));
    }
    match value {
        Value::Instance(instance) => Ok(instance.dict.get().is_some_and(|dict| ctx.get_name(dict, CLOSED).is_some())),
        _ => Ok(false),
    }
}

/// Goes on with `then` unless `closed` is true.
///
/// # Errors
/// ValueError when it is, or what `then` raises.
pub fn checked<'gc>(
    ctx: Ctx<'gc>,
    this: Value<'gc>,
    then: fn(Ctx<'gc>, Value<'gc>) -> NativeResult<'gc>,
) -> NativeResult<'gc> {
    let closed = attributes::get(ctx, this, ctx.intern("closed"))?;
    let closed = ctx.reenter(closed)?;
    if ctx.is_true(closed)? {
        return Err(ctx.value_error("I/O operation on closed file."));
    }
    then(ctx, this)
}

fn able<'gc>(ctx: Ctx<'gc>, this: Value<'gc>, name: &'static str) -> NativeResult<'gc> {
    call(ctx, this, name)?.then(ctx, [ctx.str(name)], |ctx, answer, [name]| {
        if answer.is(Value::True) {
            return Step::value(true);
        }
        let name = name.as_str().map(|name| name.lossy().into_owned()).unwrap_or_default();
        Err(unsupported(ctx, &format!("File or stream is not {name}.")))
    })
}

fn tell<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, args.get(0), ctx.intern("seek"))?
        .then(ctx, [], |_, seek, []| Ok(Step::call(seek, &[Value::Int(0), Value::Int(1)])))
}

fn flush<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if was_closed(ctx, args.get(0))? {
        return Err(ctx.value_error("I/O operation on closed file."));
    }
    Step::value(())
}

fn close<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if was_closed(ctx, args.get(0))? {
        return Step::value(());
    }
    call(ctx, args.get(0), "flush")?.then_input(ctx, [args.get(0)], |ctx, input, [this]| {
        if let Value::Instance(instance) = this {
            ctx.set_name(instance.dict_or_new(ctx.mc), CLOSED, true);
        }
        input.value(ctx)?;
        Step::value(())
    })
}

/// `__next__` by `readline`.
///
/// # Errors
/// StopIteration at the end.
pub fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    call(ctx, args.get(0), "readline")?
        .then(ctx, [], |ctx, line, []| if ctx.is_true(line)? { Step::value(line) } else { Err(stop(ctx)) })
}

fn read_line<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let limit = size(ctx, args.get(1))?;
    Ok(Step::run(ReadLine { stream: args.get(0), limit, line: Vec::new() }))
}

/// Reads byte by byte up to the end of the line.
#[derive(Collect)]
#[collect(no_drop)]
struct ReadLine<'gc> {
    stream: Value<'gc>,
    limit: Option<usize>,
    line: Vec<u8>,
}

impl<'gc> Continuation<'gc> for ReadLine<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Input::Start = input {
        } else {
            let read = input.value(ctx)?;
            let Some(bytes) = read.as_bytes() else {
                let got = ctx.type_name(read);
                return Err(ctx.os_error(format!("read() should have returned a bytes object, not '{got}'")));
            };
            self.line.extend_from_slice(bytes.as_slice());
            if bytes.as_slice().is_empty() || self.line.last() == Some(&b'\n') {
                return Flow::value(Bytes::new(ctx.mc, std::mem::take(&mut self.line)));
            }
        }
        if self.limit.is_some_and(|limit| self.line.len() >= limit) {
            return Flow::value(Bytes::new(ctx.mc, std::mem::take(&mut self.line)));
        }
        Ok(Flow::Await(call_with(ctx, self.stream, "read", Value::Int(1))?))
    }
}

fn read_lines<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let limit = size(ctx, args.get(1))?.filter(|&limit| limit > 0);
    feed(ctx, args.get(0), Lines { lines: Vec::new(), total: 0, limit })
}

#[derive(Collect)]
#[collect(no_drop)]
struct Lines<'gc> {
    lines: Vec<Value<'gc>>,
    total: usize,
    limit: Option<usize>,
}

impl<'gc> Sink<'gc> for Lines<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        self.lines.push(item);
        let len = item.as_str().map_or_else(|| like::bytes_of(item).map_or(0, |bytes| bytes.len()), |text| text.len());
        self.total = self.total.saturating_add(len);
        Ok(match self.limit {
            Some(limit) if self.total >= limit => SinkFlow::Done(self.end(ctx)?),
            _ => SinkFlow::More,
        })
    }

    fn end(&mut self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        Step::value(ctx.list(std::mem::take(&mut self.lines)))
    }
}

fn write_lines<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    #[derive(Collect)]
    #[collect(no_drop)]
    struct Writer<'gc> {
        stream: Value<'gc>,
    }
    impl<'gc> Sink<'gc> for Writer<'gc> {
        fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
            Ok(SinkFlow::Await(call_with(ctx, self.stream, "write", item)?))
        }
        fn end(&mut self, _: Ctx<'gc>) -> NativeResult<'gc> {
            Step::value(())
        }
    }
    checked(ctx, args.get(0), |_, this| Step::value(this))?;
    feed(ctx, args.get(1), Writer { stream: args.get(0) })
}
