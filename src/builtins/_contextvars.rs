//! `_contextvars`: context variables. Mirrors `Python/context.c`.

use std::cell::Cell as StdCell;

use gc_arena::barrier::unlock;

use super::ModuleDef;
use crate::methods::class_argument;
use crate::methods::generic_alias::CLASS_GETITEM;
use crate::runtime::def::{TypeDef, function, getter, member, method, slot, static_method};
use crate::runtime::{ArgVec, Args, Call, Ctx, Input, NativeResult, Raise, Step};
use crate::types::{Context, ContextData, ContextVar, ContextVarData, DictItems, Token, TokenData, Tuple};
use crate::value::Value;
use crate::vm::ops;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_contextvars",
    doc: "Context Variables",
    functions: &[function("copy_context", "()", |ctx, _| Step::value(copy(ctx, current(ctx))))],
    init: |ctx, dict| {
        ctx.set_name(dict, "ContextVar", ctx.types.context_var);
        ctx.set_name(dict, "Context", ctx.types.context);
        ctx.set_name(dict, "Token", ctx.types.context_token);
        let token = ctx.types.context_token;
        token.set(ctx.mc, ctx.intern("MISSING"), missing(ctx));
        Ok(())
    },
};

/// What ContextVar offers.
pub const CONTEXT_VAR: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new_var),
        slot("__repr__", "(self, /)", repr_var),
        method("get", "(self, default=None, /)", get),
        method("set", "(self, value, /)", set),
        method("reset", "(self, token, /)", reset),
        CLASS_GETITEM,
    ],
    attributes: &[member("name", |ctx, value| Step::value(var(ctx, value)?.name))],
    ..TypeDef::EMPTY
};

/// What Context offers.
pub const CONTEXT: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new_context),
        method("run", "(self, /, *args, **kwargs)", run),
        method("copy", "(self, /)", |ctx, args| Step::value(copy(ctx, context(ctx, args.get(0))?))),
        method("get", "(self, key, default=None, /)", context_get),
        method("keys", "(self, /)", |ctx, args| view(ctx, args, DictItems::Keys)),
        method("values", "(self, /)", |ctx, args| view(ctx, args, DictItems::Values)),
        method("items", "(self, /)", |ctx, args| view(ctx, args, DictItems::Items)),
        slot("__getitem__", "(self, key, /)", context_item),
        slot("__contains__", "(self, key, /)", contains),
        slot("__len__", "(self, /)", |ctx, args| {
            Step::value(i64::try_from(context(ctx, args.get(0))?.values.get().len()).unwrap_or(i64::MAX))
        }),
        slot("__iter__", "(self, /)", |ctx, args| {
            ops::iter(ctx, context(ctx, args.get(0))?.values.get().copy(ctx.mc).into())
        }),
        slot("__eq__", "(self, value, /)", equal),
    ],
    absent: &["__hash__"],
    ..TypeDef::EMPTY
};

/// What Token offers.
pub const TOKEN: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", |ctx, _| {
            Err(ctx.runtime_error("Tokens can only be created by ContextVars"))
        }),
        slot("__repr__", "(self, /)", repr_token),
        method("__enter__", "(self, /)", |_, args| Step::value(args.get(0))),
        method("__exit__", "(self, type, value, traceback, /)", |ctx, args| {
            let token = token(ctx, args.get(0))?;
            reset_token(ctx, token.var, token)
        }),
        CLASS_GETITEM,
    ],
    attributes: &[
        getter("var", |ctx, value| Step::value(token(ctx, value)?.var)),
        getter("old_value", |ctx, value| {
            let old = token(ctx, value)?.old;
            Step::value(if old.is_null() { missing(ctx) } else { old })
        }),
    ],
    ..TypeDef::EMPTY
};

/// What the class of `Token.MISSING` offers.
pub const MISSING: TypeDef = TypeDef {
    functions: &[slot("__repr__", "(self, /)", |ctx, _| Step::value(ctx.str("<Token.MISSING>")))],
    ..TypeDef::EMPTY
};

fn missing<'gc>(ctx: Ctx<'gc>) -> Value<'gc> {
    const NAME: &str = "contextvars.missing";
    ctx.get_name(ctx.module_state, NAME).unwrap_or_else(|| {
        let instance = crate::types::Instance::new(ctx.mc, ctx.types.token_missing, Value::Null);
        ctx.set_name(ctx.module_state, NAME, instance);
        instance.into()
    })
}

fn var<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<ContextVar<'gc>, Raise<'gc>> {
    match value {
        Value::ContextVar(var) => Ok(var),
        _ => Err(ctx.internal_error("a context variable is required")),
    }
}

fn context<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Context<'gc>, Raise<'gc>> {
    match value {
        Value::Context(context) => Ok(context),
        _ => Err(ctx.internal_error("a context is required")),
    }
}

