//! Finding, counting, replacing.

use std::ops::Range;

use super::args::{byte_range, count_chars, from_bytes, limit, part, text, this, window};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::find as bytes;
use crate::types::Str;
use crate::value::Value;

/// What a search is asked for: the bytes searched, the character that they
/// begin with, and what is searched for.
struct Search<'gc> {
    text: Str<'gc>,
    bytes: Range<usize>,
    chars: Range<usize>,
    needle: Str<'gc>,
}

impl<'gc> Search<'gc> {
    fn hay(&self) -> &'gc [u8] {
        self.text.wtf8().as_bytes().get(self.bytes.clone()).unwrap_or_default()
    }

    fn needle(&self) -> &'gc [u8] {
        self.needle.wtf8().as_bytes()
    }

    fn first(&self) -> Option<usize> {
        bytes::find(self.hay(), self.needle()).map(|offset| self.char_at(offset))
    }

    fn last(&self) -> Option<usize> {
        bytes::rfind(self.hay(), self.needle()).map(|offset| self.char_at(offset))
    }

    fn char_at(&self, offset: usize) -> usize {
        self.chars.start + count_chars(self.hay().get(..offset).unwrap_or_default())
    }
}

fn search<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, method: &str) -> Result<Option<Search<'gc>>, Raise<'gc>> {
    let this = this(ctx, args)?;
    let needle = text(ctx, args.get(1), method, "argument 1")?;
    let Some(chars) = window(ctx, args, 2, this.len())? else { return Ok(None) };
    Ok(Some(Search { text: this, bytes: byte_range(this, chars.clone()), chars, needle }))
}

fn place<'gc>(found: Option<usize>) -> NativeResult<'gc> {
    Step::value(found.map_or(-1, |place| place as i64))
}

fn place_or_error<'gc>(ctx: Ctx<'gc>, found: Option<usize>) -> NativeResult<'gc> {
    match found {
        Some(place) => Step::value(place as i64),
        None => Err(ctx.value_error("substring not found")),
    }
}

/// `str.find(sub, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn find<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    place(search(ctx, &args, "find")?.and_then(|search| search.first()))
}

/// `str.rfind(sub, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn rfind<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    place(search(ctx, &args, "rfind")?.and_then(|search| search.last()))
}

/// `str.index(sub, start, end)`.
///
/// # Errors
/// Those of its arguments; ValueError when it is not there.
pub fn index<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    place_or_error(ctx, search(ctx, &args, "index")?.and_then(|search| search.first()))
}

/// `str.rindex(sub, start, end)`.
///
/// # Errors
/// Those of its arguments; ValueError when it is not there.
pub fn rindex<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    place_or_error(ctx, search(ctx, &args, "rindex")?.and_then(|search| search.last()))
}

/// `str.count(sub, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn count<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Some(search) = search(ctx, &args, "count")? else { return Step::value(0) };
    let count = match search.needle().is_empty() {
        true => search.chars.len() + 1,
        false => bytes::count(search.hay(), search.needle()),
    };
    Step::value(count as i64)
}

/// `part in text`.
pub fn contains(text: Str<'_>, part: Str<'_>) -> bool {
    bytes::find(text.wtf8().as_bytes(), part.wtf8().as_bytes()).is_some()
}

/// `item in text` for any item.
///
/// # Errors
/// TypeError when it is not a str.
pub fn contains_value<'gc>(ctx: Ctx<'gc>, text: Str<'gc>, item: Value<'gc>) -> Result<bool, Raise<'gc>> {
    let Some(part) = item.as_str() else {
        let name = ctx.type_name(item);
        return Err(ctx.type_error(format!("'in <string>' requires string as left operand, not {name}")));
    };
    Ok(contains(text, part))
}

/// `str.__contains__(key)`.
///
/// # Errors
/// TypeError when it is not a str.
pub fn contains_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(contains_value(ctx, this(ctx, &args)?, args.get(1))?)
}

fn at_edge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, method: &str, test: fn(&[u8], &[u8]) -> bool) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let wanted = args.get(1);
    let chars = window(ctx, &args, 2, this.len())?;
    let hay = chars.map(|chars| this.wtf8().as_bytes().get(byte_range(this, chars)).unwrap_or_default());
    let matches = |edge: Str<'gc>| hay.is_some_and(|hay| test(hay, edge.wtf8().as_bytes()));
    if let Some(tuple) = wanted.as_tuple() {
        for &item in tuple.as_slice() {
            let Some(edge) = item.as_str() else {
                let name = ctx.type_name(item);
                return Err(ctx.type_error(format!("tuple for {method} must only contain str, not {name}")));
            };
            if matches(edge) {
                return Step::value(true);
            }
        }
        return Step::value(false);
    }
    match wanted.as_str() {
        Some(edge) => Step::value(matches(edge)),
        None => {
            let name = ctx.type_name(wanted);
            Err(ctx.type_error(format!("{method} first arg must be str or a tuple of str, not {name}")))
        }
    }
}

/// `str.startswith(prefix, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn startswith<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    at_edge(ctx, args, "startswith", |hay, edge| hay.starts_with(edge))
}

/// `str.endswith(suffix, start, end)`.
///
/// # Errors
/// Those of its arguments.
pub fn endswith<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    at_edge(ctx, args, "endswith", |hay, edge| hay.ends_with(edge))
}

/// `str.removeprefix(prefix)`.
///
/// # Errors
/// TypeError when it is not a str.
pub fn removeprefix<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let prefix = text(ctx, args.get(1), "removeprefix", "argument")?.wtf8();
    let start = if this.wtf8().starts_with(prefix) { prefix.len() } else { 0 };
    Step::value(part(ctx, this, start..this.wtf8().len()))
}

/// `str.removesuffix(suffix)`.
///
/// # Errors
/// TypeError when it is not a str.
pub fn removesuffix<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let suffix = text(ctx, args.get(1), "removesuffix", "argument")?.wtf8();
    let cut = if this.wtf8().ends_with(suffix) { suffix.len() } else { 0 };
    Step::value(part(ctx, this, 0..this.wtf8().len().saturating_sub(cut)))
}

/// `str.replace(old, new, count)`.
///
/// # Errors
/// Those of its arguments; MemoryError for a result of absurd size.
pub fn replace<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let old = text(ctx, args.get(1), "replace", "argument 1")?;
    let new = text(ctx, args.get(2), "replace", "argument 2")?;
    let max = limit(ctx, args.get(3))?;
    let (hay, old, new) = (this.wtf8().as_bytes(), old.wtf8().as_bytes(), new.wtf8().as_bytes());
    if max == 0 || old == new {
        return Step::value(this);
    }
    let replaced = if old.is_empty() {
        let starts = this.wtf8().code_point_indices().map(|(offset, _)| offset);
        let places: Vec<usize> = starts.chain([hay.len()]).take(max).collect();
        Some(bytes::interleave(hay, new, &places).map_err(|error| ctx.text_error(error))?)
    } else {
        bytes::replace(hay, old, new, max).map_err(|error| ctx.text_error(error))?
    };
    match replaced {
        Some(replaced) => Step::value(from_bytes(ctx, replaced)?),
        None => Step::value(this),
    }
}
