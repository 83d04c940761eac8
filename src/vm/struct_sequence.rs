//! Struct sequences: tuples whose items have names, such as
//! `sys.version_info`. Mirrors `Objects/structseq.c`.

use gc_arena::barrier::unlock;

use crate::runtime::def::slot;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Class, ClassData, ClassFlags, Instance, Member, MemberData, Tuple};
use crate::value::Value;
use crate::vm::{ops, setup};

/// The class of struct sequences `module.name` with these fields, made at the
/// first call.
pub fn class<'gc>(ctx: Ctx<'gc>, module: &str, name: &str, fields: &[&str]) -> Class<'gc> {
    let key = format!("{module}.{name}");
    if let Some(Value::Class(class)) = ctx.get_name(ctx.module_state, &key) {
        return class;
    }
    let tuple = ctx.types.tuple;
    let flags = ClassFlags::SEQUENCE | ClassFlags::MATCH_SELF | ClassFlags::NO_NEW;
    let class = Class::bare(ctx.mc, ctx.intern(name), tuple.layout, flags, ctx.dict());
    unlock!(class.write(ctx.mc), ClassData, metaclass).set(Some(ctx.types.type_));
    class.link(ctx.mc, &[tuple], Some(tuple), &[class, tuple, ctx.types.object]);
    class.data().slots.set(fields.len());
    for (index, field) in fields.iter().enumerate() {
        let name = ctx.intern(field);
        let member = Member::alloc(ctx.mc, MemberData { name, owner: class, index });
        class.dict.set_str(ctx.mc, name, Value::Member(member));
    }
    let names: Vec<_> = fields.iter().map(|field| ctx.intern(field).into()).collect();
    class.dict.set_str(ctx.mc, ctx.names.match_args, ctx.tuple(&names));
    class.dict.set_str(ctx.mc, ctx.names.module, ctx.str(module));
    for count in ["n_fields", "n_sequence_fields"] {
        ctx.set_name(class.dict, count, fields.len() as i64);
    }
    ctx.set_name(class.dict, "n_unnamed_fields", 0);
    let repr = setup::make_builtin(ctx, &slot("__repr__", "(self, /)", repr), Some(class), Value::Null);
    class.set(ctx.mc, ctx.names.repr, repr.into());
    ctx.set_name(ctx.module_state, &key, class);
    class
}

/// An instance with these items.
pub fn make<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, items: &[Value<'gc>]) -> Value<'gc> {
    let instance = Instance::new(ctx.mc, class, Tuple::new(ctx.mc, items).into());
    for (index, &item) in items.iter().enumerate() {
        instance.set_slot(ctx.mc, index, item);
    }
    instance.into()
}

/// `module.name(field=value, ...)`.
fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(args.get(0));
    let names = class.lookup(ctx.mc, ctx.names.match_args).and_then(Value::as_tuple);
    let module = match class.dict.get_str(ctx.names.module) {
        Some(Value::Str(module)) if !module.is_text("builtins") => format!("{}.", module.lossy()),
        _ => String::new(),
    };
    let mut step = Step::Return(ctx.str(format!("{module}{}(", class.name.get().lossy())));
    let items = args.get(0).as_tuple().map_or(&[][..], |items| items.as_slice());
    let names = names.map_or(&[][..], |names| names.as_slice());
    for (index, (&item, &name)) in items.iter().zip(names).enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let name = ctx.str(format!("{comma}{}=", name.as_str().map_or_else(Default::default, |name| name.lossy())));
        step = step.then(ctx, [name, item], |ctx, text, [name, item]| {
            ops::repr(ctx, item)?
                .then(ctx, [text, name], |ctx, item, [text, name]| Ok(Step::Return(join(ctx, &[text, name, item]))))
        })?;
    }
    step.then(ctx, [], |ctx, text, []| Ok(Step::Return(join(ctx, &[text, ctx.str(")")]))))
}

fn join<'gc>(ctx: Ctx<'gc>, parts: &[Value<'gc>]) -> Value<'gc> {
    let mut text = rustpython_wtf8::Wtf8Buf::new();
    for part in parts.iter().filter_map(|part| part.as_str()) {
        text.push_wtf8(part.wtf8());
    }
    ctx.str(text)
}
