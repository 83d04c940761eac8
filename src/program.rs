//! The decoded form of a code object: what an eval loop runs.
//!
//! Instructions have a fixed size, operands are complete (no EXTENDED_ARG),
//! jumps are indexes, and inline caches live in a table of their own. A map
//! leads back to the code units of the file for `f_lasti`, lines and the
//! exception table.

pub mod fuse;

use std::cell::Cell as StdCell;

use gc_arena::{Collect, Mutation};

use crate::handle;
use crate::objects::code_tables::exception_entries;
use crate::objects::{CodeData, CodeFlags};
use crate::opcode::{DecodeError, Opcode, OperandKind, decode};
use crate::types::{Str, Tuple};
use crate::value::Value;

/// One decoded instruction.
#[derive(Clone, Copy, Debug)]
pub struct Instr {
    pub op: Op,
    /// Index of the inline cache, [`NO_CACHE`] when there is none.
    pub cache: u16,
    /// The operand; for jumps the index of the target instruction.
    pub arg: u32,
}

/// Bit of the operand of YIELD_VALUE: the value comes from a `yield from` or
/// `await` (CPython's own).
pub const YIELD_DELEGATES: u32 = 1;

/// Bit of the operand of YIELD_VALUE: an exception raised there is caught by
/// code of the program, so that closing a generator suspended there runs it.
pub const YIELD_GUARDED: u32 = 2;

/// The operand of CALL_INTRINSIC_1 that turns StopIteration into RuntimeError.
const STOP_ITERATION_ERROR: u32 = crate::opcode::operands::Intrinsic1::StopIterationError as u32;

/// The cache index of instructions without a cache.
pub const NO_CACHE: u16 = u16::MAX;

/// A range of instructions and where exceptions raised in it go.
#[derive(Clone, Copy, Debug)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// Depth of the value stack to cut to.
    pub depth: u32,
    /// Whether the place of the raising instruction is pushed below the exception.
    pub lasti: bool,
}

/// What an instruction learned at its last run. What the fields mean is up to
/// the instruction; a version of 0 never matches.
pub struct InlineCache {
    pub version: StdCell<u32>,
    pub version2: StdCell<u32>,
    pub index: StdCell<u32>,
    pub kind: StdCell<u8>,
    /// How often it was of no use.
    pub misses: StdCell<u8>,
}

/// A decoded code object.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ProgramData<'gc> {
    #[collect(require_static)]
    pub instrs: Box<[Instr]>,
    /// The code unit of each instruction.
    #[collect(require_static)]
    units: Box<[u32]>,
    #[collect(require_static)]
    handlers: Box<[Handler]>,
    #[collect(require_static)]
    pub caches: Box<[InlineCache]>,
    pub consts: Tuple<'gc>,
    pub names: Tuple<'gc>,
    /// The number of arguments that fill the parameters one to one;
    /// `u32::MAX` when there are parameters of other kinds.
    #[collect(require_static)]
    pub exact_args: u32,
    /// As those of the code object.
    #[collect(require_static)]
    pub framesize: u32,
    #[collect(require_static)]
    pub nlocalsplus: u32,
    /// Which instructions start lines, once a tracer has asked.
    #[cfg(feature = "vm")]
    #[collect(require_static)]
    pub trace_lines: std::cell::OnceCell<crate::vm::tracing::lines::TraceLines>,
    /// Whether tracers may want events for single instructions.
    #[collect(require_static)]
    pub trace_opcodes: StdCell<bool>,
}

handle! {
    /// A decoded program.
    Program => ProgramData
}

/// Why a code string cannot be run.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ProgramError {
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// An opcode that never stands in a file or that is not known here.
    #[error("opcode {opcode} at code unit {unit} cannot be run")]
    Unsupported { opcode: Opcode, unit: usize },
    #[error("the jump at code unit {unit} leads to {target}, where no instruction starts")]
    JumpTarget { unit: usize, target: i64 },
    #[error("the code has no instruction")]
    Empty,
    #[error("the last instruction does not end the code")]
    OpenEnd,
}

