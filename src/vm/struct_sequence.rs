//! Tuples whose items have names (`sys.version_info`). Mirrors
//! `Objects/structseq.c`.
//!
//! An instance holds the tuple as its payload and every field, hidden ones
//! included, in a slot of its own.

use gc_arena::Collect;
use gc_arena::barrier::unlock;
use rustpython_wtf8::Wtf8Buf;

use super::{ops, setup};
use crate::runtime::def::{TypeDef, method, slot, static_method};
use crate::runtime::{Args, Continuation, Ctx, Flow, Input, NativeResult, Raise, Step};
use crate::types::{Class, ClassData, ClassFlags, Instance, Layout, Member, MemberData};
use crate::value::Value;

const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, sequence=None, dict={})", new),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        method("__reduce__", "(self, /)", reduce),
    ],
    ..TypeDef::EMPTY
};

/// The class of the tuples `module.name` with these fields, made at the first
/// call.
pub fn class<'gc>(ctx: Ctx<'gc>, module: &str, name: &str, fields: &[&str]) -> Class<'gc> {
    class_with(ctx, module, name, "", fields, fields.len())
}

/// As [`class`], with a docstring; only the first `visible` of the fields are items.
pub fn class_with<'gc>(
    ctx: Ctx<'gc>,
    module: &str,
    name: &str,
    doc: &'static str,
    fields: &[&str],
    visible: usize,
) -> Class<'gc> {
    let key = format!("struct_sequence.{module}.{name}");
    if let Some(Value::Class(known)) = ctx.get_name(ctx.module_state, &key) {
        return known;
    }
    let flags = ClassFlags::SEQUENCE | ClassFlags::MATCH_SELF;
    let class = Class::bare(ctx.mc, ctx.intern(name), Layout::Native("tuple"), flags, ctx.dict());
    let tuple = ctx.types.tuple;
    class.link(ctx.mc, &[tuple], Some(tuple), &[class, tuple, ctx.types.object]);
    unlock!(class.write(ctx.mc), ClassData, metaclass).set(Some(ctx.types.type_));
    class.data().slots.set(fields.len());
    for (index, field) in fields.iter().enumerate() {
        let name = ctx.intern(field);
        let member = Member::alloc(ctx.mc, MemberData { name, owner: class, index });
        class.dict.set_str(ctx.mc, name, member.into());
    }
    let names: Vec<Value<'gc>> = fields.iter().take(visible).map(|field| ctx.intern(field).into()).collect();
    let count = |n: usize| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    for (key, value) in [
        ("__match_args__", ctx.tuple(&names)),
        ("__module__", ctx.str(module)),
        ("__doc__", ctx.str(doc)),
        ("n_fields", count(fields.len())),
        ("n_sequence_fields", count(visible)),
        ("n_unnamed_fields", count(0)),
    ] {
        ctx.set_name(class.dict, key, value);
    }
    setup::install_type(ctx, class, &DEF);
    ctx.set_name(ctx.module_state, &key, class);
    class
}

/// An instance of a class made by [`class`], of all fields in order.
pub fn make<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, values: &[Value<'gc>]) -> Value<'gc> {
    let visible = names(ctx, class).len();
    let items = values.get(..visible).unwrap_or(values);
    let instance = Instance::new(ctx.mc, class, ctx.tuple(items));
    for (index, value) in values.iter().enumerate() {
        instance.set_slot(ctx.mc, index, *value);
    }
    instance.into()
}

/// An instance of the items of a sequence and the hidden fields of a dict.
/// What tells of the interpreter is not made by programs.
fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = crate::methods::class_argument(ctx, args.get(0))?;
    let name = ctx.class_name(class);
    let module = class.dict.get_str(ctx.names.module).and_then(Value::as_str);
    if module.is_none_or(|module| module.is_text("sys") || module.is_text("builtins")) {
        return Err(ctx.type_error(format!("cannot create '{name}' instances")));
    }
    if args.get(1).is_null() {
        let name = class.name.get().lossy();
        return Err(ctx.type_error(format!("{name}() missing required argument 'sequence' (pos 1)")));
    }
    if !ops::iter::is_iterable(ctx, args.get(1)) {
        return Err(ctx.type_error("constructor requires a sequence"));
    }
    ops::collect(ctx, args.get(1))?.then(ctx, [class.into(), args.get(2)], |ctx, items, [class, hidden]| {
        let class = crate::methods::class_argument(ctx, class)?;
        let mut values = items.as_list().map(|items| items.to_vec()).unwrap_or_default();
        let all = ctx.get_name(class.dict, "n_fields").and_then(Value::as_i64).unwrap_or(0);
        let (all, visible, given) = (usize::try_from(all).unwrap_or(0), names(ctx, class).len(), values.len());
        if given < visible || given > all {
            let (bound, wanted) = match (visible == all, given < visible) {
                (true, _) => ("a", all),
                (false, true) => ("an at least", visible),
                (false, false) => ("an at most", all),
            };
            let name = ctx.class_name(class);
            return Err(ctx.type_error(format!("{name}() takes {bound} {wanted}-sequence ({given}-sequence given)")));
        }
        for index in given..all {
            let named = class.dict.to_vec().into_iter().find_map(|entry| match (entry.key, entry.value) {
                (Value::Str(name), Value::Member(member)) if member.index == index => Some(name),
                _ => None,
            });
            let value = hidden.as_dict().zip(named).and_then(|(hidden, name)| hidden.get_str(name));
            values.push(value.unwrap_or(Value::None));
        }
        Step::value(make(ctx, class, &values))
    })
}

