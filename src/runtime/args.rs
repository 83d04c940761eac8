//! How natives are called: parameters, and the binding of arguments to them
//! with CPython's messages (`Python/getargs.c`, `Objects/call.c`).

use smallvec::SmallVec;

use super::{Ctx, Raise};
use crate::types::{Builtin, BuiltinKind, Str, Tuple};
use crate::value::Value;

/// How a parameter takes its argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum ParamKind {
    PositionalOnly,
    Either,
    KeywordOnly,
}

#[derive(Clone, Copy, Debug)]
struct Param {
    name: &'static str,
    kind: ParamKind,
    required: bool,
}

/// The parameters of a native function, read from their Python notation.
#[derive(Debug, Default)]
pub struct Signature {
    /// Positional parameters first, then keyword-only ones.
    params: Vec<Param>,
    /// The number of parameters that can be given by position.
    positional: usize,
    /// How many of these are required.
    required: usize,
    var_positional: bool,
    var_keyword: bool,
    /// Whether some parameter can be given by keyword.
    keywords: bool,
}

impl Signature {
    /// Reads `(self, a, b=1, /, *args, key=None, **kwargs)`.
    pub fn parse(text: &'static str) -> Self {
        let mut signature = Self::default();
        let inner = text.trim().strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text);
        let mut keyword_only = false;
        for part in split_params(inner) {
            match part {
                "" => {}
                "/" => {
                    for param in &mut signature.params {
                        param.kind = ParamKind::PositionalOnly;
                    }
                }
                "*" => keyword_only = true,
                _ if part.starts_with("**") => signature.var_keyword = true,
                _ if part.starts_with('*') => {
                    signature.var_positional = true;
                    keyword_only = true;
                }
                _ => {
                    let (name, default) = match part.split_once('=') {
                        Some((name, _)) => (name, true),
                        None => (part, false),
                    };
                    let kind = if keyword_only { ParamKind::KeywordOnly } else { ParamKind::Either };
                    signature.params.push(Param { name: name.trim(), kind, required: !default });
                }
            }
        }
        signature.positional = signature.params.iter().filter(|p| p.kind != ParamKind::KeywordOnly).count();
        signature.required = signature.params.iter().take(signature.positional).filter(|p| p.required).count();
        signature.keywords = signature.params.iter().any(|p| p.kind != ParamKind::PositionalOnly && p.name != "self")
            || signature.var_keyword;
        signature
    }

    /// Whether arguments given by position alone fit as they are.
    #[inline]
    fn fits(&self, count: usize) -> bool {
        count >= self.required
            && (count <= self.positional || self.var_positional)
            && self.params.iter().skip(self.positional).all(|p| !p.required)
    }
}

fn split_params(text: &'static str) -> impl Iterator<Item = &'static str> {
    let mut depth = 0usize;
    text.split(move |c: char| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    })
    .map(str::trim)
}

/// Arguments bound to the parameters of a native.
#[derive(Clone, Copy)]
pub struct Args<'a, 'gc> {
    named: &'a [Value<'gc>],
    rest: &'a [Value<'gc>],
    extra: &'a [(Str<'gc>, Value<'gc>)],
}

impl<'a, 'gc> Args<'a, 'gc> {
    /// The argument of the parameter at `index` (in the order of the
    /// signature, `*args` and `**kwargs` not counted); NULL when left out.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Value<'gc> {
        match self.named.get(index) {
            Some(value) => *value,
            None => Value::Null,
        }
    }

    /// The argument at `index` unless it was left out.
    #[inline]
    pub fn opt(&self, index: usize) -> Option<Value<'gc>> {
        self.get(index).some()
    }

    /// The arguments of `*args`.
    pub fn rest(&self) -> &'a [Value<'gc>] {
        self.rest
    }

    /// The arguments of `**kwargs`.
    pub fn extra(&self) -> &'a [(Str<'gc>, Value<'gc>)] {
        self.extra
    }

    /// Arguments of `*args` only.
    pub fn with_rest(rest: &'a [Value<'gc>]) -> Self {
        Self { named: &[], rest, extra: &[] }
    }

    /// Arguments by position only.
    pub fn positional(named: &'a [Value<'gc>]) -> Self {
        Self { named, rest: &[], extra: &[] }
    }
}

