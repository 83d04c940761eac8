//! BytesIO: bytes in memory as a stream. Mirrors `Modules/_io/bytesio.c`.

use std::cell::RefMut;
use std::io::SeekFrom;

use super::base;
use super::support::{copy_into, count, new, room, size, stop, stream, uninitialized};
use crate::methods::bytes::like;
use crate::runtime::def::{TypeDef, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::io::{ByteBuffer, ByteStream};
use crate::types::memoryview::View;
use crate::types::{Bytes, IoState, MemoryView};
use crate::value::Value;

/// What BytesIO offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Buffered I/O implementation using an in-memory bytes buffer."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, initial_bytes=b'')", init),
        slot("__iter__", "(self, /)", |ctx, args| open(ctx, args.get(0)).and_then(|_| Step::value(args.get(0)))),
        slot("__next__", "(self, /)", next),
        method("read", "(self, size=-1, /)", read),
        method("read1", "(self, size=-1, /)", read),
        method("readinto", "(self, buffer, /)", read_into),
        method("readinto1", "(self, buffer, /)", read_into),
        method("readline", "(self, size=-1, /)", |ctx, args| {
            let limit = size(ctx, args.get(1))?;
            let line = open(ctx, args.get(0))?.read_line(limit);
            done(ctx, line)
        }),
        method("readlines", "(self, size=None, /)", read_lines),
        method("getvalue", "(self, /)", |ctx, args| {
            let bytes = open(ctx, args.get(0))?.bytes.clone();
            Step::value(Bytes::new(ctx.mc, bytes))
        }),
        method("getbuffer", "(self, /)", get_buffer),
        method("write", "(self, b, /)", |ctx, args| Step::value(count(write(ctx, args.get(0), args.get(1))?))),
        method("writelines", "(self, lines, /)", |ctx, args| {
            open(ctx, args.get(0))?;
            let each = crate::methods::each::for_each(ctx, args.get(1), [args.get(0)], |ctx, line, [this]| {
                write(ctx, this, line)?;
                Ok(None)
            });
            each?.then(ctx, [], |_, _, []| Step::value(()))
        }),
        method("tell", "(self, /)", |ctx, args| Step::value(count(open(ctx, args.get(0))?.position))),
        method("seek", "(self, pos, whence=0, /)", seek),
        method("truncate", "(self, size=None, /)", truncate),
        method("flush", "(self, /)", |ctx, args| open(ctx, args.get(0)).and_then(|_| Step::value(()))),
        method("isatty", "(self, /)", |ctx, args| open(ctx, args.get(0)).and_then(|_| Step::value(false))),
        method("close", "(self, /)", |ctx, args| {
            stream(ctx, args.get(0))?.data().closed.set(true);
            Step::value(())
        }),
        method("seekable", "(self, /)", |ctx, args| open(ctx, args.get(0)).and_then(|_| Step::value(true))),
        method("readable", "(self, /)", |ctx, args| open(ctx, args.get(0)).and_then(|_| Step::value(true))),
        method("writable", "(self, /)", |ctx, args| open(ctx, args.get(0)).and_then(|_| Step::value(true))),
        method("__getstate__", "(self, /)", |ctx, args| {
            let (bytes, position) = {
                let held = open(ctx, args.get(0))?;
                (held.bytes.clone(), held.position)
            };
            let dict = match args.get(0) {
                Value::Instance(instance) => instance.dict.get().map_or(Value::None, Value::from),
                _ => Value::None,
            };
            Step::value(ctx.tuple(&[Bytes::new(ctx.mc, bytes).into(), count(position), dict]))
        }),
    ],
    attributes: &[getter("closed", |ctx, value| Step::value(stream(ctx, value)?.closed.get()))],
    ..TypeDef::EMPTY
};

/// The bytes of a stream that is not closed.
///
/// # Errors
/// ValueError for a stream that is closed or was not initialised.
pub fn open<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<RefMut<'gc, ByteBuffer>, Raise<'gc>> {
    let stream = stream(ctx, value)?;
    if stream.closed.get() {
        return Err(ctx.value_error("I/O operation on closed file."));
    }
    RefMut::filter_map(stream.data().state.borrow_mut(), |state| match state {
        IoState::Bytes(bytes) => Some(bytes),
        _ => None,
    })
    .map_err(|_| uninitialized(ctx))
}

