//! dir, globals, locals, vars.

use crate::objects::Frame;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;
use crate::vm::{attributes, ops, sort};

/// The frame that called the native.
pub(super) fn caller<'gc>(ctx: Ctx<'gc>) -> Option<Frame<'gc>> {
    ctx.thread.data().frame.get()
}

/// `globals()`
pub(super) fn globals<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(caller(ctx).map_or(Value::None, |frame| frame.data().globals.get().into()))
}

/// `locals()`
pub(super) fn locals<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    Ok(Step::Return(locals_of(ctx)))
}

/// What `locals()` gives in the calling frame: the namespace of a module or
/// class body, in a function a new dict of the variables that are bound.
pub(super) fn locals_of<'gc>(ctx: Ctx<'gc>) -> Value<'gc> {
    caller(ctx).map_or(Value::None, |frame| frame.locals_mapping(ctx.mc))
}

/// `vars([object])`
pub(super) fn vars<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(object) = args.opt(0) else { return Ok(Step::Return(locals_of(ctx))) };
    attributes::get_optional(ctx, object, ctx.names.dict)?.then(ctx, [], |ctx, dict, []| match dict {
        Value::Null => Err(ctx.type_error("vars() argument must have __dict__ attribute")),
        dict => Ok(Step::Return(dict)),
    })
}

/// `dir([object])`
pub(super) fn dir<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let names = match args.opt(0) {
        None => {
            let namespace = locals_of(ctx);
            match namespace {
                Value::Dict(_) => ops::collect(ctx, namespace)?,
                _ => attributes::get(ctx, namespace, ctx.names.keys)?
                    .then(ctx, [], |_, keys, []| Ok(Step::call(keys, &[])))?,
            }
        }
        Some(object) => match ctx.lookup_special(object, ctx.names.dir) {
            Some(Value::None) => return Err(ctx.type_error("'NoneType' object is not callable")),
            Some(attribute) => ops::special::call_attribute(ctx, attribute, object, &[])?,
            None => return Err(ctx.type_error("object does not provide __dir__")),
        },
    };
    names.then(ctx, [], |ctx, names, []| {
        ops::collect(ctx, names)?.then(ctx, [], |ctx, list, []| {
            let items = list.as_list().map_or_else(Vec::new, |list| list.to_vec());
            sort::sort(ctx, items, Value::None, false)
        })
    })
}
