//! `_string`: the parsers of `str.format` for `string.Formatter`. Mirrors
//! `Objects/unicodeobject.c` and `stringlib/unicode_format.h`.

use super::ModuleDef;
use crate::methods::str::args::result;
use crate::runtime::def::function;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::text::str_format::{Access, FieldName, Key, Template};
use crate::types::Str;
use crate::value::Value;
use crate::vm::ops;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_string",
    doc: "The parsers of format strings.",
    functions: &[
        function("formatter_field_name_split", "(field_name, /)", split_field_name),
        function("formatter_parser", "(format_string, /)", parse),
    ],
    init: |_, _| Ok(()),
};

fn text<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Str<'gc>, Raise<'gc>> {
    let given = args.get(0);
    given.as_str().ok_or_else(|| ctx.type_error(format!("expected str, got {}", ctx.type_name(given))))
}

/// `formatter_parser(format_string)`: an iterator over
/// `(literal, field_name, format_spec, conversion)`.
fn parse<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut items = Vec::new();
    for item in Template::new(text(ctx, &args)?.wtf8()) {
        let item = item.map_err(|error| ctx.text_error(error))?;
        let literal = result(ctx, item.literal.to_owned());
        items.push(match item.field {
            None => ctx.tuple(&[literal, Value::None, Value::None, Value::None]),
            Some(field) => {
                let conversion = field.conversion.map_or(Value::None, |conversion| ctx.char_str(conversion));
                let (name, spec) = (result(ctx, field.name.to_owned()), result(ctx, field.spec.to_owned()));
                ctx.tuple(&[literal, name, spec, conversion])
            }
        });
    }
    ops::iter(ctx, ctx.list(items))
}

fn key<'gc>(ctx: Ctx<'gc>, key: Key<'_>) -> Value<'gc> {
    match key {
        Key::Index(index) => Value::Int(index as i64),
        Key::Name(name) => result(ctx, name.to_owned()),
    }
}

/// `formatter_field_name_split(field_name)`: what the name begins with, and
/// an iterator over `(is_attribute, key)`.
fn split_field_name<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = FieldName::parse(text(ctx, &args)?.wtf8(), None).map_err(|error| ctx.text_error(error))?;
    let first = key(ctx, name.first);
    let mut rest = Vec::new();
    for access in name {
        rest.push(match access.map_err(|error| ctx.text_error(error))? {
            Access::Attribute(name) => ctx.tuple(&[Value::True, result(ctx, name.to_owned())]),
            Access::Item(item) => ctx.tuple(&[Value::False, key(ctx, item)]),
        });
    }
    let rest = ops::iter(ctx, ctx.list(rest))?;
    rest.then(ctx, [first], |ctx, rest, [first]| Step::value(ctx.tuple(&[first, rest])))
}
