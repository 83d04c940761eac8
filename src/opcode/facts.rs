//! The opcode type and its facts, all generated from the table.

use super::table::with_opcodes;

/// What the operand of an instruction means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OperandKind {
    /// The instruction has no operand; its operand byte is ignored.
    None,
    /// A number or bits with a meaning of the instruction's own.
    Raw,
    /// A number of items, mostly on the stack.
    Count,
    /// A distance from the top of the stack.
    Depth,
    /// Two counts: `oparg & 255` items before the starred one, `oparg >> 8` after it.
    Unpack,
    /// An index into the constants.
    Const,
    /// The value itself, an int.
    SmallInt,
    /// An index into the names.
    Name,
    /// `oparg >> 1` is an index into the names, bit 0 asks for the method form.
    NameAttr,
    /// `oparg >> 1` is an index into the names, bit 0 asks for a null above the value.
    NameGlobal,
    /// `oparg >> 2` is an index into the names, bit 0 asks for the method form, bit 1 tells
    /// that `super` was called with arguments.
    NameSuper,
    /// A localsplus slot.
    Local,
    /// Two localsplus slots: `oparg >> 4` and `oparg & 15`.
    LocalPair,
    /// A localsplus slot that holds a cell, or will.
    Deref,
    /// A distance in code units, forward from the instruction's end (caches included).
    JumpForward,
    /// A distance in code units, backward from the instruction's end (caches included).
    JumpBackward,
    /// A [`CompareOp`](super::operands::CompareOp), by `Comparison::from_oparg`.
    Compare,
    /// A [`BinaryOperator`](super::operands::BinaryOperator).
    BinaryOp,
    /// 0 for the plain test, 1 for its negation.
    Invert,
    /// An [`Intrinsic1`](super::operands::Intrinsic1).
    Intrinsic1,
    /// An [`Intrinsic2`](super::operands::Intrinsic2).
    Intrinsic2,
    /// A [`CommonConstant`](super::operands::CommonConstant).
    CommonConstant,
    /// A [`SpecialMethod`](super::operands::SpecialMethod).
    SpecialMethod,
    /// A [`Conversion`](super::operands::Conversion).
    Convert,
    /// [`FunctionAttribute`](super::operands::FunctionAttribute) bits.
    FunctionAttribute,
    /// A [`ResumeArg`](super::operands::ResumeArg).
    Resume,
}

/// Where execution goes after an instruction that raises nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flow {
    /// To the next instruction.
    Next,
    /// To the next instruction or to the jump target.
    Branch,
    /// To the jump target.
    Jump,
    /// Out of the frame, or to an exception handler: never to the next instruction.
    Exit,
}

/// How many items an instruction takes from the stack and how many it leaves in their place.
/// Items that are only looked at, or passed over, count on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StackUse {
    /// Items that must be on the stack.
    pub pops: u64,
    /// Items that replace them.
    pub pushes: u64,
}

impl StackUse {
    /// Pushes less pops, saturating: a file may give any 32-bit operand.
    pub fn effect(self) -> i32 {
        if self.pushes >= self.pops {
            i32::try_from(self.pushes - self.pops).unwrap_or(i32::MAX)
        } else {
            i32::try_from(self.pops - self.pushes).map_or(i32::MIN, |n| -n)
        }
    }
}

/// A byte that is no opcode of CPython 3.14.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not an opcode of CPython 3.14")]
pub struct UnknownOpcode(pub u8);

