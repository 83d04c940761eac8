//! Tracebacks as CPython prints them (`Lib/traceback.py`, `Python/pythonrun.c`),
//! but for the lines of carets below source lines.
//!
//! | module | what |
//! |---|---|
//! | [`print`](mod@print) | chains of exceptions, groups as trees |
//! | [`only`] | the exception itself: its name, text and notes |
//! | [`source`] | where source lines come from |

pub mod only;
pub mod print;
pub mod source;

pub use print::print_uncaught;
pub use source::register_source;
