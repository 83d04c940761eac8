//! `str.format`, `str.format_map`, `str.__format__`. Mirrors
//! `Objects/stringlib/unicode_format.h`.

use std::collections::VecDeque;

use gc_arena::Collect;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use super::args::{result, text, this};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::text::error::Error;
use crate::text::format_value::format_str;
use crate::text::str_format::{
    Access, AutoNumber, Conversion, FieldName, Key, MAX_DEPTH, Template, check_conversion, index_out_of_range,
    positional_in_map, too_deep,
};
use crate::value::{Value, Values};
use crate::vm::{attributes, ops};

/// `str.__format__(format_spec)`.
///
/// # Errors
/// TypeError when it is not a str, ValueError when it is not for str.
pub fn format_method<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let this = this(ctx, &args)?;
    let spec = text(ctx, args.get(1), "__format__", "argument")?;
    if spec.is_empty() {
        return match args.get(0) {
            Value::Str(exact) => Step::value(exact),
            other => ops::str(ctx, other),
        };
    }
    let name = ctx.type_name(args.get(0));
    let shown = format_str(this.wtf8(), spec.wtf8(), &name).map_err(|error| ctx.text_error(error))?;
    Step::value(result(ctx, shown))
}

/// `str.format(*args, **kwargs)`.
///
/// # Errors
/// ValueError for a bad template, or what looking up and formatting raises.
pub fn format<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let named = Named::Keywords(ctx.dict_of_names(args.extra()).into());
    Step::start(ctx, Format::new(this(ctx, &args)?.wtf8(), args.rest().into(), named))
}

/// `str.format_map(mapping)`.
///
/// # Errors
/// As [`format()`].
pub fn format_map<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let named = Named::Mapping(args.get(1));
    Step::start(ctx, Format::new(this(ctx, &args)?.wtf8(), Box::default(), named))
}

/// Where names are looked up.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
enum Named<'gc> {
    Keywords(Value<'gc>),
    Mapping(Value<'gc>),
}

/// A piece of a template, copied out of it.
enum Piece {
    Literal(Wtf8Buf),
    Field { name: Wtf8Buf, conversion: Option<CodePoint>, spec: Wtf8Buf, spec_is_template: bool },
    Failed(Error),
}

enum Way {
    Attribute(Wtf8Buf),
    Index(usize),
    Key(Wtf8Buf),
    Failed(Error),
}

fn pieces(template: &Wtf8) -> VecDeque<Piece> {
    let mut pieces = VecDeque::new();
    for item in Template::new(template) {
        match item {
            Ok(item) => {
                if !item.literal.is_empty() {
                    pieces.push_back(Piece::Literal(item.literal.to_owned()));
                }
                if let Some(field) = item.field {
                    pieces.push_back(Piece::Field {
                        name: field.name.to_owned(),
                        conversion: field.conversion,
                        spec: field.spec.to_owned(),
                        spec_is_template: field.spec_is_template,
                    });
                }
            }
            Err(error) => pieces.push_back(Piece::Failed(error)),
        }
    }
    pieces
}

/// What is to be done next in a template.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Piece,
    Access,
    Convert,
    Spec,
    Format,
}

/// A template on its way: the outer one, or a specification with fields.
#[derive(Collect)]
#[collect(no_drop)]
struct Level<'gc> {
    #[collect(require_static)]
    pieces: VecDeque<Piece>,
    #[collect(require_static)]
    out: Wtf8Buf,
    #[collect(require_static)]
    stage: Stage,
    /// The object of the field at hand, and what is left to do to it.
    object: Value<'gc>,
    #[collect(require_static)]
    ways: VecDeque<Way>,
    #[collect(require_static)]
    conversion: Option<CodePoint>,
    #[collect(require_static)]
    spec: Wtf8Buf,
    #[collect(require_static)]
    spec_is_template: bool,
}

impl Level<'_> {
    fn new(template: &Wtf8) -> Self {
        Level {
            pieces: pieces(template),
            out: Wtf8Buf::with_capacity(template.len()),
            stage: Stage::Piece,
            object: Value::Null,
            ways: VecDeque::new(),
            conversion: None,
            spec: Wtf8Buf::new(),
            spec_is_template: false,
        }
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct Format<'gc> {
    args: Values<'gc>,
    named: Named<'gc>,
    #[collect(require_static)]
    numbers: AutoNumber,
    level: Level<'gc>,
    outer: Vec<Level<'gc>>,
}

impl<'gc> Format<'gc> {
    fn new(template: &Wtf8, args: Values<'gc>, named: Named<'gc>) -> Self {
        Format { args, named, numbers: AutoNumber::default(), level: Level::new(template), outer: Vec::new() }
    }

