//! Where modules are: native ones, folders, the embedded library.

use std::path::{Path, PathBuf};

use crate::builtins::{self, ModuleDef};
use crate::objects::Code;
use crate::runtime::{Ctx, Raise};
use crate::types::{List, Str};
use crate::value::Value;
use crate::verify::Verified;
use crate::vm::load;

/// What a search found.
pub enum Found<'gc> {
    Native(&'static ModuleDef),
    Code {
        code: Code<'gc>,
        /// `__file__`.
        file: String,
        /// For a package, the entry of its `__path__`.
        package: Option<String>,
    },
    Nothing,
}

/// Entries of `sys.path` and `__path__` that mean the embedded library.
pub const STDLIB: &str = "<stdlib>";

enum Place {
    File { path: PathBuf, package: bool },
    Embedded,
}

/// Finds the module `name`; `path` is the `__path__` of its parent.
///
/// # Errors
/// SyntaxError of a source file, ImportError of a bad `.pyc`.
pub fn find<'gc>(ctx: Ctx<'gc>, name: &str, path: Option<List<'gc>>) -> Result<Found<'gc>, Raise<'gc>> {
    if path.is_none()
        && let Some(def) = builtins::MODULES.iter().find(|def| def.name == name)
    {
        return Ok(Found::Native(def));
    }
    match place(ctx, name, path) {
        Some(Place::File { path, package }) => {
            let code = compile_file(ctx, &path)?;
            let folder = package.then(|| path.parent().unwrap_or(Path::new("")).display().to_string());
            Ok(Found::Code { code, file: path.display().to_string(), package: folder })
        }
        Some(Place::Embedded) => embedded(ctx, name),
        None => match builtins::MODULES.iter().find(|def| def.name == name) {
            Some(def) => Ok(Found::Native(def)),
            None => Ok(Found::Nothing),
        },
    }
}

/// Whether [`find`] would find the module.
pub fn exists<'gc>(ctx: Ctx<'gc>, name: &str, path: List<'gc>) -> bool {
    place(ctx, name, Some(path)).is_some() || builtins::MODULES.iter().any(|def| def.name == name)
}

/// Where a module is, without loading it.
pub struct Description {
    /// Its file; none for a native module.
    pub file: Option<String>,
    /// For a package, the entry of its `__path__`.
    pub package: Option<String>,
}

/// Finds a module without loading it; the parent of a submodule must have
/// been imported.
pub fn describe<'gc>(ctx: Ctx<'gc>, name: Str<'gc>) -> Option<Description> {
    let name = name.as_utf8()?;
    let native = || builtins::MODULES.iter().any(|def| def.name == name);
    let path = match name.rsplit_once('.') {
        None if native() => return Some(Description { file: None, package: None }),
        None => None,
        Some((parent, _)) => {
            let parent = super::loaded(ctx, parent).and_then(Value::as_module)?;
            Some(parent.data().dict.get_str(ctx.names.path).and_then(Value::as_list)?)
        }
    };
    match place(ctx, name, path) {
        Some(Place::File { path, package }) => {
            let folder = package.then(|| path.parent().unwrap_or(Path::new("")).display().to_string());
            Some(Description { file: Some(path.display().to_string()), package: folder })
        }
        Some(Place::Embedded) => embedded_place(name),
        None => native().then_some(Description { file: None, package: None }),
    }
}

#[cfg(feature = "stdlib")]
fn embedded_place(name: &str) -> Option<Description> {
    let base = format!("{STDLIB}/{}", name.replace('.', "/"));
    Some(if crate::stdlib::probe(name)? {
        Description { file: Some(format!("{base}/__init__.py")), package: Some(base) }
    } else {
        Description { file: Some(format!("{base}.py")), package: None }
    })
}

#[cfg(not(feature = "stdlib"))]
fn embedded_place(_: &str) -> Option<Description> {
    None
}

fn place<'gc>(ctx: Ctx<'gc>, name: &str, path: Option<List<'gc>>) -> Option<Place> {
    let last = name.rsplit_once('.').map_or(name, |(_, last)| last);
    let path = path.or_else(|| match ctx.get_name(ctx.sys, "path") {
        Some(Value::List(list)) => Some(list),
        _ => None,
    })?;
    for entry in path.to_vec() {
        let Value::Str(entry) = entry else { continue };
        let Some(entry) = entry.as_utf8() else { continue };
        if entry == STDLIB || entry.starts_with("<stdlib>/") {
            if in_stdlib(name) {
                return Some(Place::Embedded);
            }
            continue;
        }
        let base = Path::new(if entry.is_empty() { "." } else { entry });
        let candidates = [
            (base.join(last).join("__init__.py"), true),
            (base.join(format!("{last}.py")), false),
            (base.join(format!("{last}.pyc")), false),
        ];
        if let Some((path, package)) = candidates.into_iter().find(|(path, _)| path.is_file()) {
            let path = path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
            return Some(Place::File { path, package });
        }
    }
    None
}

#[cfg(feature = "stdlib")]
fn in_stdlib(name: &str) -> bool {
    crate::stdlib::probe(name).is_some()
}

#[cfg(not(feature = "stdlib"))]
fn in_stdlib(_: &str) -> bool {
    false
}

#[cfg(feature = "stdlib")]
fn embedded<'gc>(ctx: Ctx<'gc>, name: &str) -> Result<Found<'gc>, Raise<'gc>> {
    let Some(source) = crate::stdlib::find(name) else { return Ok(Found::Nothing) };
    let file = source.filename();
    let code = super::super::compile::compile_module(ctx, &source.text, &file)?;
    let package = source.is_package.then(|| file.trim_end_matches("/__init__.py").to_string());
    Ok(Found::Code { code, file, package })
}

#[cfg(not(feature = "stdlib"))]
fn embedded<'gc>(_: Ctx<'gc>, _: &str) -> Result<Found<'gc>, Raise<'gc>> {
    Ok(Found::Nothing)
}

fn compile_file<'gc>(ctx: Ctx<'gc>, path: &Path) -> Result<Code<'gc>, Raise<'gc>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| ctx.import_error_plain(format!("cannot read {name}: {error}")))?;
    if path.extension().is_some_and(|extension| extension == "pyc") {
        let raw = crate::pyc::read_pyc(&bytes)
            .map_err(|error| ctx.import_error_plain(format!("bad .pyc file {name}: {error}")))?;
        let verified = Verified::new(raw)
            .map_err(|error| ctx.import_error_plain(format!("bad code object in {name}: {error}")))?;
        return load::module(ctx, &verified);
    }
    super::super::compile::compile_module(ctx, &bytes, &name)
}
