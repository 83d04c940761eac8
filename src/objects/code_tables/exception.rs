//! `co_exceptiontable`: which handler covers which code. Mirrors `InternalDocs/exception_handling.md`, the lookup of CPython's
//! `Python/ceval.c` and the writer of `Python/assemble.c`.

/// One entry: exceptions raised in `start..end` go to `target`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExceptionEntry {
    /// First code unit covered.
    pub start: usize,
    /// Code unit behind the last one covered.
    pub end: usize,
    /// Code unit of the handler.
    pub target: usize,
    /// The value stack is cut to this depth.
    pub depth: u32,
    /// Whether the place of the raising instruction is pushed below the exception.
    pub lasti: bool,
}

/// Iterator made by [`exception_entries`].
#[derive(Debug, Clone)]
pub struct ExceptionEntries<'a> {
    rest: &'a [u8],
}

/// The entries of a table, in their order (a compiler writes them sorted and without overlap).
pub fn exception_entries(table: &[u8]) -> ExceptionEntries<'_> {
    ExceptionEntries { rest: table }
}

impl<'a> ExceptionEntries<'a> {
    /// The bytes not read yet; when iteration has ended, the malformed part of the table.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

impl Iterator for ExceptionEntries<'_> {
    type Item = ExceptionEntry;

    fn next(&mut self) -> Option<ExceptionEntry> {
        let mut rest = self.rest;
        let start = varint(&mut rest)?;
        let size = varint(&mut rest)?;
        let target = varint(&mut rest)?;
        let depth = varint(&mut rest)?;
        self.rest = rest;
        Some(ExceptionEntry {
            start: start as usize,
            end: (start + size) as usize,
            target: target as usize,
            depth: depth >> 1,
            lasti: depth & 1 == 1,
        })
    }
}

impl std::iter::FusedIterator for ExceptionEntries<'_> {}

/// Groups of six bits, most significant first, bit 6 set when more follow; bit 7 marks the first byte of an entry and is not
/// needed to read in order. CPython keeps all values below 2**30, which lets two of them be added.
fn varint(rest: &mut &[u8]) -> Option<u32> {
    let mut value: u32 = 0;
    loop {
        let (&byte, behind) = rest.split_first()?;
        *rest = behind;
        if value >> 24 != 0 {
            return None;
        }
        value = value << 6 | u32::from(byte & 63);
        if byte & 64 == 0 {
            return Some(value);
        }
    }
}

/// The entry that covers `unit`, the code unit of the raising instruction.
pub fn handler_at(table: &[u8], unit: usize) -> Option<ExceptionEntry> {
    exception_entries(table).take_while(|entry| entry.start <= unit).find(|entry| unit < entry.end)
}

/// Packs entries, which should be sorted and without overlap, as CPython does.
pub fn exception_table(entries: impl IntoIterator<Item = ExceptionEntry>) -> Vec<u8> {
    let mut table = Vec::new();
    for entry in entries {
        push_varint(&mut table, entry.start as u64, 0x80);
        push_varint(&mut table, entry.end.saturating_sub(entry.start) as u64, 0);
        push_varint(&mut table, entry.target as u64, 0);
        push_varint(&mut table, u64::from(entry.depth) << 1 | u64::from(entry.lasti), 0);
    }
    table
}

fn push_varint(table: &mut Vec<u8>, value: u64, mut mark: u8) {
    let highest = (u64::BITS - value.leading_zeros()).saturating_sub(1) / 6;
    for group in (0..=highest).rev() {
        let more = if group > 0 { 64 } else { 0 };
        table.push(mark | more | (value >> (group * 6)) as u8 & 63);
        mark = 0;
    }
}
