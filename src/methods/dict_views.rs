//! Methods of dict_keys, dict_values and dict_items. Mirrors the views of
//! `Objects/dictobject.c`.

use gc_arena::Collect;

use super::dict::basic::entries_iter;
use super::each::for_each;
use super::set_common::{algebra, table_of};
use super::support::count;
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{FunctionDef, TypeDef, getter, method, slot};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Dict, DictItems, DictView, Entry, List, MappingProxy, MappingProxyData, Set, key_equal};
use crate::value::Value;
use crate::vm::ops;
use crate::vm::ops::iter::immediate_items;
use crate::vm::ops::repr::repr_items;

const REPR: FunctionDef = slot("__repr__", "(self, /)", repr);
const ITER: FunctionDef = slot("__iter__", "(self, /)", iter);
const LEN: FunctionDef = slot("__len__", "(self, /)", len);
const REVERSED: FunctionDef =
    method("__reversed__", "(self, /)", reversed).doc("Return a reverse iterator over the dict view.");

/// What keys and items offer: they are like sets.
const SET_LIKE: &[FunctionDef] = &[
    REPR,
    slot("__lt__", "(self, value, /)", lt),
    slot("__le__", "(self, value, /)", le),
    slot("__eq__", "(self, value, /)", eq),
    slot("__ne__", "(self, value, /)", ne),
    slot("__gt__", "(self, value, /)", gt),
    slot("__ge__", "(self, value, /)", ge),
    ITER,
    slot("__sub__", "(self, value, /)", sub),
    slot("__rsub__", "(self, value, /)", rsub),
    slot("__and__", "(self, value, /)", and),
    slot("__rand__", "(self, value, /)", rand),
    slot("__xor__", "(self, value, /)", xor),
    slot("__rxor__", "(self, value, /)", rxor),
    slot("__or__", "(self, value, /)", or),
    slot("__ror__", "(self, value, /)", ror),
    LEN,
    slot("__contains__", "(self, key, /)", contains),
    method("isdisjoint", "(self, other, /)", isdisjoint)
        .doc("Return True if the view and the given iterable have a null intersection."),
    REVERSED,
];

/// What dict_keys offers.
pub const DICT_KEYS: TypeDef =
    TypeDef { doc: None, functions: SET_LIKE, attributes: &[getter("mapping", mapping)], absent: &["__hash__"] };
/// What dict_values offers.
pub const DICT_VALUES: TypeDef = TypeDef {
    doc: None,
    functions: &[REPR, ITER, LEN, REVERSED],
    attributes: &[getter("mapping", mapping)],
    absent: &[],
};
/// What dict_items offers.
pub const DICT_ITEMS: TypeDef =
    TypeDef { doc: None, functions: SET_LIKE, attributes: &[getter("mapping", mapping)], absent: &["__hash__"] };

fn of<'gc>(ctx: Ctx<'gc>, view: Value<'gc>) -> Result<DictView<'gc>, Raise<'gc>> {
    match view {
        Value::DictView(view) => Ok(view),
        _ => Err(ctx.internal_error("a method of a dict view without a view")),
    }
}

fn mapping<'gc>(ctx: Ctx<'gc>, view: Value<'gc>) -> NativeResult<'gc> {
    Step::value(MappingProxy::alloc(ctx.mc, MappingProxyData { mapping: of(ctx, view)?.owner }))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = ctx.type_name(args.get(0));
    let items = immediate_items(ctx, args.get(0)).unwrap_or_default();
    repr_items(ctx, args.get(0), items, &format!("{name}(["), "])", "...")
}

fn iter<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let view = of(ctx, args.get(0))?;
    Step::value(entries_iter(ctx, view.dict, view.kind, false))
}

fn reversed<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let view = of(ctx, args.get(0))?;
    Step::value(entries_iter(ctx, view.dict, view.kind, true))
}

fn len<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    Step::value(count(of(ctx, args.get(0))?.dict.len()))
}

/// `item in view`: True or False.
fn has<'gc>(ctx: Ctx<'gc>, view: DictView<'gc>, item: Value<'gc>) -> NativeResult<'gc> {
    if view.kind == DictItems::Keys {
        return Step::value(super::dict::contains(ctx, view.dict, item)?);
    }
    let Some(&[key, value]) = item.as_tuple().map(crate::types::Tuple::as_slice) else {
        return Step::value(false);
    };
    match ctx.dict_get(view.dict, key)? {
        None => Step::value(false),
        Some(found) => match key_equal(found, value) {
            Some(equal) => Step::value(equal),
            None => ops::equal(ctx, found, value),
        },
    }
}

fn contains<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    has(ctx, of(ctx, args.get(0))?, args.get(1))
}

/// What is asked of all items of an iterable.
#[derive(Clone, Copy, PartialEq, Eq, Collect)]
#[collect(require_static)]
enum Question {
    /// Whether all are in the container.
    AllIn,
    /// Whether none is.
    NoneIn,
}

