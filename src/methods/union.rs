//! Methods of unions (`int | str`). Mirrors `Objects/unionobject.c`.

use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;
use rustpython_wtf8::Wtf8Buf;

use super::type_arguments::{parameters, substitute, type_repr};
use crate::opcode::operands::BinaryOperator;
use crate::runtime::def::{TypeDef, class_method, getter, member, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Tuple, Union, UnionData};
use crate::value::Value;
use crate::vm::ops;

/// What Union offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Represent a union type\n\nE.g. for int | str"),
    functions: &[
        class_method("__class_getitem__", "(cls, object, /)", class_getitem),
        slot("__repr__", "(self, /)", repr),
        slot("__hash__", "(self, /)", hash),
        slot("__eq__", "(self, value, /)", equal),
        slot("__getitem__", "(self, key, /)", get_item),
        slot("__or__", "(self, value, /)", |ctx, args| or(ctx, args.get(0), args.get(1))),
        slot("__ror__", "(self, value, /)", |ctx, args| or(ctx, args.get(1), args.get(0))),
        method("__mro_entries__", "(self, bases, /)", mro_entries),
    ],
    attributes: &[
        member("__args__", |ctx, value| Step::value(receiver(ctx, value)?.args)),
        getter("__parameters__", |ctx, value| Step::value(parameters_of(ctx, receiver(ctx, value)?)?)),
        getter("__name__", |ctx, _| Step::value(ctx.str("Union"))),
        getter("__qualname__", |ctx, _| Step::value(ctx.str("Union"))),
        getter("__origin__", |ctx, _| Step::value(ctx.types.union)),
    ],
    absent: &[],
};

/// `|` of classes.
pub const TYPE_OR: TypeDef = TypeDef {
    functions: &[
        slot("__or__", "(self, value, /)", |ctx, args| or(ctx, args.get(0), args.get(1))).doc("Return self|value."),
        slot("__ror__", "(self, value, /)", |ctx, args| or(ctx, args.get(1), args.get(0))).doc("Return value|self."),
    ],
    ..TypeDef::EMPTY
};

fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Union<'gc>, Raise<'gc>> {
    match value {
        Value::Union(union) => Ok(union),
        _ => Err(ctx.internal_error("a union is required")),
    }
}

fn fits(value: Value<'_>) -> bool {
    matches!(value, Value::None | Value::Class(_) | Value::GenericAlias(_) | Value::Union(_) | Value::TypeAlias(_))
        || value.as_generic_alias().is_some()
}

/// `a | b` of types.
///
/// # Errors
/// What comparing the members raises.
pub fn or<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let with_text =
        |union: Value<'gc>, other: Value<'gc>| matches!(union, Value::Union(_)) && matches!(other, Value::Str(_));
    if !(fits(a) && fits(b) || with_text(a, b) || with_text(b, a)) {
        return Step::value(Value::NotImplemented);
    }
    make(ctx, &[a, b])
}

/// The union of some members; of one, that member.
///
/// # Errors
/// What comparing the members raises.
pub fn make<'gc>(ctx: Ctx<'gc>, members: &[Value<'gc>]) -> NativeResult<'gc> {
    let mut flat = Vec::new();
    for &member in members {
        match member {
            Value::Union(union) => flat.extend_from_slice(union.args.as_slice()),
            Value::None => flat.push(ctx.types.none_type.into()),
            Value::Str(_) => return with_forward_references(ctx, members),
            other => flat.push(other),
        }
    }
    let mut args: Vec<Value<'gc>> = Vec::with_capacity(flat.len());
    for member in flat {
        let mut known = false;
        for &other in &args {
            known = known || member.is(other) || (!both_classes(member, other) && ctx.same_or_equal(member, other)?);
        }
        if !known {
            args.push(member);
        }
    }
    match args.as_slice() {
        [only] => Step::value(*only),
        _ => {
            Step::value(Union::alloc(ctx.mc, UnionData { args: Tuple::new(ctx.mc, args), parameters: Lock::new(None) }))
        }
    }
}

fn both_classes(a: Value<'_>, b: Value<'_>) -> bool {
    matches!((a, b), (Value::Class(_), Value::Class(_)))
}

/// Text among the members stands for a type that is not known yet.
fn with_forward_references<'gc>(ctx: Ctx<'gc>, members: &[Value<'gc>]) -> NativeResult<'gc> {
    super::type_param::with_typing(ctx, ctx.tuple(members), |ctx, typing, members| {
        let class = super::type_arguments::attribute(ctx, typing, "ForwardRef")?;
        let mut all = members.as_tuple().map(|members| members.as_slice().to_vec()).unwrap_or_default();
        for member in &mut all {
            if matches!(member, Value::Str(_)) {
                *member = super::type_arguments::call(ctx, class, &[*member])?;
            }
        }
        make(ctx, &all)
    })
}

fn class_getitem<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let members = match args.get(1) {
        Value::Tuple(members) => members.as_slice(),
        _ => &[args.get(1)],
    };
    if members.is_empty() {
        return Err(ctx.type_error("Cannot take a Union of no types."));
    }
    make(ctx, members)
}

fn parameters_of<'gc>(ctx: Ctx<'gc>, union: Union<'gc>) -> Result<Tuple<'gc>, Raise<'gc>> {
    if let Some(known) = union.parameters.get() {
        return Ok(known);
    }
    let found = parameters(ctx, union.args.as_slice())?;
    unlock!(union.write(ctx.mc), UnionData, parameters).set(Some(found));
    Ok(found)
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut text = Wtf8Buf::new();
    for (index, &arg) in receiver(ctx, args.get(0))?.args.as_slice().iter().enumerate() {
        if index > 0 {
            text.push_str(" | ");
        }
        text.push_wtf8(&type_repr(ctx, arg)?);
    }
    Step::value(ctx.str(text))
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    // Equal unions may have their members in another order.
    let mut hash = 0i64;
    for &arg in receiver(ctx, args.get(0))?.args.as_slice() {
        hash = hash.wrapping_add(ctx.hash(arg)?);
    }
    Step::value(if hash == -1 { -2 } else { hash })
}

fn equal<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (Value::Union(a), Value::Union(b)) = (args.get(0), args.get(1)) else {
        return Step::value(Value::NotImplemented);
    };
    let (a, b) = (a.args.as_slice(), b.args.as_slice());
    if a.len() != b.len() {
        return Step::value(false);
    }
    for &member in a {
        let mut found = false;
        for &other in b {
            found = found || ctx.same_or_equal(member, other)?;
        }
        if !found {
            return Step::value(false);
        }
    }
    Step::value(true)
}

fn get_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let union = receiver(ctx, args.get(0))?;
    let params = parameters_of(ctx, union)?;
    let new = substitute(ctx, args.get(0), union.args.as_slice(), params, args.get(1))?;
    let mut members = new.into_iter();
    let first = members.next().unwrap_or(Value::None);
    let mut result = first;
    for member in members {
        let step = ops::binary(ctx, BinaryOperator::Or, result, member)?;
        result = ctx.reenter(step)?;
    }
    Step::value(result)
}

fn mro_entries<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let shown = super::type_arguments::shown(ctx, args.get(0))?;
    Err(ctx.type_error(format!("Cannot subclass {shown}")))
}
