//! The stream of bytes under an object, and what is the same for all of them.

use std::io::{Result as IoResult, SeekFrom};

use super::support::{count, size, stream, uninitialized, unsupported};
use crate::builtins::_functools::slot_of;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::io::{ByteStream, SharedFile};
use crate::types::{Bytes, IoState};
use crate::value::Value;

/// The file under a stream, unless it is one in memory.
///
/// # Errors
/// ValueError for a stream that was not initialised, UnsupportedOperation for
/// one made by a program.
pub fn file<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Option<SharedFile>, Raise<'gc>> {
    let Some(stream) = value.as_io_stream() else {
        return Err(unsupported(ctx, "streams made by programs cannot be wrapped"));
    };
    match &*stream.data().state.borrow() {
        IoState::File(file) => return Ok(Some(file.clone())),
        IoState::Bytes(_) => return Ok(None),
        IoState::Buffered | IoState::Layer(_) => {}
        IoState::Detached => return Err(detached(ctx, value)),
        _ => return Err(uninitialized(ctx)),
    }
    file(ctx, slot_of(value, 0))
}

/// What a stream raises of which the one below was taken away.
fn detached<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Raise<'gc> {
    let text = ctx.class_of(value).is_subclass(ctx.types.text_io_wrapper);
    ctx.value_error(if text { "underlying buffer has been detached" } else { "raw stream has been detached" })
}

/// Whether a stream is closed, or the one below it.
///
/// # Errors
/// As [`file()`].
pub fn is_closed<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<bool, Raise<'gc>> {
    match file(ctx, value)? {
        Some(file) => Ok(file.borrow().is_closed()),
        None => Ok(stream(ctx, bottom(value))?.closed.get()),
    }
}

/// The stream at the bottom.
fn bottom(value: Value<'_>) -> Value<'_> {
    match value.as_io_stream() {
        Some(stream) if matches!(&*stream.data().state.borrow(), IoState::Buffered | IoState::Layer(_)) => {
            bottom(slot_of(value, 0))
        }
        _ => value,
    }
}

/// Does something with the stream of bytes under an object; `closed` is the
/// message when it is closed.
///
/// # Errors
/// ValueError, or what the system reports.
pub fn with<'gc, R>(
    ctx: Ctx<'gc>,
    value: Value<'gc>,
    closed: &str,
    action: impl FnOnce(&mut dyn ByteStream) -> IoResult<R>,
) -> Result<R, Raise<'gc>> {
    if is_closed(ctx, value)? {
        return Err(ctx.value_error(closed));
    }
    let done = match file(ctx, value)? {
        Some(file) => action(&mut *file.borrow_mut()),
        None => match &mut *stream(ctx, bottom(value))?.data().state.borrow_mut() {
            IoState::Bytes(bytes) => action(bytes),
            _ => return Err(uninitialized(ctx)),
        },
    };
    done.map_err(|error| ctx.io_error(&error, Value::Null))
}

/// Whether a stream can be read from, and written to.
///
/// # Errors
/// As [`file()`].
pub fn abilities<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<(bool, bool), Raise<'gc>> {
    Ok(match file(ctx, value)? {
        Some(file) => (file.borrow().readable, file.borrow().writable),
        None => (true, true),
    })
}

/// The message of most operations on a closed stream.
pub const CLOSED: &str = "I/O operation on closed file";

/// `read(size)`.
///
/// # Errors
/// As [`with`].
pub fn read<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, closed: &str) -> NativeResult<'gc> {
    let limit = size(ctx, args.get(1))?;
    if !abilities(ctx, args.get(0))?.0 && !is_closed(ctx, args.get(0))? {
        return Err(unsupported(ctx, "File not open for reading"));
    }
    Step::value(Bytes::new(ctx.mc, with(ctx, args.get(0), closed, |stream| stream.read(limit))?))
}

/// `seek(pos, whence)`.
///
/// # Errors
/// As [`with`].
pub fn seek<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, closed: &str) -> NativeResult<'gc> {
    let offset = ctx.index_i64(args.get(1))?;
    let to = match args.opt(2).map_or(Ok(0), |whence| ctx.index_i64(whence))? {
        0 => match u64::try_from(offset) {
            Ok(offset) => SeekFrom::Start(offset),
            Err(_) => return Err(ctx.os_error_of(22, "Invalid argument", Value::Null)),
        },
        1 => SeekFrom::Current(offset),
        2 => SeekFrom::End(offset),
        other => return Err(ctx.value_error(format!("whence value {other} unsupported"))),
    };
    Step::value(count(with(ctx, args.get(0), closed, |stream| stream.seek(to))?))
}

/// `tell()`.
///
/// # Errors
/// As [`with`].
pub fn tell<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(count(with(ctx, args.get(0), CLOSED, |stream| stream.seek(SeekFrom::Current(0)))?))
}

/// `truncate(size)`: to the position when no size is given.
///
/// # Errors
/// As [`with`].
pub fn truncate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, closed: &str) -> NativeResult<'gc> {
    let given = match args.get(1) {
        Value::Null | Value::None => None,
        given => Some(ctx.index_i64(given)?),
    };
    if !is_closed(ctx, args.get(0))? && !abilities(ctx, args.get(0))?.1 {
        return Err(unsupported(ctx, "truncate"));
    }
    let len = given.map(|given| u64::try_from(given).map_err(|_| ctx.os_error_of(22, "Invalid argument", Value::Null)));
    let len = len.transpose()?;
    let len = with(ctx, args.get(0), closed, |stream| {
        let place = stream.seek(SeekFrom::Current(0))?;
        let len = len.unwrap_or(place);
        stream.truncate(len)?;
        stream.seek(SeekFrom::Start(place))?;
        Ok(len)
    })?;
    Step::value(count(len))
}

/// `close()`: writes what is held back and closes the stream at the bottom.
///
/// # Errors
/// What the system reports.
pub fn close<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match file(ctx, args.get(0))? {
        Some(file) => {
            file.borrow_mut().close().map_err(|error| ctx.io_error(&error, Value::Null))?;
        }
        None => stream(ctx, bottom(args.get(0)))?.data().closed.set(true),
    }
    Step::value(())
}

/// `fileno()`.
///
/// # Errors
/// UnsupportedOperation for a stream in memory.
pub fn number<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    use std::os::fd::AsRawFd;
    let Some(file) = file(ctx, args.get(0))? else { return Err(unsupported(ctx, "fileno")) };
    let number = file.borrow().file().map(AsRawFd::as_raw_fd);
    match number {
        Some(number) => Step::value(i64::from(number)),
        None => Err(ctx.value_error(CLOSED)),
    }
}

/// `isatty()`.
///
/// # Errors
/// As [`with`].
pub fn is_terminal<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    with(ctx, args.get(0), CLOSED, |_| Ok(()))?;
    let terminal = match file(ctx, args.get(0))? {
        Some(file) => file.borrow().file().is_some_and(std::io::IsTerminal::is_terminal),
        None => false,
    };
    Step::value(terminal)
}

/// Answers `able` unless the stream is closed.
///
/// # Errors
/// ValueError when it is.
pub fn able<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, able: fn((bool, bool)) -> bool) -> NativeResult<'gc> {
    with(ctx, args.get(0), CLOSED, |_| Ok(()))?;
    Step::value(able(abilities(ctx, args.get(0))?))
}
