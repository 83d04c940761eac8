//! Which instructions start a line, as tracers see it. Mirrors
//! `initialize_lines` of `Python/instrumentation.c`.

use crate::objects::CodeData;
use crate::program::{Op, ProgramData};

/// The lines of a program's instructions.
pub struct TraceLines {
    /// The line of each instruction; negative when it has none.
    lines: Box<[i32]>,
    /// Whether reaching the instruction may be a line event.
    starts: Box<[bool]>,
    /// The first instruction that can be traced.
    first: usize,
}

impl TraceLines {
    /// Looks at every instruction of a program.
    pub fn new(code: &CodeData<'_>, program: &ProgramData<'_>) -> Self {
        let instrs = &program.instrs;
        let lines: Box<[i32]> =
            (0..instrs.len() as u32).map(|index| code.line_at(program.byte_offset(index)).unwrap_or(-1)).collect();
        let first = instrs.iter().position(|instr| instr.op == Op::Resume).unwrap_or(0);
        let mut starts = vec![false; instrs.len()];
        let mut current = -1;
        let places = instrs.iter().zip(&lines).zip(&mut starts).skip(first);
        for ((instr, &line), start) in places {
            // FOR_ITER and SEND go past the ends of their loops.
            if !matches!(instr.op, Op::EndFor | Op::EndSend | Op::EndAsyncFor | Op::PopIter | Op::Resume) {
                *start = line >= 0 && line != current;
                current = line;
            }
        }
        let jumps = instrs.iter().skip(first).filter(|instr| is_jump(instr.op)).map(|instr| instr.arg as usize);
        let handlers = program.handler_targets().map(|target| target as usize);
        let handlers = handlers.filter(|&target| instrs.get(target).is_some_and(|instr| instr.op != Op::EndAsyncFor));
        for target in jumps.chain(handlers) {
            if let (Some(start), Some(&line)) = (starts.get_mut(target), lines.get(target))
                && line >= 0
            {
                *start = true;
            }
        }
        Self { lines, starts: starts.into(), first }
    }

    /// The line of an instruction; negative when it has none.
    pub fn line(&self, index: u32) -> i32 {
        self.lines.get(index as usize).copied().unwrap_or(-1)
    }

    /// Whether a line starts at an instruction.
    pub fn starts(&self, index: u32) -> bool {
        self.starts.get(index as usize).copied().unwrap_or(false)
    }

    /// Whether an instruction comes before all that is traced.
    pub fn is_prologue(&self, index: u32) -> bool {
        (index as usize) < self.first
    }
}

fn is_jump(op: Op) -> bool {
    matches!(
        op,
        Op::Send
            | Op::ForIter
            | Op::PopJumpIfFalse
            | Op::PopJumpIfTrue
            | Op::PopJumpIfNone
            | Op::PopJumpIfNotNone
            | Op::JumpForward
            | Op::JumpBackward
            | Op::JumpBackwardNoInterrupt
    )
}
