//! What the built-in function `compile` can be told.

use thiserror::Error;

/// What the source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A module or a block of statements.
    Exec,
    /// One expression, whose value the code returns.
    Eval,
    /// One interactive statement; the values of expression statements are printed.
    Single,
}

impl std::str::FromStr for Mode {
    type Err = OptionsError;

    fn from_str(mode: &str) -> Result<Self, OptionsError> {
        match mode {
            "exec" => Ok(Mode::Exec),
            "eval" => Ok(Mode::Eval),
            "single" => Ok(Mode::Single),
            _ => Err(OptionsError::Mode),
        }
    }
}

/// Settings of one compilation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// 0: everything; 1: no `assert`, `__debug__` is false; 2: no docstrings either.
    pub optimize: u8,
    /// `CO_FUTURE_*` bits that are in force from the start.
    pub future: u32,
    /// `PyCF_ALLOW_TOP_LEVEL_AWAIT`.
    pub top_level_await: bool,
    /// `PyCF_DONT_IMPLY_DEDENT`.
    pub dont_imply_dedent: bool,
    /// Most decimal digits of an integer literal (`sys.set_int_max_str_digits`); 0 means any.
    pub int_max_str_digits: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { optimize: 0, future: 0, top_level_await: false, dont_imply_dedent: false, int_max_str_digits: 4300 }
    }
}

/// All `CO_FUTURE_*` bits (`PyCF_MASK` in CPython's `Include/cpython/compile.h`).
pub const FUTURE_MASK: u32 = 0x01fe_0000;
const OBSOLETE: u32 = 0x10;
const DONT_IMPLY_DEDENT: u32 = 0x200;
const ONLY_AST: u32 = 0x400;
const TYPE_COMMENTS: u32 = 0x1000;
const TOP_LEVEL_AWAIT: u32 = 0x2000;
const INCOMPLETE_INPUT: u32 = 0x4000;
const OPTIMIZED_AST: u32 = 0x8000;

/// Arguments of `compile` that it refuses with `ValueError`; the texts are CPython's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OptionsError {
    /// A mode that does not exist.
    #[error("compile() mode must be 'exec', 'eval' or 'single'")]
    Mode,
    /// A flag that does not exist.
    #[error("compile(): unrecognised flags")]
    Flags,
    /// An optimisation level that does not exist.
    #[error("compile(): invalid optimize value")]
    Optimize,
    /// A syntax tree is asked for; this crate makes none.
    #[error("compile(): PyCF_ONLY_AST is not supported")]
    OnlyAst,
}

impl Options {
    /// From the arguments `flags`, `dont_inherit` and `optimize` of `compile`.
    ///
    /// `inherited` is `co_flags` of the calling code, `None` when `dont_inherit` is true; `default_optimize` stands in
    /// for an `optimize` of -1.
    ///
    /// # Errors
    /// [`OptionsError`], CPython's `ValueError`.
    pub fn from_compile(
        flags: u32,
        inherited: Option<u32>,
        optimize: i32,
        default_optimize: u8,
    ) -> Result<Self, OptionsError> {
        let known = FUTURE_MASK
            | OBSOLETE
            | DONT_IMPLY_DEDENT
            | ONLY_AST
            | TYPE_COMMENTS
            | TOP_LEVEL_AWAIT
            | INCOMPLETE_INPUT
            | OPTIMIZED_AST;
        if flags & !known != 0 {
            return Err(OptionsError::Flags);
        }
        let optimize = match optimize {
            -1 => default_optimize,
            0..=2 => u8::try_from(optimize).unwrap_or(default_optimize),
            _ => return Err(OptionsError::Optimize),
        };
        if flags & (ONLY_AST | OPTIMIZED_AST) != 0 {
            return Err(OptionsError::OnlyAst);
        }
        Ok(Options {
            optimize,
            future: (flags | inherited.unwrap_or(0)) & FUTURE_MASK,
            top_level_await: flags & TOP_LEVEL_AWAIT != 0,
            dont_imply_dedent: flags & DONT_IMPLY_DEDENT != 0,
            ..Options::default()
        })
    }
}
