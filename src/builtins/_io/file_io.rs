//! FileIO: an open file without a buffer of its own. Mirrors
//! `Modules/_io/fileio.c`.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom};

use super::streams::{self, CLOSED};
use super::support::{copy_into, count, new, room, size, stream, unsupported};
use crate::builtins::posix;
use crate::methods::bytes::like;
use crate::runtime::def::{TypeDef, getter, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::io::{FileHandle, SharedFile, file_handle};
use crate::types::{Bytes, IoState};
use crate::value::Value;

/// What FileIO offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Open a file."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, file, mode='r', closefd=True, opener=None)", init),
        slot("__repr__", "(self, /)", repr),
        method("read", "(self, size=-1, /)", |ctx, args| streams::read(ctx, args, CLOSED)),
        method("readall", "(self, /)", |ctx, args| {
            streams::read(ctx, Args::positional(&[args.get(0), Value::Int(-1)]), CLOSED)
        }),
        method("readline", "(self, size=-1, /)", |ctx, args| {
            let limit = size(ctx, args.get(1))?;
            let line = streams::with(ctx, args.get(0), CLOSED, |stream| stream.read_line(limit))?;
            Step::value(Bytes::new(ctx.mc, line))
        }),
        method("readinto", "(self, buffer, /)", |ctx, args| {
            let room = room(ctx, "readinto", args.get(1))?;
            let bytes = streams::with(ctx, args.get(0), CLOSED, |stream| stream.read(Some(room)))?;
            Step::value(count(copy_into(ctx, "readinto", args.get(1), &bytes)?))
        }),
        method("write", "(self, b, /)", write),
        method("seek", "(self, pos, whence=0, /)", |ctx, args| streams::seek(ctx, args, CLOSED)),
        method("tell", "(self, /)", streams::tell),
        method("truncate", "(self, size=None, /)", |ctx, args| streams::truncate(ctx, args, CLOSED)),
        method("close", "(self, /)", streams::close),
        method("fileno", "(self, /)", streams::number),
        method("isatty", "(self, /)", streams::is_terminal),
        method("readable", "(self, /)", |ctx, args| streams::able(ctx, args, |(read, _)| read)),
        method("writable", "(self, /)", |ctx, args| streams::able(ctx, args, |(_, write)| write)),
        method("seekable", "(self, /)", |ctx, args| streams::able(ctx, args, |_| true)),
    ],
    attributes: &[
        getter("closed", |ctx, value| Step::value(streams::is_closed(ctx, value)?)),
        getter("mode", |ctx, value| {
            let mode = streams::file(ctx, value)?.map_or("rb", |file| file.borrow().mode());
            Step::value(ctx.str(mode))
        }),
        getter("closefd", |_, _| Step::value(true)),
    ],
    ..TypeDef::EMPTY
};

/// What a mode says of a file.
#[derive(Clone, Copy, Default)]
pub struct Mode {
    pub read: bool,
    pub write: bool,
    pub append: bool,
    pub create: bool,
    pub plus: bool,
}

impl Mode {
    /// The meaning of the characters that FileIO takes.
    pub fn find(mode: &str) -> Option<Self> {
        let mut found = Self::default();
        for c in mode.chars() {
            match c {
                'r' => found.read = true,
                'w' => found.write = true,
                'a' => found.append = true,
                'x' => found.create = true,
                '+' => found.plus = true,
                'b' => {}
                _ => return None,
            }
        }
        Some(found)
    }

    /// Whether exactly one of the four kinds is asked for.
    pub fn is_one_kind(self) -> bool {
        [self.read, self.write, self.append, self.create].into_iter().filter(|&kind| kind).count() == 1
    }

    /// The flags of `os.open`.
    pub fn flags(self) -> i64 {
        let access = if self.plus { 2 } else { i64::from(!self.read) };
        let make = if self.create { 0o300 } else { 0 } | if self.write { 0o1100 } else { 0 };
        // With O_CLOEXEC, as always.
        access | make | if self.append { 0o2100 } else { 0 } | 0o2_000_000
    }

    fn open(self, path: &std::path::Path) -> std::io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(self.read || self.plus);
        options.write((self.write || self.create || self.plus) && !self.append).append(self.append);
        options.create(self.write || self.append).create_new(self.create).truncate(self.write);
        let mut file = options.open(path)?;
        if self.append {
            file.seek(SeekFrom::End(0))?;
        }
        if file.metadata()?.is_dir() {
            return Err(std::io::Error::from_raw_os_error(21));
        }
        Ok(file)
    }
}

/// Opens a file.
///
/// # Errors
/// OSError, or TypeError for what is no path.
pub fn open<'gc>(ctx: Ctx<'gc>, name: Value<'gc>, mode: Mode) -> Result<SharedFile, Raise<'gc>> {
    // What was written elsewhere in the program is there to be read.
    file_handle::flush_all();
    let file = match name {
        Value::Int(number) => posix::descriptors::take(ctx, number)?,
        name => mode.open(&posix::path(ctx, name)?).map_err(|error| ctx.io_error(&error, name))?,
    };
    let mut file = FileHandle::new(file, mode.read || mode.plus, !mode.read || mode.plus);
    (file.append, file.create, file.direct) = (mode.append, mode.create, true);
    Ok(file.share())
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mode = match args.opt(2) {
        None => "r".into(),
        Some(mode) => match mode.as_str() {
            Some(mode) => mode.lossy().into_owned(),
            None => return Err(ctx.type_error("FileIO() argument 'mode' must be str")),
        },
    };
    let Some(found) = Mode::find(&mode) else { return Err(ctx.value_error(format!("invalid mode: {mode}"))) };
    if !found.is_one_kind() {
        let message = "Must have exactly one of create/read/write/append mode and at most one plus";
        return Err(ctx.value_error(message));
    }
    let file = open(ctx, args.get(1), found)?;
    *stream(ctx, args.get(0))?.data().state.borrow_mut() = IoState::File(file);
    if let Value::Instance(instance) = args.get(0) {
        ctx.set_name(instance.dict_or_new(ctx.mc), "name", args.get(1));
    }
    Step::value(())
}

fn write<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !streams::is_closed(ctx, args.get(0))? && !streams::abilities(ctx, args.get(0))?.1 {
        return Err(unsupported(ctx, "File not open for writing"));
    }
    let bytes = like::required(ctx, args.get(1))?.to_vec();
    streams::with(ctx, args.get(0), CLOSED, |stream| stream.write(&bytes).and_then(|()| stream.flush()))?;
    Step::value(count(bytes.len()))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if streams::is_closed(ctx, args.get(0))? {
        return Step::value(ctx.str("<_io.FileIO [closed]>"));
    }
    let mode = streams::file(ctx, args.get(0))?.map_or("rb", |file| file.borrow().mode());
    let mode = ctx.str(format!("mode='{mode}' closefd=True>"));
    let name = crate::vm::attributes::get(ctx, args.get(0), ctx.intern("name"))?;
    name.then(ctx, [mode], |ctx, name, [mode]| {
        crate::vm::ops::repr(ctx, name)?.then(ctx, [mode], |ctx, name, [mode]| {
            let text = |value: Value<'_>| value.as_str().map(|text| text.lossy().into_owned()).unwrap_or_default();
            Step::value(ctx.str(format!("<_io.FileIO name={} {}", text(name), text(mode))))
        })
    })
}
