//! Methods of function and method. Mirrors `Objects/funcobject.c` and
//! `Objects/classobject.c`. Functions written in Rust are in
//! [`super::builtin_function`].

use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;

pub use super::builtin_function::{
    BUILTIN_FUNCTION_OR_METHOD, CLASSMETHOD_DESCRIPTOR, METHOD_DESCRIPTOR, METHOD_WRAPPER, WRAPPER_DESCRIPTOR,
};
use super::object::at;
use crate::objects::Code;
use crate::runtime::def::{TypeDef, getset, member, member_set, method, slot, static_method};
use crate::runtime::{ArgVec, Args, Call, Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, Function, FunctionData, Method, MethodData};
use crate::value::Value;
use crate::vm::attributes::annotations::{is_callable, of_function};
use crate::vm::{attributes, ops};

/// What function offers.
pub const FUNCTION: TypeDef = TypeDef {
    doc: Some("Create a function object."),
    functions: &[
        static_method(
            "__new__",
            "(cls, /, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
            new,
        ),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__call__", "(self, /, *args, **kwargs)", call).doc("Call self as a function."),
        slot("__get__", "(self, instance, owner=None, /)", super::descriptors::get)
            .doc("Return an attribute of instance, which is of type owner."),
    ],
    attributes: &[
        member("__closure__", closure),
        member_set("__doc__", doc, set_doc),
        member("__globals__", globals),
        member_set("__module__", module, set_module),
        member("__builtins__", builtins),
        getset("__code__", code, set_code),
        getset("__defaults__", defaults, set_defaults),
        getset("__kwdefaults__", kwdefaults, set_kwdefaults),
        getset("__annotations__", annotations, set_annotations),
        getset("__annotate__", annotate, set_annotate),
        getset("__dict__", super::object::get_dict, set_dict),
        getset("__name__", name, set_name),
        getset("__qualname__", qualname, set_qualname),
        getset("__type_params__", type_params, set_type_params),
    ],
    absent: &[],
};

/// What method offers.
pub const METHOD: TypeDef = TypeDef {
    doc: Some("Create a bound instance method object."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new_method),
        slot("__repr__", "(self, /)", method_repr).doc("Return repr(self)."),
        slot("__hash__", "(self, /)", method_hash).doc("Return hash(self)."),
        slot("__call__", "(self, /, *args, **kwargs)", call).doc("Call self as a function."),
        slot("__get__", "(self, instance, owner=None, /)", method_get)
            .doc("Return an attribute of instance, which is of type owner."),
        slot("__getattribute__", "(self, name, /)", method_getattribute).doc("Return getattr(self, name)."),
        slot("__eq__", "(self, value, /)", method_eq).doc("Return self==value."),
        slot("__ne__", "(self, value, /)", method_ne).doc("Return self!=value."),
        method("__reduce__", "(self, /)", method_reduce),
    ],
    attributes: &[
        member("__func__", method_function),
        member("__self__", method_self),
        crate::runtime::def::getter("__doc__", method_doc),
    ],
    absent: &[],
};

fn function<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Function<'gc>, Raise<'gc>> {
    value.as_function().ok_or_else(|| ctx.internal_error("receiver is not a function"))
}

/// A function of `code` with nothing set but what the code says.
pub fn make<'gc>(ctx: Ctx<'gc>, code: Code<'gc>, globals: Dict<'gc>) -> Function<'gc> {
    let builtins = builtins_of(ctx, globals);
    make_with(ctx, code, globals, builtins)
}

/// The built-ins that a namespace names.
fn builtins_of<'gc>(ctx: Ctx<'gc>, globals: Dict<'gc>) -> Dict<'gc> {
    match globals.get_str(ctx.names.builtins) {
        Some(Value::Module(module)) => module.dict,
        Some(other) => other.as_dict().unwrap_or(ctx.builtins),
        None => ctx.builtins,
    }
}

