//! Methods of weak references. Mirrors the first half of
//! `Objects/weakrefobject.c`.

use std::cell::Cell as StdCell;

use gc_arena::barrier::unlock;
use gc_arena::lock::Lock;

use super::{generic_alias, wrap};
use crate::opcode::operands::CompareOp;
use crate::runtime::def::{TypeDef, member, slot, static_method};
use crate::runtime::{Args, Ctx, NativeResult, Raise, Step};
use crate::types::{ClassFlags, Referent, WeakKind, WeakRef, WeakRefData};
use crate::value::Value;
use crate::vm::ops;

/// What ReferenceType offers.
pub const DEF: TypeDef = TypeDef {
    functions: &[
        static_method("__new__", "(cls, /, *args, **kwargs)", new),
        slot("__init__", "(self, /, *args, **kwargs)", init),
        slot("__call__", "(self, /, *args, **kwargs)", call).doc("Call self as a function."),
        slot("__repr__", "(self, /)", repr).doc("Return repr(self)."),
        slot("__hash__", "(self, /)", hash).doc("Return hash(self)."),
        slot("__eq__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Eq)).doc("Return self==value."),
        slot("__ne__", "(self, value, /)", |ctx, args| compare(ctx, args, CompareOp::Ne)).doc("Return self!=value."),
        generic_alias::CLASS_GETITEM,
    ],
    attributes: &[member("__callback__", get_callback)],
    ..TypeDef::EMPTY
};

/// The reference that a value is.
pub(super) fn receiver<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> Result<WeakRef<'gc>, Raise<'gc>> {
    value.as_weak_ref().ok_or_else(|| ctx.internal_error("a weak reference is required"))
}

/// A weak reference or proxy of `object`. One without a callback is made only once.
///
/// # Errors
/// TypeError for an object that cannot be referred to weakly.
pub fn make<'gc>(
    ctx: Ctx<'gc>,
    kind: WeakKind,
    object: Value<'gc>,
    callback: Value<'gc>,
    shared: bool,
) -> Result<WeakRef<'gc>, Raise<'gc>> {
    let referent = Referent::new(object).filter(|_| ctx.class_of(object).has(ClassFlags::WEAKREF));
    let (Some(referent), Some(address)) = (referent, object.address()) else {
        return Err(ctx.type_error(format!("cannot create weak reference to '{}' object", ctx.type_name(object))));
    };
    let callback = if callback.is_none() { Value::Null } else { callback };
    if shared && callback.is_null() {
        let same =
            |known: &WeakRef<'gc>| known.kind == kind && known.callback.get().is_null() && known.owner.get().is_null();
        if let Some(known) = ctx.watch.references(ctx.mc, address).into_iter().find(same) {
            return Ok(known);
        }
    }
    thread_local! {
        static NEXT: StdCell<u64> = const { StdCell::new(0) };
    }
    let sequence = NEXT.with(|next| next.replace(next.get().wrapping_add(1)));
    Ok(WeakRef::alloc(
        ctx.mc,
        WeakRefData {
            referent: Lock::new(referent),
            callback: Lock::new(callback),
            owner: Lock::new(Value::Null),
            hash: StdCell::new(None),
            kind,
            address,
            sequence,
        },
    ))
}

/// As [`make`], known to the collector.
///
/// # Errors
/// As there.
pub fn make_entered<'gc>(
    ctx: Ctx<'gc>,
    kind: WeakKind,
    object: Value<'gc>,
    callback: Value<'gc>,
) -> Result<Value<'gc>, Raise<'gc>> {
    let reference = make(ctx, kind, object, callback, true)?;
    if !ctx.watch.references(ctx.mc, reference.address).iter().any(|known| known.is(reference)) {
        ctx.watch.enter(ctx.mc, reference);
    }
    Ok(reference.into())
}

