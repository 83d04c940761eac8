//! Methods of type. Mirrors `Objects/typeobject.c`.

use gc_arena::barrier::unlock;

use super::class_argument;
use super::object::name_argument;
use crate::runtime::def::{TypeDef, class_method, getset, getter, member, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, ClassData, ClassFlags, Layout, MappingProxy, MappingProxyData, Str, Tuple};
use crate::value::Value;
use crate::vm::attributes::{annotations, bind, namespace::has_dict};
use crate::vm::classes::{bases, class_repr, instance_check, module_of, mro, new::new_class, type_call};

const DOC: &str = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type";

/// What type offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some(DOC),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new)
            .doc("Create and return a new object.  See help(type) for accurate signature."),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__call__", "(self, /, *args, **kwargs)", call).doc("Call self as a function."),
        slot("__getattribute__", "(self, name, /)", getattribute).doc("Return getattr(self, name)."),
        slot("__setattr__", "(self, name, value, /)", setattr).doc("Implement setattr(self, name, value)."),
        slot("__delattr__", "(self, name, /)", delattr).doc("Implement delattr(self, name)."),
        slot("__init__", "(self, /, *args, **kwargs)", init)
            .doc("Initialize self.  See help(type(self)) for accurate signature."),
        method("mro", "(self, /)", mro).doc("Return a type's method resolution order."),
        method("__subclasses__", "(self, /)", subclasses).doc("Return a list of immediate subclasses."),
        class_method("__prepare__", "(cls, /, *args, **kwargs)", prepare)
            .doc("Create the namespace for the class statement"),
        method("__instancecheck__", "(self, instance, /)", instancecheck).doc("Check if an object is an instance."),
        method("__subclasscheck__", "(self, subclass, /)", subclasscheck).doc("Check if a class is a subclass."),
        method("__dir__", "(self, /)", dir).doc("Specialized __dir__ implementation for types."),
        method("__sizeof__", "(self, /)", sizeof).doc("Return memory consumption of the type object."),
    ],
    attributes: &[
        getset("__name__", get_name, set_name),
        getset("__qualname__", get_qualname, set_qualname),
        getset("__bases__", get_bases, set_bases),
        getter("__mro__", get_mro),
        getset("__module__", get_module, set_module),
        getset("__abstractmethods__", get_abstract, set_abstract),
        getter("__dict__", get_dict),
        getset("__doc__", get_doc, set_doc),
        getter("__text_signature__", get_text_signature),
        getset("__annotations__", get_annotations, set_annotations),
        getset("__annotate__", get_annotate, set_annotate),
        getset("__type_params__", get_type_params, set_type_params),
        member("__base__", get_base),
        member("__flags__", get_flags),
        member("__basicsize__", get_basicsize),
        member("__itemsize__", get_itemsize),
        member("__dictoffset__", get_dictoffset),
        member("__weakrefoffset__", get_weakrefoffset),
    ],
    absent: &[],
};

fn class_of<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Class<'gc>, Raise<'gc>> {
    value.as_class().ok_or_else(|| ctx.internal_error("receiver is not a class"))
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let metaclass = class_argument(ctx, args.get(0))?;
    let [name, bases, namespace] = args.rest() else {
        let given = args.rest().len() + args.extra().len();
        return Err(ctx.type_error(format!("type.__new__() takes exactly 3 arguments ({given} given)")));
    };
    let wrong = |index: usize, want: &str, got: Value<'gc>| {
        ctx.type_error(format!("type.__new__() argument {index} must be {want}, not {}", ctx.type_name(got)))
    };
    let Some(text) = name.as_str() else { return Err(wrong(1, "str", *name)) };
    let Some(bases_tuple) = bases.as_tuple() else { return Err(wrong(2, "tuple", *bases)) };
    let Some(dict) = namespace.as_dict() else { return Err(wrong(3, "dict", *namespace)) };
    new_class(ctx, metaclass, text, bases_tuple, dict, ctx.dict_of_names(args.extra()))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.rest().len() {
        1 if !args.extra().is_empty() => Err(ctx.type_error("type.__init__() takes no keyword arguments")),
        1 | 3 => Step::value(()),
        _ => Err(ctx.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.str(class_repr(ctx, class_of(ctx, args.get(0))?)))
}

fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_of(ctx, args.get(0))?;
    let mut all = args.rest().to_vec();
    let names = names_of(ctx, args.extra(), &mut all);
    type_call(ctx, class, &all, names)
}

/// Appends keyword arguments to the positional ones in `all`; their names.
pub fn names_of<'gc>(ctx: Ctx<'gc>, extra: &[(Str<'gc>, Value<'gc>)], all: &mut Vec<Value<'gc>>) -> Option<Tuple<'gc>> {
    if extra.is_empty() {
        return None;
    }
    all.extend(extra.iter().map(|(_, value)| *value));
    Some(Tuple::new(ctx.mc, extra.iter().map(|(name, _)| Value::Str(*name)).collect::<Vec<_>>()))
}

fn getattribute<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name_argument(ctx, args.get(1))?;
    crate::vm::attributes::get::type_get(ctx, class_of(ctx, args.get(0))?, name)
}

fn setattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name_argument(ctx, args.get(1))?;
    crate::vm::attributes::set::type_set(ctx, class_of(ctx, args.get(0))?, name, args.get(2))
}

fn delattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name_argument(ctx, args.get(1))?;
    crate::vm::attributes::set::type_set(ctx, class_of(ctx, args.get(0))?, name, Value::Null)
}

fn mro<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let order = mro::default_order(ctx, class_of(ctx, args.get(0))?)?;
    Step::value(ctx.list(order.into_iter().map(Value::Class).collect()))
}

fn subclasses<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let subclasses = class_of(ctx, args.get(0))?.subclasses(ctx.mc);
    Step::value(ctx.list(subclasses.into_iter().map(Value::Class).collect()))
}

fn prepare<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.dict())
}

fn instancecheck<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    instance_check::default_instance(ctx, args.get(1), args.get(0))
}

fn subclasscheck<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    instance_check::default_subclass(ctx, args.get(1), args.get(0))
}

fn dir<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let names = ctx.dict();
    super::object::class_names(ctx, class_of(ctx, args.get(0))?, names);
    Step::value(super::object::keys_list(ctx, names))
}

fn sizeof<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(1064i64)
}

/// The class, which must be one that can be changed, and the value, which must be there.
fn settable<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>, name: &str) -> Result<Class<'gc>, Raise<'gc>> {
    let class = class_of(ctx, object)?;
    let of = class.name.get().lossy();
    if !class.has(ClassFlags::HEAP) {
        return Err(ctx.type_error(format!("cannot set '{name}' attribute of immutable type '{of}'")));
    }
    if value.is_null() {
        return Err(ctx.type_error(format!("cannot delete '{name}' attribute of immutable type '{of}'")));
    }
    Ok(class)
}

fn get_name<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(class_of(ctx, object)?.name.get())
}

fn set_name<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let class = settable(ctx, object, value, "__name__")?;
    let Some(name) = value.as_str() else {
        return Err(ctx.type_error(format!(
            "can only assign string to {}.__name__, not '{}'",
            class.name.get().lossy(),
            ctx.type_name(value)
        )));
    };
    if name.wtf8().as_bytes().contains(&0) {
        return Err(ctx.value_error("type name must not contain null characters"));
    }
    unlock!(class.write(ctx.mc), ClassData, name).set(name);
    Step::value(())
}

fn get_qualname<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(class_of(ctx, object)?.qualname.get())
}

fn set_qualname<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let class = settable(ctx, object, value, "__qualname__")?;
    let Some(name) = value.as_str() else {
        return Err(ctx.type_error(format!(
            "can only assign string to {}.__qualname__, not '{}'",
            class.name.get().lossy(),
            ctx.type_name(value)
        )));
    };
    unlock!(class.write(ctx.mc), ClassData, qualname).set(name);
    Step::value(())
}

fn get_bases<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(class_of(ctx, object)?.bases.get())
}

