//! ImportError and ModuleNotFoundError.

use super::base::plain_str;
use super::{get_field, keywords, receiver, set_args, set_field};
use crate::runtime::def::{TypeDef, member_set, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::Exception;
use crate::value::Value;

const MSG: usize = 0;
const NAME: usize = 1;
const PATH: usize = 2;
const NAME_FROM: usize = 3;

/// What ImportError offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__str__", "(self, /)", str),
        method("__reduce__", "(self, /)", reduce),
    ],
    attributes: &[
        member_set("msg", get_msg, set_field::<MSG>),
        member_set("name", get_field::<NAME>, set_field::<NAME>),
        member_set("path", get_field::<PATH>, set_field::<PATH>),
        member_set("name_from", get_field::<NAME_FROM>, set_field::<NAME_FROM>),
    ],
    ..TypeDef::EMPTY
};

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let [name, path, name_from] = keywords(ctx, "ImportError", ["name", "path", "name_from"], &args)?;
    set_args(ctx, exception, args.rest());
    exception.set_field(ctx.mc, MSG, Value::Null);
    exception.set_field(ctx.mc, NAME, name);
    exception.set_field(ctx.mc, PATH, path);
    exception.set_field(ctx.mc, NAME_FROM, name_from);
    Step::value(Value::None)
}

fn msg(exception: Exception<'_>) -> Value<'_> {
    match (exception.field(MSG), exception.args.get().as_slice()) {
        (Value::Null, [only]) => *only,
        (Value::Null, _) => Value::None,
        (msg, _) => msg,
    }
}

fn get_msg<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(msg(receiver(ctx, value)?))
}

fn str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    match msg(exception) {
        text @ Value::Str(_) => Step::value(text),
        _ => plain_str(ctx, exception),
    }
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let fields = [("name", NAME), ("path", PATH), ("name_from", NAME_FROM)];
    let set = fields.map(|(name, index)| (name, exception.field(index)));
    let (class, arguments) = (exception.class.get().into(), exception.args.get().into());
    if exception.dict.get().is_none() && set.iter().all(|(_, value)| value.is_null()) {
        return Step::value(ctx.tuple(&[class, arguments]));
    }
    let state = match exception.dict.get() {
        Some(dict) => dict.copy(ctx.mc),
        None => ctx.dict(),
    };
    for (name, value) in set {
        if !value.is_null() {
            ctx.set_name(state, name, value);
        }
    }
    Step::value(ctx.tuple(&[class, arguments, state.into()]))
}
