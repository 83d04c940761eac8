//! Attributes, identity, classes and text of any object.

use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Str;
use crate::value::Value;
use crate::vm::{attributes, classes, ops};

/// An attribute name, interned.
fn name<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Str<'gc>, Raise<'gc>> {
    match value.as_str() {
        Some(name) => Ok(ctx.intern_str(name)),
        None => Err(ctx.type_error(format!("attribute name must be string, not '{}'", ctx.type_name(value)))),
    }
}

/// `getattr(object, name[, default])`
pub(super) fn getattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name(ctx, args.get(1))?;
    let Some(default) = args.opt(2) else {
        return attributes::get(ctx, args.get(0), name);
    };
    attributes::get_optional(ctx, args.get(0), name)?
        .then(ctx, [default], |_, found, [default]| Ok(Step::Return(found.or(default))))
}

/// `hasattr(obj, name)`
pub(super) fn hasattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name(ctx, args.get(1))?;
    attributes::get_optional(ctx, args.get(0), name)?.then(ctx, [], |_, found, []| Step::value(!found.is_null()))
}

/// `setattr(obj, name, value)`
pub(super) fn setattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name(ctx, args.get(1))?;
    attributes::set(ctx, args.get(0), name, args.get(2))?.then(ctx, [], |_, _, []| Step::value(()))
}

/// `delattr(obj, name)`
pub(super) fn delattr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name(ctx, args.get(1))?;
    attributes::delete(ctx, args.get(0), name)?.then(ctx, [], |_, _, []| Step::value(()))
}

/// `callable(obj)`
pub(super) fn callable<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(is_callable(ctx, args.get(0)))
}

/// Whether the class of a value lets it be called.
pub fn is_callable<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> bool {
    matches!(value, Value::Function(_) | Value::Builtin(_) | Value::Method(_) | Value::Class(_))
        || ctx.lookup_special(value, ctx.names.call).is_some()
}

/// `hash(obj)`
pub(super) fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::hash(ctx, args.get(0))
}

/// `id(obj)`: the address; for values without one a number made of the value.
pub(super) fn id<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = args.get(0);
    if let Some(address) = value.address() {
        return Step::value(ctx.int(address));
    }
    // Odd multiples of 8 above any address, apart by kind of value.
    let (kind, word) = match value {
        Value::Int(i) => (1u128, i as u64),
        Value::Float(bits) => (2, bits),
        Value::True => (3, 1),
        Value::False => (3, 2),
        Value::Ellipsis => (3, 3),
        Value::NotImplemented => (3, 4),
        _ => (3, 0),
    };
    Step::value(ctx.int((kind << 67) + (u128::from(word) << 3)))
}

/// `isinstance(obj, class_or_tuple)`
pub(super) fn isinstance<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    classes::is_instance(ctx, args.get(0), args.get(1))
}

/// `issubclass(cls, class_or_tuple)`
pub(super) fn issubclass<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    classes::is_subclass(ctx, args.get(0), args.get(1))
}

/// `len(obj)`
pub(super) fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::len(ctx, args.get(0))
}

/// `repr(obj)`
pub(super) fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::repr(ctx, args.get(0))
}

/// `ascii(obj)`
pub(super) fn ascii<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::ascii(ctx, args.get(0))
}

/// `format(value, format_spec='')`
pub(super) fn format<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let spec = args.get(1).or(ctx.names.empty.into());
    if spec.as_str().is_none() {
        return Err(ctx.type_error(format!("format() argument 2 must be str, not {}", ctx.type_name(spec))));
    }
    ops::format(ctx, args.get(0), spec)
}
