//! `type.__new__`: making a class object. Mirrors `type_new` and its helpers.

use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;
use gc_arena::{Collect, Gc};

use super::bases::{best_base, metaclass_of};
use super::build::call_with;
use super::slots::{Added, with_slots, without_slots};
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step, then_input};
use crate::types::descriptor::WrapperData;
use crate::types::{
    Class, ClassData, ClassFlags, ClassMethod, Dict, Entry, GetSet, GetSetData, List, Member, MemberData, StaticMethod,
    Str, Tuple,
};
use crate::value::Value;
use crate::vm::attributes::call_special;
use crate::vm::attributes::super_::super_get;
use crate::vm::ops;

/// `type.__new__(metaclass, name, bases, namespace, **keywords)`.
///
/// # Errors
/// TypeError or ValueError for a class that cannot be, or what the code that it calls raises.
pub fn new_class<'gc>(
    ctx: Ctx<'gc>,
    metaclass: Class<'gc>,
    name: Str<'gc>,
    bases: Tuple<'gc>,
    namespace: Dict<'gc>,
    keywords: Dict<'gc>,
) -> NativeResult<'gc> {
    if let Some(base) = bases.as_slice().iter().find(|base| base.as_class().is_none()) {
        return match ctx.lookup_special(*base, ctx.names.mro_entries) {
            Some(_) => Err(ctx.type_error("type() doesn't support MRO entry resolution; use types.new_class()")),
            // The metaclass is decided first, as the message of a conflict goes before.
            None => {
                metaclass_of(ctx, metaclass, bases.as_slice()).and_then(|_| Err(ctx.type_error("bases must be types")))
            }
        };
    }
    let winner = metaclass_of(ctx, metaclass, bases.as_slice())?;
    if !winner.is(metaclass)
        && let Some(new) = winner.lookup(ctx.mc, ctx.names.new)
        && !super::is_native_of(new, ctx.types.type_)
    {
        let callee = match new {
            Value::StaticMethod(wrapper) => wrapper.function.get(),
            other => other,
        };
        let args = [winner.into(), name.into(), bases.into(), namespace.into()];
        return Ok(call_with(ctx, callee, &args, keywords));
    }
    let bases = if bases.as_slice().is_empty() { Tuple::new(ctx.mc, [ctx.types.object.into()]) } else { bases };
    let base = best_base(ctx, bases.as_slice())?;
    // The class gets a copy of its own.
    let namespace = namespace.copy(ctx.mc);
    let slots = match namespace.get_str(ctx.names.slots) {
        None => {
            let added = without_slots(base);
            return make(ctx, winner, name, bases, base, namespace, keywords, added);
        }
        Some(one) if one.as_str().is_some() => Step::Return(ctx.list(vec![one])),
        Some(many) => ops::collect(ctx, many)?,
    };
    let kept = [winner.into(), name.into(), bases.into(), namespace.into(), keywords.into()];
    slots.then(ctx, kept, |ctx, slots, kept| {
        let (
            [
                Value::Class(metaclass),
                Value::Str(name),
                Value::Tuple(bases),
                Value::Dict(namespace),
                Value::Dict(keywords),
            ],
            Some(slots),
        ) = (kept, slots.as_list())
        else {
            return Err(ctx.internal_error("slots"));
        };
        let base = best_base(ctx, bases.as_slice())?;
        let added = with_slots(ctx, name, &List::to_vec(slots), base, bases.as_slice(), namespace)?;
        make(ctx, metaclass, name, bases, base, namespace, keywords, added)
    })
}

/// Wraps a plain function of the namespace.
fn wrap_function<'gc>(ctx: Ctx<'gc>, namespace: Dict<'gc>, name: Str<'gc>, class_method: bool) {
    let Some(function @ Value::Function(_)) = namespace.get_str(name) else { return };
    let data = WrapperData { function: Lock::new(function), dict: Lock::new(None) };
    let wrapped = if class_method {
        Value::ClassMethod(ClassMethod::alloc(ctx.mc, data))
    } else {
        Value::StaticMethod(StaticMethod::alloc(ctx.mc, data))
    };
    namespace.set_str(ctx.mc, name, wrapped);
}

