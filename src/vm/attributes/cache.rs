//! Inline caches of LOAD_ATTR, STORE_ATTR and CALL: what the instruction learned
//! about the class of the object that it saw last.
//!
//! A cache holds no value, so it keeps nothing alive: it holds the version of
//! the class and a place, where the attribute is looked for first. The version
//! changes whenever a lookup in the class could answer differently; whether a
//! namespace has the name at the place is checked at every use.

use crate::program::{InlineCache, ProgramData};
use crate::runtime::Ctx;
use crate::types::{BuiltinKind, Class, ClassFlags, Dict, Function, Instance, Str};
use crate::value::Value;

use super::bind::{is_data_descriptor, overrides};

/// What `kind` of a cache says: where the attribute is.
mod place {
    /// In the instance's `__dict__`, at `index` when it was learned.
    pub const FIELD: u8 = 1;
    /// In the instance's slot `index`.
    pub const SLOT: u8 = 2;
    /// A function of the class, to be called with the object in front.
    pub const METHOD: u8 = 3;
    /// Something else of the class that is its own value.
    pub const PLAIN: u8 = 4;
    /// A property of the class with a Python function as its getter.
    pub const PROPERTY: u8 = 5;
    /// An entry of a module's namespace.
    pub const MODULE: u8 = 6;
    /// An attribute of the class that is the object itself.
    pub const CLASS: u8 = 7;
    /// The function of the class that initialises its instances.
    pub const INIT: u8 = 8;
}

/// What a cache answers.
pub enum Hit<'gc> {
    /// The attribute.
    Value(Value<'gc>),
    /// The function of a method: the object is its first argument.
    Method(Value<'gc>),
    /// The function of a property: its result is the attribute.
    Getter(Function<'gc>),
    /// Nothing: the attribute is to be looked up.
    Miss,
}

/// The attribute of `owner` that the LOAD_ATTR with this cache and operand means.
#[inline]
pub fn load<'gc>(ctx: Ctx<'gc>, program: &ProgramData<'gc>, cache: u16, arg: u32, owner: Value<'gc>) -> Hit<'gc> {
    let Some(cache) = program.caches.get(usize::from(cache)) else { return Hit::Miss };
    let Value::Instance(instance) = owner else { return load_other(ctx, cache, arg, owner) };
    let class = instance.class.get();
    if class.version.get() != cache.version.get() || cache.version.get() == 0 {
        return Hit::Miss;
    }
    let index = cache.index.get() as usize;
    match cache.kind.get() {
        place::FIELD => {
            if let (Some(dict), Some(name)) = (instance.dict.get(), program.name_at(arg >> 1))
                && let Some(value) = dict.value_if_key(index, name)
            {
                return Hit::Value(value);
            }
        }
        place::SLOT => {
            if let Some(value) = instance.slots.get(index).and_then(|slot| slot.get().some()) {
                return Hit::Value(value);
            }
        }
        place::METHOD if arg & 1 != 0 => {
            if not_shadowed(program, instance, arg)
                && let Some(function) = of_class(class, cache)
            {
                return Hit::Method(function);
            }
        }
        place::PROPERTY => {
            if let Some(Value::Property(property)) = of_class(class, cache)
                && let Value::Function(getter) = property.get.get()
            {
                return Hit::Getter(getter);
            }
        }
        place::PLAIN => {
            if not_shadowed(program, instance, arg)
                && let Some(value) = of_class(class, cache)
            {
                return Hit::Value(value);
            }
        }
        _ => {}
    }
    Hit::Miss
}

/// As [`load`], for objects that are not instances of a program's classes.
#[inline(never)]
fn load_other<'gc>(ctx: Ctx<'gc>, cache: &InlineCache, arg: u32, owner: Value<'gc>) -> Hit<'gc> {
    let version = cache.version.get();
    let found = match (cache.kind.get(), owner) {
        _ if version == 0 => None,
        (place::MODULE, Value::Module(module)) => {
            let same = module.dict.keys_version() == version && module.class.get().is_none();
            if same { module.dict.value_at(cache.index.get() as usize) } else { None }
        }
        (place::CLASS, Value::Class(class)) => {
            let same = class.version.get() == version && ctx.class_of(owner).is(ctx.types.type_);
            if same { of_class(class, cache) } else { None }
        }
        (place::METHOD, _) if arg & 1 != 0 => {
            let class = ctx.class_of(owner);
            return match of_class(class, cache).filter(|_| class.version.get() == version) {
                Some(function) => Hit::Method(function),
                None => Hit::Miss,
            };
        }
        _ => None,
    };
    found.map_or(Hit::Miss, Hit::Value)
}

#[inline]
fn not_shadowed<'gc>(program: &ProgramData<'gc>, instance: Instance<'gc>, arg: u32) -> bool {
    match (instance.dict.get(), program.name_at(arg >> 1)) {
        (None, _) => true,
        (Some(dict), Some(name)) => dict.borrow().probe_str(name).is_none(),
        _ => false,
    }
}

