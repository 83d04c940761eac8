//! Case of characters and strings: `upper`, `lower`, `title`, `casefold`, `swapcase`, `capitalize` and the `is...` predicates
//! (CPython: `Objects/unicodeobject.c`, `Objects/unicodectype.c`).
//!
//! The standard library has the mappings of a newer Unicode. A character that 16.0 does not have, or whose mapping leads to
//! one, maps to itself here; with that and `ʕ`, the two agree on every character (the tests compare all of them).

use super::chars::is_assigned;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// One to three characters: what a character maps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped {
    chars: [char; 3],
    len: usize,
}

impl Mapped {
    /// The standard library's mapping of `c`, unless 16.0 does not have it.
    fn new(c: char, mapping: impl Iterator<Item = char>) -> Mapped {
        let mut mapped = Mapped { chars: ['\0'; 3], len: 0 };
        for m in mapping {
            if !is_assigned(m) || !is_assigned(c) {
                return Mapped::one(c);
            }
            mapped.push(m);
        }
        mapped
    }

    fn one(c: char) -> Mapped {
        Mapped { chars: [c, '\0', '\0'], len: 1 }
    }

    fn push(&mut self, c: char) {
        if let Some(place) = self.chars.get_mut(self.len) {
            *place = c;
            self.len += 1;
        }
    }

    /// The characters.
    pub fn as_slice(&self) -> &[char] {
        self.chars.get(..self.len).unwrap_or_default()
    }

    /// Applies a mapping to each character.
    fn map(&self, mapping: impl Fn(char) -> Mapped) -> Mapped {
        let mut out = Mapped { chars: ['\0'; 3], len: 0 };
        for c in self.as_slice() {
            for m in mapping(*c).as_slice() {
                out.push(*m);
            }
        }
        out
    }
}

/// Upper case of one character, in full (`ß` gives `SS`).
pub fn to_upper(c: char) -> Mapped {
    Mapped::new(c, c.to_uppercase())
}

/// Lower case of one character, in full, without the rule for a final sigma, which needs the string.
pub fn to_lower(c: char) -> Mapped {
    Mapped::new(c, c.to_lowercase())
}

/// Title case of one character, in full (`ß` gives `Ss`, `ǆ` gives `ǅ`).
pub fn to_title(c: char) -> Mapped {
    let code = u32::from(c);
    let single = match code {
        // Georgian has no title case.
        0x10d0..=0x10fa | 0x10fd..=0x10ff => Some(code),
        // The digraphs with caron, and DZ, have a third form between the capital and the small one.
        0x1c4..=0x1cc => Some(0x1c5 + (code - 0x1c4) / 3 * 3),
        0x1f1..=0x1f3 => Some(0x1f2),
        // Greek with iota: upper case spells the iota out, title case does not.
        0x1f80..=0x1faf => Some(code | 8),
        0x1fb3 | 0x1fc3 | 0x1ff3 => Some(code + 9),
        0x1fbc | 0x1fcc | 0x1ffc => Some(code),
        _ => None,
    };
    if let Some(single) = single.and_then(char::from_u32) {
        return Mapped::one(single);
    }
    let mut mapped = to_upper(c);
    // `ŉ` is the one whose second letter stays a capital: its first is an apostrophe.
    if code != 0x149 {
        for later in mapped.chars.iter_mut().skip(1) {
            *later = if *later == '\u{399}' { '\u{345}' } else { to_lower(*later).chars[0] };
        }
    }
    mapped
}

/// Full case folding of one character.
pub fn to_folded(c: char) -> Mapped {
    let code = u32::from(c);
    let single = match code {
        // Dotless i is apart, and Cherokee folds to its capitals.
        0x131 | 0x13a0..=0x13f5 => Some(code),
        0x13f8..=0x13fd => Some(code - 8),
        0xab70..=0xabbf => Some(code - 0xab70 + 0x13a0),
        _ => None,
    };
    match single.and_then(char::from_u32) {
        Some(single) => Mapped::one(single),
        None if c == 'ẞ' => to_folded('ß'),
        None => to_upper(c).map(to_lower),
    }
}

/// `str.islower` of one character (the derived property Lowercase).
pub fn is_lower(c: impl Into<CodePoint>) -> bool {
    // Newer Unicode takes `ʕ` for a letter without case.
    c.into().is_char_and(|c| c == 'ʕ' || (c.is_lowercase() && is_assigned(c)))
}

