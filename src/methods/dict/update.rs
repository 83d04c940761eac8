//! Filling a dict from mappings and from pairs. Mirrors `dict_merge`,
//! `PyDict_MergeFromSeq2` and `dict_update_arg` of `Objects/dictobject.c`.

use gc_arena::Collect;

use crate::methods::each::{BATCH, breathe, start};
use crate::methods::support::count;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step, then_input};
use crate::types::{Dict, List, Str};
use crate::value::Value;
use crate::vm::attributes;
use crate::vm::ops;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};

/// What happens to a key that is there already.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Collect)]
#[collect(require_static)]
pub enum Merge {
    /// The new value replaces the old one.
    Override,
    /// KeyError of the key.
    Unique,
}

/// The dict of a value whose items can be taken from the table: a dict, or an
/// instance of a subclass that iterates as dict does.
pub fn plain_dict<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Option<Dict<'gc>> {
    if let Value::Dict(dict) = value {
        return Some(dict);
    }
    let dict = value.as_dict()?;
    let native = ctx.types.dict.lookup(ctx.mc, ctx.names.iter)?;
    ctx.lookup_special(value, ctx.names.iter)?.is(native).then_some(dict)
}

/// Puts the items of a mapping in `target`; the result is None.
///
/// # Errors
/// AttributeError when it has no `keys`, KeyError of a key that is there
/// already where that is forbidden, or what the mapping raises.
pub fn merge<'gc>(ctx: Ctx<'gc>, target: Dict<'gc>, source: Value<'gc>, mode: Merge) -> NativeResult<'gc> {
    if let Some(dict) = plain_dict(ctx, source) {
        merge_tables(ctx, target, dict, mode)?;
        return Step::value(Value::None);
    }
    let unique = Value::bool(mode == Merge::Unique);
    attributes::get(ctx, source, ctx.names.keys)?.then(
        ctx,
        [target.into(), source, unique],
        |ctx, keys, [target, source, unique]| {
            Step::call(keys, &[]).then(ctx, [target, source, unique], |ctx, keys, [target, source, unique]| {
                let outcome =
                    then_input(ops::iter(ctx, keys), ctx, [source, keys], |ctx, input, [source, keys]| match input {
                        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
                            let (source, got) = (ctx.type_name(source), ctx.type_name(keys));
                            Err(ctx.type_error(format!("{source}.keys() returned a non-iterable (type {got})")))
                        }
                        _ => ops::collect(ctx, input.value(ctx)?),
                    })?;
                outcome.then(ctx, [target, source, unique], |ctx, keys, [target, source, unique]| {
                    let (Some(target), Some(keys)) = (target.as_dict(), keys.as_list()) else {
                        return Err(ctx.internal_error("merge without a dict"));
                    };
                    let mode = if matches!(unique, Value::True) { Merge::Unique } else { Merge::Override };
                    start(ctx, MergeKeys { target, source, keys, next: 0, mode })
                })
            })
        },
    )
}

/// Puts the entries of `source` in `target`, here and now.
///
/// # Errors
/// As [`merge`].
pub fn merge_tables<'gc>(ctx: Ctx<'gc>, target: Dict<'gc>, source: Dict<'gc>, mode: Merge) -> Result<(), Raise<'gc>> {
    if target.is(source) || source.is_empty() {
        return Ok(());
    }
    if target.is_empty() {
        let mut table = target.borrow_mut(ctx.mc);
        for entry in source.borrow().iter() {
            table.insert_new(entry.hash, entry.key, entry.value);
        }
        return Ok(());
    }
    for entry in source.to_vec() {
        match ctx.dict_find(target, entry.key, entry.hash)? {
            Some(_) if mode == Merge::Unique => return Err(ctx.key_error(entry.key)),
            Some(position) => target.set_value(ctx.mc, position, entry.value),
            None => target.borrow_mut(ctx.mc).insert_new(entry.hash, entry.key, entry.value),
        }
    }
    Ok(())
}

/// Takes the value of one key after the other.
#[derive(Collect)]
#[collect(no_drop)]
struct MergeKeys<'gc> {
    target: Dict<'gc>,
    source: Value<'gc>,
    keys: List<'gc>,
    #[collect(require_static)]
    next: usize,
    mode: Merge,
}

impl<'gc> MergeKeys<'gc> {
    fn take(&mut self, ctx: Ctx<'gc>, value: Value<'gc>) -> Result<(), Raise<'gc>> {
        if let Some(key) = self.keys.get(self.next) {
            ctx.dict_set(self.target, key, value)?;
        }
        self.next += 1;
        Ok(())
    }
}

