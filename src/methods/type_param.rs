//! Methods of TypeVar, ParamSpec and TypeVarTuple. Mirrors
//! `Objects/typevarobject.c`.

use std::cell::Cell as StdCell;

use gc_arena::barrier::{field, unlock};
use gc_arena::lock::Lock;

use super::{type_arguments, union};
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{AttributeDef, FunctionDef, TypeDef, getter, member, method, slot, static_method};
use crate::runtime::step::Then;
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::typing::Lazy;
use crate::types::{
    ConstEvaluator, ConstEvaluatorData, ParamSpecPart, ParamSpecPartData, Str, TypeParam, TypeParamData, TypeParamKind,
};
use crate::value::Value;
use crate::vm::{attributes, import, ops};

/// What TypeVar offers.
pub const TYPE_VAR: TypeDef = TypeDef {
    functions: &[
        static_method(
            "__new__",
            "(cls, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False, \
             infer_variance=False)",
            new_type_var,
        ),
        slot("__repr__", "(self, /)", repr),
        slot("__or__", "(self, value, /)", |ctx, args| union::make(ctx, &[args.get(0), args.get(1)])),
        slot("__ror__", "(self, value, /)", |ctx, args| union::make(ctx, &[args.get(1), args.get(0)])),
        method("__typing_subst__", "(self, arg, /)", |ctx, args| typing_call(ctx, "_typevar_subst", args)),
        method("__typing_prepare_subst__", "(self, alias, args, /)", prepare_subst),
        method("__mro_entries__", "(self, bases, /)", mro_entries),
        REDUCE,
        HAS_DEFAULT,
    ],
    attributes: &[
        NAME,
        getter("__bound__", |ctx, value| lazy(ctx, value, Part::Bound, Value::None)),
        getter("__constraints__", |ctx, value| lazy(ctx, value, Part::Constraints, ctx.state().empty_tuple.into())),
        DEFAULT,
        COVARIANT,
        CONTRAVARIANT,
        INFER_VARIANCE,
        getter("evaluate_bound", |ctx, value| evaluator(ctx, value, Part::Bound)),
        getter("evaluate_constraints", |ctx, value| evaluator(ctx, value, Part::Constraints)),
        EVALUATE_DEFAULT,
    ],
    ..TypeDef::EMPTY
};

/// What ParamSpec offers.
pub const PARAM_SPEC: TypeDef = TypeDef {
    functions: &[
        static_method(
            "__new__",
            "(cls, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, \
             infer_variance=False)",
            new_param_spec,
        ),
        slot("__repr__", "(self, /)", repr),
        slot("__or__", "(self, value, /)", |ctx, args| union::make(ctx, &[args.get(0), args.get(1)])),
        slot("__ror__", "(self, value, /)", |ctx, args| union::make(ctx, &[args.get(1), args.get(0)])),
        method("__typing_subst__", "(self, arg, /)", |ctx, args| typing_call(ctx, "_paramspec_subst", args)),
        method("__typing_prepare_subst__", "(self, alias, args, /)", |ctx, args| {
            typing_call(ctx, "_paramspec_prepare_subst", args)
        }),
        method("__mro_entries__", "(self, bases, /)", mro_entries),
        REDUCE,
        HAS_DEFAULT,
    ],
    attributes: &[
        NAME,
        getter("__bound__", |ctx, value| lazy(ctx, value, Part::Bound, Value::None)),
        DEFAULT,
        COVARIANT,
        CONTRAVARIANT,
        INFER_VARIANCE,
        EVALUATE_DEFAULT,
        getter("args", |ctx, value| Step::value(part(ctx, value, false))),
        getter("kwargs", |ctx, value| Step::value(part(ctx, value, true))),
    ],
    ..TypeDef::EMPTY
};

