//! From loaded code (plain data) to code objects in the arena.

use std::cell::Cell as StdCell;
use std::sync::Arc;

use gc_arena::lock::Lock;

use crate::objects::code_tables::without_columns;
use crate::objects::{Code, CodeData, CodeFlags, LocalKind};
use crate::pyc::{Const, RawCode};
use crate::runtime::{Ctx, Raise};
use crate::types::{Bytes, Complex, ComplexData, FrozenSet, Set, Slice, SliceData, Str};
use crate::value::Value;

/// The code object of `raw`, with those of its constants. Names are interned.
///
/// # Errors
/// RecursionError when the constants nest too deeply, TypeError for an
/// unhashable member of a constant set.
pub fn code_from_raw<'gc>(ctx: Ctx<'gc>, raw: &Arc<RawCode>) -> Result<Code<'gc>, Raise<'gc>> {
    code_at(ctx, raw, 0)
}

/// Constants nest no deeper; the readers allow less.
const MAX_DEPTH: usize = 1000;

fn code_at<'gc>(ctx: Ctx<'gc>, raw: &RawCode, depth: usize) -> Result<Code<'gc>, Raise<'gc>> {
    let intern = |text: &rustpython_wtf8::Wtf8Buf| ctx.intern_str(Str::new(ctx.mc, text.clone()));
    let names = |list: &[rustpython_wtf8::Wtf8Buf]| {
        let values: Vec<_> = list.iter().map(|name| Value::Str(intern(name))).collect();
        crate::types::Tuple::new(ctx.mc, values)
    };
    let consts = values(ctx, &raw.consts, depth + 1)?;
    Ok(Code::alloc(
        ctx.mc,
        CodeData {
            argcount: raw.argcount,
            posonlyargcount: raw.posonlyargcount,
            kwonlyargcount: raw.kwonlyargcount,
            stacksize: raw.stacksize.max(1),
            flags: CodeFlags::from_bits_retain(raw.flags),
            code: raw.code.clone(),
            consts: crate::types::Tuple::new(ctx.mc, consts),
            names: names(&raw.names),
            localsplusnames: names(&raw.localsplusnames),
            localspluskinds: raw.localspluskinds.iter().map(|&bits| LocalKind::from_bits_retain(bits)).collect(),
            filename: intern(&raw.filename),
            name: intern(&raw.name),
            qualname: intern(&raw.qualname),
            firstlineno: raw.firstlineno,
            linetable: if ctx.config.no_debug_ranges {
                without_columns(&raw.linetable).into()
            } else {
                raw.linetable.clone()
            },
            exceptiontable: raw.exceptiontable.clone(),
            version: StdCell::new(0),
            program: Lock::new(None),
            shown: Lock::new(None),
        },
    ))
}

fn values<'gc>(ctx: Ctx<'gc>, list: &[Const], depth: usize) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
    list.iter().map(|item| value(ctx, item, depth)).collect()
}

/// The value of a constant.
///
/// # Errors
/// As [`code_from_raw`].
pub fn value<'gc>(ctx: Ctx<'gc>, constant: &Const, depth: usize) -> Result<Value<'gc>, Raise<'gc>> {
    if depth > MAX_DEPTH {
        return Err(ctx.recursion_error("constants are nested too deeply"));
    }
    Ok(match constant {
        Const::None => Value::None,
        Const::True => Value::True,
        Const::False => Value::False,
        Const::Ellipsis => Value::Ellipsis,
        Const::StopIteration => ctx.types.exceptions.StopIteration.into(),
        Const::Int(int) => ctx.int(int.clone()),
        Const::Float(float) => Value::float(*float),
        Const::Complex(re, im) => Value::Complex(Complex::alloc(ctx.mc, ComplexData { re: *re, im: *im })),
        Const::Str(text) => {
            let string = Str::new(ctx.mc, text.clone());
            let identifier = text.as_bytes().iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            Value::Str(if identifier { ctx.intern_str(string) } else { string })
        }
        Const::Bytes(bytes) => Value::Bytes(Bytes::new(ctx.mc, bytes.clone())),
        Const::Tuple(items) => ctx.tuple(&values(ctx, items, depth + 1)?),
        Const::List(items) => ctx.list(values(ctx, items, depth + 1)?),
        Const::FrozenSet(items) | Const::Set(items) => {
            let table = ctx.dict();
            for item in values(ctx, items, depth + 1)? {
                ctx.set_add(table, item)?;
            }
            match constant {
                Const::Set(_) => Value::Set(Set::new(ctx.mc, table)),
                _ => Value::FrozenSet(FrozenSet::new(ctx.mc, table)),
            }
        }
        Const::Dict(entries) => {
            let dict = ctx.dict();
            for (key, item) in entries.iter() {
                let key = value(ctx, key, depth + 1)?;
                let item = value(ctx, item, depth + 1)?;
                ctx.dict_set(dict, key, item)?;
            }
            Value::Dict(dict)
        }
        Const::Slice(parts) => {
            let [start, stop, step] = parts.as_ref();
            let data = SliceData {
                start: value(ctx, start, depth + 1)?,
                stop: value(ctx, stop, depth + 1)?,
                step: value(ctx, step, depth + 1)?,
            };
            Value::Slice(Slice::alloc(ctx.mc, data))
        }
        Const::Code(raw) => code_at(ctx, raw, depth + 1)?.into(),
    })
}