/// The flags of a new class.
fn flags_of<'gc>(base: Class<'gc>, added: &Added<'gc>) -> ClassFlags {
    let inherited =
        ClassFlags::DICT | ClassFlags::WEAKREF | ClassFlags::SEQUENCE | ClassFlags::MAPPING | ClassFlags::MATCH_SELF;
    let mut flags = (base.data().flags.get() & inherited) | ClassFlags::HEAP | ClassFlags::BASE;
    flags.set(ClassFlags::DICT, added.dict || base.has(ClassFlags::DICT));
    flags.set(ClassFlags::WEAKREF, added.weakref || base.has(ClassFlags::WEAKREF));
    flags
}

/// Takes a cell that the compiler left in the namespace out of it.
fn take_cell<'gc>(
    ctx: Ctx<'gc>,
    namespace: Dict<'gc>,
    name: Str<'gc>,
) -> Result<Option<crate::objects::Cell<'gc>>, Raise<'gc>> {
    match namespace.remove_str(ctx.mc, name) {
        None => Ok(None),
        Some(Value::Cell(cell)) => Ok(Some(cell)),
        Some(other) => {
            let got = super::class_repr(ctx, ctx.class_of(other));
            Err(ctx.type_error(format!("{} must be a nonlocal cell, not {got}", name.lossy())))
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn make<'gc>(
    ctx: Ctx<'gc>,
    metaclass: Class<'gc>,
    name: Str<'gc>,
    bases: Tuple<'gc>,
    base: Class<'gc>,
    namespace: Dict<'gc>,
    keywords: Dict<'gc>,
    added: Added<'gc>,
) -> NativeResult<'gc> {
    let names = ctx.names;
    if name.wtf8().as_bytes().contains(&0) {
        return Err(ctx.value_error("type name must not contain null characters"));
    }
    if namespace.get_str(names.module).is_none()
        && let Some(frame) = ctx.thread.data().frame.get()
        && let Some(module) = frame.data().globals.get().get_str(names.name)
    {
        namespace.set_str(ctx.mc, names.module, module);
    }
    let qualname = match namespace.get_str(names.qualname) {
        None => name,
        Some(given) => match given.as_str() {
            Some(text) => {
                namespace.remove_str(ctx.mc, names.qualname);
                text
            }
            None => {
                let got = ctx.type_name(given);
                return Err(ctx.type_error(format!("type __qualname__ must be a str, not {got}")));
            }
        },
    };
    wrap_function(ctx, namespace, names.new, false);
    wrap_function(ctx, namespace, names.init_subclass, true);
    wrap_function(ctx, namespace, names.class_getitem, true);
    let class_cell = take_cell(ctx, namespace, names.classcell)?;
    let dict_cell = take_cell(ctx, namespace, names.classdictcell)?;

    let class = Class::bare(ctx.mc, name, base.layout, flags_of(base, &added), namespace);
    let write = class.write(ctx.mc);
    unlock!(write, ClassData, qualname).set(qualname);
    unlock!(write, ClassData, metaclass).set(Some(metaclass));
    let first = base.data().slots.get();
    class.data().slots.set(first + added.names.len());
    for (index, slot) in added.names.iter().enumerate() {
        let member = Member::alloc(ctx.mc, MemberData { name: *slot, owner: class, index: first + index });
        namespace.set_str(ctx.mc, *slot, member.into());
    }
    let plain = |name: Str<'gc>, get, set| {
        let data = GetSetData { name, owner: class, get, set, member: false, doc: "" };
        Value::GetSet(GetSet(Gc::new(ctx.mc, data)))
    };
    if added.dict && namespace.get_str(names.dict).is_none() {
        let getset = plain(
            names.dict,
            crate::methods::object::get_dict,
            Some(crate::methods::object::set_dict as crate::runtime::Setter),
        );
        namespace.set_str(ctx.mc, names.dict, getset);
    }
    if added.weakref && namespace.get_str(names.weakref).is_none() {
        namespace.set_str(ctx.mc, names.weakref, plain(names.weakref, crate::methods::object::get_weakref, None));
    }
    if namespace.get_str(names.doc).is_none() {
        namespace.set_str(ctx.mc, names.doc, Value::None);
    }
    if namespace.get_str(names.hash).is_none() && namespace.get_str(names.eq).is_some() {
        namespace.set_str(ctx.mc, names.hash, Value::None);
    }

    let classes: Vec<Class<'gc>> = bases.as_slice().iter().filter_map(|base| base.as_class()).collect();
    // The order is computed below; until then the class has only itself.
    class.link(ctx.mc, &classes, Some(base), &[class]);
    unlock!(write, ClassData, bases).set(bases);
    let kept = [
        class.into(),
        keywords.into(),
        class_cell.map_or(Value::Null, Value::Cell),
        dict_cell.map_or(Value::Null, Value::Cell),
    ];
    let order = super::mro::compute_order(ctx, class);
    then_input(order, ctx, kept, |ctx, input, [class, keywords, class_cell, dict_cell]| {
        let (Value::Class(class), Value::Dict(keywords)) = (class, keywords) else {
            return Err(ctx.internal_error("class"));
        };
        if let Err(raise) = input.value(ctx) {
            for base in class.bases.get().as_slice().iter().filter_map(|base| base.as_class()) {
                class.unlink(ctx.mc, base);
            }
            return Err(raise);
        }
        if let Value::Cell(cell) = class_cell {
            cell.set(ctx.mc, class.into());
        }
        if let Value::Cell(cell) = dict_cell {
            cell.set(ctx.mc, class.dict.into());
        }
        finish(ctx, class, keywords)
    })
}

