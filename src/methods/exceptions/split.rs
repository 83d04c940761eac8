//! Splitting of exception groups: by class, by a function of the program or by
//! identity. The parts are made by the `derive` methods of the groups, which
//! may be Python code, so this is a continuation that walks the tree.

use gc_arena::Collect;
use rustc_hash::FxHashSet;

use super::groups;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Exception, List};
use crate::value::Value;
use crate::vm::{attributes, ops, raise};

/// Which exceptions belong to the matching part.
#[derive(Collect)]
#[collect(no_drop)]
pub enum Wanted<'gc> {
    /// Those of a class, or of one of a tuple of classes.
    Class(Value<'gc>),
    /// Those for which a callable answers with something true.
    Predicate(Value<'gc>),
    /// These very ones.
    Leaves(Leaves<'gc>),
}

/// Exceptions by identity.
#[derive(Collect)]
#[collect(no_drop)]
pub struct Leaves<'gc> {
    /// Kept, so that no address is used again.
    exceptions: Vec<Value<'gc>>,
    #[collect(require_static)]
    addresses: FxHashSet<usize>,
}

/// Which parts are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The matching one: the answer is it, or None.
    Matched,
    /// Both: the answer is the tuple (match, rest).
    Both,
}

impl<'gc> Wanted<'gc> {
    /// Exactly these exceptions.
    pub fn leaves(exceptions: Vec<Value<'gc>>) -> Self {
        let addresses = exceptions.iter().filter_map(|value| value.address()).collect();
        Self::Leaves(Leaves { exceptions, addresses })
    }

    /// What the argument of `split` and `subgroup` means.
    ///
    /// # Errors
    /// TypeError when it means nothing.
    pub fn from_argument(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Self, Raise<'gc>> {
        let base = ctx.types.exceptions.BaseException;
        let fits = |value: &Value<'gc>| value.as_class().is_some_and(|class| class.is_subclass(base));
        match value {
            Value::Class(_) if fits(&value) => Ok(Self::Class(value)),
            Value::Tuple(classes) if classes.as_slice().iter().all(fits) => Ok(Self::Class(value)),
            Value::Function(_) | Value::Builtin(_) | Value::Method(_) => Ok(Self::Predicate(value)),
            Value::Class(_) => Err(bad_argument(ctx)),
            _ if ctx.lookup_special(value, ctx.names.call).is_some() => Ok(Self::Predicate(value)),
            _ => Err(bad_argument(ctx)),
        }
    }
}

fn bad_argument<'gc>(ctx: Ctx<'gc>) -> Raise<'gc> {
    ctx.type_error("expected an exception type, a tuple of exception types, or a callable (other than a class)")
}

/// Splits `group`.
///
/// # Errors
/// What a predicate or a `derive` method raises.
pub fn split<'gc>(ctx: Ctx<'gc>, group: Exception<'gc>, wanted: Wanted<'gc>, keep: Keep) -> NativeResult<'gc> {
    let walk = Walk {
        wanted,
        keep,
        at: At::Ready,
        current: Some(group.into()),
        open: Vec::new(),
        matched: Value::None,
        rest: Value::None,
    };
    let _ = ctx;
    Ok(Step::run(walk))
}

/// A group whose members are being looked at.
#[derive(Collect)]
#[collect(no_drop)]
struct Open<'gc> {
    group: Exception<'gc>,
    next: usize,
    matched: Vec<Value<'gc>>,
    rest: Vec<Value<'gc>>,
    /// The derived group of the matching members, None when there are none;
    /// NULL until it is made.
    part: Value<'gc>,
}

/// What the walk waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Ready,
    Predicate,
    Truth,
    Matched,
    Rest,
}

#[derive(Collect)]
#[collect(no_drop)]
struct Walk<'gc> {
    wanted: Wanted<'gc>,
    #[collect(require_static)]
    keep: Keep,
    #[collect(require_static)]
    at: At,
    /// The exception to be tested next.
    current: Option<Value<'gc>>,
    open: Vec<Open<'gc>>,
    /// The answer, once the outermost group is done.
    matched: Value<'gc>,
    rest: Value<'gc>,
}

impl<'gc> Walk<'gc> {
    /// Whether an exception matches, or nothing when the program must be asked.
    fn test(&self, ctx: Ctx<'gc>, value: Value<'gc>) -> Option<bool> {
        match &self.wanted {
            Wanted::Class(class) => Some(raise::given_matches(value, *class)),
            Wanted::Predicate(_) => None,
            Wanted::Leaves(leaves) => {
                let known = value.address().is_some_and(|address| leaves.addresses.contains(&address));
                Some(known && !groups::is_group(ctx, value))
            }
        }
    }

