//! Natives that loop are collected like any other program.

#![cfg(all(feature = "vm", feature = "source"))]

mod common;

use common::run;
use pyarena::vm::Exit;

/// Objects that a program without data of its own may have at any time: the
/// classes and modules of the start, and what one cycle leaves behind.
const FLAT: usize = 60_000;

#[test]
fn sum_over_ten_million_items() {
    let run = run("
def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1

print(sum(numbers(10_000_000)))
");
    assert_eq!((run.exit, run.err.as_str()), (Exit::Finished, ""));
    assert_eq!(run.out, "49999995000000\n");
    assert!(run.peak_objects < FLAT, "{} objects at the peak", run.peak_objects);
}

#[test]
fn natives_over_generators_of_garbage() {
    let run = run("
def tuples(n):
    i = 0
    while i < n:
        yield (i, [i])
        i += 1

print(sum(1 for _ in tuples(300_000)))
print(max(tuples(200_000), key=lambda pair: pair[0])[0])
print(any(pair is None for pair in tuples(300_000)))
print(len(','.join(str(i % 10) for i in range(100_000))))
");
    assert_eq!((run.exit, run.err.as_str()), (Exit::Finished, ""));
    assert_eq!(run.out, "300000\n199999\nFalse\n199999\n");
    // The join holds 100,000 strings for a moment.
    assert!(run.peak_objects < FLAT + 250_000, "{} objects at the peak", run.peak_objects);
}