/// `str.isupper` of one character (the derived property Uppercase).
pub fn is_upper(c: impl Into<CodePoint>) -> bool {
    c.into().is_char_and(|c| c.is_uppercase() && is_assigned(c))
}

/// A title case letter (general category Lt), like `ǅ`.
pub fn is_title(c: impl Into<CodePoint>) -> bool {
    matches!(
        c.into().to_u32(),
        0x1c5 | 0x1c8 | 0x1cb | 0x1f2 | 0x1f88..=0x1f8f | 0x1f98..=0x1f9f | 0x1fa8..=0x1faf | 0x1fbc | 0x1fcc | 0x1ffc
    )
}

/// Has case at all.
pub fn is_cased(c: impl Into<CodePoint>) -> bool {
    let c = c.into();
    is_lower(c) || is_upper(c) || is_title(c)
}

/// Passed over when looking for the letters around a sigma (the derived property Case_Ignorable).
fn is_case_ignorable(c: CodePoint) -> bool {
    // The standard library keeps the property to itself; how it lowers a sigma with `c` before it tells.
    let ends_final = |before: &str, c: char| {
        let mut probe = String::from(before);
        probe.extend([c, 'Σ']);
        probe.to_lowercase().ends_with('ς')
    };
    c.is_char_and(|c| is_assigned(c) && ends_final("A", c) && !ends_final(".", c))
}

/// The sigma at `at` ends a word: letters before it, none after it.
fn is_final_sigma(chars: &[CodePoint], at: usize) -> bool {
    let (before, after) = chars.split_at(at);
    let cased = |found: Option<&CodePoint>| found.is_some_and(|c| is_cased(*c));
    cased(before.iter().rev().find(|c| !is_case_ignorable(**c)))
        && !cased(after.iter().skip(1).find(|c| !is_case_ignorable(**c)))
}

fn push(out: &mut Wtf8Buf, c: CodePoint, mapping: impl Fn(char) -> Mapped) {
    match c.to_char() {
        Some(c) => out.extend(mapping(c).as_slice().iter().copied()),
        None => out.push(c),
    }
}

fn push_lower(out: &mut Wtf8Buf, chars: &[CodePoint], at: usize, c: CodePoint) {
    if c == 'Σ' {
        out.push_char(if is_final_sigma(chars, at) { 'ς' } else { 'σ' });
    } else {
        push(out, c, to_lower);
    }
}

fn map_each(text: &Wtf8, mapping: impl Fn(char) -> Mapped + Copy) -> Wtf8Buf {
    let mut out = Wtf8Buf::with_capacity(text.len());
    for c in text.code_points() {
        push(&mut out, c, mapping);
    }
    out
}

/// `str.upper`.
pub fn upper(text: &Wtf8) -> Wtf8Buf {
    if text.as_bytes().is_ascii() { text.to_ascii_uppercase() } else { map_each(text, to_upper) }
}

/// `str.lower`.
pub fn lower(text: &Wtf8) -> Wtf8Buf {
    if text.as_bytes().is_ascii() {
        return text.to_ascii_lowercase();
    }
    with_context(text, push_lower)
}

/// `str.casefold`.
pub fn casefold(text: &Wtf8) -> Wtf8Buf {
    if text.as_bytes().is_ascii() { text.to_ascii_lowercase() } else { map_each(text, to_folded) }
}

/// `str.title`: the first letter of every run of cased characters in title case, the others in lower case.
pub fn title(text: &Wtf8) -> Wtf8Buf {
    let mut in_word = false;
    with_context(text, |out, chars, at, c| {
        if in_word {
            push_lower(out, chars, at, c)
        } else {
            push(out, c, to_title)
        }
        in_word = is_cased(c);
    })
}

/// `str.capitalize`: the first character in title case, the rest in lower case.
pub fn capitalize(text: &Wtf8) -> Wtf8Buf {
    with_context(text, |out, chars, at, c| if at == 0 { push(out, c, to_title) } else { push_lower(out, chars, at, c) })
}

/// `str.swapcase`.
pub fn swapcase(text: &Wtf8) -> Wtf8Buf {
    with_context(text, |out, chars, at, c| {
        if is_upper(c) {
            push_lower(out, chars, at, c);
        } else if is_lower(c) {
            push(out, c, to_upper);
        } else {
            out.push(c);
        }
    })
}

