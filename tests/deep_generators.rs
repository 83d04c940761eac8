//! Chains of 100,000 generators and coroutines on a small native stack.

#![cfg(all(feature = "vm", feature = "source"))]

mod common;

use common::{on_stack, run};
use pyarena::vm::Exit;

const CHAIN: &str = "
import sys
sys.setrecursionlimit(10 ** 6)
log = []
def leaf():
    try:
        while True:
            got = yield len(log)
            log.append(got)
            if got == 'stop':
                return 'result'
    except ValueError as e:
        log.append(str(e))
        yield 'handled'
    finally:
        log.append('finally')
def level(inner):
    return (yield from inner)
def chain():
    log.clear()
    g = leaf()
    for _ in range(100_000):
        g = level(g)
    next(g)
    return g
g = chain()
";

fn check(text: &'static str, expected: &'static str) {
    on_stack(256, move || {
        let run = run(&format!("{CHAIN}{text}"));
        assert_eq!((run.exit, run.err.as_str()), (Exit::Finished, ""));
        assert_eq!(run.out, expected);
    });
}

#[test]
fn sending_and_returning() {
    check(
        "
print(g.send('a'), g.send('b'))
try:
    g.send('stop')
except StopIteration as e:
    print(e.value, log)
",
        "1 2\nresult ['a', 'b', 'stop', 'finally']\n",
    );
}

#[test]
fn throwing_what_the_innermost_handles() {
    check("print(g.throw(ValueError('v')), log, next(g, 'end'))", "handled ['v', 'finally'] end\n");
}

#[test]
fn throwing_what_none_handles() {
    check(
        "
try:
    g.throw(KeyError('k'))
except KeyError as e:
    entry, depth = e.__traceback__, 0
    while entry:
        entry, depth = entry.tb_next, depth + 1
    print(e, depth, log, g.gi_frame)
",
        "'k' 100002 ['finally'] None\n",
    );
}

#[test]
fn closing() {
    check("print(g.close(), log, g.gi_frame)", "None ['finally'] None\n");
    check(
        "
try:
    g.throw(GeneratorExit('mine'))
except GeneratorExit as e:
    print(repr(e), log)
",
        "GeneratorExit('mine') ['finally']\n",
    );
}

#[test]
fn awaiting() {
    check(
        "
class Pass:
    def __await__(self):
        return (yield 'up')
async def bottom():
    return await Pass()
async def above(c):
    return await c
def coroutines():
    c = bottom()
    for _ in range(100_000):
        c = above(c)
    print(c.send(None))
    return c
try:
    coroutines().send('value')
except StopIteration as e:
    print(e.value)
c = coroutines()
print(c.close(), c.cr_frame)
",
        "up\nvalue\nup\nNone None\n",
    );
}
