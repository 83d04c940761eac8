//! One search or match by the engine, and walks over all the matches in a
//! string. The engine keeps its state on the heap: how deep a program
//! backtracks does not matter to the stack.

use gc_arena::Collect;
use rustpython_sre_engine::{Request, State, StrDrive};

use super::subject::{Narrow, Subject, Wide};
use crate::runtime::{Ctx, Raise};
use crate::types::regex::{Match, MatchData, Pattern, Span};
use crate::value::Value;

/// How to match.
#[derive(Clone, Copy, PartialEq, Eq, Collect)]
#[collect(require_static)]
pub enum Mode {
    /// Anywhere.
    Search,
    /// At the beginning.
    Match,
    /// All of it.
    Full,
}

/// What was found: the whole match, then the groups, and the group that was
/// closed last.
pub struct Found {
    pub span: Span,
    pub groups: Vec<Option<Span>>,
    pub last: Option<usize>,
}

/// Runs a pattern once between `start` and `end`.
pub fn run(
    pattern: Pattern<'_>,
    subject: Subject<'_>,
    mode: Mode,
    (start, end): Span,
    must_advance: bool,
) -> Option<Found> {
    // With its end before its beginning nothing can be found, but nothing can
    // be matched there.
    let end = match mode {
        Mode::Match => end.max(start),
        Mode::Search | Mode::Full if start > end => return None,
        Mode::Search | Mode::Full => end,
    };
    match subject {
        Subject::Text(text) if text.is_ascii() => {
            run_on(pattern, Narrow(text.wtf8().as_bytes()), mode, (start, end), must_advance)
        }
        Subject::Text(text) => run_on(pattern, Wide(text.data()), mode, (start, end), must_advance),
        Subject::Bytes(bytes) => run_on(pattern, Narrow(bytes.as_slice()), mode, (start, end), must_advance),
    }
}

fn run_on(
    pattern: Pattern<'_>,
    subject: impl StrDrive,
    mode: Mode,
    (start, end): Span,
    must_advance: bool,
) -> Option<Found> {
    let mut request = Request::new(subject, start, end, &pattern.data().code, mode == Mode::Full);
    request.must_advance = must_advance;
    let mut state = State::default();
    let found = match mode {
        Mode::Search => state.search(request),
        Mode::Match | Mode::Full => state.py_match(&request),
    };
    if !found {
        return None;
    }
    let span = (state.start, state.cursor.position);
    let groups = (0..pattern.groups).map(|group| {
        let (start, end) = state.marks.get(group);
        Some((start.into_option()?, end.into_option()?))
    });
    Some(Found { span, groups: groups.collect(), last: usize::try_from(state.marks.last_index()).ok() })
}

/// A match as an object. `bounds` is where the search might have found it.
pub fn make_match<'gc>(
    ctx: Ctx<'gc>,
    pattern: Pattern<'gc>,
    string: Value<'gc>,
    bounds: Span,
    found: Found,
) -> Match<'gc> {
    let spans = std::iter::once(Some(found.span)).chain(found.groups).collect();
    Match::alloc(ctx.mc, MatchData { string, pattern, spans, bounds, last: found.last })
}

/// A walk over the matches in a string, none of which overlap.
#[derive(Collect)]
#[collect(no_drop)]
pub struct Walk<'gc> {
    pub pattern: Pattern<'gc>,
    /// What is searched, and the str or bytes that holds its characters.
    pub string: Value<'gc>,
    text: Value<'gc>,
    #[collect(require_static)]
    next: usize,
    #[collect(require_static)]
    pub bounds: Span,
    #[collect(require_static)]
    must_advance: bool,
}

impl<'gc> Walk<'gc> {
    /// A walk from `pos` to `endpos`.
    ///
    /// # Errors
    /// TypeError when the string does not fit the pattern.
    pub fn new(
        ctx: Ctx<'gc>,
        pattern: Pattern<'gc>,
        string: Value<'gc>,
        pos: i64,
        endpos: i64,
    ) -> Result<Self, Raise<'gc>> {
        let subject = Subject::for_pattern(ctx, pattern, string)?;
        let bounds = subject.bounds(pos, endpos);
        Ok(Self { pattern, string, text: subject.value(), next: bounds.0, bounds, must_advance: false })
    }

    /// What is searched.
    ///
    /// # Errors
    /// Never, as it was checked when the walk began.
    pub fn subject(&self, ctx: Ctx<'gc>) -> Result<Subject<'gc>, Raise<'gc>> {
        Subject::of(ctx, self.text)
    }

    /// The next match.
    pub fn step(&mut self, subject: Subject<'gc>) -> Option<Found> {
        let found = run(self.pattern, subject, Mode::Search, (self.next, self.bounds.1), self.must_advance)?;
        let (start, end) = found.span;
        self.must_advance = start == end;
        self.next = end;
        Some(found)
    }
}