impl<'gc> Continuation<'gc> for MergeKeys<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match input {
            Input::Start | Input::Value(Value::Null) => {}
            _ => {
                let value = input.value(ctx)?;
                self.take(ctx, value)?;
            }
        }
        for _ in 0..BATCH {
            let Some(key) = self.keys.get(self.next) else {
                return Flow::value(Value::None);
            };
            if self.mode == Merge::Unique {
                let hash = ctx.hash_key(key)?;
                if ctx.dict_find(self.target, key, hash)?.is_some() {
                    return Err(ctx.key_error(key));
                }
            }
            match ops::get_item(ctx, self.source, key)? {
                Step::Return(value) => self.take(ctx, value)?,
                step => return Ok(Flow::Await(step)),
            }
        }
        Ok(breathe())
    }
}

/// `dict.update(source)`: a mapping if it has `keys`, else pairs; the result
/// is None.
///
/// # Errors
/// As [`merge`] and [`from_pairs`].
pub fn update<'gc>(ctx: Ctx<'gc>, target: Dict<'gc>, source: Value<'gc>) -> NativeResult<'gc> {
    if let Value::Dict(_) = source {
        return merge(ctx, target, source, Merge::Override);
    }
    if let Value::List(_) | Value::Tuple(_) | Value::Iter(_) | Value::Generator(_) = source {
        return from_pairs(ctx, target, source);
    }
    attributes::get_optional(ctx, source, ctx.names.keys)?.then(
        ctx,
        [target.into(), source],
        |ctx, keys, [target, source]| {
            let Some(target) = target.as_dict() else { return Err(ctx.internal_error("update without a dict")) };
            if keys.is_null() { from_pairs(ctx, target, source) } else { merge(ctx, target, source, Merge::Override) }
        },
    )
}

/// Puts names and values in `target`.
pub fn add_names<'gc>(ctx: Ctx<'gc>, target: Dict<'gc>, names: &[(Str<'gc>, Value<'gc>)]) {
    for (name, value) in names {
        target.set_str(ctx.mc, ctx.intern_str(*name), *value);
    }
}

/// Puts the pairs that an iterable gives in `target`; the result is None.
///
/// # Errors
/// TypeError or ValueError for an item that is not a pair, or what iterating raises.
pub fn from_pairs<'gc>(ctx: Ctx<'gc>, target: Dict<'gc>, pairs: Value<'gc>) -> NativeResult<'gc> {
    feed(ctx, pairs, FromPairs { target, count: 0 })
}

#[derive(Collect)]
#[collect(no_drop)]
struct FromPairs<'gc> {
    target: Dict<'gc>,
    /// Pairs taken so far.
    #[collect(require_static)]
    count: usize,
}

impl<'gc> FromPairs<'gc> {
    /// Takes an item as a sequence.
    fn take(&mut self, ctx: Ctx<'gc>, pair: &[Value<'gc>]) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        let &[key, value] = pair else {
            return Err(ctx.value_error(format!(
                "dictionary update sequence element #{} has length {}; 2 is required",
                self.count,
                pair.len()
            )));
        };
        ctx.dict_set(self.target, key, value)?;
        self.count += 1;
        Ok(SinkFlow::More)
    }
}

impl<'gc> Sink<'gc> for FromPairs<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        match item {
            Value::Tuple(pair) => self.take(ctx, pair.as_slice()),
            Value::List(pair) => self.take(ctx, &pair.to_vec()),
            _ => to_list(ctx, item, self.count).map(SinkFlow::Await),
        }
    }

    fn answer(&mut self, ctx: Ctx<'gc>, list: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        self.take(ctx, &list.as_list().map(List::to_vec).unwrap_or_default())
    }

    fn end(&mut self, _: Ctx<'gc>) -> NativeResult<'gc> {
        Step::value(Value::None)
    }
}

/// The items of what should be the pair at `index`, as a list.
fn to_list<'gc>(ctx: Ctx<'gc>, item: Value<'gc>, index: usize) -> NativeResult<'gc> {
    let opened = then_input(ops::iter(ctx, item), ctx, [], |ctx, input, []| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
            Err(ctx.type_error("object is not iterable"))
        }
        _ => ops::collect(ctx, input.value(ctx)?),
    });
    then_input(opened, ctx, [count(index)], |ctx, input, [index]| {
        if let Input::Raise(raise) = input
            && ctx.is_raised(raise, ctx.types.exceptions.TypeError)
        {
            let index = index.as_i64().unwrap_or(0);
            let note = format!("Cannot convert dictionary update sequence element #{index} to a sequence");
            let notes = ctx.list(vec![ctx.str(note)]);
            raise.dict_or_new(ctx.mc).set_str(ctx.mc, ctx.names.notes, notes);
        }
        Step::value(input.value(ctx)?)
    })
}
