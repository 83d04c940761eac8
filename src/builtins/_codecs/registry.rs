//! Search functions and what they found.

use gc_arena::Collect;

use crate::methods::str::args::text;
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Dict, List, Str};
use crate::value::Value;
use crate::vm::attributes::annotations::is_callable;
use crate::vm::import::{import_name, loaded};

fn functions(ctx: Ctx<'_>) -> List<'_> {
    const NAME: &str = "codecs.search";
    match ctx.get_name(ctx.module_state, NAME) {
        Some(Value::List(list)) => list,
        _ => {
            let list = List::new(ctx.mc, Vec::new());
            ctx.set_name(ctx.module_state, NAME, list);
            list
        }
    }
}

/// What was found, by normalized name.
fn found(ctx: Ctx<'_>) -> Dict<'_> {
    const NAME: &str = "codecs.found";
    match ctx.get_name(ctx.module_state, NAME) {
        Some(Value::Dict(dict)) => dict,
        _ => {
            let dict = ctx.dict();
            ctx.set_name(ctx.module_state, NAME, dict);
            dict
        }
    }
}

/// `_codecs.register`.
///
/// # Errors
/// TypeError for what cannot be called.
pub fn register<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !is_callable(ctx, args.get(0)) {
        return Err(ctx.type_error("argument must be callable"));
    }
    functions(ctx).push(ctx.mc, args.get(0));
    Step::value(())
}

/// `_codecs.unregister`: forgets what was found as well.
///
/// # Errors
/// None.
pub fn unregister<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let known = functions(ctx);
    let before = known.len();
    known.borrow_mut(ctx.mc).retain(|function| !function.is(args.get(0)));
    if known.len() < before {
        ctx.set_name(ctx.module_state, "codecs.found", Value::None);
    }
    Step::value(())
}

/// The name of an encoding as search functions are given it.
fn normalized(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '.' {
            if gap && !plain.is_empty() {
                plain.push('_');
            }
            gap = false;
            plain.push(c.to_ascii_lowercase());
        } else {
            gap = true;
        }
    }
    plain
}

/// `_codecs.lookup`.
///
/// # Errors
/// LookupError for an unknown encoding, or what a search function raises.
pub fn lookup<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    find(ctx, text(ctx, args.get(0), "lookup", "argument")?)
}

fn find<'gc>(ctx: Ctx<'gc>, encoding: Str<'gc>) -> NativeResult<'gc> {
    let plain = ctx.intern(&normalized(&encoding.lossy()));
    if let Some(known) = found(ctx).get_str(plain) {
        return Step::value(known);
    }
    let searching = Step::run(Searching { encoding, plain, next: 0 });
    // The codecs of the library register themselves when they are imported.
    if loaded(ctx, "encodings").is_some() {
        return Ok(searching);
    }
    import_name(ctx, ctx.intern("encodings"), None, Value::None, 0)?.then(
        ctx,
        [encoding.into(), plain.into()],
        |ctx, _, [encoding, plain]| match (encoding, plain) {
            (Value::Str(encoding), Value::Str(plain)) => Ok(Step::run(Searching { encoding, plain, next: 0 })),
            _ => Err(ctx.internal_error("names expected")),
        },
    )
}

#[derive(Collect)]
#[collect(no_drop)]
struct Searching<'gc> {
    encoding: Str<'gc>,
    plain: Str<'gc>,
    next: usize,
}

impl<'gc> Continuation<'gc> for Searching<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        match input.value(ctx)? {
            Value::None => {}
            info if info.as_tuple().is_some_and(|info| info.as_slice().len() == 4) => {
                found(ctx).set_str(ctx.mc, self.plain, info);
                return Flow::value(info);
            }
            _ => return Err(ctx.type_error("codec search functions must return 4-tuples")),
        }
        let Some(function) = functions(ctx).get(self.next) else {
            return Err(ctx.lookup_error(format!("unknown encoding: {}", self.encoding.lossy())));
        };
        self.next += 1;
        Ok(Flow::Await(Step::call(function, &[self.plain.into()])))
    }
}

/// `_codecs.encode` (`part` 0) and `_codecs.decode` (1).
///
/// # Errors
/// LookupError for an unknown encoding, or what the codec raises.
pub fn convert<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, part: i64) -> NativeResult<'gc> {
    let name = if part == 0 { "encode" } else { "decode" };
    let encoding = match args.get(1) {
        Value::Null => ctx.intern("utf-8"),
        encoding => text(ctx, encoding, name, "argument 'encoding'")?,
    };
    let errors = match args.get(2) {
        Value::Null => ctx.str("strict"),
        errors => text(ctx, errors, name, "argument 'errors'")?.into(),
    };
    find(ctx, encoding)?.then(ctx, [args.get(0), errors, Value::Int(part)], |ctx, info, [object, errors, part]| {
        let parts = info.as_tuple().map_or(&[][..], |info| info.as_slice());
        let function = match part {
            Value::Int(0) => parts.first(),
            _ => parts.get(1),
        };
        let Some(&function) = function else { return Err(ctx.internal_error("codec expected")) };
        Step::call(function, &[object, errors]).then(ctx, [part], |ctx, result, [part]| {
            match result.as_tuple().map(|result| result.as_slice()) {
                Some(&[result, _]) => Step::value(result),
                _ => {
                    let what = if matches!(part, Value::Int(0)) { "encoder" } else { "decoder" };
                    Err(ctx.type_error(format!("{what} must return a tuple (object,integer)")))
                }
            }
        })
    })
}
