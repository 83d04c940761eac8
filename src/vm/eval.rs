//! The eval loop: runs Python frames until something else has to be done.
//!
//! The loop keeps its state in registers, so it holds only what is common and
//! short: moves, jumps, arithmetic on numbers, cached names and attributes,
//! and the calls, returns, yields and resumes between Python frames. All other
//! instructions, and the uncommon cases of these, are done in full by
//! [`execute`](super::execute); that call and everything behind it is cold
//! to the compiler.
//!
//! The write barrier is paid once an activation: no collection happens while
//! the loop runs.

use super::attributes::cache::{self, Hit};
use super::drive::Action;
use super::execute::{Next, execute};
use super::{frames, generators, instructions as ins};
use crate::objects::{Back, Frame, GeneratorCore, Wait};
use crate::opcode::operands::{BinaryOperator, CompareOp};
use crate::program::{Instr, Op, fuse};
use crate::runtime::Ctx;
use crate::types::{Instance, Iter, IterState};
use crate::value::Value;

/// Runs `frame`, and the frames that it calls, until the loop must be left.
#[inline(never)]
pub fn run<'gc>(ctx: Ctx<'gc>, entry: Frame<'gc>) -> Action<'gc> {
    let mc = ctx.mc;
    let thread = ctx.thread;
    let mut fuel = thread.data().fuel.get();
    let mut frame = entry;
    'frame: loop {
        thread.set_frame(mc, Some(frame));
        let data = frame.data();
        let program = match frames::program_of(ctx, data.code.get()) {
            Ok(program) => program,
            Err(raise) => return Action::Unwind(frame, raise),
        };
        let instrs: &'gc [Instr] = &program.instrs;
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
        /// Goes on in another frame.
        macro_rules! switch {
            ($to:expr) => {{
                frame = $to;
                continue 'frame;
            }};
        }
        /// Goes on behind the instruction, its result in place of the `pops`
        /// topmost values.
        macro_rules! done {
            ($pops:expr, $value:expr) => {{
                let value = $value;
                sp = sp.wrapping_sub($pops);
                push!(value);
                continue;
            }};
        }
        /// Burns a unit of fuel behind a jump.
        macro_rules! burn {
            () => {{
                fuel -= 1;
                if fuel < 0 {
                    std::hint::cold_path();
                    save!();
                    thread.data().fuel.set(fuel);
                    return Action::Pause(frame);
                }
            }};
        }

        loop {
            if let Some(&Instr { op, cache, arg }) = instrs.get(pc) {
                pc += 1;
                let n = arg as usize;
                // An arm that has done the instruction goes on to the next one.
                match op {
                    Op::Resume | Op::Nop | Op::NotTaken => continue,
                    Op::LoadFast | Op::LoadFastBorrow => {
                        push!(get!(n));
                        continue;
                    }
                    Op::LoadFastBorrowLoadFastBorrow | Op::LoadFastLoadFast => {
                        push!(get!(n >> 4));
                        push!(get!(n & 15));
                        continue;
                    }
                    Op::StoreFast => {
                        let value = pop!();
                        set!(n, value);
                        continue;
                    }
                    Op::StoreFastStoreFast => {
                        let value = pop!();
                        set!(n >> 4, value);
                        let value = pop!();
                        set!(n & 15, value);
                        continue;
                    }
                    Op::StoreFastLoadFast => {
                        let value = pop!();
                        set!(n >> 4, value);
                        push!(get!(n & 15));
                        continue;
                    }
                    Op::LoadConst => {
                        if let Some(&value) = program.consts.as_slice().get(n) {
                            push!(value);
                            continue;
                        }
                    }
                    Op::LoadSmallInt => {
                        push!(Value::Int(i64::from(arg)));
                        continue;
                    }
                    Op::PushNull => {
                        push!(Value::Null);
                        continue;
                    }
                    Op::PopTop | Op::PopIter | Op::EndFor => {
                        sp = sp.wrapping_sub(1);
                        continue;
                    }
                    Op::Copy => {
                        push!(top!(n));
                        continue;
                    }
                    Op::Swap => {
                        let (upper, lower) = (sp.wrapping_sub(1), sp.wrapping_sub(n));
                        let (a, b) = (get!(upper), get!(lower));
                        set!(upper, b);
                        set!(lower, a);
                        continue;
                    }

                    // Arithmetic and comparison.
                    Op::BinaryOp => match (top!(2), top!(1)) {
                        (Value::Int(x), Value::Int(y)) => {
                            if let Some(result) = int_operation(arg, x, y) {
                                done!(2, Value::Int(result));
                            }
                        }
                        (Value::Float(x), Value::Float(y)) => {
                            if let Some(result) = float_operation(arg, f64::from_bits(x), f64::from_bits(y)) {
                                done!(2, Value::float(result));
                            }
                        }
                        (Value::List(list), Value::Int(index)) if arg == SUBSCRIPT => {
                            if let Some(item) = usize::try_from(index).ok().and_then(|index| list.get(index)) {
                                done!(2, item);
                            }
                        }
                        (Value::Tuple(tuple), Value::Int(index)) if arg == SUBSCRIPT => {
                            let items = tuple.as_slice();
                            if let Some(&item) = usize::try_from(index).ok().and_then(|index| items.get(index)) {
                                done!(2, item);
                            }
                        }
                        (Value::Dict(dict), Value::Str(key)) if arg == SUBSCRIPT => {
                            if let Some(value) = dict.get_str(key) {
                                done!(2, value);
                            }
                        }
                        _ => {}
                    },
                    Op::CompareOp => match (top!(2), top!(1)) {
                        (Value::Int(x), Value::Int(y)) => {
                            done!(2, Value::bool(compare(arg, &x, &y)));
                        }
                        (Value::Float(x), Value::Float(y)) => {
                            done!(2, Value::bool(compare(arg, &f64::from_bits(x), &f64::from_bits(y))));
                        }
                        _ => {}
                    },
                    Op::IsOp => {
                        let result = top!(2).is(top!(1)) != (arg == 1);
                        done!(2, Value::bool(result));
                    }
                    Op::UnaryNot => {
                        let value = pop!();
                        push!(Value::bool(!matches!(value, Value::True)));
                        continue;
                    }
                    Op::ToBool => match top!(1) {
                        Value::True | Value::False => continue,
                        Value::Int(value) => done!(1, Value::bool(value != 0)),
                        Value::None => done!(1, Value::False),
                        _ => {}
                    },

                    // Fused operations: see `program::fuse`.
                    Op::Add => match (top!(2), top!(1)) {
                        (Value::Int(x), Value::Int(y)) => {
                            if let Some(result) = x.checked_add(y) {
                                done!(2, Value::Int(result));
                            }
                        }
                        (Value::Float(x), Value::Float(y)) => {
                            done!(2, Value::float(f64::from_bits(x) + f64::from_bits(y)));
                        }
                        _ => {}
                    },
                    Op::Subtract => match (top!(2), top!(1)) {
                        (Value::Int(x), Value::Int(y)) => {
                            if let Some(result) = x.checked_sub(y) {
                                done!(2, Value::Int(result));
                            }
                        }
                        (Value::Float(x), Value::Float(y)) => {
                            done!(2, Value::float(f64::from_bits(x) - f64::from_bits(y)));
                        }
                        _ => {}
                    },
                    Op::CompareJump => {
                        if let (Value::Int(x), Value::Int(y)) = (top!(2), top!(1))
                            && let Some(jump) = instrs.get(pc)
                        {
                            sp = sp.wrapping_sub(2);
                            pc = if fuse::jumps(cache, x, y) { jump.arg as usize } else { fuse::behind(cache, pc) };
                            continue;
                        }
                    }
                    Op::LocalsCompareJump => {
                        if let (Value::Int(x), Value::Int(y)) = (get!(n >> 4), get!(n & 15))
                            && let Some(jump) = instrs.get(pc + 1)
                        {
                            pc = if fuse::jumps(cache, x, y) { jump.arg as usize } else { fuse::behind(cache, pc + 1) };
                            continue;
                        }
                        push!(get!(n >> 4));
                        push!(get!(n & 15));
                        continue;
                    }
                    Op::LocalsOperate => {
                        if let (Value::Int(x), Value::Int(y)) = (get!(n >> 4), get!(n & 15))
                            && let Some(result) = fuse::operate(cache, x, y)
                        {
                            push!(Value::Int(result));
                            pc += 1;
                            continue;
                        }
                        push!(get!(n >> 4));
                        push!(get!(n & 15));
                        continue;
                    }
                    Op::LocalIntCompareJump => {
                        let x = get!(n);
                        if let (Value::Int(x), Some(y), Some(jump)) = (x, instrs.get(pc), instrs.get(pc + 2)) {
                            let taken = fuse::jumps(cache, x, i64::from(y.arg));
                            pc = if taken { jump.arg as usize } else { fuse::behind(cache, pc + 2) };
                            continue;
                        }
                        push!(x);
                        continue;
                    }
                    Op::LocalIntOperate => {
                        let x = get!(n);
                        if let (Value::Int(x), Some(y)) = (x, instrs.get(pc))
                            && let Some(result) = fuse::operate(cache, x, i64::from(y.arg))
                        {
                            push!(Value::Int(result));
                            pc += 2;
                            continue;
                        }
                        push!(x);
                        continue;
                    }
                    Op::LocalIntStore => {
                        let x = get!(n);
                        if let (Value::Int(x), Some(y), Some(to)) = (x, instrs.get(pc), instrs.get(pc + 2))
                            && let Some(result) = fuse::operate(cache, x, i64::from(y.arg))
                        {
                            set!(to.arg as usize, Value::Int(result));
                            pc += 3;
                            continue;
                        }
                        push!(x);
                        continue;
                    }

                    // Jumps.
                    Op::PopJumpIfFalse => {
                        if !matches!(pop!(), Value::True) {
                            pc = n;
                        }
                        continue;
                    }
                    Op::PopJumpIfTrue => {
                        if matches!(pop!(), Value::True) {
                            pc = n;
                        }
                        continue;
                    }
                    Op::PopJumpIfNone => {
                        if pop!().is_none() {
                            pc = n;
                        }
                        continue;
                    }
                    Op::PopJumpIfNotNone => {
                        if !pop!().is_none() {
                            pc = n;
                        }
                        continue;
                    }
                    Op::JumpForward => {
                        pc = n;
                        continue;
                    }
                    Op::JumpBackward => {
                        pc = n;
                        burn!();
                        continue;
                    }

                    // Names, cells, attributes.
                    Op::LoadGlobal => {
                        if let Some(value) = ins::cached_global(program, cache, data) {
                            push!(value);
                            if arg & 1 != 0 {
                                push!(Value::Null);
                            }
                            continue;
                        }
                    }
                    Op::LoadDeref => {
                        if let Value::Cell(cell) = get!(n)
                            && !cell.raw().is_null()
                        {
                            push!(cell.raw());
                            continue;
                        }
                    }

                    Op::LoadAttr => {
                        let owner = top!(1);
                        match cache::load(ctx, program, cache, arg, owner) {
                            Hit::Value(value) => {
                                set!(sp.wrapping_sub(1), value);
                                if arg & 1 != 0 {
                                    push!(Value::Null);
                                }
                                continue;
                            }
                            Hit::Method(function) => {
                                set!(sp.wrapping_sub(1), function);
                                push!(owner);
                                continue;
                            }
                            Hit::Getter(getter) if arg & 1 == 0 && fuel > 0 => {
                                let from = sp.wrapping_sub(1);
                                let args = slots.get(from..sp).unwrap_or_default();
                                if let Some(callee) = frames::enter_exact(ctx, getter, args, frame) {
                                    fuel -= 1;
                                    sp = from;
                                    data.dst.set(sp as u32);
                                    data.wait.set(Wait::Value);
                                    save!();
                                    switch!(callee)
                                }
                            }
                            _ => {}
                        }
                    }
                    Op::StoreAttr => {
                        if cache::store(ctx, program, cache, top!(1), arg, top!(2)) {
                            sp = sp.wrapping_sub(2);
                            continue;
                        }
                    }

                    // Calls.
                    Op::Call => {
                        let (callee_at, first) = (sp.wrapping_sub(n.wrapping_add(2)), sp.wrapping_sub(n));
                        let callee = get!(callee_at);
                        if let Value::Class(class) = callee
                            && fuel > 0
                            && get!(callee_at.wrapping_add(1)).is_null()
                            && let Some(init) = cache::initialiser(ctx, program, cache, class)
                        {
                            // The instance is the first argument of `__init__`,
                            // and waits where the result goes.
                            let instance = Value::Instance(Instance::new(mc, class, Value::Null));
                            let from = callee_at.wrapping_add(1);
                            set!(from, instance);
                            let args = slots.get(from..sp).unwrap_or_default();
                            if let Some(callee) = frames::enter_exact(ctx, init, args, frame) {
                                fuel -= 1;
                                set!(callee_at, instance);
                                sp = callee_at;
                                data.dst.set(sp as u32);
                                data.wait.set(Wait::Init);
                                save!();
                                switch!(callee)
                            }
                            set!(from, Value::Null);
                        }
                        if let Value::Function(function) = callee
                            && fuel > 0
                        {
                            let receiver = get!(sp.wrapping_sub(n.wrapping_add(1)));
                            let from = if receiver.is_null() { first } else { first.wrapping_sub(1) };
                            let args = slots.get(from..sp).unwrap_or_default();
                            if let Some(callee) = frames::enter_exact(ctx, function, args, frame) {
                                fuel -= 1;
                                sp = callee_at;
                                data.dst.set(sp as u32);
                                data.wait.set(Wait::Value);
                                save!();
                                switch!(callee)
                            }
                        }
                    }
                    Op::ReturnValue => {
                        if let (None, Back::Frame(caller)) = (data.owner.get(), data.back.get()) {
                            let value = top!(1);
                            let caller_data = caller.data();
                            let fits = match caller_data.wait.get() {
                                Wait::Value => true,
                                Wait::Init => value.is_none(),
                                _ => false,
                            };
                            if fits {
                                let dst = caller_data.dst.get();
                                if caller_data.wait.get() == Wait::Value {
                                    caller.set_slot(mc, dst as usize, value);
                                }
                                caller_data.sp.set(dst.wrapping_add(1));
                                // Where a frame ended can be seen for as long as it lives.
                                data.pc.set(pc as u32);
                                frames::leave(ctx);
                                frame.release(ctx);
                                switch!(caller)
                            }
                        }
                    }

                    // Iteration.
                    Op::ForIter => match top!(1) {
                        Value::Iter(iter) => {
                            if let Some(item) = quick_next(ctx, iter) {
                                push!(item);
                                continue;
                            }
                        }
                        Value::Generator(generator) if fuel > 0 => {
                            let generator = GeneratorCore(generator.0);
                            if let Some(body) = generators::enter(ctx, generator, Value::None, frame) {
                                fuel -= 1;
                                data.dst.set(sp as u32);
                                data.jump.set(arg.wrapping_add(1));
                                data.wait.set(Wait::ForIter);
                                save!();
                                switch!(body)
                            }
                        }
                        _ => {}
                    },
                    Op::YieldValue => {
                        if let (Some(generator), Back::Frame(caller)) = (data.owner.get(), data.back.get())
                            && matches!(caller.data().wait.get(), Wait::ForIter | Wait::Value | Wait::Send)
                        {
                            let value = pop!();
                            save!();
                            generators::suspend(ctx, generator, arg, frame);
                            let caller_data = caller.data();
                            let dst = caller_data.dst.get();
                            caller_data.wait.set(Wait::Value);
                            caller.set_slot(mc, dst as usize, value);
                            caller_data.sp.set(dst.wrapping_add(1));
                            switch!(caller)
                        }
                    }
                    Op::Send if fuel > 0 => {
                        let generator = match top!(2) {
                            Value::Generator(generator) => Some(GeneratorCore(generator.0)),
                            Value::Coroutine(coroutine) => Some(coroutine.core()),
                            _ => None,
                        };
                        if let Some(generator) = generator
                            && let Some(body) = generators::enter(ctx, generator, top!(1), frame)
                        {
                            fuel -= 1;
                            sp = sp.wrapping_sub(1);
                            data.dst.set(sp as u32);
                            data.jump.set(arg);
                            data.wait.set(Wait::Send);
                            save!();
                            switch!(body)
                        }
                    }
                    Op::UnpackSequence => {
                        if let Value::Tuple(tuple) = top!(1)
                            && tuple.as_slice().len() == n
                        {
                            sp = sp.wrapping_sub(1);
                            for &item in tuple.as_slice().iter().rev() {
                                push!(item);
                            }
                            continue;
                        }
                    }
                    Op::ListAppend => {
                        if let Value::List(list) = top!(n.wrapping_add(1)) {
                            let value = pop!();
                            list.push(mc, value);
                            continue;
                        }
                    }
                    _ => {}
                }
            } else {
                pc += 1;
            }
            std::hint::cold_path();
            save!();
            thread.data().fuel.set(fuel);
            match execute(ctx, frame) {
                Next::Go => {
                    pc = data.pc.get() as usize;
                    sp = data.sp.get() as usize;
                    fuel = thread.data().fuel.get();
                }
                Next::Switch(to) => {
                    fuel = thread.data().fuel.get();
                    switch!(to)
                }
                Next::Leave(action) => return action,
            }
        }
    }
}

