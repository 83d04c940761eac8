//! What kinds of values are on the stack at each instruction: what decides
//! whether a tracer may jump from one line to another. Mirrors `mark_stacks`
//! of `Objects/frameobject.c`.

use crate::program::{Op, ProgramData};

/// What a stack entry is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
enum Kind {
    Iterator = 1,
    Except,
    Object,
    Null,
    Lasti,
}

/// A stack as a number: three bits an entry, the top lowest. Deeper stacks are
/// greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Stack(i64);

const BITS: u32 = 3;
const MAX_ENTRIES: u32 = 63 / BITS;

impl Stack {
    const UNKNOWN: Stack = Stack(-2);
    /// Deeper than can be told.
    const OVERFLOWED: Stack = Stack(-1);
    const EMPTY: Stack = Stack(0);

    fn push(self, kind: Kind) -> Stack {
        if self.0 < 0 || self.0 >= 1i64 << ((MAX_ENTRIES - 1) * BITS) {
            return Stack::OVERFLOWED;
        }
        Stack((self.0 << BITS) | kind as i64)
    }

    /// Without its top.
    #[must_use]
    pub fn pop(self) -> Stack {
        Stack(self.0 >> BITS)
    }

    fn top(self) -> Option<Kind> {
        self.peek(1)
    }

    fn peek(self, depth: u32) -> Option<Kind> {
        if self.0 < 0 || depth == 0 || depth > MAX_ENTRIES {
            return None;
        }
        match (self.0 >> (BITS * (depth - 1))) & 7 {
            1 => Some(Kind::Iterator),
            2 => Some(Kind::Except),
            3 => Some(Kind::Object),
            4 => Some(Kind::Null),
            5 => Some(Kind::Lasti),
            _ => None,
        }
    }

    fn swap(self, depth: u32) -> Stack {
        let (Some(top), Some(below)) = (self.top(), self.peek(depth)) else { return self };
        let shift = BITS * (depth - 1);
        let cleared = self.0 & !(7 << shift) & !7;
        Stack(cleared | ((top as i64) << shift) | below as i64)
    }

    fn depth(self) -> u32 {
        (1..=MAX_ENTRIES).take_while(|&depth| self.peek(depth).is_some()).count() as u32
    }

    /// Whether the top is an exception or the one handled before it.
    pub fn top_is_exception(self) -> bool {
        self.top() == Some(Kind::Except)
    }

    /// Whether code that expects the stack `to` can go on with this one, once
    /// what is too much has been popped.
    pub fn fits(self, to: Stack) -> bool {
        if self.0 < 0 || to.0 < 0 {
            return false;
        }
        let (mut from, mut to) = (self, to);
        while from > to {
            from = from.pop();
        }
        while from != Stack::EMPTY {
            let fits = match (from.top(), to.top()) {
                (Some(_), Some(Kind::Null)) => true,
                (Some(from), Some(Kind::Object)) => from != Kind::Null,
                (from, to) => from == to && to.is_some(),
            };
            if !fits {
                return false;
            }
            (from, to) = (from.pop(), to.pop());
        }
        to == Stack::EMPTY
    }

    /// Why nothing can be told of a jump that starts here.
    pub fn explain_start(self) -> Option<&'static str> {
        match self {
            Stack::OVERFLOWED => Some("stack to deep to analyze"),
            Stack::UNKNOWN => Some("can't jump from unreachable code"),
            _ => None,
        }
    }

    /// Why a jump cannot end here.
    pub fn explain_target(self) -> &'static str {
        match (self, self.top()) {
            (Stack::OVERFLOWED, _) => "stack is too deep to analyze",
            (Stack::UNKNOWN, _) => "can't jump into an exception handler, or code may be unreachable",
            (_, Some(Kind::Except)) => "can't jump into an 'except' block as there's no exception",
            (_, Some(Kind::Lasti)) => "can't jump into a re-raising block as there's no location",
            (_, Some(Kind::Iterator)) => "can't jump into the body of a for loop",
            _ => "incompatible stacks",
        }
    }
}

