//! Start-up: makes the classes, puts the natives in place.

use std::cell::OnceCell;

use gc_arena::lock::Lock;
use gc_arena::{Mutation, barrier::unlock};
use hashbrown::HashTable;

use super::{attributes, drive, finalize, ops, warn};
use crate::builtins;
use crate::methods;
use crate::runtime::def::{AttributeDef, FunctionDef, TypeDef};
use crate::runtime::state::{Config, Hooks, Output, Parts, intern_in};
use crate::runtime::{Ctx, Names, Raise, Root, State};
use crate::types::classes::ClassSpec;
use crate::types::{
    Builtin, BuiltinData, Class, ClassData, ClassFlags, Dict, GetSet, GetSetData, Member, MemberData, Str, Types,
};
use crate::value::Value;

/// The root of a heap that can run programs.
///
/// # Panics
/// Never: the natives' own set-up cannot fail but by a bug of theirs, which
/// then shows as a missing name.
pub fn root<'gc>(mc: &'gc Mutation<'gc>, config: Config, output: Box<dyn Output>) -> Root<'gc> {
    let mut interned = HashTable::new();
    let names = Names::build(|text| intern_in(mc, &mut interned, rustpython_wtf8::Wtf8::new(text), None));
    let mut object = None;
    let mut fields = Vec::new();
    let types = Types::build(|spec, bases| {
        let name = intern_in(mc, &mut interned, rustpython_wtf8::Wtf8::new(spec.name), None);
        let class = make_class(mc, spec, name, bases, object);
        object.get_or_insert(class);
        fields.push((class, *spec));
        class
    });
    for &(class, _) in &fields {
        unlock!(class.write(mc), ClassData, metaclass).set(Some(types.type_));
    }
    let hooks = Hooks {
        reenter: drive::reenter,
        hash: ops::hash,
        equal: ops::equal,
        truth: ops::truth,
        attribute: attributes::get,
        special: |ctx, value, name| ops::special::call(ctx, value, name, &[]),
        warn: warn::warn_here,
        warn_about: |ctx, category, message, about| warn::warn_value(ctx, ctx.str(message), category, 1, about, &[]),
        unraisable: finalize::unraisable,
    };
    let state = State::new(mc, Parts { types, names, interned, hooks, config, output });
    let ctx = Ctx::new(mc, state);
    for (class, spec) in fields {
        class_dict(ctx, class, &spec);
    }
    for (class, def) in methods::defs(&types) {
        install_type(ctx, class, def);
    }
    for (name, def) in methods::exceptions::DEFS {
        if let Some((_, class)) = types.exceptions.all().into_iter().find(|(known, _)| known == name) {
            install_type(ctx, class, def);
        }
    }
    methods::template::set_up(ctx);
    modules(ctx);
    Root { state }
}

fn make_class<'gc>(
    mc: &Mutation<'gc>,
    spec: &ClassSpec,
    name: Str<'gc>,
    bases: &[Class<'gc>],
    object: Option<Class<'gc>>,
) -> Class<'gc> {
    let class = Class::bare(mc, name, spec.layout, spec.flags, Dict::new(mc));
    let bases: Vec<_> = match (bases, object) {
        ([], Some(object)) => vec![object],
        _ => bases.to_vec(),
    };
    // Every base but the first is a plain exception class, so its order is
    // that of the first base followed by what is not in it.
    let mut order = vec![class];
    for base in &bases {
        let own = base.mro_iter().filter(|class| !order.iter().any(|known| known.is(*class))).collect::<Vec<_>>();
        order.extend(own);
    }
    if let Some(object) = object {
        // `object` and what several bases share come last.
        let shared =
            order.iter().copied().filter(|class| bases.len() > 1 && bases.iter().all(|base| base.is_subclass(*class)));
        let shared: Vec<_> = shared.filter(|class| !class.is(object)).collect();
        order.retain(|class| !class.is(object) && !shared.iter().any(|other| other.is(*class)));
        order.extend(shared);
        order.push(object);
    }
    class.link(mc, &bases, bases.first().copied(), &order);
    let inherited = bases.first().map_or(0, |base| base.data().slots.get());
    class.data().slots.set(inherited + spec.fields.len());
    if let Some(base) = bases.first() {
        for flag in [ClassFlags::DICT, ClassFlags::WEAKREF, ClassFlags::SEQUENCE, ClassFlags::MAPPING] {
            if base.has(flag) {
                class.set_flag(flag, true);
            }
        }
    }
    class
}

