//! `re.Match`.

use rustpython_wtf8::Wtf8Buf;

use super::subject::Subject;
use super::template;
use crate::methods::generic_alias::CLASS_GETITEM;
use crate::methods::support::count;
use crate::runtime::def::{TypeDef, getter, member, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::regex::{Match, Span};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::slicing::is_index;

/// What a match offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("The result of re.match() and re.search().\nMatch objects always have a boolean value of True."),
    functions: &[
        slot("__repr__", "(self, /)", repr),
        slot("__getitem__", "(self, key, /)", |ctx, args| {
            Step::value(group_of(ctx, this(ctx, args.get(0))?, args.get(1))?)
        }),
        method("group", "(self, /, *args)", group),
        method("start", "(self, group=0, /)", |ctx, args| {
            Step::value(span_of(ctx, &args)?.map_or(Value::Int(-1), |(start, _)| count(start)))
        }),
        method("end", "(self, group=0, /)", |ctx, args| {
            Step::value(span_of(ctx, &args)?.map_or(Value::Int(-1), |(_, end)| count(end)))
        }),
        method("span", "(self, group=0, /)", |ctx, args| Step::value(pair(ctx, span_of(ctx, &args)?))),
        method("groups", "(self, /, default=None)", groups),
        method("groupdict", "(self, /, default=None)", group_dict),
        method("expand", "(self, /, template)", template::expand),
        method("__copy__", "(self, /)", |_, args| Ok(Step::Return(args.get(0)))),
        method("__deepcopy__", "(self, memo, /)", |_, args| Ok(Step::Return(args.get(0)))),
        CLASS_GETITEM,
    ],
    attributes: &[
        member("string", |ctx, object| Step::value(this(ctx, object)?.string)),
        member("re", |ctx, object| Step::value(this(ctx, object)?.pattern)),
        member("pos", |ctx, object| Step::value(count(this(ctx, object)?.bounds.0))),
        member("endpos", |ctx, object| Step::value(count(this(ctx, object)?.bounds.1))),
        getter("lastindex", |ctx, object| Step::value(this(ctx, object)?.last.map_or(Value::None, count))),
        getter("lastgroup", |ctx, object| {
            let found = this(ctx, object)?;
            let name = found.last.and_then(|last| found.pattern.index_group.as_slice().get(last).copied());
            Step::value(name.unwrap_or(Value::None))
        }),
        getter("regs", |ctx, object| {
            let pairs: Vec<Value<'_>> = this(ctx, object)?.spans.iter().map(|span| pair(ctx, *span)).collect();
            Step::value(ctx.tuple(&pairs))
        }),
    ],
    absent: &[],
};

/// A match as the receiver.
///
/// # Errors
/// SystemError for anything else.
pub fn this<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Match<'gc>, Raise<'gc>> {
    match value {
        Value::Match(found) => Ok(found),
        _ => Err(ctx.internal_error("match expected")),
    }
}

fn pair<'gc>(ctx: Ctx<'gc>, span: Option<Span>) -> Value<'gc> {
    match span {
        Some((start, end)) => ctx.tuple(&[count(start), count(end)]),
        None => ctx.tuple(&[Value::Int(-1), Value::Int(-1)]),
    }
}

/// The text of a group; `default` when it took no part.
///
/// # Errors
/// IndexError when there is no such group.
pub fn group_at<'gc>(
    ctx: Ctx<'gc>,
    found: Match<'gc>,
    group: usize,
    default: Value<'gc>,
) -> Result<Value<'gc>, Raise<'gc>> {
    match found.spans.get(group) {
        None => Err(ctx.index_error("no such group")),
        Some(None) => Ok(default),
        Some(Some(span)) => Ok(Subject::of(ctx, found.string)?.part(ctx, *span)),
    }
}

/// The number of the group that a number or name means.
fn number_of<'gc>(ctx: Ctx<'gc>, found: Match<'gc>, group: Value<'gc>) -> Result<usize, Raise<'gc>> {
    let number = if is_index(ctx, group) {
        Some(ctx.index_clipped(group)?)
    } else {
        // A name that cannot be one is no name of a group.
        ctx.dict_get(found.pattern.group_index, group).ok().flatten().and_then(Value::as_i64)
    };
    let number = number.and_then(|number| usize::try_from(number).ok());
    number.filter(|&number| number < found.spans.len()).ok_or_else(|| ctx.index_error("no such group"))
}

fn group_of<'gc>(ctx: Ctx<'gc>, found: Match<'gc>, group: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    group_at(ctx, found, number_of(ctx, found, group)?, Value::None)
}

fn span_of<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Option<Span>, Raise<'gc>> {
    let found = this(ctx, args.get(0))?;
    let number = match args.get(1) {
        Value::Null => 0,
        group => number_of(ctx, found, group)?,
    };
    Ok(found.spans.get(number).copied().flatten())
}

fn group<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let found = this(ctx, args.get(0))?;
    match args.rest() {
        [] => Step::value(group_at(ctx, found, 0, Value::None)?),
        &[group] => Step::value(group_of(ctx, found, group)?),
        many => {
            let groups = many.iter().map(|&group| group_of(ctx, found, group)).collect::<Result<Vec<_>, _>>()?;
            Step::value(ctx.tuple(&groups))
        }
    }
}

fn groups<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (found, default) = (this(ctx, args.get(0))?, args.get(1).or(Value::None));
    let subject = Subject::of(ctx, found.string)?;
    let groups = found.spans.iter().skip(1).map(|span| span.map_or(default, |span| subject.part(ctx, span)));
    Step::value(ctx.tuple(&groups.collect::<Vec<_>>()))
}

fn group_dict<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (found, default) = (this(ctx, args.get(0))?, args.get(1).or(Value::None));
    let groups = ctx.dict();
    for entry in found.pattern.group_index.to_vec() {
        let number = entry.value.as_i64().and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
        ctx.dict_set(groups, entry.key, group_at(ctx, found, number, default)?)?;
    }
    Step::value(groups)
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let text = group_at(ctx, this(ctx, args.get(0))?, 0, Value::None)?;
    ops::repr(ctx, text)?.then(ctx, [args.get(0)], |ctx, text, [found]| {
        let (start, end) = this(ctx, found)?.spans.first().copied().flatten().unwrap_or_default();
        let mut shown = Wtf8Buf::from_string(format!("<re.Match object; span=({start}, {end}), match="));
        if let Some(text) = text.as_str() {
            shown.push_wtf8(text.wtf8());
        }
        shown.push_str(">");
        Step::value(ctx.str(shown))
    })
}