    /// The step that gives the argument a field begins with.
    fn argument(&mut self, ctx: Ctx<'gc>, name: &Wtf8) -> NativeResult<'gc> {
        let field = FieldName::parse(name, Some(&mut self.numbers)).map_err(|error| ctx.text_error(error))?;
        self.level.ways = field
            .map(|access| match access {
                Ok(Access::Attribute(name)) => Way::Attribute(name.to_owned()),
                Ok(Access::Item(Key::Index(index))) => Way::Index(index),
                Ok(Access::Item(Key::Name(name))) => Way::Key(name.to_owned()),
                Err(error) => Way::Failed(error),
            })
            .collect();
        match (field.first, self.named) {
            (Key::Index(_), Named::Mapping(_)) => Err(ctx.text_error(positional_in_map())),
            (Key::Index(index), _) => match self.args.get(index) {
                Some(value) => Step::value(*value),
                None => Err(ctx.text_error(index_out_of_range(index))),
            },
            (Key::Name(name), Named::Mapping(mapping)) => ops::get_item(ctx, mapping, ctx.str(name.to_owned())),
            (Key::Name(name), Named::Keywords(keywords)) => {
                let name = ctx.str(name.to_owned());
                let found = match keywords.as_dict() {
                    Some(dict) => ctx.dict_get(dict, name)?,
                    None => None,
                };
                found.map(Step::Return).ok_or_else(|| ctx.key_error(name))
            }
        }
    }

    /// The next step, unless the template is done.
    fn step(&mut self, ctx: Ctx<'gc>) -> Result<Option<Step<'gc>>, Raise<'gc>> {
        let level = &mut self.level;
        match level.stage {
            Stage::Piece => match level.pieces.pop_front() {
                None => Ok(None),
                Some(Piece::Failed(error)) => Err(ctx.text_error(error)),
                Some(Piece::Literal(text)) => {
                    level.out.push_wtf8(&text);
                    Ok(Some(Step::Return(Value::Null)))
                }
                Some(Piece::Field { name, conversion, spec, spec_is_template }) => {
                    level.conversion = conversion;
                    level.spec = spec;
                    level.spec_is_template = spec_is_template;
                    level.stage = Stage::Access;
                    self.argument(ctx, &name).map(Some)
                }
            },
            Stage::Access => {
                let object = level.object;
                match level.ways.pop_front() {
                    Some(Way::Failed(error)) => Err(ctx.text_error(error)),
                    Some(Way::Index(index)) => ops::get_item(ctx, object, Value::Int(index as i64)).map(Some),
                    Some(Way::Key(key)) => ops::get_item(ctx, object, ctx.str(key)).map(Some),
                    Some(Way::Attribute(name)) => {
                        let name = ctx.intern_str(crate::types::Str::new(ctx.mc, name));
                        attributes::get(ctx, object, name).map(Some)
                    }
                    None => {
                        level.stage = Stage::Convert;
                        let Some(conversion) = level.conversion else { return Ok(Some(Step::Return(object))) };
                        match check_conversion(conversion).map_err(|error| ctx.text_error(error))? {
                            Conversion::Str => ops::str(ctx, object).map(Some),
                            Conversion::Repr => ops::repr(ctx, object).map(Some),
                            Conversion::Ascii => ops::ascii(ctx, object).map(Some),
                        }
                    }
                }
            }
            Stage::Convert => {
                level.stage = Stage::Spec;
                if level.spec_is_template {
                    if self.outer.len() + 1 >= MAX_DEPTH {
                        return Err(ctx.text_error(too_deep()));
                    }
                    let inner = Level::new(&level.spec);
                    self.outer.push(std::mem::replace(&mut self.level, inner));
                }
                Ok(Some(Step::Return(Value::Null)))
            }
            Stage::Spec => {
                level.stage = Stage::Format;
                let spec = result(ctx, std::mem::take(&mut level.spec));
                ops::format(ctx, level.object, spec).map(Some)
            }
            Stage::Format => Err(ctx.internal_error("format without result")),
        }
    }

    /// Takes in the result of a step.
    fn accept(&mut self, ctx: Ctx<'gc>, value: Value<'gc>) -> Result<(), Raise<'gc>> {
        let level = &mut self.level;
        match level.stage {
            Stage::Access | Stage::Convert => level.object = value,
            Stage::Format => {
                let text = value.as_str().ok_or_else(|| ctx.internal_error("format gave no str"))?;
                level.out.push_wtf8(text.wtf8());
                level.stage = Stage::Piece;
                level.object = Value::Null;
            }
            Stage::Piece | Stage::Spec => {}
        }
        Ok(())
    }
}

impl<'gc> Continuation<'gc> for Format<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if !matches!(input, Input::Start) {
            self.accept(ctx, input.value(ctx)?)?;
        }
        loop {
            match self.step(ctx)? {
                Some(Step::Return(value)) => self.accept(ctx, value)?,
                Some(step) => return Ok(Flow::Await(step)),
                None => {
                    let done = std::mem::take(&mut self.level.out);
                    match self.outer.pop() {
                        Some(outer) => {
                            self.level = outer;
                            self.level.spec = done;
                        }
                        None => return Flow::value(result(ctx, done)),
                    }
                }
            }
        }
    }
}
