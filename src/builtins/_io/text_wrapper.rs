//! TextIOWrapper: the text of a stream of bytes. Mirrors
//! `Modules/_io/textio.c`. The standard streams are objects of the same class
//! with data of their own: see `methods::text_file`.

use std::io::SeekFrom;

use super::base;
use super::streams;
use super::string_io::newline_argument;
use super::support::{call, count, new, seen_newlines, size, stop, stream, unsupported};
use crate::builtins::_functools::{set_slot, slot_of};
use crate::methods::codec::{self, Names};
use crate::methods::str::args::result;
use crate::methods::text_file as standard;
use crate::runtime::def::{NativeFn, TypeDef, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::codec::Codec;
use crate::types::io::{ByteStream, Newline, TextLayer};
use crate::types::{IoState, Str};
use crate::value::Value;
use crate::vm::attributes;

/// Chooses by what the receiver is: a standard stream, or any other.
fn pick<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, own: NativeFn, other: NativeFn) -> NativeResult<'gc> {
    if matches!(args.get(0), Value::TextFile(_)) { own(ctx, args) } else { other(ctx, args) }
}

/// What TextIOWrapper offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Character and line based layer over a BufferedIOBase object, buffer."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot(
            "__init__",
            "(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
            init,
        ),
        slot("__repr__", "(self, /)", |ctx, args| pick(ctx, args, standard::repr, repr)),
        slot("__next__", "(self, /)", |ctx, args| pick(ctx, args, standard::next, next)),
        method("write", "(self, text, /)", |ctx, args| pick(ctx, args, standard::write, write)),
        method("read", "(self, size=-1, /)", |ctx, args| pick(ctx, args, standard::read, read)),
        method("readline", "(self, size=-1, /)", |ctx, args| pick(ctx, args, standard::read_line, read_line)),
        method("flush", "(self, /)", |ctx, args| pick(ctx, args, standard::flush, flush)),
        method("close", "(self, /)", |ctx, args| {
            pick(ctx, args, standard::close, |ctx, args| call(ctx, buffer(ctx, args.get(0))?, "close"))
        }),
        method("detach", "(self, /)", |ctx, args| {
            let inner = buffer(ctx, args.get(0))?;
            streams::with(ctx, args.get(0), "I/O operation on closed file.", |stream| stream.flush())?;
            *stream(ctx, args.get(0))?.data().state.borrow_mut() = IoState::Detached;
            Step::value(inner)
        }),
        method("seek", "(self, cookie, whence=0, /)", seek),
        method("tell", "(self, /)", tell),
        method("truncate", "(self, pos=None, /)", |ctx, args| {
            streams::truncate(ctx, args, "I/O operation on closed file.")
        }),
        method("isatty", "(self, /)", |ctx, args| pick(ctx, args, standard::is_terminal, streams::is_terminal)),
        method("fileno", "(self, /)", |ctx, args| pick(ctx, args, standard::fileno, streams::number)),
        method("readable", "(self, /)", |ctx, args| {
            pick(ctx, args, standard::readable, |ctx, args| call(ctx, buffer(ctx, args.get(0))?, "readable"))
        }),
        method("writable", "(self, /)", |ctx, args| {
            pick(ctx, args, standard::writable, |ctx, args| call(ctx, buffer(ctx, args.get(0))?, "writable"))
        }),
        method("seekable", "(self, /)", |ctx, args| {
            pick(ctx, args, |_, _| Step::value(false), |ctx, args| call(ctx, buffer(ctx, args.get(0))?, "seekable"))
        }),
        method(
            "reconfigure",
            "(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
            reconfigure,
        ),
    ],
    attributes: &[
        getter("name", |ctx, value| match value {
            Value::TextFile(_) => standard::name_of(ctx, value),
            _ => attributes::get(ctx, buffer(ctx, value)?, ctx.intern("name")),
        }),
        getter("encoding", |ctx, value| match value {
            Value::TextFile(_) => Step::value(ctx.str("utf-8")),
            _ => Step::value(slot_of(value, 1)),
        }),
        getter("errors", |ctx, value| match value {
            Value::TextFile(_) => standard::errors_of(ctx, value),
            _ => Step::value(slot_of(value, 2)),
        }),
        getter("closed", |ctx, value| match value {
            Value::TextFile(file) => Step::value(file.closed.get()),
            _ => Step::value(streams::is_closed(ctx, value)?),
        }),
        getter("newlines", |ctx, value| match value {
            Value::TextFile(_) => Step::value(()),
            _ => {
                let seen = layer(ctx, value, |layer| layer.seen)?;
                Step::value(seen_newlines(ctx, seen))
            }
        }),
        getter("line_buffering", |ctx, value| match value {
            Value::TextFile(_) => standard::line_buffering_of(ctx, value),
            _ => Step::value(layer(ctx, value, |layer| layer.line_buffering)?),
        }),
        getter("write_through", |ctx, value| match value {
            Value::TextFile(_) => Step::value(false),
            _ => Step::value(layer(ctx, value, |layer| layer.write_through)?),
        }),
    ],
    ..TypeDef::EMPTY
};

