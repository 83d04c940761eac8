//! deque: making it, its ends, its items.

use std::collections::VecDeque;

use super::{deque_algebra as algebra, deque_iter as iterator, deque_search as search};
use crate::methods::each::for_each;
use crate::methods::generic_alias::CLASS_GETITEM;
use crate::methods::support::{clipped, count};
use crate::methods::{new_class, wrap};
use crate::runtime::def::{TypeDef, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Deque;
use crate::value::Value;
use crate::vm::attributes::namespace::dict_of;
use crate::vm::ops;
use crate::vm::ops::item::position;
use crate::vm::slicing::is_index;

/// What deque offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("A list-like sequence optimized for data accesses near its endpoints."),
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", new),
        slot("__init__", "(self, iterable=(), maxlen=None)", init),
        slot("__repr__", "(self, /)", repr),
        slot("__len__", "(self, /)", |ctx, args| Step::value(count(receiver(ctx, &args)?.len()))),
        slot("__iter__", "(self, /)", iterator::iter),
        method("__reversed__", "(self, /)", iterator::reversed),
        slot("__getitem__", "(self, key, /)", get_item),
        slot("__setitem__", "(self, key, value, /)", set_item),
        slot("__delitem__", "(self, key, /)", delete_item),
        slot("__contains__", "(self, key, /)", search::contains),
        slot("__lt__", "(self, value, /)", algebra::lt),
        slot("__le__", "(self, value, /)", algebra::le),
        slot("__eq__", "(self, value, /)", algebra::eq),
        slot("__ne__", "(self, value, /)", algebra::ne),
        slot("__gt__", "(self, value, /)", algebra::gt),
        slot("__ge__", "(self, value, /)", algebra::ge),
        slot("__add__", "(self, value, /)", algebra::add),
        slot("__iadd__", "(self, value, /)", algebra::iadd),
        slot("__mul__", "(self, value, /)", algebra::mul),
        slot("__rmul__", "(self, value, /)", algebra::mul),
        slot("__imul__", "(self, value, /)", algebra::imul),
        method("append", "(self, item, /)", append),
        method("appendleft", "(self, item, /)", append_left),
        method("extend", "(self, iterable, /)", extend),
        method("extendleft", "(self, iterable, /)", extend_left),
        method("pop", "(self, /)", pop),
        method("popleft", "(self, /)", pop_left),
        method("clear", "(self, /)", clear),
        method("copy", "(self, /)", algebra::copy),
        method("__copy__", "(self, /)", algebra::copy),
        method("count", "(self, value, /)", search::count_of),
        method("index", "(self, value, start=0, stop=0, /)", search::index),
        method("insert", "(self, index, value, /)", insert),
        method("remove", "(self, value, /)", search::remove),
        method("reverse", "(self, /)", reverse),
        method("rotate", "(self, n=1, /)", rotate),
        method("__reduce__", "(self, /)", reduce),
        CLASS_GETITEM,
    ],
    attributes: &[getter("maxlen", |_, object| {
        Step::value(object.as_deque().and_then(|deque| deque.maxlen.get()).map_or(Value::None, count))
    })],
    absent: &["__hash__"],
};

/// The deque of the receiver.
///
/// # Errors
/// SystemError: the caller has checked the receiver already.
pub(super) fn receiver<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Deque<'gc>, Raise<'gc>> {
    args.get(0).as_deque().ok_or_else(|| ctx.internal_error("a deque method without a deque"))
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.deque)?;
    Step::value(wrap(ctx, class, Deque::new(ctx.mc, VecDeque::new(), None).into()))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let maxlen = match args.get(2) {
        Value::Null | Value::None => None,
        maxlen if maxlen.as_int().is_none() => return Err(ctx.type_error("an integer is required")),
        maxlen => match ctx.index(maxlen)? {
            Value::Int(maxlen) => {
                Some(usize::try_from(maxlen).map_err(|_| ctx.value_error("maxlen must be non-negative"))?)
            }
            _ => return Err(ctx.overflow_error("Python int too large to convert to C ssize_t")),
        },
    };
    deque.maxlen.set(maxlen);
    deque.change(ctx.mc).clear();
    match args.opt(1) {
        Some(iterable) => extend_right(ctx, deque, iterable),
        None => Step::value(Value::None),
    }
}

/// Appends the items of an iterable.
///
/// # Errors
/// What iterating raises.
pub(super) fn extend_right<'gc>(ctx: Ctx<'gc>, deque: Deque<'gc>, iterable: Value<'gc>) -> NativeResult<'gc> {
    let source = stable(ctx, deque, iterable);
    for_each(ctx, source, [deque.into()], |ctx, item, [deque]| {
        if let Value::Deque(deque) = deque {
            deque.push_back(ctx.mc, item);
        }
        Ok(None)
    })?
    .then(ctx, [], |_, _, []| Step::value(Value::None))
}

