//! `_abc`: abstract base classes. Mirrors `Modules/_abc.c`.

use gc_arena::Collect;

use super::ModuleDef;
use crate::methods::type_arguments::attribute;
use crate::runtime::def::function;
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Abc, AbcSet, Class, ClassFlags, Dict, FrozenSet, Set, Str, WeakKind};
use crate::value::Value;
use crate::vm::{attributes, classes};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_abc",
    doc: "Module contains faster C implementation of abc.ABCMeta",
    functions: &[
        function("get_cache_token", "()", |ctx, _| Step::value(ctx.int(counter(ctx)))),
        function("_abc_init", "(self, /)", init),
        function("_abc_register", "(self, subclass, /)", register),
        function("_abc_instancecheck", "(self, instance, /)", instance_check),
        function("_abc_subclasscheck", "(self, subclass, /)", subclass_check),
        function("_reset_registry", "(self, /)", |ctx, args| reset(ctx, args, &[AbcSet::Registry])),
        function("_reset_caches", "(self, /)", |ctx, args| reset(ctx, args, &[AbcSet::Cache, AbcSet::Negative])),
        function("_get_dump", "(self, /)", dump),
    ],
    init: |_, _| Ok(()),
};

const COUNTER: &str = "abc.counter";

/// How often a class has been registered: what is known not to be a subclass
/// may be one after that.
fn counter(ctx: Ctx<'_>) -> u64 {
    match ctx.get_name(ctx.module_state, COUNTER) {
        Some(Value::Int(count)) => count.unsigned_abs(),
        _ => 0,
    }
}

fn data_of<'gc>(ctx: Ctx<'gc>, class: Value<'gc>) -> Result<Abc<'gc>, Raise<'gc>> {
    let found = match class {
        Value::Class(class) => class.lookup(ctx.mc, ctx.intern("_abc_impl")).unwrap_or(Value::Null),
        other => attribute(ctx, other, "_abc_impl")?,
    };
    match found {
        Value::Abc(data) => Ok(data),
        Value::Null => Err(ctx.no_attribute(class, ctx.intern("_abc_impl"))),
        _ => Err(ctx.type_error("_abc_impl is set to a wrong type")),
    }
}

fn is_abstract<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<bool, Raise<'gc>> {
    if matches!(value, Value::Builtin(_) | Value::Str(_) | Value::Int(_) | Value::None | Value::Tuple(_)) {
        return Ok(false);
    }
    let step = attributes::get_optional(ctx, value, ctx.names.isabstractmethod)?;
    let mark = ctx.reenter(step)?;
    Ok(!mark.is_null() && ctx.is_true(mark)?)
}

/// The names of the abstract methods of a class: its own, and inherited ones
/// that it has not replaced.
fn abstract_methods<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> Result<Vec<Str<'gc>>, Raise<'gc>> {
    let mut found: Vec<Str<'gc>> = Vec::new();
    for entry in class.dict.to_vec() {
        if let Value::Str(name) = entry.key
            && is_abstract(ctx, entry.value)?
        {
            found.push(name);
        }
    }
    for base in class.bases.get().as_slice().iter().filter_map(|base| base.as_class()) {
        let Some(inherited) = base.dict.get_str(ctx.names.abstractmethods) else { continue };
        let step = crate::vm::ops::collect(ctx, inherited)?;
        let names = ctx.reenter(step)?.as_list().map(crate::types::List::to_vec).unwrap_or_default();
        for name in names.into_iter().filter_map(Value::as_str) {
            if found.iter().any(|known| known.same_text(name)) {
                continue;
            }
            let step = attributes::get_optional(ctx, class.into(), name)?;
            let value = ctx.reenter(step)?;
            if !value.is_null() && is_abstract(ctx, value)? {
                found.push(name);
            }
        }
    }
    Ok(found)
}

/// `__abc_tpflags__` of a class: what its instances match in `match`.
const COLLECTION_FLAGS: [(i64, ClassFlags); 2] = [(1 << 5, ClassFlags::SEQUENCE), (1 << 6, ClassFlags::MAPPING)];

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::Class(class) = args.get(0) else {
        return Err(ctx.type_error("_abc_init() argument must be a class"));
    };
    let table = Dict::new_set(ctx.mc);
    for name in abstract_methods(ctx, class)? {
        ctx.set_add(table, name.into())?;
    }
    let names = Value::FrozenSet(FrozenSet::new(ctx.mc, table));
    let data = Abc::new(ctx.mc, counter(ctx));
    if let Some(flags) = class.dict.remove_str(ctx.mc, ctx.intern("__abc_tpflags__")).and_then(Value::as_i64) {
        let (sequence, mapping) = (flags & (1 << 5) != 0, flags & (1 << 6) != 0);
        if sequence && mapping {
            return Err(ctx.type_error("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING"));
        }
        for (bit, flag) in COLLECTION_FLAGS {
            if flags & bit != 0 {
                class.set_flag(flag, true);
            }
        }
    }
    class.set(ctx.mc, ctx.intern("_abc_impl"), data.into());
    attributes::set(ctx, class.into(), ctx.names.abstractmethods, names)
}

