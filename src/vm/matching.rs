//! What `match` needs of mappings and classes. Mirrors `_PyEval_MatchKeys` and
//! `_PyEval_MatchClass` of `Python/ceval.c`.

use gc_arena::Collect;

pub use super::keywords::{dict_merge, dict_update};
use super::{attributes, classes, ops};
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Class, ClassFlags, Dict, Instance, Tuple};
use crate::value::Value;

/// The values of `keys` in a mapping: a tuple, or None when one is missing.
///
/// # Errors
/// ValueError for a key given twice, or what `get` of the mapping raises.
pub fn match_keys<'gc>(ctx: Ctx<'gc>, subject: Value<'gc>, keys: Value<'gc>) -> NativeResult<'gc> {
    let Some(keys) = keys.as_tuple() else {
        return Err(ctx.internal_error("keys of a pattern are not a tuple"));
    };
    let seen = Dict::new(ctx.mc);
    let mut found = MatchKeys { subject, keys, seen, get: Value::Null, missing: Value::Null, values: Vec::new() };
    if let Value::Dict(dict) = subject {
        for &key in keys.as_slice() {
            found.check(ctx, key)?;
            match ctx.dict_get(dict, key)? {
                Some(value) => found.values.push(value),
                None => return Step::value(Value::None),
            }
        }
        return Ok(Step::Return(ctx.tuple(&found.values)));
    }
    if keys.as_slice().is_empty() {
        return Ok(Step::Return(ctx.tuple(&[])));
    }
    // An object that no mapping can hold: what `get` answers for a missing key.
    found.missing = Instance::new(ctx.mc, ctx.types.object, Value::Null).into();
    Ok(Step::run(found))
}

#[derive(Collect)]
#[collect(no_drop)]
struct MatchKeys<'gc> {
    subject: Value<'gc>,
    keys: Tuple<'gc>,
    seen: Dict<'gc>,
    get: Value<'gc>,
    missing: Value<'gc>,
    values: Vec<Value<'gc>>,
}

impl<'gc> MatchKeys<'gc> {
    fn check(&self, ctx: Ctx<'gc>, key: Value<'gc>) -> Result<(), Raise<'gc>> {
        if ctx.set_add(self.seen, key)? {
            return Ok(());
        }
        // Keys of patterns are constants and attributes: their repr runs here and now.
        let step = ops::repr(ctx, key)?;
        let shown = ctx.reenter(step)?;
        let shown = shown.as_str().map(|text| text.lossy().into_owned()).unwrap_or_default();
        Err(ctx.value_error(format!("mapping pattern checks duplicate key ({shown})")))
    }
}

impl<'gc> Continuation<'gc> for MatchKeys<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match input {
            Input::Start => {
                let get = ctx.intern("get");
                return Ok(Flow::Await(attributes::get(ctx, self.subject, get)?));
            }
            _ if self.get.is_null() => self.get = input.value(ctx)?,
            _ => {
                let value = input.value(ctx)?;
                if value.is(self.missing) {
                    return Flow::value(Value::None);
                }
                self.values.push(value);
            }
        }
        match self.keys.as_slice().get(self.values.len()) {
            Some(&key) => {
                self.check(ctx, key)?;
                Ok(Flow::Await(Step::call(self.get, &[key, self.missing])))
            }
            None => Flow::value(ctx.tuple(&self.values)),
        }
    }
}

