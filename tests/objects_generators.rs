//! The generator protocol driven by hand: frames that never run, outcomes that
//! the tests make up. Nothing here executes bytecode.

#![cfg(feature = "vm")]

use pyarena::objects::{
    Admission, AsyncGenAThrow, AsyncGenWrapped, AsyncGenWrappedData, AsyncGenerator, Back, Code, CodeFlags, Coroutine,
    Frame, GeneratorCore, GeneratorKind, GeneratorState, Thrown,
};
use pyarena::runtime::state::{Config, Output};
use pyarena::runtime::{Ctx, Delegate, Flow, Input, NativeResult, Outcome, Raise, Resumption, Step};
use pyarena::types::Tuple;
use pyarena::value::Value;
use pyarena::vm::Machine;

struct Silent;
impl Output for Silent {
    fn out(&mut self, _: &[u8]) {}
    fn err(&mut self, _: &[u8]) {}
    fn flush(&mut self) {}
}

fn inside(body: impl for<'gc> FnOnce(Ctx<'gc>)) {
    Machine::new(Config::default(), Box::new(Silent)).enter(body);
}

/// A frame of code that does nothing, with room for four values.
fn frame<'gc>(ctx: Ctx<'gc>) -> Frame<'gc> {
    let name = ctx.intern("body");
    let fields = Code::builder(ctx).stacksize(4).flags(CodeFlags::GENERATOR);
    let code = fields.filename(name).name(name).qualname(name).build(ctx).expect("the fields fit");
    Frame::new(ctx.mc, code, None, ctx.dict(), ctx.builtins, Value::Null)
}

fn make<'gc>(ctx: Ctx<'gc>, kind: GeneratorKind) -> GeneratorCore<'gc> {
    let name = ctx.intern("body");
    let frame = frame(ctx);
    let core = GeneratorCore::new(ctx.mc, kind, frame, name, name);
    frame.set_owner(ctx.mc, Some(core));
    core
}

/// Suspends it at a plain yield, or in a `yield from` with that delegate.
fn suspend<'gc>(ctx: Ctx<'gc>, core: GeneratorCore<'gc>, delegate: Option<Value<'gc>>) {
    core.enter(ctx);
    if let (Some(delegate), Some(frame)) = (delegate, core.frame.get()) {
        frame.set_slot(ctx.mc, 0, delegate);
        frame.sp.set(1);
    }
    core.leave(ctx);
    core.suspend(delegate.is_some());
}

fn suspended<'gc>(ctx: Ctx<'gc>, kind: GeneratorKind) -> GeneratorCore<'gc> {
    let core = make(ctx, kind);
    suspend(ctx, core, None);
    core
}

/// Goes through a native's steps; `answer` tells the outcome of what only an
/// executor could do.
fn settle<'gc>(
    step: NativeResult<'gc>,
    ctx: Ctx<'gc>,
    answer: &mut dyn FnMut(Step<'gc>) -> Input<'gc>,
) -> Outcome<'gc> {
    let mut step = match step {
        Ok(step) => step,
        Err(raise) => return Outcome::Raise(raise),
    };
    loop {
        step = match step {
            Step::Return(value) => return Outcome::Value(value),
            Step::Stop(value) => return Outcome::Stop(value),
            Step::Run(mut continuation) => {
                let mut input = Input::Start;
                loop {
                    match continuation.resume(ctx, input) {
                        Ok(Flow::Done(step)) => break step,
                        Err(raise) => return Outcome::Raise(raise),
                        Ok(Flow::Await(step)) => {
                            input = match settle(Ok(step), ctx, answer) {
                                Outcome::Value(value) => Input::Value(value),
                                Outcome::Stop(value) => Input::Stop(value),
                                Outcome::Raise(raise) => Input::Raise(raise),
                            };
                        }
                    }
                }
            }
            other => return answer(other).outcome(),
        };
    }
}

