//! What set and frozenset have in common. Mirrors `Objects/setobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`algebra`] | union, intersection, differences, as functions of tables |
//! | [`relation`] | subsets, disjointness, comparison, membership |
//! | [`shared`] | the methods of both types |

pub mod algebra;
pub mod relation;
pub mod shared;

use crate::runtime::{Args, Ctx, Raise};
use crate::types::{Dict, FrozenSet, Set};
use crate::value::Value;

/// The table of a set or frozenset, subclasses included.
#[inline]
pub fn table_of<'gc>(value: Value<'gc>) -> Option<Dict<'gc>> {
    match value.payload() {
        Value::Set(set) => Some(set.table),
        Value::FrozenSet(set) => Some(set.table),
        _ => None,
    }
}

/// The table of the receiver.
fn receiver<'gc>(ctx: Ctx<'gc>, args: &Args<'_, 'gc>) -> Result<Dict<'gc>, Raise<'gc>> {
    table_of(args.get(0)).ok_or_else(|| ctx.internal_error("a set method without a set"))
}

/// A set, or a frozenset where `like` is one, of the keys of `table`.
fn make_like<'gc>(ctx: Ctx<'gc>, like: Value<'gc>, table: Dict<'gc>) -> Value<'gc> {
    match like.as_frozenset() {
        Some(_) => FrozenSet::new(ctx.mc, table).into(),
        None => Set::new(ctx.mc, table).into(),
    }
}
