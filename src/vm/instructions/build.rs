//! Making and taking apart values.

use rustpython_wtf8::Wtf8Buf;

use crate::methods::template;
use crate::opcode::operands::{CompareOp, Conversion};
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::{Set, Slice, SliceData, Str};
use crate::value::Value;
use crate::vm::{matching, ops, unpack as unpacking};

/// `slice(start, stop, step)`.
pub fn slice<'gc>(ctx: Ctx<'gc>, start: Value<'gc>, stop: Value<'gc>, step: Value<'gc>) -> Value<'gc> {
    Value::Slice(Slice::alloc(ctx.mc, SliceData { start, stop, step }))
}

/// BUILD_SET.
///
/// # Errors
/// TypeError for an unhashable item.
pub fn build_set<'gc>(ctx: Ctx<'gc>, items: &[Value<'gc>]) -> Result<Value<'gc>, Raise<'gc>> {
    let table = ctx.dict();
    for &item in items {
        ctx.set_add(table, item)?;
    }
    Ok(Value::Set(Set::new(ctx.mc, table)))
}

/// BUILD_MAP: keys and values in turn.
///
/// # Errors
/// TypeError for an unhashable key.
pub fn build_map<'gc>(ctx: Ctx<'gc>, items: &[Value<'gc>]) -> Result<Value<'gc>, Raise<'gc>> {
    let dict = ctx.dict();
    for pair in items.chunks_exact(2) {
        if let &[key, value] = pair {
            ctx.dict_set(dict, key, value)?;
        }
    }
    Ok(Value::Dict(dict))
}

/// BUILD_STRING: joins strings.
///
/// # Errors
/// MemoryError when the result would be too long.
pub fn build_string<'gc>(ctx: Ctx<'gc>, items: &[Value<'gc>]) -> Result<Value<'gc>, Raise<'gc>> {
    let strings = || items.iter().filter_map(|item| item.as_str());
    let size = strings().try_fold(0usize, |sum, text| sum.checked_add(text.wtf8().len()));
    if size.is_none_or(|size| size > crate::text::error::MAX_TEXT) {
        return Err(ctx.exception(ctx.types.exceptions.MemoryError, &[]));
    }
    let mut joined = Wtf8Buf::with_capacity(size.unwrap_or(0));
    for text in strings() {
        joined.push_wtf8(text.wtf8());
    }
    Ok(Value::Str(Str::new(ctx.mc, joined)))
}

/// COMPARE_OP, made a bool when the operand says so.
///
/// # Errors
/// What the comparison raises.
pub fn compare<'gc>(ctx: Ctx<'gc>, arg: u32, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let Some(operator) = CompareOp::from_oparg(arg >> 5) else {
        return Err(ctx.internal_error("bad comparison"));
    };
    let step = ops::compare(ctx, operator, a, b)?;
    if arg & 16 == 0 {
        return Ok(step);
    }
    step.then(ctx, [], |ctx, result, []| ops::truth(ctx, result))
}

/// CONTAINS_OP.
///
/// # Errors
/// What the test raises.
pub fn contains<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, item: Value<'gc>, invert: bool) -> NativeResult<'gc> {
    let step = ops::contains(ctx, container, item)?;
    if !invert {
        return Ok(step);
    }
    step.then(ctx, [], |_, found, []| Step::value(!matches!(found, Value::True)))
}

/// CONVERT_VALUE: `!s`, `!r`, `!a`.
///
/// # Errors
/// What the conversion raises.
pub fn convert<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, arg: u32) -> NativeResult<'gc> {
    match Conversion::from_oparg(arg) {
        Some(Conversion::Str) => ops::str(ctx, value),
        Some(Conversion::Repr) => ops::repr(ctx, value),
        Some(Conversion::Ascii) => ops::ascii(ctx, value),
        None => Err(ctx.internal_error("bad conversion")),
    }
}

/// LIST_EXTEND, for `[*x]` and calls with `*args`.
///
/// # Errors
/// TypeError when the value is not iterable.
pub fn list_extend<'gc>(ctx: Ctx<'gc>, list: Value<'gc>, iterable: Value<'gc>) -> NativeResult<'gc> {
    let iterates = matches!(iterable, Value::List(_) | Value::Tuple(_))
        || ctx.lookup_special(iterable, ctx.names.iter).is_some()
        || ctx.lookup_special(iterable, ctx.names.getitem).is_some();
    if !iterates {
        return Err(ctx.type_error(format!("Value after * must be an iterable, not {}", ctx.type_name(iterable))));
    }
    ops::collect(ctx, iterable)?.then(ctx, [list], |ctx, items, [list]| {
        if let (Value::List(list), Value::List(items)) = (list, items) {
            let items = items.to_vec();
            list.borrow_mut(ctx.mc).extend(items);
        }
        Step::value(())
    })
}

