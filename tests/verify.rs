//! The verifier: what it refuses and where, one test for each kind of error, and that it accepts what compilers write.

#![cfg(all(feature = "vm", feature = "source"))]

mod common;

use std::sync::Arc;

use pyarena::objects::CodeFlags;
use pyarena::objects::code_tables::{ExceptionEntry, exception_table};
use pyarena::opcode::Opcode::{self, *};
use pyarena::pyc::raw::kind;
use pyarena::pyc::{Const, RawCode, read_pyc};
use pyarena::source::{self, Mode};
use pyarena::verify::{FaultKind, Kinds, Verified, limits, report};
use rustpython_wtf8::Wtf8Buf;

type Line = (Opcode, u32);

/// Code units of instructions, with EXTENDED_ARGs and caches.
fn assemble(lines: &[Line]) -> Vec<u8> {
    let mut code = Vec::new();
    for &(op, arg) in lines {
        let bytes = arg.to_be_bytes();
        let first = bytes.iter().position(|&byte| byte != 0).unwrap_or(3);
        for &byte in &bytes[first..3] {
            code.extend([ExtendedArg as u8, byte]);
        }
        code.extend([op as u8, bytes[3]]);
        code.extend(std::iter::repeat_n(0, usize::from(op.caches()) * 2));
    }
    code
}

fn text(text: &str) -> Wtf8Buf {
    Wtf8Buf::from(text)
}

/// Code that begins with RESUME 0 and goes on with `lines`. It has two names, one local that is a parameter, one that is
/// not, one that is a cell, and a free variable: slots 0 to 3.
fn code(lines: &[Line]) -> RawCode {
    let lines: Vec<Line> = [(Resume, 0)].iter().chain(lines).copied().collect();
    bare(&lines)
}

/// As [`code`], without the RESUME.
fn bare(lines: &[Line]) -> RawCode {
    RawCode {
        argcount: 1,
        posonlyargcount: 0,
        kwonlyargcount: 0,
        stacksize: 8,
        flags: 3,
        code: assemble(lines).into(),
        consts: [Const::None, Const::Str(text("s")), Const::Tuple([Const::Str(text("k"))].into())].into(),
        names: [text("a"), text("b")].into(),
        localsplusnames: ["arg", "local", "cell", "free"].map(text).into(),
        localspluskinds: [kind::LOCAL, kind::LOCAL, kind::CELL, kind::FREE].into(),
        filename: text("file.py"),
        name: text("f"),
        qualname: text("f"),
        firstlineno: 1,
        linetable: Box::default(),
        exceptiontable: Box::default(),
    }
}

const END: [Line; 2] = [(LoadConst, 0), (ReturnValue, 0)];

/// `lines`, then `return None`.
fn with_end(lines: &[Line]) -> RawCode {
    code(&[lines, &END].concat())
}

#[track_caller]
fn accepted(code: RawCode) -> Verified {
    match Verified::new(Arc::new(code)) {
        Ok(code) => code,
        Err(error) => panic!("refused: {error}"),
    }
}

/// The byte offset and the kind of the fault.
#[track_caller]
fn fault(code: RawCode) -> (Option<usize>, FaultKind) {
    match Verified::new(Arc::new(code)) {
        Ok(_) => panic!("accepted"),
        Err(error) => (error.fault.offset, error.fault.kind),
    }
}

/// As [`fault`], as text.
#[track_caller]
fn refused(code: RawCode) -> String {
    match Verified::new(Arc::new(code)) {
        Ok(_) => panic!("accepted"),
        Err(error) => error.to_string(),
    }
}

fn handler(start: usize, end: usize, target: usize, depth: u32, lasti: bool) -> ExceptionEntry {
    ExceptionEntry { start, end, target, depth, lasti }
}

fn guarded(mut code: RawCode, entries: &[ExceptionEntry]) -> RawCode {
    code.exceptiontable = exception_table(entries.iter().copied()).into();
    code
}

#[test]
fn the_plain_frame_is_accepted() {
    let verified = accepted(with_end(&[]));
    assert_eq!((verified.code_objects(), verified.instructions()), (1, 3));
}

mod limit {
    use super::*;

    fn too_many(what: &'static str, limit: usize) -> (Option<usize>, FaultKind) {
        (None, FaultKind::TooMany { what, size: limit + 1, limit })
    }

    #[test]
    fn code_units() {
        let sized = |units: usize| with_end(&vec![(Nop, 0); units - 3]);
        assert_eq!(accepted(sized(limits::CODE_UNITS)).instructions(), limits::CODE_UNITS);
        assert_eq!(fault(sized(limits::CODE_UNITS + 1)), too_many("code units", limits::CODE_UNITS));
    }

    #[test]
    fn constants() {
        let sized = |count| RawCode { consts: vec![Const::None; count].into(), ..with_end(&[]) };
        accepted(sized(limits::CONSTS));
        assert_eq!(fault(sized(limits::CONSTS + 1)), too_many("constants", limits::CONSTS));
    }

