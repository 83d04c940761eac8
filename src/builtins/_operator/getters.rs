//! itemgetter and attrgetter.

use gc_arena::Collect;

use crate::builtins::_functools::{set_slot, slot_of};
use crate::builtins::call_repr::{call_repr, full_name};
use crate::methods::each::start;
use crate::methods::new_class;
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Class, Instance, Tuple};
use crate::value::Value;
use crate::vm::{attributes, ops};

/// What itemgetter offers.
pub const ITEMGETTER: TypeDef = TypeDef {
    doc: Some("Return a callable object that fetches the given item(s) from its operand."),
    functions: &[
        static_method("__new__", "(cls, /, *items, **kwargs)", new_item),
        slot("__call__", "(self, /, *args, **kwargs)", get_items),
        slot("__repr__", "(self, /)", repr),
        method("__reduce__", "(self, /)", reduce),
    ],
    ..TypeDef::EMPTY
};

/// What attrgetter offers.
pub const ATTRGETTER: TypeDef = TypeDef {
    doc: Some("Return a callable object that fetches the given attribute(s) from its operand."),
    functions: &[
        static_method("__new__", "(cls, /, *attrs, **kwargs)", new_attr),
        slot("__call__", "(self, /, *args, **kwargs)", get_attrs),
        slot("__repr__", "(self, /)", repr),
        method("__reduce__", "(self, /)", reduce),
    ],
    ..TypeDef::EMPTY
};

fn keys<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Tuple<'gc> {
    slot_of(object, 0).as_tuple().unwrap_or(ctx.empty_tuple)
}

fn make<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, own: Class<'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let class = new_class(ctx, args, own)?;
    let name = own.name.get();
    if !args.extra().is_empty() {
        return Err(ctx.type_error(format!("{}() takes no keyword arguments", name.lossy())));
    }
    if args.rest().is_empty() {
        return Err(ctx.type_error(format!("{} expected 1 argument, got 0", name.lossy())));
    }
    let object = Value::Instance(Instance::new(ctx.mc, class, Value::Null));
    set_slot(ctx, object, 0, Tuple::new(ctx.mc, args.rest()).into());
    Ok(object)
}

fn new_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(make(ctx, &args, ctx.types.itemgetter)?)
}

fn new_attr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = make(ctx, &args, ctx.types.attrgetter)?;
    if args.rest().iter().any(|name| name.as_str().is_none()) {
        return Err(ctx.type_error("attribute name must be a string"));
    }
    Ok(Step::Return(object))
}

/// The only argument of a call.
///
/// # Errors
/// TypeError when there are more, or fewer, or keywords.
pub(super) fn operand<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Value<'gc>, Raise<'gc>> {
    let name = ctx.class_of(args.get(0)).name.get();
    if !args.extra().is_empty() {
        return Err(ctx.type_error(format!("{}() takes no keyword arguments", name.lossy())));
    }
    match args.rest() {
        &[operand] => Ok(operand),
        rest => Err(ctx.type_error(format!("{} expected 1 argument, got {}", name.lossy(), rest.len()))),
    }
}

fn get_items<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let operand = operand(ctx, &args)?;
    let keys = keys(ctx, args.get(0));
    match keys.as_slice() {
        &[key] => ops::get_item(ctx, operand, key),
        _ => gather(ctx, operand, keys, false),
    }
}

fn get_attrs<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let operand = operand(ctx, &args)?;
    let keys = keys(ctx, args.get(0));
    if let &[only] = keys.as_slice()
        && let Some(name) = only.as_str()
        && !name.wtf8().as_bytes().contains(&b'.')
    {
        return attributes::get(ctx, operand, ctx.intern_str(name));
    }
    gather(ctx, operand, keys, true)
}

fn gather<'gc>(ctx: Ctx<'gc>, operand: Value<'gc>, keys: Tuple<'gc>, attributes: bool) -> NativeResult<'gc> {
    start(ctx, Gather { operand, keys, attributes, results: Vec::new(), part: 0, current: operand, waiting: false })
}

/// Gets one item or dotted attribute after the other.
#[derive(Collect)]
#[collect(no_drop)]
struct Gather<'gc> {
    operand: Value<'gc>,
    keys: Tuple<'gc>,
    attributes: bool,
    results: Vec<Value<'gc>>,
    /// The part of a dotted name that is next, and what it is an attribute of.
    part: usize,
    current: Value<'gc>,
    waiting: bool,
}

impl<'gc> Gather<'gc> {
    /// The next thing to ask for.
    fn ask(&self, ctx: Ctx<'gc>, key: Value<'gc>) -> NativeResult<'gc> {
        if !self.attributes {
            return ops::get_item(ctx, self.operand, key);
        }
        let name = key.as_str().map(|name| name.lossy().into_owned()).unwrap_or_default();
        let part = name.split('.').nth(self.part).unwrap_or_default();
        attributes::get(ctx, self.current, ctx.intern(part))
    }

    fn got(&mut self, key: Value<'gc>, value: Value<'gc>) {
        let parts = match key.as_str() {
            Some(name) if self.attributes => name.wtf8().as_bytes().iter().filter(|&&byte| byte == b'.').count() + 1,
            _ => 1,
        };
        self.part += 1;
        self.current = value;
        if self.part >= parts {
            self.results.push(value);
            self.part = 0;
            self.current = self.operand;
        }
    }
}

impl<'gc> Continuation<'gc> for Gather<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let first = matches!(input, Input::Start);
        if std::mem::take(&mut self.waiting) && !first {
            let value = input.value(ctx)?;
            if let Some(&key) = self.keys.as_slice().get(self.results.len()) {
                self.got(key, value);
            }
        } else if first && !self.attributes && !matches!(self.operand, Value::Instance(_)) {
            // Items of built-in containers are there at once.
        } else if first {
            return Ok(crate::methods::each::breathe());
        }
        while let Some(&key) = self.keys.as_slice().get(self.results.len()) {
            match self.ask(ctx, key)? {
                Step::Return(value) => self.got(key, value),
                step => {
                    self.waiting = true;
                    return Ok(Flow::Await(step));
                }
            }
        }
        match (self.results.as_slice(), self.keys.as_slice().len()) {
            (&[only], 1) => Flow::value(only),
            (results, _) => Flow::value(ctx.tuple(results)),
        }
    }
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    call_repr(ctx, object, &full_name(ctx, ctx.class_of(object)), keys(ctx, object).as_slice(), None)
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    Step::value(ctx.tuple(&[ctx.class_of(object).into(), keys(ctx, object).into()]))
}
