//! Methods of code. Mirrors `Objects/codeobject.c`; making code objects is in
//! [`super::code_replace`].

use crate::objects::code_tables::{lines, positions};
use crate::objects::{Code, LocalKind};
use crate::opcode::{Opcode, decode};
use crate::runtime::def::{TypeDef, getter, member, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::Bytes;
use crate::value::Value;
use crate::vm::ops;

/// What code offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Create a code object.  Not for the faint of heart."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", super::code_replace::new),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__hash__", "(self, /)", hash).doc("Return hash(self)."),
        slot("__eq__", "(self, value, /)", eq).doc("Return self==value."),
        slot("__ne__", "(self, value, /)", ne).doc("Return self!=value."),
        method("co_lines", "(self, /)", co_lines),
        method("co_positions", "(self, /)", co_positions),
        method("co_branches", "(self, /)", co_branches),
        method("replace", "(self, /, **changes)", super::code_replace::replace)
            .doc("Return a copy of the code object with new values for the specified fields."),
        method("__replace__", "(self, /, **changes)", super::code_replace::replace).doc("The same as replace()."),
        method("_varname_from_oparg", "(self, /, oparg)", varname)
            .doc("(internal-only) Return the local variable name for the given oparg."),
    ],
    attributes: &[
        member("co_argcount", argcount),
        member("co_posonlyargcount", posonlyargcount),
        member("co_kwonlyargcount", kwonlyargcount),
        member("co_stacksize", stacksize),
        member("co_flags", flags),
        member("co_nlocals", nlocals),
        member("co_firstlineno", firstlineno),
        member("co_consts", consts),
        member("co_names", names),
        member("co_filename", filename),
        member("co_name", name),
        member("co_qualname", qualname),
        member("co_linetable", linetable),
        member("co_exceptiontable", exceptiontable),
        getter("co_varnames", varnames),
        getter("co_cellvars", cellvars),
        getter("co_freevars", freevars),
        getter("co_code", bytecode),
        getter("_co_code_adaptive", bytecode),
    ],
    absent: &[],
};

/// The receiver.
///
/// # Errors
/// SystemError for anything but a code object.
pub fn code<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Code<'gc>, Raise<'gc>> {
    value.as_code().ok_or_else(|| ctx.internal_error("receiver is not a code object"))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let mut out = rustpython_wtf8::Wtf8Buf::from_string("<code object ".to_owned());
    out.push_wtf8(own.name.wtf8());
    out.push_str(&format!(" at {:#x}, file \"", own.address()));
    out.push_wtf8(own.filename.wtf8());
    out.push_str(&format!("\", line {}>", if own.firstlineno == 0 { -1 } else { own.firstlineno }));
    Step::value(ctx.str(out))
}

/// Equality of constants: of the same type, and floats bit by bit.
fn same_constant<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>, depth: usize) -> Result<bool, Raise<'gc>> {
    if depth > 100 {
        return Err(ctx.recursion_error("maximum recursion depth exceeded in comparison"));
    }
    if a.is(b) {
        return Ok(true);
    }
    if !ctx.class_of(a).is(ctx.class_of(b)) {
        return Ok(false);
    }
    Ok(match (a, b) {
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Complex(a), Value::Complex(b)) => {
            a.data().re.to_bits() == b.data().re.to_bits() && a.data().im.to_bits() == b.data().im.to_bits()
        }
        (Value::Tuple(a), Value::Tuple(b)) => {
            let (a, b) = (a.as_slice(), b.as_slice());
            if a.len() != b.len() {
                return Ok(false);
            }
            for (&a, &b) in a.iter().zip(b) {
                if !same_constant(ctx, a, b, depth + 1)? {
                    return Ok(false);
                }
            }
            true
        }
        (Value::Slice(a), Value::Slice(b)) => {
            same_constant(ctx, a.start, b.start, depth + 1)?
                && same_constant(ctx, a.stop, b.stop, depth + 1)?
                && same_constant(ctx, a.step, b.step, depth + 1)?
        }
        (Value::Code(a), Value::Code(b)) => same_code(ctx, a, b, depth + 1)?,
        (a, b) => ctx.same_or_equal(a, b)?,
    })
}

fn same_code<'gc>(ctx: Ctx<'gc>, a: Code<'gc>, b: Code<'gc>, depth: usize) -> Result<bool, Raise<'gc>> {
    if a.is(b) {
        return Ok(true);
    }
    let plain = a.name.same_text(b.name)
        && a.argcount == b.argcount
        && a.posonlyargcount == b.posonlyargcount
        && a.kwonlyargcount == b.kwonlyargcount
        && a.flags == b.flags
        && a.firstlineno == b.firstlineno
        && a.code == b.code
        && a.linetable == b.linetable
        && a.exceptiontable == b.exceptiontable;
    Ok(plain
        && same_constant(ctx, a.names.into(), b.names.into(), depth)?
        && same_constant(ctx, a.localsplusnames.into(), b.localsplusnames.into(), depth)?
        && same_constant(ctx, a.consts.into(), b.consts.into(), depth)?)
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::Code(other) = args.get(1) else { return Step::value(Value::NotImplemented) };
    Step::value(same_code(ctx, code(ctx, args.get(0))?, other, 0)?)
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::Code(other) = args.get(1) else { return Step::value(Value::NotImplemented) };
    Step::value(!same_code(ctx, code(ctx, args.get(0))?, other, 0)?)
}