/// Gives a class other bases: its order and that of its subclasses change.
fn set_bases<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let class = settable(ctx, object, value, "__bases__")?;
    let name = class.name.get().lossy().into_owned();
    let Some(tuple) = value.as_tuple() else {
        let got = ctx.type_name(value);
        return Err(ctx.type_error(format!("can only assign tuple to {name}.__bases__, not {got}")));
    };
    if tuple.as_slice().is_empty() {
        return Err(ctx.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    let mut new = Vec::new();
    for base in tuple.as_slice() {
        let Value::Class(base) = *base else {
            let got = ctx.type_name(*base);
            return Err(ctx.type_error(format!("{name}.__bases__ must be tuple of classes, not '{got}'")));
        };
        if base.is_subclass(class) {
            return Err(ctx.type_error("a __bases__ item causes an inheritance cycle"));
        }
        new.push(base);
    }
    let best = bases::best_base(ctx, tuple.as_slice())?;
    let old_base = class.base.get().unwrap_or(ctx.types.object);
    let shape = ClassFlags::DICT | ClassFlags::WEAKREF;
    let fits = best.layout == old_base.layout
        && best.data().slots.get() == old_base.data().slots.get()
        && (best.data().flags.get() & shape) == (old_base.data().flags.get() & shape);
    let native = |class: Class<'gc>| !class.has(ClassFlags::HEAP);
    let dealloc = native(best) == native(old_base) && (!native(best) || best.is(old_base));
    if !fits || !dealloc {
        let what = if dealloc { "object layout" } else { "deallocator" };
        return Err(ctx.type_error(format!(
            "__bases__ assignment: '{}' {what} differs from '{}'",
            best.name.get().lossy(),
            old_base.name.get().lossy()
        )));
    }
    let old: Vec<Class<'gc>> = class.bases.get().as_slice().iter().filter_map(|base| base.as_class()).collect();
    let before: Vec<Class<'gc>> = class.mro_iter().collect();
    for base in &old {
        class.unlink(ctx.mc, *base);
    }
    class.link(ctx.mc, &new, Some(best), &before);
    unlock!(class.write(ctx.mc), ClassData, bases).set(tuple);
    // Every class below needs its new order, the nearest first.
    let mut pending = vec![class];
    let mut orders = Vec::new();
    while let Some(next) = pending.pop() {
        match mro::default_order(ctx, next) {
            Ok(order) => {
                orders.push((next, next.mro_iter().collect::<Vec<_>>()));
                mro::set_order(ctx, next, &order);
                pending.extend(next.subclasses(ctx.mc));
            }
            Err(raise) => {
                for (changed, before) in orders.into_iter().rev() {
                    mro::set_order(ctx, changed, &before);
                }
                for base in &new {
                    class.unlink(ctx.mc, *base);
                }
                class.link(ctx.mc, &old, Some(old_base), &before);
                return Err(raise);
            }
        }
    }
    Step::value(())
}

fn get_base<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(class_of(ctx, object)?.base.get().map_or(Value::None, Value::Class))
}

fn get_mro<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(class_of(ctx, object)?.mro.get())
}

fn get_module<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let class = class_of(ctx, object)?;
    match class.dict.get_str(ctx.names.module) {
        Some(module) if !matches!(module, Value::GetSet(_)) => Step::value(module),
        _ if class.has(ClassFlags::HEAP) => Err(ctx.attribute_error_plain("__module__")),
        _ => Step::value(ctx.str(module_of(ctx, class).unwrap_or_else(|| "builtins".to_owned()))),
    }
}

fn set_module<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let class = settable(ctx, object, value, "__module__")?;
    class.dict.remove_str(ctx.mc, ctx.names.firstlineno);
    class.set(ctx.mc, ctx.names.module, value);
    Step::value(())
}

fn get_abstract<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let class = class_of(ctx, object)?;
    let own = if class.is(ctx.types.type_) { None } else { class.dict.get_str(ctx.names.abstractmethods) };
    match own {
        Some(names) => Step::value(names),
        None => Err(ctx.attribute_error_plain("__abstractmethods__")),
    }
}