    #[test]
    fn names() {
        let sized = |count| RawCode { names: vec![text("n"); count].into(), ..with_end(&[]) };
        accepted(sized(limits::NAMES));
        assert_eq!(fault(sized(limits::NAMES + 1)), too_many("names", limits::NAMES));
    }

    fn slots(code: RawCode, count: usize) -> RawCode {
        RawCode {
            localsplusnames: vec![text("n"); count].into(),
            localspluskinds: vec![kind::LOCAL; count].into(),
            ..code
        }
    }

    #[test]
    fn fast_slots() {
        accepted(slots(with_end(&[]), limits::LOCALS));
        let past = slots(with_end(&[]), limits::LOCALS + 1);
        assert_eq!(fault(past), too_many("fast slots", limits::LOCALS));
    }

    #[test]
    fn stack() {
        let sized = |stacksize| RawCode { stacksize, ..with_end(&[]) };
        accepted(sized(limits::STACK as u32));
        let past = sized(limits::STACK as u32 + 1);
        assert_eq!(fault(past), too_many("values of stack (co_stacksize)", limits::STACK));
    }

    #[test]
    fn nesting() {
        let nested = |count| {
            let innermost = RawCode { consts: [Const::None].into(), ..with_end(&[]) };
            (1..count).fold(innermost, |inner, _| RawCode {
                consts: [Const::None, Const::Code(Arc::new(inner))].into(),
                ..with_end(&[])
            })
        };
        assert_eq!(accepted(nested(limits::NESTING / 2)).code_objects(), limits::NESTING / 2);
        assert_eq!(fault(nested(limits::NESTING / 2 + 1)), (None, FaultKind::TooDeep { limit: limits::NESTING }));
        let tuples = |count| {
            let value = (0..count).fold(Const::None, |inner, _| Const::Tuple([inner].into()));
            RawCode { consts: [Const::None, value].into(), ..with_end(&[]) }
        };
        // The tuple of the constants and the code object count too.
        accepted(tuples(limits::NESTING - 2));
        assert_eq!(fault(tuples(limits::NESTING - 1)), (None, FaultKind::TooDeep { limit: limits::NESTING }));
    }

    #[test]
    fn memory_of_the_flow() {
        // Each jump makes a place with a state of as many values as there are slots.
        let sized = |jumps: usize| slots(with_end(&vec![(JumpForward, 0); jumps]), limits::LOCALS);
        let most = (0..10_000).take_while(|jumps| {
            let size = jumps + 3 + limits::LOCALS + 16;
            (jumps + 1) * limits::LOCALS <= size * limits::FLOW_SLOTS
        });
        let most = most.last().expect("some jumps fit");
        accepted(sized(most));
        let (offset, kind) = fault(sized(most + 1));
        assert_eq!((offset, kind), (Some(most * 2 + 2), FaultKind::TooComplex));
    }

    #[test]
    fn work_of_the_flow() {
        const SLOTS: usize = 60_000;
        // Each NOP has an entry of its own in the table, and tells the handler what all slots hold.
        let sized = |nops: usize| {
            let lines = [vec![(Nop, 0); nops], END.to_vec(), vec![(Reraise, 0)]].concat();
            let entries: Vec<_> = (1..=nops).map(|unit| handler(unit, unit + 1, nops + 3, 0, false)).collect();
            guarded(slots(code(&lines), SLOTS), &entries)
        };
        // What an instruction handles: the values it takes and leaves, and itself. A place: all its values, and itself.
        let (entry, nop, others) = (SLOTS + 1, SLOTS + 1 + 1 + 1, 1 + 2 + 3 + 2);
        let fits = |nops: &usize| entry + nops * nop + others <= (nops + 4 + SLOTS + 16) * limits::FLOW_STEPS;
        let most = (0..10_000).take_while(fits).last().expect("some fit");
        assert!(most > 1000, "{most}");
        accepted(sized(most));
        assert_eq!(fault(sized(most + 1)).1, FaultKind::TooComplex);
    }
}

mod opcodes {
    use super::*;

    fn bytes(bytes: &[u8]) -> RawCode {
        RawCode { code: bytes.into(), ..with_end(&[]) }
    }

    #[test]
    fn empty() {
        assert_eq!(fault(bytes(&[])), (None, FaultKind::Empty));
    }

    #[test]
    fn half_a_unit() {
        assert_eq!(fault(bytes(&[Resume as u8, 0, ReturnValue as u8])), (Some(2), FaultKind::HalfUnit));
    }

    #[test]
    fn unknown() {
        assert_eq!(fault(bytes(&[Resume as u8, 0, 121, 0])), (Some(2), FaultKind::UnknownOpcode(121)));
    }

    #[test]
    fn internal_and_specialised() {
        for &op in Opcode::ALL {
            let internal = op.deopt() != op
                || matches!(
                    op,
                    Cache
                        | Reserved
                        | InterpreterExit
                        | ExitInitCheck
                        | EnterExecutor
                        | InstrumentedLine
                        | InstrumentedInstruction
                );
            if internal {
                assert_eq!(fault(with_end(&[(op, 0)])), (Some(2), FaultKind::InternalOpcode(op)));
            }
        }
    }

