//! Methods of memoryview. Mirrors `Objects/memoryobject.c` for views of single
//! bytes in one dimension.

use super::bytes::like::bytes_of;
use super::generic_alias::CLASS_GETITEM;
use super::support::count;
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{TypeDef, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::memoryview::View;
use crate::types::{Bytes, Iter, IterState, MemoryView};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::item::position;
use crate::vm::slicing::{is_index, resolve};

/// What memoryview offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Create a new memoryview object which references the given object."),
    functions: &[
        static_method("__new__", "(cls, object)", new),
        slot("__repr__", "(self, /)", repr),
        slot("__len__", "(self, /)", |ctx, args| {
            let view = alive(ctx, args.get(0))?.view;
            Step::value(count(view.len / width(view.format)))
        }),
        slot("__getitem__", "(self, key, /)", get_item),
        slot("__setitem__", "(self, key, value, /)", set_item),
        slot("__delitem__", "(self, key, /)", delete_item),
        slot("__iter__", "(self, /)", iter),
        slot("__hash__", "(self, /)", hash),
        slot("__eq__", "(self, value, /)", |_, args| {
            Step::value(same(&args).map_or(Value::NotImplemented, Value::bool))
        }),
        slot("__ne__", "(self, value, /)", |_, args| {
            Step::value(same(&args).map_or(Value::NotImplemented, |same| Value::bool(!same)))
        }),
        slot("__lt__", "(self, value, /)", |_, _| Step::value(Value::NotImplemented)),
        slot("__le__", "(self, value, /)", |_, _| Step::value(Value::NotImplemented)),
        slot("__gt__", "(self, value, /)", |_, _| Step::value(Value::NotImplemented)),
        slot("__ge__", "(self, value, /)", |_, _| Step::value(Value::NotImplemented)),
        method("tobytes", "(self, /, order='C')", |ctx, args| {
            Step::value(Bytes::new(ctx.mc, bytes(ctx, args.get(0))?))
        }),
        method("tolist", "(self, /)", |ctx, args| Step::value(ctx.list(items(ctx, args.get(0))?))),
        method("hex", "(self, /, sep=None, bytes_per_sep=1)", hex),
        method("count", "(self, value, /)", |ctx, args| search(ctx, &args, "count")),
        method("index", "(self, value, start=0, stop=0, /)", |ctx, args| search(ctx, &args, "index")),
        method("toreadonly", "(self, /)", |ctx, args| {
            let view = alive(ctx, args.get(0))?;
            part(ctx, view, View { readonly: true, ..view.view })
        }),
        method("cast", "(self, /, format, shape=None)", cast),
        method("release", "(self, /)", release),
        method("__enter__", "(self, /)", |ctx, args| {
            alive(ctx, args.get(0))?;
            Ok(Step::Return(args.get(0)))
        }),
        method("__exit__", "(self, /, *exc_info)", release),
        CLASS_GETITEM,
    ],
    attributes: &[
        getter("obj", |ctx, object| Step::value(alive(ctx, object)?.object)),
        getter("nbytes", |ctx, object| Step::value(count(alive(ctx, object)?.view.len))),
        getter("readonly", |ctx, object| Step::value(alive(ctx, object)?.view.readonly)),
        getter("format", |ctx, object| Step::value(ctx.str(alive(ctx, object)?.view.format.to_string()))),
        getter("itemsize", |ctx, object| Step::value(count(width(alive(ctx, object)?.view.format)))),
        getter("ndim", |ctx, object| one(ctx, object, Value::Int(1))),
        getter("shape", |ctx, object| Step::value(ctx.tuple(&[count(alive(ctx, object)?.view.len)]))),
        getter("strides", |ctx, object| Step::value(ctx.tuple(&[Value::Int(alive(ctx, object)?.view.step)]))),
        getter("suboffsets", |ctx, object| one(ctx, object, ctx.tuple(&[]))),
        getter("c_contiguous", contiguous),
        getter("f_contiguous", contiguous),
        getter("contiguous", contiguous),
    ],
    absent: &[],
};

