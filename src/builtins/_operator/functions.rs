//! The functions of `_operator` that are no operator of the language.

use gc_arena::Collect;

use crate::methods::support::count;
use crate::opcode::operands::BinaryOperator;
use crate::runtime::{ArgVec, Args, Call, Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::types::Tuple;
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::feed::{Sink, SinkFlow, feed};
use crate::vm::ops::iter::{is_iterable, is_sequence};

/// `not a`.
///
/// # Errors
/// What the truth of the object raises.
pub(super) fn not<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    ops::truth(ctx, args.get(0))?.then(ctx, [], |_, truth, []| Step::value(!matches!(truth, Value::True)))
}

/// `a + b` of two sequences.
///
/// # Errors
/// TypeError when the first is none.
pub(super) fn concat<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, operator: BinaryOperator) -> NativeResult<'gc> {
    let (a, b) = (args.get(0), args.get(1));
    if !is_sequence(ctx, a) || !ops::special::has(ctx, a, ctx.names.add) {
        return Err(ctx.type_error(format!("'{}' object can't be concatenated", ctx.type_name(a))));
    }
    ops::binary(ctx, operator, a, b)
}

#[derive(Collect)]
#[collect(no_drop)]
struct Search<'gc> {
    item: Value<'gc>,
    seen: usize,
    found: usize,
    /// Whether the first place is wanted and not the number of them.
    first: bool,
}

impl<'gc> Search<'gc> {
    fn compared(&mut self, same: bool) -> SinkFlow<'gc> {
        self.seen += 1;
        self.found += usize::from(same);
        if same && self.first { SinkFlow::Done(Step::Return(count(self.seen - 1))) } else { SinkFlow::More }
    }
}

impl<'gc> Sink<'gc> for Search<'gc> {
    fn item(&mut self, ctx: Ctx<'gc>, item: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        ops::equal(ctx, item, self.item).map(SinkFlow::Await)
    }

    fn answer(&mut self, _: Ctx<'gc>, answer: Value<'gc>) -> Result<SinkFlow<'gc>, Raise<'gc>> {
        Ok(self.compared(matches!(answer, Value::True)))
    }

    fn end(&mut self, ctx: Ctx<'gc>) -> NativeResult<'gc> {
        if self.first {
            return Err(ctx.value_error("sequence.index(x): x not in sequence"));
        }
        Step::value(count(self.found))
    }
}

fn search<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, first: bool) -> NativeResult<'gc> {
    if !is_iterable(ctx, args.get(0)) {
        let got = ctx.type_name(args.get(0));
        return Err(ctx.type_error(format!("argument of type '{got}' is not iterable")));
    }
    feed(ctx, args.get(0), Search { item: args.get(1), seen: 0, found: 0, first })
}

/// How often an item occurs.
///
/// # Errors
/// What iterating or comparing raises.
pub(super) fn count_of<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    search(ctx, &args, false)
}

/// Where an item occurs first.
///
/// # Errors
/// ValueError when it does not, or what iterating or comparing raises.
pub(super) fn index_of<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    search(ctx, &args, true)
}

/// `obj(*args, **kwargs)`.
///
/// # Errors
/// None.
pub(super) fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut all = ArgVec::from_slice(args.rest());
    all.extend(args.extra().iter().map(|(_, value)| *value));
    let names: Vec<_> = args.extra().iter().map(|(name, _)| Value::Str(*name)).collect();
    let names = (!names.is_empty()).then(|| Tuple::new(ctx.mc, names));
    Ok(Step::Call(Call { callee: args.get(0), args: all, names }))
}

/// An estimate of the number of items: `len`, `__length_hint__`, the default.
///
/// # Errors
/// TypeError or ValueError for a bad estimate, or what these raise.
pub(super) fn length_hint<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let default = match args.opt(1) {
        Some(default) => ctx.index_i64(default)?,
        None => 0,
    };
    let kept = [object, Value::Int(default)];
    if !ops::special::has(ctx, object, ctx.names.len) {
        return hint(ctx, kept);
    }
    then_input(ops::len(ctx, object), ctx, kept, |ctx, input, kept| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => hint(ctx, kept),
        input => input.value(ctx).map(Step::Return),
    })
}

fn hint<'gc>(ctx: Ctx<'gc>, [object, default]: [Value<'gc>; 2]) -> NativeResult<'gc> {
    let asked = match ops::special::call(ctx, object, ctx.names.length_hint, &[]) {
        Ok(Some(step)) => Ok(step),
        Ok(None) => return Ok(Step::Return(default)),
        Err(raise) => Err(raise),
    };
    then_input(asked, ctx, [default], |ctx, input, [default]| {
        let answer = match input {
            Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
                return Ok(Step::Return(default));
            }
            input => input.value(ctx)?,
        };
        if matches!(answer, Value::NotImplemented) {
            return Ok(Step::Return(default));
        }
        if answer.as_int().is_none() {
            let got = ctx.type_name(answer);
            return Err(ctx.type_error(format!("__length_hint__ must be an integer, not {got}")));
        }
        match ctx.index_i64(answer)? {
            hint if hint < 0 => Err(ctx.value_error("__length_hint__() should return >= 0")),
            hint => Step::value(hint),
        }
    })
}

/// `a == b` of two ASCII strings or bytes, in a time that tells nothing about
/// where they differ.
///
/// # Errors
/// TypeError for anything else.
pub(super) fn compare_digest<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (a, b) = (args.get(0), args.get(1));
    let bytes = |value: Value<'gc>| match value.payload() {
        Value::Bytes(bytes) => Some(bytes.as_slice().to_vec()),
        Value::ByteArray(bytes) => Some(bytes.data().0.borrow().clone()),
        _ => None,
    };
    let (a, b) = match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() => {
            (a.wtf8().as_bytes().to_vec(), b.wtf8().as_bytes().to_vec())
        }
        (Some(_), Some(_)) => {
            return Err(ctx.type_error("comparing strings with non-ASCII characters is not supported"));
        }
        _ => match (bytes(a), bytes(b)) {
            (Some(a), Some(b)) => (a, b),
            _ => {
                let (a, b) = (ctx.type_name(a), ctx.type_name(b));
                return Err(
                    ctx.type_error(format!("unsupported operand types(s) or combination of types: '{a}' and '{b}'"))
                );
            }
        },
    };
    let differ = a.iter().zip(&b).fold(u8::from(a.len() != b.len()), |differ, (a, b)| differ | (a ^ b));
    Step::value(differ == 0)
}
