//! `object.name = value` and `del object.name`. Mirrors
//! `PyObject_GenericSetAttr`, `type_setattro` and `slot_tp_setattro`.

use super::bind::{call_attribute, getset_set, is_data_descriptor, member_set, nothing, property_set};
use super::namespace::{dict_of, dict_or_new, has_dict};
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::{Class, ClassFlags, Str};
use crate::value::Value;

/// `object.name = value`; the result is None.
///
/// # Errors
/// What the operation raises.
#[inline]
pub fn set<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    match ctx.lookup_special(object, ctx.names.setattr) {
        Some(custom) if !matches!(custom, Value::Builtin(_)) => {
            nothing(ctx, call_attribute(ctx, custom, object, &[name.into(), value], None)?)
        }
        how => native_set(ctx, how, object, name, value),
    }
}

/// `del object.name`; the result is None.
///
/// # Errors
/// What the operation raises.
pub fn delete<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    match ctx.lookup_special(object, ctx.names.delattr) {
        Some(custom) if !matches!(custom, Value::Builtin(_)) => {
            nothing(ctx, call_attribute(ctx, custom, object, &[name.into()], None)?)
        }
        how => native_set(ctx, how, object, name, Value::Null),
    }
}

fn native_set<'gc>(
    ctx: Ctx<'gc>,
    how: Option<Value<'gc>>,
    object: Value<'gc>,
    name: Str<'gc>,
    value: Value<'gc>,
) -> NativeResult<'gc> {
    match (object, how) {
        (Value::Class(class), _) => type_set(ctx, class, name, value),
        // A native class with a way of its own: its slot does it.
        (_, Some(Value::Builtin(builtin))) if builtin.owner.is_some_and(|owner| !owner.is(ctx.types.object)) => {
            let args: &[_] = if value.is_null() { &[name.into()] } else { &[name.into(), value] };
            nothing(ctx, call_attribute(ctx, builtin.into(), object, args, None)?)
        }
        _ => generic_set(ctx, object, name, value),
    }
}

/// Gives `value` (NULL to delete) to a data descriptor.
fn set_through<'gc>(ctx: Ctx<'gc>, descriptor: Value<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    match descriptor {
        Value::Property(property) => property_set(ctx, property, object, value),
        Value::GetSet(getset) => getset_set(ctx, getset, object, value),
        Value::Member(member) => member_set(ctx, member, object, value),
        _ => {
            let hook = if value.is_null() { ctx.names.delete } else { ctx.names.set };
            let Some(found) = ctx.lookup_special(descriptor, hook) else {
                return Err(ctx.attribute_error_plain(hook.lossy().into_owned()));
            };
            let args: &[_] = if value.is_null() { &[object] } else { &[object, value] };
            nothing(ctx, call_attribute(ctx, found, descriptor, args, None)?)
        }
    }
}

/// `object.__setattr__` and (with NULL) `object.__delattr__`; the result is None.
///
/// # Errors
/// AttributeError, or what a descriptor raises.
#[inline]
pub fn generic_set<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(object);
    let attribute = class.lookup(ctx.mc, name);
    if let Some(attribute) = attribute
        && is_data_descriptor(ctx, attribute)
    {
        return set_through(ctx, attribute, object, value);
    }
    if value.is_null() {
        let removed = dict_of(object).and_then(|dict| dict.remove_str(ctx.mc, name)).is_some();
        return match (removed, attribute) {
            (true, _) => Step::value(()),
            (false, Some(_)) if !has_dict(class) => Err(read_only(ctx, object, name)),
            (false, None) if !has_dict(class) => Err(no_place(ctx, object, name)),
            _ => Err(ctx.no_attribute(object, name)),
        };
    }
    match dict_or_new(ctx, object) {
        Some(dict) => {
            dict.set_str(ctx.mc, name, value);
            Step::value(())
        }
        None if attribute.is_some() => Err(read_only(ctx, object, name)),
        None => Err(no_place(ctx, object, name)),
    }
}

#[cold]
fn read_only<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> Raise<'gc> {
    let message = format!("'{}' object attribute '{}' is read-only", ctx.type_name(object), name.lossy());
    ctx.attribute_error(message, object, name)
}

#[cold]
fn no_place<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> Raise<'gc> {
    let generic = |hook| matches!(ctx.lookup_special(object, hook), None | Some(Value::Builtin(_)));
    let place = if generic(ctx.names.setattr) && generic(ctx.names.delattr) {
        " and no __dict__ for setting new attributes"
    } else {
        ""
    };
    let message = format!("'{}' object has no attribute '{}'{place}", ctx.type_name(object), name.lossy());
    ctx.attribute_error(message, object, name)
}

/// `type.__setattr__` and (with NULL) `type.__delattr__`; the result is None.
///
/// # Errors
/// TypeError for an immutable class, AttributeError, or what a descriptor raises.
pub fn type_set<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, name: Str<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if !class.has(ClassFlags::HEAP) {
        return Err(ctx.type_error(format!(
            "cannot set '{}' attribute of immutable type '{}'",
            name.lossy(),
            class.name.get().lossy()
        )));
    }
    let metaclass = ctx.class_of(class.into());
    if let Some(attribute) = metaclass.lookup(ctx.mc, name)
        && is_data_descriptor(ctx, attribute)
    {
        return set_through(ctx, attribute, class.into(), value);
    }
    if value.is_null() {
        if class.dict.remove_str(ctx.mc, name).is_none() {
            return Err(ctx.no_attribute(class.into(), name));
        }
        class.changed(ctx.mc);
    } else {
        class.set(ctx.mc, ctx.intern_str(name), value);
    }
    Step::value(())
}
