//! `_collections`: what `collections` takes from C. Mirrors
//! `Modules/_collectionsmodule.c` and `Objects/odictobject.c`.
//!
//! | module | what |
//! |---|---|
//! | [`deque`], [`deque_search`], [`deque_algebra`] | deque |
//! | [`deque_iter`] | its iterators |
//! | [`defaultdict`] | defaultdict |
//! | [`ordered_dict`] | OrderedDict |
//! | [`tuplegetter`] | the fields of named tuples |

use super::ModuleDef;
use crate::runtime::def::TypeDef;
use crate::types::{Class, Types};

pub mod defaultdict;
pub mod deque;
pub mod deque_algebra;
pub mod deque_iter;
pub mod deque_search;
pub mod ordered_dict;
pub mod tuplegetter;

/// The module.
pub const MODULE: ModuleDef = ModuleDef {
    name: "_collections",
    doc: "High performance data structures.",
    functions: &[],
    init: |ctx, dict| {
        let types = &ctx.state().types;
        for class in [
            types.deque,
            types.defaultdict,
            types.ordered_dict,
            types.tuplegetter,
            types.deque_iterator,
            types.deque_reverse_iterator,
        ] {
            dict.set_str(ctx.mc, class.name.get(), class.into());
        }
        Ok(())
    },
};

/// The classes with what they offer.
pub fn defs<'gc>(types: &Types<'gc>) -> Vec<(Class<'gc>, &'static TypeDef)> {
    vec![
        (types.deque, &deque::DEF),
        (types.deque_iterator, &deque_iter::DEF),
        (types.deque_reverse_iterator, &deque_iter::DEF),
        (types.defaultdict, &defaultdict::DEF),
        (types.ordered_dict, &ordered_dict::DEF),
        (types.tuplegetter, &tuplegetter::DEF),
    ]
}
