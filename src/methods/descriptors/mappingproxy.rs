//! Methods of mappingproxy: a read-only view that passes everything on to its
//! mapping. Mirrors `Objects/descrobject.c`.

use crate::methods::new_class;
use crate::opcode::operands::{BinaryOperator, CompareOp};
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{MappingProxy, MappingProxyData};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// What mappingproxy offers.
pub const MAPPINGPROXY: TypeDef = TypeDef {
    doc: Some("Read-only proxy of a mapping."),
    functions: &[
        static_method("__new__", "(cls, /, mapping)", new),
        slot("__getitem__", "(self, key, /)", getitem).doc("Return self[key]."),
        slot("__contains__", "(self, key, /)", contains).doc("Return bool(key in self)."),
        slot("__len__", "(self, /)", len).doc("Return len(self)."),
        slot("__iter__", "(self, /)", iter).doc("Implement iter(self)."),
        slot("__hash__", "(self, /)", hash).doc("Return hash(self)."),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__str__", "(self, /)", str).doc("Return str(self)."),
        slot("__or__", "(self, value, /)", or).doc("Return self|value."),
        slot("__ror__", "(self, value, /)", ror).doc("Return value|self."),
        slot("__ior__", "(self, value, /)", ior).doc("Return self|=value."),
        slot("__lt__", "(self, value, /)", lt).doc("Return self<value."),
        slot("__le__", "(self, value, /)", le).doc("Return self<=value."),
        slot("__eq__", "(self, value, /)", eq).doc("Return self==value."),
        slot("__ne__", "(self, value, /)", ne).doc("Return self!=value."),
        slot("__gt__", "(self, value, /)", gt).doc("Return self>value."),
        slot("__ge__", "(self, value, /)", ge).doc("Return self>=value."),
        method("get", "(self, key, default=None, /)", get)
            .doc("Return the value for key if key is in the mapping, else default."),
        method("keys", "(self, /)", keys).doc("a set-like object providing a view on the keys"),
        method("values", "(self, /)", values).doc("an object providing a view on the values"),
        method("items", "(self, /)", items).doc("a set-like object providing a view on the items"),
        method("copy", "(self, /)", copy).doc("a shallow copy of the mapping"),
        method("__reversed__", "(self, /)", reversed),
    ],
    attributes: &[],
    absent: &[],
};

fn mapping<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    match value {
        Value::MappingProxy(proxy) => Ok(proxy.mapping),
        _ => Err(ctx.internal_error("receiver is not a mappingproxy")),
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    new_class(ctx, &args, ctx.types.mappingproxy)?;
    let mapping = args.get(1);
    let fits = ctx.lookup_special(mapping, ctx.names.getitem).is_some()
        && mapping.as_list().is_none()
        && mapping.as_tuple().is_none();
    if !fits {
        let got = ctx.type_name(mapping);
        return Err(ctx.type_error(format!("mappingproxy() argument must be a mapping, not {got}")));
    }
    Step::value(MappingProxy::alloc(ctx.mc, MappingProxyData { mapping }))
}

fn getitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::get_item(ctx, mapping(ctx, args.get(0))?, args.get(1))
}

fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::contains(ctx, mapping(ctx, args.get(0))?, args.get(1))
}

fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::len(ctx, mapping(ctx, args.get(0))?)
}

fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::iter(ctx, mapping(ctx, args.get(0))?)
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::hash(ctx, mapping(ctx, args.get(0))?)
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::repr(ctx, mapping(ctx, args.get(0))?)?.then(ctx, [], |ctx, text, []| {
        let mut out = rustpython_wtf8::Wtf8Buf::from_string("mappingproxy(".to_owned());
        if let Some(text) = text.as_str() {
            out.push_wtf8(text.wtf8());
        }
        out.push_str(")");
        Step::value(ctx.str(out))
    })
}

fn str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::str(ctx, mapping(ctx, args.get(0))?)
}

fn unwrapped<'gc>(value: Value<'gc>) -> Value<'gc> {
    match value {
        Value::MappingProxy(proxy) => proxy.mapping,
        other => other,
    }
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

fn lt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::compare(ctx, CompareOp::Lt, mapping(ctx, args.get(0))?, args.get(1))
}

fn le<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::compare(ctx, CompareOp::Le, mapping(ctx, args.get(0))?, args.get(1))
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::compare(ctx, CompareOp::Eq, mapping(ctx, args.get(0))?, args.get(1))
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::compare(ctx, CompareOp::Ne, mapping(ctx, args.get(0))?, args.get(1))
}

fn gt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::compare(ctx, CompareOp::Gt, mapping(ctx, args.get(0))?, args.get(1))
}

fn ge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::compare(ctx, CompareOp::Ge, mapping(ctx, args.get(0))?, args.get(1))
}

/// Calls a method of the mapping with the arguments that were given.
fn pass_on<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, name: &str, args: &[Value<'gc>]) -> NativeResult<'gc> {
    let method = attributes::get(ctx, mapping(ctx, value)?, ctx.intern(name))?;
    method.then(ctx, [ctx.tuple(args)], |_, method, [args]| {
        Ok(Step::call(method, args.as_tuple().map_or(&[][..], |args| args.as_slice())))
    })
}

fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    pass_on(ctx, args.get(0), "get", &[args.get(1), args.get(2).or(Value::None)])
}

fn keys<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    pass_on(ctx, args.get(0), "keys", &[])
}

fn values<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    pass_on(ctx, args.get(0), "values", &[])
}

fn items<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    pass_on(ctx, args.get(0), "items", &[])
}

fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    pass_on(ctx, args.get(0), "copy", &[])
}

fn reversed<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    pass_on(ctx, args.get(0), "__reversed__", &[])
}
