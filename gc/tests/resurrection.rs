//! The call between marking and sweeping: once a cycle, exact, and unable to let the heap run away.

mod common;

use common::{Model, Value, heap, set_slot};
use gc_arena::Gc;
use pyarena_gc::{Config, Heap, Pacing};

fn hook_calls(heap: &Heap<Model>) -> usize {
    heap.enter(|_, root| root.hook_calls.get())
}

fn queued(heap: &Heap<Model>) -> usize {
    heap.enter(|_, root| root.queue.borrow().len())
}

/// Stands for running the finalisers: the queue is let go.
fn run_queue(heap: &Heap<Model>) -> usize {
    heap.enter(|mc, root| std::mem::take(&mut *root.queue.borrow_mut(mc)).len())
}

#[test]
fn a_dead_watched_object_is_handed_over_with_all_it_reaches() {
    let (mut heap, drops) = heap(Config::default());
    heap.enter(|mc, root| {
        let (outer, inner, other) = (root.object(mc, 1), root.object(mc, 1), root.object(mc, 1));
        set_slot(mc, outer, 0, inner);
        set_slot(mc, inner, 0, outer);
        set_slot(mc, other, 0, outer);
        root.watch(mc, outer);
    });
    heap.collect();
    assert_eq!((drops.count(), queued(&heap)), (1, 1));
    assert_eq!(heap.stats().counters.resurrected, 2);
    heap.enter(|_, root| {
        let outer = root.queue.borrow()[0];
        let Value::Object(inner) = outer.slots[0].get() else {
            panic!("the inner object went with the outer one");
        };
        assert!(matches!(inner.slots[0].get(), Value::Object(back) if Gc::ptr_eq(back, outer)));
    });
    run_queue(&heap);
    heap.collect();
    assert_eq!(drops.count(), 3);
    assert_eq!(heap.stats().counters.resurrected, 0);
}

#[test]
fn a_live_watched_object_is_left_alone() {
    let (mut heap, drops) = heap(Config::default());
    let handle = heap.hold(|mc, root| {
        let object = root.object(mc, 0);
        root.watch(mc, object);
        Value::Object(object)
    });
    heap.collect();
    assert_eq!((queued(&heap), drops.count()), (0, 0));
    drop(handle);
    heap.collect();
    assert_eq!((queued(&heap), drops.count()), (1, 0));
}

#[test]
fn a_resurrected_object_can_be_kept_for_good() {
    let (mut heap, drops) = heap(Config::default());
    heap.enter(|mc, root| {
        let object = root.object(mc, 0);
        root.watch(mc, object);
    });
    heap.collect();
    heap.enter(|mc, root| {
        let saved = std::mem::take(&mut *root.queue.borrow_mut(mc));
        root.values.borrow_mut(mc).extend(saved);
    });
    heap.collect();
    heap.collect();
    assert_eq!((drops.count(), queued(&heap)), (0, 0));
}

#[test]
fn the_call_comes_once_a_cycle() {
    let (mut heap, _) = heap(Config::default());
    for _ in 0..5 {
        heap.collect();
    }
    assert_eq!(hook_calls(&heap), 5);
    for _ in 0..2000 {
        heap.enter(|mc, root| {
            for _ in 0..50 {
                root.object(mc, 0);
            }
        });
        heap.step();
    }
    let cycles = heap.stats().counters.cycles;
    assert!(cycles > 10, "{cycles} cycles");
    // One more when the cycle under way is past marking.
    let calls = hook_calls(&heap) as u64;
    assert!(calls == cycles || calls == cycles + 1, "{calls} calls in {cycles} cycles");
}

