//! What programs see of functions written in Rust: builtin_function_or_method,
//! method_descriptor, wrapper_descriptor, classmethod_descriptor and
//! method-wrapper. Mirrors `Objects/methodobject.c` and `descrobject.c`.

use super::function::call;
use super::object::{at, identity_hash};
use crate::runtime::def::{AttributeDef, FunctionDef, TypeDef, getter, member, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Builtin, BuiltinKind};
use crate::value::Value;

const CALL: FunctionDef = slot("__call__", "(self, /, *args, **kwargs)", call).doc("Call self as a function.");
const GET: FunctionDef = slot("__get__", "(self, instance, owner=None, /)", get)
    .doc("Return an attribute of instance, which is of type owner.");
const REPR: FunctionDef = slot("__repr__", "(self, /)", repr).doc("Return repr(self).");
const EQ: FunctionDef = slot("__eq__", "(self, value, /)", eq).doc("Return self==value.");
const NE: FunctionDef = slot("__ne__", "(self, value, /)", ne).doc("Return self!=value.");
const HASH: FunctionDef = slot("__hash__", "(self, /)", hash).doc("Return hash(self).");
const REDUCE: FunctionDef = method("__reduce__", "(self, /)", reduce);

const DESCRIPTOR: &[AttributeDef] = &[
    member("__objclass__", objclass),
    member("__name__", name),
    getter("__qualname__", qualname),
    getter("__doc__", doc),
    getter("__text_signature__", text_signature),
];

/// What builtin_function_or_method offers.
pub const BUILTIN_FUNCTION_OR_METHOD: TypeDef = TypeDef {
    doc: None,
    functions: &[CALL, REPR, EQ, NE, HASH, REDUCE],
    attributes: &[
        member("__module__", module),
        getter("__doc__", doc),
        getter("__name__", name),
        getter("__qualname__", qualname),
        getter("__self__", self_object),
        getter("__text_signature__", text_signature),
    ],
    absent: &[],
};

/// What method_descriptor offers.
pub const METHOD_DESCRIPTOR: TypeDef =
    TypeDef { doc: None, functions: &[CALL, GET, REPR, REDUCE], attributes: DESCRIPTOR, absent: &[] };

/// What wrapper_descriptor offers.
pub const WRAPPER_DESCRIPTOR: TypeDef =
    TypeDef { doc: None, functions: &[CALL, GET, REPR, REDUCE], attributes: DESCRIPTOR, absent: &[] };

/// What classmethod_descriptor offers.
pub const CLASSMETHOD_DESCRIPTOR: TypeDef = TypeDef {
    doc: None,
    functions: &[CALL, slot("__get__", "(self, instance, owner=None, /)", class_method_get), REPR],
    attributes: DESCRIPTOR,
    absent: &[],
};

/// What method-wrapper offers.
pub const METHOD_WRAPPER: TypeDef = TypeDef {
    doc: None,
    functions: &[CALL, REPR, EQ, NE, HASH, REDUCE],
    attributes: &[
        member("__self__", self_object),
        getter("__objclass__", objclass),
        getter("__name__", name),
        getter("__qualname__", qualname),
        getter("__doc__", doc),
        getter("__text_signature__", text_signature),
    ],
    absent: &[],
};

/// The native function, with the object that it is bound to.
fn parts<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<(Builtin<'gc>, Option<Value<'gc>>), Raise<'gc>> {
    match value {
        Value::Builtin(builtin) => Ok((builtin, None)),
        Value::Method(method) => match method.function {
            Value::Builtin(builtin) => Ok((builtin, Some(method.receiver))),
            _ => Err(ctx.internal_error("receiver is not a native method")),
        },
        _ => Err(ctx.internal_error("receiver is not a native function")),
    }
}

/// `__self__`: the object that it is bound to, the class of a static one, the module of a function.
fn owner<'gc>(ctx: Ctx<'gc>, builtin: Builtin<'gc>, receiver: Option<Value<'gc>>) -> Value<'gc> {
    match (receiver, builtin.owner) {
        (Some(receiver), _) => receiver,
        (None, Some(class)) => class.into(),
        (None, None) => match builtin.module.get() {
            Value::Str(name) => ctx.modules.get_str(name).unwrap_or(Value::None),
            other => other.or(Value::None),
        },
    }
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (builtin, receiver) = parts(ctx, args.get(0))?;
    let name = builtin.name.lossy();
    let class = builtin.owner.map_or_else(String::new, |class| ctx.class_name(class));
    let of = |object: Value<'gc>| format!("{} object{}", ctx.type_name(object), at(object));
    Step::value(ctx.str(match (receiver, builtin.kind, builtin.owner) {
        (Some(object), BuiltinKind::Slot, _) => format!("<method-wrapper '{name}' of {}>", of(object)),
        (Some(object), _, _) => format!("<built-in method {name} of {}>", of(object)),
        (None, BuiltinKind::Slot, _) => format!("<slot wrapper '{name}' of '{class}' objects>"),
        (None, BuiltinKind::Method | BuiltinKind::ClassMethod, _) => format!("<method '{name}' of '{class}' objects>"),
        (None, _, Some(class)) => format!("<built-in method {name} of {}>", of(class.into())),
        (None, _, None) => format!("<built-in function {name}>"),
    }))
}

