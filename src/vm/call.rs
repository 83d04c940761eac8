//! Calls: from a callable and arguments to a frame or a native's answer.
//! Mirrors `Objects/call.c` and `initialize_locals` of `Python/ceval.c`.

use super::drive::Action;
use super::{attributes, bind, classes, frames};
use crate::objects::{Back, CodeFlags, Frame};
use crate::runtime::{ArgVec, Ctx, Raise};
use crate::types::{BuiltinKind, Function, Tuple};
use crate::value::Value;

/// A frame for a call of `function`, its arguments in place.
///
/// # Errors
/// TypeError when the arguments do not fit the parameters.
#[inline]
pub fn frame_for<'gc>(
    ctx: Ctx<'gc>,
    function: Function<'gc>,
    args: &[Value<'gc>],
    names: Option<Tuple<'gc>>,
    back: Back<'gc>,
) -> Result<Frame<'gc>, Raise<'gc>> {
    let code = function.data().code.get();
    let data = code.data();
    let simple = data.kwonlyargcount == 0 && !data.flags.intersects(CodeFlags::VARARGS.union(CodeFlags::VARKEYWORDS));
    if simple && names.is_none() && args.len() == data.argcount as usize {
        let frame = frames::take(ctx, function, back);
        let slots = frame.slots(ctx.mc);
        for (index, &arg) in args.iter().enumerate() {
            if index < slots.len() {
                slots[index].unlock().set(arg);
            }
        }
        return Ok(frame);
    }
    bind::frame_for_slow(ctx, function, args, names, back)
}

/// Starts a call whose result goes to `back`.
pub fn start<'gc>(
    ctx: Ctx<'gc>,
    callee: Value<'gc>,
    args: ArgVec<'gc>,
    names: Option<Tuple<'gc>>,
    back: Back<'gc>,
) -> Action<'gc> {
    match start_fallible(ctx, callee, args, names, back) {
        Ok(action) => action,
        Err(raise) => Action::raise(back, raise),
    }
}

fn start_fallible<'gc>(
    ctx: Ctx<'gc>,
    mut callee: Value<'gc>,
    mut args: ArgVec<'gc>,
    names: Option<Tuple<'gc>>,
    back: Back<'gc>,
) -> Result<Action<'gc>, Raise<'gc>> {
    let names = names.filter(|names| !names.as_slice().is_empty());
    // A chain of bound methods and `__call__` attributes, bounded by the
    // recursion limit.
    for _ in 0..ctx.thread.data().limit.get() {
        match callee {
            Value::Function(function) => {
                frames::enter(ctx)?;
                return match frame_for(ctx, function, &args, names, back) {
                    Ok(frame) => Ok(Action::Enter(frame)),
                    Err(raise) => {
                        frames::leave(ctx);
                        Err(raise)
                    }
                };
            }
            Value::Builtin(builtin) => {
                return Ok(Action::Start(builtin.invoke(ctx, &args, names)?, back));
            }
            Value::Method(method) => {
                args.insert(0, method.receiver);
                callee = method.function;
            }
            Value::Class(class) => {
                return Ok(Action::Start(classes::call_class(ctx, class, args, names)?, back));
            }
            Value::StaticMethod(wrapper) => callee = wrapper.function.get(),
            _ => {
                let Some(call) = ctx.lookup_special(callee, ctx.names.call) else {
                    return Err(ctx.type_error(format!("'{}' object is not callable", ctx.type_name(callee))));
                };
                match call {
                    Value::Builtin(builtin) if matches!(builtin.kind, BuiltinKind::Function | BuiltinKind::Static) => {
                        callee = call;
                    }
                    Value::Function(_) | Value::Builtin(_) => {
                        args.insert(0, callee);
                        callee = call;
                    }
                    _ => {
                        let step = attributes::bind(ctx, call, callee, ctx.class_of(callee))?;
                        if let crate::runtime::Step::Return(bound) = step {
                            callee = bound;
                        } else {
                            let arguments = ctx.tuple(&args);
                            let names = names.map_or(Value::Null, Value::Tuple);
                            let step = step.then(ctx, [arguments, names], |_, bound, [arguments, names]| {
                                let args = arguments.as_tuple().map_or(&[][..], Tuple::as_slice);
                                Ok(crate::runtime::Step::Call(crate::runtime::Call {
                                    callee: bound,
                                    args: ArgVec::from_slice(args),
                                    names: names.as_tuple(),
                                }))
                            })?;
                            return Ok(Action::Start(step, back));
                        }
                    }
                }
            }
        }
    }
    Err(ctx.recursion_error("maximum recursion depth exceeded"))
}
