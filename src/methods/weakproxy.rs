//! Weak proxies: every operation is one of the object that is meant. Mirrors
//! the second half of `Objects/weakrefobject.c`.

use crate::opcode::operands::{BinaryOperator as Op, CompareOp};
use crate::runtime::def::{TypeDef, method, slot};
use crate::runtime::{ArgVec, Args, Call, Ctx, NativeResult, Raise, Step};
use crate::types::{Tuple, WeakKind};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// What ProxyType offers.
pub const DEF: TypeDef = TypeDef { functions: FUNCTIONS, absent: &["__hash__"], ..TypeDef::EMPTY };

/// What CallableProxyType offers besides.
pub const CALLABLE: TypeDef = TypeDef {
    functions: &[slot("__call__", "(self, /, *args, **kwargs)", call).doc("Call self as a function.")],
    ..TypeDef::EMPTY
};

macro_rules! binary_slots {
    ($($name:literal $reflected:literal $in_place:literal $op:ident $in_place_op:ident;)*) => {
        &[
            $(
                slot($name, "(self, value, /)", |ctx, args| binary(ctx, Op::$op, args.get(0), args.get(1))),
                slot($reflected, "(self, value, /)", |ctx, args| binary(ctx, Op::$op, args.get(1), args.get(0))),
                slot($in_place, "(self, value, /)", |ctx, args| binary(ctx, Op::$in_place_op, args.get(0), args.get(1))),
            )*
        ]
    };
}

/// The binary operators, reflected and in place as well.
pub const OPERATORS: TypeDef = TypeDef {
    functions: binary_slots! {
        "__add__" "__radd__" "__iadd__" Add InplaceAdd;
        "__sub__" "__rsub__" "__isub__" Subtract InplaceSubtract;
        "__mul__" "__rmul__" "__imul__" Multiply InplaceMultiply;
        "__matmul__" "__rmatmul__" "__imatmul__" MatrixMultiply InplaceMatrixMultiply;
        "__mod__" "__rmod__" "__imod__" Remainder InplaceRemainder;
        "__pow__" "__rpow__" "__ipow__" Power InplacePower;
        "__lshift__" "__rlshift__" "__ilshift__" Lshift InplaceLshift;
        "__rshift__" "__rrshift__" "__irshift__" Rshift InplaceRshift;
        "__and__" "__rand__" "__iand__" And InplaceAnd;
        "__xor__" "__rxor__" "__ixor__" Xor InplaceXor;
        "__or__" "__ror__" "__ior__" Or InplaceOr;
        "__floordiv__" "__rfloordiv__" "__ifloordiv__" FloorDivide InplaceFloorDivide;
        "__truediv__" "__rtruediv__" "__itruediv__" TrueDivide InplaceTrueDivide;
    },
    ..TypeDef::EMPTY
};

