//! Whether a program is one that the engine can run: it trusts what it is
//! given. Mirrors `_validate` in `Modules/_sre/sre.c`, and checks some more.

use rustpython_sre_engine::{SreAtCode, SreCatCode, SreInfo, SreOpcode as Op};

/// Groups in groups that a program may have.
const MAX_DEPTH: u32 = 2000;

/// Whether `code` is a program for `groups` groups.
pub fn is_valid(code: &[u32], groups: usize) -> bool {
    match code.split_last() {
        Some((&last, _)) if last == Op::SUCCESS as u32 => {
            let mut reader = Reader { code, at: 0, end: code.len() - 1, groups, depth: 0 };
            reader.body().is_some()
        }
        _ => false,
    }
}

/// A position in the part of a program that ends at `end`. What answers with
/// an option gives nothing for a part that is not valid.
#[derive(Clone, Copy)]
struct Reader<'a> {
    code: &'a [u32],
    at: usize,
    end: usize,
    groups: usize,
    depth: u32,
}

fn ensure(fine: bool) -> Option<()> {
    fine.then_some(())
}

impl Reader<'_> {
    fn word(&mut self) -> Option<u32> {
        let word = if self.at < self.end { self.code.get(self.at).copied() } else { None };
        self.at += 1;
        word
    }

    fn op(&mut self) -> Option<Op> {
        Op::try_from(self.word()?).ok()
    }

    /// The next word, a distance from itself: where it leads to.
    fn skip(&mut self) -> Option<usize> {
        let from = self.at;
        let target = from.checked_add(usize::try_from(self.word()?).ok()?)?;
        (target > from && target <= self.end).then_some(target)
    }

    /// Checks the part from `from` to `to` on its own.
    fn inner(&self, from: usize, to: usize) -> Option<()> {
        ensure(from <= to && to <= self.end && self.depth < MAX_DEPTH)?;
        Reader { at: from, end: to, depth: self.depth + 1, ..*self }.body()
    }

    /// The part up to the last operation before `target`, which is given.
    fn inner_and_last(&mut self, target: usize) -> Option<Op> {
        let last = target.checked_sub(1)?;
        self.inner(self.at, last)?;
        self.at = last;
        self.op()
    }

    fn body(&mut self) -> Option<()> {
        while self.at < self.end {
            self.instruction()?;
        }
        ensure(self.at == self.end)
    }

    fn instruction(&mut self) -> Option<()> {
        match self.op()? {
            Op::MARK => ensure(usize::try_from(self.word()?).ok()? <= 2 * self.groups + 1),
            Op::LITERAL
            | Op::NOT_LITERAL
            | Op::LITERAL_IGNORE
            | Op::NOT_LITERAL_IGNORE
            | Op::LITERAL_UNI_IGNORE
            | Op::NOT_LITERAL_UNI_IGNORE
            | Op::LITERAL_LOC_IGNORE
            | Op::NOT_LITERAL_LOC_IGNORE => self.word().map(|_| ()),
            Op::SUCCESS | Op::FAILURE | Op::ANY | Op::ANY_ALL => Some(()),
            Op::AT => ensure(SreAtCode::try_from(self.word()?).is_ok()),
            Op::IN | Op::IN_IGNORE | Op::IN_UNI_IGNORE | Op::IN_LOC_IGNORE => {
                let target = self.skip()?;
                self.charset(target)
            }
            Op::INFO => self.info(),
            Op::BRANCH => self.branch(),
            Op::REPEAT_ONE | Op::MIN_REPEAT_ONE | Op::POSSESSIVE_REPEAT_ONE => {
                let target = self.counted()?;
                ensure(self.inner_and_last(target)? == Op::SUCCESS)
            }
            Op::POSSESSIVE_REPEAT => {
                let end = self.counted()?;
                self.inner(self.at, end)?;
                self.at = end;
                ensure(self.op()? == Op::SUCCESS)
            }
            Op::REPEAT => {
                let end = self.counted()?;
                self.inner(self.at, end)?;
                self.at = end;
                ensure(matches!(self.op()?, Op::MAX_UNTIL | Op::MIN_UNTIL))
            }
            Op::ATOMIC_GROUP => {
                let target = self.skip()?;
                ensure(self.inner_and_last(target)? == Op::SUCCESS)
            }
            Op::GROUPREF | Op::GROUPREF_IGNORE | Op::GROUPREF_UNI_IGNORE | Op::GROUPREF_LOC_IGNORE => self.group(),
            Op::GROUPREF_EXISTS => self.conditional(),
            Op::ASSERT | Op::ASSERT_NOT => {
                let target = self.skip()?;
                ensure(self.word()? < 0x8000_0000)?;
                ensure(self.inner_and_last(target)? == Op::SUCCESS)
            }
            _ => None,
        }
    }

    fn group(&mut self) -> Option<()> {
        ensure(usize::try_from(self.word()?).ok()? < self.groups)
    }

    /// The head of a repetition: where it leads to.
    fn counted(&mut self) -> Option<usize> {
        let target = self.skip()?;
        let (min, max) = (self.word()?, self.word()?);
        ensure(min <= max && self.at <= target)?;
        Some(target)
    }

    /// A set of characters that ends right before `target`.
    fn charset(&mut self, target: usize) -> Option<()> {
        let last = target.checked_sub(1)?;
        let mut set = Reader { end: last, ..*self };
        while set.at < last {
            let fine = match set.op()? {
                Op::NEGATE => Some(()),
                Op::LITERAL => set.word().map(|_| ()),
                Op::RANGE | Op::RANGE_UNI_IGNORE => set.word().and(set.word()).map(|_| ()),
                Op::CATEGORY => ensure(SreCatCode::try_from(set.word()?).is_ok()),
                Op::CHARSET => set.pass(8),
                Op::BIGCHARSET => {
                    let blocks = usize::try_from(set.word()?).ok()?;
                    let indices = set.code.get(set.at..set.at.checked_add(64)?)?;
                    let known = |index: u8| usize::from(index) < blocks;
                    ensure(indices.iter().all(|word| word.to_ne_bytes().into_iter().all(known)))?;
                    set.pass(blocks.checked_mul(8)?.checked_add(64)?)
                }
                _ => None,
            };
            fine?;
        }
        self.at = last;
        ensure(set.at == last && self.op()? == Op::FAILURE)
    }

    fn pass(&mut self, words: usize) -> Option<()> {
        self.at = self.at.checked_add(words)?;
        ensure(self.at <= self.end)
    }

    /// What is known of the matches: only ever at the beginning of a program.
    fn info(&mut self) -> Option<()> {
        ensure(self.at == 1 && self.depth == 0)?;
        let target = self.skip()?;
        let flags = SreInfo::from_bits(self.word()?)?;
        let (_, _) = (self.word()?, self.word()?);
        let (prefix, charset) = (flags.contains(SreInfo::PREFIX), flags.contains(SreInfo::CHARSET));
        ensure(!(prefix && charset) && (prefix || !flags.contains(SreInfo::LITERAL)))?;
        if charset {
            self.charset(target)?;
        } else if prefix {
            self.prefix(target)?;
        }
        ensure(self.at == target)
    }

    /// The literal that every match begins with, and where to go on in it
    /// when it does not go on.
    fn prefix(&mut self, target: usize) -> Option<()> {
        let len = usize::try_from(self.word()?).ok()?;
        let skip = usize::try_from(self.word()?).ok()?;
        ensure(len >= 1 && skip <= len)?;
        self.pass(len)?;
        for place in 0..len {
            ensure(usize::try_from(self.word()?).ok()? <= place)?;
        }
        // A search goes on behind the first `skip` literals.
        for index in 0..skip {
            let at = target.checked_add(index.checked_mul(2)?)?;
            ensure(at < self.end && self.code.get(at) == Some(&(Op::LITERAL as u32)))?;
        }
        Some(())
    }

    fn branch(&mut self) -> Option<()> {
        let mut target = None;
        loop {
            if self.code.get(self.at) == Some(&0) && self.at < self.end {
                self.at += 1;
                break;
            }
            let end = self.skip()?;
            let jump = end.checked_sub(2)?;
            self.inner(self.at, jump)?;
            self.at = jump;
            ensure(self.op()? == Op::JUMP)?;
            let goal = self.skip()?;
            ensure(*target.get_or_insert(goal) == goal)?;
            ensure(self.at == end)?;
        }
        ensure(target.is_none_or(|target| target == self.at))
    }

    /// One of two ways, as a group took part in the match or did not.
    fn conditional(&mut self) -> Option<()> {
        self.group()?;
        // The distance counts from the word before it.
        let from = self.at;
        let target = from.checked_add(usize::try_from(self.word()?).ok()?)?.checked_sub(1)?;
        ensure(target > from && target <= self.end)?;
        // A jump over the other way ends the first one, if there are two.
        let jump = target.checked_sub(2).filter(|&jump| {
            jump > from && self.code.get(jump).copied() == Some(Op::JUMP as u32) && self.inner(self.at, jump).is_some()
        });
        match jump {
            Some(jump) => {
                self.at = jump + 1;
                let end = self.skip()?;
                self.inner(target, end)?;
                self.at = end;
                Some(())
            }
            None => {
                self.inner(self.at, target)?;
                self.at = target;
                Some(())
            }
        }
    }
}
