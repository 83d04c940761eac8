//! What generators, coroutines, async generators and their awaitables do at
//! their end: which of them have anything to do is said here, and what it is,
//! as a step. Mirrors `_PyGen_Finalize` of `Objects/genobject.c`.
//!
//! An object is watched from the moment on when its death can be seen:
//! a coroutine when it is made, an async generator when it captures a
//! finalizer hook, an awaitable when it is made, all of them when they suspend
//! where closing them runs code of the program. It is let go when it finishes
//! (an awaitable: when it is driven), so that most objects are freed without
//! further ado.

use gc_arena::{Collect, Gc};

use super::flags::CodeFlags;
use super::generator::{GeneratorCore, GeneratorKind, GeneratorState};
use super::{AsyncGenASend, AsyncGenAThrow, AwaitState};
use crate::program::{Op, YIELD_DELEGATES, YIELD_GUARDED};
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::reach::references_of;
use crate::types::{Finality, Watched};
use crate::value::Value;

impl<'gc> GeneratorCore<'gc> {
    /// Sees to it that [`Self::finalize`] is asked when the object has died.
    pub fn watch(self, ctx: Ctx<'gc>) {
        if self.finality.get() == Finality::UNWATCHED {
            self.finality.set(ctx.watch.watch(ctx.mc, Watched::Generator(Gc::downgrade(self.0))));
        }
    }

    /// It has nothing to do any more.
    #[cold]
    pub(super) fn unwatch(self, ctx: Ctx<'gc>) {
        if let Some(ticket) = self.finality.get().ticket() {
            ctx.watch.unwatch(ctx.mc, ticket);
            self.finality.set(Finality::UNWATCHED);
        }
    }

    /// To be told after a `yield` whose operand is not zero: `arg` is that of
    /// the decoded instruction.
    pub fn note_yield(self, ctx: Ctx<'gc>, arg: u32) {
        if self.finality.get() == Finality::UNWATCHED && self.is_seen_closing(arg) {
            self.watch(ctx);
        }
    }

    /// Whether closing the object runs code, suspended as it is at a yield of
    /// this operand.
    fn is_seen_closing(self, arg: u32) -> bool {
        if arg & YIELD_GUARDED != 0 {
            return true;
        }
        arg & YIELD_DELEGATES != 0 && self.delegate().is_some_and(is_closed_with)
    }

    /// Whether a dead object has something to do. Says so once.
    pub fn claim_finalizer(self) -> bool {
        let captured = self.extra.get().is_some_and(|extra| !extra.finalizer.get().is_null());
        let has = match self.state.get() {
            _ if matches!(self.finality.get(), Finality::FINALIZED | Finality::DUE) => false,
            GeneratorState::Completed | GeneratorState::Cleared | GeneratorState::Executing => false,
            _ if captured && !self.marks.get().closed => true,
            GeneratorState::Created => self.code.flags.contains(CodeFlags::COROUTINE),
            GeneratorState::Suspended | GeneratorState::SuspendedYieldFrom => {
                let program = self.code.program.get();
                let at = self.frame.get().and_then(|frame| frame.pc.get().checked_sub(1));
                let instr = program.zip(at).and_then(|(program, at)| program.data().instrs.get(at as usize));
                instr.is_some_and(|instr| instr.op == Op::YieldValue && self.is_seen_closing(instr.arg))
            }
        };
        match (has, self.finality.get()) {
            (true, _) => self.finality.set(Finality::DUE),
            (false, Finality::FINALIZED | Finality::DUE) => {}
            (false, _) => self.finality.set(Finality::UNWATCHED),
        }
        has
    }

    /// What the object does at its end: it is closed, or its finalizer hook is
    /// called, or a warning says that it was never awaited. Errors go to
    /// `sys.unraisablehook`.
    ///
    /// # Errors
    /// None but for bugs.
    pub fn finalize(self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        if self.is_finished() || self.finality.replace(Finality::FINALIZED) != Finality::DUE {
            return Step::value(());
        }
        let object = self.value();
        if self.kind == GeneratorKind::AsyncGenerator
            && !self.marks.get().closed
            && let Some(hook) = self.extra.get().and_then(|extra| extra.finalizer.get().some())
        {
            return caught(
                ctx,
                Ok(Step::call(hook, &[object])),
                object,
                "Exception ignored while finalizing generator",
            );
        }
        if self.state.get() == GeneratorState::Created && self.code.flags.contains(CodeFlags::COROUTINE) {
            return never_awaited(ctx, self);
        }
        let first = self.let_go_first();
        if first.is_empty() {
            return caught(ctx, self.close(ctx), object, "Exception ignored while closing generator");
        }
        Ok(Step::run(Closing { first, generator: self }))
    }

