//! Importing: built-in modules, files beside the program, the embedded
//! library. Mirrors what `import` does with `Python/import.c` and
//! `Lib/importlib/_bootstrap.py`, without path hooks.

mod find;
mod names;

pub use names::{import_from_missing as missing_name, import_star};

use crate::builtins;
use crate::objects::Frame;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Dict, Module, Str};
use crate::value::Value;
use find::Found;
pub use find::{Description, STDLIB, describe};

/// The import statement and `__import__`: gives the module that the statement
/// binds (the top package, unless there is a `fromlist`).
///
/// # Errors
/// ImportError, or what a module's code raises.
pub fn import_name<'gc>(
    ctx: Ctx<'gc>,
    name: Str<'gc>,
    globals: Option<Dict<'gc>>,
    fromlist: Value<'gc>,
    level: i64,
) -> NativeResult<'gc> {
    let absolute = names::resolve(ctx, name, globals, level)?;
    let fromlist = match fromlist {
        Value::Null => Value::None,
        other => other,
    };
    let names: Vec<Value<'gc>> = match fromlist {
        Value::Tuple(tuple) => tuple.as_slice().to_vec(),
        Value::List(list) => list.to_vec(),
        _ => Vec::new(),
    };
    // Fast: everything is there already.
    if names.is_empty()
        && level == 0
        && !absolute.contains('.')
        && let Some(module) = loaded(ctx, &absolute)
    {
        return Step::value(module);
    }
    let top = match absolute.split_once('.') {
        Some((top, _)) if level == 0 => top.to_string(),
        _ => absolute.clone(),
    };
    let bind = if !names.is_empty() {
        Bind::Leaf
    } else if level == 0 {
        Bind::Named(top)
    } else {
        // `from . import`-less relative imports bind the part that was written first.
        let written = name.lossy();
        let cut = written.split_once('.').map_or(0, |(_, rest)| rest.len() + 1);
        Bind::Named(absolute.get(..absolute.len().saturating_sub(cut)).unwrap_or(&absolute).to_string())
    };
    Ok(Step::run(Importing {
        pending: vec![absolute.clone()],
        loading: None,
        leaf: absolute,
        names,
        submodules: None,
        bind,
    }))
}

/// The module of `sys.modules`, if it is there.
pub fn loaded<'gc>(ctx: Ctx<'gc>, name: &str) -> Option<Value<'gc>> {
    ctx.get_name(ctx.modules, name)
}

#[derive(Clone)]
enum Bind {
    /// The module that was named.
    Leaf,
    /// The module of this name.
    Named(String),
}

/// An import under way: parents first, then the module, then the submodules
/// that the fromlist names.
#[derive(gc_arena::Collect)]
#[collect(no_drop)]
struct Importing<'gc> {
    /// Modules to import; the last one first.
    #[collect(require_static)]
    pending: Vec<String>,
    /// The module whose code runs now.
    loading: Option<Module<'gc>>,
    #[collect(require_static)]
    leaf: String,
    names: Vec<Value<'gc>>,
    #[collect(require_static)]
    submodules: Option<usize>,
    #[collect(require_static)]
    bind: Bind,
}

impl<'gc> Continuation<'gc> for Importing<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Some(module) = self.loading.take() {
            let name = self.pending.pop().unwrap_or_default();
            match input {
                Input::Raise(raise) => {
                    ctx.modules.remove_str(ctx.mc, ctx.intern(&name));
                    return Err(raise);
                }
                _ => self.loaded(ctx, &name, module),
            }
        }
        loop {
            while let Some(name) = self.pending.last().cloned() {
                if let Some(step) = self.advance(ctx, &name)? {
                    return Ok(Flow::Await(step));
                }
            }
            if !self.next_submodule(ctx)? {
                break;
            }
        }
        let name = match &self.bind {
            Bind::Leaf => &self.leaf,
            Bind::Named(name) => name,
        };
        let module = loaded(ctx, name).ok_or_else(|| names::not_found(ctx, name))?;
        Flow::value(module)
    }
}

impl<'gc> Importing<'gc> {
    /// Imports `name`, which is on top of `pending`, or what it needs first.
    fn advance(&mut self, ctx: Ctx<'gc>, name: &str) -> Result<Option<Step<'gc>>, Raise<'gc>> {
        if let Some(module) = loaded(ctx, name) {
            if module.is_none() {
                return Err(names::halted(ctx, name));
            }
            self.pending.pop();
            return Ok(None);
        }
        let parent = name.rsplit_once('.').map(|(parent, _)| parent);
        let mut path = None;
        if let Some(parent) = parent {
            let Some(module) = loaded(ctx, parent) else {
                self.pending.push(parent.to_string());
                return Ok(None);
            };
            path = Some(names::package_path(ctx, module, parent, name)?);
        }
        match find::find(ctx, name, path)? {
            Found::Native(def) => {
                let module = builtins::load(ctx, def)?;
                self.pending.pop();
                self.loaded(ctx, name, module);
                Ok(None)
            }
            Found::Code { code, file, package } => {
                let module = names::new_module(ctx, name, &file, package.as_deref());
                let dict = module.data().dict;
                ctx.set_name(ctx.modules, name, module);
                let frame = Frame::new(ctx.mc, code, None, dict, ctx.builtins, dict.into());
                self.loading = Some(module);
                Ok(Some(Step::Frame(frame)))
            }
            Found::Nothing => Err(names::not_found(ctx, name)),
        }
    }

    /// Puts a finished module where its parent's code looks for it.
    fn loaded(&self, ctx: Ctx<'gc>, name: &str, module: Module<'gc>) {
        // The code may have replaced its entry.
        let entry = loaded(ctx, name).unwrap_or(Value::Module(module));
        if let Some((parent, last)) = name.rsplit_once('.')
            && let Some(parent) = loaded(ctx, parent).and_then(Value::as_module)
        {
            ctx.set_name(parent.data().dict, last, entry);
        }
    }

    /// Queues the next submodule of the fromlist; false at its end.
    fn next_submodule(&mut self, ctx: Ctx<'gc>) -> Result<bool, Raise<'gc>> {
        let Some(module) = loaded(ctx, &self.leaf).and_then(Value::as_module) else { return Ok(false) };
        let dict = module.data().dict;
        if dict.get_str(ctx.names.path).is_none() {
            return Ok(false);
        }
        let at = self.submodules.unwrap_or(0);
        if at == 0
            && let [Value::Str(star)] = self.names.as_slice()
            && star.is_text("*")
        {
            self.names = match dict.get_str(ctx.names.all) {
                Some(Value::List(list)) => list.to_vec(),
                Some(Value::Tuple(tuple)) => tuple.as_slice().to_vec(),
                _ => Vec::new(),
            };
        }
        for (index, name) in self.names.iter().enumerate().skip(at) {
            let Value::Str(name) = *name else {
                let message = format!("Item in ``from list'' must be str, not {}", ctx.type_name(*name));
                return Err(ctx.type_error(message));
            };
            if dict.get_str(name).is_some() {
                continue;
            }
            let full = format!("{}.{}", self.leaf, name.lossy());
            self.submodules = Some(index + 1);
            let path = names::package_path(ctx, module.into(), &self.leaf, &full)?;
            if loaded(ctx, &full).is_none() && find::exists(ctx, &full, path) {
                self.pending.push(full);
                return Ok(true);
            }
        }
        Ok(false)
    }
}