/// Of what equality compares; constants by their types and number alone, as
/// their own hashes may differ where the code is the same (a NaN).
fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let mut hashes = vec![
        own.name.hash(),
        i64::from(own.argcount),
        i64::from(own.posonlyargcount),
        i64::from(own.kwonlyargcount),
        i64::from(own.flags.bits()),
        i64::from(own.firstlineno),
        crate::types::hash_bytes(&own.code),
        crate::types::hash_bytes(&own.linetable),
        crate::types::hash_bytes(&own.exceptiontable),
        i64::try_from(own.consts.as_slice().len()).unwrap_or(0),
    ];
    for name in own.names.as_slice().iter().chain(own.localsplusnames.as_slice()) {
        hashes.push(name.as_str().map_or(0, |name| name.hash()));
    }
    Step::value(crate::num::hash::hash_tuple(hashes))
}

fn or_none<'gc>(value: Option<i32>) -> Value<'gc> {
    value.map_or(Value::None, |value| Value::Int(i64::from(value)))
}

fn bytes_at<'gc>(unit: usize) -> Value<'gc> {
    Value::Int(i64::try_from(unit).map_or(i64::MAX, |unit| unit.saturating_mul(2)))
}

fn co_lines<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let ranges = lines(own.firstlineno, &own.linetable)
        .map(|range| ctx.tuple(&[bytes_at(range.start), bytes_at(range.end), or_none(range.line)]))
        .collect();
    ops::iter(ctx, ctx.list(ranges))
}

fn co_positions<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let places = positions(own.firstlineno, &own.linetable)
        .map(|place| {
            ctx.tuple(&[or_none(place.line), or_none(place.end_line), or_none(place.column), or_none(place.end_column)])
        })
        .collect();
    ops::iter(ctx, ctx.list(places))
}

/// The conditional jumps: (instruction, where it goes on, where it goes else), in bytes.
fn co_branches<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let mut branches = Vec::new();
    for instr in decode(&own.code).map_while(Result::ok) {
        let next = instr.end();
        let arg = usize::try_from(instr.oparg).unwrap_or(usize::MAX / 4);
        let branch = match instr.opcode {
            // Behind the jump is a NOT_TAKEN.
            Opcode::PopJumpIfFalse | Opcode::PopJumpIfTrue | Opcode::PopJumpIfNone | Opcode::PopJumpIfNotNone => {
                (instr.offset, next + 1, next + arg)
            }
            // The loop ends behind END_FOR and POP_ITER.
            Opcode::ForIter => (instr.offset, next, next + arg + 2),
            Opcode::EndAsyncFor => {
                let source = next.saturating_sub(arg);
                (source, source + 2, next)
            }
            _ => continue,
        };
        branches.push(ctx.tuple(&[bytes_at(branch.0), bytes_at(branch.1), bytes_at(branch.2)]));
    }
    ops::iter(ctx, ctx.list(branches))
}

fn varname<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let own = code(ctx, args.get(0))?;
    let index = ctx.index_i64(args.get(1))?;
    match usize::try_from(index).ok().and_then(|index| own.local_name(index)) {
        Some(name) => Step::value(name),
        None => Err(ctx.index_error("tuple index out of range")),
    }
}

macro_rules! counts {
    ($($getter:ident: $field:ident;)*) => {
        $(fn $getter<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
            Step::value(i64::from(code(ctx, object)?.$field))
        })*
    };
}

counts! {
    argcount: argcount; posonlyargcount: posonlyargcount; kwonlyargcount: kwonlyargcount; stacksize: stacksize;
    firstlineno: firstlineno;
}

macro_rules! objects {
    ($($getter:ident: $field:ident;)*) => {
        $(fn $getter<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
            Step::value(code(ctx, object)?.$field)
        })*
    };
}

objects! { consts: consts; names: names; filename: filename; name: name; qualname: qualname; }

fn flags<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(i64::from(code(ctx, object)?.flags.bits()))
}

fn nlocals<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    let own = code(ctx, object)?;
    Step::value(i64::try_from(own.locals_of_kind(LocalKind::LOCAL).count()).unwrap_or(i64::MAX))
}

/// The names of the slots of a kind, as a tuple.
pub fn names_of_kind<'gc>(ctx: Ctx<'gc>, own: Code<'gc>, kind: LocalKind) -> Value<'gc> {
    ctx.tuple(&own.locals_of_kind(kind).map(|(_, name)| name.into()).collect::<Vec<_>>())
}

fn varnames<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(names_of_kind(ctx, code(ctx, object)?, LocalKind::LOCAL))
}

fn cellvars<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(names_of_kind(ctx, code(ctx, object)?, LocalKind::CELL))
}

fn freevars<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(names_of_kind(ctx, code(ctx, object)?, LocalKind::FREE))
}

fn bytecode<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(Bytes::new(ctx.mc, code(ctx, object)?.code.clone()))
}

fn linetable<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(Bytes::new(ctx.mc, code(ctx, object)?.linetable.clone()))
}

fn exceptiontable<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> NativeResult<'gc> {
    Step::value(Bytes::new(ctx.mc, code(ctx, object)?.exceptiontable.clone()))
}