/// The operand of BINARY_OP for `a[b]`.
const SUBSCRIPT: u32 = BinaryOperator::Subscr as u32;

/// The result of an operation on ints that is quick and fits 64 bits.
#[inline(always)]
fn int_operation(arg: u32, x: i64, y: i64) -> Option<i64> {
    match BinaryOperator::from_oparg(arg)? {
        BinaryOperator::Add | BinaryOperator::InplaceAdd => x.checked_add(y),
        BinaryOperator::Subtract | BinaryOperator::InplaceSubtract => x.checked_sub(y),
        BinaryOperator::Multiply | BinaryOperator::InplaceMultiply => x.checked_mul(y),
        BinaryOperator::And | BinaryOperator::InplaceAnd => Some(x & y),
        BinaryOperator::Or | BinaryOperator::InplaceOr => Some(x | y),
        BinaryOperator::Xor | BinaryOperator::InplaceXor => Some(x ^ y),
        BinaryOperator::Remainder | BinaryOperator::InplaceRemainder if y > 0 => Some(x.rem_euclid(y)),
        BinaryOperator::FloorDivide | BinaryOperator::InplaceFloorDivide if y > 0 => Some(x.div_euclid(y)),
        _ => None,
    }
}

/// The result of an operation on floats that is quick and cannot fail.
#[inline(always)]
fn float_operation(arg: u32, x: f64, y: f64) -> Option<f64> {
    Some(match BinaryOperator::from_oparg(arg)? {
        BinaryOperator::Add | BinaryOperator::InplaceAdd => x + y,
        BinaryOperator::Subtract | BinaryOperator::InplaceSubtract => x - y,
        BinaryOperator::Multiply | BinaryOperator::InplaceMultiply => x * y,
        BinaryOperator::TrueDivide | BinaryOperator::InplaceTrueDivide if y != 0.0 => x / y,
        _ => return None,
    })
}

/// What COMPARE_OP's operand says of two numbers.
#[inline(always)]
fn compare<T: PartialOrd>(arg: u32, x: &T, y: &T) -> bool {
    match CompareOp::from_oparg(arg >> 5) {
        Some(CompareOp::Lt) => x < y,
        Some(CompareOp::Le) => x <= y,
        Some(CompareOp::Eq) => x == y,
        Some(CompareOp::Ne) => x != y,
        Some(CompareOp::Gt) => x > y,
        _ => x >= y,
    }
}

/// The next item of the iterators that loops use most.
#[inline]
fn quick_next<'gc>(ctx: Ctx<'gc>, iter: Iter<'gc>) -> Option<Value<'gc>> {
    match &mut *iter.state_mut(ctx.mc) {
        IterState::Range { next, step, left } if *left > 0 => {
            let item = *next;
            *left -= 1;
            *next = next.wrapping_add(*step);
            Some(Value::Int(item))
        }
        IterState::List { list, next } => {
            let item = list.get(*next)?;
            *next += 1;
            Some(item)
        }
        IterState::Tuple { tuple, next } => {
            let item = *tuple.as_slice().get(*next)?;
            *next += 1;
            Some(item)
        }
        _ => None,
    }
}