fn token<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<Token<'gc>, Raise<'gc>> {
    match value {
        Value::Token(token) => Ok(token),
        _ => Err(ctx.internal_error("a token is required")),
    }
}

const CURRENT: &str = "contextvars.current";

/// The context that the program runs in.
pub fn current<'gc>(ctx: Ctx<'gc>) -> Context<'gc> {
    match ctx.get_name(ctx.module_state, CURRENT) {
        Some(Value::Context(context)) => context,
        _ => {
            let context = Context::new(ctx.mc, ctx.dict());
            set_current(ctx, context);
            context
        }
    }
}

fn set_current<'gc>(ctx: Ctx<'gc>, context: Context<'gc>) {
    ctx.set_name(ctx.module_state, CURRENT, context);
}

fn copy<'gc>(ctx: Ctx<'gc>, context: Context<'gc>) -> Context<'gc> {
    Context::new(ctx.mc, context.values.get())
}

/// The value of a variable in the current context, or its default.
pub fn value_of<'gc>(ctx: Ctx<'gc>, var: ContextVar<'gc>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
    let found = ctx.dict_get(current(ctx).values.get(), var.into())?;
    Ok(found.or(var.default.some()))
}

/// A new variable.
pub fn make_var<'gc>(ctx: Ctx<'gc>, name: &str) -> ContextVar<'gc> {
    ContextVar::alloc(ctx.mc, ContextVarData { name: ctx.intern(name), default: Value::Null })
}

fn new_var<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    class_argument(ctx, args.get(0))?;
    let given = args.rest().len();
    let [name] = args.rest() else {
        let word = if given == 0 { "exactly" } else { "at most" };
        return Err(ctx.type_error(format!("ContextVar() takes {word} 1 positional argument ({given} given)")));
    };
    let mut default = Value::Null;
    for (key, value) in args.extra() {
        if !key.is_text("default") {
            return Err(ctx.type_error(format!("ContextVar() got an unexpected keyword argument '{}'", key.lossy())));
        }
        default = *value;
    }
    let Some(name) = name.as_str() else {
        return Err(ctx.type_error("context variable name must be a str"));
    };
    Step::value(ContextVar::alloc(ctx.mc, ContextVarData { name, default }))
}

fn repr_var<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let var = var(ctx, args.get(0))?;
    let name = crate::text::repr::str_repr(var.name.wtf8());
    let at = var.address();
    if var.default.is_null() {
        return Step::value(ctx.str(format!("<ContextVar name={name} at {at:#x}>")));
    }
    let kept = [ctx.str(format!("<ContextVar name={name} default=")), ctx.str(format!(" at {at:#x}>"))];
    ops::repr(ctx, var.default)?.then(ctx, kept, |ctx, default, [before, after]| {
        let mut text = rustpython_wtf8::Wtf8Buf::new();
        for part in [before, default, after] {
            if let Some(part) = part.as_str() {
                text.push_wtf8(part.wtf8());
            }
        }
        Step::value(ctx.str(text))
    })
}

fn lookup_error<'gc>(ctx: Ctx<'gc>, var: ContextVar<'gc>) -> Raise<'gc> {
    ctx.exception(ctx.types.exceptions.LookupError, &[var.into()])
}

fn get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let var = var(ctx, args.get(0))?;
    let found = ctx.dict_get(current(ctx).values.get(), var.into())?;
    match found.or(args.opt(1)).or(var.default.some()) {
        Some(value) => Step::value(value),
        None => Err(lookup_error(ctx, var)),
    }
}

/// Gives a variable another value (NULL for none) in a context. The values
/// may be shared with other contexts, so they are copied.
fn change<'gc>(
    ctx: Ctx<'gc>,
    context: Context<'gc>,
    var: ContextVar<'gc>,
    value: Value<'gc>,
) -> Result<(), Raise<'gc>> {
    let values = context.values.get().copy(ctx.mc);
    if value.is_null() {
        ctx.dict_remove(values, var.into())?;
    } else {
        ctx.dict_set(values, var.into(), value)?;
    }
    unlock!(context.write(ctx.mc), ContextData, values).set(values);
    Ok(())
}

fn set<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let var = var(ctx, args.get(0))?;
    let context = current(ctx);
    let old = ctx.dict_get(context.values.get(), var.into())?.unwrap_or(Value::Null);
    change(ctx, context, var, args.get(1))?;
    Step::value(Token::alloc(ctx.mc, TokenData { var, context, old, used: StdCell::new(false) }))
}

fn reset<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let var = var(ctx, args.get(0))?;
    let Value::Token(token) = args.get(1) else {
        return ops::repr(ctx, args.get(1))?.then(ctx, [], |ctx, shown, []| {
            let shown = shown.as_str().map(|shown| shown.lossy().into_owned()).unwrap_or_default();
            Err(ctx.type_error(format!("expected an instance of Token, got {shown}")))
        });
    };
    reset_token(ctx, var, token)
}

