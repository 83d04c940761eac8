//! Finalizers seen from outside: how many objects are watched, that each ends
//! once, that a heap full of them stays bounded, what happens at the end of a
//! program, and the option for a fixed interval. What programs see of the order
//! is in `scripts/finalisation`.

#![cfg(all(feature = "vm", feature = "source", feature = "stdlib"))]

mod common;

use pyarena::runtime::state::Config;
use pyarena::vm::{Exit, Machine};

/// What `text` has written when it is over, its finalizers included.
fn out(text: &str) -> String {
    let run = common::run(text);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Finished, ""));
    run.out
}

fn watched(machine: &Machine) -> usize {
    machine.enter(|ctx| ctx.watch.watched())
}

/// How many objects are watched when `text` has run, before the end.
fn watched_after(text: &str) -> usize {
    let (mut machine, captured) = common::machine(text);
    while !machine.step() {}
    assert_eq!(captured.err(), "");
    watched(&machine)
}

const GENERATORS: &str = "def guarded():\n    try:\n        yield 1\n        yield 2\n    finally: pass\n\
                          def plain():\n    yield 1\n    yield 2\n\
                          async def co(): pass\n";

#[test]
fn only_what_has_something_to_run_is_watched() {
    for (count, text) in [
        (0, "l = [guarded() for _ in range(9)]"),
        (9, "l = [guarded() for _ in range(9)]\nfor g in l: next(g)"),
        (0, "l = [plain() for _ in range(9)]\nfor g in l: next(g)"),
        (0, "l = [iter([1]) for _ in range(9)]\ndef d(i): yield from i\nl = [d(i) for i in l]\nfor g in l: next(g)"),
        (9, "l = [co() for _ in range(9)]"),
        (0, "class C: pass\nl = [C() for _ in range(9)]"),
        (9, "class C:\n    def __del__(self): pass\nl = [C() for _ in range(9)]"),
    ] {
        let (mut machine, _) = common::machine(&format!("{GENERATORS}{text}\n"));
        while !machine.step() {}
        assert_eq!(watched(&machine), count, "{text}");
    }
}

#[test]
fn what_ends_by_itself_is_not_watched_any_more() {
    for text in [
        "for _ in range(99): list(guarded())",
        "for _ in range(99):\n    g = guarded(); next(g); g.close()",
        "for _ in range(99):\n    g = guarded(); next(g)\n    try: g.throw(ValueError)\n    except ValueError: pass",
        "l = [guarded() for _ in range(99)]\nfor g in l: next(g)\nfor g in l[::2] + l[1::2]: list(g)",
        "for _ in range(99): co().close()",
        "for _ in range(99):\n    try: co().send(None)\n    except StopIteration: pass",
        "async def ag(): yield 1\nfor _ in range(99): ag().asend(None).close()",
        "async def ag(): yield 1\nasync def f():\n    async for x in ag(): pass\n\
         for _ in range(99):\n    try: f().send(None)\n    except StopIteration: pass",
    ] {
        assert_eq!(watched_after(&format!("{GENERATORS}{text}\n")), 0, "{text}");
    }
}

#[test]
fn each_ends_once_however_often_it_is_kept() {
    let text = "
import gc
kept = []
count = 0
class R:
    def __del__(self):
        global count
        count += 1
        kept.append(self)
def g():
    global count
    try: yield
    finally:
        count += 1
        kept.append(me)
for _ in range(100): R()
for _ in range(20):
    gc.collect()
    kept.clear()
print(count)
";
    assert_eq!(out(text), "100\n");
}

#[test]
fn a_collection_without_being_asked_for_ends_them_too() {
    let text = "
count = 0
def g():
    global count
    try: yield
    finally: count += 1
made = 0
while count < 100 and made < 1_000_000:
    x = g(); next(x); made += 1
print(count >= 100)
";
    assert_eq!(out(text), "True\n");
}

/// The most objects in the heap while `each` runs many times.
fn peak(each: &str, times: usize) -> usize {
    let run = common::run(&format!("{GENERATORS}{each}\nfor _ in range({times}): each()\n"));
    assert_eq!(run.exit, Exit::Finished, "{}", run.err);
    run.peak_objects
}

#[test]
fn a_heap_of_finalisable_garbage_is_bounded() {
    for each in [
        "def each():\n    g = guarded(); next(g)",
        "class C:\n    def __del__(self): pass\neach = C",
        "class C:\n    def __init__(self): self.me = self\n    def __del__(self): pass\neach = C",
        "class C:\n    def __init__(self): self.l = [[] for _ in range(10)]\n    def __del__(self): pass\neach = C",
        "import warnings; warnings.simplefilter('ignore')\nasync def f(): pass\neach = f",
    ] {
        let (short, long) = (peak(each, 30_000), peak(each, 120_000));
        assert!(long < short * 3 / 2, "{short} objects after 30,000 rounds, {long} after 120,000 of:\n{each}");
    }
}

