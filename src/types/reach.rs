//! What an object refers to, in the order in which it would let go of it. For
//! the order of finalizers: objects that seldom stand between two of them are
//! left out (they then count as referring to nothing).

use super::itertools::Tool;
use super::{Dict, IterState};
use crate::objects::{Frame, GeneratorCore};
use crate::value::Value;

/// Calls `with` with what the object refers to itself.
pub fn references_of<'gc>(value: Value<'gc>, with: &mut impl FnMut(Value<'gc>)) {
    match value {
        Value::Generator(_) | Value::Coroutine(_) | Value::AsyncGenerator(_) => {
            if let Some(frame) = value.as_generator_core().and_then(|core| core.frame.get()) {
                frame_slots(frame, with);
            }
        }
        Value::Frame(frame) => frame_slots(frame, with),
        Value::CoroutineWrapper(wrapper) => with(wrapper.coroutine.into()),
        Value::AsyncGenASend(awaitable) => {
            with(GeneratorCore::value(awaitable.generator));
            with(awaitable.value);
        }
        Value::AsyncGenAThrow(awaitable) => with(GeneratorCore::value(awaitable.generator)),
        Value::AnextAwaitable(awaitable) => {
            with(awaitable.awaitable);
            with(awaitable.default);
        }
        // These let go of their last item first.
        Value::List(list) => list.borrow().iter().rev().copied().for_each(with),
        Value::Tuple(tuple) => tuple.as_slice().iter().rev().copied().for_each(with),
        Value::Deque(deque) => deque.borrow().iter().copied().for_each(with),
        Value::Dict(dict) => entries(dict, with),
        Value::Set(set) => entries(set.table, with),
        Value::FrozenSet(set) => entries(set.table, with),
        Value::Instance(instance) => {
            instance.slots.iter().for_each(|slot| with(slot.get()));
            with(instance.payload.get());
            if let Some(dict) = instance.dict.get() {
                with(dict.into());
            }
        }
        Value::Exception(exception) => {
            with(exception.args.get().into());
            exception.fields.iter().for_each(|field| with(field.get()));
            if let Some(dict) = exception.dict.get() {
                with(dict.into());
            }
            if let Some(traceback) = exception.traceback.get() {
                with(traceback.into());
            }
            exception.cause.get().into_iter().chain(exception.context.get()).for_each(|other| with(other.into()));
        }
        Value::Traceback(traceback) => {
            with(traceback.frame.into());
            if let Some(next) = traceback.next.get() {
                with(next.into());
            }
        }
        Value::Method(method) => {
            with(method.function);
            with(method.receiver);
        }
        Value::Function(function) => {
            if let Some(closure) = function.closure.get() {
                with(closure.into());
            }
            if let Some(defaults) = function.defaults.get() {
                with(defaults.into());
            }
            function.kwdefaults.get().into_iter().chain(function.dict.get()).for_each(|dict| with(dict.into()));
        }
        Value::Cell(cell) => with(cell.raw()),
        Value::Iter(iter) => iterated(&iter.state.borrow(), with),
        Value::MappingProxy(proxy) => with(proxy.mapping),
        _ => {}
    }
}

fn frame_slots<'gc>(frame: Frame<'gc>, with: &mut impl FnMut(Value<'gc>)) {
    // The code above the top of the value stack is not cleared: nothing there counts.
    let top = frame.sp.get() as usize;
    frame.slots.iter().take(top).for_each(|slot| with(slot.get()));
    with(frame.locals.get());
}

fn entries<'gc>(dict: Dict<'gc>, with: &mut impl FnMut(Value<'gc>)) {
    for entry in dict.borrow().iter() {
        with(entry.key);
        with(entry.value);
    }
}

fn iterated<'gc>(state: &IterState<'gc>, with: &mut impl FnMut(Value<'gc>)) {
    match *state {
        IterState::List { list, .. } | IterState::ListReversed { list, .. } => with(list.into()),
        IterState::Tuple { tuple, .. } => with(tuple.into()),
        IterState::Dict { dict, .. } | IterState::Set { dict, .. } => with(dict.into()),
        IterState::Deque { deque, .. } => with(deque.into()),
        IterState::Sequence { object, .. } | IterState::SequenceReversed { object, .. } => with(object),
        IterState::Callable { callable, .. } => with(callable),
        IterState::Enumerate { iterator, .. } => with(iterator),
        IterState::Zip { iterators, .. } => with(iterators.into()),
        IterState::Map { function, iterators, .. } => {
            with(iterators.into());
            with(function);
        }
        IterState::Filter { function, iterator } => {
            with(function);
            with(iterator);
        }
        IterState::Tool(ref tool) => tool_sources(tool, with),
        IterState::Done(_)
        | IterState::Str { .. }
        | IterState::Bytes { .. }
        | IterState::Range { .. }
        | IterState::BigRange { .. }
        | IterState::CodeLines { .. }
        | IterState::CodePositions { .. }
        | IterState::CodeBranches { .. } => {}
    }
}

fn tool_sources<'gc>(tool: &Tool<'gc>, with: &mut impl FnMut(Value<'gc>)) {
    match *tool {
        Tool::Chain { sources, active, pending } => [sources, active, pending].into_iter().for_each(with),
        Tool::Compress { data, selectors } => [data, selectors].into_iter().for_each(with),
        Tool::Cycle { source, saved, .. } => {
            with(source);
            with(saved.into());
        }
        Tool::Repeat { object, .. } => with(object),
        Tool::GroupBy(ref group) => {
            with(group.source);
            with(group.value);
        }
        Tool::Grouper { parent, .. } => with(parent.into()),
        Tool::DropWhile { source, .. }
        | Tool::TakeWhile { source, .. }
        | Tool::FilterFalse { source, .. }
        | Tool::Islice { source, .. }
        | Tool::Starmap { source, .. }
        | Tool::Accumulate { source, .. }
        | Tool::Pairwise { source, .. }
        | Tool::Batched { source, .. } => with(source),
        Tool::ZipLongest { sources, .. } => with(sources.into()),
        _ => {}
    }
}