/// SET_UPDATE, for `{*x}`.
///
/// # Errors
/// TypeError when the value is not iterable or an item is unhashable.
pub fn set_update<'gc>(ctx: Ctx<'gc>, set: Value<'gc>, iterable: Value<'gc>) -> NativeResult<'gc> {
    ops::collect(ctx, iterable)?.then(ctx, [set], |ctx, items, [set]| {
        if let (Value::Set(set), Value::List(items)) = (set, items) {
            for item in items.to_vec() {
                ctx.set_add(set.data().table, item)?;
            }
        }
        Step::value(())
    })
}

/// DICT_UPDATE, for `{**x}`.
///
/// # Errors
/// TypeError when the value is not a mapping.
pub fn dict_update<'gc>(ctx: Ctx<'gc>, dict: Value<'gc>, mapping: Value<'gc>) -> NativeResult<'gc> {
    match dict {
        Value::Dict(dict) => matching::dict_update(ctx, dict, mapping),
        _ => Err(ctx.internal_error("dict expected")),
    }
}

/// DICT_MERGE, for calls with `**kwargs`.
///
/// # Errors
/// TypeError when the value is not a mapping or repeats a key.
pub fn dict_merge<'gc>(ctx: Ctx<'gc>, dict: Value<'gc>, mapping: Value<'gc>, callee: Value<'gc>) -> NativeResult<'gc> {
    match dict {
        Value::Dict(dict) => matching::dict_merge(ctx, dict, mapping, callee),
        _ => Err(ctx.internal_error("dict expected")),
    }
}

/// UNPACK_SEQUENCE: the items in order.
///
/// # Errors
/// TypeError or ValueError when the value does not have that many items.
pub fn unpack<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, count: usize) -> NativeResult<'gc> {
    unpacking::unpack(ctx, value, count)
}

/// UNPACK_EX: the items in order, the rest as a list among them.
///
/// # Errors
/// TypeError or ValueError when the value has too few items.
pub fn unpack_ex<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, before: usize, after: usize) -> NativeResult<'gc> {
    unpacking::unpack_ex(ctx, value, before, after)
}

/// MATCH_KEYS.
///
/// # Errors
/// ValueError for a repeated key, or what the mapping raises.
pub fn match_keys<'gc>(ctx: Ctx<'gc>, subject: Value<'gc>, keys: Value<'gc>) -> NativeResult<'gc> {
    matching::match_keys(ctx, subject, keys)
}

/// MATCH_CLASS.
///
/// # Errors
/// TypeError for bad patterns, or what attributes raise.
pub fn match_class<'gc>(
    ctx: Ctx<'gc>,
    subject: Value<'gc>,
    class: Value<'gc>,
    positional: usize,
    names: Value<'gc>,
) -> NativeResult<'gc> {
    matching::match_class(ctx, subject, class, positional, names)
}

/// BUILD_TEMPLATE.
///
/// # Errors
/// SystemError when the operands are not tuples.
pub fn build_template<'gc>(ctx: Ctx<'gc>, strings: Value<'gc>, interpolations: Value<'gc>) -> NativeResult<'gc> {
    match (strings, interpolations) {
        (Value::Tuple(strings), Value::Tuple(interpolations)) => {
            Step::value(template::build_template(ctx, strings, interpolations))
        }
        _ => Err(ctx.system_error("BUILD_TEMPLATE expected two tuples")),
    }
}

/// BUILD_INTERPOLATION; `spec` is NULL when there is none.
///
/// # Errors
/// SystemError when the operands are not what the compiler gives.
pub fn build_interpolation<'gc>(
    ctx: Ctx<'gc>,
    value: Value<'gc>,
    text: Value<'gc>,
    conversion: u32,
    spec: Value<'gc>,
) -> NativeResult<'gc> {
    Step::value(template::build_interpolation(ctx, value, text, conversion, spec))
}
