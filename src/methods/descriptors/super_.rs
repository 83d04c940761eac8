//! Methods of super. Mirrors `super_init_impl` and its neighbours in
//! `Objects/typeobject.c`.

use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;

use crate::methods::object::name_argument;
use crate::methods::{new_class, wrap};
use crate::objects::LocalKind;
use crate::runtime::def::{TypeDef, member, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, Super, SuperData};
use crate::value::Value;
use crate::vm::attributes::super_::{check_class, find, start_class};

/// What super offers.
pub const SUPER: TypeDef = TypeDef {
    doc: Some("super() -> same as super(__class__, <first argument>)"),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__get__", "(self, instance, owner=None, /)", get)
            .doc("Return an attribute of instance, which is of type owner."),
        slot("__getattribute__", "(self, name, /)", getattribute).doc("Return getattr(self, name)."),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
    ],
    attributes: &[
        member("__thisclass__", this_class),
        member("__self__", self_object),
        member("__self_class__", self_class),
    ],
    absent: &[],
};

fn handle<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Super<'gc>, Raise<'gc>> {
    match value.payload() {
        Value::Super(handle) => Ok(handle),
        _ => Err(ctx.internal_error("receiver is not a super object")),
    }
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.super_)?;
    let data = SuperData { class: Lock::new(None), object: Lock::new(Value::Null), object_class: Lock::new(None) };
    Step::value(wrap(ctx, class, Value::Super(Super::alloc(ctx.mc, data))))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !args.extra().is_empty() {
        return Err(ctx.type_error("super() takes no keyword arguments"));
    }
    let (class, object) = match args.rest() {
        [] => from_frame(ctx)?,
        [class] => (check_class(ctx, *class)?, Value::Null),
        [class, object] => (check_class(ctx, *class)?, if object.is_none() { Value::Null } else { *object }),
        more => {
            return Err(ctx.type_error(format!("super() expected at most 2 arguments, got {}", more.len())));
        }
    };
    if object.is_null() {
        fill(ctx, args.get(0), class, Value::Null, None)?;
        return Step::value(());
    }
    let kept = [args.get(0), class.into(), object];
    start_class(ctx, class, object)?.then(ctx, kept, |ctx, start, [made, class, object]| {
        if let Value::Class(class) = class {
            fill(ctx, made, class, object, start.as_class())?;
        }
        Step::value(())
    })
}

fn fill<'gc>(
    ctx: Ctx<'gc>,
    made: Value<'gc>,
    class: Class<'gc>,
    object: Value<'gc>,
    start: Option<Class<'gc>>,
) -> Result<(), Raise<'gc>> {
    let write = handle(ctx, made)?.write(ctx.mc);
    unlock!(write, SuperData, class).set(Some(class));
    unlock!(write, SuperData, object).set(object);
    unlock!(write, SuperData, object_class).set(start);
    Ok(())
}

/// `super()`: the `__class__` cell and the first argument of the calling function.
fn from_frame<'gc>(ctx: Ctx<'gc>) -> Result<(Class<'gc>, Value<'gc>), Raise<'gc>> {
    let Some(frame) = ctx.thread.data().frame.get() else { return Err(ctx.runtime_error("super(): no current frame")) };
    let frame = frame.data();
    let code = frame.code.get();
    if code.argcount == 0 {
        return Err(ctx.runtime_error("super(): no arguments"));
    }
    let first = frame.slots.first().map_or(Value::Null, |slot| slot.get());
    let first = match first {
        Value::Cell(cell) if code.localspluskinds.first().is_some_and(|kind| kind.contains(LocalKind::CELL)) => {
            cell.raw()
        }
        first => first,
    };
    if first.is_null() {
        return Err(ctx.runtime_error("super(): arg[0] deleted"));
    }
    for (index, name) in code.locals_of_kind(LocalKind::FREE) {
        if !name.is_text("__class__") {
            continue;
        }
        let Some(Value::Cell(cell)) = frame.slots.get(index).map(|slot| slot.get()) else {
            return Err(ctx.runtime_error("super(): bad __class__ cell"));
        };
        return match cell.raw() {
            Value::Null => Err(ctx.runtime_error("super(): empty __class__ cell")),
            Value::Class(class) => Ok((class, first)),
            other => {
                let got = ctx.type_name(other);
                Err(ctx.runtime_error(format!("super(): __class__ is not a type ({got})")))
            }
        };
    }
    Err(ctx.runtime_error("super(): __class__ cell not found"))
}

fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (value, object) = (args.get(0), args.get(1));
    let own = handle(ctx, value)?;
    let Some(class) = own.class.get() else { return Step::value(value) };
    if object.is_none() || !own.object.get().is_null() {
        return Step::value(value);
    }
    let of = ctx.class_of(value);
    if !of.is(ctx.types.super_) {
        return Ok(Step::call(of.into(), &[class.into(), object]));
    }
    start_class(ctx, class, object)?.then(ctx, [class.into(), object], |ctx, start, [class, object]| {
        match (class, start) {
            (Value::Class(class), Value::Class(start)) => Step::value(Super::make(ctx, class, object, start)),
            _ => Err(ctx.internal_error("super without a class")),
        }
    })
}

fn getattribute<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (value, name) = (args.get(0), name_argument(ctx, args.get(1))?);
    find(ctx, handle(ctx, value)?, value, ctx.class_of(value), name)?.ok_or_else(|| ctx.no_attribute(value, name))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = handle(ctx, args.get(0))?;
    let name = |class: Option<Class<'gc>>| class.map_or("NULL".into(), |class| class.name.get().lossy());
    let class = name(own.class.get());
    Step::value(ctx.str(match own.object_class.get() {
        Some(start) => format!("<super: <class '{class}'>, <{} object>>", start.name.get().lossy()),
        None => format!("<super: <class '{class}'>, NULL>"),
    }))
}

fn this_class<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(handle(ctx, object)?.class.get().map_or(Value::None, Value::Class))
}

fn self_object<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(handle(ctx, object)?.object.get().or(Value::None))
}

fn self_class<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(handle(ctx, object)?.object_class.get().map_or(Value::None, Value::Class))
}