/// What a TextIOWrapper is made with besides its buffer.
pub struct Settings {
    pub encoding: Option<String>,
    pub errors: Option<String>,
    pub newline: Newline,
    pub line_buffering: bool,
    pub write_through: bool,
}

/// Makes `this` the text of `inner`.
///
/// # Errors
/// LookupError for an unknown encoding.
pub fn set_up<'gc>(ctx: Ctx<'gc>, this: Value<'gc>, inner: Value<'gc>, settings: Settings) -> Result<(), Raise<'gc>> {
    let encoding = match settings.encoding.as_deref() {
        None => "UTF-8",
        Some("locale") => "UTF-8",
        Some(name) => name,
    };
    let Some(codec) = Codec::find(encoding) else {
        return Err(ctx.lookup_error(format!("unknown encoding: {encoding}")));
    };
    set_slot(ctx, this, 0, inner);
    set_slot(ctx, this, 1, ctx.str(encoding));
    set_slot(ctx, this, 2, ctx.str(settings.errors.as_deref().unwrap_or("strict")));
    let layer = TextLayer {
        codec,
        newline: settings.newline,
        seen: 0,
        line_buffering: settings.line_buffering,
        write_through: settings.write_through,
        iterating: false,
    };
    *stream(ctx, this)?.data().state.borrow_mut() = IoState::Layer(layer);
    Ok(())
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let text = |index: usize, name: &str| match args.get(index) {
        Value::Null | Value::None => Ok(None),
        value => match value.as_str() {
            Some(text) => Ok(Some(text.lossy().into_owned())),
            None => {
                let got = ctx.type_name(value);
                Err(ctx.type_error(format!("TextIOWrapper() argument '{name}' must be str or None, not {got}")))
            }
        },
    };
    let truth = |index: usize| args.opt(index).map_or(Ok(false), |value| ctx.is_true(value));
    let newline = args.opt(4).map_or(Ok(Newline::Universal), |newline| newline_argument(ctx, newline))?;
    let settings = Settings {
        encoding: text(2, "encoding")?,
        errors: text(3, "errors")?,
        newline,
        line_buffering: truth(5)?,
        write_through: truth(6)?,
    };
    set_up(ctx, args.get(0), args.get(1), settings)?;
    // An object that is no stream is found out now.
    call(ctx, args.get(1), "readable")?.then(ctx, [], |_, _, []| Step::value(()))
}

fn layer<'gc, R>(ctx: Ctx<'gc>, value: Value<'gc>, action: impl FnOnce(&mut TextLayer) -> R) -> Result<R, Raise<'gc>> {
    match &mut *stream(ctx, value)?.data().state.borrow_mut() {
        IoState::Layer(layer) => Ok(action(layer)),
        IoState::Detached => Err(ctx.value_error("underlying buffer has been detached")),
        _ => Err(super::support::uninitialized(ctx)),
    }
}

fn buffer<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    layer(ctx, value, |_| ())?;
    Ok(slot_of(value, 0))
}

fn names<'gc>(value: Value<'gc>) -> Names<'gc> {
    Names { encoding: slot_of(value, 1).as_str(), errors: slot_of(value, 2).as_str() }
}

const CLOSED: &str = "I/O operation on closed file.";