fn same<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Option<bool>, Raise<'gc>> {
    if !matches!(args.get(1), Value::Builtin(_) | Value::Method(_)) {
        return Ok(None);
    }
    let (a, b) = (parts(ctx, args.get(0))?, parts(ctx, args.get(1)));
    let Ok(b) = b else { return Ok(Some(false)) };
    let same_receiver = match (a.1, b.1) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => true,
        _ => false,
    };
    Ok(Some(a.0.is(b.0) && same_receiver))
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(same(ctx, &args)?.map_or(Value::NotImplemented, Value::bool))
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(same(ctx, &args)?.map_or(Value::NotImplemented, |same| Value::bool(!same)))
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (builtin, receiver) = parts(ctx, args.get(0))?;
    Step::value(match identity_hash(builtin.into()) ^ receiver.map_or(0, identity_hash) {
        -1 => -2,
        hash => hash,
    })
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (builtin, receiver) = parts(ctx, args.get(0))?;
    if builtin.kind == BuiltinKind::Function && receiver.is_none() {
        return Step::value(builtin.name);
    }
    let getattr = ctx.get_name(ctx.builtins, "getattr").unwrap_or(Value::None);
    Step::value(ctx.tuple(&[getattr, ctx.tuple(&[owner(ctx, builtin, receiver), builtin.name.into()])]))
}

fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (object, class) = super::descriptors::get_target(ctx, &args)?;
    if let (Value::Builtin(builtin), Some(owner)) = (args.get(0), parts(ctx, args.get(0))?.0.owner)
        && !object.is_null()
        && !ctx.class_of(object).is_subclass(owner)
    {
        return Err(ctx.type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            builtin.name.lossy(),
            owner.name.get().lossy(),
            ctx.type_name(object)
        )));
    }
    crate::vm::attributes::bind(ctx, args.get(0), object, class)
}

fn class_method_get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (builtin, _) = parts(ctx, args.get(0))?;
    let (name, of) = (builtin.name.lossy(), builtin.owner.map(|class| class.name.get().lossy()).unwrap_or_default());
    let class = match args.get(2) {
        Value::Null | Value::None if args.get(1).is_none() => {
            return Err(ctx.type_error("__get__(None, None) is invalid"));
        }
        Value::Null | Value::None => ctx.class_of(args.get(1)),
        Value::Class(class) => class,
        other => {
            let got = ctx.type_name(other);
            return Err(
                ctx.type_error(format!("descriptor '{name}' for type '{of}' needs a type, not a '{got}' as arg 2"))
            );
        }
    };
    if builtin.owner.is_some_and(|owner| !class.is_subclass(owner)) {
        let got = class.name.get().lossy();
        return Err(ctx.type_error(format!("descriptor '{name}' requires a subtype of '{of}' but received '{got}'")));
    }
    Step::value(crate::vm::attributes::bind::method(ctx, args.get(0), class.into()))
}

fn objclass<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(parts(ctx, object)?.0.owner.map_or(Value::None, Value::Class))
}

fn name<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(parts(ctx, object)?.0.name)
}

fn qualname<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let (builtin, receiver) = parts(ctx, object)?;
    let class = match receiver {
        Some(_) if builtin.kind == BuiltinKind::Slot => builtin.owner,
        Some(Value::Class(class)) => Some(class),
        Some(object) => Some(ctx.class_of(object)),
        None => builtin.owner,
    };
    Step::value(match class {
        Some(class) => ctx.str(format!("{}.{}", class.qualname.get().lossy(), builtin.name.lossy())),
        None => builtin.name.into(),
    })
}

fn doc<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    match parts(ctx, object)?.0.doc {
        "" => Step::value(()),
        doc => Step::value(ctx.str(doc)),
    }
}

fn module<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let (builtin, receiver) = parts(ctx, object)?;
    Step::value(match (receiver, builtin.owner) {
        (None, None) => builtin.module.get().or(Value::None),
        _ => Value::None,
    })
}

fn self_object<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let (builtin, receiver) = parts(ctx, object)?;
    Step::value(owner(ctx, builtin, receiver))
}

/// The parameters as `inspect` reads them: `($self, object, /)`.
fn text_signature<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let (builtin, _) = parts(ctx, object)?;
    let params = builtin.params;
    let inner = params.strip_prefix('(').unwrap_or(params);
    let receiver = match builtin.kind {
        BuiltinKind::Method | BuiltinKind::Slot => "$self",
        BuiltinKind::ClassMethod => "$type",
        BuiltinKind::Static if builtin.name.is_text("__new__") => "$type",
        BuiltinKind::Static | BuiltinKind::Function => {
            let separator = if inner == ")" { "" } else { ", " };
            return Step::value(ctx.str(format!("($module{separator}{inner}")));
        }
    };
    let rest = inner.find([',', ')']).and_then(|at| inner.get(at..)).unwrap_or(")");
    // `(cls, /, *args)` needs no mark of its own behind the receiver.
    let rest = if receiver == "$type" { rest.replacen(", /, *", ", *", 1) } else { rest.to_owned() };
    Step::value(ctx.str(format!("({receiver}{rest}")))
}
