//! OSError and its subclasses, one of which is chosen by the error number.

use rustpython_wtf8::Wtf8Buf;

use super::base::{class_argument, plain_str};
use super::{no_keywords_of, push, receiver, set_args, set_field};
use crate::runtime::def::{TypeDef, getset, member_set, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, Exception, Str};
use crate::value::Value;
use crate::vm::ops;

const ERRNO: usize = 0;
const STRERROR: usize = 1;
const FILENAME: usize = 2;
const FILENAME2: usize = 3;
const WRITTEN: usize = 4;

/// What OSError offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__str__", "(self, /)", str),
        method("__reduce__", "(self, /)", reduce),
    ],
    attributes: &[
        member_set("errno", get::<ERRNO>, set_field::<ERRNO>),
        member_set("strerror", get::<STRERROR>, set_field::<STRERROR>),
        member_set("filename", get::<FILENAME>, set_field::<FILENAME>),
        member_set("filename2", get::<FILENAME2>, set_field::<FILENAME2>),
        getset("characters_written", get_written, set_written),
    ],
    ..TypeDef::EMPTY
};

/// The subclass for an error number of Linux.
fn class_of_errno<'gc>(ctx: Ctx<'gc>, errno: i64) -> Option<Class<'gc>> {
    let classes = &ctx.state().types.exceptions;
    Some(match errno {
        1 | 13 => classes.PermissionError,
        2 => classes.FileNotFoundError,
        3 => classes.ProcessLookupError,
        4 => classes.InterruptedError,
        10 => classes.ChildProcessError,
        11 | 114 | 115 => classes.BlockingIOError,
        17 => classes.FileExistsError,
        20 => classes.NotADirectoryError,
        21 => classes.IsADirectoryError,
        32 | 108 => classes.BrokenPipeError,
        103 => classes.ConnectionAbortedError,
        104 => classes.ConnectionResetError,
        110 => classes.TimeoutError,
        111 => classes.ConnectionRefusedError,
        _ => return None,
    })
}