/// Reads bytes by the layer and gives them as text.
fn take<'gc>(
    ctx: Ctx<'gc>,
    this: Value<'gc>,
    action: impl FnOnce(&TextLayer, &mut dyn ByteStream) -> std::io::Result<Vec<u8>>,
) -> Result<Value<'gc>, Raise<'gc>> {
    if streams::is_closed(ctx, this)? {
        return Err(ctx.value_error(CLOSED));
    }
    if !streams::abilities(ctx, this)?.0 {
        return Err(unsupported(ctx, "not readable"));
    }
    let inner = slot_of(this, 0);
    let bytes = layer(ctx, this, |layer| streams::with(ctx, inner, CLOSED, |stream| action(layer, stream)))??;
    let translate = layer(ctx, this, |layer| match layer.newline {
        Newline::Universal => layer.is_plain() && !layer.note_ends(&bytes) && bytes.contains(&b'\r'),
        Newline::Any => {
            layer.note_ends(&bytes);
            false
        }
        _ => false,
    })?;
    if !translate {
        return codec::decode(ctx, &bytes, names(this));
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte == b'\r' {
            rest.next_if_eq(&b'\n');
            plain.push(b'\n');
        } else {
            plain.push(byte);
        }
    }
    codec::decode(ctx, &plain, names(this))
}

/// The bytes of the next line of an encoding in which a byte says nothing alone.
fn wide_line(layer: &TextLayer, stream: &mut dyn ByteStream) -> std::io::Result<Vec<u8>> {
    let unit = if matches!(layer.codec, Codec::Utf16(_)) { 2 } else { 4 };
    let mut line = Vec::new();
    loop {
        let some = stream.read(Some(unit))?;
        line.extend_from_slice(&some);
        let end = some.len() < unit || (some.iter().all(|&byte| byte == 0 || byte == b'\n') && some.contains(&b'\n'));
        if end {
            return Ok(line);
        }
    }
}

fn whole_line(layer: &TextLayer, stream: &mut dyn ByteStream) -> std::io::Result<Vec<u8>> {
    if layer.is_plain() { layer.line(stream) } else { wide_line(layer, stream) }
}

fn read<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let limit = size(ctx, args.get(1))?;
    layer(ctx, args.get(0), |layer| layer.iterating = false)?;
    Step::value(take(ctx, args.get(0), |layer, stream| match limit {
        Some(limit) => layer.characters(stream, limit, false),
        None => stream.read(None),
    })?)
}

fn read_line<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let limit = size(ctx, args.get(1))?;
    Step::value(take(ctx, args.get(0), |layer, stream| match limit {
        Some(limit) if layer.is_plain() => layer.characters(stream, limit, true),
        _ => whole_line(layer, stream),
    })?)
}

fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !ctx.class_of(args.get(0)).is(ctx.types.text_io_wrapper) {
        return base::next(ctx, args);
    }
    let line = take(ctx, args.get(0), whole_line)?;
    let more = line.as_str().is_some_and(|line| !line.is_empty());
    layer(ctx, args.get(0), |layer| layer.iterating = more)?;
    if more { Step::value(line) } else { Err(stop(ctx)) }
}

fn write<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (this, given) = (args.get(0), args.get(1));
    let Some(text) = given.as_str() else {
        return Err(ctx.type_error(format!("write() argument must be str, not {}", ctx.type_name(given))));
    };
    if streams::is_closed(ctx, this)? {
        return Err(ctx.value_error(CLOSED));
    }
    if !streams::abilities(ctx, this)?.1 {
        return Err(unsupported(ctx, "not writable"));
    }
    let (codec, newline, line_buffering, through) =
        layer(ctx, this, |layer| (layer.codec, layer.newline, layer.line_buffering, layer.write_through))?;
    let end = match newline {
        Newline::Cr => Some("\r"),
        Newline::CrLf => Some("\r\n"),
        _ => None,
    };
    let written = match (end, text.as_utf8()) {
        (Some(end), Some(plain)) if plain.contains('\n') => Str::new(ctx.mc, plain.replace('\n', end)),
        _ => text,
    };
    let bytes = codec::encode(ctx, written, names(this))?;
    let mark = match codec {
        Codec::Utf8Sig => 3,
        Codec::Utf16(None) => 2,
        Codec::Utf32(None) => 4,
        _ => 0,
    };
    let flush = through || (line_buffering && text.wtf8().as_bytes().iter().any(|byte| matches!(byte, b'\n' | b'\r')));
    streams::with(ctx, slot_of(this, 0), CLOSED, |stream| {
        // Only the start of a file has a mark.
        let skip = if mark > 0 && stream.seek(SeekFrom::Current(0))? > 0 { mark } else { 0 };
        stream.write(bytes.get(skip..).unwrap_or_default())?;
        if flush { stream.flush() } else { Ok(()) }
    })?;
    Step::value(count(text.len()))
}

