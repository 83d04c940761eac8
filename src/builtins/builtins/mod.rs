//! `builtins`: the functions that every program has. Mirrors `Python/bltinmodule.c`.
//!
//! | module | functions |
//! |---|---|
//! | [`numbers`], [`sum`] | abs bin chr divmod hex oct ord pow round, sum |
//! | [`objects`] | ascii callable delattr format getattr hasattr hash id isinstance issubclass len repr setattr |
//! | [`iteration`], [`extremes`] | aiter all anext any iter next sorted, max min |
//! | [`namespaces`] | dir globals locals vars |
//! | [`evaluate`] | compile eval exec |
//! | [`mod@print`] | print input |
//! | [`classes`] | `__build_class__` `__import__` |

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Ctx, Raise};
use crate::types::Dict;
use crate::value::Value;

pub mod classes;
pub mod evaluate;
pub mod extremes;
pub mod iteration;
pub mod namespaces;
pub mod numbers;
pub mod objects;
pub mod print;
pub mod sum;

/// The module. Its classes are put in by the start-up.
pub const MODULE: ModuleDef = ModuleDef {
    name: "builtins",
    doc: "The functions, types and exceptions that are there without an import.",
    functions: &[
        function("__build_class__", "(*args, **kwargs)", classes::build_class),
        function("__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", classes::import),
        function("abs", "(number, /)", numbers::abs),
        function("aiter", "(async_iterable, /)", iteration::aiter),
        function("all", "(iterable, /)", iteration::all),
        function("anext", "(aiterator, default=None, /)", iteration::anext),
        function("any", "(iterable, /)", iteration::any),
        function("ascii", "(obj, /)", objects::ascii),
        function("bin", "(number, /)", numbers::bin),
        function("callable", "(obj, /)", objects::callable),
        function("chr", "(i, /)", numbers::chr),
        function(
            "compile",
            "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
            evaluate::compile,
        ),
        function("delattr", "(obj, name, /)", objects::delattr),
        function("dir", "(object=None, /)", namespaces::dir),
        function("divmod", "(x, y, /)", numbers::divmod),
        function("eval", "(source, /, globals=None, locals=None)", evaluate::eval),
        function("exec", "(source, /, globals=None, locals=None, *, closure=None)", evaluate::exec),
        function("format", "(value, format_spec='', /)", objects::format),
        function("getattr", "(object, name, default=None, /)", objects::getattr),
        function("globals", "()", namespaces::globals),
        function("hasattr", "(obj, name, /)", objects::hasattr),
        function("hash", "(obj, /)", objects::hash),
        function("hex", "(number, /)", numbers::hex),
        function("id", "(obj, /)", objects::id),
        function(
            "open",
            "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
            crate::builtins::_io::open::open,
        ),
        function("input", "(prompt='', /)", print::input),
        function("isinstance", "(obj, class_or_tuple, /)", objects::isinstance),
        function("issubclass", "(cls, class_or_tuple, /)", objects::issubclass),
        function("iter", "(object, sentinel=None, /)", iteration::iter),
        function("len", "(obj, /)", objects::len),
        function("locals", "()", namespaces::locals),
        function("max", "(*args, key=None, default=None)", extremes::max),
        function("min", "(*args, key=None, default=None)", extremes::min),
        function("next", "(iterator, default=None, /)", iteration::next),
        function("oct", "(number, /)", numbers::oct),
        function("ord", "(character, /)", numbers::ord),
        function("pow", "(base, exp, mod=None)", numbers::pow),
        function("print", "(*args, sep=' ', end='\\n', file=None, flush=False)", print::print),
        function("repr", "(obj, /)", objects::repr),
        function("round", "(number, ndigits=None)", numbers::round),
        function("setattr", "(obj, name, value, /)", objects::setattr),
        function("sorted", "(*args, **kwargs)", iteration::sorted),
        function("sum", "(iterable, /, start=0)", sum::sum),
        function("vars", "(object=None, /)", namespaces::vars),
    ],
    init,
};

fn init<'gc>(ctx: Ctx<'gc>, dict: Dict<'gc>) -> Result<(), Raise<'gc>> {
    for (name, value) in [
        ("None", Value::None),
        ("False", Value::False),
        ("True", Value::True),
        ("Ellipsis", Value::Ellipsis),
        ("NotImplemented", Value::NotImplemented),
        ("__debug__", Value::True),
    ] {
        ctx.set_name(dict, name, value);
    }
    Ok(())
}
