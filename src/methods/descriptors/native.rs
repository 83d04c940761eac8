//! Methods of getset_descriptor and member_descriptor. Mirrors
//! `Objects/descrobject.c`.

use crate::runtime::def::{AttributeDef, FunctionDef, TypeDef, getter, member, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, Str};
use crate::value::Value;
use crate::vm::attributes::bind::{getset_set, member_set};

const GET: FunctionDef = slot("__get__", "(self, instance, owner=None, /)", super::get)
    .doc("Return an attribute of instance, which is of type owner.");
const SET: FunctionDef =
    slot("__set__", "(self, instance, value, /)", set).doc("Set an attribute of instance to value.");
const DELETE: FunctionDef = slot("__delete__", "(self, instance, /)", delete).doc("Delete an attribute of instance.");
const REPR: FunctionDef = slot("__repr__", "(self, /)", repr).doc("Return repr(self).");
const ATTRIBUTES: &[AttributeDef] = &[
    member("__objclass__", objclass),
    member("__name__", name),
    getter("__qualname__", qualname),
    getter("__doc__", doc),
];

/// What getset_descriptor offers.
pub const GETSET_DESCRIPTOR: TypeDef =
    TypeDef { doc: None, functions: &[GET, SET, DELETE, REPR], attributes: ATTRIBUTES, absent: &[] };

/// What member_descriptor offers.
pub const MEMBER_DESCRIPTOR: TypeDef = TypeDef {
    doc: None,
    functions: &[GET, SET, DELETE, REPR, method("__reduce__", "(self, /)", reduce)],
    attributes: ATTRIBUTES,
    absent: &[],
};

fn parts<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<(Str<'gc>, Class<'gc>), Raise<'gc>> {
    match value {
        Value::GetSet(getset) => Ok((getset.name, getset.owner)),
        Value::Member(member) => Ok((member.name, member.owner)),
        _ => Err(ctx.internal_error("receiver is not a native descriptor")),
    }
}

fn change<'gc>(ctx: Ctx<'gc>, descriptor: Value<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    match descriptor {
        Value::GetSet(getset) => getset_set(ctx, getset, object, value),
        Value::Member(member) => member_set(ctx, member, object, value),
        _ => Err(ctx.internal_error("receiver is not a native descriptor")),
    }
}

fn set<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    change(ctx, args.get(0), args.get(1), args.get(2))
}

fn delete<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    change(ctx, args.get(0), args.get(1), Value::Null)
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (name, owner) = parts(ctx, args.get(0))?;
    let word = match args.get(0) {
        Value::GetSet(getset) if !getset.member => "attribute",
        _ => "member",
    };
    Step::value(ctx.str(format!("<{word} '{}' of '{}' objects>", name.lossy(), ctx.class_name(owner))))
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (name, owner) = parts(ctx, args.get(0))?;
    let getattr = ctx.get_name(ctx.builtins, "getattr").unwrap_or(Value::None);
    Step::value(ctx.tuple(&[getattr, ctx.tuple(&[owner.into(), name.into()])]))
}

fn objclass<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(parts(ctx, object)?.1)
}

fn name<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(parts(ctx, object)?.0)
}

fn qualname<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let (name, owner) = parts(ctx, object)?;
    Step::value(ctx.str(format!("{}.{}", owner.qualname.get().lossy(), name.lossy())))
}

fn doc<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    match object {
        Value::GetSet(getset) if !getset.doc.is_empty() => Step::value(ctx.str(getset.doc)),
        _ => Step::value(()),
    }
}
