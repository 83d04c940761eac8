//! What is freed: cycles through frames, cells and generators, and what
//! finished generators held. Live objects are counted after full collections.

#![cfg(all(feature = "vm", feature = "source"))]

mod common;

use pyarena::vm::Exit;

/// The number of objects alive once `text` has run `times` times in a function
/// of its own.
fn alive(text: &str, times: usize) -> usize {
    let body: String = text.lines().map(|line| format!("    {line}\n")).collect();
    let program = format!("kept = []\ndef work():\n{body}\nfor _ in range({times}): work()\nwork = None\n");
    let (mut machine, captured) = common::machine(&program);
    while !machine.step() {}
    assert_eq!((machine.exit(), captured.err().as_str()), (Exit::Finished, ""));
    // Values that were popped stay in slots until frames are cleared: twice.
    machine.heap().collect();
    machine.heap().collect();
    machine.heap().stats().objects
}

/// Checks that nothing of what `text` makes stays, however often it runs.
fn leaves_nothing(text: &str) {
    let (few, many) = (alive(text, 10), alive(text, 1000));
    assert!(many <= few + 20, "{few} objects alive after 10 runs, {many} after 1000 of:\n{text}");
}

#[test]
fn the_count_would_show_what_stays() {
    let text = "def g():\n    yield\nx = g()\nnext(x)\nkept.append(x)";
    assert!(alive(text, 1000) > alive(text, 10) + 1500);
}

#[test]
fn a_generator_that_holds_its_own_frame() {
    leaves_nothing("def g():\n    me = x.gi_frame\n    yield me\nx = g()\nnext(x)");
    leaves_nothing("def g(box):\n    yield box\nbox = []\nx = g(box)\nbox.append(x)\nnext(x)");
}

#[test]
fn frames_that_hold_each_other() {
    leaves_nothing(
        "import sys\ndef outer():\n    mine = sys._getframe()\n    return inner(mine)\ndef inner(other):\n    mine = sys._getframe()\n    return mine\nouter()",
    );
}

#[test]
fn a_cell_that_holds_its_own_closure() {
    leaves_nothing("def f():\n    return f\nf()");
    leaves_nothing("import sys\nframe = sys._getframe()\ndef f():\n    return frame\nf()");
}

#[test]
fn exceptions_and_their_tracebacks() {
    leaves_nothing("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    error = e");
    leaves_nothing(
        "def g():\n    try:\n        yield\n    except ValueError as e:\n        keep = e\n        yield e\nx = g()\nnext(x)\nx.throw(ValueError())",
    );
}

#[test]
fn coroutines_and_async_generators() {
    leaves_nothing("async def c():\n    return 1\nx = c()\ntry:\n    x.send(None)\nexcept StopIteration: pass");
    leaves_nothing(
        "async def g():\n    yield g\nasync def c():\n    return [x async for x in g()]\ntry:\n    c().send(None)\nexcept StopIteration: pass",
    );
}

#[test]
fn a_finished_generator_frees_its_variables() {
    let big = |end: &str| {
        format!("def g():\n    big = [[] for _ in range(50)]\n    yield\nx = g()\nnext(x)\n{end}\nkept.append(x)")
    };
    let suspended = alive(&big("pass"), 100);
    for end in ["list(x)", "x.close()", "try: x.throw(ValueError)\nexcept ValueError: pass"] {
        let finished = alive(&big(end), 100);
        assert!(finished + 5000 < suspended, "{finished} after {end}, {suspended} when suspended");
    }
}

#[test]
fn a_generator_that_never_started_frees_its_arguments_when_closed() {
    let text = |end: &str| format!("def g(a):\n    yield a\nx = g([[] for _ in range(50)])\n{end}\nkept.append(x)");
    let (created, closed) = (alive(&text("pass"), 100), alive(&text("x.close()"), 100));
    assert!(closed + 5000 < created, "{closed} closed, {created} created");
}
