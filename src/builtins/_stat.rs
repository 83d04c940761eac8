//! `_stat`: the bits of a file's mode. Mirrors `Modules/_stat.c`. `stat.py`
//! has everything in Python; this is what it asks for by name.

use super::ModuleDef;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_stat",
    doc: "S_IFMT_: file type bits\nS_IMODE: file mode bits",
    functions: &[
        function("S_IFMT", "(mode, /)", |ctx, args| Step::value(mode(ctx, &args)? & 0o170_000)),
        function("S_IMODE", "(mode, /)", |ctx, args| Step::value(mode(ctx, &args)? & 0o7777)),
        function("S_ISDIR", "(mode, /)", |ctx, args| is(ctx, &args, 0o040_000)),
        function("S_ISCHR", "(mode, /)", |ctx, args| is(ctx, &args, 0o020_000)),
        function("S_ISBLK", "(mode, /)", |ctx, args| is(ctx, &args, 0o060_000)),
        function("S_ISREG", "(mode, /)", |ctx, args| is(ctx, &args, 0o100_000)),
        function("S_ISFIFO", "(mode, /)", |ctx, args| is(ctx, &args, 0o010_000)),
        function("S_ISLNK", "(mode, /)", |ctx, args| is(ctx, &args, 0o120_000)),
        function("S_ISSOCK", "(mode, /)", |ctx, args| is(ctx, &args, 0o140_000)),
        function("filemode", "(mode, /)", file_mode),
    ],
    init: |_, _| Ok(()),
};

fn mode<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<i64, Raise<'gc>> {
    let mode = ctx.index_i64(args.get(0))?;
    if (0..=i64::from(u32::MAX)).contains(&mode) { Ok(mode) } else { Err(ctx.overflow_error("mode out of range")) }
}

fn is<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, kind: i64) -> NativeResult<'gc> {
    Step::value(mode(ctx, args)? & 0o170_000 == kind)
}

fn file_mode<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mode = mode(ctx, &args)?;
    let kind = match mode & 0o170_000 {
        0o120_000 => 'l',
        0o140_000 => 's',
        0o100_000 => '-',
        0o060_000 => 'b',
        0o040_000 => 'd',
        0o020_000 => 'c',
        0o010_000 => 'p',
        _ => '?',
    };
    let mut text = String::from(kind);
    for (shift, special, letter) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
        let bits = mode >> shift;
        text.push(if bits & 4 != 0 { 'r' } else { '-' });
        text.push(if bits & 2 != 0 { 'w' } else { '-' });
        text.push(match (bits & 1 != 0, mode & special != 0) {
            (true, true) => letter,
            (false, true) => letter.to_ascii_uppercase(),
            (true, false) => 'x',
            (false, false) => '-',
        });
    }
    Step::value(ctx.str(text))
}
