//! The calling convention between native functions and whoever runs Python
//! code: a native never calls Python, it answers with a [`Step`].
//!
//! A native that needs the result of something answers with the step that
//! gives it and a [`Continuation`] that goes on with the result:
//! [`Step::then`] for one result, a `Continuation` of its own for a loop.
//! Nothing of this uses the Rust stack, so a program inside `sum(gen())` can
//! be stopped, collected and resumed like any other.

use std::cell::Cell as StdCell;

use gc_arena::collect::{DynCollect, dyn_collect};
use gc_arena::lock::{Lock, RefLock};
use gc_arena::{Collect, barrier::unlock};
use smallvec::SmallVec;

use super::{Ctx, Outcome};
use crate::handle;
use crate::objects::{Back, Frame, GeneratorCore, Thrown};
use crate::types::{Exception, Tuple};
use crate::value::Value;

/// A raised exception on its way.
pub type Raise<'gc> = Exception<'gc>;

/// What natives return.
pub type NativeResult<'gc> = Result<Step<'gc>, Raise<'gc>>;

/// Arguments of a call on their way.
pub type ArgVec<'gc> = SmallVec<[Value<'gc>; 4]>;

/// What has to happen next for a native to be done.
pub enum Step<'gc> {
    /// Nothing: this is the result.
    Return(Value<'gc>),
    /// The end of an iterator or of what was awaited, with this value: a
    /// StopIteration for whoever does not expect it.
    Stop(Value<'gc>),
    /// Call something; its result is the result.
    Call(Call<'gc>),
    /// Ask an iterator for its next item. Whoever waits gets
    /// [`Input::Stop`] when there is none.
    Next(Value<'gc>),
    /// Resume a generator or coroutine that is not running.
    Resume(GeneratorCore<'gc>, Resumption<'gc>),
    /// Throw into what a generator delegates to, which is suspended in a
    /// `yield from` or `await`: it counts as running meanwhile, and is the
    /// caller. A result is yielded by it; an exception is raised in it, there.
    Delegate(GeneratorCore<'gc>, Delegate<'gc>),
    /// Run a frame that is ready to start.
    Frame(Frame<'gc>),
    /// Start a continuation with [`Input::Start`].
    Run(Box<dyn Continuation<'gc> + 'gc>),
}

/// A call: positional arguments, then the values of `names`.
pub struct Call<'gc> {
    pub callee: Value<'gc>,
    pub args: ArgVec<'gc>,
    /// Names of the last arguments, when some are passed by keyword.
    pub names: Option<Tuple<'gc>>,
}

/// What a generator is resumed with.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub enum Resumption<'gc> {
    /// The `yield` gives this.
    Send(Value<'gc>),
    /// The `yield` of the generator itself raises this.
    Throw(Raise<'gc>),
    /// `throw()`: goes to what the generator delegates to first.
    Inject(Thrown<'gc>),
}

/// What a generator delegates a `throw()` to.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub enum Delegate<'gc> {
    /// A generator or coroutine.
    Throw(GeneratorCore<'gc>, Thrown<'gc>),
    /// The `throw` method of any other object, called with the same arguments.
    Call(Value<'gc>, Thrown<'gc>),
}

/// What a continuation is resumed with.
#[derive(Clone, Copy)]
pub enum Input<'gc> {
    /// It has not run yet.
    Start,
    /// The step that it waited for gave this.
    Value(Value<'gc>),
    /// The iterator or generator that it asked has ended with this value.
    Stop(Value<'gc>),
    /// The step that it waited for raised this.
    Raise(Raise<'gc>),
}

impl<'gc> Input<'gc> {
    /// The outcome that this tells of; none before the start.
    pub fn outcome(self) -> Outcome<'gc> {
        match self {
            Input::Start => Outcome::Value(Value::None),
            Input::Value(value) => Outcome::Value(value),
            Input::Stop(value) => Outcome::Stop(value),
            Input::Raise(raise) => Outcome::Raise(raise),
        }
    }

    /// The value; the end of a generator is a StopIteration.
    ///
    /// # Errors
    /// What was raised.
    pub fn value(self, ctx: Ctx<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        match self {
            Input::Start => Ok(Value::None),
            Input::Value(value) => Ok(value),
            Input::Stop(value) => Err(ctx.stop_iteration(value)),
            Input::Raise(raise) => Err(raise),
        }
    }

    /// The next item of an iteration, or nothing at its end.
    ///
    /// # Errors
    /// What was raised.
    pub fn item(self) -> Result<Option<Value<'gc>>, Raise<'gc>> {
        match self {
            Input::Start | Input::Stop(_) => Ok(None),
            Input::Value(value) => Ok(Some(value)),
            Input::Raise(raise) => Err(raise),
        }
    }
}

/// What a continuation does next.
pub enum Flow<'gc> {
    /// It is done: the step's result is its own.
    Done(Step<'gc>),
    /// It waits for the step's result.
    Await(Step<'gc>),
}

impl<'gc> Flow<'gc> {
    /// Done with a value.
    pub fn value(value: impl Into<Value<'gc>>) -> Result<Self, Raise<'gc>> {
        Ok(Flow::Done(Step::Return(value.into())))
    }
}

/// A native activation that waits for results: a state machine.
pub trait Continuation<'gc>: DynCollect<'gc> {
    /// Goes on. It is resumed with [`Input::Start`] first, then with the
    /// outcome of each step that it answered with [`Flow::Await`].
    ///
    /// # Errors
    /// An exception ends the continuation and goes to whoever waits for it.
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>>;
}
dyn_collect!(dyn Continuation<'gc> + 'gc);

/// A continuation on the call stack.
#[derive(Collect)]
#[collect(no_drop)]
pub struct NativeFrameData<'gc> {
    pub back: Lock<Back<'gc>>,
    /// The Python frame on top when it was started, and whenever it goes on.
    pub frame: Option<Frame<'gc>>,
    pub continuation: RefLock<Option<Box<dyn Continuation<'gc> + 'gc>>>,
    /// Whether it asked an iterator for an item, so that StopIteration is an
    /// answer and not an error.
    #[collect(require_static)]
    pub asked: StdCell<bool>,
}

handle! {
    /// A continuation on the call stack.
    NativeFrame => NativeFrameData
}

impl<'gc> NativeFrame<'gc> {
    /// An activation of `continuation` whose result goes to `back`.
    pub fn new(ctx: Ctx<'gc>, continuation: Box<dyn Continuation<'gc> + 'gc>, back: Back<'gc>) -> Self {
        Self::alloc(
            ctx.mc,
            NativeFrameData {
                back: Lock::new(back),
                frame: ctx.thread.data().frame.get(),
                continuation: RefLock::new(Some(continuation)),
                asked: StdCell::new(false),
            },
        )
    }

    /// Resumes the continuation. One that is running already (which only a
    /// foreign loop could do) raises SystemError.
    ///
    /// # Errors
    /// What the continuation raises.
    pub fn resume(self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let cell = unlock!(self.write(ctx.mc), NativeFrameData, continuation);
        let Some(mut continuation) = cell.borrow_mut().take() else {
            return Err(ctx.system_error("internal error: native continuation entered twice"));
        };
        let flow = continuation.resume(ctx, input);
        if matches!(flow, Ok(Flow::Await(_))) {
            *cell.borrow_mut() = Some(continuation);
        }
        flow
    }
}

/// A function that goes on with one result and the `N` values kept for it.
pub type Then<const N: usize> = for<'a> fn(Ctx<'a>, Value<'a>, [Value<'a>; N]) -> NativeResult<'a>;

/// As [`Then`], but it is given exceptions and ends of iterations too.
pub type ThenInput<const N: usize> = for<'a> fn(Ctx<'a>, Input<'a>, [Value<'a>; N]) -> NativeResult<'a>;

#[derive(Collect)]
#[collect(no_drop)]
struct AfterStep<'gc, const N: usize> {
    first: FirstStep<'gc>,
    kept: [Value<'gc>; N],
    #[collect(require_static)]
    then: ThenKind<N>,
}

enum ThenKind<const N: usize> {
    Value(Then<N>),
    Input(ThenInput<N>),
}

/// The step to wait for, in a form that the collector can trace.
#[derive(Collect)]
#[collect(no_drop)]
pub enum FirstStep<'gc> {
    Taken,
    Value(Value<'gc>),
    Call { callee: Value<'gc>, args: Vec<Value<'gc>>, names: Option<Tuple<'gc>> },
    Next(Value<'gc>),
    Stop(Value<'gc>),
    Resume(GeneratorCore<'gc>, Resumption<'gc>),
    Delegate(GeneratorCore<'gc>, Delegate<'gc>),
    Frame(Frame<'gc>),
    Run(Box<dyn Continuation<'gc> + 'gc>),
}

impl<'gc> FirstStep<'gc> {
    /// Keeps a step; a result is not kept.
    pub fn new(step: Step<'gc>) -> Self {
        match step {
            Step::Return(value) => Self::Value(value),
            Step::Call(call) => Self::Call { callee: call.callee, args: call.args.to_vec(), names: call.names },
            Step::Next(iterator) => Self::Next(iterator),
            Step::Stop(value) => Self::Stop(value),
            Step::Resume(generator, resumption) => Self::Resume(generator, resumption),
            Step::Delegate(generator, to) => Self::Delegate(generator, to),
            Step::Frame(frame) => Self::Frame(frame),
            Step::Run(continuation) => Self::Run(continuation),
        }
    }

    /// The step, once.
    pub fn take(&mut self) -> Option<Step<'gc>> {
        Some(match std::mem::replace(self, Self::Taken) {
            Self::Taken => return None,
            Self::Value(value) => Step::Return(value),
            Self::Call { callee, args, names } => Step::Call(Call { callee, args: args.into(), names }),
            Self::Next(iterator) => Step::Next(iterator),
            Self::Stop(value) => Step::Stop(value),
            Self::Resume(generator, resumption) => Step::Resume(generator, resumption),
            Self::Delegate(generator, to) => Step::Delegate(generator, to),
            Self::Frame(frame) => Step::Frame(frame),
            Self::Run(continuation) => Step::Run(continuation),
        })
    }
}

impl<'gc, const N: usize> Continuation<'gc> for AfterStep<'gc, N> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if matches!(input, Input::Start)
            && let Some(step) = self.first.take()
        {
            return Ok(Flow::Await(step));
        }
        let step = match self.then {
            ThenKind::Value(then) => then(ctx, input.value(ctx)?, self.kept)?,
            ThenKind::Input(then) => then(ctx, input, self.kept)?,
        };
        Ok(Flow::Done(step))
    }
}

/// A continuation that has been started and waits for `first`.
#[derive(Collect)]
#[collect(no_drop)]
struct Started<'gc> {
    first: FirstStep<'gc>,
    then: Box<dyn Continuation<'gc> + 'gc>,
}

impl<'gc> Continuation<'gc> for Started<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if matches!(input, Input::Start)
            && let Some(step) = self.first.take()
        {
            return Ok(Flow::Await(step));
        }
        self.then.resume(ctx, input)
    }
}

