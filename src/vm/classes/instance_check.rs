//! `isinstance` and `issubclass`. Mirrors `object_isinstance`,
//! `PyObject_IsInstance` and their kin in `Objects/abstract.c`.

use gc_arena::Collect;

use super::is_native_of;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::Tuple;
use crate::value::Value;
use crate::vm::attributes::{call_attribute, get_optional};
use crate::vm::ops;

/// Which of the two questions is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Question {
    Instance,
    Subclass,
}

/// `isinstance(value, class_or_tuple)`: True or False; `__instancecheck__` included.
///
/// # Errors
/// What the operation raises.
pub fn is_instance<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    check(ctx, Question::Instance, value, class)
}

/// `issubclass(class, class_or_tuple)`.
///
/// # Errors
/// What the operation raises.
pub fn is_subclass<'gc>(ctx: Ctx<'gc>, class: Value<'gc>, of: Value<'gc>) -> NativeResult<'gc> {
    check(ctx, Question::Subclass, class, of)
}

fn check<'gc>(ctx: Ctx<'gc>, question: Question, value: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    if let Value::Class(of) = class {
        let plain = ctx.class_of(class).is(ctx.types.type_);
        match question {
            Question::Instance => {
                let own = ctx.class_of(value);
                if own.is(of) || (plain && own.is_subclass(of)) {
                    return Step::value(true);
                }
            }
            Question::Subclass if plain => return default_subclass(ctx, value, class),
            Question::Subclass => {}
        }
        if plain {
            return default_instance(ctx, value, class);
        }
    }
    let classes = match class {
        Value::Union(union) => Some(union.args),
        other => other.as_tuple(),
    };
    if let Some(classes) = classes {
        // Most often nothing of it needs Python code.
        for (index, &class) in classes.as_slice().iter().enumerate() {
            match check_nested(ctx, question, value, class)? {
                Step::Return(Value::True) => return Step::value(true),
                Step::Return(Value::False) => {}
                step => {
                    let next = i64::try_from(index + 1).unwrap_or(i64::MAX);
                    let kept = [value, classes.into(), Value::Int(next), (question == Question::Instance).into()];
                    return step.then(ctx, kept, |_, answer, [value, classes, next, instance]| {
                        let (Value::False, Value::Tuple(classes), Value::Int(next)) = (answer, classes, next) else {
                            return Step::value(answer);
                        };
                        let question =
                            if matches!(instance, Value::True) { Question::Instance } else { Question::Subclass };
                        let next = usize::try_from(next).unwrap_or(usize::MAX);
                        Ok(Step::run(AnyOf { question, value, classes, next }))
                    });
                }
            }
        }
        return Step::value(false);
    }
    let hook = match question {
        Question::Instance => ctx.names.instancecheck,
        Question::Subclass => ctx.names.subclasscheck,
    };
    match ctx.lookup_special(class, hook) {
        Some(found) if !is_native_of(found, ctx.types.type_) => {
            let step = match call_attribute(ctx, found, class, &[value], None)? {
                Step::Call(crate::runtime::Call { callee: Value::Builtin(builtin), args, names }) => {
                    builtin.invoke(ctx, &args, names)?
                }
                step => step,
            };
            step.then(ctx, [], |ctx, result, []| ops::truth(ctx, result))
        }
        _ => match question {
            Question::Instance => default_instance(ctx, value, class),
            Question::Subclass => default_subclass(ctx, value, class),
        },
    }
}

/// One class of a tuple. Tuples inside tuples wait for the executor, so that
/// their depth costs no Rust stack.
fn check_nested<'gc>(ctx: Ctx<'gc>, question: Question, value: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    match class.as_tuple() {
        Some(classes) => Ok(Step::run(AnyOf { question, value, classes, next: 0 })),
        None => check(ctx, question, value, class),
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct AnyOf<'gc> {
    #[collect(require_static)]
    question: Question,
    value: Value<'gc>,
    classes: Tuple<'gc>,
    #[collect(require_static)]
    next: usize,
}

