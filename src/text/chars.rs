//! What `str`'s predicates say of one character and of a string, and where lines end (CPython: `Objects/unicodectype.c`,
//! `Objects/unicodeobject.c`).

use super::unicode_data::{ALPHA, ASSIGNED, DECIMAL, DIGIT, ID_CONTINUE, ID_START, NUMERIC, PRINTABLE, RUNS};
use rustpython_wtf8::{CodePoint, Wtf8};

/// The classes of Latin-1, unrolled: most text needs no search.
static LATIN1: [u8; 256] = latin1();

const fn latin1() -> [u8; 256] {
    let mut table = [0; 256];
    let mut code = 0;
    let mut run = 0;
    while code < 256 {
        while run + 1 < RUNS.len() && (RUNS[run + 1] >> 8) as usize <= code {
            run += 1;
        }
        table[code] = RUNS[run] as u8;
        code += 1;
    }
    table
}

/// The run that holds `code`: its first code point and its classes.
fn run_of(code: u32) -> (u32, u8) {
    let after = RUNS.partition_point(|run| run >> 8 <= code);
    RUNS.get(after.wrapping_sub(1)).map_or((0, 0), |run| (run >> 8, *run as u8))
}

fn has(code: CodePoint, class: u8) -> bool {
    let code = code.to_u32();
    let classes = LATIN1.get(code as usize).copied().unwrap_or_else(|| run_of(code).1);
    classes & class != 0
}

/// `str.isalpha` of one character.
pub fn is_alpha(c: impl Into<CodePoint>) -> bool {
    has(c.into(), ALPHA)
}

/// `str.isdecimal` of one character: usable in a decimal number.
pub fn is_decimal(c: impl Into<CodePoint>) -> bool {
    has(c.into(), DECIMAL)
}

/// `str.isdigit` of one character: has a digit value, like `²`.
pub fn is_digit(c: impl Into<CodePoint>) -> bool {
    has(c.into(), DIGIT)
}

/// `str.isnumeric` of one character: has a numeric value, like `½`.
pub fn is_numeric(c: impl Into<CodePoint>) -> bool {
    has(c.into(), NUMERIC)
}

/// `str.isalnum` of one character.
pub fn is_alnum(c: impl Into<CodePoint>) -> bool {
    has(c.into(), ALPHA | DECIMAL | DIGIT | NUMERIC)
}

/// `str.isprintable` of one character: `repr` shows it as it is. Lone surrogates are not printable.
pub fn is_printable(c: impl Into<CodePoint>) -> bool {
    has(c.into(), PRINTABLE)
}

/// May begin an identifier (XID_Start or `_`).
pub fn is_identifier_start(c: impl Into<CodePoint>) -> bool {
    has(c.into(), ID_START)
}

/// May continue an identifier (XID_Continue).
pub fn is_identifier_continue(c: impl Into<CodePoint>) -> bool {
    has(c.into(), ID_CONTINUE)
}

/// Exists in Unicode 16.0, CPython 3.14's version.
pub fn is_assigned(c: impl Into<CodePoint>) -> bool {
    has(c.into(), ASSIGNED)
}

/// `str.isspace` of one character: what `split()` and `strip()` take for whitespace.
pub fn is_space(c: impl Into<CodePoint>) -> bool {
    matches!(
        c.into().to_u32(),
        0x9..=0xd | 0x1c..=0x20 | 0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000
    )
}

/// `bytes.isspace` of one byte: the whitespace of C's locale.
pub fn is_space_byte(byte: u8) -> bool {
    matches!(byte, 0x9..=0xd | b' ')
}

/// `str.splitlines` ends a line here.
pub fn is_line_break(c: impl Into<CodePoint>) -> bool {
    matches!(c.into().to_u32(), 0xa..=0xd | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

/// The value of a decimal digit (category Nd) of any script.
pub fn decimal_value(c: impl Into<CodePoint>) -> Option<u8> {
    let code = c.into().to_u32();
    if code < 0x80 {
        let ascii = u8::try_from(code).ok()?;
        return ascii.is_ascii_digit().then(|| ascii - b'0');
    }
    let (first, classes) = run_of(code);
    // Scripts keep their ten digits together and in order, so that the place in the run tells the value.
    (classes & DECIMAL != 0).then(|| ((code - first) % 10) as u8)
}

/// Digits that are not decimal: first and last character, value of the first; the values ascend by one.
const OTHER_DIGITS: [(u32, u32, u8); 21] = [
    (0xb2, 0xb3, 2),
    (0xb9, 0xb9, 1),
    (0x1369, 0x1371, 1),
    (0x19da, 0x19da, 1),
    (0x2070, 0x2070, 0),
    (0x2074, 0x2079, 4),
    (0x2080, 0x2089, 0),
    (0x2460, 0x2468, 1),
    (0x2474, 0x247c, 1),
    (0x2488, 0x2490, 1),
    (0x24ea, 0x24ea, 0),
    (0x24f5, 0x24fd, 1),
    (0x24ff, 0x24ff, 0),
    (0x2776, 0x277e, 1),
    (0x2780, 0x2788, 1),
    (0x278a, 0x2792, 1),
    (0x10a40, 0x10a43, 1),
    (0x10e60, 0x10e68, 1),
    (0x11052, 0x1105a, 1),
    (0x1f100, 0x1f100, 0),
    (0x1f101, 0x1f10a, 0),
];

/// The digit value of a character for which [`is_digit`] holds.
pub fn digit_value(c: impl Into<CodePoint>) -> Option<u8> {
    let c = c.into();
    let code = c.to_u32();
    decimal_value(c).or_else(|| {
        OTHER_DIGITS
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&code))
            .map(|(first, _, value)| value + (code - first) as u8)
    })
}

