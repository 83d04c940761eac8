//! Binding arguments to the parameters of a Python function: defaults,
//! `*args`, keyword-only parameters, `**kwargs`, and CPython's messages when
//! they do not fit. Mirrors `initialize_locals` of `Python/ceval.c`.

use super::frames;
use crate::objects::{Back, CodeData, CodeFlags, Frame};
use crate::runtime::{Ctx, Raise};
use crate::types::{Function, Str, Tuple};
use crate::value::Value;

/// As `call::frame_for`, for any parameters and arguments.
///
/// # Errors
/// TypeError when the arguments do not fit the parameters.
#[cold]
#[inline(never)]
pub fn frame_for_slow<'gc>(
    ctx: Ctx<'gc>,
    function: Function<'gc>,
    args: &[Value<'gc>],
    names: Option<Tuple<'gc>>,
    back: Back<'gc>,
) -> Result<Frame<'gc>, Raise<'gc>> {
    let code = function.data().code.get();
    let bound = Binding { ctx, function, code: code.data() }.bind(args, names)?;
    let frame = frames::take(ctx, function, back);
    let slots = frame.slots(ctx.mc);
    for (index, value) in bound.into_iter().enumerate() {
        if index < slots.len() {
            slots[index].unlock().set(value);
        }
    }
    Ok(frame)
}

struct Binding<'gc> {
    ctx: Ctx<'gc>,
    function: Function<'gc>,
    code: &'gc CodeData<'gc>,
}