impl<'gc> Step<'gc> {
    /// Runs a continuation here as far as it needs nothing from outside; what
    /// is left of it, if anything, is the step. Spares the call stack an entry
    /// where all is immediate.
    ///
    /// # Errors
    /// What the continuation raises.
    pub fn start(ctx: Ctx<'gc>, mut continuation: impl Continuation<'gc> + 'gc) -> NativeResult<'gc> {
        match continuation.resume(ctx, Input::Start)? {
            Flow::Done(step) => Ok(step),
            Flow::Await(step) => Ok(Step::run(Started { first: FirstStep::new(step), then: Box::new(continuation) })),
        }
    }

    /// A result.
    pub fn value(value: impl Into<Value<'gc>>) -> NativeResult<'gc> {
        Ok(Step::Return(value.into()))
    }

    /// A call with positional arguments.
    pub fn call(callee: Value<'gc>, args: &[Value<'gc>]) -> Self {
        Step::Call(Call { callee, args: ArgVec::from_slice(args), names: None })
    }

    /// A continuation, to be started.
    pub fn run(continuation: impl Continuation<'gc> + 'gc) -> Self {
        Step::Run(Box::new(continuation))
    }

    /// Goes on with the result in `then`, which is given `kept` as well. When
    /// the result is there already, it goes on at once.
    ///
    /// # Errors
    /// What `then` raises when it goes on at once.
    pub fn then<const N: usize>(self, ctx: Ctx<'gc>, kept: [Value<'gc>; N], then: Then<N>) -> NativeResult<'gc> {
        match self {
            Step::Return(value) => then(ctx, value, kept),
            step => Ok(Step::run(AfterStep { first: FirstStep::new(step), kept, then: ThenKind::Value(then) })),
        }
    }

    /// As [`Self::then`], but exceptions and ends of iterations are given to
    /// `then` too. (An `Err` in the hand of the caller is the caller's.)
    ///
    /// # Errors
    /// What `then` raises when it goes on at once.
    pub fn then_input<const N: usize>(
        self,
        ctx: Ctx<'gc>,
        kept: [Value<'gc>; N],
        then: ThenInput<N>,
    ) -> NativeResult<'gc> {
        match self {
            Step::Return(value) => then(ctx, Input::Value(value), kept),
            step => Ok(Step::run(AfterStep { first: FirstStep::new(step), kept, then: ThenKind::Input(then) })),
        }
    }
}

/// As [`Step::then_input`] on the outcome of an operation that may have raised
/// at once.
///
/// # Errors
/// What `then` raises when it goes on at once.
pub fn then_input<'gc, const N: usize>(
    outcome: NativeResult<'gc>,
    ctx: Ctx<'gc>,
    kept: [Value<'gc>; N],
    then: ThenInput<N>,
) -> NativeResult<'gc> {
    match outcome {
        Ok(step) => step.then_input(ctx, kept, then),
        Err(raise) => then(ctx, Input::Raise(raise), kept),
    }
}

impl<'gc> From<Value<'gc>> for Step<'gc> {
    fn from(value: Value<'gc>) -> Self {
        Step::Return(value)
    }
}