/// Asks `container` for each of `items`.
#[derive(Collect)]
#[collect(no_drop)]
struct Membership<'gc> {
    container: Value<'gc>,
    items: List<'gc>,
    #[collect(require_static)]
    next: usize,
    question: Question,
}

impl<'gc> Continuation<'gc> for Membership<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut answer = match input {
            Input::Start | Input::Value(Value::Null) => None,
            _ => Some(input.value(ctx)?),
        };
        for _ in 0..super::each::BATCH {
            let Some(item) = self.items.get(self.next) else { return Flow::value(true) };
            let found = match answer.take() {
                Some(found) => found,
                None => match ops::contains(ctx, self.container, item)? {
                    Step::Return(found) => found,
                    step => return Ok(Flow::Await(step)),
                },
            };
            if matches!(found, Value::True) != (self.question == Question::AllIn) {
                return Flow::value(false);
            }
            self.next += 1;
        }
        Ok(super::each::breathe())
    }
}

fn ask<'gc>(ctx: Ctx<'gc>, container: Value<'gc>, items: Value<'gc>, question: Question) -> NativeResult<'gc> {
    let kept = [container, Value::bool(question == Question::AllIn)];
    ops::collect(ctx, items)?.then(ctx, kept, |ctx, items, [container, all]| {
        let Value::List(items) = items else { return Err(ctx.internal_error("items that are not a list")) };
        let question = if matches!(all, Value::True) { Question::AllIn } else { Question::NoneIn };
        super::each::start(ctx, Membership { container, items, next: 0, question })
    })
}

fn compare<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    let (view, other) = (args.get(0), args.get(1));
    let other_len = match other {
        Value::DictView(other) if other.kind != DictItems::Values => other.dict.len(),
        _ => match table_of(other) {
            Some(table) => table.len(),
            None => return Step::value(Value::NotImplemented),
        },
    };
    let len = of(ctx, view)?.dict.len();
    let possible = match op {
        CompareOp::Eq | CompareOp::Ne => len == other_len,
        CompareOp::Lt => len < other_len,
        CompareOp::Le => len <= other_len,
        CompareOp::Gt => len > other_len,
        CompareOp::Ge => len >= other_len,
    };
    let answer = if !possible {
        Step::Return(Value::False)
    } else {
        match op {
            CompareOp::Gt | CompareOp::Ge => ask(ctx, view, other, Question::AllIn)?,
            _ => ask(ctx, other, view, Question::AllIn)?,
        }
    };
    if op == CompareOp::Ne {
        return answer.then(ctx, [], |_, equal, []| Step::value(!matches!(equal, Value::True)));
    }
    Ok(answer)
}

fn lt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Lt)
}

fn le<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Le)
}

fn eq<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Eq)
}

fn ne<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ne)
}

fn gt<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Gt)
}

fn ge<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    compare(ctx, &args, CompareOp::Ge)
}

fn isdisjoint<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let (view, other) = (args.get(0), args.get(1));
    let other_len = match other {
        Value::DictView(other) if other.kind != DictItems::Values => Some(other.dict.len()),
        _ => table_of(other).map(Dict::len),
    };
    let len = of(ctx, view)?.dict.len();
    if view.is(other) {
        return Step::value(len == 0);
    }
    match other_len {
        // The smaller one is walked, the larger one asked.
        Some(other_len) if other_len > len => ask(ctx, other, view, Question::NoneIn),
        _ => ask(ctx, view, other, Question::NoneIn),
    }
}

/// A function of the algebra that changes a table.
type Change = for<'a> fn(Ctx<'a>, Dict<'a>, Value<'a>) -> NativeResult<'a>;

/// The elements of `left` as a new set, changed by `right`.
fn changed<'gc>(ctx: Ctx<'gc>, left: Value<'gc>, right: Value<'gc>, change: Which) -> NativeResult<'gc> {
    algebra::collect(ctx, left)?.then(ctx, [right, Value::Int(change as i64)], |ctx, table, [right, change]| {
        let Value::Dict(table) = table else { return Err(ctx.internal_error("elements without a table")) };
        let function: Change = match change {
            Value::Int(0) => algebra::update,
            Value::Int(1) => algebra::difference_update,
            _ => algebra::symmetric_difference_update,
        };
        function(ctx, table, right)?.then(ctx, [table.into()], |ctx, _, [table]| match table {
            Value::Dict(table) => Step::value(Set::new(ctx.mc, table)),
            _ => Err(ctx.internal_error("elements without a table")),
        })
    })
}

/// The function that [`changed`] applies.
#[derive(Clone, Copy)]
enum Which {
    Update = 0,
    Difference = 1,
    Symmetric = 2,
}

fn sub<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    changed(ctx, args.get(0), args.get(1), Which::Difference)
}

fn rsub<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    changed(ctx, args.get(1), args.get(0), Which::Difference)
}

