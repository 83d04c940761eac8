//! `object.name`. Mirrors `PyObject_GenericGetAttr`, `type_getattro`,
//! `_Py_module_getattro_impl` and `slot_tp_getattr_hook`.

use super::bind::{bind, call_attribute, overrides};
use super::namespace::dict_of;
use crate::runtime::{Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::types::{BuiltinKind, Class, Module, Str};
use crate::value::Value;

/// How an attribute was found; nothing when there is none.
pub type Found<'gc> = Result<Option<Step<'gc>>, Raise<'gc>>;

/// `object.name`.
///
/// # Errors
/// What the operation raises.
#[inline]
pub fn get<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(object);
    match class.lookup(ctx.mc, ctx.names.getattribute) {
        Some(custom) if !matches!(custom, Value::Builtin(_)) => {
            let outcome = call_attribute(ctx, custom, object, &[name.into()], None);
            if class.lookup(ctx.mc, ctx.names.getattr).is_none() {
                return with_context(ctx, outcome, object, name);
            }
            with_hook(ctx, outcome, object, class, name)
        }
        native => match native_find(ctx, native, object, class, name) {
            Ok(Some(Step::Return(value))) => Ok(Step::Return(value)),
            Ok(None) => match class.lookup(ctx.mc, ctx.names.getattr) {
                Some(hook) => with_context(ctx, call_attribute(ctx, hook, object, &[name.into()], None), object, name),
                None => Err(missing(ctx, object, name)),
            },
            Ok(Some(step)) => with_hook(ctx, Ok(step), object, class, name),
            Err(raise) => with_hook(ctx, Err(raise), object, class, name),
        },
    }
}

/// Gives an AttributeError of `outcome` to the `__getattr__` of the class, if it has one.
fn with_hook<'gc>(
    ctx: Ctx<'gc>,
    outcome: NativeResult<'gc>,
    object: Value<'gc>,
    class: Class<'gc>,
    name: Str<'gc>,
) -> NativeResult<'gc> {
    if let Ok(Step::Return(value)) = outcome {
        return Step::value(value);
    }
    let Some(hook) = class.lookup(ctx.mc, ctx.names.getattr) else {
        return match outcome {
            Err(raise) => Err(fill_context(ctx, raise, object, name)),
            step => step,
        };
    };
    then_input(outcome, ctx, [hook, object, name.into()], |ctx, input, [hook, object, name]| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.AttributeError) => {
            let outcome = call_attribute(ctx, hook, object, &[name], None);
            match name {
                Value::Str(name) => with_context(ctx, outcome, object, name),
                _ => outcome,
            }
        }
        input => input.value(ctx).map(Step::Return),
    })
}

/// Tells an AttributeError that a hook raises which attribute of what it is
/// about, unless it knows.
fn with_context<'gc>(
    ctx: Ctx<'gc>,
    outcome: NativeResult<'gc>,
    object: Value<'gc>,
    name: Str<'gc>,
) -> NativeResult<'gc> {
    then_input(outcome, ctx, [object, name.into()], |ctx, input, [object, name]| match (input, name) {
        (Input::Raise(raise), Value::Str(name)) => Err(fill_context(ctx, raise, object, name)),
        (input, _) => input.value(ctx).map(Step::Return),
    })
}

fn fill_context<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, object: Value<'gc>, name: Str<'gc>) -> Raise<'gc> {
    let known = !raise.field(0).is_null() || !raise.field(1).is_null();
    if !known && ctx.is_raised(raise, ctx.types.exceptions.AttributeError) {
        raise.set_field(ctx.mc, 0, name.into());
        raise.set_field(ctx.mc, 1, object);
    }
    raise
}

/// `object.name`, or NULL where that raises AttributeError.
///
/// # Errors
/// What the operation raises.
pub fn get_optional<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(object);
    let native = class.lookup(ctx.mc, ctx.names.getattribute);
    let outcome =
        if matches!(native, None | Some(Value::Builtin(_))) && class.lookup(ctx.mc, ctx.names.getattr).is_none() {
            match native_find(ctx, native, object, class, name) {
                Ok(Some(step)) => Ok(step),
                Ok(None) => return Ok(Step::Return(Value::Null)),
                Err(raise) => Err(raise),
            }
        } else {
            get(ctx, object, name)
        };
    then_input(outcome, ctx, [], |ctx, input, []| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.AttributeError) => {
            Ok(Step::Return(Value::Null))
        }
        input => input.value(ctx).map(Step::Return),
    })
}

