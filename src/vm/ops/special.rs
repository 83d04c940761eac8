//! Calling special methods: looked up on the class, never on the instance.
//! Mirrors `lookup_maybe_method` and `vectorcall_method` in `Objects/typeobject.c`.

use crate::runtime::{ArgVec, Call, Ctx, NativeResult, Step};
use crate::types::{Builtin, BuiltinKind, Class, Str};
use crate::value::Value;
use crate::vm::attributes;

/// Calls `attribute`, which was found on the class of `object`, with `object`
/// and `args`. Natives run here and now.
///
/// # Errors
/// What binding or a native raises.
pub fn call_attribute<'gc>(
    ctx: Ctx<'gc>,
    attribute: Value<'gc>,
    object: Value<'gc>,
    args: &[Value<'gc>],
) -> NativeResult<'gc> {
    match attribute {
        Value::Function(_) => {
            let mut all = ArgVec::with_capacity(args.len() + 1);
            all.push(object);
            all.extend_from_slice(args);
            Ok(Step::Call(Call { callee: attribute, args: all, names: None }))
        }
        Value::Builtin(builtin) if matches!(builtin.kind, BuiltinKind::Method | BuiltinKind::Slot) => {
            let mut all = ArgVec::with_capacity(args.len() + 1);
            all.push(object);
            all.extend_from_slice(args);
            builtin.invoke(ctx, &all, None)
        }
        Value::None => Err(ctx.type_error("'NoneType' object is not callable")),
        _ => match (attributes::bind(ctx, attribute, object, ctx.class_of(object))?, args) {
            (Step::Return(bound), _) => Ok(Step::call(bound, args)),
            (step, []) => step.then(ctx, [], |_, bound, []| Ok(Step::call(bound, &[]))),
            (step, [a]) => step.then(ctx, [*a], |_, bound, [a]| Ok(Step::call(bound, &[a]))),
            (step, _) => {
                let rest = ctx.tuple(args);
                step.then(ctx, [rest], |_, bound, [rest]| {
                    let rest = rest.as_tuple().map_or(&[][..], |rest| rest.as_slice());
                    Ok(Step::call(bound, rest))
                })
            }
        },
    }
}

/// Calls the special method `name`; nothing when the class has none.
///
/// # Errors
/// TypeError when the class has set it to None, else what binding or a native
/// raises.
pub fn call<'gc>(
    ctx: Ctx<'gc>,
    object: Value<'gc>,
    name: Str<'gc>,
    args: &[Value<'gc>],
) -> Result<Option<Step<'gc>>, crate::runtime::Raise<'gc>> {
    match ctx.lookup_special(object, name) {
        None => Ok(None),
        Some(attribute) => call_attribute(ctx, attribute, object, args).map(Some),
    }
}

/// Whether the attribute is a native special method that `class` itself provides.
pub fn is_native_of<'gc>(attribute: Value<'gc>, class: Class<'gc>) -> bool {
    matches!(attribute, Value::Builtin(builtin) if owned_by(builtin, class))
}

fn owned_by<'gc>(builtin: Builtin<'gc>, class: Class<'gc>) -> bool {
    builtin.kind == BuiltinKind::Slot && builtin.owner.is_some_and(|owner| owner.is(class))
}

/// Whether the class of the object has the special method, be it None.
pub fn has<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> bool {
    ctx.lookup_special(object, name).is_some()
}
