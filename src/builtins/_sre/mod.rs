//! `_sre`: what `re` is built on. Mirrors `Modules/_sre/sre.c`; the matching
//! itself is done by the crate `rustpython-sre_engine`.
//!
//! | module | what |
//! |---|---|
//! | [`check`] | whether a program is one that the engine can run |
//! | [`subject`] | what is searched, and its parts |
//! | [`engine`] | one search or match |
//! | [`pattern`], [`mod@matches`], [`scanner`] | the types |
//! | [`collect`] | findall and split |
//! | [`replace`], [`template`] | sub and subn |

use rustpython_sre_engine::string::{lower_ascii, lower_unicode, upper_unicode};
use rustpython_sre_engine::{CODESIZE, SRE_MAGIC};

use super::ModuleDef;
use crate::runtime::def::{TypeDef, function};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, Types};
use crate::value::Value;

pub mod check;
pub mod collect;
pub mod engine;
pub mod matches;
pub mod pattern;
pub mod replace;
pub mod scanner;
pub mod subject;
pub mod template;

/// The most repetitions that a program can state: it stands for no bound.
const MAX_REPEAT: i64 = u32::MAX as i64;

/// The most groups.
pub const MAX_GROUPS: i64 = i32::MAX as i64 / 2;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_sre",
    doc: "",
    functions: &[
        function("compile", "(pattern, flags, code, groups, groupindex, indexgroup)", pattern::compile),
        function("template", "(pattern, template, /)", template::make),
        function("getcodesize", "()", |_, _| Step::value(CODESIZE as i64)),
        function("ascii_iscased", "(character, /)", |ctx, args| {
            let c = character(ctx, &args)?;
            Step::value(char::from_u32(c).is_some_and(|c| c.is_ascii_alphabetic()))
        }),
        function("unicode_iscased", "(character, /)", |ctx, args| {
            let c = character(ctx, &args)?;
            Step::value(lower_unicode(c) != c || upper_unicode(c) != c)
        }),
        function("ascii_tolower", "(character, /)", |ctx, args| {
            Step::value(i64::from(lower_ascii(character(ctx, &args)?).cast_signed()))
        }),
        function("unicode_tolower", "(character, /)", |ctx, args| {
            Step::value(i64::from(lower_unicode(character(ctx, &args)?).cast_signed()))
        }),
    ],
    init: |ctx, dict| {
        for (name, value) in [
            ("MAGIC", SRE_MAGIC as i64),
            ("CODESIZE", CODESIZE as i64),
            ("MAXREPEAT", MAX_REPEAT),
            ("MAXGROUPS", MAX_GROUPS),
        ] {
            ctx.set_name(dict, name, value);
        }
        ctx.set_name(dict, "copyright", ctx.str(" SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB "));
        Ok(())
    },
};

/// What the types of the module offer.
pub fn defs<'gc>(types: &Types<'gc>) -> Vec<(Class<'gc>, &'static TypeDef)> {
    vec![
        (types.re_pattern, &pattern::DEF),
        (types.re_match, &matches::DEF),
        (types.re_scanner, &scanner::DEF),
        (types.re_template, &TypeDef::EMPTY),
    ]
}

/// The character that the only argument is the number of.
fn character<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<u32, Raise<'gc>> {
    let number = ctx.index(args.get(0))?;
    let number = number.as_i64().and_then(|number| i32::try_from(number).ok());
    number.map(i32::cast_unsigned).ok_or_else(|| ctx.overflow_error("Python int too large to convert to C int"))
}

/// An argument that tells a place: NULL is `default`.
///
/// # Errors
/// OverflowError for an int of more than 64 bits, TypeError for no int.
pub fn place<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, default: i64) -> Result<i64, Raise<'gc>> {
    match value {
        Value::Null => Ok(default),
        value => match ctx.index(value)? {
            Value::Int(place) => Ok(place),
            _ => Err(ctx.overflow_error("Python int too large to convert to C ssize_t")),
        },
    }
}

/// Goes on with the module `re`.
fn with_re<'gc, const N: usize>(
    ctx: Ctx<'gc>,
    kept: [Value<'gc>; N],
    then: crate::runtime::step::Then<N>,
) -> NativeResult<'gc> {
    crate::vm::import::import_name(ctx, ctx.intern("re"), None, Value::None, 0)?.then(ctx, kept, then)
}
