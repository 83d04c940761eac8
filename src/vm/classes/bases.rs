//! What base and what metaclass a new class has. Mirrors `best_base`,
//! `solid_base` and `_PyType_CalculateMetaclass`.

use crate::runtime::{Ctx, Raise};
use crate::types::{Class, ClassFlags, Layout};
use crate::value::Value;

/// The nearest class (itself included) that adds something to the instances' layout.
pub fn solid(class: Class<'_>) -> Class<'_> {
    let mut class = class;
    while let Some(base) = class.base.get() {
        if base.layout != class.layout || class.data().slots.get() > base.data().slots.get() {
            break;
        }
        class = base;
    }
    class
}

/// Whether values of this class have a variable-size native part, which leaves
/// no room for slots.
pub fn is_variable_size(class: Class<'_>) -> bool {
    matches!(class.layout, Layout::Type | Layout::Native("int" | "tuple" | "bytes"))
}

/// The base whose layout a class with these bases extends.
///
/// # Errors
/// TypeError for a base that cannot be one and for layouts that do not go together.
pub fn best_base<'gc>(ctx: Ctx<'gc>, bases: &[Value<'gc>]) -> Result<Class<'gc>, Raise<'gc>> {
    let mut best: Option<(Class<'gc>, Class<'gc>)> = None;
    for base in bases {
        let Value::Class(base) = *base else { return Err(ctx.type_error("bases must be types")) };
        if !base.has(ClassFlags::BASE) {
            let name = super::full_name(ctx, base);
            return Err(ctx.type_error(format!("type '{name}' is not an acceptable base type")));
        }
        let candidate = solid(base);
        best = match best {
            None => Some((base, candidate)),
            Some((_, winner)) if winner.is_subclass(candidate) => best,
            Some((_, winner)) if candidate.is_subclass(winner) => Some((base, candidate)),
            Some(_) => return Err(ctx.type_error("multiple bases have instance lay-out conflict")),
        };
    }
    Ok(best.map_or(ctx.types.object, |(base, _)| base))
}

/// The most derived of `metaclass` and the metaclasses of the bases.
///
/// # Errors
/// TypeError when none derives from all others.
pub fn metaclass_of<'gc>(ctx: Ctx<'gc>, metaclass: Class<'gc>, bases: &[Value<'gc>]) -> Result<Class<'gc>, Raise<'gc>> {
    let mut winner = metaclass;
    for base in bases {
        let candidate = ctx.class_of(*base);
        if winner.is_subclass(candidate) {
            continue;
        }
        if candidate.is_subclass(winner) {
            winner = candidate;
            continue;
        }
        return Err(ctx.type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses \
             of all its bases",
        ));
    }
    Ok(winner)
}
