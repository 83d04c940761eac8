//! aiter, all, anext, any, iter, next, sorted.

use gc_arena::Collect;

use super::objects::is_callable;
use crate::objects::{AnextAwaitable, AnextAwaitableData};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Iter, IterState};
use crate::value::Value;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};
use crate::vm::{ops, sort};

/// `iter(object)`, `iter(callable, sentinel)`
pub(super) fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(sentinel) = args.opt(1) else {
        return ops::iter(ctx, args.get(0));
    };
    let callable = args.get(0);
    if !is_callable(ctx, callable) {
        return Err(ctx.type_error("iter(v, w): v must be callable"));
    }
    Step::value(Iter::new(ctx.mc, IterState::Callable { callable, sentinel }))
}

/// `next(iterator[, default])`
pub(super) fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let iterator = args.get(0);
    if let (Value::Generator(_), None) = (iterator, args.opt(1)) {
        return Ok(Step::Next(iterator));
    }
    if !ops::iter::is_iterator(ctx, iterator) {
        return Err(ctx.type_error(format!("'{}' object is not an iterator", ctx.type_name(iterator))));
    }
    match ops::advance(ctx, iterator)? {
        ops::Advance::Item(item) => Ok(Step::Return(item)),
        ops::Advance::End => match args.opt(1) {
            Some(default) => Ok(Step::Return(default)),
            None => Err(ctx.stop_iteration(Value::None)),
        },
        // The caller tells the end by StopIteration, so that of a class comes as it is.
        ops::Advance::Slow => match args.opt(1) {
            None => Ok(Step::Next(iterator)),
            Some(default) => Step::Next(iterator)
                .then_input(ctx, [default], |_, input, [default]| Ok(Step::Return(input.item()?.unwrap_or(default)))),
        },
    }
}

/// any, or all when `stop` is false: the first item of that truth decides.
#[derive(Collect)]
#[collect(require_static)]
struct Search {
    stop: bool,
}

impl<'gc> Sink<'gc> for Search {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        ops::truth(ctx, item).map(SinkFlow::Await)
    }

    fn answer(&mut self, _: Ctx<'gc>, answer: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        Ok(if matches!(answer, Value::True) == self.stop {
            SinkFlow::Done(Step::Return(Value::bool(self.stop)))
        } else {
            SinkFlow::More
        })
    }

    fn end(&mut self, _: Ctx<'gc>) -> NativeResult<'gc> {
        Step::value(!self.stop)
    }
}

/// `any(iterable)`
pub(super) fn any<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    feed(ctx, args.get(0), Search { stop: true })
}

/// `all(iterable)`
pub(super) fn all<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    feed(ctx, args.get(0), Search { stop: false })
}

/// `sorted(iterable, /, *, key=None, reverse=False)`
pub(super) fn sorted<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let &[iterable] = args.rest() else {
        return Err(ctx.type_error(format!("sorted expected 1 argument, got {}", args.rest().len())));
    };
    let named = ctx.dict_of_names(args.extra());
    ops::collect(ctx, iterable)?.then(ctx, [named.into()], |ctx, list, [named]| {
        let (mut key, mut reverse) = (Value::None, false);
        for entry in named.as_dict().map_or_else(Vec::new, |named| named.to_vec()) {
            match entry.key.as_str() {
                Some(name) if name.is_text("key") => key = entry.value,
                Some(name) if name.is_text("reverse") => reverse = ctx.is_true(entry.value)?,
                name => {
                    let name = name.map_or_else(Default::default, |name| name.lossy());
                    return Err(ctx.type_error(format!("sort() got an unexpected keyword argument '{name}'")));
                }
            }
        }
        let items = list.as_list().map_or_else(Vec::new, |list| list.to_vec());
        sort::sort(ctx, items, key, reverse)
    })
}

/// `aiter(async_iterable)`
pub(super) fn aiter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = args.get(0);
    match ops::special::call(ctx, value, ctx.names.aiter, &[])? {
        None => Err(ctx.type_error(format!("'{}' object is not an async iterable", ctx.type_name(value)))),
        Some(step) => step.then(ctx, [], |ctx, iterator, []| {
            if ops::special::has(ctx, iterator, ctx.names.anext) {
                return Ok(Step::Return(iterator));
            }
            let name = ctx.type_name(iterator);
            Err(ctx.type_error(format!("aiter() returned not an async iterator of type '{name}'")))
        }),
    }
}

/// `anext(async_iterator[, default])`
pub(super) fn anext<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = args.get(0);
    if !ops::special::has(ctx, value, ctx.names.anext) {
        return Err(ctx.type_error(format!("'{}' object is not an async iterator", ctx.type_name(value))));
    }
    let step = ops::special::call(ctx, value, ctx.names.anext, &[])?;
    let step = step.ok_or_else(|| ctx.internal_error("__anext__ has gone"))?;
    match args.opt(1) {
        None => Ok(step),
        Some(default) => step.then(ctx, [default], |ctx, awaitable, [default]| {
            Step::value(AnextAwaitable::alloc(ctx.mc, AnextAwaitableData { awaitable, default }))
        }),
    }
}
