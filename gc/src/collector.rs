//! Steps and full collections.
//!
//! A cycle marks, calls [`Rooted::marked`] and [`Rooted::settled`] once, and sweeps. Marking and
//! sweeping are spread over steps; the calls, the marking of what was resurrected and the switch to
//! sweeping are not: what the mutator allocated or let go between them would be swept without the
//! hook having seen it.
//!
//! `Arena::collect_debt` is never used, for it passes from marking to sweeping without stopping,
//! and `cycle_debt` only while sweeping, for the same reason.

use std::time::Instant;

use gc_arena::arena::CollectionPhase;
use gc_arena::metrics::Metrics;

use crate::heap::Heap;
use crate::pacing::Pace;
use crate::root::Rooted;

/// What a call of [`Heap::step`] came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// There was no debt: nothing was done.
    Idle,
    /// The cycle goes on.
    Worked,
    /// A cycle was finished.
    Finished,
}

impl<R: Rooted> Heap<R> {
    /// Collects as much as the allocations since the last step call for; at most one cycle is
    /// finished. To be called after every slice of work: a step takes the longer the more was
    /// allocated before it, and without debt it costs a few nanoseconds.
    pub fn step(&mut self) -> Step {
        self.drop_released();
        if self.arena.metrics().allocation_debt() <= 0.0 {
            return Step::Idle;
        }
        let start = Instant::now();
        let in_one_go = self.is_in(CollectionPhase::Sleeping);
        if !self.is_in(CollectionPhase::Sweeping) && self.arena.mark_debt().is_some() {
            self.pass_marked();
        }
        let mut outcome = Step::Worked;
        if self.is_in(CollectionPhase::Sweeping) {
            self.arena.cycle_debt();
            if self.is_in(CollectionPhase::Sleeping) {
                self.cycle_finished(in_one_go);
                outcome = Step::Finished;
            }
        }
        let counters = &mut self.counters;
        counters.steps += 1;
        counters.longest_step = counters.longest_step.max(start.elapsed());
        outcome
    }

    /// Frees everything that is garbage now, except what [`Rooted::marked`] resurrects.
    pub fn collect(&mut self) {
        self.drop_released();
        if !self.is_in(CollectionPhase::Sleeping) {
            // A cycle under way keeps what it has already marked, garbage by now or not.
            self.run_cycle();
        }
        self.run_cycle();
    }

    /// Finishes the cycle under way, or runs a whole one.
    fn run_cycle(&mut self) {
        let in_one_go = self.is_in(CollectionPhase::Sleeping);
        if !self.is_in(CollectionPhase::Sweeping) {
            self.pass_marked();
        }
        self.arena.finish_cycle();
        self.cycle_finished(in_one_go);
    }

    /// Finishes marking, calls the hook, and starts sweeping.
    fn pass_marked(&mut self) {
        let Some(marked) = self.arena.finish_marking() else {
            return;
        };
        let (waiting, roots) = marked.finalize(|fc, root| (R::waiting(&root.user), R::marked(fc, &root.user)));
        let metrics = self.arena.metrics().clone();
        let objects = metrics.total_gc_count();
        let meter = (roots > 0).then(|| MarkMeter::start(&metrics));
        if let Some(marked) = self.arena.finish_marking() {
            marked.finalize(|fc, root| R::settled(fc, &root.user));
        }
        let reached = meter.map_or(0, |meter| meter.stop(&metrics));
        // What the second call changed is marked again.
        if let Some(marked) = self.arena.finish_marking() {
            marked.start_sweeping();
        }
        self.resurrected = roots.saturating_add(reached);
        self.backlog = self.backlog.after(waiting, roots, self.resurrected);
        self.next_pace = self.backlog.pace(objects);
        // The sleep is computed when the cycle ends; its factors must stay, because the work done
        // so far is valued by the factors in force when the debt is next looked at.
        metrics.set_pacing(self.pacing.for_cycle(self.pace, self.next_pace));
    }

    /// Does the books at the end of a cycle; `in_one_go` says that it also began in this call.
    fn cycle_finished(&mut self, in_one_go: bool) {
        let metrics = self.arena.metrics();
        if in_one_go {
            let survivors = metrics.total_gc_count();
            forgive(metrics, self.pacing.sleep_after(survivors, self.next_pace));
        }
        self.pace = std::mem::take(&mut self.next_pace);
        metrics.set_pacing(self.pacing.for_cycle(self.pace, Pace::Ordinary));
        self.counters.cycles += 1;
        self.counters.resurrected = std::mem::take(&mut self.resurrected);
    }

    fn is_in(&self, phase: CollectionPhase) -> bool {
        self.arena.collection_phase() == phase
    }
}

/// Cancels the debt that a cycle left, when there was nothing more that it could have done: a large
/// buffer in a small heap makes more debt than many cycles pay, and each of them would be in vain.
///
/// The arena shows its debt only where it exceeds `sleep`, the allocations that it sleeps for, so
/// that much is lent for the look.
fn forgive(metrics: &Metrics, sleep: f64) {
    metrics.adjust_debt(sleep);
    let carried = metrics.allocation_debt();
    metrics.adjust_debt(-sleep - carried);
}

/// Counts the objects marked between two moments, which the arena does not tell directly, by the
/// debt that marking pays when nothing else pays any.
struct MarkMeter {
    debt_at_start: f64,
}

impl MarkMeter {
    /// Keeps the debt positive while it is measured, as negative debt is shown as none. A power of
    /// two far above any number of objects, and far below where an f64 loses whole numbers.
    const LOAN: f64 = (1_u64 << 42) as f64;

    /// Leaves the arena with factors of its own: the caller sets the pacing after `stop`.
    fn start(metrics: &Metrics) -> Self {
        metrics.set_pacing(gc_arena::metrics::Pacing { mark_factor: 1.0, ..gc_arena::metrics::Pacing::STOP_THE_WORLD });
        metrics.adjust_debt(Self::LOAN);
        Self { debt_at_start: metrics.allocation_debt() }
    }

    fn stop(self, metrics: &Metrics) -> usize {
        let paid = self.debt_at_start - metrics.allocation_debt();
        metrics.adjust_debt(-Self::LOAN);
        // A count, so never negative and never out of range; the cast saturates in any case.
        paid.round() as usize
    }
}
