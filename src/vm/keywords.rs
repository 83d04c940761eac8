//! Merging mappings: `{**a, **b}` and `f(**a, **b)`. Mirrors DICT_UPDATE and
//! DICT_MERGE of `Python/bytecodes.c` and `_PyEval_FormatKwargsError`.

use super::{attributes, ops};
use crate::methods::dict::{Merge, merge};
use crate::runtime::{Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::types::Dict;
use crate::value::Value;

/// Adds a mapping to the keyword arguments of a call of `callee`; the result
/// is None.
///
/// # Errors
/// TypeError for what is not a mapping and for a key that is there already,
/// or what the mapping raises.
pub fn dict_merge<'gc>(ctx: Ctx<'gc>, target: Dict<'gc>, mapping: Value<'gc>, callee: Value<'gc>) -> NativeResult<'gc> {
    let merged = merge(ctx, target, mapping, Merge::Unique);
    then_input(merged, ctx, [mapping, callee], |ctx, input, [mapping, callee]| {
        let raise = match input {
            Input::Raise(raise) => raise,
            _ => return Step::value(Value::None),
        };
        if ctx.is_raised(raise, ctx.types.exceptions.AttributeError) {
            let got = ctx.str(ctx.type_name(mapping));
            return function_text(ctx, callee)?.then(ctx, [got], |ctx, callee, [got]| {
                let (callee, got) = (text(callee), text(got));
                Err(ctx.type_error(format!("{callee} argument after ** must be a mapping, not {got}")))
            });
        }
        if raise.class.get().is(ctx.types.exceptions.KeyError)
            && let [key] = raise.args.get().as_slice()
        {
            let Value::Str(key) = *key else {
                return Err(ctx.type_error("keywords must be strings"));
            };
            return function_text(ctx, callee)?.then(ctx, [key.into()], |ctx, callee, [key]| {
                let (callee, key) = (text(callee), text(key));
                Err(ctx.type_error(format!("{callee} got multiple values for keyword argument '{key}'")))
            });
        }
        Err(raise)
    })
}

/// `target.update(mapping)` for `{**mapping}`; the result is None.
///
/// # Errors
/// TypeError for what is not a mapping, or what the mapping raises.
pub fn dict_update<'gc>(ctx: Ctx<'gc>, target: Dict<'gc>, mapping: Value<'gc>) -> NativeResult<'gc> {
    then_input(merge(ctx, target, mapping, Merge::Override), ctx, [mapping], |ctx, input, [mapping]| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.AttributeError) => {
            Err(ctx.type_error(format!("'{}' object is not a mapping", ctx.type_name(mapping))))
        }
        Input::Raise(raise) => Err(raise),
        _ => Step::value(Value::None),
    })
}

/// The TypeError of `f(*value)` when `value` is not iterable.
///
/// # Errors
/// Always in the end.
pub fn not_iterable_argument<'gc>(ctx: Ctx<'gc>, callee: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let got = ctx.str(ctx.type_name(value));
    function_text(ctx, callee)?.then(ctx, [got], |ctx, callee, [got]| {
        let (callee, got) = (text(callee), text(got));
        Err(ctx.type_error(format!("{callee} argument after * must be an iterable, not {got}")))
    })
}

/// The TypeError of `f(**value)` when `value` is not a mapping.
///
/// # Errors
/// Always in the end.
pub fn not_mapping_argument<'gc>(ctx: Ctx<'gc>, callee: Value<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    let got = ctx.str(ctx.type_name(value));
    function_text(ctx, callee)?.then(ctx, [got], |ctx, callee, [got]| {
        let (callee, got) = (text(callee), text(got));
        Err(ctx.type_error(format!("{callee} argument after ** must be a mapping, not {got}")))
    })
}

fn text<'gc>(value: Value<'gc>) -> String {
    value.as_str().map(|text| text.lossy().into_owned()).unwrap_or_default()
}

/// How messages call a function: `module.qualname()`, without the module for
/// built-ins, or `str(function)` when it has no name. Mirrors
/// `_PyObject_FunctionStr`.
///
/// # Errors
/// What the attributes raise.
pub fn function_text<'gc>(ctx: Ctx<'gc>, function: Value<'gc>) -> NativeResult<'gc> {
    attributes::get_optional(ctx, function, ctx.names.qualname)?.then(ctx, [function], |ctx, name, [function]| {
        if name.is_null() {
            return ops::str(ctx, function);
        }
        attributes::get_optional(ctx, function, ctx.names.module)?.then(ctx, [name], |ctx, module, [name]| {
            let plain = match module {
                Value::Null | Value::None => true,
                Value::Str(module) => module.is_text("builtins"),
                _ => false,
            };
            ops::str(ctx, name)?.then(ctx, [if plain { Value::Null } else { module }], |ctx, name, [module]| {
                if module.is_null() {
                    return Step::value(ctx.str(format!("{}()", text(name))));
                }
                ops::str(ctx, module)?.then(ctx, [name], |ctx, module, [name]| {
                    Step::value(ctx.str(format!("{}.{}()", text(module), text(name))))
                })
            })
        })
    })
}

/// Makes sure that all keys of keyword arguments are strings.
///
/// # Errors
/// TypeError `keywords must be strings`.
pub fn check_names<'gc>(ctx: Ctx<'gc>, keywords: Dict<'gc>) -> Result<(), Raise<'gc>> {
    if keywords.borrow().iter().all(|entry| entry.key.as_str().is_some()) {
        return Ok(());
    }
    Err(ctx.type_error("keywords must be strings"))
}
