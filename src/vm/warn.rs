//! Warnings: what happens to one is said by the filters of `_warnings`.
//! Mirrors `Python/_warnings.c`.
//!
//! Messages and modules are matched, and the warning made, here and now (see
//! `Ctx::reenter`): these are calls of compiled patterns and of a class.

use super::{attributes, classes, import, ops};
use crate::methods::text_file;
use crate::methods::type_arguments::{attribute, call, shown};
use crate::objects::Frame;
use crate::runtime::{ArgVec, Ctx, NativeResult, Raise, Step};
use crate::traceback::source::Sources;
use crate::types::{Class, Dict, List, Str, Tuple};
use crate::value::Value;

/// A warning and where it belongs.
#[derive(Clone, Copy)]
pub struct Warning<'gc> {
    /// Text, or an instance of a warning class.
    pub message: Value<'gc>,
    pub category: Class<'gc>,
    pub filename: Value<'gc>,
    pub lineno: i64,
    /// The name of the module; NULL to take it from the file name.
    pub module: Value<'gc>,
    /// `__warningregistry__` of the module, or None.
    pub registry: Value<'gc>,
    /// The line of source, or None.
    pub line: Value<'gc>,
    /// The object that the warning is about, or None.
    pub source: Value<'gc>,
}

/// Warns from a native, on behalf of the Python code that called it or, with
/// a higher level, of its callers.
///
/// # Errors
/// The warning itself, when the filters say so.
pub fn warn<'gc>(ctx: Ctx<'gc>, category: Class<'gc>, message: &str, stacklevel: i64) -> NativeResult<'gc> {
    warn_value(ctx, ctx.str(message), category, stacklevel, Value::None, &[])
}

/// As [`warn`], on behalf of the Python code on top.
///
/// # Errors
/// As there.
pub fn warn_here<'gc>(ctx: Ctx<'gc>, category: Class<'gc>, message: &str) -> NativeResult<'gc> {
    warn(ctx, category, message, 1)
}

/// As [`warn`], of a message that may be a warning object.
///
/// # Errors
/// As there.
pub fn warn_value<'gc>(
    ctx: Ctx<'gc>,
    message: Value<'gc>,
    category: Class<'gc>,
    stacklevel: i64,
    source: Value<'gc>,
    skipped: &[Str<'gc>],
) -> NativeResult<'gc> {
    let (globals, filename, lineno) = match frame_at(ctx, stacklevel, skipped) {
        Some(frame) => {
            let code = frame.data().code.get();
            let lineno = frame.data().lineno().map_or(0, i64::from);
            (frame.data().globals.get(), code.data().filename.into(), lineno)
        }
        None => (ctx.sys, ctx.str("<sys>"), 0),
    };
    let registry = match ctx.get_name(globals, "__warningregistry__") {
        Some(registry) => registry,
        None => {
            let registry = ctx.dict();
            ctx.set_name(globals, "__warningregistry__", registry);
            registry.into()
        }
    };
    let module = match globals.get_str(ctx.names.name) {
        Some(name @ Value::Str(_)) => name,
        _ => ctx.str("<string>"),
    };
    let line = Value::None;
    warn_explicit(ctx, Warning { message, category, filename, lineno, module, registry, line, source })
}

fn is_internal(frame: Frame<'_>) -> bool {
    let filename = frame.data().code.get().data().filename.lossy();
    filename.contains("importlib") && filename.contains("_bootstrap")
}

/// The frame that a warning of this level belongs to.
fn frame_at<'gc>(ctx: Ctx<'gc>, stacklevel: i64, skipped: &[Str<'gc>]) -> Option<Frame<'gc>> {
    let skip = |frame: Frame<'gc>| {
        let filename = frame.data().code.get().data().filename;
        is_internal(frame)
            || skipped.iter().any(|prefix| filename.wtf8().as_bytes().starts_with(prefix.wtf8().as_bytes()))
    };
    let mut frame = ctx.thread.data().frame.get();
    let plain = stacklevel <= 0 || frame.is_some_and(is_internal);
    for _ in 1..stacklevel {
        frame = frame?.back_frame();
        while !plain && frame.is_some_and(skip) {
            frame = frame?.back_frame();
        }
    }
    frame
}

