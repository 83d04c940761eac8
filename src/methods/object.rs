//! Methods of object. Mirrors the second half of `Objects/typeobject.c` and
//! parts of `Objects/object.c`.

use super::class_argument;
use crate::runtime::def::{TypeDef, class_method, getset, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Class, ClassData, ClassFlags, ExceptionData, InstanceData, ModuleData, Str};
use crate::value::Value;
use crate::vm::attributes::namespace::{dict_of, dict_or_new, replace_dict};
use crate::vm::attributes::{generic_get, generic_set};
use crate::vm::classes::{bases::solid, call, full_name};
use crate::vm::ops;
use gc_arena::barrier::unlock;

/// What object offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("The base class of the class hierarchy."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new)
            .doc("Create and return a new object.  See help(type) for accurate signature."),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__hash__", "(self, /)", hash).doc("Return hash(self)."),
        slot("__str__", "(self, /)", str).doc("Return str(self)."),
        slot("__getattribute__", "(self, name, /)", getattribute).doc("Return getattr(self, name)."),
        slot("__setattr__", "(self, name, value, /)", setattr).doc("Implement setattr(self, name, value)."),
        slot("__delattr__", "(self, name, /)", delattr).doc("Implement delattr(self, name)."),
        slot("__lt__", "(self, value, /)", not_implemented).doc("Return self<value."),
        slot("__le__", "(self, value, /)", not_implemented).doc("Return self<=value."),
        slot("__eq__", "(self, value, /)", eq).doc("Return self==value."),
        slot("__ne__", "(self, value, /)", ne).doc("Return self!=value."),
        slot("__gt__", "(self, value, /)", not_implemented).doc("Return self>value."),
        slot("__ge__", "(self, value, /)", not_implemented).doc("Return self>=value."),
        slot("__init__", "(self, /, *args, **kwargs)", init)
            .doc("Initialize self.  See help(type(self)) for accurate signature."),
        method("__reduce_ex__", "(self, protocol, /)", super::reduce::reduce_ex).doc("Helper for pickle."),
        method("__reduce__", "(self, /)", super::reduce::reduce).doc("Helper for pickle."),
        method("__getstate__", "(self, /)", super::reduce::getstate).doc("Helper for pickle."),
        class_method("__subclasshook__", "(cls, object, /)", subclasshook)
            .doc("Says whether a class counts as a subclass: True, False or NotImplemented for the usual way."),
        class_method("__init_subclass__", "(cls, /, *args, **kwargs)", init_subclass)
            .doc("Called when a class is subclassed; does nothing."),
        method("__format__", "(self, format_spec, /)", format).doc("Default object formatter."),
        method("__sizeof__", "(self, /)", sizeof).doc("Size of object in memory, in bytes."),
        method("__dir__", "(self, /)", dir).doc("Default dir() implementation."),
    ],
    attributes: &[getset("__class__", get_class, set_class)],
    absent: &[],
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_argument(ctx, args.get(0))?;
    call::new_object(ctx, class, !args.rest().is_empty() || !args.extra().is_empty())
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    call::init_object(ctx, args.get(0), !args.rest().is_empty() || !args.extra().is_empty())?;
    Step::value(())
}

/// ` at 0x...`, as reprs end.
pub fn at(value: Value<'_>) -> String {
    format!(" at {:#x}", value.address().unwrap_or(0))
}

/// `object.__repr__(value)`.
pub fn default_repr<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Value<'gc> {
    ctx.str(format!("<{} object{}>", full_name(ctx, ctx.class_of(value)), at(value)))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(default_repr(ctx, args.get(0)))
}

fn str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::repr(ctx, args.get(0))
}

/// The hash of an object by identity.
pub fn identity_hash(value: Value<'_>) -> i64 {
    match value.address() {
        // Addresses are aligned: the low bits say nothing.
        Some(address) => (address as u64).rotate_right(4) as i64,
        None => match value {
            Value::None => 0xfca8_6420,
            Value::Ellipsis => 0xfca8_6421,
            _ => 0xfca8_6422,
        },
    }
}

