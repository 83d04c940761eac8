//! Packs the pure-Python standard library into one file that the program embeds (feature `stdlib`).
//!
//! The archive: the number of files (u32, little endian); per file, in the order of their paths, the path's length
//! (u16), the path, the offset of its data from the end of the index (u32), its packed length (u32) and its length
//! (u32); then the data, each file compressed (raw deflate) by itself, so that one module can be had without the rest.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    #[cfg(feature = "stdlib")]
    stdlib::pack();
}

#[cfg(feature = "stdlib")]
mod stdlib {
    use std::fs;
    use std::path::{Path, PathBuf};

    /// What a program without a screen, without pip and without a test suite has no use for.
    const LEFT_OUT: [&str; 9] = [
        "ensurepip",
        "idlelib",
        "tkinter",
        "turtledemo",
        "turtle.py",
        "venv",
        "antigravity.py",
        "__phello__",
        "__hello__.py",
    ];

    /// Folders of tests, wherever they are.
    const TESTS: [&str; 4] = ["test", "tests", "idle_test", "__pycache__"];

    pub fn pack() {
        let lib = Path::new(rustpython_pylib::LIB_PATH);
        let mut files = Vec::new();
        collect(lib, lib, &mut files);
        files.sort();
        let mut index = Vec::new();
        let mut data = Vec::new();
        index.extend(u32_of(files.len()).to_le_bytes());
        for (name, path) in &files {
            let text = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let packed = miniz_oxide::deflate::compress_to_vec(&text, 7);
            let name_len = u16::try_from(name.len()).unwrap_or_else(|_| panic!("{name}: path too long"));
            index.extend(name_len.to_le_bytes());
            index.extend(name.as_bytes());
            index.extend(u32_of(data.len()).to_le_bytes());
            index.extend(u32_of(packed.len()).to_le_bytes());
            index.extend(u32_of(text.len()).to_le_bytes());
            data.extend(packed);
        }
        index.extend(data);
        let out = std::env::var_os("OUT_DIR").unwrap_or_else(|| panic!("cargo sets OUT_DIR"));
        let out = PathBuf::from(out).join("stdlib.bin");
        fs::write(&out, index).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
        println!("cargo:rerun-if-changed={}", lib.display());
    }

    fn u32_of(number: usize) -> u32 {
        u32::try_from(number).unwrap_or_else(|_| panic!("the archive of the standard library is too large"))
    }

    fn collect(top: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) {
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.unwrap_or_else(|error| panic!("{}: {error}", folder.display())).path();
            let Some(base) = path.file_name().and_then(|base| base.to_str()) else {
                continue;
            };
            if TESTS.contains(&base) || (folder == top && LEFT_OUT.contains(&base)) {
                continue;
            }
            if path.is_dir() {
                collect(top, &path, files);
            } else if base.ends_with(".py")
                && let Ok(relative) = path.strip_prefix(top)
            {
                let parts: Vec<_> = relative.iter().filter_map(|part| part.to_str()).collect();
                files.push((parts.join("/"), path.clone()));
            }
        }
    }
}
