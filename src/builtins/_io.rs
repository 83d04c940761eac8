//! `_io`: so far only the type of the standard streams. Mirrors `Modules/_io/`.

use super::ModuleDef;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_io",
    doc: "The part of the io module that is native: the standard streams.",
    functions: &[],
    init: |ctx, dict| {
        ctx.set_name(dict, "TextIOWrapper", ctx.types.text_io_wrapper);
        ctx.set_name(dict, "BlockingIOError", ctx.types.exceptions.BlockingIOError);
        ctx.set_name(dict, "DEFAULT_BUFFER_SIZE", 131_072i64);
        Ok(())
    },
};