fn register<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (own, subclass) = (args.get(0), args.get(1));
    if subclass.as_class().is_none() {
        return Err(ctx.type_error("Can only register classes"));
    }
    classes::is_subclass(ctx, subclass, own)?.then(ctx, [own, subclass], |ctx, already, [own, subclass]| {
        if matches!(already, Value::True) {
            return Step::value(subclass);
        }
        classes::is_subclass(ctx, own, subclass)?.then(ctx, [own, subclass], |ctx, cycle, [own, subclass]| {
            if matches!(cycle, Value::True) {
                return Err(ctx.runtime_error("Refusing to create an inheritance cycle"));
            }
            let data = data_of(ctx, own)?;
            if let (Value::Class(own), Value::Class(class)) = (own, subclass) {
                data.add(ctx.mc, AbcSet::Registry, class);
                for (_, flag) in COLLECTION_FLAGS {
                    if own.has(flag) {
                        set_flag_below(ctx, class, flag);
                    }
                }
            }
            let next = i64::try_from(counter(ctx).saturating_add(1)).unwrap_or(i64::MAX);
            ctx.set_name(ctx.module_state, COUNTER, next);
            Step::value(subclass)
        })
    })
}

/// Sets what `match` asks for on a class and all that derive from it.
fn set_flag_below<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, flag: ClassFlags) {
    let mut pending = vec![class];
    while let Some(class) = pending.pop() {
        if class.has(ClassFlags::HEAP) && !class.has(flag) {
            class.set_flag(flag, true);
            pending.extend(class.subclasses(ctx.mc));
        }
    }
}

fn instance_check<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (own, instance) = (args.get(0), args.get(1));
    let data = data_of(ctx, own)?;
    let subtype = ctx.class_of(instance);
    attributes::get(ctx, instance, ctx.names.class)?.then(
        ctx,
        [own, data.into(), subtype.into()],
        |ctx, subclass, [own, data, subtype]| {
            let (Value::Abc(data), Value::Class(real)) = (data, subtype) else {
                return Err(ctx.internal_error("abc data expected"));
            };
            if let Value::Class(class) = subclass {
                if data.contains(ctx.mc, AbcSet::Cache, class) {
                    return Step::value(true);
                }
                if class.is(real)
                    && data.version.get() == counter(ctx)
                    && data.contains(ctx.mc, AbcSet::Negative, class)
                {
                    return Step::value(false);
                }
            }
            ask(ctx, own, subclass)?.then(ctx, [own, subclass, subtype], |ctx, answer, [own, subclass, subtype]| {
                if subclass.is(subtype) || ctx.is_true(answer)? {
                    return Step::value(answer);
                }
                ask(ctx, own, subtype)
            })
        },
    )
}

/// `own.__subclasscheck__(class)`.
fn ask<'gc>(ctx: Ctx<'gc>, own: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, own, ctx.names.subclasscheck)?
        .then(ctx, [class], |_, check, [class]| Ok(Step::call(check, &[class])))
}

fn subclass_check<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (own, subclass) = (args.get(0), args.get(1));
    let Value::Class(class) = subclass else {
        return Err(ctx.type_error("issubclass() arg 1 must be a class"));
    };
    let data = data_of(ctx, own)?;
    if data.contains(ctx.mc, AbcSet::Cache, class) {
        return Step::value(true);
    }
    if data.version.get() < counter(ctx) {
        data.clear(ctx.mc, AbcSet::Negative);
        data.data().version.set(counter(ctx));
    } else if data.contains(ctx.mc, AbcSet::Negative, class) {
        return Step::value(false);
    }
    Ok(Step::run(SubclassCheck { own, class, data, stage: Stage::Start, others: Vec::new(), next: 0 }))
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    Start,
    /// Was given `__subclasshook__`.
    Hook,
    /// Was given what it says.
    HookAnswer,
    /// Goes through the registered classes.
    Registry,
    /// Was given `__subclasses__`.
    Subclasses,
    /// Was given what it returned.
    SubclassList,
    /// Goes through the subclasses.
    EachSubclass,
}

