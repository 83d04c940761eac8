//! `Pattern.sub` and `Pattern.subn`.

use gc_arena::Collect;

use super::collect::limit;
use super::engine::{Walk, make_match};
use super::pattern::this;
use super::place;
use super::subject::{Subject, is_text};
use super::template::{compile, fill, join, pieces};
use crate::methods::each::{BATCH, breathe};
use crate::methods::support::count;
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::List;
use crate::value::Value;
use crate::vm::attributes::annotations::is_callable;

/// `Pattern.sub`, or `Pattern.subn`, which tells the number of replacements.
///
/// # Errors
/// TypeError when the string does not fit the pattern, or what the
/// replacement raises.
pub fn start<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, counted: bool) -> NativeResult<'gc> {
    let (pattern, by, string) = (this(ctx, args.get(0))?, args.get(1), args.get(2));
    let most = place(ctx, args.get(3), 0)?;
    let rest = [pattern.into(), string, Value::Int(most), Value::bool(counted)];
    if is_callable(ctx, by) || is_literal(ctx, by) {
        return go(ctx, by, rest);
    }
    compile(ctx, pattern, by)?.then(ctx, rest, |ctx, made, rest| match made {
        Value::Replacement(template) if template.parts.is_empty() => go(ctx, template.literal, rest),
        made => go(ctx, made, rest),
    })
}

/// Whether a replacement stands for itself.
fn is_literal<'gc>(ctx: Ctx<'gc>, by: Value<'gc>) -> bool {
    match Subject::try_of(ctx, by) {
        Some(Subject::Text(text)) => !text.wtf8().as_bytes().contains(&b'\\'),
        Some(Subject::Bytes(bytes)) => !bytes.as_slice().contains(&b'\\'),
        None => false,
    }
}

fn go<'gc>(ctx: Ctx<'gc>, by: Value<'gc>, rest: [Value<'gc>; 4]) -> NativeResult<'gc> {
    let [pattern, string, most, counted] = rest;
    let walk = Walk::new(ctx, this(ctx, pattern)?, string, 0, i64::MAX)?;
    let callable = !matches!(by, Value::Replacement(_)) && is_callable(ctx, by);
    let replace = Replace {
        walk,
        by,
        callable,
        out: List::new(ctx.mc, Vec::new()),
        last: 0,
        left: limit(most.as_i64().unwrap_or(0)),
        done: 0,
        counted: counted.as_bool().unwrap_or(false),
    };
    Step::start(ctx, replace)
}

#[derive(Collect)]
#[collect(no_drop)]
struct Replace<'gc> {
    walk: Walk<'gc>,
    /// A template, a callable, or what every match is replaced by.
    by: Value<'gc>,
    callable: bool,
    out: List<'gc>,
    /// The end of the last match, how many are still wanted, how many there were.
    #[collect(require_static)]
    last: usize,
    #[collect(require_static)]
    left: u64,
    #[collect(require_static)]
    done: usize,
    counted: bool,
}

impl<'gc> Replace<'gc> {
    fn end(&self, ctx: Ctx<'gc>, subject: Subject<'gc>) -> NativeResult<'gc> {
        if self.last < subject.len() {
            self.out.push(ctx.mc, subject.part(ctx, (self.last, subject.len())));
        }
        let joined = if self.done == 0 { Step::Return(subject.value()) } else { join(ctx, subject, self.out)? };
        if !self.counted {
            return Ok(joined);
        }
        joined.then(ctx, [count(self.done)], |ctx, joined, [done]| Step::value(ctx.tuple(&[joined, done])))
    }
}

impl<'gc> Continuation<'gc> for Replace<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match input {
            // After a pause the value is NULL, after a call its result.
            Input::Start | Input::Value(Value::Null | Value::None) => {}
            input => self.out.push(ctx.mc, input.value(ctx)?),
        }
        let subject = self.walk.subject(ctx)?;
        for _ in 0..BATCH {
            let found = if self.left > 0 { self.walk.step(subject) } else { None };
            let Some(found) = found else { return Ok(Flow::Done(self.end(ctx, subject)?)) };
            let (start, end) = found.span;
            if self.last < start {
                self.out.push(ctx.mc, subject.part(ctx, (self.last, start)));
            }
            (self.last, self.left, self.done) = (end, self.left - 1, self.done + 1);
            match self.by {
                Value::Replacement(template) => {
                    let found = make_match(ctx, self.walk.pattern, self.walk.string, self.walk.bounds, found);
                    if Some(matches!(subject, Subject::Text(_))) != is_text(template.literal) {
                        return Ok(Flow::Await(fill(ctx, template, found)?));
                    }
                    for piece in pieces(ctx, template, found)? {
                        self.out.push(ctx.mc, piece);
                    }
                }
                by if self.callable => {
                    let found = make_match(ctx, self.walk.pattern, self.walk.string, self.walk.bounds, found);
                    return Ok(Flow::Await(Step::call(by, &[found.into()])));
                }
                by => self.out.push(ctx.mc, by),
            }
        }
        Ok(breathe())
    }
}
