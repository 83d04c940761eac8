//! Types that the modules of the library bring, with what they offer.

use super::*;
use crate::builtins::{_ast, _contextvars, _thread};

/// The types of weak references, annotations, contexts, locks and streams.
pub fn defs<'gc>(types: &Types<'gc>) -> Vec<(Class<'gc>, &'static TypeDef)> {
    vec![
        (types.weakref, &weakref::DEF),
        (types.weakproxy, &weakproxy::DEF),
        (types.weakproxy, &weakproxy::OPERATORS),
        (types.weakcallableproxy, &weakproxy::DEF),
        (types.weakcallableproxy, &weakproxy::OPERATORS),
        (types.weakcallableproxy, &weakproxy::CALLABLE),
        (types.generic_alias, &generic_alias::DEF),
        (types.union, &union::DEF),
        (types.type_, &union::TYPE_OR),
        (types.list, &generic_alias::GENERIC),
        (types.tuple, &generic_alias::GENERIC),
        (types.dict, &generic_alias::GENERIC),
        (types.set, &generic_alias::GENERIC),
        (types.frozenset, &generic_alias::GENERIC),
        (types.enumerate, &generic_alias::GENERIC),
        (types.mappingproxy, &generic_alias::GENERIC),
        (types.generator, &generic_alias::GENERIC),
        (types.coroutine, &generic_alias::GENERIC),
        (types.async_generator, &generic_alias::GENERIC),
        (types.exceptions.BaseExceptionGroup, &generic_alias::GENERIC),
        (types.type_var, &type_param::TYPE_VAR),
        (types.param_spec, &type_param::PARAM_SPEC),
        (types.type_var_tuple, &type_param::TYPE_VAR_TUPLE),
        (types.param_spec_args, &type_param::PARAM_SPEC_PART),
        (types.param_spec_kwargs, &type_param::PARAM_SPEC_PART),
        (types.const_evaluator, &type_param::CONST_EVALUATOR),
        (types.no_default_type, &type_param::NO_DEFAULT),
        (types.type_alias, &type_alias::DEF),
        (types.generic, &type_alias::GENERIC),
        (types.context_var, &_contextvars::CONTEXT_VAR),
        (types.context, &_contextvars::CONTEXT),
        (types.context_token, &_contextvars::TOKEN),
        (types.token_missing, &_contextvars::MISSING),
        (types.thread_lock, &_thread::LOCK),
        (types.thread_rlock, &_thread::RLOCK),
        (types.thread_local, &_thread::LOCAL),
        (types.ast, &_ast::AST),
        (types.simple_namespace, &simple_namespace::DEF),
    ]
}
