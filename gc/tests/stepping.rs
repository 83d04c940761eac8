//! Steps: they collect in the end, keep the heap bounded, and are counted.

mod common;

use std::time::Duration;

use common::heap;
use pyarena_gc::{Config, Factors, Pacing, PacingError, Step};

#[test]
fn without_allocation_there_is_nothing_to_do() {
    let (mut heap, _) = heap(Config::default());
    for _ in 0..1000 {
        assert_eq!(heap.step(), Step::Idle);
    }
    let counters = heap.stats().counters;
    assert_eq!((counters.steps, counters.cycles), (0, 0));
}

#[test]
fn the_collector_sleeps_at_first() {
    let (mut heap, _) = heap(Config::default());
    heap.enter(|mc, root| {
        for _ in 0..Factors::TUNED.min_sleep / 2 {
            root.object(mc, 0);
        }
    });
    assert_eq!(heap.step(), Step::Idle);
}

#[test]
fn steps_free_garbage_in_the_end() {
    let (mut heap, drops) = heap(Config::default());
    let mut finished = 0;
    for _ in 0..500 {
        heap.enter(|mc, root| {
            for _ in 0..100 {
                root.object(mc, 2);
            }
        });
        if heap.step() == Step::Finished {
            finished += 1;
        }
    }
    let stats = heap.stats();
    assert!(finished > 1);
    assert_eq!(stats.counters.cycles, finished);
    assert!(stats.counters.steps >= finished);
    assert!(stats.counters.longest_step > Duration::ZERO);
    assert!(drops.count() > 30_000, "{} freed", drops.count());
}

/// The most objects beyond the live ones while garbage is allocated in slices of `slice`.
fn peak(pacing: Pacing, live: usize, slice: usize) -> usize {
    let config = Config { pacing, ..Config::default() };
    let (mut heap, _) = heap(config);
    heap.enter(|mc, root| {
        for _ in 0..live {
            let object = root.object(mc, 0);
            root.keep(mc, object);
        }
    });
    let base = heap.stats().objects;
    let mut most = 0;
    for _ in 0..(50 * live + 200_000) / slice {
        heap.enter(|mc, root| {
            for _ in 0..slice {
                root.object(mc, 0);
            }
        });
        heap.step();
        most = most.max(heap.accounting().objects() - base);
    }
    most
}

#[test]
fn the_heap_stays_in_proportion_to_what_lives() {
    // `Factors::TUNED` explains where the bounds come from.
    let cases = [(Pacing::default(), 11, 25_000), (Pacing::STOP_THE_WORLD, 2, 6_000)];
    for (pacing, times, plus) in cases {
        for (live, slice) in [(0, 1), (0, 1000), (20_000, 100), (20_000, 5000)] {
            let most = peak(pacing, live, slice);
            let bound = times * live + plus + 2 * slice;
            assert!(most < bound, "{pacing:?}, {live} live, slices of {slice}: {most}");
        }
    }
}

#[test]
fn a_full_collection_leaves_no_debt() {
    let (mut heap, _) = heap(Config::default());
    heap.enter(|mc, root| {
        for _ in 0..100_000 {
            root.object(mc, 0);
        }
    });
    heap.collect();
    assert_eq!(heap.step(), Step::Idle);
    let counters = heap.stats().counters;
    assert_eq!((counters.cycles, counters.steps), (1, 0));
}

/// A step follows the slices: many small ones do more, shorter steps than few large ones.
#[test]
fn steps_are_incremental() {
    let (mut heap, _) = heap(Config::default());
    heap.enter(|mc, root| {
        for _ in 0..50_000 {
            let object = root.object(mc, 0);
            root.keep(mc, object);
        }
    });
    let mut steps_of_cycle = 0;
    let mut longest = 0;
    for _ in 0..5000 {
        heap.enter(|mc, root| {
            for _ in 0..100 {
                root.object(mc, 0);
            }
        });
        match heap.step() {
            Step::Idle => {}
            Step::Worked => steps_of_cycle += 1,
            Step::Finished => {
                longest = longest.max(steps_of_cycle);
                steps_of_cycle = 0;
            }
        }
    }
    assert!(longest > 100, "a cycle took {longest} steps");
}

#[test]
fn statistics_of_an_empty_heap() {
    let (heap, _) = heap(Config::default());
    let stats = heap.stats();
    assert_eq!(stats.objects, 4, "three lists of the root, and the handle table");
    assert_eq!((stats.handles, stats.external_bytes), (0, 0));
    assert_eq!(stats.counters, pyarena_gc::Counters::default());
    assert!(format!("{heap:?}").contains("Sleeping"));
}

#[test]
fn pacing_that_falls_behind_is_refused() {
    let tuned = Factors::TUNED;
    assert_eq!(Pacing::new(tuned), Ok(Pacing::default()));
    assert_eq!(Pacing::default().factors(), tuned);
    assert!(Pacing::new(Pacing::STOP_THE_WORLD.factors()).is_ok());

    let survivors = Factors { trace: 0.5, ..tuned };
    let dead = Factors { free: 0.75, ..tuned };
    for factors in [survivors, dead] {
        let refused = Pacing::new(factors);
        assert!(matches!(refused, Err(PacingError::TooSlow { .. })), "{refused:?}");
    }
    for value in [f64::NAN, f64::INFINITY, -0.1] {
        let Err(PacingError::Invalid { name, .. }) = Pacing::new(Factors { sleep: value, ..tuned }) else {
            panic!("{value} was accepted");
        };
        assert_eq!(name, "sleep");
    }
}