    /// Dead generators that the exception thrown by `close` would take off the
    /// value stack before any code of this one runs, such as what a loop
    /// around the `yield` walks: they end first.
    fn let_go_first(self) -> Vec<GeneratorCore<'gc>> {
        let mut found = Vec::new();
        let (Some(frame), Some(program)) = (self.frame.get(), self.code.program.get()) else { return found };
        let handler = frame.pc.get().checked_sub(1).and_then(|at| program.data().own_handler(at));
        let Some(handler) = handler else { return found };
        let from = self.code.data().nlocalsplus().saturating_add(handler.depth as usize);
        let delegate = self.delegate();
        let Some((kept, slots)) = frame.slots.get(..frame.sp.get() as usize).and_then(|all| all.split_at_checked(from))
        else {
            return found;
        };
        let is_kept = |value: Value<'gc>| {
            delegate.is_some_and(|delegate| delegate.is(value)) || kept.iter().any(|slot| slot.get().is(value))
        };
        let mut seen = rustc_hash::FxHashSet::default();
        let mut pending: Vec<Value<'gc>> = slots.iter().map(|slot| slot.get()).collect();
        while let Some(value) = pending.pop() {
            if is_kept(value) || !value.address().is_some_and(|address| seen.insert(address)) {
                continue;
            }
            let goes_quietly = match value.as_generator_core() {
                Some(core) if core.finality.get() == Finality::DUE => {
                    found.push(core);
                    false
                }
                // It goes without running anything, and with it what it holds.
                Some(core) => core.finality.get() == Finality::UNWATCHED && !core.is_running(),
                None => matches!(value, Value::Iter(_) | Value::Tuple(_)),
            };
            if goes_quietly {
                let first = pending.len();
                references_of(value, &mut |value| pending.push(value));
                if let Some(new) = pending.get_mut(first..) {
                    new.reverse();
                }
            }
        }
        // The last one is taken first: what is on top goes first.
        found.reverse();
        found
    }
}

/// Closes a dead generator after others have ended.
#[derive(Collect)]
#[collect(no_drop)]
struct Closing<'gc> {
    first: Vec<GeneratorCore<'gc>>,
    generator: GeneratorCore<'gc>,
}

impl<'gc> Continuation<'gc> for Closing<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, _: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Some(first) = self.first.pop() {
            return first.finalize(ctx).map(Flow::Await);
        }
        let object = self.generator.value();
        caught(ctx, self.generator.close(ctx), object, "Exception ignored while closing generator").map(Flow::Done)
    }
}

/// Whether closing what delegates to `delegate` runs code in it. Generators
/// and coroutines do so if they are watched; built-in iterators have no
/// `close`.
fn is_closed_with(delegate: Value<'_>) -> bool {
    let watched = |core: GeneratorCore<'_>| core.finality.get() != Finality::UNWATCHED;
    match delegate {
        Value::Iter(_) | Value::Null | Value::None => false,
        Value::Generator(_) | Value::Coroutine(_) => delegate.as_generator_core().is_some_and(watched),
        Value::CoroutineWrapper(wrapper) => watched(wrapper.core()),
        Value::AsyncGenASend(awaitable) => watched(awaitable.generator),
        Value::AsyncGenAThrow(awaitable) => watched(awaitable.generator),
        _ => true,
    }
}

/// Does the step; what it raises goes to `sys.unraisablehook`.
fn caught<'gc>(ctx: Ctx<'gc>, step: NativeResult<'gc>, object: Value<'gc>, what: &str) -> NativeResult<'gc> {
    let what = ctx.str(what);
    crate::runtime::then_input(step, ctx, [object, what], |ctx, input, [object, what]| match input {
        Input::Raise(raise) => unraisable(ctx, raise, object, what),
        _ => Step::value(()),
    })
}

/// Reports an exception that nobody can catch: `what` and the `repr` of the
/// object say what was ignored.
///
/// # Errors
/// None but for bugs.
pub fn unraisable<'gc>(ctx: Ctx<'gc>, raise: Raise<'gc>, object: Value<'gc>, what: Value<'gc>) -> NativeResult<'gc> {
    let shown = match (ctx.hooks.special)(ctx, object, ctx.names.repr) {
        Ok(Some(step)) => step,
        _ => Step::Return(Value::None),
    };
    shown.then_input(ctx, [raise.into(), what], |ctx, shown, [raise, what]| {
        let what = what.as_str().map(|what| what.lossy().into_owned()).unwrap_or_default();
        let what = match shown {
            Input::Value(Value::Str(shown)) => format!("{what} {}", shown.lossy()),
            _ => format!("{what} <object repr() failed>"),
        };
        match raise {
            Value::Exception(raise) => (ctx.hooks.unraisable)(ctx, raise, &what),
            _ => Step::value(()),
        }
    })
}

const COROUTINE: &str = "Exception ignored while finalizing coroutine";