macro_rules! define {
    (
        base: $($num:literal $var:ident $name:ident $caches:literal $kind:ident $flow:ident
            [$n:ident: $pops:expr => $pushes:expr] $doc:literal;)*
        variants: $($vnum:literal $vvar:ident $vname:ident $vbase:ident;)*
    ) => {
        /// An opcode of CPython 3.14, specialised and instrumented forms included.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Opcode {
            $(#[doc = concat!("`", $doc, "`")] $var = $num,)*
            $(#[doc = concat!("A form of [`Opcode::", stringify!($vbase), "`].")] $vvar = $vnum,)*
        }

        impl Opcode {
            /// Every opcode: first the base forms, then the specialised and instrumented ones,
            /// each group in the order of its numbers.
            pub const ALL: &'static [Opcode] = &[$(Opcode::$var,)* $(Opcode::$vvar,)*];

            /// The opcode with this number, if there is one.
            pub const fn from_u8(byte: u8) -> Option<Opcode> {
                match byte {
                    $($num => Some(Opcode::$var),)*
                    $($vnum => Some(Opcode::$vvar),)*
                    _ => None,
                }
            }

            /// The name that CPython gives it, as `LOAD_FAST`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Opcode::$var => stringify!($name),)*
                    $(Opcode::$vvar => stringify!($vname),)*
                }
            }

            /// The form that code objects show: itself, or the base of a specialised or
            /// instrumented opcode.
            pub const fn deopt(self) -> Opcode {
                match self {
                    $(Opcode::$vvar => Opcode::$vbase,)*
                    base => base,
                }
            }

            /// How many code units of inline cache follow the instruction.
            pub const fn caches(self) -> u8 {
                match self {
                    $(Opcode::$var => $caches,)*
                    $(Opcode::$vvar => Opcode::$vbase.caches(),)*
                }
            }

            /// What the operand means.
            pub const fn operand_kind(self) -> OperandKind {
                match self {
                    $(Opcode::$var => OperandKind::$kind,)*
                    $(Opcode::$vvar => Opcode::$vbase.operand_kind(),)*
                }
            }

            /// Where execution goes on.
            pub const fn flow(self) -> Flow {
                match self {
                    $(Opcode::$var => Flow::$flow,)*
                    $(Opcode::$vvar => Opcode::$vbase.flow(),)*
                }
            }

            /// Items needed and left on the stack.
            pub const fn stack_use(self, oparg: u32) -> StackUse {
                // 64 bits, so that no 32-bit operand overflows.
                let oparg = oparg as u64;
                match self {
                    $(Opcode::$var => {
                        let $n = oparg;
                        StackUse { pops: $pops, pushes: $pushes }
                    })*
                    $(Opcode::$vvar => Opcode::$vbase.stack_use(oparg as u32),)*
                }
            }

            /// One line of stack algebra, top of the stack on the right.
            pub const fn doc(self) -> &'static str {
                match self {
                    $(Opcode::$var => $doc,)*
                    $(Opcode::$vvar => Opcode::$vbase.doc(),)*
                }
            }
        }
    };
}
with_opcodes!(define);

impl Opcode {
    /// Whether the operand byte has a meaning.
    pub const fn has_arg(self) -> bool {
        !matches!(self.operand_kind(), OperandKind::None)
    }

    /// The change of the stack's depth, as `_opcode.stack_effect(op, oparg, jump=jump)`.
    ///
    /// In 3.14 only pseudo opcodes have a different effect when they jump, so `jump` changes
    /// nothing for the opcodes of this table. The effect of `FOR_ITER`'s jump is the one at
    /// its target, the END_FOR; execution goes on behind that END_FOR with its item popped.
    pub fn stack_effect(self, oparg: u32, jump: bool) -> i32 {
        let _same_on_both_paths = jump;
        self.stack_use(oparg).effect()
    }

    /// Whether the operand tells a place in the code (of `END_ASYNC_FOR` it does although
    /// that instruction never jumps).
    pub const fn has_jump_target(self) -> bool {
        matches!(self.operand_kind(), OperandKind::JumpForward | OperandKind::JumpBackward)
    }

    /// The index into the names that `oparg` holds, for opcodes that have one.
    pub const fn name_index(self, oparg: u32) -> Option<u32> {
        match self.operand_kind() {
            OperandKind::Name => Some(oparg),
            OperandKind::NameAttr | OperandKind::NameGlobal => Some(oparg >> 1),
            OperandKind::NameSuper => Some(oparg >> 2),
            _ => None,
        }
    }
}

impl TryFrom<u8> for Opcode {
    type Error = UnknownOpcode;
    fn try_from(byte: u8) -> Result<Opcode, UnknownOpcode> {
        Opcode::from_u8(byte).ok_or(UnknownOpcode(byte))
    }
}

impl From<Opcode> for u8 {
    fn from(op: Opcode) -> u8 {
        op as u8
    }
}

impl std::fmt::Display for Opcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
