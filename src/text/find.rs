//! Searching, counting, splitting and replacing in bytes (CPython: `Objects/stringlib/fastsearch.h`, `split.h`,
//! `transmogrify.h`). Text is searched as its WTF-8 bytes too: a character never begins inside another, so what is found
//! of a needle that is not empty begins and ends at characters.

use std::ops::Range;

use super::error::{Error, check_size};

/// Where `needle` first is.
pub fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memchr(*byte, hay),
        _ => memchr::memmem::find(hay, needle),
    }
}

/// Where `needle` last is.
pub fn rfind(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memrchr(*byte, hay),
        _ => memchr::memmem::rfind(hay, needle),
    }
}

/// Where `needle`, which is not empty, is, without overlaps.
pub fn find_iter<'a>(hay: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(hay, needle)
}

/// How often a needle that is not empty occurs.
pub fn count(hay: &[u8], needle: &[u8]) -> usize {
    find_iter(hay, needle).count()
}

/// The parts between separators (not empty), at most `max` splits from the left.
pub fn split(hay: &[u8], separator: &[u8], max: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in find_iter(hay, separator).take(max) {
        parts.push(start..at);
        start = at + separator.len();
    }
    parts.push(start..hay.len());
    parts
}

/// As [`split`], from the right.
pub fn rsplit(hay: &[u8], separator: &[u8], max: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut end = hay.len();
    for at in memchr::memmem::rfind_iter(hay, separator).take(max) {
        parts.push(at + separator.len()..end);
        end = at;
    }
    parts.push(0..end);
    parts.reverse();
    parts
}

/// `hay` with at most `max` occurrences of `old` (not empty) replaced; nothing when there is none.
///
/// # Errors
/// `MemoryError` for a result of absurd size.
pub fn replace(hay: &[u8], old: &[u8], new: &[u8], max: usize) -> Result<Option<Vec<u8>>, Error> {
    let count = find_iter(hay, old).take(max).count();
    if count == 0 {
        return Ok(None);
    }
    let size = new.len().checked_mul(count).and_then(|grown| grown.checked_add(hay.len() - old.len() * count));
    let mut out = check_size(size)?;
    let mut start = 0;
    for at in find_iter(hay, old).take(count) {
        out.extend_from_slice(hay.get(start..at).unwrap_or_default());
        out.extend_from_slice(new);
        start = at + old.len();
    }
    out.extend_from_slice(hay.get(start..).unwrap_or_default());
    Ok(Some(out))
}

/// `hay` with `new` put before each place of `places` (ascending).
///
/// # Errors
/// `MemoryError` for a result of absurd size.
pub fn interleave(hay: &[u8], new: &[u8], places: &[usize]) -> Result<Vec<u8>, Error> {
    let size = new.len().checked_mul(places.len()).and_then(|grown| grown.checked_add(hay.len()));
    let mut out = check_size(size)?;
    let mut start = 0;
    for &at in places {
        out.extend_from_slice(hay.get(start..at).unwrap_or_default());
        out.extend_from_slice(new);
        start = at;
    }
    out.extend_from_slice(hay.get(start..).unwrap_or_default());
    Ok(out)
}

/// `bytes` `times` over.
///
/// # Errors
/// `MemoryError` for a result of absurd size.
pub fn repeat(bytes: &[u8], times: usize) -> Result<Vec<u8>, Error> {
    let mut out = check_size(bytes.len().checked_mul(times))?;
    match bytes {
        [byte] => out.resize(times, *byte),
        _ => (0..times).for_each(|_| out.extend_from_slice(bytes)),
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searching() {
        assert_eq!(find(b"aaab", b"aab"), Some(1));
        assert_eq!(rfind(b"abcabcab", b"abc"), Some(3));
        assert_eq!(rfind(b"aab", b"aaab"), None);
        assert_eq!((find(b"a", b""), rfind(b"a", b"")), (Some(0), Some(1)));
        assert_eq!(count(b"aaaa", b"aa"), 2);
        assert_eq!(split(b"a,,b", b",", 1), [0..1, 2..4]);
        assert_eq!(rsplit(b"a,,b", b",", 1), [0..2, 3..4]);
        assert_eq!(replace(b"abab", b"ab", b"x", 1), Ok(Some(b"xab".to_vec())));
        assert_eq!(replace(b"abab", b"c", b"x", 1), Ok(None));
        assert_eq!(interleave(b"ab", b"-", &[0, 1, 2]), Ok(b"-a-b-".to_vec()));
        assert_eq!(repeat(b"ab", usize::MAX), Err(Error::memory()));
    }
}
