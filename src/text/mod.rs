//! Text helpers that know neither the arena nor Python objects: the strings that CPython's `Objects/` and `Python/` print and read.
//!
//! * [`error`]: which exception, and its message.
//! * [`chars`]: what the `str` predicates say of a character or a string; lines. [`case`]: case mappings.
//! * [`repr`]: `repr` and `ascii` of strings and bytes.
//! * [`float`]: digits, `repr` and layout of floats. [`parse`]: numbers from text, ints to text.
//! * [`format_spec`], [`format_value`]: `format(value, spec)`. [`complex`]: complex numbers from and to text.
//! * [`codec`]: text to bytes and back. [`find`]: searching, counting, splitting and replacing in bytes.
//! * [`percent`], [`percent_value`]: the `%` operator. [`str_format`]: templates of `str.format`.

pub mod case;
pub mod chars;
pub mod codec;
pub mod complex;
pub mod error;
pub mod find;
pub mod float;
pub mod format_spec;
pub mod format_value;
pub mod parse;
pub mod percent;
pub mod percent_value;
pub mod repr;
pub mod str_format;
mod unicode_data;

#[cfg(test)]
pub(crate) mod table_tests;
