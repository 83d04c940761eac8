//! Depth: what is deep in the program is not deep on the native stack.

#![cfg(all(feature = "vm", feature = "source"))]

mod common;

use common::{on_stack, run};
use pyarena::vm::Exit;

/// The native stack that deep programs get here.
const STACK_KIB: usize = 256;

#[test]
fn a_hundred_thousand_nested_yield_froms() {
    on_stack(STACK_KIB, || {
        let run = run("
import sys
sys.setrecursionlimit(10 ** 6)

def leaf():
    got = yield 'first'
    yield got

def level(inner):
    return (yield from inner)

chain = leaf()
for _ in range(100_000):
    chain = level(chain)
print(next(chain))
print(chain.send('second'))
print(list(chain))
");
        assert_eq!((run.exit, run.err.as_str()), (Exit::Finished, ""));
        assert_eq!(run.out, "first\nsecond\n[]\n");
    });
}

#[test]
fn recursion_ends_at_the_limit() {
    on_stack(STACK_KIB, || {
        let run = run("
import sys

def down(n):
    return down(n + 1)

try:
    down(0)
except RecursionError as error:
    print(type(error).__name__, error)

depth = 0
def count():
    global depth
    depth += 1
    count()

sys.setrecursionlimit(5000)
try:
    count()
except RecursionError:
    print(depth)
");
        assert_eq!((run.exit, run.err.as_str()), (Exit::Finished, ""));
        assert_eq!(run.out, "RecursionError maximum recursion depth exceeded\n4999\n");
    });
}

#[test]
fn special_methods_recurse_on_the_heap() {
    on_stack(STACK_KIB, || {
        let run = run("
import sys
sys.setrecursionlimit(10 ** 6)

class Peano:
    def __init__(self, less):
        self.less = less
    def __add__(self, other):
        return other if self.less is None else Peano(self.less + other)
    def __len__(self):
        return 0

n = Peano(None)
for _ in range(3000):
    n = Peano(n)
total = n + n
size = 0
while total.less is not None:
    total = total.less
    size += 1
print(size)

nested = []
for _ in range(4000):
    nested = [nested]
print(repr(nested) == '[' * 4001 + ']' * 4001)
print(nested == nested, nested == [nested])
");
        assert_eq!((run.exit, run.err.as_str()), (Exit::Finished, ""));
        assert_eq!(run.out, "6000\nTrue\nTrue False\n");
    });
}
