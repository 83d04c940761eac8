//! Where an object keeps its own attributes: the `__dict__` of the many kinds
//! of values. Mirrors `_PyObject_GetDictPtr`.

use gc_arena::barrier::unlock;

use crate::runtime::Ctx;
use crate::types::descriptor::WrapperData;
use crate::types::{Class, ClassFlags, Dict, ExceptionData, FunctionData, InstanceData, Layout, TypeParamData};
use crate::value::Value;

/// Whether instances of `class` have a `__dict__`; classes themselves do.
pub fn has_dict(class: Class<'_>) -> bool {
    class.has(ClassFlags::DICT) || class.layout == Layout::Type
}

/// The object's `__dict__`, if it has one by now. Classes have theirs, which
/// must not be changed through this.
#[inline]
pub fn dict_of<'gc>(object: Value<'gc>) -> Option<Dict<'gc>> {
    match object {
        Value::Instance(instance) => match instance.payload.get() {
            Value::Module(module) => Some(module.dict),
            _ => instance.dict.get(),
        },
        Value::Module(module) => Some(module.dict),
        Value::Exception(exception) => exception.dict.get(),
        Value::Function(function) => function.dict.get(),
        Value::StaticMethod(method) => method.dict.get(),
        Value::ClassMethod(method) => method.dict.get(),
        Value::Class(class) => Some(class.dict),
        Value::TypeParam(param) => param.dict.get(),
        Value::TypeAlias(alias) => Some(alias.dict),
        _ => None,
    }
}

/// The object's `__dict__` for setting an attribute, made now if there is
/// none; nothing for objects that cannot have one, and for classes.
pub fn dict_or_new<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Option<Dict<'gc>> {
    if let Value::Instance(instance) = object {
        if !instance.class.get().has(ClassFlags::DICT) {
            return None;
        }
        return Some(match instance.payload.get() {
            Value::Module(module) => module.dict,
            _ => instance.dict_or_new(ctx.mc),
        });
    }
    if let Some(dict) = dict_of(object) {
        return (!matches!(object, Value::Class(_) | Value::TypeAlias(_))).then_some(dict);
    }
    match object {
        Value::Exception(exception) => Some(exception.dict_or_new(ctx.mc)),
        Value::Function(_) | Value::StaticMethod(_) | Value::ClassMethod(_) | Value::TypeParam(_) => {
            let dict = ctx.dict();
            replace_dict(ctx, object, dict);
            Some(dict)
        }
        _ => None,
    }
}

/// Makes `dict` the object's `__dict__`; whether the object has a place for it.
pub fn replace_dict<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, dict: Dict<'gc>) -> bool {
    match object {
        Value::Instance(instance) => unlock!(instance.write(ctx.mc), InstanceData, dict).set(Some(dict)),
        Value::Exception(exception) => unlock!(exception.write(ctx.mc), ExceptionData, dict).set(Some(dict)),
        Value::Function(function) => unlock!(function.write(ctx.mc), FunctionData, dict).set(Some(dict)),
        Value::StaticMethod(method) => unlock!(method.write(ctx.mc), WrapperData, dict).set(Some(dict)),
        Value::ClassMethod(method) => unlock!(method.write(ctx.mc), WrapperData, dict).set(Some(dict)),
        Value::TypeParam(param) => unlock!(param.write(ctx.mc), TypeParamData, dict).set(Some(dict)),
        _ => return false,
    }
    true
}
