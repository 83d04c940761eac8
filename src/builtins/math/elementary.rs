//! Functions of one float.

use super::{domain_error, range_error};
use crate::runtime::{Args, Ctx, NativeResult, Step};

/// Whether an infinite result of a finite argument is too large a number or a
/// pole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Infinite {
    Overflow,
    Pole,
}

fn apply<'gc>(
    ctx: Ctx<'gc>,
    args: &Args<'_, 'gc>,
    function: fn(f64) -> f64,
    infinite: Infinite,
    expected: &str,
) -> NativeResult<'gc> {
    let x = ctx.float(args.get(0))?;
    let result = function(x);
    if result.is_nan() && !x.is_nan() {
        return Err(domain_error(ctx, expected, x));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(match infinite {
            Infinite::Overflow => range_error(ctx),
            Infinite::Pole => domain_error(ctx, expected, x),
        });
    }
    Step::value(result)
}

macro_rules! functions {
    ($($name:ident $function:expr, $infinite:ident, $expected:literal;)*) => {
        $(
            #[doc = concat!("`math.", stringify!($name), "`.")]
            ///
            /// # Errors
            /// ValueError outside of its domain, OverflowError for a result too large.
            pub(super) fn $name<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
                apply(ctx, &args, $function, Infinite::$infinite, $expected)
            }
        )*
    };
}

functions! {
    acos f64::acos, Pole, "expected a number in range from -1 up to 1";
    acosh libm::acosh, Pole, "expected argument value not less than 1";
    asin f64::asin, Pole, "expected a number in range from -1 up to 1";
    asinh libm::asinh, Pole, "";
    atan f64::atan, Pole, "";
    atanh libm::atanh, Pole, "expected a number between -1 and 1";
    cbrt libm::cbrt, Pole, "";
    cos f64::cos, Pole, "expected a finite input";
    cosh f64::cosh, Overflow, "";
    erf libm::erf, Pole, "";
    erfc libm::erfc, Pole, "";
    exp f64::exp, Overflow, "";
    exp2 f64::exp2, Overflow, "";
    expm1 libm::expm1, Overflow, "";
    fabs f64::abs, Pole, "";
    log1p libm::log1p, Pole, "expected argument value > -1";
    sin f64::sin, Pole, "expected a finite input";
    sinh f64::sinh, Overflow, "";
    sqrt f64::sqrt, Pole, "expected a nonnegative input";
    tan f64::tan, Pole, "expected a finite input";
    tanh libm::tanh, Pole, "";
}

macro_rules! plain {
    ($($name:ident $function:expr;)*) => {
        $(
            #[doc = concat!("`math.", stringify!($name), "`.")]
            ///
            /// # Errors
            /// TypeError for what is no real number.
            pub(super) fn $name<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
                let x = ctx.float(args.get(0))?;
                Step::value($function(x))
            }
        )*
    };
}

plain! {
    degrees |x: f64| x * (180.0 / std::f64::consts::PI);
    radians |x: f64| x * (std::f64::consts::PI / 180.0);
    isfinite f64::is_finite;
    isinf f64::is_infinite;
    isnan f64::is_nan;
}
