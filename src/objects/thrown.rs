//! What `throw()` was given. Mirrors the checks of `_gen_throw` in
//! `Objects/genobject.c` and `PyErr_NormalizeException` in `Python/errors.c`.

use gc_arena::Collect;

use super::generator::GeneratorCore;
use crate::runtime::{ArgVec, Call, Ctx, Input, NativeResult, Raise, Resumption, Step, then_input};
use crate::types::{Class, Traceback};
use crate::value::Value;

/// The arguments of `throw()`; NULL stands for one that was left out.
#[derive(Clone, Copy, Collect)]
#[collect(no_drop)]
pub struct Thrown<'gc> {
    /// An exception or exception class.
    pub kind: Value<'gc>,
    pub value: Value<'gc>,
    pub traceback: Value<'gc>,
    /// Whether GeneratorExit closes what a generator delegates to (it is
    /// thrown into it otherwise).
    #[collect(require_static)]
    pub closes: bool,
}

impl<'gc> Thrown<'gc> {
    /// `throw(kind)`.
    pub fn new(kind: impl Into<Value<'gc>>) -> Self {
        Self { kind: kind.into(), value: Value::Null, traceback: Value::Null, closes: true }
    }

    /// GeneratorExit, thrown into delegates too.
    pub fn exit_all(ctx: Ctx<'gc>) -> Self {
        Self { closes: false, ..Self::new(ctx.types.exceptions.GeneratorExit) }
    }

    /// The arguments as they were given.
    pub fn args(self) -> ArgVec<'gc> {
        [self.kind, self.value, self.traceback].into_iter().take_while(|arg| !arg.is_null()).collect()
    }

    /// Whether it is a GeneratorExit.
    pub fn is_exit(self, ctx: Ctx<'gc>) -> bool {
        let exit = ctx.types.exceptions.GeneratorExit;
        match self.kind {
            Value::Class(class) => class.is_subclass(exit),
            Value::Exception(raise) => ctx.is_raised(raise, exit),
            _ => false,
        }
    }

    /// The step that throws it into `generator` itself: delegates are not
    /// asked. Classes are instantiated first, outside of the generator; what
    /// that raises is thrown instead.
    ///
    /// # Errors
    /// TypeError when the arguments do not fit; the generator is untouched then.
    pub fn throw_here(self, ctx: Ctx<'gc>, generator: GeneratorCore<'gc>) -> NativeResult<'gc> {
        let traceback = match self.traceback {
            Value::Null | Value::None => None,
            Value::Traceback(traceback) => Some(traceback),
            _ => return Err(ctx.type_error("throw() third argument must be a traceback object")),
        };
        let value = self.value.or(Value::None);
        match self.kind {
            Value::Exception(raise) => {
                if !value.is_none() {
                    return Err(ctx.type_error("instance exception may not have a separate value"));
                }
                if traceback.is_some() {
                    raise.set_traceback(ctx.mc, traceback);
                }
                Ok(Step::Resume(generator, Resumption::Throw(raise)))
            }
            Value::Class(class) if class.is_subclass(ctx.types.exceptions.BaseException) => {
                self.instantiate(ctx, class, value, traceback, generator)
            }
            other => Err(ctx.type_error(format!(
                "exceptions must be classes or instances deriving from BaseException, not {}",
                ctx.type_name(other)
            ))),
        }
    }

    fn instantiate(
        self,
        ctx: Ctx<'gc>,
        class: Class<'gc>,
        value: Value<'gc>,
        traceback: Option<Traceback<'gc>>,
        generator: GeneratorCore<'gc>,
    ) -> NativeResult<'gc> {
        if let Value::Exception(raise) = value
            && ctx.is_raised(raise, class)
        {
            raise.set_traceback(ctx.mc, traceback);
            return Ok(Step::Resume(generator, Resumption::Throw(raise)));
        }
        let args = match value {
            Value::None => ArgVec::new(),
            Value::Tuple(tuple) => ArgVec::from_slice(tuple.as_slice()),
            other => ArgVec::from_slice(&[other]),
        };
        let made = Ok(Step::Call(Call { callee: class.into(), args, names: None }));
        let traceback = traceback.map_or(Value::None, Value::from);
        then_input(
            made,
            ctx,
            [class.into(), traceback, generator.value()],
            |ctx, input, [class, traceback, generator]| {
                let raise = match input {
                    Input::Raise(raise) => raise,
                    other => match other.value(ctx)? {
                        Value::Exception(raise) => {
                            if let Value::Traceback(traceback) = traceback {
                                raise.set_traceback(ctx.mc, Some(traceback));
                            }
                            raise
                        }
                        other => not_an_exception(ctx, class, other),
                    },
                };
                match generator.as_generator_core() {
                    Some(generator) => Ok(Step::Resume(generator, Resumption::Throw(raise))),
                    None => Err(raise),
                }
            },
        )
    }
}

fn not_an_exception<'gc>(ctx: Ctx<'gc>, class: Value<'gc>, made: Value<'gc>) -> Raise<'gc> {
    let shown = class.as_class().map_or_else(String::new, |class| {
        let module = match class.dict.get_str(ctx.names.module) {
            Some(Value::Str(module)) if !module.is_text("builtins") => format!("{}.", module.lossy()),
            _ => String::new(),
        };
        format!("<class '{module}{}'>", class.qualname.get().lossy())
    });
    let made = ctx.type_name(made);
    ctx.type_error(format!("calling {shown} should have returned an instance of BaseException, not {made}"))
}
