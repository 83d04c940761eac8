//! How objects are taken apart for `copy` and `pickle`: the default
//! `__reduce_ex__`. Mirrors `object___reduce_ex___impl`, `reduce_newobj` and
//! `object_getstate_default` of `Objects/typeobject.c`.

use gc_arena::Collect;

use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{ClassFlags, Layout, Member};
use crate::value::Value;
use crate::vm::attributes::namespace::dict_of;
use crate::vm::attributes::{call_special, get};
use crate::vm::classes::is_native_of;
use crate::vm::ops;

/// `copyreg.name`, the module imported if need be.
fn copyreg<'gc>(ctx: Ctx<'gc>, name: &str) -> NativeResult<'gc> {
    let name = ctx.intern(name);
    if let Some(module) = ctx.get_name(ctx.modules, "copyreg") {
        return get(ctx, module, name);
    }
    let Some(import) = ctx.get_name(ctx.builtins, "__import__") else {
        return Err(ctx.import_error_plain("__import__ not found"));
    };
    Step::call(import, &[ctx.intern("copyreg").into()]).then(ctx, [name.into()], |ctx, module, [name]| {
        match name.as_str() {
            Some(name) => get(ctx, module, name),
            None => Err(ctx.internal_error("copyreg")),
        }
    })
}

fn not_picklable<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Raise<'gc> {
    if matches!(object, Value::Code(_)) {
        return ctx.type_error("cannot pickle code objects");
    }
    ctx.type_error(format!("cannot pickle '{}' object", ctx.type_name(object)))
}

/// `object.__reduce__()`.
///
/// # Errors
/// What `copyreg` raises.
pub fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    old_reduce(ctx, args.get(0), 0)
}

fn old_reduce<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, protocol: i64) -> NativeResult<'gc> {
    copyreg(ctx, "_reduce_ex")?
        .then(ctx, [object, Value::Int(protocol)], |_, function, kept| Ok(Step::call(function, &kept)))
}

/// `object.__reduce_ex__(protocol)`: a `__reduce__` of the class goes first.
///
/// # Errors
/// TypeError for what cannot be taken apart, or what the hooks raise.
pub fn reduce_ex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (object, protocol) = (args.get(0), ctx.index_i64(args.get(1))?);
    let name = ctx.intern("__reduce__");
    let own = ctx.lookup_special(object, name);
    if own.is_some_and(|own| !is_native_of(own, ctx.types.object)) {
        return get(ctx, object, name)?.then(ctx, [], |_, hook, []| Ok(Step::call(hook, &[])));
    }
    if protocol < 2 {
        return old_reduce(ctx, object, protocol);
    }
    if ctx.class_of(object).has(ClassFlags::NO_NEW) {
        return Err(not_picklable(ctx, object));
    }
    Ok(Step::run(Reduce {
        stage: Stage::Start,
        object,
        args: Value::Null,
        keywords: Value::Null,
        maker: Value::Null,
        state: Value::None,
        items: Value::None,
    }))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Start,
    ArgsEx,
    Args,
    Maker,
    State,
    Items,
    Pairs,
    PairItems,
}

#[derive(Collect)]
#[collect(no_drop)]
struct Reduce<'gc> {
    #[collect(require_static)]
    stage: Stage,
    object: Value<'gc>,
    /// Arguments for `__new__`, or NULL when the class names none.
    args: Value<'gc>,
    keywords: Value<'gc>,
    maker: Value<'gc>,
    state: Value<'gc>,
    items: Value<'gc>,
}