/// `str.isidentifier`.
pub fn is_identifier(text: &Wtf8) -> bool {
    let mut chars = text.code_points();
    chars.next().is_some_and(is_identifier_start) && chars.all(is_identifier_continue)
}

/// The rule of `isalpha`, `isdecimal`, `isdigit`, `isnumeric`, `isalnum` and `isspace` for strings: not empty and every character is.
pub fn all_chars(text: &Wtf8, is: impl Fn(CodePoint) -> bool) -> bool {
    !text.is_empty() && text.code_points().all(is)
}

/// `str.splitlines`: the lines, with their ends if `keep_ends`. `\r\n` is one end; a last line without an end counts unless empty.
pub fn split_lines(text: &Wtf8, keep_ends: bool) -> Vec<&Wtf8> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = text.code_point_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_line_break(c) {
            continue;
        }
        if c == '\r' {
            chars.next_if(|(_, next)| *next == '\n');
        }
        let end = chars.peek().map_or(text.len(), |(next, _)| *next);
        lines.extend(text.get(start..if keep_ends { end } else { at }));
        start = end;
    }
    if start < text.len() {
        lines.extend(text.get(start..));
    }
    lines
}

/// `bytes.splitlines`: as [`split_lines`], but only `\n`, `\r` and `\r\n` end a line.
pub fn split_lines_bytes(bytes: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| matches!(b, b'\n' | b'\r')) {
        let end = at + if rest[at..].starts_with(b"\r\n") { 2 } else { 1 };
        let (line, after) = rest.split_at(end);
        lines.push(if keep_ends { line } else { &line[..at] });
        rest = after;
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Folds the answer for every code point into one number; the same sum over CPython's answers is the expected value.
    fn checksum(value: impl Fn(CodePoint) -> u64) -> u64 {
        (0..0x11_0000).fold(0, |sum: u64, code| {
            let c = CodePoint::from_u32(code).expect("in range");
            sum.wrapping_mul(1_000_003).wrapping_add(value(c))
        })
    }

    // The expected sums were computed by CPython 3.14 over its own answers for every code point.
    #[test]
    fn predicates_equal_pythons_for_every_character() {
        let classes = checksum(|c| {
            let bits =
                [is_alpha(c), is_decimal(c), is_digit(c), is_numeric(c), is_alnum(c), is_space(c), is_printable(c)];
            bits.iter().fold(0, |sum, bit| sum * 2 + u64::from(*bit))
        });
        assert_eq!(classes, 13_326_514_359_763_124_164);
        assert_eq!(checksum(|c| digit_value(c).map_or(10, u64::from)), 16_531_874_975_879_473_126);
        assert_eq!(
            checksum(|c| u64::from(decimal_value(c).is_some()) + 2 * u64::from(is_line_break(c))),
            7_640_415_294_322_215_696
        );
        assert_eq!(
            checksum(|c| u64::from(is_identifier_start(c)) + 2 * u64::from(is_identifier_continue(c))),
            6_789_458_317_175_104_727
        );
    }

    #[test]
    fn lines() {
        let text = Wtf8::new("a\r\nb\n\nc\u{2028}d");
        let lines: Vec<_> = split_lines(text, false).iter().map(|l| l.to_string()).collect();
        assert_eq!(lines, ["a", "b", "", "c", "d"]);
        assert_eq!(split_lines(text, true)[0].to_string(), "a\r\n");
        assert!(split_lines(Wtf8::new(""), false).is_empty());
        assert_eq!(split_lines_bytes(b"a\rb\r\n\x0bc\n", false), [&b"a"[..], b"b", b"\x0bc"]);
    }

    #[test]
    fn identifiers() {
        for (text, is) in
            [("", false), ("_a1", true), ("1a", false), ("é", true), ("a-b", false), ("ℼ", true), ("a·", true)]
        {
            assert_eq!(is_identifier(Wtf8::new(text)), is, "{text}");
        }
    }
}