#[test]
fn long_chains_end_in_one_collection_and_without_native_stack() {
    common::on_stack(512, || {
        let text = "
import gc
count = 0
class Node:
    def __init__(self, next): self.next = next
    def __del__(self):
        global count
        count += 1
def make(n):
    node = None
    for _ in range(n): node = Node(node)
make(30_000)
gc.collect()
print(count)
def walk(it):
    global count
    try:
        for v in it: yield v
    finally: count += 1
def generators(n):
    it = iter([1, 2])
    for _ in range(n): it = walk(it); next(it, None)
generators(5_000)
gc.collect()
print(count)
";
        assert_eq!(out(text), "30000\n35000\n");
    });
}

#[test]
fn a_finalizer_that_makes_its_own_like_does_not_keep_the_collection() {
    let text = "
import gc
count = 0
class Hydra:
    def __del__(self):
        global count
        count += 1
        if count < 1_000_000: Hydra()
Hydra()
gc.collect()
print(10 < count < 1_000_000)
count = 1_000_000
";
    assert_eq!(out(text), "True\n");
}

#[test]
fn what_is_left_ends_with_the_program_and_finds_its_globals() {
    let text = "
import sys, builtins
name = 'globals'
class D:
    def __init__(self, x): self.x = x
    def __del__(self): print('del', self.x, name)
def g():
    try: yield
    finally: print('generator', name)
x = g(); next(x)
a = D('first'); b = D('second'); b.held = D('held')
cycle = D('cycle'); cycle.me = cycle
sys.kept = D('kept by sys')
def local():
    y = D('local'); z = g(); next(z)
    raise SystemExit(3)
print('over')
local()
";
    let run = common::run(text);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Status(3), ""));
    let mut lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.remove(0), "over");
    assert_eq!(lines.last(), Some(&"del kept by sys globals"));
    lines.sort_unstable();
    let expected = [
        "del cycle globals",
        "del first globals",
        "del held globals",
        "del kept by sys globals",
        "del local globals",
        "del second globals",
        "generator globals",
        "generator globals",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn errors_at_the_end_are_reported_and_change_nothing() {
    let run = common::run("class D:\n    def __del__(self): 1 / 0\nd = D()\nasync def co(): pass\nc = co()\n");
    assert_eq!(run.exit, Exit::Finished);
    assert!(run.err.contains("Exception ignored while calling deallocator <function D.__del__ at 0x"), "{}", run.err);
    assert!(run.err.contains("ZeroDivisionError: division by zero\n"), "{}", run.err);
    assert!(run.err.contains("RuntimeWarning: coroutine 'co' was never awaited\n"), "{}", run.err);
}

#[test]
fn what_atexit_calls_comes_before() {
    let text = "
import atexit, gc
class D:
    def __del__(self): print('del')
d = D()
def last():
    global d
    print('atexit')
    e = D(); del e; gc.collect()
    print('collected')
atexit.register(last)
";
    assert_eq!(out(text), "atexit\ndel\ncollected\ndel\n");
}

#[test]
fn a_fixed_interval_ends_things_promptly() {
    let text = "
count = 0
class D:
    def __del__(self):
        global count
        count += 1
def work(n):
    lag = 0
    for made in range(1, n):
        D()
        lag = max(lag, made - count)
    return lag
print(work(3000))
";
    let lag = |gc_interval: u32| {
        let (mut machine, captured) = common::machine_with(Config { gc_interval, ..Config::default() }, text);
        while !machine.step() {}
        captured.out().trim().parse::<usize>().expect("a number")
    };
    assert!(lag(1) <= 4, "{}", lag(1));
    assert!(lag(50) <= 120, "{}", lag(50));
    assert!(lag(0) > 500, "{}", lag(0));
}

#[test]
fn a_suspended_generator_frees_what_it_let_go_of() {
    // The values of an ended generator die with the cycle after the one that closed it.
    let text =
        "import gc\ndef each():\n    g = guarded(); next(g)\nfor _ in range(500): each()\ngc.collect(); gc.collect()\n";
    let (mut machine, _) = common::machine(&format!("{GENERATORS}{text}"));
    let mut least = usize::MAX;
    while !machine.step() {
        least = machine.heap().stats().objects;
    }
    machine.heap().collect();
    let left = machine.heap().stats().objects;
    assert!(left <= least, "{left} objects at the end, {least} after collecting");
    assert_eq!(watched(&machine), 0);
}
