//! What can be wrong with code.

use std::sync::Arc;

use super::kinds::Kinds;
use crate::opcode::Opcode;
use crate::pyc::RawCode;

/// A code object that must not run.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct VerifyError {
    /// The qualified names of the code objects on the way to the faulty one, outermost first, with ` > ` between.
    pub path: String,
    /// The faulty code object.
    pub code: Arc<RawCode>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with one code object, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The byte offset in the code of the instruction that it is about, EXTENDED_ARGs skipped; none when it is about the
    /// code object as a whole or one of its tables.
    pub offset: Option<usize>,
    /// What is wrong.
    pub kind: FaultKind,
}

impl std::error::Error for Fault {}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.offset {
            Some(offset) => write!(f, "at byte {offset}: {}", self.kind),
            None => self.kind.fmt(f),
        }
    }
}

/// The ways of being wrong, by subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// One of [`super::limits`] is passed.
    #[error("{size} {what}, more than {limit}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How much there is.
        size: usize,
        /// The limit.
        limit: usize,
    },
    /// [`super::limits::NESTING`] is passed.
    #[error("constants are nested more than {limit} levels deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// One of the `FLOW_` limits is passed.
    #[error("the flow of the code is too complex to check")]
    TooComplex,

    /// There is no instruction.
    #[error("the code is empty")]
    Empty,
    /// An odd number of bytes.
    #[error("the code ends with half a code unit")]
    HalfUnit,
    /// No such opcode.
    #[error("{0} is not an opcode of CPython 3.14")]
    UnknownOpcode(u8),
    /// An opcode that only lives inside CPython: specialised, instrumented, or of the eval loop itself.
    #[error("{0} never stands in a code object")]
    InternalOpcode(Opcode),
    /// The code ends in inline caches.
    #[error("the inline caches of {0} are cut off")]
    CutCaches(Opcode),
    /// The code ends behind an EXTENDED_ARG.
    #[error("no instruction follows the EXTENDED_ARG")]
    DanglingExtendedArg,
    /// EXTENDED_ARGs give too many bits.
    #[error("the operand has more than 32 bits")]
    OversizedOperand,
    /// The last instruction can be passed.
    #[error("the last instruction, {0}, does not end the code")]
    OpenEnd(Opcode),

    /// An operand is no index into what it indexes.
    #[error("{op} {oparg}: {index} is out of range, there are {len} {what}")]
    OutOfRange {
        /// The instruction.
        op: Opcode,
        /// Its operand.
        oparg: u32,
        /// The index in it.
        index: u32,
        /// What it indexes.
        what: &'static str,
        /// How many there are.
        len: usize,
    },
    /// An operand has no meaning.
    #[error("{op} {oparg}: the operand has no meaning")]
    BadOperand {
        /// The instruction.
        op: Opcode,
        /// Its operand.
        oparg: u32,
    },
    /// An instruction for cells names a slot of another kind.
    #[error("{op} {slot}: the slot is not that of a cell")]
    NotACellSlot {
        /// The instruction.
        op: Opcode,
        /// The slot.
        slot: u32,
    },
    /// COPY_FREE_VARS must name all free variables.
    #[error("COPY_FREE_VARS {given}: there are {free} free variables")]
    FreeVariables {
        /// The operand.
        given: u32,
        /// How many there are.
        free: usize,
    },
    /// A jump into nowhere, into inline caches, or between an EXTENDED_ARG and its instruction.
    #[error("{op} leads to byte {target}, where no instruction starts")]
    JumpTarget {
        /// The instruction.
        op: Opcode,
        /// Where it leads, in bytes.
        target: i64,
    },
    /// FOR_ITER goes on behind the END_FOR that it points to.
    #[error("FOR_ITER must lead to an END_FOR, byte {target} has {found}")]
    ForIterTarget {
        /// Where it leads, in bytes.
        target: usize,
        /// What is there.
        found: Opcode,
    },

    /// Too few values on the stack.
    #[error("{op} needs {needs} values on the stack, there are {has}")]
    Underflow {
        /// The instruction.
        op: Opcode,
        /// What it takes or looks at.
        needs: u64,
        /// What there is.
        has: usize,
    },
    /// The declared stack is too small.
    #[error("{op} makes the stack {depth} values deep, co_stacksize is {stacksize}")]
    Overflow {
        /// The instruction.
        op: Opcode,
        /// The depth.
        depth: u64,
        /// What is declared.
        stacksize: u32,
    },
    /// Paths with different depths meet.
    #[error("the stack is {one} values deep on one path to this place and {other} on another")]
    DepthMismatch {
        /// The depth on the path that was followed first.
        one: usize,
        /// The depth on the other.
        other: usize,
    },
    /// A value of the wrong kind.
    #[error("{op} needs {wanted} at depth {depth}, there is {found}")]
    WrongKind {
        /// The instruction.
        op: Opcode,
        /// Where the value is, 1 for the top of the stack.
        depth: usize,
        /// What the instruction works with.
        wanted: Kinds,
        /// What may be there.
        found: Kinds,
    },
    /// The stack must be empty.
    #[error("{op} with {extra} values left on the stack")]
    NotEmpty {
        /// The instruction.
        op: Opcode,
        /// How many are too many.
        extra: usize,
    },
    /// LOAD_FAST and its kin promise that the local is bound.
    #[error("{op}: slot {slot} may be unbound")]
    Unbound {
        /// The instruction.
        op: Opcode,
        /// The slot.
        slot: u32,
    },
    /// The cell has not been made on all paths.
    #[error("{op}: slot {slot} may hold no cell")]
    NoCell {
        /// The instruction.
        op: Opcode,
        /// The slot.
        slot: u32,
    },
    /// A handler keeps more values than the stack has.
    #[error("the handler of {op} keeps {depth} values of the stack, there are {has}")]
    HandlerDepth {
        /// The instruction.
        op: Opcode,
        /// What the exception table says.
        depth: u32,
        /// What there is.
        has: usize,
    },

    /// More than one of CO_GENERATOR, CO_COROUTINE and CO_ASYNC_GENERATOR.
    #[error("co_flags says generator, coroutine and async generator at once (0x{0:x})")]
    GeneratorFlags(u32),
    /// The code of a generator, coroutine or async generator must begin by making it.
    #[error("a generator's code must begin with RETURN_GENERATOR and POP_TOP, here is {0}")]
    GeneratorStart(Opcode),
    /// Execution begins with RESUME 0.
    #[error("the code must begin with RESUME 0, here is {op} {oparg}")]
    EntryResume {
        /// The instruction.
        op: Opcode,
        /// Its operand.
        oparg: u32,
    },
    /// RETURN_GENERATOR or YIELD_VALUE in code that is no generator's, or in the wrong place of one.
    #[error("{0} does not belong here")]
    Misplaced(Opcode),
    /// What was suspended goes on at a RESUME.
    #[error("YIELD_VALUE must be followed by a RESUME of its kind, not by {op} {oparg}")]
    YieldResume {
        /// The instruction behind it.
        op: Opcode,
        /// Its operand.
        oparg: u32,
    },

    /// Names and kinds of fast slots differ in number.
    #[error("{names} names of fast slots, but {kinds} kinds")]
    SlotCount {
        /// Names.
        names: usize,
        /// Kinds.
        kinds: usize,
    },
    /// A kind that is none, or out of order: locals come first, then cells, then free variables.
    #[error("fast slot {slot} has kind 0x{kind:02x}, which cannot be there")]
    SlotKind {
        /// The slot.
        slot: usize,
        /// Its kind.
        kind: u8,
    },
    /// Positional-only parameters are counted among the positional ones.
    #[error("co_posonlyargcount is {posonly}, co_argcount only {positional}")]
    PositionalOnly {
        /// The first.
        posonly: u32,
        /// The second.
        positional: u32,
    },
    /// Every parameter is a local.
    #[error("{parameters} parameters, but {locals} local variables")]
    Parameters {
        /// How many parameters.
        parameters: u64,
        /// How many locals.
        locals: usize,
    },

    /// The exception table is malformed.
    #[error("the exception table is malformed at its byte {at}: {what}")]
    ExceptionTable {
        /// Where the entry starts, in the table.
        at: usize,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The line table is malformed.
    #[error("the line table is malformed at its byte {at}")]
    LineTable {
        /// Where the entry starts, in the table.
        at: usize,
    },
}
