//! `posix`: the operating system, as far as the library asks for it when it
//! is imported, and files by name. Mirrors `Modules/posixmodule.c`.

use std::path::PathBuf;

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{Bytes, Class};
use crate::value::Value;
use crate::vm::attributes;
use crate::vm::struct_sequence;

pub mod descriptors;
pub mod scandir;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "posix",
    doc: "This module provides access to operating system functionality that is\nstandardized by the C Standard and the \
          POSIX standard (a thinly\ndisguised Unix interface).",
    functions: &[
        function("getcwd", "()", |ctx, _| match std::env::current_dir() {
            Ok(folder) => Step::value(ctx.str(folder.display().to_string())),
            Err(error) => Err(ctx.io_error(&error, Value::Null)),
        }),
        function("urandom", "(size, /)", urandom),
        function("fspath", "(path)", fspath),
        function("stat", "(path, *, dir_fd=None, follow_symlinks=True)", |ctx, args| stat(ctx, args, true)),
        function("lstat", "(path, *, dir_fd=None)", |ctx, args| stat(ctx, args, false)),
        function("listdir", "(path=None)", list_folder),
        function("mkdir", "(path, mode=511, *, dir_fd=None)", |ctx, args| on_path(ctx, args, std::fs::create_dir)),
        function("rmdir", "(path, *, dir_fd=None)", |ctx, args| on_path(ctx, args, std::fs::remove_dir)),
        function("remove", "(path, *, dir_fd=None)", |ctx, args| on_path(ctx, args, std::fs::remove_file)),
        function("unlink", "(path, *, dir_fd=None)", |ctx, args| on_path(ctx, args, std::fs::remove_file)),
        function("chdir", "(path)", |ctx, args| on_path(ctx, args, std::env::set_current_dir)),
        function("rename", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", rename),
        function("replace", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", rename),
        function("readlink", "(path, *, dir_fd=None)", read_link),
        function("access", "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", access),
        function("open", "(path, flags, mode=511, *, dir_fd=None)", descriptors::open),
        function("close", "(fd)", descriptors::close),
        function("write", "(fd, data, /)", descriptors::write),
        function("scandir", "(path=None)", scandir::scan),
        // `os.environ` remembers; there are no other programs to hand it to.
        function("putenv", "(name, value, /)", |_, _| Step::value(())),
        function("unsetenv", "(name, /)", |_, _| Step::value(())),
        function("getpid", "()", |_, _| Step::value(i64::from(std::process::id()))),
        function("cpu_count", "()", |_, _| {
            let count = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
            Step::value(i64::try_from(count).unwrap_or(1))
        }),
        function("get_terminal_size", "(fd=None, /)", |ctx, _| {
            // ENOTTY: a program's output is taken for a file.
            let text = ctx.str("Inappropriate ioctl for device");
            Err(ctx.exception(ctx.types.exceptions.OSError, &[Value::Int(25), text]))
        }),
        function("isatty", "(fd, /)", is_terminal),
        function("strerror", "(code, /)", strerror),
        function("_exit", "(status)", |ctx, args| {
            let status = i32::try_from(ctx.index_i64(args.get(0))?).unwrap_or(255);
            ctx.output.borrow_mut().flush();
            std::process::exit(status)
        }),
    ],
    init: |ctx, dict| {
        let environ = ctx.dict();
        for (name, value) in std::env::vars_os() {
            let bytes = |text: std::ffi::OsString| Value::Bytes(Bytes::new(ctx.mc, text.as_encoded_bytes().to_vec()));
            ctx.dict_set(environ, bytes(name), bytes(value))?;
        }
        ctx.set_name(dict, "environ", environ);
        ctx.set_name(dict, "error", ctx.types.exceptions.OSError);
        ctx.set_name(dict, "DirEntry", ctx.types.dir_entry);
        ctx.set_name(dict, "stat_result", stat_class(ctx));
        let size = struct_sequence::class(ctx, "os", "terminal_size", &["columns", "lines"]);
        ctx.set_name(dict, "terminal_size", size);
        ctx.set_name(dict, "_have_functions", ctx.list(Vec::new()));
        for (name, number) in CONSTANTS {
            ctx.set_name(dict, name, *number);
        }
        Ok(())
    },
};

const CONSTANTS: &[(&str, i64)] = &[
    ("F_OK", 0),
    ("R_OK", 4),
    ("W_OK", 2),
    ("X_OK", 1),
    ("O_RDONLY", 0),
    ("O_WRONLY", 1),
    ("O_RDWR", 2),
    ("O_CREAT", 0o100),
    ("O_EXCL", 0o200),
    ("O_TRUNC", 0o1000),
    ("O_APPEND", 0o2000),
];

/// `os.fspath(path)`: text and bytes as they are, else what `__fspath__` gives.
pub fn fspath<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let path = args.get(0);
    let fits = |value: Value<'gc>| value.as_str().is_some() || value.as_bytes().is_some();
    if fits(path) {
        return Step::value(path);
    }
    let Some(step) = attributes::call_special(ctx, path, ctx.names.fspath, &[])? else {
        let got = ctx.type_name(path);
        return Err(ctx.type_error(format!("expected str, bytes or os.PathLike object, not {got}")));
    };
    step.then(ctx, [path], |ctx, result, [path]| {
        if result.as_str().is_some() || result.as_bytes().is_some() {
            return Step::value(result);
        }
        let (of, got) = (ctx.type_name(path), ctx.type_name(result));
        Err(ctx.type_error(format!("expected {of}.__fspath__() to return str or bytes, not {got}")))
    })
}

