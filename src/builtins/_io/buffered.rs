//! BufferedReader, BufferedWriter and BufferedRandom. The bytes that they hold
//! are with the open file itself, so that all streams on it agree. Mirrors
//! `Modules/_io/bufferedio.c`.

use super::base;
use super::streams::{self, CLOSED};
use super::support::{call, copy_into, count, new, room, size, stop, stream};
use crate::builtins::_functools::{set_slot, slot_of};
use crate::methods::bytes::like;
use crate::runtime::def::{AttributeDef, FunctionDef, TypeDef, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Bytes, IoState};
use crate::value::Value;
use crate::vm::attributes;

const NEW: FunctionDef = static_method("__new__", "(cls, /, *args, **kwargs)", new);
const INIT: FunctionDef = slot("__init__", "(self, raw, buffer_size=131072)", init);
const REPR: FunctionDef = slot("__repr__", "(self, /)", repr);
const NEXT: FunctionDef = slot("__next__", "(self, /)", next);
const READ: FunctionDef =
    method("read", "(self, size=-1, /)", |ctx, args| streams::read(ctx, args, "read of closed file"));
const READ1: FunctionDef = method("read1", "(self, size=-1, /)", |ctx, args| {
    let limit = size(ctx, args.get(1))?;
    let bytes = streams::with(ctx, args.get(0), "read of closed file", |stream| {
        let some = stream.fill()?;
        let some = some.get(..limit.unwrap_or(usize::MAX)).unwrap_or(some).to_vec();
        stream.consume(some.len());
        Ok(some)
    })?;
    Step::value(Bytes::new(ctx.mc, bytes))
});
const READ_INTO: FunctionDef = method("readinto", "(self, buffer, /)", read_into);
const READ_INTO1: FunctionDef = method("readinto1", "(self, buffer, /)", read_into);
const READ_LINE: FunctionDef = method("readline", "(self, size=-1, /)", |ctx, args| {
    let limit = size(ctx, args.get(1))?;
    let line = streams::with(ctx, args.get(0), "readline of closed file", |stream| stream.read_line(limit))?;
    Step::value(Bytes::new(ctx.mc, line))
});
const PEEK: FunctionDef = method("peek", "(self, size=0, /)", |ctx, args| {
    let some = streams::with(ctx, args.get(0), "peek of closed file", |stream| stream.fill().map(<[u8]>::to_vec))?;
    Step::value(Bytes::new(ctx.mc, some))
});
const WRITE: FunctionDef = method("write", "(self, buffer, /)", |ctx, args| {
    let bytes = like::required(ctx, args.get(1))?.to_vec();
    streams::with(ctx, args.get(0), "write to closed file", |stream| stream.write(&bytes))?;
    Step::value(count(bytes.len()))
});
const FLUSH: FunctionDef = method("flush", "(self, /)", |ctx, args| {
    streams::with(ctx, args.get(0), "flush of closed file", |stream| stream.flush())?;
    Step::value(())
});
const CLOSE: FunctionDef = method("close", "(self, /)", streams::close);
const DETACH: FunctionDef = method("detach", "(self, /)", |ctx, args| {
    streams::with(ctx, args.get(0), "I/O operation on closed file.", |stream| stream.flush())?;
    *stream(ctx, args.get(0))?.data().state.borrow_mut() = IoState::Detached;
    Step::value(slot_of(args.get(0), 0))
});
const SEEK: FunctionDef =
    method("seek", "(self, target, whence=0, /)", |ctx, args| streams::seek(ctx, args, "seek of closed file"));
const TELL: FunctionDef = method("tell", "(self, /)", streams::tell);
const TRUNCATE: FunctionDef =
    method("truncate", "(self, pos=None, /)", |ctx, args| streams::truncate(ctx, args, "truncate of closed file"));
const NUMBER: FunctionDef = method("fileno", "(self, /)", streams::number);
const TERMINAL: FunctionDef = method("isatty", "(self, /)", streams::is_terminal);
const SEEKABLE: FunctionDef = method("seekable", "(self, /)", |ctx, args| streams::able(ctx, args, |_| true));
const READABLE: FunctionDef = method("readable", "(self, /)", |ctx, args| streams::able(ctx, args, |(read, _)| read));
const WRITABLE: FunctionDef = method("writable", "(self, /)", |ctx, args| streams::able(ctx, args, |(_, write)| write));

