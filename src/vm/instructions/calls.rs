//! Calls: the rarer forms.

use crate::runtime::{ArgVec, Call, Ctx, NativeResult, Step};
use crate::value::Value;
use crate::vm::{attributes, keywords, ops};

/// CALL_FUNCTION_EX: `callee(*args, **kwargs)`; `receiver` and `kwargs` may be NULL.
///
/// # Errors
/// TypeError when `args` is not iterable, or what the call raises.
pub fn call_function_ex<'gc>(
    ctx: Ctx<'gc>,
    callee: Value<'gc>,
    receiver: Value<'gc>,
    args: Value<'gc>,
    kwargs: Value<'gc>,
) -> NativeResult<'gc> {
    let items = match args {
        Value::Tuple(_) | Value::List(_) => Step::Return(args),
        _ => {
            let iterates = ctx.lookup_special(args, ctx.names.iter).is_some()
                || ctx.lookup_special(args, ctx.names.getitem).is_some();
            if !iterates {
                return keywords::not_iterable_argument(ctx, callee, args);
            }
            ops::collect(ctx, args)?
        }
    };
    items.then(ctx, [callee, receiver, kwargs], |ctx, items, [callee, receiver, kwargs]| {
        let mut args = ArgVec::new();
        args.extend(receiver.some());
        match items {
            Value::Tuple(tuple) => args.extend(tuple.as_slice().iter().copied()),
            Value::List(list) => args.extend(list.borrow().iter().copied()),
            _ => {}
        }
        let mut names = None;
        if let Some(dict) = kwargs.as_dict()
            && !dict.is_empty()
        {
            keywords::check_names(ctx, dict)?;
            let entries = dict.to_vec();
            names = ctx.tuple(&entries.iter().map(|entry| entry.key).collect::<Vec<_>>()).as_tuple();
            args.extend(entries.iter().map(|entry| entry.value));
        }
        Ok(Step::Call(Call { callee, args, names }))
    })
}

/// LOAD_SUPER_ATTR: `super(class, object).name`. For the method form the
/// result is a tuple (function, object) or (attribute, NULL).
///
/// # Errors
/// AttributeError, or what a replaced `super` raises.
pub fn load_super_attr<'gc>(
    ctx: Ctx<'gc>,
    super_: Value<'gc>,
    class: Value<'gc>,
    object: Value<'gc>,
    name: crate::types::Str<'gc>,
    arg: u32,
) -> NativeResult<'gc> {
    let step = match (super_, class) {
        (Value::Class(super_), Value::Class(class)) if super_.is(ctx.types.super_) => {
            attributes::super_get(ctx, class, object, name)?
        }
        _ => {
            let made = if arg & 2 == 0 { Step::call(super_, &[]) } else { Step::call(super_, &[class, object]) };
            made.then(ctx, [name.into()], |ctx, made, [name]| match name {
                Value::Str(name) => attributes::get(ctx, made, name),
                _ => Err(ctx.internal_error("name expected")),
            })?
        }
    };
    if arg & 1 == 0 {
        return Ok(step);
    }
    step.then(ctx, [], |ctx, attribute, []| match attribute {
        Value::Method(method) => Step::value(ctx.tuple(&[method.function, method.receiver])),
        attribute => Step::value(ctx.tuple(&[attribute, Value::Null])),
    })
}