impl<'gc> Continuation<'gc> for AnyOf<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if !matches!(input, Input::Start) && matches!(input.value(ctx)?, Value::True) {
            return Flow::value(true);
        }
        while let Some(&class) = self.classes.as_slice().get(self.next) {
            self.next += 1;
            match check_nested(ctx, self.question, self.value, class)? {
                Step::Return(Value::True) => return Flow::value(true),
                Step::Return(Value::False) => {}
                step => return Ok(Flow::Await(step)),
            }
        }
        Flow::value(false)
    }
}

/// `type.__instancecheck__`: by class, or by the class that the object claims to have.
///
/// # Errors
/// TypeError when `class` is not like a class, or what `__class__` or `__bases__` raise.
pub fn default_instance<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    let own = ctx.class_of(value);
    if let Value::Class(of) = class {
        if own.is_subclass(of) {
            return Step::value(true);
        }
        let honest = own
            .lookup(ctx.mc, ctx.names.class)
            .is_none_or(|found| matches!(found, Value::GetSet(getset) if getset.owner.is(ctx.types.object)))
            && own.lookup(ctx.mc, ctx.names.getattribute).is_none_or(|found| matches!(found, Value::Builtin(_)));
        if honest {
            return Step::value(false);
        }
        return get_optional(ctx, value, ctx.names.class)?.then(ctx, [class], |_, claimed, [class]| {
            Step::value(match (claimed, class) {
                (Value::Class(claimed), Value::Class(class)) => claimed.is_subclass(class),
                _ => false,
            })
        });
    }
    get_optional(ctx, class, ctx.names.bases)?.then(ctx, [value, class], |ctx, bases, [value, class]| {
        if bases.as_tuple().is_none() {
            return Err(ctx.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"));
        }
        get_optional(ctx, value, ctx.names.class)?.then(ctx, [class], |_, claimed, [class]| {
            if claimed.is_null() { Step::value(false) } else { abstract_subclass(claimed, class) }
        })
    })
}

/// `type.__subclasscheck__`.
///
/// # Errors
/// TypeError when either is not like a class, or what `__bases__` raises.
pub fn default_subclass<'gc>(ctx: Ctx<'gc>, class: Value<'gc>, of: Value<'gc>) -> NativeResult<'gc> {
    if let (Value::Class(class), Value::Class(of)) = (class, of) {
        return Step::value(class.is_subclass(of));
    }
    get_optional(ctx, class, ctx.names.bases)?.then(ctx, [class, of], |ctx, bases, [class, of]| {
        if bases.as_tuple().is_none() {
            return Err(ctx.type_error("issubclass() arg 1 must be a class"));
        }
        if matches!(of, Value::Class(_)) {
            return abstract_subclass(class, of);
        }
        get_optional(ctx, of, ctx.names.bases)?.then(ctx, [class, of], |ctx, bases, [class, of]| {
            if bases.as_tuple().is_none() {
                return Err(ctx.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union"));
            }
            abstract_subclass(class, of)
        })
    })
}

/// Whether `of` is `class` or found by following `__bases__`.
fn abstract_subclass<'gc>(class: Value<'gc>, of: Value<'gc>) -> NativeResult<'gc> {
    if let (Value::Class(class), Value::Class(of)) = (class, of)
        && class.is_subclass(of)
    {
        return Step::value(true);
    }
    Ok(Step::run(FollowBases { of, pending: vec![class] }))
}

#[derive(Collect)]
#[collect(no_drop)]
struct FollowBases<'gc> {
    of: Value<'gc>,
    pending: Vec<Value<'gc>>,
}

impl<'gc> Continuation<'gc> for FollowBases<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Input::Value(_) | Input::Raise(_) | Input::Stop(_) = input
            && let Some(bases) = input.value(ctx)?.as_tuple()
        {
            self.pending.extend(bases.as_slice().iter().rev());
        }
        match self.pending.pop() {
            Some(class) if class.is(self.of) => Flow::value(true),
            Some(class) => Ok(Flow::Await(get_optional(ctx, class, ctx.names.bases)?)),
            None => Flow::value(false),
        }
    }
}
