//! The variables of frames from Rust, and `f_locals` as PEP 558 had it.

#![cfg(all(feature = "vm", feature = "source"))]

mod common;

use common::Captured;
use pyarena::objects::Frame;
use pyarena::runtime::Ctx;
use pyarena::runtime::state::Config;
use pyarena::source::{self, Mode};
use pyarena::types::Dict;
use pyarena::value::Value;
use pyarena::vm::{Exit, Machine};

/// A program whose `frame` is that of a function that has returned, with a
/// local, a cell, a free variable and one that is unbound.
const FRAME: &str = "
import sys
def outer():
    free = 'free'
    def inner(local):
        cell = 'cell'
        gone = 1
        del gone
        return sys._getframe(), lambda: (cell, free)
    return inner('local')
frame, closure = outer()
";

/// Runs `text` and looks at its globals.
fn inspect(text: &str, look: impl for<'gc> FnOnce(Ctx<'gc>, Dict<'gc>)) {
    let (mut machine, captured) = common::machine(text);
    while !machine.step() {}
    assert_eq!((machine.exit(), captured.err().as_str()), (Exit::Finished, ""));
    machine.enter(|ctx| {
        let Some(Value::Module(main)) = ctx.get_name(ctx.modules, "__main__") else { panic!("no __main__") };
        look(ctx, main.dict);
    });
}

fn frame_of<'gc>(ctx: Ctx<'gc>, globals: Dict<'gc>) -> Frame<'gc> {
    match ctx.get_name(globals, "frame") {
        Some(Value::Frame(frame)) => frame,
        _ => panic!("no frame"),
    }
}

fn text(value: Option<Value<'_>>) -> Option<String> {
    value.and_then(Value::as_str).map(|text| text.lossy().into_owned())
}

#[test]
fn slots_are_found_read_and_written_by_name() {
    inspect(FRAME, |ctx, globals| {
        let frame = frame_of(ctx, globals);
        let names: Vec<String> = frame.fast_locals().map(|(_, name, _)| name.lossy().into_owned()).collect();
        assert_eq!(names, ["local", "cell", "free"]);
        for name in ["local", "cell", "free"] {
            let index = frame.find_bound(ctx.intern(name)).expect("it is bound");
            assert_eq!(text(frame.fast_value(index)).as_deref(), Some(name));
            assert_eq!(frame.find_writable(ctx.intern(name)), Some(index));
            frame.set_fast(ctx.mc, index, ctx.str("written"));
            assert_eq!(text(frame.fast_value(index)).as_deref(), Some("written"));
            frame.set_fast(ctx.mc, index, Value::Null);
            assert!(frame.fast_value(index).is_none());
        }
        assert!(frame.find_bound(ctx.intern("gone")).is_none());
        assert!(frame.find_writable(ctx.intern("gone")).is_some());
        assert!(frame.find_writable(ctx.intern("missing")).is_none());
        assert!(frame.fast_value(usize::MAX).is_none());
    });
}

#[test]
fn snapshots_are_one_dict_and_fold_back_what_changed() {
    inspect(FRAME, |ctx, globals| {
        let frame = frame_of(ctx, globals);
        frame.fold_locals(ctx.mc);
        let dict = frame.snapshot_locals(ctx.mc);
        assert!(dict.is(frame.snapshot_locals(ctx.mc)));
        assert_eq!(dict.len(), 3);
        for (name, new) in [("cell", "new cell"), ("free", "new free"), ("gone", "bound"), ("extra", "kept")] {
            ctx.set_name(dict, name, ctx.str(new));
        }
        dict.remove_str(ctx.mc, ctx.intern("local"));
        frame.fold_locals(ctx.mc);
        let now: Vec<(String, Option<String>)> =
            frame.fast_locals().map(|(_, name, value)| (name.lossy().into_owned(), text(Some(value)))).collect();
        let now: Vec<(&str, &str)> = now.iter().map(|(n, v)| (n.as_str(), v.as_deref().unwrap_or(""))).collect();
        assert_eq!(now, [("gone", "bound"), ("cell", "new cell"), ("free", "new free")]);
        // What has not been touched in the dict is not written back.
        let cell = frame.find_bound(ctx.intern("cell")).expect("it is bound");
        frame.set_fast(ctx.mc, cell, ctx.str("newer"));
        frame.fold_locals(ctx.mc);
        assert_eq!(text(frame.fast_value(cell)).as_deref(), Some("newer"));
        assert_eq!(text(ctx.get_name(frame.snapshot_locals(ctx.mc), "cell")).as_deref(), Some("newer"));
        assert_eq!(text(ctx.get_name(dict, "extra")).as_deref(), Some("kept"));
    });
}

/// Runs `text` with `f_locals` in one of its two forms.
fn run(text: &str, snapshot_locals: bool) -> String {
    let captured = Captured::default();
    let code = source::compile(text, "<test>", Mode::Exec, &Default::default()).expect("the program compiles").code;
    let config = Config { snapshot_locals, ..Config::default() };
    let mut machine = Machine::new(config, Box::new(captured.clone()));
    let code = pyarena::verify::Verified::new(code).expect("the code is good");
    assert_eq!((machine.run_main(&code, None), captured.err().as_str()), (Exit::Finished, ""));
    captured.out()
}

const BOTH: &str = "
import sys
def tracer(frame, event, arg):
    if event == 'line' and 'x' in frame.f_locals:
        frame.f_locals['x'] += 10
    return tracer
def plain():
    frame = sys._getframe()
    x = 1
    frame.f_locals['x'] = 2
    print(type(frame.f_locals).__name__, frame.f_locals is frame.f_locals, x)
    locals_ = frame.f_locals
    locals_['x'] = 3
    before = x
    try:
        raise KeyError
    except KeyError:
        print(before, x)
    return x
def traced():
    x = 1
    y = 2
    return x
print(plain())
sys.settrace(tracer)
result = traced()
sys.settrace(None)
print(result)
";

#[test]
fn both_forms_of_f_locals() {
    assert_eq!(run(BOTH, false), "FrameLocalsProxy False 2\n3 3\n3\n21\n");
    // Written back where exception handling starts and after trace functions.
    assert_eq!(run(BOTH, true), "dict True 1\n1 3\n3\n21\n");
}
