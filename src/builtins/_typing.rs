//! `_typing`: the native part of `typing`. Mirrors `Modules/_typingmodule.c`.

use super::ModuleDef;
use crate::methods::type_param::no_default;
use crate::runtime::Step;
use crate::runtime::def::function;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_typing",
    doc: "Primitives and accelerators for the typing module.\n",
    functions: &[function("_idfunc", "(x, /)", |_, args| Step::value(args.get(0)))],
    init: |ctx, dict| {
        let types = &ctx.state().types;
        for (name, class) in [
            ("TypeVar", types.type_var),
            ("ParamSpec", types.param_spec),
            ("TypeVarTuple", types.type_var_tuple),
            ("ParamSpecArgs", types.param_spec_args),
            ("ParamSpecKwargs", types.param_spec_kwargs),
            ("TypeAliasType", types.type_alias),
            ("Generic", types.generic),
            ("Union", types.union),
        ] {
            ctx.set_name(dict, name, class);
        }
        ctx.set_name(dict, "NoDefault", no_default(ctx));
        Ok(())
    },
};
