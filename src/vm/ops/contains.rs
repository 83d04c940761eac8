//! `in`. Mirrors `PySequence_Contains`.

use gc_arena::Collect;

use super::compare_containers::quick_equal;
use super::special;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};

/// `item in container`: True or False.
///
/// # Errors
/// What the operation raises.
pub fn contains<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, item: Value<'gc>) -> NativeResult<'gc> {
    match container {
        Value::List(_) | Value::Tuple(_) => return sequence_contains(ctx, container, item),
        Value::Dict(dict) => {
            return Step::value(crate::methods::dict::contains(ctx, dict, item)?);
        }
        Value::Str(text) => {
            if let Value::Str(part) = item {
                let found = memchr_find(text.wtf8().as_bytes(), part.wtf8().as_bytes());
                return Step::value(found);
            }
        }
        _ => {}
    }
    match ctx.lookup_special(container, ctx.names.contains) {
        Some(Value::None) => Err(ctx.type_error(format!("'{}' object is not a container", ctx.type_name(container)))),
        Some(attribute) => match special::call_attribute(ctx, attribute, container, &[item])? {
            Step::Return(answer) => super::truth(ctx, answer),
            step => step.then(ctx, [], |ctx, answer, []| super::truth(ctx, answer)),
        },
        None => {
            if !super::iter::is_iterable(ctx, container) {
                return Err(ctx.type_error(format!(
                    "argument of type '{}' is not a container or iterable",
                    ctx.type_name(container)
                )));
            }
            feed(ctx, container, Search { item })
        }
    }
}

/// Whether `needle` occurs in `text`. Both are WTF-8, where a match of bytes
/// is a match of code points.
fn memchr_find(text: &[u8], needle: &[u8]) -> bool {
    match needle {
        [] => true,
        [byte] => text.contains(byte),
        _ => match (std::str::from_utf8(text), std::str::from_utf8(needle)) {
            (Ok(text), Ok(needle)) => text.contains(needle),
            _ => text.windows(needle.len()).any(|window| window == needle),
        },
    }
}

/// `item in list_or_tuple`, instances of subclasses included.
///
/// # Errors
/// What comparing raises.
pub fn sequence_contains<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, item: Value<'gc>) -> NativeResult<'gc> {
    let mut state = InSequence { container, item, next: 0 };
    match state.run() {
        Some(answer) => Step::value(answer),
        None => {
            let _ = ctx;
            Ok(Step::run(state))
        }
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct InSequence<'gc> {
    container: Value<'gc>,
    item: Value<'gc>,
    next: usize,
}

impl<'gc> InSequence<'gc> {
    fn current(&self) -> Option<Value<'gc>> {
        match self.container.payload() {
            Value::List(list) => list.get(self.next),
            Value::Tuple(tuple) => tuple.as_slice().get(self.next).copied(),
            _ => None,
        }
    }

    /// Goes as far as no call is needed; at most some thousand items.
    fn run(&mut self) -> Option<bool> {
        for _ in 0..4000 {
            let Some(candidate) = self.current() else { return Some(false) };
            match quick_equal(candidate, self.item) {
                Some(true) => return Some(true),
                Some(false) => self.next += 1,
                None => return None,
            }
        }
        None
    }
}

impl<'gc> Continuation<'gc> for InSequence<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match input.value(ctx)? {
            Value::True => return Flow::value(true),
            Value::False => self.next += 1,
            _ => {}
        }
        match (self.run(), self.current()) {
            (Some(answer), _) => Flow::value(answer),
            (None, Some(candidate)) => super::equal(ctx, candidate, self.item).map(Flow::Await),
            (None, None) => Flow::value(false),
        }
    }
}

/// Looks for an item among those of any iterable.
#[derive(Collect)]
#[collect(no_drop)]
struct Search<'gc> {
    item: Value<'gc>,
}

impl<'gc> Sink<'gc> for Search<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        match quick_equal(item, self.item) {
            Some(true) => Ok(SinkFlow::Done(Step::Return(Value::True))),
            Some(false) => Ok(SinkFlow::More),
            None => super::equal(ctx, item, self.item).map(SinkFlow::Await),
        }
    }

    fn answer(&mut self, _: Ctx<'gc>, answer: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        Ok(if matches!(answer, Value::True) { SinkFlow::Done(Step::Return(Value::True)) } else { SinkFlow::More })
    }

    fn end(&mut self, _: Ctx<'gc>) -> NativeResult<'gc> {
        Step::value(false)
    }
}
