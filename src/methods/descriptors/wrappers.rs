//! Methods of staticmethod and classmethod. Mirrors `Objects/funcobject.c`.

use gc_arena::Collect;
use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;

use crate::methods::object::{get_dict, set_dict};
use crate::methods::{new_class, wrap};
use crate::runtime::def::{TypeDef, getset, getter, member, slot, static_method};
use crate::runtime::{ArgVec, Args, Call, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::descriptor::WrapperData;
use crate::types::{ClassMethod, Dict, StaticMethod, Str};
use crate::value::Value;
use crate::vm::attributes::bind::method;
use crate::vm::attributes::namespace::dict_or_new;
use crate::vm::attributes::{get as get_attribute, get_optional};
use crate::vm::ops;

/// What staticmethod offers.
pub const STATICMETHOD: TypeDef = TypeDef {
    doc: Some("Convert a function to be a static method."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new_static),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__get__", "(self, instance, owner=None, /)", get_static)
            .doc("Return an attribute of instance, which is of type owner."),
        slot("__call__", "(self, /, *args, **kwargs)", call).doc("Call self as a function."),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
    ],
    attributes: ATTRIBUTES,
    absent: &[],
};

/// What classmethod offers.
pub const CLASSMETHOD: TypeDef = TypeDef {
    doc: Some("Convert a function to be a class method."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new_class_method),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__get__", "(self, instance, owner=None, /)", get_class_method)
            .doc("Return an attribute of instance, which is of type owner."),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
    ],
    attributes: ATTRIBUTES,
    absent: &[],
};

const ATTRIBUTES: &[crate::runtime::def::AttributeDef] = &[
    member("__func__", get_function),
    member("__wrapped__", get_function),
    getter("__isabstractmethod__", is_abstract),
    getset("__dict__", get_dict, set_dict),
    getset("__annotations__", get_annotations, set_annotations),
    getset("__annotate__", get_annotate, set_annotate),
];

fn new_static<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.staticmethod)?;
    let data = WrapperData { function: Lock::new(Value::None), dict: Lock::new(None) };
    Step::value(wrap(ctx, class, Value::StaticMethod(StaticMethod::alloc(ctx.mc, data))))
}

fn new_class_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.classmethod)?;
    let data = WrapperData { function: Lock::new(Value::None), dict: Lock::new(None) };
    Step::value(wrap(ctx, class, Value::ClassMethod(ClassMethod::alloc(ctx.mc, data))))
}

/// The function inside of a static or class method.
fn function_of<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    match value.payload() {
        Value::StaticMethod(wrapper) => Ok(wrapper.function.get()),
        Value::ClassMethod(wrapper) => Ok(wrapper.function.get()),
        _ => Err(ctx.internal_error("receiver is not a static or class method")),
    }
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let class = match object.payload() {
        Value::StaticMethod(_) => "staticmethod",
        _ => "classmethod",
    };
    if !args.extra().is_empty() {
        return Err(ctx.type_error(format!("{class}() takes no keyword arguments")));
    }
    let &[function] = args.rest() else {
        let given = args.rest().len();
        return Err(ctx.type_error(format!("{class} expected 1 argument, got {given}")));
    };
    match object.payload() {
        Value::StaticMethod(wrapper) => unlock!(wrapper.write(ctx.mc), WrapperData, function).set(function),
        Value::ClassMethod(wrapper) => unlock!(wrapper.write(ctx.mc), WrapperData, function).set(function),
        _ => {}
    }
    let Some(dict) = dict_or_new(ctx, object) else { return Step::value(()) };
    let names = ctx.names;
    let wanted = [names.module, names.name, names.qualname, names.doc];
    Ok(Step::run(CopyAttributes { names: wanted, next: 0, function, dict, waiting: false }))
}

/// Copies what the wrapped function says of itself.
#[derive(Collect)]
#[collect(no_drop)]
struct CopyAttributes<'gc> {
    names: [Str<'gc>; 4],
    #[collect(require_static)]
    next: usize,
    function: Value<'gc>,
    dict: Dict<'gc>,
    #[collect(require_static)]
    waiting: bool,
}

impl<'gc> Continuation<'gc> for CopyAttributes<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut answer = if self.waiting { Some(input.value(ctx)?) } else { None };
        self.waiting = false;
        while let Some(&name) = self.names.get(self.next) {
            let value = match answer.take() {
                Some(value) => value,
                None => match get_optional(ctx, self.function, name)? {
                    Step::Return(value) => value,
                    step => {
                        self.waiting = true;
                        return Ok(Flow::Await(step));
                    }
                },
            };
            if !value.is_null() {
                self.dict.set_str(ctx.mc, name, value);
            }
            self.next += 1;
        }
        Flow::value(())
    }
}

fn get_static<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    super::get_target(ctx, &args)?;
    Step::value(function_of(ctx, args.get(0))?)
}

fn get_class_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (_, class) = super::get_target(ctx, &args)?;
    // Any object may stand for the class.
    let receiver = if args.get(2).is_null() || args.get(2).is_none() { class.into() } else { args.get(2) };
    Step::value(method(ctx, function_of(ctx, args.get(0))?, receiver))
}

fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut all = args.rest().to_vec();
    let names = crate::methods::type_::names_of(ctx, args.extra(), &mut all);
    Ok(Step::Call(Call { callee: function_of(ctx, args.get(0))?, args: ArgVec::from_vec(all), names }))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let word = match args.get(0).payload() {
        Value::StaticMethod(_) => "staticmethod",
        _ => "classmethod",
    };
    let kept = [ctx.intern(word).into()];
    ops::repr(ctx, function_of(ctx, args.get(0))?)?.then(ctx, kept, |ctx, text, [word]| {
        let mut out = rustpython_wtf8::Wtf8Buf::from_string("<".to_owned());
        for part in [word, ctx.intern("(").into(), text, ctx.intern(")>").into()] {
            if let Some(part) = part.as_str() {
                out.push_wtf8(part.wtf8());
            }
        }
        Step::value(ctx.str(out))
    })
}

fn get_function<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(function_of(ctx, object)?)
}

fn is_abstract<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    super::property::any_abstract(vec![function_of(ctx, object)?])
}

/// An attribute of the function, kept in the wrapper's dict once asked for.
fn get_through<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let Some(dict) = dict_or_new(ctx, object) else { return get_attribute(ctx, function_of(ctx, object)?, name) };
    if let Some(known) = dict.get_str(name) {
        return Step::value(known);
    }
    get_attribute(ctx, function_of(ctx, object)?, name)?.then(
        ctx,
        [dict.into(), name.into()],
        |ctx, value, [dict, name]| {
            if let (Value::Dict(dict), Value::Str(name)) = (dict, name) {
                dict.set_str(ctx.mc, name, value);
            }
            Step::value(value)
        },
    )
}

fn set_own<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: Str<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let Some(dict) = dict_or_new(ctx, object) else { return Err(ctx.no_attribute(object, name)) };
    if !value.is_null() {
        dict.set_str(ctx.mc, name, value);
    } else if dict.remove_str(ctx.mc, name).is_none() {
        return Err(ctx.attribute_error(name.lossy().into_owned(), object, name));
    }
    Step::value(())
}

fn get_annotations<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    get_through(ctx, object, ctx.names.annotations)
}

fn set_annotations<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    set_own(ctx, object, ctx.names.annotations, value)
}

fn get_annotate<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    get_through(ctx, object, ctx.names.annotate)
}

fn set_annotate<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    set_own(ctx, object, ctx.names.annotate, value)
}