fn message<'gc>(raise: Raise<'gc>, ctx: Ctx<'gc>) -> String {
    let text = raise.args.get().as_slice().first().and_then(|arg| arg.as_str());
    format!("{}: {}", ctx.type_name(raise.into()), text.map_or_else(Default::default, |text| text.lossy()))
}

fn raised<'gc>(outcome: Outcome<'gc>, ctx: Ctx<'gc>) -> String {
    match outcome {
        Outcome::Raise(raise) => message(raise, ctx),
        Outcome::Value(_) => "a value".to_owned(),
        Outcome::Stop(_) => "the end".to_owned(),
    }
}

fn refused<'gc>(core: GeneratorCore<'gc>, ctx: Ctx<'gc>, resumption: Resumption<'gc>) -> String {
    match core.admit(ctx, resumption) {
        Ok(Admission::Run(_)) => "runs".to_owned(),
        Ok(Admission::Ended) => "ended".to_owned(),
        Err(raise) => message(raise, ctx),
    }
}

const KINDS: [GeneratorKind; 3] = [GeneratorKind::Generator, GeneratorKind::Coroutine, GeneratorKind::AsyncGenerator];

#[test]
fn who_may_be_resumed() {
    inside(|ctx| {
        let send = |value| Resumption::Send(value);
        for (kind, noun) in KINDS.into_iter().zip(["generator", "coroutine", "async generator"]) {
            let core = make(ctx, kind);
            assert_eq!(refused(core, ctx, send(Value::None)), "runs");
            assert_eq!(
                refused(core, ctx, send(Value::Int(1))),
                format!("TypeError: can't send non-None value to a just-started {noun}")
            );
            assert_eq!(core.state.get(), GeneratorState::Created);
            assert_eq!(refused(core, ctx, Resumption::Throw(ctx.value_error("x"))), "runs");
            core.enter(ctx);
            assert_eq!(refused(core, ctx, send(Value::None)), format!("ValueError: {noun} already executing"));
            core.leave(ctx);
            core.suspend(false);
            assert_eq!(refused(core, ctx, send(Value::Int(1))), "runs");
            core.finish(ctx);
        }
        let finished = |kind| {
            let core = make(ctx, kind);
            core.finish(ctx);
            core
        };
        let thrown = ctx.value_error("mine");
        let [generator, coroutine, asynchronous] = KINDS.map(finished);
        assert_eq!(refused(generator, ctx, send(Value::None)), "ended");
        assert_eq!(refused(generator, ctx, Resumption::Throw(thrown)), "ValueError: mine");
        assert_eq!(refused(asynchronous, ctx, send(Value::None)), "StopAsyncIteration: ");
        assert_eq!(refused(asynchronous, ctx, Resumption::Throw(thrown)), "ValueError: mine");
        for resumption in [send(Value::None), Resumption::Throw(thrown)] {
            assert_eq!(refused(coroutine, ctx, resumption), "RuntimeError: cannot reuse already awaited coroutine");
        }
    });
}

#[test]
fn each_has_a_handled_exception_of_its_own() {
    inside(|ctx| {
        let (outside, within) = (ctx.value_error("outside"), ctx.value_error("within"));
        let thread = ctx.thread;
        thread.set_handled(ctx.mc, Some(outside));
        let core = make(ctx, GeneratorKind::Generator);
        core.enter(ctx);
        assert!(thread.handled.get().is_none(), "the body handles nothing yet");
        assert!(thread.topmost_handled() == Some(outside), "but it sees what its resumer handles");
        thread.set_handled(ctx.mc, Some(within));
        core.leave(ctx);
        core.suspend(false);
        assert!(thread.handled.get() == Some(outside));
        thread.set_handled(ctx.mc, None);
        core.enter(ctx);
        assert!(thread.topmost_handled() == Some(within), "kept over the yield");
        core.leave(ctx);
        core.finish(ctx);
        assert!(thread.topmost_handled().is_none() && core.handled.get().is_none());
    });
}

