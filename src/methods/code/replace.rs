//! `code.replace(...)`. Mirrors `code_replace_impl` of `Objects/codeobject.c`.

use super::fields::{Fields, Kind, NAMES, TABLE};
use super::{attributes, code};
use crate::objects::Shown;
use crate::runtime::def::Getter;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;

/// The attributes in the order of the fields.
const CURRENT: [Getter; super::fields::FIELDS] = [
    attributes::argcount,
    attributes::posonlyargcount,
    attributes::kwonlyargcount,
    attributes::nlocals,
    attributes::stacksize,
    attributes::flags,
    attributes::bytecode,
    attributes::consts,
    attributes::names,
    attributes::varnames,
    attributes::filename,
    attributes::name,
    attributes::qualname,
    attributes::firstlineno,
    attributes::linetable,
    attributes::exceptiontable,
    attributes::freevars,
    attributes::cellvars,
];

/// `replace(**changes)`.
///
/// # Errors
/// TypeError, ValueError, OverflowError or SystemError for fields that do not fit.
pub fn replace<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    // `__replace__` goes by this name too.
    if !args.rest().is_empty() {
        return Err(ctx.type_error("replace() takes no positional arguments"));
    }
    let mut values = [Value::Null; super::fields::FIELDS];
    for (value, current) in values.iter_mut().zip(CURRENT) {
        if let Step::Return(now) = current(ctx, own.into())? {
            *value = now;
        }
    }
    for (name, change) in args.extra() {
        let place = TABLE.iter().position(|(_, field, _)| name.is_text(field)).and_then(|at| values.get_mut(at));
        match place {
            Some(place) => *place = *change,
            None => {
                let name = name.lossy();
                return Err(ctx.type_error(format!("replace() got an unexpected keyword argument '{name}'")));
            }
        }
    }
    let fields = Fields::check(ctx, values, |_, name, want, found| {
        format!("replace() argument '{name}' must be {want}, not {found}")
    })?;
    for (field, name, kind) in TABLE {
        if kind == Kind::Int && fields.int(field) < 0 {
            return Err(ctx.value_error(format!("{name} must be a positive integer")));
        }
    }
    let made = fields.build(ctx)?;
    // Only now, when the names are interned, is their type seen.
    if NAMES.iter().any(|field| fields.items(*field).iter().any(|name| !matches!(name, Value::Str(_)))) {
        return Err(ctx.system_error("non-string found in code slot"));
    }
    made.show(ctx.mc, Shown::Names, fields.value(super::fields::Field::Names));
    Step::value(made)
}