/// The iterable, or a copy of the items when it is the deque itself.
fn stable<'gc>(ctx: Ctx<'gc>, deque: Deque<'gc>, iterable: Value<'gc>) -> Value<'gc> {
    match iterable.as_deque() {
        Some(other) if other.is(deque) => ctx.list(deque.to_vec()),
        _ => iterable,
    }
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let name = ctx.class_of(args.get(0)).name.get();
    let items = deque.to_vec();
    let kept = [name.into(), deque.maxlen.get().map_or(Value::None, count)];
    // The text inside the parentheses is that of a list of the items.
    ops::repr::repr_items(ctx, args.get(0), items, "[", "]", "")?.then(ctx, kept, |ctx, text, [name, maxlen]| {
        let (Some(name), Some(text)) = (name.as_str(), text.as_str()) else { return Ok(Step::Return(name)) };
        // Nothing at all: it is being shown already.
        if text.is_empty() {
            return Step::value(ctx.str("[...]"));
        }
        let mut shown = name.wtf8().to_owned();
        shown.push_str("(");
        shown.push_wtf8(text.wtf8());
        if let Value::Int(maxlen) = maxlen {
            shown.push_str(&format!(", maxlen={maxlen}"));
        }
        shown.push_str(")");
        Step::value(ctx.str(shown))
    })
}

fn place<'gc>(ctx: Ctx<'gc>, deque: Deque<'gc>, key: Value<'gc>) -> Result<usize, Raise<'gc>> {
    if !is_index(ctx, key) {
        return Err(ctx.type_error(format!("sequence index must be integer, not '{}'", ctx.type_name(key))));
    }
    let Value::Int(index) = ctx.index(key)? else {
        return Err(ctx.index_error(format!("cannot fit '{}' into an index-sized integer", ctx.type_name(key))));
    };
    position(index, deque.len()).ok_or_else(|| ctx.index_error("deque index out of range"))
}

fn get_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let place = place(ctx, deque, args.get(1))?;
    deque.get(place).map(Step::Return).ok_or_else(|| ctx.index_error("deque index out of range"))
}

fn set_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let place = place(ctx, deque, args.get(1))?;
    if let Some(item) = deque.replace(ctx.mc).get_mut(place) {
        *item = args.get(2);
    }
    Step::value(Value::None)
}

fn delete_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let place = place(ctx, deque, args.get(1))?;
    deque.change(ctx.mc).remove(place);
    Step::value(Value::None)
}

fn append<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    receiver(ctx, &args)?.push_back(ctx.mc, args.get(1));
    Step::value(Value::None)
}

fn append_left<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    receiver(ctx, &args)?.push_front(ctx.mc, args.get(1));
    Step::value(Value::None)
}

fn extend<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    extend_right(ctx, receiver(ctx, &args)?, args.get(1))
}

fn extend_left<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let source = stable(ctx, deque, args.get(1));
    for_each(ctx, source, [deque.into()], |ctx, item, [deque]| {
        if let Value::Deque(deque) = deque {
            deque.push_front(ctx.mc, item);
        }
        Ok(None)
    })?
    .then(ctx, [], |_, _, []| Step::value(Value::None))
}

fn pop<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let item = receiver(ctx, &args)?.change(ctx.mc).pop_back();
    item.map(Step::Return).ok_or_else(|| ctx.index_error("pop from an empty deque"))
}

fn pop_left<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let item = receiver(ctx, &args)?.change(ctx.mc).pop_front();
    item.map(Step::Return).ok_or_else(|| ctx.index_error("pop from an empty deque"))
}

fn clear<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    receiver(ctx, &args)?.change(ctx.mc).clear();
    Step::value(Value::None)
}

fn insert<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let index = ctx.index_i64(args.get(1))?;
    let len = deque.len();
    if deque.maxlen.get() == Some(len) {
        return Err(ctx.index_error("deque already at its maximum size"));
    }
    deque.change(ctx.mc).insert(clipped(index, len), args.get(2));
    Step::value(Value::None)
}

fn reverse<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    receiver(ctx, &args)?.replace(ctx.mc).make_contiguous().reverse();
    Step::value(Value::None)
}

fn rotate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let n = match args.opt(1) {
        Some(n) => ctx.index_i64(n)?,
        None => 1,
    };
    let len = deque.len();
    if let Ok(wide) = i64::try_from(len)
        && wide > 1
    {
        let by = usize::try_from(n.rem_euclid(wide)).unwrap_or(0);
        deque.change(ctx.mc).rotate_right(by);
    }
    Step::value(Value::None)
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let deque = receiver(ctx, &args)?;
    let object = args.get(0);
    let state = dict_of(object).filter(|dict| !dict.is_empty()).map_or(Value::None, Value::Dict);
    let made_with = match deque.maxlen.get() {
        Some(maxlen) => ctx.tuple(&[ctx.tuple(&[]), count(maxlen)]),
        None => ctx.tuple(&[]),
    };
    ops::iter(ctx, object)?.then(ctx, [object, made_with, state], |ctx, items, [object, made_with, state]| {
        Step::value(ctx.tuple(&[ctx.class_of(object).into(), made_with, state, items]))
    })
}