fn hash<'gc>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(identity_hash(args.get(0)))
}

fn not_implemented<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(Value::NotImplemented)
}

fn eq<'gc>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(if args.get(0).is(args.get(1)) { Value::True } else { Value::NotImplemented })
}

/// The opposite of what `__eq__` of the object says.
fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(step) = crate::vm::attributes::call_special(ctx, args.get(0), ctx.names.eq, &[args.get(1)])? else {
        return Step::value(Value::NotImplemented);
    };
    step.then(ctx, [], |ctx, equal, []| {
        if matches!(equal, Value::NotImplemented) {
            return Step::value(equal);
        }
        ops::truth(ctx, equal)?.then(ctx, [], |_, equal, []| Step::value(matches!(equal, Value::False)))
    })
}

/// An attribute name given as an argument.
///
/// # Errors
/// TypeError for anything but text.
pub fn name_argument<'gc>(ctx: Ctx<'gc>, name: Value<'gc>) -> Result<Str<'gc>, crate::runtime::Raise<'gc>> {
    name.as_str().ok_or_else(|| ctx.type_error(format!("attribute name must be string, not '{}'", ctx.type_name(name))))
}

fn getattribute<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    generic_get(ctx, args.get(0), name_argument(ctx, args.get(1))?)
}

/// `object.__setattr__` must not be used to get around a built-in class's own rules.
fn check_setattr<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, what: &str) -> Result<(), crate::runtime::Raise<'gc>> {
    match object {
        Value::Class(_) => {
            let name = ctx.type_name(object);
            Err(ctx.type_error(format!("can't apply this {what} to {name} object")))
        }
        _ => Ok(()),
    }
}

fn setattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    check_setattr(ctx, args.get(0), "__setattr__")?;
    generic_set(ctx, args.get(0), name_argument(ctx, args.get(1))?, args.get(2))
}

fn delattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    check_setattr(ctx, args.get(0), "__delattr__")?;
    generic_set(ctx, args.get(0), name_argument(ctx, args.get(1))?, Value::Null)
}

fn subclasshook<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(Value::NotImplemented)
}

fn init_subclass<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let who = args.get(0).as_class().map_or_else(String::new, |class| class.qualname.get().lossy().into_owned());
    if !args.extra().is_empty() {
        return Err(ctx.type_error(format!("{who}.__init_subclass__() takes no keyword arguments")));
    }
    match args.rest().len() {
        0 => Step::value(()),
        given => Err(ctx.type_error(format!("{who}.__init_subclass__() takes no arguments ({given} given)"))),
    }
}

fn format<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(1).as_str() {
        Some(spec) if spec.is_empty() => ops::str(ctx, args.get(0)),
        Some(_) => {
            Err(ctx
                .type_error(format!("unsupported format string passed to {}.__format__", ctx.type_name(args.get(0)))))
        }
        None => Err(ctx.type_error(format!("__format__() argument must be str, not {}", ctx.type_name(args.get(1))))),
    }
}

fn sizeof<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(16i64)
}

/// The names of the attributes of a class, its bases' included.
pub fn class_names<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, into: crate::types::Dict<'gc>) {
    for class in class.mro_iter() {
        for entry in class.dict.to_vec() {
            if let Value::Str(name) = entry.key {
                into.set_str(ctx.mc, name, Value::None);
            }
        }
    }
}

/// The keys of a dict as a new list.
pub fn keys_list<'gc>(ctx: Ctx<'gc>, dict: crate::types::Dict<'gc>) -> Value<'gc> {
    ctx.list(dict.to_vec().into_iter().map(|entry| entry.key).collect())
}

fn dir<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    crate::vm::attributes::get_optional(ctx, object, ctx.names.dict)?.then(ctx, [object], |ctx, dict, [object]| {
        let names = match dict.as_dict() {
            Some(dict) => dict.copy(ctx.mc),
            None => ctx.dict(),
        };
        crate::vm::attributes::get_optional(ctx, object, ctx.names.class)?.then(
            ctx,
            [names.into()],
            |ctx, class, [names]| {
                let Value::Dict(names) = names else { return Err(ctx.internal_error("dir")) };
                if let Value::Class(class) = class {
                    class_names(ctx, class, names);
                }
                Step::value(keys_list(ctx, names))
            },
        )
    })
}

