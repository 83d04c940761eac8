//! Descriptors: what an attribute of a class gives for an instance, and special
//! methods. Mirrors `Objects/descrobject.c` and `lookup_maybe_method` with its
//! callers in `Objects/typeobject.c`.

use crate::runtime::{ArgVec, Call, Ctx, NativeResult, Raise, Step};
use crate::types::{BuiltinKind, Class, GetSet, Layout, Member, Method, MethodData, Property, Str, Tuple};
use crate::value::Value;

/// A new bound method.
pub fn method<'gc>(ctx: Ctx<'gc>, function: Value<'gc>, receiver: Value<'gc>) -> Value<'gc> {
    Value::Method(Method::alloc(ctx.mc, MethodData { function, receiver }))
}

/// Whether an attribute of a class goes before the instance's own `__dict__`:
/// its class has `__set__` or `__delete__`.
#[inline]
pub fn is_data_descriptor<'gc>(ctx: Ctx<'gc>, attribute: Value<'gc>) -> bool {
    match attribute {
        Value::Function(_) | Value::Builtin(_) | Value::StaticMethod(_) | Value::ClassMethod(_) => false,
        Value::Property(_) | Value::GetSet(_) | Value::Member(_) => true,
        Value::None | Value::Int(_) | Value::Str(_) | Value::Tuple(_) | Value::True | Value::False => false,
        _ => {
            let class = ctx.class_of(attribute);
            class.lookup(ctx.mc, ctx.names.set).is_some() || class.lookup(ctx.mc, ctx.names.delete).is_some()
        }
    }
}

/// Whether reading an attribute of a class goes before the instance's own
/// `__dict__`: as [`is_data_descriptor`], and there is a `__get__`.
#[inline]
pub fn overrides<'gc>(ctx: Ctx<'gc>, attribute: Value<'gc>) -> bool {
    is_data_descriptor(ctx, attribute)
        && (matches!(attribute, Value::Property(_) | Value::GetSet(_) | Value::Member(_))
            || ctx.lookup_special(attribute, ctx.names.get).is_some())
}

/// Binds a class attribute to an instance as attribute access does
/// (`__get__`): functions become methods. `object` is NULL where the attribute
/// is asked of the class itself.
///
/// # Errors
/// What a `__get__` raises.
pub fn bind<'gc>(ctx: Ctx<'gc>, attribute: Value<'gc>, object: Value<'gc>, class: Class<'gc>) -> NativeResult<'gc> {
    Ok(Step::Return(match attribute {
        Value::Function(_) if object.is_null() => attribute,
        Value::Function(_) => method(ctx, attribute, object),
        Value::Builtin(builtin) => match builtin.kind {
            BuiltinKind::Function | BuiltinKind::Static => attribute,
            BuiltinKind::Method | BuiltinKind::Slot if object.is_null() => attribute,
            BuiltinKind::Method | BuiltinKind::Slot => method(ctx, attribute, object),
            BuiltinKind::ClassMethod => method(ctx, attribute, class.into()),
        },
        Value::None | Value::Int(_) | Value::Str(_) | Value::Tuple(_) | Value::True | Value::False => attribute,
        Value::StaticMethod(wrapper) => wrapper.function.get(),
        Value::ClassMethod(wrapper) => method(ctx, wrapper.function.get(), class.into()),
        Value::Property(_) | Value::GetSet(_) | Value::Member(_) if object.is_null() => attribute,
        Value::Property(property) => return property_get(ctx, property, object),
        Value::GetSet(getset) => return getset_get(ctx, getset, object),
        Value::Member(member) => return member_get(ctx, member, object),
        _ => {
            let Some(get) = ctx.lookup_special(attribute, ctx.names.get) else { return Step::value(attribute) };
            let object = object.or(Value::None);
            return call_attribute(ctx, get, attribute, &[object, class.into()], None);
        }
    }))
}

