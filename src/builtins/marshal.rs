//! `marshal`: reading of marshalled values. Mirrors `Python/marshal.c`.

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::vm::load;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "marshal",
    doc: "This module contains functions that can read and write Python values in\na binary format.",
    functions: &[function("loads", "(bytes, /, *, allow_code=True)", loads)],
    init: |ctx, dict| {
        ctx.set_name(dict, "version", 5i64);
        Ok(())
    },
};

fn loads<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let given = args.get(0);
    let bytes = match (given.as_bytes(), given.as_bytearray()) {
        (Some(bytes), _) => bytes.as_slice().to_vec(),
        (None, Some(array)) => array.data().0.borrow().clone(),
        (None, None) => {
            let got = ctx.type_name(given);
            return Err(ctx.type_error(format!("a bytes-like object is required, not '{got}'")));
        }
    };
    match crate::pyc::marshal::loads(&bytes) {
        Ok((constant, _)) => Step::value(load::value(ctx, &constant, 0)?),
        Err(error) => Err(ctx.value_error(format!("bad marshal data ({error})"))),
    }
}
