//! Annotations that are computed when first asked for (PEP 649). Mirrors
//! `type_get_annotations`, `func_get_annotations` and `module_get_annotations`.

use gc_arena::barrier::unlock;

use super::bind::bind;
use crate::runtime::{Ctx, NativeResult, Step};
use crate::types::{Class, ClassFlags, Dict, Function, FunctionData};
use crate::value::Value;

/// Format VALUE of `annotationlib`.
const FORMAT_VALUE: i64 = 1;

/// Calls an `__annotate__`; a dict, empty where there is no such function.
/// `owner` remembers the answer.
fn compute<'gc>(ctx: Ctx<'gc>, annotate: Value<'gc>, owner: Value<'gc>) -> NativeResult<'gc> {
    if annotate.is_null() || annotate.is_none() || !is_callable(ctx, annotate) {
        let dict = Value::Dict(ctx.dict());
        remember(ctx, owner, dict);
        return Step::value(dict);
    }
    Step::call(annotate, &[Value::Int(FORMAT_VALUE)]).then(ctx, [owner], |ctx, result, [owner]| {
        if result.as_dict().is_none() {
            let name = ctx.type_name(result);
            return Err(ctx.type_error(format!("__annotate__ returned non-dict of type '{name}'")));
        }
        remember(ctx, owner, result);
        Step::value(result)
    })
}

/// Whether `value` can be called.
pub fn is_callable<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    matches!(value, Value::Function(_) | Value::Class(_) | Value::Builtin(_) | Value::Method(_))
        || ctx.lookup_special(value, ctx.names.call).is_some()
}

fn remember<'gc>(ctx: Ctx<'gc>, owner: Value<'gc>, annotations: Value<'gc>) {
    match owner {
        Value::Function(function) => unlock!(function.write(ctx.mc), FunctionData, annotations).set(annotations),
        Value::Class(class) => class.set(ctx.mc, ctx.names.annotations_cache, annotations),
        _ => {
            if let Some(module) = owner.as_module() {
                module.dict.set_str(ctx.mc, ctx.names.annotations, annotations);
            }
        }
    }
}

/// `function.__annotations__`.
///
/// # Errors
/// What `__annotate__` raises.
pub fn of_function<'gc>(ctx: Ctx<'gc>, function: Function<'gc>) -> NativeResult<'gc> {
    match function.annotations.get() {
        Value::Null => compute(ctx, function.annotate.get(), function.into()),
        known => Step::value(known),
    }
}

fn no_class_attribute<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, name: &str) -> crate::runtime::Raise<'gc> {
    ctx.attribute_error_plain(format!("type object '{}' has no attribute '{name}'", class.name.get().lossy()))
}

/// `class.__annotations__`.
///
/// # Errors
/// AttributeError for built-in classes, or what `__annotate__` raises.
pub fn of_class<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> NativeResult<'gc> {
    if !class.has(ClassFlags::HEAP) {
        return Err(no_class_attribute(ctx, class, "__annotations__"));
    }
    let known = class.dict.get_str(ctx.names.annotations).or_else(|| class.dict.get_str(ctx.names.annotations_cache));
    match known {
        Some(known) => bind(ctx, known, Value::Null, class),
        None => annotate_of_class(ctx, class)?
            .then(ctx, [class.into()], |ctx, annotate, [class]| compute(ctx, annotate, class)),
    }
}

/// `class.__annotate__`.
///
/// # Errors
/// AttributeError for built-in classes.
pub fn annotate_of_class<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> NativeResult<'gc> {
    if !class.has(ClassFlags::HEAP) {
        return Err(no_class_attribute(ctx, class, "__annotate__"));
    }
    let known = class.dict.get_str(ctx.names.annotate).or_else(|| class.dict.get_str(ctx.names.annotate_func));
    match known {
        Some(known) => bind(ctx, known, Value::Null, class),
        None => {
            class.set(ctx.mc, ctx.names.annotate_func, Value::None);
            Step::value(())
        }
    }
}

fn immutable<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, name: &str) -> crate::runtime::Raise<'gc> {
    ctx.type_error(format!("cannot set '{name}' attribute of immutable type '{}'", class.name.get().lossy()))
}

/// Sets `class.__annotate__`.
///
/// # Errors
/// TypeError for what is neither callable nor None, for deletion and for built-in classes.
pub fn set_annotate_of_class<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if value.is_null() {
        return Err(ctx.type_error("cannot delete __annotate__ attribute"));
    }
    if !class.has(ClassFlags::HEAP) {
        return Err(immutable(ctx, class, "__annotate__"));
    }
    if !value.is_none() && !is_callable(ctx, value) {
        return Err(ctx.type_error("__annotate__ must be callable or None"));
    }
    class.dict.set_str(ctx.mc, ctx.names.annotate_func, value);
    if !value.is_none() {
        class.dict.remove_str(ctx.mc, ctx.names.annotations_cache);
    }
    class.changed(ctx.mc);
    Step::value(())
}

/// Sets or (with NULL) deletes `class.__annotations__`.
///
/// # Errors
/// AttributeError when there is nothing to delete; TypeError for built-in classes.
pub fn set_of_class<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if !class.has(ClassFlags::HEAP) {
        return Err(immutable(ctx, class, "__annotations__"));
    }
    let names = ctx.names;
    let own = class.dict.get_str(names.annotations).is_some();
    let place = if own { names.annotations } else { names.annotations_cache };
    if value.is_null() {
        if class.dict.remove_str(ctx.mc, place).is_none() {
            return Err(ctx.attribute_error_plain("__annotations__"));
        }
    } else {
        class.dict.set_str(ctx.mc, place, value);
    }
    class.dict.remove_str(ctx.mc, names.annotate_func);
    class.dict.remove_str(ctx.mc, names.annotate);
    class.changed(ctx.mc);
    Step::value(())
}

/// `module.__annotations__`.
///
/// # Errors
/// What `__annotate__` raises.
pub fn of_module<'gc>(ctx: Ctx<'gc>, module: Value<'gc>, dict: Dict<'gc>) -> NativeResult<'gc> {
    match dict.get_str(ctx.names.annotations) {
        Some(known) => Step::value(known),
        None => compute(ctx, dict.get_str(ctx.names.annotate).unwrap_or(Value::None), module),
    }
}
