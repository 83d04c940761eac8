//! OrderedDict: a dict whose order counts and can be changed. Mirrors
//! `Objects/odictobject.c`; the order is that of the dict itself.

use gc_arena::Collect;

use super::defaultdict::{dict_init, items_iter};
use crate::methods::dict::update::update;
use crate::methods::new_class;
use crate::methods::object::{get_dict, set_dict};
use crate::runtime::def::{TypeDef, getset, method, slot, static_method};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Dict, Entry};
use crate::value::Value;
use crate::vm::attributes::namespace::dict_of;
use crate::vm::ops;
use crate::vm::ops::compare::dicts_equal;

/// What OrderedDict offers besides what dict does.
pub const DEF: TypeDef = TypeDef {
    doc: Some("A dict that remembers the order in which its keys were added."),
    functions: &[
        static_method("__new__", "(cls, *args, **kwargs)", new),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__repr__", "(self, /)", repr),
        slot("__eq__", "(self, value, /)", eq),
        slot("__ne__", "(self, value, /)", ne),
        slot("__or__", "(self, value, /)", or),
        slot("__ror__", "(self, value, /)", ror),
        method("move_to_end", "(self, key, last=True)", move_to_end),
        method("popitem", "(self, last=True)", pop_item),
        method("copy", "(self, /)", copy),
        method("__reduce__", "(self, /)", reduce),
    ],
    attributes: &[getset("__dict__", get_dict, set_dict)],
    absent: &[],
};

fn receiver<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Dict<'gc>, Raise<'gc>> {
    args.get(0).as_dict().ok_or_else(|| ctx.internal_error("an OrderedDict without a dict"))
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = new_class(ctx, &args, ctx.types.ordered_dict)?;
    Step::value(crate::methods::instance(ctx, class, Dict::new(ctx.mc).into()))
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if args.rest().len() > 1 {
        return Err(ctx.type_error(format!("expected at most 1 argument, got {}", args.rest().len())));
    }
    dict_init(ctx, args.get(0), args.rest(), args.extra())
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = receiver(ctx, &args)?;
    let name = ctx.class_of(args.get(0)).name.get();
    if dict.is_empty() {
        return Step::value(ctx.str(format!("{}()", name.lossy())));
    }
    let items = dict.borrow().iter().flat_map(|entry| [entry.key, entry.value]).collect();
    ops::repr::repr_pairs(ctx, args.get(0), items, &format!("{}({{", name.lossy()), "})", "...")
}

fn equal<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = receiver(ctx, args)?;
    let other = args.get(1);
    let Some(table) = other.as_dict() else { return Step::value(Value::NotImplemented) };
    let ordered = ctx.class_of(other).is_subclass(ctx.types.ordered_dict);
    dicts_equal(dict, table)?.then(
        ctx,
        [dict.into(), table.into(), Value::bool(ordered)],
        |_, same, [a, b, ordered]| match (same, ordered, a, b) {
            (Value::True, Value::True, Value::Dict(a), Value::Dict(b)) => {
                Ok(Step::run(SameOrder { a: a.to_vec(), b: b.to_vec(), next: 0 }))
            }
            _ => Ok(Step::Return(same)),
        },
    )
}

/// Whether the keys of two dicts stand in the same order.
#[derive(Collect)]
#[collect(no_drop)]
struct SameOrder<'gc> {
    a: Vec<Entry<'gc>>,
    b: Vec<Entry<'gc>>,
    next: usize,
}

impl<'gc> Continuation<'gc> for SameOrder<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if matches!(input.value(ctx)?, Value::False) {
            return Flow::value(false);
        }
        match (self.a.get(self.next), self.b.get(self.next)) {
            (Some(a), Some(b)) => {
                self.next += 1;
                ops::equal(ctx, a.key, b.key).map(Flow::Await)
            }
            _ => Flow::value(true),
        }
    }
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    equal(ctx, &args)
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    equal(ctx, &args)?.then(ctx, [], |_, same, []| {
        Step::value(match same {
            Value::True => Value::False,
            Value::False => Value::True,
            other => other,
        })
    })
}

fn union<'gc>(ctx: Ctx<'gc>, object: Value<'gc>, left: Value<'gc>, right: Value<'gc>) -> NativeResult<'gc> {
    if left.as_dict().is_none() || right.as_dict().is_none() {
        return Step::value(Value::NotImplemented);
    }
    Step::call(ctx.class_of(object).into(), &[left]).then(ctx, [right], |ctx, made, [right]| {
        let Some(target) = made.as_dict() else { return Ok(Step::Return(made)) };
        update(ctx, target, right)?.then(ctx, [made], |_, _, [made]| Ok(Step::Return(made)))
    })
}

fn or<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    union(ctx, args.get(0), args.get(0), args.get(1))
}

fn ror<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    union(ctx, args.get(0), args.get(1), args.get(0))
}

fn move_to_end<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = receiver(ctx, &args)?;
    let key = args.get(1);
    let last = args.opt(2).map_or(Ok(true), |last| ctx.is_true(last))?;
    let hash = ctx.hash(key)?;
    let position = ctx.dict_find(dict, key, hash)?.ok_or_else(|| ctx.key_error(key))?;
    dict.borrow_mut(ctx.mc).move_to(position, last);
    Step::value(Value::None)
}

fn pop_item<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let dict = receiver(ctx, &args)?;
    let last = args.opt(1).map_or(Ok(true), |last| ctx.is_true(last))?;
    let entry = {
        let mut table = dict.borrow_mut(ctx.mc);
        if last {
            let end = table.end();
            (0..end).rev().find(|&position| table.entry(position).is_some()).and_then(|at| table.remove_at(at))
        } else {
            table.remove_first()
        }
    };
    match entry {
        Some(entry) => Step::value(ctx.tuple(&[entry.key, entry.value])),
        None => Err(ctx.key_error(ctx.str("dictionary is empty"))),
    }
}

fn copy<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let class = ctx.class_of(object);
    if class.is(ctx.types.ordered_dict) {
        let dict = receiver(ctx, &args)?.copy(ctx.mc);
        return Step::value(crate::methods::instance(ctx, class, dict.into()));
    }
    Step::call(class.into(), &[]).then(ctx, [object], |ctx, made, [object]| {
        let (Some(target), Some(_)) = (made.as_dict(), object.as_dict()) else { return Ok(Step::Return(made)) };
        update(ctx, target, object)?.then(ctx, [made], |_, _, [made]| Ok(Step::Return(made)))
    })
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let object = args.get(0);
    let state = dict_of(object).filter(|dict| !dict.is_empty()).map_or(Value::None, Value::Dict);
    items_iter(ctx, object)?.then(ctx, [object, state], |ctx, items, [object, state]| {
        let class = ctx.class_of(object).into();
        Step::value(ctx.tuple(&[class, ctx.tuple(&[]), state, Value::None, items]))
    })
}
