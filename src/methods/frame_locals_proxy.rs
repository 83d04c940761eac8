//! Methods of FrameLocalsProxy. Mirrors the proxy of `Objects/frameobject.c`.

use super::dict::{Merge, merge};
use super::support::count;
use crate::objects::{Frame, FrameLocalsProxy, LocalKind};
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::step::then_input;
use crate::runtime::{Args, Ctx, Input, NativeResult, Raise, Step};
use crate::types::Dict;
use crate::value::Value;
use crate::vm::ops::{self, repr::repr_pairs};

/// What FrameLocalsProxy offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Create a write-through view of the locals dictionary for a frame."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__lt__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Lt)).doc("Return self<value."),
        slot("__le__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Le)).doc("Return self<=value."),
        slot("__eq__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Eq)).doc("Return self==value."),
        slot("__ne__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Ne)).doc("Return self!=value."),
        slot("__gt__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Gt)).doc("Return self>value."),
        slot("__ge__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Ge)).doc("Return self>=value."),
        slot("__iter__", "(self, /)", iter).doc("Implement iter(self)."),
        slot("__or__", "(self, value, /)", or).doc("Return self|value."),
        slot("__ror__", "(self, value, /)", ror).doc("Return value|self."),
        slot("__ior__", "(self, value, /)", ior).doc("Return self|=value."),
        slot("__len__", "(self, /)", len).doc("Return len(self)."),
        slot("__getitem__", "(self, key, /)", getitem).doc("Return self[key]."),
        slot("__setitem__", "(self, key, value, /)", setitem).doc("Set self[key] to value."),
        slot("__delitem__", "(self, key, /)", delitem).doc("Delete self[key]."),
        method("__contains__", "(self, key, /)", contains),
        method("copy", "(self, /)", copy),
        method("keys", "(self, /)", keys),
        method("values", "(self, /)", values),
        method("items", "(self, /)", items),
        method("update", "(self, other, /)", update),
        method("__reversed__", "(self, /)", reversed),
        method("setdefault", "(self, /, *args)", setdefault),
        method("get", "(self, /, *args)", get),
        method("pop", "(self, key, default=None, /)", pop),
    ],
    attributes: &[],
    absent: &["__hash__"],
};

fn frame<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Frame<'gc>, Raise<'gc>> {
    match value {
        Value::FrameLocalsProxy(proxy) => Ok(proxy.frame),
        _ => Err(ctx.internal_error("a FrameLocalsProxy method without a FrameLocalsProxy")),
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    super::new_class(ctx, &args, ctx.types.frame_locals_proxy)?;
    let frame = match args.rest() {
        [Value::Frame(frame)] => *frame,
        [other] => return Err(ctx.type_error(format!("expect frame, not {}", ctx.type_name(*other)))),
        rest => return Err(ctx.type_error(format!("FrameLocalsProxy expected 1 argument, got {}", rest.len()))),
    };
    if !args.extra().is_empty() {
        return Err(ctx.type_error("FrameLocalsProxy takes no keyword arguments"));
    }
    Step::value(FrameLocalsProxy::new(ctx.mc, frame))
}

/// Whether a slot is what `key` means: for reading it is bound, for writing not hidden.
fn suits(frame: Frame<'_>, index: usize, reading: bool) -> bool {
    if reading { frame.fast_value(index).is_some() } else { !frame.local_kind(index).contains(LocalKind::HIDDEN) }
}

/// The slot of a key of any type: its hash and equality decide.
fn slot_of<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, key: Value<'gc>, reading: bool) -> Result<Option<usize>, Raise<'gc>> {
    if let Value::Str(name) = key {
        return Ok(if reading { frame.find_bound(name) } else { frame.find_writable(name) });
    }
    let hash = ctx.hash(key)?;
    let code = frame.code.get();
    for index in 0..code.nlocalsplus() {
        let Some(name) = code.local_name(index).filter(|name| name.hash() == hash) else { continue };
        if ctx.same_or_equal(name.into(), key)? && suits(frame, index, reading) {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// What a key means, slot or not.
fn find<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, key: Value<'gc>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    if let Some(value) = slot_of(ctx, frame, key, true)?.and_then(|index| frame.fast_value(index)) {
        return Ok(Some(value));
    }
    match frame.extra_locals() {
        Some(extra) => ctx.dict_get(extra, key),
        None => Ok(None),
    }
}

fn store<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, key: Value<'gc>, value: Value<'gc>) -> Result<(), Raise<'gc>> {
    match slot_of(ctx, frame, key, false)? {
        Some(index) => {
            frame.set_fast(ctx.mc, index, value);
            Ok(())
        }
        None => ctx.dict_set(frame.extra_locals_or_new(ctx.mc), key, value),
    }
}

/// KeyError of a variable that is not there.
fn undefined<'gc>(ctx: Ctx<'gc>, key: Value<'gc>) -> NativeResult<'gc> {
    ops::repr(ctx, key)?.then(ctx, [], |ctx, shown, []| {
        let mut message = rustpython_wtf8::Wtf8Buf::from("local variable '");
        if let Some(shown) = shown.as_str() {
            message.push_wtf8(shown.wtf8());
        }
        message.push_str("' is not defined");
        Err(ctx.error(ctx.types.exceptions.KeyError, message))
    })
}

fn getitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match find(ctx, frame(ctx, args.get(0))?, args.get(1))? {
        Some(value) => Step::value(value),
        None => undefined(ctx, args.get(1)),
    }
}

fn setitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    store(ctx, frame(ctx, args.get(0))?, args.get(1), args.get(2))?;
    Step::value(())
}

/// Takes out what debuggers have put in; the code's own variables cannot go.
fn remove<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, key: Value<'gc>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    if slot_of(ctx, frame, key, false)?.is_some() {
        return Err(ctx.value_error("cannot remove local variables from FrameLocalsProxy"));
    }
    match frame.extra_locals() {
        Some(extra) => Ok(ctx.dict_remove(extra, key)?.map(|entry| entry.value)),
        None => Ok(None),
    }
}

