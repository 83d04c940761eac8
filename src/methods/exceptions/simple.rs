//! StopIteration, SystemExit, KeyError, AttributeError and NameError.

use super::base::plain_str;
use super::{get_field, keywords, no_keywords, receiver, set_args, set_field};
use crate::runtime::def::{TypeDef, member_set, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::Exception;
use crate::value::Value;
use crate::vm::ops;

/// What StopIteration offers.
pub const STOP_ITERATION: TypeDef = TypeDef {
    functions: &[slot("__init__", "(self, /, *args, **kwargs)", stop_init)],
    attributes: &[member_set("value", get_value, set_field::<0>)],
    ..TypeDef::EMPTY
};

/// What SystemExit offers.
pub const SYSTEM_EXIT: TypeDef = TypeDef {
    functions: &[slot("__init__", "(self, /, *args, **kwargs)", exit_init)],
    attributes: &[member_set("code", get_code, set_field::<0>)],
    ..TypeDef::EMPTY
};

/// What KeyError offers.
pub const KEY_ERROR: TypeDef = TypeDef { functions: &[slot("__str__", "(self, /)", key_str)], ..TypeDef::EMPTY };

/// What AttributeError offers.
pub const ATTRIBUTE_ERROR: TypeDef = TypeDef {
    functions: &[
        slot("__init__", "(self, /, *args, **kwargs)", attribute_init),
        method("__getstate__", "(self, /)", attribute_state),
        method("__reduce__", "(self, /)", attribute_reduce),
    ],
    attributes: &[
        member_set("name", get_field::<0>, set_field::<0>),
        member_set("obj", get_field::<1>, set_field::<1>),
    ],
    ..TypeDef::EMPTY
};

/// What NameError offers.
pub const NAME_ERROR: TypeDef = TypeDef {
    functions: &[slot("__init__", "(self, /, *args, **kwargs)", name_init)],
    attributes: &[member_set("name", get_field::<0>, set_field::<0>)],
    ..TypeDef::EMPTY
};

/// `value` of a StopIteration: its first argument.
pub fn stop_value(exception: Exception<'_>) -> Value<'_> {
    match exception.field(0) {
        Value::Null => exception.args.get().as_slice().first().copied().unwrap_or(Value::None),
        value => value,
    }
}

/// `code` of a SystemExit: its argument, or the tuple of several.
pub fn exit_code(exception: Exception<'_>) -> Value<'_> {
    let args = exception.args.get();
    match (exception.field(0), args.as_slice()) {
        (Value::Null, []) => Value::None,
        (Value::Null, [code]) => *code,
        (Value::Null, _) => args.into(),
        (code, _) => code,
    }
}

fn get_value<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(stop_value(receiver(ctx, value)?))
}

fn get_code<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(exit_code(receiver(ctx, value)?))
}

/// `__init__` of a class whose one field follows from the arguments.
fn init_one<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, field: fn(Exception<'gc>) -> Value<'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    no_keywords(ctx, exception, args)?;
    set_args(ctx, exception, args.rest());
    exception.set_field(ctx.mc, 0, Value::Null);
    exception.set_field(ctx.mc, 0, field(exception));
    Step::value(Value::None)
}

fn stop_init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    init_one(ctx, &args, stop_value)
}

fn exit_init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    init_one(ctx, &args, exit_code)
}

fn key_str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    // The repr, so that a missing '' or ' x' can be seen.
    match exception.args.get().as_slice() {
        [key] => ops::repr(ctx, *key),
        _ => plain_str(ctx, exception),
    }
}

fn attribute_init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let [name, obj] = keywords(ctx, "AttributeError", ["name", "obj"], &args)?;
    set_args(ctx, exception, args.rest());
    exception.set_field(ctx.mc, 0, name);
    exception.set_field(ctx.mc, 1, obj);
    Step::value(Value::None)
}

fn name_init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let [name] = keywords(ctx, "NameError", ["name"], &args)?;
    set_args(ctx, exception, args.rest());
    exception.set_field(ctx.mc, 0, name);
    Step::value(Value::None)
}

/// The state for pickling. `obj` stays out: it could be anything.
fn state_of<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>) -> Value<'gc> {
    let state = match exception.dict.get() {
        Some(dict) => dict.copy(ctx.mc),
        None => ctx.dict(),
    };
    if let Some(name) = exception.field(0).some() {
        ctx.set_name(state, "name", name);
    }
    ctx.set_name(state, "args", exception.args.get());
    state.into()
}

fn attribute_state<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(state_of(ctx, receiver(ctx, args.get(0))?))
}

fn attribute_reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let parts = [exception.class.get().into(), exception.args.get().into(), state_of(ctx, exception)];
    Step::value(ctx.tuple(&parts))
}
