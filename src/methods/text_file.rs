//! Methods of the standard streams. Mirrors what `Modules/_io/textio.c` gives
//! for them.

use std::cell::Cell as StdCell;
use std::io::{BufRead, IsTerminal, Read};

use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Stream, TextFile, TextFileData};
use crate::value::Value;
use crate::vm::attributes;

/// `name`.
pub fn name_of<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(ctx.str(name(file(ctx, value)?.stream)))
}

/// `errors`.
pub fn errors_of<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let escape = file(ctx, value)?.stream == Stream::Err;
    Step::value(ctx.str(if escape { "backslashreplace" } else { "strict" }))
}

/// `mode`.
pub fn mode_of<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(ctx.str(mode(file(ctx, value)?.stream)))
}

/// `line_buffering`.
pub fn line_buffering_of<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(file(ctx, value)?.stream == Stream::Err)
}

/// `fileno`.
pub fn fileno<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(number(open(ctx, args.get(0))?.stream))
}

/// `readable`.
pub fn readable<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(open(ctx, args.get(0))?.stream == Stream::In)
}

/// `writable`.
pub fn writable<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(open(ctx, args.get(0))?.stream != Stream::In)
}

/// A stream object.
pub fn make<'gc>(ctx: Ctx<'gc>, stream: Stream) -> Value<'gc> {
    TextFile::alloc(ctx.mc, TextFileData { stream, closed: StdCell::new(false) }).into()
}

fn file<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<TextFile<'gc>, Raise<'gc>> {
    match value {
        Value::TextFile(file) => Ok(file),
        _ => Err(ctx.internal_error("a stream is required")),
    }
}

fn open<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<TextFile<'gc>, Raise<'gc>> {
    let file = file(ctx, value)?;
    if file.closed.get() { Err(ctx.value_error("I/O operation on closed file.")) } else { Ok(file) }
}

fn name(stream: Stream) -> &'static str {
    match stream {
        Stream::In => "<stdin>",
        Stream::Out => "<stdout>",
        Stream::Err => "<stderr>",
    }
}

fn mode(stream: Stream) -> &'static str {
    if stream == Stream::In { "r" } else { "w" }
}

fn number(stream: Stream) -> i64 {
    match stream {
        Stream::In => 0,
        Stream::Out => 1,
        Stream::Err => 2,
    }
}

/// `__repr__` of a standard stream.
pub fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let stream = file(ctx, args.get(0))?.stream;
    let (name, mode) = (name(stream), mode(stream));
    Step::value(ctx.str(format!("<_io.TextIOWrapper name='{name}' mode='{mode}' encoding='utf-8'>")))
}

/// What a stream that only goes the other way raises.
fn unsupported<'gc>(ctx: Ctx<'gc>, message: &str) -> Raise<'gc> {
    crate::builtins::_io::support::unsupported(ctx, message)
}

/// The bytes of text for a stream; a lone surrogate cannot be written to
/// standard output and is escaped on standard error.
fn encode<'gc>(ctx: Ctx<'gc>, file: TextFile<'gc>, text: crate::types::Str<'gc>) -> Result<Vec<u8>, Raise<'gc>> {
    if let Some(text) = text.as_utf8() {
        return Ok(text.as_bytes().to_vec());
    }
    let mut bytes = Vec::with_capacity(text.wtf8().len());
    for (at, point) in text.wtf8().code_points().enumerate() {
        match point.to_char() {
            Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None if file.stream == Stream::Err => {
                bytes.extend_from_slice(format!("\\u{:04x}", point.to_u32()).as_bytes());
            }
            None => {
                let place = |n: usize| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
                let fields =
                    [ctx.str("utf-8"), text.into(), place(at), place(at + 1), ctx.str("surrogates not allowed")];
                let raise = ctx.exception(ctx.types.exceptions.UnicodeEncodeError, &fields);
                for (index, field) in fields.into_iter().enumerate() {
                    raise.set_field(ctx.mc, index, field);
                }
                return Err(raise);
            }
        }
    }
    Ok(bytes)
}

