//! The hooks of `sys`: what shows a value at the prompt, what reports
//! exceptions that nobody caught.

use crate::methods::text_file::write_to;
use crate::runtime::{Args, Ctx, Input, NativeResult, Step};
use crate::types::{Exception, Traceback};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// `sys.displayhook(value)`: shows a value and keeps it as `builtins._`.
pub fn display<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let value = args.get(0);
    if value.is_none() {
        return Step::value(());
    }
    ctx.set_name(ctx.builtins, "_", Value::None);
    ops::repr(ctx, value)?.then(ctx, [value], |ctx, shown, [value]| {
        let mut text = shown.as_str().map(|shown| shown.wtf8().to_owned()).unwrap_or_default();
        text.push_str("\n");
        if ctx.get_name(ctx.sys, "stdout").is_none() {
            return Err(ctx.runtime_error("lost sys.stdout"));
        }
        write_to(ctx, "stdout", ctx.str(text))?.then(ctx, [value], |ctx, _, [value]| {
            ctx.set_name(ctx.builtins, "_", value);
            Step::value(())
        })
    })
}

/// `sys.excepthook(type, value, traceback)`: writes a traceback.
pub fn exception<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::Exception(raised) = args.get(1) else {
        let got = ctx.type_name(args.get(1));
        let text = format!("TypeError: print_exception(): Exception expected for value, {got} found\n");
        return write_to(ctx, "stderr", ctx.str(text))?.then(ctx, [], |_, _, []| Step::value(()));
    };
    show(ctx, raised, args.get(2))
}

/// Writes the traceback of an exception to `sys.stderr`.
fn show<'gc>(ctx: Ctx<'gc>, raised: Exception<'gc>, traceback: Value<'gc>) -> NativeResult<'gc> {
    let own: Option<Traceback<'gc>> = raised.traceback.get();
    if let (None, Value::Traceback(given)) = (own, traceback) {
        raised.set_traceback(ctx.mc, Some(given));
    }
    let text = crate::traceback::print_uncaught(ctx, raised);
    write_to(ctx, "stderr", ctx.str(text))?.then(ctx, [], |_, _, []| Step::value(()))
}

/// `sys.unraisablehook(unraisable)`.
pub fn unraisable<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let field = |name: &str| -> Result<Value<'gc>, crate::runtime::Raise<'gc>> {
        let step = attributes::get_optional(ctx, args.get(0), ctx.intern(name))?;
        Ok(ctx.reenter(step)?.or(Value::None))
    };
    let (value, message, object) = (field("exc_value")?, field("err_msg")?, field("object")?);
    let message = match message.as_str() {
        Some(message) => message.lossy().into_owned(),
        None => "Exception ignored in".to_owned(),
    };
    let kept = [ctx.str(message), value, object];
    if object.is_none() {
        return unraisable_text(ctx, Value::Null, kept);
    }
    ops::repr(ctx, object)?.then_input(ctx, kept, |ctx, shown, kept| match shown {
        Input::Value(shown) => unraisable_text(ctx, shown, kept),
        _ => unraisable_text(ctx, ctx.str("<object repr() failed>"), kept),
    })
}

fn unraisable_text<'gc>(ctx: Ctx<'gc>, shown: Value<'gc>, kept: [Value<'gc>; 3]) -> NativeResult<'gc> {
    let [message, value, _] = kept;
    let text = |value: Value<'_>| value.as_str().map(|text| text.lossy().into_owned()).unwrap_or_default();
    let mut out = text(message);
    if !shown.is_null() {
        out.push_str(": ");
        out.push_str(&text(shown));
    } else {
        out.push(':');
    }
    out.push('\n');
    if let Value::Exception(raised) = value {
        let traceback: Option<Traceback<'gc>> = raised.traceback.get();
        out.push_str(&crate::traceback::print_unraisable(ctx, raised, traceback));
    }
    write_to(ctx, "stderr", ctx.str(out))?.then(ctx, [], |_, _, []| Step::value(()))
}
