//! The method resolution order: C3, or what a metaclass's `mro` says. Mirrors
//! `mro_implementation`, `pmerge` and `mro_check`.

use gc_arena::barrier::unlock;

use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::{Class, ClassData, Tuple};
use crate::value::Value;

/// C3 linearisation of a class with these bases; the class itself not included.
///
/// # Errors
/// TypeError when there is no consistent order.
pub fn linearise<'gc>(ctx: Ctx<'gc>, bases: &[Class<'gc>]) -> Result<Vec<Class<'gc>>, Raise<'gc>> {
    if let [only] = bases {
        return Ok(only.mro_iter().collect());
    }
    for (index, base) in bases.iter().enumerate() {
        if bases.iter().skip(index + 1).any(|other| other.is(*base)) {
            return Err(ctx.type_error(format!("duplicate base class {}", base.name.get().lossy())));
        }
    }
    let mut lists: Vec<(Vec<Class<'gc>>, usize)> = bases.iter().map(|base| (base.mro_iter().collect(), 0)).collect();
    lists.push((bases.to_vec(), 0));
    let mut order = Vec::new();
    loop {
        let heads: Vec<Class<'gc>> = lists.iter().filter_map(|(list, at)| list.get(*at).copied()).collect();
        if heads.is_empty() {
            return Ok(order);
        }
        let in_tail = |class: Class<'gc>| lists.iter().any(|(list, at)| list.iter().skip(at + 1).any(|c| c.is(class)));
        let Some(&next) = heads.iter().find(|&&head| !in_tail(head)) else {
            let mut names: Vec<Class<'gc>> = Vec::new();
            for head in heads {
                if !names.iter().any(|known| known.is(head)) {
                    names.push(head);
                }
            }
            let names: Vec<_> = names.iter().map(|class| class.name.get().lossy().into_owned()).collect();
            return Err(ctx.type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            )));
        };
        order.push(next);
        for (list, at) in &mut lists {
            if list.get(*at).is_some_and(|head| head.is(next)) {
                *at += 1;
            }
        }
    }
}

/// Sets the order of `class`, `class` included.
pub fn set_order<'gc>(ctx: Ctx<'gc>, class: Class<'gc>, order: &[Class<'gc>]) {
    let values: Vec<Value<'gc>> = order.iter().map(|&class| class.into()).collect();
    unlock!(class.write(ctx.mc), ClassData, mro).set(Tuple::new(ctx.mc, values));
    class.changed(ctx.mc);
}

/// The order that C3 gives for the present bases of `class`, `class` included.
///
/// # Errors
/// TypeError when there is none.
pub fn default_order<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> Result<Vec<Class<'gc>>, Raise<'gc>> {
    let bases: Vec<Class<'gc>> = class.bases.get().as_slice().iter().filter_map(|base| base.as_class()).collect();
    let mut order = vec![class];
    order.extend(linearise(ctx, &bases)?);
    Ok(order)
}

/// Computes and sets the order of `class`, by the `mro` of its metaclass if it
/// has one of its own. The result is None.
///
/// # Errors
/// TypeError when there is no order or it does not fit, or what `mro` raises.
pub fn compute_order<'gc>(ctx: Ctx<'gc>, class: Class<'gc>) -> NativeResult<'gc> {
    let metaclass = ctx.class_of(class.into());
    let custom = if metaclass.is(ctx.types.type_) { None } else { metaclass.lookup(ctx.mc, ctx.names.mro) };
    let Some(custom) = custom.filter(|mro| !super::is_native_of(*mro, ctx.types.type_)) else {
        let order = default_order(ctx, class)?;
        set_order(ctx, class, &order);
        return Step::value(());
    };
    crate::vm::attributes::call_attribute(ctx, custom, class.into(), &[], None)?.then(
        ctx,
        [class.into()],
        |ctx, order, [class]| {
            crate::vm::ops::collect(ctx, order)?.then(ctx, [class], |ctx, order, [class]| {
                let (Value::Class(class), Some(list)) = (class, order.as_list()) else {
                    return Err(ctx.internal_error("mro() without a list"));
                };
                let mut order = Vec::new();
                for item in list.to_vec() {
                    let Value::Class(item) = item else {
                        return Err(ctx.type_error(format!("mro() returned a non-class ('{}')", ctx.type_name(item))));
                    };
                    if !super::bases::solid(class).is_subclass(super::bases::solid(item)) {
                        return Err(ctx.type_error(format!(
                            "mro() returned base with unsuitable layout ('{}')",
                            item.name.get().lossy()
                        )));
                    }
                    order.push(item);
                }
                set_order(ctx, class, &order);
                Step::value(())
            })
        },
    )
}