impl<'gc> Builtin<'gc> {
    /// Calls the function: binds `args` (the last of them by keyword, when
    /// there are `names`) and runs it.
    ///
    /// # Errors
    /// TypeError when the arguments do not fit, else what the function raises.
    pub fn invoke(self, ctx: Ctx<'gc>, args: &[Value<'gc>], names: Option<Tuple<'gc>>) -> super::NativeResult<'gc> {
        let signature = self.signature.get_or_init(|| Signature::parse(self.params));
        let keywords = names.map_or(0, |names| names.as_slice().len());
        if self.kind.has_receiver()
            && let Some(owner) = self.owner
        {
            let Some(&receiver) = args.first().filter(|_| args.len() > keywords) else {
                return Err(self.no_receiver(ctx, owner));
            };
            let fits = match self.kind {
                BuiltinKind::ClassMethod => receiver.as_class().is_some_and(|class| class.is_subclass(owner)),
                _ => ctx.class_of(receiver).is_subclass(owner),
            };
            if !fits {
                return Err(self.wrong_receiver(ctx, owner, receiver));
            }
        }
        if self.kind == BuiltinKind::Static
            && let Some(owner) = self.owner
            && !matches!(args.first(), Some(Value::Class(class)) if class.is(owner))
            && self.name.is_text("__new__")
        {
            super::new_check::check_new(ctx, owner, args.first().copied())?;
        }
        if keywords == 0 && signature.fits(args.len()) {
            let split = args.len().min(signature.positional);
            let (named, rest) = args.split_at(split);
            return (self.func)(ctx, Args { named, rest, extra: &[] });
        }
        let bound = self.bind(ctx, signature, args, names)?;
        (self.func)(ctx, Args { named: &bound.named, rest: bound.rest, extra: &bound.extra })
    }