#[test]
fn finishing_cuts_every_link() {
    inside(|ctx| {
        let core = make(ctx, GeneratorKind::Generator);
        let (body, caller) = (core.frame.get().expect("not finished"), frame(ctx));
        core.enter(ctx);
        body.set_back(ctx.mc, Back::Frame(caller));
        assert!(body.back_frame() == Some(caller) && core.is_running());
        core.leave(ctx);
        assert!(core.finish(ctx) == Some(body));
        assert!(core.is_finished() && core.frame.get().is_none());
        assert!(body.owner.get().is_none() && body.back_frame().is_none());
    });
}

#[test]
fn throw_goes_to_the_delegate_first() {
    inside(|ctx| {
        let error = ctx.value_error("thrown");
        let inner = suspended(ctx, GeneratorKind::Generator);
        let outer = make(ctx, GeneratorKind::Coroutine);
        suspend(ctx, outer, Some(inner.value()));
        assert!(outer.delegate().is_some_and(|delegate| delegate.is(inner.value())));
        match outer.throw(ctx, Thrown::new(error)) {
            Ok(Step::Delegate(from, Delegate::Throw(to, thrown))) => {
                assert!(from == outer && to == inner && thrown.args().len() == 1);
            }
            _ => panic!("not delegated"),
        }
        match inner.throw(ctx, Thrown::new(error)) {
            Ok(Step::Resume(core, Resumption::Throw(raise))) => assert!(core == inner && raise == error),
            _ => panic!("not thrown"),
        }
    });
}

#[test]
fn generator_exit_closes_the_delegate_first() {
    inside(|ctx| {
        let exit = ctx.types.exceptions.GeneratorExit;
        let inner = suspended(ctx, GeneratorKind::Generator);
        let outer = make(ctx, GeneratorKind::Generator);
        suspend(ctx, outer, Some(inner.value()));
        let mine = ctx.exception(exit, &[]);
        let mut seen = Vec::new();
        let outcome = settle(outer.throw(ctx, Thrown::new(mine)), ctx, &mut |step| match step {
            Step::Resume(core, Resumption::Throw(raise)) if core == inner => {
                seen.push("inner");
                assert!(outer.is_running() && outer.delegate().is_none(), "re-entry would be refused");
                assert!(ctx.is_raised(raise, exit) && raise != mine);
                Input::Raise(raise)
            }
            Step::Resume(core, Resumption::Throw(raise)) if core == outer => {
                seen.push("outer");
                assert!(outer.state.get() == GeneratorState::SuspendedYieldFrom && raise == mine);
                Input::Value(Value::Int(7))
            }
            _ => panic!("unexpected step"),
        });
        assert!(matches!(outcome, Outcome::Value(Value::Int(7))));
        assert_eq!(seen, ["inner", "outer"]);
    });
}

#[test]
fn an_error_of_closing_the_delegate_is_raised_instead() {
    inside(|ctx| {
        let inner = suspended(ctx, GeneratorKind::Generator);
        let outer = make(ctx, GeneratorKind::Generator);
        suspend(ctx, outer, Some(inner.value()));
        let error = ctx.value_error("in close");
        let outcome = settle(outer.close(ctx), ctx, &mut |step| match step {
            Step::Resume(core, Resumption::Throw(_)) if core == inner => Input::Raise(error),
            Step::Resume(core, Resumption::Throw(raise)) if core == outer => {
                assert!(raise == error);
                Input::Raise(raise)
            }
            _ => panic!("unexpected step"),
        });
        assert_eq!(raised(outcome, ctx), "ValueError: in close");
    });
}

