//! `C(...)`: the `__new__` and `__init__` protocol. Mirrors `type_call`,
//! `object_new`, `object_init` and `tp_new_wrapper` of `Objects/typeobject.c`.

use super::is_native_of;
use crate::methods;
use crate::runtime::new_check::native_base;
use crate::runtime::{ArgVec, Call, Ctx, NativeResult, Raise, Step};
use crate::types::{Builtin, Class, ClassFlags, Layout, Tuple};
use crate::value::Value;
use crate::vm::attributes::{bind, call_attribute};
use crate::vm::ops;

/// `class(*args, **kwargs)`: what `type.__call__` does (metaclasses with a `__call__` of their own included).
///
/// # Errors
/// What the operation raises.
pub fn call_class<'gc>(
    ctx: Ctx<'gc>,
    class: Class<'gc>,
    args: ArgVec<'gc>,
    names: Option<Tuple<'gc>>,
) -> NativeResult<'gc> {
    let metaclass = ctx.class_of(class.into());
    if !metaclass.is(ctx.types.type_)
        && let Some(call) = metaclass.lookup(ctx.mc, ctx.names.call)
        && !is_native_of(call, ctx.types.type_)
    {
        return call_attribute(ctx, call, class.into(), &args, names);
    }
    type_call(ctx, class, &args, names)
}

/// Whether calling `class` comes to a new instance and its `__init__`: neither
/// a metaclass nor a `__new__` has its own way, it is no native or abstract
/// class, and instances run nothing when they die.
pub fn is_plain<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> bool {
    class.layout == Layout::Object
        && !class.has(ClassFlags::ABSTRACT)
        && ctx.class_of(class.into()).is(ctx.types.type_)
        && class.lookup(ctx.mc, ctx.names.new).is_some_and(|new| is_native_of(new, ctx.types.object))
        && !class.has_finalizer(ctx.mc, ctx.names.del)
}

/// `type.__call__(class, *args, **kwargs)`.
///
/// # Errors
/// What the operation raises.
pub fn type_call<'gc>(
    ctx: Ctx<'gc>,
    class: Class<'gc>,
    args: &[Value<'gc>],
    names: Option<Tuple<'gc>>,
) -> NativeResult<'gc> {
    if class.is(ctx.types.type_) {
        let keywords = names.map_or(0, |names| names.as_slice().len());
        match args {
            [value] if keywords == 0 => return Step::value(ctx.class_of(*value)),
            _ if args.len().saturating_sub(keywords) != 3 => {
                return Err(ctx.type_error("type() takes 1 or 3 arguments"));
            }
            _ => {}
        }
    }
    let new = class.lookup(ctx.mc, ctx.names.new);
    if let Some(Value::Builtin(builtin)) = new {
        return native_new(ctx, class, builtin, args, names);
    }
    let mut all = ArgVec::with_capacity(args.len() + 1);
    all.push(class.into());
    all.extend_from_slice(args);
    let step = match new {
        None => return Err(not_creatable(ctx, class)),
        Some(Value::StaticMethod(wrapper)) => Step::Call(Call { callee: wrapper.function.get(), args: all, names }),
        Some(function @ Value::Function(_)) => Step::Call(Call { callee: function, args: all, names }),
        Some(other) => match bind(ctx, other, Value::Null, class)? {
            Step::Return(callee) => Step::Call(Call { callee, args: all, names }),
            step => {
                let kept = [ctx.tuple(&all), names.map_or(Value::Null, Value::Tuple)];
                step.then(ctx, kept, |_, callee, [args, names]| {
                    let args = args.as_tuple().map_or(&[][..], Tuple::as_slice);
                    Ok(Step::Call(Call { callee, args: ArgVec::from_slice(args), names: names.as_tuple() }))
                })?
            }
        },
    };
    initialise_after(ctx, step, class, args, names)
}

fn not_creatable<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> Raise<'gc> {
    ctx.type_error(format!("cannot create '{}' instances", super::full_name(ctx, class)))
}

fn native_new<'gc>(
    ctx: Ctx<'gc>,
    class: Class<'gc>,
    new: Builtin<'gc>,
    args: &[Value<'gc>],
    names: Option<Tuple<'gc>>,
) -> NativeResult<'gc> {
    if native_base(class).has(ClassFlags::NO_NEW) {
        return Err(not_creatable(ctx, class));
    }
    if is_native_of(new.into(), ctx.types.object) {
        let step = new_object(ctx, class, !args.is_empty())?;
        return initialise_after(ctx, step, class, args, names);
    }
    if class.has(ClassFlags::ABSTRACT)
        && let Some(step) = refuse_abstract(ctx, class)?
    {
        return Ok(step);
    }
    let mut all = ArgVec::with_capacity(args.len() + 1);
    all.push(class.into());
    all.extend_from_slice(args);
    let step = new.invoke(ctx, &all, names)?;
    initialise_after(ctx, step, class, args, names)
}