fn delitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match remove(ctx, frame(ctx, args.get(0))?, args.get(1))? {
        Some(_) => Step::value(()),
        None => Err(ctx.key_error(args.get(1))),
    }
}

fn pop<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match remove(ctx, frame(ctx, args.get(0))?, args.get(1))?.or_else(|| args.opt(2)) {
        Some(value) => Step::value(value),
        None => Err(ctx.key_error(args.get(1))),
    }
}

fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(find(ctx, frame(ctx, args.get(0))?, args.get(1))?.is_some())
}

/// The key and the default of `get` and `setdefault`.
fn key_and_default<'gc>(
    ctx: Ctx<'gc>,
    args: &Args<'_, 'gc>,
    name: &str,
) -> Result<(Value<'gc>, Value<'gc>), Raise<'gc>> {
    match args.rest() {
        [key] => Ok((*key, Value::None)),
        [key, default] => Ok((*key, *default)),
        _ => Err(ctx.type_error(format!("{name} expected 1 or 2 arguments"))),
    }
}

/// What reading `key` gives, where a KeyError (raised by its own comparison as
/// well) means that it is not there.
fn find_quietly<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, key: Value<'gc>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    match find(ctx, frame, key) {
        Err(raise) if ctx.is_raised(raise, ctx.types.exceptions.KeyError) => Ok(None),
        found => found,
    }
}

fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (key, default) = key_and_default(ctx, &args, "get")?;
    Step::value(find_quietly(ctx, frame(ctx, args.get(0))?, key)?.unwrap_or(default))
}

fn setdefault<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (key, default) = key_and_default(ctx, &args, "setdefault")?;
    let frame = frame(ctx, args.get(0))?;
    if let Some(value) = find_quietly(ctx, frame, key)? {
        return Step::value(value);
    }
    store(ctx, frame, key, default)?;
    Step::value(default)
}

/// What shows, in order: bound slots, then extras.
fn entries<'gc>(frame: Frame<'gc>) -> Vec<(Value<'gc>, Value<'gc>)> {
    let mut all: Vec<_> = frame.fast_locals().map(|(_, name, value)| (Value::Str(name), value)).collect();
    if let Some(extra) = frame.extra_locals() {
        all.extend(extra.borrow().iter().map(|entry| (entry.key, entry.value)));
    }
    all
}

