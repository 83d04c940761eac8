//! Receivers, arguments and errors that all streams share.

use gc_arena::barrier::unlock;

use crate::methods::bytes::like;
use crate::methods::{class_argument, wrap};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, ClassData, ClassFlags, IoStream, Layout};
use crate::value::Value;
use crate::vm::attributes;

/// `io.UnsupportedOperation`, made when first asked for.
///
/// # Errors
/// Never, as its bases go together.
pub fn unsupported_operation<'gc>(ctx: Ctx<'gc>) -> Result<Class<'gc>, Raise<'gc>> {
    const KEY: &str = "io.UnsupportedOperation";
    if let Some(Value::Class(class)) = ctx.get_name(ctx.module_state, KEY) {
        return Ok(class);
    }
    let exceptions = ctx.types.exceptions;
    let bases = [exceptions.OSError, exceptions.ValueError];
    let dict = ctx.dict();
    ctx.set_name(dict, "__module__", ctx.str("io"));
    let name = ctx.intern("UnsupportedOperation");
    let class = Class::bare(ctx.mc, name, Layout::Exception, ClassFlags::BASE | ClassFlags::DICT, dict);
    unlock!(class.write(ctx.mc), ClassData, metaclass).set(Some(ctx.types.type_));
    class.data().slots.set(exceptions.OSError.data().slots.get());
    let mut order = vec![class];
    order.extend(crate::vm::classes::linearise(ctx, &bases)?);
    class.link(ctx.mc, &bases, Some(exceptions.OSError), &order);
    ctx.set_name(ctx.module_state, KEY, class);
    Ok(class)
}

/// What a stream that cannot do something raises.
#[cold]
pub fn unsupported<'gc>(ctx: Ctx<'gc>, message: &str) -> Raise<'gc> {
    match unsupported_operation(ctx) {
        Ok(class) => ctx.error(class, message),
        Err(raise) => raise,
    }
}

/// `__new__` of every native stream: one that is not initialised.
pub fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = class_argument(ctx, args.get(0))?;
    Step::value(wrap(ctx, class, IoStream::new(ctx.mc).into()))
}

/// The native part of a stream.
///
/// # Errors
/// ValueError for an object without one.
pub fn stream<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<IoStream<'gc>, Raise<'gc>> {
    value.as_io_stream().ok_or_else(|| uninitialized(ctx))
}

/// What a stream raises of which `__init__` has not run.
#[cold]
pub fn uninitialized(ctx: Ctx<'_>) -> Raise<'_> {
    ctx.value_error("I/O operation on uninitialized object")
}

/// A number of bytes or characters: nothing for None, what is left out and
/// negative numbers.
///
/// # Errors
/// TypeError for what is no int.
pub fn size<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Option<usize>, Raise<'gc>> {
    match value {
        Value::Null | Value::None => Ok(None),
        value if crate::vm::slicing::is_index(ctx, value) => Ok(usize::try_from(ctx.index_i64(value)?).ok()),
        other => {
            let got = ctx.type_name(other);
            Err(ctx.type_error(format!("argument should be integer or None, not '{got}'")))
        }
    }
}

/// Calls a method by its name.
///
/// # Errors
/// AttributeError, or what the method raises.
pub fn call<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: &str) -> NativeResult<'gc> {
    attributes::get(ctx, object, ctx.intern(name))?.then(ctx, [], |_, method, []| Ok(Step::call(method, &[])))
}

/// Calls a method by its name with an argument.
///
/// # Errors
/// As [`call`].
pub fn call_with<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: &str, argument: Value<'gc>) -> NativeResult<'gc> {
    attributes::get(ctx, object, ctx.intern(name))?
        .then(ctx, [argument], |_, method, [argument]| Ok(Step::call(method, &[argument])))
}

/// Copies bytes to the start of a buffer argument; how many fitted.
///
/// # Errors
/// TypeError for what cannot be written to.
pub fn copy_into<'gc>(ctx: Ctx<'gc>, method: &str, target: Value<'gc>, bytes: &[u8]) -> Result<usize, Raise<'gc>> {
    let refused = || {
        let got = ctx.type_name(target);
        ctx.type_error(format!("{method}() argument must be read-write bytes-like object, not {got}"))
    };
    match target.payload() {
        Value::ByteArray(array) => {
            let mut held = array.data().0.borrow_mut();
            let count = bytes.len().min(held.len());
            for (to, from) in held.iter_mut().zip(bytes) {
                *to = *from;
            }
            Ok(count)
        }
        Value::MemoryView(view) if !view.view.readonly => {
            let Some(Value::ByteArray(array)) = view.base() else { return Err(refused()) };
            let mut held = array.data().0.borrow_mut();
            let count = bytes.len().min(view.view.len);
            for (index, byte) in bytes.iter().enumerate().take(count) {
                if let Some(to) = view.place(index).and_then(|place| held.get_mut(place)) {
                    *to = *byte;
                }
            }
            Ok(count)
        }
        _ => Err(refused()),
    }
}

/// How many bytes a buffer argument holds.
///
/// # Errors
/// TypeError for what is not bytes-like.
pub fn room<'gc>(ctx: Ctx<'gc>, method: &str, target: Value<'gc>) -> Result<usize, Raise<'gc>> {
    copy_into(ctx, method, target, &[])?;
    Ok(like::required(ctx, target)?.len())
}

/// A count as a result.
pub fn count<'gc>(n: impl TryInto<i64>) -> Value<'gc> {
    Value::Int(n.try_into().unwrap_or(i64::MAX))
}

/// StopIteration.
#[cold]
pub fn stop(ctx: Ctx<'_>) -> Raise<'_> {
    ctx.exception(ctx.types.exceptions.StopIteration, &[])
}

/// What `newlines` of a text stream shows of [`NewlineDecoder::seen`](crate::types::io::NewlineDecoder::seen).
pub fn seen_newlines<'gc>(ctx: Ctx<'gc>, seen: u8) -> Value<'gc> {
    let all: Vec<_> = [(2, "\r"), (1, "\n"), (4, "\r\n")]
        .into_iter()
        .filter(|(bit, _)| seen & bit != 0)
        .map(|(_, end)| ctx.str(end))
        .collect();
    match all.as_slice() {
        [] => Value::None,
        [only] => *only,
        several => ctx.tuple(several),
    }
}
