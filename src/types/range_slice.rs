//! range and slice. Mirrors `Objects/rangeobject.c` and `Objects/sliceobject.c`.

use gc_arena::Collect;

use crate::value::Value;
use crate::{classified, handle};

/// start, stop and step, each an int of any size; step is not 0.
#[derive(Collect)]
#[collect(no_drop)]
pub struct RangeData<'gc> {
    pub start: Value<'gc>,
    pub stop: Value<'gc>,
    pub step: Value<'gc>,
}

handle! {
    /// A range object.
    Range => RangeData
}

/// Any three objects.
#[derive(Collect)]
#[collect(no_drop)]
pub struct SliceData<'gc> {
    pub start: Value<'gc>,
    pub stop: Value<'gc>,
    pub step: Value<'gc>,
}

handle! {
    /// A slice object.
    Slice => SliceData
}

classified! { Range => range, Slice => slice }