/// What TypeVarTuple offers.
pub const TYPE_VAR_TUPLE: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, name, *, default=NoDefault)", new_type_var_tuple),
        slot("__repr__", "(self, /)", repr),
        slot("__iter__", "(self, /)", |ctx, args| unpacked(ctx, args.get(0))),
        method("__typing_subst__", "(self, arg, /)", |ctx, _| {
            Err(ctx.type_error("Substitution of bare TypeVarTuple is not supported"))
        }),
        method("__typing_prepare_subst__", "(self, alias, args, /)", |ctx, args| {
            typing_call(ctx, "_typevartuple_prepare_subst", args)
        }),
        method("__mro_entries__", "(self, bases, /)", mro_entries),
        REDUCE,
        HAS_DEFAULT,
    ],
    attributes: &[NAME, DEFAULT, EVALUATE_DEFAULT],
    ..TypeDef::EMPTY
};

/// What `P.args` and `P.kwargs` offer.
pub const PARAM_SPEC_PART: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, origin)", new_part),
        slot("__repr__", "(self, /)", repr_part),
        slot("__eq__", "(self, value, /)", equal_part),
        method("__mro_entries__", "(self, bases, /)", mro_entries),
    ],
    attributes: &[member("__origin__", |_, value| match value {
        Value::ParamSpecPart(part) => Step::value(part.origin),
        _ => Step::value(()),
    })],
    absent: &["__hash__"],
    ..TypeDef::EMPTY
};

/// What a constant evaluator offers.
pub const CONST_EVALUATOR: TypeDef = TypeDef {
    functions: &[
        slot("__repr__", "(self, /)", repr_evaluator),
        slot("__call__", "(self, /, *args, **kwargs)", call_evaluator),
    ],
    ..TypeDef::EMPTY
};

/// What the class of NoDefault offers.
pub const NO_DEFAULT: TypeDef = TypeDef {
    doc: Some("The type of the NoDefault singleton."),
    functions: &[
        static_method("__new__", "(cls, /)", |ctx, _| Step::value(no_default(ctx))),
        slot("__repr__", "(self, /)", |ctx, _| Step::value(ctx.str("typing.NoDefault"))),
        method("__reduce__", "(self, /)", |ctx, _| Step::value(ctx.str("NoDefault"))),
    ],
    ..TypeDef::EMPTY
};

const REDUCE: FunctionDef =
    method("__reduce__", "(self, /)", |ctx, args| Step::value(receiver(ctx, args.get(0))?.name));
const HAS_DEFAULT: FunctionDef = method("has_default", "(self, /)", |ctx, args| {
    let default = &receiver(ctx, args.get(0))?.data().default;
    Step::value(!default.is_absent() && !default.value.get().is(no_default(ctx)))
});
const NAME: AttributeDef = member("__name__", |ctx, value| Step::value(receiver(ctx, value)?.name));
const DEFAULT: AttributeDef = getter("__default__", |ctx, value| lazy(ctx, value, Part::Default, no_default(ctx)));
const EVALUATE_DEFAULT: AttributeDef = getter("evaluate_default", |ctx, value| evaluator(ctx, value, Part::Default));
const COVARIANT: AttributeDef =
    member("__covariant__", |ctx, value| Step::value(receiver(ctx, value)?.covariant.get()));
const CONTRAVARIANT: AttributeDef =
    member("__contravariant__", |ctx, value| Step::value(receiver(ctx, value)?.contravariant.get()));
const INFER_VARIANCE: AttributeDef =
    member("__infer_variance__", |ctx, value| Step::value(receiver(ctx, value)?.infer_variance.get()));

fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<TypeParam<'gc>, Raise<'gc>> {
    match value {
        Value::TypeParam(param) => Ok(param),
        _ => Err(ctx.internal_error("a type parameter is required")),
    }
}

/// `typing.NoDefault`.
pub fn no_default<'gc>(ctx: Ctx<'gc>) -> Value<'gc> {
    const NAME: &str = "typing.NoDefault";
    ctx.get_name(ctx.module_state, NAME).unwrap_or_else(|| {
        let instance = crate::types::Instance::new(ctx.mc, ctx.types.no_default_type, Value::Null);
        ctx.set_name(ctx.module_state, NAME, instance);
        instance.into()
    })
}