impl<'gc> Binding<'gc> {
    fn bind(&self, args: &[Value<'gc>], names: Option<Tuple<'gc>>) -> Result<Vec<Value<'gc>>, Raise<'gc>> {
        let ctx = self.ctx;
        let names = names.map_or(&[][..], Tuple::as_slice);
        let (positional, by_name) = args.split_at(args.len().saturating_sub(names.len()));
        let argcount = self.code.argcount as usize;
        let parameters = argcount + self.code.kwonlyargcount as usize;
        let has_varargs = self.code.flags.contains(CodeFlags::VARARGS);
        let has_kwargs = self.code.flags.contains(CodeFlags::VARKEYWORDS);
        let mut slots = vec![Value::Null; self.code.total_args()];

        for (slot, &arg) in slots.iter_mut().zip(positional.iter().take(argcount)) {
            *slot = arg;
        }
        let extra = positional.get(argcount..).unwrap_or_default();
        if has_varargs && let Some(slot) = slots.get_mut(parameters) {
            *slot = ctx.tuple(extra);
        }
        let kwargs = has_kwargs.then(|| ctx.dict());
        if let (Some(dict), Some(slot)) = (kwargs, slots.last_mut()) {
            *slot = Value::Dict(dict);
        }

        for (&name, &value) in names.iter().zip(by_name) {
            let Some(text) = name.as_str() else {
                return Err(ctx.type_error(format!("{}() keywords must be strings", self.name())));
            };
            let found = (self.code.posonlyargcount as usize..parameters)
                .find(|&index| self.code.local_name(index).is_some_and(|parameter| parameter.same_text(text)));
            match (found.and_then(|index| slots.get_mut(index)), kwargs) {
                (Some(slot), _) => {
                    if !slot.is_null() {
                        return Err(ctx.type_error(format!(
                            "{}() got multiple values for argument '{}'",
                            self.name(),
                            text.lossy()
                        )));
                    }
                    *slot = value;
                }
                (None, Some(dict)) => ctx.dict_set(dict, Value::Str(ctx.intern_str(text)), value)?,
                (None, None) => return Err(self.unexpected(text, names)),
            }
        }

        if !extra.is_empty() && !has_varargs {
            return Err(self.too_many(positional.len(), &slots));
        }
        self.fill_defaults(&mut slots)?;
        Ok(slots)
    }

    fn fill_defaults(&self, slots: &mut [Value<'gc>]) -> Result<(), Raise<'gc>> {
        let argcount = self.code.argcount as usize;
        let defaults = self.function.data().defaults.get().map_or(&[][..], Tuple::as_slice);
        let required = argcount.saturating_sub(defaults.len());
        let missing: Vec<_> = self.unbound(slots, 0..required);
        if !missing.is_empty() {
            return Err(self.missing("positional", &missing));
        }
        // The defaults belong to the last parameters; a surplus of them to none.
        let defaults = defaults.get(defaults.len().saturating_sub(argcount)..).unwrap_or_default();
        for (slot, &default) in slots.iter_mut().take(argcount).skip(required).zip(defaults) {
            if slot.is_null() {
                *slot = default;
            }
        }
        let parameters = argcount + self.code.kwonlyargcount as usize;
        if let Some(kwdefaults) = self.function.data().kwdefaults.get() {
            for index in argcount..parameters {
                if let (Some(name), Some(slot)) = (self.code.local_name(index), slots.get_mut(index))
                    && slot.is_null()
                    && let Some(default) = kwdefaults.get_str(name)
                {
                    *slot = default;
                }
            }
        }
        let missing = self.unbound(slots, argcount..parameters);
        if missing.is_empty() { Ok(()) } else { Err(self.missing("keyword-only", &missing)) }
    }

    fn unbound(&self, slots: &[Value<'gc>], range: std::ops::Range<usize>) -> Vec<Str<'gc>> {
        range
            .filter(|&i| slots.get(i).is_some_and(|slot| slot.is_null()))
            .filter_map(|i| self.code.local_name(i))
            .collect()
    }

    fn name(&self) -> std::borrow::Cow<'gc, str> {
        self.function.data().qualname.get().lossy()
    }

    fn missing(&self, kind: &str, names: &[Str<'gc>]) -> Raise<'gc> {
        let quoted: Vec<String> = names.iter().map(|name| format!("'{}'", name.lossy())).collect();
        let list = match quoted.as_slice() {
            [one] => one.clone(),
            [first, second] => format!("{first} and {second}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        self.ctx.type_error(format!(
            "{}() missing {} required {kind} argument{plural}: {list}",
            self.name(),
            names.len()
        ))
    }

    fn too_many(&self, given: usize, slots: &[Value<'gc>]) -> Raise<'gc> {
        let argcount = self.code.argcount as usize;
        let defaults = self.function.data().defaults.get().map_or(0, |defaults| defaults.as_slice().len());
        let keyword_only =
            slots.iter().skip(argcount).take(self.code.kwonlyargcount as usize).filter(|slot| !slot.is_null()).count();
        let (takes, plural) = if defaults > 0 {
            (format!("from {} to {argcount}", argcount.saturating_sub(defaults)), "s")
        } else {
            (argcount.to_string(), if argcount == 1 { "" } else { "s" })
        };
        let also = if keyword_only > 0 {
            format!(
                " positional argument{} (and {keyword_only} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if keyword_only == 1 { "" } else { "s" }
            )
        } else {
            String::new()
        };
        let verb = if given == 1 && keyword_only == 0 { "was" } else { "were" };
        self.ctx.type_error(format!(
            "{}() takes {takes} positional argument{plural} but {given}{also} {verb} given",
            self.name()
        ))
    }

    fn unexpected(&self, name: Str<'gc>, names: &[Value<'gc>]) -> Raise<'gc> {
        let positional_only: Vec<String> = (0..self.code.posonlyargcount as usize)
            .filter_map(|index| self.code.local_name(index))
            .filter(|parameter| {
                names.iter().any(|given| given.as_str().is_some_and(|given| given.same_text(*parameter)))
            })
            .map(|parameter| parameter.lossy().into_owned())
            .collect();
        if !positional_only.is_empty() {
            return self.ctx.type_error(format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                self.name(),
                positional_only.join(", ")
            ));
        }
        let parameters = (self.code.argcount + self.code.kwonlyargcount) as usize;
        let hint = (self.code.posonlyargcount as usize..parameters)
            .filter_map(|index| self.code.local_name(index))
            .map(|parameter| parameter.lossy().into_owned())
            .collect::<Vec<_>>();
        let hint = super::suggest::closest(&name.lossy(), &hint)
            .map_or_else(String::new, |closest| format!(". Did you mean '{closest}'?"));
        self.ctx.type_error(format!("{}() got an unexpected keyword argument '{}'{hint}", self.name(), name.lossy()))
    }
}
