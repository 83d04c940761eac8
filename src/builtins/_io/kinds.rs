//! _RawIOBase, _BufferedIOBase and _TextIOBase: what classes made by programs
//! derive from. Mirrors parts of `iobase.c`, `bufferedio.c` and `textio.c` in
//! `Modules/_io/`.

use gc_arena::Collect;

use super::BUFFER_SIZE;
use super::support::{call, call_with, copy_into, room, unsupported};
use crate::runtime::def::{TypeDef, getter, method};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{ByteArray, Bytes};
use crate::value::Value;

/// What _RawIOBase offers.
pub const RAW: TypeDef = TypeDef {
    doc: Some("Base class for raw binary I/O."),
    functions: &[
        method("read", "(self, size=-1, /)", raw_read),
        method("readall", "(self, /)", |_, args| {
            Ok(Step::run(ReadAll { stream: args.get(0), bytes: Vec::new(), some: false }))
        }),
        method("readinto", "(self, /, *args)", no_method),
        method("write", "(self, /, *args)", no_method),
    ],
    ..TypeDef::EMPTY
};

/// What _BufferedIOBase offers.
pub const BUFFERED: TypeDef = TypeDef {
    doc: Some("Base class for buffered IO objects."),
    functions: &[
        method("read", "(self, size=-1, /)", |ctx, _| Err(unsupported(ctx, "read"))),
        method("read1", "(self, size=-1, /)", |ctx, _| Err(unsupported(ctx, "read1"))),
        method("write", "(self, b, /)", |ctx, _| Err(unsupported(ctx, "write"))),
        method("detach", "(self, /)", |ctx, _| Err(unsupported(ctx, "detach"))),
        method("readinto", "(self, buffer, /)", |ctx, args| read_into(ctx, args, "read")),
        method("readinto1", "(self, buffer, /)", |ctx, args| read_into(ctx, args, "read1")),
    ],
    ..TypeDef::EMPTY
};

/// What _TextIOBase offers.
pub const TEXT: TypeDef = TypeDef {
    doc: Some("Base class for text I/O."),
    functions: &[
        method("read", "(self, size=-1, /)", |ctx, _| Err(unsupported(ctx, "read"))),
        method("readline", "(self, size=-1, /)", |ctx, _| Err(unsupported(ctx, "readline"))),
        method("write", "(self, s, /)", |ctx, args| match args.get(1).as_str() {
            Some(_) => Err(unsupported(ctx, "write")),
            None => {
                let got = ctx.type_name(args.get(1));
                Err(ctx.type_error(format!("write() argument 1 must be str, not {got}")))
            }
        }),
        method("detach", "(self, /)", |ctx, _| Err(unsupported(ctx, "detach"))),
    ],
    attributes: &[
        getter("encoding", |_, _| Step::value(())),
        getter("errors", |_, _| Step::value(())),
        getter("newlines", |_, _| Step::value(())),
    ],
    ..TypeDef::EMPTY
};

fn no_method<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Err(ctx.exception(ctx.types.exceptions.NotImplementedError, &[]))
}

/// Most bytes that one call makes room for before it knows that they are there.
const MAX_ROOM: i64 = 1 << 30;

fn raw_read<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let size = match args.get(1) {
        Value::Null | Value::None => -1,
        size => ctx.index_i64(size)?,
    };
    let Ok(room) = usize::try_from(size.min(MAX_ROOM)) else { return call(ctx, args.get(0), "readall") };
    let buffer = Value::ByteArray(ByteArray::new(ctx.mc, vec![0; room]));
    call_with(ctx, args.get(0), "readinto", buffer)?.then(ctx, [buffer], |ctx, count, [buffer]| {
        if count.is_none() {
            return Step::value(count);
        }
        let wanted = ctx.index_i64(count)?;
        let bytes = buffer.as_bytearray().map(|array| array.data().0.borrow().clone()).unwrap_or_default();
        match usize::try_from(wanted).ok().and_then(|wanted| bytes.get(..wanted)) {
            Some(read) => Step::value(Bytes::new(ctx.mc, read)),
            None => {
                let len = bytes.len();
                Err(ctx.value_error(format!("readinto returned {wanted} outside buffer size {len}")))
            }
        }
    })
}

/// Reads until nothing comes any more.
#[derive(Collect)]
#[collect(no_drop)]
struct ReadAll<'gc> {
    stream: Value<'gc>,
    bytes: Vec<u8>,
    some: bool,
}

impl<'gc> Continuation<'gc> for ReadAll<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if !matches!(input, Input::Start) {
            let read = input.value(ctx)?;
            if read.is_none() && !self.some {
                return Flow::value(());
            }
            self.some = true;
            match read.as_bytes() {
                Some(bytes) if !bytes.as_slice().is_empty() => self.bytes.extend_from_slice(bytes.as_slice()),
                None if !read.is_none() => return Err(ctx.type_error("read() should return bytes")),
                _ => return Flow::value(Bytes::new(ctx.mc, std::mem::take(&mut self.bytes))),
            }
        }
        Ok(Flow::Await(call_with(ctx, self.stream, "read", Value::Int(BUFFER_SIZE as i64))?))
    }
}

fn read_into<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, method: &str) -> NativeResult<'gc> {
    let room = room(ctx, "readinto", args.get(1))?;
    let room = Value::Int(i64::try_from(room).unwrap_or(i64::MAX));
    call_with(ctx, args.get(0), method, room)?.then(ctx, [args.get(1)], |ctx, read, [buffer]| {
        let Some(bytes) = read.as_bytes() else { return Err(ctx.type_error("read() should return bytes")) };
        Step::value(super::support::count(copy_into(ctx, "readinto", buffer, bytes.as_slice())?))
    })
}

/// `text_encoding(encoding)`: the name, or that of the default.
///
/// # Errors
/// None.
pub fn text_encoding<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(if args.get(0).is_none() { ctx.str("locale") } else { args.get(0) })
}