/// A path argument.
pub fn path<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<PathBuf, Raise<'gc>> {
    let step = fspath(ctx, Args::positional(&[value]))?;
    let value = ctx.reenter(step)?;
    let text = match (value.as_str(), value.as_bytes()) {
        (Some(text), _) => text.lossy().into_owned(),
        (None, Some(bytes)) => String::from_utf8_lossy(bytes.as_slice()).into_owned(),
        (None, None) => String::new(),
    };
    if text.contains('\0') {
        return Err(ctx.value_error("embedded null byte"));
    }
    Ok(PathBuf::from(text))
}

fn on_path<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, action: fn(PathBuf) -> std::io::Result<()>) -> NativeResult<'gc> {
    match action(path(ctx, args.get(0))?) {
        Ok(()) => Step::value(()),
        Err(error) => Err(ctx.io_error(&error, args.get(0))),
    }
}

fn rename<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match std::fs::rename(path(ctx, args.get(0))?, path(ctx, args.get(1))?) {
        Ok(()) => Step::value(()),
        Err(error) => Err(ctx.io_error(&error, args.get(0))),
    }
}

fn read_link<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match std::fs::read_link(path(ctx, args.get(0))?) {
        Ok(target) => Step::value(ctx.str(target.display().to_string())),
        Err(error) => Err(ctx.io_error(&error, args.get(0))),
    }
}

fn access<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mode = ctx.index_i64(args.get(1))?;
    let allowed = match std::fs::metadata(path(ctx, args.get(0))?) {
        Err(_) => false,
        Ok(found) => mode & 2 == 0 || !found.permissions().readonly(),
    };
    Step::value(allowed)
}

fn list_folder<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let folder = match args.get(0) {
        Value::Null | Value::None => PathBuf::from("."),
        given => path(ctx, given)?,
    };
    let entries = std::fs::read_dir(folder).map_err(|error| ctx.io_error(&error, args.get(0)))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| ctx.io_error(&error, args.get(0)))?;
        names.push(ctx.str(entry.file_name().to_string_lossy().into_owned()));
    }
    Step::value(ctx.list(names))
}

fn is_terminal<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    use std::io::IsTerminal;
    Step::value(match ctx.index_i64(args.get(0))? {
        0 => std::io::stdin().is_terminal(),
        1 => std::io::stdout().is_terminal(),
        2 => std::io::stderr().is_terminal(),
        _ => false,
    })
}

