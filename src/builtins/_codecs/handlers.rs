//! Error handlers by name: what they put in the place of what could not be
//! converted, and where to go on.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use crate::methods::bytes::like::bytes_of;
use crate::methods::str::args::text;
use crate::runtime::def::{FunctionDef, function};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, Exception};
use crate::value::Value;
use crate::vm::attributes::annotations::is_callable;

const EXCEPTION: &str = "(exception, /)";

/// The native handlers, by the names that they are registered under.
const NATIVE: &[(&str, FunctionDef)] = &[
    ("strict", function("strict_errors", EXCEPTION, |ctx, args| Err(exception(ctx, &args)?))),
    ("ignore", function("ignore_errors", EXCEPTION, |ctx, args| replace(ctx, &args, |_, _| Some(String::new())))),
    ("replace", function("replace_errors", EXCEPTION, |ctx, args| replace(ctx, &args, mark))),
    (
        "xmlcharrefreplace",
        function("xmlcharrefreplace_errors", EXCEPTION, |ctx, args| {
            replace(ctx, &args, |what, number| (what == What::Encoded).then(|| format!("&#{number};")))
        }),
    ),
    (
        "backslashreplace",
        function("backslashreplace_errors", EXCEPTION, |ctx, args| {
            replace(ctx, &args, |_, number| Some(escape(number)))
        }),
    ),
    // The names of characters are not at hand.
    (
        "namereplace",
        function("namereplace_errors", EXCEPTION, |ctx, args| {
            exception(ctx, &args)?;
            Err(ctx.not_implemented_error("names of characters are not available"))
        }),
    ),
];

fn handlers(ctx: Ctx<'_>) -> Dict<'_> {
    const NAME: &str = "codecs.errors";
    if let Some(Value::Dict(dict)) = ctx.get_name(ctx.module_state, NAME) {
        return dict;
    }
    let dict = ctx.dict();
    let module = ctx.intern("_codecs").into();
    for (name, function) in NATIVE {
        ctx.set_name(dict, name, crate::vm::setup::make_builtin(ctx, function, None, module));
    }
    ctx.set_name(ctx.module_state, NAME, dict);
    dict
}

/// `_codecs.register_error`.
///
/// # Errors
/// TypeError for a handler that cannot be called.
pub fn register<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = text(ctx, args.get(0), "register_error", "argument 1")?;
    if !is_callable(ctx, args.get(1)) {
        return Err(ctx.type_error("handler must be callable"));
    }
    handlers(ctx).set_str(ctx.mc, ctx.intern_str(name), args.get(1));
    Step::value(())
}

/// `_codecs._unregister_error`: whether there was one.
///
/// # Errors
/// ValueError for a native handler.
pub fn unregister<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = text(ctx, args.get(0), "_unregister_error", "argument")?;
    if NATIVE.iter().any(|(native, _)| name.is_text(native)) {
        let name = name.lossy();
        return Err(ctx.value_error(format!("cannot un-register built-in error handler '{name}'")));
    }
    Step::value(ctx.dict_remove(handlers(ctx), name.into())?.is_some())
}

/// `_codecs.lookup_error`.
///
/// # Errors
/// LookupError when there is none of that name.
pub fn lookup<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = text(ctx, args.get(0), "lookup_error", "argument")?;
    match handlers(ctx).get_str(ctx.intern_str(name)) {
        Some(handler) => Step::value(handler),
        None => Err(ctx.lookup_error(format!("unknown error handler name '{}'", name.lossy()))),
    }
}

/// What could not be converted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Encoded,
    Decoded,
    Translated,
}

/// The exception that a handler is given.
fn exception<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Exception<'gc>, Raise<'gc>> {
    args.get(0).as_exception().ok_or_else(|| ctx.type_error("codec must pass exception instance"))
}

/// What stands for one character or byte that there is no way to write.
fn mark(what: What, _: u32) -> Option<String> {
    Some(if what == What::Encoded { "?" } else { "\u{fffd}" }.to_string())
}

fn escape(number: u32) -> String {
    match number {
        0..=0xff => format!("\\x{number:02x}"),
        0x100..=0xffff => format!("\\u{number:04x}"),
        _ => format!("\\U{number:08x}"),
    }
}

/// Puts `by` in the place of every character or byte of the exception; of
/// bytes that stand for one mark only once.
fn replace<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, by: fn(What, u32) -> Option<String>) -> NativeResult<'gc> {
    let Some(error) = args.get(0).as_exception() else {
        let name = ctx.type_name(args.get(0));
        return Err(ctx.type_error(format!("don't know how to handle {name} in error callback")));
    };
    let classes = &ctx.types.exceptions;
    let cannot = || {
        let name = error.class.get().name.get().lossy();
        ctx.type_error(format!("don't know how to handle {name} in error callback"))
    };
    let what = [
        (classes.UnicodeEncodeError, What::Encoded),
        (classes.UnicodeDecodeError, What::Decoded),
        (classes.UnicodeTranslateError, What::Translated),
    ];
    let what = what.into_iter().find(|(class, _)| ctx.is_raised(error, *class)).map(|(_, what)| what);
    let Some(what) = what else { return Err(cannot()) };
    // A UnicodeTranslateError has no encoding, but a place for it.
    let place = |index| error.field(index).as_i64().and_then(|place: i64| usize::try_from(place).ok()).unwrap_or(0);
    let (start, end) = (place(2), place(3));
    let numbers: Vec<u32> = match error.field(1).as_str() {
        Some(text) => {
            let points = text.wtf8().code_points().skip(start).take(end.saturating_sub(start));
            points.map(CodePoint::to_u32).collect()
        }
        None => {
            let bytes = bytes_of(error.field(1)).map(|bytes| bytes.to_vec()).unwrap_or_default();
            bytes.get(start..end.min(bytes.len())).unwrap_or_default().iter().map(|&byte| byte.into()).collect()
        }
    };
    let once = what == What::Decoded && by(what, 0) == mark(what, 0);
    let mut out = Wtf8Buf::new();
    for number in numbers.into_iter().take(if once { 1 } else { usize::MAX }) {
        out.push_str(&by(what, number).ok_or_else(cannot)?);
    }
    let end = i64::try_from(end).unwrap_or(i64::MAX);
    Step::value(ctx.tuple(&[ctx.str(out), Value::Int(end)]))
}