fn make_with<'gc>(ctx: Ctx<'gc>, code: Code<'gc>, globals: Dict<'gc>, builtins: Dict<'gc>) -> Function<'gc> {
    let data = FunctionData {
        code: Lock::new(code),
        globals,
        builtins,
        namespace: Lock::new(Value::Null),
        closure: Lock::new(None),
        defaults: Lock::new(None),
        kwdefaults: Lock::new(None),
        name: Lock::new(code.data().name),
        qualname: Lock::new(code.data().qualname),
        dict: Lock::new(None),
        doc: Lock::new(Value::Null),
        module: Lock::new(globals.get_str(ctx.names.name).unwrap_or(Value::None)),
        annotate: Lock::new(Value::Null),
        annotations: Lock::new(Value::Null),
        type_params: Lock::new(None),
    };
    Function::alloc(ctx.mc, data)
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let wrong = |name: &str, want: &str, got: Value<'gc>| {
        let got = if got.is_none() { "None".to_owned() } else { ctx.type_name(got) };
        Err(ctx.type_error(format!("function() argument '{name}' must be {want}, not {got}")))
    };
    let Value::Code(code) = args.get(1) else { return wrong("code", "code", args.get(1)) };
    let Some(globals) = args.get(2).as_dict() else { return wrong("globals", "dict", args.get(2)) };
    let given = |index| if args.get(index).is_none() { Value::Null } else { args.get(index) };
    let (name, defaults, closure, kwdefaults) = (given(3), given(4), given(5), given(6));
    if !name.is_null() && name.as_str().is_none() {
        return Err(ctx.type_error("arg 3 (name) must be None or string"));
    }
    if !defaults.is_null() && defaults.as_tuple().is_none() {
        return Err(ctx.type_error("arg 4 (defaults) must be None or tuple"));
    }
    let free = code.data().nfreevars();
    if closure.as_tuple().is_none() {
        if free > 0 && closure.is_null() {
            return Err(ctx.type_error("arg 5 (closure) must be tuple"));
        }
        if !closure.is_null() {
            return Err(ctx.type_error("arg 5 (closure) must be None or tuple"));
        }
    }
    let cells = closure.as_tuple();
    let count = cells.map_or(0, |cells| cells.as_slice().len());
    if count != free {
        let name = code.data().name.lossy();
        return Err(ctx.value_error(format!("{name} requires closure of length {free}, not {count}")));
    }
    if let Some(other) = cells.and_then(|cells| cells.as_slice().iter().find(|cell| !matches!(cell, Value::Cell(_)))) {
        let got = ctx.type_name(*other);
        return Err(ctx.type_error(format!("arg 5 (closure) expected cell, found {got}")));
    }
    if !kwdefaults.is_null() && kwdefaults.as_dict().is_none() {
        return Err(ctx.type_error("arg 6 (kwdefaults) must be None or dict"));
    }
    // Such a namespace comes before the built-ins, so these are out of the way.
    let namespace = Some(args.get(2)).filter(|given| matches!(given, Value::Instance(_)));
    let builtins = if namespace.is_some() { ctx.dict() } else { builtins_of(ctx, globals) };
    let made = make_with(ctx, code, globals, builtins);
    unlock!(made.write(ctx.mc), FunctionData, namespace).set(namespace.unwrap_or(Value::Null));
    let write = made.write(ctx.mc);
    if let Some(name) = name.as_str() {
        unlock!(write, FunctionData, name).set(name);
        unlock!(write, FunctionData, qualname).set(code.data().qualname);
    }
    unlock!(write, FunctionData, defaults).set(defaults.as_tuple());
    unlock!(write, FunctionData, closure).set(cells);
    unlock!(write, FunctionData, kwdefaults).set(kwdefaults.as_dict());
    Step::value(made)
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = function(ctx, args.get(0))?;
    Step::value(ctx.str(format!("<function {}{}>", own.qualname.get().lossy(), at(args.get(0)))))
}

/// `__call__` of what can be called anyway.
///
/// # Errors
/// None at once.
pub fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut all = args.rest().to_vec();
    let names = super::type_::names_of(ctx, args.extra(), &mut all);
    Ok(Step::Call(Call { callee: args.get(0), args: ArgVec::from_vec(all), names }))
}

fn or_none<'gc, T: Into<Value<'gc>>>(value: Option<T>) -> NativeResult<'gc> {
    Step::value(value.map_or(Value::None, Into::into))
}

fn closure<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    or_none(function(ctx, object)?.closure.get())
}

