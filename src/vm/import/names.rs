//! Names of modules: resolving relative ones, packages, `from x import *`,
//! and the errors.

use crate::objects::Frame;
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::{Dict, List, Module, Str};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// The absolute name that a statement in a module with these globals means.
///
/// # Errors
/// ImportError beyond the top package, ValueError for an empty name.
pub fn resolve<'gc>(
    ctx: Ctx<'gc>,
    name: Str<'gc>,
    globals: Option<Dict<'gc>>,
    level: i64,
) -> Result<String, Raise<'gc>> {
    let name = name.lossy().into_owned();
    if level < 0 {
        return Err(ctx.value_error("level must be >= 0"));
    }
    if level == 0 {
        return if name.is_empty() { Err(ctx.value_error("Empty module name")) } else { Ok(name) };
    }
    let get = |key: Str<'gc>| globals.and_then(|globals| globals.get_str(key));
    let package = match get(ctx.names.package) {
        Some(Value::Str(package)) => package.lossy().into_owned(),
        _ => match (get(ctx.names.name), get(ctx.names.path)) {
            (Some(Value::Str(module)), Some(_)) => module.lossy().into_owned(),
            (Some(Value::Str(module)), None) => {
                module.lossy().rsplit_once('.').map_or(String::new(), |(parent, _)| parent.to_string())
            }
            _ => String::new(),
        },
    };
    if package.is_empty() {
        return Err(ctx.import_error_plain("attempted relative import with no known parent package"));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((parent, _)) => base = parent,
            None => return Err(ctx.import_error_plain("attempted relative import beyond top-level package")),
        }
    }
    Ok(if name.is_empty() { base.to_string() } else { format!("{base}.{name}") })
}

/// An ImportError or subclass with `name` set.
fn import_error<'gc>(ctx: Ctx<'gc>, missing: bool, message: String, name: &str, path: Value<'gc>) -> Raise<'gc> {
    let exceptions = &ctx.state().types.exceptions;
    let class = if missing { exceptions.ModuleNotFoundError } else { exceptions.ImportError };
    let raise = ctx.error(class, message.as_str());
    raise.set_field(ctx.mc, 0, ctx.str(message));
    raise.set_field(ctx.mc, 1, ctx.str(name));
    raise.set_field(ctx.mc, 2, path);
    raise
}

/// ModuleNotFoundError.
pub fn not_found<'gc>(ctx: Ctx<'gc>, name: &str) -> Raise<'gc> {
    import_error(ctx, true, format!("No module named '{name}'"), name, Value::None)
}

/// The error for a None in `sys.modules`.
pub fn halted<'gc>(ctx: Ctx<'gc>, name: &str) -> Raise<'gc> {
    import_error(ctx, true, format!("import of {name} halted; None in sys.modules"), name, Value::None)
}

/// The `__path__` of the parent of a module that is being imported.
///
/// # Errors
/// ModuleNotFoundError when the parent is not a package.
pub fn package_path<'gc>(
    ctx: Ctx<'gc>,
    parent: Value<'gc>,
    parent_name: &str,
    name: &str,
) -> Result<List<'gc>, Raise<'gc>> {
    let path = parent.as_module().and_then(|module| module.data().dict.get_str(ctx.names.path));
    match path {
        Some(Value::List(list)) => Ok(list),
        _ => Err(import_error(
            ctx,
            true,
            format!("No module named '{name}'; '{parent_name}' is not a package"),
            name,
            Value::None,
        )),
    }
}

/// A module about to be run.
pub fn new_module<'gc>(ctx: Ctx<'gc>, name: &str, file: &str, package: Option<&str>) -> Module<'gc> {
    let dict = ctx.dict();
    let own = match (package, name.rsplit_once('.')) {
        (Some(_), _) => name,
        (None, Some((parent, _))) => parent,
        (None, None) => "",
    };
    for (key, value) in [
        (ctx.names.name, ctx.str(name)),
        (ctx.names.doc, Value::None),
        (ctx.names.package, ctx.str(own)),
        (ctx.names.loader, Value::None),
        (ctx.names.spec, Value::None),
    ] {
        dict.set_str(ctx.mc, key, value);
    }
    if let Some(folder) = package {
        let path = ctx.list(vec![ctx.str(folder)]);
        dict.set_str(ctx.mc, ctx.names.path, path);
    }
    dict.set_str(ctx.mc, ctx.names.file, ctx.str(file));
    dict.set_str(ctx.mc, ctx.names.builtins, Value::Dict(ctx.builtins));
    Module::new(ctx.mc, dict)
}

