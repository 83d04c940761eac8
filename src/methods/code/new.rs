//! `types.CodeType(...)`. Mirrors `code_new` and `code_new_impl` of `Objects/codeobject.c`.

use super::fields::{FIELDS, Field, Fields, NAMES};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;

/// `__new__`.
///
/// # Errors
/// TypeError, ValueError, OverflowError or SystemError for fields that do not fit.
pub fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    crate::methods::new_class(ctx, &args, ctx.types.code)?;
    if !args.extra().is_empty() {
        return Err(ctx.type_error("code() takes no keyword arguments"));
    }
    let given = args.rest().len();
    if given < 16 {
        return Err(ctx.type_error(format!("code expected at least 16 arguments, got {given}")));
    }
    if given > FIELDS {
        return Err(ctx.type_error(format!("code expected at most {FIELDS} arguments, got {given}")));
    }
    let mut values = [Value::Tuple(ctx.empty_tuple); FIELDS];
    for (place, value) in values.iter_mut().zip(args.rest()) {
        *place = *value;
    }
    let fields = Fields::check(ctx, values, |index, _, want, found| {
        format!("code() argument {} must be {want}, not {found}", index + 1)
    })?;
    for (name, field) in [
        ("argcount", Field::Argcount),
        ("posonlyargcount", Field::Posonlyargcount),
        ("kwonlyargcount", Field::Kwonlyargcount),
        ("nlocals", Field::Nlocals),
    ] {
        if fields.int(field) < 0 {
            return Err(ctx.value_error(format!("code: {name} must not be negative")));
        }
    }
    for field in NAMES {
        if let Some(name) = fields.items(field).iter().find(|name| name.as_str().is_none()) {
            let found = ctx.type_name(*name);
            return Err(ctx.type_error(format!("name tuples must contain only strings, not '{found}'")));
        }
    }
    Step::value(fields.build(ctx)?)
}
