//! groupby and its groups.

use gc_arena::Collect;

use super::with;
use crate::opcode::operands::CompareOp;
use crate::runtime::{Continuation, Ctx, Flow, Input, Raise, Step};
use crate::types::itertools::{GroupState, Tool};
use crate::types::{Iter, IterState};
use crate::value::Value;
use crate::vm::ops::advance::advance_nested;
use crate::vm::ops::{self, Advance, compare};

/// Items handled in one go.
const BATCH: usize = 1000;

/// Equality of keys where it takes no call.
fn quick_equal<'gc>(a: Value<'gc>, b: Value<'gc>) -> Option<bool> {
    if a.is(b) { Some(true) } else { compare::quick(CompareOp::Eq, a, b) }
}

fn group<'gc>(ctx: Ctx<'gc>, parent: Iter<'gc>) -> Option<GroupState<'gc>> {
    with(ctx, parent, |tool| match tool {
        Tool::GroupBy(group) => Some(*group),
        _ => None,
    })
    .flatten()
}

fn change<'gc>(ctx: Ctx<'gc>, parent: Iter<'gc>, work: impl FnOnce(&mut GroupState<'gc>)) {
    with(ctx, parent, |tool| {
        if let Tool::GroupBy(group) = tool {
            work(group);
        }
    });
}

/// An item was read ahead.
fn read<'gc>(ctx: Ctx<'gc>, parent: Iter<'gc>, key: Value<'gc>, value: Value<'gc>) {
    change(ctx, parent, |group| (group.key, group.value) = (key, value));
}

/// The next group begins: its key with the iterator over it.
fn begin<'gc>(ctx: Ctx<'gc>, parent: Iter<'gc>, key: Value<'gc>) -> Value<'gc> {
    let mut serial = 0;
    change(ctx, parent, |group| {
        group.target = key;
        serial = group.serial;
    });
    let items = Iter::new(ctx.mc, IterState::Tool(Tool::Grouper { parent, key, serial }));
    ctx.tuple(&[key, items.into()])
}

/// Gives out the item that was read ahead.
fn give<'gc>(ctx: Ctx<'gc>, parent: Iter<'gc>) -> Value<'gc> {
    let mut item = Value::None;
    change(ctx, parent, |group| {
        item = std::mem::replace(&mut group.value, Value::Null);
        group.key = Value::Null;
    });
    item
}

/// The next group where no call is needed.
///
/// # Errors
/// What the source raises.
pub(super) fn advance<'gc>(
    ctx: Ctx<'gc>,
    iter: Iter<'gc>,
    mut state: GroupState<'gc>,
    nesting: u32,
) -> Result<Advance<'gc>, Raise<'gc>> {
    change(ctx, iter, |group| group.serial = group.serial.wrapping_add(1));
    for _ in 0..BATCH {
        if !state.key.is_null() {
            let same = if state.target.is_null() { Some(false) } else { quick_equal(state.target, state.key) };
            match same {
                Some(true) => {}
                Some(false) => return Ok(Advance::Item(begin(ctx, iter, state.key))),
                None => return Ok(Advance::Slow),
            }
        }
        if !state.function.is_none() {
            return Ok(Advance::Slow);
        }
        match advance_nested(ctx, state.source, nesting)? {
            Advance::Item(item) => {
                (state.key, state.value) = (item, item);
                read(ctx, iter, item, item);
            }
            other => return Ok(other),
        }
    }
    Ok(Advance::Slow)
}

/// The next item of a group where no call is needed.
///
/// # Errors
/// What the source raises.
pub(super) fn advance_group<'gc>(
    ctx: Ctx<'gc>,
    parent: Iter<'gc>,
    key: Value<'gc>,
    serial: u64,
    nesting: u32,
) -> Result<Advance<'gc>, Raise<'gc>> {
    let Some(mut state) = group(ctx, parent).filter(|group| group.serial == serial) else {
        return Ok(Advance::End);
    };
    if state.value.is_null() {
        if !state.function.is_none() {
            return Ok(Advance::Slow);
        }
        match advance_nested(ctx, state.source, nesting)? {
            Advance::Item(item) => {
                state.key = item;
                read(ctx, parent, item, item);
            }
            other => return Ok(other),
        }
    }
    Ok(match quick_equal(key, state.key) {
        Some(true) => Advance::Item(give(ctx, parent)),
        Some(false) => Advance::End,
        None => Advance::Slow,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Item,
    Key,
    Equal,
}

/// The next group, or the next item of one.
#[derive(Collect)]
#[collect(no_drop)]
pub(super) struct Next<'gc> {
    parent: Iter<'gc>,
    /// The key of the group of which an item is wanted; NULL for the next group.
    key: Value<'gc>,
    serial: u64,
    /// The item of which the key is being computed.
    item: Value<'gc>,
    #[collect(require_static)]
    waiting: Waiting,
}

impl<'gc> Next<'gc> {
    pub(super) fn group(parent: Iter<'gc>) -> Self {
        Self::item(parent, Value::Null, 0)
    }

    pub(super) fn item(parent: Iter<'gc>, key: Value<'gc>, serial: u64) -> Self {
        Self { parent, key, serial, item: Value::Null, waiting: Waiting::Nothing }
    }

    fn ask(&mut self, state: GroupState<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        self.waiting = Waiting::Item;
        Ok(Flow::Await(Step::Next(state.source)))
    }

    fn ask_equal(&mut self, ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        self.waiting = Waiting::Equal;
        ops::equal(ctx, a, b).map(Flow::Await)
    }

    /// What has to be asked for now.
    fn look(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let Some(state) = group(ctx, self.parent) else { return Err(ctx.stop_iteration(Value::None)) };
        if self.key.is_null() {
            if state.key.is_null() {
                return self.ask(state);
            }
            if state.target.is_null() {
                return Flow::value(begin(ctx, self.parent, state.key));
            }
            return self.ask_equal(ctx, state.target, state.key);
        }
        if state.serial != self.serial {
            return Err(ctx.stop_iteration(Value::None));
        }
        if state.value.is_null() {
            return self.ask(state);
        }
        self.ask_equal(ctx, self.key, state.key)
    }
}

impl<'gc> Continuation<'gc> for Next<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match self.waiting {
            Waiting::Nothing => {}
            Waiting::Item => {
                let Some(item) = input.item()? else { return Err(ctx.stop_iteration(Value::None)) };
                let function = group(ctx, self.parent).map_or(Value::None, |group| group.function);
                if !function.is_none() {
                    self.item = item;
                    self.waiting = Waiting::Key;
                    return Ok(Flow::Await(Step::call(function, &[item])));
                }
                read(ctx, self.parent, item, item);
            }
            Waiting::Key => {
                let key = input.value(ctx)?;
                read(ctx, self.parent, key, self.item);
            }
            Waiting::Equal => {
                let same = matches!(input.value(ctx)?, Value::True);
                let key = group(ctx, self.parent).map_or(Value::Null, |group| group.key);
                match (self.key.is_null(), same) {
                    (true, true) => {
                        let Some(state) = group(ctx, self.parent) else {
                            return Err(ctx.stop_iteration(Value::None));
                        };
                        return self.ask(state);
                    }
                    (true, false) => return Flow::value(begin(ctx, self.parent, key)),
                    (false, true) => return Flow::value(give(ctx, self.parent)),
                    (false, false) => return Err(ctx.stop_iteration(Value::None)),
                }
            }
        }
        self.look(ctx)
    }
}