    #[test]
    fn cut_caches() {
        let code = bytes(&[Resume as u8, 0, LoadGlobal as u8, 0, 0, 0]);
        assert_eq!(fault(code), (Some(2), FaultKind::CutCaches(LoadGlobal)));
    }

    #[test]
    fn cache_units_are_not_looked_at() {
        let mut code = with_end(&[(LoadGlobal, 0), (PopTop, 0)]);
        code.code[5] = 200;
        accepted(code);
    }

    #[test]
    fn extended_arg_at_the_end() {
        let code = bytes(&[Resume as u8, 0, ExtendedArg as u8, 1]);
        assert_eq!(fault(code), (Some(2), FaultKind::DanglingExtendedArg));
    }

    #[test]
    fn operand_beyond_32_bits() {
        let extended = [ExtendedArg as u8, 1].repeat(4);
        let code = bytes(&[&[Resume as u8, 0], extended.as_slice(), &[LoadConst as u8, 0]].concat());
        assert_eq!(fault(code), (Some(10), FaultKind::OversizedOperand));
    }

    #[test]
    fn open_end() {
        assert_eq!(fault(code(&[(LoadConst, 0)])), (Some(2), FaultKind::OpenEnd(LoadConst)));
        assert_eq!(fault(code(&[(LoadConst, 0), (PopJumpIfNone, 0)])).1, FaultKind::OpenEnd(PopJumpIfNone));
    }
}

mod operands {
    use super::*;

    #[test]
    fn indexes() {
        for (op, oparg, index, what, len) in [
            (LoadConst, 3, 3, "constants", 3),
            (LoadName, 2, 2, "names", 2),
            (LoadAttr, 4, 2, "names", 2),
            (LoadGlobal, 5, 2, "names", 2),
            (LoadSuperAttr, 8, 2, "names", 2),
            (LoadFast, 4, 4, "fast slots", 4),
            (LoadFast, 70_000, 70_000, "fast slots", 4),
            (LoadFastLoadFast, 0x05, 5, "fast slots", 4),
            (StoreFastStoreFast, 0x50, 5, "fast slots", 4),
            (LoadDeref, 4, 4, "fast slots", 4),
        ] {
            let (offset, kind) = fault(with_end(&[(op, oparg)]));
            assert_eq!(kind, FaultKind::OutOfRange { op, oparg, index, what, len });
            // The place of the instruction, EXTENDED_ARGs skipped.
            assert_eq!(offset, Some(if oparg > 255 { 6 } else { 2 }));
        }
    }

    #[test]
    fn without_a_meaning() {
        for (op, oparg) in [
            (BinaryOp, 27),
            (Opcode::CompareOp, 6 << 5),
            (IsOp, 2),
            (ContainsOp, 2),
            (CallIntrinsic1, 0),
            (CallIntrinsic1, 12),
            (CallIntrinsic2, 0),
            (CallIntrinsic2, 6),
            (LoadCommonConstant, 5),
            (LoadSpecial, 4),
            (ConvertValue, 0),
            (ConvertValue, 4),
            (SetFunctionAttribute, 0),
            (SetFunctionAttribute, 3),
            (SetFunctionAttribute, 32),
            (LoadSmallInt, 256),
            (Resume, 8),
            (BuildSlice, 1),
            (BuildSlice, 4),
            (RaiseVarargs, 3),
            (YieldValue, 2),
            (GetAwaitable, 3),
            (BuildInterpolation, 18),
            (Copy, 0),
            (Swap, 1),
            (ListAppend, 0),
        ] {
            assert_eq!(fault(with_end(&[(op, oparg)])).1, FaultKind::BadOperand { op, oparg });
        }
    }

    #[test]
    fn cells() {
        assert_eq!(fault(with_end(&[(LoadDeref, 0)])), (Some(2), FaultKind::NotACellSlot { op: LoadDeref, slot: 0 }));
        assert_eq!(fault(with_end(&[(MakeCell, 3)])).1, FaultKind::NotACellSlot { op: MakeCell, slot: 3 });
        assert_eq!(fault(with_end(&[(CopyFreeVars, 2)])).1, FaultKind::FreeVariables { given: 2, free: 1 });
    }
}

mod jumps {
    use super::*;

    #[track_caller]
    fn misses(lines: &[Line], op: Opcode, target: i64) {
        assert_eq!(fault(with_end(lines)), (Some(2), FaultKind::JumpTarget { op, target }));
    }

    #[test]
    fn out_of_the_code() {
        misses(&[(JumpForward, 2)], JumpForward, 8);
        misses(&[(JumpForward, 100)], JumpForward, 204);
        misses(&[(JumpBackwardNoInterrupt, 3)], JumpBackwardNoInterrupt, -2);
    }

