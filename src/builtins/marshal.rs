//! `marshal`. Mirrors the module part of `Python/marshal.c`.

use super::ModuleDef;
use crate::methods::bytes::like;
use crate::methods::code::fields::c_int;
use crate::methods::codec::{self, Names};
use crate::pyc::marshal::write::WriteOptions;
use crate::pyc::marshal::{self, MarshalError, MarshalErrorKind, VERSION};
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Bytes;
use crate::vm::{dump, load};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "marshal",
    doc: "This module contains functions that can read and write Python values in\na binary format.",
    functions: &[
        function("dumps", "(value, version=5, /, *, allow_code=True)", dumps)
            .doc("Return the bytes object that would be written to a file by dump(value, file)."),
        function("loads", "(bytes, /, *, allow_code=True)", loads).doc("Convert the bytes-like object to a value."),
    ],
    init: |ctx, dict| {
        ctx.set_name(dict, "version", i64::from(VERSION));
        Ok(())
    },
};

/// Whether code objects are allowed, by the argument at `index`.
fn allow_code<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, index: usize) -> Result<bool, Raise<'gc>> {
    args.opt(index).map_or(Ok(true), |value| ctx.is_true(value))
}

fn dumps<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let version = args.opt(1).map_or(Ok(VERSION), |version| c_int(ctx, version))?;
    let options = WriteOptions { version, allow_code: allow_code(ctx, &args, 2)? };
    match dump::dumps(ctx, args.get(0), options) {
        Ok(bytes) => Step::value(Bytes::new(ctx.mc, bytes)),
        Err(error) => Err(ctx.value_error(error.to_string())),
    }
}

fn loads<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let allow_code = allow_code(ctx, &args, 1)?;
    let bytes = like::required(ctx, args.get(0))?.to_vec();
    match marshal::loads_with(&bytes, allow_code) {
        Ok((constant, _)) => Step::value(load::value(ctx, &constant, 0)?),
        Err(error) => Err(raise(ctx, &error, &bytes)),
    }
}

fn raise<'gc>(ctx: Ctx<'gc>, error: &MarshalError, data: &[u8]) -> Raise<'gc> {
    let message = error.kind.to_string();
    match error.kind {
        MarshalErrorKind::NoObject | MarshalErrorKind::TooShort => ctx.error(ctx.types.exceptions.EOFError, message),
        MarshalErrorKind::NullObject(_) | MarshalErrorKind::CodeField { .. } => ctx.type_error(message),
        MarshalErrorKind::BadString => undecodable(ctx, data, error).unwrap_or_else(|| ctx.value_error(message)),
        _ => ctx.value_error(message),
    }
}

/// The error of the codec: it knows which byte is wrong.
fn undecodable<'gc>(ctx: Ctx<'gc>, data: &[u8], error: &MarshalError) -> Option<Raise<'gc>> {
    // A type byte, the length, the text.
    let (length, rest) = data.get(error.offset.checked_add(1)?..)?.split_first_chunk::<4>()?;
    let text = rest.get(..usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let names = Names { encoding: None, errors: Some(ctx.intern("surrogatepass")) };
    codec::decode(ctx, text, names).err()
}
