//! One instruction, in full. The eval loop does the common cases of the common
//! instructions itself and comes here for all the rest. Mirrors
//! `Python/bytecodes.c`; what an instruction does beyond moving values is in
//! `instructions`.

use super::drive::Action;
use super::{attributes, call, frames, generators, instructions as ins, ops};
use crate::objects::{Back, Cell, Frame, GeneratorCore, Wait};
use crate::opcode::operands::BinaryOperator;
use crate::program::{Instr, Op};
use crate::runtime::{ArgVec, Ctx, Outcome, Raise, Resumption, Step};
use crate::types::Tuple;
use crate::value::Value;

/// Where to go on after an instruction.
pub enum Next<'gc> {
    /// At the frame's `pc`.
    Go,
    /// In another frame.
    Switch(Frame<'gc>),
    /// Outside of the eval loop.
    Leave(Action<'gc>),
}

/// Takes a unit of fuel; true when there was none left.
fn out_of_fuel(ctx: Ctx<'_>) -> bool {
    let fuel = &ctx.thread.data().fuel;
    fuel.set(fuel.get().saturating_sub(1));
    fuel.get() < 0
}

/// Does the instruction before the frame's `pc`.
#[inline(never)]
pub fn execute<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>) -> Next<'gc> {
    let mc = ctx.mc;
    let thread = ctx.thread;
    let data = frame.data();
    let code = data.code.get();
    let slots = frame.slots(mc);
    let mut pc = data.pc.get() as usize;
    let mut sp = data.sp.get() as usize;

    /// The value of a slot; NULL outside of the frame.
    macro_rules! get {
        ($index:expr) => {
            match slots.get($index) {
                Some(slot) => slot.get(),
                None => Value::Null,
            }
        };
    }
    macro_rules! set {
        ($index:expr, $value:expr) => {{
            let index = $index;
            if index < slots.len() {
                slots[index].unlock().set($value);
            }
        }};
    }
    macro_rules! push {
        ($value:expr) => {{
            let value = $value;
            set!(sp, value);
            sp = sp.wrapping_add(1);
        }};
    }
    macro_rules! pop {
        () => {{
            sp = sp.wrapping_sub(1);
            get!(sp)
        }};
    }
    macro_rules! top {
        ($depth:expr) => {
            get!(sp.wrapping_sub($depth))
        };
    }
    macro_rules! save {
        () => {
            data.pc.set(pc as u32);
            data.sp.set(sp as u32);
        };
    }
    /// Leaves the loop.
    macro_rules! leave {
        ($action:expr) => {{
            save!();
            return Next::Leave($action);
        }};
    }
    macro_rules! raise {
        ($raise:expr) => {{
            let raise: Raise<'gc> = $raise;
            leave!(Action::Unwind(frame, raise))
        }};
    }
    macro_rules! ok {
        ($result:expr) => {
            match $result {
                Ok(value) => value,
                Err(raise) => raise!(raise),
            }
        };
    }
    /// Waits for a step: `pops` values leave the stack, then the result is
    /// dealt with as `wait` says.
    macro_rules! wait {
        ($step:expr, $pops:expr, $wait:expr) => {{
            sp = sp.wrapping_sub($pops);
            data.dst.set(sp as u32);
            data.wait.set($wait);
            leave!(Action::Start($step, Back::Frame(frame)))
        }};
    }
    /// Replaces the `pops` topmost values with the result of an operation.
    macro_rules! operate {
        ($result:expr, $pops:expr) => {{
            data.pc.set(pc as u32);
            data.sp.set(sp as u32);
            match $result {
                Ok(Step::Return(value)) => {
                    sp = sp.wrapping_sub($pops);
                    push!(value);
                }
                Ok(step) => wait!(step, $pops, Wait::Value),
                Err(raise) => raise!(raise),
            }
        }};
    }
    /// As `operate`, but the result is dropped.
    macro_rules! perform {
        ($result:expr, $pops:expr) => {{
            data.pc.set(pc as u32);
            data.sp.set(sp as u32);
            match $result {
                Ok(Step::Return(_)) => sp = sp.wrapping_sub($pops),
                Ok(step) => wait!(step, $pops, Wait::Discard),
                Err(raise) => raise!(raise),
            }
        }};
    }
    /// As `operate`, but the items of the resulting tuple or list are pushed.
    macro_rules! spread {
        ($result:expr, $pops:expr, $wait:expr) => {{
            data.pc.set(pc as u32);
            data.sp.set(sp as u32);
            let step = ok!($result);
            wait!(step, $pops, $wait)
        }};
    }
    /// Goes on in another frame.
    macro_rules! switch {
        ($to:expr) => {{
            return Next::Switch($to);
        }};
    }
    macro_rules! burn {
        () => {{
            if out_of_fuel(ctx) {
                leave!(Action::Pause(frame));
            }
        }};
    }
    /// As `burn`, before the instruction has done anything: it is run again
    /// in the next slice.
    macro_rules! burn_first {
        () => {{
            if out_of_fuel(ctx) {
                pc -= 1;
                leave!(Action::Pause(frame));
            }
        }};
    }
    /// The name that an operand means.
    macro_rules! name {
        ($index:expr) => {
            match code.data().name_at($index as usize) {
                Some(name) => name,
                None => raise!(ctx.internal_error("name index out of range")),
            }
        };
    }

    let program = match frames::program_of(ctx, code) {
        Ok(program) => program,
        Err(raise) => raise!(raise),
    };
    let Some(&Instr { op, cache, arg }) = pc.checked_sub(1).and_then(|index| program.instrs.get(index)) else {
        raise!(ctx.internal_error("ran past the end of the code"))
    };
    let n = arg as usize;
    match op.plain() {
        Op::Resume | Op::Nop | Op::NotTaken => {}
        Op::LoadFast | Op::LoadFastBorrow => push!(get!(n)),
        Op::LoadFastBorrowLoadFastBorrow | Op::LoadFastLoadFast => {
            push!(get!(n >> 4));
            push!(get!(n & 15));
        }
        Op::LoadFastCheck => match get!(n) {
            Value::Null => raise!(ins::unbound_local(ctx, code, n)),
            value => push!(value),
        },
        Op::LoadFastAndClear => {
            push!(get!(n));
            set!(n, Value::Null);
        }
        Op::StoreFast => {
            let value = pop!();
            set!(n, value);
        }
        Op::StoreFastStoreFast => {
            let value = pop!();
            set!(n >> 4, value);
            let value = pop!();
            set!(n & 15, value);
        }
        Op::StoreFastLoadFast => {
            let value = pop!();
            set!(n >> 4, value);
            push!(get!(n & 15));
        }
        Op::DeleteFast => {
            if get!(n).is_null() {
                raise!(ins::unbound_local(ctx, code, n));
            }
            set!(n, Value::Null);
        }
        Op::LoadConst => match code.data().consts.as_slice().get(n) {
            Some(&value) => push!(value),
            None => raise!(ctx.internal_error("constant index out of range")),
        },
        Op::LoadSmallInt => push!(Value::Int(i64::from(arg))),
        Op::LoadCommonConstant => push!(ok!(ins::common_constant(ctx, arg))),
        Op::PushNull => push!(Value::Null),
        Op::PopTop | Op::PopIter | Op::EndFor => sp = sp.wrapping_sub(1),
        Op::EndSend => {
            let value = pop!();
            sp = sp.wrapping_sub(1);
            push!(value);
        }
        Op::Copy => push!(top!(n)),
        Op::Swap => {
            let (upper, lower) = (sp.wrapping_sub(1), sp.wrapping_sub(n));
            let (a, b) = (get!(upper), get!(lower));
            set!(upper, b);
            set!(lower, a);
        }

        // Arithmetic and comparison.
        Op::BinaryOp => {
            let (a, b) = (top!(2), top!(1));
            match BinaryOperator::from_oparg(arg) {
                Some(operator) => operate!(ops::binary(ctx, operator, a, b), 2),
                None => raise!(ctx.internal_error("bad binary operator")),
            }
        }
        Op::CompareOp => {
            let (a, b) = (top!(2), top!(1));
            operate!(ins::compare(ctx, arg, a, b), 2);
        }
        Op::IsOp => {
            let result = top!(2).is(top!(1)) != (arg == 1);
            sp = sp.wrapping_sub(2);
            push!(Value::bool(result));
        }
        Op::ContainsOp => operate!(ins::contains(ctx, top!(1), top!(2), arg == 1), 2),
        Op::UnaryNegative => operate!(ops::negative(ctx, top!(1)), 1),
        Op::UnaryInvert => operate!(ops::invert(ctx, top!(1)), 1),
        Op::UnaryNot => {
            let value = pop!();
            push!(Value::bool(!matches!(value, Value::True)));
        }
        Op::ToBool => {
            let value = top!(1);
            if value.as_bool().is_none() {
                operate!(ops::truth(ctx, value), 1);
            }
        }

        // Jumps.
        Op::PopJumpIfFalse => {
            if !matches!(pop!(), Value::True) {
                pc = n;
            }
        }
        Op::PopJumpIfTrue => {
            if matches!(pop!(), Value::True) {
                pc = n;
            }
        }
        Op::PopJumpIfNone => {
            if pop!().is_none() {
                pc = n;
            }
        }
        Op::PopJumpIfNotNone => {
            if !pop!().is_none() {
                pc = n;
            }
        }
        Op::JumpForward => pc = n,
        Op::JumpBackward => {
            pc = n;
            burn!();
        }
        Op::JumpBackwardNoInterrupt => {
            pc = n;
            burn!();
        }

        // Names.
        Op::LoadGlobal => {
            let value = if let Some(value) = ins::cached_global(program, cache, data) {
                value
            } else {
                ok!(ins::load_global(ctx, program, cache, frame, name!(arg >> 1)))
            };
            push!(value);
            if arg & 1 != 0 {
                push!(Value::Null);
            }
        }
        Op::LoadName => operate!(ins::load_name(ctx, frame, name!(arg)), 0),
        Op::StoreName => perform!(ins::store_name(ctx, frame, name!(arg), top!(1)), 1),
        Op::DeleteName => perform!(ins::delete_name(ctx, frame, name!(arg)), 0),
        Op::StoreGlobal => {
            let value = pop!();
            data.globals.get().set_str(mc, name!(arg), value);
        }
        Op::DeleteGlobal => {
            let name = name!(arg);
            if data.globals.get().remove_str(mc, name).is_none() {
                raise!(ctx.name_error(name));
            }
        }
        Op::LoadLocals => match data.locals.get() {
            Value::Null => raise!(ctx.system_error("no locals")),
            locals => push!(locals),
        },
        Op::LoadFromDictOrGlobals => {
            operate!(ins::load_from_mapping_or_globals(ctx, frame, top!(1), name!(arg)), 1)
        }
        Op::LoadFromDictOrDeref => operate!(ins::load_from_mapping_or_cell(ctx, frame, top!(1), n), 1),

        // Cells.
        Op::MakeCell => {
            let cell = Cell::new(mc, get!(n));
            set!(n, Value::Cell(cell));
        }
        Op::CopyFreeVars => {
            let closure = data.function.get().and_then(|function| function.data().closure.get());
            let cells = closure.map_or(&[][..], Tuple::as_slice);
            let first = code.data().nlocalsplus().wrapping_sub(n);
            for (index, &cell) in cells.iter().take(n).enumerate() {
                set!(first.wrapping_add(index), cell);
            }
        }
        Op::LoadDeref => match get!(n) {
            Value::Cell(cell) if !cell.raw().is_null() => push!(cell.raw()),
            _ => raise!(ins::unbound_cell(ctx, code, n)),
        },
        Op::StoreDeref => {
            let value = pop!();
            match get!(n) {
                Value::Cell(cell) => cell.set(mc, value),
                _ => raise!(ctx.internal_error("cell expected")),
            }
        }
        Op::DeleteDeref => match get!(n) {
            Value::Cell(cell) if !cell.raw().is_null() => cell.set(mc, Value::Null),
            _ => raise!(ins::unbound_cell(ctx, code, n)),
        },

        // Attributes and items.
        Op::LoadAttr => {
            let owner = top!(1);
            let name = name!(arg >> 1);
            attributes::cache::learn_load(ctx, program, cache, owner, name);
            if arg & 1 == 0 {
                operate!(attributes::get(ctx, owner, name), 1);
            } else {
                save!();
                match ok!(attributes::get_method(ctx, owner, name)) {
                    attributes::MethodLookup::Unbound(function) => {
                        sp = sp.wrapping_sub(1);
                        push!(function);
                        push!(owner);
                    }
                    attributes::MethodLookup::Step(Step::Return(value)) => {
                        sp = sp.wrapping_sub(1);
                        push!(value);
                        push!(Value::Null);
                    }
                    attributes::MethodLookup::Step(step) => {
                        let step =
                            ok!(step.then(ctx, [], |ctx, value, []| Step::value(ctx.tuple(&[value, Value::Null]))));
                        wait!(step, 1, Wait::Items)
                    }
                }
            }
        }
        Op::LoadSuperAttr => {
            let result = ins::load_super_attr(ctx, top!(3), top!(2), top!(1), name!(arg >> 2), arg);
            if arg & 1 == 0 {
                operate!(result, 3);
            } else {
                spread!(result, 3, Wait::Items)
            }
        }
        Op::StoreAttr => {
            let (owner, name) = (top!(1), name!(arg));
            let result = attributes::set(ctx, owner, name, top!(2));
            attributes::cache::learn_store(ctx, program, cache, owner, name);
            perform!(result, 2)
        }
        Op::DeleteAttr => perform!(attributes::delete(ctx, top!(1), name!(arg)), 1),
        Op::StoreSubscr => perform!(ops::set_item(ctx, top!(2), top!(1), top!(3)), 3),
        Op::DeleteSubscr => perform!(ops::delete_item(ctx, top!(2), top!(1)), 2),
        Op::BinarySlice => {
            let slice = ins::slice(ctx, top!(2), top!(1), Value::None);
            operate!(ops::get_item(ctx, top!(3), slice), 3);
        }
        Op::StoreSlice => {
            let slice = ins::slice(ctx, top!(2), top!(1), Value::None);
            perform!(ops::set_item(ctx, top!(3), slice, top!(4)), 4);
        }

        // Calls.
        Op::Call => {
            burn_first!();
            let (callee_at, first) = (sp.wrapping_sub(n.wrapping_add(2)), sp.wrapping_sub(n));
            let receiver = get!(sp.wrapping_sub(n.wrapping_add(1)));
            let from = if receiver.is_null() { first } else { first.wrapping_sub(1) };
            let callee = get!(callee_at);
            if let Value::Class(class) = callee {
                attributes::cache::learn_call(ctx, program, cache, class);
            }
            let args: ArgVec<'gc> = slots.get(from..sp).unwrap_or_default().iter().map(|slot| slot.get()).collect();
            if let Value::Builtin(builtin) = callee {
                let pops = sp.wrapping_sub(callee_at);
                save!();
                match builtin.invoke(ctx, &args, None) {
                    Ok(Step::Return(value)) => {
                        sp = callee_at;
                        push!(value);
                    }
                    Ok(Step::Next(Value::Generator(generator))) => {
                        let generator = GeneratorCore(generator.0);
                        sp = callee_at;
                        data.dst.set(sp as u32);
                        data.wait.set(Wait::Value);
                        save!();
                        match generators::enter(ctx, generator, Value::None, frame) {
                            Some(body) => switch!(body),
                            None => leave!(Action::Start(Step::Next(generator.value()), Back::Frame(frame))),
                        }
                    }
                    Ok(step) => wait!(step, pops, Wait::Value),
                    Err(raise) => raise!(raise),
                }
            } else {
                sp = callee_at;
                data.dst.set(sp as u32);
                data.wait.set(Wait::Value);
                leave!(call::start(ctx, callee, args, None, Back::Frame(frame)))
            }
        }
        Op::CallKw => {
            burn_first!();
            let names = top!(1).as_tuple();
            let end = sp.wrapping_sub(1);
            let (callee_at, first) = (end.wrapping_sub(n.wrapping_add(2)), end.wrapping_sub(n));
            let receiver = get!(end.wrapping_sub(n.wrapping_add(1)));
            let from = if receiver.is_null() { first } else { first.wrapping_sub(1) };
            let args = slots.get(from..end).unwrap_or_default().iter().map(|slot| slot.get()).collect();
            let callee = get!(callee_at);
            sp = callee_at;
            data.dst.set(sp as u32);
            data.wait.set(Wait::Value);
            save!();
            leave!(call::start(ctx, callee, args, names, Back::Frame(frame)))
        }
        Op::CallFunctionEx => {
            burn_first!();
            operate!(ins::call_function_ex(ctx, top!(4), top!(3), top!(2), top!(1)), 4);
        }
        Op::ReturnValue => {
            let value = pop!();
            let back = data.back.get();
            if let Some(generator) = data.owner.get() {
                save!();
                generator.leave(ctx);
                generator.finish(ctx);
                frames::leave(ctx);
                frame.release(ctx);
                if let Back::Frame(caller) = back
                    && caller.data().wait.get() == Wait::ForIter
                    && (value.is_none() || !thread.data().traced.get())
                {
                    let caller_data = caller.data();
                    caller_data.wait.set(Wait::Value);
                    caller_data.sp.set(caller_data.dst.get());
                    caller_data.pc.set(caller_data.jump.get());
                    switch!(caller)
                }
                return Next::Leave(Action::Deliver(back, Outcome::Stop(value)));
            }
            save!();
            frames::leave(ctx);
            frame.release(ctx);
            if let Back::Frame(caller) = back
                && caller.data().wait.get() == Wait::Value
            {
                let dst = caller.data().dst.get();
                caller.set_slot(mc, dst as usize, value);
                caller.data().sp.set(dst.wrapping_add(1));
                switch!(caller)
            }
            return Next::Leave(Action::Deliver(back, Outcome::Value(value)));
        }

        // Iteration.
        Op::GetIter => operate!(ops::iter(ctx, top!(1)), 1),
        Op::ForIter => {
            let iterator = top!(1);
            data.jump.set(arg.wrapping_add(1));
            if let Some(generator) = iterator.as_generator_core().filter(|_| matches!(iterator, Value::Generator(_))) {
                burn_first!();
                data.dst.set(sp as u32);
                data.wait.set(Wait::ForIter);
                save!();
                leave!(generators::resume(ctx, generator, Resumption::Send(Value::None), Back::Frame(frame)))
            }
            save!();
            match ok!(ops::advance(ctx, iterator)) {
                ops::Advance::Item(item) => push!(item),
                ops::Advance::End => pc = n.wrapping_add(1),
                ops::Advance::Slow => wait!(Step::Next(iterator), 0, Wait::ForIter),
            }
        }
        Op::UnpackSequence => {
            let value = top!(1);
            let items = match value {
                Value::Tuple(tuple) => Some(tuple.as_slice()),
                _ => None,
            };
            if let Some(items) = items
                && items.len() == n
            {
                sp = sp.wrapping_sub(1);
                for &item in items.iter().rev() {
                    push!(item);
                }
            } else {
                spread!(ins::unpack(ctx, value, n), 1, Wait::ItemsReversed)
            }
        }
        Op::UnpackEx => spread!(ins::unpack_ex(ctx, top!(1), n & 0xff, n >> 8), 1, Wait::ItemsReversed),

        // Generators and awaiting.
        Op::ReturnGenerator => {
            let back = data.back.get();
            let object = ok!(ins::make_generator(ctx, frame));
            save!();
            frame.set_back(mc, Back::None);
            frames::leave(ctx);
            if let Back::Frame(caller) = back
                && caller.data().wait.get() == Wait::Value
            {
                let dst = caller.data().dst.get();
                caller.set_slot(mc, dst as usize, object);
                caller.data().sp.set(dst.wrapping_add(1));
                switch!(caller)
            }
            return Next::Leave(Action::Deliver(back, Outcome::Value(object)));
        }
        Op::YieldValue => {
            let value = pop!();
            let back = data.back.get();
            let Some(generator) = data.owner.get() else { raise!(ctx.internal_error("yield outside of a generator")) };
            save!();
            generators::suspend(ctx, generator, arg, frame);
            if let Back::Frame(caller) = back
                && matches!(caller.data().wait.get(), Wait::ForIter | Wait::Value | Wait::Send)
            {
                let dst = caller.data().dst.get();
                caller.data().wait.set(Wait::Value);
                caller.set_slot(mc, dst as usize, value);
                caller.data().sp.set(dst.wrapping_add(1));
                switch!(caller)
            }
            return Next::Leave(Action::Deliver(back, Outcome::Value(value)));
        }
        Op::Send => {
            burn_first!();
            let (receiver, sent) = (top!(2), top!(1));
            data.jump.set(arg);
            let step = match receiver {
                Value::Generator(generator) => Step::Resume(GeneratorCore(generator.0), Resumption::Send(sent)),
                Value::Coroutine(coroutine) => Step::Resume(coroutine.core(), Resumption::Send(sent)),
                Value::CoroutineWrapper(wrapper) => Step::Resume(wrapper.core(), Resumption::Send(sent)),
                Value::AsyncGenASend(awaitable) => {
                    save!();
                    let value = ok!(awaitable.begin(ctx, sent));
                    Step::Resume(awaitable.generator, Resumption::Send(value))
                }
                _ if sent.is_none() => Step::Next(receiver),
                _ => {
                    save!();
                    ok!(ins::send(ctx, receiver, sent))
                }
            };
            let wait = match receiver {
                Value::AsyncGenASend(_) => Wait::Anext,
                _ => Wait::Send,
            };
            wait!(step, 1, wait)
        }
        Op::GetYieldFromIter => operate!(ins::yield_from_iter(ctx, code, top!(1)), 1),
        Op::GetAwaitable => operate!(ins::get_awaitable(ctx, top!(1), arg), 1),
        Op::GetAiter => operate!(ins::get_aiter(ctx, top!(1)), 1),
        Op::GetAnext => operate!(ins::get_anext(ctx, top!(1)), 0),
        Op::EndAsyncFor => match top!(1) {
            Value::Exception(raised) if ctx.is_raised(raised, ctx.types.exceptions.StopAsyncIteration) => {
                sp = sp.wrapping_sub(2);
            }
            Value::Exception(raised) => {
                leave!(super::unwind::reraise(ctx, frame, raised, pc as u32, Value::Null))
            }
            _ => raise!(ctx.internal_error("exception expected")),
        },
        Op::CleanupThrow => match top!(1) {
            Value::Exception(raised) if ctx.is_raised(raised, ctx.types.exceptions.StopIteration) => {
                sp = sp.wrapping_sub(3);
                push!(Value::None);
                push!(raised.field(0).or(Value::None));
            }
            Value::Exception(raised) => {
                leave!(super::unwind::reraise(ctx, frame, raised, pc as u32, Value::Null))
            }
            _ => raise!(ctx.internal_error("exception expected")),
        },

        // Exceptions.
        Op::RaiseVarargs => {
            save!();
            let step = match n {
                0 => match thread.topmost_handled() {
                    Some(raised) => leave!(super::unwind::reraise(ctx, frame, raised, pc as u32, Value::Null)),
                    None => raise!(ctx.runtime_error("No active exception to reraise")),
                },
                1 => super::raise::raise(ctx, top!(1), Value::Null),
                _ => super::raise::raise(ctx, top!(2), top!(1)),
            };
            let step = match step {
                Ok(step) => step,
                Err(raised) => {
                    super::raise::set_context(ctx, raised, thread.topmost_handled());
                    raise!(raised)
                }
            };
            wait!(step, n, Wait::Value)
        }
        Op::Reraise => match top!(1) {
            Value::Exception(raised) => {
                // The handler is the one that covers this instruction;
                // the frame's place goes back to that of the first raise.
                let place = if n > 0 { top!(n.wrapping_add(1)) } else { Value::Null };
                leave!(super::unwind::reraise(ctx, frame, raised, pc as u32, place))
            }
            _ => raise!(ctx.internal_error("exception expected")),
        },
        Op::PushExcInfo => {
            let raised = pop!();
            push!(thread.data().handled.get().map_or(Value::None, Value::Exception));
            push!(raised);
            thread.set_handled(mc, raised.as_exception());
        }
        Op::PopExcept => {
            let previous = pop!();
            thread.set_handled(mc, previous.as_exception());
        }
        Op::CheckExcMatch => operate!(super::raise::matches(ctx, top!(2), top!(1)), 1),
        Op::CheckEgMatch => spread!(ins::check_group_match(ctx, top!(2), top!(1)), 2, Wait::Items),
        Op::WithExceptStart => operate!(ins::with_except_start(ctx, top!(5), top!(4), top!(1)), 0),

        // Building.
        Op::BuildTuple => {
            let from = sp.wrapping_sub(n);
            let items: Vec<_> = slots.get(from..sp).unwrap_or_default().iter().map(|slot| slot.get()).collect();
            sp = from;
            push!(ctx.tuple(&items));
        }
        Op::BuildList => {
            let from = sp.wrapping_sub(n);
            let items: Vec<_> = slots.get(from..sp).unwrap_or_default().iter().map(|slot| slot.get()).collect();
            sp = from;
            push!(ctx.list(items));
        }
        Op::BuildSet | Op::BuildMap | Op::BuildString => {
            let count = if op == Op::BuildMap { n.wrapping_mul(2) } else { n };
            let from = sp.wrapping_sub(count);
            let items: Vec<_> = slots.get(from..sp).unwrap_or_default().iter().map(|slot| slot.get()).collect();
            save!();
            let value = ok!(match op {
                Op::BuildSet => ins::build_set(ctx, &items),
                Op::BuildMap => ins::build_map(ctx, &items),
                _ => ins::build_string(ctx, &items),
            });
            sp = from;
            push!(value);
        }
        Op::BuildSlice => {
            let step = if n == 3 { pop!() } else { Value::None };
            let (stop, start) = (pop!(), pop!());
            push!(ins::slice(ctx, start, stop, step));
        }
        Op::ListAppend => {
            let value = pop!();
            if let Value::List(list) = top!(n) {
                list.push(mc, value);
            }
        }
        Op::SetAdd => {
            save!();
            if let Value::Set(set) = top!(n.wrapping_add(1)) {
                ok!(ctx.set_add(set.data().table, top!(1)));
            }
            sp = sp.wrapping_sub(1);
        }
        Op::MapAdd => {
            save!();
            if let Value::Dict(dict) = top!(n.wrapping_add(2)) {
                ok!(ctx.dict_set(dict, top!(2), top!(1)));
            }
            sp = sp.wrapping_sub(2);
        }
        Op::ListExtend => perform!(ins::list_extend(ctx, top!(n.wrapping_add(1)), top!(1)), 1),
        Op::SetUpdate => perform!(ins::set_update(ctx, top!(n.wrapping_add(1)), top!(1)), 1),
        Op::DictUpdate => perform!(ins::dict_update(ctx, top!(n.wrapping_add(1)), top!(1)), 1),
        Op::DictMerge => {
            perform!(ins::dict_merge(ctx, top!(n.wrapping_add(1)), top!(1), top!(n.wrapping_add(4))), 1)
        }
        Op::FormatSimple => {
            let value = top!(1);
            if !matches!(value, Value::Str(_)) {
                operate!(ops::format(ctx, value, Value::Str(ctx.names.empty)), 1);
            }
        }
        Op::FormatWithSpec => operate!(ops::format(ctx, top!(2), top!(1)), 2),
        Op::ConvertValue => operate!(ins::convert(ctx, top!(1), arg), 1),
        Op::BuildTemplate => operate!(ins::build_template(ctx, top!(2), top!(1)), 2),
        Op::BuildInterpolation => {
            let spec = if arg & 1 != 0 { top!(1) } else { Value::Null };
            let skip = n & 1;
            operate!(ins::build_interpolation(ctx, top!(skip + 2), top!(skip + 1), arg >> 2, spec), skip + 2);
        }

        // Functions, classes, imports.
        Op::MakeFunction => {
            let made = pop!();
            push!(ok!(ins::make_function(ctx, frame, made)));
        }
        Op::SetFunctionAttribute => {
            let function = pop!();
            let value = pop!();
            ok!(ins::set_function_attribute(ctx, function, value, arg));
            push!(function);
        }
        Op::LoadBuildClass => push!(ok!(ins::load_build_class(ctx, frame))),
        Op::SetupAnnotations => perform!(ins::setup_annotations(ctx, frame), 0),
        Op::ImportName => operate!(ins::import_name(ctx, frame, name!(arg), top!(1), top!(2)), 2),
        Op::ImportFrom => operate!(ins::import_from(ctx, top!(1), name!(arg)), 0),
        Op::LoadSpecial => {
            save!();
            spread!(ins::load_special(ctx, top!(1), arg), 1, Wait::Items)
        }
        Op::CallIntrinsic1 => operate!(ins::intrinsic_1(ctx, frame, arg, top!(1)), 1),
        Op::CallIntrinsic2 => operate!(ins::intrinsic_2(ctx, arg, top!(2), top!(1)), 2),

        // Matching.
        Op::GetLen => operate!(ops::len(ctx, top!(1)), 0),
        Op::MatchMapping => {
            let is = ctx.class_of(top!(1)).has(crate::types::ClassFlags::MAPPING);
            push!(Value::bool(is));
        }
        Op::MatchSequence => {
            let is = ctx.class_of(top!(1)).has(crate::types::ClassFlags::SEQUENCE);
            push!(Value::bool(is));
        }
        Op::MatchKeys => operate!(ins::match_keys(ctx, top!(2), top!(1)), 0),
        Op::MatchClass => operate!(ins::match_class(ctx, top!(3), top!(2), n, top!(1)), 3),

        // Fused operations are taken apart above.
        _ => {
            raise!(ctx.system_error(format!("opcode {} is internal to CPython", op.opcode())))
        }
    }
    save!();
    Next::Go
}
