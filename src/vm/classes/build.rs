//! The `class` statement. Mirrors `builtin___build_class__` of
//! `Python/bltinmodule.c` and `update_bases` (PEP 560).

use gc_arena::Collect;
use gc_arena::barrier::unlock;

use super::bases::metaclass_of;
use crate::objects::{Back, Cell, Frame, FrameData};
use crate::runtime::{ArgVec, Call, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Dict, Function, Tuple};
use crate::value::Value;
use crate::vm::attributes::get_optional;
use crate::vm::{call, ops};

/// `__build_class__(func, name, *bases, **kwds)`: `args` in that order, the keyword values last.
///
/// # Errors
/// What the operation raises.
pub fn build_class<'gc>(ctx: Ctx<'gc>, args: &[Value<'gc>], names: Option<Tuple<'gc>>) -> NativeResult<'gc> {
    let names = names.map_or(&[][..], Tuple::as_slice);
    let (positional, values) = args.split_at(args.len().saturating_sub(names.len()));
    let [function, name, bases @ ..] = positional else {
        return Err(ctx.type_error("__build_class__: not enough arguments"));
    };
    let Value::Function(function) = *function else {
        return Err(ctx.type_error("__build_class__: func must be a function"));
    };
    if name.as_str().is_none() {
        return Err(ctx.type_error("__build_class__: name is not a string"));
    }
    let keywords = ctx.dict();
    let mut metaclass = Value::Null;
    for (key, value) in names.iter().zip(values) {
        match key {
            Value::Str(key) if key.is_text("metaclass") => metaclass = *value,
            Value::Str(key) => keywords.set_str(ctx.mc, *key, *value),
            _ => {}
        }
    }
    Ok(Step::run(BuildClass {
        stage: Stage::Bases,
        function,
        name: *name,
        original: Tuple::new(ctx.mc, bases),
        bases: Vec::with_capacity(bases.len()),
        next: 0,
        resolved: None,
        keywords,
        metaclass,
        namespace: Value::Null,
        cell: None,
    }))
}

/// `callee(*args, **keywords)`.
pub fn call_with<'gc>(ctx: Ctx<'gc>, callee: Value<'gc>, args: &[Value<'gc>], keywords: Dict<'gc>) -> Step<'gc> {
    let mut all = ArgVec::from_slice(args);
    if keywords.is_empty() {
        return Step::Call(Call { callee, args: all, names: None });
    }
    let entries = keywords.to_vec();
    all.extend(entries.iter().map(|entry| entry.value));
    let names: Vec<Value<'gc>> = entries.iter().map(|entry| entry.key).collect();
    Step::Call(Call { callee, args: all, names: Some(Tuple::new(ctx.mc, names)) })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Goes through the bases from `next` on.
    Bases,
    /// Was given the `__mro_entries__` of a base, or NULL.
    EntriesHook,
    /// Was given what it returned.
    Entries,
    /// Was given the `__prepare__` of the metaclass, or NULL.
    PrepareHook,
    /// Was given the namespace.
    Prepared,
    /// The body has run.
    Body,
    /// `__orig_bases__` has been set.
    OriginalBases,
    /// Was given the class.
    Made,
}

#[derive(Collect)]
#[collect(no_drop)]
struct BuildClass<'gc> {
    #[collect(require_static)]
    stage: Stage,
    function: Function<'gc>,
    name: Value<'gc>,
    /// The bases as they are written.
    original: Tuple<'gc>,
    /// What they stand for, as far as is known.
    bases: Vec<Value<'gc>>,
    #[collect(require_static)]
    next: usize,
    /// The final bases: `original` if nothing stood for something else.
    resolved: Option<Tuple<'gc>>,
    keywords: Dict<'gc>,
    metaclass: Value<'gc>,
    namespace: Value<'gc>,
    /// `__class__` of the methods.
    cell: Option<Cell<'gc>>,
}