fn with_context(text: &Wtf8, mut each: impl FnMut(&mut Wtf8Buf, &[CodePoint], usize, CodePoint)) -> Wtf8Buf {
    let chars: Vec<CodePoint> = text.code_points().collect();
    let mut out = Wtf8Buf::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        each(&mut out, &chars, at, *c);
    }
    out
}

/// `str.islower`: has cased characters, all of them lower case.
pub fn is_lower_str(text: &Wtf8) -> bool {
    text.code_points().any(is_lower) && !text.code_points().any(|c| is_upper(c) || is_title(c))
}

/// `str.isupper`: has cased characters, all of them upper case.
pub fn is_upper_str(text: &Wtf8) -> bool {
    text.code_points().any(is_upper) && !text.code_points().any(|c| is_lower(c) || is_title(c))
}

/// `str.istitle`: capitals only where a word begins, small letters only after another letter, and at least one letter.
pub fn is_title_str(text: &Wtf8) -> bool {
    let (mut in_word, mut found) = (false, false);
    for c in text.code_points() {
        let (begins, continues) = (is_upper(c) || is_title(c), is_lower(c));
        if (begins && in_word) || (continues && !in_word) {
            return false;
        }
        in_word = begins || continues;
        found |= in_word;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checksum(limit: u32, value: impl Fn(CodePoint) -> u64) -> u64 {
        (0..limit).fold(0, |sum: u64, code| {
            let c = CodePoint::from_u32(code).expect("in range");
            sum.wrapping_mul(1_000_003).wrapping_add(value(c))
        })
    }

    fn mapped(mapping: impl Fn(&Wtf8) -> Wtf8Buf) -> u64 {
        checksum(0x11_0000, |c| {
            let text: Wtf8Buf = [c].into_iter().collect();
            mapping(&text)
                .code_points()
                .fold(0, |sum: u64, c| sum.wrapping_mul(0x11_0001).wrapping_add(u64::from(c.to_u32()) + 1))
        })
    }

    // The expected sums were computed by CPython 3.14 over its own answers for every code point.
    #[test]
    fn mappings_equal_pythons_for_every_character() {
        assert_eq!(mapped(upper), 12_898_683_029_793_747_078);
        assert_eq!(mapped(lower), 6_472_156_641_085_636_309);
        assert_eq!(mapped(title), 9_159_717_817_445_845_574);
        assert_eq!(mapped(casefold), 10_379_584_557_699_266_391);
        let case = |c| {
            let text: Wtf8Buf = [c].into_iter().collect();
            u64::from(is_lower_str(&text)) + 2 * u64::from(is_upper_str(&text)) + 4 * u64::from(is_title_str(&text))
        };
        assert_eq!(checksum(0x11_0000, case), 2_251_263_446_730_682_321);
    }

    #[test]
    fn final_sigma_equals_pythons_after_and_before_every_character() {
        let at = |text: &[CodePoint], at| {
            u64::from(lower(&text.iter().copied().collect::<Wtf8Buf>()).code_points().nth(at) == Some('ς'.into()))
        };
        let (a, sigma, dot, small) = ('A'.into(), 'Σ'.into(), '.'.into(), 'a'.into());
        let last = |text: &[CodePoint]| {
            u64::from(lower(&text.iter().copied().collect::<Wtf8Buf>()).code_points().last() == Some('ς'.into()))
        };
        let sum = checksum(0x3000, |c| {
            last(&[a, c, sigma])
                + 2 * last(&[dot, c, sigma])
                + 4 * at(&[a, sigma, c], 1)
                + 8 * at(&[a, sigma, c, small], 1)
        });
        assert_eq!(sum, 4_661_759_087_321_204_960);
    }

    #[test]
    fn strings() {
        let text = |f: fn(&Wtf8) -> Wtf8Buf, s: &str| f(Wtf8::new(s)).to_string();
        assert_eq!(text(title, "they're ßa ǆx ΑΣ 3rd"), "They'Re Ssa ǅx Ας 3Rd");
        assert_eq!(text(capitalize, "ÀBΣ"), "Àbς");
        assert_eq!(text(swapcase, "aBß1ǅ"), "AbSS1ǅ");
        assert_eq!(text(casefold, "Straẞe"), "strasse");
        assert!(
            is_title_str(Wtf8::new("Hello World 1"))
                && !is_title_str(Wtf8::new("HeLlo"))
                && !is_title_str(Wtf8::new("1"))
        );
    }
}
