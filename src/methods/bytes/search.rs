//! Finding, counting, replacing.

use std::ops::Range;

use super::like::{Held, bytes_of, like, needle, part, required, this};
use crate::methods::str::args::{limit, window};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::find as pure;
use crate::value::Value;

/// The part that is searched, with its bytes, and what is searched for.
struct Search<'gc> {
    hay: Held<'gc>,
    range: Range<usize>,
    needle: Held<'gc>,
}

impl Search<'_> {
    fn hay(&self) -> &[u8] {
        self.hay.get(self.range.clone()).unwrap_or_default()
    }
}

fn search<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Option<Search<'gc>>, Raise<'gc>> {
    let len = this(ctx, args)?.len();
    let range = window(ctx, args, 2, len)?;
    let needle = needle(ctx, args.get(1))?;
    let Some(range) = range else { return Ok(None) };
    Ok(Some(Search { hay: this(ctx, args)?, range, needle }))
}

fn first<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Option<usize>, Raise<'gc>> {
    let search = search(ctx, args)?;
    Ok(search.and_then(|search| pure::find(search.hay(), &search.needle).map(|at| at + search.range.start)))
}

fn last<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Option<usize>, Raise<'gc>> {
    let search = search(ctx, args)?;
    Ok(search.and_then(|search| pure::rfind(search.hay(), &search.needle).map(|at| at + search.range.start)))
}

fn place<'gc>(found: Option<usize>) -> NativeResult<'gc> {
    Step::value(found.map_or(-1, |place| place as i64))
}

fn place_or_error<'gc>(ctx: Ctx<'gc>, found: Option<usize>) -> NativeResult<'gc> {
    match found {
        Some(place) => Step::value(place as i64),
        None => Err(ctx.value_error("subsection not found")),
    }
}

/// `bytes.find(sub, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn find<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    place(first(ctx, &args)?)
}

/// `bytes.rfind(sub, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn rfind<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    place(last(ctx, &args)?)
}

/// `bytes.index(sub, start, end)`.
///
/// # Errors
/// Those of its arguments; ValueError when it is not there.
pub fn index<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    place_or_error(ctx, first(ctx, &args)?)
}

/// `bytes.rindex(sub, start, end)`.
///
/// # Errors
/// Those of its arguments; ValueError when it is not there.
pub fn rindex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    place_or_error(ctx, last(ctx, &args)?)
}

/// `bytes.count(sub, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn count<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(search) = search(ctx, &args)? else { return Step::value(0) };
    let count = match search.needle.is_empty() {
        true => search.hay().len() + 1,
        false => pure::count(search.hay(), &search.needle),
    };
    Step::value(count as i64)
}

/// `item in bytes`.
///
/// # Errors
/// TypeError for what is neither an int nor bytes-like, ValueError for an int
/// that is no byte.
pub fn contains<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, item: Value<'gc>) -> Result<bool, Raise<'gc>> {
    let wanted = match bytes_of(item) {
        Some(bytes) => bytes,
        None if crate::vm::slicing::is_index(ctx, item) => needle(ctx, item)?,
        None => required(ctx, item)?,
    };
    Ok(pure::find(&required(ctx, container)?, &wanted).is_some())
}

/// `bytes.__contains__(key)`.
///
/// # Errors
/// As [`contains`].
pub fn contains_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(contains(ctx, args.get(0), args.get(1))?)
}

fn at_edge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, method: &str, test: fn(&[u8], &[u8]) -> bool) -> NativeResult<'gc> {
    let len = this(ctx, &args)?.len();
    let range = window(ctx, &args, 2, len)?;
    let this = this(ctx, &args)?;
    let hay = range.and_then(|range| this.get(range));
    let matches = |edge: &[u8]| hay.is_some_and(|hay| test(hay, edge));
    let wanted = args.get(1);
    if let Some(tuple) = wanted.as_tuple() {
        for &item in tuple.as_slice() {
            if matches(&required(ctx, item)?) {
                return Step::value(true);
            }
        }
        return Step::value(false);
    }
    match bytes_of(wanted) {
        Some(edge) => Step::value(matches(&edge)),
        None => {
            let name = ctx.type_name(wanted);
            Err(ctx.type_error(format!("{method} first arg must be bytes or a tuple of bytes, not {name}")))
        }
    }
}

/// `bytes.startswith(prefix, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn startswith<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    at_edge(ctx, args, "startswith", |hay, edge| hay.starts_with(edge))
}

/// `bytes.endswith(suffix, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn endswith<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    at_edge(ctx, args, "endswith", |hay, edge| hay.ends_with(edge))
}

/// `bytes.removeprefix(prefix)`.
///
/// # Errors
/// TypeError when it is not bytes-like.
pub fn removeprefix<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let prefix = required(ctx, args.get(1))?;
    let start = if this.starts_with(&prefix) { prefix.len() } else { 0 };
    Step::value(part(ctx, args.get(0), start..this.len()))
}

/// `bytes.removesuffix(suffix)`.
///
/// # Errors
/// TypeError when it is not bytes-like.
pub fn removesuffix<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let suffix = required(ctx, args.get(1))?;
    let cut = if this.ends_with(&suffix) { suffix.len() } else { 0 };
    Step::value(part(ctx, args.get(0), 0..this.len().saturating_sub(cut)))
}

/// `bytes.replace(old, new, count)`.
///
/// # Errors
/// Those of its arguments; MemoryError for a result of absurd size.
pub fn replace<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    drop(required(ctx, args.get(1))?);
    drop(required(ctx, args.get(2))?);
    let max = limit(ctx, args.get(3))?;
    let (this, old, new) = (this(ctx, &args)?, required(ctx, args.get(1))?, required(ctx, args.get(2))?);
    let replaced = if max == 0 {
        None
    } else if old.is_empty() {
        let places: Vec<usize> = (0..=this.len()).take(max).collect();
        Some(pure::interleave(&this, &new, &places).map_err(|error| ctx.text_error(error))?)
    } else {
        pure::replace(&this, &old, &new, max).map_err(|error| ctx.text_error(error))?
    };
    match replaced {
        Some(replaced) => Step::value(like(ctx, args.get(0), replaced)),
        None => Step::value(part(ctx, args.get(0), 0..this.len())),
    }
}
