//! `open`. Mirrors `Modules/_io/_iomodule.c`.

use super::file_io::{self, Mode};
use super::string_io::newline_argument;
use super::{support, text_wrapper};
use crate::builtins::_functools::set_slot;
use crate::methods::wrap;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::io::Newline;
use crate::types::{Class, IoState, IoStream};
use crate::value::Value;

/// A stream object of a native class.
fn make<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, state: IoState) -> Value<'gc> {
    let stream = IoStream::new(ctx.mc);
    *stream.data().state.borrow_mut() = state;
    wrap(ctx, class, stream.into())
}

fn text_argument<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, name: &str) -> Result<Option<String>, Raise<'gc>> {
    match value {
        Value::Null | Value::None => Ok(None),
        value => match value.as_str() {
            Some(text) => Ok(Some(text.lossy().into_owned())),
            None => {
                let got = ctx.type_name(value);
                Err(ctx.type_error(format!("open() argument '{name}' must be str or None, not {got}")))
            }
        },
    }
}

/// `open_code(path)`.
///
/// # Errors
/// As [`open`].
pub fn open_code<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if args.get(0).as_str().is_none() {
        let got = ctx.type_name(args.get(0));
        return Err(ctx.type_error(format!("open_code() argument 'path' must be str, not {got}")));
    }
    let null = Value::Null;
    open(ctx, Args::positional(&[args.get(0), ctx.str("rb"), null, null, null, null, null, null]))
}

/// `open(file, mode, buffering, encoding, errors, newline, closefd, opener)`.
///
/// # Errors
/// OSError of the system, ValueError for arguments that do not go together.
pub fn open<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = args.get(0);
    let name = match name.as_int().map(|int| int.to_i64()) {
        Some(number) => match number {
            Some(number) if number >= 0 => Value::Int(number),
            _ => return Err(ctx.value_error("negative file descriptor")),
        },
        None => ctx.reenter(crate::builtins::posix::fspath(ctx, Args::positional(&[name]))?)?,
    };
    let mode = match args.opt(1) {
        None => "r".to_owned(),
        Some(mode) => match mode.as_str() {
            Some(mode) => mode.lossy().into_owned(),
            None => {
                let got = ctx.type_name(mode);
                return Err(ctx.type_error(format!("open() argument 'mode' must be str, not {got}")));
            }
        },
    };
    let buffering = args.opt(2).map_or(Ok(-1), |buffering| ctx.index_i64(buffering))?;
    let encoding = text_argument(ctx, args.get(3), "encoding")?;
    let errors = text_argument(ctx, args.get(4), "errors")?;
    let end = text_argument(ctx, args.get(5), "newline")?;
    let mut seen = Vec::new();
    for c in mode.chars() {
        if !"axrwb+t".contains(c) || seen.contains(&c) {
            return Err(ctx.value_error(format!("invalid mode: '{mode}'")));
        }
        seen.push(c);
    }
    let (binary, text) = (mode.contains('b'), mode.contains('t'));
    if binary && text {
        return Err(ctx.value_error("can't have text and binary mode at once"));
    }
    let found = Mode::find(&mode.replace('t', "")).unwrap_or_default();
    if seen.iter().filter(|c| "rwax".contains(**c)).count() > 1 {
        return Err(ctx.value_error("must have exactly one of create/read/write/append mode"));
    }
    for (given, what) in [(&encoding, "an encoding"), (&errors, "an errors"), (&end, "a newline")] {
        if binary && given.is_some() {
            return Err(ctx.value_error(format!("binary mode doesn't take {what} argument")));
        }
    }
    if !found.is_one_kind() {
        let message = "Must have exactly one of create/read/write/append mode and at most one plus";
        return Err(ctx.value_error(message));
    }
    let opener = args.opt(7).filter(|opener| !opener.is_none());
    let file = match opener {
        None => file_io::open(ctx, name, found)?,
        Some(opener) => {
            let flags = found.flags();
            let number = ctx.reenter(Step::call(opener, &[name, Value::Int(flags)]))?;
            let number = ctx.index_i64(number)?;
            if number < 0 {
                return Err(ctx.value_error(format!("opener returned {number}")));
            }
            file_io::open(ctx, Value::Int(number), found)?
        }
    };
    let terminal = file.borrow().file().is_some_and(std::io::IsTerminal::is_terminal);
    if buffering != 0 {
        file.borrow_mut().direct = false;
    }
    let types = &ctx.state().types;
    let raw = make(ctx, types.file_io, IoState::File(file));
    if let Value::Instance(instance) = raw {
        ctx.set_name(instance.dict_or_new(ctx.mc), "name", name);
    }
    if buffering == 0 {
        return if binary { Step::value(raw) } else { Err(ctx.value_error("can't have unbuffered text I/O")) };
    }
    let class = if found.plus {
        types.buffered_random
    } else if found.read {
        types.buffered_reader
    } else {
        types.buffered_writer
    };
    let buffered = make(ctx, class, IoState::Buffered);
    set_slot(ctx, buffered, 0, raw);
    if binary {
        return Step::value(buffered);
    }
    let newline = match &end {
        None => Newline::Universal,
        Some(end) => {
            newline_argument(ctx, args.get(5)).map_err(|_| ctx.value_error(format!("illegal newline value: {end}")))?
        }
    };
    let wrapper = make(ctx, types.text_io_wrapper, IoState::Unset);
    let line_buffering = buffering == 1 || (buffering < 0 && terminal);
    text_wrapper::set_up(
        ctx,
        wrapper,
        buffered,
        text_wrapper::Settings { encoding, errors, newline, line_buffering, write_through: false },
    )?;
    if let Value::Instance(instance) = wrapper {
        ctx.set_name(instance.dict_or_new(ctx.mc), "mode", ctx.str(mode));
    }
    support::stream(ctx, wrapper)?;
    Step::value(wrapper)
}
