//! `super`: attribute lookup that starts behind a class. Mirrors
//! `do_super_lookup` and `supercheck` of `Objects/typeobject.c`.

use super::bind::bind;
use super::get::{Found, MethodLookup, generic_find, get, get_optional, is_method};
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::{Class, Str, Super};
use crate::value::Value;

/// The first class after `class` in the order of `start` that has `name`.
pub fn lookup_after<'gc>(class: Class<'gc>, start: Class<'gc>, name: Str<'gc>) -> Option<Value<'gc>> {
    start.mro_iter().skip_while(|other| !other.is(class)).skip(1).find_map(|other| other.dict.get_str(name))
}

/// `super(class, object).name`.
///
/// # Errors
/// TypeError when `object` does not fit `class`, AttributeError, or what a descriptor raises.
pub fn super_get<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let start = match quick_start(ctx, class, object) {
        Some(start) => start,
        None => {
            let kept = [class.into(), object, name.into()];
            return start_class(ctx, class, object)?.then(ctx, kept, |ctx, start, [class, object, name]| {
                match (class, start, name) {
                    (Value::Class(class), Value::Class(start), Value::Str(name)) => {
                        get_after(ctx, class, start, object, name)
                    }
                    _ => Err(ctx.internal_error("super without a class")),
                }
            });
        }
    };
    get_after(ctx, class, start, object, name)
}

fn get_after<'gc>(
    ctx: Ctx<'gc>,
    class: Class<'gc>,
    start: Class<'gc>,
    object: Value<'gc>,
    name: Str<'gc>,
) -> NativeResult<'gc> {
    if !name.is(ctx.names.class)
        && let Some(attribute) = lookup_after(class, start, name)
    {
        return bind(ctx, attribute, receiver(object, start), start);
    }
    // What super objects have themselves, and the error of what nobody has.
    get(ctx, Super::make(ctx, class, object, start), name)
}

/// What attributes are bound to: nothing when the class itself was given.
fn receiver<'gc>(object: Value<'gc>, start: Class<'gc>) -> Value<'gc> {
    if object.is(start.into()) { Value::Null } else { object }
}

/// `super(class, object).name` about to be called.
///
/// # Errors
/// As [`super_get`].
pub fn super_method<'gc>(
    ctx: Ctx<'gc>,
    class: Class<'gc>,
    object: Value<'gc>,
    name: Str<'gc>,
) -> Result<MethodLookup<'gc>, Raise<'gc>> {
    if let Some(start) = quick_start(ctx, class, object)
        && !object.is(start.into())
        && !name.is(ctx.names.class)
        && let Some(attribute) = lookup_after(class, start, name)
        && is_method(attribute)
    {
        return Ok(MethodLookup::Unbound(attribute));
    }
    Ok(MethodLookup::Step(super_get(ctx, class, object, name)?))
}

/// The first argument of `super` as a class.
///
/// # Errors
/// TypeError for anything else.
pub fn check_class<'gc>(ctx: Ctx<'gc>, class: Value<'gc>) -> Result<Class<'gc>, Raise<'gc>> {
    class
        .as_class()
        .ok_or_else(|| ctx.type_error(format!("super() argument 1 must be a type, not {}", ctx.type_name(class))))
}

fn quick_start<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, object: Value<'gc>) -> Option<Class<'gc>> {
    if let Value::Class(object) = object
        && object.is_subclass(class)
    {
        return Some(object);
    }
    let own = ctx.class_of(object);
    own.is_subclass(class).then_some(own)
}

/// The class in whose order `super(class, object)` looks.
///
/// # Errors
/// TypeError when `object` is neither an instance nor a subclass of `class`.
pub fn start_class<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    if let Some(start) = quick_start(ctx, class, object) {
        return Step::value(start);
    }
    // A proxy may claim another class.
    get_optional(ctx, object, ctx.names.class)?.then(ctx, [class.into(), object], |ctx, claimed, [class, object]| {
        let Value::Class(class) = class else { return Err(ctx.internal_error("super without a class")) };
        if let Value::Class(claimed) = claimed
            && claimed.is_subclass(class)
        {
            return Step::value(claimed);
        }
        let (kind, name) = match object {
            Value::Class(object) => ("type", object.name.get().lossy().into_owned()),
            _ => ("instance of", ctx.type_name(object)),
        };
        Err(ctx.type_error(format!(
            "super(type, obj): obj ({kind} {name}) is not an instance or subtype of type ({}).",
            class.name.get().lossy()
        )))
    })
}

impl<'gc> Super<'gc> {
    /// A super object that is bound already.
    pub fn make(ctx: Ctx<'gc>, class: Class<'gc>, object: Value<'gc>, start: Class<'gc>) -> Value<'gc> {
        use gc_arena::lock::Lock;
        Value::Super(Super::alloc(
            ctx.mc,
            crate::types::SuperData {
                class: Lock::new(Some(class)),
                object: Lock::new(object),
                object_class: Lock::new(Some(start)),
            },
        ))
    }
}

/// The attribute of a super object: `value` is it or an instance of a class that derives from super.
///
/// # Errors
/// What a descriptor raises.
pub fn find<'gc>(
    ctx: Ctx<'gc>,
    handle: Super<'gc>,
    value: Value<'gc>,
    class: Class<'gc>,
    name: Str<'gc>,
) -> Found<'gc> {
    if let (Some(after), Some(start)) = (handle.class.get(), handle.object_class.get())
        && !name.is_text("__class__")
        && let Some(attribute) = lookup_after(after, start, name)
    {
        return bind(ctx, attribute, receiver(handle.object.get(), start), start).map(Some);
    }
    generic_find(ctx, value, class, name)
}