fn doc<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    Step::value(own.doc.get().or(own.code.get().doc()))
}

fn set_doc<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    unlock!(function(ctx, object)?.write(ctx.mc), FunctionData, doc).set(value.or(Value::None));
    Step::value(())
}

fn globals<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(function(ctx, object)?.globals)
}

fn builtins<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(function(ctx, object)?.builtins)
}

fn module<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(function(ctx, object)?.module.get().or(Value::None))
}

fn set_module<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    unlock!(function(ctx, object)?.write(ctx.mc), FunctionData, module).set(value.or(Value::None));
    Step::value(())
}

fn code<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(function(ctx, object)?.code.get())
}

fn set_code<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    let Value::Code(code) = value else { return Err(ctx.type_error("__code__ must be set to a code object")) };
    let free = code.data().nfreevars();
    let cells = own.closure.get().map_or(0, |cells| cells.as_slice().len());
    if free != cells {
        let name = own.name.get().lossy();
        return Err(ctx.value_error(format!("{name}() requires a code object with {cells} free vars, not {free}")));
    }
    unlock!(own.write(ctx.mc), FunctionData, code).set(code);
    Step::value(())
}

fn defaults<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    or_none(function(ctx, object)?.defaults.get())
}

fn set_defaults<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    let given = value.as_tuple();
    if given.is_none() && !value.is_null() && !value.is_none() {
        return Err(ctx.type_error("__defaults__ must be set to a tuple object"));
    }
    unlock!(own.write(ctx.mc), FunctionData, defaults).set(given);
    Step::value(())
}

fn kwdefaults<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    or_none(function(ctx, object)?.kwdefaults.get())
}

fn set_kwdefaults<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    let given = value.as_dict();
    if given.is_none() && !value.is_null() && !value.is_none() {
        return Err(ctx.type_error("__kwdefaults__ must be set to a dict object"));
    }
    unlock!(own.write(ctx.mc), FunctionData, kwdefaults).set(given);
    Step::value(())
}

fn annotations<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    // A tuple is what the compiler of older rules gives: names and values in turn.
    if let Value::Tuple(flat) = own.annotations.get() {
        let dict = ctx.dict();
        for pair in flat.as_slice().chunks_exact(2) {
            if let [Value::Str(name), value] = pair {
                dict.set_str(ctx.mc, *name, *value);
            }
        }
        unlock!(own.write(ctx.mc), FunctionData, annotations).set(dict.into());
    }
    of_function(ctx, own)
}

fn set_annotations<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    let value = if value.is_none() { Value::Null } else { value };
    if !value.is_null() && value.as_dict().is_none() {
        return Err(ctx.type_error("__annotations__ must be set to a dict object"));
    }
    unlock!(own.write(ctx.mc), FunctionData, annotations).set(value);
    unlock!(own.write(ctx.mc), FunctionData, annotate).set(Value::Null);
    Step::value(())
}

fn annotate<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(function(ctx, object)?.annotate.get().or(Value::None))
}

fn set_annotate<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    if value.is_null() {
        return Err(ctx.type_error("__annotate__ cannot be deleted"));
    }
    if !value.is_none() {
        if !is_callable(ctx, value) {
            return Err(ctx.type_error("__annotate__ must be callable or None"));
        }
        unlock!(own.write(ctx.mc), FunctionData, annotations).set(Value::Null);
    }
    unlock!(own.write(ctx.mc), FunctionData, annotate).set(value);
    Step::value(())
}

fn set_dict<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    if value.is_null() {
        return Err(ctx.type_error("cannot delete __dict__"));
    }
    super::object::set_dict(ctx, object, value)
}

fn name<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(function(ctx, object)?.name.get())
}

fn set_name<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    let Some(text) = value.as_str() else { return Err(ctx.type_error("__name__ must be set to a string object")) };
    unlock!(own.write(ctx.mc), FunctionData, name).set(text);
    Step::value(())
}

fn qualname<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(function(ctx, object)?.qualname.get())
}

fn set_qualname<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    let Some(text) = value.as_str() else {
        return Err(ctx.type_error("__qualname__ must be set to a string object"));
    };
    unlock!(own.write(ctx.mc), FunctionData, qualname).set(text);
    Step::value(())
}

