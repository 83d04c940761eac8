//! How much collecting is done for how much allocating.

use thiserror::Error;

/// The numbers behind a [`Pacing`]. Allocating an object is a debt of one unit; each thing that the
/// collector does with an object pays back the fraction given here. Smaller numbers mean longer
/// steps and a smaller heap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factors {
    /// Paid when an object is first found reachable.
    pub mark: f64,
    /// Paid when an object's contents are traced.
    pub trace: f64,
    /// Paid when the sweep passes a reachable object.
    pub keep: f64,
    /// Paid when the sweep drops the contents of a dead object.
    pub drop: f64,
    /// Paid when the sweep frees the memory of a dead object.
    pub free: f64,
    /// After a cycle the collector sleeps until this many objects were allocated for each object
    /// that survived.
    pub sleep: f64,
    /// The collector sleeps for at least this many allocated objects.
    pub min_sleep: usize,
}

impl Factors {
    /// The default, chosen by measurement for short pauses at little cost: with a million live
    /// objects, half the collector time of `gc_arena`'s own default and a sixth of its
    /// 99th-percentile pause.
    ///
    /// The price is memory when nearly all that is allocated dies. What is allocated while a cycle
    /// sweeps is freed by the next one only, so a program that allocates nothing but garbage
    /// settles at a peak of about `(1 + sleep) / (1 - drop - free)` times its live objects, here
    /// ten, and at no less than `min_sleep / (1 - drop - free)` objects, here 20,000. Lower `drop`
    /// and `free` where that is too much: 0.2 and 0.3 give less than five times and 8,000.
    pub const TUNED: Self =
        Self { mark: 0.2, trace: 0.4, keep: 0.3, drop: 0.3, free: 0.5, sleep: 1.0, min_sleep: 4096 };
}

impl Default for Factors {
    fn default() -> Self {
        Self::TUNED
    }
}

/// Pacing parameters with which the collector is sure to be faster than allocation.
///
/// They hold for ordinary cycles. The cycle after one in which more than a tenth of all objects
/// were resurrected ([`Rooted::marked`](crate::Rooted::marked)) starts without sleep and has every
/// factor divided by four: resurrected objects cost a cycle without freeing anything, so at the
/// ordinary pace a program whose garbage is all finalisable would outrun the collector.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pacing(Factors);

/// Why [`Factors`] are no [`Pacing`].
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum PacingError {
    /// A factor is negative, infinite or not a number.
    #[error("pacing factor `{name}` is {value}: it must be a finite number, zero or more")]
    Invalid {
        /// The field of [`Factors`].
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// All that happens to one object pays back a whole unit or more: the collector would be
    /// slower than allocation.
    #[error("pacing factors {names} add up to {sum}: the sum must be below 1")]
    TooSlow {
        /// The fields of [`Factors`] in question.
        names: &'static str,
        /// Their sum.
        sum: f64,
    },
}

impl Pacing {
    /// No collecting at all while the collector sleeps, then a whole cycle in one step.
    pub const STOP_THE_WORLD: Self =
        Self(Factors { mark: 0.0, trace: 0.0, keep: 0.0, drop: 0.0, free: 0.0, ..Factors::TUNED });

    /// Checks `factors`.
    ///
    /// # Errors
    /// [`PacingError`] when a number makes no sense, or when the collector could fall behind.
    pub fn new(factors: Factors) -> Result<Self, PacingError> {
        let Factors { mark, trace, keep, drop, free, sleep, min_sleep: _ } = factors;
        let named =
            [("mark", mark), ("trace", trace), ("keep", keep), ("drop", drop), ("free", free), ("sleep", sleep)];
        for (name, value) in named {
            if !value.is_finite() || value < 0.0 {
                return Err(PacingError::Invalid { name, value });
            }
        }
        // The three ways an object can go: it survives, it dies, or only a weak reference is left.
        let ways = [
            ("`mark`, `trace` and `keep`", mark + trace + keep),
            ("`drop` and `free`", drop + free),
            ("`mark`, `drop` and `keep`", mark + drop + keep),
        ];
        for (names, sum) in ways {
            if sum >= 1.0 {
                return Err(PacingError::TooSlow { names, sum });
            }
        }
        Ok(Self(factors))
    }

    /// The numbers.
    #[must_use]
    pub fn factors(self) -> Factors {
        self.0
    }

    /// For `gc_arena`: the factors of a cycle and the sleep after it, each ordinary or hurried.
    pub(crate) fn for_cycle(self, pace: Pace, next: Pace) -> gc_arena::metrics::Pacing {
        let Factors { mark, trace, keep, drop, free, sleep, min_sleep } = self.0;
        let scale = match pace {
            Pace::Ordinary => 1.0,
            Pace::Hurried => HURRY,
        };
        let (sleep_factor, min_sleep) = match next {
            Pace::Ordinary => (sleep, min_sleep),
            Pace::Hurried => (0.0, 0),
        };
        gc_arena::metrics::Pacing {
            sleep_factor,
            min_sleep,
            mark_factor: mark * scale,
            trace_factor: trace * scale,
            keep_factor: keep * scale,
            drop_factor: drop * scale,
            free_factor: free * scale,
        }
    }

    /// How many allocations the collector sleeps for when `survivors` objects are left.
    pub(crate) fn sleep_after(self, survivors: usize, next: Pace) -> f64 {
        match next {
            Pace::Ordinary => (survivors as f64 * self.0.sleep).max(self.0.min_sleep as f64),
            Pace::Hurried => 0.0,
        }
    }
}

/// Work factors of a hurried cycle, relative to the ordinary ones.
const HURRY: f64 = 0.25;

/// Above this share of resurrected objects the next cycle is hurried.
const TOO_MANY_RESURRECTED: f64 = 0.1;

/// How fast a cycle goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pace {
    #[default]
    Ordinary,
    Hurried,
}

impl Pace {
    /// The pace of the cycle after one in which `resurrected` of `objects` were kept alive only by
    /// the hook.
    pub(crate) fn after(resurrected: usize, objects: usize) -> Self {
        if resurrected as f64 > objects as f64 * TOO_MANY_RESURRECTED { Self::Hurried } else { Self::Ordinary }
    }
}

/// What was resurrected and waits to be dealt with, as far as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Backlog {
    /// The objects in the queue.
    roots: usize,
    /// They and what only they reach.
    objects: usize,
}

impl Backlog {
    /// The backlog when `waiting` are left of the old one, and `roots` more have come that make
    /// `objects` with what they reach.
    pub(crate) fn after(self, waiting: usize, roots: usize, objects: usize) -> Self {
        let left = waiting.min(self.roots);
        // The old ones are taken to reach as much each as they did when they came.
        let old = if self.roots == 0 { 0.0 } else { self.objects as f64 * left as f64 / self.roots as f64 };
        Self { roots: left.saturating_add(roots), objects: (old as usize).saturating_add(objects) }
    }

    /// The pace of the next cycle, with so many objects in the heap.
    pub(crate) fn pace(self, objects: usize) -> Pace {
        Pace::after(self.objects, objects)
    }
}
