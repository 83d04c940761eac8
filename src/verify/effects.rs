//! What each instruction needs in the slots of its frame, and leaves there.

use super::error::FaultKind;
use super::kinds::Kinds;
use super::listing::Step;
use super::stack::State;
use crate::opcode::Opcode;
use crate::opcode::operands::{FunctionAttribute, Intrinsic1, Intrinsic2};

/// Facts of the code object that instructions depend on.
pub(super) struct Context {
    /// Free variables: the last fast slots.
    pub free: usize,
    /// `co_stacksize`.
    pub stacksize: u32,
    /// The kinds of the constants.
    pub consts: Vec<Kinds>,
}

/// Follows an instruction to the next one (not to its jump target: see [`at_target`]).
pub(super) fn apply(context: &Context, state: &mut State, step: &Step) -> Result<(), FaultKind> {
    use Opcode as O;

    let (op, arg) = (step.op, step.arg);
    let n = arg as usize;
    state.begin(op);
    let need = op.stack_use(arg);
    let has = state.depth();
    if need.pops > has as u64 {
        return Err(FaultKind::Underflow { op, needs: need.pops, has });
    }
    let depth = has as u64 - need.pops + need.pushes;
    if depth > u64::from(context.stacksize) {
        return Err(FaultKind::Overflow { op, depth, stacksize: context.stacksize });
    }
    match op {
        O::Nop | O::NotTaken | O::Resume | O::JumpForward | O::JumpBackward | O::JumpBackwardNoInterrupt => {}

        O::LoadFast | O::LoadFastBorrow => state.push(state.bound(arg)?),
        O::LoadFastLoadFast | O::LoadFastBorrowLoadFastBorrow => {
            state.push(state.bound(arg >> 4)?);
            state.push(state.bound(arg & 15)?);
        }
        O::LoadFastCheck => {
            let found = state.local(arg).difference(Kinds::NULL);
            // What is never bound always raises: what follows does not matter.
            let found = if found.is_empty() { Kinds::OBJECT } else { found };
            state.set_local(arg, found);
            state.push(found);
        }
        O::LoadFastAndClear => {
            state.push(state.local(arg));
            state.set_local(arg, Kinds::NULL);
        }
        O::StoreFast => {
            let value = state.pop_any();
            state.set_local(arg, value);
        }
        O::StoreFastStoreFast => {
            let first = state.pop_any();
            state.set_local(arg >> 4, first);
            let second = state.pop_any();
            state.set_local(arg & 15, second);
        }
        O::StoreFastLoadFast => {
            let value = state.pop_any();
            state.set_local(arg >> 4, value);
            state.push(state.bound(arg & 15)?);
        }
        O::DeleteFast => state.set_local(arg, Kinds::NULL),
        O::MakeCell => state.set_local(arg, Kinds::CELL),
        O::CopyFreeVars => {
            let (from, to) = (state.locals.saturating_sub(context.free), state.locals);
            if let Some(slots) = state.slots.get_mut(from..to) {
                slots.fill(Kinds::CELL);
            }
            state.written_many = true;
        }
        O::LoadDeref => {
            state.cell(arg)?;
            state.push(Kinds::OBJECT);
        }
        O::StoreDeref => {
            state.cell(arg)?;
            state.pop(Kinds::SOME)?;
        }
        O::DeleteDeref => state.cell(arg)?,
        O::LoadFromDictOrDeref => {
            state.cell(arg)?;
            state.pop(Kinds::SOME)?;
            state.push(Kinds::OBJECT);
        }

        O::LoadConst => state.push(context.consts.get(n).copied().unwrap_or(Kinds::OBJECT)),
        O::PushNull => state.push(Kinds::NULL),
        O::LoadGlobal => {
            state.push(Kinds::OBJECT);
            if arg & 1 != 0 {
                state.push(Kinds::NULL);
            }
        }
        // What is dropped may be the NULL of a call that never came.
        O::PopTop => {
            state.pop_any();
        }
        O::EndFor => {
            state.pop(Kinds::SOME)?;
        }
        O::PopIter => {
            state.pop(Kinds::ITERATOR)?;
        }
        O::EndSend => {
            let value = state.pop(Kinds::SOME)?;
            state.pop(Kinds::ITERATOR)?;
            state.push(value);
        }
        O::Copy => state.push(state.top(n)),
        O::Swap => {
            let (upper, lower) = (state.top(1), state.top(n));
            state.set_top(1, lower);
            state.set_top(n, upper);
        }

        O::LoadAttr | O::LoadSuperAttr | O::LoadSpecial => {
            state.pop_many(need.pops, Kinds::SOME)?;
            state.push(Kinds::OBJECT);
            if need.pushes == 2 {
                state.push(Kinds::NULL | Kinds::OBJECT);
            }
        }
        O::Call => {
            state.pop_many(u64::from(arg), Kinds::SOME)?;
            call(state)?;
        }
        O::CallKw => {
            state.pop(Kinds::NAMES)?;
            state.pop_many(u64::from(arg), Kinds::SOME)?;
            call(state)?;
        }
        O::CallFunctionEx => {
            state.pop_any();
            state.pop(Kinds::SOME)?;
            call(state)?;
        }
        O::ReturnValue => {
            state.pop(Kinds::SOME)?;
            if state.depth() > 0 {
                return Err(FaultKind::NotEmpty { op, extra: state.depth() });
            }
        }

        O::ToBool | O::UnaryNot => {
            state.pop(if op == O::UnaryNot { Kinds::BOOL } else { Kinds::SOME })?;
            state.push(Kinds::BOOL);
        }
        O::CompareOp => {
            // Without the bit for a bool the operands decide, and compilers know when they give one.
            made(state, 2, Kinds::SOME, Kinds::BOOL)?;
        }
        O::IsOp | O::ContainsOp => {
            state.pop_many(2, Kinds::SOME)?;
            state.push(Kinds::BOOL);
        }
        O::PopJumpIfFalse | O::PopJumpIfTrue => {
            state.pop(Kinds::BOOL)?;
        }
        O::MatchMapping | O::MatchSequence => {
            state.need(1, Kinds::SOME)?;
            state.push(Kinds::BOOL);
        }
        O::GetLen | O::ImportFrom => {
            state.need(1, Kinds::SOME)?;
            state.push(Kinds::OBJECT);
        }
        O::MatchKeys => {
            state.need(1, Kinds::ANY_TUPLE)?;
            state.need(2, Kinds::SOME)?;
            state.push(Kinds::OBJECT);
        }
        O::MatchClass => {
            state.pop(Kinds::NAMES)?;
            state.pop_many(2, Kinds::SOME)?;
            state.push(Kinds::OBJECT);
        }

        O::GetIter | O::GetAiter | O::GetYieldFromIter | O::GetAwaitable => {
            state.pop(Kinds::SOME)?;
            state.push(Kinds::ITERATOR);
        }
        O::GetAnext => {
            // A comprehension gets its iterator as an argument.
            state.need(1, Kinds::SOME)?;
            state.set_top(1, Kinds::ITERATOR);
            state.push(Kinds::ITERATOR);
        }
        O::ForIter => {
            state.need(1, Kinds::SOME)?;
            state.set_top(1, Kinds::ITERATOR);
            state.push(Kinds::OBJECT);
        }
        O::Send => {
            state.pop(Kinds::SOME)?;
            state.need(1, Kinds::ITERATOR)?;
            state.push(Kinds::OBJECT);
        }
        O::YieldValue => {
            state.pop(Kinds::SOME)?;
            state.push(Kinds::OBJECT);
        }
        O::ReturnGenerator => {
            if state.depth() > 0 {
                return Err(FaultKind::NotEmpty { op, extra: state.depth() });
            }
            state.push(Kinds::OBJECT);
        }
        O::CleanupThrow => {
            state.pop(Kinds::EXCEPTION)?;
            state.pop_any();
            state.pop(Kinds::ITERATOR)?;
            // The receiver's place is held until END_SEND.
            state.push(Kinds::ITERATOR);
            state.push(Kinds::OBJECT);
        }
        O::EndAsyncFor => {
            state.pop(Kinds::EXCEPTION)?;
            state.pop(Kinds::SOME)?;
        }

        O::PushExcInfo => {
            state.pop(Kinds::EXCEPTION)?;
            state.push(Kinds::PREVIOUS);
            state.push(Kinds::EXCEPTION);
        }
        O::PopExcept => {
            state.pop(Kinds::PREVIOUS)?;
        }
        O::CheckExcMatch => {
            state.pop(Kinds::SOME)?;
            state.need(1, Kinds::EXCEPTION)?;
            state.push(Kinds::BOOL);
        }
        O::CheckEgMatch => {
            state.pop(Kinds::SOME)?;
            state.pop(Kinds::RAISABLE)?;
            state.push(Kinds::PREVIOUS);
            state.push(Kinds::PREVIOUS);
        }
        O::WithExceptStart => {
            state.need(1, Kinds::EXCEPTION)?;
            state.need(2, Kinds::PREVIOUS)?;
            state.need(3, Kinds::LASTI)?;
            state.need(5, Kinds::SOME)?;
            state.push(Kinds::OBJECT);
        }
        O::Reraise => {
            state.need(1, Kinds::RAISABLE)?;
            if arg > 0 {
                state.need(n.saturating_add(1), Kinds::LASTI)?;
            }
        }

        O::BuildTuple => made(state, u64::from(arg), Kinds::SOME, Kinds::TUPLE)?,
        O::BuildList => made(state, need.pops, Kinds::SOME, Kinds::LIST)?,
        O::BuildSet => made(state, need.pops, Kinds::SOME, Kinds::SET)?,
        O::BuildMap => made(state, need.pops, Kinds::SOME, Kinds::DICT)?,
        O::BuildString => made(state, need.pops, Kinds::STR, Kinds::STR)?,
        O::ListAppend | O::ListExtend => add(state, 1, n, Kinds::LIST)?,
        // `__conditional_annotations__` is a set in a variable, and may be replaced.
        O::SetAdd => add(state, 1, n, Kinds::SET | Kinds::OBJECT)?,
        O::SetUpdate => add(state, 1, n, Kinds::SET)?,
        O::DictUpdate => add(state, 1, n, Kinds::DICT)?,
        O::MapAdd => add(state, 2, n, Kinds::DICT)?,
        O::DictMerge => {
            add(state, 1, n, Kinds::DICT)?;
            // Messages speak of the function that is about to be called.
            state.need(n.saturating_add(3), Kinds::SOME)?;
        }
        O::ConvertValue | O::FormatSimple => made(state, 1, Kinds::SOME, Kinds::STR)?,
        O::FormatWithSpec => {
            state.pop(Kinds::STR)?;
            made(state, 1, Kinds::SOME, Kinds::STR)?;
        }
        O::BuildTemplate => made(state, 2, Kinds::ANY_TUPLE, Kinds::OBJECT)?,
        O::BuildInterpolation => {
            if arg & 1 != 0 {
                state.pop(Kinds::STR)?;
            }
            state.pop(Kinds::STR)?;
            made(state, 1, Kinds::SOME, Kinds::OBJECT)?;
        }

        O::MakeFunction => made(state, 1, Kinds::CODE, Kinds::FUNCTION)?,
        O::SetFunctionAttribute => {
            state.pop(Kinds::FUNCTION)?;
            let wanted = match FunctionAttribute::from_bits_retain(arg) {
                // The defaults of a generic function come as arguments of the scope of its type parameters.
                FunctionAttribute::DEFAULTS => Kinds::ANY_TUPLE | Kinds::OBJECT,
                FunctionAttribute::KWDEFAULTS => Kinds::DICT | Kinds::OBJECT,
                FunctionAttribute::CLOSURE => Kinds::ANY_TUPLE,
                _ => Kinds::SOME,
            };
            state.pop(wanted)?;
            state.push(Kinds::FUNCTION);
        }
        O::CallIntrinsic1 => match Intrinsic1::from_oparg(arg) {
            Some(Intrinsic1::StopIterationError) => made(state, 1, Kinds::EXCEPTION, Kinds::EXCEPTION)?,
            Some(Intrinsic1::ListToTuple) => made(state, 1, Kinds::LIST, Kinds::TUPLE)?,
            _ => made(state, 1, Kinds::SOME, Kinds::OBJECT)?,
        },
        O::CallIntrinsic2 => match Intrinsic2::from_oparg(arg) {
            Some(Intrinsic2::PrepReraiseStar) => {
                state.pop(Kinds::LIST)?;
                made(state, 1, Kinds::RAISABLE, Kinds::PREVIOUS)?;
            }
            _ => made(state, 2, Kinds::SOME, Kinds::OBJECT)?,
        },

        // The others take objects and leave objects.
        _ => {
            state.pop_many(need.pops, Kinds::SOME)?;
            for _ in 0..need.pushes {
                state.push(Kinds::OBJECT);
            }
        }
    }
    Ok(())
}

/// What [`apply`] has left, changed to what is there when the instruction has jumped.
pub(super) fn at_target(state: &mut State, op: Opcode) {
    // FOR_ITER goes on behind END_FOR without an item. SEND leaves the result where a yielded value would be.
    if op == Opcode::ForIter {
        state.pop_any();
    }
}

/// The callable with the place of `self` above it becomes the result.
fn call(state: &mut State) -> Result<(), FaultKind> {
    state.pop_any();
    state.pop(Kinds::SOME)?;
    state.push(Kinds::OBJECT);
    Ok(())
}

/// `count` values become one.
fn made(state: &mut State, count: u64, of: Kinds, result: Kinds) -> Result<(), FaultKind> {
    state.pop_many(count, of)?;
    state.push(result);
    Ok(())
}

/// `count` values go into a container `depth` below them.
fn add(state: &mut State, count: u64, depth: usize, container: Kinds) -> Result<(), FaultKind> {
    state.pop_many(count, Kinds::SOME)?;
    state.need(depth, container)?;
    Ok(())
}