/// Goes on with the module `typing` and a value kept for it.
pub type WithModule = for<'a> fn(Ctx<'a>, Value<'a>, Value<'a>) -> NativeResult<'a>;

/// Goes on with the module `typing`, imported now if it was not yet.
///
/// # Errors
/// What importing it or `then` raises.
pub fn with_typing<'gc>(ctx: Ctx<'gc>, kept: Value<'gc>, then: WithModule) -> NativeResult<'gc> {
    let step = match import::loaded(ctx, "typing") {
        Some(typing) => Step::Return(typing),
        None => import::import_name(ctx, ctx.intern("typing"), None, Value::None, 0)?,
    };
    match step {
        Step::Return(typing) => then(ctx, typing, kept),
        step => Ok(Step::run(WithTyping { first: crate::runtime::FirstStep::new(step), kept, then })),
    }
}

#[derive(gc_arena::Collect)]
#[collect(no_drop)]
struct WithTyping<'gc> {
    first: crate::runtime::FirstStep<'gc>,
    kept: Value<'gc>,
    #[collect(require_static)]
    then: WithModule,
}

impl<'gc> crate::runtime::Continuation<'gc> for WithTyping<'gc> {
    fn resume(
        &mut self,
        ctx: Ctx<'gc>,
        input: crate::runtime::Input<'gc>,
    ) -> Result<crate::runtime::Flow<'gc>, Raise<'gc>> {
        use crate::runtime::Flow;
        match self.first.take() {
            Some(step) => Ok(Flow::Await(step)),
            None => (self.then)(ctx, input.value(ctx)?, self.kept).map(Flow::Done),
        }
    }
}

/// Calls a function of the module `typing` with the receiver and all arguments.
fn typing_call<'gc>(ctx: Ctx<'gc>, name: &str, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let mut all = vec![ctx.intern(name).into()];
    all.extend((0..3).map_while(|index| args.opt(index)));
    call_typing(ctx, &all)
}

/// Calls a function of the module `typing`: its name, then the arguments.
///
/// # Errors
/// What importing the module or the function raises.
pub fn call_typing<'gc>(ctx: Ctx<'gc>, name_and_args: &[Value<'gc>]) -> NativeResult<'gc> {
    with_typing(ctx, ctx.tuple(name_and_args), |ctx, typing, kept| {
        let [Value::Str(name), args @ ..] = kept.as_tuple().map_or(&[][..], |kept| kept.as_slice()) else {
            return Err(ctx.internal_error("name expected"));
        };
        let then: Then<1> =
            |_, function, [args]| Ok(Step::call(function, args.as_tuple().map_or(&[][..], |args| args.as_slice())));
        attributes::get(ctx, typing, *name)?.then(ctx, [ctx.tuple(args)], then)
    })
}

/// A type parameter made by the syntax of PEP 695.
pub fn make<'gc>(
    ctx: Ctx<'gc>,
    kind: TypeParamKind,
    name: Str<'gc>,
    bound: Lazy<'gc>,
    constraints: Lazy<'gc>,
) -> TypeParam<'gc> {
    TypeParam::alloc(
        ctx.mc,
        TypeParamData {
            kind,
            name,
            bound,
            constraints,
            default: Lazy::known(Value::Null),
            covariant: StdCell::new(false),
            contravariant: StdCell::new(false),
            infer_variance: StdCell::new(kind != TypeParamKind::TypeVarTuple),
            dict: Lock::new(None),
        },
    )
}

/// The name of the module that calls.
pub fn caller_module<'gc>(ctx: Ctx<'gc>) -> Value<'gc> {
    let globals = ctx.thread.data().frame.get().map(|frame| frame.data().globals.get());
    globals.and_then(|globals| globals.get_str(ctx.names.name)).unwrap_or(Value::None)
}

