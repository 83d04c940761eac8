//! Raising: causes, contexts, matching and exception groups. Mirrors
//! `do_raise`, `_PyEval_ExceptionGroupMatch` and their neighbours in
//! `Python/ceval.c`, and `_PyErr_SetObject` in `Python/errors.c`.

use super::{attributes, classes};
use crate::methods::exceptions::groups;
use crate::runtime::{ArgVec, Ctx, NativeResult, Raise, Step};
use crate::types::{Class, Exception, Traceback, TracebackData};
use crate::value::Value;

/// `raise exception from cause` (`cause` NULL when there is none): always
/// raises in the end. Classes are instantiated.
///
/// # Errors
/// The exception; TypeError for what is none.
pub fn raise<'gc>(ctx: Ctx<'gc>, exception: Value<'gc>, cause: Value<'gc>) -> NativeResult<'gc> {
    match exception {
        Value::Exception(raised) => raise_from(ctx, raised, cause),
        Value::Class(class) if is_exception_class(ctx, class) => classes::call_class(ctx, class, ArgVec::new(), None)?
            .then(ctx, [exception, cause], |ctx, made, [class, cause]| match made {
                Value::Exception(raised) => raise_from(ctx, raised, cause),
                _ => Err(not_an_instance(ctx, class, made)),
            }),
        _ => Err(ctx.type_error("exceptions must derive from BaseException")),
    }
}

fn raise_from<'gc>(ctx: Ctx<'gc>, raised: Exception<'gc>, cause: Value<'gc>) -> NativeResult<'gc> {
    match cause {
        Value::Null => Err(chained(ctx, raised)),
        Value::None => {
            raised.set_cause(ctx.mc, None);
            Err(chained(ctx, raised))
        }
        Value::Exception(cause) => {
            raised.set_cause(ctx.mc, Some(cause));
            Err(chained(ctx, raised))
        }
        Value::Class(class) if is_exception_class(ctx, class) => classes::call_class(ctx, class, ArgVec::new(), None)?
            .then(ctx, [raised.into(), cause], |ctx, made, [raised, class]| match (raised, made) {
                (Value::Exception(raised), Value::Exception(_)) => raise_from(ctx, raised, made),
                _ => Err(not_an_instance(ctx, class, made)),
            }),
        _ => Err(ctx.type_error("exception causes must derive from BaseException")),
    }
}

/// The exception with its context set. An exception raised a second time gets
/// a new one, which unwinding, where fresh ones get theirs, does not do.
fn chained<'gc>(ctx: Ctx<'gc>, raised: Exception<'gc>) -> Exception<'gc> {
    set_context(ctx, raised, ctx.thread.topmost_handled());
    raised
}

fn is_exception_class<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> bool {
    class.is_subclass(ctx.types.exceptions.BaseException)
}

fn not_an_instance<'gc>(ctx: Ctx<'gc>, class: Value<'gc>, made: Value<'gc>) -> Raise<'gc> {
    let show = |class: Class<'gc>| crate::methods::exceptions::class_repr(ctx, class);
    let class = class.as_class().map(show).unwrap_or_default();
    let made = show(ctx.class_of(made));
    ctx.type_error(format!("calling {class} should have returned an instance of BaseException, not {made}"))
}

/// Sets the context of an exception that is about to be raised to the one
/// being handled. Where the chain of contexts already leads back to the
/// exception it is cut, so that no new cycle is made.
pub fn set_context<'gc>(ctx: Ctx<'gc>, raised: Raise<'gc>, handled: Option<Exception<'gc>>) {
    let Some(handled) = handled.filter(|handled| !handled.is(raised)) else { return };
    let mut current = handled;
    // A second pointer at half the speed: the chain may already be a cycle,
    // made by a program, that does not pass through `raised`.
    let (mut slow, mut step_slow) = (handled, false);
    while let Some(context) = current.context.get() {
        if context.is(raised) {
            current.set_context(ctx.mc, None);
            break;
        }
        current = context;
        if current.is(slow) {
            break;
        }
        if step_slow && let Some(next) = slow.context.get() {
            slow = next;
        }
        step_slow = !step_slow;
    }
    raised.set_context(ctx.mc, Some(handled));
}

/// `except class:`: True or False. No Python code runs: unlike `isinstance`,
/// matching ignores `__instancecheck__`.
///
/// # Errors
/// TypeError for what is not an exception class.
pub fn matches<'gc>(ctx: Ctx<'gc>, raised: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    check_match_type(ctx, class)?;
    Step::value(given_matches(raised, class))
}

/// Whether an exception is of the class or one of the classes of a tuple.
pub fn given_matches<'gc>(raised: Value<'gc>, class: Value<'gc>) -> bool {
    let Value::Exception(raised) = raised else { return raised.is(class) };
    let of = raised.class.get();
    match class {
        Value::Class(class) => of.is_subclass(class),
        _ => class.as_tuple().is_some_and(|classes| {
            classes.as_slice().iter().any(|class| class.as_class().is_some_and(|class| of.is_subclass(class)))
        }),
    }
}