fn key_list<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
    Ok(entries(frame(ctx, args.get(0))?).into_iter().map(|(key, _)| key).collect())
}

fn keys<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.list(key_list(ctx, &args)?))
}

fn values<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.list(entries(frame(ctx, args.get(0))?).into_iter().map(|(_, value)| value).collect()))
}

fn items<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let pairs = entries(frame(ctx, args.get(0))?).into_iter().map(|(key, value)| ctx.tuple(&[key, value]));
    Step::value(ctx.list(pairs.collect()))
}

fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::iter(ctx, ctx.list(key_list(ctx, &args)?))
}

fn reversed<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut names = key_list(ctx, &args)?;
    names.reverse();
    Step::value(ctx.list(names))
}

fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let frame = frame(ctx, args.get(0))?;
    Step::value(count(frame.fast_locals().count() + frame.extra_locals().map_or(0, Dict::len)))
}

fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(frame(ctx, args.get(0))?.locals_dict(ctx.mc))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = frame(ctx, args.get(0))?.locals_dict(ctx.mc);
    let shown = dict.borrow().iter().flat_map(|entry| [entry.key, entry.value]).collect();
    repr_pairs(ctx, args.get(0), shown, "{", "}", "{...}")
}

fn compare<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    let own = frame(ctx, args.get(0))?;
    match (args.get(1), op) {
        (Value::FrameLocalsProxy(other), CompareOp::Eq) => Step::value(own.is(other.frame)),
        (Value::FrameLocalsProxy(other), CompareOp::Ne) => Step::value(!own.is(other.frame)),
        (other, _) if other.as_dict().is_some() => ops::compare(ctx, op, own.locals_dict(ctx.mc).into(), other),
        _ => Step::value(Value::NotImplemented),
    }
}

/// Whether a value is a mapping that a proxy merges with.
fn merges(value: Value<'_>) -> bool {
    matches!(value, Value::FrameLocalsProxy(_)) || value.as_dict().is_some()
}

/// `dict.update` of a new dict with one mapping after the other.
fn union<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let target = ctx.dict();
    merge_any(ctx, target, a)?.then(ctx, [target.into(), b], |ctx, _, [target, b]| {
        let Some(dict) = target.as_dict() else { return Err(ctx.internal_error("union without a dict")) };
        merge_any(ctx, dict, b)?.then(ctx, [target], |_, _, [target]| Step::value(target))
    })
}

fn merge_any<'gc>(ctx: Ctx<'gc>, target: Dict<'gc>, source: Value<'gc>) -> NativeResult<'gc> {
    let source = match source {
        Value::FrameLocalsProxy(proxy) => proxy.frame.locals_dict(ctx.mc).into(),
        other => other,
    };
    merge(ctx, target, source, Merge::Override)
}

fn or<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !merges(args.get(1)) {
        return Step::value(Value::NotImplemented);
    }
    union(ctx, args.get(0), args.get(1))
}

/// The left operand is not checked: what has no keys raises AttributeError.
fn ror<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    union(ctx, args.get(1), args.get(0))
}

/// Writes the items of a mapping to the variables; the result is the proxy.
fn merge_into<'gc>(ctx: Ctx<'gc>, proxy: Value<'gc>, source: Value<'gc>) -> NativeResult<'gc> {
    let items = ctx.dict();
    merge_any(ctx, items, source)?.then(ctx, [proxy, items.into()], |ctx, _, [proxy, items]| {
        let frame = frame(ctx, proxy)?;
        for entry in items.as_dict().map(Dict::to_vec).unwrap_or_default() {
            store(ctx, frame, entry.key, entry.value)?;
        }
        Step::value(proxy)
    })
}

fn ior<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !merges(args.get(1)) {
        return Step::value(Value::NotImplemented);
    }
    merge_into(ctx, args.get(0), args.get(1))
}

fn update<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let outcome = if merges(args.get(1)) { merge_into(ctx, args.get(0), args.get(1)) } else { Err(ctx.type_error("")) };
    then_input(outcome, ctx, [], |ctx, input, []| match input {
        Input::Raise(_) => Err(ctx.type_error("update() argument must be dict or another FrameLocalsProxy")),
        _ => Step::value(()),
    })
}
