//! `pyarena verify`.

use std::io::Write;

use super::load;
use crate::verify::{Verified, report};

/// Verifies files; 0 when all of them may run.
pub fn files(files: &[String]) -> u8 {
    let mut status = 0;
    let mut out = std::io::stdout().lock();
    for file in files {
        let line = match load::load(file) {
            Ok(program) => match Verified::new(program.code) {
                Ok(code) => {
                    format!("{file}: ok, {} code objects, {} instructions", code.code_objects(), code.instructions())
                }
                Err(error) => {
                    status = 1;
                    format!("{file}: {}", report(&error))
                }
            },
            Err(error) => {
                status = load::fail(&error);
                continue;
            }
        };
        if writeln!(out, "{line}").is_err() {
            // Whoever closed the pipe does not want the rest.
            break;
        }
    }
    status
}
