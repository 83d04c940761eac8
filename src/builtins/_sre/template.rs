//! `_sre.template` and replacing by what a template makes of a match.

use super::matches::{self, group_at};
use super::subject::Subject;
use super::with_re;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::regex::{Match, Pattern, Replacement, ReplacementData};
use crate::types::{Bytes, List};
use crate::value::Value;
use crate::vm::attributes;
use crate::vm::ops;

/// `_sre.template(pattern, [text, group, text, ...])`.
///
/// # Errors
/// TypeError for a list that is none.
pub fn make<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !matches!(args.get(0), Value::Pattern(_)) {
        let got = ctx.type_name(args.get(0));
        return Err(ctx.type_error(format!("template() argument 1 must be re.Pattern, not {got}")));
    }
    let Some(list) = args.get(1).as_list() else {
        let got = ctx.type_name(args.get(1));
        return Err(ctx.type_error(format!("template() argument 2 must be list, not {got}")));
    };
    let items = list.to_vec();
    let invalid = || ctx.type_error("invalid template");
    let Some((&literal, rest)) = items.split_first() else { return Err(invalid()) };
    let mut parts = Vec::with_capacity(rest.len() / 2);
    for part in rest.chunks(2) {
        let &[group, text] = part else { return Err(invalid()) };
        if group.as_int().is_none() {
            return Err(ctx.type_error("an integer is required"));
        }
        let group = group.as_i64().and_then(|group| usize::try_from(group).ok());
        parts.push((group.ok_or_else(invalid)?, text));
    }
    Step::value(Replacement::alloc(ctx.mc, ReplacementData { literal, parts }))
}

/// What `re` makes of a template that is written out.
///
/// # Errors
/// What is wrong with the template.
pub fn compile<'gc>(ctx: Ctx<'gc>, pattern: Pattern<'gc>, template: Value<'gc>) -> NativeResult<'gc> {
    // `re` keeps templates in a dict: a bytearray could be no key.
    let template = match Subject::try_of(ctx, template) {
        Some(subject @ Subject::Bytes(_)) => subject.value(),
        _ => template,
    };
    with_re(ctx, [pattern.into(), template], |ctx, re, [pattern, template]| {
        let get = attributes::get(ctx, re, ctx.intern("_compile_template"))?;
        let made = get.then(ctx, [pattern, template], |_, function, [pattern, template]| {
            Ok(Step::call(function, &[pattern, template]))
        })?;
        made.then(ctx, [], |ctx, made, []| match made {
            Value::Replacement(_) => Step::value(made),
            other => {
                let got = ctx.type_name(other);
                let message = format!("the result of compiling a replacement string is {got}, not a template");
                Err(ctx.runtime_error(message))
            }
        })
    })
}

/// The pieces of what a template makes of a match.
///
/// # Errors
/// IndexError when the template speaks of a group that the match has not.
pub fn pieces<'gc>(
    ctx: Ctx<'gc>,
    replacement: Replacement<'gc>,
    found: Match<'gc>,
) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
    let mut pieces = Vec::with_capacity(1 + 2 * replacement.parts.len());
    pieces.push(replacement.literal);
    for &(group, text) in &replacement.data().parts {
        for piece in [group_at(ctx, found, group, Value::None)?, text] {
            if !is_nothing(piece) {
                pieces.push(piece);
            }
        }
    }
    Ok(pieces)
}

/// Whether a piece adds nothing.
fn is_nothing(piece: Value<'_>) -> bool {
    match piece {
        Value::Str(text) => text.is_empty(),
        Value::Bytes(bytes) => bytes.as_slice().is_empty(),
        other => other.is_none(),
    }
}

/// What a template makes of a match.
///
/// # Errors
/// TypeError when one is text and the other bytes, and as [`pieces`].
pub fn fill<'gc>(ctx: Ctx<'gc>, replacement: Replacement<'gc>, found: Match<'gc>) -> NativeResult<'gc> {
    let pieces = List::new(ctx.mc, pieces(ctx, replacement, found)?);
    join(ctx, Subject::of(ctx, replacement.literal)?, pieces)
}

/// Joins pieces of text to text, of bytes to bytes, as `model` is.
///
/// # Errors
/// TypeError when a piece is of another type.
pub fn join<'gc>(ctx: Ctx<'gc>, model: Subject<'gc>, pieces: List<'gc>) -> NativeResult<'gc> {
    let joiner = match model {
        Subject::Text(_) => Value::Str(ctx.names.empty),
        Subject::Bytes(_) => Bytes::new(ctx.mc, Vec::new()).into(),
    };
    match ops::special::call(ctx, joiner, ctx.intern("join"), &[pieces.into()])? {
        Some(step) => Ok(step),
        None => Err(ctx.internal_error("str and bytes can be joined")),
    }
}

/// `Match.expand`.
///
/// # Errors
/// What is wrong with the template.
pub fn expand<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let found = matches::this(ctx, args.get(0))?;
    compile(ctx, found.pattern, args.get(1))?.then(ctx, [found.into()], |ctx, made, [found]| {
        let found = matches::this(ctx, found)?;
        let Value::Replacement(replacement) = made else { return Err(ctx.internal_error("template expected")) };
        if replacement.parts.is_empty() {
            return Step::value(replacement.literal);
        }
        fill(ctx, replacement, found)
    })
}