struct Options {
    covariant: bool,
    contravariant: bool,
    infer_variance: bool,
}

fn options<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, from: usize) -> Result<Options, Raise<'gc>> {
    let flag = |index: usize| match args.opt(index) {
        Some(value) => ctx.is_true(value),
        None => Ok(false),
    };
    let options = Options { covariant: flag(from)?, contravariant: flag(from + 1)?, infer_variance: flag(from + 2)? };
    if options.covariant && options.contravariant {
        return Err(ctx.value_error("Bivariant types are not supported."));
    }
    if options.infer_variance && (options.covariant || options.contravariant) {
        return Err(ctx.value_error("Variance cannot be specified with infer_variance."));
    }
    Ok(options)
}

fn name_argument<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, function: &str) -> Result<Str<'gc>, Raise<'gc>> {
    value.as_str().ok_or_else(|| {
        ctx.type_error(format!("{function}() argument 'name' must be str, not {}", ctx.type_name(value)))
    })
}

/// Finishes a parameter made by a call: default, variance, module.
fn finish<'gc>(ctx: Ctx<'gc>, param: TypeParam<'gc>, default: Value<'gc>, options: &Options) -> Value<'gc> {
    let data = param.data();
    data.covariant.set(options.covariant);
    data.contravariant.set(options.contravariant);
    data.infer_variance.set(options.infer_variance);
    if !default.is_null() && !default.is(no_default(ctx)) {
        set_lazy(ctx, param, Part::Default, default);
    }
    let module = caller_module(ctx);
    let dict = ctx.dict();
    dict.set_str(ctx.mc, ctx.names.module, module);
    unlock!(param.write(ctx.mc), TypeParamData, dict).set(Some(dict));
    param.into()
}

fn new_type_var<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name_argument(ctx, args.get(1), "typevar")?;
    let options = options(ctx, &args, 4)?;
    let bound = args.get(2);
    let bound = if bound.is_none() { Value::Null } else { bound };
    let constraints = match args.rest() {
        [] => Value::Null,
        [_] => return Err(ctx.type_error("A single constraint is not allowed")),
        _ if !bound.is_null() => return Err(ctx.type_error("Constraints cannot be combined with bound=...")),
        many => ctx.tuple(many),
    };
    let made = make(ctx, TypeParamKind::TypeVar, name, Lazy::known(bound), Lazy::known(constraints));
    let made = finish(ctx, made, args.get(3), &options);
    if bound.is_null() || matches!(bound, Value::Class(_)) {
        return Step::value(made);
    }
    // Anything but a class may be text, or no type at all.
    let check = [ctx.str("_type_check"), bound, ctx.str("Bound must be a type.")];
    call_typing(ctx, &check)?.then(ctx, [made], |ctx, bound, [made]| {
        if let Value::TypeParam(param) = made {
            set_lazy(ctx, param, Part::Bound, bound);
        }
        Step::value(made)
    })
}

fn new_param_spec<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name_argument(ctx, args.get(1), "paramspec")?;
    let options = options(ctx, &args, 4)?;
    let bound = args.get(2);
    let bound = if bound.is_null() || bound.is_none() { ctx.types.none_type.into() } else { bound };
    let made = make(ctx, TypeParamKind::ParamSpec, name, Lazy::known(bound), Lazy::known(Value::Null));
    Step::value(finish(ctx, made, args.get(3), &options))
}

fn new_type_var_tuple<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = name_argument(ctx, args.get(1), "typevartuple")?;
    let made = make(ctx, TypeParamKind::TypeVarTuple, name, Lazy::known(Value::Null), Lazy::known(Value::Null));
    let options = Options { covariant: false, contravariant: false, infer_variance: false };
    Step::value(finish(ctx, made, args.get(2), &options))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let param = receiver(ctx, args.get(0))?;
    let mark = if param.infer_variance.get() || param.kind == TypeParamKind::TypeVarTuple {
        ""
    } else if param.covariant.get() {
        "+"
    } else if param.contravariant.get() {
        "-"
    } else {
        "~"
    };
    let mut text = rustpython_wtf8::Wtf8Buf::from(mark);
    text.push_wtf8(param.name.wtf8());
    Step::value(ctx.str(text))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Bound,
    Constraints,
    Default,
}