    #[test]
    fn into_caches() {
        misses(&[(JumpForward, 1), (LoadGlobal, 0), (PopTop, 0)], JumpForward, 6);
    }

    #[test]
    fn between_extended_arg_and_instruction() {
        let consts = vec![Const::None; 300].into();
        let lines = [(JumpForward, 1), (LoadConst, 256), (ReturnValue, 0)];
        let kind = FaultKind::JumpTarget { op: JumpForward, target: 6 };
        assert_eq!(fault(RawCode { consts, ..code(&lines) }), (Some(2), kind));
    }

    #[test]
    fn loops_end_at_their_end_for() {
        let body =
            |end| with_end(&[(LoadFast, 0), (GetIter, 0), (ForIter, 2), (PopTop, 0), (Nop, 0), (end, 0), (PopIter, 0)]);
        let (offset, kind) = fault(body(Nop));
        assert_eq!((offset, kind), (Some(6), FaultKind::ForIterTarget { target: 14, found: Nop }));
        // Two items are missing behind END_FOR on the way that does not jump: END_FOR takes the iterator.
        assert_eq!(fault(body(EndFor)).1, FaultKind::DepthMismatch { one: 1, other: 0 });
        accepted(with_end(&[
            (LoadFast, 0),
            (GetIter, 0),
            (ForIter, 3),
            (StoreFast, 1),
            (JumpBackward, 5),
            (EndFor, 0),
            (PopIter, 0),
        ]));
    }
}

mod stack {
    use super::*;

    #[test]
    fn underflow() {
        assert_eq!(fault(with_end(&[(PopTop, 0)])), (Some(2), FaultKind::Underflow { op: PopTop, needs: 1, has: 0 }));
        let build = with_end(&[(LoadConst, 0), (BuildTuple, u32::MAX), (PopTop, 0)]);
        assert_eq!(fault(build).1, FaultKind::Underflow { op: BuildTuple, needs: u64::from(u32::MAX), has: 1 });
    }

    #[test]
    fn overflow() {
        let code = with_end(&[(LoadConst, 0); 9]);
        assert_eq!(fault(code), (Some(18), FaultKind::Overflow { op: LoadConst, depth: 9, stacksize: 8 }));
        let unpack = with_end(&[(LoadFast, 0), (UnpackSequence, u32::MAX)]);
        let depth = u64::from(u32::MAX);
        assert_eq!(fault(unpack).1, FaultKind::Overflow { op: UnpackSequence, depth, stacksize: 8 });
    }

    #[test]
    fn different_depths_meet() {
        let code = with_end(&[(LoadFast, 0), (PopJumpIfNone, 1), (LoadConst, 0), (Nop, 0)]);
        assert_eq!(fault(code), (Some(10), FaultKind::DepthMismatch { one: 0, other: 1 }));
    }

    #[test]
    fn left_over_at_return() {
        let code = with_end(&[(LoadConst, 0)]);
        assert_eq!(fault(code), (Some(6), FaultKind::NotEmpty { op: ReturnValue, extra: 1 }));
    }
}

mod kinds {
    use super::*;

    #[track_caller]
    fn wrong(lines: &[Line], op: Opcode, depth: usize, wanted: Kinds, found: Kinds) {
        assert_eq!(fault(with_end(lines)).1, FaultKind::WrongKind { op, depth, wanted, found });
    }

    #[test]
    fn null_is_no_object() {
        wrong(&[(PushNull, 0), (BuildList, 1), (PopTop, 0)], BuildList, 1, Kinds::SOME, Kinds::NULL);
        wrong(&[(PushNull, 0), (LoadAttr, 0), (PopTop, 0)], LoadAttr, 1, Kinds::SOME, Kinds::NULL);
        wrong(&[(PushNull, 0), (PushNull, 0), (Call, 0), (PopTop, 0)], Call, 1, Kinds::SOME, Kinds::NULL);
        accepted(with_end(&[(LoadGlobal, 1), (Call, 0), (PopTop, 0)]));
    }

    #[test]
    fn half_of_the_ways_is_not_enough() {
        // None or the method's receiver: nobody knows before.
        let lines = [(LoadFast, 0), (LoadAttr, 1), (ToBool, 0), (PopTop, 0), (PopTop, 0)];
        wrong(&lines, ToBool, 1, Kinds::SOME, Kinds::NULL | Kinds::OBJECT);
    }

    #[test]
    fn constants_of_the_right_type() {
        wrong(&[(LoadConst, 1), (MakeFunction, 0), (PopTop, 0)], MakeFunction, 1, Kinds::CODE, Kinds::STR);
        let call = [(LoadFast, 0), (PushNull, 0), (LoadConst, 0), (LoadConst, 1), (CallKw, 1), (PopTop, 0)];
        wrong(&call, CallKw, 1, Kinds::NAMES, Kinds::STR);
        let call = [(LoadFast, 0), (PushNull, 0), (LoadConst, 0), (LoadConst, 2), (CallKw, 1), (PopTop, 0)];
        accepted(with_end(&call));
        wrong(&[(LoadConst, 0), (BuildString, 1), (PopTop, 0)], BuildString, 1, Kinds::STR, Kinds::OBJECT);
    }

