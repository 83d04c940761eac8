//! `with` statements and exception groups.

use crate::opcode::operands::SpecialMethod;
use crate::runtime::{Ctx, NativeResult, Step};
use crate::value::Value;
use crate::vm::{attributes, raise};

/// LOAD_SPECIAL: a tuple (method, owner) or (bound method, NULL).
///
/// # Errors
/// TypeError when the class does not have the method.
pub fn load_special<'gc>(ctx: Ctx<'gc>, owner: Value<'gc>, arg: u32) -> NativeResult<'gc> {
    let Some(method) = SpecialMethod::from_oparg(arg) else {
        return Err(ctx.internal_error("bad special method"));
    };
    let name = match method {
        SpecialMethod::Enter => ctx.names.enter,
        SpecialMethod::Exit => ctx.names.exit,
        SpecialMethod::Aenter => ctx.names.aenter,
        SpecialMethod::Aexit => ctx.names.aexit,
    };
    let Some(found) = ctx.lookup_special(owner, name) else {
        return Err(missing(ctx, owner, method));
    };
    match found {
        Value::Function(_) => Step::value(ctx.tuple(&[found, owner])),
        _ => attributes::bind(ctx, found, owner, ctx.class_of(owner))?
            .then(ctx, [], |ctx, bound, []| Step::value(ctx.tuple(&[bound, Value::Null]))),
    }
}

fn missing<'gc>(ctx: Ctx<'gc>, owner: Value<'gc>, method: SpecialMethod) -> crate::runtime::Raise<'gc> {
    let name = ctx.type_name(owner);
    let has = |special| ctx.lookup_special(owner, special).is_some();
    let (protocol, missed, other) = match method {
        SpecialMethod::Enter => ("context manager", "__enter__", has(ctx.names.aenter) && has(ctx.names.aexit)),
        SpecialMethod::Exit => ("context manager", "__exit__", has(ctx.names.aenter) && has(ctx.names.aexit)),
        SpecialMethod::Aenter => {
            ("asynchronous context manager", "__aenter__", has(ctx.names.enter) && has(ctx.names.exit))
        }
        SpecialMethod::Aexit => {
            ("asynchronous context manager", "__aexit__", has(ctx.names.enter) && has(ctx.names.exit))
        }
    };
    let hint = match (other, method) {
        (false, _) => "",
        (true, SpecialMethod::Enter | SpecialMethod::Exit) => {
            " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
        }
        (true, _) => " but it supports the context manager protocol. Did you mean to use 'with'?",
    };
    ctx.type_error(format!("'{name}' object does not support the {protocol} protocol (missed {missed} method){hint}"))
}

/// WITH_EXCEPT_START: calls `__exit__` with the exception.
///
/// # Errors
/// What the call raises.
pub fn with_except_start<'gc>(
    ctx: Ctx<'gc>,
    exit: Value<'gc>,
    owner: Value<'gc>,
    raised: Value<'gc>,
) -> NativeResult<'gc> {
    let Value::Exception(exception) = raised else {
        return Err(ctx.internal_error("exception expected"));
    };
    let traceback = exception.traceback.get().map_or(Value::None, Value::Traceback);
    let args = [owner, Value::Class(exception.class.get()), raised, traceback];
    let skip = usize::from(owner.is_null());
    Ok(Step::call(exit, args.get(skip..).unwrap_or_default()))
}

/// CHECK_EG_MATCH: (rest, match); a match becomes the handled exception.
///
/// # Errors
/// TypeError for bad classes, or what splitting raises.
pub fn check_group_match<'gc>(ctx: Ctx<'gc>, raised: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    raise::match_group(ctx, raised, class)?.then(ctx, [], |ctx, pair, []| {
        if let Some(&[_, Value::Exception(matched)]) = pair.as_tuple().map(crate::types::Tuple::as_slice) {
            ctx.thread.set_handled(ctx.mc, Some(matched));
        }
        Step::value(pair)
    })
}