fn lazy_of<'gc>(param: TypeParam<'gc>, part: Part) -> &'gc Lazy<'gc> {
    let data = param.data();
    match part {
        Part::Bound => &data.bound,
        Part::Constraints => &data.constraints,
        Part::Default => &data.default,
    }
}

fn set_lazy<'gc>(ctx: Ctx<'gc>, param: TypeParam<'gc>, part: Part, value: Value<'gc>) {
    let write = param.write(ctx.mc);
    let lazy = match part {
        Part::Bound => field!(write, TypeParamData, bound),
        Part::Constraints => field!(write, TypeParamData, constraints),
        Part::Default => field!(write, TypeParamData, default),
    };
    unlock!(lazy, Lazy, value).set(value);
}

/// Gives a parameter the function that computes its default.
pub fn set_default_evaluator<'gc>(ctx: Ctx<'gc>, param: TypeParam<'gc>, function: Value<'gc>) {
    let lazy = field!(param.write(ctx.mc), TypeParamData, default);
    unlock!(lazy, Lazy, evaluate).set(function);
}

/// The value, computed now if it was not yet.
fn lazy<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, part: Part, absent: Value<'gc>) -> NativeResult<'gc> {
    let param = receiver(ctx, value)?;
    let known = lazy_of(param, part);
    if !known.value.get().is_null() {
        return Step::value(known.value.get());
    }
    let function = known.evaluate.get();
    if function.is_null() {
        return Step::value(absent);
    }
    let then: Then<1> = match part {
        Part::Bound => |ctx, computed, [param]| remember(ctx, param, Part::Bound, computed),
        Part::Constraints => |ctx, computed, [param]| remember(ctx, param, Part::Constraints, computed),
        Part::Default => |ctx, computed, [param]| remember(ctx, param, Part::Default, computed),
    };
    Step::call(function, &[Value::Int(1)]).then(ctx, [value], then)
}

fn remember<'gc>(ctx: Ctx<'gc>, param: Value<'gc>, part: Part, computed: Value<'gc>) -> NativeResult<'gc> {
    set_lazy(ctx, receiver(ctx, param)?, part, computed);
    Step::value(computed)
}

/// The function of a format that computes the value, or None.
fn evaluator<'gc>(ctx: Ctx<'gc>, value: Value<'gc>, part: Part) -> NativeResult<'gc> {
    Step::value(evaluator_of(ctx, lazy_of(receiver(ctx, value)?, part)))
}

/// The function of a format that computes a lazy value, or None.
pub fn evaluator_of<'gc>(ctx: Ctx<'gc>, lazy: &Lazy<'gc>) -> Value<'gc> {
    match (lazy.evaluate.get(), lazy.value.get()) {
        (Value::Null, Value::Null) => Value::None,
        (Value::Null, value) => ConstEvaluator::alloc(ctx.mc, ConstEvaluatorData { value }).into(),
        (function, _) => function,
    }
}

fn prepare_subst<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (param, alias, given) = (args.get(0), args.get(1), args.get(2));
    let params = type_arguments::attribute(ctx, alias, "__parameters__")?;
    let at = params.as_tuple().and_then(|params| params.as_slice().iter().position(|known| known.is(param)));
    let items = match (given.as_tuple(), given.as_list()) {
        (Some(items), _) => Some(items.as_slice().to_vec()),
        (None, Some(items)) => Some(items.to_vec()),
        (None, None) => None,
    };
    let (Some(at), Some(items)) = (at, items) else {
        return Err(ctx.type_error("__typing_prepare_subst__ takes an alias with this parameter and a tuple"));
    };
    if at < items.len() {
        return Step::value(given);
    }
    let default = lazy(ctx, param, Part::Default, no_default(ctx))?;
    let default = ctx.reenter(default)?;
    if at == items.len() && !default.is(no_default(ctx)) {
        let mut all = items;
        all.push(default);
        return Step::value(ctx.tuple(&all));
    }
    let shown = ctx.reenter_str(alias);
    Err(ctx.type_error(format!("Too few arguments for {shown}; actual {}, expected at least {}", items.len(), at + 1)))
}

