//! `time`: clocks. Mirrors `Modules/timemodule.c`.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::value::Value;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    functions: &[
        function("time", "()", |_, _| Step::value(since_epoch().as_secs_f64())),
        function("time_ns", "()", |ctx, _| Step::value(ctx.int(since_epoch().as_nanos()))),
        function("monotonic", "()", |_, _| Step::value(since_start().as_secs_f64())),
        function("monotonic_ns", "()", |ctx, _| Step::value(ctx.int(since_start().as_nanos()))),
        function("perf_counter", "()", |_, _| Step::value(since_start().as_secs_f64())),
        function("perf_counter_ns", "()", |ctx, _| Step::value(ctx.int(since_start().as_nanos()))),
        function("process_time", "()", |_, _| Step::value(since_start().as_secs_f64())),
        function("process_time_ns", "()", |ctx, _| Step::value(ctx.int(since_start().as_nanos()))),
        function("sleep", "(seconds, /)", sleep),
    ],
    init: |_, _| Ok(()),
};

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn since_start() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

fn sleep<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let seconds = ctx.float(args.get(0))?;
    if seconds < 0.0 {
        return Err(ctx.value_error("sleep length must be non-negative"));
    }
    let duration = Duration::try_from_secs_f64(seconds)
        .map_err(|_| ctx.overflow_error("timestamp out of range for platform time_t"))?;
    std::thread::sleep(duration);
    Step::value(Value::None)
}
