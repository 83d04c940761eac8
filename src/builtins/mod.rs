//! The modules that CPython writes in C, one file each, under its names.

use crate::runtime::def::FunctionDef;
use crate::runtime::{Ctx, Raise};
use crate::types::{Dict, Module};
use crate::value::Value;

pub mod _abc;
pub mod _ast;
pub mod _codecs;
pub mod _collections;
pub mod _contextvars;
pub mod _functools;
pub mod _imp;
pub mod _io;
pub mod _locale;
pub mod _opcode;
pub mod _operator;
pub mod _random;
pub mod _signal;
pub mod _sre;
pub mod _stat;
pub mod _string;
pub mod _thread;
pub mod _tokenize;
pub mod _types;
pub mod _typing;
pub mod _warnings;
pub mod _weakref;
pub mod atexit;
// The module's own name in Python.
#[allow(clippy::module_inception)]
pub mod builtins;
pub mod call_repr;
pub mod errno;
pub mod gc;
pub mod itertools;
pub mod marshal;
pub mod math;
pub mod posix;
pub mod sys;
pub mod time;

/// A native module.
pub struct ModuleDef {
    pub name: &'static str,
    pub doc: &'static str,
    pub functions: &'static [FunctionDef],
    /// Puts everything else in the namespace.
    pub init: for<'gc> fn(Ctx<'gc>, Dict<'gc>) -> Result<(), Raise<'gc>>,
}

/// Every native module, one a line.
#[rustfmt::skip]
pub const MODULES: &[&ModuleDef] = &[
    &_codecs::MODULE,
    &_collections::MODULE,
    &_functools::MODULE,
    &_opcode::MODULE,
    &_operator::MODULE,
    &_random::MODULE,
    &_string::MODULE,
    &_abc::MODULE,
    &_ast::MODULE,
    &_contextvars::MODULE,
    &_imp::FINDER,
    &_imp::MODULE,
    &_io::MODULE,
    &_locale::MODULE,
    &_signal::MODULE,
    &_sre::MODULE,
    &_stat::MODULE,
    &_thread::MODULE,
    &_tokenize::MODULE,
    &_types::MODULE,
    &atexit::MODULE,
    &errno::MODULE,
    &marshal::MODULE,
    &posix::MODULE,
    &_typing::MODULE,
    &_warnings::MODULE,
    &_weakref::MODULE,
    &builtins::MODULE,
    &gc::MODULE,
    &itertools::MODULE,
    &math::MODULE,
    &sys::MODULE,
    &time::MODULE,
];

/// Makes a native module and enters it into `sys.modules`.
///
/// # Errors
/// What its set-up raises.
pub fn load<'gc>(ctx: Ctx<'gc>, def: &'static ModuleDef) -> Result<Module<'gc>, Raise<'gc>> {
    let dict = match def.name {
        "builtins" => ctx.builtins,
        "sys" => ctx.sys,
        _ => ctx.dict(),
    };
    let doc = if def.doc.is_empty() { Value::None } else { ctx.str(def.doc) };
    for (name, value) in [
        (ctx.names.name, ctx.intern(def.name).into()),
        (ctx.names.doc, doc),
        (ctx.names.package, Value::Str(ctx.names.empty)),
        (ctx.names.loader, Value::None),
        (ctx.names.spec, Value::None),
    ] {
        dict.set_str(ctx.mc, name, value);
    }
    let module = Module::new(ctx.mc, dict);
    let owner = ctx.intern(def.name).into();
    for function in def.functions {
        let builtin = crate::vm::setup::make_builtin(ctx, function, None, owner);
        dict.set_str(ctx.mc, builtin.name, builtin.into());
    }
    (def.init)(ctx, dict)?;
    ctx.set_name(ctx.modules, def.name, module);
    Ok(module)
}
