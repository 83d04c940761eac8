//! cmp_to_key.

use super::{set_slot, slot_of};
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{TypeDef, slot};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::Instance;
use crate::value::Value;
use crate::vm::ops;

/// The places of the slots.
const CMP: usize = 0;
const OBJ: usize = 1;

/// What KeyWrapper offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        slot("__call__", "(self, /, obj)", call),
        slot("__lt__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Lt)),
        slot("__le__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Le)),
        slot("__eq__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Eq)),
        slot("__ne__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Ne)),
        slot("__gt__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Gt)),
        slot("__ge__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Ge)),
    ],
    absent: &["__hash__"],
    ..TypeDef::EMPTY
};

fn wrapper<'gc>(ctx: Ctx<'gc>, cmp: Value<'gc>, obj: Value<'gc>) -> Value<'gc> {
    let object = Value::Instance(Instance::new(ctx.mc, ctx.types.key_wrapper, Value::Null));
    set_slot(ctx, object, CMP, cmp);
    set_slot(ctx, object, OBJ, obj);
    object
}

/// `cmp_to_key(mycmp)`.
///
/// # Errors
/// None.
pub(super) fn cmp_to_key<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(wrapper(ctx, args.get(0), Value::None))
}

fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(wrapper(ctx, slot_of(args.get(0), CMP), args.get(1)))
}

fn compare<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    let (a, b) = (args.get(0), args.get(1));
    if !ctx.class_of(b).is(ctx.types.key_wrapper) {
        return Err(ctx.type_error("other argument must be K instance"));
    }
    Step::call(slot_of(a, CMP), &[slot_of(a, OBJ), slot_of(b, OBJ)]).then(
        ctx,
        [Value::Int(op as i64)],
        |ctx, order, [op]| {
            let op = op.as_i64().and_then(|op| u32::try_from(op).ok()).and_then(CompareOp::from_oparg);
            ops::compare(ctx, op.unwrap_or(CompareOp::Lt), order, Value::Int(0))
        },
    )
}
