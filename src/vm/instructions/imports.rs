//! The import statement.

use crate::objects::Frame;
use crate::runtime::{ArgVec, Ctx, NativeResult, Step};
use crate::types::{Builtin, Str};
use crate::value::Value;
use crate::vm::{attributes, import};

/// IMPORT_NAME: by `__import__` of the built-ins, which a program may replace.
///
/// # Errors
/// ImportError, or what the module raises.
pub fn import_name<'gc>(
    ctx: Ctx<'gc>,
    frame: Frame<'gc>,
    name: Str<'gc>,
    fromlist: Value<'gc>,
    level: Value<'gc>,
) -> NativeResult<'gc> {
    let data = frame.data();
    let hook = data.builtins.get().get_str(ctx.intern("__import__"));
    let native = matches!(hook, Some(Value::Builtin(hook)) if is_native_import(hook));
    let level_number = level.as_i64().unwrap_or(0);
    match hook {
        None => Err(ctx.import_error_plain("__import__ not found")),
        Some(_) if native => import::import_name(ctx, name, Some(data.globals.get()), fromlist, level_number),
        Some(hook) => {
            let locals = data.locals.get().or(Value::None);
            let args = ArgVec::from_slice(&[name.into(), Value::Dict(data.globals.get()), locals, fromlist, level]);
            Ok(Step::Call(crate::runtime::Call { callee: hook, args, names: None }))
        }
    }
}

fn is_native_import(hook: Builtin<'_>) -> bool {
    hook.owner.is_none() && hook.name.is_text("__import__")
}

/// IMPORT_FROM: an attribute of the module, or a submodule being imported.
///
/// # Errors
/// ImportError.
pub fn import_from<'gc>(ctx: Ctx<'gc>, module: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    attributes::get_optional(ctx, module, name)?.then(ctx, [module, name.into()], |ctx, found, [module, name]| {
        match (found, name) {
            (Value::Null, Value::Str(name)) => import::missing_name(ctx, module, name),
            _ => Step::value(found),
        }
    })
}
