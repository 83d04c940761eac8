//! Hostile bytecode: whatever a `.pyc` holds, running it ends in an error or a
//! result, never in a panic.

#![cfg(all(feature = "vm", feature = "source"))]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use common::Captured;
use pyarena::pyc::{self, RawCode};
use pyarena::runtime::state::Config;
use pyarena::source::{self, Mode};
use pyarena::verify::Verified;
use pyarena::vm::Machine;

/// A small generator of numbers: the same ones in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// Runs a few slices of the code, which may well loop for ever.
fn survives(code: RawCode, what: &str) {
    let result = catch_unwind(AssertUnwindSafe(|| {
        let Ok(code) = Verified::new(Arc::new(code)) else { return };
        let mut machine = Machine::new(Config::default(), Box::new(Captured::default()));
        if machine.start_main(&code, None).is_ok() {
            for _ in 0..20 {
                if machine.step() {
                    machine.exit();
                    break;
                }
            }
        }
    }));
    assert!(result.is_ok(), "panic: {what}");
}

/// Rounds of each test: PYARENA_ROUNDS, or enough for every day.
fn rounds() -> usize {
    std::env::var("PYARENA_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1500)
}

const PROGRAM: &str = "
def gen(n, *rest, key=1, **more):
    try:
        for i in range(n):
            got = yield i
    except ValueError as error:
        raise KeyError(i) from error
    finally:
        n = None
    return [x for x in rest if x]

class A:
    __slots__ = ('a',)
    def __init__(self, a):
        self.a = a
    def __enter__(self):
        return self
    def __exit__(self, *args):
        return True

def free():
    y = 1
    def inner():
        nonlocal y
        y += 1
        return y
    return inner

with A(3) as a:
    b = {a.a: [*gen(3), *range(2)], 'x': f'{a.a!r:>4}'}
    del b['x']
match b:
    case {3: [first, *_]}:
        c = first
    case A(a=1) | None:
        c = 2
d = free()() + sum(x * 2 for x in (1, 2, 3))
lambda *args, **kwargs: d(*args, **kwargs)
";

#[test]
fn flipped_bytes_of_code() {
    let code = source::compile(PROGRAM, "<test>", Mode::Exec, &Default::default()).expect("compiles").code;
    let mut numbers = Numbers(1);
    for round in 0..rounds() {
        let mut broken = RawCode::clone(&code);
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(broken.code.len());
            broken.code[at] = numbers.below(256) as u8;
        }
        survives(broken, &format!("round {round} of the module's code"));
    }
}

#[test]
fn flipped_bytes_of_inner_code_and_tables() {
    let code = source::compile(PROGRAM, "<test>", Mode::Exec, &Default::default()).expect("compiles").code;
    let mut numbers = Numbers(2);
    for round in 0..rounds() {
        let mut broken = RawCode::clone(&code);
        mutate_inner(&mut broken, &mut numbers);
        survives(broken, &format!("round {round} of the inner code"));
    }
}

/// What a program does to its own code is verified when it is first called.
#[test]
fn flipped_bytes_within_a_program() {
    let rounds = rounds();
    let program = format!(
        "
import types
state = 7
def below(n):
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return (state >> 8) % n
def target(n, *rest, key=1):
    try:
        for i in rest:
            if i == n: yield i
            else: n = [x for x in rest if x]
    finally:
        key = None
    return lambda: (n, key)
def plain(a, b=2):
    with open as f: return a + b
    return f'{{a}}-{{b!r}}'
good = bad = 0
for i in range({rounds}):
    code = (target, plain)[i & 1].__code__
    text = bytearray(code.co_code)
    for _ in range(1 + below(2)): text[below(len(text))] = below(256)
    table = bytearray(code.co_exceptiontable)
    if below(8) == 0: table[below(len(table))] = below(256)
    try:
        code = code.replace(co_code=bytes(text), co_exceptiontable=bytes(table))
        made = types.FunctionType(code, globals(), closure=tuple(types.CellType() for _ in code.co_freevars))
        result = made(1, 2)
        if hasattr(result, 'send'): next(result)
        good += 1
    except BaseException as error: bad += 1
print('done')
"
    );
    let result = catch_unwind(AssertUnwindSafe(|| {
        let (mut machine, captured) = common::machine(&program);
        // A mutant may loop for ever: that is as good as an end.
        for _ in 0..200 * rounds.max(1) {
            if machine.step() {
                machine.exit();
                break;
            }
        }
        captured.err()
    }));
    assert_eq!(result.ok().as_deref(), Some(""));
}

fn mutate_inner(code: &mut RawCode, numbers: &mut Numbers) {
    for constant in &mut code.consts {
        if let pyc::Const::Code(inner) = constant {
            let inner = Arc::make_mut(inner);
            mutate_inner(inner, numbers);
            for _ in 0..=numbers.below(2) {
                let at = numbers.below(inner.code.len());
                inner.code[at] = numbers.below(256) as u8;
            }
            match numbers.below(8) {
                0 => inner.stacksize = numbers.below(4) as u32,
                1 => inner.argcount = numbers.below(9) as u32,
                2 if !inner.exceptiontable.is_empty() => {
                    let at = numbers.below(inner.exceptiontable.len());
                    inner.exceptiontable[at] = numbers.below(256) as u8;
                }
                3 if !inner.linetable.is_empty() => {
                    let at = numbers.below(inner.linetable.len());
                    inner.linetable[at] = numbers.below(256) as u8;
                }
                4 => inner.flags ^= 1 << numbers.below(12),
                _ => {}
            }
        }
    }
}