/// `write` of a standard stream.
pub fn write<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let file = open(ctx, args.get(0))?;
    let Some(text) = args.get(1).as_str() else {
        return Err(ctx.type_error(format!("write() argument must be str, not {}", ctx.type_name(args.get(1)))));
    };
    let bytes = encode(ctx, file, text)?;
    match file.stream {
        Stream::In => return Err(unsupported(ctx, "not writable")),
        Stream::Out => ctx.output.borrow_mut().out(&bytes),
        Stream::Err => ctx.output.borrow_mut().err(&bytes),
    }
    Step::value(i64::try_from(text.len()).unwrap_or(i64::MAX))
}

/// `flush` of a standard stream.
pub fn flush<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if open(ctx, args.get(0))?.stream == Stream::Out {
        ctx.output.borrow_mut().flush();
    }
    Step::value(())
}

/// `close` of a standard stream.
pub fn close<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let file = file(ctx, args.get(0))?;
    ctx.output.borrow_mut().flush();
    file.data().closed.set(true);
    Step::value(())
}

/// `isatty` of a standard stream.
pub fn is_terminal<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(match open(ctx, args.get(0))?.stream {
        Stream::In => std::io::stdin().is_terminal(),
        Stream::Out => std::io::stdout().is_terminal(),
        Stream::Err => std::io::stderr().is_terminal(),
    })
}

fn reading<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<(), Raise<'gc>> {
    match open(ctx, value)?.stream {
        Stream::In => {
            ctx.output.borrow_mut().flush();
            Ok(())
        }
        _ => Err(unsupported(ctx, "not readable")),
    }
}

fn failed<'gc>(ctx: Ctx<'gc>, error: &std::io::Error) -> Raise<'gc> {
    ctx.os_error(error.to_string())
}

/// One line with its end, empty at the end of the input.
fn line<'gc>(ctx: Ctx<'gc>) -> Result<String, Raise<'gc>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_until(b'\n', &mut bytes).map_err(|error| failed(ctx, &error))?;
    if bytes.ends_with(b"\r\n") {
        bytes.truncate(bytes.len() - 2);
        bytes.push(b'\n');
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// `read` of a standard stream.
pub fn read<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    reading(ctx, args.get(0))?;
    let limit = match args.opt(1) {
        None | Some(Value::None) => -1,
        Some(limit) => ctx.index_i64(limit)?,
    };
    if limit < 0 {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| failed(ctx, &error))?;
        return Step::value(ctx.str(String::from_utf8_lossy(&bytes).replace("\r\n", "\n")));
    }
    // Character by character: what is not asked for stays for the next read.
    let mut text = String::new();
    let mut input = std::io::stdin().lock();
    for _ in 0..limit {
        let mut bytes = Vec::new();
        loop {
            let mut byte = [0];
            if input.read(&mut byte).map_err(|error| failed(ctx, &error))? == 0 {
                break;
            }
            bytes.push(byte[0]);
            let whole = std::str::from_utf8(&bytes).is_ok();
            if whole || bytes.len() >= 4 {
                break;
            }
        }
        if bytes.is_empty() {
            break;
        }
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    Step::value(ctx.str(text))
}

/// `readline` of a standard stream.
pub fn read_line<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    reading(ctx, args.get(0))?;
    Step::value(ctx.str(line(ctx)?))
}

/// `__next__` of a standard stream.
pub fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    reading(ctx, args.get(0))?;
    let line = line(ctx)?;
    if line.is_empty() {
        return Err(ctx.exception(ctx.types.exceptions.StopIteration, &[]));
    }
    Step::value(ctx.str(line))
}

/// Writes text to what `sys.stdout` or `sys.stderr` is now; to nothing when
/// that is None or gone.
///
/// # Errors
/// What its `write` raises.
pub fn write_to<'gc>(ctx: Ctx<'gc>, stream: &str, text: Value<'gc>) -> NativeResult<'gc> {
    match ctx.get_name(ctx.sys, stream) {
        None | Some(Value::None) => Step::value(()),
        Some(own @ Value::TextFile(_)) => write(ctx, Args::positional(&[own, text])),
        Some(other) => attributes::get(ctx, other, ctx.names.write)?
            .then(ctx, [text], |_, write, [text]| Ok(Step::call(write, &[text]))),
    }
}
