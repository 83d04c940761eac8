//! `_sre.SRE_Scanner`: match after match, as they are asked for.

use std::cell::Cell as StdCell;

use super::engine::{Mode, make_match, run};
use super::subject::Subject;
use crate::runtime::def::{TypeDef, member, method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::regex::{Pattern, Scanner, ScannerData};
use crate::value::Value;

/// What a scanner offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        method("match", "(self, /)", |ctx, args| next(ctx, &args, Mode::Match)),
        method("search", "(self, /)", |ctx, args| next(ctx, &args, Mode::Search)),
    ],
    attributes: &[member("pattern", |ctx, object| match object {
        Value::Scanner(scanner) => Step::value(scanner.pattern),
        _ => Err(ctx.internal_error("scanner expected")),
    })],
    ..TypeDef::EMPTY
};

/// A scanner of a string from `pos` to `endpos`.
///
/// # Errors
/// TypeError when the string does not fit the pattern.
pub fn make<'gc>(
    ctx: Ctx<'gc>,
    pattern: Pattern<'gc>,
    string: Value<'gc>,
    pos: i64,
    endpos: i64,
) -> Result<Scanner<'gc>, Raise<'gc>> {
    let subject = Subject::for_pattern(ctx, pattern, string)?;
    let bounds = subject.bounds(pos, endpos);
    let data = ScannerData {
        pattern,
        string,
        text: subject.value(),
        next: StdCell::new(Some(bounds.0)),
        bounds,
        must_advance: StdCell::new(false),
    };
    Ok(Scanner::alloc(ctx.mc, data))
}

fn next<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, mode: Mode) -> NativeResult<'gc> {
    let Value::Scanner(scanner) = args.get(0) else { return Err(ctx.internal_error("scanner expected")) };
    let Some(next) = scanner.next.get() else { return Step::value(Value::None) };
    let subject = Subject::of(ctx, scanner.text)?;
    let bounds = (next, scanner.bounds.1);
    let Some(found) = run(scanner.pattern, subject, mode, bounds, scanner.must_advance.get()) else {
        scanner.next.set(None);
        return Step::value(Value::None);
    };
    let (start, end) = found.span;
    scanner.must_advance.set(start == end);
    scanner.next.set(Some(end));
    Step::value(make_match(ctx, scanner.pattern, scanner.string, scanner.bounds, found))
}
