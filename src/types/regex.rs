//! Compiled patterns, matches, scanners and replacement templates of `re`.
//! Mirrors the data of `Modules/_sre/sre.h`.

use std::cell::Cell as StdCell;

use gc_arena::Collect;

use super::{Dict, Tuple};
use crate::value::Value;
use crate::{classified, handle};

/// A compiled pattern.
#[derive(Collect)]
#[collect(no_drop)]
pub struct PatternData<'gc> {
    /// The source, or None.
    pub source: Value<'gc>,
    #[collect(require_static)]
    pub flags: i64,
    /// The checked program.
    #[collect(require_static)]
    pub code: Box<[u32]>,
    /// The number of groups, the whole match not counted.
    #[collect(require_static)]
    pub groups: usize,
    /// Numbers of groups by name.
    pub group_index: Dict<'gc>,
    /// Names of groups by number.
    pub index_group: Tuple<'gc>,
}

handle! {
    /// A `re.Pattern` object.
    Pattern => PatternData
}

/// From where to where, in characters.
pub type Span = (usize, usize);

/// A match.
#[derive(Collect)]
#[collect(no_drop)]
pub struct MatchData<'gc> {
    /// What was searched.
    pub string: Value<'gc>,
    pub pattern: Pattern<'gc>,
    /// The whole match, then the groups.
    #[collect(require_static)]
    pub spans: Box<[Option<Span>]>,
    /// Where the search began, and where it was to end.
    #[collect(require_static)]
    pub bounds: Span,
    /// The group that was closed last.
    #[collect(require_static)]
    pub last: Option<usize>,
}

handle! {
    /// A `re.Match` object.
    Match => MatchData
}

/// What walks over the matches in a string.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ScannerData<'gc> {
    pub pattern: Pattern<'gc>,
    /// What is searched, and its str or bytes.
    pub string: Value<'gc>,
    pub text: Value<'gc>,
    /// Where the next match may begin; nothing when there was none.
    #[collect(require_static)]
    pub next: StdCell<Option<usize>>,
    #[collect(require_static)]
    pub bounds: Span,
    /// Whether the next match may not be empty at its beginning.
    #[collect(require_static)]
    pub must_advance: StdCell<bool>,
}

handle! {
    /// A `_sre.SRE_Scanner` object.
    Scanner => ScannerData
}

/// What matches are replaced by.
#[derive(Collect)]
#[collect(no_drop)]
pub struct ReplacementData<'gc> {
    /// The text before the first group.
    pub literal: Value<'gc>,
    /// Numbers of groups and the text after each.
    pub parts: Vec<(usize, Value<'gc>)>,
}

handle! {
    /// A `_sre.SRE_Template` object.
    Replacement => ReplacementData
}

classified! {
    Pattern => re_pattern, Match => re_match, Scanner => re_scanner, Replacement => re_template,
}