/// The view of the receiver.
///
/// # Errors
/// ValueError when it was released.
fn alive<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Result<MemoryView<'gc>, Raise<'gc>> {
    match object {
        Value::MemoryView(view) if view.base().is_some() => Ok(view),
        _ => Err(ctx.value_error("operation forbidden on released memoryview object")),
    }
}

fn one<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    alive(ctx, object)?;
    Ok(Step::Return(value))
}

fn contiguous<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let view = alive(ctx, object)?.view;
    Step::value(view.step == 1 || view.len <= 1)
}

fn bytes<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Result<Vec<u8>, Raise<'gc>> {
    Ok(alive(ctx, object)?.bytes().unwrap_or_default())
}

fn shown<'gc>(ctx: Ctx<'gc>, format: char, byte: u8) -> Value<'gc> {
    match format {
        'b' => Value::Int(i64::from(byte.cast_signed())),
        'c' => Bytes::new(ctx.mc, vec![byte]).into(),
        _ => Value::Int(i64::from(byte)),
    }
}

/// The number of bytes of an item, in native order and size.
fn width(format: char) -> usize {
    match format {
        'h' | 'H' => 2,
        'i' | 'I' => 4,
        'l' | 'L' | 'q' | 'Q' => 8,
        _ => 1,
    }
}

/// A wide item: an int of so many bytes.
fn wide<'gc>(ctx: Ctx<'gc>, format: char, bytes: &[u8]) -> Value<'gc> {
    let int = if cfg!(target_endian = "little") {
        num_bigint::BigInt::from_signed_bytes_le
    } else {
        num_bigint::BigInt::from_signed_bytes_be
    };
    let unsigned = if cfg!(target_endian = "little") {
        num_bigint::BigUint::from_bytes_le
    } else {
        num_bigint::BigUint::from_bytes_be
    };
    if format.is_ascii_lowercase() { ctx.int(int(bytes)) } else { ctx.int(unsigned(bytes)) }
}

/// Refuses what is only there for items of one byte.
fn narrow<'gc>(ctx: Ctx<'gc>, view: MemoryView<'gc>) -> Result<(), Raise<'gc>> {
    if width(view.view.format) == 1 {
        return Ok(());
    }
    let format = view.view.format;
    Err(ctx.not_implemented_error(format!("memoryview: format {format} not supported here, only by tolist()")))
}

fn items<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
    let format = alive(ctx, object)?.view.format;
    if width(format) > 1 {
        return Ok(bytes(ctx, object)?.chunks_exact(width(format)).map(|item| wide(ctx, format, item)).collect());
    }
    Ok(bytes(ctx, object)?.into_iter().map(|byte| shown(ctx, format, byte)).collect())
}

/// Another view of the same bytes.
fn part<'gc>(ctx: Ctx<'gc>, of: MemoryView<'gc>, view: View) -> NativeResult<'gc> {
    Step::value(MemoryView::new(ctx.mc, of.base().unwrap_or(Value::Null), of.object, view))
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(1);
    let (base, len, readonly) = match object.payload() {
        base @ Value::Bytes(bytes) => (base, bytes.as_slice().len(), true),
        base @ Value::ByteArray(bytes) => (base, bytes.data().0.borrow().len(), false),
        Value::MemoryView(_) => {
            let view = alive(ctx, object)?;
            return part(ctx, view, view.view);
        }
        _ => {
            let got = ctx.type_name(object);
            return Err(ctx.type_error(format!("memoryview: a bytes-like object is required, not '{got}'")));
        }
    };
    let view = View { start: 0, step: 1, len, readonly, format: 'B' };
    Step::value(MemoryView::new(ctx.mc, base, object, view))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let address = args.get(0).address().unwrap_or(0);
    let released = if alive(ctx, args.get(0)).is_ok() { "" } else { "released " };
    Step::value(ctx.str(format!("<{released}memory at {address:#x}>")))
}

/// The place of the byte that an index means.
fn byte_at<'gc>(ctx: Ctx<'gc>, view: MemoryView<'gc>, key: Value<'gc>) -> Result<usize, Raise<'gc>> {
    let index = match ctx.index(key)? {
        Value::Int(index) => index,
        _ => return Err(ctx.index_error(format!("cannot fit '{}' into an index-sized integer", ctx.type_name(key)))),
    };
    let place = position(index, view.view.len).and_then(|index| view.place(index));
    place.ok_or_else(|| ctx.index_error("index out of bounds on dimension 1"))
}