const FUNCTIONS: &[crate::runtime::def::FunctionDef] = &[
    slot("__getattribute__", "(self, name, /)", getattribute),
    slot("__setattr__", "(self, name, value, /)", setattr),
    slot("__delattr__", "(self, name, /)", delattr),
    slot("__repr__", "(self, /)", repr),
    slot("__str__", "(self, /)", |ctx, args| ops::str(ctx, target(ctx, args.get(0))?)),
    method("__bytes__", "(self, /)", |ctx, args| forward(ctx, args, "__bytes__")),
    method("__reversed__", "(self, /)", |ctx, args| forward(ctx, args, "__reversed__")),
    slot("__bool__", "(self, /)", |ctx, args| ops::truth(ctx, target(ctx, args.get(0))?)),
    slot("__len__", "(self, /)", |ctx, args| ops::len(ctx, target(ctx, args.get(0))?)),
    slot("__iter__", "(self, /)", |ctx, args| ops::iter(ctx, target(ctx, args.get(0))?)),
    slot("__next__", "(self, /)", next),
    slot("__contains__", "(self, key, /)", |ctx, args| ops::contains(ctx, target(ctx, args.get(0))?, args.get(1))),
    slot("__getitem__", "(self, key, /)", |ctx, args| ops::get_item(ctx, target(ctx, args.get(0))?, args.get(1))),
    slot("__setitem__", "(self, key, value, /)", |ctx, args| {
        ops::set_item(ctx, target(ctx, args.get(0))?, args.get(1), args.get(2))
    }),
    slot("__delitem__", "(self, key, /)", |ctx, args| ops::delete_item(ctx, target(ctx, args.get(0))?, args.get(1))),
    slot("__neg__", "(self, /)", |ctx, args| ops::negative(ctx, target(ctx, args.get(0))?)),
    slot("__pos__", "(self, /)", |ctx, args| ops::positive(ctx, target(ctx, args.get(0))?)),
    slot("__abs__", "(self, /)", |ctx, args| ops::absolute(ctx, target(ctx, args.get(0))?)),
    slot("__invert__", "(self, /)", |ctx, args| ops::invert(ctx, target(ctx, args.get(0))?)),
    slot("__int__", "(self, /)", |ctx, args| Step::value(ctx.int_from(target(ctx, args.get(0))?)?)),
    slot("__float__", "(self, /)", |ctx, args| Step::value(ctx.float(target(ctx, args.get(0))?)?)),
    slot("__index__", "(self, /)", |ctx, args| Step::value(ctx.index(target(ctx, args.get(0))?)?)),
    slot("__divmod__", "(self, value, /)", |ctx, args| {
        ops::div_mod(ctx, target(ctx, args.get(0))?, target(ctx, args.get(1))?)
    }),
    slot("__rdivmod__", "(self, value, /)", |ctx, args| {
        ops::div_mod(ctx, target(ctx, args.get(1))?, target(ctx, args.get(0))?)
    }),
    slot("__lt__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Lt)),
    slot("__le__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Le)),
    slot("__eq__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Eq)),
    slot("__ne__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Ne)),
    slot("__gt__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Gt)),
    slot("__ge__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Ge)),
];

/// The object that a proxy stands for; anything else stands for itself.
fn target<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    match value {
        Value::WeakRef(proxy) if proxy.kind != WeakKind::Reference => {
            proxy.target(ctx.mc).ok_or_else(|| ctx.reference_error("weakly-referenced object no longer exists"))
        }
        other => Ok(other),
    }
}

fn binary<'gc>(ctx: Ctx<'gc>, op: Op, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    ops::binary(ctx, op, target(ctx, a)?, target(ctx, b)?)
}

fn compare<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    ops::compare(ctx, op, target(ctx, args.get(0))?, target(ctx, args.get(1))?)
}

fn name<'gc>(ctx: Ctx<'gc>, name: Value<'gc>) -> Result<crate::types::Str<'gc>, Raise<'gc>> {
    match name.as_str() {
        Some(text) => Ok(ctx.intern_str(text)),
        None => Err(ctx.type_error(format!("attribute name must be string, not '{}'", ctx.type_name(name)))),
    }
}

fn getattribute<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, target(ctx, args.get(0))?, name(ctx, args.get(1))?)
}

fn setattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    attributes::set(ctx, target(ctx, args.get(0))?, name(ctx, args.get(1))?, args.get(2))
}

fn delattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    attributes::delete(ctx, target(ctx, args.get(0))?, name(ctx, args.get(1))?)
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::WeakRef(proxy) = args.get(0) else { return Err(ctx.internal_error("proxy expected")) };
    let at = proxy.address();
    Step::value(ctx.str(match proxy.target(ctx.mc) {
        None => format!("<weakproxy at {at:#x}; dead>"),
        Some(target) => {
            let to = target.address().unwrap_or(0);
            format!("<weakproxy at {at:#x}; to '{}' at {to:#x}>", ctx.type_name(target))
        }
    }))
}

fn forward<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, method: &str) -> NativeResult<'gc> {
    let target = target(ctx, args.get(0))?;
    attributes::get(ctx, target, ctx.intern(method))?.then(ctx, [], |_, method, []| Ok(Step::call(method, &[])))
}

fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let target = target(ctx, args.get(0))?;
    if !ops::iter::is_iterator(ctx, target) {
        let got = ctx.type_name(target);
        return Err(ctx.type_error(format!("Weakref proxy referenced a non-iterator '{got}' object")));
    }
    Ok(Step::Next(target))
}

fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let callee = target(ctx, args.get(0))?;
    let mut all = ArgVec::from_slice(args.rest());
    all.extend(args.extra().iter().map(|(_, value)| *value));
    let names = args.extra().iter().map(|(name, _)| Value::Str(*name)).collect::<Vec<_>>();
    let names = (!names.is_empty()).then(|| Tuple::new(ctx.mc, names));
    Ok(Step::Call(Call { callee, args: all, names }))
}
