//! `_tokenize`: there, so that `tokenize` and what needs it import; splitting
//! source into tokens is not supported.

use super::ModuleDef;
use crate::runtime::def::function;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_tokenize",
    doc: "",
    functions: &[function("TokenizerIter", "(readline, /, *, encoding=None, extra_tokens=False)", |ctx, _| {
        Err(ctx.not_implemented_error("splitting source into tokens is not supported"))
    })],
    init: |_, _| Ok(()),
};
