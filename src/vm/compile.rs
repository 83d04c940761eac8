//! Source text to code objects, with Python's SyntaxError when it fails.

use crate::objects::Code;
use crate::runtime::{Ctx, Raise};

/// The code of a module.
///
/// # Errors
/// SyntaxError; ImportError when the crate was built without a compiler.
#[cfg(feature = "source")]
pub fn compile_module<'gc>(ctx: Ctx<'gc>, source: &[u8], filename: &str) -> Result<Code<'gc>, Raise<'gc>> {
    let compiled = crate::source::compile(source, filename, crate::source::Mode::Exec, &Default::default())
        .map_err(|error| syntax_error(ctx, &error))?;
    super::load::verify_and_load(ctx, compiled.code)
}

/// As above, without a compiler.
///
/// # Errors
/// Always.
#[cfg(not(feature = "source"))]
pub fn compile_module<'gc>(ctx: Ctx<'gc>, _: &[u8], filename: &str) -> Result<Code<'gc>, Raise<'gc>> {
    Err(ctx.import_error_plain(format!("{filename}: this build has no compiler for Python source (feature `source`)")))
}

/// The Python exception of a compiler's error.
#[cfg(feature = "source")]
pub fn syntax_error<'gc>(ctx: Ctx<'gc>, error: &crate::source::SyntaxError) -> Raise<'gc> {
    use crate::source::ErrorKind;
    use crate::value::Value;

    let exceptions = &ctx.state().types.exceptions;
    let class = match error.kind {
        ErrorKind::Indentation => exceptions.IndentationError,
        ErrorKind::Tab => exceptions.TabError,
        ErrorKind::Recursion => return ctx.recursion_error(error.msg.as_str()),
        ErrorKind::Internal => return ctx.system_error(error.msg.as_str()),
        ErrorKind::Syntax => exceptions.SyntaxError,
    };
    let number = |n: Option<i64>| n.map_or(Value::None, Value::Int);
    let text = error.text.as_deref().map_or(Value::None, |text| ctx.str(text));
    let filename = error.filename.as_deref().map_or(Value::None, |name| ctx.str(name));
    let details = [
        filename,
        number(error.lineno.map(i64::from)),
        number(error.offset.map(i64::from)),
        text,
        number(error.end_lineno.map(i64::from)),
        number(error.end_offset.map(i64::from)),
    ];
    let message = ctx.str(error.msg.as_str());
    let raise = ctx.exception(class, &[message, ctx.tuple(&details)]);
    raise.set_field(ctx.mc, 0, message);
    for (index, detail) in details.into_iter().enumerate() {
        // The table has text between offset and the end.
        raise.set_field(ctx.mc, index + 1, detail);
    }
    raise
}
