//! `re.Pattern`, and making one of a program.

use std::hash::{Hash, Hasher};

use rustpython_sre_engine::SreFlag;
use rustpython_wtf8::Wtf8Buf;

use super::check::is_valid;
use super::engine::{Mode, make_match, run};
use super::subject::{Subject, is_text};
use super::{MAX_GROUPS, collect, place, replace, scanner};
use crate::methods::generic_alias::CLASS_GETITEM;
use crate::methods::support::count;
use crate::runtime::def::{TypeDef, getter, member, method, slot};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::regex::{Pattern, PatternData};
use crate::types::{Iter, IterState, MappingProxy, MappingProxyData};
use crate::value::Value;
use crate::vm::{attributes, ops};

const RANGE: &str = "(self, /, string, pos=0, endpos=sys.maxsize)";

/// What a pattern offers.
pub const DEF: TypeDef = TypeDef {
    doc: Some("Compiled regular expression object."),
    functions: &[
        slot("__repr__", "(self, /)", repr),
        slot("__hash__", "(self, /)", hash),
        slot("__eq__", "(self, value, /)", |ctx, args| compare(ctx, &args, true)),
        slot("__ne__", "(self, value, /)", |ctx, args| compare(ctx, &args, false)),
        slot("__lt__", "(self, value, /)", |_, _| Step::value(Value::NotImplemented)),
        slot("__le__", "(self, value, /)", |_, _| Step::value(Value::NotImplemented)),
        slot("__gt__", "(self, value, /)", |_, _| Step::value(Value::NotImplemented)),
        slot("__ge__", "(self, value, /)", |_, _| Step::value(Value::NotImplemented)),
        method("match", RANGE, |ctx, args| once(ctx, &args, Mode::Match))
            .doc("Matches zero or more characters at the beginning of the string."),
        method("fullmatch", RANGE, |ctx, args| once(ctx, &args, Mode::Full)).doc("Matches against all of the string."),
        method("search", RANGE, |ctx, args| once(ctx, &args, Mode::Search)),
        method("sub", "(self, /, repl, string, count=0)", |ctx, args| replace::start(ctx, &args, false)),
        method("subn", "(self, /, repl, string, count=0)", |ctx, args| replace::start(ctx, &args, true)),
        method("findall", RANGE, collect::find_all),
        method("split", "(self, /, string, maxsplit=0)", collect::split),
        method("finditer", RANGE, find_iter),
        method("scanner", RANGE, |ctx, args| Step::value(make_scanner(ctx, &args)?)),
        method("__copy__", "(self, /)", |_, args| Ok(Step::Return(args.get(0)))),
        method("__deepcopy__", "(self, memo, /)", |_, args| Ok(Step::Return(args.get(0)))),
        CLASS_GETITEM,
    ],
    attributes: &[
        member("pattern", |ctx, object| Step::value(this(ctx, object)?.source)),
        member("flags", |ctx, object| Step::value(this(ctx, object)?.flags)),
        member("groups", |ctx, object| Step::value(count(this(ctx, object)?.groups))),
        getter("groupindex", |ctx, object| {
            let mapping = this(ctx, object)?.group_index.into();
            Step::value(MappingProxy::alloc(ctx.mc, MappingProxyData { mapping }))
        }),
    ],
    absent: &[],
};

/// A pattern as the receiver.
///
/// # Errors
/// SystemError for anything else.
pub fn this<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Pattern<'gc>, Raise<'gc>> {
    match value {
        Value::Pattern(pattern) => Ok(pattern),
        _ => Err(ctx.internal_error("pattern expected")),
    }
}

/// `_sre.compile`.
///
/// # Errors
/// RuntimeError for a program that the engine cannot run, TypeError for
/// arguments of other types.
pub fn compile<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let source = args.get(0);
    let flags = ctx.index_i64(args.get(1))?;
    let wrong = |name: &str, wanted: &str, got: Value<'gc>| {
        let got = ctx.type_name(got);
        ctx.type_error(format!("compile() argument '{name}' must be {wanted}, not {got}"))
    };
    let Some(words) = args.get(2).as_list() else { return Err(wrong("code", "list", args.get(2))) };
    let groups = ctx.index_i64(args.get(3))?;
    let Some(group_index) = args.get(4).as_dict() else { return Err(wrong("groupindex", "dict", args.get(4))) };
    let Some(index_group) = args.get(5).as_tuple() else { return Err(wrong("indexgroup", "tuple", args.get(5))) };
    let mut code = Vec::with_capacity(words.len());
    for word in words.to_vec() {
        let Some(number) = word.as_int() else { return Err(ctx.type_error("an integer is required")) };
        if number.is_negative() {
            return Err(ctx.overflow_error("can't convert negative value to unsigned int"));
        }
        match number.to_i64().map(u32::try_from) {
            Some(Ok(word)) => code.push(word),
            Some(Err(_)) => return Err(ctx.overflow_error("regular expression code size limit exceeded")),
            None => return Err(ctx.overflow_error("Python int too large to convert to C unsigned long")),
        }
    }
    if !source.is_none() {
        Subject::of(ctx, source)?;
    }
    let invalid = || ctx.runtime_error("invalid SRE code");
    let groups = usize::try_from(groups).ok().filter(|_| groups <= MAX_GROUPS).ok_or_else(invalid)?;
    if !is_valid(&code, groups) {
        return Err(invalid());
    }
    let data = PatternData { source, flags, code: code.into(), groups, group_index, index_group };
    Step::value(Pattern::alloc(ctx.mc, data))
}

