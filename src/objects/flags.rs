//! Bits of code objects: `co_flags` and the kinds of localsplus slots.
//! Mirrors `Include/cpython/code.h` and `Include/internal/pycore_code.h`.

bitflags::bitflags! {
    /// `co_flags`. Unknown bits of a file are kept.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub struct CodeFlags: u32 {
        /// Locals live in slots, not in a namespace.
        const OPTIMIZED = 0x1;
        /// A call makes a new namespace.
        const NEWLOCALS = 0x2;
        /// Has `*args`.
        const VARARGS = 0x4;
        /// Has `**kwargs`.
        const VARKEYWORDS = 0x8;
        /// Defined inside a function.
        const NESTED = 0x10;
        /// A call gives a generator.
        const GENERATOR = 0x20;
        /// Historic; CPython sets it no more.
        const NOFREE = 0x40;
        /// A call gives a coroutine.
        const COROUTINE = 0x80;
        /// A generator that may be awaited (`types.coroutine`).
        const ITERABLE_COROUTINE = 0x100;
        /// A call gives an async generator.
        const ASYNC_GENERATOR = 0x200;
        /// `from __future__ import division`
        const FUTURE_DIVISION = 0x2_0000;
        /// `from __future__ import absolute_import`
        const FUTURE_ABSOLUTE_IMPORT = 0x4_0000;
        /// `from __future__ import with_statement`
        const FUTURE_WITH_STATEMENT = 0x8_0000;
        /// `from __future__ import print_function`
        const FUTURE_PRINT_FUNCTION = 0x10_0000;
        /// `from __future__ import unicode_literals`
        const FUTURE_UNICODE_LITERALS = 0x20_0000;
        /// `from __future__ import barry_as_FLUFL`
        const FUTURE_BARRY_AS_BDFL = 0x40_0000;
        /// `from __future__ import generator_stop`
        const FUTURE_GENERATOR_STOP = 0x80_0000;
        /// `from __future__ import annotations`
        const FUTURE_ANNOTATIONS = 0x100_0000;
        /// Monitoring shows no events of this code.
        const NO_MONITORING_EVENTS = 0x200_0000;
        /// The first constant is the docstring.
        const HAS_DOCSTRING = 0x400_0000;
        /// A function defined directly in a class body.
        const METHOD = 0x800_0000;

        // Whatever else is set stays set.
        const _ = !0;
    }
}

impl CodeFlags {
    /// The bits that make a call return a suspended object instead of running the body.
    pub const ANY_GENERATOR: CodeFlags =
        CodeFlags::GENERATOR.union(CodeFlags::COROUTINE).union(CodeFlags::ASYNC_GENERATOR);

    /// Whether a call returns a generator, coroutine or async generator.
    pub const fn is_generator_like(self) -> bool {
        self.intersects(CodeFlags::ANY_GENERATOR)
    }
}

bitflags::bitflags! {
    /// The kind of one localsplus slot.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub struct LocalKind: u8 {
        /// A parameter that takes positional arguments.
        const ARG_POS = 0x02;
        /// A parameter that takes keyword arguments.
        const ARG_KW = 0x04;
        /// `*args` (with [`LocalKind::ARG_POS`]) or `**kwargs` (with [`LocalKind::ARG_KW`]).
        const ARG_VAR = 0x08;
        /// A comprehension's variable in a namespace scope: not shown by `locals()`.
        const HIDDEN = 0x10;
        /// A local variable, shown in `co_varnames`.
        const LOCAL = 0x20;
        /// Holds a cell that inner functions share, shown in `co_cellvars`.
        const CELL = 0x40;
        /// Holds a cell of an outer function, shown in `co_freevars`.
        const FREE = 0x80;

        // Whatever else is set stays set.
        const _ = !0;
    }
}

impl LocalKind {
    /// Whether the slot is a parameter.
    pub const fn is_parameter(self) -> bool {
        self.intersects(LocalKind::ARG_POS.union(LocalKind::ARG_KW).union(LocalKind::ARG_VAR))
    }

    /// Whether the slot holds a cell.
    pub const fn holds_cell(self) -> bool {
        self.intersects(LocalKind::CELL.union(LocalKind::FREE))
    }
}
