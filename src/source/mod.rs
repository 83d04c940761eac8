//! Python source text to code objects, by the crate `rustpython-codegen`.
//!
//! - [`compile`] and what it takes and gives
//! - [`decode`]: bytes to text (byte order mark, coding cookie)
//! - [`error`]: [`SyntaxError`] and how CPython prints it
//! - `convert`: the front end's code objects to [`RawCode`]
//! - `escape`: what is said about escapes that cannot be decoded
//! - `warn`: the warnings that CPython's tokenizer and string decoder give
//!
//! The front end recurses, so it runs on a thread of its own with [`STACK`] bytes of stack; the caller's may be small.

mod convert;
pub mod decode;
pub mod error;
mod escape;
pub mod options;
mod warn;

use std::mem::ManuallyDrop;
use std::sync::Arc;

use ruff_python_parser::{ParseOptions, parse_unchecked};
use rustpython_codegen::compile::{CompileOpts, SyntaxWarningHandler, compile_top_with_syntax_warning_handler};
use rustpython_compiler::CompileError;
use rustpython_compiler_core::bytecode::CodeFlags;
use rustpython_compiler_core::{Mode as CoreMode, SourceFileBuilder};

pub use self::error::{ErrorKind, SyntaxError};
pub use self::options::{Mode, Options, OptionsError};
use crate::pyc::raw::RawCode;

/// Stack of the thread that compiles, in bytes.
pub const STACK: usize = 64 << 20;

/// How deep statements, expressions and patterns may be nested, all counted together.
pub const MAX_NESTING: usize = 1000;

/// What a compilation gives.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The module's, expression's or interactive statement's code.
    pub code: Arc<RawCode>,
    /// Warnings, in the order CPython gives them. Whether they are shown or raised is the caller's affair.
    pub warnings: Vec<SyntaxWarning>,
}

/// A `SyntaxWarning` that compiling gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// The text, as CPython words it.
    pub msg: String,
    /// The line, counted from 1.
    pub lineno: u32,
}

/// Python source as a program hands it over.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// Text; a coding cookie in it has no meaning.
    Text(&'a str),
    /// The bytes of a file; see [`decode`].
    Bytes(&'a [u8]),
}

impl<'a> From<&'a str> for Source<'a> {
    fn from(text: &'a str) -> Self {
        Source::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Source<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Source::Bytes(bytes)
    }
}

/// Compiles Python source, as the built-in function `compile` does.
///
/// # Errors
/// A [`SyntaxError`] for everything that can be wrong, source that is nested too deep included.
pub fn compile<'a>(
    source: impl Into<Source<'a>>,
    filename: &str,
    mode: Mode,
    options: &Options,
) -> Result<Compiled, SyntaxError> {
    let text = match source.into() {
        Source::Text(text) => decode::normalise(text)?,
        Source::Bytes(bytes) => decode::decode(bytes, filename)?,
    };
    let text = text.as_ref();
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().name("compile".to_owned()).stack_size(STACK);
        let thread = builder
            .spawn_scoped(scope, || compile_here(text, filename, mode, options))
            .map_err(|error| SyntaxError::bare(ErrorKind::Internal, format!("cannot start the compiler: {error}")))?;
        // The front end is not ours; a panic in it becomes an error of this one compilation.
        thread.join().unwrap_or_else(|_| {
            Err(SyntaxError::bare(ErrorKind::Internal, "internal error: the compiler failed".to_owned()))
        })
    })
}

/// Compiles decoded text on the current thread.
fn compile_here(text: &str, filename: &str, mode: Mode, options: &Options) -> Result<Compiled, SyntaxError> {
    let place = error::Place { text, filename };
    if let Some(error) = place.unexpected_indent(mode) {
        return Err(error);
    }
    let core_mode = match mode {
        Mode::Exec => CoreMode::Exec,
        Mode::Eval => CoreMode::Eval,
        Mode::Single => CoreMode::Single,
    };
    let parser_mode = match mode {
        Mode::Eval => ruff_python_parser::Mode::Expression,
        Mode::Exec | Mode::Single => ruff_python_parser::Mode::Module,
    };
    let file = SourceFileBuilder::new(filename, text).finish();
    // A tree that is too deep is never dropped: dropping recurses without a bound.
    let parsed = ManuallyDrop::new(parse_unchecked(text, ParseOptions::from(parser_mode)));
    rustpython_compiler::too_deeply_nested_error(parsed.syntax(), &file, MAX_NESTING)
        .map_err(|_| SyntaxError::too_deep())?;
    let parsed = ManuallyDrop::into_inner(parsed);
    let opts = options.to_core();
    if let Some(error) = rustpython_compiler::leading_byte_order_mark_error(&file) {
        return Err(place.syntax_error(&error, mode));
    }
    let mut warnings = Vec::new();
    if let Some(first) = parsed.errors().first() {
        if let Some(broken) = escape::find(text, parsed.tokens(), first.location.start().to_usize()) {
            return Err(place.broken_escape(broken));
        }
        let direct = CompileError::from_ruff_parse_error(first.clone(), &file, core_mode);
        return Err(diagnose(direct, place, mode, core_mode, opts));
    }
    if let Some(error) =
        rustpython_compiler::long_decimal_integer_literal_error(&file, parsed.tokens(), opts.int_max_str_digits)
    {
        return Err(place.syntax_error(&error, mode));
    }
    warn::tokens(text, parsed.tokens(), &mut warnings);
    let mut handler = |location: rustpython_compiler_core::SourceLocation, msg: String| {
        warnings.push(SyntaxWarning { msg, lineno: u32::try_from(location.line.get()).unwrap_or(0) });
        Ok(())
    };
    let handler: &mut SyntaxWarningHandler<'_> = &mut handler;
    let syntax = parsed.into_syntax();
    let code = compile_top_with_syntax_warning_handler(syntax, file, core_mode, opts.clone(), Some(handler))
        .map_err(|error| diagnose(CompileError::Codegen(error), place, mode, core_mode, opts.clone()))?;
    if mode == Mode::Single
        && let Err(error) = rustpython_compiler::compile(text, core_mode, filename, opts)
    {
        // What an interactive statement may be is a question only the heuristic path answers.
        return Err(place.syntax_error(&error, mode));
    }
    Ok(Compiled { code: Arc::new(convert::code(code, filename)), warnings })
}

/// Words an error of the direct path as CPython would: the crate's heuristic path is asked first.
fn diagnose(
    direct: CompileError,
    place: error::Place<'_>,
    mode: Mode,
    core_mode: CoreMode,
    opts: CompileOpts,
) -> SyntaxError {
    let asked = rustpython_compiler::compile(place.text, core_mode, place.filename, opts);
    place.syntax_error(asked.as_ref().err().unwrap_or(&direct), mode)
}

impl Options {
    fn to_core(&self) -> CompileOpts {
        CompileOpts {
            optimize: self.optimize,
            debug_ranges: true,
            int_max_str_digits: self.int_max_str_digits,
            allow_top_level_await: self.top_level_await,
            future_features: CodeFlags::from_bits_truncate(self.future),
            dont_imply_dedent: self.dont_imply_dedent,
            recursion_limit: MAX_NESTING,
        }
    }
}

#[cfg(test)]
mod tests;