impl<'gc> Continuation<'gc> for BuildClass<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let value = input.value(ctx)?;
        match self.stage {
            Stage::Bases => self.next_base(ctx),
            Stage::EntriesHook if value.is_null() => {
                let base = self.original.as_slice().get(self.next).copied();
                self.bases.extend(base);
                self.next += 1;
                self.next_base(ctx)
            }
            Stage::EntriesHook => {
                self.stage = Stage::Entries;
                Ok(Flow::Await(Step::call(value, &[self.original.into()])))
            }
            Stage::Entries => {
                let Some(entries) = value.as_tuple() else {
                    return Err(ctx.type_error("__mro_entries__ must return a tuple"));
                };
                self.bases.extend_from_slice(entries.as_slice());
                self.next += 1;
                self.next_base(ctx)
            }
            Stage::PrepareHook if value.is_null() => self.run_body(ctx, ctx.dict().into()),
            Stage::PrepareHook => {
                self.stage = Stage::Prepared;
                let args = [self.name, self.final_bases().into()];
                Ok(Flow::Await(call_with(ctx, value, &args, self.keywords)))
            }
            Stage::Prepared => {
                if value.as_dict().is_none() && ctx.lookup_special(value, ctx.names.getitem).is_none() {
                    let who = match self.metaclass {
                        Value::Class(class) => class.name.get().lossy().into_owned(),
                        _ => "<metaclass>".to_owned(),
                    };
                    let got = ctx.type_name(value);
                    return Err(ctx.type_error(format!("{who}.__prepare__() must return a mapping, not {got}")));
                }
                self.run_body(ctx, value)
            }
            Stage::Body => {
                self.cell = match value {
                    Value::Cell(cell) => Some(cell),
                    _ => None,
                };
                if self.final_bases().is(self.original) {
                    return self.make(ctx);
                }
                self.stage = Stage::OriginalBases;
                let key = ctx.intern("__orig_bases__").into();
                Ok(Flow::Await(ops::set_item(ctx, self.namespace, key, self.original.into())?))
            }
            Stage::OriginalBases => self.make(ctx),
            Stage::Made => self.check_cell(ctx, value),
        }
    }
}

impl<'gc> BuildClass<'gc> {
    fn final_bases(&self) -> Tuple<'gc> {
        self.resolved.unwrap_or(self.original)
    }

    fn next_base(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        while let Some(&base) = self.original.as_slice().get(self.next) {
            if !matches!(base, Value::Class(_)) {
                self.stage = Stage::EntriesHook;
                return Ok(Flow::Await(get_optional(ctx, base, ctx.names.mro_entries)?));
            }
            self.bases.push(base);
            self.next += 1;
        }
        let same = self.bases.len() == self.original.as_slice().len()
            && self.bases.iter().zip(self.original.as_slice()).all(|(a, b)| a.is(*b));
        if !same {
            self.resolved = Some(Tuple::new(ctx.mc, std::mem::take(&mut self.bases)));
        }
        self.prepare(ctx)
    }

    fn prepare(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let bases = self.final_bases();
        if self.metaclass.is_null() {
            self.metaclass = match bases.as_slice().first() {
                Some(&first) => ctx.class_of(first).into(),
                None => ctx.types.type_.into(),
            };
        }
        if let Value::Class(metaclass) = self.metaclass {
            let winner = metaclass_of(ctx, metaclass, bases.as_slice())?;
            self.metaclass = winner.into();
            if winner.is(ctx.types.type_) {
                return self.run_body(ctx, ctx.dict().into());
            }
        }
        self.stage = Stage::PrepareHook;
        Ok(Flow::Await(get_optional(ctx, self.metaclass, ctx.names.prepare)?))
    }

    fn run_body(&mut self, ctx: Ctx<'gc>, namespace: Value<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        self.namespace = namespace;
        self.stage = Stage::Body;
        let function = self.function.data();
        let code = function.code.get();
        let frame = if code.data().total_args() == 0 {
            Frame::new(ctx.mc, code, Some(self.function), function.globals, function.builtins, self.namespace)
        } else {
            // No class statement gives a body parameters, but a program may call `__build_class__`.
            let frame = call::frame_for(ctx, self.function, &[], None, Back::None)?;
            unlock!(frame.write(ctx.mc), FrameData, locals).set(self.namespace);
            frame
        };
        Ok(Flow::Await(Step::Frame(frame)))
    }

    fn make(&mut self, ctx: Ctx<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        self.stage = Stage::Made;
        let args = [self.name, self.final_bases().into(), self.namespace];
        Ok(Flow::Await(call_with(ctx, self.metaclass, &args, self.keywords)))
    }

    fn check_cell(&mut self, ctx: Ctx<'gc>, made: Value<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let (Value::Class(class), Some(cell)) = (made, self.cell) else { return Flow::value(made) };
        let held = cell.raw();
        if held.is(made) {
            return Flow::value(made);
        }
        let name = self.name.as_str().map_or_else(String::new, |name| crate::text::repr::str_repr(name.wtf8()));
        let class = super::class_repr(ctx, class);
        if held.is_null() {
            return Err(ctx.runtime_error(format!(
                "__class__ not set defining {name} as {class}. Was __classcell__ propagated to type.__new__?"
            )));
        }
        let kept = [ctx.str(name), ctx.str(class)];
        let step = ops::repr(ctx, held)?.then(ctx, kept, |ctx, held, [name, class]| {
            let text = |value: Value<'_>| value.as_str().map_or_else(String::new, |text| text.lossy().into_owned());
            let (held, name, class) = (text(held), text(name), text(class));
            Err(ctx.type_error(format!("__class__ set to {held} defining {name} as {class}")))
        })?;
        Ok(Flow::Done(step))
    }
}
