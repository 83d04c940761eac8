//! Methods of the exception classes. Mirrors `Objects/exceptions.c`.
//!
//! | module | classes |
//! |---|---|
//! | [`base`] | BaseException |
//! | [`simple`] | StopIteration, SystemExit, KeyError, AttributeError, NameError |
//! | [`import_error`], [`os_error`], [`syntax_error`], [`unicode`] | the classes of that name and their kin |
//! | [`groups`], [`split`] | exception groups |
//!
//! All other classes inherit everything. Fields of a class are at fixed
//! indexes of `ExceptionData::fields`, given by the table in `types::classes`.
//! An exception raised by the runtime itself has its arguments, but was not
//! initialised: a field that is NULL is read from the arguments as
//! `__init__` would have set it.

pub mod base;
pub mod groups;
pub mod import_error;
pub mod os_error;
pub mod simple;
pub mod split;
pub mod syntax_error;
pub mod unicode;

use rustpython_wtf8::Wtf8Buf;

use crate::runtime::def::TypeDef;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, Exception, Str, Tuple};
use crate::value::Value;
use crate::vm::suggest::closest;

/// What each exception class offers, by name.
pub const DEFS: &[(&str, TypeDef)] = &[
    ("BaseException", base::DEF),
    ("BaseExceptionGroup", groups::DEF),
    ("SystemExit", simple::SYSTEM_EXIT),
    ("StopIteration", simple::STOP_ITERATION),
    ("KeyError", simple::KEY_ERROR),
    ("AttributeError", simple::ATTRIBUTE_ERROR),
    ("NameError", simple::NAME_ERROR),
    ("ImportError", import_error::DEF),
    ("OSError", os_error::DEF),
    ("SyntaxError", syntax_error::DEF),
    ("UnicodeDecodeError", unicode::DECODE),
    ("UnicodeEncodeError", unicode::ENCODE),
    ("UnicodeTranslateError", unicode::TRANSLATE),
];

/// The exception that a method was called on.
fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Exception<'gc>, Raise<'gc>> {
    value.as_exception().ok_or_else(|| ctx.type_error("an exception is required"))
}

/// Reads a field; an unset one is None.
fn get_field<'gc, const I: usize>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.field(I).or(Value::None))
}

/// Sets a field; deleting it leaves None.
fn set_field<'gc, const I: usize>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    receiver(ctx, value)?.set_field(ctx.mc, I, new.or(Value::None));
    Step::value(Value::None)
}

/// Sets `args`, keeping the tuple that is there when it holds the same.
fn set_args<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>, args: &[Value<'gc>]) {
    let have = exception.args.get().as_slice();
    if have.len() == args.len() && have.iter().zip(args).all(|(a, b)| a.is(*b)) {
        return;
    }
    let args = if args.is_empty() { ctx.state().empty_tuple } else { Tuple::new(ctx.mc, args) };
    exception.set_args(ctx.mc, args);
}

/// Refuses keyword arguments on behalf of the receiver's class.
fn no_keywords<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>, args: &Args<'_, 'gc>) -> Result<(), Raise<'gc>> {
    no_keywords_of(ctx, exception.class.get(), args)
}

/// Refuses keyword arguments on behalf of a class.
fn no_keywords_of<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, args: &Args<'_, 'gc>) -> Result<(), Raise<'gc>> {
    if args.extra().is_empty() {
        return Ok(());
    }
    Err(ctx.type_error(format!("{}() takes no keyword arguments", class.name.get().lossy())))
}

/// Takes the keyword arguments that a class knows, in the order of `known`.
///
/// # Errors
/// TypeError for any other.
fn keywords<'gc, const N: usize>(
    ctx: Ctx<'gc>,
    function: &str,
    known: [&str; N],
    args: &Args<'_, 'gc>,
) -> Result<[Value<'gc>; N], Raise<'gc>> {
    let mut values = [Value::Null; N];
    for &(name, value) in args.extra() {
        let place = known.iter().position(|known| name.is_text(known)).and_then(|index| values.get_mut(index));
        match place {
            Some(place) => *place = value,
            None => {
                let name = name.lossy();
                let candidates = known.map(str::to_owned);
                let hint = match closest(&name, &candidates) {
                    Some(close) => format!(". Did you mean '{close}'?"),
                    None => String::new(),
                };
                return Err(ctx.type_error(format!("{function}() got an unexpected keyword argument '{name}'{hint}")));
            }
        }
    }
    Ok(values)
}

/// `repr` of a class that has no `__repr__` of its own: `<class 'module.name'>`.
pub fn class_repr<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> String {
    format!("<class '{}'>", qualified_name(ctx, class))
}

/// `module.qualname`, the module left out for built-in classes.
pub fn qualified_name<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> String {
    let name = class.qualname.get().lossy();
    match module_of(ctx, class) {
        Some(module) if !module.is_text("builtins") => format!("{}.{name}", module.lossy()),
        _ => name.into_owned(),
    }
}

/// `__module__` of a class, if it is a str.
pub fn module_of<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> Option<Str<'gc>> {
    class.lookup(ctx.mc, ctx.names.module).and_then(Value::as_str)
}

/// Appends a str value to a text.
fn push<'gc>(text: &mut Wtf8Buf, value: Value<'gc>) {
    if let Some(more) = value.as_str() {
        text.push_wtf8(more.wtf8());
    }
}
