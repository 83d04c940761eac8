//! The `%` operator of str, bytes and bytearray: one state machine for all
//! three. Mirrors `Objects/unicode_format.c` and `_PyBytes_FormatEx`.

use std::collections::VecDeque;

use gc_arena::Collect;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use crate::methods::bytes::like;
use crate::methods::str::args::{from_bytes, only_char};
use crate::num::int::IntRef;
use crate::runtime::{Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::text::error::Error;
use crate::text::percent::{
    Amount, Flags, Parser, Piece as Parsed, Spec, Unit, arguments_left, not_enough_arguments, star_wants_int,
};
use crate::text::percent_value::{byte_of, char_of, float_digits, int_digits, pad_bytes, pad_number, pad_text};
use crate::types::{ByteArray, Bytes, Str};
use crate::value::Value;
use crate::vm::{attributes, ops, slicing};

/// Most digits of an int as decimal text.
const DIGIT_LIMIT: usize = 4300;

/// What the template is, and so the result.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Str,
    Bytes,
    ByteArray,
}

enum Piece {
    Literal(Vec<u8>),
    Spec { key: Option<Vec<u8>>, spec: Spec<'static, u8> },
    Failed(Error),
}

/// The values that are left.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
enum Source<'gc> {
    Tuple(crate::types::Tuple<'gc>, usize),
    Single(Value<'gc>),
    Used,
}

/// A specification with its amounts settled.
#[derive(Clone, Copy)]
struct Settled {
    conversion: char,
    flags: Flags,
    width: usize,
    precision: Option<usize>,
}

#[derive(Clone, Copy)]
enum Stage {
    Piece,
    /// The value of a key is awaited.
    Key(Spec<'static, u8>),
    /// Text of a value is awaited.
    Text(Settled),
    /// The int of a value (given by its class's name in errors) is awaited.
    Int(Settled),
    /// Bytes of a value are awaited.
    Bytes(Settled),
}

#[derive(Collect)]
#[collect(no_drop)]
struct Percent<'gc> {
    #[collect(require_static)]
    kind: Kind,
    #[collect(require_static)]
    pieces: VecDeque<Piece>,
    #[collect(require_static)]
    out: Vec<u8>,
    #[collect(require_static)]
    stage: Stage,
    source: Source<'gc>,
    mapping: Option<Value<'gc>>,
    /// The value being converted, for messages.
    current: Value<'gc>,
}

fn pieces<T: Unit>(text: &[T], has_mapping: bool, copy: impl Fn(&[T]) -> Vec<u8>) -> VecDeque<Piece> {
    Parser::new(text, has_mapping)
        .map(|piece| match piece {
            Ok(Parsed::Literal(text)) => Piece::Literal(copy(text)),
            Ok(Parsed::Spec(spec)) => Piece::Spec { key: spec.key.map(&copy), spec: spec.without_key() },
            Err(error) => Piece::Failed(error),
        })
        .collect()
}

/// Whether `%` takes the right operand for a mapping (`PyMapping_Check`).
fn mapping<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, kind: Kind) -> Option<Value<'gc>> {
    let excluded = match value.payload() {
        Value::Tuple(_) | Value::Str(_) => true,
        Value::Bytes(_) | Value::ByteArray(_) => kind != Kind::Str,
        _ => false,
    };
    (!excluded && ctx.lookup_special(value, ctx.names.getitem).is_some()).then_some(value)
}

fn run<'gc>(
    ctx: Ctx<'gc>,
    kind: Kind,
    values: Value<'gc>,
    pieces: impl FnOnce(bool) -> VecDeque<Piece>,
) -> NativeResult<'gc> {
    let mapping = mapping(ctx, values, kind);
    let source = match values.as_tuple() {
        Some(tuple) => Source::Tuple(tuple, 0),
        None => Source::Single(values),
    };
    let pieces = pieces(mapping.is_some());
    let (out, stage) = (Vec::new(), Stage::Piece);
    Step::start(ctx, Percent { kind, pieces, out, stage, source, mapping, current: Value::Null })
}

