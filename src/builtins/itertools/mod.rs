//! `itertools`. Mirrors `Modules/itertoolsmodule.c`.
//!
//! | module | what |
//! |---|---|
//! | [`mod@advance`] | the next item where no call is needed |
//! | [`mod@next`] | the step that gives the next item of any of them |
//! | [`slow`], [`group`], [`several`] | state machines for items that take calls |
//! | [`combine`] | product, permutations, combinations |
//! | [`make`], [`make_pools`], [`make_tee`] | the constructors |
//! | [`defs`] | what the classes offer |

use super::ModuleDef;
use crate::runtime::def::function;
use crate::types::itertools::Tool;
use crate::types::{Iter, IterState};

pub mod advance;
pub mod combine;
pub mod defs;
pub mod group;
pub mod make;
pub mod make_pools;
pub mod make_tee;
pub mod next;
pub mod several;
pub mod slow;

pub use advance::advance;
pub use next::next;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "itertools",
    doc: "Functional tools for creating and using iterators.",
    functions: &[function("tee", "(iterable, n=2, /)", make_tee::tee)],
    init: |ctx, dict| {
        for class in defs::classes(&ctx.state().types) {
            dict.set_str(ctx.mc, class.name.get(), class.into());
        }
        Ok(())
    },
};

/// Works on the state of an iterator of `itertools`; nothing when it is none
/// (any more).
pub(crate) fn with<'gc, R>(
    ctx: crate::runtime::Ctx<'gc>,
    iter: Iter<'gc>,
    work: impl FnOnce(&mut Tool<'gc>) -> R,
) -> Option<R> {
    match &mut *iter.state_mut(ctx.mc) {
        IterState::Tool(tool) => Some(work(tool)),
        _ => None,
    }
}