/// What the native `__getattribute__` in `how` finds.
#[inline]
fn native_find<'gc>(
    ctx: Ctx<'gc>,
    how: Option<Value<'gc>>,
    object: Value<'gc>,
    class: Class<'gc>,
    name: Str<'gc>,
) -> Found<'gc> {
    match object {
        Value::Class(target) => {
            if native_owner(how).is_some_and(|owner| owner.is(ctx.types.object)) {
                return generic_find(ctx, object, class, name);
            }
            type_find(ctx, target, class, name)
        }
        Value::Module(module) => module_find(ctx, object, module, class, name),
        Value::Super(handle) => super::super_::find(ctx, handle, object, class, name),
        Value::Method(method) => method_find(ctx, object, method.function, class, name),
        Value::Instance(instance) => match instance.payload.get() {
            Value::Module(module) if native_owner(how).is_some_and(|owner| owner.is(ctx.types.module)) => {
                module_find(ctx, object, module, class, name)
            }
            Value::Super(handle) => super::super_::find(ctx, handle, object, class, name),
            Value::GenericAlias(_) => own_find(ctx, how, object, class, name),
            _ => generic_find(ctx, object, class, name),
        },
        Value::WeakRef(_) | Value::GenericAlias(_) => own_find(ctx, how, object, class, name),
        _ => generic_find(ctx, object, class, name),
    }
}

/// What the `__getattribute__` of a native class that has one of its own finds.
fn own_find<'gc>(
    ctx: Ctx<'gc>,
    how: Option<Value<'gc>>,
    object: Value<'gc>,
    class: Class<'gc>,
    name: Str<'gc>,
) -> Found<'gc> {
    match how {
        Some(Value::Builtin(builtin)) if builtin.owner.is_some_and(|owner| !owner.is(ctx.types.object)) => {
            builtin.invoke(ctx, &[object, name.into()], None).map(Some)
        }
        _ => generic_find(ctx, object, class, name),
    }
}

fn native_owner<'gc>(how: Option<Value<'gc>>) -> Option<Class<'gc>> {
    match how {
        Some(Value::Builtin(builtin)) => builtin.owner,
        _ => None,
    }
}

/// The generic way: data descriptors of the class, the object's `__dict__`,
/// other attributes of the class.
///
/// # Errors
/// What a descriptor raises.
#[inline]
pub fn generic_find<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, class: Class<'gc>, name: Str<'gc>) -> Found<'gc> {
    let attribute = class.lookup(ctx.mc, name);
    if let Some(attribute) = attribute
        && overrides(ctx, attribute)
    {
        return bind(ctx, attribute, object, class).map(Some);
    }
    if let Some(dict) = dict_of(object)
        && let Some(value) = dict.get_str(name)
    {
        return Ok(Some(Step::Return(value)));
    }
    match attribute {
        Some(attribute) => bind(ctx, attribute, object, class).map(Some),
        None => Ok(None),
    }
}

/// Attributes of a class: data descriptors of the metaclass, the classes of
/// the order, other attributes of the metaclass.
///
/// # Errors
/// What a descriptor raises.
pub fn type_find<'gc>(ctx: Ctx<'gc>, target: Class<'gc>, metaclass: Class<'gc>, name: Str<'gc>) -> Found<'gc> {
    let meta = metaclass.lookup(ctx.mc, name);
    if let Some(attribute) = meta
        && overrides(ctx, attribute)
    {
        return bind(ctx, attribute, target.into(), metaclass).map(Some);
    }
    if let Some(attribute) = target.lookup(ctx.mc, name) {
        return bind(ctx, attribute, Value::Null, target).map(Some);
    }
    match meta {
        Some(attribute) => bind(ctx, attribute, target.into(), metaclass).map(Some),
        None => Ok(None),
    }
}

fn module_find<'gc>(
    ctx: Ctx<'gc>,
    object: Value<'gc>,
    module: Module<'gc>,
    class: Class<'gc>,
    name: Str<'gc>,
) -> Found<'gc> {
    if let Some(step) = generic_find(ctx, object, class, name)? {
        return Ok(Some(step));
    }
    match module.dict.get_str(ctx.names.getattr) {
        Some(hook) => Ok(Some(Step::call(hook, &[name.into()]))),
        None => Ok(None),
    }
}

