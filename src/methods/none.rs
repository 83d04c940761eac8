//! Methods of the types of None, Ellipsis and NotImplemented. Mirrors
//! `Objects/object.c` and `sliceobject.c`.

use crate::runtime::def::{FunctionDef, TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;

const REPR: FunctionDef = slot("__repr__", "(self, /)", repr).doc("Return repr(self).");

/// What NoneType offers.
pub const NONE_TYPE: TypeDef = TypeDef {
    doc: Some("The type of the None singleton."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new_none),
        REPR,
        slot("__bool__", "(self, /)", none_bool).doc("True if self else False"),
        slot("__hash__", "(self, /)", hash).doc("Return hash(self)."),
    ],
    attributes: &[],
    absent: &[],
};

/// What ellipsis offers.
pub const ELLIPSIS: TypeDef = TypeDef {
    doc: Some("The type of the Ellipsis singleton."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new_ellipsis),
        REPR,
        method("__reduce__", "(self, /)", reduce),
    ],
    attributes: &[],
    absent: &[],
};

/// What NotImplementedType offers.
pub const NOT_IMPLEMENTED_TYPE: TypeDef = TypeDef {
    doc: Some("The type of the NotImplemented singleton."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new_not_implemented),
        REPR,
        slot("__bool__", "(self, /)", not_implemented_bool).doc("True if self else False"),
        method("__reduce__", "(self, /)", reduce),
    ],
    attributes: &[],
    absent: &[],
};

fn only<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, value: Value<'gc>, name: &str) -> NativeResult<'gc> {
    if !args.rest().is_empty() || !args.extra().is_empty() {
        return Err(ctx.type_error(format!("{name} takes no arguments")));
    }
    Step::value(value)
}

fn new_none<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    only(ctx, &args, Value::None, "NoneType")
}

fn new_ellipsis<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    only(ctx, &args, Value::Ellipsis, "EllipsisType")
}

fn new_not_implemented<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    only(ctx, &args, Value::NotImplemented, "NotImplementedType")
}

/// How the three objects are written.
fn word(value: Value<'_>) -> &'static str {
    match value {
        Value::Ellipsis => "Ellipsis",
        Value::NotImplemented => "NotImplemented",
        _ => "None",
    }
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.intern(word(args.get(0))))
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(ctx.intern(word(args.get(0))))
}

fn hash<'gc>(_: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(super::object::identity_hash(args.get(0)))
}

fn none_bool<'gc>(_: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(false)
}

fn not_implemented_bool<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Err(ctx.type_error("NotImplemented should not be used in a boolean context"))
}
