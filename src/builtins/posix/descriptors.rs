//! Open files by number, as `os.open` gives them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::os::fd::AsRawFd;

use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::value::Value;

thread_local! {
    /// Files that were opened by `os.open` and are not those of a stream.
    static OPEN: RefCell<BTreeMap<i64, File>> = const { RefCell::new(BTreeMap::new()) };
}

fn bad(ctx: Ctx<'_>) -> Raise<'_> {
    ctx.os_error_of(9, "Bad file descriptor", Value::Null)
}

/// `os.open(path, flags, mode)`.
///
/// # Errors
/// OSError.
pub fn open<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let path = super::path(ctx, args.get(0))?;
    let flags = ctx.index_i64(args.get(1))?;
    let has = |flag: i64| flags & flag == flag;
    let mut options = OpenOptions::new();
    options.read(flags & 3 != 1).write(flags & 3 != 0);
    let create = has(0o100);
    options.create(create && flags & 3 != 0).create_new(create && has(0o200) && flags & 3 != 0);
    options.truncate(has(0o1000) && flags & 3 != 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let mode = args.opt(2).map_or(Ok(0o777), |mode| ctx.index_i64(mode))?;
        options.mode(u32::try_from(mode & 0o7777).unwrap_or(0o777));
    }
    if has(0o2000) {
        options.append(true);
    }
    let file = options.open(path).map_err(|error| ctx.io_error(&error, args.get(0)))?;
    let number = i64::from(file.as_raw_fd());
    OPEN.with_borrow_mut(|open| open.insert(number, file));
    Step::value(number)
}

/// `os.close(fd)`.
///
/// # Errors
/// OSError for a number of no open file.
pub fn close<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    take(ctx, ctx.index_i64(args.get(0))?)?;
    Step::value(())
}

/// The file of a number, for a stream to own.
///
/// # Errors
/// OSError for a number of no open file.
pub fn take<'gc>(ctx: Ctx<'gc>, number: i64) -> Result<File, Raise<'gc>> {
    OPEN.with_borrow_mut(|open| open.remove(&number)).ok_or_else(|| bad(ctx))
}

/// `os.write(fd, data)`.
///
/// # Errors
/// OSError.
pub fn write<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let number = ctx.index_i64(args.get(0))?;
    let bytes = crate::methods::bytes::like::required(ctx, args.get(1))?.to_vec();
    let written = OPEN.with_borrow_mut(|open| open.get_mut(&number).map(|file| std::io::Write::write(file, &bytes)));
    let written = written.ok_or_else(|| bad(ctx))?.map_err(|error| ctx.io_error(&error, Value::Null))?;
    Step::value(i64::try_from(written).unwrap_or(i64::MAX))
}
