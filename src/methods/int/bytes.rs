//! `int.to_bytes` and `int.from_bytes`.

use crate::num::int_ops::{self, ByteOrder};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Bytes;
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::special;

/// The byte order that an argument names; left out, it is big.
fn order<'gc>(ctx: Ctx<'gc>, function: &str, value: Value<'gc>) -> Result<ByteOrder, Raise<'gc>> {
    if value.is_null() {
        return Ok(ByteOrder::Big);
    }
    let Some(name) = value.as_str() else {
        let got = if value.is_none() { "None".to_owned() } else { ctx.type_name(value) };
        return Err(ctx.type_error(format!("{function}() argument 'byteorder' must be str, not {got}")));
    };
    ByteOrder::parse(&name.lossy()).map_err(|error| ctx.text_error(error))
}

fn flag<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<bool, Raise<'gc>> {
    if value.is_null() { Ok(false) } else { ctx.is_true(value) }
}

/// `int.to_bytes(length=1, byteorder='big', *, signed=False)`
pub fn to_bytes<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let length = match args.opt(1) {
        Some(length) => ctx.index_i64(length)?,
        None => 1,
    };
    let order = order(ctx, "to_bytes", args.get(2))?;
    let signed = flag(ctx, args.get(3))?;
    let int = super::receiver(ctx, args.get(0))?;
    let bytes = int_ops::to_bytes(int, length, order, signed).map_err(|error| ctx.text_error(error))?;
    Step::value(Bytes::new(ctx.mc, bytes))
}

/// `int.from_bytes(bytes, byteorder='big', *, signed=False)`
pub fn from_bytes<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let order = order(ctx, "from_bytes", args.get(2))?;
    let signed = flag(ctx, args.get(3))?;
    let (class, source) = (args.get(0), args.get(1));
    if let Some(bytes) = source.as_bytes() {
        return finish(ctx, class, bytes.as_slice(), order, signed);
    }
    if let Some(bytes) = source.as_bytearray() {
        let bytes = bytes.data().0.borrow().clone();
        return finish(ctx, class, &bytes, order, signed);
    }
    let kept = [class, Value::bool(order == ByteOrder::Little), Value::bool(signed)];
    if let Some(step) = special::call(ctx, source, ctx.names.bytes, &[])? {
        return step.then(ctx, kept, |ctx, made, kept| match made.as_bytes() {
            Some(bytes) => finish_kept(ctx, bytes.as_slice(), kept),
            None => {
                let got = ctx.type_name(made);
                Err(ctx.type_error(format!("__bytes__ returned non-bytes (type {got})")))
            }
        });
    }
    let iterable = special::has(ctx, source, ctx.names.iter) || special::has(ctx, source, ctx.names.getitem);
    if source.as_str().is_some() || !iterable {
        let got = ctx.type_name(source);
        return Err(ctx.type_error(format!("cannot convert '{got}' object to bytes")));
    }
    ops::collect(ctx, source)?.then(ctx, kept, |ctx, items, kept| {
        let items = items.as_list().map(|list| list.to_vec()).unwrap_or_default();
        let mut bytes = Vec::with_capacity(items.len());
        for item in items {
            let byte = ctx.index(item)?.as_i64().and_then(|byte| u8::try_from(byte).ok());
            bytes.push(byte.ok_or_else(|| ctx.value_error("bytes must be in range(0, 256)"))?);
        }
        finish_kept(ctx, &bytes, kept)
    })
}

fn finish_kept<'gc>(ctx: Ctx<'gc>, bytes: &[u8], [class, little, signed]: [Value<'gc>; 3]) -> NativeResult<'gc> {
    let order = if matches!(little, Value::True) { ByteOrder::Little } else { ByteOrder::Big };
    finish(ctx, class, bytes, order, matches!(signed, Value::True))
}

/// A subclass makes its instance by being called, so that its `__new__` runs.
fn finish<'gc>(ctx: Ctx<'gc>, class: Value<'gc>, bytes: &[u8], order: ByteOrder, signed: bool) -> NativeResult<'gc> {
    let value = ctx.number(int_ops::from_bytes(bytes, order, signed));
    match class {
        Value::Class(class) if class.is(ctx.types.int) => Step::value(value),
        _ => Ok(Step::call(class, &[value])),
    }
}
