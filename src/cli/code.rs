//! `pyarena code`: code objects with all their tables, as JSON.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::load;
use crate::dis::{DisOptions, dis};
use crate::pyc::describe::code_json;
use crate::pyc::{Header, RawCode, Validation, write_pyc};

/// Prints the document of one file; the exit status.
pub fn json(file: &str) -> u8 {
    match load::load(file) {
        Ok(program) => {
            // A closed pipe is how a pager ends: nothing to report.
            let _ = writeln!(io::stdout(), "{}", code_json(&program.code));
            0
        }
        Err(error) => load::fail(&error),
    }
}

/// Writes NAME.pyc, NAME.json and NAME.dis below `out` for every source file below `folder`; the exit status.
pub fn dump(folder: &Path, out: &Path) -> u8 {
    let mut files = Vec::new();
    if let Err(error) = sources(folder, &mut files) {
        eprintln!("pyarena: can't read '{}': {error}", folder.display());
        return 1;
    }
    let mut status = 0;
    for file in files {
        let below = file.strip_prefix(folder).unwrap_or(&file);
        match dump_one(&file, &out.join(below)) {
            Ok(()) => println!("{}", below.display()),
            Err(error) => {
                eprintln!("{}: {}", below.display(), error.trim_end().lines().next_back().unwrap_or_default());
                status = 1;
            }
        }
    }
    status
}

/// The source files below `folder`, in the order of their names.
fn sources(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            sources(&entry, into)?;
        } else if entry.extension().is_some_and(|extension| extension == "py") {
            into.push(entry);
        }
    }
    Ok(())
}

fn dump_one(file: &Path, to: &Path) -> Result<(), String> {
    let text = |error: io::Error| error.to_string();
    let source = fs::read(file).map_err(text)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let code = load::source(&source, &name, None).map_err(|error| error.to_string())?.code;
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(text)?;
    }
    // The time of the source is left out: the same sources give the same files.
    let pyc = pyc_of(&code, source.len()).map_err(|error| error.to_string())?;
    fs::write(to.with_extension("pyc"), pyc).map_err(text)?;
    fs::write(to.with_extension("json"), code_json(&code) + "\n").map_err(text)?;
    fs::write(to.with_extension("dis"), dis(&code, DisOptions::default())).map_err(text)
}

fn pyc_of(code: &RawCode, size: usize) -> Result<Vec<u8>, crate::pyc::WriteError> {
    write_pyc(code, Header { validation: Validation::Timestamp { mtime: 0, size: size as u32 } })
}
