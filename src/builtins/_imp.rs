//! `_imp`: what `importlib` asks of the runtime. Mirrors the module part of
//! `Python/import.c`.

use super::{MODULES, ModuleDef};
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;
use crate::vm::{attributes, import};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_imp",
    doc: "(Extremely) low-level import machinery bits as used by importlib.",
    functions: &[
        function("acquire_lock", "()", |_, _| Step::value(())),
        function("release_lock", "()", |_, _| Step::value(())),
        function("lock_held", "()", |_, _| Step::value(false)),
        function("extension_suffixes", "()", |ctx, _| Step::value(ctx.list(Vec::new()))),
        function("is_builtin", "(name, /)", |_, args| Step::value(i64::from(is_native(args.get(0))))),
        function("is_frozen", "(name, /)", |_, _| Step::value(false)),
        function("is_frozen_package", "(name, /)", |_, _| Step::value(false)),
        function("find_frozen", "(name, /, *, withdata=False)", |_, _| Step::value(())),
        function("_frozen_module_names", "()", |ctx, _| Step::value(ctx.list(Vec::new()))),
        function("create_builtin", "(spec, /)", create),
        function("exec_builtin", "(mod, /)", |_, _| Step::value(0i64)),
        function("_fix_co_filename", "(code, path, /)", |_, _| Step::value(())),
        function("_override_frozen_modules_for_tests", "(override, /)", |_, _| Step::value(())),
    ],
    init: |ctx, dict| {
        ctx.set_name(dict, "check_hash_based_pycs", ctx.str("default"));
        ctx.set_name(dict, "pyc_magic_number_token", 0x0a0d_0e2bi64);
        Ok(())
    },
};

/// Finds and loads for `importlib` what the import statement finds: natives,
/// files, the embedded library. It is the entry of `sys.meta_path`.
pub const FINDER: ModuleDef = ModuleDef {
    name: "_pyarena_importer",
    doc: "Finder and loader of every module that the import statement finds.",
    functions: &[
        function("find_spec", "(fullname, path=None, target=None)", find_spec),
        function("create_module", "(spec)", create),
        function("exec_module", "(module)", |_, _| Step::value(())),
        function("invalidate_caches", "()", |_, _| Step::value(())),
    ],
    init: |_, _| Ok(()),
};

fn is_native(name: Value<'_>) -> bool {
    name.as_str().is_some_and(|name| MODULES.iter().any(|def| name.is_text(def.name)))
}

/// The module that a spec names, imported now if it was not yet.
fn create<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, args.get(0), ctx.intern("name"))?.then(ctx, [], |ctx, name, []| {
        let Some(name) = name.as_str() else { return Err(ctx.type_error("spec.name must be a str")) };
        // A fromlist makes it answer with the module itself, not its package.
        let leaf = ctx.tuple(&[ctx.str("__name__")]);
        import::import_name(ctx, name, None, leaf, 0)
    })
}

fn find_spec<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(name) = args.get(0).as_str() else {
        return Err(ctx.type_error("find_spec() argument 'fullname' must be str"));
    };
    let Some(found) = import::describe(ctx, name) else { return Step::value(()) };
    let Some(bootstrap) = import::loaded(ctx, "importlib._bootstrap") else { return Step::value(()) };
    let this = import::loaded(ctx, FINDER.name).unwrap_or(Value::None);
    let class = attributes::get(ctx, bootstrap, ctx.intern("ModuleSpec"))?;
    let class = ctx.reenter(class)?;
    let spec = ctx.reenter(Step::call(class, &[name.into(), this]))?;
    let import::Description { file, package } = found;
    let mut fields = Vec::new();
    if let Some(file) = file {
        fields.push(("origin", ctx.str(file)));
        fields.push(("_set_fileattr", Value::True));
    }
    if let Some(folder) = package {
        fields.push(("submodule_search_locations", ctx.list(vec![ctx.str(folder)])));
    }
    for (field, value) in fields {
        let step = attributes::set(ctx, spec, ctx.intern(field), value)?;
        ctx.reenter(step)?;
    }
    Step::value(spec)
}
