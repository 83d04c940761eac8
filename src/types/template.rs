//! Template strings. Mirrors `Objects/templateobject.c` and
//! `interpolationobject.c`.

use std::cell::Cell as StdCell;

use gc_arena::Collect;

use super::Tuple;
use crate::value::Value;
use crate::{classified, handle};

/// Text and interpolations in turns: one more text than interpolations.
#[derive(Collect)]
#[collect(no_drop)]
pub struct TemplateData<'gc> {
    pub strings: Tuple<'gc>,
    pub interpolations: Tuple<'gc>,
}

handle! {
    /// A template string.
    Template => TemplateData
}

/// What stood between braces.
#[derive(Collect)]
#[collect(no_drop)]
pub struct InterpolationData<'gc> {
    pub value: Value<'gc>,
    /// The source text of the expression.
    pub expression: Value<'gc>,
    /// `s`, `r`, `a` or None.
    pub conversion: Value<'gc>,
    pub format_spec: Value<'gc>,
}

handle! {
    /// An interpolation of a template string.
    Interpolation => InterpolationData
}

/// Walks a template: its texts that are not empty and its interpolations.
#[derive(Collect)]
#[collect(no_drop)]
pub struct TemplateIterData<'gc> {
    pub template: Template<'gc>,
    /// Twice the index of the next text, one more for the next interpolation.
    #[collect(require_static)]
    pub next: StdCell<usize>,
}

handle! {
    /// An iterator of a template string.
    TemplateIter => TemplateIterData
}

classified! { Template => template, Interpolation => interpolation, TemplateIter => template_iter }