fn new<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let class = super::class_argument(ctx, args.get(0))?;
    let (object, callback) = match args.rest() {
        [object] => (*object, Value::None),
        [object, callback] => (*object, *callback),
        [] => return Err(ctx.type_error("__new__ expected at least 1 argument, got 0")),
        rest => {
            return Err(ctx.type_error(format!("__new__ expected at most 2 arguments, got {}", rest.len())));
        }
    };
    let own = ctx.types.weakref;
    if class.is(own) {
        if !args.extra().is_empty() {
            return Err(ctx.type_error("ref() takes no keyword arguments"));
        }
        return Step::value(make_entered(ctx, WeakKind::Reference, object, callback)?);
    }
    let reference = make(ctx, WeakKind::Reference, object, callback, false)?;
    let instance = wrap(ctx, class, reference.into());
    unlock!(reference.write(ctx.mc), WeakRefData, owner).set(instance);
    ctx.watch.enter(ctx.mc, reference);
    Step::value(instance)
}

fn init<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !args.extra().is_empty() {
        return Err(ctx.type_error("ref() takes no keyword arguments"));
    }
    match args.rest().len() {
        0 => Err(ctx.type_error("__init__ expected at least 1 argument, got 0")),
        1 | 2 => Step::value(()),
        given => Err(ctx.type_error(format!("__init__ expected at most 2 arguments, got {given}"))),
    }
}

fn call<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    if !args.extra().is_empty() {
        return Err(ctx.type_error("weakref() takes no keyword arguments"));
    }
    if !args.rest().is_empty() {
        let given = args.rest().len();
        return Err(ctx.type_error(format!("weakref expected 0 arguments, got {given}")));
    }
    Step::value(receiver(ctx, args.get(0))?.target(ctx.mc).unwrap_or(Value::None))
}

fn repr<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let reference = receiver(ctx, args.get(0))?;
    let at = args.get(0).address().unwrap_or(0);
    let Some(target) = reference.target(ctx.mc) else {
        return Step::value(ctx.str(format!("<weakref at {at:#x}; dead>")));
    };
    let text = format!("<weakref at {at:#x}; to '{}' at {:#x}", ctx.type_name(target), target.address().unwrap_or(0));
    let step = crate::vm::attributes::get_optional(ctx, target, ctx.names.name)?;
    step.then(ctx, [ctx.str(text)], |ctx, name, [text]| {
        let text = text.as_str().map(|text| text.lossy().into_owned()).unwrap_or_default();
        Step::value(match name.as_str() {
            Some(name) => ctx.str(format!("{text} ({})>", name.lossy())),
            None => ctx.str(format!("{text}>")),
        })
    })
}

fn hash<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>) -> NativeResult<'gc> {
    let reference = receiver(ctx, args.get(0))?;
    if let Some(hash) = reference.hash.get() {
        return Step::value(hash);
    }
    let Some(target) = reference.target(ctx.mc) else {
        return Err(ctx.type_error("weak object has gone away"));
    };
    ops::hash(ctx, target)?.then(ctx, [reference.into()], |_, hash, [reference]| {
        if let (Value::WeakRef(reference), Value::Int(hash)) = (reference, hash) {
            reference.data().hash.set(Some(hash));
        }
        Step::value(hash)
    })
}

fn compare<'gc>(ctx: Ctx<'gc>, args: Args<'_, 'gc>, op: CompareOp) -> NativeResult<'gc> {
    let a = receiver(ctx, args.get(0))?;
    let Some(b) = args.get(1).as_weak_ref().filter(|b| b.kind == WeakKind::Reference) else {
        return Step::value(Value::NotImplemented);
    };
    match (a.target(ctx.mc), b.target(ctx.mc)) {
        (Some(a), Some(b)) => ops::compare(ctx, op, a, b),
        _ => Step::value(a.is(b) == (op == CompareOp::Eq)),
    }
}

fn get_callback<'gc>(ctx: Ctx<'gc>, value: Value<'gc>) -> NativeResult<'gc> {
    Step::value(receiver(ctx, value)?.callback.get().or(Value::None))
}
