//! Splitting.

use std::ops::Range;

use super::args::{limit, part, this};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::{chars, find};
use crate::types::Str;
use crate::value::Value;

/// The words between whitespace, at most `max` splits from the left; the last
/// part keeps its trailing whitespace if the limit was reached.
fn words(text: Str<'_>, max: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut places = text.wtf8().code_point_indices().peekable();
    loop {
        while places.next_if(|(_, c)| chars::is_space(*c)).is_some() {}
        let Some(&(start, _)) = places.peek() else { return parts };
        if parts.len() >= max {
            parts.push(start..text.wtf8().len());
            return parts;
        }
        while places.next_if(|(_, c)| !chars::is_space(*c)).is_some() {}
        let end = places.peek().map_or(text.wtf8().len(), |(offset, _)| *offset);
        parts.push(start..end);
    }
}

/// As [`words`], from the right.
fn rwords(text: Str<'_>, max: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut places = text.wtf8().code_point_indices().rev().peekable();
    let mut end = text.wtf8().len();
    loop {
        while let Some((offset, _)) = places.next_if(|(_, c)| chars::is_space(*c)) {
            end = offset;
        }
        if places.peek().is_none() {
            break;
        }
        if parts.len() >= max {
            parts.push(0..end);
            break;
        }
        let mut start = end;
        while let Some((offset, _)) = places.next_if(|(_, c)| !chars::is_space(*c)) {
            start = offset;
        }
        parts.push(start..end);
        end = start;
    }
    parts.reverse();
    parts
}

fn parts<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, parts: Vec<Range<usize>>) -> NativeResult<'gc> {
    Step::value(ctx.list(parts.into_iter().map(|range| part(ctx, text, range)).collect()))
}

/// Splits from the left or from the right.
type Splitter = fn(&[u8], &[u8], usize) -> Vec<Range<usize>>;

fn split_by<'gc>(
    ctx: Ctx<'gc>,
    args: Args<'_, 'gc>,
    by_space: fn(Str<'_>, usize) -> Vec<Range<usize>>,
    by_separator: Splitter,
) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let max = limit(ctx, args.get(2))?;
    match args.get(1) {
        Value::Null | Value::None => parts(ctx, this, by_space(this, max)),
        value => {
            let Some(separator) = value.as_str() else {
                return Err(ctx.type_error(format!("must be str or None, not {}", ctx.type_name(value))));
            };
            if separator.is_empty() {
                return Err(ctx.value_error("empty separator"));
            }
            parts(ctx, this, by_separator(this.wtf8().as_bytes(), separator.wtf8().as_bytes(), max))
        }
    }
}

/// `str.split(sep, maxsplit)`.
///
/// # Errors
/// Those of its arguments; ValueError for an empty separator.
pub fn split<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    split_by(ctx, args, words, find::split)
}

/// `str.rsplit(sep, maxsplit)`.
///
/// # Errors
/// As [`split`].
pub fn rsplit<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    split_by(ctx, args, rwords, find::rsplit)
}

/// `str.splitlines(keepends)`.
///
/// # Errors
/// What the truth of `keepends` raises.
pub fn splitlines<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let keep = match args.opt(1) {
        Some(value) => ctx.is_true(value)?,
        None => false,
    };
    let lines = chars::split_lines(this.wtf8(), keep);
    Step::value(ctx.list(lines.into_iter().map(|line| super::args::result(ctx, line.to_owned())).collect()))
}

fn separator<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<(Str<'gc>, Str<'gc>), Raise<'gc>> {
    let this = this(ctx, args)?;
    let Some(separator) = args.get(1).as_str() else {
        return Err(ctx.type_error(format!("must be str, not {}", ctx.type_name(args.get(1)))));
    };
    if separator.is_empty() {
        return Err(ctx.value_error("empty separator"));
    }
    Ok((this, separator))
}

fn three<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, separator: Str<'gc>, at: usize) -> NativeResult<'gc> {
    let (before, after) = (0..at, at + separator.wtf8().len()..text.wtf8().len());
    Step::value(ctx.tuple(&[part(ctx, text, before), separator.into(), part(ctx, text, after)]))
}

/// `str.partition(sep)`.
///
/// # Errors
/// TypeError when it is not a str, ValueError when it is empty.
pub fn partition<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (this, separator) = separator(ctx, &args)?;
    let empty = Value::Str(ctx.names.empty);
    match find::find(this.wtf8().as_bytes(), separator.wtf8().as_bytes()) {
        Some(at) => three(ctx, this, separator, at),
        None => Step::value(ctx.tuple(&[this.into(), empty, empty])),
    }
}

/// `str.rpartition(sep)`.
///
/// # Errors
/// As [`partition`].
pub fn rpartition<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (this, separator) = separator(ctx, &args)?;
    let empty = Value::Str(ctx.names.empty);
    match find::rfind(this.wtf8().as_bytes(), separator.wtf8().as_bytes()) {
        Some(at) => three(ctx, this, separator, at),
        None => Step::value(ctx.tuple(&[empty, empty, this.into()])),
    }
}