    #[test]
    fn containers_under_construction() {
        wrong(
            &[(LoadFast, 0), (LoadConst, 0), (ListAppend, 1), (PopTop, 0)],
            ListAppend,
            1,
            Kinds::LIST,
            Kinds::OBJECT,
        );
        wrong(&[(BuildList, 0), (LoadConst, 0), (SetUpdate, 1), (PopTop, 0)], SetUpdate, 1, Kinds::SET, Kinds::LIST);
        accepted(with_end(&[(BuildMap, 0), (LoadConst, 1), (LoadConst, 0), (MapAdd, 1), (PopTop, 0)]));
    }

    #[test]
    fn iterators() {
        wrong(&[(LoadFast, 0), (PopIter, 0)], PopIter, 1, Kinds::ITERATOR, Kinds::OBJECT);
        let mut code = with_end(&[(LoadFast, 0), (LoadConst, 0), (Send, 0), (EndSend, 0), (PopTop, 0)]);
        code.flags |= CodeFlags::GENERATOR.bits();
        let body = [&assemble(&[(ReturnGenerator, 0), (PopTop, 0)]), &code.code[..]].concat();
        code.code = body.into();
        let kind = FaultKind::WrongKind { op: Send, depth: 1, wanted: Kinds::ITERATOR, found: Kinds::OBJECT };
        assert_eq!(fault(code), (Some(10), kind));
    }

    #[test]
    fn bools() {
        wrong(&[(LoadFast, 0), (UnaryNot, 0), (PopTop, 0)], UnaryNot, 1, Kinds::BOOL, Kinds::OBJECT);
        accepted(with_end(&[(LoadFast, 0), (ToBool, 0), (UnaryNot, 0), (PopTop, 0)]));
    }

    #[test]
    fn exceptions() {
        wrong(&[(LoadFast, 0), (PushExcInfo, 0)], PushExcInfo, 1, Kinds::EXCEPTION, Kinds::OBJECT);
        wrong(&[(LoadFast, 0), (PopExcept, 0)], PopExcept, 1, Kinds::PREVIOUS, Kinds::OBJECT);
        wrong(&[(LoadFast, 0), (Reraise, 0)], Reraise, 1, Kinds::RAISABLE, Kinds::OBJECT);
    }

    #[test]
    fn words() {
        assert_eq!((Kinds::NULL | Kinds::BOOL).to_string(), "NULL or a bool");
        assert_eq!(Kinds::SOME.to_string(), "an object");
    }
}

mod locals {
    use super::*;

    #[test]
    fn unbound() {
        let unbound = |op, slot| FaultKind::Unbound { op, slot };
        assert_eq!(fault(with_end(&[(LoadFast, 1), (PopTop, 0)])), (Some(2), unbound(LoadFast, 1)));
        assert_eq!(
            fault(with_end(&[(DeleteFast, 0), (LoadFastBorrow, 0), (PopTop, 0)])),
            (Some(4), unbound(LoadFastBorrow, 0))
        );
        assert_eq!(fault(with_end(&[(LoadFastLoadFast, 1)])).1, unbound(LoadFastLoadFast, 1));
        accepted(with_end(&[(LoadFastCheck, 1), (PopTop, 0), (LoadFast, 1), (PopTop, 0)]));
    }

    #[test]
    fn bound_on_one_way_only() {
        let lines = |local| {
            with_end(&[
                (LoadFast, 0),
                (PopJumpIfNone, 2),
                (LoadConst, 0),
                (StoreFast, local),
                (LoadFast, 1),
                (PopTop, 0),
            ])
        };
        assert_eq!(fault(lines(1)), (Some(12), FaultKind::Unbound { op: LoadFast, slot: 1 }));
    }

    #[test]
    fn cells_must_be_made() {
        let no_cell = FaultKind::NoCell { op: LoadDeref, slot: 2 };
        assert_eq!(fault(with_end(&[(LoadDeref, 2), (PopTop, 0)])), (Some(2), no_cell));
        let lines = [(CopyFreeVars, 1), (MakeCell, 2), (Resume, 0), (LoadDeref, 2), (StoreDeref, 3)];
        accepted(bare(&[&lines[..], &END].concat()));
    }
}

mod handlers {
    use super::*;

    /// RESUME, NOP, the handler at byte 8 (unit 4): PUSH_EXC_INFO, POP_TOP, POP_EXCEPT, return.
    fn catching(depth: u32, lasti: bool) -> RawCode {
        let lines = [(Nop, 0), (LoadConst, 0), (ReturnValue, 0), (PushExcInfo, 0), (PopTop, 0), (PopExcept, 0)];
        let mut lines = lines.to_vec();
        lines.extend(vec![(PopTop, 0); usize::from(lasti)]);
        guarded(with_end(&lines), &[handler(1, 2, 4, depth, lasti)])
    }