fn match_types<'a, 'gc>(class: &'a Value<'gc>) -> &'a [Value<'gc>] {
    match class.as_tuple() {
        Some(tuple) => tuple.as_slice(),
        None => std::slice::from_ref(class),
    }
}

fn check_match_type<'gc>(ctx: Ctx<'gc>, class: Value<'gc>) -> Result<(), Raise<'gc>> {
    let fits = |value: &Value<'gc>| value.as_class().is_some_and(|class| is_exception_class(ctx, class));
    if match_types(&class).iter().all(fits) {
        return Ok(());
    }
    Err(ctx.type_error("catching classes that do not inherit from BaseException is not allowed"))
}

/// CHECK_EG_MATCH: a tuple (rest, match), None for an empty side.
///
/// # Errors
/// TypeError for what is not an exception class, or is one of groups; what a
/// `split` or `derive` method raises.
pub fn match_group<'gc>(ctx: Ctx<'gc>, raised: Value<'gc>, class: Value<'gc>) -> NativeResult<'gc> {
    check_match_type(ctx, class)?;
    let group_class = ctx.types.exceptions.BaseExceptionGroup;
    let is_group_class = |value: &Value<'gc>| value.as_class().is_some_and(|class| class.is_subclass(group_class));
    if match_types(&class).iter().any(is_group_class) {
        return Err(ctx.type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
    }
    let Value::Exception(exception) = raised else {
        return Step::value(ctx.tuple(&[Value::None, Value::None]));
    };
    let is_group = exception.class.get().is_subclass(group_class);
    match (given_matches(raised, class), is_group) {
        (true, true) => Step::value(ctx.tuple(&[Value::None, raised])),
        (true, false) => {
            let wrapped = groups::create(ctx, "", ctx.tuple(&[raised]))?;
            wrapped.set_traceback(ctx.mc, here(ctx));
            Step::value(ctx.tuple(&[Value::None, wrapped.into()]))
        }
        (false, false) => Step::value(ctx.tuple(&[raised, Value::None])),
        (false, true) => attributes::get(ctx, raised, ctx.intern("split"))?
            .then(ctx, [class], |_, split, [class]| Ok(Step::call(split, &[class])))?
            .then(ctx, [raised], |ctx, pair, [raised]| {
                let name = ctx.type_name(raised);
                let Some(parts) = pair.as_tuple().map(|pair| pair.as_slice()) else {
                    let got = ctx.type_name(pair);
                    return Err(ctx.type_error(format!("{name}.split must return a tuple, not {got}")));
                };
                match parts {
                    // Longer tuples are let through, the rest of them unused.
                    [matched, rest, ..] => Step::value(ctx.tuple(&[*rest, *matched])),
                    _ => Err(ctx
                        .type_error(format!("{name}.split must return a 2-tuple, got tuple of size {}", parts.len()))),
                }
            }),
    }
}

/// A traceback entry of the instruction that the frame on top is at.
fn here<'gc>(ctx: Ctx<'gc>) -> Option<Traceback<'gc>> {
    let frame = ctx.thread.frame.get()?;
    frame.escape();
    let (lasti, lineno) = (frame.lasti(), frame.lineno());
    Some(Traceback::alloc(ctx.mc, TracebackData { next: gc_arena::lock::Lock::new(None), frame, lasti, lineno }))
}

/// INTRINSIC_PREP_RERAISE_STAR: what to raise after the except* clauses, or
/// None. `raised` is the list of what the clauses raised or reraised and of
/// what none of them took.
///
/// # Errors
/// What a `derive` method raises.
pub fn prepare_reraise_star<'gc>(ctx: Ctx<'gc>, original: Value<'gc>, raised: Value<'gc>) -> NativeResult<'gc> {
    let (Value::Exception(original), Some(list)) = (original, raised.as_list()) else {
        return Err(ctx.internal_error("except* without an exception"));
    };
    let items = list.to_vec();
    let Some(&first) = items.first() else { return Step::value(Value::None) };
    if !original.class.get().is_subclass(ctx.types.exceptions.BaseExceptionGroup) {
        // An exception that is no group was wrapped: one clause ran at most.
        return Step::value(first);
    }
    let (mut new, mut reraised) = (Vec::new(), Vec::new());
    for item in items {
        let Value::Exception(exception) = item else { continue };
        if same_metadata(exception, original) { reraised.push(item) } else { new.push(item) }
    }
    // What was reraised as it was becomes one group again, in the shape of the original.
    groups::projection(ctx, original, &reraised)?.then(ctx, [ctx.list(new)], |ctx, projected, [new]| {
        let mut new = new.as_list().map(|list| list.to_vec()).unwrap_or_default();
        if new.is_empty() {
            return Step::value(projected);
        }
        if !projected.is_none() {
            new.push(projected);
        }
        match new[..] {
            [only] => Step::value(only),
            _ => Step::value(groups::create(ctx, "", ctx.list(new))?),
        }
    })
}

/// Whether one exception is a part of the other that was reraised unchanged.
fn same_metadata<'gc>(a: Exception<'gc>, b: Exception<'gc>) -> bool {
    a.traceback.get() == b.traceback.get() && a.cause.get() == b.cause.get() && a.context.get() == b.context.get()
}
