//! Methods of mappingproxy: a mapping that cannot be changed through it.
//! Mirrors the proxy of `Objects/descrobject.c`.

use super::{new_class, wrap};
use crate::opcode::operands::{BinaryOperator, CompareOp};
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{DictItems, MappingProxy, MappingProxyData};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// What mappingproxy offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Read-only proxy of a mapping."),
    functions: &[
        static_method("__new__", "(cls, /, mapping)", new),
        slot("__repr__", "(self, /)", repr),
        slot("__hash__", "(self, /)", hash),
        slot("__str__", "(self, /)", str),
        slot("__lt__", "(self, value, /)", lt),
        slot("__le__", "(self, value, /)", le),
        slot("__eq__", "(self, value, /)", eq),
        slot("__ne__", "(self, value, /)", ne),
        slot("__gt__", "(self, value, /)", gt),
        slot("__ge__", "(self, value, /)", ge),
        slot("__iter__", "(self, /)", iter),
        slot("__or__", "(self, value, /)", or),
        slot("__ror__", "(self, value, /)", ror),
        slot("__ior__", "(self, value, /)", ior),
        slot("__len__", "(self, /)", len),
        slot("__getitem__", "(self, key, /)", getitem),
        slot("__contains__", "(self, key, /)", contains),
        method("get", "(self, key, default=None, /)", get)
            .doc("Return the value for key if key is in the mapping, else default."),
        method("keys", "(self, /)", keys).doc("a set-like object providing a view on D's keys"),
        method("values", "(self, /)", values).doc("an object providing a view on D's values"),
        method("items", "(self, /)", items).doc("a set-like object providing a view on D's items"),
        method("copy", "(self, /)", copy).doc("a shallow copy of D"),
        method("__reversed__", "(self, /)", reversed),
    ],
    attributes: &[],
    absent: &[],
};

/// The mapping of the receiver.
fn mapping<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    match args.get(0) {
        Value::MappingProxy(proxy) => Ok(proxy.mapping),
        _ => Err(ctx.internal_error("a mappingproxy method without a mappingproxy")),
    }
}

/// What a mappingproxy stands for, other values as they are.
fn unwrapped(value: Value<'_>) -> Value<'_> {
    match value {
        Value::MappingProxy(proxy) => proxy.mapping,
        _ => value,
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.mappingproxy)?;
    let mapping = args.get(1);
    let fits = mapping.as_list().is_none()
        && mapping.as_tuple().is_none()
        && (mapping.as_dict().is_some() || ctx.lookup_special(mapping, ctx.names.getitem).is_some());
    if !fits {
        let got = ctx.type_name(mapping);
        return Err(ctx.type_error(format!("mappingproxy() argument must be a mapping, not {got}")));
    }
    Step::value(wrap(ctx, class, MappingProxy::alloc(ctx.mc, MappingProxyData { mapping }).into()))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::repr(ctx, mapping(ctx, &args)?)?.then(ctx, [], |ctx, shown, []| {
        let mut text = rustpython_wtf8::Wtf8Buf::from("mappingproxy(");
        if let Some(shown) = shown.as_str() {
            text.push_wtf8(shown.wtf8());
        }
        text.push_str(")");
        Step::value(ctx.str(text))
    })
}

fn str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::str(ctx, mapping(ctx, &args)?)
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::hash(ctx, mapping(ctx, &args)?)
}

fn compare<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    ops::compare(ctx, op, mapping(ctx, args)?, args.get(1))
}

fn lt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Lt)
}

fn le<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Le)
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Eq)
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ne)
}

fn gt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Gt)
}

fn ge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ge)
}

fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::iter(ctx, mapping(ctx, &args)?)
}

fn or<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::binary(ctx, BinaryOperator::Or, unwrapped(args.get(0)), unwrapped(args.get(1)))
}

fn ror<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::binary(ctx, BinaryOperator::Or, unwrapped(args.get(1)), unwrapped(args.get(0)))
}

fn ior<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Err(ctx.type_error("'|=' is not supported by mappingproxy; use '|' instead"))
}

fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::len(ctx, mapping(ctx, &args)?)
}

fn getitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::get_item(ctx, mapping(ctx, &args)?, args.get(1))
}

fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::contains(ctx, mapping(ctx, &args)?, args.get(1))
}

/// Calls a method of the mapping.
fn forward<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, name: &str, given: &[Value<'gc>]) -> NativeResult<'gc> {
    let kept = ctx.tuple(given);
    attributes::get(ctx, mapping(ctx, args)?, ctx.intern(name))?.then(ctx, [kept], |_, method, [given]| {
        let given = given.as_tuple().map(crate::types::Tuple::as_slice).unwrap_or_default();
        Ok(Step::call(method, given))
    })
}

fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    forward(ctx, &args, "get", &[args.get(1), args.get(2).or(Value::None)])
}

fn keys<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    forward(ctx, &args, "keys", &[])
}

fn values<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    forward(ctx, &args, "values", &[])
}

fn items<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    forward(ctx, &args, "items", &[])
}

fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    forward(ctx, &args, "copy", &[])
}

fn reversed<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match mapping(ctx, &args)? {
        Value::Dict(dict) => Step::value(super::dict::basic::entries_iter(ctx, dict, DictItems::Keys, true)),
        _ => forward(ctx, &args, "__reversed__", &[]),
    }
}