    #[test]
    fn state_of_a_handler() {
        accepted(catching(0, false));
        accepted(catching(0, true));
    }

    #[test]
    fn depth() {
        let kind = FaultKind::HandlerDepth { op: Nop, depth: 1, has: 0 };
        assert_eq!(fault(catching(1, false)), (Some(2), kind));
    }

    #[test]
    fn reraise_wants_the_place() {
        let lines = [(Nop, 0), (LoadConst, 0), (ReturnValue, 0), (Reraise, 1)];
        accepted(guarded(code(&lines), &[handler(1, 2, 4, 0, true)]));
        let code = code(&[(LoadConst, 0), (Nop, 0), (ReturnValue, 0), (Reraise, 1)]);
        let kind = FaultKind::WrongKind { op: Reraise, depth: 2, wanted: Kinds::LASTI, found: Kinds::OBJECT };
        assert_eq!(fault(guarded(code, &[handler(2, 3, 4, 1, false)])), (Some(8), kind));
    }

    #[test]
    fn a_local_unbound_within_the_range() {
        // The local is bound when the range begins, not at each instruction of it.
        let lines = [
            (LoadConst, 0),
            (StoreFast, 1),
            (Nop, 0),
            (DeleteFast, 1),
            (Nop, 0),
            (LoadConst, 0),
            (ReturnValue, 0),
            (PopTop, 0),
            (LoadFast, 1),
            (ReturnValue, 0),
        ];
        let range = |end| guarded(code(&lines), &[handler(3, end, 8, 0, false)]);
        accepted(range(5));
        assert_eq!(fault(range(6)), (Some(18), FaultKind::Unbound { op: LoadFast, slot: 1 }));
    }
}

mod tables {
    use super::*;

    #[track_caller]
    fn wrong(entries: &[ExceptionEntry], expected: usize, part: &str) {
        let kind = fault(guarded(with_end(&[(LoadGlobal, 0), (PopTop, 0)]), entries)).1;
        let FaultKind::ExceptionTable { at, what } = kind else { panic!("{kind}") };
        assert_eq!(at, expected);
        assert!(what.contains(part), "{what}");
    }

    #[test]
    fn exception_table_ranges() {
        wrong(&[handler(2, 6, 6, 0, false)], 0, "range does not start");
        wrong(&[handler(1, 2, 6, 0, false)], 0, "range does not start");
        wrong(&[handler(1, 20, 6, 0, false)], 0, "range does not start");
        wrong(&[handler(1, 1, 6, 0, false)], 0, "empty");
        wrong(&[handler(1, 6, 3, 0, false)], 0, "handler");
        wrong(&[handler(1, 6, 99, 0, false)], 0, "handler");
        wrong(&[handler(1, 7, 6, 7, true)], 0, "co_stacksize");
        wrong(&[handler(6, 7, 6, 0, false), handler(1, 6, 6, 0, false)], 4, "order");
        wrong(&[handler(0, 6, 6, 0, false), handler(1, 7, 6, 0, false)], 4, "order");
    }

    #[test]
    fn exception_table_bytes() {
        let with = |table: &[u8]| RawCode { exceptiontable: table.into(), ..with_end(&[]) };
        let FaultKind::ExceptionTable { at: 0, what } = fault(with(&[0x81, 1])).1 else { panic!() };
        assert!(what.contains("cut off"), "{what}");
        let FaultKind::ExceptionTable { at: 0, what } = fault(with(&[1, 1, 1, 0])).1 else { panic!() };
        assert!(what.contains("top bit"), "{what}");
        let FaultKind::ExceptionTable { at: 0, .. } = fault(with(&[0x81, 1, 0x81, 0])).1 else { panic!() };
    }

    #[test]
    fn line_table() {
        let with = |table: &[u8]| RawCode { linetable: table.into(), ..with_end(&[]) };
        // One unit without a location; one on the first line; a form with columns that are cut off.
        accepted(with(&[0xf8, 0xe8, 0]));
        assert_eq!(fault(with(&[0xf8, 0xd0, 1])), (None, FaultKind::LineTable { at: 1 }));
        assert_eq!(fault(with(&[0x78])), (None, FaultKind::LineTable { at: 0 }));
    }
}

mod generators {
    use super::*;

    const START: [Line; 3] = [(ReturnGenerator, 0), (PopTop, 0), (Resume, 0)];

    fn generator(lines: &[Line]) -> RawCode {
        let code = bare(lines);
        RawCode { flags: code.flags | CodeFlags::GENERATOR.bits(), ..code }
    }

    fn suspending(lines: &[Line]) -> RawCode {
        generator(&[&START, lines, &END].concat())
    }

    #[test]
    fn well_formed() {
        accepted(suspending(&[(LoadConst, 0), (YieldValue, 0), (Resume, 5), (PopTop, 0)]));
    }

    #[test]
    fn one_kind_at_a_time() {
        let code = suspending(&[]);
        let flags = code.flags | CodeFlags::COROUTINE.bits();
        assert_eq!(fault(RawCode { flags, ..code }), (None, FaultKind::GeneratorFlags(flags)));
    }

