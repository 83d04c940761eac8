//! The algebra of sets. Where the other operand is a set or dict nothing is
//! hashed again. Functions that may have to wait answer with a table as a dict
//! value.

use super::table_of;
use crate::methods::each::for_each;
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, Entry};
use crate::value::Value;

/// Whether a key of that hash is in `table`.
fn has<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, entry: Entry<'gc>) -> Result<bool, Raise<'gc>> {
    Ok(ctx.dict_find(table, entry.key, entry.hash)?.is_some())
}

/// Adds the key of an entry unless it is there.
fn add<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, entry: Entry<'gc>) -> Result<(), Raise<'gc>> {
    if !has(ctx, table, entry)? {
        table.borrow_mut(ctx.mc).insert_new(entry.hash, entry.key, Value::None);
    }
    Ok(())
}

/// Takes the key of an entry out; whether it was there.
fn discard<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, entry: Entry<'gc>) -> Result<bool, Raise<'gc>> {
    let found = ctx.dict_find(table, entry.key, entry.hash)?;
    Ok(found.and_then(|position| table.borrow_mut(ctx.mc).remove_at(position)).is_some())
}

/// Adds all elements of an iterable; the result is None.
///
/// # Errors
/// TypeError for what is not iterable or hashable, or what iterating raises.
pub fn update<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    if let Some(source) = table_of(other) {
        if source.is(table) || source.is_empty() {
            return Step::value(Value::None);
        }
        if table.borrow().filled() == 0 {
            let mut target = table.borrow_mut(ctx.mc);
            target.copy_slots(&source.borrow());
            return Step::value(Value::None);
        }
        table.borrow_mut(ctx.mc).reserve_slots(source.len());
        for entry in source.to_vec() {
            add(ctx, table, entry)?;
        }
        return Step::value(Value::None);
    }
    if let Value::Dict(source) = other {
        table.borrow_mut(ctx.mc).reserve_slots(source.len());
        for entry in source.to_vec() {
            add(ctx, table, entry)?;
        }
        return Step::value(Value::None);
    }
    let added = for_each(ctx, other, [table.into()], |ctx, item, [table]| {
        if let Value::Dict(table) = table {
            ctx.set_add(table, item)?;
        }
        Ok(None)
    })?;
    added.then(ctx, [], |_, _, []| Step::value(Value::None))
}

/// A new table of the elements of an iterable.
///
/// # Errors
/// As [`update`].
pub fn collect<'gc>(ctx: Ctx<'gc>, iterable: Value<'gc>) -> NativeResult<'gc> {
    let table = Dict::new_set(ctx.mc);
    update(ctx, table, iterable)?.then(ctx, [table.into()], |_, _, [table]| Step::value(table))
}

/// A new table of what is in both.
///
/// # Errors
/// As [`update`].
pub fn intersection<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    let result = Dict::new_set(ctx.mc);
    if let Some(other) = table_of(other) {
        if other.is(table) {
            return Step::value(table.copy(ctx.mc));
        }
        let (walked, probed) = if other.len() > table.len() { (table, other) } else { (other, table) };
        for entry in walked.to_vec() {
            if has(ctx, probed, entry)? {
                add(ctx, result, entry)?;
            }
        }
        return Step::value(result);
    }
    let met = for_each(ctx, other, [table.into(), result.into()], |ctx, item, [table, result]| {
        if let (Value::Dict(table), Value::Dict(result)) = (table, result) {
            let entry = Entry { hash: ctx.hash(item)?, key: item, value: Value::None };
            if has(ctx, table, entry)? {
                add(ctx, result, entry)?;
            }
        }
        Ok(None)
    })?;
    met.then(ctx, [result.into()], |_, _, [result]| Step::value(result))
}

/// Takes the elements of an iterable out; the result is None.
///
/// # Errors
/// As [`update`].
pub fn difference_update<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    if let Some(other) = table_of(other) {
        if other.is(table) {
            table.borrow_mut(ctx.mc).clear();
            return Step::value(Value::None);
        }
        for entry in other.to_vec() {
            discard(ctx, table, entry)?;
        }
        table.borrow_mut(ctx.mc).tidy_slots();
        return Step::value(Value::None);
    }
    let done = for_each(ctx, other, [table.into()], |ctx, item, [table]| {
        if let Value::Dict(table) = table {
            let hash = ctx.hash_element(item)?;
            discard(ctx, table, Entry { hash, key: item, value: Value::None })?;
        }
        Ok(None)
    })?;
    done.then(ctx, [table.into()], |ctx, _, [table]| {
        if let Value::Dict(table) = table {
            table.borrow_mut(ctx.mc).tidy_slots();
        }
        Step::value(Value::None)
    })
}

/// A new table of what is in `table` alone.
///
/// # Errors
/// As [`update`].
pub fn difference<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    let probed = match other {
        Value::Dict(dict) => Some(dict),
        _ => table_of(other),
    };
    // With few elements to take out it is quicker to copy.
    let probed = probed.filter(|other| table.len() >> 2 <= other.len());
    let Some(probed) = probed else {
        let result = table.copy(ctx.mc);
        return difference_update(ctx, result, other)?.then(ctx, [result.into()], |_, _, [result]| Step::value(result));
    };
    let result = Dict::new_set(ctx.mc);
    for entry in table.to_vec() {
        if !has(ctx, probed, entry)? {
            add(ctx, result, entry)?;
        }
    }
    Step::value(result)
}

/// Takes out what is in `other` too and adds the rest of it; the result is None.
///
/// # Errors
/// As [`update`].
pub fn symmetric_difference_update<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    let source = match other {
        Value::Dict(dict) => Some(dict),
        _ => table_of(other),
    };
    if let Some(source) = source {
        toggle(ctx, table, source)?;
        return Step::value(Value::None);
    }
    collect(ctx, other)?.then(ctx, [table.into()], |ctx, other, [table]| {
        if let (Value::Dict(table), Value::Dict(other)) = (table, other) {
            toggle(ctx, table, other)?;
        }
        Step::value(Value::None)
    })
}

fn toggle<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Dict<'gc>) -> Result<(), Raise<'gc>> {
    if table.is(other) {
        table.borrow_mut(ctx.mc).clear();
        return Ok(());
    }
    for entry in other.to_vec() {
        if !discard(ctx, table, entry)? {
            table.borrow_mut(ctx.mc).insert_new(entry.hash, entry.key, Value::None);
        }
    }
    Ok(())
}

/// A new table of what is in one of both.
///
/// # Errors
/// As [`update`].
pub fn symmetric_difference<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    collect(ctx, other)?.then(ctx, [table.into()], |ctx, result, [table]| {
        if let (Value::Dict(result), Value::Dict(table)) = (result, table) {
            toggle(ctx, result, table)?;
        }
        Ok(Step::Return(result))
    })
}
