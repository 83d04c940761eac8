//! Methods of Template and Interpolation of `string.templatelib`, and what
//! template strings are made with. Mirrors `Objects/templateobject.c` and
//! `interpolationobject.c`.

use std::cell::Cell as StdCell;

use crate::methods::str::args::text;
use crate::methods::str::sequence::concat;
use crate::runtime::def::{TypeDef, getter, member, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{
    Interpolation, InterpolationData, Str, Template, TemplateData, TemplateIter, TemplateIterData, Tuple,
};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// What Template offers.
pub const TEMPLATE: TypeDef = TypeDef {
    doc: Some("Text with interpolations that have not been put into it."),
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new_template),
        slot("__repr__", "(self, /)", repr_template),
        slot("__iter__", "(self, /)", iter_template),
        slot("__add__", "(self, value, /)", add),
        method("__reduce__", "(self, /)", reduce_template),
    ],
    attributes: &[
        member("strings", |_, this| template(this, |template| template.strings.into())),
        member("interpolations", |_, this| template(this, |template| template.interpolations.into())),
        getter("values", |ctx, this| {
            let items = this_template(ctx, this)?.interpolations.as_slice();
            let values: Vec<_> = items.iter().map(|item| part(*item, |item| item.value)).collect();
            Step::value(ctx.tuple(&values))
        }),
    ],
    absent: &[],
};

/// What Interpolation offers.
pub const INTERPOLATION: TypeDef = TypeDef {
    doc: Some("A value in a template, with the text that it was given by."),
    functions: &[
        static_method("__new__", "(cls, value, expression='', conversion=None, format_spec='')", new_interpolation),
        slot("__repr__", "(self, /)", repr_interpolation),
        method("__reduce__", "(self, /)", reduce_interpolation),
    ],
    attributes: &[
        member("value", |_, this| Step::value(part(this, |this| this.value))),
        member("expression", |_, this| Step::value(part(this, |this| this.expression))),
        member("conversion", |_, this| Step::value(part(this, |this| this.conversion))),
        member("format_spec", |_, this| Step::value(part(this, |this| this.format_spec))),
    ],
    absent: &[],
};

/// What the iterator of a template offers.
pub const TEMPLATE_ITER: TypeDef = TypeDef {
    doc: None,
    functions: &[
        slot("__iter__", "(self, /)", |_, args| Step::value(args.get(0))),
        slot("__next__", "(self, /)", next),
    ],
    attributes: &[],
    absent: &[],
};

/// Sets the attributes that are no functions.
pub fn set_up<'gc>(ctx: Ctx<'gc>) {
    let names = ["value", "expression", "conversion", "format_spec"].map(|name| Value::Str(ctx.intern(name)));
    ctx.types.interpolation.set(ctx.mc, ctx.names.match_args, ctx.tuple(&names));
}

/// BUILD_TEMPLATE: a template of its parts, of which there is one more text.
pub fn build_template<'gc>(ctx: Ctx<'gc>, strings: Tuple<'gc>, interpolations: Tuple<'gc>) -> Value<'gc> {
    Template::alloc(ctx.mc, TemplateData { strings, interpolations }).into()
}

/// BUILD_INTERPOLATION: `conversion` is 0 for none, 1 for `s`, 2 for `r`, 3
/// for `a`; `spec` is NULL when there is none.
pub fn build_interpolation<'gc>(
    ctx: Ctx<'gc>,
    value: Value<'gc>,
    expression: Value<'gc>,
    conversion: u32,
    spec: Value<'gc>,
) -> Value<'gc> {
    let conversion = match conversion {
        1 => ctx.latin1_char(b's'),
        2 => ctx.latin1_char(b'r'),
        3 => ctx.latin1_char(b'a'),
        _ => Value::None,
    };
    let format_spec = spec.or(ctx.names.empty.into());
    Interpolation::alloc(ctx.mc, InterpolationData { value, expression, conversion, format_spec }).into()
}

fn this_template<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Template<'gc>, Raise<'gc>> {
    match value {
        Value::Template(template) => Ok(template),
        _ => Err(ctx.internal_error("no template")),
    }
}

fn template<'gc>(value: Value<'gc>, get: impl FnOnce(Template<'gc>) -> Value<'gc>) -> NativeResult<'gc> {
    Step::value(match value {
        Value::Template(template) => get(template),
        _ => Value::None,
    })
}

/// A part of an interpolation.
fn part<'gc>(value: Value<'gc>, get: impl FnOnce(Interpolation<'gc>) -> Value<'gc>) -> Value<'gc> {
    match value {
        Value::Interpolation(interpolation) => get(interpolation),
        _ => Value::None,
    }
}

fn new_template<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !args.extra().is_empty() {
        return Err(ctx.type_error("Template.__new__ only accepts *args arguments"));
    }
    let (mut strings, mut interpolations) = (Vec::new(), Vec::new());
    let mut pending: Option<Value<'gc>> = None;
    for &arg in args.rest() {
        match (arg, arg.as_str()) {
            (_, Some(text)) => {
                pending = Some(match pending.and_then(|pending| pending.as_str()) {
                    Some(before) => concat(ctx, before, text)?,
                    None => arg,
                });
            }
            (Value::Interpolation(_), _) => {
                strings.push(pending.take().unwrap_or(ctx.names.empty.into()));
                interpolations.push(arg);
            }
            _ => {
                let name = ctx.type_name(arg);
                return Err(ctx.type_error(format!(
                    "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {name}"
                )));
            }
        }
    }
    strings.push(pending.unwrap_or(ctx.names.empty.into()));
    Step::value(build_template(ctx, Tuple::new(ctx.mc, strings), Tuple::new(ctx.mc, interpolations)))
}

