//! The table against what CPython says of itself, and the decoder on good and bad bytes.

use super::operands::{BinaryOperator, CompareOp, Comparison, ResumeArg, ResumePoint};
use super::{DecodeError, Flow, Instr, Opcode, OperandKind, decode};

const RECORDED: &str = include_str!("../../tests/data/opcodes.txt");
const OPARGS: [u32; 7] = [0, 1, 2, 3, 4, 7, 0x103];

#[test]
fn the_table_agrees_with_cpython() {
    let mut seen = 0;
    for row in RECORDED.lines().filter(|row| !row.starts_with('#')) {
        let fields: Vec<&str> = row.split_whitespace().collect();
        let [number, name, caches, base, flags, effects] = fields[..] else {
            panic!("six fields expected: {row}");
        };
        seen += 1;
        let op = Opcode::try_from(number.parse::<u8>().unwrap()).expect(row);
        assert_eq!(op.name(), name);
        assert_eq!(u8::from(op).to_string(), number);
        assert_eq!(op.caches().to_string(), caches, "{row}");
        let expected_base = if base == "-" { name } else { base };
        assert_eq!(op.deopt().name(), expected_base, "{row}");
        let kind = op.operand_kind();
        use OperandKind as K;
        let has = |flag: char| flags.contains(flag);
        assert_eq!(op.has_arg(), has('a'), "{row}");
        assert_eq!(kind == K::Const, has('c'), "{row}");
        assert_eq!(op.name_index(0).is_some(), has('n'), "{row}");
        assert_eq!(op.has_jump_target(), has('j'), "{row}");
        let slots = matches!(kind, K::Local | K::LocalPair | K::Deref);
        assert_eq!(slots, has('f') || has('l'), "{row}");
        let opargs: &[u32] = if op.has_arg() { &OPARGS } else { &[0] };
        for (oparg, effect) in opargs.iter().zip(effects.split(',')) {
            for jump in [false, true] {
                assert_eq!(op.stack_effect(*oparg, jump).to_string(), effect, "{row}");
            }
        }
        assert_eq!(opargs.len(), effects.split(',').count());
    }
    assert_eq!(seen, Opcode::ALL.len());
    let assigned = (0..=255).filter(|&byte| Opcode::from_u8(byte).is_some());
    assert_eq!(assigned.count(), seen);
}

#[test]
fn flow_and_targets_fit_together() {
    for &op in Opcode::ALL {
        match op.flow() {
            Flow::Branch | Flow::Jump => assert!(op.has_jump_target(), "{op}"),
            Flow::Next | Flow::Exit => {
                assert!(!op.has_jump_target() || op.deopt() == Opcode::EndAsyncFor, "{op}");
            }
        }
        assert!(op.doc().starts_with("( "), "{op}");
        assert_eq!(op.stack_effect(u32::MAX, true), op.stack_effect(u32::MAX, false));
    }
}

#[test]
fn operands() {
    for (number, op) in BinaryOperator::ALL.iter().enumerate() {
        assert_eq!(*op as usize, number);
        if op.is_inplace() {
            assert_eq!(format!("{}=", op.plain().text()), op.text());
        } else {
            assert_eq!(op.plain(), *op);
        }
    }
    let less = Comparison { op: CompareOp::Lt, to_bool: true };
    assert_eq!(Comparison::from_oparg(18), Some(less));
    assert_eq!(Comparison::from_oparg(6 << 5), None);
    let resume = ResumeArg { point: ResumePoint::AfterYield, outermost: true };
    assert_eq!(ResumeArg::from_oparg(5), resume);
}

#[test]
fn decodes_prefixes_and_caches() {
    // EXTENDED_ARG 1; LOAD_CONST 2; TO_BOOL + 3 caches; POP_JUMP_IF_FALSE 1 + cache.
    let code = [69, 1, 82, 2, 39, 0, 0, 0, 0, 0, 0, 0, 100, 1, 0, 0];
    let got: Vec<Instr> = decode(&code).collect::<Result<_, _>>().unwrap();
    let instr = |offset, start, opcode, oparg, caches| Instr { offset, start, opcode, oparg, caches };
    let jump = instr(6, 6, Opcode::PopJumpIfFalse, 1, 1);
    assert_eq!(got, [instr(1, 0, Opcode::LoadConst, 0x102, 0), instr(2, 2, Opcode::ToBool, 0, 3), jump,]);
    assert_eq!(jump.jump_target(), Some(9));
    assert!(jump.falls_through());
    let back = decode(&[75, 9, 0, 0]).next().unwrap().unwrap();
    assert_eq!(back.jump_target(), Some(-7));
}

#[test]
fn reports_malformed_code() {
    let errors = |code: &[u8]| decode(code).filter_map(Result::err).collect::<Vec<_>>();
    assert_eq!(errors(&[121, 0, 27, 0]), [DecodeError::UnknownOpcode { offset: 0, byte: 121 }]);
    assert_eq!(errors(&[27, 0, 39, 0, 0, 0]), [DecodeError::TruncatedCaches { offset: 1, opcode: Opcode::ToBool }]);
    assert_eq!(errors(&[27, 0, 69, 1, 69, 1]), [DecodeError::DanglingExtendedArg { offset: 1 }]);
    assert_eq!(errors(&[27, 0, 27]), [DecodeError::HalfUnit { offset: 1 }]);
    assert_eq!(errors(&[69, 1, 69, 0, 69, 0, 69, 0, 82, 0]), [DecodeError::OversizedOparg { offset: 4 }]);
    // Every two-byte and every short three-unit string ends without a panic.
    for first in 0..=255 {
        for second in 0..=255 {
            assert!(decode(&[first, 255, second, 255, 0]).count() <= 3);
        }
    }
}
