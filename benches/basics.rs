//! The five basic costs: a counting loop, function calls, a `for` loop over a
//! generator, generators made and dropped, cycles of functions and cells.
//!
//! Each iteration runs a whole program of `benches/programs`, start-up and
//! collection included.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pyarena::runtime::state::{Config, Output};
use pyarena::source::{self, Mode};
use pyarena::verify::Verified;
use pyarena::vm::{Exit, Machine};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Output that nobody reads.
struct Nowhere;

impl Output for Nowhere {
    fn out(&mut self, _: &[u8]) {}
    fn err(&mut self, bytes: &[u8]) {
        eprint!("{}", String::from_utf8_lossy(bytes));
    }
    fn flush(&mut self) {}
}

fn basics(c: &mut Criterion) {
    let mut group = c.benchmark_group("basics");
    group.sample_size(20);
    for (name, text) in [
        ("count", include_str!("programs/count.py")),
        ("calls", include_str!("programs/calls.py")),
        ("drive", include_str!("programs/drive.py")),
        ("churn", include_str!("programs/churn.py")),
        ("cycles", include_str!("programs/cycles.py")),
    ] {
        const SIZE: u64 = 100_000;
        let code = source::compile(text, name, Mode::Exec, &Default::default()).expect("compiles").code;
        let code = Verified::new(code).expect("good code");
        group.throughput(Throughput::Elements(SIZE));
        group.bench_function(name, |b| {
            b.iter(|| {
                let argv = vec![name.to_string(), SIZE.to_string()];
                let config = Config { argv, ..Config::default() };
                let mut machine = Machine::new(config, Box::new(Nowhere));
                assert_eq!(black_box(machine.run_main(&code, None)), Exit::Finished);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, basics);
criterion_main!(benches);
