//! Tracebacks as CPython prints them (`Lib/traceback.py`, `Python/pythonrun.c`).
//!
//! | module | what |
//! |---|---|
//! | [`print`](mod@print) | chains of exceptions, groups as trees |
//! | [`only`] | the exception itself: its name, text and notes |
//! | [`carets`], [`anchors`] | source lines with carets below them |
//! | [`suggest`] | "Did you mean" |
//! | [`source`] | where source lines come from |

pub mod anchors;
pub mod carets;
pub mod only;
pub mod print;
pub mod source;
pub mod suggest;

pub use print::{print_uncaught, print_unraisable};
pub use source::register_source;
