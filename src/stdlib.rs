//! CPython's pure-Python standard library, embedded in the program (feature `stdlib`).
//!
//! `build.rs` packs the files of the crate `rustpython-pylib`; each is unpacked when it is asked for. A module found
//! here has the file name `<stdlib>/collections/__init__.py` in tracebacks: the angle brackets say, as in `<string>`,
//! that no such file exists.

use std::sync::OnceLock;

use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// What stands before a path in [`Source::filename`].
pub const PREFIX: &str = "<stdlib>/";

static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stdlib.bin"));

/// The source of a module of the standard library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path below the library's folder, with `/`: `collections/__init__.py`.
    pub path: &'static str,
    /// Whether the module is a package, so that it has submodules.
    pub is_package: bool,
    /// The file's bytes.
    pub text: Vec<u8>,
}

impl Source {
    /// What `__file__` and tracebacks show.
    #[must_use]
    pub fn filename(&self) -> String {
        format!("{PREFIX}{}", self.path)
    }
}

/// A row of the archive's index.
struct Entry {
    path: &'static str,
    packed: &'static [u8],
    len: usize,
}

/// Finds a module by its dotted name (`json.decoder`) or a file by its path (`collections/__init__.py`, with or
/// without [`PREFIX`]). `None` when the library has none such.
#[must_use]
pub fn find(name: &str) -> Option<Source> {
    let name = name.strip_prefix(PREFIX).unwrap_or(name);
    if name.ends_with(".py") {
        return read(lookup(name)?);
    }
    if name.contains('/') {
        return None;
    }
    let base = name.replace('.', "/");
    // As CPython's finder: a package hides a module of the same name.
    let entry = lookup(&format!("{base}/__init__.py")).or_else(|| lookup(&format!("{base}.py")))?;
    read(entry)
}

/// Whether [`find`] would find something, without unpacking it; for a module, `Some(true)` when it is a package.
#[must_use]
pub fn probe(name: &str) -> Option<bool> {
    let base = name.replace('.', "/");
    if lookup(&format!("{base}/__init__.py")).is_some() {
        return Some(true);
    }
    lookup(&format!("{base}.py")).map(|_| false)
}

/// The paths of all files, sorted.
pub fn paths() -> impl Iterator<Item = &'static str> {
    index().iter().map(|entry| entry.path)
}

fn lookup(path: &str) -> Option<&'static Entry> {
    let index = index();
    let at = index.binary_search_by(|entry| entry.path.cmp(path)).ok()?;
    index.get(at)
}

fn read(entry: &Entry) -> Option<Source> {
    let text = decompress_to_vec_with_limit(entry.packed, entry.len).ok()?;
    Some(Source { path: entry.path, is_package: entry.path.ends_with("/__init__.py"), text })
}

fn index() -> &'static [Entry] {
    static INDEX: OnceLock<Vec<Entry>> = OnceLock::new();
    // The archive is our own work; were it damaged, the library would be found empty.
    INDEX.get_or_init(|| parse(ARCHIVE).unwrap_or_default())
}

fn parse(archive: &'static [u8]) -> Option<Vec<Entry>> {
    let mut rest = archive;
    let count = u32::from_le_bytes(take(&mut rest)?);
    let mut rows = Vec::new();
    for _ in 0..count {
        let len = usize::from(u16::from_le_bytes(take(&mut rest)?));
        let (path, after) = rest.split_at_checked(len)?;
        rest = after;
        let numbers = [take(&mut rest)?, take(&mut rest)?, take(&mut rest)?];
        let [offset, packed, len] =
            numbers.map(|bytes| usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX));
        rows.push((std::str::from_utf8(path).ok()?, offset, packed, len));
    }
    let data = rest;
    let entry = |(path, offset, packed, len): (_, usize, usize, _)| {
        Some(Entry { path, packed: data.get(offset..offset.checked_add(packed)?)?, len })
    };
    rows.into_iter().map(entry).collect()
}

fn take<const N: usize>(rest: &mut &'static [u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_found_by_name_and_by_path() {
        let collections = find("collections").unwrap();
        assert_eq!(collections.path, "collections/__init__.py");
        assert!(collections.is_package);
        assert_eq!(collections.filename(), "<stdlib>/collections/__init__.py");
        assert_eq!(find("collections/__init__.py"), Some(collections.clone()));
        assert_eq!(find("<stdlib>/collections/__init__.py"), Some(collections));
        let decoder = find("json.decoder").unwrap();
        assert_eq!((decoder.path, decoder.is_package), ("json/decoder.py", false));
        assert_eq!((probe("collections"), probe("enum"), probe("no_such")), (Some(true), Some(false), None));
        for missing in ["", "no_such", "collections.abc", "..", "/etc/passwd", "collections/", "test", "tkinter"] {
            assert_eq!(find(missing), None, "{missing}");
        }
    }

    #[test]
    fn every_file_unpacks() {
        let mut count = 0;
        for path in paths() {
            let source = find(path).unwrap();
            assert_eq!(source.path, path);
            count += 1;
        }
        assert!(count > 400, "{count} files");
    }
}