fn get_class<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(ctx.class_of(object))
}

/// The names of the slots that a class and its bases add, from the root on.
fn slot_layout<'gc>(class: Class<'gc>) -> Vec<String> {
    let mut names: Vec<(usize, String)> = class
        .mro_iter()
        .flat_map(|class| class.dict.to_vec())
        .filter_map(|entry| match entry.value {
            Value::Member(member) => Some((member.index, member.name.lossy().into_owned())),
            _ => None,
        })
        .collect();
    names.sort();
    names.into_iter().map(|(_, name)| name).collect()
}

fn same_layout<'gc>(old: Class<'gc>, new: Class<'gc>) -> bool {
    let shape = ClassFlags::DICT | ClassFlags::WEAKREF;
    old.layout == new.layout
        && old.data().slots.get() == new.data().slots.get()
        && (old.data().flags.get() & shape) == (new.data().flags.get() & shape)
        && (solid(old).is(solid(new)) || slot_layout(old) == slot_layout(new))
}

fn set_class<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if value.is_null() {
        return Err(ctx.type_error("can't delete __class__ attribute"));
    }
    let Value::Class(new) = value else {
        let got = ctx.type_name(value);
        return Err(ctx.type_error(format!("__class__ must be set to a class, not '{got}' object")));
    };
    let old = ctx.class_of(object);
    if old.is_subclass(ctx.types.module) && new.is_subclass(ctx.types.module) {
        match object {
            Value::Module(module) if new.data().slots.get() == 0 => {
                unlock!(module.write(ctx.mc), ModuleData, class).set(Some(new));
                return Step::value(());
            }
            Value::Instance(instance) if new.data().slots.get() == old.data().slots.get() => {
                unlock!(instance.write(ctx.mc), InstanceData, class).set(new);
                return Step::value(());
            }
            _ => {}
        }
    }
    if !(old.has(ClassFlags::HEAP) && new.has(ClassFlags::HEAP)) {
        return Err(ctx.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    }
    if !same_layout(old, new) {
        let (new, old) = (new.name.get().lossy(), old.name.get().lossy());
        return Err(ctx.type_error(format!("__class__ assignment: '{new}' object layout differs from '{old}'")));
    }
    match object {
        Value::Instance(instance) => unlock!(instance.write(ctx.mc), InstanceData, class).set(new),
        Value::Exception(exception) => unlock!(exception.write(ctx.mc), ExceptionData, class).set(new),
        Value::Class(class) => {
            unlock!(class.write(ctx.mc), ClassData, metaclass).set(Some(new));
            class.changed(ctx.mc);
        }
        _ => {
            return Err(
                ctx.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
            );
        }
    }
    Step::value(())
}

/// `__dict__` of instances, functions, exceptions, ...
///
/// # Errors
/// AttributeError for an object without one.
pub fn get_dict<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    match dict_or_new(ctx, object).or_else(|| dict_of(object)) {
        Some(dict) => Step::value(dict),
        None => Err(ctx.no_attribute(object, ctx.names.dict)),
    }
}

/// Sets `__dict__`; deleting it makes it empty.
///
/// # Errors
/// TypeError for anything but a dict.
pub fn set_dict<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let dict = if value.is_null() { Some(ctx.dict()) } else { value.as_dict() };
    let Some(dict) = dict else {
        let got = ctx.type_name(value);
        return Err(ctx.type_error(format!("__dict__ must be set to a dictionary, not a '{got}'")));
    };
    if replace_dict(ctx, object, dict) { Step::value(()) } else { Err(ctx.no_attribute(object, ctx.names.dict)) }
}

/// `__weakref__`: the first weak reference to the object, None while there is none.
///
/// # Errors
/// None.
pub fn get_weakref<'gc>(_: Ctx<'gc>, _: Value<'gc>) -> NativeResult<'gc> {
    Step::value(())
}
