//! BaseException.

use gc_arena::Collect;
use rustpython_wtf8::Wtf8Buf;

use super::{no_keywords, push, receiver, set_args};
use crate::runtime::def::{TypeDef, getset, member_set, method, slot, static_method};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Class, Exception, Layout, Tuple};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// What BaseException offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__repr__", "(self, /)", repr),
        slot("__str__", "(self, /)", str),
        method("__reduce__", "(self, /)", reduce),
        method("__setstate__", "(self, state, /)", set_state),
        method("with_traceback", "(self, tb, /)", with_traceback),
        method("add_note", "(self, note, /)", add_note),
    ],
    attributes: &[
        getset("args", get_args, assign_args),
        getset("__traceback__", get_traceback, set_traceback),
        getset("__context__", get_context, set_context),
        getset("__cause__", get_cause, set_cause),
        getset("__dict__", get_dict, set_dict),
        member_set("__suppress_context__", get_suppress, set_suppress),
    ],
    ..TypeDef::EMPTY
};

/// The class argument of `__new__`.
pub(super) fn class_argument<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Class<'gc>, Raise<'gc>> {
    match value.as_class() {
        Some(class) if class.layout == Layout::Exception => Ok(class),
        Some(class) => {
            let name = class.name.get().lossy();
            Err(ctx.type_error(format!("BaseException.__new__({name}): {name} is not a subtype of BaseException")))
        }
        None => {
            Err(ctx.type_error(format!("BaseException.__new__(X): X is not a type object ({})", ctx.type_name(value))))
        }
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_argument(ctx, args.get(0))?;
    let tuple = if args.rest().is_empty() { ctx.state().empty_tuple } else { Tuple::new(ctx.mc, args.rest()) };
    Step::value(crate::methods::exception(ctx, class, tuple))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    no_keywords(ctx, exception, &args)?;
    set_args(ctx, exception, args.rest());
    Step::value(Value::None)
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let tuple = exception.args.get();
    match tuple.as_slice() {
        [only] => ops::repr(ctx, *only)?.then(ctx, [args.get(0)], |ctx, text, [exception]| {
            let mut out = Wtf8Buf::from(ctx.type_name(exception));
            out.push_char('(');
            push(&mut out, text);
            out.push_char(')');
            Step::value(ctx.str(out))
        }),
        _ => ops::repr(ctx, tuple.into())?.then(ctx, [args.get(0)], |ctx, text, [exception]| {
            let mut out = Wtf8Buf::from(ctx.type_name(exception));
            push(&mut out, text);
            Step::value(ctx.str(out))
        }),
    }
}

fn str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    plain_str(ctx, receiver(ctx, args.get(0))?)
}

/// `BaseException.__str__`.
pub(super) fn plain_str<'gc>(ctx: Ctx<'gc>, exception: Exception<'gc>) -> NativeResult<'gc> {
    let tuple = exception.args.get();
    match tuple.as_slice() {
        [] => Step::value(ctx.names.empty),
        [only] => ops::str(ctx, *only),
        _ => ops::repr(ctx, tuple.into()),
    }
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, args.get(0))?;
    let class = exception.class.get().into();
    let arguments = exception.args.get().into();
    Step::value(match exception.dict.get() {
        Some(dict) => ctx.tuple(&[class, arguments, dict.into()]),
        None => ctx.tuple(&[class, arguments]),
    })
}

/// Sets attributes one by one: each may be a property of the program.
#[derive(Collect)]
#[collect(no_drop)]
struct SetState<'gc> {
    exception: Value<'gc>,
    /// Names and values, the next one last.
    pending: Vec<(Value<'gc>, Value<'gc>)>,
}

impl<'gc> Continuation<'gc> for SetState<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        input.value(ctx)?;
        let Some((name, value)) = self.pending.pop() else { return Flow::value(Value::None) };
        let Some(name) = name.as_str() else {
            let got = ctx.type_name(name);
            return Err(ctx.type_error(format!("attribute name must be string, not '{got}'")));
        };
        Ok(Flow::Await(attributes::set(ctx, self.exception, ctx.intern_str(name), value)?))
    }
}

