//! `Pattern.findall` and `Pattern.split`.

use gc_arena::Collect;

use super::engine::{Found, Walk};
use super::pattern::this;
use super::place;
use super::subject::Subject;
use crate::methods::each::{BATCH, breathe};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::List;
use crate::value::Value;

/// `Pattern.findall`.
///
/// # Errors
/// TypeError when the string does not fit the pattern.
pub fn find_all<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (pos, endpos) = (place(ctx, args.get(2), 0)?, place(ctx, args.get(3), i64::MAX)?);
    let walk = Walk::new(ctx, this(ctx, args.get(0))?, args.get(1), pos, endpos)?;
    Step::start(ctx, FindAll { walk, out: List::new(ctx.mc, Vec::new()) })
}

#[derive(Collect)]
#[collect(no_drop)]
struct FindAll<'gc> {
    walk: Walk<'gc>,
    out: List<'gc>,
}

/// What findall gives for a match: the only group, all groups, or the whole
/// match when there are none.
fn item<'gc>(ctx: Ctx<'gc>, subject: Subject<'gc>, found: &Found) -> Value<'gc> {
    let text = |span: &Option<_>| span.map_or_else(|| subject.empty(ctx), |span| subject.part(ctx, span));
    match found.groups.as_slice() {
        [] => subject.part(ctx, found.span),
        [only] => text(only),
        groups => ctx.tuple(&groups.iter().map(text).collect::<Vec<_>>()),
    }
}

impl<'gc> Continuation<'gc> for FindAll<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, _: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let subject = self.walk.subject(ctx)?;
        for _ in 0..BATCH {
            match self.walk.step(subject) {
                Some(found) => self.out.push(ctx.mc, item(ctx, subject, &found)),
                None => return Flow::value(self.out),
            }
        }
        Ok(breathe())
    }
}

/// `Pattern.split`.
///
/// # Errors
/// TypeError when the string does not fit the pattern.
pub fn split<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let most = place(ctx, args.get(2), 0)?;
    let walk = Walk::new(ctx, this(ctx, args.get(0))?, args.get(1), 0, i64::MAX)?;
    Step::start(ctx, Split { walk, out: List::new(ctx.mc, Vec::new()), last: 0, left: limit(most) })
}

/// How many matches are wanted: none that can be counted for zero.
pub fn limit(most: i64) -> u64 {
    match u64::try_from(most) {
        Ok(0) => u64::MAX,
        Ok(most) => most,
        Err(_) => 0,
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct Split<'gc> {
    walk: Walk<'gc>,
    out: List<'gc>,
    #[collect(require_static)]
    last: usize,
    #[collect(require_static)]
    left: u64,
}

impl<'gc> Continuation<'gc> for Split<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, _: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let subject = self.walk.subject(ctx)?;
        for _ in 0..BATCH {
            let found = if self.left > 0 { self.walk.step(subject) } else { None };
            let Some(found) = found else {
                self.out.push(ctx.mc, subject.part(ctx, (self.last, subject.len())));
                return Flow::value(self.out);
            };
            self.out.push(ctx.mc, subject.part(ctx, (self.last, found.span.0)));
            for group in found.groups {
                self.out.push(ctx.mc, group.map_or(Value::None, |span| subject.part(ctx, span)));
            }
            self.last = found.span.1;
            self.left -= 1;
        }
        Ok(breathe())
    }
}
