//! `_types`: the names of types that the built-ins do not have. Mirrors
//! `Modules/_typesmodule.c`.

use super::ModuleDef;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_types",
    doc: "Define names for built-in types.",
    functions: &[],
    init: |ctx, dict| {
        let types = &ctx.state().types;
        for (name, class) in [
            ("AsyncGeneratorType", types.async_generator),
            ("BuiltinFunctionType", types.builtin_function_or_method),
            ("BuiltinMethodType", types.builtin_function_or_method),
            ("CapsuleType", types.capsule),
            ("CellType", types.cell),
            ("ClassMethodDescriptorType", types.classmethod_descriptor),
            ("CodeType", types.code),
            ("CoroutineType", types.coroutine),
            ("EllipsisType", types.ellipsis),
            ("FrameType", types.frame),
            ("FunctionType", types.function),
            ("GeneratorType", types.generator),
            ("GenericAlias", types.generic_alias),
            ("GetSetDescriptorType", types.getset_descriptor),
            ("LambdaType", types.function),
            ("MappingProxyType", types.mappingproxy),
            ("MemberDescriptorType", types.member_descriptor),
            ("MethodDescriptorType", types.method_descriptor),
            ("MethodType", types.method),
            ("MethodWrapperType", types.method_wrapper),
            ("ModuleType", types.module),
            ("NoneType", types.none_type),
            ("NotImplementedType", types.not_implemented_type),
            ("SimpleNamespace", types.simple_namespace),
            ("TracebackType", types.traceback),
            ("UnionType", types.union),
            ("WrapperDescriptorType", types.wrapper_descriptor),
        ] {
            ctx.set_name(dict, name, class);
        }
        Ok(())
    },
};
