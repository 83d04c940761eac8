//! The repr of objects that show how they were made: `name(repr, key=repr)`.

use gc_arena::Collect;
use rustpython_wtf8::Wtf8Buf;

use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise};
use crate::types::{Class, Dict};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::guard::{repr_enter, repr_leave};

/// The name of a class with its module in front.
pub fn full_name<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> String {
    match class.dict.get_str(ctx.names.module) {
        Some(Value::Str(module)) if !module.is_text("builtins") => {
            format!("{}.{}", module.lossy(), class.qualname.get().lossy())
        }
        _ => class.qualname.get().lossy().into_owned(),
    }
}

/// `name(args, keyword=value)`; `...` when `owner` is being shown already.
///
/// # Errors
/// What the repr of an argument raises.
pub fn call_repr<'gc>(
    ctx: Ctx<'gc>,
    owner: Value<'gc>,
    name: &str,
    args: &[Value<'gc>],
    keywords: Option<Dict<'gc>>,
) -> NativeResult<'gc> {
    if !repr_enter(ctx, owner) {
        return crate::runtime::Step::value(ctx.str("..."));
    }
    let mut parts: Vec<_> = args.iter().map(|arg| (Value::Null, *arg)).collect();
    if let Some(keywords) = keywords {
        parts.extend(keywords.to_vec().into_iter().map(|entry| (entry.key, entry.value)));
    }
    let text = Wtf8Buf::from(format!("{name}("));
    crate::methods::each::start(ctx, Parts { owner, parts, next: 0, text, begun: false })
}

#[derive(Collect)]
#[collect(no_drop)]
struct Parts<'gc> {
    owner: Value<'gc>,
    /// Keywords (or NULL) with their values.
    parts: Vec<(Value<'gc>, Value<'gc>)>,
    next: usize,
    #[collect(require_static)]
    text: Wtf8Buf,
    begun: bool,
}

impl<'gc> Parts<'gc> {
    fn go_on(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if std::mem::replace(&mut self.begun, !matches!(input, Input::Start)) {
            let shown = input.value(ctx)?;
            if self.next > 0 {
                self.text.push_str(", ");
            }
            if let Some(keyword) = self.parts.get(self.next).and_then(|(keyword, _)| keyword.as_str()) {
                self.text.push_wtf8(keyword.wtf8());
                self.text.push_str("=");
            }
            if let Some(shown) = shown.as_str() {
                self.text.push_wtf8(shown.wtf8());
            }
            self.next += 1;
        } else if matches!(input, Input::Start) && !self.parts.is_empty() {
            return Ok(crate::methods::each::breathe());
        }
        match self.parts.get(self.next) {
            Some(&(_, value)) => {
                self.begun = true;
                ops::repr(ctx, value).map(Flow::Await)
            }
            None => {
                self.text.push_str(")");
                Flow::value(ctx.str(std::mem::take(&mut self.text)))
            }
        }
    }
}

impl<'gc> Continuation<'gc> for Parts<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let flow = self.go_on(ctx, input);
        if !matches!(flow, Ok(Flow::Await(_))) {
            repr_leave(ctx, self.owner);
        }
        flow
    }
}
