//! Making and calling classes. Mirrors `type_new`, `type_call` and `mro_internal` of `Objects/typeobject.c`, and `builtin___build_class__`.

use crate::runtime::{ArgVec, Ctx, NativeResult, Raise};
use crate::types::{Class, Tuple};
use crate::value::Value;

/// `__build_class__(func, name, *bases, **kwds)`: `args` in that order, the keyword values last.
///
/// # Errors
/// What the operation raises.
pub fn build_class<'gc>(ctx: Ctx<'gc>, args: &[Value<'gc>], names: Option<Tuple<'gc>>) -> NativeResult<'gc> {
    let _ = (args, names);
    Err(ctx.internal_error("not built yet"))
}

/// `class(*args, **kwargs)`: what `type.__call__` does (metaclasses with a `__call__` of their own included).
///
/// # Errors
/// What the operation raises.
pub fn call_class<'gc>(
    ctx: Ctx<'gc>,
    class: Class<'gc>,
    args: ArgVec<'gc>,
    names: Option<Tuple<'gc>>,
) -> NativeResult<'gc> {
    let _ = (class, args, names);
    Err(ctx.internal_error("not built yet"))
}

/// `isinstance(value, class_or_tuple)`: True or False; `__instancecheck__` included.
///
/// # Errors
/// What the operation raises.
pub fn is_instance<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    let _ = (value, class);
    Err(ctx.internal_error("not built yet"))
}

/// `issubclass(class, class_or_tuple)`.
///
/// # Errors
/// What the operation raises.
pub fn is_subclass<'gc>(ctx: Ctx<'gc>, class: Value<'gc>, of: Value<'gc>) -> NativeResult<'gc> {
    let _ = (class, of);
    Err(ctx.internal_error("not built yet"))
}

/// C3 linearisation of a class with these bases; the class itself not included.
///
/// # Errors
/// TypeError when there is no consistent order.
pub fn linearise<'gc>(ctx: Ctx<'gc>, bases: &[Class<'gc>]) -> Result<Vec<Class<'gc>>, Raise<'gc>> {
    let _ = bases;
    Err(ctx.internal_error("not built yet"))
}