    /// Puts what became of one exception where it belongs; None is nothing.
    fn emit(&mut self, matched: Value<'gc>, rest: Value<'gc>) {
        match self.open.last_mut() {
            Some(open) => {
                open.matched.extend((!matched.is_none()).then_some(matched));
                open.rest.extend((!rest.is_none()).then_some(rest));
            }
            None => (self.matched, self.rest) = (matched, rest),
        }
    }

    fn derived(&self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        let value = input.value(ctx)?;
        let (Some(open), Value::Exception(part), true) = (self.open.last(), value, groups::is_group(ctx, value)) else {
            return Err(ctx.type_error("derive must return an instance of BaseExceptionGroup"));
        };
        copy_metadata(ctx, open.group, part);
        Ok(value)
    }
}

/// A part has the metadata of the whole, with a list of notes of its own.
fn copy_metadata<'gc>(ctx: Ctx<'gc>, whole: Exception<'gc>, part: Exception<'gc>) {
    part.set_traceback(ctx.mc, whole.traceback.get());
    part.set_context(ctx.mc, whole.context.get());
    part.set_cause(ctx.mc, whole.cause.get());
    let notes = whole.dict.get().and_then(|dict| dict.get_str(ctx.names.notes));
    let notes = notes.and_then(|notes| match (notes.as_list(), notes.as_tuple()) {
        (Some(list), _) => Some(list.to_vec()),
        (None, Some(tuple)) => Some(tuple.as_slice().to_vec()),
        _ => None,
    });
    if let Some(notes) = notes {
        part.dict_or_new(ctx.mc).set_str(ctx.mc, ctx.names.notes, List::new(ctx.mc, notes).into());
    }
}

/// `group.derive(items)`
fn derive<'gc>(ctx: Ctx<'gc>, group: Exception<'gc>, items: Vec<Value<'gc>>) -> NativeResult<'gc> {
    attributes::get(ctx, group.into(), ctx.intern("derive"))?
        .then(ctx, [ctx.list(items)], |_, derive, [items]| Ok(Step::call(derive, &[items])))
}

impl<'gc> Continuation<'gc> for Walk<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut answer = None;
        match std::mem::replace(&mut self.at, At::Ready) {
            At::Ready => {}
            At::Predicate => match input.value(ctx)? {
                Value::True => answer = Some(true),
                Value::False | Value::None => answer = Some(false),
                other => {
                    self.at = At::Truth;
                    return Ok(Flow::Await(ops::truth(ctx, other)?));
                }
            },
            At::Truth => answer = Some(matches!(input.value(ctx)?, Value::True)),
            At::Matched => {
                let part = self.derived(ctx, input)?;
                if let Some(open) = self.open.last_mut() {
                    open.part = part;
                }
            }
            At::Rest => {
                let rest = self.derived(ctx, input)?;
                let part = self.open.pop().map_or(Value::None, |open| open.part);
                self.emit(part, rest);
            }
        }
        for _ in 0..1000 {
            if let Some(value) = self.current {
                match (answer.take().or_else(|| self.test(ctx, value)), value, &self.wanted) {
                    (Some(true), ..) => self.emit(value, Value::None),
                    (Some(false), Value::Exception(group), _) if groups::is_group(ctx, value) => self.open.push(Open {
                        group,
                        next: 0,
                        matched: Vec::new(),
                        rest: Vec::new(),
                        part: Value::Null,
                    }),
                    (None, _, Wanted::Predicate(predicate)) => {
                        self.at = At::Predicate;
                        return Ok(Flow::Await(Step::call(*predicate, &[value])));
                    }
                    _ => self.emit(Value::None, value),
                }
                self.current = None;
            }
            let Some(open) = self.open.last_mut() else {
                return Flow::value(match self.keep {
                    Keep::Matched => self.matched,
                    Keep::Both => ctx.tuple(&[self.matched, self.rest]),
                });
            };
            if let Some(&member) = groups::members(open.group).get(open.next) {
                open.next += 1;
                self.current = Some(member);
                continue;
            }
            if open.part.is_null() {
                if !open.matched.is_empty() {
                    self.at = At::Matched;
                    return Ok(Flow::Await(derive(ctx, open.group, std::mem::take(&mut open.matched))?));
                }
                open.part = Value::None;
            }
            if self.keep == Keep::Both && !open.rest.is_empty() {
                self.at = At::Rest;
                return Ok(Flow::Await(derive(ctx, open.group, std::mem::take(&mut open.rest))?));
            }
            let part = open.part;
            self.open.pop();
            self.emit(part, Value::None);
        }
        Ok(Flow::Await(Step::Return(Value::Null)))
    }
}
