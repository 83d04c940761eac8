//! Making functions and classes.

use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;

use crate::objects::Frame;
use crate::opcode::operands::FunctionAttribute;
use crate::runtime::{Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::types::{Function, FunctionData};
use crate::value::Value;
use crate::vm::ops;

/// MAKE_FUNCTION.
///
/// # Errors
/// SystemError when the operand is not a code object.
pub fn make_function<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, code: Value<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let Value::Code(code) = code else {
        return Err(ctx.internal_error("code expected"));
    };
    let globals = frame.data().globals.get();
    let builtins = frame.data().builtins.get();
    let module = globals.get_str(ctx.names.name).unwrap_or(Value::None);
    let function = FunctionData {
        code: Lock::new(code),
        globals,
        builtins,
        namespace: Lock::new(frame.data().function.get().map_or(Value::Null, |outer| outer.namespace.get())),
        closure: Lock::new(None),
        defaults: Lock::new(None),
        kwdefaults: Lock::new(None),
        name: Lock::new(code.data().name),
        qualname: Lock::new(code.data().qualname),
        dict: Lock::new(None),
        doc: Lock::new(Value::Null),
        module: Lock::new(module),
        annotate: Lock::new(Value::Null),
        annotations: Lock::new(Value::Null),
        type_params: Lock::new(None),
    };
    Ok(Value::Function(Function::alloc(ctx.mc, function)))
}

/// SET_FUNCTION_ATTRIBUTE.
///
/// # Errors
/// SystemError when the operands are not what the compiler gives.
pub fn set_function_attribute<'gc>(
    ctx: Ctx<'gc>,
    function: Value<'gc>,
    value: Value<'gc>,
    arg: u32,
) -> Result<(), Raise<'gc>> {
    let Value::Function(function) = function else {
        return Err(ctx.internal_error("function expected"));
    };
    let write = function.write(ctx.mc);
    match (FunctionAttribute::from_bits_retain(arg), value) {
        (FunctionAttribute::DEFAULTS, Value::Tuple(defaults)) => {
            unlock!(write, FunctionData, defaults).set(Some(defaults));
        }
        (FunctionAttribute::KWDEFAULTS, Value::Dict(defaults)) => {
            unlock!(write, FunctionData, kwdefaults).set(Some(defaults));
        }
        (FunctionAttribute::ANNOTATIONS, annotations) => unlock!(write, FunctionData, annotations).set(annotations),
        (FunctionAttribute::CLOSURE, Value::Tuple(cells)) => unlock!(write, FunctionData, closure).set(Some(cells)),
        (FunctionAttribute::ANNOTATE, annotate) => unlock!(write, FunctionData, annotate).set(annotate),
        _ => return Err(ctx.internal_error("bad function attribute")),
    }
    Ok(())
}

/// LOAD_BUILD_CLASS.
///
/// # Errors
/// NameError when the built-ins lack it.
pub fn load_build_class<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let found = frame.data().builtins.get().get_str(ctx.names.build_class);
    found.ok_or_else(|| ctx.name_error_plain("__build_class__ not found"))
}

/// SETUP_ANNOTATIONS: `__annotations__` in the namespace, made if missing.
///
/// # Errors
/// What the namespace raises.
pub fn setup_annotations<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>) -> NativeResult<'gc> {
    let name = ctx.names.annotations;
    match frame.data().locals.get() {
        Value::Null => Err(ctx.system_error("no locals found when setting up annotations")),
        Value::Dict(dict) => {
            if dict.get_str(name).is_none() {
                dict.set_str(ctx.mc, name, Value::Dict(ctx.dict()));
            }
            Step::value(())
        }
        mapping => {
            then_input(ops::get_item(ctx, mapping, name.into()), ctx, [mapping], |ctx, input, [mapping]| match input {
                Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.KeyError) => {
                    ops::set_item(ctx, mapping, ctx.names.annotations.into(), Value::Dict(ctx.dict()))
                }
                input => Step::value(input.value(ctx)?),
            })
        }
    }
}
