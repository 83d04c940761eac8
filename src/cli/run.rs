//! `pyarena run` and `pyarena -c`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::RunOptions;
use super::load::{self, Program};
use crate::runtime::state::{Config, Output};
use crate::verify::{Verified, report};
use crate::vm::{Exit, Machine};

/// Runs a file; the exit status.
pub fn file(options: &RunOptions, file: &str, args: Vec<String>) -> u8 {
    let program = match load::load(file) {
        Ok(program) => program,
        Err(error) => return load::fail(&error),
    };
    let beside = match &program.file {
        Some(file) => Path::new(file).parent().unwrap_or(Path::new("")).to_path_buf(),
        None => PathBuf::new(),
    };
    let mut argv = vec![file.to_string()];
    argv.extend(args);
    run(options, &program, argv, beside)
}

/// Runs the text of `-c`; the exit status.
pub fn code(options: &RunOptions, code: &str, args: Vec<String>) -> u8 {
    let program = match load::source(code.as_bytes(), "<string>", None) {
        Ok(program) => program,
        Err(error) => return load::fail(&error),
    };
    let mut argv = vec!["-c".to_string()];
    argv.extend(args);
    run(options, &program, argv, PathBuf::new())
}

fn run(options: &RunOptions, program: &Program, argv: Vec<String>, beside: PathBuf) -> u8 {
    let Some(kib) = options.stack else { return run_here(options, program, argv, beside) };
    let size = kib as usize * 1024;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(size);
        match thread.spawn_scoped(scope, || run_here(options, program, argv, beside)) {
            Ok(handle) => handle.join().unwrap_or(101),
            Err(error) => {
                eprintln!("pyarena: cannot start a thread with a stack of {kib} KiB: {error}");
                1
            }
        }
    })
}

fn run_here(options: &RunOptions, program: &Program, argv: Vec<String>, beside: PathBuf) -> u8 {
    let code = match Verified::new(Arc::clone(&program.code)) {
        Ok(code) => code,
        Err(error) => {
            let file = program.file.as_deref().unwrap_or("the program");
            eprintln!("pyarena: bad code in {file}: {}", report(&error));
            return 1;
        }
    };
    for warning in &program.warnings {
        eprint!("{warning}");
    }
    let mut path = options.lib.clone();
    if let Some(extra) = std::env::var_os("PYARENAPATH") {
        path.extend(std::env::split_paths(&extra).filter(|folder| !folder.as_os_str().is_empty()));
    }
    path.push(beside);
    let config = Config {
        argv,
        path,
        stress: options.gc_every_slice,
        slice: options.slice,
        no_debug_ranges: options.no_debug_ranges,
        snapshot_locals: false,
        gc_interval: options.gc_interval,
    };
    let mut machine = Machine::new(config, Box::new(Console::default()));
    let exit = machine.run_main(&code, program.file.as_deref());
    // The process is over: freeing the heap object by object would be waste.
    machine.forget();
    match exit {
        Exit::Finished => 0,
        Exit::Status(status) => status as u8,
        Exit::Uncaught => 1,
    }
}

/// Standard output, buffered, and standard error.
#[derive(Default)]
struct Console {
    pending: Vec<u8>,
}

/// Output is handed on when so many bytes are waiting.
const BUFFER: usize = 1 << 16;

impl Output for Console {
    fn out(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() >= BUFFER {
            self.flush();
        }
    }

    fn err(&mut self, bytes: &[u8]) {
        self.flush();
        let _ = std::io::stderr().write_all(bytes);
    }

    fn flush(&mut self) {
        let mut out = std::io::stdout().lock();
        // Whoever closed the pipe does not want the rest.
        let _ = out.write_all(&self.pending);
        let _ = out.flush();
        self.pending.clear();
    }
}
