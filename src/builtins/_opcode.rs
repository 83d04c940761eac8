//! `_opcode`: facts of the instruction set, from the one table. Mirrors
//! `Modules/_opcode.c`.

use super::ModuleDef;
use crate::opcode::operands::{BinaryOperator, Intrinsic1, Intrinsic2, SpecialMethod};
use crate::opcode::{Opcode, OperandKind};
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Dict;
use crate::value::Value;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_opcode",
    doc: "Opcode support module.",
    functions: &[
        function("stack_effect", "(opcode, oparg=None, /, *, jump=None)", stack_effect),
        function("is_valid", "(opcode)", |ctx, args| Step::value(fact(ctx, args)?.is_some())),
        function("has_arg", "(opcode)", |ctx, args| has(ctx, args, |fact| fact.arg)),
        function("has_const", "(opcode)", |ctx, args| has(ctx, args, |fact| fact.constant)),
        function("has_name", "(opcode)", |ctx, args| has(ctx, args, |fact| fact.name)),
        function("has_jump", "(opcode)", |ctx, args| has(ctx, args, |fact| fact.jump)),
        function("has_free", "(opcode)", |ctx, args| has(ctx, args, |fact| fact.free)),
        function("has_local", "(opcode)", |ctx, args| has(ctx, args, |fact| fact.local)),
        function("has_exc", "(opcode)", |ctx, args| has(ctx, args, |fact| fact.handler)),
        function("get_nb_ops", "()", nb_ops),
        function("get_intrinsic1_descs", "()", |ctx, _| texts(ctx, Intrinsic1::ALL.iter().map(|i| i.text()))),
        function("get_intrinsic2_descs", "()", |ctx, _| texts(ctx, Intrinsic2::ALL.iter().map(|i| i.text()))),
        function("get_special_method_names", "()", |ctx, _| texts(ctx, SpecialMethod::ALL.iter().map(|i| i.text()))),
        function("get_specialization_stats", "()", |_, _| Step::value(())),
        function("get_executor", "(*, code, offset)", get_executor),
    ],
    init,
};

fn init<'gc>(ctx: Ctx<'gc>, dict: Dict<'gc>) -> Result<(), Raise<'gc>> {
    ctx.set_name(dict, "ENABLE_SPECIALIZATION", true);
    ctx.set_name(dict, "ENABLE_SPECIALIZATION_FT", false);
    Ok(())
}

/// What is true of an opcode, pseudo opcodes included.
#[derive(Clone, Copy, Default)]
struct Fact {
    arg: bool,
    constant: bool,
    name: bool,
    jump: bool,
    free: bool,
    local: bool,
    handler: bool,
    /// The opcode, unless it is a pseudo opcode, whose effect is fixed.
    opcode: Option<Opcode>,
    effect: i32,
}

/// Opcodes that only the compiler sees, from 256 on.
const PSEUDO: [Fact; 11] = {
    const NONE: Fact = Fact {
        arg: false,
        constant: false,
        name: false,
        jump: false,
        free: false,
        local: false,
        handler: false,
        opcode: None,
        effect: 0,
    };
    const JUMP: Fact = Fact { arg: true, jump: true, ..NONE };
    const fn local(effect: i32) -> Fact {
        Fact { arg: true, local: true, effect, ..NONE }
    }
    const fn handler(effect: i32) -> Fact {
        Fact { arg: true, handler: true, effect, ..NONE }
    }
    [NONE, JUMP, JUMP, JUMP, JUMP, local(1), NONE, handler(2), handler(1), handler(1), local(-1)]
};

fn known(number: i64) -> Option<Fact> {
    if let Ok(byte) = u8::try_from(number) {
        let opcode = Opcode::from_u8(byte)?;
        let kind = opcode.operand_kind();
        return Some(Fact {
            arg: opcode.has_arg(),
            constant: kind == OperandKind::Const,
            name: opcode.name_index(0).is_some(),
            jump: opcode.has_jump_target() && (opcode.deopt() == opcode || keeps_jump_flag(opcode)),
            // CPython counts LOAD_DEREF among the locals.
            free: kind == OperandKind::Deref && opcode != Opcode::LoadDeref,
            local: matches!(kind, OperandKind::Local | OperandKind::LocalPair) || opcode == Opcode::LoadDeref,
            handler: false,
            opcode: Some(opcode),
            effect: 0,
        });
    }
    let pseudo = usize::try_from(number).ok()?.checked_sub(256)?;
    PSEUDO.get(pseudo).copied()
}

/// Of the instrumented forms, CPython marks only these as jumps.
fn keeps_jump_flag(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::InstrumentedForIter | Opcode::InstrumentedEndAsyncFor)
}

fn fact<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> Result<Option<Fact>, Raise<'gc>> {
    Ok(known(ctx.index_i64(args.get(0))?))
}

fn has<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, test: fn(&Fact) -> bool) -> NativeResult<'gc> {
    Step::value(fact(ctx, args)?.is_some_and(|fact| test(&fact)))
}

fn stack_effect<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let found = fact(ctx, args)?;
    let oparg = match args.get(1).or(Value::None) {
        Value::None => 0,
        oparg => ctx.index_i64(oparg)?,
    };
    let jump = match args.get(2).or(Value::None) {
        Value::None | Value::False => false,
        Value::True => true,
        _ => return Err(ctx.value_error("stack_effect: jump must be False, True or None")),
    };
    let (Some(found), Ok(oparg)) = (found, u32::try_from(oparg)) else {
        return Err(ctx.value_error("invalid opcode or oparg"));
    };
    let effect = found.opcode.map_or(found.effect, |opcode| opcode.stack_effect(oparg, jump));
    Step::value(i64::from(effect))
}

fn texts<'gc>(ctx: Ctx<'gc>, texts: impl Iterator<Item = &'static str>) -> NativeResult<'gc> {
    Step::value(ctx.list(texts.map(|text| ctx.str(text)).collect()))
}

/// Pairs of CPython's name (`NB_FLOOR_DIVIDE`) and symbol.
fn nb_ops<'gc>(ctx: Ctx<'gc>, _: Args<'_, 'gc>) -> NativeResult<'gc> {
    let pairs = BinaryOperator::ALL.iter().map(|operator| {
        let mut name = String::from("NB");
        for letter in format!("{operator:?}").chars() {
            if letter.is_ascii_uppercase() {
                name.push('_');
            }
            name.push(letter.to_ascii_uppercase());
        }
        ctx.tuple(&[ctx.str(name), ctx.str(operator.text())])
    });
    Step::value(ctx.list(pairs.collect()))
}

/// There are no compiled traces.
fn get_executor<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match args.get(0) {
        Value::Code(_) => Err(ctx.runtime_error("Executors are not available in this build")),
        other => Err(ctx.type_error(format!("expected a code object, not '{}'", ctx.type_name(other)))),
    }
}