#[test]
fn what_throw_refuses_leaves_the_generator_alone() {
    inside(|ctx| {
        let core = suspended(ctx, GeneratorKind::Generator);
        let error = Value::from(ctx.value_error("e"));
        let cases = [
            (
                Thrown { value: Value::Int(1), ..Thrown::new(error) },
                "TypeError: instance exception may not have a separate value",
            ),
            (
                Thrown { value: Value::None, traceback: Value::Int(1), ..Thrown::new(error) },
                "TypeError: throw() third argument must be a traceback object",
            ),
            (
                Thrown::new(Value::Int(1)),
                "TypeError: exceptions must be classes or instances deriving from BaseException, not int",
            ),
            (
                Thrown::new(ctx.types.int),
                "TypeError: exceptions must be classes or instances deriving from BaseException, not type",
            ),
        ];
        for (thrown, expected) in cases {
            let outcome = settle(core.throw(ctx, thrown), ctx, &mut |_| panic!("unexpected step"));
            assert_eq!(raised(outcome, ctx), expected);
            assert_eq!(core.state.get(), GeneratorState::Suspended);
        }
    });
}

#[test]
fn classes_are_instantiated_outside_of_the_generator() {
    inside(|ctx| {
        let core = suspended(ctx, GeneratorKind::Generator);
        let class = ctx.types.exceptions.KeyError;
        let made = ctx.key_error(Value::Int(1));
        let mut results = [Input::Value(made.into()), Input::Value(Value::Int(5)), Input::Raise(made)].into_iter();
        let expected = [
            "KeyError: ",
            "TypeError: calling <class 'KeyError'> should have returned an instance of BaseException, not int",
            "KeyError: ",
        ];
        for expected in expected {
            let thrown = Thrown { value: ctx.tuple(&[Value::Int(1), Value::Int(2)]), ..Thrown::new(class) };
            let outcome = settle(core.throw(ctx, thrown), ctx, &mut |step| match step {
                Step::Call(call) => {
                    assert!(call.callee.is(class.into()) && call.args.len() == 2 && !core.is_running());
                    results.next().expect("three calls")
                }
                Step::Resume(_, Resumption::Throw(raise)) => Input::Raise(raise),
                _ => panic!("unexpected step"),
            });
            assert_eq!(raised(outcome, ctx), expected);
        }
    });
}

#[test]
fn close_in_every_state() {
    inside(|ctx| {
        for (kind, noun) in KINDS.into_iter().zip(["generator", "coroutine", "async generator"]) {
            let none = |outcome| matches!(outcome, Outcome::Value(Value::None));
            let core = make(ctx, kind);
            assert!(none(settle(core.close(ctx), ctx, &mut |_| panic!("the body must not run"))));
            assert!(core.is_finished());
            assert!(none(settle(core.close(ctx), ctx, &mut |_| panic!("it has finished"))));

            let core = suspended(ctx, kind);
            let end = |outcome| settle(core.close(ctx), ctx, &mut |_| outcome);
            assert_eq!(
                raised(end(Input::Value(Value::None)), ctx),
                format!("RuntimeError: {noun} ignored GeneratorExit")
            );
            match kind {
                GeneratorKind::AsyncGenerator => {
                    assert_eq!(raised(end(Input::Stop(Value::None)), ctx), "StopAsyncIteration: ");
                }
                _ => assert!(matches!(end(Input::Stop(Value::Int(3))), Outcome::Value(Value::Int(3)))),
            }
            let exit = ctx.exception(ctx.types.exceptions.GeneratorExit, &[]);
            assert!(none(end(Input::Raise(exit))));
            assert_eq!(raised(end(Input::Raise(ctx.value_error("v"))), ctx), "ValueError: v");

            core.enter(ctx);
            let running = settle(core.close(ctx), ctx, &mut |_| panic!("it runs"));
            assert_eq!(raised(running, ctx), format!("ValueError: {noun} already executing"));
            core.leave(ctx);
        }
    });
}

#[test]
fn the_exit_of_close_has_the_callers_context() {
    inside(|ctx| {
        let handled = ctx.value_error("handled by the caller");
        ctx.thread.set_handled(ctx.mc, Some(handled));
        let core = suspended(ctx, GeneratorKind::Generator);
        settle(core.close(ctx), ctx, &mut |step| match step {
            Step::Resume(_, Resumption::Throw(raise)) => {
                assert!(raise.context.get() == Some(handled) && core.marks.get().closing);
                Input::Raise(raise)
            }
            _ => panic!("unexpected step"),
        });
        assert!(!core.marks.get().closing);
    });
}

