//! The program as a user meets it: options, files that are not there or not
//! right, exit statuses.

#![cfg(all(feature = "vm", feature = "source"))]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn pyarena(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pyarena")).args(args).stdin(Stdio::null()).output().expect("the program starts")
}

fn with_input(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pyarena"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the program reads");
    child.wait_with_output().expect("the program ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A file of this test alone.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("the folder can be written");
    path
}

fn fails(output: &Output, status: i32, with: &str) {
    assert_eq!(output.status.code(), Some(status), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains(with), "{with:?} is not in {:?}", text(&output.stderr));
    assert_eq!(text(&output.stdout), "");
}

#[test]
fn code_and_its_arguments() {
    let output = pyarena(&["-c", "import sys; print(sys.argv, 6 * 7)", "one", "--two"]);
    assert_eq!(text(&output.stdout), "['-c', 'one', '--two'] 42\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn standard_input() {
    let output = with_input(&["run", "-", "x"], "import sys\nprint(sys.argv)\n");
    assert_eq!(text(&output.stdout), "['-', 'x']\n");
}

#[test]
fn a_file_with_arguments() {
    let path = file("arguments.py", b"import sys\nprint(sys.argv[1:], __name__)\n");
    let output = pyarena(&["run", path.to_str().expect("utf-8"), "-x", "--slice", "2"]);
    assert_eq!(text(&output.stdout), "['-x', '--slice', '2'] __main__\n");
}

#[test]
fn help_has_an_example_each() {
    for args in [&["--help"][..], &["run", "--help"], &["dis", "--help"]] {
        let output = pyarena(args);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains("Example"), "{args:?}");
    }
}

#[test]
fn wrong_options_exit_with_2() {
    for args in [&["--no-such-option"][..], &["run"], &["walk", "x.py"], &["run", "--slice", "0", "x.py"], &[]] {
        let output = pyarena(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(text(&output.stdout), "", "{args:?}");
        assert_ne!(text(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn a_missing_file() {
    fails(&pyarena(&["run", "no_such_file.py"]), 1, "can't open file 'no_such_file.py'");
    fails(&pyarena(&["dis", "no_such_file.pyc"]), 1, "can't open file 'no_such_file.pyc'");
}

#[test]
fn a_syntax_error_shows_the_line_and_a_caret() {
    let path = file("wrong.py", b"x = 1\nx = = 2\n");
    let output = pyarena(&["run", path.to_str().expect("utf-8")]);
    let expected =
        format!("  File \"{}\", line 2\n    x = = 2\n        ^\nSyntaxError: invalid syntax\n", path.display());
    assert_eq!(text(&output.stderr), expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn bad_pyc_files() {
    let good = std::fs::read("tests/programs/sudoku.pyc").expect("the file is in the repository");
    let (header, body) = good.split_at(16);

    let mut magic = good.clone();
    magic[0] = 0xcb;
    magic[1] = 0x0d;
    let path = file("magic.pyc", &magic);
    fails(&pyarena(&["run", path.to_str().expect("utf-8")]), 1, "3627");

    let path = file("short.pyc", &header[..9]);
    fails(&pyarena(&["run", path.to_str().expect("utf-8")]), 1, "bad .pyc file");

    let path = file("cut.pyc", &good[..good.len() / 2]);
    fails(&pyarena(&["run", path.to_str().expect("utf-8")]), 1, "bad .pyc file");

    let mut corrupt = header.to_vec();
    corrupt.extend(body.iter().map(|byte| byte ^ 0x5a));
    let path = file("corrupt.pyc", &corrupt);
    fails(&pyarena(&["run", path.to_str().expect("utf-8")]), 1, "bad .pyc file");
}

#[test]
fn exit_statuses() {
    for (code, status, err) in [
        ("pass", 0, ""),
        ("raise SystemExit", 0, ""),
        ("raise SystemExit(3)", 3, ""),
        ("raise SystemExit('bye')", 1, "bye\n"),
        ("import sys; sys.exit(None)", 0, ""),
        ("import sys; sys.exit(256 + 7)", 7, ""),
    ] {
        let output = pyarena(&["-c", code]);
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(status), err), "{code}");
    }
}

#[test]
fn an_uncaught_exception_comes_after_the_output() {
    let output = pyarena(&["-c", "print('before')\n1 / 0"]);
    assert_eq!(text(&output.stdout), "before\n");
    assert_eq!(output.status.code(), Some(1));
    let err = text(&output.stderr);
    assert!(err.starts_with("Traceback (most recent call last):\n  File \"<string>\", line 2, in <module>\n"), "{err}");
    assert!(err.ends_with("ZeroDivisionError: division by zero\n"), "{err}");
}

#[test]
fn modules_come_from_the_folders_given() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lib");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    std::fs::write(folder.join("given.py"), "where = __file__\n").expect("the folder can be written");
    let expected = format!("{}\n", folder.join("given.py").display());
    let code = "import given; print(given.where)";
    let output = pyarena(&["--lib", folder.to_str().expect("utf-8"), "-c", code]);
    assert_eq!(text(&output.stdout), expected);
    let output = Command::new(env!("CARGO_BIN_EXE_pyarena"))
        .args(["-c", code])
        .env("PYARENAPATH", &folder)
        .output()
        .expect("the program starts");
    assert_eq!(text(&output.stdout), expected);
    let output = pyarena(&["-c", code]);
    assert!(text(&output.stderr).ends_with("ModuleNotFoundError: No module named 'given'\n"));
}

#[test]
fn what_is_missing_is_named() {
    for (code, error) in [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("no_such_builtin()", "NameError: name 'no_such_builtin' is not defined"),
    ] {
        let output = pyarena(&["-c", code]);
        assert!(text(&output.stderr).trim_end().ends_with(error), "{}", text(&output.stderr));
    }
}

#[test]
fn disassembly_of_source_and_pyc() {
    let from_source = pyarena(&["dis", "tests/data/dis_sample.py"]);
    assert_eq!(from_source.status.code(), Some(0));
    assert!(text(&from_source.stdout).contains("RESUME"));
    let from_pyc = pyarena(&["dis", "tests/programs/sudoku.pyc"]);
    assert!(text(&from_pyc.stdout).contains("Disassembly of <code object"));
}
