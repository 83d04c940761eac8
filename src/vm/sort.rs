//! `sorted` and `list.sort`: a stable merge sort whose comparisons may be
//! Python code. Mirrors `list_sort_impl` in `Objects/listobject.c`: runs that
//! are in order already are found first, short ones are filled up by binary
//! insertion.

use std::cmp::Ordering;

use gc_arena::Collect;

use crate::opcode::operands::CompareOp;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::arithmetic::exact_number;
use crate::vm::ops::compare::{compare_numbers, quick};

/// Comparisons in one go before the executor gets its turn.
const BATCH: usize = 4000;

/// The items in order, as a new list value. `key` is None for the items
/// themselves; equal ones keep their order, with `reverse` too.
///
/// # Errors
/// What the key function or a comparison raises.
pub fn sort<'gc>(ctx: Ctx<'gc>, items: Vec<Value<'gc>>, key: Value<'gc>, reverse: bool) -> NativeResult<'gc> {
    let mut state = Sort { items, keys: Vec::new(), key, reverse, merge: None, waiting: Waiting::Nothing };
    if key.is_none() && state.sort_at_once() {
        return Ok(Step::Return(state.result(ctx)));
    }
    Ok(Step::run(state))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Key,
    Comparison,
    Truth,
}

#[derive(Collect)]
#[collect(no_drop)]
struct Sort<'gc> {
    items: Vec<Value<'gc>>,
    /// What is compared, once there is a key function; else the items are.
    keys: Vec<Value<'gc>>,
    key: Value<'gc>,
    reverse: bool,
    #[collect(require_static)]
    merge: Option<MergeSort>,
    #[collect(require_static)]
    waiting: Waiting,
}

impl<'gc> Sort<'gc> {
    fn compared(&self) -> &[Value<'gc>] {
        if self.key.is_none() { &self.items } else { &self.keys }
    }

    /// Sorts when all that is compared is numbers or all text.
    fn sort_at_once(&mut self) -> bool {
        let keys = self.compared();
        if keys.len() < 2 {
            return true;
        }
        let text = keys.iter().all(|key| matches!(key, Value::Str(_)));
        let number = |key: &Value<'gc>| match exact_number(*key) {
            Some(ops::arithmetic::Number::Float(f)) => !f.is_nan(),
            other => other.is_some(),
        };
        if !text && !keys.iter().all(number) {
            return false;
        }
        let order_of = |a: &Value<'gc>, b: &Value<'gc>| match (*a, *b) {
            (Value::Int(a), Value::Int(b)) => a.cmp(&b),
            (Value::Str(a), Value::Str(b)) => a.wtf8().as_bytes().cmp(b.wtf8().as_bytes()),
            (a, b) => match (exact_number(a), exact_number(b)) {
                (Some(a), Some(b)) => compare_numbers(a, b).unwrap_or(Ordering::Equal),
                _ => Ordering::Equal,
            },
        };
        let reverse = self.reverse;
        let directed = |a: &Value<'gc>, b: &Value<'gc>| if reverse { order_of(b, a) } else { order_of(a, b) };
        if self.key.is_none() {
            self.items.sort_by(directed);
        } else {
            let mut pairs: Vec<_> = self.keys.iter().copied().zip(self.items.iter().copied()).collect();
            pairs.sort_by(|a, b| directed(&a.0, &b.0));
            self.items = pairs.into_iter().map(|(_, item)| item).collect();
        }
        // The result is in its final direction.
        self.reverse = false;
        true
    }

    fn result(&mut self, ctx: Ctx<'gc>) -> Value<'gc> {
        let mut items = match self.merge.take() {
            Some(merge) => merge.order.iter().filter_map(|&at| self.items.get(at as usize).copied()).collect(),
            None => std::mem::take(&mut self.items),
        };
        if self.reverse {
            items.reverse();
        }
        ctx.list(items)
    }

    fn tell(&mut self, less: bool) {
        if let Some(merge) = &mut self.merge {
            merge.tell(less);
        }
    }

    /// Compares until that needs a call or the list is sorted.
    fn go_on(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if self.merge.is_none() {
            if self.sort_at_once() {
                return Flow::value(self.result(ctx));
            }
            if self.reverse {
                // Reversed twice, equal items keep their order.
                self.items.reverse();
                self.keys.reverse();
            }
            let Ok(len) = u32::try_from(self.items.len()) else {
                return Err(ctx.exception(ctx.types.exceptions.MemoryError, &[]));
            };
            self.merge = Some(MergeSort::new(len));
        }
        for _ in 0..BATCH {
            let Some((a, b)) = self.merge.as_mut().and_then(MergeSort::ask) else {
                return Flow::value(self.result(ctx));
            };
            let keys = self.compared();
            let (Some(&a), Some(&b)) = (keys.get(a as usize), keys.get(b as usize)) else {
                return Err(ctx.internal_error("sorting out of bounds"));
            };
            match quick_less(a, b) {
                Some(less) => self.tell(less),
                None => match ops::compare(ctx, CompareOp::Lt, a, b)? {
                    Step::Return(Value::True) => self.tell(true),
                    Step::Return(Value::False) => self.tell(false),
                    step => {
                        self.waiting = Waiting::Comparison;
                        return Ok(Flow::Await(step));
                    }
                },
            }
        }
        self.waiting = Waiting::Nothing;
        Ok(Flow::Await(Step::Return(Value::Null)))
    }
}

