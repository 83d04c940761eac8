//! Code objects: what a function, class body or module does, with the tables
//! that locate it. Mirrors `Objects/codeobject.c`.

use std::cell::Cell as StdCell;

use gc_arena::lock::Lock;
use gc_arena::{Collect, Mutation, barrier::unlock};

use super::code_shown::ShownLock;
use super::code_tables::{Branches, ExceptionEntries, Lines, Positions, branches, exception_entries, lines, positions};
use super::flags::{CodeFlags, LocalKind};
use crate::program::Program;
use crate::types::{Str, Tuple};
use crate::value::Value;
use crate::verify::Mark;
use crate::{classified, handle};

/// A code object. Everything but `version` and the decoded program is fixed
/// when it is made.
#[derive(Collect)]
#[collect(no_drop)]
pub struct CodeData<'gc> {
    /// Positional parameters, the positional-only ones included.
    #[collect(require_static)]
    pub argcount: u32,
    #[collect(require_static)]
    pub posonlyargcount: u32,
    #[collect(require_static)]
    pub kwonlyargcount: u32,
    /// The greatest depth of the value stack, in values.
    #[collect(require_static)]
    pub stacksize: u32,
    #[collect(require_static)]
    pub flags: CodeFlags,
    /// Two bytes a code unit, inline caches zeroed.
    #[collect(require_static)]
    pub code: Box<[u8]>,
    pub consts: Tuple<'gc>,
    /// Strings, all interned.
    pub names: Tuple<'gc>,
    /// The names of the fast slots (interned strings): locals, then cells that
    /// are not locals, then free variables.
    pub localsplusnames: Tuple<'gc>,
    #[collect(require_static)]
    pub localspluskinds: Box<[LocalKind]>,
    pub filename: Str<'gc>,
    pub name: Str<'gc>,
    pub qualname: Str<'gc>,
    #[collect(require_static)]
    pub firstlineno: i32,
    #[collect(require_static)]
    pub linetable: Box<[u8]>,
    #[collect(require_static)]
    pub exceptiontable: Box<[u8]>,
    /// Whether the code was verified before it came into the arena. What a program puts together itself is verified at
    /// its first call.
    #[collect(require_static)]
    pub verified: Mark,
    /// Bumped when the decoded program specialises.
    #[collect(require_static)]
    pub version: StdCell<u32>,
    /// The decoded form, made at the first call.
    pub program: Lock<Option<Program<'gc>>>,
    /// The objects of its attributes, as far as a program has asked for them.
    pub shown: ShownLock<'gc>,
}

handle! {
    /// A code object.
    Code => CodeData
}
classified! { Code => code }

impl<'gc> Code<'gc> {
    /// Keeps the decoded form for the next call.
    pub fn set_program(self, mc: &Mutation<'gc>, program: Program<'gc>) {
        unlock!(self.write(mc), CodeData, program).set(Some(program));
    }
}

impl<'gc> CodeData<'gc> {
    /// The number of fast slots: locals, cells and free variables.
    #[inline]
    pub fn nlocalsplus(&self) -> usize {
        self.localspluskinds.len()
    }

    /// The number of values in a frame: fast slots and value stack. Code that is not verified yet may declare any stack;
    /// it never runs with more than the verifier allows.
    #[inline]
    pub fn framesize(&self) -> usize {
        self.nlocalsplus() + (self.stacksize as usize).min(crate::verify::limits::STACK)
    }

    /// The number of slots that arguments fill, `*args` and `**kwargs` included.
    pub fn total_args(&self) -> usize {
        self.argcount as usize
            + self.kwonlyargcount as usize
            + usize::from(self.flags.contains(CodeFlags::VARARGS))
            + usize::from(self.flags.contains(CodeFlags::VARKEYWORDS))
    }

    /// The number of free variables.
    pub fn nfreevars(&self) -> usize {
        self.localspluskinds.iter().filter(|kind| kind.contains(LocalKind::FREE)).count()
    }

    /// The name of a fast slot.
    pub fn local_name(&self, index: usize) -> Option<Str<'gc>> {
        self.localsplusnames.as_slice().get(index).copied().and_then(Value::as_str)
    }

    /// The name at an index of `co_names`.
    pub fn name_at(&self, index: usize) -> Option<Str<'gc>> {
        self.names.as_slice().get(index).copied().and_then(Value::as_str)
    }

    /// The fast slots of a kind with their names.
    pub fn locals_of_kind(&self, kind: LocalKind) -> impl Iterator<Item = (usize, Str<'gc>)> {
        self.localspluskinds
            .iter()
            .enumerate()
            .filter(move |(_, have)| have.intersects(kind))
            .filter_map(|(index, _)| Some((index, self.local_name(index)?)))
    }

    /// The docstring: the first constant when the code says so.
    pub fn doc(&self) -> Value<'gc> {
        if self.flags.contains(CodeFlags::HAS_DOCSTRING) {
            self.consts.as_slice().first().copied().unwrap_or(Value::None)
        } else {
            Value::None
        }
    }

    /// `co_lines()`: the runs of code units on one line.
    pub fn lines(&self) -> Lines<'_> {
        lines(self.firstlineno, &self.linetable)
    }

    /// `co_positions()`: the location of each code unit.
    pub fn positions(&self) -> Positions<'_> {
        positions(self.firstlineno, &self.linetable)
    }

    /// `co_branches()`: where the code goes one of two ways.
    pub fn branches(&self) -> Branches<'_> {
        branches(&self.code)
    }

    /// The entries of `co_exceptiontable`: which handler covers which code.
    pub fn exception_table(&self) -> ExceptionEntries<'_> {
        exception_entries(&self.exceptiontable)
    }

    /// The line of the code unit at a byte offset; before the first
    /// instruction (-1) it is the first line of the code.
    pub fn line_at(&self, byte_offset: i32) -> Option<i32> {
        if byte_offset < 0 {
            return Some(self.firstlineno);
        }
        let unit = usize::try_from(byte_offset).ok().map(|offset| offset / 2);
        super::code_tables::line_at(self.firstlineno, &self.linetable, unit)
    }
}
