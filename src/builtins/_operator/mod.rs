//! `_operator`: the operators as functions. Mirrors `Modules/_operator.c`.
//!
//! | module | what |
//! |---|---|
//! | [`functions`] | functions that are no operator of the language |
//! | [`getters`], [`caller`] | itemgetter and attrgetter, methodcaller |

use super::ModuleDef;
use crate::opcode::operands::{BinaryOperator, CompareOp};
use crate::runtime::Step;
use crate::runtime::def::{TypeDef, function};
use crate::types::{Class, Types};
use crate::vm::ops;

pub mod caller;
pub mod functions;
pub mod getters;

/// The module.
#[rustfmt::skip]
pub const MODULE: ModuleDef = ModuleDef {
    name: "_operator",
    doc: "Operator interface.",
    functions: &[
        function("lt", "(a, b, /)", |ctx, args| ops::compare(ctx, CompareOp::Lt, args.get(0), args.get(1))),
        function("le", "(a, b, /)", |ctx, args| ops::compare(ctx, CompareOp::Le, args.get(0), args.get(1))),
        function("eq", "(a, b, /)", |ctx, args| ops::compare(ctx, CompareOp::Eq, args.get(0), args.get(1))),
        function("ne", "(a, b, /)", |ctx, args| ops::compare(ctx, CompareOp::Ne, args.get(0), args.get(1))),
        function("gt", "(a, b, /)", |ctx, args| ops::compare(ctx, CompareOp::Gt, args.get(0), args.get(1))),
        function("ge", "(a, b, /)", |ctx, args| ops::compare(ctx, CompareOp::Ge, args.get(0), args.get(1))),
        function("add", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::Add, args.get(0), args.get(1))),
        function("sub", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::Subtract, args.get(0), args.get(1))),
        function("mul", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::Multiply, args.get(0), args.get(1))),
        function("matmul", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::MatrixMultiply, args.get(0), args.get(1))),
        function("truediv", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::TrueDivide, args.get(0), args.get(1))),
        function("floordiv", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::FloorDivide, args.get(0), args.get(1))),
        function("mod", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::Remainder, args.get(0), args.get(1))),
        function("pow", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::Power, args.get(0), args.get(1))),
        function("lshift", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::Lshift, args.get(0), args.get(1))),
        function("rshift", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::Rshift, args.get(0), args.get(1))),
        function("and_", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::And, args.get(0), args.get(1))),
        function("or_", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::Or, args.get(0), args.get(1))),
        function("xor", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::Xor, args.get(0), args.get(1))),
        function("iadd", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceAdd, args.get(0), args.get(1))),
        function("isub", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceSubtract, args.get(0), args.get(1))),
        function("imul", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceMultiply, args.get(0), args.get(1))),
        function("imatmul", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceMatrixMultiply, args.get(0), args.get(1))),
        function("itruediv", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceTrueDivide, args.get(0), args.get(1))),
        function("ifloordiv", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceFloorDivide, args.get(0), args.get(1))),
        function("imod", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceRemainder, args.get(0), args.get(1))),
        function("ipow", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplacePower, args.get(0), args.get(1))),
        function("ilshift", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceLshift, args.get(0), args.get(1))),
        function("irshift", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceRshift, args.get(0), args.get(1))),
        function("iand", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceAnd, args.get(0), args.get(1))),
        function("ior", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceOr, args.get(0), args.get(1))),
        function("ixor", "(a, b, /)", |ctx, args| ops::binary(ctx, BinaryOperator::InplaceXor, args.get(0), args.get(1))),
        function("neg", "(a, /)", |ctx, args| ops::negative(ctx, args.get(0))),
        function("pos", "(a, /)", |ctx, args| ops::positive(ctx, args.get(0))),
        function("invert", "(a, /)", |ctx, args| ops::invert(ctx, args.get(0))),
        function("inv", "(a, /)", |ctx, args| ops::invert(ctx, args.get(0))),
        function("abs", "(a, /)", |ctx, args| ops::absolute(ctx, args.get(0))),
        function("truth", "(a, /)", |ctx, args| ops::truth(ctx, args.get(0))),
        function("is_", "(a, b, /)", |_, args| Step::value(args.get(0).is(args.get(1)))),
        function("is_not", "(a, b, /)", |_, args| Step::value(!args.get(0).is(args.get(1)))),
        function("is_none", "(a, /)", |_, args| Step::value(args.get(0).is_none())),
        function("is_not_none", "(a, /)", |_, args| Step::value(!args.get(0).is_none())),
        function("not_", "(a, /)", functions::not),
        function("index", "(a, /)", |ctx, args| Step::value(ctx.index(args.get(0))?)),
        function("concat", "(a, b, /)", |ctx, args| functions::concat(ctx, args, BinaryOperator::Add)),
        function("iconcat", "(a, b, /)", |ctx, args| functions::concat(ctx, args, BinaryOperator::InplaceAdd)),
        function("contains", "(a, b, /)", |ctx, args| ops::contains(ctx, args.get(0), args.get(1))),
        function("countOf", "(a, b, /)", functions::count_of),
        function("indexOf", "(a, b, /)", functions::index_of),
        function("getitem", "(a, b, /)", |ctx, args| ops::get_item(ctx, args.get(0), args.get(1))),
        function("setitem", "(a, b, c, /)", |ctx, args| ops::set_item(ctx, args.get(0), args.get(1), args.get(2))),
        function("delitem", "(a, b, /)", |ctx, args| ops::delete_item(ctx, args.get(0), args.get(1))),
        function("length_hint", "(obj, default=0, /)", functions::length_hint),
        function("call", "(obj, /, *args, **kwargs)", functions::call),
        function("_compare_digest", "(a, b, /)", functions::compare_digest),
    ],
    init: |ctx, dict| {
        let types = &ctx.state().types;
        for class in [types.itemgetter, types.attrgetter, types.methodcaller] {
            dict.set_str(ctx.mc, class.name.get(), class.into());
        }
        Ok(())
    },
};

/// The classes with what they offer.
pub fn defs<'gc>(types: &Types<'gc>) -> Vec<(Class<'gc>, &'static TypeDef)> {
    vec![
        (types.itemgetter, &getters::ITEMGETTER),
        (types.attrgetter, &getters::ATTRGETTER),
        (types.methodcaller, &caller::DEF),
    ]
}