/// The rest of `issubclass`, which may have to ask other classes.
#[derive(Collect)]
#[collect(no_drop)]
struct SubclassCheck<'gc> {
    own: Value<'gc>,
    class: Class<'gc>,
    data: Abc<'gc>,
    #[collect(require_static)]
    stage: Stage,
    others: Vec<Value<'gc>>,
    #[collect(require_static)]
    next: usize,
}

impl<'gc> SubclassCheck<'gc> {
    fn answer(&self, ctx: Ctx<'gc>, answer: bool) -> Result<Flow<'gc>, Raise<'gc>> {
        let set = if answer { AbcSet::Cache } else { AbcSet::Negative };
        self.data.add(ctx.mc, set, self.class);
        Flow::value(answer)
    }

    /// Asks the next of `others` whether the class is its subclass.
    fn ask_next(&mut self, ctx: Ctx<'gc>) -> Result<Option<Flow<'gc>>, Raise<'gc>> {
        while let Some(&other) = self.others.get(self.next) {
            self.next += 1;
            match classes::is_subclass(ctx, self.class.into(), other)? {
                Step::Return(Value::True) => return self.answer(ctx, true).map(Some),
                Step::Return(_) => {}
                step => return Ok(Some(Flow::Await(step))),
            }
        }
        Ok(None)
    }
}

impl<'gc> Continuation<'gc> for SubclassCheck<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let value = input.value(ctx)?;
        match self.stage {
            Stage::Start => {
                self.stage = Stage::Hook;
                return attributes::get(ctx, self.own, ctx.intern("__subclasshook__")).map(Flow::Await);
            }
            Stage::Hook => {
                self.stage = Stage::HookAnswer;
                return Ok(Flow::Await(Step::call(value, &[self.class.into()])));
            }
            Stage::HookAnswer => {
                match value {
                    Value::True => return self.answer(ctx, true),
                    Value::False => return self.answer(ctx, false),
                    Value::NotImplemented => {}
                    _ => {
                        let message = "__subclasshook__ must return either False, True, or NotImplemented";
                        return Err(ctx.error(ctx.types.exceptions.AssertionError, message));
                    }
                }
                if self.own.as_class().is_some_and(|own| self.class.is_subclass(own)) {
                    return self.answer(ctx, true);
                }
                let registered = self.data.classes(ctx.mc, AbcSet::Registry);
                self.others = registered.into_iter().map(Value::Class).collect();
                self.stage = Stage::Registry;
            }
            Stage::Registry | Stage::EachSubclass => {
                if matches!(value, Value::True) {
                    return self.answer(ctx, true);
                }
            }
            Stage::Subclasses => {
                self.stage = Stage::SubclassList;
                return Ok(Flow::Await(Step::call(value, &[])));
            }
            Stage::SubclassList => {
                let Some(list) = value.as_list() else {
                    return Err(ctx.type_error("__subclasses__() must return a list"));
                };
                (self.others, self.next) = (list.to_vec(), 0);
                self.stage = Stage::EachSubclass;
            }
        }
        if let Some(flow) = self.ask_next(ctx)? {
            return Ok(flow);
        }
        if self.stage == Stage::Registry {
            self.stage = Stage::Subclasses;
            return attributes::get(ctx, self.own, ctx.intern("__subclasses__")).map(Flow::Await);
        }
        self.answer(ctx, false)
    }
}

fn reset<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, sets: &[AbcSet]) -> NativeResult<'gc> {
    let data = data_of(ctx, args.get(0))?;
    for set in sets {
        data.clear(ctx.mc, *set);
    }
    Step::value(())
}

fn dump<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let data = data_of(ctx, args.get(0))?;
    let mut parts = Vec::with_capacity(4);
    for set in [AbcSet::Registry, AbcSet::Cache, AbcSet::Negative] {
        let table = Dict::new_set(ctx.mc);
        for class in data.classes(ctx.mc, set) {
            let kind = WeakKind::Reference;
            let reference = crate::methods::weakref::make_entered(ctx, kind, class.into(), Value::None)?;
            ctx.set_add(table, reference)?;
        }
        parts.push(Value::Set(Set::new(ctx.mc, table)));
    }
    parts.push(ctx.int(data.version.get()));
    Step::value(ctx.tuple(&parts))
}
