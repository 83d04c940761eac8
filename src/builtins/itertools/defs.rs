//! What the classes of `itertools` offer.

use super::{make, make_pools, make_tee};
use crate::methods::generic_alias::CLASS_GETITEM;
use crate::methods::iterators::common::{iter, next, receiver};
use crate::runtime::def::{FunctionDef, TypeDef, class_method, method, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Step};
use crate::types::itertools::Tool;
use crate::types::{Class, IterState, Types};
use crate::value::Value;
use crate::vm::ops;

const ITER: FunctionDef = slot("__iter__", "(self, /)", iter);
const NEXT: FunctionDef = slot("__next__", "(self, /)", next);

macro_rules! tools {
    ($($field:ident $params:literal $new:path, [$($more:expr),*];)*) => {
        /// The classes, in the order of the table.
        pub fn classes<'gc>(types: &Types<'gc>) -> Vec<Class<'gc>> {
            vec![$(types.$field),*]
        }

        /// The classes with what they offer.
        pub fn defs<'gc>(types: &Types<'gc>) -> Vec<(Class<'gc>, &'static TypeDef)> {
            vec![$((types.$field, {
                const DEF: TypeDef = TypeDef {
                    functions: &[static_method("__new__", $params, $new), ITER, NEXT, $($more),*],
                    ..TypeDef::EMPTY
                };
                &DEF
            })),*]
        }
    };
}

tools! {
    itertools_count "(cls, start=0, step=1)" make::count, [slot("__repr__", "(self, /)", count_repr)];
    itertools_cycle "(cls, iterable, /)" make::cycle, [];
    itertools_repeat "(cls, object, times=0)" make::repeat, [
        slot("__repr__", "(self, /)", repeat_repr), method("__length_hint__", "(self, /)", repeat_hint)
    ];
    itertools_chain "(cls, *iterables)" make::chain, [
        class_method("from_iterable", "(cls, iterable, /)", make::chain_from_iterable), CLASS_GETITEM
    ];
    itertools_compress "(cls, data, selectors)" make::compress, [];
    itertools_dropwhile "(cls, predicate, iterable, /)" make::dropwhile, [];
    itertools_takewhile "(cls, predicate, iterable, /)" make::takewhile, [];
    itertools_filterfalse "(cls, function, iterable, /)" make::filterfalse, [];
    itertools_groupby "(cls, iterable, key=None)" make::groupby, [];
    itertools_grouper "(cls, parent, tgtkey, /)" make::grouper, [];
    itertools_islice "(cls, iterable, start, stop=None, step=None, /)" make::islice, [];
    itertools_starmap "(cls, function, iterable, /)" make::starmap, [];
    itertools_tee "(cls, iterable, /)" make_tee::new, [method("__copy__", "(self, /)", make_tee::copy)];
    itertools_zip_longest "(cls, *iterables, **kwargs)" make::zip_longest, [];
    itertools_accumulate "(cls, iterable, func=None, *, initial=None)" make::accumulate, [];
    itertools_pairwise "(cls, iterable, /)" make::pairwise, [];
    itertools_batched "(cls, iterable, n, *, strict=False)" make::batched, [];
    itertools_product "(cls, *iterables, repeat=1)" make_pools::product, [];
    itertools_permutations "(cls, iterable, r=None)" make_pools::permutations, [];
    itertools_combinations "(cls, iterable, r)" make_pools::combinations, [];
    itertools_combinations_with_replacement "(cls, iterable, r)" make_pools::combinations_with_replacement, [];
}

/// The name that a repr begins with.
fn shown_name<'gc>(ctx: Ctx<'gc>, object: Value<'gc>) -> Value<'gc> {
    ctx.class_of(object).name.get().into()
}

fn count_repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = shown_name(ctx, args.get(0));
    let (next, step) = match &*receiver(ctx, args.get(0))?.state.borrow() {
        IterState::Tool(Tool::Count { next, step }) => (*next, *step),
        _ => (Value::None, Value::None),
    };
    match step {
        Value::Int(1) => call_text(ctx, name, &[next]),
        _ => call_text(ctx, name, &[next, step]),
    }
}

fn repeat_repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let name = shown_name(ctx, args.get(0));
    let (object, left) = match &*receiver(ctx, args.get(0))?.state.borrow() {
        IterState::Tool(Tool::Repeat { object, left }) => (*object, *left),
        _ => (Value::None, None),
    };
    match left {
        Some(left) => call_text(ctx, name, &[object, Value::Int(left)]),
        None => call_text(ctx, name, &[object]),
    }
}

/// `name(repr, repr)`.
fn call_text<'gc>(ctx: Ctx<'gc>, name: Value<'gc>, args: &[Value<'gc>]) -> NativeResult<'gc> {
    let name = name.as_str().map(|name| name.lossy().into_owned()).unwrap_or_default();
    let owner = ctx.tuple(args);
    ops::repr::repr_items(ctx, owner, args.to_vec(), &format!("{name}("), ")", "...")
}

fn repeat_hint<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    match &*receiver(ctx, args.get(0))?.state.borrow() {
        IterState::Tool(Tool::Repeat { left: Some(left), .. }) => Step::value(*left),
        _ => Err(ctx.type_error("len() of unsized object")),
    }
}