fn or<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    changed(ctx, args.get(0), args.get(1), Which::Update)
}

fn ror<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    changed(ctx, args.get(1), args.get(0), Which::Update)
}

/// Views of items may hold unhashable values: what is in both is found
/// without hashing these.
fn xor<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match (args.get(0), args.get(1)) {
        (Value::DictView(a), Value::DictView(b)) if a.kind == DictItems::Items && b.kind == DictItems::Items => {
            items_xor(ctx, a.dict, b.dict)
        }
        (a, b) => changed(ctx, a, b, Which::Symmetric),
    }
}

fn rxor<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    changed(ctx, args.get(1), args.get(0), Which::Symmetric)
}

/// `a.items() ^ b.items()`: the entries whose values differ, of both.
fn items_xor<'gc>(ctx: Ctx<'gc>, a: Dict<'gc>, b: Dict<'gc>) -> NativeResult<'gc> {
    let result = Dict::new_set(ctx.mc);
    let rest = b.copy(ctx.mc);
    Ok(Step::run(ItemsXor { entries: a.to_vec(), next: 0, rest, result }))
}

#[derive(Collect)]
#[collect(no_drop)]
struct ItemsXor<'gc> {
    entries: Vec<Entry<'gc>>,
    #[collect(require_static)]
    next: usize,
    /// The entries of the right side that no entry of the left was equal to.
    rest: Dict<'gc>,
    result: Dict<'gc>,
}

impl<'gc> ItemsXor<'gc> {
    fn take(&mut self, ctx: Ctx<'gc>, entry: Entry<'gc>, equal: bool) -> Result<(), Raise<'gc>> {
        self.next += 1;
        if equal {
            if let Some(position) = ctx.dict_find(self.rest, entry.key, entry.hash)? {
                self.rest.borrow_mut(ctx.mc).remove_at(position);
            }
            return Ok(());
        }
        ctx.set_add(self.result, ctx.tuple(&[entry.key, entry.value]))?;
        Ok(())
    }
}

impl<'gc> Continuation<'gc> for ItemsXor<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        let mut answer = match input {
            Input::Start => None,
            _ => Some(matches!(input.value(ctx)?, Value::True)),
        };
        while let Some(&entry) = self.entries.get(self.next) {
            let equal = match answer.take() {
                Some(equal) => equal,
                None => match ctx.dict_find(self.rest, entry.key, entry.hash)? {
                    None => false,
                    Some(position) => {
                        let other = self.rest.value_at(position).unwrap_or(Value::Null);
                        match key_equal(entry.value, other) {
                            Some(equal) => equal,
                            None => match ops::equal(ctx, entry.value, other)? {
                                Step::Return(equal) => matches!(equal, Value::True),
                                step => return Ok(Flow::Await(step)),
                            },
                        }
                    }
                },
            };
            self.take(ctx, entry, equal)?;
        }
        for entry in self.rest.to_vec() {
            ctx.set_add(self.result, ctx.tuple(&[entry.key, entry.value]))?;
        }
        Flow::value(Set::new(ctx.mc, self.result))
    }
}

/// What is in both: the shorter one is walked, as far as lengths are known.
fn and<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    common(ctx, args.get(0), args.get(1))
}

fn rand<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    common(ctx, args.get(1), args.get(0))
}

fn common<'gc>(ctx: Ctx<'gc>, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    // Reflected: the view is on the right.
    let (mut view, mut other) = if matches!(a, Value::DictView(_)) { (a, b) } else { (b, a) };
    if let (Value::DictView(x), Value::DictView(y)) = (view, other)
        && y.kind != DictItems::Values
        && y.dict.len() > x.dict.len()
    {
        std::mem::swap(&mut view, &mut other);
    }
    if let (Some(table), Value::DictView(x)) = (table_of(other), view)
        && x.kind == DictItems::Keys
        && table.len() >= x.dict.len()
    {
        return algebra::intersection(ctx, table, view)?.then(ctx, [], |ctx, table, []| match table {
            Value::Dict(table) => Step::value(Set::new(ctx.mc, table)),
            _ => Err(ctx.internal_error("elements without a table")),
        });
    }
    let result = Dict::new_set(ctx.mc);
    let met = for_each(ctx, other, [view, result.into()], |ctx, item, [view, result]| {
        let (Value::DictView(view), Value::Dict(result)) = (view, result) else { return Ok(None) };
        let step = has(ctx, view, item)?;
        // An item of a view of items may need an `__eq__` here.
        if matches!(ctx.reenter(step)?, Value::True) {
            ctx.set_add(result, item)?;
        }
        Ok(None)
    })?;
    met.then(ctx, [result.into()], |ctx, _, [result]| match result {
        Value::Dict(table) => Step::value(Set::new(ctx.mc, table)),
        _ => Err(ctx.internal_error("elements without a table")),
    })
}