#[test]
fn a_coroutine_is_its_own_iterator() {
    inside(|ctx| {
        let core = make(ctx, GeneratorKind::Coroutine);
        let Value::Coroutine(coroutine) = core.value() else { panic!("a coroutine") };
        let same: Coroutine<'_> = coroutine.await_iter();
        assert!(same == coroutine && same.core() == core);
    });
}

fn asynchronous<'gc>(ctx: Ctx<'gc>) -> (AsyncGenerator<'gc>, GeneratorCore<'gc>) {
    let core = suspended(ctx, GeneratorKind::AsyncGenerator);
    match core.value() {
        Value::AsyncGenerator(generator) => (generator, core),
        _ => panic!("an async generator"),
    }
}

fn wrapped<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Outcome<'gc> {
    Outcome::Value(AsyncGenWrapped::alloc(ctx.mc, AsyncGenWrappedData { value }).into())
}

#[test]
fn asend_tells_yields_from_awaits() {
    inside(|ctx| {
        let (generator, core) = asynchronous(ctx);
        let awaitable = generator.asend(ctx, Value::Int(1));
        assert!(!core.marks.get().running, "making it starts nothing");
        assert!(matches!(awaitable.begin(ctx, Value::None), Ok(Value::Int(1))), "its own value goes first");
        assert!(core.marks.get().running);
        let passed = awaitable.settle(ctx, Outcome::Value(Value::Int(2)));
        assert!(matches!(passed, Outcome::Value(Value::Int(2))) && core.marks.get().running);

        let second = generator.asend(ctx, Value::None);
        let refused = second.begin(ctx, Value::None).map_err(|raise| message(raise, ctx)).err();
        assert_eq!(refused.as_deref(), Some("RuntimeError: anext(): asynchronous generator is already running"));

        assert!(matches!(awaitable.begin(ctx, Value::None), Ok(Value::None)), "only the first time");
        let given = awaitable.settle(ctx, wrapped(ctx, Value::Int(3)));
        assert!(matches!(given, Outcome::Stop(Value::Int(3))) && !core.marks.get().running);
        for used in [awaitable, second] {
            let refused = used.begin(ctx, Value::None).map_err(|raise| message(raise, ctx)).err();
            assert_eq!(refused.as_deref(), Some("RuntimeError: cannot reuse already awaited __anext__()/asend()"));
            assert!(matches!(settle(used.close(ctx), ctx, &mut |_| panic!("closed")), Outcome::Value(Value::None)));
        }
    });
}

#[test]
fn asend_at_the_end() {
    inside(|ctx| {
        let exceptions = &ctx.state().types.exceptions;
        let ends = [
            (Outcome::Stop(Value::None), "StopAsyncIteration: ", true),
            (Outcome::Raise(ctx.exception(exceptions.GeneratorExit, &[])), "GeneratorExit: ", true),
            (Outcome::Raise(ctx.value_error("v")), "ValueError: v", false),
        ];
        for (outcome, expected, closed) in ends {
            let (generator, core) = asynchronous(ctx);
            let awaitable = generator.asend(ctx, Value::None);
            assert!(awaitable.begin(ctx, Value::None).is_ok());
            assert_eq!(raised(awaitable.settle(ctx, outcome), ctx), expected);
            assert_eq!((core.marks.get().closed, core.marks.get().running), (closed, false));
        }
    });
}

#[test]
fn closing_an_asend_throws_generator_exit() {
    inside(|ctx| {
        let (generator, _) = asynchronous(ctx);
        let awaitable = generator.asend(ctx, Value::None);
        let outcome = settle(awaitable.close(ctx), ctx, &mut |step| match step {
            Step::Resume(_, Resumption::Inject(thrown)) => {
                assert!(thrown.is_exit(ctx) && thrown.closes);
                Input::Value(Value::Int(1))
            }
            _ => panic!("unexpected step"),
        });
        assert_eq!(raised(outcome, ctx), "RuntimeError: coroutine ignored GeneratorExit");
    });
}

