//! `math`. Mirrors `Modules/mathmodule.c`.
//!
//! | module | what |
//! |---|---|
//! | [`elementary`] | functions of one float |
//! | [`gamma`] | gamma and lgamma |
//! | [`two`] | functions of several floats, and of a float's parts |
//! | [`logarithms`] | log, log2, log10, of ints of any size too |
//! | [`integers`], [`rounding`] | functions of ints; floor, ceil, trunc |
//! | [`sums`], [`sum_product`] | fsum, prod, sumprod |
//! | [`norm`] | hypot and dist |

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Ctx, Raise};
use crate::text::float::float_repr;

pub mod elementary;
pub mod gamma;
pub mod integers;
pub mod logarithms;
pub mod norm;
pub mod rounding;
pub mod sum_product;
pub mod sums;
pub mod two;

/// The module.
#[rustfmt::skip]
pub const MODULE: ModuleDef = ModuleDef {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    functions: &[
        function("acos", "(x, /)", elementary::acos),
        function("acosh", "(x, /)", elementary::acosh),
        function("asin", "(x, /)", elementary::asin),
        function("asinh", "(x, /)", elementary::asinh),
        function("atan", "(x, /)", elementary::atan),
        function("atan2", "(y, x, /)", two::atan2),
        function("atanh", "(x, /)", elementary::atanh),
        function("cbrt", "(x, /)", elementary::cbrt),
        function("ceil", "(x, /)", rounding::ceil),
        function("comb", "(n, k, /)", integers::comb),
        function("copysign", "(x, y, /)", two::copysign),
        function("cos", "(x, /)", elementary::cos),
        function("cosh", "(x, /)", elementary::cosh),
        function("degrees", "(x, /)", elementary::degrees),
        function("dist", "(p, q, /)", norm::dist),
        function("erf", "(x, /)", elementary::erf),
        function("erfc", "(x, /)", elementary::erfc),
        function("exp", "(x, /)", elementary::exp),
        function("exp2", "(x, /)", elementary::exp2),
        function("expm1", "(x, /)", elementary::expm1),
        function("fabs", "(x, /)", elementary::fabs),
        function("factorial", "(n, /)", integers::factorial),
        function("floor", "(x, /)", rounding::floor),
        function("fma", "(x, y, z, /)", two::fma),
        function("fmod", "(x, y, /)", two::fmod),
        function("frexp", "(x, /)", two::frexp),
        function("fsum", "(seq, /)", sums::fsum),
        function("gamma", "(x, /)", gamma::gamma),
        function("gcd", "(*integers)", integers::gcd),
        function("hypot", "(*coordinates)", norm::hypot),
        function("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", two::isclose),
        function("isfinite", "(x, /)", elementary::isfinite),
        function("isinf", "(x, /)", elementary::isinf),
        function("isnan", "(x, /)", elementary::isnan),
        function("isqrt", "(n, /)", integers::isqrt),
        function("lcm", "(*integers)", integers::lcm),
        function("ldexp", "(x, i, /)", two::ldexp),
        function("lgamma", "(x, /)", gamma::lgamma),
        function("log", "(x, base=None, /)", logarithms::log),
        function("log10", "(x, /)", logarithms::log10),
        function("log1p", "(x, /)", elementary::log1p),
        function("log2", "(x, /)", logarithms::log2),
        function("modf", "(x, /)", two::modf),
        function("nextafter", "(x, y, /, *, steps=None)", two::nextafter),
        function("perm", "(n, k=None, /)", integers::perm),
        function("pow", "(x, y, /)", two::pow),
        function("prod", "(iterable, /, *, start=1)", sums::prod),
        function("radians", "(x, /)", elementary::radians),
        function("remainder", "(x, y, /)", two::remainder),
        function("sin", "(x, /)", elementary::sin),
        function("sinh", "(x, /)", elementary::sinh),
        function("sqrt", "(x, /)", elementary::sqrt),
        function("sumprod", "(p, q, /)", sum_product::sumprod),
        function("tan", "(x, /)", elementary::tan),
        function("tanh", "(x, /)", elementary::tanh),
        function("trunc", "(x, /)", rounding::trunc),
        function("ulp", "(x, /)", two::ulp),
    ],
    init: |ctx, dict| {
        ctx.set_name(dict, "pi", std::f64::consts::PI);
        ctx.set_name(dict, "e", std::f64::consts::E);
        ctx.set_name(dict, "tau", std::f64::consts::TAU);
        ctx.set_name(dict, "inf", f64::INFINITY);
        ctx.set_name(dict, "nan", f64::NAN);
        Ok(())
    },
};

/// The error of an argument outside of what a function is defined for.
fn domain_error<'gc>(ctx: Ctx<'gc>, expected: &str, got: f64) -> Raise<'gc> {
    if expected.is_empty() {
        return ctx.value_error("math domain error");
    }
    ctx.value_error(format!("{expected}, got {}", float_repr(got)))
}

/// The error of a result too large for a float.
fn range_error<'gc>(ctx: Ctx<'gc>) -> Raise<'gc> {
    ctx.overflow_error("math range error")
}
