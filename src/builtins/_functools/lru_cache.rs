//! What `functools.lru_cache` makes. The order of the cache's dict is the
//! order of use, the least recently used key first.

use super::{dict_slot, set_slot, slot_of};
use crate::builtins::builtins::objects::is_callable;
use crate::methods::new_class;
use crate::methods::object::{get_dict, set_dict};
use crate::methods::support::count;
use crate::runtime::def::{TypeDef, getset, method, slot, static_method};
use crate::runtime::{ArgVec, Args, Call, Ctx, NativeResult, Raise, Step};
use crate::types::{Instance, Tuple};
use crate::value::Value;
use crate::vm::attributes;
use crate::vm::attributes::bind::method as bound_method;

/// The places of the slots. A maxsize of None is no bound.
const FUNC: usize = 0;
const MAXSIZE: usize = 1;
const TYPED: usize = 2;
const CACHE: usize = 3;
const HITS: usize = 4;
const MISSES: usize = 5;
const INFO: usize = 6;

/// What the wrapper offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("A callable that remembers the results of another one."),
    functions: &[
        static_method("__new__", "(cls, user_function, maxsize, typed, cache_info_type)", new),
        slot("__call__", "(self, /, *args, **kwargs)", call),
        slot("__get__", "(self, instance, owner=None, /)", bind),
        method("cache_info", "(self, /)", cache_info),
        method("cache_clear", "(self, /)", cache_clear),
        method("__reduce__", "(self, /)", |ctx, args| attributes::get(ctx, args.get(0), ctx.names.qualname)),
        method("__copy__", "(self, /)", |_, args| Ok(Step::Return(args.get(0)))),
        method("__deepcopy__", "(self, memo, /)", |_, args| Ok(Step::Return(args.get(0)))),
    ],
    attributes: &[getset("__dict__", get_dict, set_dict)],
    absent: &[],
};

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.lru_cache_wrapper)?;
    let (func, maxsize) = (args.get(1), args.get(2));
    if !is_callable(ctx, func) {
        return Err(ctx.type_error("the first argument must be callable"));
    }
    let maxsize = match maxsize {
        Value::None => Value::None,
        _ if crate::vm::slicing::is_index(ctx, maxsize) => Value::Int(ctx.index_i64(maxsize)?.max(0)),
        _ => return Err(ctx.type_error("maxsize should be integer or None")),
    };
    let typed = Value::bool(ctx.is_true(args.get(3))?);
    let object = Value::Instance(Instance::new(ctx.mc, class, Value::Null));
    let slots = [func, maxsize, typed, ctx.dict().into(), Value::Int(0), Value::Int(0), args.get(4)];
    for (index, value) in slots.into_iter().enumerate() {
        set_slot(ctx, object, index, value);
    }
    Ok(Step::Return(object))
}

fn add_one<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, index: usize) {
    let n = slot_of(object, index).as_i64().unwrap_or(0);
    set_slot(ctx, object, index, Value::Int(n.saturating_add(1)));
}

/// What separates positional arguments from keywords in a key.
fn mark<'gc>(ctx: Ctx<'gc>) -> Value<'gc> {
    const NAME: &str = "functools.kwd_mark";
    ctx.get_name(ctx.module_state, NAME).unwrap_or_else(|| {
        let object = Value::Instance(Instance::new(ctx.mc, ctx.types.object, Value::Null));
        ctx.set_name(ctx.module_state, NAME, object);
        object
    })
}

/// The key of a call: a lone int or str itself, else a tuple.
fn key<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, typed: bool) -> Value<'gc> {
    if let (&[only @ (Value::Int(_) | Value::BigInt(_) | Value::Str(_))], [], false) =
        (args.rest(), args.extra(), typed)
    {
        return only;
    }
    let mut parts = args.rest().to_vec();
    if !args.extra().is_empty() {
        parts.push(mark(ctx));
        parts.extend(args.extra().iter().flat_map(|(name, value)| [Value::Str(*name), *value]));
    }
    if typed {
        let all = args.rest().iter().copied().chain(args.extra().iter().map(|(_, value)| *value));
        parts.extend(all.map(|value| Value::Class(ctx.class_of(value))));
    }
    ctx.tuple(&parts)
}

fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let mut all = ArgVec::from_slice(args.rest());
    all.extend(args.extra().iter().map(|(_, value)| *value));
    let names = (!args.extra().is_empty())
        .then(|| Tuple::new(ctx.mc, args.extra().iter().map(|(name, _)| Value::Str(*name)).collect::<Vec<_>>()));
    let call = Step::Call(Call { callee: slot_of(object, FUNC), args: all, names });
    let maxsize = slot_of(object, MAXSIZE);
    if matches!(maxsize, Value::Int(0)) {
        add_one(ctx, object, MISSES);
        return Ok(call);
    }
    let key = key(ctx, &args, matches!(slot_of(object, TYPED), Value::True));
    let hash = ctx.hash(key)?;
    let cache = dict_slot(ctx, object, CACHE);
    if let Some(position) = ctx.dict_find(cache, key, hash)? {
        add_one(ctx, object, HITS);
        let known = cache.value_at(position).unwrap_or(Value::None);
        if !maxsize.is_none() {
            cache.borrow_mut(ctx.mc).move_to(position, true);
        }
        return Ok(Step::Return(known));
    }
    add_one(ctx, object, MISSES);
    call.then(ctx, [object, key, Value::Int(hash)], |ctx, result, [object, key, hash]| {
        keep(ctx, object, key, hash.as_i64().unwrap_or(0), result)?;
        Ok(Step::Return(result))
    })
}

/// Enters a result, unless a call in between has.
fn keep<'gc>(
    ctx: Ctx<'gc>,
    object: Value<'gc>,
    key: Value<'gc>,
    hash: i64,
    result: Value<'gc>,
) -> Result<(), Raise<'gc>> {
    let cache = dict_slot(ctx, object, CACHE);
    let bound = slot_of(object, MAXSIZE).as_i64();
    if bound.is_some() && ctx.dict_find(cache, key, hash)?.is_some() {
        return Ok(());
    }
    ctx.dict_set_hashed(cache, key, hash, result)?;
    if bound.and_then(|bound| usize::try_from(bound).ok()).is_some_and(|bound| cache.len() > bound) {
        cache.borrow_mut(ctx.mc).remove_first();
    }
    Ok(())
}

fn bind<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(1) {
        Value::None => Ok(Step::Return(args.get(0))),
        instance => Step::value(bound_method(ctx, args.get(0), instance)),
    }
}

fn cache_info<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let [hits, misses, maxsize] = [HITS, MISSES, MAXSIZE].map(|index| slot_of(object, index));
    let size = count(dict_slot(ctx, object, CACHE).len());
    Ok(Step::call(slot_of(object, INFO), &[hits, misses, maxsize, size]))
}

fn cache_clear<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    set_slot(ctx, object, HITS, Value::Int(0));
    set_slot(ctx, object, MISSES, Value::Int(0));
    set_slot(ctx, object, CACHE, ctx.dict().into());
    Step::value(Value::None)
}
