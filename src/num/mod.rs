//! Arithmetic on plain numbers, without the arena and without Python objects, with the results and messages of CPython's
//! `Objects/longobject.c`, `Objects/floatobject.c` and `Python/pyhash.c`.
//!
//! * [`int`]: [`int::Int`] and [`int::IntRef`], small and big together.
//! * [`int_ops`]: division, powers, shifts, bits, bytes, rounding of ints.
//! * [`int_float`]: between ints and floats: exact comparison, true division, conversions.
//! * [`float_ops`]: division, powers, rounding of floats, ratios.
//! * [`float_hex`]: `float.hex` and `float.fromhex`.
//! * [`complex`]: arithmetic of complex numbers.
//! * [`hash`]: hashes of numbers, tuples, frozensets and strings.

pub mod complex;
pub mod float_hex;
pub mod float_ops;
pub mod hash;
pub mod int;
pub mod int_float;
pub mod int_ops;

#[cfg(test)]
mod table_tests;
