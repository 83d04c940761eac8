//! What a native `__new__` may be asked to make. Mirrors `tp_new_wrapper` of
//! `Objects/typeobject.c`.

use super::{Ctx, Raise};
use crate::types::{Class, ClassFlags};
use crate::value::Value;

/// The built-in class under a class.
pub fn native_base(class: Class<'_>) -> Class<'_> {
    let mut class = class;
    while class.has(ClassFlags::HEAP) {
        match class.base.get() {
            Some(base) => class = base,
            None => break,
        }
    }
    class
}

/// Checks the first argument of a native `__new__` called from Python.
///
/// # Errors
/// TypeError when it is not a class, not a subclass, or needs another `__new__`.
pub fn check_new<'gc>(ctx: Ctx<'gc>, owner: Class<'gc>, first: Option<Value<'gc>>) -> Result<(), Raise<'gc>> {
    let name = owner.name.get().lossy();
    let class = match first {
        Some(Value::Class(class)) => class,
        None => return Err(ctx.type_error(format!("{name}.__new__(): not enough arguments"))),
        Some(other) => {
            let got = ctx.type_name(other);
            return Err(ctx.type_error(format!("{name}.__new__(X): X is not a type object ({got})")));
        }
    };
    if !class.is_subclass(owner) {
        let class = class.name.get().lossy();
        return Err(ctx.type_error(format!("{name}.__new__({class}): {class} is not a subtype of {name}")));
    }
    let native = native_base(class);
    let fits = native.is(owner)
        || native
            .lookup(ctx.mc, ctx.names.new)
            .is_some_and(|new| matches!(new, Value::Builtin(new) if new.owner.is_some_and(|of| of.is(owner))));
    if !fits {
        let (class, native) = (class.name.get().lossy(), native.name.get().lossy());
        return Err(ctx.type_error(format!("{name}.__new__({class}) is not safe, use {native}.__new__()")));
    }
    Ok(())
}
