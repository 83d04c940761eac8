//! Runs every program under `tests/scripts` and `tests/programs` and compares what it prints with what CPython 3.14
//! printed: NAME.expected (standard output), NAME.stderr (standard error, empty when there is no such file) and
//! NAME.status (exit status, 0 when there is no such file). A `.pyc` file shares the records of the `.py` beside it.
//! Names that begin with `_` belong to modules that programs import; they are not run by themselves.
//!
//! Environment: `PYARENA_TEST_FILTER` selects the programs whose path contains the text, `PYARENA_TEST_ARGS` holds
//! options that are put between `run` and the file, `PYARENA_TEST_JOBS` the number of programs at a time.
//! Programs listed in `tests/scripts/known_failures.txt` (one path a line, from `tests` on) must fail.
#![cfg(all(feature = "vm", feature = "source", feature = "stdlib"))]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The longest that one program may take. Generous: a run with a slice of one unit and a collection after each is slow.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How much of a difference is shown.
const DIFF_LINES: usize = 24;

#[test]
fn programs_print_what_cpython_prints() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut programs = Vec::new();
    for folder in ["scripts", "programs"] {
        collect(&tests.join(folder), &mut programs);
    }
    programs.sort();
    let filter = std::env::var("PYARENA_TEST_FILTER").unwrap_or_default();
    programs.retain(|p| name(&tests, p).contains(&filter));
    assert!(!programs.is_empty(), "no program's path contains {filter:?}");
    let known = known_failures(&tests.join("scripts/known_failures.txt"));
    let options: Vec<String> =
        std::env::var("PYARENA_TEST_ARGS").unwrap_or_default().split_whitespace().map(str::to_owned).collect();

    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..jobs() {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let name = name(&tests, program);
                    let report = match (check(program, &options), known.contains(&name)) {
                        (Ok(()), false) | (Err(_), true) => continue,
                        (Ok(()), true) => "is listed as a known failure, but passes\n".to_owned(),
                        (Err(report), false) => report,
                    };
                    failures.lock().expect("no thread panics with the lock").push((name, report));
                }
            });
        }
    });

    let mut failures = failures.into_inner().expect("no thread panics with the lock");
    failures.sort();
    let mut text = String::new();
    for (name, report) in &failures {
        let _ = writeln!(text, "\n=== {name}\n{report}");
    }
    let passed = programs.len() - failures.len();
    let _ = writeln!(text, "{passed} of {} programs as expected", programs.len());
    if !known.is_empty() {
        let _ = writeln!(text, "{} listed as known failures", known.len());
    }
    if failures.is_empty() {
        println!("{text}");
    } else {
        let names: Vec<&str> = failures.iter().map(|(name, _)| name.as_str()).collect();
        panic!("{text}failed: {}\n", names.join(" "));
    }
}

/// Adds the programs in `folder` and below it.
fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if file.starts_with('_') {
            continue;
        }
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|e| e == "py" || e == "pyc") {
            into.push(path);
        }
    }
}

/// The path from `tests` on, with forward slashes.
fn name(tests: &Path, program: &Path) -> String {
    program.strip_prefix(tests).unwrap_or(program).to_string_lossy().replace('\\', "/")
}

fn jobs() -> usize {
    std::env::var("PYARENA_TEST_JOBS")
        .ok()
        .and_then(|n| n.parse().ok())
        .or_else(|| thread::available_parallelism().ok().map(Into::into))
        .unwrap_or(1)
}

fn known_failures(list: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(list).unwrap_or_default();
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect()
}

/// What a program did: output, error output, status.
struct Run {
    out: String,
    err: String,
    status: Option<i32>,
}

/// Runs one program; the error is a report for people.
fn check(program: &Path, options: &[String]) -> Result<(), String> {
    let expected = std::fs::read(program.with_extension("expected"))
        .map_err(|e| format!("no record of what CPython prints: {e}\n"))?;
    let expected = String::from_utf8_lossy(&expected).into_owned();
    let expected_err = std::fs::read_to_string(program.with_extension("stderr")).unwrap_or_default();
    let expected_status = match std::fs::read_to_string(program.with_extension("status")) {
        Ok(text) => text.trim().parse().map_err(|e| format!("bad .status file: {e}\n"))?,
        Err(_) => 0,
    };

    let run = run(program, options)?;
    let mut report = String::new();
    if run.status != Some(expected_status) {
        let got = run.status.map_or_else(|| "a signal".to_owned(), |s| s.to_string());
        let _ = writeln!(report, "exit status {got}, expected {expected_status}");
    }
    if run.out != expected {
        report.push_str(&diff("standard output", &expected, &run.out));
    }
    if run.err != expected_err {
        report.push_str(&diff("standard error", &expected_err, &run.err));
    }
    if report.is_empty() { Ok(()) } else { Err(report) }
}

/// Runs the program in its own folder, so that tracebacks show its bare file name as the records do.
fn run(program: &Path, options: &[String]) -> Result<Run, String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pyarena"))
        .arg("run")
        .args(options)
        .arg(program.file_name().unwrap_or_default())
        .current_dir(program.parent().unwrap_or(Path::new(".")))
        .env_remove("PYARENAPATH")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cannot start: {e}\n"))?;
    let out = drain(child.stdout.take());
    let err = drain(child.stderr.take());

    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Ok(status.code()),
            Ok(None) if start.elapsed() > TIMEOUT => {
                // It may have ended between the two calls; then there is nothing to kill.
                let _ = child.kill();
                let _ = child.wait();
                break Err(format!("took longer than {} s\n", TIMEOUT.as_secs()));
            }
            Ok(None) => {
                thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(50));
            }
            Err(e) => break Err(format!("cannot wait for it: {e}\n")),
        }
    };
    let (out, err) = (text_of(out), text_of(err));
    match status {
        Ok(status) => Ok(Run { out, err, status }),
        Err(report) => {
            let tail =
                |s: &str| s.lines().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n");
            Err(format!("{report}last output:\n{}\nlast error output:\n{}\n", tail(&out), tail(&err)))
        }
    }
}

/// Reads a pipe to its end on a thread, so that a program never blocks on a full one.
fn drain<R: Read + Send + 'static>(pipe: Option<R>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is still worth comparing.
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

fn text_of(reader: thread::JoinHandle<Vec<u8>>) -> String {
    String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned()
}

/// The lines that differ, `-` expected and `+` found, with the line before the first of them.
fn diff(what: &str, expected: &str, found: &str) -> String {
    let (want, got): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let before = want.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let rest = want.len().min(got.len()) - before;
    let after = want.iter().rev().zip(got.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut text = format!("{what} differs from line {}:\n", before + 1);
    if let Some(line) = before.checked_sub(1).and_then(|i| want.get(i)) {
        let _ = writeln!(text, "    {line}");
    }
    for (sign, lines) in [('-', &want[before..want.len() - after]), ('+', &got[before..got.len() - after])] {
        for line in lines.iter().take(DIFF_LINES) {
            let _ = writeln!(text, "  {sign} {line}");
        }
        if lines.len() > DIFF_LINES {
            let _ = writeln!(text, "  {sign} … {} more lines", lines.len() - DIFF_LINES);
        }
    }
    if want == got {
        text.push_str("  only the end of the last line differs\n");
    }
    text
}