/// Does with a warning what the filters say.
///
/// # Errors
/// The warning itself, or what showing it raises.
pub fn warn_explicit<'gc>(ctx: Ctx<'gc>, warning: Warning<'gc>) -> NativeResult<'gc> {
    let (text, instance) = match warning.message {
        Value::Exception(instance) => {
            let step = ops::str(ctx, instance.into())?;
            (ctx.reenter(step)?, Value::Exception(instance))
        }
        text => {
            let class = warning.category;
            let step = classes::call_class(ctx, class, ArgVec::from_slice(&[text]), None)?;
            (text, ctx.reenter(step)?)
        }
    };
    let category = match instance {
        Value::Exception(instance) => instance.class.get(),
        _ => warning.category,
    };
    let module = match warning.module {
        Value::Null => module_of_file(ctx, warning.filename),
        module => module,
    };
    let key = ctx.tuple(&[text, category.into(), Value::Int(warning.lineno)]);
    let registry = warning.registry.as_dict();
    if let Some(registry) = registry
        && already_warned(ctx, registry, key, false)?
    {
        return Step::value(());
    }
    let action = action_for(ctx, category, text, warning.lineno, module)?;
    let action_name = action.as_str().map(|action| action.lossy().into_owned()).unwrap_or_default();
    let general = ctx.tuple(&[text, category.into(), Value::Int(0)]);
    match action_name.as_str() {
        "error" => {
            return Err(match instance {
                Value::Exception(instance) => instance,
                _ => ctx.type_error("exceptions must derive from BaseException"),
            });
        }
        "ignore" => return Step::value(()),
        "always" | "all" => {}
        _ => {
            if let Some(registry) = registry {
                ctx.dict_set(registry, key, Value::True)?;
            }
            let known = match (action_name.as_str(), registry) {
                ("once", _) => match once_registry(ctx) {
                    Some(once) => already_warned(ctx, once, general, true)?,
                    None => false,
                },
                ("module", Some(registry)) => already_warned(ctx, registry, general, true)?,
                ("default" | "module", _) => false,
                _ => {
                    let shown = shown(ctx, action)?;
                    return Err(ctx.runtime_error(format!("Unrecognized action ({shown}) in warnings.filters")));
                }
            };
            if known {
                return Step::value(());
            }
        }
    }
    show(ctx, &warning, text, instance, category)
}

/// Whether the warning is in the registry; enters it if `enter` says so. A
/// registry of older filters is emptied first.
fn already_warned<'gc>(ctx: Ctx<'gc>, registry: Dict<'gc>, key: Value<'gc>, enter: bool) -> Result<bool, Raise<'gc>> {
    let version = filters_version(ctx);
    let own = registry.get_str(ctx.intern("version"));
    if matches!(own, Some(Value::Int(own)) if own == version) {
        if let Some(known) = ctx.dict_get(registry, key)? {
            return ctx.is_true(known);
        }
    } else {
        registry.borrow_mut(ctx.mc).clear();
        ctx.set_name(registry, "version", version);
    }
    if enter {
        ctx.dict_set(registry, key, Value::True)?;
    }
    Ok(false)
}

const VERSION: &str = "warnings.version";

/// How often the filters have been changed.
pub fn filters_version(ctx: Ctx<'_>) -> i64 {
    ctx.get_name(ctx.module_state, VERSION).and_then(Value::as_i64).unwrap_or(0)
}

/// Counts a change of the filters.
pub fn filters_changed(ctx: Ctx<'_>) {
    ctx.set_name(ctx.module_state, VERSION, filters_version(ctx).wrapping_add(1));
}

/// An attribute of the module `warnings`, if that is imported, else what
/// `_warnings` began with.
fn setting<'gc>(ctx: Ctx<'gc>, name: &str) -> Option<Value<'gc>> {
    let module = import::loaded(ctx, "warnings").and_then(Value::as_module);
    let current = module.and_then(|module| ctx.get_name(module.data().dict, name));
    current.or_else(|| ctx.get_name(ctx.module_state, &format!("warnings.{name}")))
}

fn once_registry<'gc>(ctx: Ctx<'gc>) -> Option<Dict<'gc>> {
    setting(ctx, "onceregistry").and_then(Value::as_dict)
}

/// The filters that the program starts with.
pub fn first_filters<'gc>(ctx: Ctx<'gc>) -> List<'gc> {
    const NAME: &str = "warnings.filters";
    if let Some(Value::List(known)) = ctx.get_name(ctx.module_state, NAME) {
        return known;
    }
    let exceptions = &ctx.state().types.exceptions;
    let row = |action: &str, category: Class<'gc>, module: Value<'gc>| {
        ctx.tuple(&[ctx.str(action), Value::None, category.into(), module, Value::Int(0)])
    };
    let filters = List::new(
        ctx.mc,
        vec![
            row("default", exceptions.DeprecationWarning, ctx.str("__main__")),
            row("ignore", exceptions.DeprecationWarning, Value::None),
            row("ignore", exceptions.PendingDeprecationWarning, Value::None),
            row("ignore", exceptions.ImportWarning, Value::None),
            row("ignore", exceptions.ResourceWarning, Value::None),
        ],
    );
    ctx.set_name(ctx.module_state, NAME, filters);
    ctx.set_name(ctx.module_state, "warnings.onceregistry", ctx.dict());
    filters
}