    #[test]
    fn start() {
        let code = generator(&[&[(Resume, 0)], &END[..]].concat());
        assert_eq!(fault(code), (Some(0), FaultKind::GeneratorStart(Resume)));
        let code = generator(&[&[(ReturnGenerator, 0), (Nop, 0)], &END[..]].concat());
        assert_eq!(fault(code), (Some(2), FaultKind::GeneratorStart(Nop)));
        let code = bare(&[&[(MakeCell, 2)], &START[..], &END].concat());
        assert_eq!(fault(code), (Some(2), FaultKind::Misplaced(ReturnGenerator)));
        let code = suspending(&[(ReturnGenerator, 0), (PopTop, 0)]);
        assert_eq!(fault(code), (Some(6), FaultKind::Misplaced(ReturnGenerator)));
    }

    #[test]
    fn resume() {
        let kind = FaultKind::EntryResume { op: LoadConst, oparg: 0 };
        assert_eq!(fault(bare(&END)), (Some(0), kind));
        let kind = FaultKind::EntryResume { op: Resume, oparg: 1 };
        assert_eq!(fault(bare(&[&[(Resume, 1)], &END[..]].concat())), (Some(0), kind));
        let kind = FaultKind::YieldResume { op: PopTop, oparg: 0 };
        assert_eq!(fault(suspending(&[(LoadConst, 0), (YieldValue, 0), (PopTop, 0)])), (Some(10), kind));
        let kind = FaultKind::YieldResume { op: Resume, oparg: 0 };
        assert_eq!(fault(suspending(&[(LoadConst, 0), (YieldValue, 0), (Resume, 0), (PopTop, 0)])).1, kind);
        let kind = FaultKind::YieldResume { op: Resume, oparg: 1 };
        assert_eq!(fault(suspending(&[(LoadConst, 0), (YieldValue, 1), (Resume, 1), (PopTop, 0)])).1, kind);
    }

    #[test]
    fn yield_outside() {
        let code = with_end(&[(LoadConst, 0), (YieldValue, 0), (Resume, 1), (PopTop, 0)]);
        assert_eq!(fault(code), (Some(4), FaultKind::Misplaced(YieldValue)));
    }
}

mod slots {
    use super::*;

    fn kinds(kinds: &[u8]) -> RawCode {
        let names = kinds.iter().map(|_| text("n")).collect();
        RawCode { localspluskinds: kinds.into(), localsplusnames: names, ..with_end(&[]) }
    }

    #[test]
    fn names_and_kinds() {
        let code = RawCode { localspluskinds: [kind::LOCAL].into(), ..with_end(&[]) };
        assert_eq!(fault(code), (None, FaultKind::SlotCount { names: 4, kinds: 1 }));
    }

    #[test]
    fn order_and_kinds() {
        for (bad, slot) in [
            (&[kind::LOCAL, 0][..], 1),
            (&[kind::LOCAL, kind::FREE, kind::LOCAL], 2),
            (&[kind::LOCAL, kind::CELL, kind::LOCAL], 2),
            (&[kind::LOCAL, kind::FREE, kind::CELL], 2),
            (&[kind::LOCAL, kind::FREE | kind::CELL], 1),
            (&[kind::LOCAL, kind::LOCAL | kind::ARG_KW], 1),
        ] {
            assert_eq!(fault(kinds(bad)).1, FaultKind::SlotKind { slot, kind: bad[slot] });
        }
        accepted(kinds(&[kind::LOCAL | kind::CELL | kind::ARG_POS, kind::CELL, kind::FREE]));
    }

    #[test]
    fn parameters() {
        let code = RawCode { posonlyargcount: 2, ..with_end(&[]) };
        assert_eq!(fault(code).1, FaultKind::PositionalOnly { posonly: 2, positional: 1 });
        let code = RawCode { kwonlyargcount: 2, ..with_end(&[]) };
        assert_eq!(fault(code).1, FaultKind::Parameters { parameters: 3, locals: 2 });
        let code = RawCode { argcount: u32::MAX, kwonlyargcount: u32::MAX, flags: 15, ..with_end(&[]) };
        let parameters = u64::from(u32::MAX) * 2 + 2;
        assert_eq!(fault(code).1, FaultKind::Parameters { parameters, locals: 2 });
    }
}

mod whole_files {
    use super::*;

    #[test]
    fn the_way_to_the_fault() {
        let bad = RawCode { qualname: text("f.<locals>.g"), ..with_end(&[(PopTop, 0)]) };
        let tuple = Const::Tuple([Const::Code(Arc::new(bad))].into());
        let outer = RawCode { consts: [Const::None, tuple].into(), ..with_end(&[]) };
        let message = "f > f.<locals>.g: at byte 2: POP_TOP needs 1 values on the stack, there are 0";
        assert_eq!(refused(outer.clone()), message);
        let error = Verified::new(Arc::new(outer)).expect_err("refused");
        assert_eq!(report(&error), format!("{message}\n    2       POP_TOP"));
    }

