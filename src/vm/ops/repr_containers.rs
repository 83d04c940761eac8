//! The repr of containers, however deeply they are nested: one continuation a
//! level, `...` for a container that is being shown already.

use gc_arena::Collect;
use rustpython_wtf8::Wtf8Buf;

use super::guard::{repr_enter, repr_leave};
use super::repr::{self, repr};
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::value::Value;

/// `open item, item close` of the items of `owner`; `recursive` when `owner`
/// is being shown already.
///
/// # Errors
/// What the repr of an item raises.
pub fn repr_items<'gc>(
    ctx: Ctx<'gc>,
    owner: Value<'gc>,
    items: Vec<Value<'gc>>,
    open: &str,
    close: &'static str,
    recursive: &str,
) -> NativeResult<'gc> {
    start(ctx, owner, items, [open, recursive], close, false)
}

/// `open key: value, key: value close`; keys and values alternate in `items`.
///
/// # Errors
/// What the repr of an item raises.
pub fn repr_pairs<'gc>(
    ctx: Ctx<'gc>,
    owner: Value<'gc>,
    items: Vec<Value<'gc>>,
    open: &str,
    close: &'static str,
    recursive: &str,
) -> NativeResult<'gc> {
    start(ctx, owner, items, [open, recursive], close, true)
}

fn start<'gc>(
    ctx: Ctx<'gc>,
    owner: Value<'gc>,
    items: Vec<Value<'gc>>,
    [open, recursive]: [&str; 2],
    close: &'static str,
    pairs: bool,
) -> NativeResult<'gc> {
    if !repr_enter(ctx, owner) {
        return Ok(Step::Return(ctx.str(recursive)));
    }
    let mut state = Items { owner, items, next: 0, text: Wtf8Buf::from(open), close, pairs };
    match state.run(ctx) {
        Ok(None) => {
            repr_leave(ctx, owner);
            Ok(Step::Return(ctx.str(std::mem::take(&mut state.text))))
        }
        Ok(Some(_)) => Ok(Step::run(state)),
        Err(raise) => {
            repr_leave(ctx, owner);
            Err(raise)
        }
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct Items<'gc> {
    owner: Value<'gc>,
    items: Vec<Value<'gc>>,
    next: usize,
    #[collect(require_static)]
    text: Wtf8Buf,
    #[collect(require_static)]
    close: &'static str,
    pairs: bool,
}

impl<'gc> Items<'gc> {
    /// Goes as far as no call is needed; the item that needs one, or nothing
    /// when the text is complete.
    fn run(&mut self, ctx: Ctx<'gc>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
        while let Some(&item) = self.items.get(self.next) {
            match repr::quick(ctx, item)? {
                Some(text) => self.push(&text),
                None => return Ok(Some(item)),
            }
        }
        self.text.push_str(self.close);
        Ok(None)
    }

    fn push(&mut self, text: &rustpython_wtf8::Wtf8) {
        if self.pairs && self.next % 2 == 1 {
            self.text.push_str(": ");
        } else if self.next > 0 {
            self.text.push_str(", ");
        }
        self.text.push_wtf8(text);
        self.next += 1;
    }

    fn go_on(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Some(text) = input.value(ctx)?.as_str() {
            self.push(text.wtf8());
        }
        match self.run(ctx)? {
            Some(item) => repr(ctx, item).map(Flow::Await),
            None => Flow::value(ctx.str(std::mem::take(&mut self.text))),
        }
    }
}

impl<'gc> Continuation<'gc> for Items<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let flow = self.go_on(ctx, input);
        if !matches!(flow, Ok(Flow::Await(_))) {
            repr_leave(ctx, self.owner);
        }
        flow
    }
}