fn set_abstract<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let class = class_of(ctx, object)?;
    let abstract_ = if value.is_null() {
        if class.dict.remove_str(ctx.mc, ctx.names.abstractmethods).is_none() {
            return Err(ctx.attribute_error_plain("__abstractmethods__"));
        }
        false
    } else {
        let is_abstract = ctx.is_true(value)?;
        class.dict.set_str(ctx.mc, ctx.names.abstractmethods, value);
        is_abstract
    };
    class.set_flag(ClassFlags::ABSTRACT, abstract_);
    class.changed(ctx.mc);
    Step::value(())
}

fn get_dict<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let mapping = Value::Dict(class_of(ctx, object)?.dict);
    Step::value(MappingProxy::alloc(ctx.mc, MappingProxyData { mapping }))
}

fn get_doc<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let class = class_of(ctx, object)?;
    if class.is(ctx.types.type_) {
        return Step::value(ctx.str(DOC));
    }
    match class.dict.get_str(ctx.names.doc) {
        Some(doc) => bind(ctx, doc, Value::Null, class),
        None => Step::value(()),
    }
}

fn set_doc<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let class = settable(ctx, object, value, "__doc__")?;
    class.set(ctx.mc, ctx.names.doc, value);
    Step::value(())
}

fn get_text_signature<'gc>(_: Ctx<'gc>, _: Value<'gc>) -> NativeResult<'gc> {
    Step::value(())
}

fn get_annotations<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    annotations::of_class(ctx, class_of(ctx, object)?)
}

fn set_annotations<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    annotations::set_of_class(ctx, class_of(ctx, object)?, value)
}

fn get_annotate<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    annotations::annotate_of_class(ctx, class_of(ctx, object)?)
}

fn set_annotate<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    annotations::set_annotate_of_class(ctx, class_of(ctx, object)?, value)
}

fn get_type_params<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let class = class_of(ctx, object)?;
    let own = if class.is(ctx.types.type_) { None } else { class.dict.get_str(ctx.names.type_params) };
    Step::value(own.unwrap_or_else(|| ctx.tuple(&[])))
}

fn set_type_params<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let class = settable(ctx, object, value, "__type_params__")?;
    class.set(ctx.mc, ctx.names.type_params, value);
    Step::value(())
}

/// The bits of `tp_flags` that say something here.
fn get_flags<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let class = class_of(ctx, object)?;
    let sub = |base: Class<'gc>| class.is_subclass(base);
    let types = &ctx.types;
    let bits = [
        (5, class.has(ClassFlags::SEQUENCE)),
        (6, class.has(ClassFlags::MAPPING)),
        (7, class.has(ClassFlags::NO_NEW)),
        (8, !class.has(ClassFlags::HEAP)),
        (9, class.has(ClassFlags::HEAP)),
        (10, class.has(ClassFlags::BASE)),
        (12, true),
        (14, true),
        (20, class.has(ClassFlags::ABSTRACT)),
        (22, class.has(ClassFlags::MATCH_SELF)),
        (24, sub(types.int)),
        (25, sub(types.list)),
        (26, sub(types.tuple)),
        (27, sub(types.bytes)),
        (28, sub(types.str)),
        (29, sub(types.dict)),
        (30, sub(types.exceptions.BaseException)),
        (31, sub(types.type_)),
    ];
    Step::value(bits.iter().filter(|(_, set)| *set).map(|(bit, _)| 1i64 << bit).sum::<i64>())
}

/// Sizes in words as CPython would lay the object out: a header of two words,
/// the native part not told apart, and a word for each slot.
fn get_basicsize<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let class = class_of(ctx, object)?;
    let native = match class.layout {
        Layout::Object => 16,
        Layout::Type => 920,
        Layout::Exception => 72,
        Layout::Native(_) => 24,
    };
    Step::value(i64::try_from(class.data().slots.get()).unwrap_or(0).saturating_mul(8).saturating_add(native))
}

fn get_itemsize<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(match class_of(ctx, object)?.layout {
        Layout::Type => 40i64,
        Layout::Native("tuple") => 8,
        Layout::Native("int") => 4,
        Layout::Native("bytes") => 1,
        _ => 0,
    })
}

fn get_dictoffset<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(if has_dict(class_of(ctx, object)?) { -1i64 } else { 0 })
}

fn get_weakrefoffset<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(if class_of(ctx, object)?.has(ClassFlags::WEAKREF) { -32i64 } else { 0 })
}
