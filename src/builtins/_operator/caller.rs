//! methodcaller.

use super::getters::operand;
use crate::builtins::_functools::{set_slot, slot_of};
use crate::builtins::call_repr::{call_repr, full_name};
use crate::methods::new_class;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{ArgVec, Args, Call, Ctx, NativeResult, Step};
use crate::types::{Instance, Tuple};
use crate::value::Value;
use crate::vm::attributes;

/// The places of the slots.
const NAME: usize = 0;
const ARGS: usize = 1;
const KEYWORDS: usize = 2;

/// What methodcaller offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Return a callable object that calls the given method on its operand."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__call__", "(self, /, *args, **kwargs)", call),
        slot("__repr__", "(self, /)", repr),
        method("__reduce__", "(self, /)", reduce),
    ],
    ..TypeDef::EMPTY
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.methodcaller)?;
    let Some((&name, rest)) = args.rest().split_first() else {
        return Err(ctx.type_error("methodcaller needs at least one argument, the method name"));
    };
    let Some(text) = name.as_str() else { return Err(ctx.type_error("method name must be a string")) };
    let object = Value::Instance(Instance::new(ctx.mc, class, Value::Null));
    set_slot(ctx, object, NAME, ctx.intern_str(text).into());
    set_slot(ctx, object, ARGS, ctx.tuple(rest));
    set_slot(ctx, object, KEYWORDS, ctx.dict_of_names(args.extra()).into());
    Ok(Step::Return(object))
}

fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let operand = operand(ctx, &args)?;
    let Some(name) = slot_of(object, NAME).as_str() else { return Err(ctx.internal_error("no method name")) };
    attributes::get(ctx, operand, name)?.then(ctx, [object], |ctx, method, [object]| {
        let mut args = ArgVec::from_slice(slot_of(object, ARGS).as_tuple().map_or(&[][..], Tuple::as_slice));
        let keywords = slot_of(object, KEYWORDS).as_dict().map(|dict| dict.to_vec()).unwrap_or_default();
        args.extend(keywords.iter().map(|entry| entry.value));
        let names: Vec<_> = keywords.iter().map(|entry| entry.key).collect();
        let names = (!names.is_empty()).then(|| Tuple::new(ctx.mc, names));
        Ok(Step::Call(Call { callee: method, args, names }))
    })
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let mut shown = vec![slot_of(object, NAME)];
    shown.extend_from_slice(slot_of(object, ARGS).as_tuple().map_or(&[][..], Tuple::as_slice));
    call_repr(ctx, object, &full_name(ctx, ctx.class_of(object)), &shown, slot_of(object, KEYWORDS).as_dict())
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let class = Value::Class(ctx.class_of(object));
    let given = slot_of(object, ARGS).as_tuple().map_or(&[][..], Tuple::as_slice);
    let keywords = slot_of(object, KEYWORDS).as_dict().map(|dict| dict.to_vec()).unwrap_or_default();
    if keywords.is_empty() {
        let mut all = vec![slot_of(object, NAME)];
        all.extend_from_slice(given);
        return Step::value(ctx.tuple(&[class, ctx.tuple(&all)]));
    }
    let mut all = ArgVec::from_slice(&[class, slot_of(object, NAME)]);
    all.extend(keywords.iter().map(|entry| entry.value));
    let names = Tuple::new(ctx.mc, keywords.iter().map(|entry| entry.key).collect::<Vec<_>>());
    let callee = Value::Class(ctx.types.partial);
    Step::Call(Call { callee, args: all, names: Some(names) })
        .then(ctx, [ctx.tuple(given)], |ctx, made, [given]| Step::value(ctx.tuple(&[made, given])))
}
