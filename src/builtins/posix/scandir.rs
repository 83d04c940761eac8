//! `os.scandir` and the entries that it gives.

use crate::builtins::_functools::{set_slot, slot_of};
use crate::runtime::def::{TypeDef, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::Instance;
use crate::value::Value;
use crate::vm::ops;

/// What DirEntry offers.
pub const ENTRY: TypeDef = TypeDef {
    functions: &[
        slot("__repr__", "(self, /)", |ctx, args| {
            ops::repr(ctx, slot_of(args.get(0), 0))?.then(ctx, [], |ctx, name, []| {
                let name = name.as_str().map(|name| name.lossy().into_owned()).unwrap_or_default();
                Step::value(ctx.str(format!("<DirEntry {name}>")))
            })
        }),
        method("__fspath__", "(self, /)", |_, args| Step::value(slot_of(args.get(0), 1))),
        method("is_dir", "(self, /, *, follow_symlinks=True)", |ctx, args| is(ctx, args, |kind| kind.is_dir())),
        method("is_file", "(self, /, *, follow_symlinks=True)", |ctx, args| is(ctx, args, |kind| kind.is_file())),
        method("is_symlink", "(self, /)", |ctx, args| {
            let path = super::path(ctx, slot_of(args.get(0), 1))?;
            Step::value(path.is_symlink())
        }),
        method("is_junction", "(self, /)", |_, _| Step::value(false)),
        method("stat", "(self, /, *, follow_symlinks=True)", |ctx, args| {
            let follow = args.opt(1).unwrap_or(Value::True);
            super::stat(ctx, Args::positional(&[slot_of(args.get(0), 1), Value::None, follow]), true)
        }),
    ],
    ..TypeDef::EMPTY
};

/// What the iterator of a folder offers.
pub const ITERATOR: TypeDef = TypeDef {
    functions: &[
        slot("__iter__", "(self, /)", |_, args| Step::value(args.get(0))),
        slot("__next__", "(self, /)", |_, args| Ok(Step::Next(slot_of(args.get(0), 0)))),
        method("__enter__", "(self, /)", |_, args| Step::value(args.get(0))),
        method("__exit__", "(self, /, *exc_info)", |_, _| Step::value(())),
        method("close", "(self, /)", |_, _| Step::value(())),
    ],
    ..TypeDef::EMPTY
};

fn is<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, wanted: fn(std::fs::FileType) -> bool) -> NativeResult<'gc> {
    let path = super::path(ctx, slot_of(args.get(0), 1))?;
    let follow = args.opt(1).map_or(Ok(true), |follow| ctx.is_true(follow))?;
    let found = if follow { std::fs::metadata(path) } else { std::fs::symlink_metadata(path) };
    Step::value(found.is_ok_and(|found| wanted(found.file_type())))
}

/// `os.scandir(path)`.
///
/// # Errors
/// OSError.
pub fn scan<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let given = match args.get(0) {
        Value::Null | Value::None => ctx.str("."),
        given => given,
    };
    let folder = super::path(ctx, given)?;
    let entries = std::fs::read_dir(&folder).map_err(|error| ctx.io_error(&error, given))?;
    let mut all = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| ctx.io_error(&error, given))?;
        let made = Value::Instance(Instance::new(ctx.mc, ctx.types.dir_entry, Value::Null));
        set_slot(ctx, made, 0, ctx.str(entry.file_name().to_string_lossy().into_owned()));
        set_slot(ctx, made, 1, ctx.str(entry.path().to_string_lossy().into_owned()));
        all.push(made);
    }
    ops::iter(ctx, ctx.list(all))?.then(ctx, [], |ctx, entries, []| {
        let made = Value::Instance(Instance::new(ctx.mc, ctx.types.scandir_iterator, Value::Null));
        set_slot(ctx, made, 0, entries);
        Step::value(made)
    })
}
