//! `_codecs`: the registry of codecs, and the codecs that are native. Mirrors
//! `Modules/_codecsmodule.c` and `Python/codecs.c`.
//!
//! * [`registry`]: search functions, lookup, encode and decode by name.
//! * [`handlers`]: error handlers by name.

use super::ModuleDef;
use crate::methods::bytes::like::required;
use crate::methods::codec::{self, Names};
use crate::methods::str::args;
use crate::methods::support::count;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Bytes, Str};
use crate::value::Value;

pub mod handlers;
pub mod registry;

const ENCODE: &str = "(str, errors=None, /)";
const DECODE: &str = "(data, errors=None, final=False, /)";
const DECODE_WHOLE: &str = "(data, errors=None, /)";

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_codecs",
    doc: "",
    functions: &[
        function("register", "(search_function, /)", registry::register),
        function("unregister", "(search_function, /)", registry::unregister),
        function("lookup", "(encoding, /)", registry::lookup),
        function("encode", "(obj, encoding='utf-8', errors='strict')", |ctx, args| registry::convert(ctx, &args, 0)),
        function("decode", "(obj, encoding='utf-8', errors='strict')", |ctx, args| registry::convert(ctx, &args, 1)),
        function("register_error", "(errors, handler, /)", handlers::register),
        function("_unregister_error", "(errors, /)", handlers::unregister),
        function("lookup_error", "(name, /)", handlers::lookup),
        function("utf_8_encode", ENCODE, |ctx, args| encode(ctx, &args, "utf-8")),
        function("utf_8_decode", DECODE, |ctx, args| decode(ctx, &args, "utf-8")),
        function("latin_1_encode", ENCODE, |ctx, args| encode(ctx, &args, "latin-1")),
        function("latin_1_decode", DECODE_WHOLE, |ctx, args| decode(ctx, &args, "latin-1")),
        function("ascii_encode", ENCODE, |ctx, args| encode(ctx, &args, "ascii")),
        function("ascii_decode", DECODE_WHOLE, |ctx, args| decode(ctx, &args, "ascii")),
        function("utf_16_encode", "(str, errors=None, byteorder=0, /)", |ctx, args| {
            encode(ctx, &args, ordered(ctx, &args, ["utf-16-le", "utf-16", "utf-16-be"])?)
        }),
        function("utf_16_decode", DECODE, |ctx, args| decode(ctx, &args, "utf-16")),
        function("utf_16_le_encode", ENCODE, |ctx, args| encode(ctx, &args, "utf-16-le")),
        function("utf_16_le_decode", DECODE, |ctx, args| decode(ctx, &args, "utf-16-le")),
        function("utf_16_be_encode", ENCODE, |ctx, args| encode(ctx, &args, "utf-16-be")),
        function("utf_16_be_decode", DECODE, |ctx, args| decode(ctx, &args, "utf-16-be")),
        function("utf_32_encode", "(str, errors=None, byteorder=0, /)", |ctx, args| {
            encode(ctx, &args, ordered(ctx, &args, ["utf-32-le", "utf-32", "utf-32-be"])?)
        }),
        function("utf_32_decode", DECODE, |ctx, args| decode(ctx, &args, "utf-32")),
        function("utf_32_le_encode", ENCODE, |ctx, args| encode(ctx, &args, "utf-32-le")),
        function("utf_32_le_decode", DECODE, |ctx, args| decode(ctx, &args, "utf-32-le")),
        function("utf_32_be_encode", ENCODE, |ctx, args| encode(ctx, &args, "utf-32-be")),
        function("utf_32_be_decode", DECODE, |ctx, args| decode(ctx, &args, "utf-32-be")),
        function("readbuffer_encode", "(data, errors=None, /)", |ctx, args| {
            let bytes = match args.get(0).as_str() {
                Some(text) => codec::encode(ctx, text, Names { encoding: None, errors: None })?,
                None => required(ctx, args.get(0))?.to_vec(),
            };
            let len = count(bytes.len());
            Step::value(ctx.tuple(&[Bytes::new(ctx.mc, bytes).into(), len]))
        }),
    ],
    init: |_, _| Ok(()),
};

/// The encoding for the order of bytes that the third argument asks for.
fn ordered<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, names: [&'static str; 3]) -> Result<&'static str, Raise<'gc>> {
    let [little, either, big] = names;
    Ok(match args.opt(2).map_or(Ok(0), |order| ctx.index_i64(order))? {
        0 => either,
        order if order < 0 => little,
        _ => big,
    })
}

/// The name of an error handler, from an argument that may be None.
fn errors<'gc>(ctx: Ctx<'gc>, name: &str, value: Value<'gc>) -> Result<Option<Str<'gc>>, Raise<'gc>> {
    match value {
        Value::Null | Value::None => Ok(None),
        value => args::text(ctx, value, name, "argument 2").map(Some),
    }
}

fn encode<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, name: &str) -> NativeResult<'gc> {
    let function = format!("{}_encode", name.replace('-', "_"));
    let text = args::text(ctx, args.get(0), &function, "argument 1")?;
    let names = Names { encoding: Some(ctx.intern(name)), errors: errors(ctx, &function, args.get(1))? };
    let bytes = codec::encode(ctx, text, names)?;
    Step::value(ctx.tuple(&[Bytes::new(ctx.mc, bytes).into(), count(text.len())]))
}

fn decode<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, name: &str) -> NativeResult<'gc> {
    let function = format!("{}_decode", name.replace('-', "_"));
    let names = Names { encoding: Some(ctx.intern(name)), errors: errors(ctx, &function, args.get(1))? };
    let last = args.opt(2).map_or(Ok(false), |last| ctx.is_true(last))?;
    let bytes = required(ctx, args.get(0))?.to_vec();
    let whole = if last { bytes.len() } else { bytes.len() - unfinished(&bytes, name) };
    let text = codec::decode(ctx, bytes.get(..whole).unwrap_or_default(), names)?;
    Step::value(ctx.tuple(&[text, count(whole)]))
}

/// How many bytes at the end are the beginning of a character that is not all
/// there yet.
fn unfinished(bytes: &[u8], name: &str) -> usize {
    match name {
        "utf-8" => {
            let tail = bytes.iter().rev().take(3).position(|byte| byte & 0xc0 != 0x80);
            let Some(back) = tail else { return 0 };
            let wanted = match bytes.iter().rev().nth(back) {
                Some(0xc2..=0xdf) => 2,
                Some(0xe0..=0xef) => 3,
                Some(0xf0..=0xf4) => 4,
                _ => return 0,
            };
            if back + 1 < wanted { back + 1 } else { 0 }
        }
        "utf-16" | "utf-16-le" | "utf-16-be" => {
            let odd = bytes.len() % 2;
            let end = bytes.len() - odd;
            let high = match bytes.get(end.saturating_sub(2)..end) {
                Some(&[low, high]) => {
                    if name == "utf-16-be" {
                        low
                    } else {
                        high
                    }
                }
                _ => 0,
            };
            if (0xd8..0xdc).contains(&high) { odd + 2 } else { odd }
        }
        "utf-32" | "utf-32-le" | "utf-32-be" => bytes.len() % 4,
        _ => 0,
    }
}
