//! What the disassembler says of an operand.

use std::borrow::Cow;

use rustpython_wtf8::Wtf8Buf;

use super::walk::Step;
use crate::opcode::operands::{
    BinaryOperator, CommonConstant, Comparison, Conversion, FunctionAttribute, Intrinsic1, Intrinsic2, SpecialMethod,
};
use crate::opcode::{Opcode, OperandKind};
use crate::pyc::const_repr::{Addresses, const_repr};
use crate::pyc::raw::RawCode;

/// The text in parentheses behind the operand; empty for none. `target` is the label that a jump goes to.
pub(super) fn describe(code: &RawCode, step: &Step, target: Option<usize>, addresses: Addresses) -> String {
    let (Some(op), Some(arg)) = (step.opcode, step.arg) else {
        return String::new();
    };
    // An operand beyond 31 bits counts as negative and means nothing.
    let Ok(oparg) = u32::try_from(arg) else {
        return String::new();
    };
    let fixed = |text: Option<&'static str>| text.unwrap_or("").to_owned();
    let slot = |index: u32| name_at(&code.localsplusnames, index).into_owned();
    match op.operand_kind() {
        OperandKind::Const => {
            let value = usize::try_from(oparg).ok().and_then(|index| code.consts.get(index));
            value.map_or(String::new(), |value| const_repr(value, addresses))
        }
        OperandKind::Name | OperandKind::NameAttr | OperandKind::NameGlobal | OperandKind::NameSuper => {
            name(code, op, oparg)
        }
        OperandKind::Local | OperandKind::Deref => slot(oparg),
        OperandKind::LocalPair => format!("{}, {}", slot(oparg >> 4), slot(oparg & 15)),
        OperandKind::JumpForward | OperandKind::JumpBackward => {
            let word = if op.deopt() == Opcode::EndAsyncFor { "from" } else { "to" };
            target.map_or(String::new(), |label| format!("{word} L{label}"))
        }
        OperandKind::Compare => match Comparison::from_oparg(oparg) {
            Some(Comparison { op, to_bool: true }) => format!("bool({})", op.text()),
            Some(Comparison { op, to_bool: false }) => op.text().to_owned(),
            None => String::new(),
        },
        OperandKind::BinaryOp => fixed(BinaryOperator::from_oparg(oparg).map(BinaryOperator::text)),
        OperandKind::Invert => {
            let (plain, inverted) = if op.deopt() == Opcode::IsOp { ("is", "is not") } else { ("in", "not in") };
            if oparg == 0 { plain } else { inverted }.to_owned()
        }
        OperandKind::Intrinsic1 => fixed(Intrinsic1::from_oparg(oparg).map(Intrinsic1::text)),
        OperandKind::Intrinsic2 => fixed(Intrinsic2::from_oparg(oparg).map(Intrinsic2::text)),
        OperandKind::CommonConstant => fixed(CommonConstant::from_oparg(oparg).map(CommonConstant::text)),
        OperandKind::SpecialMethod => fixed(SpecialMethod::from_oparg(oparg).map(SpecialMethod::text)),
        OperandKind::Convert => fixed(Conversion::from_oparg(oparg).map(Conversion::text)),
        OperandKind::FunctionAttribute => {
            let names = FunctionAttribute::NAMES.iter().enumerate();
            let set: Vec<&str> = names.filter(|(bit, _)| oparg >> bit & 1 == 1).map(|(_, name)| *name).collect();
            set.join(", ")
        }
        OperandKind::None
        | OperandKind::Raw
        | OperandKind::Count
        | OperandKind::Depth
        | OperandKind::Unpack
        | OperandKind::SmallInt
        | OperandKind::Resume => String::new(),
    }
}

fn name(code: &RawCode, op: Opcode, oparg: u32) -> String {
    let Some(name) = op.name_index(oparg).map(|index| name_at(&code.names, index)) else {
        return String::new();
    };
    let second = match op.operand_kind() {
        _ if oparg & 1 == 0 || name.is_empty() => "",
        OperandKind::NameGlobal => " + NULL",
        OperandKind::NameAttr | OperandKind::NameSuper => " + NULL|self",
        _ => "",
    };
    format!("{name}{second}")
}

fn name_at(names: &[Wtf8Buf], index: u32) -> Cow<'_, str> {
    let name = usize::try_from(index).ok().and_then(|index| names.get(index));
    name.map_or(Cow::Borrowed(""), |name| name.to_string_lossy())
}
