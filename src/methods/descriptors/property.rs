//! Methods of property. Mirrors `Objects/descrobject.c`.

use gc_arena::Collect;
use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;

use crate::methods::{new_class, wrap};
use crate::runtime::def::{TypeDef, getset, getter, member, member_set, method, slot, static_method};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Property, PropertyData};
use crate::value::Value;
use crate::vm::attributes::bind::{property_get, property_name, property_set};
use crate::vm::attributes::namespace::dict_or_new;
use crate::vm::attributes::{get_optional, set};
use crate::vm::ops;

/// What property offers.
pub const PROPERTY: TypeDef = TypeDef {
    doc: Some("Property attribute."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, /, fget=None, fset=None, fdel=None, doc=None)", init),
        slot("__get__", "(self, instance, owner=None, /)", get)
            .doc("Return an attribute of instance, which is of type owner."),
        slot("__set__", "(self, instance, value, /)", set_).doc("Set an attribute of instance to value."),
        slot("__delete__", "(self, instance, /)", delete).doc("Delete an attribute of instance."),
        method("getter", "(self, object, /)", with_getter)
            .doc("Descriptor to obtain a copy of the property with a different getter."),
        method("setter", "(self, object, /)", with_setter)
            .doc("Descriptor to obtain a copy of the property with a different setter."),
        method("deleter", "(self, object, /)", with_deleter)
            .doc("Descriptor to obtain a copy of the property with a different deleter."),
        method("__set_name__", "(self, /, *args)", told_name).doc("Method to set name of a property."),
    ],
    attributes: &[
        member("fget", fget),
        member("fset", fset),
        member("fdel", fdel),
        member_set("__doc__", get_doc, set_doc),
        getset("__name__", get_name, set_name),
        getter("__isabstractmethod__", is_abstract),
    ],
    absent: &[],
};

fn property<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Property<'gc>, Raise<'gc>> {
    value.as_property().ok_or_else(|| ctx.internal_error("receiver is not a property"))
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.property)?;
    let unset = || Lock::new(Value::Null);
    let data = PropertyData { get: unset(), set: unset(), del: unset(), doc: unset(), name: unset() };
    Step::value(wrap(ctx, class, Value::Property(Property::alloc(ctx.mc, data))))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let write = property(ctx, object)?.write(ctx.mc);
    let given = |index| if args.get(index).is_none() { Value::Null } else { args.get(index) };
    unlock!(write, PropertyData, get).set(given(1));
    unlock!(write, PropertyData, set).set(given(2));
    unlock!(write, PropertyData, del).set(given(3));
    unlock!(write, PropertyData, doc).set(given(4));
    unlock!(write, PropertyData, name).set(Value::Null);
    if matches!(object, Value::Property(_)) {
        return Step::value(());
    }
    // A class that derives from property has a `__doc__` of its own, which
    // hides the property's: instances keep theirs in their dict.
    let doc = if given(4).is_null() && !given(1).is_null() {
        get_optional(ctx, given(1), ctx.names.doc)?
    } else {
        Step::Return(given(4))
    };
    doc.then(ctx, [object], |ctx, doc, [object]| {
        if doc.is_null() || doc.is_none() || dict_or_new(ctx, object).is_none() {
            return Step::value(());
        }
        set(ctx, object, ctx.names.doc, doc)
    })
}

fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (object, _) = super::get_target(ctx, &args)?;
    if object.is_null() {
        return Step::value(args.get(0));
    }
    property_get(ctx, property(ctx, args.get(0))?, object)
}

fn set_<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    property_set(ctx, property(ctx, args.get(0))?, args.get(1), args.get(2))
}

fn delete<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    property_set(ctx, property(ctx, args.get(0))?, args.get(1), Value::Null)
}

/// A copy of the property with the accessor at `index` replaced.
fn copy<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, index: usize, accessor: Value<'gc>) -> NativeResult<'gc> {
    let own = property(ctx, object)?;
    let mut parts = [own.get.get(), own.set.get(), own.del.get(), own.doc.get()].map(|part| part.or(Value::None));
    if let Some(part) = parts.get_mut(index)
        && !accessor.is_none()
    {
        *part = accessor;
    }
    Step::call(ctx.class_of(object).into(), &parts).then(ctx, [own.into()], |ctx, made, [own]| {
        if let (Some(made), Some(own)) = (made.as_property(), own.as_property()) {
            unlock!(made.write(ctx.mc), PropertyData, name).set(own.name.get());
        }
        Step::value(made)
    })
}

fn with_getter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    copy(ctx, args.get(0), 0, args.get(1))
}

fn with_setter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    copy(ctx, args.get(0), 1, args.get(1))
}

fn with_deleter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    copy(ctx, args.get(0), 2, args.get(1))
}

fn told_name<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let &[_, name] = args.rest() else {
        let given = args.rest().len();
        return Err(ctx.type_error(format!("__set_name__() takes 2 positional arguments but {given} were given")));
    };
    unlock!(property(ctx, args.get(0))?.write(ctx.mc), PropertyData, name).set(name);
    Step::value(())
}

fn fget<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(property(ctx, object)?.get.get().or(Value::None))
}

fn fset<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(property(ctx, object)?.set.get().or(Value::None))
}

fn fdel<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(property(ctx, object)?.del.get().or(Value::None))
}

fn get_doc<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let own = property(ctx, object)?;
    match (own.doc.get(), own.get.get()) {
        (Value::Null, Value::Null) => Step::value(()),
        (Value::Null, get) => {
            get_optional(ctx, get, ctx.names.doc)?.then(ctx, [], |_, doc, []| Step::value(doc.or(Value::None)))
        }
        (doc, _) => Step::value(doc),
    }
}

fn set_doc<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    unlock!(property(ctx, object)?.write(ctx.mc), PropertyData, doc).set(value.or(Value::None));
    Step::value(())
}

fn get_name<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    property_name(ctx, property(ctx, object)?)?.then(ctx, [object], |ctx, name, [object]| match name {
        Value::Null => Err(ctx.no_attribute(object, ctx.names.name)),
        name => Step::value(name),
    })
}

fn set_name<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    unlock!(property(ctx, object)?.write(ctx.mc), PropertyData, name).set(value);
    Step::value(())
}

fn is_abstract<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let own = property(ctx, object)?;
    let parts = [own.get.get(), own.set.get(), own.del.get()];
    any_abstract(parts.into_iter().filter(|part| !part.is_null()).collect())
}

/// Whether any of the values has a true `__isabstractmethod__`.
///
/// # Errors
/// What the attributes raise.
pub fn any_abstract<'gc>(values: Vec<Value<'gc>>) -> NativeResult<'gc> {
    Ok(Step::run(AnyAbstract { values, truth: false }))
}

#[derive(Collect)]
#[collect(no_drop)]
struct AnyAbstract<'gc> {
    values: Vec<Value<'gc>>,
    /// Whether the truth of an attribute is awaited, not the attribute.
    #[collect(require_static)]
    truth: bool,
}

impl<'gc> Continuation<'gc> for AnyAbstract<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if !matches!(input, Input::Start) {
            let value = input.value(ctx)?;
            if self.truth && matches!(value, Value::True) {
                return Flow::value(true);
            }
            self.truth = !self.truth;
            if self.truth {
                return Ok(Flow::Await(if value.is_null() {
                    Step::Return(Value::False)
                } else {
                    ops::truth(ctx, value)?
                }));
            }
        }
        match self.values.pop() {
            Some(value) => Ok(Flow::Await(get_optional(ctx, value, ctx.names.isabstractmethod)?)),
            None => Flow::value(false),
        }
    }
}