fn names<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> &'gc [Value<'gc>] {
    let names = class.lookup(ctx.mc, ctx.names.match_args).and_then(Value::as_tuple);
    names.map_or(&[][..], |names| names.as_slice())
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = ctx.class_of(args.get(0));
    let items = args.get(0).as_tuple().map_or(&[][..], |items| items.as_slice());
    let pairs = names(ctx, class).iter().copied().zip(items.iter().copied()).collect();
    Ok(Step::run(ReprFields::new(ctx.class_name(class), pairs)))
}

/// Shows `name(field=value, ...)`.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ReprFields<'gc> {
    #[collect(require_static)]
    text: Wtf8Buf,
    pairs: Vec<(Value<'gc>, Value<'gc>)>,
    #[collect(require_static)]
    next: usize,
    /// Whose repr is under way, or NULL: see [`ops::guard`].
    guarded: Value<'gc>,
}

impl<'gc> ReprFields<'gc> {
    /// Of these pairs of text and value.
    pub fn new(name: String, pairs: Vec<(Value<'gc>, Value<'gc>)>) -> Self {
        let mut text = Wtf8Buf::from(name);
        text.push_str("(");
        Self { text, pairs, next: 0, guarded: Value::Null }
    }

    /// With a value whose repr ends with this.
    #[must_use]
    pub fn guarded(self, value: Value<'gc>) -> Self {
        Self { guarded: value, ..self }
    }
}

impl<'gc> Continuation<'gc> for ReprFields<'gc> {
    fn resume(&mut self, ctx: Ctx<'gc>, input: Input<'gc>) -> Result<Flow<'gc>, Raise<'gc>> {
        if let Input::Raise(raise) = input {
            ops::guard::repr_leave(ctx, self.guarded);
            return Err(raise);
        }
        if let Input::Value(shown) = input
            && let (Some((name, _)), Some(shown)) = (self.pairs.get(self.next), shown.as_str())
        {
            if self.next > 0 {
                self.text.push_str(", ");
            }
            if let Some(name) = name.as_str() {
                self.text.push_wtf8(name.wtf8());
            }
            self.text.push_str("=");
            self.text.push_wtf8(shown.wtf8());
            self.next += 1;
        }
        match self.pairs.get(self.next) {
            Some(&(_, value)) => match ops::repr(ctx, value) {
                Ok(step) => Ok(Flow::Await(step)),
                Err(raise) => {
                    ops::guard::repr_leave(ctx, self.guarded);
                    Err(raise)
                }
            },
            None => {
                ops::guard::repr_leave(ctx, self.guarded);
                self.text.push_str(")");
                Flow::value(ctx.str(std::mem::take(&mut self.text)))
            }
        }
    }
}

fn reduce<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let items = args.get(0).as_tuple().map_or(&[][..], |items| items.as_slice());
    let class = ctx.class_of(args.get(0));
    let parts = ctx.tuple(&[ctx.tuple(items), ctx.dict().into()]);
    Step::value(ctx.tuple(&[class.into(), parts]))
}
