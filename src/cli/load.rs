//! Reading a program: a source file, a `.pyc` file or standard input.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::pyc::{self, RawCode};

/// A program that can be run.
pub struct Program {
    pub code: Arc<RawCode>,
    /// `__file__`; none for standard input.
    pub file: Option<String>,
    /// Warnings of the compiler, as they are shown.
    pub warnings: Vec<String>,
}

/// Why a program cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("pyarena: can't open file '{file}': {error}")]
    Open { file: String, error: std::io::Error },
    #[error("pyarena: bad .pyc file '{file}': {error}")]
    Pyc { file: String, error: pyc::PycError },
    /// Shown as CPython shows a SyntaxError.
    #[cfg(feature = "source")]
    #[error("{0}")]
    Syntax(Box<crate::source::SyntaxError>),
    #[cfg(not(feature = "source"))]
    #[error("pyarena: '{0}': this build has no compiler for Python source (feature `source`); give it a .pyc file")]
    NoCompiler(String),
}

/// Loads `file`: `-` is standard input; what starts with the magic number of a
/// `.pyc` or is named so is one.
///
/// # Errors
/// [`LoadError`].
pub fn load(file: &str) -> Result<Program, LoadError> {
    let open = |error| LoadError::Open { file: file.to_string(), error };
    if file == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map_err(open)?;
        return source(&bytes, "<stdin>", None);
    }
    let bytes = std::fs::read(file).map_err(open)?;
    let is_pyc =
        Path::new(file).extension().is_some_and(|extension| extension == "pyc") || bytes.get(2..4) == Some(b"\r\n");
    if is_pyc {
        let code = pyc::read_pyc(&bytes).map_err(|error| LoadError::Pyc { file: file.to_string(), error })?;
        return Ok(Program { code, file: Some(file.to_string()), warnings: Vec::new() });
    }
    source(&bytes, file, Some(file))
}

/// Compiles source text.
///
/// # Errors
/// [`LoadError`].
#[cfg(feature = "source")]
pub fn source(bytes: &[u8], name: &str, file: Option<&str>) -> Result<Program, LoadError> {
    let compiled = crate::source::compile(bytes, name, crate::source::Mode::Exec, &Default::default())
        .map_err(|error| LoadError::Syntax(Box::new(error)))?;
    let warnings = compiled
        .warnings
        .iter()
        .map(|warning| format!("{name}:{}: SyntaxWarning: {}\n", warning.lineno, warning.msg))
        .collect();
    Ok(Program { code: compiled.code, file: file.map(str::to_string), warnings })
}

/// Without a compiler there is only the error.
///
/// # Errors
/// Always.
#[cfg(not(feature = "source"))]
pub fn source(_: &[u8], name: &str, _: Option<&str>) -> Result<Program, LoadError> {
    Err(LoadError::NoCompiler(name.to_string()))
}

/// Shows the error; the exit status.
pub fn fail(error: &LoadError) -> u8 {
    let text = error.to_string();
    eprintln!("{}", text.trim_end_matches('\n'));
    1
}
