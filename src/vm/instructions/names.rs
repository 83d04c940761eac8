//! Names: globals with their inline caches, names of class and module bodies,
//! and the errors of unbound variables.

use crate::objects::{Code, Frame, FrameData, LocalKind};
use crate::program::{NO_CACHE, ProgramData};
use crate::runtime::{Ctx, Input, NativeResult, Raise, Step, then_input};
use crate::types::Str;
use crate::value::Value;
use crate::vm::ops;

/// Cache kinds of LOAD_GLOBAL: where the name was found.
const IN_GLOBALS: u8 = 1;
const IN_BUILTINS: u8 = 2;

/// The value of a global where it was last time, if the namespaces still have
/// the same keys.
#[inline]
pub fn cached_global<'gc>(program: &ProgramData<'gc>, cache: u16, frame: &FrameData<'gc>) -> Option<Value<'gc>> {
    let cache = program.caches.get(usize::from(cache))?;
    let globals = frame.globals.get();
    let version = cache.version.get();
    if version == 0 || globals.keys_version() != version {
        return None;
    }
    match cache.kind.get() {
        IN_GLOBALS => globals.value_at(cache.index.get() as usize),
        _ => {
            let builtins = frame.builtins.get();
            if builtins.keys_version() != cache.version2.get() {
                return None;
            }
            builtins.value_at(cache.index.get() as usize)
        }
    }
}

/// The value of a global or built-in name; remembers where it was.
///
/// # Errors
/// NameError.
#[cold]
#[inline(never)]
pub fn load_global<'gc>(
    ctx: Ctx<'gc>,
    program: &ProgramData<'gc>,
    cache: u16,
    frame: Frame<'gc>,
    name: Str<'gc>,
) -> Result<Value<'gc>, Raise<'gc>> {
    let globals = frame.data().globals.get();
    let builtins = frame.data().builtins.get();
    let slot = if cache == NO_CACHE { None } else { program.caches.get(usize::from(cache)) };
    let found = globals.borrow().probe_str(name);
    if let Some(position) = found {
        if let Some(slot) = slot {
            slot.version.set(globals.claim_version());
            slot.index.set(position as u32);
            slot.kind.set(IN_GLOBALS);
        }
        return globals.value_at(position).ok_or_else(|| ctx.name_error(name));
    }
    let found = builtins.borrow().probe_str(name);
    let Some(position) = found else { return global_of_namespace(ctx, frame, name) };
    if let Some(slot) = slot {
        slot.version.set(globals.claim_version());
        slot.version2.set(builtins.claim_version());
        slot.index.set(position as u32);
        slot.kind.set(if slot.version2.get() == 0 { 0 } else { IN_BUILTINS });
        if slot.version2.get() == 0 {
            slot.version.set(0);
        }
    }
    builtins.value_at(position).ok_or_else(|| ctx.name_error(name))
}

fn global_or_builtin<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, name: Str<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let data = frame.data();
    match data.globals.get().get_str(name).or_else(|| data.builtins.get().get_str(name)) {
        Some(value) => Ok(value),
        None => global_of_namespace(ctx, frame, name),
    }
}

/// A name that is in no dict, asked of the namespace of a function whose
/// globals are an instance of a class derived from dict: its `__missing__` may
/// know it. It runs here and now, as annotations evaluated that way are small.
fn global_of_namespace<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, name: Str<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let namespace = frame.data().function.get().map_or(Value::Null, |function| function.namespace.get());
    if namespace.is_null() {
        return Err(ctx.name_error(name));
    }
    let step = mapping_get(ctx, namespace, name)?;
    match ctx.reenter(step)? {
        Value::Null => ctx.builtins.get_str(name).ok_or_else(|| ctx.name_error(name)),
        value => Ok(value),
    }
}

/// `mapping[name]`, or NULL when it raises KeyError.
fn mapping_get<'gc>(ctx: Ctx<'gc>, mapping: Value<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    if let Value::Dict(dict) = mapping {
        return Step::value(dict.get_str(name).unwrap_or(Value::Null));
    }
    then_input(ops::get_item(ctx, mapping, name.into()), ctx, [], |ctx, input, []| match input {
        Input::Raise(raise) if ctx.is_raised(raise, ctx.types.exceptions.KeyError) => Step::value(Value::Null),
        input => Step::value(input.value(ctx)?),
    })
}

/// LOAD_NAME: the namespace of the body, then globals, then built-ins.
///
/// # Errors
/// NameError, or what the namespace raises.
pub fn load_name<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    load_from_mapping_or_globals(ctx, frame, frame.data().locals.get(), name)
}

