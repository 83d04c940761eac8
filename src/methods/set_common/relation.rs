//! How sets relate: subsets, disjointness, comparison, and membership.

use super::{algebra, table_of};
use crate::methods::each::for_each;
use crate::num::hash::hash_frozenset;
use crate::opcode::operands::CompareOp;
use crate::runtime::{Ctx, NativeResult, Raise, Step};
use crate::types::Dict;
use crate::value::Value;

/// The hash of an element to look for. A set is looked for as the frozenset
/// of its elements.
///
/// # Errors
/// TypeError for other unhashable values, or what a `__hash__` raises.
pub fn hash_sought<'gc>(ctx: Ctx<'gc>, element: Value<'gc>) -> Result<i64, Raise<'gc>> {
    let raise = match ctx.hash_element(element) {
        Ok(hash) => return Ok(hash),
        Err(raise) => raise,
    };
    match element.as_set() {
        Some(set) if ctx.is_raised(raise, ctx.types.exceptions.TypeError) => {
            Ok(hash_frozenset(set.table.borrow().iter().map(|entry| entry.hash)))
        }
        _ => Err(raise),
    }
}

/// Where an element is.
///
/// # Errors
/// What hashing and comparing raises.
pub fn find<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, element: Value<'gc>) -> Result<Option<usize>, Raise<'gc>> {
    let hash = hash_sought(ctx, element)?;
    ctx.dict_find(table, element, hash)
}

/// Whether all of `table` is in `other`.
///
/// # Errors
/// What comparing raises.
pub fn is_subset<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Dict<'gc>) -> Result<bool, Raise<'gc>> {
    if table.len() > other.len() {
        return Ok(false);
    }
    for entry in table.to_vec() {
        if ctx.dict_find(other, entry.key, entry.hash)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `table.issubset(other)` of any iterable.
///
/// # Errors
/// What iterating, hashing and comparing raises.
pub fn subset_of<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    match table_of(other) {
        Some(other) => Step::value(is_subset(ctx, table, other)?),
        None => algebra::intersection(ctx, table, other)?.then(ctx, [table.into()], |_, common, [table]| {
            Step::value(common.as_dict().map(Dict::len) == table.as_dict().map(Dict::len))
        }),
    }
}

/// `table.issuperset(other)` of any iterable.
///
/// # Errors
/// As [`subset_of`].
pub fn superset_of<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    if let Some(other) = table_of(other) {
        return Step::value(is_subset(ctx, other, table)?);
    }
    let missing = for_each(ctx, other, [table.into()], |ctx, item, [table]| {
        let Value::Dict(table) = table else { return Ok(None) };
        Ok(find(ctx, table, item)?.is_none().then_some(Value::False))
    })?;
    missing.then(ctx, [], |_, missing, []| Step::value(missing.is_null()))
}

/// `table.isdisjoint(other)` of any iterable.
///
/// # Errors
/// As [`subset_of`].
pub fn disjoint<'gc>(ctx: Ctx<'gc>, table: Dict<'gc>, other: Value<'gc>) -> NativeResult<'gc> {
    if let Some(other) = table_of(other) {
        let (walked, probed) = if other.len() > table.len() { (table, other) } else { (other, table) };
        for entry in walked.to_vec() {
            if ctx.dict_find(probed, entry.key, entry.hash)?.is_some() {
                return Step::value(false);
            }
        }
        return Step::value(true);
    }
    let common = for_each(ctx, other, [table.into()], |ctx, item, [table]| {
        let Value::Dict(table) = table else { return Ok(None) };
        let hash = ctx.hash_element(item)?;
        Ok(ctx.dict_find(table, item, hash)?.is_some().then_some(Value::True))
    })?;
    common.then(ctx, [], |_, common, []| Step::value(common.is_null()))
}

/// `a op b`: NotImplemented unless both are sets.
///
/// # Errors
/// What comparing elements raises.
pub fn compare<'gc>(ctx: Ctx<'gc>, op: CompareOp, a: Value<'gc>, b: Value<'gc>) -> NativeResult<'gc> {
    let (Some(x), Some(y)) = (table_of(a), table_of(b)) else {
        return Step::value(Value::NotImplemented);
    };
    let answer = match op {
        CompareOp::Eq | CompareOp::Ne => {
            let known = match (a.as_frozenset(), b.as_frozenset()) {
                (Some(a), Some(b)) => a.hash.get().zip(b.hash.get()),
                _ => None,
            };
            let equal = x.len() == y.len() && known.is_none_or(|(a, b)| a == b) && is_subset(ctx, x, y)?;
            equal == (op == CompareOp::Eq)
        }
        CompareOp::Le => is_subset(ctx, x, y)?,
        CompareOp::Ge => is_subset(ctx, y, x)?,
        CompareOp::Lt => x.len() < y.len() && is_subset(ctx, x, y)?,
        CompareOp::Gt => y.len() < x.len() && is_subset(ctx, y, x)?,
    };
    Step::value(answer)
}
