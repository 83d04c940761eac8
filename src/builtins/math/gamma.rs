//! gamma and lgamma, by the Lanczos approximation with the constants that
//! CPython uses, so that results agree to the last bit.

use std::f64::consts::PI;

use super::{domain_error, range_error};
use crate::runtime::{Args, Ctx, NativeResult, Step};

const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = 5.524_680_040_776_73;
const LOG_PI: f64 = 1.144_729_885_849_400_2;

/// The coefficients of the rational function, constant term first.
#[allow(clippy::excessive_precision)]
const NUMERATOR: [f64; 13] = [
    23_531_376_880.410_759_688_572_007_674_451_636_754_7,
    42_919_803_642.649_098_768_957_899_047_001_988_850_9,
    35_711_959_237.355_668_049_440_185_451_547_166_705_9,
    17_921_034_426.037_209_699_919_755_754_458_931_112_6,
    6_039_542_586.352_028_005_064_291_644_307_297_921_0,
    1_439_720_407.311_721_673_663_223_072_794_912_393_9,
    248_874_557.862_054_156_511_460_386_413_229_423_2,
    31_426_415.585_400_194_380_614_231_628_318_205_3,
    2_876_370.628_935_372_441_225_409_051_620_849_6,
    186_056.265_395_223_495_040_294_989_716_045_6,
    8_071.672_002_365_816_210_638_002_902_272_2,
    210.824_277_751_579_345_872_509_733_920_7,
    2.506_628_274_631_000_270_164_908_177_1,
];
const DENOMINATOR: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];

/// The largest argument of which the factorial before is exact as a float.
const EXACT: f64 = 23.0;

enum Outcome {
    Value(f64),
    Domain,
    Range,
}

/// The rational function, evaluated from the end that keeps terms small.
fn lanczos_sum(x: f64) -> f64 {
    let (mut over, mut under) = (0.0, 0.0);
    let terms = NUMERATOR.iter().zip(&DENOMINATOR);
    if x < 5.0 {
        for (n, d) in terms.rev() {
            over = over * x + n;
            under = under * x + d;
        }
    } else {
        for (n, d) in terms {
            over = over / x + n;
            under = under / x + d;
        }
    }
    over / under
}

/// `sin(pi * x)` without the error of multiplying first.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let sine = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        // 1 - y instead of y - 1 keeps the sign of a zero.
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * sine
}

fn checked(value: f64) -> Outcome {
    if value.is_infinite() { Outcome::Range } else { Outcome::Value(value) }
}

fn gamma_of(x: f64) -> Outcome {
    if !x.is_finite() {
        return if x == f64::NEG_INFINITY { Outcome::Domain } else { Outcome::Value(x) };
    }
    if x == 0.0 || (x < 0.0 && x == x.floor()) {
        return Outcome::Domain;
    }
    if x == x.floor() && x <= EXACT {
        return Outcome::Value((1..x as u64).map(|n| n as f64).product());
    }
    let size = x.abs();
    if size < 1e-20 {
        return checked(1.0 / x);
    }
    if size > 200.0 {
        return if x < 0.0 { Outcome::Value(0.0 / sin_pi(x)) } else { Outcome::Range };
    }
    let y = size + G_MINUS_HALF;
    // The rounding error of y, scaled to what it does to the result.
    let error = if size > G_MINUS_HALF { (y - size) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - size };
    let error = error * G / y;
    let mut result;
    // A power of large arguments is taken in two steps, for it would overflow.
    if x < 0.0 {
        result = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        result -= error * result;
        if size < 140.0 {
            result /= y.powf(size - 0.5);
        } else {
            let root = y.powf(size / 2.0 - 0.25);
            result /= root;
            result /= root;
        }
    } else {
        result = lanczos_sum(size) / y.exp();
        result += error * result;
        if size < 140.0 {
            result *= y.powf(size - 0.5);
        } else {
            let root = y.powf(size / 2.0 - 0.25);
            result *= root;
            result *= root;
        }
    }
    checked(result)
}

fn log_gamma_of(x: f64) -> Outcome {
    if !x.is_finite() {
        return Outcome::Value(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Outcome::Domain } else { Outcome::Value(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Outcome::Value(-size.ln());
    }
    let mut result = lanczos_sum(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = LOG_PI - sin_pi(size).abs().ln() - size.ln() - result;
    }
    checked(result)
}

fn apply<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, function: fn(f64) -> Outcome) -> NativeResult<'gc> {
    let x = ctx.float(args.get(0))?;
    match function(x) {
        Outcome::Value(value) => Step::value(value),
        Outcome::Domain => Err(domain_error(ctx, "expected a noninteger or positive integer", x)),
        Outcome::Range => Err(range_error(ctx)),
    }
}

/// `math.gamma`.
///
/// # Errors
/// ValueError for integers below one, OverflowError for a result too large.
pub(super) fn gamma<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    apply(ctx, &args, gamma_of)
}

/// `math.lgamma`.
///
/// # Errors
/// As [`gamma`].
pub(super) fn lgamma<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    apply(ctx, &args, log_gamma_of)
}
