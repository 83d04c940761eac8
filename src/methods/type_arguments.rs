//! What generic aliases and unions have in common: the type parameters in
//! their arguments, putting arguments in their place, and how types are
//! shown. Mirrors `_Py_make_parameters`, `_Py_subs_parameters` and
//! `_Py_typing_type_repr` of `Objects/genericaliasobject.c`.
//!
//! The attributes that are asked for (`__parameters__`, `__typing_subst__`,
//! ...) are those of objects of `typing`, written in Python: they are asked
//! here and now (see `Ctx::reenter`), for nesting is that of a type expression.

use rustpython_wtf8::Wtf8Buf;

use crate::runtime::{Ctx, Raise, Step};
use crate::types::Tuple;
use crate::value::Value;
use crate::vm::{attributes, ops};

/// An attribute, or NULL.
///
/// # Errors
/// What reading it raises, AttributeError excepted.
pub fn attribute<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, name: &str) -> Result<Value<'gc>, Raise<'gc>> {
    let step = attributes::get_optional(ctx, object, ctx.intern(name))?;
    ctx.reenter(step)
}

/// The result of a call.
///
/// # Errors
/// What it raises.
pub fn call<'gc>(ctx: Ctx<'gc>, callee: Value<'gc>, args: &[Value<'gc>]) -> Result<Value<'gc>, Raise<'gc>> {
    ctx.reenter(Step::call(callee, args))
}

/// Type expressions nest no deeper here.
const MAX_DEPTH: usize = 200;

/// The type parameters in arguments, each once, in order.
///
/// # Errors
/// What reading attributes raises.
pub fn parameters<'gc>(ctx: Ctx<'gc>, args: &[Value<'gc>]) -> Result<Tuple<'gc>, Raise<'gc>> {
    let mut found = Vec::new();
    collect(ctx, args, &mut found, 0)?;
    Ok(Tuple::new(ctx.mc, found))
}

fn collect<'gc>(
    ctx: Ctx<'gc>,
    args: &[Value<'gc>],
    found: &mut Vec<Value<'gc>>,
    depth: usize,
) -> Result<(), Raise<'gc>> {
    if depth > MAX_DEPTH {
        return Err(ctx.recursion_error("maximum recursion depth exceeded"));
    }
    let add = |found: &mut Vec<Value<'gc>>, param: Value<'gc>| {
        if !found.iter().any(|known| known.is(param)) {
            found.push(param);
        }
    };
    for &arg in args {
        match arg {
            Value::Class(_) => {}
            Value::TypeParam(_) => add(found, arg),
            Value::Tuple(tuple) => collect(ctx, tuple.as_slice(), found, depth + 1)?,
            Value::List(list) => collect(ctx, &list.to_vec(), found, depth + 1)?,
            _ if !attribute(ctx, arg, "__typing_subst__")?.is_null() => add(found, arg),
            _ => {
                if let Some(inner) = attribute(ctx, arg, "__parameters__")?.as_tuple() {
                    for &param in inner.as_slice() {
                        add(found, param);
                    }
                }
            }
        }
    }
    Ok(())
}

/// Arguments as written between brackets: a tuple gives several, and unpacked
/// tuples of known length are put in place.
fn written<'gc>(ctx: Ctx<'gc>, item: Value<'gc>) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
    let items = match item {
        Value::Tuple(tuple) => tuple.as_slice().to_vec(),
        other => vec![other],
    };
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        if !matches!(item, Value::Class(_)) {
            let unpacked = attribute(ctx, item, "__typing_unpacked_tuple_args__")?;
            if let Some(unpacked) = unpacked.as_tuple()
                && !matches!(unpacked.as_slice(), [.., Value::Ellipsis])
            {
                all.extend_from_slice(unpacked.as_slice());
                continue;
            }
        }
        all.push(item);
    }
    Ok(all)
}

/// The arguments of `alias` with `item` in the places of its parameters.
///
/// # Errors
/// TypeError when the number does not fit, or what the parameters raise.
pub fn substitute<'gc>(
    ctx: Ctx<'gc>,
    alias: Value<'gc>,
    args: &[Value<'gc>],
    params: Tuple<'gc>,
    item: Value<'gc>,
) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
    let params = params.as_slice();
    if params.is_empty() {
        let shown = shown(ctx, alias)?;
        return Err(ctx.type_error(format!("{shown} is not a generic class")));
    }
    let mut items = written(ctx, item)?;
    for param in params {
        let prepare = attribute(ctx, *param, "__typing_prepare_subst__")?;
        if !prepare.is_null() && !prepare.is_none() {
            let prepared = call(ctx, prepare, &[alias, ctx.tuple(&items)])?;
            items = match prepared {
                Value::Tuple(tuple) => tuple.as_slice().to_vec(),
                other => vec![other],
            };
        }
    }
    if items.len() != params.len() {
        let shown = shown(ctx, alias)?;
        let word = if items.len() > params.len() { "many" } else { "few" };
        return Err(ctx.type_error(format!(
            "Too {word} arguments for {shown}; actual {}, expected {}",
            items.len(),
            params.len()
        )));
    }
    replace(ctx, args, params, &items, 0)
}

