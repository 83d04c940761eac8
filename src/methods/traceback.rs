//! Methods of traceback. Mirrors `Python/traceback.c`.

use gc_arena::lock::Lock;

use crate::runtime::def::{TypeDef, getset, member, method, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Traceback, TracebackData};
use crate::value::Value;

/// What traceback offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, tb_next, tb_frame, tb_lasti, tb_lineno)", new),
        method("__dir__", "(self, /)", dir),
    ],
    attributes: &[
        getset("tb_next", get_next, set_next),
        member("tb_frame", get_frame),
        member("tb_lasti", get_lasti),
        getset("tb_lineno", get_lineno, set_lineno),
    ],
    ..TypeDef::EMPTY
};

fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Traceback<'gc>, Raise<'gc>> {
    match value {
        Value::Traceback(traceback) => Ok(traceback),
        _ => Err(ctx.type_error("a traceback is required")),
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let next = match args.get(1) {
        Value::None => None,
        Value::Traceback(next) => Some(next),
        other => {
            let got = ctx.type_name(other);
            return Err(ctx.type_error(format!("expected traceback object or None, got '{got}'")));
        }
    };
    let Value::Frame(frame) = args.get(2) else {
        let got = ctx.type_name(args.get(2));
        return Err(ctx.type_error(format!("traceback() argument 'tb_frame' must be frame, not {got}")));
    };
    let number = |value| -> Result<i32, Raise<'gc>> {
        i32::try_from(ctx.index_i64(value)?).map_err(|_| ctx.overflow_error("Python int too large to convert to C int"))
    };
    let (lasti, lineno) = (number(args.get(3))?, number(args.get(4))?);
    frame.escape();
    let data = TracebackData { next: Lock::new(next), frame, lasti, lineno: Some(lineno) };
    Step::value(Traceback::alloc(ctx.mc, data))
}

fn dir<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    let names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"];
    Step::value(ctx.list(names.iter().map(|name| ctx.intern(name).into()).collect()))
}

fn get_next<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.next.get().map_or(Value::None, Value::from))
}

fn set_next<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, new: Value<'gc>) -> NativeResult<'gc> {
    let traceback = receiver(ctx, value)?;
    let next = match new {
        Value::Null => return Err(ctx.type_error("can't delete tb_next attribute")),
        Value::None => None,
        Value::Traceback(next) => Some(next),
        other => {
            let got = ctx.type_name(other);
            return Err(ctx.type_error(format!("expected traceback object, got '{got}'")));
        }
    };
    // Whoever walks a traceback relies on its end.
    let mut cursor = next;
    while let Some(entry) = cursor {
        if entry.is(traceback) {
            return Err(ctx.value_error("traceback loop detected"));
        }
        cursor = entry.next.get();
    }
    traceback.set_next(ctx.mc, next);
    Step::value(Value::None)
}

fn get_frame<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let frame = receiver(ctx, value)?.frame;
    frame.escape();
    Step::value(frame)
}

fn get_lasti<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(i64::from(receiver(ctx, value)?.lasti))
}

fn get_lineno<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.lineno.map_or(Value::None, |line| Value::Int(line.into())))
}

fn set_lineno<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, _: Value<'gc>) -> NativeResult<'gc> {
    receiver(ctx, value)?;
    Err(ctx.attribute_error_plain("attribute 'tb_lineno' of 'traceback' objects is not writable"))
}