fn reset_token<'gc>(ctx: Ctx<'gc>, var: ContextVar<'gc>, token: Token<'gc>) -> NativeResult<'gc> {
    let complaint = if token.used.get() {
        " has already been used once"
    } else if !token.var.is(var) {
        " was created by a different ContextVar"
    } else if !token.context.is(current(ctx)) {
        " was created in a different Context"
    } else {
        token.data().used.set(true);
        change(ctx, token.context, var, token.old)?;
        return Step::value(());
    };
    ops::repr(ctx, token.into())?.then(ctx, [token.into(), ctx.str(complaint)], |ctx, shown, [token, complaint]| {
        let text = |value: Value<'_>| value.as_str().map(|text| text.lossy().into_owned()).unwrap_or_default();
        let message = text(shown) + &text(complaint);
        match token {
            Value::Token(token) if token.used.get() => Err(ctx.runtime_error(message)),
            _ => Err(ctx.value_error(message)),
        }
    })
}

fn repr_token<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let token = token(ctx, args.get(0))?;
    let used = if token.used.get() { " used" } else { "" };
    let kept = [ctx.str(format!("<Token{used} var=")), ctx.str(format!(" at {:#x}>", token.address()))];
    ops::repr(ctx, token.var.into())?.then(ctx, kept, |ctx, shown, [before, after]| {
        let mut text = rustpython_wtf8::Wtf8Buf::new();
        for part in [before, shown, after].into_iter().filter_map(Value::as_str) {
            text.push_wtf8(part.wtf8());
        }
        Step::value(ctx.str(text))
    })
}

fn new_context<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !args.rest().is_empty() || !args.extra().is_empty() {
        return Err(ctx.type_error("Context() does not accept any arguments"));
    }
    Step::value(Context::new(ctx.mc, ctx.dict()))
}

fn run<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let context = context(ctx, args.get(0))?;
    let [callee, rest @ ..] = args.rest() else {
        return Err(ctx.type_error("run() missing 1 required positional argument"));
    };
    if context.entered.get() {
        let at = context.address();
        return Err(ctx.runtime_error(format!(
            "cannot enter context: <_contextvars.Context object at {at:#x}> is already entered"
        )));
    }
    let previous = current(ctx);
    context.data().entered.set(true);
    set_current(ctx, context);
    let mut all = ArgVec::from_slice(rest);
    all.extend(args.extra().iter().map(|(_, value)| *value));
    let names: Vec<Value<'gc>> = args.extra().iter().map(|(name, _)| Value::Str(*name)).collect();
    let names = (!names.is_empty()).then(|| Tuple::new(ctx.mc, names));
    let step = Step::Call(Call { callee: *callee, args: all, names });
    step.then_input(ctx, [context.into(), previous.into()], |ctx, input, [context, previous]| {
        if let (Value::Context(context), Value::Context(previous)) = (context, previous) {
            context.data().entered.set(false);
            set_current(ctx, previous);
        }
        match input {
            Input::Raise(raise) => Err(raise),
            input => input.value(ctx).map(Step::Return),
        }
    })
}

fn key<'gc>(ctx: Ctx<'gc>, key: Value<'gc>) -> Result<ContextVar<'gc>, Raise<'gc>> {
    match key {
        Value::ContextVar(var) => Ok(var),
        other => {
            let shown = crate::methods::type_arguments::shown(ctx, other)?;
            Err(ctx.type_error(format!("a ContextVar key was expected, got {shown}")))
        }
    }
}

fn context_get<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let var = key(ctx, args.get(1))?;
    let found = ctx.dict_get(context(ctx, args.get(0))?.values.get(), var.into())?;
    Step::value(found.unwrap_or(args.get(2).or(Value::None)))
}

fn context_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let var = key(ctx, args.get(1))?;
    match ctx.dict_get(context(ctx, args.get(0))?.values.get(), var.into())? {
        Some(value) => Step::value(value),
        None => Err(ctx.key_error(var.into())),
    }
}

fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let var = key(ctx, args.get(1))?;
    Step::value(ctx.dict_get(context(ctx, args.get(0))?.values.get(), var.into())?.is_some())
}

fn view<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, kind: DictItems) -> NativeResult<'gc> {
    let dict = context(ctx, args.get(0))?.values.get().copy(ctx.mc);
    let data = crate::types::DictViewData { dict, owner: dict.into(), kind };
    Step::value(crate::types::DictView::alloc(ctx.mc, data))
}

fn equal<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match (args.get(0), args.get(1)) {
        (Value::Context(a), Value::Context(b)) => {
            ops::compare(ctx, crate::opcode::operands::CompareOp::Eq, a.values.get().into(), b.values.get().into())
        }
        _ => Step::value(Value::NotImplemented),
    }
}