fn class_dict<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, spec: &ClassSpec) {
    let first = class.data().slots.get() - spec.fields.len();
    for (index, field) in spec.fields.iter().enumerate().filter(|(_, field)| !field.starts_with('.')) {
        let name = ctx.intern(field);
        let data = MemberData { name, owner: class, index: first + index };
        class.dict.set_str(ctx.mc, name, Value::Member(Member::alloc(ctx.mc, data)));
    }
    if spec.module != "builtins" {
        class.dict.set_str(ctx.mc, ctx.names.module, ctx.str(spec.module));
    }
}

/// Puts what a native type offers into its class.
pub fn install_type<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, def: &TypeDef) {
    if let Some(doc) = def.doc {
        class.dict.set_str(ctx.mc, ctx.names.doc, ctx.str(doc));
    }
    for function in def.functions {
        let builtin = make_builtin(ctx, function, Some(class), Value::Null);
        class.dict.set_str(ctx.mc, builtin.name, builtin.into());
    }
    for attribute in def.attributes {
        let attribute = make_attribute(ctx, attribute, class);
        class.dict.set_str(ctx.mc, attribute.name, attribute.into());
    }
    for name in def.absent {
        class.dict.set_str(ctx.mc, ctx.intern(name), Value::None);
    }
    class.changed(ctx.mc);
}

/// A native function of a class or module.
pub fn make_builtin<'gc>(
    ctx: Ctx<'gc>,
    def: &FunctionDef,
    owner: Option<Class<'gc>>,
    module: Value<'gc>,
) -> Builtin<'gc> {
    let data = BuiltinData {
        name: ctx.intern(def.name),
        owner,
        module: Lock::new(module),
        kind: def.kind,
        params: def.params,
        signature: OnceCell::new(),
        func: def.func,
        doc: def.doc,
    };
    Builtin::alloc(ctx.mc, data)
}

fn make_attribute<'gc>(ctx: Ctx<'gc>, def: &AttributeDef, owner: Class<'gc>) -> GetSet<'gc> {
    let data =
        GetSetData { name: ctx.intern(def.name), owner, get: def.get, set: def.set, member: def.member, doc: "" };
    GetSet::alloc(ctx.mc, data)
}

fn modules<'gc>(ctx: Ctx<'gc>) {
    for name in ["builtins", "sys", "_pyarena_importer"] {
        if let Some(def) = builtins::MODULES.iter().find(|def| def.name == name)
            && let Err(raise) = builtins::load(ctx, def)
        {
            report(ctx, name, raise);
        }
    }
    if let Some(finder) = ctx.get_name(ctx.modules, "_pyarena_importer") {
        ctx.set_name(ctx.sys, "meta_path", ctx.list(vec![finder]));
    }
    for class in [
        "object",
        "type",
        "int",
        "bool",
        "float",
        "complex",
        "str",
        "bytes",
        "bytearray",
        "memoryview",
        "tuple",
        "list",
        "dict",
        "set",
        "frozenset",
        "range",
        "slice",
        "enumerate",
        "zip",
        "map",
        "filter",
        "reversed",
        "property",
        "staticmethod",
        "classmethod",
        "super",
    ] {
        if let Some(found) = ctx.types.by_name(class) {
            ctx.set_name(ctx.builtins, class, found);
        }
    }
    for (name, class) in ctx.types.exceptions.all() {
        ctx.set_name(ctx.builtins, name, class);
    }
    for alias in ["EnvironmentError", "IOError"] {
        ctx.set_name(ctx.builtins, alias, ctx.types.exceptions.OSError);
    }
}

fn report<'gc>(ctx: Ctx<'gc>, module: &str, raise: Raise<'gc>) {
    let message = format!("internal error: module {module}: {}\n", ctx.type_name(raise.into()));
    ctx.output.borrow_mut().err(message.as_bytes());
}