    #[cold]
    fn bind<'a>(
        self,
        ctx: Ctx<'gc>,
        signature: &Signature,
        args: &'a [Value<'gc>],
        names: Option<Tuple<'gc>>,
    ) -> Result<Bound<'a, 'gc>, Raise<'gc>> {
        let names = names.map_or(&[][..], Tuple::as_slice);
        let (positional, by_name) = args.split_at(args.len().saturating_sub(names.len()));
        if !names.is_empty() && !signature.keywords {
            let name = match self.kind {
                BuiltinKind::Slot => format!("wrapper {}", self.name.lossy()),
                _ => self.display_name(),
            };
            return Err(ctx.type_error(format!("{name}() takes no keyword arguments")));
        }
        if signature.keywords {
            self.check_counts(ctx, signature, positional.len(), names.len())?;
        } else if positional.len() > signature.positional && !signature.var_positional {
            return Err(self.wrong_count(ctx, signature, args.len()));
        }
        let (first, rest) = positional.split_at(positional.len().min(signature.positional));
        let mut named: SmallVec<[Value<'gc>; 8]> = SmallVec::from_slice(first);
        named.resize(signature.params.len(), Value::Null);
        let mut extra = Vec::new();
        let mut wrong = None;
        for (name, &value) in names.iter().zip(by_name) {
            let Value::Str(name) = *name else { continue };
            let found = signature
                .params
                .iter()
                .position(|param| param.kind != ParamKind::PositionalOnly && name.is_text(param.name));
            match found.and_then(|index| named.get_mut(index).map(|place| (index, place))) {
                Some((index, place)) => {
                    if !place.is_null() {
                        wrong.get_or_insert_with(|| {
                            format!(
                                "argument for {}() given by name ('{}') and position ({})",
                                self.bare_name(),
                                name.lossy(),
                                index + 1 - self.receivers()
                            )
                        });
                    }
                    *place = value;
                }
                None if signature.var_keyword => extra.push((name, value)),
                None => {
                    wrong.get_or_insert_with(|| {
                        format!("{}() got an unexpected keyword argument '{}'", self.bare_name(), name.lossy())
                    });
                }
            }
        }
        let missing = signature.params.iter().zip(&named).position(|(param, value)| param.required && value.is_null());
        if let Some(index) = missing {
            let Some(param) = signature.params.get(index) else { return Err(ctx.system_error("bad signature")) };
            if !signature.keywords || param.kind == ParamKind::PositionalOnly {
                return Err(self.wrong_count(ctx, signature, args.len()));
            }
            let place = match param.kind {
                ParamKind::KeywordOnly => String::new(),
                _ => format!(" (pos {})", index + 1 - self.receivers()),
            };
            return Err(ctx.type_error(format!(
                "{}() missing required argument '{}'{place}",
                self.bare_name(),
                param.name
            )));
        }
        match wrong {
            Some(message) => Err(ctx.type_error(message)),
            None => Ok(Bound { named, rest, extra }),
        }
    }

    /// The first checks of a function that takes keywords
    /// (`_PyArg_UnpackKeywords`): how many arguments there are at all, and how
    /// many by position.
    fn check_counts(
        self,
        ctx: Ctx<'gc>,
        signature: &Signature,
        positional: usize,
        keywords: usize,
    ) -> Result<(), Raise<'gc>> {
        let skip = self.receivers();
        let given = positional.saturating_sub(skip);
        let (len, max) = (signature.params.len().saturating_sub(skip), signature.positional.saturating_sub(skip));
        let own = signature.params.iter().skip(skip);
        let min = own.filter(|param| param.required && param.kind == ParamKind::PositionalOnly).count();
        let name = self.bare_name();
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        if given + keywords > len && !signature.var_positional && !signature.var_keyword {
            let total = given + keywords;
            if keywords == 0 && self.name.is_text("__new__") && name == "str" {
                return Err(ctx.type_error(format!("str expected at most {len} arguments, got {total}")));
            }
            let word = if given == 0 { "keyword " } else { "" };
            let message = format!("{name}() takes at most {len} {word}argument{} ({total} given)", plural(len));
            return Err(ctx.type_error(message));
        }
        if given > max && !signature.var_positional {
            if max == 0 {
                return Err(ctx.type_error(format!("{name}() takes no positional arguments")));
            }
            let bound = if signature.required.saturating_sub(skip) < max { "at most" } else { "exactly" };
            let message = format!("{name}() takes {bound} {max} positional argument{} ({given} given)", plural(max));
            return Err(ctx.type_error(message));
        }
        if given < min {
            let bound = if min < max { "at least" } else { "exactly" };
            let message = format!("{name}() takes {bound} {min} positional argument{} ({given} given)", plural(min));
            return Err(ctx.type_error(message));
        }
        Ok(())
    }

    /// `append` for a method, the class for its constructor.
    fn bare_name(self) -> String {
        match self.owner {
            Some(owner) if self.name.is_text("__new__") || self.name.is_text("__init__") => {
                owner.name.get().lossy().into_owned()
            }
            _ => self.name.lossy().into_owned(),
        }
    }

    /// How many of the parameters Python does not count: the receiver.
    fn receivers(self) -> usize {
        usize::from(self.kind.has_receiver() || (self.kind == BuiltinKind::Static && self.name.is_text("__new__")))
    }

    /// `list.append` for a method, `len` for a function.
    fn display_name(self) -> String {
        match self.owner {
            Some(owner) if self.name.is_text("__new__") => owner.name.get().lossy().into_owned(),
            Some(owner) => format!("{}.{}", owner.name.get().lossy(), self.name.lossy()),
            None => match self.module.get() {
                Value::Str(module) if !module.is_text("builtins") => {
                    format!("{}.{}", module.lossy(), self.name.lossy())
                }
                _ => self.name.lossy().into_owned(),
            },
        }
    }

    fn wrong_count(self, ctx: Ctx<'gc>, signature: &Signature, given: usize) -> Raise<'gc> {
        let skip = self.receivers();
        let given = given.saturating_sub(skip);
        let (min, max) = (signature.required.saturating_sub(skip), signature.positional.saturating_sub(skip));
        let bare = self.bare_name();
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        if self.kind == BuiltinKind::Slot {
            let want = if given < min { min } else { max };
            let bound = match (min == max, given < min) {
                (true, _) => "",
                (false, true) => "at least ",
                (false, false) => "at most ",
            };
            let name = self.bare_name();
            if matches!(name.as_str(), "__pow__" | "__rpow__") {
                return ctx.type_error(format!("expected 1 or 2 arguments, got {given}"));
            }
            // The wrappers of slots with two arguments say which one they are.
            let name = if max > 1 { format!("{name} ") } else { String::new() };
            return ctx.type_error(format!("{name}expected {bound}{want} argument{}, got {given}", plural(want)));
        }
        match (min, max) {
            (0, 0) => ctx.type_error(format!("{}() takes no arguments ({given} given)", self.display_name())),
            (1, 1) if !self.name.is_text("__new__") => {
                ctx.type_error(format!("{}() takes exactly one argument ({given} given)", self.display_name()))
            }
            _ => {
                let want = if given < min { min } else { max };
                let bound = match (min == max, given < min) {
                    (true, _) => "",
                    (false, true) => "at least ",
                    (false, false) => "at most ",
                };
                ctx.type_error(format!("{bare} expected {bound}{want} argument{}, got {given}", plural(want)))
            }
        }
    }

    fn no_receiver(self, ctx: Ctx<'gc>, owner: crate::types::Class<'gc>) -> Raise<'gc> {
        let (name, owner) = (self.name.lossy(), owner.name.get().lossy());
        ctx.type_error(match self.kind {
            BuiltinKind::Slot | BuiltinKind::ClassMethod => {
                format!("descriptor '{name}' of '{owner}' object needs an argument")
            }
            _ => format!("unbound method {owner}.{name}() needs an argument"),
        })
    }

    fn wrong_receiver(self, ctx: Ctx<'gc>, owner: crate::types::Class<'gc>, receiver: Value<'gc>) -> Raise<'gc> {
        let (name, owner, got) = (self.name.lossy(), owner.name.get().lossy(), ctx.type_name(receiver));
        ctx.type_error(match self.kind {
            BuiltinKind::Slot => format!("descriptor '{name}' requires a '{owner}' object but received a '{got}'"),
            BuiltinKind::ClassMethod => match receiver {
                Value::Class(class) => {
                    let class = class.name.get().lossy();
                    format!("descriptor '{name}' requires a subtype of '{owner}' but received '{class}'")
                }
                _ => format!("descriptor '{name}' requires a type but received a '{got}' instance"),
            },
            _ => format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{got}' object"),
        })
    }
}

struct Bound<'a, 'gc> {
    named: SmallVec<[Value<'gc>; 8]>,
    rest: &'a [Value<'gc>],
    extra: Vec<(Str<'gc>, Value<'gc>)>,
}