/// LOAD_FROM_DICT_OR_GLOBALS.
///
/// # Errors
/// NameError, or what the mapping raises.
pub fn load_from_mapping_or_globals<'gc>(
    ctx: Ctx<'gc>,
    frame: Frame<'gc>,
    mapping: Value<'gc>,
    name: Str<'gc>,
) -> NativeResult<'gc> {
    let step = match mapping {
        Value::Null => Step::Return(Value::Null),
        mapping => mapping_get(ctx, mapping, name)?,
    };
    step.then(ctx, [frame.into(), name.into()], |ctx, found, [frame, name]| match (found, frame, name) {
        (Value::Null, Value::Frame(frame), Value::Str(name)) => Step::value(global_or_builtin(ctx, frame, name)?),
        (found, _, _) => Step::value(found),
    })
}

/// LOAD_FROM_DICT_OR_DEREF: the mapping, then the cell.
///
/// # Errors
/// NameError, or what the mapping raises.
pub fn load_from_mapping_or_cell<'gc>(
    ctx: Ctx<'gc>,
    frame: Frame<'gc>,
    mapping: Value<'gc>,
    index: usize,
) -> NativeResult<'gc> {
    let code = frame.data().code.get();
    let Some(name) = code.data().local_name(index) else {
        return Err(ctx.internal_error("no such cell"));
    };
    let kept = [frame.into(), Value::Int(index as i64)];
    mapping_get(ctx, mapping, name)?.then(ctx, kept, |ctx, found, [frame, index]| {
        let (Value::Null, Value::Frame(frame), Value::Int(index)) = (found, frame, index) else {
            return Step::value(found);
        };
        let index = index as usize;
        match frame.data().slots.get(index).map(gc_arena::lock::Lock::get) {
            Some(Value::Cell(cell)) if !cell.raw().is_null() => Step::value(cell.raw()),
            _ => Err(unbound_cell(ctx, frame.data().code.get(), index)),
        }
    })
}

/// STORE_NAME.
///
/// # Errors
/// What the namespace raises.
pub fn store_name<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, name: Str<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    match frame.data().locals.get() {
        Value::Dict(dict) => {
            dict.set_str(ctx.mc, name, value);
            Step::value(())
        }
        Value::Null => Err(ctx.system_error(format!("no locals found when storing '{}'", name.lossy()))),
        mapping => ops::set_item(ctx, mapping, name.into(), value),
    }
}

/// DELETE_NAME.
///
/// # Errors
/// NameError, or what the namespace raises.
pub fn delete_name<'gc>(ctx: Ctx<'gc>, frame: Frame<'gc>, name: Str<'gc>) -> NativeResult<'gc> {
    match frame.data().locals.get() {
        Value::Dict(dict) => match dict.remove_str(ctx.mc, name) {
            Some(_) => Step::value(()),
            None => Err(ctx.name_error(name)),
        },
        Value::Null => Err(ctx.system_error(format!("no locals when deleting '{}'", name.lossy()))),
        mapping => then_input(ops::delete_item(ctx, mapping, name.into()), ctx, [name.into()], |ctx, input, [name]| {
            match (input, name) {
                (Input::Raise(_), Value::Str(name)) => Err(ctx.name_error(name)),
                (input, _) => Step::value(input.value(ctx)?),
            }
        }),
    }
}

/// UnboundLocalError of a fast slot.
#[cold]
pub fn unbound_local<'gc>(ctx: Ctx<'gc>, code: Code<'gc>, index: usize) -> Raise<'gc> {
    let name = code.data().local_name(index).map_or_else(String::new, |name| name.lossy().into_owned());
    ctx.unbound_local_error(format!("cannot access local variable '{name}' where it is not associated with a value"))
}

/// NameError of an empty cell: as a local of its own function, or free.
#[cold]
pub fn unbound_cell<'gc>(ctx: Ctx<'gc>, code: Code<'gc>, index: usize) -> Raise<'gc> {
    let free = code.data().localspluskinds.get(index).is_some_and(|kind| kind.contains(LocalKind::FREE));
    if !free {
        return unbound_local(ctx, code, index);
    }
    let name = code.data().local_name(index);
    let text = name.map_or_else(String::new, |name| name.lossy().into_owned());
    let raise = ctx.name_error_plain(format!(
        "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
    ));
    if let Some(name) = name {
        raise.set_field(ctx.mc, 0, name.into());
    }
    raise
}
