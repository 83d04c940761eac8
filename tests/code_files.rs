//! `.pyc` files both ways and the documents of `pyarena code --json`, against what CPython 3.14 wrote.
#![cfg(all(feature = "vm", feature = "source"))]

use std::path::{Path, PathBuf};
use std::process::Command;

use pyarena::pyc::describe::code_json;
use pyarena::pyc::{read_header, read_pyc, write_pyc};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The `.pyc` files of CPython among the tests.
fn recorded() -> Vec<PathBuf> {
    let folders = ["programs", "data", "data/pyc"];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(tests().join(folder)).expect("a folder of tests"));
    let mut files: Vec<PathBuf> = files.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "pyc"));
    files.sort();
    assert!(files.len() > 6);
    files
}

fn pyarena(args: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_pyarena")).args(args).output().expect("the program starts");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn scratch(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("utf-8")
}

#[test]
fn what_is_read_can_be_written_and_read_again() {
    for file in recorded() {
        let bytes = std::fs::read(&file).expect("the file");
        let code = read_pyc(&bytes).expect("CPython's file");
        let header = read_header(&bytes).expect("its header");
        let written = write_pyc(&code, header).expect("it can be written");
        assert_eq!(read_pyc(&written).as_ref(), Ok(&code), "{}", file.display());
        assert_eq!(read_header(&written), Ok(header));
        // Writing twice gives the same bytes.
        let again = read_pyc(&written).expect("our own file");
        assert_eq!(write_pyc(&again, header).expect("it can be written"), written);
    }
}

#[test]
fn documents_as_cpython_makes_them() {
    let mut found = 0;
    for file in recorded() {
        let Ok(wanted) = std::fs::read_to_string(file.with_extension("json")) else { continue };
        let code = read_pyc(&std::fs::read(&file).expect("the file")).expect("CPython's file");
        assert!(code_json(&code) + "\n" == wanted, "the document of {} differs", file.display());
        found += 1;
        // And from source, where the compiler does not differ in the qualified names of `__annotate__`.
        if file.ends_with("basics.pyc") {
            continue;
        }
        let printed = pyarena(&["code", "--json", text(&file.with_extension("py"))]);
        assert!(printed == wanted.as_bytes(), "the document of {} from source differs", file.display());
    }
    assert!(found > 2);
}

#[test]
fn compiled_programs_run_the_same() {
    for name in ["functions/wide_code", "generators/send_throw_close"] {
        let source = tests().join(format!("scripts/{name}.py"));
        let out = scratch(&format!("{}.pyc", name.replace('/', "_")));
        assert_eq!(pyarena(&["compile", text(&source), "-o", text(&out)]), b"");
        let wanted = std::fs::read(source.with_extension("expected")).expect("a record");
        assert!(pyarena(&["run", text(&out)]) == wanted, "{name} prints something else");
    }
}

#[test]
fn a_folder_is_dumped() {
    let (folder, out) = (scratch("dump_sources"), scratch("dump_out"));
    let _ = std::fs::remove_dir_all(&out);
    std::fs::create_dir_all(folder.join("inner")).expect("a folder");
    for name in ["small", "flow"] {
        std::fs::copy(tests().join(format!("data/pyc/{name}.py")), folder.join(format!("inner/{name}.py")))
            .expect("a copy");
    }
    let listed = pyarena(&["code", "--dump", text(&folder), text(&out)]);
    assert_eq!(String::from_utf8_lossy(&listed), "inner/flow.py\ninner/small.py\n");
    let read = |path: PathBuf| std::fs::read(path).expect("a file");
    for name in ["small", "flow"] {
        let made = |ending: &str| read(out.join(format!("inner/{name}.{ending}")));
        assert!(made("json") == read(tests().join(format!("data/pyc/{name}.json"))));
        let recorded = read(tests().join(format!("data/pyc/{name}.pyc")));
        // By their documents: the members of a frozenset have no order.
        let document = |bytes: &[u8]| code_json(&read_pyc(bytes).expect("a code object"));
        assert!(document(&made("pyc")) == document(&recorded));
        assert_eq!(read_header(&made("pyc")), read_header(&recorded));
        let dis = made("dis");
        let first = dis.split(|byte| *byte == b'\n').next().unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(first).split_whitespace().collect::<Vec<_>>(), ["0", "RESUME", "0"]);
    }
    std::fs::write(folder.join("inner/wrong.py"), "f(").expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_pyarena"))
        .args(["code", "--dump", text(&folder), text(&out)])
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "inner/wrong.py: SyntaxError: '(' was never closed\n");
    std::fs::remove_file(folder.join("inner/wrong.py")).expect("the file");
}