/// Calls `attribute`, found on the class of `object`, bound to `object`; the
/// last of `args` are named by `names`.
///
/// # Errors
/// What binding raises.
pub fn call_attribute<'gc>(
    ctx: Ctx<'gc>,
    attribute: Value<'gc>,
    object: Value<'gc>,
    args: &[Value<'gc>],
    names: Option<Tuple<'gc>>,
) -> NativeResult<'gc> {
    let with_receiver = match attribute {
        Value::Function(_) => true,
        Value::Builtin(builtin) => matches!(builtin.kind, BuiltinKind::Method | BuiltinKind::Slot),
        _ => false,
    };
    if with_receiver {
        let mut all = ArgVec::with_capacity(args.len() + 1);
        all.push(object);
        all.extend_from_slice(args);
        return Ok(Step::Call(Call { callee: attribute, args: all, names }));
    }
    match bind(ctx, attribute, object, ctx.class_of(object))? {
        Step::Return(callee) => Ok(Step::Call(Call { callee, args: ArgVec::from_slice(args), names })),
        step => {
            let names = names.map_or(Value::Null, Value::Tuple);
            step.then(ctx, [ctx.tuple(args), names], |_, callee, [args, names]| {
                let args = args.as_tuple().map_or(&[][..], Tuple::as_slice);
                Ok(Step::Call(Call { callee, args: ArgVec::from_slice(args), names: names.as_tuple() }))
            })
        }
    }
}

/// Calls the special method `name` of `object` (looked up on its class, bound)
/// with `args`; nothing when the class has none.
///
/// # Errors
/// What binding raises.
pub fn call_special<'gc>(
    ctx: Ctx<'gc>,
    object: Value<'gc>,
    name: Str<'gc>,
    args: &[Value<'gc>],
) -> Result<Option<Step<'gc>>, Raise<'gc>> {
    match ctx.lookup_special(object, name) {
        Some(attribute) => call_attribute(ctx, attribute, object, args, None).map(Some),
        None => Ok(None),
    }
}

/// What a property answers for an instance.
///
/// # Errors
/// AttributeError when it has no getter, or what the getter raises.
pub fn property_get<'gc>(ctx: Ctx<'gc>, property: Property<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    match property.get.get() {
        Value::None | Value::Null => no_accessor(ctx, property, object, "getter"),
        get => Ok(Step::call(get, &[object])),
    }
}

/// Sets or (with NULL) deletes through a property; the result is None.
///
/// # Errors
/// AttributeError when it has no such accessor, or what that raises.
pub fn property_set<'gc>(
    ctx: Ctx<'gc>,
    property: Property<'gc>,
    object: Value<'gc>,
    value: Value<'gc>,
) -> NativeResult<'gc> {
    let (accessor, word) =
        if value.is_null() { (property.del.get(), "deleter") } else { (property.set.get(), "setter") };
    if accessor.is_null() || accessor.is_none() {
        return no_accessor(ctx, property, object, word);
    }
    let step = if value.is_null() { Step::call(accessor, &[object]) } else { Step::call(accessor, &[object, value]) };
    nothing(ctx, step)
}

/// The step with None for its result.
pub fn nothing<'gc>(ctx: Ctx<'gc>, step: Step<'gc>) -> NativeResult<'gc> {
    step.then(ctx, [], |_, _, []| Step::value(()))
}

/// The name of a property: what it was told, else the `__name__` of its getter; NULL for none.
///
/// # Errors
/// What looking for `__name__` raises.
pub fn property_name<'gc>(ctx: Ctx<'gc>, property: Property<'gc>) -> NativeResult<'gc> {
    match (property.name.get(), property.get.get()) {
        (Value::Null, Value::Null | Value::None) => Ok(Step::Return(Value::Null)),
        (Value::Null, get) => super::get_optional(ctx, get, ctx.names.name),
        (name, _) => Step::value(name),
    }
}

#[cold]
fn no_accessor<'gc>(ctx: Ctx<'gc>, property: Property<'gc>, object: Value<'gc>, word: &str) -> NativeResult<'gc> {
    let kept = [object, ctx.intern(word).into()];
    property_name(ctx, property)?.then(ctx, kept, |ctx, name, [object, word]| {
        let word = word.as_str().map_or_else(String::new, |word| word.lossy().into_owned());
        let class = crate::text::repr::str_repr(ctx.class_of(object).qualname.get().wtf8());
        let name = match name.as_str() {
            Some(name) => format!(" {}", crate::text::repr::str_repr(name.wtf8())),
            None => String::new(),
        };
        Err(ctx.attribute_error_plain(format!("property{name} of {class} object has no {word}")))
    })
}