impl<'gc> Program<'gc> {
    /// Decodes `code`.
    ///
    /// # Errors
    /// [`ProgramError`] when the code string is malformed.
    pub fn decode(mc: &Mutation<'gc>, code: &CodeData<'gc>) -> Result<Self, ProgramError> {
        let raw = decode(&code.code).collect::<Result<Vec<_>, _>>()?;
        let last = raw.last().ok_or(ProgramError::Empty)?;
        if last.falls_through() {
            return Err(ProgramError::OpenEnd);
        }
        // From code unit to instruction index, for jumps and the exception table.
        let mut starts = vec![u32::MAX; code.code.len() / 2 + 1];
        for (index, instr) in raw.iter().enumerate() {
            for unit in instr.start..=instr.offset {
                if let Some(start) = starts.get_mut(unit) {
                    *start = index as u32;
                }
            }
        }
        let locate = |unit: i64| {
            usize::try_from(unit).ok().and_then(|unit| starts.get(unit).copied()).filter(|&i| i != u32::MAX)
        };
        let mut caches = 0u16;
        let mut instrs = Vec::with_capacity(raw.len());
        for instr in &raw {
            let opcode = instr.opcode.deopt();
            let op = Op::from_opcode(opcode).ok_or(ProgramError::Unsupported { opcode, unit: instr.offset })?;
            let arg = match (opcode.operand_kind(), instr.jump_target()) {
                // The target of END_ASYNC_FOR only tells tracers where its SEND ends.
                (OperandKind::JumpForward | OperandKind::JumpBackward, Some(target)) if op != Op::EndAsyncFor => {
                    locate(target).ok_or(ProgramError::JumpTarget { unit: instr.offset, target })?
                }
                _ => instr.oparg,
            };
            let cache = if instr.opcode.caches() > 0 && op.wants_cache() && caches < NO_CACHE {
                caches += 1;
                caches - 1
            } else {
                NO_CACHE
            };
            instrs.push(Instr { op, cache, arg });
        }
        fuse::fuse(&mut instrs);
        // A range may end behind the last instruction or inside its caches.
        let index_from = |unit: usize| {
            starts.iter().skip(unit).copied().find(|&index| index != u32::MAX).unwrap_or(raw.len() as u32)
        };
        let handlers = exception_entries(&code.exceptiontable)
            .filter_map(|entry| {
                Some(Handler {
                    start: index_from(entry.start),
                    end: index_from(entry.end),
                    target: locate(i64::try_from(entry.target).ok()?)?,
                    depth: entry.depth,
                    lasti: entry.lasti,
                })
            })
            .collect::<Box<[Handler]>>();
        for index in 0..instrs.len() {
            if instrs[index].op == Op::YieldValue {
                let guarded = own_handler(&instrs, &handlers, index).is_some();
                let delegates = instrs[index].arg == YIELD_DELEGATES;
                instrs[index].arg =
                    if delegates { YIELD_DELEGATES } else { 0 } | if guarded { YIELD_GUARDED } else { 0 };
            }
        }
        let caches = (0..caches)
            .map(|_| InlineCache {
                version: StdCell::new(0),
                version2: StdCell::new(0),
                index: StdCell::new(0),
                kind: StdCell::new(0),
                misses: StdCell::new(0),
            })
            .collect();
        let units = raw.iter().map(|instr| instr.offset as u32).collect();
        let others =
            code.kwonlyargcount != 0 || code.flags.intersects(CodeFlags::VARARGS.union(CodeFlags::VARKEYWORDS));
        let program = ProgramData {
            instrs: instrs.into(),
            units,
            handlers,
            caches,
            consts: code.consts,
            names: code.names,
            exact_args: if others { u32::MAX } else { code.argcount },
            framesize: code.framesize() as u32,
            nlocalsplus: code.nlocalsplus() as u32,
            #[cfg(feature = "vm")]
            trace_lines: std::cell::OnceCell::new(),
            trace_opcodes: StdCell::new(false),
        };
        Ok(Self::alloc(mc, program))
    }
}

impl<'gc> ProgramData<'gc> {
    /// The name at an index of `co_names`.
    #[inline]
    pub fn name_at(&self, index: u32) -> Option<Str<'gc>> {
        match self.names.as_slice().get(index as usize) {
            Some(Value::Str(name)) => Some(*name),
            _ => None,
        }
    }

    /// The byte offset, in the file's code, of the instruction at an index.
    pub fn byte_offset(&self, index: u32) -> i32 {
        self.units.get(index as usize).map_or(-1, |&unit| unit as i32 * 2)
    }

    /// The index of the instruction at a byte offset of the file's code.
    pub fn index_of(&self, byte_offset: i32) -> Option<u32> {
        let unit = u32::try_from(byte_offset).ok()? / 2;
        self.units.binary_search(&unit).ok().map(|index| index as u32)
    }

    /// The handlers in the order of the table.
    pub fn handlers(&self) -> &[Handler] {
        &self.handlers
    }

    /// Where handlers start.
    pub fn handler_targets(&self) -> impl Iterator<Item = u32> {
        self.handlers.iter().map(|handler| handler.target)
    }

    /// The handler that covers the instruction at an index.
    pub fn handler(&self, index: u32) -> Option<Handler> {
        handler_of(&self.handlers, index)
    }

    /// The handler of the program that catches what is raised at an index,
    /// those left out that the compiler adds.
    pub fn own_handler(&self, index: u32) -> Option<Handler> {
        own_handler(&self.instrs, &self.handlers, index as usize)
    }
}