/// `template % values`.
///
/// # Errors
/// ValueError or TypeError for a template or values that do not fit, or what
/// a conversion raises.
pub fn format_str<'gc>(ctx: Ctx<'gc>, template: Str<'gc>, values: Value<'gc>) -> NativeResult<'gc> {
    run(ctx, Kind::Str, values, |has_mapping| {
        let chars: Vec<CodePoint> = template.wtf8().code_points().collect();
        pieces(&chars, has_mapping, |part| part.iter().copied().collect::<Wtf8Buf>().into_bytes())
    })
}

/// `template % values` for a bytes or bytearray template.
///
/// # Errors
/// As [`format_str`].
pub fn format_bytes<'gc>(ctx: Ctx<'gc>, template: &[u8], array: bool, values: Value<'gc>) -> NativeResult<'gc> {
    let kind = if array { Kind::ByteArray } else { Kind::Bytes };
    run(ctx, kind, values, |has_mapping| pieces(template, has_mapping, <[u8]>::to_vec))
}

impl<'gc> Percent<'gc> {
    fn is_bytes(&self) -> bool {
        self.kind != Kind::Str
    }

    fn next_value(&mut self, ctx: Ctx<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        let value = match &mut self.source {
            Source::Tuple(tuple, next) => {
                let value = tuple.as_slice().get(*next).copied();
                *next += 1;
                value
            }
            Source::Single(value) => {
                let value = *value;
                self.source = Source::Used;
                Some(value)
            }
            Source::Used => None,
        };
        value.ok_or_else(|| ctx.text_error(not_enough_arguments()))
    }

    fn star(&mut self, ctx: Ctx<'gc>, amount: Amount) -> Result<Option<IntRef<'gc>>, Raise<'gc>> {
        if amount != Amount::Star {
            return Ok(None);
        }
        let value = self.next_value(ctx)?;
        value.as_int().map(Some).ok_or_else(|| ctx.text_error(star_wants_int()))
    }

