//! Attribute access. Mirrors `Objects/object.c` (generic attributes), `typeobject.c` and `moduleobject.c`.

use crate::runtime::{Ctx, NativeResult, Raise};
use crate::types::{Class, Str};
use crate::value::Value;

/// `object.name`.
///
/// # Errors
/// What the operation raises.
pub fn get<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let _ = (object, name);
    Err(ctx.internal_error("not built yet"))
}

/// `object.name`, or NULL where that raises AttributeError.
///
/// # Errors
/// What the operation raises.
pub fn get_optional<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let _ = (object, name);
    Err(ctx.internal_error("not built yet"))
}

/// `object.name = value`; the result is None.
///
/// # Errors
/// What the operation raises.
pub fn set<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let _ = (object, name, value);
    Err(ctx.internal_error("not built yet"))
}

/// `del object.name`; the result is None.
///
/// # Errors
/// What the operation raises.
pub fn delete<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let _ = (object, name);
    Err(ctx.internal_error("not built yet"))
}

/// `object.__getattribute__`: what [`get`] does for classes without a
/// `__getattribute__` of their own, `__getattr__` not included.
///
/// # Errors
/// AttributeError, or what a descriptor raises.
pub fn generic_get<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let _ = (object, name);
    Err(ctx.internal_error("not built yet"))
}

/// What LOAD_ATTR needs for a method call.
pub enum MethodLookup<'gc> {
    /// An unbound function; the receiver is its first argument.
    Unbound(Value<'gc>),
    /// Anything else: the attribute itself.
    Step(crate::runtime::Step<'gc>),
}

/// `object.name` about to be called: no bound method is made where the class
/// has a plain function.
///
/// # Errors
/// AttributeError, or what a descriptor raises.
pub fn get_method<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> Result<MethodLookup<'gc>, Raise<'gc>> {
    Ok(MethodLookup::Step(get(ctx, object, name)?))
}

/// Binds a class attribute to an instance as attribute access does
/// (`__get__`): functions become methods.
///
/// # Errors
/// What a `__get__` raises.
pub fn bind<'gc>(ctx: Ctx<'gc>, attribute: Value<'gc>, object: Value<'gc>, class: Class<'gc>) -> NativeResult<'gc> {
    let _ = (attribute, object, class);
    Err(ctx.internal_error("not built yet"))
}

/// Calls the special method `name` of `object` (looked up on its class, bound)
/// with `args`; nothing when the class has none.
///
/// # Errors
/// What binding raises.
pub fn call_special<'gc>(
    ctx: Ctx<'gc>,
    object: Value<'gc>,
    name: Str<'gc>,
    args: &[Value<'gc>],
) -> Result<Option<crate::runtime::Step<'gc>>, Raise<'gc>> {
    let _ = (object, name, args);
    Err(ctx.internal_error("not built yet"))
}

/// `super(class, object).name`.
///
/// # Errors
/// AttributeError, or what a descriptor raises.
pub fn super_get<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let _ = (class, object, name);
    Err(ctx.internal_error("not built yet"))
}
