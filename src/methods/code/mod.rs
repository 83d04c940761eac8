//! Methods of code. Mirrors `Objects/codeobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`attributes`] | `co_argcount` and all the others |
//! | [`compare`] | `==`, `hash` |
//! | [`tables`] | `co_lines`, `co_positions`, `co_branches`, `co_lnotab` |
//! | [`fields`] | what the two makers share |
//! | [`new`], [`replace`] | `types.CodeType(...)`, `code.replace(...)` |

pub mod attributes;
pub mod compare;
pub mod fields;
pub mod new;
pub mod replace;
pub mod tables;

use crate::objects::Code;
use crate::runtime::def::{TypeDef, getter, member, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;

/// What code offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Create a code object.  Not for the faint of heart."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new::new),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__hash__", "(self, /)", compare::hash).doc("Return hash(self)."),
        slot("__eq__", "(self, value, /)", compare::eq).doc("Return self==value."),
        slot("__ne__", "(self, value, /)", compare::ne).doc("Return self!=value."),
        slot("__lt__", "(self, value, /)", compare::unordered).doc("Return self<value."),
        slot("__le__", "(self, value, /)", compare::unordered).doc("Return self<=value."),
        slot("__gt__", "(self, value, /)", compare::unordered).doc("Return self>value."),
        slot("__ge__", "(self, value, /)", compare::unordered).doc("Return self>=value."),
        method("__sizeof__", "(self, /)", sizeof).doc("Size of object in memory, in bytes."),
        method("co_lines", "(self, /)", tables::co_lines),
        method("co_positions", "(self, /)", tables::co_positions),
        method("co_branches", "(self, /)", tables::co_branches),
        method("replace", "(self, /, **changes)", replace::replace)
            .doc("Return a copy of the code object with new values for the specified fields."),
        method("__replace__", "(self, /, *args, **changes)", replace::replace).doc("The same as replace()."),
        method("_varname_from_oparg", "(self, /, oparg)", varname)
            .doc("(internal-only) Return the local variable name for the given oparg.\n\nWARNING: this method is for internal use only and may change or go away."),
    ],
    attributes: &[
        member("co_argcount", attributes::argcount),
        member("co_posonlyargcount", attributes::posonlyargcount),
        member("co_kwonlyargcount", attributes::kwonlyargcount),
        member("co_stacksize", attributes::stacksize),
        member("co_flags", attributes::flags),
        member("co_names", attributes::names),
        member("co_filename", attributes::filename),
        member("co_name", attributes::name),
        member("co_qualname", attributes::qualname),
        member("co_firstlineno", attributes::firstlineno),
        member("co_linetable", attributes::linetable),
        member("co_exceptiontable", attributes::exceptiontable),
        member("co_consts", attributes::consts),
        member("co_nlocals", attributes::nlocals),
        getter("co_lnotab", tables::co_lnotab),
        getter("_co_code_adaptive", attributes::adaptive),
        getter("co_varnames", attributes::varnames),
        getter("co_cellvars", attributes::cellvars),
        getter("co_freevars", attributes::freevars),
        getter("co_code", attributes::bytecode),
    ],
    absent: &[],
};

/// The receiver.
///
/// # Errors
/// SystemError for anything but a code object.
pub fn code<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Code<'gc>, Raise<'gc>> {
    value.as_code().ok_or_else(|| ctx.internal_error("receiver is not a code object"))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let mut out = rustpython_wtf8::Wtf8Buf::from_string("<code object ".to_owned());
    out.push_wtf8(own.name.wtf8());
    out.push_str(&format!(" at {:#x}, file \"", own.address()));
    out.push_wtf8(own.filename.wtf8());
    out.push_str(&format!("\", line {}>", if own.firstlineno == 0 { -1 } else { own.firstlineno }));
    Step::value(ctx.str(out))
}

fn sizeof<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let size = size_of::<crate::objects::CodeData<'_>>() + own.code.len() + own.localspluskinds.len();
    Step::value(i64::try_from(size).unwrap_or(i64::MAX))
}

fn varname<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let index = fields::c_int(ctx, args.get(1))?;
    match usize::try_from(index).ok().and_then(|index| own.local_name(index)) {
        Some(name) => Step::value(name),
        None => Err(ctx.index_error("tuple index out of range")),
    }
}