fn strerror<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let code = i32::try_from(ctx.index_i64(args.get(0))?)
        .map_err(|_| ctx.overflow_error("Python int too large to convert to C int"))?;
    let text = std::io::Error::from_raw_os_error(code).to_string();
    // Rust adds the number.
    Step::value(ctx.str(text.rsplit_once(" (os error").map_or(text.as_str(), |(text, _)| text)))
}

#[rustfmt::skip]
const STAT_FIELDS: &[&str] = &[
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime",
    "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
];

fn stat_class<'gc>(ctx: Ctx<'gc>) -> Class<'gc> {
    let doc = "stat_result: Result from stat, fstat, or lstat.";
    struct_sequence::class_with(ctx, "os", "stat_result", doc, STAT_FIELDS, 10)
}

fn stat<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, follow: bool) -> NativeResult<'gc> {
    // What streams hold back counts.
    crate::types::io::file_handle::flush_all();
    let follow = follow
        && match args.opt(2) {
            Some(follow) => ctx.is_true(follow)?,
            None => true,
        };
    let path = path(ctx, args.get(0))?;
    let found = if follow { std::fs::metadata(path) } else { std::fs::symlink_metadata(path) };
    match found {
        Ok(found) => {
            let class = stat_class(ctx);
            Step::value(struct_sequence::make(ctx, class, &stat_values(ctx, &found)))
        }
        Err(error) => Err(ctx.io_error(&error, args.get(0))),
    }
}

#[cfg(unix)]
fn stat_values<'gc>(ctx: Ctx<'gc>, found: &std::fs::Metadata) -> Vec<Value<'gc>> {
    use std::os::unix::fs::MetadataExt;
    let time = |seconds: i64, nanos: i64| {
        let all = i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        (Value::float(seconds as f64 + nanos as f64 * 1e-9), ctx.int(all))
    };
    let (access, access_ns) = time(found.atime(), found.atime_nsec());
    let (change, change_ns) = time(found.mtime(), found.mtime_nsec());
    let (status, status_ns) = time(found.ctime(), found.ctime_nsec());
    vec![
        Value::Int(found.mode().into()),
        ctx.int(found.ino()),
        ctx.int(found.dev()),
        ctx.int(found.nlink()),
        Value::Int(found.uid().into()),
        Value::Int(found.gid().into()),
        ctx.int(found.size()),
        access,
        change,
        status,
        access_ns,
        change_ns,
        status_ns,
    ]
}

#[cfg(not(unix))]
fn stat_values<'gc>(ctx: Ctx<'gc>, found: &std::fs::Metadata) -> Vec<Value<'gc>> {
    let kind = if found.is_dir() { 0o040_755 } else { 0o100_644 };
    let mut values = vec![Value::Int(0); STAT_FIELDS.len()];
    for (place, value) in [(0, Value::Int(kind)), (6, ctx.int(found.len()))] {
        if let Some(slot) = values.get_mut(place) {
            *slot = value;
        }
    }
    values
}

/// Random bytes from the operating system.
fn urandom<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    /// Most bytes that one call may ask for, as memory is finite.
    const MAX: usize = 1 << 30;
    let size = ctx.index_i64(args.get(0))?;
    let size = usize::try_from(size).map_err(|_| ctx.value_error("negative argument not allowed"))?;
    if size > MAX {
        return Err(ctx.exception(ctx.types.exceptions.MemoryError, &[]));
    }
    let mut bytes = vec![0; size];
    let filled =
        std::fs::File::open("/dev/urandom").and_then(|mut device| std::io::Read::read_exact(&mut device, &mut bytes));
    match filled {
        Ok(()) => Step::value(Bytes::new(ctx.mc, bytes)),
        Err(_) => Err(ctx.not_implemented_error("/dev/urandom (or equivalent) not found")),
    }
}