impl<'gc> Ctx<'gc> {
    /// The OSError (or its subclass) of an error number, its text and, if
    /// not NULL, a file name.
    pub fn os_error_of(self, errno: i64, text: &str, filename: Value<'gc>) -> Raise<'gc> {
        let class = class_of_errno(self, errno).unwrap_or(self.types.exceptions.OSError);
        let raise = self.exception(class, &[Value::Int(errno), self.str(text)]);
        raise.set_field(self.mc, ERRNO, Value::Int(errno));
        raise.set_field(self.mc, STRERROR, raise.args.get().as_slice().get(1).copied().unwrap_or(Value::None));
        raise.set_field(self.mc, FILENAME, filename);
        raise
    }

    /// The exception for a failed operation of the system.
    pub fn io_error(self, error: &std::io::Error, filename: Value<'gc>) -> Raise<'gc> {
        let text = error.to_string();
        match error.raw_os_error() {
            Some(errno) => {
                let text = text.rsplit_once(" (os error").map_or(text.as_str(), |(text, _)| text);
                self.os_error_of(i64::from(errno), text, filename)
            }
            None => self.os_error(text),
        }
    }
}

/// Whether a method found on a class is the one that OSError itself has.
fn is_own<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, name: Str<'gc>) -> bool {
    let own = ctx.types.exceptions.OSError.lookup(ctx.mc, name);
    matches!((class.lookup(ctx.mc, name), own), (Some(found), Some(own)) if found.is(own))
}

/// Whether the arguments are read by `__init__` and not by `__new__`: for a
/// class with an `__init__` of its own, which may pass on others.
fn init_reads<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> bool {
    !is_own(ctx, class, ctx.names.init) && is_own(ctx, class, ctx.names.new)
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut class = class_argument(ctx, args.get(0))?;
    if init_reads(ctx, class) {
        return Step::value(Exception::new(ctx.mc, class, ctx.state().empty_tuple));
    }
    no_keywords_of(ctx, class, &args)?;
    if let [Value::Int(errno), _, rest @ ..] = args.rest()
        && rest.len() <= 3
        && class.is(ctx.types.exceptions.OSError)
        && let Some(narrower) = class_of_errno(ctx, *errno)
    {
        class = narrower;
    }
    let exception = Exception::new(ctx.mc, class, ctx.state().empty_tuple);
    read_args(ctx, exception, args.rest())?;
    Step::value(exception)
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    if init_reads(ctx, exception.class.get()) {
        no_keywords_of(ctx, exception.class.get(), &args)?;
        read_args(ctx, exception, args.rest())?;
    }
    Step::value(Value::None)
}

/// `(errno, strerror[, filename[, winerror[, filename2]]])`; any other number
/// of arguments means nothing. File names are not kept in `args`.
fn read_args<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>, args: &[Value<'gc>]) -> Result<(), Raise<'gc>> {
    let field = |index, value| exception.set_field(ctx.mc, index, value);
    let [errno, strerror, rest @ ..] = args else {
        set_args(ctx, exception, args);
        return Ok(());
    };
    if rest.len() > 3 {
        set_args(ctx, exception, args);
        return Ok(());
    }
    field(ERRNO, *errno);
    field(STRERROR, *strerror);
    let mut kept = args;
    if let Some(&filename) = rest.first()
        && !filename.is_none()
    {
        let blocking = exception.class.get().is_subclass(ctx.types.exceptions.BlockingIOError);
        if blocking && (filename.as_i64().is_some() || filename.as_f64().is_some()) {
            field(WRITTEN, Value::Int(ctx.index_i64(filename)?));
        } else {
            field(FILENAME, filename);
            field(FILENAME2, rest.get(2).copied().filter(|name| !name.is_none()).unwrap_or(Value::Null));
            kept = args.get(..2).unwrap_or(args);
        }
    }
    set_args(ctx, exception, kept);
    Ok(())
}

fn field(exception: Exception<'_>, index: usize) -> Value<'_> {
    match (exception.field(index), exception.args.get().as_slice()) {
        (Value::Null, [_, _]) => exception.args.get().as_slice().get(index).copied().unwrap_or(Value::Null),
        (value, _) => value,
    }
}

fn get<'gc, const I: usize>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(field(receiver(ctx, value)?, I).or(Value::None))
}

fn str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let [errno, strerror, filename, filename2] =
        [ERRNO, STRERROR, FILENAME, FILENAME2].map(|index| field(exception, index));
    if filename.is_null() && (errno.is_null() || strerror.is_null()) {
        return plain_str(ctx, exception);
    }
    ops::str(ctx, errno.or(Value::None))?.then(
        ctx,
        [strerror.or(Value::None), filename, filename2],
        |ctx, errno, [strerror, filename, filename2]| {
            ops::str(ctx, strerror)?.then(ctx, [errno, filename, filename2], |ctx, strerror, [errno, name, name2]| {
                let mut text = Wtf8Buf::from("[Errno ");
                push(&mut text, errno);
                text.push_str("] ");
                push(&mut text, strerror);
                if name.is_null() {
                    return Step::value(ctx.str(text));
                }
                text.push_str(": ");
                ops::repr(ctx, name)?.then(ctx, [ctx.str(text), name2], |ctx, name, [text, name2]| {
                    let text = concat(ctx, &[text, name]);
                    if name2.is_null() {
                        return Step::value(text);
                    }
                    let text = concat(ctx, &[text, ctx.str(" -> ")]);
                    ops::repr(ctx, name2)?
                        .then(ctx, [text], |ctx, name2, [text]| Step::value(concat(ctx, &[text, name2])))
                })
            })
        },
    )
}

fn concat<'gc>(ctx: Ctx<'gc>, parts: &[Value<'gc>]) -> Value<'gc> {
    let mut text = Wtf8Buf::new();
    for &part in parts {
        push(&mut text, part);
    }
    ctx.str(text)
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let mut arguments: Value<'gc> = exception.args.get().into();
    if let [errno, strerror] = *exception.args.get().as_slice()
        && let Some(filename) = exception.field(FILENAME).some()
    {
        arguments = match exception.field(FILENAME2).some() {
            Some(filename2) => ctx.tuple(&[errno, strerror, filename, Value::None, filename2]),
            None => ctx.tuple(&[errno, strerror, filename]),
        };
    }
    let class = exception.class.get().into();
    Step::value(match exception.dict.get() {
        Some(dict) => ctx.tuple(&[class, arguments, dict.into()]),
        None => ctx.tuple(&[class, arguments]),
    })
}

fn get_written<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    match receiver(ctx, value)?.field(WRITTEN) {
        Value::Null => Err(ctx.attribute_error_plain("characters_written")),
        written => Step::value(written),
    }
}

fn set_written<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, value)?;
    let new = match new {
        Value::Null if exception.field(WRITTEN).is_null() => {
            return Err(ctx.attribute_error_plain("characters_written"));
        }
        Value::Null => Value::Null,
        new => Value::Int(ctx.index_i64(new)?),
    };
    exception.set_field(ctx.mc, WRITTEN, new);
    Step::value(Value::None)
}