/// `case Class(..)`: a tuple of the `count` positional sub-subjects and those
/// of the attributes `names`, or None when the subject does not match.
///
/// # Errors
/// TypeError for what is not a class or has no such sub-patterns, or what the
/// attributes raise.
pub fn match_class<'gc>(
    ctx: Ctx<'gc>,
    subject: Value<'gc>,
    class: Value<'gc>,
    count: usize,
    names: Value<'gc>,
) -> NativeResult<'gc> {
    let Value::Class(_) = class else {
        return Err(ctx.type_error("called match pattern must be a class"));
    };
    let count = Value::Int(i64::try_from(count).unwrap_or(i64::MAX));
    classes::is_instance(ctx, subject, class)?.then(
        ctx,
        [subject, class, count, names],
        |ctx, is_instance, [subject, class, count, names]| {
            if !matches!(is_instance, Value::True) {
                return Step::value(Value::None);
            }
            if count.as_i64() == Some(0) {
                return sub_subjects(ctx, subject, class, Value::Null, count, names);
            }
            attributes::get_optional(ctx, class, ctx.names.match_args)?.then(
                ctx,
                [subject, class, count, names],
                |ctx, args, [subject, class, count, names]| sub_subjects(ctx, subject, class, args, count, names),
            )
        },
    )
}

/// Once `__match_args__` is known (NULL when there is none).
fn sub_subjects<'gc>(
    ctx: Ctx<'gc>,
    subject: Value<'gc>,
    class: Value<'gc>,
    match_args: Value<'gc>,
    count: Value<'gc>,
    names: Value<'gc>,
) -> NativeResult<'gc> {
    let (Some(class), Some(names)) = (class.as_class(), names.as_tuple()) else {
        return Err(ctx.internal_error("match of a class without a class"));
    };
    let count = count.as_i64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
    let mut found = MatchClass { subject, class, names: Vec::new(), next: 0, values: Vec::new() };
    if count > 0 {
        let itself = match_args.is_null() && class.mro_iter().any(|base| base.has(ClassFlags::MATCH_SELF));
        let args = match match_args {
            Value::Null => &[][..],
            Value::Tuple(args) => args.as_slice(),
            other => {
                let (name, got) = (class.name.get().lossy(), ctx.type_name(other));
                return Err(ctx.type_error(format!("{name}.__match_args__ must be a tuple (got {got})")));
            }
        };
        let allowed = if itself { 1 } else { args.len() };
        if count > allowed {
            return Err(ctx.type_error(format!(
                "{}() accepts {allowed} positional sub-pattern{} ({count} given)",
                class.name.get().lossy(),
                if allowed == 1 { "" } else { "s" }
            )));
        }
        if itself {
            found.values.push(subject);
        } else {
            found.names.extend(args.iter().take(count));
        }
    }
    found.names.extend(names.as_slice());
    crate::methods::each::start(ctx, found)
}

#[derive(Collect)]
#[collect(no_drop)]
struct MatchClass<'gc> {
    subject: Value<'gc>,
    class: Class<'gc>,
    /// The attributes to get, in order.
    names: Vec<Value<'gc>>,
    #[collect(require_static)]
    next: usize,
    values: Vec<Value<'gc>>,
}

impl<'gc> Continuation<'gc> for MatchClass<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut answer = match input {
            Input::Start => None,
            _ => Some(input.value(ctx)?),
        };
        loop {
            match answer.take() {
                Some(Value::Null) => return Flow::value(Value::None),
                Some(value) => {
                    self.values.push(value);
                    self.next += 1;
                }
                None => {}
            }
            let (seen, rest) = self.names.split_at(self.next.min(self.names.len()));
            let name = match rest.first() {
                None => return Flow::value(ctx.tuple(&self.values)),
                Some(Value::Str(name)) => *name,
                Some(&other) => {
                    let got = ctx.type_name(other);
                    return Err(ctx.type_error(format!("__match_args__ elements must be strings (got {got})")));
                }
            };
            if seen.iter().any(|other| matches!(other, Value::Str(other) if other.same_text(name))) {
                return Err(ctx.type_error(format!(
                    "{}() got multiple sub-patterns for attribute {}",
                    self.class.name.get().lossy(),
                    crate::text::repr::str_repr(name.wtf8())
                )));
            }
            match attributes::get_optional(ctx, self.subject, ctx.intern_str(name))? {
                Step::Return(value) => answer = Some(value),
                step => return Ok(Flow::Await(step)),
            }
        }
    }
}
