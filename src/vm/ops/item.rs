//! Subscription. Mirrors `PyObject_GetItem` and its kin.

use super::special;
use crate::runtime::{Ctx, NativeResult, Step};
use crate::types::Str;
use crate::value::Value;
use crate::vm::attributes;

/// `container[key]`.
///
/// # Errors
/// What the operation raises.
#[inline]
pub fn get_item<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, key: Value<'gc>) -> NativeResult<'gc> {
    match (container, key) {
        (Value::List(list), Value::Int(index)) => {
            let items = list.borrow();
            match position(index, items.len()).and_then(|position| items.get(position)) {
                Some(&item) => Ok(Step::Return(item)),
                None => Err(ctx.index_error("list index out of range")),
            }
        }
        (Value::Tuple(tuple), Value::Int(index)) => {
            let items = tuple.as_slice();
            match position(index, items.len()).and_then(|position| items.get(position)) {
                Some(&item) => Ok(Step::Return(item)),
                None => Err(ctx.index_error("tuple index out of range")),
            }
        }
        (Value::Dict(dict), _) => match ctx.dict_get(dict, key)? {
            Some(value) => Ok(Step::Return(value)),
            None => Err(ctx.key_error(key)),
        },
        (Value::Str(text), Value::Int(index)) => str_item(ctx, text, index),
        (Value::Bytes(bytes), Value::Int(index)) => {
            let bytes = bytes.as_slice();
            match position(index, bytes.len()).and_then(|position| bytes.get(position)) {
                Some(&byte) => Step::value(i64::from(byte)),
                None => Err(ctx.index_error("index out of range")),
            }
        }
        _ => get_slow(ctx, container, key),
    }
}

/// A position in a sequence of so many items; negative ones count from the end.
#[inline]
pub fn position(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index.checked_add(i64::try_from(len).ok()?)? } else { index };
    usize::try_from(index).ok().filter(|&index| index < len)
}

fn str_item<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, index: i64) -> NativeResult<'gc> {
    match position(index, text.len()).and_then(|position| text.code_point(position)) {
        Some(point) => Ok(Step::Return(one_char(ctx, point))),
        None => Err(ctx.index_error("string index out of range")),
    }
}

/// The string of one code point; Latin-1 characters are kept.
pub fn one_char<'gc>(ctx: Ctx<'gc>, point: rustpython_wtf8::CodePoint) -> Value<'gc> {
    if let Some(table) = ctx.latin1.get()
        && let Some(&known) = table.as_slice().get(point.to_u32() as usize)
    {
        return known;
    }
    let text: rustpython_wtf8::Wtf8Buf = std::iter::once(point).collect();
    ctx.str(text)
}

fn get_slow<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, key: Value<'gc>) -> NativeResult<'gc> {
    if let Some(step) = special::call(ctx, container, ctx.names.getitem, &[key])? {
        return Ok(step);
    }
    if container.as_class().is_none() {
        return Err(ctx.type_error(format!("'{}' object is not subscriptable", ctx.type_name(container))));
    }
    // `type` itself has no `__class_getitem__`, which its instances would inherit.
    if matches!(container, Value::Class(class) if class.is(ctx.types.type_)) {
        return Step::value(crate::methods::generic_alias::make(ctx, container, key, false));
    }
    let name = ctx.names.class_getitem;
    attributes::get_optional(ctx, container, name)?.then(ctx, [container, key], |ctx, method, [container, key]| match (
        method, container,
    ) {
        (Value::Null | Value::None, Value::Class(class)) => {
            Err(ctx.type_error(format!("type '{}' is not subscriptable", class.name.get().lossy())))
        }
        _ => Ok(Step::call(method, &[key])),
    })
}

/// `container[key] = value`; the result is None.
///
/// # Errors
/// What the operation raises.
#[inline]
pub fn set_item<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, key: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    match (container, key) {
        (Value::List(list), Value::Int(index)) => {
            let mut items = list.borrow_mut(ctx.mc);
            let len = items.len();
            match position(index, len).and_then(|position| items.get_mut(position)) {
                Some(place) => {
                    *place = value;
                    Ok(Step::Return(Value::None))
                }
                None => Err(ctx.index_error("list assignment index out of range")),
            }
        }
        (Value::Dict(dict), _) => {
            ctx.dict_set(dict, key, value)?;
            Ok(Step::Return(Value::None))
        }
        _ => match special::call(ctx, container, ctx.names.setitem, &[key, value])? {
            Some(step) => Ok(step),
            None => {
                Err(ctx.type_error(format!("'{}' object does not support item assignment", ctx.type_name(container))))
            }
        },
    }
}

/// `del container[key]`; the result is None.
///
/// # Errors
/// What the operation raises.
pub fn delete_item<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, key: Value<'gc>) -> NativeResult<'gc> {
    if let Value::Dict(dict) = container {
        return match ctx.dict_remove(dict, key)? {
            Some(_) => Ok(Step::Return(Value::None)),
            None => Err(ctx.key_error(key)),
        };
    }
    match special::call(ctx, container, ctx.names.delitem, &[key])? {
        Some(step) => Ok(step),
        None => Err(ctx.type_error(format!("'{}' object doesn't support item deletion", ctx.type_name(container)))),
    }
}