fn sliced<'gc>(ctx: Ctx<'gc>, of: MemoryView<'gc>, slice: crate::types::Slice<'gc>) -> Result<View, Raise<'gc>> {
    let found = resolve(ctx, slice, of.view.len)?;
    let view = of.view;
    let start = view.start.wrapping_add(found.start.wrapping_mul(view.step));
    Ok(View { start, step: view.step.wrapping_mul(found.step), len: found.count, ..view })
}

fn bad_key<'gc>(ctx: Ctx<'gc>, key: Value<'gc>) -> Raise<'gc> {
    match key.as_tuple() {
        Some(keys) if keys.as_slice().len() == 1 => {
            ctx.not_implemented_error("multi-dimensional slicing is not implemented")
        }
        Some(keys) if keys.as_slice().is_empty() => ctx.not_implemented_error("sub-views are not implemented"),
        Some(keys) => {
            ctx.type_error(format!("cannot index 1-dimension view with {}-element tuple", keys.as_slice().len()))
        }
        None => ctx.type_error("memoryview: invalid slice key"),
    }
}

fn get_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let view = alive(ctx, args.get(0))?;
    narrow(ctx, view)?;
    let key = args.get(1);
    if let Value::Slice(slice) = key {
        return part(ctx, view, sliced(ctx, view, slice)?);
    }
    if !is_index(ctx, key) {
        return Err(bad_key(ctx, key));
    }
    let place = byte_at(ctx, view, key)?;
    let byte = match alive(ctx, args.get(0))?.base() {
        Some(Value::Bytes(bytes)) => bytes.as_slice().get(place).copied(),
        Some(Value::ByteArray(bytes)) => bytes.data().0.borrow().get(place).copied(),
        _ => None,
    };
    match byte {
        Some(byte) => Step::value(shown(ctx, view.view.format, byte)),
        None => Err(ctx.index_error("index out of bounds on dimension 1")),
    }
}

/// A value as the byte that it stands for.
fn as_byte<'gc>(ctx: Ctx<'gc>, format: char, value: Value<'gc>) -> Result<u8, Raise<'gc>> {
    let bad_type = || ctx.type_error(format!("memoryview: invalid type for format '{format}'"));
    let bad_value = || ctx.value_error(format!("memoryview: invalid value for format '{format}'"));
    if format == 'c' {
        let bytes = value.as_bytes().ok_or_else(bad_type)?;
        return match bytes.as_slice() {
            [byte] => Ok(*byte),
            _ => Err(bad_value()),
        };
    }
    if !is_index(ctx, value) {
        return Err(bad_type());
    }
    let int = ctx.index_clipped(value)?;
    match format {
        'b' => i8::try_from(int).map(i8::cast_unsigned).map_err(|_| bad_value()),
        _ => u8::try_from(int).map_err(|_| bad_value()),
    }
}

fn set_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let view = alive(ctx, args.get(0))?;
    narrow(ctx, view)?;
    let (key, value) = (args.get(1), args.get(2));
    if view.view.readonly {
        return Err(ctx.type_error("cannot modify read-only memory"));
    }
    let target = if let Value::Slice(slice) = key {
        let Some(bytes) = bytes_of(value).map(|bytes| bytes.to_vec()) else {
            let got = ctx.type_name(value);
            return Err(ctx.type_error(format!("a bytes-like object is required, not '{got}'")));
        };
        let found = MemoryView::new(ctx.mc, Value::Null, view.object, sliced(ctx, view, slice)?);
        if bytes.len() != found.view.len {
            let message = "memoryview assignment: lvalue and rvalue have different structures";
            return Err(ctx.value_error(message));
        }
        bytes.into_iter().enumerate().filter_map(|(index, byte)| Some((found.place(index)?, byte))).collect()
    } else if is_index(ctx, key) {
        vec![(byte_at(ctx, view, key)?, as_byte(ctx, view.view.format, value)?)]
    } else {
        return Err(bad_key(ctx, key));
    };
    if let Some(Value::ByteArray(array)) = alive(ctx, args.get(0))?.base() {
        let mut array = array.data().0.borrow_mut();
        for (place, byte) in target {
            if let Some(place) = array.get_mut(place) {
                *place = byte;
            }
        }
    }
    Step::value(Value::None)
}

