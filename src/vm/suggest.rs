//! "Did you mean": the closest of some names. Mirrors `Python/suggestions.c`.

/// The cost of inserting, deleting or replacing a character.
const MOVE: usize = 2;
/// The cost of changing only the case of a letter.
const CASE: usize = 1;
/// Longer names get no suggestion, and more candidates are not looked at.
const LONGEST: usize = 40;
const MOST: usize = 750;

/// The candidate closest to `name`, if one is close enough to be a slip.
pub fn closest<'a>(name: &str, candidates: &'a [String]) -> Option<&'a str> {
    if candidates.len() >= MOST || name.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == name || candidate.len() > LONGEST {
            continue;
        }
        // About a third of the characters may differ.
        let most = (name.len() + candidate.len() + 3) * MOVE / 6;
        let limit = best.map_or(most, |(distance, _)| most.min(distance.saturating_sub(1)));
        let distance = distance(name.as_bytes(), candidate.as_bytes());
        if distance <= limit {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).map(|n| n * MOVE).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = i * MOVE;
        let mut left = (i + 1) * MOVE;
        for (slot, &y) in row.iter_mut().skip(1).zip(b) {
            let replace = diagonal
                + match x == y {
                    true => 0,
                    false if x.eq_ignore_ascii_case(&y) => CASE,
                    false => MOVE,
                };
            diagonal = *slot;
            left = replace.min(diagonal + MOVE).min(left + MOVE);
            *slot = left;
        }
    }
    row.last().copied().unwrap_or(0)
}