fn flush<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    streams::with(ctx, args.get(0), CLOSED, |stream| stream.flush())?;
    Step::value(())
}

fn tell<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let place = streams::with(ctx, args.get(0), CLOSED, |stream| stream.seek(SeekFrom::Current(0)))?;
    if layer(ctx, args.get(0), |layer| layer.iterating)? {
        return Err(ctx.os_error("telling position disabled by next() call"));
    }
    Step::value(count(place))
}

fn seek<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let offset = ctx.index_i64(args.get(1))?;
    let whence = args.opt(2).map_or(Ok(0), |whence| ctx.index_i64(whence))?;
    streams::with(ctx, args.get(0), CLOSED, |_| Ok(()))?;
    let to = match (whence, u64::try_from(offset)) {
        (1, Ok(0)) => SeekFrom::Current(0),
        (1, _) => return Err(unsupported(ctx, "can't do nonzero cur-relative seeks")),
        (2, Ok(0)) => SeekFrom::End(0),
        (2, _) => return Err(unsupported(ctx, "can't do nonzero end-relative seeks")),
        (0, Ok(offset)) => SeekFrom::Start(offset),
        (0, Err(_)) => return Err(ctx.value_error(format!("negative seek position {offset}"))),
        _ => return Err(ctx.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    layer(ctx, args.get(0), |layer| layer.iterating = false)?;
    Step::value(count(streams::with(ctx, args.get(0), CLOSED, |stream| stream.seek(to))?))
}

fn reconfigure<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if matches!(args.get(0), Value::TextFile(_)) {
        return Step::value(());
    }
    let given = |index: usize| args.opt(index).filter(|value| !value.is_none());
    if let Some(encoding) = given(1).and_then(Value::as_str) {
        let Some(codec) = Codec::find(&encoding.lossy()) else {
            return Err(ctx.lookup_error(format!("unknown encoding: {}", encoding.lossy())));
        };
        layer(ctx, args.get(0), |layer| layer.codec = codec)?;
        set_slot(ctx, args.get(0), 1, encoding.into());
    }
    if let Some(errors) = given(2) {
        set_slot(ctx, args.get(0), 2, errors);
    }
    if let Some(newline) = args.opt(3).filter(|value| !value.is_none()) {
        let newline = newline_argument(ctx, newline)?;
        layer(ctx, args.get(0), |layer| layer.newline = newline)?;
    }
    for (index, through) in [(4, false), (5, true)] {
        if let Some(value) = given(index) {
            let on = ctx.is_true(value)?;
            layer(
                ctx,
                args.get(0),
                |layer| if through { layer.write_through = on } else { layer.line_buffering = on },
            )?;
        }
    }
    Step::value(())
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = args.get(0);
    let encoding = slot_of(this, 1).as_str().map(|text| text.lossy().into_owned()).unwrap_or_default();
    let mode = match this {
        Value::Instance(instance) => instance.dict.get().and_then(|dict| ctx.get_name(dict, "mode")),
        _ => None,
    };
    let mode = mode.and_then(Value::as_str).map(|mode| format!(" mode='{}'", mode.lossy())).unwrap_or_default();
    let tail = ctx.str(format!("{mode} encoding='{encoding}'>"));
    attributes::get_optional(ctx, slot_of(this, 0), ctx.intern("name"))?.then(ctx, [tail], |ctx, name, [tail]| {
        let shown = if name.is_null() { Step::Return(Value::Null) } else { crate::vm::ops::repr(ctx, name)? };
        shown.then(ctx, [tail], |ctx, name, [tail]| {
            let name = name.as_str().map(|name| format!(" name={}", name.lossy())).unwrap_or_default();
            let tail = tail.as_str().map(|tail| tail.lossy().into_owned()).unwrap_or_default();
            Step::value(result(ctx, format!("<_io.TextIOWrapper{name}{tail}").into()))
        })
    })
}