/// `object.__new__(class)`; `excess` tells whether there were more arguments.
///
/// # Errors
/// TypeError for arguments that nobody takes and for abstract classes.
pub fn new_object<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, excess: bool) -> NativeResult<'gc> {
    if excess {
        if !class.lookup(ctx.mc, ctx.names.new).is_some_and(|new| is_native_of(new, ctx.types.object)) {
            return Err(ctx.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if class.lookup(ctx.mc, ctx.names.init).is_some_and(|init| is_native_of(init, ctx.types.object)) {
            return Err(ctx.type_error(format!("{}() takes no arguments", class.name.get().lossy())));
        }
    }
    if class.has(ClassFlags::ABSTRACT)
        && let Some(step) = refuse_abstract(ctx, class)?
    {
        return Ok(step);
    }
    match class.layout {
        Layout::Object => Step::value(methods::instance(ctx, class, Value::Null)),
        Layout::Exception => Step::value(methods::exception(ctx, class, ctx.empty_tuple)),
        _ => {
            let native = native_base(class);
            let name = native.name.get().lossy();
            Err(ctx
                .type_error(format!("object.__new__({}) is not safe, use {name}.__new__()", class.name.get().lossy())))
        }
    }
}

/// The error of instantiating an abstract class.
fn refuse_abstract<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> Result<Option<Step<'gc>>, Raise<'gc>> {
    let Some(names) = class.dict.get_str(ctx.names.abstractmethods) else { return Ok(None) };
    if class.layout != Layout::Object {
        // Only object.__new__ asks.
        return Ok(None);
    }
    let step = ops::collect(ctx, names)?.then(ctx, [class.into()], |ctx, names, [class]| {
        let mut texts: Vec<String> = names
            .as_list()
            .map_or_else(Vec::new, |list| list.to_vec())
            .into_iter()
            .filter_map(|name| name.as_str().map(|name| name.lossy().into_owned()))
            .collect();
        texts.sort();
        let plural = if texts.len() > 1 { "s" } else { "" };
        let class = class.as_class().map_or_else(String::new, |class| class.name.get().lossy().into_owned());
        Err(ctx.type_error(format!(
            "Can't instantiate abstract class {class} without an implementation for abstract method{plural} '{}'",
            texts.join("', '")
        )))
    })?;
    Ok(Some(step))
}

/// Initialises what `new` gives.
fn initialise_after<'gc>(
    ctx: Ctx<'gc>,
    new: Step<'gc>,
    class: Class<'gc>,
    args: &[Value<'gc>],
    names: Option<Tuple<'gc>>,
) -> NativeResult<'gc> {
    match new {
        Step::Return(object) => initialise(ctx, class, object, args, names),
        step => {
            let kept = [class.into(), ctx.tuple(args), names.map_or(Value::Null, Value::Tuple)];
            step.then(ctx, kept, |ctx, object, [class, args, names]| {
                let Value::Class(class) = class else { return Err(ctx.internal_error("class")) };
                let args = args.as_tuple().map_or(&[][..], Tuple::as_slice);
                initialise(ctx, class, object, args, names.as_tuple())
            })
        }
    }
}

/// Calls `__init__` of an object that `__new__` made, if it is of that class.
fn initialise<'gc>(
    ctx: Ctx<'gc>,
    class: Class<'gc>,
    object: Value<'gc>,
    args: &[Value<'gc>],
    names: Option<Tuple<'gc>>,
) -> NativeResult<'gc> {
    let own = ctx.class_of(object);
    if !own.is_subclass(class) {
        return Step::value(object);
    }
    let step = match own.lookup(ctx.mc, ctx.names.init) {
        None => return Step::value(object),
        Some(init) if is_native_of(init, ctx.types.object) => {
            init_object(ctx, object, !args.is_empty())?;
            return Step::value(object);
        }
        Some(init) => match call_attribute(ctx, init, object, args, names)? {
            Step::Call(Call { callee: Value::Builtin(builtin), args, names }) => builtin.invoke(ctx, &args, names)?,
            step => step,
        },
    };
    step.then(ctx, [object], |ctx, result, [object]| {
        if !result.is_none() {
            let got = ctx.type_name(result);
            return Err(ctx.type_error(format!("__init__() should return None, not '{got}'")));
        }
        Step::value(object)
    })
}

/// `object.__init__`: refuses arguments that nobody takes.
///
/// # Errors
/// TypeError.
pub fn init_object<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, excess: bool) -> Result<(), Raise<'gc>> {
    if !excess {
        return Ok(());
    }
    let class = ctx.class_of(object);
    let native = |name| class.lookup(ctx.mc, name).is_some_and(|attribute| is_native_of(attribute, ctx.types.object));
    if !native(ctx.names.init) {
        return Err(ctx.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
    }
    if native(ctx.names.new) {
        return Err(ctx.type_error(format!(
            "{}.__init__() takes exactly one argument (the instance to initialize)",
            class.name.get().lossy()
        )));
    }
    Ok(())
}
