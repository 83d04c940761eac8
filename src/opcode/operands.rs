//! What the numbers in operands mean. Mirrors `Include/opcode.h` (operators),
//! `Include/internal/pycore_intrinsics.h`, `pycore_opcode_utils.h` and `Lib/opcode.py`.

/// An enum whose numbers are operands, with the text that the disassembler shows.
macro_rules! operand_enum {
    ($(#[$meta:meta])* $type:ident { $($num:literal $var:ident $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum $type {
            $(#[doc = concat!("`", $text, "`")] $var = $num,)*
        }

        impl $type {
            /// Every value, in the order of the numbers.
            pub const ALL: &'static [$type] = &[$($type::$var,)*];

            /// The value that an operand stands for.
            pub const fn from_oparg(oparg: u32) -> Option<$type> {
                match oparg {
                    $($num => Some($type::$var),)*
                    _ => None,
                }
            }

            /// The text that the disassembler shows.
            pub const fn text(self) -> &'static str {
                match self {
                    $($type::$var => $text,)*
                }
            }
        }
    };
}

operand_enum! {
    /// The operator of BINARY_OP.
    BinaryOperator {
        0 Add "+",
        1 And "&",
        2 FloorDivide "//",
        3 Lshift "<<",
        4 MatrixMultiply "@",
        5 Multiply "*",
        6 Remainder "%",
        7 Or "|",
        8 Power "**",
        9 Rshift ">>",
        10 Subtract "-",
        11 TrueDivide "/",
        12 Xor "^",
        13 InplaceAdd "+=",
        14 InplaceAnd "&=",
        15 InplaceFloorDivide "//=",
        16 InplaceLshift "<<=",
        17 InplaceMatrixMultiply "@=",
        18 InplaceMultiply "*=",
        19 InplaceRemainder "%=",
        20 InplaceOr "|=",
        21 InplacePower "**=",
        22 InplaceRshift ">>=",
        23 InplaceSubtract "-=",
        24 InplaceTrueDivide "/=",
        25 InplaceXor "^=",
        26 Subscr "[]",
    }
}

impl BinaryOperator {
    /// Whether it is the operator of an augmented assignment.
    pub const fn is_inplace(self) -> bool {
        13 <= self as u8 && self as u8 <= 25
    }

    /// The operator without the assignment: `+` for `+=`, itself for the others.
    pub const fn plain(self) -> BinaryOperator {
        if !self.is_inplace() {
            return self;
        }
        match BinaryOperator::from_oparg(self as u32 - 13) {
            Some(plain) => plain,
            None => self,
        }
    }
}

operand_enum! {
    /// The operator of a rich comparison; its number is CPython's `Py_LT`, `Py_LE`, ...
    CompareOp {
        0 Lt "<",
        1 Le "<=",
        2 Eq "==",
        3 Ne "!=",
        4 Gt ">",
        5 Ge ">=",
    }
}

/// The operand of COMPARE_OP. Its four lowest bits are a mask that only the specialised forms
/// of CPython use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// `oparg >> 5`.
    pub op: CompareOp,
    /// Bit 16: the result is turned into a bool.
    pub to_bool: bool,
}

impl Comparison {
    /// Splits the operand; `None` if there is no such operator.
    pub const fn from_oparg(oparg: u32) -> Option<Comparison> {
        match CompareOp::from_oparg(oparg >> 5) {
            Some(op) => Some(Comparison { op, to_bool: oparg & 16 != 0 }),
            None => None,
        }
    }
}