const ATTRIBUTES: &[AttributeDef] = &[
    getter("closed", |ctx, value| Step::value(streams::is_closed(ctx, value)?)),
    getter("name", |ctx, value| attributes::get(ctx, slot_of(value, 0), ctx.intern("name"))),
    getter("mode", |ctx, value| attributes::get(ctx, slot_of(value, 0), ctx.intern("mode"))),
];

/// What BufferedReader offers.
pub const READER: TypeDef = TypeDef {
    doc: Some("Create a new buffered reader using the given readable raw IO object."),
    functions: &[
        NEW, INIT, REPR, NEXT, READ, READ1, READ_INTO, READ_INTO1, READ_LINE, PEEK, CLOSE, DETACH, SEEK, TELL,
        TRUNCATE, NUMBER, TERMINAL, SEEKABLE, READABLE,
    ],
    attributes: ATTRIBUTES,
    ..TypeDef::EMPTY
};

/// What BufferedWriter offers.
pub const WRITER: TypeDef = TypeDef {
    doc: Some("A buffer for a writeable sequential RawIO object."),
    functions: &[
        NEW, INIT, REPR, WRITE, FLUSH, CLOSE, DETACH, SEEK, TELL, TRUNCATE, NUMBER, TERMINAL, SEEKABLE, WRITABLE,
    ],
    attributes: ATTRIBUTES,
    ..TypeDef::EMPTY
};

/// What BufferedRandom offers.
pub const RANDOM: TypeDef = TypeDef {
    doc: Some("A buffered interface to random access streams."),
    functions: &[
        NEW, INIT, REPR, NEXT, READ, READ1, READ_INTO, READ_INTO1, READ_LINE, PEEK, WRITE, FLUSH, CLOSE, DETACH, SEEK,
        TELL, TRUNCATE, NUMBER, TERMINAL, SEEKABLE, READABLE, WRITABLE,
    ],
    attributes: ATTRIBUTES,
    ..TypeDef::EMPTY
};

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let writer = ctx.class_of(args.get(0)).is_subclass(ctx.types.buffered_writer);
    let asked = if writer { "writable" } else { "readable" };
    let checked = call(ctx, args.get(1), asked)?;
    checked.then(ctx, [args.get(0), args.get(1)], |ctx, able, [this, raw]| {
        if !ctx.is_true(able)? {
            let writer = ctx.class_of(this).is_subclass(ctx.types.buffered_writer);
            return Err(
                ctx.os_error(format!("File or stream is not {}.", if writer { "writable" } else { "readable" }))
            );
        }
        if let Some(file) = streams::file(ctx, raw)? {
            file.borrow_mut().direct = false;
        }
        set_slot(ctx, this, 0, raw);
        *stream(ctx, this)?.data().state.borrow_mut() = IoState::Buffered;
        Step::value(())
    })
}

fn read_into<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let room = room(ctx, "readinto", args.get(1))?;
    let bytes = streams::with(ctx, args.get(0), CLOSED, |stream| stream.read(Some(room)))?;
    Step::value(count(copy_into(ctx, "readinto", args.get(1), &bytes)?))
}

fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(args.get(0));
    if !class.is(ctx.types.buffered_reader) && !class.is(ctx.types.buffered_random) {
        return base::next(ctx, args);
    }
    let line = streams::with(ctx, args.get(0), "readline of closed file", |stream| stream.read_line(None))?;
    if line.is_empty() { Err(stop(ctx)) } else { Step::value(Bytes::new(ctx.mc, line)) }
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = ctx.str(ctx.type_name(args.get(0)));
    let name = attributes::get_optional(ctx, slot_of(args.get(0), 0), ctx.intern("name"))?;
    name.then(ctx, [class], |ctx, name, [class]| {
        let shown = if name.is_null() { Step::Return(Value::Null) } else { crate::vm::ops::repr(ctx, name)? };
        shown.then(ctx, [class], |ctx, name, [class]| {
            let class = class.as_str().map(|text| text.lossy().into_owned()).unwrap_or_default();
            Step::value(ctx.str(match name.as_str() {
                Some(name) => format!("<{class} name={}>", name.lossy()),
                None => format!("<{class}>"),
            }))
        })
    })
}