fn once<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, mode: Mode) -> NativeResult<'gc> {
    let (pattern, string) = (this(ctx, args.get(0))?, args.get(1));
    let (pos, endpos) = (place(ctx, args.get(2), 0)?, place(ctx, args.get(3), i64::MAX)?);
    let subject = Subject::for_pattern(ctx, pattern, string)?;
    let bounds = subject.bounds(pos, endpos);
    Step::value(match run(pattern, subject, mode, bounds, false) {
        Some(found) => make_match(ctx, pattern, string, bounds, found).into(),
        None => Value::None,
    })
}

fn make_scanner<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let (pos, endpos) = (place(ctx, args.get(2), 0)?, place(ctx, args.get(3), i64::MAX)?);
    Ok(scanner::make(ctx, this(ctx, args.get(0))?, args.get(1), pos, endpos)?.into())
}

fn find_iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let scanner = make_scanner(ctx, &args)?;
    attributes::get(ctx, scanner, ctx.intern("search"))?.then(ctx, [], |ctx, callable, []| {
        Step::value(Value::Iter(Iter::new(ctx.mc, IterState::Callable { callable, sentinel: Value::None })))
    })
}

/// Names of flags, in the order in which they are shown.
const FLAGS: &[(SreFlag, &str)] = &[
    (SreFlag::IGNORECASE, "re.IGNORECASE"),
    (SreFlag::LOCALE, "re.LOCALE"),
    (SreFlag::MULTILINE, "re.MULTILINE"),
    (SreFlag::DOTALL, "re.DOTALL"),
    (SreFlag::UNICODE, "re.UNICODE"),
    (SreFlag::VERBOSE, "re.VERBOSE"),
    (SreFlag::DEBUG, "re.DEBUG"),
    (SreFlag::ASCII, "re.ASCII"),
];

/// The characters of the source that are shown.
const SHOWN: usize = 200;

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let source = this(ctx, args.get(0))?.source;
    ops::repr(ctx, source)?.then(ctx, [args.get(0)], |ctx, source, [pattern]| {
        let pattern = this(ctx, pattern)?;
        let bit = |flag: SreFlag| i64::from(flag.bits());
        let (unicode, text) = (bit(SreFlag::UNICODE), is_text(pattern.source) == Some(true));
        let mut flags = pattern.flags;
        // What every text pattern is needs no mention.
        if text && flags & (bit(SreFlag::LOCALE) | unicode | bit(SreFlag::ASCII)) == unicode {
            flags &= !unicode;
        }
        let mut names = Vec::new();
        for &(flag, name) in FLAGS {
            if flags & bit(flag) != 0 {
                names.push(name.to_string());
                flags &= !bit(flag);
            }
        }
        if flags != 0 {
            names.push(format!("{flags:#x}"));
        }
        let mut shown = Wtf8Buf::from_string("re.compile(".to_string());
        if let Some(source) = source.as_str() {
            shown.extend(source.wtf8().code_points().take(SHOWN));
        }
        if !names.is_empty() {
            shown.push_str(", ");
            shown.push_str(&names.join("|"));
        }
        shown.push_str(")");
        Step::value(ctx.str(shown))
    })
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let pattern = this(ctx, args.get(0))?;
    let mut hasher = rustc_hash::FxHasher::default();
    (ctx.hash(pattern.source)?, pattern.flags, &pattern.code).hash(&mut hasher);
    Step::value(match hasher.finish().cast_signed() {
        -1 => -2,
        hash => hash,
    })
}

fn compare<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, wanted: bool) -> NativeResult<'gc> {
    let a = this(ctx, args.get(0))?;
    let Value::Pattern(b) = args.get(1) else { return Step::value(Value::NotImplemented) };
    if a.is(b) {
        return Step::value(wanted);
    }
    if a.flags != b.flags || a.code != b.code || is_text(a.source) != is_text(b.source) {
        return Step::value(!wanted);
    }
    if wanted { ops::equal(ctx, a.source, b.source) } else { ops::compare::not_equal(ctx, a.source, b.source) }
}
