//! `_functools`: what `functools` takes from C. Mirrors
//! `Modules/_functoolsmodule.c`.
//!
//! | module | what |
//! |---|---|
//! | [`partial`] | partial and its placeholders |
//! | [`reduce`] | reduce |
//! | [`compare_key`] | cmp_to_key |
//! | [`lru_cache`] | the wrapper that lru_cache makes |

use super::ModuleDef;
use crate::runtime::Ctx;
use crate::runtime::def::{TypeDef, function};
use crate::types::{Class, Dict, Types};
use crate::value::Value;

pub mod compare_key;
pub mod lru_cache;
pub mod partial;
pub mod reduce;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_functools",
    doc: "Tools that operate on functions.",
    functions: &[
        function("reduce", "(function, iterable, /, initial=None)", reduce::reduce),
        function("cmp_to_key", "(mycmp)", compare_key::cmp_to_key),
    ],
    init: |ctx, dict| {
        let types = &ctx.state().types;
        for class in [types.partial, types.placeholder_type, types.lru_cache_wrapper] {
            dict.set_str(ctx.mc, class.name.get(), class.into());
        }
        ctx.set_name(dict, "Placeholder", partial::placeholder(ctx));
        Ok(())
    },
};

/// The classes with what they offer.
pub fn defs<'gc>(types: &Types<'gc>) -> Vec<(Class<'gc>, &'static TypeDef)> {
    vec![
        (types.partial, &partial::DEF),
        (types.placeholder_type, &partial::PLACEHOLDER),
        (types.key_wrapper, &compare_key::DEF),
        (types.lru_cache_wrapper, &lru_cache::DEF),
    ]
}

/// The value of a slot of an instance; None when it is not set.
pub fn slot_of(object: Value<'_>, index: usize) -> Value<'_> {
    match object {
        Value::Instance(instance) => instance.slots.get(index).map_or(Value::None, |slot| slot.get().or(Value::None)),
        _ => Value::None,
    }
}

/// Sets a slot of an instance.
pub fn set_slot<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, index: usize, value: Value<'gc>) {
    if let Value::Instance(instance) = object {
        instance.set_slot(ctx.mc, index, value);
    }
}

/// The dict in a slot, or an empty one.
pub fn dict_slot<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, index: usize) -> Dict<'gc> {
    slot_of(object, index).as_dict().unwrap_or_else(|| ctx.dict())
}
