//! Frames of calls: where they come from and where they go.

use gc_arena::lock::Lock;

use crate::objects::{Back, Code, Frame};
use crate::program::{Program, ProgramData};
use crate::runtime::{Ctx, Raise};
use crate::types::Function;
use crate::value::Value;

/// The decoded program of `code`, made now if this is its first activation.
///
/// # Errors
/// SystemError when the program has put the code together itself and the verifier refuses it.
#[inline]
pub fn program_of<'gc>(ctx: Ctx<'gc>, code: Code<'gc>) -> Result<&'gc ProgramData<'gc>, Raise<'gc>> {
    match code.data().program.get() {
        Some(program) => Ok(program.data()),
        None => decode(ctx, code),
    }
}

#[cold]
fn decode<'gc>(ctx: Ctx<'gc>, code: Code<'gc>) -> Result<&'gc ProgramData<'gc>, Raise<'gc>> {
    let bad = |error: &dyn std::fmt::Display| {
        ctx.system_error(format!("bad code object {}: {error}", code.data().qualname.lossy()))
    };
    if !code.data().verified.holds() {
        crate::verify::verify_view(code.data()).map_err(|fault| bad(&fault))?;
    }
    let program = Program::decode(ctx.mc, code.data()).map_err(|error| bad(&error))?;
    code.set_program(ctx.mc, program);
    Ok(program.data())
}

/// A frame for a call of `function`, its fast slots empty.
pub fn take<'gc>(ctx: Ctx<'gc>, function: Function<'gc>, back: Back<'gc>) -> Frame<'gc> {
    let code = function.data().code.get();
    if let Some(frame) = ctx.thread.take_free(ctx.mc, code.data().framesize()) {
        frame.restart(ctx.mc, code, code.data().nlocalsplus(), function, back, &[]);
        return frame;
    }
    make(ctx, function, back)
}

/// The frame of a call from the eval loop whose arguments fit the parameters
/// one to one, counted in. Nothing when there is more to do: `call::start`
/// does it, or raises.
#[inline]
pub fn enter_exact<'gc>(
    ctx: Ctx<'gc>,
    function: Function<'gc>,
    args: &[Lock<Value<'gc>>],
    caller: Frame<'gc>,
) -> Option<Frame<'gc>> {
    let code = function.data().code.get();
    let program = code.data().program.get()?.data();
    let thread = ctx.thread.data();
    let depth = thread.depth.get();
    if program.exact_args as usize != args.len() || depth >= thread.limit.get() {
        return None;
    }
    thread.depth.set(depth + 1);
    let back = Back::Frame(caller);
    Some(match ctx.thread.take_free(ctx.mc, program.framesize as usize) {
        Some(frame) => {
            frame.restart(ctx.mc, code, program.nlocalsplus as usize, function, back, args);
            frame
        }
        None => fresh(ctx, function, back, args),
    })
}

/// A new frame with these arguments.
#[inline(never)]
fn fresh<'gc>(ctx: Ctx<'gc>, function: Function<'gc>, back: Back<'gc>, args: &[Lock<Value<'gc>>]) -> Frame<'gc> {
    let frame = make(ctx, function, back);
    for (index, arg) in args.iter().enumerate() {
        frame.set_slot(ctx.mc, index, arg.get());
    }
    frame
}

fn make<'gc>(ctx: Ctx<'gc>, function: Function<'gc>, back: Back<'gc>) -> Frame<'gc> {
    let (globals, builtins) = (function.data().globals, function.data().builtins);
    let frame = Frame::new(ctx.mc, function.data().code.get(), Some(function), globals, builtins, Value::Null);
    frame.set_back(ctx.mc, back);
    frame
}

/// Counts a Python frame in.
///
/// # Errors
/// RecursionError past the recursion limit.
#[inline]
pub fn enter<'gc>(ctx: Ctx<'gc>) -> Result<(), Raise<'gc>> {
    let depth = &ctx.thread.data().depth;
    if depth.get() >= ctx.thread.data().limit.get() {
        return Err(too_deep(ctx));
    }
    depth.set(depth.get() + 1);
    Ok(())
}

#[cold]
fn too_deep<'gc>(ctx: Ctx<'gc>) -> Raise<'gc> {
    ctx.recursion_error("maximum recursion depth exceeded")
}

/// Counts a Python frame out.
#[inline]
pub fn leave<'gc>(ctx: Ctx<'gc>) {
    let depth = &ctx.thread.data().depth;
    depth.set(depth.get().saturating_sub(1));
}
