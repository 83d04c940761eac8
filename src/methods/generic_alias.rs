//! Methods of generic aliases (`list[int]`). Mirrors
//! `Objects/genericaliasobject.c`.

use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;
use rustpython_wtf8::Wtf8Buf;

use super::type_arguments::{parameters, substitute, type_repr};
use super::{union, wrap};
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{FunctionDef, TypeDef, class_method, getter, member, method, slot, static_method};
use crate::runtime::{ArgVec, Args, Call, Ctx, Input, NativeResult, Raise, Step};
use crate::types::{GenericAlias, GenericAliasData, Tuple};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// `__class_getitem__` of the native classes that are generic.
pub const CLASS_GETITEM: FunctionDef =
    class_method("__class_getitem__", "(cls, object, /)", class_getitem).doc("See PEP 585");

/// [`CLASS_GETITEM`] alone, for classes that are generic and offer more elsewhere.
pub const GENERIC: TypeDef = TypeDef { functions: &[CLASS_GETITEM], ..TypeDef::EMPTY };

/// What GenericAlias offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some(
        "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    ),
    functions: &[
        static_method("__new__", "(cls, origin, args, /)", new),
        slot("__repr__", "(self, /)", repr),
        slot("__hash__", "(self, /)", hash),
        slot("__eq__", "(self, value, /)", equal),
        slot("__call__", "(self, /, *args, **kwargs)", call),
        slot("__getattribute__", "(self, name, /)", getattribute),
        slot("__getitem__", "(self, key, /)", get_item),
        slot("__iter__", "(self, /)", iter),
        slot("__or__", "(self, value, /)", |ctx, args| union::or(ctx, args.get(0), args.get(1))),
        slot("__ror__", "(self, value, /)", |ctx, args| union::or(ctx, args.get(1), args.get(0))),
        method("__mro_entries__", "(self, bases, /)", mro_entries),
        method("__instancecheck__", "(self, instance, /)", |ctx, _| {
            Err(ctx.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        }),
        method("__subclasscheck__", "(self, cls, /)", |ctx, _| {
            Err(ctx.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        }),
        method("__reduce__", "(self, /)", reduce),
        method("__dir__", "(self, /)", dir),
    ],
    attributes: &[
        member("__origin__", |ctx, value| Step::value(receiver(ctx, value)?.origin)),
        member("__args__", |ctx, value| Step::value(receiver(ctx, value)?.args)),
        member("__unpacked__", |ctx, value| Step::value(receiver(ctx, value)?.starred)),
        getter("__parameters__", |ctx, value| Step::value(parameters_of(ctx, receiver(ctx, value)?)?)),
        getter("__typing_unpacked_tuple_args__", unpacked_args),
    ],
    absent: &[],
};

fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<GenericAlias<'gc>, Raise<'gc>> {
    value.as_generic_alias().ok_or_else(|| ctx.internal_error("a generic alias is required"))
}

/// `origin[args]`; one argument need not be a tuple.
pub fn make<'gc>(ctx: Ctx<'gc>, origin: Value<'gc>, args: Value<'gc>, starred: bool) -> GenericAlias<'gc> {
    let args = match args {
        Value::Tuple(args) => args,
        other => Tuple::new(ctx.mc, [other].as_slice()),
    };
    GenericAlias::alloc(ctx.mc, GenericAliasData { origin, args, parameters: Lock::new(None), starred })
}

fn class_getitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(make(ctx, args.get(0), args.get(1), false))
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = super::class_argument(ctx, args.get(0))?;
    Step::value(wrap(ctx, class, make(ctx, args.get(1), args.get(2), false).into()))
}

fn parameters_of<'gc>(ctx: Ctx<'gc>, alias: GenericAlias<'gc>) -> Result<Tuple<'gc>, Raise<'gc>> {
    if let Some(known) = alias.parameters.get() {
        return Ok(known);
    }
    let found = parameters(ctx, alias.args.as_slice())?;
    unlock!(alias.write(ctx.mc), GenericAliasData, parameters).set(Some(found));
    Ok(found)
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let alias = receiver(ctx, args.get(0))?;
    let mut text = Wtf8Buf::from(if alias.starred { "*" } else { "" });
    text.push_wtf8(&type_repr(ctx, alias.origin)?);
    text.push_str("[");
    if alias.args.as_slice().is_empty() {
        text.push_str("()");
    }
    for (index, &arg) in alias.args.as_slice().iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        match arg {
            // The parameter list of a callable.
            Value::List(list) => {
                text.push_str("[");
                for (index, item) in list.to_vec().into_iter().enumerate() {
                    if index > 0 {
                        text.push_str(", ");
                    }
                    text.push_wtf8(&type_repr(ctx, item)?);
                }
                text.push_str("]");
            }
            arg => text.push_wtf8(&type_repr(ctx, arg)?),
        }
    }
    text.push_str("]");
    Step::value(ctx.str(text))
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let alias = receiver(ctx, args.get(0))?;
    ops::hash(ctx, alias.origin)?.then(ctx, [alias.args.into()], |ctx, origin, [args]| {
        ops::hash(ctx, args)?.then(ctx, [origin], |_, args, [origin]| {
            Step::value(origin.as_i64().unwrap_or(0) ^ args.as_i64().unwrap_or(0))
        })
    })
}