/// Bound methods pass on what they do not have themselves to their function.
fn method_find<'gc>(
    ctx: Ctx<'gc>,
    object: Value<'gc>,
    function: Value<'gc>,
    class: Class<'gc>,
    name: Str<'gc>,
) -> Found<'gc> {
    if !class.is(ctx.types.method) {
        return generic_find(ctx, object, class, name);
    }
    match class.lookup(ctx.mc, name) {
        Some(attribute) => bind(ctx, attribute, object, class).map(Some),
        None => get(ctx, function, name).map(Some),
    }
}

/// The AttributeError of an attribute that is not there, worded by the kind of object.
#[cold]
fn missing<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> Raise<'gc> {
    let Some(module) = object.as_module() else { return ctx.no_attribute(object, name) };
    let Some(Value::Str(module_name)) = module.dict.get_str(ctx.names.name) else {
        return ctx.attribute_error(format!("module has no attribute '{}'", name.lossy()), object, name);
    };
    let loading = module.dict.get_str(ctx.names.spec).and_then(dict_of).is_some_and(|spec| {
        matches!(spec.get_str(ctx.intern("_initializing")), Some(value) if !matches!(value, Value::False | Value::None))
    });
    let (module_name, text) = (module_name.lossy(), name.lossy());
    let message = if loading {
        format!(
            "partially initialized module '{module_name}' has no attribute '{text}' (most likely due to a circular import)"
        )
    } else {
        format!("module '{module_name}' has no attribute '{text}'")
    };
    ctx.attribute_error(message, object, name)
}

/// `object.__getattribute__`: what [`get`] does for classes without a
/// `__getattribute__` of their own, `__getattr__` not included.
///
/// # Errors
/// AttributeError, or what a descriptor raises.
pub fn generic_get<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    generic_find(ctx, object, ctx.class_of(object), name)?.ok_or_else(|| ctx.no_attribute(object, name))
}

/// `type.__getattribute__`.
///
/// # Errors
/// As [`generic_get`].
pub fn type_get<'gc>(ctx: Ctx<'gc>, target: Class<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    type_find(ctx, target, ctx.class_of(target.into()), name)?.ok_or_else(|| ctx.no_attribute(target.into(), name))
}

/// `module.__getattribute__`.
///
/// # Errors
/// As [`generic_get`].
pub fn module_get<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let Some(module) = object.as_module() else { return generic_get(ctx, object, name) };
    module_find(ctx, object, module, ctx.class_of(object), name)?.ok_or_else(|| missing(ctx, object, name))
}

/// What LOAD_ATTR needs for a method call.
pub enum MethodLookup<'gc> {
    /// An unbound function; the receiver is its first argument.
    Unbound(Value<'gc>),
    /// Anything else: the attribute itself.
    Step(crate::runtime::Step<'gc>),
}

/// Whether calling `attribute` with the receiver in front is the same as binding it and calling that.
#[inline]
pub(super) fn is_method(attribute: Value<'_>) -> bool {
    match attribute {
        Value::Function(_) => true,
        Value::Builtin(builtin) => matches!(builtin.kind, BuiltinKind::Method | BuiltinKind::Slot),
        _ => false,
    }
}

/// `object.name` about to be called: no bound method is made where the class
/// has a plain function.
///
/// # Errors
/// AttributeError, or what a descriptor raises.
#[inline]
pub fn get_method<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> Result<MethodLookup<'gc>, Raise<'gc>> {
    let class = ctx.class_of(object);
    let special = match object {
        Value::Class(_) | Value::Module(_) | Value::Super(_) | Value::Method(_) => true,
        Value::WeakRef(_) | Value::GenericAlias(_) => true,
        Value::Instance(instance) => !instance.payload.get().is_null(),
        _ => false,
    };
    if !special
        && let Some(attribute) = class.lookup(ctx.mc, name)
        && is_method(attribute)
        && native_owner(class.lookup(ctx.mc, ctx.names.getattribute)).is_some()
        && dict_of(object).is_none_or(|dict| dict.get_str(name).is_none())
    {
        return Ok(MethodLookup::Unbound(attribute));
    }
    Ok(MethodLookup::Step(get(ctx, object, name)?))
}