operand_enum! {
    /// What CALL_INTRINSIC_1 does with its one argument.
    Intrinsic1 {
        0 Invalid "INTRINSIC_1_INVALID",
        1 Print "INTRINSIC_PRINT",
        2 ImportStar "INTRINSIC_IMPORT_STAR",
        3 StopIterationError "INTRINSIC_STOPITERATION_ERROR",
        4 AsyncGenWrap "INTRINSIC_ASYNC_GEN_WRAP",
        5 UnaryPositive "INTRINSIC_UNARY_POSITIVE",
        6 ListToTuple "INTRINSIC_LIST_TO_TUPLE",
        7 TypeVar "INTRINSIC_TYPEVAR",
        8 ParamSpec "INTRINSIC_PARAMSPEC",
        9 TypeVarTuple "INTRINSIC_TYPEVARTUPLE",
        10 SubscriptGeneric "INTRINSIC_SUBSCRIPT_GENERIC",
        11 TypeAlias "INTRINSIC_TYPEALIAS",
    }
}

operand_enum! {
    /// What CALL_INTRINSIC_2 does with its two arguments.
    Intrinsic2 {
        0 Invalid "INTRINSIC_2_INVALID",
        1 PrepReraiseStar "INTRINSIC_PREP_RERAISE_STAR",
        2 TypeVarWithBound "INTRINSIC_TYPEVAR_WITH_BOUND",
        3 TypeVarWithConstraints "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
        4 SetFunctionTypeParams "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
        5 SetTypeParamDefault "INTRINSIC_SET_TYPEPARAM_DEFAULT",
    }
}

operand_enum! {
    /// What LOAD_COMMON_CONSTANT pushes.
    CommonConstant {
        0 AssertionError "AssertionError",
        1 NotImplementedError "NotImplementedError",
        2 Tuple "tuple",
        3 All "<built-in function all>",
        4 Any "<built-in function any>",
    }
}

operand_enum! {
    /// The method that LOAD_SPECIAL looks up on the type.
    SpecialMethod {
        0 Enter "__enter__",
        1 Exit "__exit__",
        2 Aenter "__aenter__",
        3 Aexit "__aexit__",
    }
}

operand_enum! {
    /// The conversion of CONVERT_VALUE (`!s`, `!r`, `!a`), and of BUILD_INTERPOLATION, which
    /// keeps it in `oparg >> 2`, 0 for none.
    Conversion {
        1 Str "str",
        2 Repr "repr",
        3 Ascii "ascii",
    }
}

bitflags::bitflags! {
    /// What SET_FUNCTION_ATTRIBUTE puts on a function; one bit is set.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct FunctionAttribute: u32 {
        /// Tuple of defaults of positional parameters.
        const DEFAULTS = 1;
        /// Dict of defaults of keyword-only parameters.
        const KWDEFAULTS = 2;
        /// Tuple of names and annotations (PEP 563).
        const ANNOTATIONS = 4;
        /// Tuple of cells.
        const CLOSURE = 8;
        /// The annotate function (PEP 649).
        const ANNOTATE = 16;
    }
}

impl FunctionAttribute {
    /// The names that the disassembler shows, lowest bit first.
    pub const NAMES: [&'static str; 5] = ["defaults", "kwdefaults", "annotations", "closure", "annotate"];
}

operand_enum! {
    /// Where a RESUME stands: its two lowest bits.
    ResumePoint {
        0 Start "at the start",
        1 AfterYield "after a yield",
        2 AfterYieldFrom "after a yield from",
        3 AfterAwait "after an await",
    }
}

/// The operand of RESUME.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResumeArg {
    /// What comes before it.
    pub point: ResumePoint,
    /// Bit 4: the only handler around the suspension is the one that turns StopIteration into
    /// RuntimeError, so that closing the generator there runs no code of the program.
    pub outermost: bool,
}

impl ResumeArg {
    /// Splits the operand.
    pub const fn from_oparg(oparg: u32) -> ResumeArg {
        let point = match oparg & 3 {
            0 => ResumePoint::Start,
            1 => ResumePoint::AfterYield,
            2 => ResumePoint::AfterYieldFrom,
            _ => ResumePoint::AfterAwait,
        };
        ResumeArg { point, outermost: oparg & 4 != 0 }
    }
}
