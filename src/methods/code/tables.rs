//! The tables of code as iterators, and the old form of the line table.

use super::code;
use crate::methods::iterators::common;
use crate::objects::code_tables::{BranchMark, LineMark, PositionMark, lnotab};
use crate::runtime::def::{TypeDef, slot};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::{Bytes, CodeMark, Iter, IterState};
use crate::value::Value;
use crate::vm::warn;

/// What line_iterator (both of them) and positions_iterator offer.
pub const ITERATOR: TypeDef = TypeDef {
    functions: &[
        slot("__iter__", "(self, /)", common::iter).doc("Implement iter(self)."),
        slot("__next__", "(self, /)", common::next).doc("Implement next(self)."),
    ],
    ..TypeDef::EMPTY
};

/// `co_lines()`.
///
/// # Errors
/// None.
pub fn co_lines<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let code = code(ctx, args.get(0))?;
    let at = CodeMark(LineMark::first(code.firstlineno));
    Step::value(Iter::new(ctx.mc, IterState::CodeLines { code, at }))
}

/// `co_positions()`.
///
/// # Errors
/// None.
pub fn co_positions<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let code = code(ctx, args.get(0))?;
    let at = Box::new(CodeMark(PositionMark::first(code.firstlineno)));
    Step::value(Iter::new(ctx.mc, IterState::CodePositions { code, at }))
}

/// `co_branches()`.
///
/// # Errors
/// None.
pub fn co_branches<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let code = code(ctx, args.get(0))?;
    Step::value(Iter::new(ctx.mc, IterState::CodeBranches { code, at: CodeMark(BranchMark::default()) }))
}

/// The next item of one of these iterators, as Python sees it.
pub fn advance<'gc>(ctx: Ctx<'gc>, state: &mut IterState<'gc>) -> Option<Value<'gc>> {
    match state {
        IterState::CodeLines { code, at } => {
            let run = at.0.step(&code.data().linetable)?;
            Some(ctx.tuple(&[bytes_at(run.start), bytes_at(run.end), or_none(run.line)]))
        }
        IterState::CodePositions { code, at } => {
            let place = at.0.step(&code.data().linetable)?;
            Some(ctx.tuple(&[place.line, place.end_line, place.column, place.end_column].map(or_none)))
        }
        IterState::CodeBranches { code, at } => {
            let branch = at.0.step(&code.data().code)?;
            Some(ctx.tuple(&[branch.source, branch.not_taken, branch.taken].map(bytes_at)))
        }
        _ => None,
    }
}

fn or_none<'gc>(value: Option<i32>) -> Value<'gc> {
    value.map_or(Value::None, |value| Value::Int(i64::from(value)))
}

fn bytes_at<'gc>(unit: usize) -> Value<'gc> {
    Value::Int(i64::try_from(unit).map_or(i64::MAX, |unit| unit.saturating_mul(2)))
}

/// `co_lnotab`, which CPython means to remove: a warning, then the table.
///
/// # Errors
/// The warning, when the filters say so.
pub fn co_lnotab<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let own = code(ctx, object)?;
    let category = ctx.types.exceptions.DeprecationWarning;
    let warned = warn::warn_here(ctx, category, "co_lnotab is deprecated, use co_lines instead.")?;
    warned.then(ctx, [own.into()], |ctx, _, [own]| {
        let own = code(ctx, own)?;
        Step::value(Bytes::new(ctx.mc, lnotab(own.firstlineno, &own.linetable)))
    })
}