fn done<'gc>(ctx: Ctx<'gc>, bytes: std::io::Result<Vec<u8>>) -> NativeResult<'gc> {
    match bytes {
        Ok(bytes) => Step::value(Bytes::new(ctx.mc, bytes)),
        Err(error) => Err(ctx.io_error(&error, Value::Null)),
    }
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let bytes = match args.get(1) {
        Value::Null | Value::None => Vec::new(),
        given => like::required(ctx, given)?.to_vec(),
    };
    let stream = stream(ctx, args.get(0))?.data();
    *stream.state.borrow_mut() = IoState::Bytes(ByteBuffer { bytes, position: 0 });
    stream.closed.set(false);
    Step::value(())
}

fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut bytes = open(ctx, args.get(0))?;
    if !ctx.class_of(args.get(0)).is(ctx.types.bytes_io) {
        drop(bytes);
        return base::next(ctx, args);
    }
    let line = bytes.read_line(None);
    match &line {
        Ok(line) if line.is_empty() => Err(stop(ctx)),
        _ => done(ctx, line),
    }
}

fn read<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let limit = size(ctx, args.get(1))?;
    let bytes = open(ctx, args.get(0))?.read(limit);
    done(ctx, bytes)
}

fn read_into<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let room = room(ctx, "readinto", args.get(1))?;
    let bytes = open(ctx, args.get(0))?.read(Some(room)).map_err(|error| ctx.io_error(&error, Value::Null))?;
    Step::value(count(copy_into(ctx, "readinto", args.get(1), &bytes)?))
}

fn read_lines<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let limit = match args.get(1) {
        Value::Null | Value::None => None,
        given if crate::vm::slicing::is_index(ctx, given) => size(ctx, given)?.filter(|&limit| limit > 0),
        other => return Err(ctx.type_error(format!("integer argument expected, got '{}'", ctx.type_name(other)))),
    };
    let mut held = open(ctx, args.get(0))?;
    let (mut lines, mut total) = (Vec::new(), 0usize);
    while limit.is_none_or(|limit| total < limit) {
        let line = held.read_line(None).map_err(|error| ctx.io_error(&error, Value::Null))?;
        if line.is_empty() {
            break;
        }
        total = total.saturating_add(line.len());
        lines.push(Bytes::new(ctx.mc, line).into());
    }
    Step::value(ctx.list(lines))
}

/// A view of a copy: what is written to it does not come back.
fn get_buffer<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let bytes = open(ctx, args.get(0))?.bytes.clone();
    let view = View { start: 0, step: 1, len: bytes.len(), readonly: true, format: 'B' };
    let base = Bytes::new(ctx.mc, bytes).into();
    Step::value(MemoryView::new(ctx.mc, base, args.get(0), view))
}

fn write<'gc>(ctx: Ctx<'gc>, this: Value<'gc>, given: Value<'gc>) -> Result<usize, Raise<'gc>> {
    let mut held = open(ctx, this)?;
    let bytes = like::required(ctx, given)?;
    held.write(&bytes).map_err(|error| ctx.io_error(&error, Value::Null))?;
    Ok(bytes.len())
}

fn seek<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let offset = ctx.index_i64(args.get(1))?;
    let whence = args.opt(2).map_or(Ok(0), |whence| ctx.index_i64(whence))?;
    let mut held = open(ctx, args.get(0))?;
    let to = match whence {
        0 => SeekFrom::Start(
            u64::try_from(offset).map_err(|_| ctx.value_error(format!("negative seek value {offset}")))?,
        ),
        1 => SeekFrom::Current(offset),
        2 => SeekFrom::End(offset),
        _ => return Err(ctx.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let position = held.seek(to).map_err(|error| ctx.io_error(&error, Value::Null))?;
    Step::value(count(position))
}

fn truncate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let given = match args.get(1) {
        Value::Null | Value::None => None,
        given => Some(ctx.index_i64(given)?),
    };
    let mut held = open(ctx, args.get(0))?;
    let len = match given {
        None => held.position,
        Some(given) => usize::try_from(given).map_err(|_| ctx.value_error(format!("negative size value {given}")))?,
    };
    held.truncate(len as u64).map_err(|error| ctx.io_error(&error, Value::Null))?;
    Step::value(count(len))
}
