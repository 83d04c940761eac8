//! Handles: what they keep, when they let go, and every way in which they can be refused.

mod common;

use common::{Model, Value, heap, set_slot};
use gc_arena::Gc;
use pyarena_gc::{Config, Handle, HandleError, Heap};

fn object(heap: &Heap<Model>) -> Handle {
    heap.hold(|mc, root| Value::Object(root.object(mc, 1)))
}

#[test]
fn keep_their_value_and_what_it_reaches() {
    let (mut heap, drops) = heap(Config::default());
    let handle = heap.hold(|mc, root| {
        let (a, b) = (root.object(mc, 1), root.object(mc, 1));
        set_slot(mc, a, 0, b);
        Value::Object(a)
    });
    heap.collect();
    assert_eq!((drops.count(), heap.stats().handles), (0, 1));
    let slot = heap.with(&handle, |_, _, value| match value {
        Value::Object(object) => matches!(object.slots[0].get(), Value::Object(_)),
        Value::Nothing => false,
    });
    assert_eq!(slot, Ok(true));
    drop(handle);
    heap.collect();
    assert_eq!((drops.count(), heap.stats().handles), (2, 0));
}

#[test]
fn hold_until_the_last_clone_is_dropped() {
    let (mut heap, drops) = heap(Config::default());
    let handle = object(&heap);
    let clone = handle.clone();
    assert_eq!(handle, clone);
    drop(handle);
    heap.collect();
    assert_eq!(drops.count(), 0);
    assert!(heap.with(&clone, |_, _, _| ()).is_ok());
    drop(clone);
    heap.collect();
    assert_eq!(drops.count(), 1);
}

#[test]
fn two_to_one_value_are_independent() {
    let (mut heap, drops) = heap(Config::default());
    let first = object(&heap);
    let second = heap.enter_with_handles(|mc, _, handles| {
        let value = handles.get(&first).expect("the handle is held");
        handles.insert(mc, value)
    });
    assert_ne!(first, second);
    assert_eq!(heap.release(&first), Ok(()));
    heap.collect();
    assert_eq!(drops.count(), 0);
    let same = heap.with(&second, |_, _, value| matches!(value, Value::Object(_)));
    assert_eq!(same, Ok(true));
}

#[test]
fn dropped_on_another_thread() {
    let (mut heap, drops) = heap(Config::default());
    let handles: Vec<Handle> = (0..100).map(|_| object(&heap)).collect();
    std::thread::scope(|scope| {
        for chunk in handles.chunks(25) {
            let owned = chunk.to_vec();
            scope.spawn(move || drop(owned));
        }
    });
    heap.collect();
    assert_eq!(drops.count(), 0, "the originals are still here");
    std::thread::spawn(move || drop(handles)).join().expect("the thread only drops handles");
    heap.collect();
    assert_eq!((drops.count(), heap.stats().handles), (100, 0));
}

#[test]
fn dropped_while_inside() {
    let (mut heap, drops) = heap(Config::default());
    let handle = object(&heap);
    heap.enter(move |_, _| drop(handle));
    heap.collect();
    assert_eq!(drops.count(), 1);
}

#[test]
fn released_are_stale_with_all_clones() {
    let (mut heap, drops) = heap(Config::default());
    let handle = object(&heap);
    let clone = handle.clone();
    assert_eq!(heap.release(&handle), Ok(()));
    for stale in [&handle, &clone] {
        assert_eq!(heap.with(stale, |_, _, _| ()), Err(HandleError::Stale));
        assert_eq!(heap.release(stale), Err(HandleError::Stale));
        assert_eq!(stale.check(), Err(HandleError::Stale));
    }
    heap.collect();
    assert_eq!(drops.count(), 1);
    // A new value takes the same place in the table; the old handles neither see nor free it.
    let new = object(&heap);
    assert_eq!(heap.with(&clone, |_, _, _| ()), Err(HandleError::Stale));
    drop((handle, clone));
    heap.collect();
    assert_eq!(heap.with(&new, |_, _, _| ()), Ok(()));
    assert_eq!(drops.count(), 1);
}

#[test]
fn of_another_heap_are_foreign() {
    let (one, _) = heap(Config::default());
    let (two, _) = heap(Config::default());
    assert_ne!(one.id(), two.id());
    let (of_one, of_two) = (object(&one), object(&two));
    assert_eq!(of_one.heap_id(), one.id());
    assert_eq!(two.with(&of_one, |_, _, _| ()), Err(HandleError::Foreign));
    assert_eq!(one.release(&of_two), Err(HandleError::Foreign));
    assert_eq!(two.with(&of_two, |_, _, _| ()), Ok(()));
    assert_eq!(of_one.check(), Ok(()));
}

#[test]
fn of_a_dropped_heap_say_so() {
    let (gone, drops) = heap(Config::default());
    let (other, _) = heap(Config::default());
    let handle = object(&gone);
    let released = object(&gone);
    assert_eq!(gone.release(&released), Ok(()));
    drop(gone);
    assert_eq!(drops.count(), 2);
    for handle in [&handle, &released] {
        assert_eq!(handle.check(), Err(HandleError::HeapGone));
        assert_eq!(other.with(handle, |_, _, _| ()), Err(HandleError::HeapGone));
        assert_eq!(other.release(handle), Err(HandleError::HeapGone));
    }
    drop((handle, released));
}

#[test]
fn made_and_used_inside_through_the_root() {
    let (mut heap, drops) = heap(Config::default());
    let handle = heap.enter(|mc, root| {
        let object = root.object(mc, 0);
        root.keep(mc, object);
        root.handles.insert(mc, Value::Object(object))
    });
    heap.collect();
    let same = heap.enter(|_, root| {
        let held = root.handles.get(&handle);
        let Ok(Value::Object(held)) = held else {
            return false;
        };
        Gc::ptr_eq(held, root.values.borrow()[0])
    });
    assert!(same);
    assert_eq!(drops.count(), 0);
    let count = heap.enter(|mc, root| {
        let released = root.handles.release(mc, &handle);
        assert_eq!(released, Ok(()));
        root.handles.len()
    });
    assert_eq!(count, 0);
}

#[test]
fn are_one_pointer_and_cross_threads() {
    fn crosses_threads<T: Send + Sync + 'static>() {}
    crosses_threads::<Handle>();
    assert_eq!(size_of::<Handle>(), size_of::<usize>());
    assert_eq!(size_of::<Option<Handle>>(), size_of::<usize>());
}

#[test]
fn errors_say_what_is_wrong() {
    let texts = [
        (HandleError::Stale, "the handle was released"),
        (HandleError::Foreign, "the handle belongs to another heap"),
        (HandleError::HeapGone, "the heap of the handle no longer exists"),
    ];
    for (error, text) in texts {
        assert_eq!(error.to_string(), text);
    }
}

/// Values put under handles at any moment of a cycle stay.
#[test]
fn made_during_cycles() {
    let (mut heap, drops) = heap(Config::default());
    let mut held = Vec::new();
    for round in 0..30_000 {
        let handle = object(&heap);
        if round % 10 == 0 {
            held.push(handle);
        }
        heap.step();
    }
    assert!(heap.stats().counters.cycles > 1);
    heap.collect();
    assert_eq!(drops.count(), 27_000);
    for handle in &held {
        assert_eq!(heap.with(handle, |_, _, _| ()), Ok(()));
    }
}
