//! `str()` and `str.encode`.

use super::args::this;
use crate::methods::codec::{self, Names};
use crate::methods::{bytes::like, new_class, wrap};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Bytes;
use crate::value::Value;
use crate::vm::ops;

/// `str(object='', encoding, errors)`.
///
/// # Errors
/// TypeError for what cannot be decoded, decoding errors, or what `__str__` raises.
pub fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.str)?;
    let names = Names::from_args(ctx, "str", args.get(2), args.get(3))?;
    match args.opt(1) {
        None => Step::value(wrap(ctx, class, ctx.names.empty.into())),
        Some(object) if names.is_empty() => {
            ops::str(ctx, object)?.then(ctx, [class.into()], |ctx, text, [class]| match class {
                Value::Class(class) if !class.is(ctx.types.str) => Step::value(wrap(ctx, class, text.payload())),
                _ => Step::value(text),
            })
        }
        Some(object) => Step::value(wrap(ctx, class, decoded(ctx, object, names)?)),
    }
}

/// The text of an object that holds bytes.
fn decoded<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, names: Names<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    if object.as_str().is_some() {
        return Err(ctx.type_error("decoding str is not supported"));
    }
    match like::bytes_of(object) {
        Some(bytes) => codec::decode(ctx, &bytes, names),
        None => {
            let name = ctx.type_name(object);
            Err(ctx.type_error(format!("decoding to str: need a bytes-like object, {name} found")))
        }
    }
}

/// `str.encode(encoding, errors)`.
///
/// # Errors
/// LookupError for an unknown encoding, UnicodeEncodeError.
pub fn encode<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let names = Names::from_args(ctx, "encode", args.get(1), args.get(2))?;
    let bytes = codec::encode(ctx, this(ctx, &args)?, names)?;
    Step::value(Bytes::new(ctx.mc, bytes))
}
