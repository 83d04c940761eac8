//! Calls: entering functions from the loop, and the rarer forms.

use gc_arena::lock::Lock;

use crate::objects::{Back, CodeFlags, Frame};
use crate::runtime::{ArgVec, Call, Ctx, NativeResult, Raise, Step};
use crate::types::Function;
use crate::value::Value;
use crate::vm::{attributes, frames, keywords, ops};

/// A frame for a call whose arguments fit the parameters one to one, entered;
/// nothing when binding has more to do.
///
/// # Errors
/// RecursionError.
#[inline]
pub fn enter_exact<'gc>(
    ctx: Ctx<'gc>,
    function: Function<'gc>,
    args: &[Lock<Value<'gc>>],
    caller: Frame<'gc>,
) -> Result<Option<Frame<'gc>>, Raise<'gc>> {
    const MORE: CodeFlags = CodeFlags::VARARGS.union(CodeFlags::VARKEYWORDS);
    let code = function.data().code.get();
    let code = code.data();
    if code.argcount as usize != args.len() || code.kwonlyargcount != 0 || code.flags.intersects(MORE) {
        return Ok(None);
    }
    frames::enter(ctx)?;
    let frame = frames::take(ctx, function, Back::Frame(caller));
    let slots = frame.slots(ctx.mc);
    for (index, arg) in args.iter().enumerate() {
        if index < slots.len() {
            slots[index].unlock().set(arg.get());
        }
    }
    Ok(Some(frame))
}

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
