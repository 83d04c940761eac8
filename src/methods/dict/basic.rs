//! Making dicts, and their methods on keys and items.

use gc_arena::Collect;

use super::Merge;
use super::update::{add_names, merge_tables, update};
use crate::methods::each::for_each;
use crate::methods::support::count;
use crate::methods::{new_class, wrap};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, DictItems, DictView, DictViewData, Iter};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::compare::dicts_equal;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};
use crate::vm::ops::repr::repr_pairs;

/// The dict of the receiver.
fn receiver<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Dict<'gc>, Raise<'gc>> {
    args.get(0).as_dict().ok_or_else(|| ctx.internal_error("a dict method without a dict"))
}

/// `dict.__new__(cls, ...)`: empty, whatever the arguments.
pub(super) fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.dict)?;
    Step::value(wrap(ctx, class, Dict::new(ctx.mc).into()))
}

pub(super) fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    fill(ctx, args, "dict")
}

pub(super) fn update_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    fill(ctx, args, "update")
}

/// Adds what an iterable or mapping and keyword arguments give.
fn fill<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, function: &str) -> NativeResult<'gc> {
    let target = receiver(ctx, &args)?;
    let source = match args.rest() {
        [] => {
            add_names(ctx, target, args.extra());
            return Step::value(Value::None);
        }
        [source] => *source,
        rest => return Err(ctx.type_error(format!("{function} expected at most 1 argument, got {}", rest.len()))),
    };
    let filled = update(ctx, target, source)?;
    if args.extra().is_empty() {
        return Ok(filled);
    }
    let names = ctx.dict_of_names(args.extra());
    filled.then(ctx, [target.into(), names.into()], |ctx, _, [target, names]| {
        if let (Some(target), Some(names)) = (target.as_dict(), names.as_dict()) {
            merge_tables(ctx, target, names, Merge::Override)?;
        }
        Step::value(Value::None)
    })
}

pub(super) fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = receiver(ctx, &args)?;
    let items = dict.borrow().iter().flat_map(|entry| [entry.key, entry.value]).collect();
    repr_pairs(ctx, args.get(0), items, "{", "}", "{...}")
}

pub(super) fn not_ordered<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(Value::NotImplemented)
}

pub(super) fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(1).as_dict() {
        Some(other) => dicts_equal(receiver(ctx, &args)?, other),
        None => Step::value(Value::NotImplemented),
    }
}

pub(super) fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(1).as_dict() {
        Some(other) => {
            let equal = dicts_equal(receiver(ctx, &args)?, other)?;
            equal.then(ctx, [], |_, equal, []| Step::value(!matches!(equal, Value::True)))
        }
        None => Step::value(Value::NotImplemented),
    }
}

/// An iterator over a part of the entries.
pub fn entries_iter<'gc>(ctx: Ctx<'gc>, dict: Dict<'gc>, kind: DictItems, reversed: bool) -> Value<'gc> {
    Iter::new(ctx.mc, ops::iter::dict_state(dict, kind, reversed)).into()
}

pub(super) fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(entries_iter(ctx, receiver(ctx, &args)?, DictItems::Keys, false))
}

pub(super) fn reversed<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(entries_iter(ctx, receiver(ctx, &args)?, DictItems::Keys, true))
}

/// `a | b`: a new dict, or NotImplemented unless both are dicts.
///
/// # Errors
/// What comparing keys raises.
pub fn union<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let (Some(first), Some(_)) = (a.as_dict(), b.as_dict()) else {
        return Step::value(Value::NotImplemented);
    };
    let target = first.copy(ctx.mc);
    update(ctx, target, b)?.then(ctx, [target.into()], |_, _, [target]| Step::value(target))
}

pub(super) fn or<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    union(ctx, args.get(0), args.get(1))
}

pub(super) fn ror<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    union(ctx, args.get(1), args.get(0))
}

pub(super) fn ior<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let target = receiver(ctx, &args)?;
    update(ctx, target, args.get(1))?.then(ctx, [args.get(0)], |_, _, [target]| Step::value(target))
}

pub(super) fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(count(receiver(ctx, &args)?.len()))
}

/// `dict[key]`; `object` is the dict or an instance of a subclass, whose
/// `__missing__` is asked for what is not there.
///
/// # Errors
/// KeyError, or what hashing and comparing raises.
pub fn get_item<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, dict: Dict<'gc>, key: Value<'gc>) -> NativeResult<'gc> {
    if let Some(value) = ctx.dict_get(dict, key)? {
        return Ok(Step::Return(value));
    }
    if !matches!(object, Value::Dict(_))
        && let Some(step) = crate::vm::attributes::call_special(ctx, object, ctx.names.missing, &[key])?
    {
        return Ok(step);
    }
    Err(ctx.key_error(key))
}

pub(super) fn getitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    get_item(ctx, args.get(0), receiver(ctx, &args)?, args.get(1))
}

pub(super) fn setitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ctx.dict_set(receiver(ctx, &args)?, args.get(1), args.get(2))?;
    Step::value(Value::None)
}

