//! "Did you mean" for names that are not there: what `_compute_suggestion_error`
//! of `Lib/traceback.py` adds to the text of an exception.

use crate::objects::Frame;
use crate::runtime::Ctx;
use crate::types::{Class, Dict, Exception};
use crate::value::Value;
use crate::vm::suggest::closest;

const NAME: usize = 0;
const OBJECT: usize = 1;
const MODULE: usize = 1;
const NAME_FROM: usize = 3;

/// What to add to the text of the exception; nothing when no name is close.
pub fn suggestion<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>) -> String {
    let classes = &ctx.state().types.exceptions;
    let is = |class: Class<'gc>| exception.class.get().is_subclass(class);
    let field = |index| exception.field(index).as_str().map(|text| text.lossy().into_owned());
    let frame = last_frame(exception);
    if is(classes.ImportError) {
        let (Some(wrong), Some(module)) = (field(NAME_FROM), exception.field(MODULE).as_str()) else {
            return String::new();
        };
        let module = ctx.modules.get_str(module).and_then(Value::as_module);
        let candidates = module.map(|module| names(module.dict)).unwrap_or_default();
        return did_you_mean(closest(&wrong, &hide(&wrong, candidates)));
    }
    let Some(wrong) = field(NAME) else { return String::new() };
    if is(classes.AttributeError) {
        let object = exception.field(OBJECT);
        if object.is_null() {
            return String::new();
        }
        let mut candidates = attributes(ctx, object);
        // Code of the object itself may mean its private names.
        if !frame.and_then(own).is_some_and(|own| own.is(object)) {
            candidates = hide(&wrong, candidates);
        }
        return did_you_mean(closest(&wrong, &candidates));
    }
    if !is(classes.NameError) {
        return String::new();
    }
    let Some(frame) = frame else { return String::new() };
    let meant = match frame_own_has(ctx, frame, &wrong) {
        true => Some(format!("self.{wrong}")),
        false => closest(&wrong, &visible(frame)).map(str::to_owned),
    };
    let mut text = did_you_mean(meant.as_deref());
    if is_module(&wrong) {
        text += if text.is_empty() { ". Did" } else { " Or did" };
        text += &format!(" you forget to import '{wrong}'?");
    }
    text
}

fn did_you_mean(name: Option<&str>) -> String {
    name.map(|name| format!(". Did you mean: '{name}'?")).unwrap_or_default()
}

/// Without the names that begin with `_`, unless the wrong name does too.
fn hide(wrong: &str, mut names: Vec<String>) -> Vec<String> {
    if !wrong.starts_with('_') {
        names.retain(|name| !name.starts_with('_'));
    }
    names
}

/// The frame that raised.
fn last_frame<'gc>(exception: Exception<'gc>) -> Option<Frame<'gc>> {
    let mut entry = exception.traceback.get()?;
    while let Some(next) = entry.next.get() {
        entry = next;
    }
    Some(entry.frame)
}

fn names(dict: Dict<'_>) -> Vec<String> {
    let text = |key: Value<'_>| key.as_str().map(|name| name.lossy().into_owned());
    dict.to_vec().into_iter().filter_map(|entry| text(entry.key)).collect()
}

/// The variables of a frame that have a value, with their values.
fn locals<'gc>(frame: Frame<'gc>) -> Vec<(String, Value<'gc>)> {
    let data = frame.data();
    let code = data.code.get();
    let mut all = Vec::new();
    for (index, slot) in data.slots.iter().enumerate().take(code.nlocalsplus()) {
        let value = match slot.get() {
            Value::Cell(cell) => cell.raw(),
            value => value,
        };
        if let (false, Some(name)) = (value.is_null(), code.local_name(index)) {
            all.push((name.lossy().into_owned(), value));
        }
    }
    if let Some(dict) = data.locals.get().as_dict() {
        let text = |key: Value<'gc>| key.as_str().map(|name| name.lossy().into_owned());
        all.extend(dict.to_vec().into_iter().filter_map(|entry| Some((text(entry.key)?, entry.value))));
    }
    all
}

fn own<'gc>(frame: Frame<'gc>) -> Option<Value<'gc>> {
    locals(frame).into_iter().find(|(name, _)| name == "self").map(|(_, value)| value)
}

fn frame_own_has<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, name: &str) -> bool {
    own(frame).is_some_and(|own| attributes(ctx, own).iter().any(|have| have == name))
}

/// All names that code of the frame could have used.
fn visible(frame: Frame<'_>) -> Vec<String> {
    let mut all: Vec<String> = locals(frame).into_iter().map(|(name, _)| name).collect();
    all.extend(names(frame.data().globals.get()));
    all.extend(names(frame.data().builtins.get()));
    all
}

/// `dir(object)`, but for a `__dir__` of the program.
fn attributes<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Vec<String> {
    let mut all = match object {
        Value::Instance(instance) => instance.dict.get().map(names).unwrap_or_default(),
        Value::Exception(exception) => exception.dict.get().map(names).unwrap_or_default(),
        Value::Module(module) => names(module.dict),
        _ => Vec::new(),
    };
    let class = match object {
        Value::Module(_) => None,
        Value::Class(class) => Some(class),
        _ => Some(ctx.class_of(object)),
    };
    for class in class.iter().flat_map(|class| class.mro_iter()) {
        all.extend(names(class.dict));
    }
    all.sort();
    all.dedup();
    all
}

/// Whether a module of the library has the name.
fn is_module(name: &str) -> bool {
    #[cfg(feature = "stdlib")]
    if !name.contains('.') && crate::stdlib::probe(name).is_some() {
        return true;
    }
    crate::builtins::MODULES.iter().any(|module| module.name == name)
}
