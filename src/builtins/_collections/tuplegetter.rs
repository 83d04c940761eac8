//! `_tuplegetter`: the descriptor of a field of a named tuple.

use crate::builtins::_functools::{set_slot, slot_of};
use crate::builtins::call_repr::call_repr;
use crate::methods::new_class;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::Instance;
use crate::value::Value;

/// The places of the slots.
const INDEX: usize = 0;
const DOC: usize = 1;

/// What the class offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, index, doc, /)", new),
        slot("__get__", "(self, instance, owner=None, /)", get),
        slot("__set__", "(self, instance, value, /)", |ctx, _| Err(ctx.attribute_error_plain("can't set attribute"))),
        slot("__delete__", "(self, instance, /)", |ctx, _| Err(ctx.attribute_error_plain("can't delete attribute"))),
        slot("__repr__", "(self, /)", repr),
        method("__reduce__", "(self, /)", reduce),
    ],
    ..TypeDef::EMPTY
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.tuplegetter)?;
    let index = ctx.index_i64(args.get(1))?;
    let object = Value::Instance(Instance::new(ctx.mc, class, Value::Null));
    set_slot(ctx, object, INDEX, Value::Int(index));
    set_slot(ctx, object, DOC, args.get(2));
    Ok(Step::Return(object))
}

fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (this, instance) = (args.get(0), args.get(1));
    let index = slot_of(this, INDEX).as_i64().unwrap_or(-1);
    if instance.is_none() {
        return Ok(Step::Return(this));
    }
    let Some(tuple) = instance.as_tuple() else {
        let got = ctx.type_name(instance);
        return Err(ctx.type_error(format!(
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{got}' object"
        )));
    };
    let item = usize::try_from(index).ok().and_then(|index| tuple.as_slice().get(index).copied());
    item.map(Step::Return).ok_or_else(|| ctx.index_error("tuple index out of range"))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let name = ctx.class_of(object).name.get().lossy();
    call_repr(ctx, object, &name, &[slot_of(object, INDEX), slot_of(object, DOC)], None)
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let made_with = ctx.tuple(&[slot_of(object, INDEX), slot_of(object, DOC)]);
    Step::value(ctx.tuple(&[ctx.class_of(object).into(), made_with]))
}