/// The stacks before each instruction, all paths followed until nothing new
/// is learned.
pub struct Stacks(Vec<Stack>);

impl Stacks {
    /// Follows the program.
    pub fn new(program: &ProgramData<'_>) -> Self {
        let mut stacks = Self(vec![Stack::UNKNOWN; program.instrs.len()]);
        stacks.set(0, Stack::EMPTY);
        let mut again = true;
        while again {
            again = false;
            for (index, instr) in program.instrs.iter().enumerate() {
                let stack = stacks.at(index);
                if stack != Stack::UNKNOWN {
                    again |= stacks.follow(index, instr.op, instr.arg, stack);
                }
            }
            for handler in program.handlers() {
                let from = stacks.at(handler.start as usize);
                if from == Stack::UNKNOWN || stacks.at(handler.target as usize) != Stack::UNKNOWN {
                    continue;
                }
                let mut stack = from;
                while stack.depth() > handler.depth {
                    stack = stack.pop();
                }
                if handler.lasti {
                    stack = stack.push(Kind::Lasti);
                }
                stacks.set(handler.target as usize, stack.push(Kind::Except));
                again = true;
            }
        }
        stacks
    }

    /// The stack before an instruction.
    pub fn at(&self, index: usize) -> Stack {
        self.0.get(index).copied().unwrap_or(Stack::UNKNOWN)
    }

    fn set(&mut self, index: usize, stack: Stack) {
        if let Some(place) = self.0.get_mut(index) {
            *place = stack;
        }
    }

    /// Notes what an instruction leaves to those that follow it; true when
    /// one further up has been reached for the first time.
    fn follow(&mut self, index: usize, op: Op, arg: u32, stack: Stack) -> bool {
        let (next, target) = (index + 1, arg as usize);
        match op {
            Op::PopJumpIfFalse | Op::PopJumpIfTrue | Op::PopJumpIfNone | Op::PopJumpIfNotNone => {
                self.set(target, stack.pop());
                self.set(next, stack.pop());
            }
            Op::Send => {
                self.set(target, stack);
                self.set(next, stack);
            }
            Op::JumpForward => self.set(target, stack),
            Op::JumpBackward | Op::JumpBackwardNoInterrupt => {
                let fresh = self.at(target) == Stack::UNKNOWN && target < index;
                self.set(target, stack);
                return fresh;
            }
            Op::ForIter => {
                self.set(next, stack.push(Kind::Object));
                self.set(target, stack.push(Kind::Object));
            }
            Op::ReturnValue | Op::RaiseVarargs | Op::Reraise => {}
            Op::GetIter | Op::GetAiter => self.set(next, stack.pop().push(Kind::Iterator)),
            Op::EndAsyncFor => self.set(next, stack.pop().pop()),
            Op::PushExcInfo => self.set(next, stack.push(Kind::Except)),
            Op::PopExcept => self.set(next, stack.pop()),
            Op::PushNull => self.set(next, stack.push(Kind::Null)),
            Op::LoadGlobal => {
                let loaded = stack.push(Kind::Object);
                self.set(next, if arg & 1 != 0 { loaded.push(Kind::Null) } else { loaded });
            }
            Op::LoadAttr if arg & 1 != 0 => {
                self.set(next, stack.pop().push(Kind::Object).push(Kind::Null));
            }
            Op::Swap => self.set(next, stack.swap(arg)),
            Op::Copy => self.set(next, stack.peek(arg).map_or(Stack::OVERFLOWED, |kind| stack.push(kind))),
            _ => {
                let mut after = stack;
                let effect = op.opcode().stack_effect(arg, false);
                for _ in 0..effect.unsigned_abs() {
                    after = if effect < 0 { after.pop() } else { after.push(Kind::Object) };
                }
                self.set(next, after);
            }
        }
        false
    }
}
