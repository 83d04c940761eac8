//! Labels: the places that jumps and the exception table speak of, numbered from 1 in the order of the code.

use std::collections::{BTreeMap, BTreeSet};

use super::walk::walk;
use crate::objects::code_tables::exception_entries;
use crate::pyc::raw::RawCode;

/// The labels of a code object. Places are code units; malformed code may point anywhere.
pub(super) struct Labels(BTreeMap<i64, usize>);

impl Labels {
    pub fn of(code: &RawCode) -> Labels {
        let jumps = walk(&code.code).filter_map(|step| step.jump_target());
        let handlers = exception_entries(&code.exceptiontable)
            .flat_map(|entry| [entry.start, entry.end, entry.target])
            .map(|unit| unit as i64);
        let places: BTreeSet<i64> = jumps.chain(handlers).collect();
        Labels(places.into_iter().zip(1..).collect())
    }

    /// The number of the label at `unit`.
    pub fn get(&self, unit: i64) -> Option<usize> {
        self.0.get(&unit).copied()
    }

    /// The width of the column of labels.
    pub fn width(&self) -> usize {
        4 + self.0.len().to_string().len()
    }
}