    /// Takes the values that a specification wants and begins to convert.
    fn convert(&mut self, ctx: Ctx<'gc>, mut spec: Spec<'static, u8>) -> NativeResult<'gc> {
        let text_error = |error| ctx.text_error(error);
        let star = self.star(ctx, spec.width)?;
        let width = spec.resolve_width(star).map_err(text_error)?;
        let star = self.star(ctx, spec.precision)?;
        let precision = spec.resolve_precision(star).map_err(text_error)?;
        spec.conversion().map_err(text_error)?;
        let conversion = spec.conversion_char();
        let value = self.next_value(ctx)?;
        self.current = value;
        let settled = Settled { conversion, flags: spec.flags, width, precision };
        match conversion {
            's' | 'b' if self.is_bytes() => self.bytes_of(ctx, settled, value),
            's' => {
                self.stage = Stage::Text(settled);
                ops::str(ctx, value)
            }
            'r' if !self.is_bytes() => {
                self.stage = Stage::Text(settled);
                ops::repr(ctx, value)
            }
            'r' | 'a' => {
                self.stage = Stage::Text(settled);
                ops::ascii(ctx, value)
            }
            'c' => {
                self.push_char(ctx, settled, value)?;
                Step::value(Value::Null)
            }
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => self.int_of(ctx, settled, value),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let float = match ctx.float(value) {
                    Err(_) if self.is_bytes() => {
                        let name = ctx.type_name(value);
                        return Err(ctx.type_error(format!("float argument required, not {name}")));
                    }
                    float => float?,
                };
                let digits = float_digits(float, conversion, settled.flags, precision).map_err(text_error)?;
                let shown = pad_number(&digits, conversion, settled.flags, width).map_err(text_error)?;
                self.out.extend_from_slice(shown.as_bytes());
                Step::value(Value::Null)
            }
            _ => Err(ctx.text_error(spec.unsupported(self.is_bytes()))),
        }
    }

    fn push_text(&mut self, ctx: Ctx<'gc>, settled: Settled, text: &Wtf8) -> Result<(), Raise<'gc>> {
        let Settled { flags, width, precision, .. } = settled;
        if width == 0 && precision.is_none() {
            self.out.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        let padded = pad_text(text, flags, width, precision).map_err(|error| ctx.text_error(error))?;
        self.out.extend_from_slice(padded.as_bytes());
        Ok(())
    }

    fn push_bytes(&mut self, ctx: Ctx<'gc>, settled: Settled, bytes: &[u8]) -> Result<(), Raise<'gc>> {
        let Settled { flags, width, precision, .. } = settled;
        let padded = pad_bytes(bytes, flags, width, precision).map_err(|error| ctx.text_error(error))?;
        self.out.extend(padded);
        Ok(())
    }

    fn bytes_of(&mut self, ctx: Ctx<'gc>, settled: Settled, value: Value<'gc>) -> NativeResult<'gc> {
        if let Some(bytes) = like::bytes_of(value) {
            self.push_bytes(ctx, settled, &bytes)?;
            return Step::value(Value::Null);
        }
        if ctx.lookup_special(value, ctx.names.bytes).is_some()
            && let Some(step) = attributes::call_special(ctx, value, ctx.names.bytes, &[])?
        {
            self.stage = Stage::Bytes(settled);
            return Ok(step);
        }
        let name = ctx.type_name(value);
        Err(ctx.type_error(format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"
        )))
    }

    fn push_char(&mut self, ctx: Ctx<'gc>, settled: Settled, value: Value<'gc>) -> Result<(), Raise<'gc>> {
        let text_error = |error| ctx.text_error(error);
        let settled = Settled { precision: None, ..settled };
        let number = match value.as_int() {
            Some(_) => Some(value),
            None if slicing::is_index(ctx, value) => Some(ctx.index(value)?),
            None => None,
        };
        let number = number.and_then(|number| number.as_int());
        let name = || ctx.type_name(value);
        if self.is_bytes() {
            if let Some(bytes) = like::bytes_of(value) {
                let [byte] = *bytes else {
                    let (name, len) = (name(), bytes.len());
                    return Err(ctx.type_error(format!(
                        "%c requires an integer in range(256) or a single byte, not a {name} object of length {len}"
                    )));
                };
                return self.push_bytes(ctx, settled, &[byte]);
            }
            let Some(number) = number else {
                let message = format!("%c requires an integer in range(256) or a single byte, not {}", name());
                return Err(ctx.type_error(message));
            };
            let byte = byte_of(number).map_err(text_error)?;
            return self.push_bytes(ctx, settled, &[byte]);
        }
        let c = match (value.as_str(), number) {
            (Some(text), _) => only_char(text).ok_or_else(|| {
                let len = text.len();
                let message = format!("%c requires an int or a unicode character, not a string of length {len}");
                ctx.type_error(message)
            })?,
            (None, Some(number)) => char_of(number).map_err(text_error)?,
            (None, None) => {
                let message = format!("%c requires an int or a unicode character, not {}", name());
                return Err(ctx.type_error(message));
            }
        };
        let text: Wtf8Buf = [c].into_iter().collect();
        self.push_text(ctx, settled, &text)
    }

    /// The error for what is no number.
    fn wants_number(&self, ctx: Ctx<'gc>, settled: Settled) -> Raise<'gc> {
        let (conversion, name) = (settled.conversion, ctx.type_name(self.current));
        let wanted = if matches!(conversion, 'o' | 'x' | 'X') { "an integer" } else { "a real number" };
        ctx.type_error(format!("%{conversion} format: {wanted} is required, not {name}"))
    }

    fn int_of(&mut self, ctx: Ctx<'gc>, settled: Settled, value: Value<'gc>) -> NativeResult<'gc> {
        self.stage = Stage::Int(settled);
        if value.as_int().is_some() {
            return Step::value(value);
        }
        let whole = matches!(settled.conversion, 'o' | 'x' | 'X');
        match value {
            Value::Float(bits) if !whole => {
                let int = crate::num::int_float::f64_to_int(f64::from_bits(bits));
                Step::value(ctx.number(int.map_err(|error| ctx.text_error(error))?))
            }
            _ if !whole && ctx.lookup_special(value, ctx.names.int).is_some() => {
                match attributes::call_special(ctx, value, ctx.names.int, &[])? {
                    Some(step) => Ok(step),
                    None => Err(self.wants_number(ctx, settled)),
                }
            }
            _ if slicing::is_index(ctx, value) => Step::value(ctx.index(value)?),
            _ => Err(self.wants_number(ctx, settled)),
        }
    }

    fn push_int(&mut self, ctx: Ctx<'gc>, settled: Settled, value: Value<'gc>) -> Result<(), Raise<'gc>> {
        let Settled { conversion, flags, width, precision } = settled;
        let Some(int) = value.as_int() else { return Err(self.wants_number(ctx, settled)) };
        let text_error = |error| ctx.text_error(error);
        let digits = int_digits(int, conversion, flags, precision, DIGIT_LIMIT).map_err(text_error)?;
        let shown = pad_number(&digits, conversion, flags, width).map_err(text_error)?;
        self.out.extend_from_slice(shown.as_bytes());
        Ok(())
    }

    /// Begins the next piece; nothing when there is none.
    fn step(&mut self, ctx: Ctx<'gc>) -> Result<Option<Step<'gc>>, Raise<'gc>> {
        match self.pieces.pop_front() {
            None => Ok(None),
            Some(Piece::Failed(error)) => Err(ctx.text_error(error)),
            Some(Piece::Literal(text)) => {
                self.out.extend(text);
                Ok(Some(Step::Return(Value::Null)))
            }
            Some(Piece::Spec { key: Some(key), spec }) => {
                let key = match self.kind {
                    Kind::Str => from_bytes(ctx, key)?,
                    _ => Value::Bytes(Bytes::new(ctx.mc, key)),
                };
                self.stage = Stage::Key(spec);
                let mapping = self.mapping.unwrap_or(Value::None);
                ops::get_item(ctx, mapping, key).map(Some)
            }
            Some(Piece::Spec { key: None, spec }) => self.convert(ctx, spec).map(Some),
        }
    }

    /// Takes in the result of a step; the next step, if it begins one.
    fn accept(&mut self, ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Option<Step<'gc>>, Raise<'gc>> {
        match std::mem::replace(&mut self.stage, Stage::Piece) {
            Stage::Piece => {}
            Stage::Key(spec) => {
                self.source = Source::Single(value);
                return self.convert(ctx, spec).map(Some);
            }
            Stage::Text(settled) => {
                let text = value.as_str().ok_or_else(|| ctx.internal_error("no text to format"))?;
                match self.is_bytes() {
                    true => self.push_bytes(ctx, settled, text.wtf8().as_bytes())?,
                    false => self.push_text(ctx, settled, text.wtf8())?,
                }
            }
            Stage::Int(settled) => self.push_int(ctx, settled, value)?,
            Stage::Bytes(settled) => match value.as_bytes() {
                Some(bytes) => self.push_bytes(ctx, settled, bytes.as_slice())?,
                None => {
                    let name = ctx.type_name(value);
                    return Err(ctx.type_error(format!("__bytes__ returned non-bytes (type {name})")));
                }
            },
        }
        Ok(None)
    }

    fn finish(&mut self, ctx: Ctx<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
        let left = match self.source {
            Source::Tuple(tuple, next) => next < tuple.as_slice().len(),
            Source::Single(_) => true,
            Source::Used => false,
        };
        if left && self.mapping.is_none() {
            return Err(ctx.text_error(arguments_left(self.is_bytes())));
        }
        let out = std::mem::take(&mut self.out);
        match self.kind {
            Kind::Str => from_bytes(ctx, out),
            Kind::Bytes => Ok(Bytes::new(ctx.mc, out).into()),
            Kind::ByteArray => Ok(ByteArray::new(ctx.mc, out).into()),
        }
    }
}

impl<'gc> Continuation<'gc> for Percent<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut next = match (input, self.stage) {
            (Input::Start, _) => None,
            (Input::Raise(raise), Stage::Int(settled)) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
                return Err(self.wants_number(ctx, settled));
            }
            (input, _) => self.accept(ctx, input.value(ctx)?)?,
        };
        loop {
            let step = match next.take() {
                Some(step) => Some(step),
                None => self.step(ctx)?,
            };
            match step {
                Some(Step::Return(value)) => next = self.accept(ctx, value)?,
                Some(step) => return Ok(Flow::Await(step)),
                None => return Flow::value(self.finish(ctx)?),
            }
        }
    }
}