/// `from module import name` when the module has no such attribute: a
/// submodule that is being imported, or ImportError.
///
/// # Errors
/// ImportError.
pub fn import_from_missing<'gc>(ctx: Ctx<'gc>, module: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    let dict = module.as_module().map(|module| module.data().dict);
    let get = |key: Str<'gc>| dict.and_then(|dict| dict.get_str(key));
    let module_name = match get(ctx.names.name) {
        Some(Value::Str(text)) => Some(text.lossy().into_owned()),
        _ => None,
    };
    if let Some(module_name) = &module_name
        && let Some(found) = super::loaded(ctx, &format!("{module_name}.{}", name.lossy()))
    {
        return Step::value(found);
    }
    let file = get(ctx.names.file).unwrap_or(Value::None);
    let place = match file {
        Value::Str(file) => file.lossy().into_owned(),
        _ => "unknown location".to_string(),
    };
    let shown = module_name.clone().unwrap_or_else(|| "<unknown module name>".to_string());
    let message = format!("cannot import name '{}' from '{shown}' ({place})", name.lossy());
    let raise = import_error(ctx, false, message, &shown, file);
    raise.set_field(ctx.mc, 3, name.into());
    Err(raise)
}

/// `from module import *` into the namespace of `frame`.
///
/// # Errors
/// What reading the module's attributes raises.
pub fn import_star<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, module: Value<'gc>) -> NativeResult<'gc> {
    let namespace = match frame.data().locals.get() {
        Value::Null => Value::Dict(frame.data().globals.get()),
        locals => locals,
    };
    attributes::get_optional(ctx, module, ctx.names.all)?.then(ctx, [module, namespace], |ctx, all, kept| {
        let [module, _] = kept;
        if all.is_null() {
            let Some(source) = module.as_module() else {
                return Err(ctx.import_error_plain("from-import-* object has no __dict__ and no __all__"));
            };
            let public: Vec<_> = source
                .data()
                .dict
                .to_vec()
                .into_iter()
                .map(|entry| entry.key)
                .filter(|key| key.as_str().is_some_and(|name| !name.lossy().starts_with('_')))
                .collect();
            let public = ctx.list(public);
            return copy_names(ctx, public, kept);
        }
        ops::collect(ctx, all)?.then(ctx, kept, copy_names)
    })
}

/// Copies the first of the names (a list), then goes on with the rest.
fn copy_names<'gc>(ctx: Ctx<'gc>, names: Value<'gc>, kept: [Value<'gc>; 2]) -> NativeResult<'gc> {
    let Value::List(list) = names else {
        return Err(ctx.internal_error("list expected"));
    };
    let [module, namespace] = kept;
    for (done, name) in list.to_vec().into_iter().enumerate() {
        let Value::Str(key) = name else {
            return Err(ctx.type_error(format!("Item in __all__ must be str, not {}", ctx.type_name(name))));
        };
        let key = ctx.intern_str(key);
        match attributes::get(ctx, module, key)? {
            Step::Return(value) if matches!(namespace, Value::Dict(_)) => {
                if let Value::Dict(dict) = namespace {
                    dict.set_str(ctx.mc, key, value);
                }
            }
            step => {
                let rest = ctx.list(list.to_vec().split_off(done + 1));
                return step.then(
                    ctx,
                    [module, namespace, key.into(), rest],
                    |ctx, value, [module, namespace, key, rest]| {
                        ops::set_item(ctx, namespace, key, value)?.then(
                            ctx,
                            [module, namespace, rest],
                            |ctx, _, [module, namespace, rest]| copy_names(ctx, rest, [module, namespace]),
                        )
                    },
                );
            }
        }
    }
    Step::value(())
}
