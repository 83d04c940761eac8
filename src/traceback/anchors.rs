//! Which part of an expression failed: the operator, the subscript or the
//! arguments of the call. Needs the parser of feature `source`; without it
//! there are no anchors.

use std::ops::Range;

/// The part between two places (line, column) of a segment of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchors {
    pub left: (usize, usize),
    pub right: (usize, usize),
}

impl Anchors {
    /// The same with columns that count from the start of the first line,
    /// where the segment begins at `column`.
    #[must_use]
    pub fn moved(mut self, column: usize) -> Self {
        for place in [&mut self.left, &mut self.right] {
            if place.0 == 0 {
                place.1 += column;
            }
        }
        self
    }
}

#[cfg(not(feature = "source"))]
impl Anchors {
    /// The anchors of an expression.
    pub fn find(_: &str) -> Option<Self> {
        None
    }
}

/// Whether the instruction is a call that its statement consists of.
#[cfg(not(feature = "source"))]
pub fn is_plain_call(_: &str, _: Range<usize>) -> bool {
    false
}

#[cfg(feature = "source")]
pub use parsed::is_plain_call;

#[cfg(feature = "source")]
mod parsed {
    use super::{Anchors, Range};
    use ruff_python_ast::{Expr, Stmt};
    use ruff_python_parser::{parse_expression, parse_module};
    use ruff_text_size::Ranged;

    /// Longer or deeper source is not parsed: the parser is recursive.
    const MOST_BYTES: usize = 4000;
    const MOST_DEPTH: usize = 40;

    fn is_small(text: &str) -> bool {
        text.len() <= MOST_BYTES && text.bytes().filter(|b| b"([{-+~".contains(b)).count() <= MOST_DEPTH
    }

    fn range(node: &impl Ranged) -> Range<usize> {
        node.start().to_usize()..node.end().to_usize()
    }

    /// Whether the instruction is a call that its statement consists of:
    /// `return f(x)`, `a = f(x)`. Such lines get no carets.
    pub fn is_plain_call(text: &str, instruction: Range<usize>) -> bool {
        if !is_small(text) {
            return false;
        }
        let Ok(module) = parse_module(text) else { return false };
        let call = match module.syntax().body.first() {
            Some(Stmt::Return(statement)) => match statement.value.as_deref() {
                Some(Expr::Call(call)) if call.func.is_name_expr() => Some(range(call)),
                _ => None,
            },
            Some(Stmt::Assign(statement)) => match &*statement.value {
                Expr::Call(call) => Some(range(call)),
                _ => None,
            },
            _ => None,
        };
        call == Some(instruction)
    }

    impl Anchors {
        /// The anchors of an expression; `None` for any other source.
        pub fn find(segment: &str) -> Option<Self> {
            if !is_small(segment) {
                return None;
            }
            // In parentheses, so that it may span lines.
            const LEAD: usize = 2;
            let parsed = parse_expression(&format!("(\n{segment}\n)")).ok()?;
            let inner = |offset: usize| offset.checked_sub(LEAD);
            let (left, right) = match &*parsed.syntax().body {
                Expr::BinOp(expression) => {
                    let start = operator(segment, inner(range(&*expression.left).end)?)?;
                    let limit = inner(range(&*expression.right).start)?;
                    let mut rest = segment.get(start..)?.chars();
                    let mut end = start + rest.next()?.len_utf8();
                    if let Some(second) = rest.next()
                        && end < limit
                        && !second.is_whitespace()
                        && !matches!(second, '\\' | '#')
                    {
                        end += second.len_utf8();
                    }
                    (start, end)
                }
                Expr::Subscript(expression) => {
                    let start = until(segment, inner(range(&*expression.value).end)?, '[')?;
                    let end = until(segment, inner(range(&*expression.slice).end)?, ']')?;
                    (start, end + 1)
                }
                Expr::Call(expression) => {
                    let start = until(segment, inner(range(&*expression.func).end)?, '(')?;
                    (start, inner(range(expression).end)?)
                }
                _ => return None,
            };
            Some(Self { left: place(segment, left)?, right: place(segment, right)? })
        }
    }

    /// The first character at or after `from` that is wanted; comments do not count.
    fn scan(text: &str, from: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
        let mut comment = false;
        for (at, c) in text.get(from..)?.char_indices() {
            match c {
                '\n' => comment = false,
                '#' => comment = true,
                _ if !comment && wanted(c) => return Some(from + at),
                _ => {}
            }
        }
        None
    }

    fn operator(text: &str, from: usize) -> Option<usize> {
        scan(text, from, |c| !c.is_whitespace() && !matches!(c, ')' | '\\'))
    }

    fn until(text: &str, from: usize, wanted: char) -> Option<usize> {
        scan(text, from, |c| c == wanted)
    }

    /// Line and column, in characters, of a byte offset.
    fn place(text: &str, offset: usize) -> Option<(usize, usize)> {
        let before = text.get(..offset)?;
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        Some((line, column))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn parts_of_expressions() {
            let find = |text: &str| Anchors::find(text).map(|a| (a.left, a.right));
            assert_eq!(find("1/0"), Some(((0, 1), (0, 2))));
            assert_eq!(find("(a) // b"), Some(((0, 4), (0, 6))));
            assert_eq!(find("a +b"), Some(((0, 2), (0, 3))));
            assert_eq!(find("d[1][2]"), Some(((0, 4), (0, 7))));
            assert_eq!(find("f(\n 1)"), Some(((0, 1), (1, 3))));
            assert_eq!(find("a.b"), None);
            assert_eq!(find("raise x"), None);
        }
    }
}