fn set_state<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if args.get(1).is_none() {
        return Step::value(Value::None);
    }
    let Some(state) = args.get(1).as_dict() else {
        return Err(ctx.type_error("state is not a dictionary"));
    };
    let pending = state.to_vec().into_iter().rev().map(|entry| (entry.key, entry.value)).collect();
    Ok(Step::run(SetState { exception: args.get(0), pending }))
}

fn with_traceback<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    set_traceback(ctx, args.get(0), args.get(1))?;
    Step::value(args.get(0))
}

fn add_note<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let note = args.get(1);
    if note.as_str().is_none() {
        let got = ctx.type_name(note);
        return Err(ctx.type_error(format!("add_note() argument must be str, not {got}")));
    }
    attributes::get_optional(ctx, args.get(0), ctx.names.notes)?.then(
        ctx,
        [args.get(0), note],
        |ctx, notes, [exception, note]| {
            if notes.is_null() {
                return attributes::set(ctx, exception, ctx.names.notes, ctx.list(vec![note]));
            }
            let Some(list) = notes.as_list() else {
                return Err(ctx.type_error("Cannot add note: __notes__ is not a list"));
            };
            list.push(ctx.mc, note);
            Step::value(Value::None)
        },
    )
}

fn get_args<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.args.get())
}

fn assign_args<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    receiver(ctx, value)?;
    if new.is_null() {
        return Err(ctx.type_error("args may not be deleted"));
    }
    ops::collect(ctx, new)?.then(ctx, [value], |ctx, items, [exception]| {
        let items = items.as_list().map(|list| list.to_vec()).unwrap_or_default();
        set_args(ctx, receiver(ctx, exception)?, &items);
        Step::value(Value::None)
    })
}

fn optional<'gc, T: Into<Value<'gc>>>(value: Option<T>) -> NativeResult<'gc> {
    Step::value(value.map_or(Value::None, Into::into))
}

fn get_traceback<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    optional(receiver(ctx, value)?.traceback.get())
}

fn set_traceback<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, value)?;
    match new {
        Value::Null => return Err(ctx.type_error("__traceback__ may not be deleted")),
        Value::None => exception.set_traceback(ctx.mc, None),
        Value::Traceback(traceback) => exception.set_traceback(ctx.mc, Some(traceback)),
        _ => return Err(ctx.type_error("__traceback__ must be a traceback or None")),
    }
    Step::value(Value::None)
}

fn get_context<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    optional(receiver(ctx, value)?.context.get())
}

fn set_context<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, value)?;
    match new {
        Value::Null => return Err(ctx.type_error("__context__ may not be deleted")),
        Value::None => exception.set_context(ctx.mc, None),
        Value::Exception(context) => exception.set_context(ctx.mc, Some(context)),
        _ => return Err(ctx.type_error("exception context must be None or derive from BaseException")),
    }
    Step::value(Value::None)
}

fn get_cause<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    optional(receiver(ctx, value)?.cause.get())
}

fn set_cause<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, value)?;
    match new {
        Value::Null => return Err(ctx.type_error("__cause__ may not be deleted")),
        Value::None => exception.set_cause(ctx.mc, None),
        Value::Exception(cause) => exception.set_cause(ctx.mc, Some(cause)),
        _ => return Err(ctx.type_error("exception cause must be None or derive from BaseException")),
    }
    Step::value(Value::None)
}

fn get_dict<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.dict_or_new(ctx.mc))
}

fn set_dict<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, value)?;
    if new.is_null() {
        return Err(ctx.type_error("cannot delete __dict__"));
    }
    let Some(dict) = new.as_dict() else {
        let got = ctx.type_name(new);
        return Err(ctx.type_error(format!("__dict__ must be set to a dictionary, not a '{got}'")));
    };
    exception.set_dict(ctx.mc, Some(dict));
    Step::value(Value::None)
}

fn get_suppress<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.suppress_context.get())
}

fn set_suppress<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let exception = receiver(ctx, value)?;
    match new {
        Value::Null => Err(ctx.type_error("can't delete numeric/char attribute")),
        Value::True | Value::False => {
            exception.data().suppress_context.set(matches!(new, Value::True));
            Step::value(Value::None)
        }
        _ => Err(ctx.type_error("attribute value type must be bool")),
    }
}
