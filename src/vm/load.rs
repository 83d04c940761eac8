//! From loaded code (plain data) to code objects in the arena.

use std::cell::Cell as StdCell;
use std::collections::HashMap;
use std::sync::Arc;

use gc_arena::lock::Lock;

use crate::objects::code_tables::without_columns;
use crate::objects::{Code, CodeData, CodeFlags, LocalKind};
use crate::pyc::{Const, RawCode};
use crate::runtime::{Ctx, Raise};
use crate::types::{Bytes, Complex, ComplexData, FrozenSet, Set, Slice, SliceData, Str};
use crate::value::Value;
use crate::verify::limits::NESTING;
use crate::verify::{Mark, Verified};

/// The code object of `code`, with those of its constants. Names are interned.
///
/// # Errors
/// RecursionError when the constants nest too deeply, TypeError for an
/// unhashable member of a constant set.
pub fn code_from_raw<'gc>(ctx: Ctx<'gc>, code: &Verified) -> Result<Code<'gc>, Raise<'gc>> {
    Loader { ctx, verified: code.mark(), made: HashMap::new() }.code(code.code(), 0)
}

/// As [`code_from_raw`], for code that is about to run as a module.
///
/// # Errors
/// Also SystemError when it has parameters or free variables, which nothing would bind.
pub fn module<'gc>(ctx: Ctx<'gc>, code: &Verified) -> Result<Code<'gc>, Raise<'gc>> {
    let code = code_from_raw(ctx, code)?;
    if code.data().total_args() > 0 || code.data().nfreevars() > 0 {
        let name = code.data().qualname.lossy();
        let message = format!("bad code object {name}: a module has neither parameters nor free variables");
        return Err(ctx.system_error(message));
    }
    Ok(code)
}

/// As [`code_from_raw`], for code that nobody has looked at yet.
///
/// # Errors
/// Also SystemError with the verifier's message.
pub fn verify_and_load<'gc>(ctx: Ctx<'gc>, raw: Arc<RawCode>) -> Result<Code<'gc>, Raise<'gc>> {
    let verified = Verified::new(raw).map_err(|error| ctx.system_error(format!("bad code object {error}")))?;
    code_from_raw(ctx, &verified)
}

/// The value of a constant. Code objects in it are verified at their first call.
///
/// # Errors
/// As [`code_from_raw`].
pub fn value<'gc>(ctx: Ctx<'gc>, constant: &Const, depth: usize) -> Result<Value<'gc>, Raise<'gc>> {
    Loader { ctx, verified: Mark::UNVERIFIED, made: HashMap::new() }.value(constant, depth)
}

struct Loader<'gc> {
    ctx: Ctx<'gc>,
    verified: Mark,
    /// What has been made. Files share code objects by reference: each becomes one object, however often it is found.
    made: HashMap<*const RawCode, Code<'gc>>,
}

impl<'gc> Loader<'gc> {
    fn code(&mut self, raw: &Arc<RawCode>, depth: usize) -> Result<Code<'gc>, Raise<'gc>> {
        if let Some(made) = self.made.get(&Arc::as_ptr(raw)) {
            return Ok(*made);
        }
        let ctx = self.ctx;
        let intern = |text: &rustpython_wtf8::Wtf8Buf| ctx.intern_str(Str::new(ctx.mc, text.clone()));
        let names = |list: &[rustpython_wtf8::Wtf8Buf]| {
            let values: Vec<_> = list.iter().map(|name| Value::Str(intern(name))).collect();
            crate::types::Tuple::new(ctx.mc, values)
        };
        let consts = self.values(&raw.consts, depth + 1)?;
        let code = Code::alloc(
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
                verified: self.verified,
                version: StdCell::new(0),
                program: Lock::new(None),
                shown: Lock::new(None),
            },
        );
        self.made.insert(Arc::as_ptr(raw), code);
        Ok(code)
    }

    fn values(&mut self, list: &[Const], depth: usize) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
        list.iter().map(|item| self.value(item, depth)).collect()
    }

    fn value(&mut self, constant: &Const, depth: usize) -> Result<Value<'gc>, Raise<'gc>> {
        let ctx = self.ctx;
        if depth > NESTING {
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
            Const::Tuple(items) => ctx.tuple(&self.values(items, depth + 1)?),
            Const::List(items) => ctx.list(self.values(items, depth + 1)?),
            Const::FrozenSet(items) | Const::Set(items) => {
                let table = ctx.dict();
                for item in self.values(items, depth + 1)? {
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
                    let key = self.value(key, depth + 1)?;
                    let item = self.value(item, depth + 1)?;
                    ctx.dict_set(dict, key, item)?;
                }
                Value::Dict(dict)
            }
            Const::Slice(parts) => {
                let [start, stop, step] = parts.as_ref();
                let data = SliceData {
                    start: self.value(start, depth + 1)?,
                    stop: self.value(stop, depth + 1)?,
                    step: self.value(step, depth + 1)?,
                };
                Value::Slice(Slice::alloc(ctx.mc, data))
            }
            Const::Code(raw) => self.code(raw, depth + 1)?.into(),
        })
    }
}