impl<'gc> Continuation<'gc> for Reduce<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let value = input.value(ctx)?;
        match self.stage {
            Stage::Start => {
                let object = self.object;
                if let Some(step) = call_special(ctx, object, ctx.intern("__getnewargs_ex__"), &[])? {
                    return self.wait(Stage::ArgsEx, step);
                }
                match call_special(ctx, object, ctx.intern("__getnewargs__"), &[])? {
                    Some(step) => self.wait(Stage::Args, step),
                    None => self.ask_maker(ctx),
                }
            }
            Stage::ArgsEx => {
                let Some(pair) = value.as_tuple() else {
                    let got = ctx.type_name(value);
                    return Err(ctx.type_error(format!("__getnewargs_ex__ should return a tuple, not '{got}'")));
                };
                let &[args, keywords] = pair.as_slice() else {
                    let got = pair.as_slice().len();
                    return Err(
                        ctx.value_error(format!("__getnewargs_ex__ should return a tuple of length 2, not {got}"))
                    );
                };
                if args.as_tuple().is_none() {
                    let got = ctx.type_name(args);
                    return Err(ctx.type_error(format!(
                        "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{got}'"
                    )));
                }
                if keywords.as_dict().is_none() {
                    let got = ctx.type_name(keywords);
                    return Err(ctx.type_error(format!(
                        "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{got}'"
                    )));
                }
                (self.args, self.keywords) = (args, keywords);
                self.ask_maker(ctx)
            }
            Stage::Args => {
                if value.as_tuple().is_none() {
                    let got = ctx.type_name(value);
                    return Err(ctx.type_error(format!("__getnewargs__ should return a tuple, not '{got}'")));
                }
                self.args = value;
                self.ask_maker(ctx)
            }
            Stage::Maker => {
                self.maker = value;
                let name = ctx.intern("__getstate__");
                let own = ctx.lookup_special(self.object, name);
                if own.is_none_or(|own| is_native_of(own, ctx.types.object)) {
                    let native = matches!(ctx.class_of(self.object).layout, Layout::Native(_) | Layout::Type);
                    let container = self.object.as_list().is_some() || self.object.as_dict().is_some();
                    if native && self.args.is_null() && !container {
                        return Err(not_picklable(ctx, self.object));
                    }
                    self.state = default_state(ctx, self.object);
                    return self.ask_items(ctx);
                }
                let step = get(ctx, self.object, name)?.then(ctx, [], |_, hook, []| Ok(Step::call(hook, &[])))?;
                self.wait(Stage::State, step)
            }
            Stage::State => {
                self.state = value;
                self.ask_items(ctx)
            }
            Stage::Items => {
                self.items = value;
                self.done(ctx, self.items, Value::None)
            }
            Stage::Pairs => {
                let step = ops::iter(ctx, value)?;
                self.wait(Stage::PairItems, step)
            }
            Stage::PairItems => self.done(ctx, Value::None, value),
        }
    }
}

impl<'gc> Reduce<'gc> {
    fn wait(&mut self, stage: Stage, step: Step<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        self.stage = stage;
        Ok(Flow::Await(step))
    }

    fn with_keywords(&self) -> bool {
        self.keywords.as_dict().is_some_and(|keywords| !keywords.is_empty())
    }

    fn ask_maker(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let step = copyreg(ctx, if self.with_keywords() { "__newobj_ex__" } else { "__newobj__" })?;
        self.wait(Stage::Maker, step)
    }

    fn ask_items(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if self.object.as_list().is_some() {
            let step = ops::iter(ctx, self.object)?;
            return self.wait(Stage::Items, step);
        }
        if self.object.as_dict().is_some() {
            let step =
                get(ctx, self.object, ctx.intern("items"))?.then(ctx, [], |_, items, []| Ok(Step::call(items, &[])))?;
            return self.wait(Stage::Pairs, step);
        }
        self.done(ctx, Value::None, Value::None)
    }

    fn done(&self, ctx: Ctx<'gc>, items: Value<'gc>, pairs: Value<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let class = Value::Class(ctx.class_of(self.object));
        let given = self.args.as_tuple().map_or(&[][..], |args| args.as_slice());
        let args = if self.with_keywords() {
            ctx.tuple(&[class, self.args, self.keywords])
        } else {
            let mut all = vec![class];
            all.extend_from_slice(given);
            ctx.tuple(&all)
        };
        Flow::value(ctx.tuple(&[self.maker, args, self.state, items, pairs]))
    }
}

/// `object.__getstate__()`.
///
/// # Errors
/// None.
pub fn getstate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(default_state(ctx, args.get(0)))
}

/// The `__dict__`, with the values of slots beside it if there are any; None
/// when there is nothing to tell.
fn default_state<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Value<'gc> {
    let dict = match dict_of(object) {
        Some(dict) if !dict.is_empty() => Value::Dict(dict),
        _ => Value::None,
    };
    let slots = ctx.dict();
    for class in ctx.class_of(object).mro_iter().filter(|class| class.has(ClassFlags::HEAP)) {
        for entry in class.dict.to_vec() {
            if let Value::Member(member) = entry.value
                && let Some(value) = slot_value(object, member)
            {
                slots.set_str(ctx.mc, member.name, value);
            }
        }
    }
    if slots.is_empty() { dict } else { ctx.tuple(&[dict, slots.into()]) }
}

fn slot_value<'gc>(object: Value<'gc>, member: Member<'gc>) -> Option<Value<'gc>> {
    match object {
        Value::Instance(instance) => instance.slots.get(member.index)?.get().some(),
        Value::Exception(exception) => exception.field(member.index).some(),
        _ => None,
    }
}