fn handler_of(handlers: &[Handler], index: u32) -> Option<Handler> {
    handlers.iter().copied().find(|handler| (handler.start..handler.end).contains(&index))
}

/// The handler of the program that catches what is raised at an instruction:
/// not one that the compiler adds for delegation, for loops, or to turn
/// StopIteration into RuntimeError.
fn own_handler(instrs: &[Instr], handlers: &[Handler], index: usize) -> Option<Handler> {
    let mut index = index as u32;
    for _ in 0..instrs.len() {
        let handler = handler_of(handlers, index)?;
        match instrs.get(handler.target as usize) {
            Some(Instr { op: Op::CallIntrinsic1, arg, .. }) if *arg == STOP_ITERATION_ERROR => return None,
            Some(Instr { op: Op::CleanupThrow | Op::EndAsyncFor, .. }) => index = handler.target,
            _ => return Some(handler),
        }
    }
    None
}

macro_rules! ops {
    ($($op:ident)* ; $($fused:ident => $first:ident,)*) => {
        /// What an instruction of a decoded program does: the opcodes that a
        /// code string can hold, by CPython's names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Op { $($op,)* $($fused),* }

        impl Op {
            /// The operation of an opcode, if there is one.
            pub fn from_opcode(opcode: Opcode) -> Option<Self> {
                match opcode {
                    $(Opcode::$op => Some(Op::$op),)*
                    _ => None,
                }
            }

            /// The opcode; of a fused operation its first.
            pub fn opcode(self) -> Opcode {
                match self {
                    $(Op::$op => Opcode::$op,)*
                    $(Op::$fused => Opcode::$first),*
                }
            }

            /// The operation without what follows it, if it is fused.
            #[inline]
            pub fn plain(self) -> Self {
                match self {
                    $(Op::$fused => Op::$first,)*
                    plain => plain,
                }
            }
        }
    };
}

ops! {
    Nop BinarySlice BuildTemplate CallFunctionEx CheckEgMatch CheckExcMatch CleanupThrow DeleteSubscr EndFor EndSend
    FormatSimple FormatWithSpec GetAiter GetAnext GetIter GetLen GetYieldFromIter LoadBuildClass LoadLocals
    MakeFunction MatchKeys MatchMapping MatchSequence NotTaken PopExcept PopIter PopTop PushExcInfo PushNull
    ReturnGenerator ReturnValue SetupAnnotations StoreSlice StoreSubscr ToBool UnaryInvert UnaryNegative UnaryNot
    WithExceptStart BinaryOp BuildInterpolation BuildList BuildMap BuildSet BuildSlice BuildString BuildTuple Call
    CallIntrinsic1 CallIntrinsic2 CallKw CompareOp ContainsOp ConvertValue Copy CopyFreeVars DeleteAttr DeleteDeref
    DeleteFast DeleteGlobal DeleteName DictMerge DictUpdate EndAsyncFor ForIter GetAwaitable ImportFrom ImportName
    IsOp JumpBackward JumpBackwardNoInterrupt JumpForward ListAppend ListExtend LoadAttr LoadCommonConstant
    LoadConst LoadDeref LoadFast LoadFastAndClear LoadFastBorrow LoadFastBorrowLoadFastBorrow LoadFastCheck
    LoadFastLoadFast LoadFromDictOrDeref LoadFromDictOrGlobals LoadGlobal LoadName LoadSmallInt LoadSpecial
    LoadSuperAttr MakeCell MapAdd MatchClass PopJumpIfFalse PopJumpIfNone PopJumpIfNotNone PopJumpIfTrue
    RaiseVarargs Reraise Send SetAdd SetFunctionAttribute SetUpdate StoreAttr StoreDeref StoreFast
    StoreFastLoadFast StoreFastStoreFast StoreGlobal StoreName Swap UnpackEx UnpackSequence YieldValue Resume
    InterpreterExit ExitInitCheck
    ;
    Add => BinaryOp,
    Subtract => BinaryOp,
    CompareJump => CompareOp,
    LocalsOperate => LoadFastBorrowLoadFastBorrow,
    LocalsCompareJump => LoadFastBorrowLoadFastBorrow,
    LocalIntOperate => LoadFastBorrow,
    LocalIntStore => LoadFastBorrow,
    LocalIntCompareJump => LoadFastBorrow,
}

impl Op {
    /// Whether the eval loop keeps what it learned for this instruction.
    fn wants_cache(self) -> bool {
        matches!(self, Op::LoadGlobal | Op::LoadAttr | Op::StoreAttr | Op::Call)
    }
}

const _: () = assert!(std::mem::size_of::<Instr>() == 8);
