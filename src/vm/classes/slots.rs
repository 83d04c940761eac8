//! `__slots__`: which attributes of instances have a fixed place. Mirrors
//! `type_new_slots` and its helpers.

use super::bases::is_variable_size;
use crate::runtime::{Ctx, Raise};
use crate::text::chars::is_identifier;
use crate::types::{Class, ClassFlags, Dict, Str};
use crate::value::Value;
use crate::vm::attributes::namespace::has_dict;

/// What a new class adds to its instances.
pub struct Added<'gc> {
    /// Names of new slots, mangled, sorted.
    pub names: Vec<Str<'gc>>,
    pub dict: bool,
    pub weakref: bool,
}

/// What a class without `__slots__` adds.
pub fn without_slots<'gc>(base: Class<'gc>) -> Added<'gc> {
    Added { names: Vec::new(), dict: !has_dict(base), weakref: may_add_weakref(base) }
}

fn may_add_weakref(base: Class<'_>) -> bool {
    !base.has(ClassFlags::WEAKREF) && !is_variable_size(base)
}

/// What a class with these `__slots__` adds.
///
/// # Errors
/// TypeError or ValueError for slots that cannot be.
pub fn with_slots<'gc>(
    ctx: Ctx<'gc>,
    name: Str<'gc>,
    slots: &[Value<'gc>],
    base: Class<'gc>,
    bases: &[Value<'gc>],
    namespace: Dict<'gc>,
) -> Result<Added<'gc>, Raise<'gc>> {
    if !slots.is_empty() && is_variable_size(base) {
        return Err(
            ctx.type_error(format!("nonempty __slots__ not supported for subtype of '{}'", base.name.get().lossy()))
        );
    }
    let (may_dict, may_weakref) = (!has_dict(base), may_add_weakref(base));
    let mut added = Added { names: Vec::new(), dict: false, weakref: false };
    let mut written = Vec::with_capacity(slots.len());
    for slot in slots {
        let Some(slot) = slot.as_str() else {
            let got = ctx.type_name(*slot);
            return Err(ctx.type_error(format!("__slots__ items must be strings, not '{got}'")));
        };
        if !slot.as_utf8().is_some_and(|_| is_identifier(slot.wtf8())) {
            return Err(ctx.type_error("__slots__ must be identifiers"));
        }
        if slot.is_text("__dict__") {
            if !may_dict || added.dict {
                return Err(ctx.type_error("__dict__ slot disallowed: we already got one"));
            }
            added.dict = true;
        }
        if slot.is_text("__weakref__") {
            if !may_weakref || added.weakref {
                return Err(ctx.type_error("__weakref__ slot disallowed: we already got one"));
            }
            added.weakref = true;
        }
        written.push(slot);
    }
    for slot in written {
        if slot.is_text("__dict__") || slot.is_text("__weakref__") {
            continue;
        }
        let mangled = mangle(ctx, name, slot);
        let allowed = ["__qualname__", "__classcell__", "__classdictcell__"].iter().any(|text| slot.is_text(text));
        if namespace.get_str(mangled).is_some() && !allowed {
            let repr = crate::text::repr::str_repr(mangled.wtf8());
            return Err(ctx.value_error(format!("{repr} in __slots__ conflicts with class variable")));
        }
        added.names.push(mangled);
    }
    added.names.sort_by(|a, b| a.wtf8().as_bytes().cmp(b.wtf8().as_bytes()));
    // Other bases may bring a __dict__ or weak references that the first has not.
    for other in bases.iter().filter_map(|other| other.as_class()).filter(|other| !other.is(base)) {
        added.dict |= may_dict && has_dict(other);
        added.weakref |= may_weakref && other.has(ClassFlags::WEAKREF);
    }
    Ok(added)
}

/// A private name (`__x`) as the class of this name has it.
fn mangle<'gc>(ctx: Ctx<'gc>, class: Str<'gc>, name: Str<'gc>) -> Str<'gc> {
    let (text, class) = (name.lossy(), class.lossy());
    let stripped = class.trim_start_matches('_');
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') || stripped.is_empty() {
        return ctx.intern_str(name);
    }
    ctx.intern(&format!("_{stripped}{text}"))
}