impl<'gc> Continuation<'gc> for Sort<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match self.waiting {
            Waiting::Nothing => {
                input.value(ctx)?;
            }
            Waiting::Key => self.keys.push(input.value(ctx)?),
            Waiting::Comparison => {
                self.waiting = Waiting::Truth;
                return ops::truth(ctx, input.value(ctx)?).map(Flow::Await);
            }
            Waiting::Truth => {
                let less = matches!(input.value(ctx)?, Value::True);
                self.tell(less);
            }
        }
        if !self.key.is_none()
            && self.merge.is_none()
            && let Some(&item) = self.items.get(self.keys.len())
        {
            self.waiting = Waiting::Key;
            return Ok(Flow::Await(Step::call(self.key, &[item])));
        }
        self.go_on(ctx)
    }
}

/// `a < b` where it takes no call: scalars, text, and tuples of these.
fn quick_less<'gc>(a: Value<'gc>, b: Value<'gc>) -> Option<bool> {
    if let (Value::Tuple(x), Value::Tuple(y)) = (a, b) {
        let (x, y) = (x.as_slice(), y.as_slice());
        for (&a, &b) in x.iter().zip(y) {
            if !a.is(b) && !quick(CompareOp::Eq, a, b)? {
                return quick(CompareOp::Lt, a, b);
            }
        }
        return Some(x.len() < y.len());
    }
    quick(CompareOp::Lt, a, b)
}

/// A merge sort of positions that asks one comparison after the other.
struct MergeSort {
    order: Vec<u32>,
    /// The length that short runs are filled up to.
    min_run: usize,
    /// Where the runs found so far start.
    starts: Vec<usize>,
    phase: Phase,
}

enum Phase {
    /// Looks how far the run that starts at `lo` goes.
    Run {
        lo: usize,
        len: usize,
        stage: Stage,
    },
    /// Inserts `order[ok]` into the sorted `order[lo..ok]`, up to `end`.
    Insert {
        lo: usize,
        ok: usize,
        end: usize,
        left: usize,
        right: usize,
    },
    /// Merges pairs of neighbouring runs.
    Merge(Merge),
    Done,
}

