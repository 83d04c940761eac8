//! Making code objects from their fields. Mirrors `PyUnstable_Code_NewWithPosOnlyArgs` and `_PyCode_Validate` of
//! `Objects/codeobject.c`: the same checks in the same order. The bytecode itself is not looked into here.

use std::cell::Cell as StdCell;

use gc_arena::lock::Lock;

use super::code::{Code, CodeData};
use super::code_tables::without_columns;
use super::flags::{CodeFlags, LocalKind};
use crate::opcode::Opcode;
use crate::runtime::Ctx;
use crate::types::{Str, Tuple};
use crate::value::Value;
use crate::verify::Mark;

/// Why fields make no code object. The texts are CPython's; it raises ValueError except where said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// A negative count, or more positional-only parameters than positional ones (SystemError).
    #[error("Objects/codeobject.c:465: bad argument to internal function")]
    Counts,
    /// More bytecode than an `int` can index (OverflowError).
    #[error("code: co_code larger than INT_MAX")]
    TooLong,
    /// Half a code unit.
    #[error("code: co_code is malformed")]
    Malformed,
    /// Fewer local variables than parameters.
    #[error("code: co_varnames is too small")]
    FewVarnames,
    /// `nlocals` was given and is another number.
    #[error("code: co_nlocals != len(co_varnames)")]
    Nlocals,
    /// An instruction of a namespace scope hides a variable that is not there.
    #[error("code: LOAD_FAST_AND_CLEAR oparg {oparg} out of range")]
    HiddenSlot {
        /// The slot it names.
        oparg: u32,
    },
}

/// The fields of a code object to be. Every field can be set; see [`Code::builder`] and [`Code::replace`].
#[derive(Clone)]
pub struct CodeBuilder<'gc> {
    argcount: i32,
    posonlyargcount: i32,
    kwonlyargcount: i32,
    nlocals: Option<i32>,
    stacksize: i32,
    flags: CodeFlags,
    firstlineno: i32,
    code: Box<[u8]>,
    consts: Tuple<'gc>,
    names: Vec<Str<'gc>>,
    varnames: Vec<Str<'gc>>,
    cellvars: Vec<Str<'gc>>,
    freevars: Vec<Str<'gc>>,
    filename: Str<'gc>,
    name: Str<'gc>,
    qualname: Str<'gc>,
    linetable: Box<[u8]>,
    exceptiontable: Box<[u8]>,
}

