//! What `anext(iterator, default)` gives. Mirrors `anextawaitable` of
//! `Objects/iterobject.c`.

use gc_arena::Collect;

use super::coroutine::await_iter;
use super::thrown::Thrown;
use crate::runtime::{Call, Ctx, NativeResult, Outcome, Resumption, Step, then_input};
use crate::value::Value;
use crate::{classified, handle};

/// An awaitable with a result for when its iterator has ended.
#[derive(Collect)]
#[collect(no_drop)]
pub struct AnextAwaitableData<'gc> {
    /// What `__anext__` gave.
    pub awaitable: Value<'gc>,
    pub default: Value<'gc>,
}

handle! {
    /// An anext_awaitable object.
    AnextAwaitable => AnextAwaitableData
}
classified! { AnextAwaitable => anext_awaitable }

/// How the awaitable underneath is driven.
enum Drive<'gc> {
    Send(Value<'gc>),
    Throw(Thrown<'gc>),
    Close,
}

impl<'gc> AnextAwaitable<'gc> {
    /// What the outcome of driving the awaitable is for who awaits.
    pub fn settle(self, ctx: Ctx<'gc>, outcome: Outcome<'gc>) -> Outcome<'gc> {
        match outcome {
            Outcome::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.StopAsyncIteration) => {
                Outcome::Stop(self.default)
            }
            other => other,
        }
    }

    /// Drives the awaitable, which is asked for its iterator each time anew.
    fn drive(self, ctx: Ctx<'gc>, how: Drive<'gc>) -> NativeResult<'gc> {
        let kept = match how {
            Drive::Send(value) => [ctx.names.send.into(), value, Value::Null, Value::Null],
            Drive::Throw(thrown) => [ctx.names.throw.into(), thrown.kind, thrown.value, thrown.traceback],
            Drive::Close => [ctx.names.close.into(), Value::Null, Value::Null, Value::Null],
        };
        let step = await_iter(ctx, self.awaitable).and_then(|step| {
            step.then(ctx, kept, |ctx, iterator, [name, kind, value, traceback]| {
                let Value::Str(name) = name else { return Err(ctx.internal_error("name expected")) };
                let thrown = Thrown { kind, value, traceback, closes: true };
                if let Some(core) = iterator.as_generator_core() {
                    return if name == ctx.names.send {
                        Ok(Step::Resume(core, Resumption::Send(kind)))
                    } else if name == ctx.names.throw {
                        Ok(Step::Resume(core, Resumption::Inject(thrown)))
                    } else {
                        core.close(ctx)
                    };
                }
                if name == ctx.names.send && kind.is_none() {
                    return Ok(Step::Next(iterator));
                }
                let kept = [kind, value, traceback];
                (ctx.hooks.attribute)(ctx, iterator, name)?.then(ctx, kept, |_, method, [kind, value, traceback]| {
                    let args = Thrown { kind, value, traceback, closes: true }.args();
                    Ok(Step::Call(Call { callee: method, args, names: None }))
                })
            })
        });
        then_input(step, ctx, [self.into()], |ctx, input, [this]| {
            let Value::AnextAwaitable(this) = this else { return Err(ctx.internal_error("anext expected")) };
            match this.settle(ctx, input.outcome()) {
                Outcome::Value(value) => Ok(Step::Return(value)),
                Outcome::Stop(value) => Ok(Step::Stop(value)),
                Outcome::Raise(raise) => Err(raise),
            }
        })
    }

    /// `send(value)` and `__next__()`.
    ///
    /// # Errors
    /// What the awaitable raises.
    pub fn send(self, ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
        self.drive(ctx, Drive::Send(value))
    }

    /// `throw(...)`.
    ///
    /// # Errors
    /// What the awaitable raises.
    pub fn throw(self, ctx: Ctx<'gc>, thrown: Thrown<'gc>) -> NativeResult<'gc> {
        self.drive(ctx, Drive::Throw(thrown))
    }

    /// `close()`.
    ///
    /// # Errors
    /// What the awaitable raises.
    pub fn close(self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        self.drive(ctx, Drive::Close)
    }
}