/// What is being found out about a run.
#[derive(Clone, Copy)]
enum Stage {
    /// It ascends so far.
    Ascending,
    /// It has ended with more than one item: are all of them equal?
    Equal,
    /// It descends so far, the last `equal` items without a step down. Does
    /// the next one step down?
    Down { equal: usize },
    /// It does not: does it step up?
    Up { equal: usize },
    /// It was turned around: how far does it ascend from here?
    Extended,
}

/// One pass over the runs: pair after pair goes to `out`.
struct Merge {
    out: Vec<u32>,
    starts: Vec<usize>,
    /// The pair being merged, by its number among the runs.
    run: usize,
    left: usize,
    right: usize,
}

impl MergeSort {
    fn new(len: u32) -> Self {
        let (mut min_run, mut carry) = (len as usize, 0);
        while min_run >= 64 {
            carry |= min_run & 1;
            min_run >>= 1;
        }
        Self {
            order: (0..len).collect(),
            min_run: min_run + carry,
            starts: vec![0],
            phase: if len < 2 { Phase::Done } else { Phase::Run { lo: 0, len: 1, stage: Stage::Ascending } },
        }
    }

    fn pair(&self, a: usize, b: usize) -> Option<(u32, u32)> {
        Some((*self.order.get(a)?, *self.order.get(b)?))
    }

    /// The next question, "is the first less than the second?"; nothing when
    /// the order is complete.
    fn ask(&mut self) -> Option<(u32, u32)> {
        loop {
            match &mut self.phase {
                Phase::Run { lo, len, stage } => {
                    let (lo, next, stage) = (*lo, *lo + *len, *stage);
                    match stage {
                        Stage::Equal => return self.pair(lo, next - 1),
                        _ if next >= self.order.len() => self.end_run(),
                        Stage::Up { .. } => return self.pair(next - 1, next),
                        _ => return self.pair(next, next - 1),
                    }
                }
                Phase::Insert { lo, ok, end, left, right } => {
                    if left < right {
                        let (middle, pivot) = (*left + (*right - *left) / 2, *ok);
                        return self.pair(pivot, middle);
                    }
                    let (place, at) = (*left, *ok);
                    let (lo_now, next, end_now) = (*lo, *ok + 1, *end);
                    if let Some(part) = self.order.get_mut(place..=at) {
                        part.rotate_right(1);
                    }
                    if next < end_now {
                        self.phase = Phase::Insert { lo: lo_now, ok: next, end: end_now, left: lo_now, right: next };
                    } else {
                        self.next_run(end_now);
                    }
                }
                Phase::Merge(merge) => {
                    let start = |run: usize, len: usize| self.starts.get(run).copied().unwrap_or(len);
                    let len = self.order.len();
                    let (middle, end) = (start(merge.run + 1, len), start(merge.run + 2, len));
                    if merge.left < middle && merge.right < end {
                        let (left, right) = (merge.left, merge.right);
                        return self.pair(right, left);
                    }
                    merge.out.extend_from_slice(self.order.get(merge.left..middle).unwrap_or_default());
                    merge.out.extend_from_slice(self.order.get(merge.right..end).unwrap_or_default());
                    merge.run += 2;
                    if end < len {
                        merge.starts.push(end);
                        (merge.left, merge.right) = (end, start(merge.run + 1, len));
                    } else {
                        self.order = std::mem::take(&mut merge.out);
                        self.starts = std::mem::take(&mut merge.starts);
                        self.start_merge();
                    }
                }
                Phase::Done => return None,
            }
        }
    }

    /// The answer to the last question.
    fn tell(&mut self, less: bool) {
        match &mut self.phase {
            Phase::Run { .. } => self.tell_run(less),
            Phase::Insert { left, right, .. } => {
                let middle = *left + (*right - *left) / 2;
                if less {
                    *right = middle;
                } else {
                    *left = middle + 1;
                }
            }
            Phase::Merge(merge) => {
                let place = if less { &mut merge.right } else { &mut merge.left };
                if let Some(&item) = self.order.get(*place) {
                    merge.out.push(item);
                }
                *place += 1;
            }
            Phase::Done => {}
        }
    }