fn type_params<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(function(ctx, object)?.type_params.get().unwrap_or(ctx.empty_tuple))
}

fn set_type_params<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let own = function(ctx, object)?;
    let Some(params) = value.as_tuple() else {
        return Err(ctx.type_error("__type_params__ must be set to a tuple"));
    };
    unlock!(own.write(ctx.mc), FunctionData, type_params).set(Some(params));
    Step::value(())
}

fn bound<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Method<'gc>, Raise<'gc>> {
    match value {
        Value::Method(method) => Ok(method),
        _ => Err(ctx.internal_error("receiver is not a method")),
    }
}

fn new_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    super::new_class(ctx, &args, ctx.types.method)?;
    if !args.extra().is_empty() {
        return Err(ctx.type_error("method() takes no keyword arguments"));
    }
    let &[function, receiver] = args.rest() else {
        return Err(ctx.type_error(format!("method expected 2 arguments, got {}", args.rest().len())));
    };
    if !is_callable(ctx, function) {
        return Err(ctx.type_error("first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(ctx.type_error("instance must not be None"));
    }
    Step::value(Method::alloc(ctx.mc, MethodData { function, receiver }))
}

fn method_repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = bound(ctx, args.get(0))?;
    let kept = [own.function, own.receiver];
    attributes::get_optional(ctx, own.function, ctx.names.qualname)?.then(
        ctx,
        kept,
        |ctx, name, [function, receiver]| {
            let name = match name.as_str() {
                Some(_) => Step::Return(name),
                None => attributes::get_optional(ctx, function, ctx.names.name)?,
            };
            name.then(ctx, [receiver], |ctx, name, [receiver]| {
                let name = if name.as_str().is_some() { name } else { ctx.intern("?").into() };
                ops::repr(ctx, receiver)?.then(ctx, [name], |ctx, receiver, [name]| {
                    let mut out = rustpython_wtf8::Wtf8Buf::from_string("<bound method ".to_owned());
                    for part in [name, ctx.intern(" of ").into(), receiver, ctx.intern(">").into()] {
                        if let Some(part) = part.as_str() {
                            out.push_wtf8(part.wtf8());
                        }
                    }
                    Step::value(ctx.str(out))
                })
            })
        },
    )
}

fn method_hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = bound(ctx, args.get(0))?;
    let receiver = super::object::identity_hash(own.receiver);
    ops::hash(ctx, own.function)?.then(ctx, [Value::Int(receiver)], |_, hash, [receiver]| match (hash, receiver) {
        (Value::Int(hash), Value::Int(receiver)) => Step::value(match hash ^ receiver {
            -1 => -2,
            hash => hash,
        }),
        _ => Step::value(hash),
    })
}

fn method_get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    super::descriptors::get_target(ctx, &args)?;
    Step::value(args.get(0))
}

fn method_getattribute<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, args.get(0), super::object::name_argument(ctx, args.get(1))?)
}

fn method_equal<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, negate: bool) -> NativeResult<'gc> {
    let own = bound(ctx, args.get(0))?;
    let Value::Method(other) = args.get(1) else { return Step::value(Value::NotImplemented) };
    if !own.receiver.is(other.receiver) {
        return Step::value(negate);
    }
    ops::equal(ctx, own.function, other.function)?.then(ctx, [negate.into()], |_, equal, [negate]| {
        Step::value(matches!(equal, Value::True) != matches!(negate, Value::True))
    })
}

fn method_eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    method_equal(ctx, &args, false)
}

fn method_ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    method_equal(ctx, &args, true)
}

fn method_reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = bound(ctx, args.get(0))?;
    attributes::get(ctx, own.function, ctx.names.name)?.then(ctx, [own.receiver], |ctx, name, [receiver]| {
        let getattr = ctx.get_name(ctx.builtins, "getattr").unwrap_or(Value::None);
        Step::value(ctx.tuple(&[getattr, ctx.tuple(&[receiver, name])]))
    })
}

fn method_function<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(bound(ctx, object)?.function)
}

fn method_self<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(bound(ctx, object)?.receiver)
}

fn method_doc<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, bound(ctx, object)?.function, ctx.names.doc)
}
