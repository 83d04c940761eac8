//! Splitting and joining.

use std::ops::Range;

use super::like::{Held, bytes_of, like, part, required, this};
use crate::methods::str::{args::limit, join::collect_items, sequence::check_room};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::chars::{is_space_byte, split_lines_bytes};
use crate::text::find;
use crate::value::Value;

/// The words between whitespace, at most `max` splits from the left; the last
/// part keeps its trailing whitespace if the limit was reached.
fn words(bytes: &[u8], max: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    let run = |from: usize, space: bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| is_space_byte(**byte) == space).count()
    };
    loop {
        let start = run(at, true);
        if start >= bytes.len() {
            return parts;
        }
        if parts.len() >= max {
            parts.push(start..bytes.len());
            return parts;
        }
        at = run(start, false);
        parts.push(start..at);
    }
}

/// As [`words`], from the right.
fn rwords(bytes: &[u8], max: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = bytes.len();
    let run = |to: usize, space: bool| {
        let rest = bytes.get(..to).unwrap_or_default();
        to - rest.iter().rev().take_while(|byte| is_space_byte(**byte) == space).count()
    };
    loop {
        let end = run(at, true);
        if end == 0 {
            break;
        }
        if parts.len() >= max {
            parts.push(0..end);
            break;
        }
        at = run(end, false);
        parts.push(at..end);
    }
    parts.reverse();
    parts
}

/// Splits at most so often at a separator.
type Splitter = fn(&[u8], &[u8], usize) -> Vec<Range<usize>>;

fn split_by<'gc>(
    ctx: Ctx<'gc>,
    args: Args<'_, 'gc>,
    by_space: fn(&[u8], usize) -> Vec<Range<usize>>,
    by_separator: Splitter,
) -> NativeResult<'gc> {
    let max = limit(ctx, args.get(2))?;
    let bytes = this(ctx, &args)?;
    let ranges = match args.get(1) {
        Value::Null | Value::None => by_space(&bytes, max),
        separator => {
            let separator = required(ctx, separator)?;
            if separator.is_empty() {
                return Err(ctx.value_error("empty separator"));
            }
            by_separator(&bytes, &separator, max)
        }
    };
    Step::value(ctx.list(ranges.into_iter().map(|range| part(ctx, args.get(0), range)).collect()))
}

/// `bytes.split(sep, maxsplit)`.
///
/// # Errors
/// Those of its arguments; ValueError for an empty separator.
pub fn split<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    split_by(ctx, args, words, find::split)
}

/// `bytes.rsplit(sep, maxsplit)`.
///
/// # Errors
/// As [`split`].
pub fn rsplit<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    split_by(ctx, args, rwords, find::rsplit)
}

/// `bytes.splitlines(keepends)`.
///
/// # Errors
/// What the truth of `keepends` raises.
pub fn splitlines<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let keep = match args.opt(1) {
        Some(value) => ctx.is_true(value)?,
        None => false,
    };
    let bytes = this(ctx, &args)?;
    let lines = split_lines_bytes(&bytes, keep);
    Step::value(ctx.list(lines.into_iter().map(|line| like(ctx, args.get(0), line.to_vec())).collect()))
}

fn separator<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<(Held<'gc>, Held<'gc>), Raise<'gc>> {
    let separator = required(ctx, args.get(1))?;
    if separator.is_empty() {
        return Err(ctx.value_error("empty separator"));
    }
    Ok((this(ctx, args)?, separator))
}

fn parts<'gc>(ctx: Ctx<'gc>, model: Value<'gc>, parts: [&[u8]; 3]) -> NativeResult<'gc> {
    Step::value(ctx.tuple(&parts.map(|part| like(ctx, model, part.to_vec()))))
}

fn cut<'a>(bytes: &'a [u8], separator: &'a [u8], at: usize) -> [&'a [u8]; 3] {
    let after = bytes.get(at + separator.len()..).unwrap_or_default();
    [bytes.get(..at).unwrap_or_default(), separator, after]
}

/// `bytes.partition(sep)`.
///
/// # Errors
/// TypeError when it is not bytes-like, ValueError when it is empty.
pub fn partition<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (bytes, separator) = separator(ctx, &args)?;
    match find::find(&bytes, &separator) {
        Some(at) => parts(ctx, args.get(0), cut(&bytes, &separator, at)),
        None => parts(ctx, args.get(0), [&bytes, b"", b""]),
    }
}

/// `bytes.rpartition(sep)`.
///
/// # Errors
/// As [`partition`].
pub fn rpartition<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (bytes, separator) = separator(ctx, &args)?;
    match find::rfind(&bytes, &separator) {
        Some(at) => parts(ctx, args.get(0), cut(&bytes, &separator, at)),
        None => parts(ctx, args.get(0), [b"", b"", &bytes]),
    }
}

/// `bytes.join(iterable)`.
///
/// # Errors
/// TypeError for an item that is not bytes-like, or what the iteration raises.
pub fn join<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    collect_items(ctx, args.get(1), args.get(0), |ctx, items, [this]| {
        let items = match items {
            Value::List(list) => list.to_vec(),
            Value::Tuple(tuple) => tuple.as_slice().to_vec(),
            _ => return Err(ctx.internal_error("join of no sequence")),
        };
        if let ([Value::Bytes(only)], Some(_)) = (&items[..], this.as_bytes()) {
            return Step::value(*only);
        }
        let separator = required(ctx, this)?;
        let mut held = Vec::with_capacity(items.len());
        let mut size = separator.len().checked_mul(items.len().saturating_sub(1));
        for (index, item) in items.iter().enumerate() {
            let Some(bytes) = bytes_of(*item) else {
                let name = ctx.type_name(*item);
                return Err(
                    ctx.type_error(format!("sequence item {index}: expected a bytes-like object, {name} found"))
                );
            };
            size = size.and_then(|size| size.checked_add(bytes.len()));
            held.push(bytes);
        }
        let mut out = check_room(ctx, size)?;
        for (index, bytes) in held.iter().enumerate() {
            if index > 0 {
                out.extend_from_slice(&separator);
            }
            out.extend_from_slice(bytes);
        }
        Step::value(like(ctx, this, out))
    })
}