fn wrong_owner<'gc>(ctx: Ctx<'gc>, name: Str<'gc>, owner: Class<'gc>, object: Value<'gc>) -> Raise<'gc> {
    ctx.type_error(format!(
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        name.lossy(),
        owner.name.get().lossy(),
        ctx.type_name(object)
    ))
}

/// What a native attribute answers for an instance.
///
/// # Errors
/// TypeError for an object of another class, or what the getter raises.
#[inline]
pub fn getset_get<'gc>(ctx: Ctx<'gc>, getset: GetSet<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    if !ctx.class_of(object).is_subclass(getset.owner) {
        return Err(wrong_owner(ctx, getset.name, getset.owner, object));
    }
    (getset.get)(ctx, object)
}

/// Sets or (with NULL) deletes a native attribute; the result is None.
///
/// # Errors
/// AttributeError when it cannot be written, or what the setter raises.
pub fn getset_set<'gc>(ctx: Ctx<'gc>, getset: GetSet<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if !ctx.class_of(object).is_subclass(getset.owner) {
        return Err(wrong_owner(ctx, getset.name, getset.owner, object));
    }
    match getset.set {
        Some(set) => nothing(ctx, set(ctx, object, value)?),
        None if getset.member => Err(ctx.attribute_error_plain("readonly attribute")),
        None => Err(ctx.attribute_error_plain(format!(
            "attribute '{}' of '{}' objects is not writable",
            getset.name.lossy(),
            ctx.class_name(getset.owner)
        ))),
    }
}

/// The value of a slot.
///
/// # Errors
/// AttributeError while it is unset; TypeError for an object of another class.
#[inline]
pub fn member_get<'gc>(ctx: Ctx<'gc>, member: Member<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    if !ctx.class_of(object).is_subclass(member.owner) {
        return Err(wrong_owner(ctx, member.name, member.owner, object));
    }
    let value = match object {
        Value::Instance(instance) => instance.slots.get(member.index).map(|slot| slot.get()),
        Value::Exception(exception) => Some(exception.field(member.index)),
        _ => None,
    };
    match value {
        Some(Value::Null) if !member.owner.has(crate::types::ClassFlags::HEAP) => Step::value(()),
        Some(Value::Null) | None => Err(ctx.no_attribute(object, member.name)),
        Some(value) => Step::value(value),
    }
}

/// Sets or (with NULL) empties a slot; the result is None.
///
/// # Errors
/// AttributeError when an unset slot is deleted; TypeError for an object of another class.
pub fn member_set<'gc>(ctx: Ctx<'gc>, member: Member<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if value.is_null() && member.owner.has(crate::types::ClassFlags::HEAP) {
        let unset = match object {
            Value::Instance(instance) => instance.slots.get(member.index).is_some_and(|slot| slot.get().is_null()),
            Value::Exception(exception) => exception.field(member.index).is_null(),
            _ => false,
        };
        if unset && ctx.class_of(object).is_subclass(member.owner) {
            return Err(ctx.attribute_error_plain(member.name.lossy().into_owned()));
        }
        member_get(ctx, member, object)?;
    } else if !ctx.class_of(object).is_subclass(member.owner) {
        return Err(wrong_owner(ctx, member.name, member.owner, object));
    }
    if member.owner.layout == Layout::Native("tuple") {
        // A field of a struct sequence.
        return Err(ctx.attribute_error_plain("readonly attribute"));
    }
    match object {
        Value::Instance(instance) => instance.set_slot(ctx.mc, member.index, value),
        Value::Exception(exception) => exception.set_field(ctx.mc, member.index, value),
        _ => return Err(ctx.no_attribute(object, member.name)),
    }
    Step::value(())
}