fn repr_template<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this_template(ctx, args.get(0))?;
    let interpolations = this.interpolations.into();
    ops::repr(ctx, this.strings.into())?.then(ctx, [interpolations], |ctx, strings, [interpolations]| {
        ops::repr(ctx, interpolations)?.then(ctx, [strings], |ctx, interpolations, [strings]| {
            shown(ctx, "Template(strings=", ", interpolations=", &[strings, interpolations])
        })
    })
}

/// `head`, then the texts with `between` between them, then `)`.
fn shown<'gc>(ctx: Ctx<'gc>, head: &str, between: &str, texts: &[Value<'gc>]) -> NativeResult<'gc> {
    let mut out = rustpython_wtf8::Wtf8Buf::from_string(head.to_owned());
    for (index, text) in texts.iter().filter_map(|text| text.as_str()).enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        out.push_wtf8(text.wtf8());
    }
    out.push_str(")");
    Step::value(ctx.str(out))
}

/// The repr of a text or None.
fn plain<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Value<'gc> {
    match value.as_str() {
        Some(text) => ctx.str(crate::text::repr::str_repr_wtf8(text.wtf8())),
        None => ctx.str("None"),
    }
}

fn repr_interpolation<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = args.get(0);
    ops::repr(ctx, part(this, |this| this.value))?.then(ctx, [this], |ctx, value, [this]| {
        let expression = plain(ctx, part(this, |this| this.expression));
        let conversion = plain(ctx, part(this, |this| this.conversion));
        let spec = plain(ctx, part(this, |this| this.format_spec));
        shown(ctx, "Interpolation(", ", ", &[value, expression, conversion, spec])
    })
}

fn iter_template<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let template = this_template(ctx, args.get(0))?;
    Step::value(TemplateIter::alloc(ctx.mc, TemplateIterData { template, next: StdCell::new(0) }))
}

fn next<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::TemplateIter(this) = args.get(0) else { return Err(ctx.internal_error("no template iterator")) };
    let state = this.data();
    loop {
        let next = state.next.get();
        let items = if next % 2 == 0 { state.template.strings } else { state.template.interpolations };
        let Some(&item) = items.as_slice().get(next / 2) else { return Err(ctx.stop_iteration(Value::None)) };
        state.next.set(next + 1);
        if !item.as_str().is_some_and(|text| text.is_empty()) {
            return Step::value(item);
        }
    }
}

fn add<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (Value::Template(a), Value::Template(b)) = (args.get(0), args.get(1)) else {
        let name = ctx.type_name(args.get(1));
        return Err(ctx.type_error(format!(
            "can only concatenate string.templatelib.Template (not \"{name}\") to string.templatelib.Template"
        )));
    };
    let mut strings = a.strings.as_slice().to_vec();
    let mut after = b.strings.as_slice().iter().copied();
    if let (Some(last), Some(first)) = (strings.pop(), after.next())
        && let (Some(last), Some(first)) = (last.as_str(), first.as_str())
    {
        strings.push(concat(ctx, last, first)?);
    }
    strings.extend(after);
    let interpolations = [a.interpolations.as_slice(), b.interpolations.as_slice()].concat();
    Step::value(build_template(ctx, Tuple::new(ctx.mc, strings), Tuple::new(ctx.mc, interpolations)))
}

fn reduce_template<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this_template(ctx, args.get(0))?;
    let parts = ctx.tuple(&[this.strings.into(), this.interpolations.into()]);
    let Some(module) = ctx.get_name(ctx.modules, "string.templatelib") else {
        return Err(ctx.error(ctx.types.exceptions.ModuleNotFoundError, "No module named 'string.templatelib'"));
    };
    let unpickle = attributes::get(ctx, module, ctx.intern("_template_unpickle"))?;
    unpickle.then(ctx, [parts], |ctx, unpickle, [parts]| Step::value(ctx.tuple(&[unpickle, parts])))
}

fn new_interpolation<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let given = |index: usize, place: &str| match args.get(index) {
        Value::Null => Ok(None),
        value => text(ctx, value, "Interpolation", place).map(Some),
    };
    let expression = given(2, "argument 'expression'")?;
    let conversion = match args.get(3) {
        Value::None => None,
        _ => given(3, "argument 'conversion'")?,
    };
    if let Some(conversion) = conversion
        && !["s", "a", "r"].iter().any(|known| conversion.is_text(known))
    {
        return Err(ctx.value_error("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'"));
    }
    let format_spec = given(4, "argument 'format_spec'")?;
    let or_empty = |text: Option<Str<'gc>>| Value::Str(text.unwrap_or(ctx.names.empty));
    let data = InterpolationData {
        value: args.get(1),
        expression: or_empty(expression),
        conversion: conversion.map_or(Value::None, Value::Str),
        format_spec: or_empty(format_spec),
    };
    Step::value(Interpolation::alloc(ctx.mc, data))
}

fn reduce_interpolation<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = args.get(0);
    let parts = part(this, |this| ctx.tuple(&[this.value, this.expression, this.conversion, this.format_spec]));
    Step::value(ctx.tuple(&[ctx.class_of(this).into(), parts]))
}