#[test]
fn the_heap_stays_bounded_when_the_queue_is_worked_off_slowly() {
    let (mut heap, _) = heap(Config::default());
    let mut most = [0; 2];
    for round in 0..20_000 {
        let all = heap.enter(|mc, root| {
            // New garbage only when the queue is empty, as when a program waits for its finalisers.
            if root.queue.borrow().is_empty() {
                for _ in 0..200 {
                    let (object, held) = (root.object(mc, 1), root.object(mc, 0));
                    set_slot(mc, object, 0, held);
                    root.watch(mc, object);
                }
            }
            let left = root.queue.borrow().len().saturating_sub(50);
            let done = root.queue.borrow_mut(mc).split_off(left);
            for _ in &done {
                // A finaliser makes garbage of its own.
                for _ in 0..4 {
                    root.object(mc, 0);
                }
            }
            heap_half(round)
        });
        heap.step();
        most[all] = most[all].max(heap.accounting().objects());
    }
    assert!(most[1] < most[0] * 3 / 2, "at most {} objects in the first half, {} in the second", most[0], most[1]);
}

/// Which half of the rounds it is.
fn heap_half(round: usize) -> usize {
    usize::from(round >= 10_000)
}

/// Allocates garbage of `width` objects a piece, of which one in `every` is finalisable, in slices
/// of 200, and returns the most objects there ever were beyond those that live.
fn peak(live: usize, rounds: usize, every: usize, width: usize) -> usize {
    let (mut heap, drops) = heap(Config::default());
    heap.enter(|mc, root| {
        for _ in 0..live {
            let object = root.object(mc, 0);
            root.keep(mc, object);
        }
    });
    let base = heap.stats().objects;
    let mut most = 0;
    let mut run = 0;
    for _ in 0..rounds {
        heap.enter(|mc, root| {
            for piece in 0..200 / width {
                let first = root.object(mc, 1);
                let mut last = first;
                for _ in 1..width {
                    let next = root.object(mc, 1);
                    set_slot(mc, last, 0, next);
                    last = next;
                }
                if piece % every == 0 {
                    root.watch(mc, first);
                }
            }
        });
        heap.step();
        run += run_queue(&heap);
        most = most.max(heap.accounting().objects() - base);
    }
    heap.collect();
    run += run_queue(&heap);
    heap.collect();
    let pieces = rounds * (200 / width);
    assert_eq!(run, rounds * (200 / width).div_ceil(every), "each once");
    assert_eq!(drops.count(), pieces * width, "all freed in the end");
    most
}

#[test]
fn the_heap_stays_bounded_when_all_garbage_is_finalisable() {
    // Without a hurried cycle after each that resurrects much, this grows past 100,000.
    let most = peak(1000, 2000, 1, 1);
    assert!(most < 15_000, "peak of {most} objects");
}

#[test]
fn the_heap_stays_bounded_when_finalisable_objects_reach_many() {
    // One object in forty is resurrected itself; the others hang on it.
    let most = peak(1000, 2000, 1, 40);
    assert!(most < 15_000, "peak of {most} objects");
}

/// The bounds are the fixed points of the default pacing, rounded up; see `Factors::TUNED`. At one in
/// ten the cycles are just not hurried, so that is the worst case.
#[test]
fn the_heap_stays_bounded_when_some_garbage_is_finalisable() {
    for (every, bound) in [(2, 12_000), (10, 100_000), (100, 30_000)] {
        let most = peak(1000, 5000, every, 1);
        assert!(most < bound, "one in {every}: peak of {most} objects");
    }
}

#[test]
fn what_is_resurrected_is_counted_under_any_pacing() {
    let stop = Config { pacing: Pacing::STOP_THE_WORLD, ..Config::default() };
    for config in [Config::default(), stop] {
        let (mut heap, _) = heap(config);
        heap.enter(|mc, root| {
            for _ in 0..3 {
                let (first, second, leaf) = (root.object(mc, 1), root.object(mc, 1), root.object(mc, 0));
                set_slot(mc, first, 0, second);
                set_slot(mc, second, 0, leaf);
                root.watch(mc, first);
                // Reached from the first and finalisable itself: one object, counted once.
                root.watch(mc, second);
            }
        });
        heap.collect();
        assert_eq!(heap.stats().counters.resurrected, 9);
        assert_eq!(run_queue(&heap), 6);
    }
}