/// Calls `__set_name__` of the attributes and `__init_subclass__` of the parent.
fn finish<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, keywords: Dict<'gc>) -> NativeResult<'gc> {
    let entries: Vec<Entry<'gc>> = class
        .dict
        .to_vec()
        .into_iter()
        .filter(|entry| ctx.lookup_special(entry.value, ctx.names.set_name).is_some())
        .collect();
    if entries.is_empty() {
        return init_subclass(ctx, class, keywords);
    }
    Ok(Step::run(SetNames { class, keywords, entries, next: 0, running: false }))
}

fn init_subclass<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, keywords: Dict<'gc>) -> NativeResult<'gc> {
    let name = ctx.names.init_subclass;
    if keywords.is_empty()
        && let Some(found) = crate::vm::attributes::super_::lookup_after(class, class, name)
        && super::is_native_of(found, ctx.types.object)
    {
        return Step::value(class);
    }
    super_get(ctx, class, class.into(), name)?.then(
        ctx,
        [class.into(), keywords.into()],
        |ctx, hook, [class, keywords]| {
            let Value::Dict(keywords) = keywords else { return Err(ctx.internal_error("class keywords")) };
            call_with(ctx, hook, &[], keywords).then(ctx, [class], |_, _, [class]| Step::value(class))
        },
    )
}

#[derive(Collect)]
#[collect(no_drop)]
struct SetNames<'gc> {
    class: Class<'gc>,
    keywords: Dict<'gc>,
    entries: Vec<Entry<'gc>>,
    #[collect(require_static)]
    next: usize,
    /// Whether an answer is due.
    #[collect(require_static)]
    running: bool,
}

impl<'gc> Continuation<'gc> for SetNames<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if self.running {
            let entry = self.entries.get(self.next).copied();
            self.next += 1;
            self.running = false;
            if let (Input::Raise(raise), Some(entry)) = (input, entry) {
                return Ok(Flow::Done(add_note(ctx, raise, self.class, entry)?));
            }
        }
        while let Some(entry) = self.entries.get(self.next).copied() {
            match call_special(ctx, entry.value, ctx.names.set_name, &[self.class.into(), entry.key])? {
                Some(step) => {
                    self.running = true;
                    return Ok(Flow::Await(step));
                }
                None => self.next += 1,
            }
        }
        Ok(Flow::Done(init_subclass(ctx, self.class, self.keywords)?))
    }
}

/// Says in a note of the exception whose `__set_name__` it was, and raises it.
fn add_note<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, class: Class<'gc>, entry: Entry<'gc>) -> NativeResult<'gc> {
    let key = match entry.key {
        Value::Str(key) => crate::text::repr::str_repr(key.wtf8()),
        other => ctx.type_name(other),
    };
    let note = ctx.str(format!(
        "Error calling __set_name__ on '{}' instance {key} in '{}'",
        ctx.type_name(entry.value),
        class.name.get().lossy()
    ));
    let dict = raise.dict_or_new(ctx.mc);
    match dict.get_str(ctx.names.notes).and_then(Value::as_list) {
        Some(notes) => notes.push(ctx.mc, note),
        None => dict.set_str(ctx.mc, ctx.names.notes, ctx.list(vec![note])),
    }
    Err(raise)
}