macro_rules! setters {
    ($($(#[$doc:meta])* $field:ident: $type:ty;)*) => {
        impl<'gc> CodeBuilder<'gc> {
            $($(#[$doc])* #[must_use] pub fn $field(mut self, $field: impl Into<$type>) -> Self {
                self.$field = $field.into();
                self
            })*
        }
    };
}

setters! {
    /// `co_argcount`: positional parameters, the positional-only ones included.
    argcount: i32;
    /// `co_posonlyargcount`.
    posonlyargcount: i32;
    /// `co_kwonlyargcount`.
    kwonlyargcount: i32;
    /// `co_nlocals`: only checked, as the variables are counted; nothing by default.
    nlocals: Option<i32>;
    /// `co_stacksize`, in values; 0 becomes 1.
    stacksize: i32;
    /// `co_flags`.
    flags: CodeFlags;
    /// `co_firstlineno`.
    firstlineno: i32;
    /// `co_code`. Inline caches are zeroed, specialised instructions become their general forms.
    code: Box<[u8]>;
    /// `co_consts`.
    consts: Tuple<'gc>;
    /// `co_names`.
    names: Vec<Str<'gc>>;
    /// `co_varnames`: parameters first.
    varnames: Vec<Str<'gc>>;
    /// `co_cellvars`: a local variable among them becomes a cell in its slot.
    cellvars: Vec<Str<'gc>>;
    /// `co_freevars`.
    freevars: Vec<Str<'gc>>;
    /// `co_filename`.
    filename: Str<'gc>;
    /// `co_name`.
    name: Str<'gc>;
    /// `co_qualname`.
    qualname: Str<'gc>;
    /// `co_linetable`.
    linetable: Box<[u8]>;
    /// `co_exceptiontable`.
    exceptiontable: Box<[u8]>;
}

/// The largest `int` of C.
const INT_MAX: usize = i32::MAX as usize;

impl<'gc> Code<'gc> {
    /// Fields of a code object without parameters, names and bytecode, on line 1.
    pub fn builder(ctx: Ctx<'gc>) -> CodeBuilder<'gc> {
        let empty = ctx.names.empty;
        CodeBuilder {
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            nlocals: None,
            stacksize: 1,
            flags: CodeFlags::empty(),
            firstlineno: 1,
            code: Box::default(),
            consts: ctx.empty_tuple,
            names: Vec::new(),
            varnames: Vec::new(),
            cellvars: Vec::new(),
            freevars: Vec::new(),
            filename: empty,
            name: empty,
            qualname: empty,
            linetable: Box::default(),
            exceptiontable: Box::default(),
        }
    }

    /// The fields of this code object, to make another one with some of them changed.
    pub fn replace(self) -> CodeBuilder<'gc> {
        let data = self.data();
        let count = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        let of_kind = |kind| data.locals_of_kind(kind).map(|(_, name)| name).collect();
        CodeBuilder {
            argcount: count(data.argcount),
            posonlyargcount: count(data.posonlyargcount),
            kwonlyargcount: count(data.kwonlyargcount),
            nlocals: None,
            stacksize: count(data.stacksize),
            flags: data.flags,
            firstlineno: data.firstlineno,
            code: data.code.clone(),
            consts: data.consts,
            names: data.names.as_slice().iter().filter_map(|name| name.as_str()).collect(),
            varnames: of_kind(LocalKind::LOCAL),
            cellvars: of_kind(LocalKind::CELL),
            freevars: of_kind(LocalKind::FREE),
            filename: data.filename,
            name: data.name,
            qualname: data.qualname,
            linetable: data.linetable.clone(),
            exceptiontable: data.exceptiontable.clone(),
        }
    }

    /// A code object that only gives tracebacks a place: running it raises AssertionError.
    pub fn new_empty(ctx: Ctx<'gc>, filename: Str<'gc>, name: Str<'gc>, firstlineno: i32) -> Code<'gc> {
        let units = [(Opcode::Resume, 0), (Opcode::LoadCommonConstant, 0), (Opcode::RaiseVarargs, 1)];
        let code: Vec<u8> = units.iter().flat_map(|&(opcode, oparg)| [opcode as u8, oparg]).collect();
        let fields = Code::builder(ctx).filename(filename).name(name).qualname(name).firstlineno(firstlineno);
        // One entry without columns for the three units, on the first line.
        fields.code(code).linetable([0x80 | 13 << 3 | 2, 0]).assemble(ctx, Vec::new(), Vec::new())
    }
}

impl<'gc> CodeBuilder<'gc> {
    /// The code object.
    ///
    /// # Errors
    /// [`CodeError`] of the first check that fails.
    pub fn build(self, ctx: Ctx<'gc>) -> Result<Code<'gc>, CodeError> {
        let (names, mut kinds) = self.slots();
        if !self.flags.contains(CodeFlags::OPTIMIZED) {
            hide(&self.code, &mut kinds)?;
        }
        self.check()?;
        Ok(self.assemble(ctx, names, kinds))
    }

    /// The names as one flat array with their kinds: locals, cells that are no locals, free variables.
    fn slots(&self) -> (Vec<Str<'gc>>, Vec<LocalKind>) {
        let mut names = self.varnames.clone();
        let mut kinds = vec![LocalKind::LOCAL; names.len()];
        for &cell in &self.cellvars {
            let local = self.varnames.iter().position(|name| name.same_text(cell));
            match local.and_then(|index| kinds.get_mut(index)) {
                Some(kind) => *kind |= LocalKind::CELL,
                None => {
                    names.push(cell);
                    kinds.push(LocalKind::CELL);
                }
            }
        }
        names.extend(&self.freevars);
        kinds.resize(names.len(), LocalKind::FREE);
        (names, kinds)
    }

    fn check(&self) -> Result<(), CodeError> {
        let negative = self.argcount < self.posonlyargcount
            || self.posonlyargcount < 0
            || self.kwonlyargcount < 0
            || self.stacksize < 0
            || i32::try_from(self.flags.bits()).is_err();
        if negative {
            return Err(CodeError::Counts);
        }
        if self.code.len() > INT_MAX {
            return Err(CodeError::TooLong);
        }
        if !self.code.len().is_multiple_of(2) {
            return Err(CodeError::Malformed);
        }
        let parameters = i64::from(self.argcount)
            + i64::from(self.kwonlyargcount)
            + i64::from(self.flags.contains(CodeFlags::VARARGS))
            + i64::from(self.flags.contains(CodeFlags::VARKEYWORDS));
        let locals = i64::try_from(self.varnames.len()).unwrap_or(i64::MAX);
        if parameters > locals {
            return Err(CodeError::FewVarnames);
        }
        if self.nlocals.is_some_and(|given| i64::from(given) != locals) {
            return Err(CodeError::Nlocals);
        }
        Ok(())
    }

    /// Puts checked fields together.
    fn assemble(self, ctx: Ctx<'gc>, names: Vec<Str<'gc>>, kinds: Vec<LocalKind>) -> Code<'gc> {
        let interned = |names: Vec<Str<'gc>>| {
            let names: Vec<Value<'gc>> = names.into_iter().map(|name| ctx.intern_str(name).into()).collect();
            Tuple::new(ctx.mc, names)
        };
        intern_constants(ctx, self.consts.as_slice(), 0);
        let linetable =
            if ctx.config.no_debug_ranges { without_columns(&self.linetable).into() } else { self.linetable };
        let mut code = self.code;
        generalise(&mut code);
        let data = CodeData {
            argcount: self.argcount.unsigned_abs(),
            posonlyargcount: self.posonlyargcount.unsigned_abs(),
            kwonlyargcount: self.kwonlyargcount.unsigned_abs(),
            stacksize: self.stacksize.unsigned_abs().max(1),
            flags: self.flags,
            code,
            consts: self.consts,
            names: interned(self.names),
            localsplusnames: interned(names),
            localspluskinds: kinds.into(),
            filename: ctx.intern_str(self.filename),
            name: ctx.intern_str(self.name),
            qualname: ctx.intern_str(self.qualname),
            firstlineno: self.firstlineno,
            linetable,
            exceptiontable: self.exceptiontable,
            verified: Mark::UNVERIFIED,
            version: StdCell::new(0),
            program: Lock::new(None),
            shown: Lock::new(None),
        };
        Code::alloc(ctx.mc, data)
    }
}

/// Marks the slots that comprehensions in a namespace scope have for themselves.
fn hide(code: &[u8], kinds: &mut [LocalKind]) -> Result<(), CodeError> {
    let units = code.as_chunks::<2>().0;
    let (mut at, mut extended) = (0, 0u32);
    while let Some(&[byte, low]) = units.get(at) {
        let opcode = Opcode::from_u8(byte);
        at += 1 + opcode.map_or(0, |opcode| usize::from(opcode.caches()));
        let oparg = extended << 8 | u32::from(low);
        extended = if opcode == Some(Opcode::ExtendedArg) { oparg } else { 0 };
        if opcode == Some(Opcode::LoadFastAndClear) {
            match usize::try_from(oparg).ok().and_then(|slot| kinds.get_mut(slot)) {
                Some(kind) => *kind |= LocalKind::HIDDEN,
                None => return Err(CodeError::HiddenSlot { oparg }),
            }
        }
    }
    Ok(())
}

/// Turns specialised instructions into their general forms and zeroes the inline caches.
fn generalise(code: &mut [u8]) {
    let mut caches = 0;
    for unit in code.as_chunks_mut::<2>().0 {
        if caches > 0 {
            *unit = [0, 0];
            caches -= 1;
        } else if let Some(opcode) = Opcode::from_u8(unit[0]) {
            unit[0] = opcode.deopt() as u8;
            caches = opcode.deopt().caches();
        }
    }
}

/// How deep constants are looked into for strings.
const INTERN_DEPTH: usize = 100;

/// Interns the strings that could be names.
fn intern_constants<'gc>(ctx: Ctx<'gc>, consts: &[Value<'gc>], depth: usize) {
    for value in consts {
        match value {
            Value::Str(text) if crate::pyc::marshal::write_raw::is_identifier(text.wtf8().as_bytes()) => {
                ctx.intern_str(*text);
            }
            Value::Tuple(items) if depth < INTERN_DEPTH => intern_constants(ctx, items.as_slice(), depth + 1),
            Value::FrozenSet(set) if depth < INTERN_DEPTH => {
                let members: Vec<Value<'gc>> = set.table.borrow().iter().map(|entry| entry.key).collect();
                intern_constants(ctx, &members, depth + 1);
            }
            _ => {}
        }
    }
}