fn replace<'gc>(
    ctx: Ctx<'gc>,
    args: &[Value<'gc>],
    params: &[Value<'gc>],
    items: &[Value<'gc>],
    depth: usize,
) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
    if depth > MAX_DEPTH {
        return Err(ctx.recursion_error("maximum recursion depth exceeded"));
    }
    let item_of =
        |param: Value<'gc>| params.iter().position(|known| known.is(param)).and_then(|index| items.get(index)).copied();
    let mut new = Vec::with_capacity(args.len());
    for &arg in args {
        match arg {
            Value::Class(_) => {
                new.push(arg);
                continue;
            }
            Value::Tuple(tuple) => {
                let inner = replace(ctx, tuple.as_slice(), params, items, depth + 1)?;
                new.push(ctx.tuple(&inner));
                continue;
            }
            Value::List(list) => {
                let inner = replace(ctx, &list.to_vec(), params, items, depth + 1)?;
                new.push(ctx.list(inner));
                continue;
            }
            _ => {}
        }
        let unpack = attribute(ctx, arg, "__typing_is_unpacked_typevartuple__")?;
        let unpack = !unpack.is_null() && ctx.is_true(unpack)?;
        let subst = attribute(ctx, arg, "__typing_subst__")?;
        let replaced = if subst.is_null() {
            replace_inside(ctx, arg, item_of)?
        } else {
            match item_of(arg) {
                Some(item) => call(ctx, subst, &[item])?,
                None => arg,
            }
        };
        match replaced {
            Value::Tuple(tuple) if unpack => new.extend_from_slice(tuple.as_slice()),
            other => new.push(other),
        }
    }
    Ok(new)
}

/// Puts arguments into an argument that is generic itself.
fn replace_inside<'gc>(
    ctx: Ctx<'gc>,
    arg: Value<'gc>,
    item_of: impl Fn(Value<'gc>) -> Option<Value<'gc>>,
) -> Result<Value<'gc>, Raise<'gc>> {
    let Some(inner) = attribute(ctx, arg, "__parameters__")?.as_tuple().filter(|inner| !inner.as_slice().is_empty())
    else {
        return Ok(arg);
    };
    let mut inner_items = Vec::new();
    for &param in inner.as_slice() {
        match item_of(param) {
            Some(Value::Tuple(tuple)) if ctx.lookup_special(param, ctx.names.iter).is_some() => {
                inner_items.extend_from_slice(tuple.as_slice());
            }
            Some(item) => inner_items.push(item),
            None => inner_items.push(param),
        }
    }
    let step = ops::get_item(ctx, arg, ctx.tuple(&inner_items))?;
    ctx.reenter(step)
}

/// `repr`, here and now.
///
/// # Errors
/// What it raises.
pub fn shown<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<String, Raise<'gc>> {
    let step = ops::repr(ctx, value)?;
    Ok(match ctx.reenter(step)?.as_str() {
        Some(text) => text.lossy().into_owned(),
        None => String::new(),
    })
}

/// A type as annotations show it: `int`, `module.Class`, `...`.
///
/// # Errors
/// What reading attributes or `repr` raises.
pub fn type_repr<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Wtf8Buf, Raise<'gc>> {
    let plain = match value {
        Value::Ellipsis => return Ok(Wtf8Buf::from("...")),
        Value::Class(class) if class.is(ctx.types.none_type) => return Ok(Wtf8Buf::from("None")),
        Value::None | Value::Str(_) | Value::Int(_) | Value::GenericAlias(_) | Value::Union(_) => true,
        Value::Class(_) => false,
        _ => !attribute(ctx, value, "__origin__")?.is_null() && !attribute(ctx, value, "__args__")?.is_null(),
    };
    if !plain
        && let Some(qualname) = attribute(ctx, value, "__qualname__")?.as_str()
        && let Some(module) = attribute(ctx, value, "__module__")?.as_str()
    {
        let mut text = Wtf8Buf::new();
        if !module.is_text("builtins") {
            text.push_wtf8(module.wtf8());
            text.push_str(".");
        }
        text.push_wtf8(qualname.wtf8());
        return Ok(text);
    }
    let step = ops::repr(ctx, value)?;
    Ok(ctx.reenter(step)?.as_str().map(|text| text.wtf8().to_owned()).unwrap_or_default())
}
