//! What a collection frees, counted by destructors: every shape of cycle, and nothing reachable.

mod common;

use common::{Model, Ref, Root, heap, set_back, set_slot};
use gc_arena::{Gc, Mutation};
use pyarena_gc::{Config, Heap};

/// Builds garbage, checks that it is there, collects, and checks that all of it is gone.
fn all_freed<F>(objects: usize, build: F)
where
    F: for<'gc> FnOnce(&'gc Mutation<'gc>, &'gc Root<'gc>),
{
    let (mut heap, drops) = heap(Config::default());
    heap.collect();
    let empty = heap.stats().objects;
    heap.enter(build);
    assert_eq!(heap.stats().objects, empty + objects);
    assert_eq!(drops.count(), 0);
    heap.collect();
    assert_eq!(drops.count(), objects);
    assert_eq!(heap.stats().objects, empty);
}

#[test]
fn single_object() {
    all_freed(1, |mc, root| {
        root.object(mc, 0);
    });
}

#[test]
fn self_cycle() {
    all_freed(1, |mc, root| {
        let object = root.object(mc, 1);
        set_slot(mc, object, 0, object);
    });
}

#[test]
fn mutual_cycle() {
    all_freed(2, |mc, root| {
        let (a, b) = (root.object(mc, 1), root.object(mc, 1));
        set_slot(mc, a, 0, b);
        set_slot(mc, b, 0, a);
    });
}

/// A chain of frames with back links, each caller holding its callee in a local.
#[test]
fn frames_with_back_links() {
    all_freed(100, |mc, root| {
        let mut caller = root.object(mc, 2);
        for _ in 1..100 {
            let callee = root.object(mc, 2);
            set_back(mc, callee, caller);
            set_slot(mc, caller, 1, callee);
            caller = callee;
        }
    });
}

/// A recursive inner function: its cell holds the closure, the closure the cell, the frame that
/// made them both, and the closure's globals-like slot the frame.
#[test]
fn cell_closure_frame() {
    all_freed(3, |mc, root| {
        let (cell, closure, frame) = (root.object(mc, 1), root.object(mc, 2), root.object(mc, 2));
        set_slot(mc, cell, 0, closure);
        set_slot(mc, closure, 0, cell);
        set_slot(mc, closure, 1, frame);
        set_slot(mc, frame, 0, cell);
        set_slot(mc, frame, 1, closure);
    });
}

/// A generator stored in a local of its own frame.
#[test]
fn generator_in_its_own_frame() {
    all_freed(2, |mc, root| {
        let (generator, frame) = (root.object(mc, 1), root.object(mc, 1));
        set_slot(mc, generator, 0, frame);
        set_slot(mc, frame, 0, generator);
        set_back(mc, frame, generator);
    });
}

#[test]
fn a_long_list_without_native_recursion() {
    all_freed(200_000, |mc, root| {
        let mut last = root.object(mc, 0);
        for _ in 1..200_000 {
            let next = root.object(mc, 0);
            set_back(mc, next, last);
            last = next;
        }
    });
}

#[test]
fn the_reachable_part_stays() {
    let (mut heap, drops) = heap(Config::default());
    heap.enter(|mc, root| {
        let (kept, reached, garbage) = (root.object(mc, 1), root.object(mc, 1), root.object(mc, 1));
        set_slot(mc, kept, 0, reached);
        set_slot(mc, reached, 0, kept);
        set_slot(mc, garbage, 0, kept);
        root.keep(mc, kept);
    });
    heap.collect();
    assert_eq!(drops.count(), 1);
    heap.enter(|mc, root| root.values.borrow_mut(mc).clear());
    heap.collect();
    assert_eq!(drops.count(), 3);
}

/// Puts the collector into the middle of a cycle: some of a large kept heap is marked.
fn into_a_cycle(heap: &mut Heap<Model>) {
    heap.enter(|mc, root| {
        for _ in 0..20_000 {
            let object = root.object(mc, 1);
            root.keep(mc, object);
        }
    });
    for _ in 0..1000 {
        heap.enter(|mc, root| {
            for _ in 0..10 {
                let object = root.object(mc, 1);
                root.keep(mc, object);
            }
        });
        heap.step();
    }
}

/// An object that was marked and then became garbage survives that cycle, but not `collect`.
#[test]
fn garbage_made_during_a_cycle() {
    for slices in 0..40 {
        let (mut heap, drops) = heap(Config::default());
        into_a_cycle(&mut heap);
        for _ in 0..slices * 50 {
            heap.enter(|mc, root| {
                for _ in 0..20 {
                    let object = root.object(mc, 0);
                    root.keep(mc, object);
                }
            });
            heap.step();
        }
        assert_eq!(drops.count(), 0, "all is reachable");
        let kept = heap.enter(|mc, root| {
            let mut values = root.values.borrow_mut(mc);
            let all = values.len();
            values.truncate(all / 2);
            all - all / 2
        });
        heap.collect();
        assert_eq!(drops.count(), kept, "after {slices} rounds");
    }
}

/// A store into an object that is already marked must not lose what was stored.
#[test]
fn stores_into_marked_objects_are_seen() {
    let (mut heap, drops) = heap(Config::default());
    heap.enter(|mc, root| {
        let holder = root.object(mc, 1);
        root.keep(mc, holder);
    });
    into_a_cycle(&mut heap);
    for _ in 0..5000 {
        heap.enter(|mc, root| {
            let holder: Ref<'_> = root.values.borrow()[0];
            let inner = root.object(mc, 1);
            let outer = root.object(mc, 1);
            set_slot(mc, outer, 0, inner);
            set_slot(mc, holder, 0, outer);
        });
        heap.step();
        heap.enter(|_, root| {
            let holder: Ref<'_> = root.values.borrow()[0];
            let common::Value::Object(outer) = holder.slots[0].get() else {
                panic!("the slot was set");
            };
            let common::Value::Object(inner) = outer.slots[0].get() else {
                panic!("the slot was set");
            };
            assert!(!Gc::ptr_eq(inner, outer));
        });
    }
    heap.collect();
    let kept = heap.enter(|_, root| root.values.borrow().len());
    // The last pair is still held.
    assert_eq!(drops.count(), 2 * 5000 - 2);
    assert_eq!(heap.stats().objects, kept + 2 + 4);
}

#[test]
fn dropping_the_heap_frees_everything() {
    let (heap, drops) = heap(Config::default());
    heap.enter(|mc, root| {
        let (a, b) = (root.object(mc, 1), root.object(mc, 1));
        set_slot(mc, a, 0, b);
        set_slot(mc, b, 0, a);
        root.keep(mc, a);
        root.object(mc, 0);
    });
    drop(heap);
    assert_eq!(drops.count(), 3);
}

#[test]
fn forgetting_the_heap_frees_nothing() {
    let (heap, drops) = heap(Config::default());
    let handle = heap.hold(|mc, root| common::Value::Object(root.object(mc, 1)));
    heap.forget();
    assert_eq!(drops.count(), 0);
    assert_eq!(handle.check(), Err(pyarena_gc::HandleError::HeapGone));
}