/// The attribute of the class in the namespace and at the place that the cache says.
#[inline]
fn of_class<'gc>(class: Class<'gc>, cache: &InlineCache) -> Option<Value<'gc>> {
    let definer = match cache.version2.get() {
        0 => class,
        place => class.mro.get().as_slice().get(place as usize)?.as_class()?,
    };
    definer.dict.value_at(cache.index.get() as usize)
}

/// Whether to learn at this miss: where many classes meet, rarely.
fn worth_learning(cache: &InlineCache) -> bool {
    let misses = cache.misses.get();
    cache.misses.set(misses.wrapping_add(1));
    misses < 8 || misses.is_multiple_of(64)
}

fn set(cache: &InlineCache, version: u32, kind: u8, definer: u32, index: usize) {
    cache.version.set(version);
    cache.version2.set(definer);
    cache.kind.set(kind);
    cache.index.set(u32::try_from(index).unwrap_or(u32::MAX));
}

/// The place in the order, and in its namespace, of the class that defines `name`.
fn locate<'gc>(class: Class<'gc>, name: Str<'gc>) -> Option<(u32, usize, Value<'gc>)> {
    class.mro_iter().enumerate().find_map(|(definer, class)| {
        let index = class.dict.borrow().probe_str(name)?;
        Some((definer as u32, index, class.dict.value_at(index)?))
    })
}

/// Whether an attribute of a class is the same asked of an instance.
fn is_plain(attribute: Value<'_>) -> bool {
    match attribute {
        Value::None | Value::True | Value::False | Value::Int(_) | Value::Float(_) => true,
        Value::Str(_) | Value::Tuple(_) | Value::List(_) | Value::Dict(_) | Value::Class(_) => true,
        Value::Builtin(builtin) => matches!(builtin.kind, BuiltinKind::Function | BuiltinKind::Static),
        _ => false,
    }
}

/// Learns where LOAD_ATTR finds `owner.name`, if it is a simple case.
#[cold]
pub fn learn_load<'gc>(ctx: Ctx<'gc>, program: &ProgramData<'gc>, cache: u16, owner: Value<'gc>, name: Str<'gc>) {
    let Some(cache) = program.caches.get(usize::from(cache)).filter(|cache| worth_learning(cache)) else { return };
    match owner {
        Value::Module(module) => {
            let index = module.dict.borrow().probe_str(name);
            if let Some(index) = index
                && ctx.types.module.lookup(ctx.mc, name).is_none_or(|attribute| !overrides(ctx, attribute))
            {
                set(cache, module.dict.claim_version(), place::MODULE, 0, index);
            }
            return;
        }
        Value::Class(class) => {
            if let Some((definer, index, value)) = locate(class, name)
                && (is_plain(value) || matches!(value, Value::Function(_)))
                && ctx.types.type_.lookup(ctx.mc, name).is_none()
            {
                set(cache, class.version.get(), place::CLASS, definer, index);
            }
            return;
        }
        Value::Super(_) | Value::Method(_) => return,
        _ => {}
    }
    let class = ctx.class_of(owner);
    if !is_generic(ctx, class, ctx.names.getattribute) {
        return;
    }
    let version = class.version.get();
    let instance = match owner {
        Value::Instance(instance) if matches!(instance.payload.get(), Value::Module(_) | Value::Super(_)) => return,
        Value::Instance(instance) => Some(instance),
        _ => None,
    };
    let found = locate(class, name);
    match (found, instance) {
        (Some((definer, index, Value::Property(_))), Some(_)) => {
            // A `__getattr__` wants to know of an AttributeError of the getter.
            if class.lookup(ctx.mc, ctx.names.getattr).is_none() {
                set(cache, version, place::PROPERTY, definer, index);
            }
        }
        (Some((_, _, Value::Member(member))), Some(_)) if class.is_subclass(member.owner) => {
            set(cache, version, place::SLOT, 0, member.index);
        }
        (Some((_, _, attribute)), _) if overrides(ctx, attribute) => {}
        (_, Some(instance)) if instance.dict.get().is_some_and(|dict| dict.get_str(name).is_some()) => {
            if let Some(index) = instance.dict.get().and_then(|dict| dict.borrow().probe_str(name)) {
                set(cache, version, place::FIELD, 0, index);
            }
        }
        (Some((definer, index, attribute)), _) if super::get::is_method(attribute) => {
            if instance.is_some() || super::namespace::dict_of(owner).is_none() && !has_place(owner) {
                set(cache, version, place::METHOD, definer, index);
            }
        }
        (Some((definer, index, attribute)), Some(_)) if is_plain(attribute) => {
            set(cache, version, place::PLAIN, definer, index);
        }
        _ => {}
    }
}