    #[test]
    fn shared_code_is_checked_once() {
        let twice = |inner: Arc<RawCode>| RawCode {
            consts: [Const::None, Const::Code(Arc::clone(&inner)), Const::Code(inner)].into(),
            ..with_end(&[])
        };
        // 2**60 code objects, if each were counted wherever it is found.
        let top = (0..60).fold(with_end(&[]), |inner, _| twice(Arc::new(inner)));
        assert_eq!(accepted(top).code_objects(), 61);
    }

    fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                files(&path, found);
            } else {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_program_of_the_tests() {
        let mut found = Vec::new();
        files(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut found);
        let mut checked = 0;
        for path in found {
            let bytes = || std::fs::read(&path).expect("readable");
            // Some are there to be refused by the reader or the compiler.
            let code = match path.extension().and_then(|end| end.to_str()) {
                Some("pyc") => read_pyc(&bytes()).ok(),
                Some("py") => {
                    source::compile(bytes().as_slice(), "f", Mode::Exec, &Default::default()).map(|done| done.code).ok()
                }
                _ => None,
            };
            let Some(code) = code else { continue };
            if let Err(error) = Verified::new(code) {
                panic!("{}: {}", path.display(), report(&error));
            }
            checked += 1;
        }
        assert!(checked > 100, "{checked}");
    }

    #[cfg(feature = "stdlib")]
    #[test]
    fn modules_of_the_embedded_library() {
        for name in ["asyncio.tasks", "argparse", "dataclasses", "enum", "functools", "inspect", "typing", "contextlib"]
        {
            let text = pyarena::stdlib::find(name).expect("embedded").text;
            let code = source::compile(text.as_slice(), name, Mode::Exec, &Default::default()).expect("compiles").code;
            if let Err(error) = Verified::new(code) {
                panic!("{name}: {}", report(&error));
            }
        }
    }
}

mod made_by_programs {
    use super::*;

    #[test]
    fn replaced_code_is_verified_at_its_first_call() {
        let run = common::run(
            "
import types
def f(a): return a
def g(): yield 1
def attempt(code, *args):
    try:
        print(types.FunctionType(code, {})(*args))
    except SystemError as error:
        print(error)
attempt(f.__code__.replace(co_code=b'\\x80\\x00\\x1f\\x00\\x23\\x00'), 1)
attempt(f.__code__.replace(co_stacksize=2**31 - 1), 1)
attempt(f.__code__.replace(co_stacksize=5), 1)
attempt(f.__code__.replace(co_code=f.__code__.co_code[:-2]), 1)
attempt(g.__code__.replace(co_flags=3))
attempt(f.__code__.replace(co_exceptiontable=b'\\x01'), 1)
for run in exec, eval:
    try:
        run(f.__code__)
    except TypeError as error:
        print(error)
",
        );
        assert_eq!(run.err, "");
        let expected = "\
bad code object f: at byte 2: POP_TOP needs 1 values on the stack, there are 0
bad code object f: 2147483647 values of stack (co_stacksize), more than 65536
1
bad code object f: at byte 2: the last instruction, LOAD_FAST_BORROW, does not end the code
bad code object g: at byte 0: RETURN_GENERATOR does not belong here
bad code object f: the exception table is malformed at its byte 0: it is cut off or a number is too large
f() missing 1 required positional argument: 'a'
f() missing 1 required positional argument: 'a'
";
        assert_eq!(run.out, expected);
    }

    #[test]
    fn marshalled_code_is_verified_at_its_first_call() {
        let good =
            RawCode { localsplusnames: Box::default(), localspluskinds: Box::default(), argcount: 0, ..with_end(&[]) };
        let bad = RawCode { code: assemble(&[&[(Resume, 0), (PopTop, 0)], &END[..]].concat()).into(), ..good.clone() };
        let bytes = |code: RawCode| pyarena::pyc::marshal::dumps(&Const::Code(Arc::new(code))).expect("written");
        let (good, bad) = (bytes(good), bytes(bad));
        let program = format!(
            "
import marshal
for text in {good:?}, {bad:?}:
    code = marshal.loads(bytes(text))
    try:
        print(code.co_name, exec(code))
    except SystemError as error:
        print(error)
"
        );
        let run = common::run(&program);
        assert_eq!(run.err, "");
        let refused = "bad code object f: at byte 2: POP_TOP needs 1 values on the stack, there are 0";
        assert_eq!(run.out, format!("f None\n{refused}\n"));
    }

    #[test]
    fn a_module_takes_nothing() {
        use pyarena::runtime::state::Config;
        let captured = common::Captured::default();
        let mut machine = pyarena::vm::Machine::new(Config::default(), Box::new(captured.clone()));
        assert!(machine.start_main(&accepted(with_end(&[])), None).is_err());
        let expected = "bad code object f: a module has neither parameters nor free variables";
        assert!(captured.err().contains(expected), "{}", captured.err());
    }
}