/// What the filters say about a warning.
fn action_for<'gc>(
    ctx: Ctx<'gc>,
    category: Class<'gc>,
    text: Value<'gc>,
    lineno: i64,
    module: Value<'gc>,
) -> Result<Value<'gc>, Raise<'gc>> {
    let filters = match setting(ctx, "filters") {
        Some(Value::List(filters)) => filters,
        _ => first_filters(ctx),
    };
    for (index, filter) in filters.to_vec().into_iter().enumerate() {
        let [action, message, of, in_module, line] = filter.as_tuple().map_or(&[][..], Tuple::as_slice) else {
            return Err(ctx.value_error(format!("warnings.filters item {index} isn't a 5-tuple")));
        };
        let line = ctx.index_i64(*line)?;
        if (line == 0 || line == lineno)
            && fits_class(ctx, category, *of)?
            && matches(ctx, *message, text)?
            && matches(ctx, *in_module, module)?
        {
            return Ok(*action);
        }
    }
    Ok(setting(ctx, "defaultaction").unwrap_or_else(|| ctx.str("default")))
}

fn fits_class<'gc>(ctx: Ctx<'gc>, category: Class<'gc>, of: Value<'gc>) -> Result<bool, Raise<'gc>> {
    let step = classes::is_subclass(ctx, category.into(), of)?;
    Ok(matches!(ctx.reenter(step)?, Value::True))
}

/// None fits everything, text itself, a pattern what it matches.
fn matches<'gc>(ctx: Ctx<'gc>, pattern: Value<'gc>, text: Value<'gc>) -> Result<bool, Raise<'gc>> {
    match (pattern, text) {
        (Value::None, _) => Ok(true),
        (Value::Str(exact), Value::Str(text)) => Ok(exact.same_text(text)),
        _ => {
            let method = attribute(ctx, pattern, "match")?;
            let found = call(ctx, method, &[text])?;
            ctx.is_true(found)
        }
    }
}

fn module_of_file<'gc>(ctx: Ctx<'gc>, filename: Value<'gc>) -> Value<'gc> {
    match filename.as_str() {
        Some(name) if name.is_empty() => ctx.str("<unknown>"),
        Some(name) => {
            let name = name.lossy();
            ctx.str(name.strip_suffix(".py").unwrap_or(&name))
        }
        None => ctx.str("<unknown>"),
    }
}

/// Shows a warning: by `warnings._showwarnmsg` if that module is imported.
fn show<'gc>(
    ctx: Ctx<'gc>,
    warning: &Warning<'gc>,
    text: Value<'gc>,
    instance: Value<'gc>,
    category: Class<'gc>,
) -> NativeResult<'gc> {
    let Some(module) = import::loaded(ctx, "warnings") else {
        return show_plainly(ctx, warning, text, category);
    };
    let show = attributes::get_optional(ctx, module, ctx.intern("_showwarnmsg"))?;
    let show = ctx.reenter(show)?;
    let class = attributes::get_optional(ctx, module, ctx.intern("WarningMessage"))?;
    let class = ctx.reenter(class)?;
    if show.is_null() || class.is_null() {
        return show_plainly(ctx, warning, text, category);
    }
    let Warning { filename, lineno, line, source, .. } = *warning;
    let args = [instance, category.into(), filename, Value::Int(lineno), Value::None, line, source];
    Step::call(class, &args).then(ctx, [show], |_, message, [show]| Ok(Step::call(show, &[message])))?.then(
        ctx,
        [],
        |_, _, []| Step::value(()),
    )
}

fn show_plainly<'gc>(
    ctx: Ctx<'gc>,
    warning: &Warning<'gc>,
    text: Value<'gc>,
    category: Class<'gc>,
) -> NativeResult<'gc> {
    let show = |value: Value<'gc>| match value.as_str() {
        Some(text) => text.lossy().into_owned(),
        None => String::new(),
    };
    let (filename, lineno) = (show(warning.filename), warning.lineno);
    let mut shown = format!("{filename}:{lineno}: {}: {}\n", category.name.get().lossy(), show(text));
    let line = match warning.line {
        Value::Str(line) => Some(line.lossy().into_owned()),
        _ => {
            let (name, number) = (Str::new(ctx.mc, filename.as_str()), i32::try_from(lineno).unwrap_or(0));
            Sources::default().lines(ctx, name, number, number).first().cloned()
        }
    };
    if let Some(line) = line.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()) {
        shown.push_str("  ");
        shown.push_str(&line);
        shown.push('\n');
    }
    text_file::write_to(ctx, "stderr", ctx.str(shown))?.then(ctx, [], |_, _, []| Step::value(()))
}
