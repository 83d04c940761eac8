//! `str.translate` and `str.maketrans`.

use gc_arena::Collect;
use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::args::{only_char, result, text, this};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::Str;
use crate::value::Value;
use crate::vm::ops;

/// `str.translate(table)`.
///
/// # Errors
/// TypeError or ValueError for what the table holds, or what asking it raises.
pub fn translate<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let text = this(ctx, &args)?;
    Step::start(ctx, Translate { text, table: args.get(1), offset: 0, out: Wtf8Buf::with_capacity(text.wtf8().len()) })
}

#[derive(Collect)]
#[collect(no_drop)]
struct Translate<'gc> {
    text: Str<'gc>,
    table: Value<'gc>,
    /// Where the character stands that is being translated.
    #[collect(require_static)]
    offset: usize,
    #[collect(require_static)]
    out: Wtf8Buf,
}

impl<'gc> Translate<'gc> {
    fn current(&self) -> Option<CodePoint> {
        self.text.wtf8().get(self.offset..).and_then(|rest| rest.code_points().next())
    }

    fn push(&mut self, ctx: Ctx<'gc>, c: CodePoint, found: Option<Value<'gc>>) -> Result<(), Raise<'gc>> {
        self.offset += c.len_wtf8();
        match found {
            None => self.out.push(c),
            Some(Value::None) => {}
            Some(value) => {
                if let Some(text) = value.as_str() {
                    self.out.push_wtf8(text.wtf8());
                } else if let Some(code) = value.as_int() {
                    let code = code.to_i64().and_then(|code| u32::try_from(code).ok()).and_then(CodePoint::from_u32);
                    let c = code.ok_or_else(|| ctx.value_error("character mapping must be in range(0x110000)"))?;
                    self.out.push(c);
                } else {
                    return Err(ctx.type_error("character mapping must return integer, None or str"));
                }
            }
        }
        Ok(())
    }
}

impl<'gc> Continuation<'gc> for Translate<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let missing = |raise: Raise<'gc>| ctx.is_raised(raise, ctx.types.exceptions.LookupError);
        if !matches!(input, Input::Start)
            && let Some(c) = self.current()
        {
            match input {
                Input::Raise(raise) if missing(raise) => self.push(ctx, c, None)?,
                input => {
                    let found = input.value(ctx)?;
                    self.push(ctx, c, Some(found))?;
                }
            }
        }
        while let Some(c) = self.current() {
            let key = Value::Int(i64::from(c.to_u32()));
            let found = match self.table {
                Value::Dict(dict) => ctx.dict_get(dict, key)?,
                table => match ops::get_item(ctx, table, key) {
                    Ok(Step::Return(value)) => Some(value),
                    Ok(step) => return Ok(Flow::Await(step)),
                    Err(raise) if missing(raise) => None,
                    Err(raise) => return Err(raise),
                },
            };
            self.push(ctx, c, found)?;
        }
        Flow::value(result(ctx, std::mem::take(&mut self.out)))
    }
}

fn code<'gc>(c: CodePoint) -> Value<'gc> {
    Value::Int(i64::from(c.to_u32()))
}

/// `str.maketrans(x, y, z)`.
///
/// # Errors
/// TypeError or ValueError for arguments that do not fit.
pub fn maketrans<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let table = ctx.dict();
    let Some(to) = args.opt(1) else {
        let Value::Dict(dict) = args.get(0) else {
            return Err(ctx.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let entries: Vec<_> = dict.borrow().iter().collect();
        for entry in entries {
            let key = match entry.key {
                key if key.as_int().is_some() => key,
                key => {
                    let text = key
                        .as_str()
                        .ok_or_else(|| ctx.type_error("keys in translate table must be strings or integers"))?;
                    let c = only_char(text)
                        .ok_or_else(|| ctx.value_error("string keys in translate table must be of length 1"))?;
                    code(c)
                }
            };
            ctx.dict_set(table, key, entry.value)?;
        }
        return Step::value(table);
    };
    let to = text(ctx, to, "maketrans", "argument 2")?;
    let gone = args.opt(2).map(|value| text(ctx, value, "maketrans", "argument 3")).transpose()?;
    let Some(from) = args.get(0).as_str() else {
        return Err(ctx.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    if from.len() != to.len() {
        return Err(ctx.value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in from.wtf8().code_points().zip(to.wtf8().code_points()) {
        ctx.dict_set(table, code(from), code(to))?;
    }
    for c in gone.into_iter().flat_map(|gone| gone.wtf8().code_points()) {
        ctx.dict_set(table, code(c), Value::None)?;
    }
    Step::value(table)
}
