//! `pyarena compile`: source to a `.pyc` file.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::load;
use crate::pyc::{Header, Validation, write_pyc};

/// Compiles `file` (or rewrites a `.pyc`) to `out`, by default the same name with the ending `.pyc`; the exit status.
pub fn compile(file: &str, out: Option<PathBuf>) -> u8 {
    let program = match load::load(file) {
        Ok(program) => program,
        Err(error) => return load::fail(&error),
    };
    for warning in &program.warnings {
        eprint!("{warning}");
    }
    let Some(out) = out.or_else(|| (file != "-").then(|| Path::new(file).with_extension("pyc"))) else {
        eprintln!("pyarena: standard input has no name: say where to write with -o");
        return 2;
    };
    let header = Header { validation: validation(file) };
    let written = write_pyc(&program.code, header)
        .map_err(|error| error.to_string())
        .and_then(|bytes| std::fs::write(&out, bytes).map_err(|error| error.to_string()));
    match written {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("pyarena: can't write '{}': {error}", out.display());
            1
        }
    }
}

/// What an importer compares with the source.
fn validation(file: &str) -> Validation {
    let Ok(data) = std::fs::metadata(file) else {
        return Validation::Timestamp { mtime: 0, size: 0 };
    };
    let since = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    // Both fields hold the low 32 bits.
    Validation::Timestamp { mtime: since.unwrap_or_default().as_secs() as u32, size: data.len() as u32 }
}
