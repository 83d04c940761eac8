//! Tracebacks as CPython prints them.

use crate::runtime::{Ctx, Raise};

/// The text for standard error.
pub fn print_uncaught<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>) -> String {
    let args = raise.args.get();
    let first = args.as_slice().first().and_then(|v| v.as_str()).map_or(String::new(), |s| s.lossy().into_owned());
    let mut out = String::new();
    let mut tb = raise.traceback.get();
    while let Some(t) = tb {
        let code = t.frame.data().code.get();
        out += &format!(
            "  File \"{}\", line {}, in {}\n",
            code.data().filename.lossy(),
            t.lineno.unwrap_or(-1),
            code.data().qualname.lossy()
        );
        tb = t.next.get();
    }
    format!("{out}{}: {first}\n", ctx.type_name(raise.into()))
}