/// Mirrors `_PyErr_WarnUnawaitedCoroutine` of `Python/_warnings.c`.
fn never_awaited<'gc>(ctx: Ctx<'gc>, coroutine: GeneratorCore<'gc>) -> NativeResult<'gc> {
    let object = coroutine.value();
    let helper = match ctx.get_name(ctx.modules, "warnings") {
        Some(module) => Step::Return(module),
        None => match ctx.get_name(ctx.builtins, "__import__").filter(|_| !ctx.thread.ending.get()) {
            Some(import) => Step::call(import, &[ctx.str("warnings")]),
            None => return plainly(ctx, object),
        },
    };
    helper.then_input(ctx, [object], |ctx, module, [object]| {
        let Input::Value(module) = module else { return plainly(ctx, object) };
        let helper = (ctx.hooks.attribute)(ctx, module, ctx.intern("_warn_unawaited_coroutine"));
        crate::runtime::then_input(helper, ctx, [object], |ctx, helper, [object]| {
            let Input::Value(helper) = helper else { return plainly(ctx, object) };
            Step::call(helper, &[object]).then_input(ctx, [object], |ctx, input, [object]| {
                let Input::Raise(raise) = input else { return Step::value(()) };
                let warned = ctx.is_raised(raise, ctx.types.exceptions.RuntimeWarning);
                let kept = [object, warned.into()];
                unraisable(ctx, raise, object, ctx.str(COROUTINE))?.then(ctx, kept, |ctx, _, [object, warned]| {
                    if matches!(warned, Value::True) { Step::value(()) } else { plainly(ctx, object) }
                })
            })
        })
    })
}

/// The warning without the help of the library.
fn plainly<'gc>(ctx: Ctx<'gc>, coroutine: Value<'gc>) -> NativeResult<'gc> {
    let name = coroutine.as_generator_core().map(|core| core.qualname.get().lossy().into_owned()).unwrap_or_default();
    let text = format!("coroutine '{name}' was never awaited");
    let step = (ctx.hooks.warn_about)(ctx, ctx.types.exceptions.RuntimeWarning, &text, coroutine);
    caught(ctx, step, coroutine, COROUTINE)
}

/// The warning about an awaitable of an async generator that was not driven.
fn method_never_awaited<'gc>(ctx: Ctx<'gc>, generator: GeneratorCore<'gc>, method: &str) -> NativeResult<'gc> {
    let object = generator.value();
    let name = ctx.str(generator.qualname.get().lossy().into_owned());
    let shown = (ctx.hooks.special)(ctx, name, ctx.names.repr)?.unwrap_or(Step::Return(name));
    shown.then(ctx, [object, ctx.str(method)], |ctx, name, [object, method]| {
        let text = |value: Value<'_>| value.as_str().map(|text| text.lossy().into_owned()).unwrap_or_default();
        let text = format!("coroutine method '{}' of {} was never awaited", text(method), text(name));
        let step = (ctx.hooks.warn_about)(ctx, ctx.types.exceptions.RuntimeWarning, &text, object);
        caught(ctx, step, object, "Exception ignored while finalizing async generator")
    })
}

macro_rules! awaitable {
    ($name:ident, $variant:ident, $method:expr) => {
        impl<'gc> $name<'gc> {
            /// Sees to it that [`Self::finalize`] is asked when the awaitable
            /// has died without being driven.
            pub fn watch(self, ctx: Ctx<'gc>) {
                if self.finality.get() == Finality::UNWATCHED {
                    self.finality.set(ctx.watch.watch(ctx.mc, Watched::$variant(Gc::downgrade(self.0))));
                }
            }

            /// Whether a dead awaitable was not driven. Says so once.
            pub fn claim_finalizer(self) -> bool {
                let has = self.state.get() == AwaitState::Init && self.finality.get() != Finality::FINALIZED;
                self.finality.set(if has { Finality::FINALIZED } else { Finality::UNWATCHED });
                has
            }

            /// Goes to another state: from the first one on it is not watched.
            pub(super) fn advance(self, ctx: Ctx<'gc>, state: AwaitState) {
                self.state.set(state);
                if let Some(ticket) = self.finality.get().ticket() {
                    ctx.watch.unwatch(ctx.mc, ticket);
                    self.finality.set(Finality::UNWATCHED);
                }
            }

            /// Warns that it was never awaited.
            ///
            /// # Errors
            /// None but for bugs.
            pub fn finalize(self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
                let method: fn(Self) -> &'static str = $method;
                method_never_awaited(ctx, self.generator, method(self))
            }
        }
    };
}

awaitable!(AsyncGenASend, ASend, |_| "asend");
awaitable!(AsyncGenAThrow, AThrow, |this| this.word());

/// What a dead object of one of these kinds does at its end; nothing for
/// others.
pub fn finalize<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Option<NativeResult<'gc>> {
    match object {
        Value::AsyncGenASend(awaitable) => Some(awaitable.finalize(ctx)),
        Value::AsyncGenAThrow(awaitable) => Some(awaitable.finalize(ctx)),
        _ => object.as_generator_core().map(|core| core.finalize(ctx)),
    }
}
