//! Limits on objects and bytes, and the books of external bytes behind them.

mod common;

use common::{Value, heap};
use pyarena_gc::{BYTES_PER_OBJECT, Config, LimitError, Limits};

fn limited(objects: Option<usize>, bytes: Option<usize>) -> Config {
    Config { limits: Limits { objects, bytes }, ..Config::default() }
}

#[test]
fn objects_are_limited() {
    let (mut heap, drops) = heap(limited(Some(100), None));
    assert_eq!(heap.check_limits(), Ok(()));
    heap.enter(|mc, root| {
        while root.accounting.check(1, 0).is_ok() {
            root.object(mc, 0);
        }
        assert_eq!(root.accounting.objects(), 100);
        let refused = root.accounting.check(1, 0);
        let (limit, needed) = (100, 101);
        assert_eq!(refused, Err(LimitError::Objects { limit, needed }));
    });
    assert_eq!(heap.check_limits(), Ok(()), "at the limit is not over it");
    heap.enter(|mc, root| {
        root.object(mc, 0);
    });
    assert!(heap.check_limits().is_err());
    // It was all garbage.
    assert_eq!(heap.enforce_limits(), Ok(()));
    assert!(drops.count() > 90);
}

#[test]
fn live_objects_over_the_limit_cannot_be_collected_away() {
    let (mut heap, drops) = heap(limited(Some(50), None));
    heap.enter(|mc, root| {
        for _ in 0..60 {
            let object = root.object(mc, 0);
            root.keep(mc, object);
        }
    });
    let error = heap.enforce_limits().expect_err("sixty live objects");
    assert!(matches!(error, LimitError::Objects { limit: 50, needed } if needed > 60));
    assert_eq!(drops.count(), 0);
    heap.set_limits(Limits::default());
    assert_eq!(heap.enforce_limits(), Ok(()));
}

#[test]
fn a_buffer_is_charged_until_its_owner_is_freed() {
    let (mut heap, drops) = heap(limited(None, Some(1 << 20)));
    let handle = heap.hold(|mc, root| {
        let charge = root.accounting.charge(700_000).expect("there is room");
        Value::Object(root.object_with(mc, 0, Some(charge)))
    });
    assert_eq!(heap.stats().external_bytes, 700_000);
    heap.enter(|_, root| {
        let refused = root.accounting.charge(700_000).map(|_| ());
        let needed = 1_400_000 + BYTES_PER_OBJECT * root.accounting.objects();
        assert_eq!(refused, Err(LimitError::Bytes { limit: 1 << 20, needed }));
    });
    assert_eq!(heap.stats().external_bytes, 700_000, "a refusal notes nothing");
    drop(handle);
    heap.collect();
    assert_eq!((drops.count(), heap.stats().external_bytes), (1, 0));
}

#[test]
fn a_charge_follows_its_buffer() {
    let (heap, _) = heap(limited(None, Some(100_000)));
    let charge = heap.accounting().charge(10_000).expect("there is room");
    assert_eq!(charge.resize(50_000), Ok(()));
    assert_eq!((charge.bytes(), heap.stats().external_bytes), (50_000, 50_000));
    assert!(charge.resize(100_000).is_err());
    assert!(charge.resize(usize::MAX).is_err());
    assert_eq!((charge.bytes(), heap.stats().external_bytes), (50_000, 50_000));
    assert_eq!(charge.resize(20), Ok(()));
    assert_eq!(heap.stats().external_bytes, 20);
    drop(charge);
    assert_eq!(heap.stats().external_bytes, 0);
}

#[test]
fn shrinking_is_never_refused() {
    let (mut heap, _) = heap(Config::default());
    let charge = heap.accounting().charge(10_000).expect("there is room");
    heap.set_limits(Limits { objects: None, bytes: Some(1) });
    assert_eq!(charge.resize(10_000), Ok(()));
    assert_eq!(charge.resize(9_000), Ok(()));
    assert!(charge.resize(9_001).is_err());
}

#[test]
fn sums_do_not_overflow() {
    let (heap, _) = heap(limited(Some(1000), Some(1000)));
    let books = heap.accounting();
    assert!(books.check(usize::MAX, usize::MAX).is_err());
    assert!(books.check(0, usize::MAX).is_err());
    assert!(books.charge(usize::MAX).is_err());
    books.add(usize::MAX);
    books.add(usize::MAX);
    assert_eq!(books.external_bytes(), usize::MAX);
    books.sub(usize::MAX);
    books.sub(usize::MAX);
    assert_eq!(books.external_bytes(), 0);
}

/// Big buffers in a heap of few objects make the collector run, though few objects are allocated,
/// and the bytes in use stay bounded.
#[test]
fn buffers_are_collected_though_objects_are_few() {
    let (mut heap, drops) = heap(Config::default());
    let mut most = 0;
    for _ in 0..2000 {
        heap.enter(|mc, root| {
            let charge = root.accounting.charge(1 << 20).expect("no limit");
            root.object_with(mc, 0, Some(charge));
        });
        heap.step();
        most = most.max(heap.accounting().external_bytes());
    }
    assert!(drops.count() > 1900);
    assert!(most <= 4 << 20, "peak of {most} bytes");
}

/// One huge buffer calls for at most a few cycles: a small heap cannot pay its debt, and need not.
#[test]
fn a_huge_buffer_does_not_keep_the_collector_busy() {
    let (mut heap, _) = heap(Config::default());
    let charge = heap.accounting().charge(1 << 40).expect("no limit");
    for _ in 0..1000 {
        heap.enter(|mc, root| {
            root.object(mc, 0);
        });
        heap.step();
    }
    let cycles = heap.stats().counters.cycles;
    assert!((1..=2).contains(&cycles), "{cycles} cycles");
    drop(charge);
}

#[test]
fn errors_name_the_limit() {
    let objects = LimitError::Objects { limit: 1, needed: 2 };
    let bytes = LimitError::Bytes { limit: 3, needed: 4 };
    let expected = "the heap is limited to 1 objects and needs 2";
    assert_eq!(objects.to_string(), expected);
    let expected = "the heap is limited to 3 bytes and needs 4";
    assert_eq!(bytes.to_string(), expected);
}