fn equal<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (Value::GenericAlias(a), Value::GenericAlias(b)) = (args.get(0), args.get(1)) else {
        return Step::value(Value::NotImplemented);
    };
    if a.starred != b.starred {
        return Step::value(false);
    }
    ops::equal(ctx, a.origin, b.origin)?.then(ctx, [a.args.into(), b.args.into()], |ctx, same, [a, b]| match same {
        Value::True => ops::compare(ctx, CompareOp::Eq, a, b),
        _ => Step::value(false),
    })
}

fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let alias = receiver(ctx, args.get(0))?;
    let mut all = ArgVec::from_slice(args.rest());
    all.extend(args.extra().iter().map(|(_, value)| *value));
    let names = args.extra().iter().map(|(name, _)| Value::Str(*name)).collect::<Vec<_>>();
    let names = (!names.is_empty()).then(|| Tuple::new(ctx.mc, names));
    let step = Step::Call(Call { callee: alias.origin, args: all, names });
    step.then(ctx, [args.get(0)], |ctx, made, [alias]| {
        // Objects that cannot know their type arguments go without.
        let set = attributes::set(ctx, made, ctx.intern("__orig_class__"), alias);
        crate::runtime::then_input(set, ctx, [made], |ctx, input, [made]| {
            let exceptions = &ctx.state().types.exceptions;
            match input {
                Input::Raise(raise)
                    if !ctx.is_raised(raise, exceptions.AttributeError)
                        && !ctx.is_raised(raise, exceptions.TypeError) =>
                {
                    Err(raise)
                }
                _ => Step::value(made),
            }
        })
    })
}

/// Attributes that are the alias's own; the others are those of its origin.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
    "__bases__",
];

fn getattribute<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let alias = receiver(ctx, args.get(0))?;
    let Some(name) = args.get(1).as_str() else {
        let got = ctx.type_name(args.get(1));
        return Err(ctx.type_error(format!("attribute name must be string, not '{got}'")));
    };
    let name = ctx.intern_str(name);
    if OWN.iter().any(|own| name.is_text(own)) {
        return attributes::generic_get(ctx, args.get(0), name);
    }
    attributes::get(ctx, alias.origin, name)
}

fn get_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let alias = receiver(ctx, args.get(0))?;
    let params = parameters_of(ctx, alias)?;
    let new = substitute(ctx, args.get(0), alias.args.as_slice(), params, args.get(1))?;
    Step::value(make(ctx, alias.origin, Tuple::new(ctx.mc, new).into(), alias.starred))
}

fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let alias = receiver(ctx, args.get(0))?;
    let starred = make(ctx, alias.origin, alias.args.into(), true);
    ops::iter(ctx, ctx.tuple(&[starred.into()]))
}

fn mro_entries<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.tuple(&[receiver(ctx, args.get(0))?.origin]))
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let alias = receiver(ctx, args.get(0))?;
    if alias.starred {
        let next = ctx.get_name(ctx.builtins, "next").unwrap_or(Value::None);
        let plain = make(ctx, alias.origin, alias.args.into(), false);
        return ops::iter(ctx, plain.into())?
            .then(ctx, [next], |ctx, iterator, [next]| Step::value(ctx.tuple(&[next, ctx.tuple(&[iterator])])));
    }
    let parts = ctx.tuple(&[alias.origin, alias.args.into()]);
    Step::value(ctx.tuple(&[Value::Class(ctx.class_of(args.get(0))), parts]))
}

fn dir<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let alias = receiver(ctx, args.get(0))?;
    let dir = ctx.get_name(ctx.builtins, "dir").unwrap_or(Value::None);
    Step::call(dir, &[alias.origin]).then(ctx, [], |ctx, names, []| {
        let mut all = names.as_list().map(crate::types::List::to_vec).unwrap_or_default();
        for own in OWN.iter().filter(|own| **own != "__bases__") {
            if !all.iter().any(|name| name.as_str().is_some_and(|name| name.is_text(own))) {
                all.push(ctx.intern(own).into());
            }
        }
        Step::value(ctx.list(all))
    })
}

fn unpacked_args<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let alias = receiver(ctx, value)?;
    let of_tuple = alias.starred && matches!(alias.origin, Value::Class(class) if class.is(ctx.types.tuple));
    Step::value(if of_tuple { alias.args.into() } else { Value::None })
}