/// `del dict[key]`.
///
/// # Errors
/// KeyError, or what hashing and comparing raises.
pub fn delete_item<'gc>(ctx: Ctx<'gc>, dict: Dict<'gc>, key: Value<'gc>) -> Result<(), Raise<'gc>> {
    match ctx.dict_remove(dict, key)? {
        Some(_) => Ok(()),
        None => Err(ctx.key_error(key)),
    }
}

pub(super) fn delitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    delete_item(ctx, receiver(ctx, &args)?, args.get(1))?;
    Step::value(Value::None)
}

/// `key in dict`.
///
/// # Errors
/// What hashing and comparing raises.
pub fn contains<'gc>(ctx: Ctx<'gc>, dict: Dict<'gc>, key: Value<'gc>) -> Result<bool, Raise<'gc>> {
    let hash = ctx.hash_key(key)?;
    Ok(ctx.dict_find(dict, key, hash)?.is_some())
}

pub(super) fn contains_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(contains(ctx, receiver(ctx, &args)?, args.get(1))?)
}

pub(super) fn sizeof<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let slots = receiver(ctx, &args)?.borrow().end();
    let size = size_of::<crate::types::DictData<'_>>() + slots * size_of::<crate::types::Entry<'_>>();
    Step::value(count(size))
}

pub(super) fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let found = ctx.dict_get(receiver(ctx, &args)?, args.get(1))?;
    Step::value(found.unwrap_or(args.get(2).or(Value::None)))
}

pub(super) fn setdefault<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (dict, key, default) = (receiver(ctx, &args)?, args.get(1), args.get(2).or(Value::None));
    let hash = ctx.hash_key(key)?;
    if let Some(value) = ctx.dict_find(dict, key, hash)?.and_then(|position| dict.value_at(position)) {
        return Step::value(value);
    }
    dict.borrow_mut(ctx.mc).insert_new(hash, key, default);
    Step::value(default)
}

pub(super) fn pop<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (dict, key) = (receiver(ctx, &args)?, args.get(1));
    // Nothing is hashed to find out that an empty dict has no such key.
    let found = if dict.is_empty() { None } else { ctx.dict_remove(dict, key)? };
    match (found, args.opt(2)) {
        (Some(entry), _) => Step::value(entry.value),
        (None, Some(default)) => Step::value(default),
        (None, None) => Err(ctx.key_error(key)),
    }
}

pub(super) fn popitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = receiver(ctx, &args)?;
    let last = {
        let table = dict.borrow();
        (0..table.end()).rev().find(|&position| table.entry(position).is_some())
    };
    match last.and_then(|position| dict.borrow_mut(ctx.mc).remove_at(position)) {
        Some(entry) => Step::value(ctx.tuple(&[entry.key, entry.value])),
        None => Err(ctx.key_error(ctx.str("popitem(): dictionary is empty"))),
    }
}

fn view<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, kind: DictItems) -> NativeResult<'gc> {
    let dict = receiver(ctx, args)?;
    Step::value(DictView::alloc(ctx.mc, DictViewData { dict, owner: args.get(0), kind }))
}

pub(super) fn keys<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    view(ctx, &args, DictItems::Keys)
}

pub(super) fn values<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    view(ctx, &args, DictItems::Values)
}

pub(super) fn items<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    view(ctx, &args, DictItems::Items)
}

pub(super) fn clear<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    receiver(ctx, &args)?.borrow_mut(ctx.mc).clear();
    Step::value(Value::None)
}

pub(super) fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, &args)?.copy(ctx.mc))
}

pub(super) fn fromkeys<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (class, iterable, value) = (args.get(0), args.get(1), args.get(2).or(Value::None));
    if class.is(ctx.types.dict.into()) {
        return fill_keys(ctx, Dict::new(ctx.mc).into(), iterable, value);
    }
    Step::call(class, &[])
        .then(ctx, [iterable, value], |ctx, target, [iterable, value]| fill_keys(ctx, target, iterable, value))
}

fn fill_keys<'gc>(ctx: Ctx<'gc>, target: Value<'gc>, iterable: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if let Value::Dict(_) = target {
        let filled = for_each(ctx, iterable, [target, value], |ctx, key, [target, value]| {
            if let Value::Dict(dict) = target {
                ctx.dict_set(dict, key, value)?;
            }
            Ok(None)
        })?;
        return filled.then(ctx, [target], |_, _, [target]| Step::value(target));
    }
    feed(ctx, iterable, FromKeys { target, value })
}

/// `fromkeys` of a class with a `__setitem__` of its own.
#[derive(Collect)]
#[collect(no_drop)]
struct FromKeys<'gc> {
    target: Value<'gc>,
    value: Value<'gc>,
}

impl<'gc> Sink<'gc> for FromKeys<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, key: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        ops::set_item(ctx, self.target, key, self.value).map(SinkFlow::Await)
    }

    fn end(&mut self, _: Ctx<'gc>) -> NativeResult<'gc> {
        Step::value(self.target)
    }
}