#[test]
fn aclose_has_four_ends() {
    inside(|ctx| {
        let exit = || ctx.exception(ctx.types.exceptions.GeneratorExit, &[]);
        let ends = [
            (wrapped(ctx, Value::Int(1)), "RuntimeError: async generator ignored GeneratorExit"),
            (Outcome::Raise(exit()), "the end"),
            (Outcome::Stop(Value::None), "the end"),
            (Outcome::Raise(ctx.value_error("v")), "ValueError: v"),
        ];
        for (outcome, expected) in ends {
            let (generator, core) = asynchronous(ctx);
            let awaitable = generator.athrow(ctx, None);
            match awaitable.start(ctx, Value::None) {
                Ok(Some(Step::Resume(_, Resumption::Inject(thrown)))) => {
                    assert!(thrown.is_exit(ctx) && !thrown.closes, "thrown into inner awaits too");
                }
                _ => panic!("not thrown"),
            }
            assert!(core.marks.get().closed && core.marks.get().running);
            let passed = awaitable.settle(ctx, Outcome::Value(Value::Int(5)));
            assert!(matches!(passed, Outcome::Value(Value::Int(5))), "an await is passed up");
            assert_eq!(raised(awaitable.settle(ctx, outcome), ctx), expected);
            assert!(!core.marks.get().running);
            let again = awaitable.start(ctx, Value::None).err().map(|raise| message(raise, ctx));
            assert_eq!(again.as_deref(), Some("RuntimeError: cannot reuse already awaited aclose()/athrow()"));
        }
    });
}

#[test]
fn athrow_checks_in_order() {
    inside(|ctx| {
        let failure = |awaitable, sent| {
            AsyncGenAThrow::start(awaitable, ctx, sent).err().map(|raise| message(raise, ctx)).unwrap_or_default()
        };
        let (generator, core) = asynchronous(ctx);
        let args = Some(Tuple::new(ctx.mc, [ctx.types.exceptions.ValueError.into()]));
        assert_eq!(
            failure(generator.athrow(ctx, args), Value::Int(1)),
            "RuntimeError: can't send non-None value to a just-started coroutine"
        );
        assert_eq!(
            failure(generator.athrow(ctx, Some(ctx.empty_tuple)), Value::None),
            "TypeError: athrow expected at least 1 argument, got 0"
        );
        let four = Some(Tuple::new(ctx.mc, [Value::None; 4]));
        assert_eq!(
            failure(generator.athrow(ctx, four), Value::None),
            "TypeError: athrow expected at most 3 arguments, got 4"
        );
        let driven = generator.asend(ctx, Value::None);
        assert!(driven.begin(ctx, Value::None).is_ok());
        for (args, word) in [(args, "athrow"), (None, "aclose")] {
            assert_eq!(
                failure(generator.athrow(ctx, args), Value::None),
                format!("RuntimeError: {word}(): asynchronous generator is already running")
            );
        }
        driven.settle(ctx, Outcome::Stop(Value::None));
        assert_eq!(failure(generator.athrow(ctx, args), Value::None), "StopAsyncIteration: ");
        core.finish(ctx);
        assert!(matches!(generator.athrow(ctx, args).start(ctx, Value::Int(1)), Ok(None)), "over at once");
    });
}

#[test]
fn hooks_are_called_once() {
    inside(|ctx| {
        let (generator, core) = asynchronous(ctx);
        ctx.thread.set_async_hooks(ctx.mc, Some(Value::Int(1)), Some(Value::Int(2)));
        match generator.init_hooks(ctx) {
            Ok(Step::Call(call)) => assert!(call.callee.is(Value::Int(1)) && call.args[0].is(generator.into())),
            _ => panic!("firstiter is called"),
        }
        assert!(core.extra.get().is_some_and(|extra| extra.finalizer.get().is(Value::Int(2))));
        assert!(matches!(generator.init_hooks(ctx), Ok(Step::Return(Value::None))));
    });
}
