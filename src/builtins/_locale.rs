//! `_locale`: the locale "C" and nothing else. Mirrors `Modules/_localemodule.c`.

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_locale",
    doc: "Support for POSIX locales.",
    functions: &[
        function("setlocale", "(category, locale=None, /)", set),
        function("localeconv", "()", conventions),
        function("strcoll", "(os1, os2, /)", collate),
        function("strxfrm", "(string, /)", |_, args| Step::value(args.get(0))),
        function("getencoding", "()", |ctx, _| Step::value(ctx.str("utf-8"))),
    ],
    init: |ctx, dict| {
        for (name, number) in [
            ("LC_CTYPE", 0i64),
            ("LC_NUMERIC", 1),
            ("LC_TIME", 2),
            ("LC_COLLATE", 3),
            ("LC_MONETARY", 4),
            ("LC_MESSAGES", 5),
            ("LC_ALL", 6),
            ("CHAR_MAX", 127),
        ] {
            ctx.set_name(dict, name, number);
        }
        ctx.set_name(dict, "Error", ctx.types.exceptions.ValueError);
        Ok(())
    },
};

fn set<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !(0..=6).contains(&ctx.index_i64(args.get(0))?) {
        return Err(ctx.value_error("invalid locale category"));
    }
    match args.opt(1) {
        None | Some(Value::None) => {}
        Some(name) => match name.as_str().map(|name| name.lossy().into_owned()).as_deref() {
            Some("" | "C" | "POSIX") => {}
            _ => return Err(ctx.value_error("unsupported locale setting")),
        },
    }
    Step::value(ctx.str("C"))
}

fn conventions<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = ctx.dict();
    ctx.set_name(dict, "decimal_point", ctx.str("."));
    for name in [
        "thousands_sep",
        "int_curr_symbol",
        "currency_symbol",
        "mon_decimal_point",
        "mon_thousands_sep",
        "positive_sign",
        "negative_sign",
    ] {
        ctx.set_name(dict, name, ctx.str(""));
    }
    for name in ["grouping", "mon_grouping"] {
        ctx.set_name(dict, name, ctx.list(Vec::new()));
    }
    for name in [
        "int_frac_digits",
        "frac_digits",
        "p_cs_precedes",
        "p_sep_by_space",
        "p_sign_posn",
        "n_cs_precedes",
        "n_sep_by_space",
        "n_sign_posn",
    ] {
        ctx.set_name(dict, name, 127i64);
    }
    Step::value(dict)
}

fn collate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (Some(a), Some(b)) = (args.get(0).as_str(), args.get(1).as_str()) else {
        return Err(ctx.type_error("strcoll() arguments must be str"));
    };
    let order = a.wtf8().as_bytes().cmp(b.wtf8().as_bytes());
    Step::value(Value::Int(order as i64))
}