/// Native objects that get a `__dict__` when they need one.
fn has_place(owner: Value<'_>) -> bool {
    matches!(
        owner,
        Value::Exception(_) | Value::Function(_) | Value::StaticMethod(_) | Value::ClassMethod(_) | Value::TypeParam(_)
    )
}

/// Whether the class has the `__getattribute__` or `__setattr__` of object.
fn is_generic<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, hook: Str<'gc>) -> bool {
    match class.lookup(ctx.mc, hook) {
        Some(Value::Builtin(builtin)) => builtin.owner.is_some_and(|owner| owner.is(ctx.types.object)),
        _ => false,
    }
}

/// Does the STORE_ATTR with this cache, if it is a case that the cache knows.
#[inline]
pub fn store<'gc>(
    ctx: Ctx<'gc>,
    program: &ProgramData<'gc>,
    cache: u16,
    owner: Value<'gc>,
    arg: u32,
    value: Value<'gc>,
) -> bool {
    let Some(cache) = program.caches.get(usize::from(cache)) else { return false };
    let Value::Instance(instance) = owner else { return false };
    if instance.class.get().version.get() != cache.version.get() || cache.version.get() == 0 {
        return false;
    }
    let index = cache.index.get() as usize;
    match cache.kind.get() {
        place::FIELD => {
            let Some(name) = program.name_at(arg) else { return false };
            match instance.dict.get() {
                Some(dict) if dict.set_if_key(ctx.mc, index, name, value) => {}
                _ => add_field(ctx, cache, instance, name, value),
            }
            true
        }
        place::SLOT if index < instance.slots.len() => {
            instance.set_slot(ctx.mc, index, value);
            true
        }
        _ => false,
    }
}

/// The `__init__` of a class that the CALL with this cache calls, where making
/// an instance is just that.
#[inline]
pub fn initialiser<'gc>(
    ctx: Ctx<'gc>,
    program: &ProgramData<'gc>,
    cache: u16,
    class: Class<'gc>,
) -> Option<Function<'gc>> {
    let cache = program.caches.get(usize::from(cache))?;
    let known = cache.version.get() != 0 && cache.version.get() == class.version.get();
    if !known || class.has(ClassFlags::ABSTRACT) || !ctx.class_of(class.into()).is(ctx.types.type_) {
        return None;
    }
    match of_class(class, cache)? {
        Value::Function(function) => Some(function),
        _ => None,
    }
}

/// Learns where a CALL of `class` finds its `__init__`, if it is a simple case.
#[cold]
pub fn learn_call<'gc>(ctx: Ctx<'gc>, program: &ProgramData<'gc>, cache: u16, class: Class<'gc>) {
    let Some(cache) = program.caches.get(usize::from(cache)).filter(|cache| worth_learning(cache)) else { return };
    if crate::vm::classes::is_plain(ctx, class)
        && let Some((definer, index, Value::Function(_))) = locate(class, ctx.names.init)
    {
        set(cache, class.version.get(), place::INIT, definer, index);
    }
}

/// Sets a field that is not where it was last time.
#[inline(never)]
fn add_field<'gc>(ctx: Ctx<'gc>, cache: &InlineCache, instance: Instance<'gc>, name: Str<'gc>, value: Value<'gc>) {
    let dict: Dict<'gc> = instance.dict_or_new(ctx.mc);
    let found = dict.borrow().probe_str(name);
    match found {
        Some(index) => {
            cache.index.set(u32::try_from(index).unwrap_or(u32::MAX));
            dict.set_value(ctx.mc, index, value);
        }
        None => dict.borrow_mut(ctx.mc).insert_new(name.hash(), name.into(), value),
    }
}

/// Learns where STORE_ATTR puts `owner.name`, if it is a simple case.
#[cold]
pub fn learn_store<'gc>(ctx: Ctx<'gc>, program: &ProgramData<'gc>, cache: u16, owner: Value<'gc>, name: Str<'gc>) {
    let Some(cache) = program.caches.get(usize::from(cache)).filter(|cache| worth_learning(cache)) else { return };
    let Value::Instance(instance) = owner else { return };
    let class = instance.class.get();
    if matches!(instance.payload.get(), Value::Module(_)) || !is_generic(ctx, class, ctx.names.setattr) {
        return;
    }
    match class.lookup(ctx.mc, name) {
        Some(Value::Member(member)) if class.is_subclass(member.owner) => {
            set(cache, class.version.get(), place::SLOT, 0, member.index);
        }
        Some(attribute) if is_data_descriptor(ctx, attribute) => {}
        _ if class.has(ClassFlags::DICT) => {
            let index = instance.dict.get().and_then(|dict| dict.borrow().probe_str(name)).unwrap_or(0);
            set(cache, class.version.get(), place::FIELD, 0, index);
        }
        _ => {}
    }
}
