//! BaseExceptionGroup and ExceptionGroup.

use super::base::class_argument;
use super::split::{self, Keep, Wanted};
use super::{get_field, push, receiver};
use crate::runtime::def::{TypeDef, member, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, Exception, Tuple};
use crate::value::Value;
use crate::vm::ops;

/// Index of `message` among the fields.
pub const MESSAGE: usize = 0;
/// Index of `exceptions`, a tuple.
pub const EXCEPTIONS: usize = 1;

/// What BaseExceptionGroup offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__str__", "(self, /)", str),
        method("derive", "(self, excs, /)", derive),
        method("split", "(self, matcher_value, /)", split_method),
        method("subgroup", "(self, matcher_value, /)", subgroup),
    ],
    attributes: &[member("message", get_field::<MESSAGE>), member("exceptions", get_field::<EXCEPTIONS>)],
    ..TypeDef::EMPTY
};

/// Whether a value is an exception group.
pub fn is_group<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    value.as_exception().is_some_and(|e| e.class.get().is_subclass(ctx.types.exceptions.BaseExceptionGroup))
}

/// The exceptions directly in a group.
pub fn members(group: Exception<'_>) -> &[Value<'_>] {
    group.field(EXCEPTIONS).as_tuple().map_or(&[], Tuple::as_slice)
}

/// A group of the exceptions in a list or tuple: an ExceptionGroup where it can be one.
///
/// # Errors
/// ValueError when there are none.
pub fn create<'gc>(ctx: Ctx<'gc>, message: &str, sequence: Value<'gc>) -> Result<Exception<'gc>, Raise<'gc>> {
    let message = ctx.str(message);
    let args = Tuple::new(ctx.mc, [message, sequence]);
    let items = match (sequence.as_list(), sequence.as_tuple()) {
        (Some(list), _) => list.to_vec(),
        (None, Some(tuple)) => tuple.as_slice().to_vec(),
        _ => Vec::new(),
    };
    create_as(ctx, ctx.types.exceptions.BaseExceptionGroup, args, message, &items)
}

fn create_as<'gc>(
    ctx: Ctx<'gc>,
    class: Class<'gc>,
    args: Tuple<'gc>,
    message: Value<'gc>,
    items: &[Value<'gc>],
) -> Result<Exception<'gc>, Raise<'gc>> {
    if items.is_empty() {
        return Err(ctx.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let classes = &ctx.state().types.exceptions;
    let mut only_exceptions = true;
    for (index, item) in items.iter().enumerate() {
        let Some(exception) = item.as_exception() else {
            return Err(ctx.value_error(format!("Item {index} of second argument (exceptions) is not an exception")));
        };
        only_exceptions &= exception.class.get().is_subclass(classes.Exception);
    }
    let class = if class.is(classes.BaseExceptionGroup) && only_exceptions { classes.ExceptionGroup } else { class };
    if !only_exceptions {
        if class.is(classes.ExceptionGroup) {
            return Err(ctx.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
        }
        if class.is_subclass(classes.Exception) {
            let name = class.name.get().lossy();
            return Err(ctx.type_error(format!("Cannot nest BaseExceptions in '{name}'")));
        }
    }
    let group = Exception::new(ctx.mc, class, args);
    group.set_field(ctx.mc, MESSAGE, message);
    group.set_field(ctx.mc, EXCEPTIONS, Tuple::new(ctx.mc, items).into());
    Ok(group)
}

/// `PySequence_Check`: indexable, and not a dict.
fn is_sequence<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    value.as_dict().is_none() && ctx.lookup_special(value, ctx.names.getitem).is_some()
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_argument(ctx, args.get(0))?;
    let &[message, exceptions] = args.rest() else {
        let given = args.rest().len();
        return Err(ctx.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)")));
    };
    if message.as_str().is_none() {
        let got = if message.is_none() { "None".to_owned() } else { ctx.type_name(message) };
        return Err(ctx.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {got}")));
    }
    if !is_sequence(ctx, exceptions) {
        return Err(ctx.type_error("second argument (exceptions) must be a sequence"));
    }
    let arguments = Tuple::new(ctx.mc, args.rest()).into();
    ops::collect(ctx, exceptions)?.then(ctx, [class.into(), message, arguments], |ctx, items, kept| {
        let [class, message, arguments] = kept;
        let (Value::Class(class), Value::Tuple(arguments)) = (class, arguments) else {
            return Err(ctx.internal_error("exception group lost its class"));
        };
        let items = items.as_list().map(|list| list.to_vec()).unwrap_or_default();
        Step::value(create_as(ctx, class, arguments, message, &items)?)
    })
}

fn str<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let group = receiver(ctx, args.get(0))?;
    let count = members(group).len();
    let mut text = rustpython_wtf8::Wtf8Buf::new();
    push(&mut text, group.field(MESSAGE));
    text.push_str(&format!(" ({count} sub-exception{})", if count == 1 { "" } else { "s" }));
    Step::value(ctx.str(text))
}

fn derive<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    // Always of the built-in class: subclasses override this.
    let group = receiver(ctx, args.get(0))?;
    let class = Value::Class(ctx.types.exceptions.BaseExceptionGroup);
    Ok(Step::call(class, &[group.field(MESSAGE).or(Value::None), args.get(1)]))
}

fn split_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let group = receiver(ctx, args.get(0))?;
    split::split(ctx, group, Wanted::from_argument(ctx, args.get(1))?, Keep::Both)
}

fn subgroup<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let group = receiver(ctx, args.get(0))?;
    split::split(ctx, group, Wanted::from_argument(ctx, args.get(1))?, Keep::Matched)
}

/// The part of `group` made of the leaves of `keep`, in its shape; None when
/// there are none.
///
/// # Errors
/// What a `derive` method raises.
pub fn projection<'gc>(ctx: Ctx<'gc>, group: Exception<'gc>, keep: &[Value<'gc>]) -> NativeResult<'gc> {
    let mut leaves = Vec::new();
    let mut pending = keep.to_vec();
    while let Some(value) = pending.pop() {
        let Some(exception) = value.as_exception() else { continue };
        if is_group(ctx, value) { pending.extend(members(exception)) } else { leaves.push(value) }
    }
    split::split(ctx, group, Wanted::leaves(leaves), Keep::Matched)
}