fn delete_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Err(ctx.type_error(match alive(ctx, args.get(0))?.view.readonly {
        true => "cannot modify read-only memory",
        false => "cannot delete memory",
    }))
}

fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    alive(ctx, args.get(0))?;
    Step::value(Iter::new(ctx.mc, IterState::Sequence { object: args.get(0), next: 0 }))
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let view = alive(ctx, args.get(0))?;
    if !view.view.readonly {
        return Err(ctx.value_error("cannot hash writable memoryview object"));
    }
    let same = Bytes::new(ctx.mc, bytes(ctx, args.get(0))?);
    Step::value(ctx.hash(same.into())?)
}

/// Whether both show the same bytes; nothing for what shows none.
fn same(args: &Args<'_, '_>) -> Option<bool> {
    let (a, b) = (args.get(0), args.get(1));
    if a.is(b) {
        return Some(true);
    }
    let (a, b) = (bytes_of(a), bytes_of(b)?);
    Some(a.is_some_and(|a| *a == *b))
}

fn hex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let same = Bytes::new(ctx.mc, bytes(ctx, args.get(0))?);
    super::bytes::hex::hex(ctx, Args::positional(&[same.into(), args.get(1), args.get(2)]))
}

fn search<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, method: &'static str) -> NativeResult<'gc> {
    let list = ctx.list(items(ctx, args.get(0))?);
    let needle = args.get(1);
    if method == "count" {
        return crate::vm::attributes::get(ctx, list, ctx.intern(method))?.then(
            ctx,
            [needle],
            |_, method, [needle]| Ok(Step::call(method, &[needle])),
        );
    }
    let (start, stop) = (args.get(2).or(Value::Int(0)), args.get(3).or(Value::Int(i64::MAX)));
    let (start, stop) = (ctx.index_clipped(start)?, ctx.index_clipped(stop)?);
    let found = items(ctx, args.get(0))?;
    let len = found.len();
    for (index, item) in found.into_iter().enumerate() {
        let inside = index >= super::support::clipped(start, len) && index < super::support::clipped(stop, len);
        let step = if inside { ops::compare(ctx, CompareOp::Eq, item, needle)? } else { Step::Return(Value::False) };
        let equal = ctx.reenter(step)?;
        if ctx.is_true(equal)? {
            return Step::value(count(index));
        }
    }
    Err(ctx.value_error("memoryview.index(x): x not found"))
}

fn cast<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let view = alive(ctx, args.get(0))?;
    let Some(format) = args.get(1).as_str() else {
        let got = ctx.type_name(args.get(1));
        return Err(ctx.type_error(format!("cast() argument 'format' must be str, not {got}")));
    };
    let text = format.lossy();
    let format = match text.strip_prefix('@').unwrap_or(&text) {
        "B" => 'B',
        "b" => 'b',
        "c" => 'c',
        wide @ ("h" | "H" | "i" | "I" | "l" | "L" | "q" | "Q") => wide.chars().next().unwrap_or('B'),
        "n" | "N" | "f" | "d" | "e" | "?" | "P" => {
            return Err(ctx.not_implemented_error(format!("memoryview: format {text} not supported")));
        }
        _ => {
            return Err(ctx.value_error(
                "memoryview: destination format must be a native single character format prefixed with an optional '@'",
            ));
        }
    };
    if view.view.step != 1 {
        return Err(ctx.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if view.view.len % width(format) != 0 {
        return Err(ctx.type_error("memoryview: length is not a multiple of itemsize"));
    }
    part(ctx, view, View { format, ..view.view })
}

fn release<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if let Value::MemoryView(view) = args.get(0) {
        view.release(ctx.mc);
    }
    Step::value(Value::None)
}