    fn tell_run(&mut self, less: bool) {
        let Phase::Run { lo, len, stage } = self.phase else { return };
        let (len, stage) = match (stage, less) {
            (Stage::Ascending | Stage::Extended, false) => (len + 1, stage),
            (Stage::Ascending, true) if len > 1 => (len, Stage::Equal),
            (Stage::Ascending, true) => (2, Stage::Down { equal: 0 }),
            (Stage::Equal, false) => {
                self.reverse(lo, lo + len);
                (len + 1, Stage::Down { equal: 0 })
            }
            (Stage::Equal | Stage::Extended, true) => return self.end_run(),
            (Stage::Down { equal }, true) => {
                self.reverse(lo + len - 1 - equal, lo + len);
                (len + 1, Stage::Down { equal: 0 })
            }
            (Stage::Down { equal }, false) => (len, Stage::Up { equal }),
            (Stage::Up { equal }, false) => (len + 1, Stage::Down { equal: equal + 1 }),
            (Stage::Up { equal }, true) => {
                self.turn(lo, len, equal);
                (len, Stage::Extended)
            }
        };
        self.phase = Phase::Run { lo, len, stage };
    }

    fn reverse(&mut self, start: usize, end: usize) {
        if let Some(part) = self.order.get_mut(start..end) {
            part.reverse();
        }
    }

    /// Turns a descending run around; equal items keep their order.
    fn turn(&mut self, lo: usize, len: usize, equal: usize) {
        self.reverse(lo + len - 1 - equal, lo + len);
        self.reverse(lo, lo + len);
    }

    /// The run that was looked at ends: a short one is filled up.
    fn end_run(&mut self) {
        let Phase::Run { lo, len, stage } = self.phase else { return };
        if let Stage::Down { equal } | Stage::Up { equal } = stage {
            self.turn(lo, len, equal);
        }
        let end = (lo + self.min_run).min(self.order.len());
        let ok = lo + len;
        if ok < end {
            self.phase = Phase::Insert { lo, ok, end, left: lo, right: ok };
        } else {
            self.next_run(ok);
        }
    }

    fn next_run(&mut self, lo: usize) {
        if lo < self.order.len() {
            self.starts.push(lo);
            self.phase = Phase::Run { lo, len: 1, stage: Stage::Ascending };
        } else {
            self.start_merge();
        }
    }

    fn start_merge(&mut self) {
        self.phase = match self.starts.get(1) {
            None => Phase::Done,
            Some(&second) => Phase::Merge(Merge {
                out: Vec::with_capacity(self.order.len()),
                starts: vec![0],
                run: 0,
                left: 0,
                right: second,
            }),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::MergeSort;

    fn sorted(keys: &[u32]) -> Vec<(u32, u32)> {
        let mut sort = MergeSort::new(keys.len() as u32);
        while let Some((a, b)) = sort.ask() {
            let less = keys[a as usize] < keys[b as usize];
            sort.tell(less);
        }
        sort.order.iter().map(|&at| (keys[at as usize], at)).collect()
    }

    #[test]
    fn sorts_stably_at_every_length() {
        let mut seed = 12345u32;
        for len in (0..300).chain([1000, 4097]) {
            for spread in [1, 3, 1000] {
                let keys: Vec<u32> = (0..len)
                    .map(|_| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (seed >> 8) % spread
                    })
                    .collect();
                let mut expected: Vec<(u32, u32)> = keys.iter().copied().zip(0..).collect();
                expected.sort();
                assert_eq!(sorted(&keys), expected);
                let mut descending = keys.clone();
                descending.sort();
                descending.reverse();
                let mut expected: Vec<(u32, u32)> = descending.iter().copied().zip(0..).collect();
                expected.sort();
                assert_eq!(sorted(&descending), expected);
            }
        }
    }
}
