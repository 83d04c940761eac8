//! Encoding and decoding as `str.encode`, `bytes.decode` and `str(b, encoding)`
//! do. Mirrors `PyUnicode_AsEncodedString` and `PyUnicode_Decode` of
//! `Objects/unicodeobject.c`.

use crate::methods::str::args;
use crate::runtime::{Ctx, Raise};
use crate::text::codec::{self, Codec, Failure, Handler};
use crate::types::{Bytes, Class, Str};
use crate::value::Value;

/// An encoding and what to do about errors, as Python names them.
#[derive(Clone, Copy)]
pub struct Names<'gc> {
    pub encoding: Option<Str<'gc>>,
    pub errors: Option<Str<'gc>>,
}

impl<'gc> Names<'gc> {
    /// Both from arguments that were perhaps left out.
    ///
    /// # Errors
    /// TypeError for anything but a str.
    pub fn from_args(
        ctx: Ctx<'gc>,
        method: &str,
        encoding: Value<'gc>,
        errors: Value<'gc>,
    ) -> Result<Self, Raise<'gc>> {
        let name = |value: Value<'gc>, place: &str| match value {
            Value::Null => Ok(None),
            value => args::text(ctx, value, method, place).map(Some),
        };
        Ok(Self { encoding: name(encoding, "argument 'encoding'")?, errors: name(errors, "argument 'errors'")? })
    }

    /// Whether neither is given.
    pub fn is_empty(self) -> bool {
        self.encoding.is_none() && self.errors.is_none()
    }

    fn find(self, ctx: Ctx<'gc>) -> Result<(Codec, Handler), Raise<'gc>> {
        let codec = match self.encoding {
            None => Codec::Utf8,
            Some(name) => Codec::find(&name.lossy())
                .ok_or_else(|| ctx.lookup_error(format!("unknown encoding: {}", name.lossy())))?,
        };
        let handler = self.errors.map_or(Handler::Strict, |name| Handler::find(&name.lossy()));
        Ok((codec, handler))
    }

    fn failed(self, ctx: Ctx<'gc>, failure: Failure, class: Class<'gc>, object: Value<'gc>) -> Raise<'gc> {
        match failure {
            Failure::Unicode { encoding, start, end, reason } => {
                let (start, end) = (Value::Int(start as i64), Value::Int(end as i64));
                unicode_error(ctx, class, [ctx.str(encoding), object, start, end, ctx.str(reason)])
            }
            Failure::UnknownHandler => {
                let name = self.errors.map(|name| name.lossy()).unwrap_or_default();
                ctx.lookup_error(format!("unknown error handler name '{name}'"))
            }
            Failure::CannotHandle => {
                let name = class.name.get().lossy();
                ctx.type_error(format!("don't know how to handle {name} in error callback"))
            }
        }
    }
}

/// A UnicodeEncodeError or UnicodeDecodeError of these arguments: encoding,
/// object, start, end, reason.
pub fn unicode_error<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, fields: [Value<'gc>; 5]) -> Raise<'gc> {
    let raise = ctx.exception(class, &fields);
    for (index, field) in fields.into_iter().enumerate() {
        raise.set_field(ctx.mc, index, field);
    }
    raise
}

/// Text to bytes.
///
/// # Errors
/// LookupError for an unknown encoding, UnicodeEncodeError.
pub fn encode<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, names: Names<'gc>) -> Result<Vec<u8>, Raise<'gc>> {
    let (codec, handler) = names.find(ctx)?;
    codec::encode(text.wtf8(), codec, handler)
        .map_err(|failure| names.failed(ctx, failure, ctx.types.exceptions.UnicodeEncodeError, text.into()))
}

/// Bytes to text.
///
/// # Errors
/// LookupError for an unknown encoding, UnicodeDecodeError.
pub fn decode<'gc>(ctx: Ctx<'gc>, bytes: &[u8], names: Names<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let (codec, handler) = names.find(ctx)?;
    match codec::decode(bytes, codec, handler) {
        Ok(text) => Ok(args::result(ctx, text)),
        Err(failure) => {
            let object = Value::Bytes(Bytes::new(ctx.mc, bytes));
            Err(names.failed(ctx, failure, ctx.types.exceptions.UnicodeDecodeError, object))
        }
    }
}