fn mro_entries<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(args.get(0)).name.get().lossy();
    Err(ctx.type_error(format!("Cannot subclass an instance of {class}")))
}

fn part<'gc>(ctx: Ctx<'gc>, origin: Value<'gc>, kwargs: bool) -> ParamSpecPart<'gc> {
    ParamSpecPart::alloc(ctx.mc, ParamSpecPartData { origin, kwargs })
}

fn new_part<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let kwargs = matches!(args.get(0), Value::Class(class) if class.is(ctx.types.param_spec_kwargs));
    Step::value(part(ctx, args.get(1), kwargs))
}

fn repr_part<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::ParamSpecPart(part) = args.get(0) else { return Err(ctx.internal_error("P.args expected")) };
    let word = if part.kwargs { "kwargs" } else { "args" };
    match part.origin {
        Value::TypeParam(param) => Step::value(ctx.str(format!("{}.{word}", param.name.lossy()))),
        other => Step::value(ctx.str(format!("{}.{word}", type_arguments::shown(ctx, other)?))),
    }
}

fn equal_part<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match (args.get(0), args.get(1)) {
        (Value::ParamSpecPart(a), Value::ParamSpecPart(b)) if a.kwargs == b.kwargs => {
            ops::compare(ctx, CompareOp::Eq, a.origin, b.origin)
        }
        _ => Step::value(Value::NotImplemented),
    }
}

/// An iterator over the parameter unpacked: `typing.Unpack[Ts]`.
///
/// # Errors
/// What `typing` raises.
pub fn unpacked<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    with_typing(ctx, value, |ctx, typing, value| {
        attributes::get(ctx, typing, ctx.intern("Unpack"))?.then(ctx, [value], |ctx, unpack, [value]| {
            ops::get_item(ctx, unpack, value)?.then(ctx, [], |ctx, unpacked, []| ops::iter(ctx, ctx.tuple(&[unpacked])))
        })
    })
}

fn repr_evaluator<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::ConstEvaluator(evaluator) = args.get(0) else {
        return Err(ctx.internal_error("constant evaluator expected"));
    };
    let shown = type_arguments::shown(ctx, evaluator.value)?;
    Step::value(ctx.str(format!("<constevaluator {shown}>")))
}

/// Format STRING of `annotationlib`.
const FORMAT_STRING: i64 = 4;

fn call_evaluator<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let Value::ConstEvaluator(evaluator) = args.get(0) else {
        return Err(ctx.internal_error("constant evaluator expected"));
    };
    let format = match args.rest() {
        [format] => ctx.index_i64(*format)?,
        rest => {
            let given = rest.len();
            return Err(ctx.type_error(format!("_ConstEvaluator() takes exactly 1 argument ({given} given)")));
        }
    };
    match (format, evaluator.value) {
        (2, _) => Err(ctx.exception(ctx.types.exceptions.NotImplementedError, &[])),
        (FORMAT_STRING, Value::Tuple(items)) => {
            let mut text = rustpython_wtf8::Wtf8Buf::from("(");
            for (index, &item) in items.as_slice().iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                text.push_wtf8(&type_arguments::type_repr(ctx, item)?);
            }
            if items.as_slice().len() == 1 {
                text.push_str(",");
            }
            text.push_str(")");
            Step::value(ctx.str(text))
        }
        (FORMAT_STRING, value) => Step::value(ctx.str(type_arguments::type_repr(ctx, value)?)),
        (_, value) => Step::value(value),
    }
}
